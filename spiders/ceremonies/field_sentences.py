"""What a page's prose states about its ceremony's categories and the sizes of their fields.

Only wordings about a whole count: "the ten Best Picture nominees", not "three Best Picture nominees were directed by
women". Sentences about another ceremony, a shortlist or the rest of a field are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spiders.formats.wikitext.blocks import Block
from spiders.formats.wikitext.dates import sentences
from spiders.formats.wikitext.lines import Line
from tracker.domain.ceremonies import Ceremony
from tracker.domain.facts.records import FieldRecord, PageRecord
from tracker.domain.sources import ListSource
from tracker.domain.titles.forms import WRITTEN_NUMBER, written_number

_MAY_SAY = re.compile(r"categor|nomine|nominat|selected", re.IGNORECASE)
_N = rf"(?P<n>{WRITTEN_NUMBER})"
_CAPITAL = r"[A-Z][\w’'-]*"
_SMALL = r"(?:in|a|an|and|or|of|for|the|by|to|–)"
_NAME = rf"(?P<name>{_CAPITAL}(?:\s+(?:{_CAPITAL}|{_SMALL})){{0,9}}?)"
_WHOLE_NAME = rf"(?P<name>{_CAPITAL}(?:\s+(?:{_CAPITAL}|{_SMALL}(?=\s+(?:[A-Z]|in |a |the )))){{0,9}})"
"""Up to ten words that begin with a capital, and the small ones between them."""
_NOMINEES = r"(?i:nominees|nominated\s+(?:films|songs|scores|performances))"
_NOUN = rf"(?:{_NOMINEES}|(?i:nominations))"
_SIZES = (
    re.compile(rf"\b(?i:the|all)\s+(?i:{_N})\s+(?:(?:final|official)\s+)?{_NAME}\s+{_NOMINEES}\b"),
    re.compile(
        rf"\b(?:(?i:the|all)\s+(?i:{_N})\s+(?:(?:final|official)\s+)?{_NOMINEES}"
        rf"|(?i:of the|all)\s+(?i:(?P<nominations>{WRITTEN_NUMBER}))\s+(?i:nominations))"
        rf"\s+(?:for|in)\s+(?:the\s+)?{_WHOLE_NAME}"
    ),
    re.compile(
        rf"\b(?i:ceremony|awards|academy|gala)\s+(?:would|will)\s+(?:feature|have|include|honou?r)\s+(?:between\s+)?"
        rf"(?i:{_N})(?:\s+(?:and|to)\s+(?i:(?P<most>{WRITTEN_NUMBER})))?\s+{_NAME}\s+{_NOMINEES}\b"
    ),
    re.compile(
        rf"\b(?i:expand|increas|extend|enlarg|rais|reduc)\w*\b[^.;]{{0,40}}?\b{_NAME}\s+(?:{_NOUN}|field|roster)\s+"
        rf"from\s+(?i:{WRITTEN_NUMBER})\s+to\s+(?i:{_N})\b"
    ),
    re.compile(
        rf"\b{_WHOLE_NAME}\s+(?:category\s+)?(?:was|were|is|has been)\s+"
        rf"(?:expanded|increased|extended|enlarged|raised|reduced)\s+from\s+(?:a\s+\w+\s+(?:consisting\s+)?of\s+)?"
        rf"(?i:{WRITTEN_NUMBER})(?:\s+{_NOUN})?\s+to\s+(?i:{_N})\s+{_NOUN}\b"
    ),
)
_NOT_BEFORE = re.compile(r"short-?list|long-?list|box office of|gross of the top", re.IGNORECASE)
_PART_OF_THEM = re.compile(
    r"\s+(?:that|who|whose|which|directed|released|distributed|produced|written|from|with|without|not|by|for|made)\b"
    r"|\s*(?:[,:;(–—-]\s*)?(?:[\"'A-Z]|(?:of|in|for|since)\s+(?:19|20)\d\d)"
)
"""What behind the noun tells that only some nominees are meant, or those of another year."""
_LATER = re.compile(
    r"\b(?:following|next|subsequent|future|later|upcoming|starting|beginning|onwards?)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBERED = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\s+(?:[A-Z][\w]*\s+)*(?:ceremony|awards)\b", re.IGNORECASE)
_KIND = r"(?:(?:competitive|regular|award|film|feature|motion picture)\s+)*"
_CATEGORIES = (
    re.compile(
        rf"\b(?:presented|given|awarded|handed)\b(?P<between>[^.;]{{0,90}}?)\bin\s+{_N}\s+{_KIND}categories\b", re.I
    ),
    re.compile(rf"\ball\s+(?P<between>){_N}\s+competitive\s+{_KIND}categories\b", re.I),
    re.compile(rf"\ball\s+(?P<between>){_N}\s+{_KIND}categories\s+(?:were|would be|will be)\s+presented\b", re.I),
)
_AWARDS = re.compile(r"\b(?:awards?|prizes|trophies|oscars|globes|baftas)\b", re.IGNORECASE)
_SOME_CATEGORIES = re.compile(
    r"^\s+with\b|^\s+to\b|nominat|commercial|record|off-?air|separate|backstage|earlier|before|prior|honorary|technical|television",
    re.IGNORECASE,
)
_COMPETING = re.compile(
    rf"\bfollowing\s+{_N}\s+(?:feature\s+)?films\s+(?:were|are|have been)\s+selected\s+(?:for|to|in)\s+(?:the\s+)?"
    r"(?:main\s+|official\s+|international\s+)?competition\b(?!\s+for\s+(?:short|films\s+made))",
    re.IGNORECASE,
)
"""How a festival's page introduces the line-up of its competition."""


