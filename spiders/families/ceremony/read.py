"""Ceremony pages of English Wikipedia as wikitext: every nomination and its winner, and what the page states.

That is the ceremony's dates, the categories it gave and their sizes. A pure function of the page. Whatever cannot be
read exactly is a problem that holds its category and names the line; nothing is guessed and nothing is skipped
silently.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import pairwise

from spiders.ceremonies.field_sentences import sentence_claims
from spiders.ceremonies.fields import Printed, day_claim, field_claims, form_of, record_of
from spiders.ceremonies.kinds import kind_claims
from spiders.families.ceremony.inferred import concept_of
from spiders.families.ceremony.legend import Legend, legend_of, telling
from spiders.families.ceremony.prose.sentences import Prose, read_prose
from spiders.families.ceremony.source import CeremonySource
from spiders.formats.names import is_name
from spiders.formats.wikitext.blocks import Block, HeadingBlock, PageError, ReadPage, TableEnd, TableStart, read_blocks
from spiders.formats.wikitext.credits import Form, Reading, brackets_name_people, credits_name_companies, read_entry
from spiders.formats.wikitext.dates import announced_on, held_on
from spiders.formats.wikitext.entry import MOSTLY, TIE, Entry, UnreadableError, clean, make_entry
from spiders.formats.wikitext.lines import Line
from spiders.formats.wikitext.lists import (
    Heading,
    Kind,
    ListCollector,
    Meaning,
    RawField,
    Trouble,
    heading_of,
    words_in,
)
from spiders.formats.wikitext.page import PageNotes, page_text
from spiders.formats.wikitext.words import words
from tracker.domain.bodies import DeclaredCategory
from tracker.domain.categories import OTHER, categories
from tracker.domain.facts.records import NominationRecord, PageRecord, Person, Record, Result
from tracker.domain.lists.fields import declared_name
from tracker.domain.lists.problems import Problem
from tracker.domain.printed import matches_name, printed_key
from tracker.domain.tables import Names
from tracker.domain.text.parties import is_country

_NOT_FILM = re.compile(rf"\b(?:{words().not_film.pattern})\b", re.IGNORECASE)
_OWN_JOBS = {"picture": "produc", "directing": "direct"}
"""How the work is called that an award of a group is for."""
_FILM_JOB = re.compile(r"produc|direct|writ|screen")
_SECTION = 2
"""Level of the headings of a page's sections."""
_PRODUCED = ("picture", "feature_kind")
"""Groups of categories whose nominees are a film's producers."""
_OF_COUNTRIES = (Form.COUNTRY, Form.COUNTRY_ONLY)
_ALIKE = 0.92
"""Share of letters from which words are taken for a misspelt name."""
_ENOUGH = 3
"""Entries of a category that show what its entries look like."""


