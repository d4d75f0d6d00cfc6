"""Critics' pages in prose: sentences and one-line lists that name winners and runners-up.

A sentence gives statements only if the closed grammar of `clauses` reads all of it, its categories are declared, and
its people and films are linked or in italics. Any other text beside a category that nothing on the page gives is held
with its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from spiders.families.ceremony.prose.clauses import Outcome, entries_of, outcomes_of, plain_words, ranked
from spiders.families.ceremony.prose.masking import AWARD, DOUBT, FILM, HIDDEN, NAME, OBJECT, ODD, MaskedLine, mask_line
from spiders.families.ceremony.prose.vocabulary import Vocabulary, vocabulary_of
from spiders.families.ceremony.source import CeremonySource
from spiders.formats.wikitext.blocks import Block, HeadingBlock, TableEnd, TableStart
from spiders.formats.wikitext.entry import clean
from spiders.formats.wikitext.lines import Line
from spiders.formats.wikitext.lists import Heading, Kind, Meaning, RawField, Resolver, Trouble, words_in
from spiders.formats.wikitext.words import words
from tracker.domain.categories import categories
from tracker.domain.facts.records import Result
from tracker.domain.text.sentences import sentences
from tracker.domain.titles.comparable import fold

_UNKNOWN = re.compile(
    rf"(?:\b[A-Z][\w-]* )?(?:\b(?:Best|Outstanding) [A-Z][\w-]*|{DOUBT})(?: (?:[A-Z][\w-]*|of|in|a|the|by|an))*"
)
_SOME_AWARD = "\uf5ff"
_FILM_GROUPS = ("picture", "feature_kind", "short")
_SHOWN = 160


@dataclass(slots=True)
class Prose:
    """The results in prose, and the remaining blocks for the reader of lists."""

    rest: list[Block] = field(default_factory=list)
    fields: dict[str, RawField] = field(default_factory=dict)
    """By declared category."""
    unread: list[tuple[frozenset[str], bool, Trouble]] = field(default_factory=list)
    """Sentences that nobody understood: the categories they stand next to, whether they speak of who came after, and
    the trouble. They hold a category that nothing else gives; who came after holds what only prose gives."""
    troubles: list[Trouble] = field(default_factory=list)
    separate: Callable[[RawField], Iterable[Trouble]] = lambda _: ()
    """Gives each of several films that one line of a list names an entry of its own."""

    def settle(self, list_fields: Iterable[RawField]) -> list[Trouble]:
        """Decide what holds the page once its lists are known; a list outranks a sentence that repeats it.

        A sentence that names a winner whom the list does not name holds.
        """
        list_fields = list(list_fields)
        troubles = self.troubles + [trouble for raw in list_fields for trouble in self.separate(raw)]
        for name, raw in self.fields.items():
            if len(raw.runners) == len(raw.lines):
                message = f"{name}: the text says who came after and not who won"
                troubles.append(Trouble("unread_prose", message, raw.number, name))
        lists = {raw.meaning.name: raw for raw in list_fields if raw.lines and raw.meaning.name}
        for name in sorted(self.fields.keys() & lists.keys()):
            raw = self.fields.pop(name)
            there = fold(" | ".join(line.text for line in lists[name].lines))
            for place, line in enumerate(raw.lines):
                names_in = [fold(piece.text) for piece in line.pieces if piece.italic or piece.link]
                if not all(words in there for words in names_in):
                    role = "came after" if place in raw.runners else "won"
                    message = f"{name}: the list does not name {clean(line.text)!r}, who {role} in the text"
                    troubles.append(Trouble("prose_differs", message, line.number, name))
        categories = self.fields.keys() | lists.keys()
        for names, second, trouble in self.unread:
            open_names = names - (lists.keys() if second else categories)
            troubles += [replace(trouble, category=name) for name in sorted(open_names)] if names else [trouble]
        return troubles


def read_prose(source: CeremonySource, blocks: Sequence[Block], resolve: Resolver) -> Prose:
    """Take sentences about prizes out of the blocks of a page.

    Args:
        source: declares the categories.
        blocks: of the sections that hold the prizes.
        resolve: what a heading stands for.
    """
    vocabulary = vocabulary_of(source, blocks, resolve)
    reader = _ProseReader(source, resolve, vocabulary)
    reader.run(blocks)
    reader.out.separate = lambda raw: separated(raw, source, vocabulary)
    return reader.out


@dataclass(slots=True)
class _ProseReader:
    source: CeremonySource
    resolve: Resolver
    words: Vocabulary
    out: Prose = field(default_factory=Prose)
    heading: str | None = None
    """The category whose heading stands above."""
    last: str | None = None
    """The one category that the sentence before gave a winner."""
    people: set[str] = field(default_factory=set)
    films: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Links taken for films though not in italics, with their category and line."""
    italic: set[str] = field(default_factory=set)
    """Categories some of whose films are in italics."""

    def run(self, blocks: Sequence[Block]) -> None:
        tables = 0
        for place, block in enumerate(blocks):
            tables += isinstance(block, TableStart) - isinstance(block, TableEnd)
            if isinstance(block, HeadingBlock):
                self._open(block)
            if not isinstance(block, Line) or tables > 0 or not self._line(block, blocks[place + 1 : place + 2]):
                self.out.rest.append(block)
        for link, (name, number) in self.films.items():
            if link in self.people or name in self.italic:
                message = f"{name}: {link!r} is not in italics, as films are"
                self.out.troubles.append(Trouble("unread_prose", message, number, name))

    def _open(self, block: HeadingBlock) -> None:
        meaning = self.resolve(Heading(clean(block.text), block.link, block.number), None)
        self.heading = meaning.name if meaning.kind is Kind.DECLARED else None
        self.last = None

    def _line(self, line: Line, following: Sequence[Block]) -> bool:
        """Whether a line was prose about prizes, read or not; other lines are left to the reader of lists."""
        masked = mask_line(line, self.words)
        if not re.search(f"{OBJECT}|{HIDDEN}", masked.text):
            return self._label(masked)
        if line.bullets[:1] in ("*", "#"):
            deeper = any(isinstance(b, Line) and len(b.bullets) > len(line.bullets) for b in following)
            return not deeper and self._one_line(masked)
        return self._ranks(masked) or self._sentences(masked)

    def _label(self, masked: MaskedLine) -> bool:
        """A category by itself is the heading of what follows; a sentence without names may have lost them."""
        text = masked.text.strip(" :.–—-")
        if re.fullmatch(AWARD, text) and (masked.line.bullets == ";" or all(p.bold for p in masked.shown[text])):
            self.heading, self.last = masked.awards[text], None
            return False
        if masked.line.bullets or not re.search(AWARD, text) or not _speaks_of_results(text):
            return False
        self._unread(masked, masked.text)
        return True

    # --- one line that holds several entries ---

    def _one_line(self, masked: MaskedLine) -> bool:
        """A bullet with its category, winner and runner-up; one without a runner-up belongs to a list."""
        if self._ranks(masked):
            return True
        outcomes = outcomes_of(masked.text) if masked.line.closed else None
        if outcomes is None or len(outcomes) == 1 or not outcomes[0].awards:
            return False
        return self._file_outcomes(masked, outcomes, masked.text)

    def _ranks(self, masked: MaskedLine) -> bool:
        """`1. Film (33) 2. Film (20)`, behind its category or under it."""
        ranking = ranked(masked.text)
        if ranking is None:
            return False
        before, phrases = ranking
        awards = "".join(re.findall(AWARD, before))
        if (before and before != awards) or (not awards and self.heading is None) or not masked.line.closed:
            self._unread(masked, masked.text)
            return True
        outcomes = [Outcome(awards, (phrase,), place > 0) for place, phrase in enumerate(phrases)]
        self.last = None if awards else self.heading
        return self._file_outcomes(masked, tuple(outcomes), masked.text)

    # --- sentences ---

    def _sentences(self, masked: MaskedLine) -> bool:
        """Whether any sentence of a line is about prizes."""
        about = False
        self.last = self.heading
        for sentence in (part.text.strip() for part in sentences(masked.text)):
            outcomes = (
                outcomes_of(sentence) if masked.line.closed and not re.search(f"{ODD}|{HIDDEN}", sentence) else None
            )
            if outcomes is not None and (outcomes[0].awards or self.last):
                about = self._file_outcomes(masked, outcomes, sentence) or about
            elif self._beside(sentence):
                self._unread(masked, sentence)
                about = True
            self._unknown(masked, sentence)
        return about

    def _beside(self, sentence: str) -> bool:
        """Whether an unread sentence is next to a category: it names one, or mentions results."""
        if re.search(f"{AWARD}|{DOUBT}|{HIDDEN}", sentence):
            return True
        return self.last is not None and _speaks_of_results(sentence) and re.search(OBJECT, sentence) is not None

    def _unknown(self, masked: MaskedLine, sentence: str) -> None:
        """An undeclared prize in a sentence that would be readable otherwise."""
        award = _UNKNOWN.search(sentence)
        if award is None or self.source.leaves_out(masked.plain(award[0])):
            return
        with_mark = f"{sentence[: award.start()]}{_SOME_AWARD}{sentence[award.end() :]}"
        if (outcomes := outcomes_of(with_mark)) is not None and any(_SOME_AWARD in one.awards for one in outcomes):
            message = f"nobody declared the category {masked.plain(award[0])!r}: {masked.plain(sentence)[:_SHOWN]!r}"
            self.out.troubles.append(Trouble("unknown_category", message, masked.line.number))

    def _unread(self, masked: MaskedLine, sentence: str) -> None:
        categories = frozenset(masked.awards[mark] for mark in re.findall(f"{AWARD}|{DOUBT}", sentence))
        message = f"who won and who came after is not clear: {masked.plain(sentence)[:_SHOWN]!r}"
        trouble = Trouble("unread_prose", message, masked.line.number, unread=words_in(masked.line))
        near = categories or frozenset(name for name in (self.last,) if name)
        second = re.search(rf"\b(?:{words().prose['runner']})\b", sentence, re.IGNORECASE) is not None
        self.out.unread.append((near, second, trouble))
        self.last = self.heading

    def _file_outcomes(self, masked: MaskedLine, outcomes: Sequence[Outcome], sentence: str) -> bool:
        """File a sentence's statements; all of them or none."""
        filed: list[tuple[str, str, tuple[str, ...], bool]] = []
        last = self.last
        for one in outcomes:
            awards = [(masked.awards[mark], masked.plain(mark)) for mark in one.awards] or [(last or "", "")]
            last = awards[0][0] if len(awards) == 1 else None
            for place, (name, printed) in enumerate(awards):
                part = one if place == len(awards) - 1 else replace(one, by="")
                entries = self._entries(name, part, alone=len(awards) == 1) if name else None
                if one.by and part.by == "" and not _films_only(self.source, name):
                    # Whose prize it is, is said of the last category only.
                    entries = None
                if entries is None:
                    self._unread(masked, sentence)
                    return True
                filed.append((name, printed, entries, one.second))
        self.last = last
        for name, printed, entries, second in filed:
            self._file(masked, name, printed, entries, second=second)
        return True

    def _entries(self, name: str, outcome: Outcome, *, alone: bool) -> tuple[str, ...] | None:
        """The entries that a clause gives a category; None if they are unclear or ambiguous.

        Several categories share an entry only if it is one film, one person, or one person for one film.
        """
        films_only = _films_only(self.source, name)
        every: list[str] = []
        for phrase in (f"{phrase} ({outcome.by})" if outcome.by else phrase for phrase in outcome.phrases):
            entries = entries_of(phrase, films_only=films_only)
            is_list = re.search(r" and | & |/", phrase) is not None
            if entries is None or (len(entries) > 1 and not outcome.second and not is_list):
                return None
            every += entries
        single = len(every) <= 1 and all(len(re.findall(kind, "".join(every))) <= 1 for kind in (FILM, NAME))
        return tuple(every) if alone or (single and not outcome.second) else None

    def _file(self, masked: MaskedLine, name: str, printed: str, entries: tuple[str, ...], *, second: bool) -> None:
        number = masked.line.number
        raw = self.out.fields.get(name)
        if raw is None:
            raw = self.out.fields[name] = RawField(number, Meaning(Kind.DECLARED, name, printed or name), in_prose=True)
        has_winner = len(raw.lines) > len(raw.runners)
        for entry in entries:
            self._links(masked, entry, name)
            line = masked.entry(entry)
            place = next((n for n, earlier in enumerate(raw.lines) if _same(earlier, line)), None)
            if (place in raw.runners) != second if place is not None else has_winner and not second:
                message = f"{name}: sentences do not agree on {clean(line.text)!r}"
                self.out.troubles.append(Trouble("prose_differs", message, number, name))
            elif place is None:
                raw.runners |= {len(raw.lines)} if second else set()
                raw.lines.append(line)
            elif len(_said(line)) > len(_said(raw.lines[place])):
                raw.lines[place] = line

    def _links(self, masked: MaskedLine, entry: str, name: str) -> None:
        """Remember which links are people's, and which were taken for films though not in italics."""
        if re.search(FILM, entry):
            self.italic.add(name)
            self.people |= masked.links("".join(re.findall(NAME, entry)))
        else:
            self.films |= dict.fromkeys(masked.links(entry), (name, masked.line.number))


