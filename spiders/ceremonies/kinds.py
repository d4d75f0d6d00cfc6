"""What the lists of a body that honours television too say of works: those in such categories were made for it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from spiders.formats.wikitext.blocks import Block, HeadingBlock, TableEnd, TableStart
from spiders.formats.wikitext.entry import clean
from spiders.formats.wikitext.lines import Line
from spiders.formats.wikitext.lists import Heading, Kind, ListCollector, Meaning, part_named
from spiders.formats.wikitext.words import words
from tracker.domain.facts.records import FactRecord, PageRecord
from tracker.domain.sources import ListSource

TELEVISION = "television"


def kind_claims(source: ListSource, page: PageRecord, blocks: Iterable[Block]) -> list[FactRecord]:
    """One claim for each work in categories of films made for television, whichever section they stand in.

    Only works with a link: series and films often share a title. Of several categories, the one with the shortest name.
    """
    if source.ceremonies is None or page.ceremony is None:
        return []
    collector = ListCollector(_meaning)
    collector.collect(block for section in _sections(blocks) if _has_television(section) for block in section)
    claims: dict[str, FactRecord] = {}
    for raw in collector.fields:
        for title, link in _works(raw.lines if raw.meaning.kind is Kind.DECLARED else ()):
            claim = FactRecord(
                page=page.id,
                qid=None,
                property="kind",
                value=TELEVISION,
                link=link,
                note=raw.meaning.printed[:300],
                title=title[:300],
                film_year=source.ceremonies.ceremony(page.ceremony).film_year,
            )
            claims[link] = min(claims.get(link, claim), claim, key=lambda one: len(one.note or ""))
    return list(claims.values())


def _sections(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Blocks cut at the headings outside tables, but for those that say of a category's lines what they are."""
    section: list[Block] = []
    tables = 0
    for block in blocks:
        tables += isinstance(block, TableStart) - isinstance(block, TableEnd)
        if isinstance(block, HeadingBlock) and not tables and part_named(clean(block.text)) is None:
            yield section
            section = []
        section.append(block)
    yield section


def _has_television(blocks: Sequence[Block]) -> bool:
    """Whether a section has the words of such a category anywhere: most have none, and need not be gone through."""
    lines = [block for block in blocks if isinstance(block, Line)]
    headings = [block for block in blocks if isinstance(block, HeadingBlock)]
    links = [*(piece.link for line in lines for piece in line.pieces), *(heading.link for heading in headings)]
    shown = clean(" ".join([*(line.text for line in lines), *(heading.text for heading in headings)]))
    return any(map(words().made_for_television.search, (shown, "\n".join(filter(None, links)))))


def _meaning(heading: Heading, group: Heading | None) -> Meaning:
    """Whether a heading names a category of films made for television, or another one."""
    printed = f"{group.text} – {heading.text}" if group else heading.text
    awards = [name for name in (printed, heading.link) if name and words().prize_words.search(name)]
    if any(words().made_for_television.search(name) for name in (heading.text, *awards)):
        return Meaning(Kind.DECLARED, printed, printed)
    return Meaning(Kind.LEFT_OUT if awards else Kind.UNKNOWN, printed=printed)


_FRAGMENT = re.compile(r"#.*")


def _works(lines: Iterable[Line]) -> Iterator[tuple[str, str]]:
    """Works with the target of their link: what is linked and in italics."""
    for line in lines:
        for piece in line.pieces:
            if piece.link and piece.italic and (target := _FRAGMENT.sub("", piece.link).strip()):
                yield piece.text.strip(), target