def read(source: CeremonySource, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
    """Records and problems of one page.

    Args:
        source: what the page must hold.
        page: the response; its ceremony says which.
        body: UTF-8 wikitext.
    """
    reader = _PageReader(source, page, PageNotes(page))
    reader.run(body)
    return reader.records, reader.notes.problems


@dataclass(slots=True)
class _Line:
    """One entry as read."""

    entry: Entry
    reading: Reading
    place: int = 0
    """Among the category's lines."""
    won: bool = False


@dataclass(slots=True)
class _Field:
    """One category's entries."""

    raw: RawField
    name: str | None
    """As declared; None for a category that nobody declared."""
    declared: DeclaredCategory
    lines: list[_Line] = field(default_factory=list)
    whole: bool = True
    """Whether every line could be read."""

    @property
    def concept(self) -> str | None:
        """What its entries are filed under."""
        return self.declared.concept if self.name or self.declared.concept != OTHER else None

    @property
    def title(self) -> str:
        """What it is called in a message."""
        return self.name or self.raw.meaning.printed


@dataclass(frozen=True, slots=True)
class _Signs:
    """How a page tells winners from nominees."""

    bold: bool
    """Whether an entry that is not in bold is said not to have won."""
    dagger: bool
    """The same of an entry without a mark."""
    shades: frozenset[str]
    """Colours behind winners."""


@dataclass(slots=True)
class _PageReader:
    source: CeremonySource
    page: PageRecord
    notes: PageNotes
    records: list[Record] = field(default_factory=list)
    refs: tuple[tuple[str, ...], ...] = ()
    legend: Legend = field(default_factory=Legend)
    meanings: dict[tuple[str, str | None, str | None], Meaning] = field(default_factory=dict)
    """By text, link and the text of the group header above, what headings mean."""

    @property
    def ceremony(self) -> int:
        return self.page.ceremony or 0

    def run(self, body: bytes) -> None:
        text = page_text(self.notes, body)
        if text is None:
            return
        try:
            read_page = read_blocks(text)
        except PageError as error:
            self.notes.hold(error.code, str(error))
            return
        self.refs, self.legend = read_page.refs, legend_of(read_page)
        for name, line in read_page.unclosed:
            self.notes.hold("page_damaged", f"<{name}> is opened and never closed", line)
        lead, blocks, any_section = self._sections(read_page.blocks, self.source.sections.take)
        if not any_section and (others := self._with_categories(read_page.blocks)):
            self.notes.hold("no_lists", f"{self._no_section()}; read: {', '.join(others)}", warn=True)
            lead, blocks, any_section = self._sections(read_page.blocks, others)
        self._dates(read_page, [b for b in lead + blocks if isinstance(b, Line)])
        self.records += sentence_claims(self.source, self.page, read_page.blocks)
        self.records += kind_claims(self.source, self.page, read_page.blocks)
        if not any_section:
            # Before the announcement there need not be one; once the list is due, its check holds.
            self.notes.hold("no_lists", self._no_section(), warn=True)
            return
        self._lists([self.legend.apply(block) for block in blocks])

    # --- sections ---

    def _no_section(self) -> str:
        return f"no section is called any of {', '.join(self.source.sections.take)}"

    def _with_categories(self, blocks: Sequence[Block]) -> Names:
        """Headings of sections that name several categories, for a page without an expected one."""
        sections: dict[str, set[str | None]] = {}
        above = ""
        for block in blocks:
            if isinstance(block, HeadingBlock) and block.level <= _SECTION:
                above = block.text
            heading = None
            if isinstance(block, HeadingBlock):
                heading = Heading(block.text, block.link, block.number)
            elif isinstance(block, Line) and block.bullets in ("", ";"):
                heading = heading_of(block)
            if heading and above and (meaning := self._resolve(heading, None)).kind is Kind.DECLARED:
                sections.setdefault(above, set()).add(meaning.name)
        return tuple(name for name, of in sections.items() if len(of) > 1)

    def _sections(self, blocks: Sequence[Block], take: Names) -> tuple[list[Block], list[Block], bool]:
        """The lead, the sections that hold lists, and whether there was any such section."""
        lead: list[Block] = []
        list_blocks: list[Block] = []
        rest: list[Block] = []
        path: list[tuple[int, bool | None]] = []
        any_section = not take
        for block in blocks:
            if isinstance(block, HeadingBlock):
                while path and path[-1][0] >= block.level:
                    path.pop()
                rest.clear()
                path.append((block.level, self._wanted(block, path[-1][1] if path else None, take)))
                any_section = any_section or bool(path[-1][1])
                if path[-1][1]:
                    list_blocks.append(block)
            elif not path:
                lead.append(block)
            elif path[-1][1]:
                list_blocks.append(block)
            elif path[-1][1] is False and any_section:
                rest.append(block)
                if isinstance(block, TableEnd):
                    list_blocks.extend(self._lists_among(rest))
                    rest.clear()
        if not take:
            return lead, [*lead, *list_blocks], True
        return lead, list_blocks, any_section

    def _lists_among(self, rest: Sequence[Block]) -> Sequence[Block]:
        """The table that ends some blocks of a section left out, if it lists categories after all.

        Pages often let the table of all awards follow a subsection on an honorary award without a heading of its own.
        """
        start = max((place for place, block in enumerate(rest) if isinstance(block, TableStart)), default=None)
        table = [] if start is None else rest[start:]
        lines = (block for block in table if isinstance(block, Line) and block.bullets in ("", ";"))
        headings = (heading for line in lines if (heading := heading_of(line)))
        return table if any(self._resolve(h, None).kind is Kind.DECLARED for h in headings) else []

    def _wanted(self, heading: HeadingBlock, above: bool | None, take: Names) -> bool | None:
        """Whether a section holds lists: `leave` wins and holds for everything under it."""
        if above is False or matches_name(heading.text, self.source.sections.leave):
            return False
        if above or not take or matches_name(heading.text, take):
            return True
        return None

    # --- dates ---

    def _dates(self, read_page: ReadPage, lines: list[Line]) -> None:
        ceremony_day = held_on(read_page.infobox.values.get("date", ""), lines)
        if ceremony_day:
            self._date("held_on", ceremony_day[0].isoformat(), ceremony_day[1])
        for name, longlist in (("announced_on", False), ("longlist_announced_on", True)):
            days = announced_on(lines, ceremony_day[0] if ceremony_day else None, longlist=longlist)
            if days:
                self._date(name, days[0][0].isoformat(), days[0][1])
            if len(days) > 1:
                every = ", ".join(day.isoformat() for day, _ in days)
                self.notes.hold("dates_differ", f"several days are given for {name}: {every}", warn=True)

    def _date(self, name: str, value: str, printed: str) -> None:
        self.records.append(day_claim(self.source, self.page, name, value, printed))

    # --- lists ---

    def _lists(self, blocks: list[Block]) -> None:
        prose = read_prose(self.source, blocks, self._resolve) if self.source.prose else Prose(blocks)
        collector = ListCollector(self._resolve, ranks=self.source.result is Result.RUNNER_UP)
        collector.collect(prose.rest)
        for trouble in [*collector.troubles, *prose.settle([f for f in collector.fields if f.meaning.name])]:
            self._trouble(trouble)
        fields: dict[str, _Field] = {}
        for raw in [*collector.fields, *prose.fields.values()]:
            if raw.meaning.kind is not Kind.UNKNOWN:
                self._field(raw, fields)
        for raw in collector.fields:
            if raw.meaning.kind is Kind.UNKNOWN and raw.lines:
                self._undeclared(raw, fields)
        self._in_doubt(collector.troubles, fields)
        others = [raw for raw in collector.fields if raw.meaning.kind is Kind.UNKNOWN and raw.lines]
        undeclared = {raw.number: len(raw.lines) for raw in others}
        astray = (t for t in collector.troubles if t.code == "no_category" and t.unread and not t.after)
        undeclared |= {trouble.number: 0 for trouble in astray}
        self._lost_headings(fields, collector.beside_a_loss, undeclared)
        self._lists_of_two(fields)
        entries = [line.entry for f in fields.values() for line in f.lines]
        dagger = any(entry.dagger for entry in entries)
        signs = _Signs(
            bold=any(entry.bold >= MOSTLY for entry in entries) or not (self.legend.marks or dagger),
            dagger=dagger,
            shades=self.legend.shades | _shades_of_winners(fields.values(), 1 if self.legend.shaded else _ENOUGH),
        )
        for award in fields.values():
            self._winners(award, signs)
            if award.name or award.whole:
                self._records(award)

    def _in_doubt(self, troubles: Sequence[Trouble], fields: dict[str, _Field]) -> None:
        """Films under no category may be of one that need not be given: those that the page lacks are held."""
        astray = next((t for t in troubles if t.code == "no_category" and t.unread), None)
        absent = [n for n, c in self.source.categories.items() if c.optional and c.given_at(self.ceremony)]
        for name in (n for n in absent if astray and not (n in fields and fields[n].raw.lines)):
            message = f"{name}: not on the page, unless it is what stands under no category"
            self.notes.hold("no_category", message, astray.number if astray else None, category=name)
        for trouble, name in ((t, n) for t in troubles for n in t.lacking if not (n in fields and fields[n].raw.lines)):
            self.notes.hold(trouble.code, trouble.message, trouble.number, category=name, unread=trouble.unread)
        for trouble, name in ((t, n) for t in troubles for n in t.after if n in fields and t.unread):
            # A declared size tells whether the entries are there.
            if self.source.categories[name].size_at(self.ceremony) is None:
                message = f"{name}: what stands right behind it, under no category, may be of it"
                self.notes.hold("no_category", message, trouble.number, category=name)

    def _lost_headings(
        self, fields: Mapping[str, _Field], beside: Sequence[RawField], undeclared: dict[int, int]
    ) -> None:
        """Where a category is missing that must be there, its entries may have gone to the list before its heading.

        That list is the one in front of where the category belongs, in the order declared or printed, or one of those
        that the width of their row sets apart; not so where a list under no declared heading stands right behind it,
        or has as many entries as the category must have: it has them. A page that lacks more categories is still being
        written.
        """
        due = [n for n, c in self.source.categories.items() if c.given_at(self.ceremony)]
        lacking = [n for n in due if n not in fields and not self.source.categories[n].optional]
        if not self.source.verified or len(lacking) > _ENOUGH:
            return
        printed = sorted((n for n in due if n in fields), key=lambda n: fields[n].raw.number)
        of_rows = [raw.meaning.name or "" for raw in beside]
        starts = [*(fields[n].raw.number for n in printed), math.inf]
        ends = dict(zip(printed, pairwise(starts), strict=True))
        for name in lacking:
            at = due.index(name)
            above = next((n for n in reversed(due[:at]) if n in fields), None)
            below = next((n for n in due[at:] if n in fields), None)
            before = next((a for a, b in pairwise(printed) if b == below), None)
            lists = [n for n in dict.fromkeys((above, before, *of_rows)) if n and n in fields]
            places = [ends[n] for n in (before, above) if n in ends]
            size = self.source.categories[name].size_at(self.ceremony)
            own = next((n for n in undeclared if any(start < n < end for start, end in places)), None)
            own = own or next((n for n, many in undeclared.items() if size and size[0] <= many <= size[1]), None)
            if own:
                del undeclared[own]
                continue
            for list_of in lists:
                message = f"{list_of}: may hold entries of {name!r}, which is not on the page"
                self.notes.hold("lost_heading", message, fields[list_of].raw.number, category=list_of)

    def _lists_of_two(self, fields: dict[str, _Field]) -> None:
        """A page whose categories mostly stand on it twice is of two ceremonies, and nobody can tell whose is whose."""
        twice = {p.category for p in self.notes.problems if p.code == "duplicate_category"}
        if len(twice) > max(_ENOUGH, len(fields) / 2):
            self.notes.hold("two_lists", f"{len(twice)} categories stand on the page twice: lists of two ceremonies?")

    def _trouble(self, trouble: Trouble) -> None:
        """What could not be placed holds the page only where its markup is broken."""
        if trouble.lacking:
            return
        aside = trouble.category is None and trouble.code != "broken_table"
        self.notes.hold(
            trouble.code,
            trouble.message,
            trouble.number,
            category=trouble.category,
            unread=trouble.unread,
            warn=aside,
        )

    def _undeclared(self, raw: RawField, fields: dict[str, _Field]) -> None:
        """A category that nobody declared: of the concept that its name has at other bodies, else of none."""
        printed = raw.meaning.printed
        concept = concept_of(printed)
        declared_names = [
            n for n, c in self.source.categories.items() if c.concept == concept and c.given_at(self.ceremony)
        ]
        if len(declared_names) == 1 and declared_names[0] not in fields:
            raw.meaning = Meaning(Kind.DECLARED, declared_names[0], printed)
            self._field(raw, fields)
            return
        self._like_declared(raw, fields)
        award = _Field(raw, None, DeclaredCategory.model_validate({"is": OTHER if declared_names else concept}))
        self._entries(award)
        if award.whole:
            fields[f"{printed}, line {raw.number}"] = award
            return
        message = f"nobody declared the category {printed[:120]!r}, and it is not read"
        self.notes.hold("unknown_category", message, raw.number, unread=words_in(*raw.lines), warn=True)

    def _like_declared(self, raw: RawField, fields: dict[str, _Field]) -> None:
        """Hold a category that need not be given and that an undeclared name may mean: "1. Best Film"."""
        printed, key = raw.meaning.printed, f" {printed_key(raw.meaning.printed)}"
        absent = [n for n, c in self.source.categories.items() if c.optional and n not in fields]
        for name in (n for n in absent if f" {printed_key(n)}" in key or _misspelt(key.strip(), printed_key(n))):
            message = f"{name}: not on the page, unless {printed[:120]!r} means it"
            self.notes.hold("unknown_category", message, raw.number, category=name, unread=words_in(*raw.lines))

    def _resolve(self, heading: Heading, group: Heading | None) -> Meaning:
        """The category of a heading; one page asks for many of them several times."""
        key = heading.text, heading.link, group.text if group else None
        if key not in self.meanings:
            self.meanings[key] = self._meaning(heading, group)
        return self.meanings[key]

    def _meaning(self, heading: Heading, group: Heading | None) -> Meaning:
        """What a heading's link, its words and its group header say; they must not contradict each other."""
        combined = f"{group.text} – {heading.text}" if group else None
        spellings = [name for name in (heading.text, combined) if name]
        meanings = {name: self.source.meanings(name, self.ceremony) for name in spellings}
        linked: tuple[str, ...] = ()
        if heading.link:
            spellings.append(heading.link)
            linked = self.source.meanings(heading.link, self.ceremony, link=True)
        candidates = [set(names) for names in (*meanings.values(), linked) if names]
        printed = heading.text if meanings.get(heading.text) or not combined else combined
        left_out = any(self.source.leaves_out(name) for name in spellings)
        if not candidates:
            left_out = left_out or any(_NOT_FILM.search(name) for name in spellings)
            return Meaning(Kind.LEFT_OUT if left_out else Kind.UNKNOWN, printed=printed)
        common = set.intersection(*candidates)
        if left_out or len(common) != 1:
            every = tuple(sorted(set.union(*candidates)))
            names = ", ".join(every) + (", or a category left out" if left_out else "")
            why = f"{heading.text!r}, linked to {heading.link!r}, may be {names}"
            return Meaning(Kind.CONTRADICTION, printed=printed, why=why, names=every)
        name = common.pop()
        return Meaning(Kind.DECLARED, name, printed if self._says(printed, name) else name)

    def _says(self, printed: str, name: str) -> bool:
        """Whether words alone mean a category; those that follow the reader know its entries by nothing else."""
        concept = self.source.categories[name].concept
        return declared_name(self.source, self.ceremony, concept, printed) == name

    def _field(self, raw: RawField, fields: dict[str, _Field]) -> None:
        name = raw.meaning.name
        if raw.meaning.kind is Kind.CONTRADICTION or name is None:
            unread = words_in(*raw.lines)
            for one in raw.meaning.names:
                self.notes.hold("category_contradiction", raw.meaning.why, raw.number, category=one, unread=unread)
            return
        if name in fields and fields[name].raw.lines:
            if raw.lines:
                message, unread = f"the category {name!r} stands on the page twice", words_in(*raw.lines)
                self.notes.hold("duplicate_category", message, raw.number, category=name, unread=unread)
            return
        award = fields[name] = _Field(raw, name, self.source.categories[name])
        self._entries(award)

    def _entries(self, award: _Field) -> None:
        entries = []
        song = self._form(award) is Form.SONG
        for place, line in enumerate(award.raw.lines):
            try:
                entries.append((place, line, make_entry(line, song=song)))
            except UnreadableError as error:
                self._unreadable(award, line, error)
        brackets = brackets_name_people(entry for _, _, entry in entries)
        companies = credits_name_companies(entry for _, _, entry in entries)
        for place, line, entry in entries:
            self._entry(award, line, place, entry, brackets=brackets, companies=companies)

    def _entry(self, award: _Field, line: Line, place: int, entry: Entry, *, brackets: bool, companies: bool) -> None:
        form = self._form(award)
        writing = _is_writing(award.declared, award.raw.meaning.printed)
        producers = categories()[award.declared.concept].group in _PRODUCED
        try:
            reading = read_entry(
                entry, form, writing=writing, brackets=brackets, companies=companies, producers=producers
            )
        except UnreadableError as error:
            self._unreadable(award, line, error)
            return
        if form is Form.PERSON and len(reading.people) > 1 and any(piece.breaks for piece in line.pieces):
            self._unreadable(award, line, UnreadableError("several names between breaks, and no film sets them apart"))
            return
        if job := _OWN_JOBS.get(categories()[award.declared.concept].group):
            _leave_those_who(reading, job)
        tie = award.raw.tie or any(map(TIE.fullmatch, reading.notes))
        alone = len(reading.works) > 1 and not reading.people and form in (Form.GENERAL, *_OF_COUNTRIES)
        if alone and (tie or not reading.notes):
            if tie and not (reading.details and form in _OF_COUNTRIES):
                apart = [replace(reading, works=[work], notes=[*reading.notes]) for work in reading.works]
                award.lines += [_Line(entry, of_one, place) for of_one in apart]
            else:
                several = UnreadableError("several films in one line, and nobody who made them all")
                self._unreadable(award, line, several)
            return
        if form is Form.COUNTRY and line.country and not reading.details:
            if not is_country(line.country):
                self._unreadable(award, line, UnreadableError(f"no country that anybody knows: {line.country[:80]!r}"))
                return
            reading.details.append(line.country)
        one = _Line(entry, reading, place)
        award.raw.runners |= {place} if entry.second else set()
        if place in award.raw.shares and form in (Form.GENERAL, Form.SONG, Form.COUNTRY) and _joined(award.lines, one):
            return
        award.lines.append(one)

    def _form(self, award: _Field) -> Form:
        return Form.PERSON if self.ceremony in award.declared.without_film else form_of(award.declared)

    def _unreadable(self, award: _Field, line: Line, error: UnreadableError) -> None:
        award.whole = False
        message, unread = f"{award.title}: {error}: {(clean(line.text) or line.raw)[:120]!r}", words_in(line)
        name = award.name
        self.notes.hold("unreadable_entry", message, line.number, category=name, unread=unread, warn=name is None)

    # --- winners ---

    def _winners(self, award: _Field, signs: _Signs) -> None:
        """Decide who won from bold, dagger, words and position; where they do not agree, the category is held."""
        lines = award.lines
        if award.raw.winners:
            self._ranked(award, award.raw.winners)
            return
        runners = self._runners(award)
        if runners is not None:
            others = set(range(len(award.raw.lines))) - runners
            marked = set() if award.raw.in_prose else {line.place for line in lines if _is_marked(line.entry)}
            self._ranked(award, others & marked or others)
            return
        bold = [line.entry.bold >= MOSTLY for line in lines]
        parts = [line.entry.bold_part for line in lines]
        bold = bold if any(bold) or all(parts) else parts
        dagger = [line.entry.dagger for line in lines]
        words = [line.entry.won for line in lines]
        depths = [len(line.entry.bullets) for line in lines]
        won = next((sign for sign in (bold, dagger, words) if any(sign)), bold)
        if lines and not any(won) and self._shaded(award, signs.shades):
            return
        says = [*([bold] if any(bold) or (signs.bold and not any(words)) else []), *([dagger] if signs.dagger else [])]
        says += [words] if any(words) else []
        if len(set(depths)) > 1:
            says.append([depth == min(depths) for depth in depths])
        elif any(won):
            says.append([place < sum(won) for place in range(len(lines))])
        for place, line in enumerate(lines):
            votes = {sign[place] for sign in says}
            if len(votes) > 1:
                shown = line.entry.plain(line.entry.masked)
                self._hold(award, "winner_marks", f"bold, dagger and position do not agree on {shown!r}", line)
                return
            line.won = votes == {True}
        if len(set(depths)) > 1 and (late := [b for a, b in pairwise(lines) if b.won and not a.won]):
            shown = late[0].entry.plain(late[0].entry.masked)
            self._hold(award, "winner_marks", f"a winner below nominees, as under a lost heading: {shown!r}", late[0])
        if self.source.result is Result.RUNNER_UP and lines and not any(line.won for line in lines):
            self._hold(award, "winner_marks", "nobody is marked as the winner", lines[0])

    def _shaded(self, award: _Field, shades: frozenset[str]) -> bool:
        """Whether the colour behind an entry decides; one that nothing explains holds the category."""
        if places := {line.place for line in award.lines if award.raw.lines[line.place].shade in shades}:
            self._ranked(award, places)
            return True
        pictured = [line for line in award.lines if line.entry.pictured]
        if 0 < len(pictured) < len(award.lines):
            shown = pictured[0].entry.plain(pictured[0].entry.masked)
            self._hold(award, "winner_marks", f"a picture beside it, and no key says why: {shown!r}", pictured[0])
            return True
        if (odd := _set_off(award)) is None:
            return False
        shown = odd.entry.plain(odd.entry.masked)
        self._hold(award, "winner_marks", f"one entry is shaded and no key says why: {shown!r}", odd)
        return True

    def _hold(self, award: _Field, code: str, message: str, line: _Line) -> None:
        """Hold a category for one of its lines."""
        award.whole = False
        aside = award.name is None
        self.notes.hold(code, f"{award.title}: {message}", line.entry.line, category=award.name, warn=aside)

    def _runners(self, award: _Field) -> set[int] | None:
        """Places of the lines the page calls runners-up; None where marks say who won.

        A critics' prize with one entry and no mark has none, and was won.
        """
        marked = any(line.entry.dagger or line.entry.bold >= MOSTLY for line in award.lines)
        alone = len(award.lines) == 1 and not award.lines[0].entry.dagger
        of_winners = self.source.result is Result.RUNNER_UP or award.raw.among_winners
        by_label = of_winners and (alone or (award.raw.tie and not marked))
        return award.raw.runners if award.raw.runners or award.raw.in_prose or by_label else None

    def _ranked(self, award: _Field, winners: set[int]) -> None:
        """Who won as words say; bold must not say otherwise."""
        for line in award.lines:
            line.won = line.place in winners
            if not line.won and line.entry.bold >= MOSTLY:
                shown = line.entry.plain(line.entry.masked)
                self._hold(award, "winner_marks", f"in bold, and not the winner: {shown!r}", line)
                return

    # --- records ---

    def _records(self, award: _Field) -> None:
        self._uneven(award)
        entries = [self._record(award, line) for line in award.lines]
        category = Printed(award.name, award.concept, award.raw.meaning.printed, award.raw.number)
        self.records += [*entries, *self._revoked(award, entries)]
        self.records += field_claims(self.source, self.page, self.ceremony, category, entries)

    def _uneven(self, award: _Field) -> None:
        """An entry without names in a category where entries have them has probably lost them."""
        form = form_of(award.declared)
        if form in (*_OF_COUNTRIES, Form.SONG) or len(award.lines) < _ENOUGH:
            return
        readings = [(line, line.reading) for line in award.lines]
        bare = [line for line, one in readings if not (one.people or one.unnamed) and one.official]
        if bare and len(bare) * 2 < len(award.lines):
            for line in bare:
                shown = line.entry.plain(line.entry.masked)
                self._hold(award, "names_missing", f"no names beside {shown!r}", line)

    @staticmethod
    def _revoked(award: _Field, entries: Sequence[NominationRecord]) -> Iterator[NominationRecord]:
        """People struck out of an entry that stands, where a note says that their nomination no longer counts."""
        for line, record in zip(award.lines, entries, strict=True):
            marks = [mark for mark in line.entry.marks if words().unofficial.search(mark)]
            if people := tuple(Person(name=name) for name in line.entry.removed if is_name(name)) if marks else ():
                yield record.model_copy(update={"people": people, "official": False, "note": "; ".join(marks)})

    def _record(self, award: _Field, line: _Line) -> NominationRecord:
        reading, entry = line.reading, line.entry
        result = self.source.result
        if line.won and result in (Result.NOMINATED, Result.RUNNER_UP):
            result = Result.WON
        elif line.place in award.raw.runners:
            result = Result.RUNNER_UP
        official = reading.official and (line.won or self.ceremony not in self.source.unofficial)
        cites = dict.fromkeys(address for ref in entry.refs for address in self.refs[ref][:1])
        category = Printed(award.name, award.concept, award.raw.meaning.printed, entry.line)
        record = record_of(self.source, self.page, category, result, reading)
        return record.model_copy(update={"official": official, "cites": tuple(address[:2_000] for address in cites)})


def _is_marked(entry: Entry) -> bool:
    """Whether bold, a dagger or words set an entry off as a winner."""
    return entry.bold >= MOSTLY or entry.bold_part or entry.dagger or entry.won


def _leave_those_who(reading: Reading, job: str) -> None:
    """Beside people said to have done what an award is for, those said to have done other work are no nominees."""
    people = [(person, (person.role or "").lower()) for person in reading.people]
    others = [person for person, role in people if _FILM_JOB.match(role) and job not in role]
    if others and any(job in role for _, role in people):
        reading.people = [person for person in reading.people if person not in others]
        reading.notes += [f"{person.name}, {person.role}" for person in others]


def _joined(lines: Sequence[_Line], one: _Line) -> bool:
    """Add the people of a row to the entry of the row above, whose film it shares: the award is the film's."""
    if not lines or lines[-1].reading.works != one.reading.works or lines[-1].reading.details != one.reading.details:
        return False
    names = {person.name for person in lines[-1].reading.people}
    lines[-1].reading.people += [person for person in one.reading.people if person.name not in names]
    return True


def _shades_of_winners(fields: Iterable[_Field], enough: int) -> set[str]:
    """Colours that set one entry off in so many categories."""
    counts = Counter(award.raw.lines[line.place].shade or "" for award in fields if (line := _set_off(award)))
    return {shade for shade, count in counts.items() if count >= enough}


def _set_off(award: _Field) -> _Line | None:
    """The one entry of a category that has a colour behind it, where nothing else tells it from the others."""
    lines = award.lines
    if any(line.entry.bold >= MOSTLY or line.entry.dagger or line.entry.won for line in lines):
        return None
    shaded = [line for line in lines if telling({award.raw.lines[line.place].shade or ""} - {""})]
    return shaded[0] if len(shaded) == 1 < len(lines) else None


def _misspelt(key: str, name: str) -> bool:
    """Whether words are a name but for a letter or two."""
    return key[:1] == name[:1] and SequenceMatcher(a=key, b=name, autojunk=False).ratio() > _ALIKE


def _is_writing(declared: DeclaredCategory, printed: str) -> bool:
    key = printed_key(printed)
    return categories()[declared.concept].group == "writing" or any(
        word in key for word in ("writing", "screenplay", "story")
    )