def _said(line: Line) -> frozenset[str]:
    """Films and people in an entry made from a sentence."""
    return frozenset(fold(p.text) for p in line.pieces if any(c.isalnum() for c in p.text))


def _same(one: Line, other: Line) -> bool:
    """Whether one of two entries includes the other: a film, and later the film with its director."""
    return _said(one) <= _said(other) or _said(other) <= _said(one)


def separated(raw: RawField, source: CeremonySource, vocabulary: Vocabulary) -> Iterator[Trouble]:
    """Give each of several films that one line of a list names an entry of its own: `One / Two (tie)`.

    Films that nothing joins are trouble.
    """
    if raw.meaning.name is None or not _films_only(source, raw.meaning.name):
        return
    lines: list[Line] = []
    runners: set[int] = set()
    for place, line in enumerate(raw.lines):
        masked = mask_line(line, vocabulary)
        text = re.sub(rf"(?:{words().prose['tie']})$", "", plain_words(masked.text), flags=re.IGNORECASE).strip()
        entries = entries_of(text, films_only=False) or ()
        if not entries and len(re.findall(FILM, text)) > 1:
            message = f"{raw.meaning.name}: several films in {clean(line.text)!r}"
            yield Trouble("unreadable_entry", message, line.number, raw.meaning.name, words_in(line))
        parts = [masked.entry(entry, bold=True) for entry in entries] if len(entries) > 1 else [line]
        runners |= set(range(len(lines), len(lines) + len(parts))) if place in raw.runners else set()
        lines += [replace(part, bullets=line.bullets) for part in parts]
    if len(raw.lines) == 1 < len(lines) and source.result is Result.RUNNER_UP:
        # A critics' prize with one line was won by whoever stands there.
        raw.in_prose = True
    raw.lines, raw.runners = lines, runners


def _films_only(source: CeremonySource, name: str) -> bool:
    """Whether nothing but films can be entries of a category."""
    return categories()[source.categories[name].concept].group in _FILM_GROUPS


def _speaks_of_results(text: str) -> bool:
    v = words().prose
    return re.search(rf"\b(?:{v['won']}|{v['named']}|went to|{v['runner']})\b", text, re.IGNORECASE) is not None