def sentence_claims(source: ListSource, page: PageRecord, blocks: Iterable[Block]) -> list[FieldRecord]:
    """Claims of the page's plain sentences, each once, in the order of the page, with the sentence and its line."""
    if source.ceremonies is None or page.ceremony is None:
        return []
    reader = _Reader(source, page, source.ceremonies.ceremony(page.ceremony))
    claims: dict[tuple[object, ...], FieldRecord] = {}
    for block in blocks:
        if isinstance(block, Line) and not block.bullets and _MAY_SAY.search(block.text):
            for sentence in sentences([block]):
                for record in reader.sentence(sentence, block.number):
                    claims.setdefault((record.claim, record.declared, record.value, record.most), record)
    return list(claims.values())


def stated_size(
    source: ListSource, page: PageRecord, name: str, size: tuple[int, int | None], words: tuple[str, int | None]
) -> FieldRecord:
    """The claim that the field of a declared category has a size, as some words (with their line) put it."""
    return FieldRecord(
        page=page.id,
        body=source.body or "",
        ceremony=page.ceremony or 0,
        claim="stated_size",
        declared=name,
        category=source.categories[name].concept,
        value=size[0],
        most=size[1],
        as_printed=words[0][:500],
        line=words[1],
    )


class _Reader:
    """Reads sentences of one page."""

    def __init__(self, source: ListSource, page: PageRecord, ceremony: Ceremony) -> None:
        self.source = source
        self.page = page
        self.ceremony = ceremony
        self.main = next((n for n, c in source.categories.items() if c.lineup and not (c.optional or c.selected)), None)

    def sentence(self, sentence: str, line: int) -> Iterator[FieldRecord]:
        """The claims of one sentence."""
        for pattern in _SIZES:
            match = pattern.search(sentence)
            size = self._size(sentence, match) if match else None
            name = self._category(match["name"]) if match and size else None
            if size and name:
                yield stated_size(self.source, self.page, name, size, (sentence, line))
        if self.main and (match := _COMPETING.search(sentence)) and (number := written_number(match["n"])):
            yield stated_size(self.source, self.page, self.main, (number, None), (sentence, line))
        if number := _number_of_categories(sentence):
            yield FieldRecord(
                page=self.page.id,
                body=self.source.body or "",
                ceremony=self.ceremony.number,
                claim="stated_categories",
                value=number,
                as_printed=sentence[:500],
                line=line,
            )

    def _size(self, sentence: str, match: re.Match[str]) -> tuple[int, int | None] | None:
        """Least and most nominees in a match about a whole field of this ceremony."""
        before, behind = sentence[: match.end()], sentence[match.end() :]
        if _NOT_BEFORE.search(before) or _PART_OF_THEM.match(behind) or _LATER.search(sentence):
            return None
        if not self._of_this_ceremony(sentence[: match.start()]):
            return None
        groups = match.groupdict()
        number = written_number(groups["n"] or groups.get("nominations") or "")
        most = groups.get("most")
        return None if number is None else (number, written_number(most) if most else None)

    def _of_this_ceremony(self, before: str) -> bool:
        """Whether every year and ceremony named so far is this one's own."""
        own = {self.ceremony.film_year, self.ceremony.year - 1, self.ceremony.year}
        years = {int(year) for year in _YEAR.findall(before)}
        numbers = {int(number) for number in _NUMBERED.findall(before)}
        return years <= own and numbers <= {self.ceremony.number}

    def _category(self, printed: str) -> str | None:
        """The declared category that a name in a sentence means; the name's last words may not belong to it."""
        words = printed.split()
        for end in range(len(words), 0, -1):
            meanings = self.source.meanings(" ".join(words[:end]), self.ceremony.number)
            if meanings:
                return meanings[0] if len(meanings) == 1 else None
        return None


def _number_of_categories(sentence: str) -> int | None:
    for pattern in _CATEGORIES:
        match = pattern.search(sentence)
        if match is None or (match["between"] and not _AWARDS.search(sentence[: match.end()])):
            continue
        if not _SOME_CATEGORIES.search(match["between"]) and not _SOME_CATEGORIES.search(sentence[match.end() :]):
            return written_number(match["n"])
    return None
