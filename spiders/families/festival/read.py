"""Festival pages of English Wikipedia as wikitext: line-ups by section, and the prizes with their works and people.

A film in a competition counts as nominated for that competition's first prize, and the prize's winner as won. Other
prizes name winners only. A pure function of the page; whatever cannot be read exactly holds the page's list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spiders.ceremonies.field_sentences import sentence_claims, stated_size
from spiders.ceremonies.fields import Printed, day_claim, field_claims, form_of, record_of
from spiders.families.festival.lineup import Film, LineUp, bulleted, tabled
from spiders.families.festival.source import FestivalSource
from spiders.formats.wikitext.blocks import Block, HeadingBlock, PageError, TableStart, read_blocks
from spiders.formats.wikitext.credits import Reading, read_entry
from spiders.formats.wikitext.dates import festival_days, line_up_announced_on
from spiders.formats.wikitext.entry import UnreadableError, clean, make_entry
from spiders.formats.wikitext.grid import grids, outside_tables
from spiders.formats.wikitext.lines import Line
from spiders.formats.wikitext.lists import SHARED, words_in
from spiders.formats.wikitext.page import PageNotes, page_text
from spiders.formats.wikitext.prizes import Prize, prizes_of, tabled_prizes
from tracker.domain.bodies import DeclaredCategory
from tracker.domain.facts.records import NominationRecord, PageRecord, Record, Result
from tracker.domain.lists.problems import Problem
from tracker.domain.printed import matches_name
from tracker.domain.titles.comparable import fold

_SIZE = re.compile(r"\b(\d{1,3})\b[^\d]*\(?\s*(?:in|main) competition\)?", re.IGNORECASE)
"""`19 (Main Competition)`: how the infobox of a Cannes page says how many films compete."""


def read(source: FestivalSource, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
    """Records and problems of one page.

    Args:
        source: which headings hold line-ups, which prizes there are.
        page: the response; its ceremony says which edition.
        body: UTF-8 wikitext.
    """
    reader = _FestivalReader(source, page, PageNotes(page))
    reader.run(body)
    return reader.records, reader.notes.problems


@dataclass(slots=True)
class _Part:
    """The blocks under one heading, without those of its subsections."""

    path: tuple[HeadingBlock, ...]
    blocks: list[Block] = field(default_factory=list)

    @property
    def heading(self) -> str:
        return clean(self.path[-1].text) if self.path else ""


@dataclass(slots=True)
class _FestivalReader:
    source: FestivalSource
    page: PageRecord
    notes: PageNotes
    records: list[Record] = field(default_factory=list)
    line_ups: dict[str, LineUp] = field(default_factory=dict)
    """By declared category."""
    won: dict[str, list[tuple[Prize, Reading]]] = field(default_factory=dict)
    listed: dict[tuple[str, str], tuple[int, list[NominationRecord]]] = field(default_factory=dict)
    """By declared category and printed name, the line it begins on and its entries."""

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
        for name, line in read_page.unclosed:
            self.notes.hold("page_damaged", f"<{name}> is opened and never closed", line)
        parts = _parts(read_page.blocks)
        self._dates(read_page.infobox.values.get("date", ""), parts)
        self.records += sentence_claims(self.source, self.page, read_page.blocks)
        for part in parts[1:]:
            self._part(part)
        if not _ends(text):
            self.notes.hold("page_cut", "the page breaks off: neither references nor categories follow the lists")
        self._settle(read_page.infobox.values.get("number", ""))

    # --- dates ---

    def _dates(self, infobox: str, parts: Sequence[_Part]) -> None:
        lines = [b for part in parts for b in part.blocks if isinstance(b, Line)]
        days = festival_days(infobox, [b for b in parts[0].blocks if isinstance(b, Line)])
        if days:
            self._claim("held_on", days[-1].isoformat(), clean(infobox) or "the lead")
        for day, printed in line_up_announced_on(lines, days[0] if days else None):
            self._claim("announced_on", day.isoformat(), printed)

    def _claim(self, name: str, value: str, printed: str) -> None:
        self.records.append(day_claim(self.source, self.page, name, value, printed))

    # --- parts ---

    def _part(self, part: _Part) -> None:
        names = [clean(heading.text) for heading in part.path]
        if any(matches_name(name, self.source.sections.leave) for name in names):
            return
        if any(matches_name(name, self.source.sections.awards) for name in names):
            self._awards(part)
        elif declared := self._section_of(names):
            self._line_up(declared, part)

    def _section_of(self, names: Sequence[str]) -> str | None:
        """The line-up that films under a heading belong to.

        A subsection belongs to its section only if it is called "In Competition"; and "In Competition" under
        "Immersive", which is no line-up of ours, is not the festival's competition.
        """
        sections = [self.source.line_up(name, self.ceremony) for name in names]
        first = next((place for place, section in enumerate(sections) if section), None)
        if first is None or first > 1:
            return None
        inner = [section for section in sections[first + 1 :] if section]
        whole = len(inner) == len(names) - first - 1 and all(self._is_main(section) for section in inner)
        return sections[first] if whole else None

    # --- line-ups ---

    def _line_up(self, name: str, part: _Part) -> None:
        tables = grids(part.blocks)
        line_up = LineUp(part.heading, part.path[-1].number)
        try:
            for table in tables:
                line_up.extend(tabled(table))
            if not tables:
                line_up.extend(bulleted(b for b in part.blocks if isinstance(b, Line)))
        except UnreadableError as error:
            self._doubt(name, "unreadable_entry", f"{part.heading}: {error}", part.path[-1].number)
            return
        for trouble in line_up.troubles:
            self._doubt(name, "unreadable_entry", f"{part.heading}: {trouble.message}", trouble.number)
        if not line_up.films:
            if any(isinstance(b, TableStart) for b in part.blocks):
                self._doubt(name, "broken_table", f"{part.heading}: no film could be read", line_up.line)
            return
        if name in self.line_ups:
            self._doubt(name, "duplicate_category", f"the section {part.heading!r} stands twice", line_up.line)
            return
        self.line_ups[name] = line_up

    def _doubt(self, name: str, code: str, message: str, line: int | None, unread: str | None = None) -> None:
        """A problem in one section or prize, which holds it; a section beside the main one is only warned of."""
        warn = bool(self.source.categories[name].lineup) and not self._is_main(name)
        self.notes.hold(code, message, line, category=name, unread=unread, warn=warn)

    def _is_main(self, name: str) -> bool:
        """Whether a category is of the main competition: its line-up, or a prize that only its films can win."""
        category = self.source.categories[name]
        return not (category.optional or category.selected) if category.lineup else not category.any_section

    # --- awards ---

    def _awards(self, part: _Part) -> None:
        """The prizes of one section: all of the main competition's, only the first of any other."""
        section = self.source.line_up(part.heading, self.ceremony)
        root = matches_name(part.heading, self.source.sections.awards)
        main = root or (section is not None and self._is_main(section)) or self._heads_prize(part)
        before: str | None = None
        for prize in self._prizes(part):
            name = self._prize_called(prize.label.rpartition("|")[2])
            if prize.astray and (unsure := name or before):
                message = f"{unsure}: a line among its winners: {prize.label[:120]!r}"
                self._doubt(unsure, "stray_text", message, prize.number, words_in(*prize.astray))
            anywhere = name is not None and self.source.categories[name].any_section
            if name is not None and (anywhere or name == section or (main and self._is_main(name))):
                self._prize(name, prize)
                before = name
            elif main and not self.source.leaves_out(prize.label):
                if before and not prize.astray and prize.lines[0].number == prize.number and len(prize.lines) > 1:
                    # A bullet with a winner of its own, put among those of the prize before, has the rest of them.
                    message = f"{before}: its winners may go on below the prize {prize.label[:120]!r}"
                    self._doubt(before, "stray_text", message, prize.number, words_in(*prize.lines[1:]))
                message = f"nobody declared the prize {prize.label[:120]!r}"
                self.notes.hold("unknown_category", message, prize.number, unread=words_in(*prize.lines), warn=True)

    def _prizes(self, part: _Part) -> list[Prize]:
        """The prizes of one section: rows of its tables where all say what their columns are, and bullets."""
        tables = [tabled_prizes(rows, part.heading) for rows in grids(part.blocks)]
        rows = [prize for table in tables for prize in table or ()]
        whole = bool(rows) and None not in tables
        blocks = outside_tables(part.blocks) if whole else part.blocks
        lines = [block for block in blocks if isinstance(block, Line)]
        bullets = prizes_of(lines, part.heading, lambda label: self._prize_called(label) is not None)
        return [*bullets, *(rows if whole else ())]

    def _prize_called(self, label: str) -> str | None:
        """The prize of a label, which may say that it was shared."""
        return self.source.prize(SHARED.sub("", label), self.ceremony)

    def _heads_prize(self, part: _Part) -> bool:
        """Whether a heading right under that of the awards is a prize of the main competition."""
        name = self._prize_called(part.heading)
        above = clean(part.path[-2].text) if len(part.path) > 1 else ""
        return name is not None and self._is_main(name) and matches_name(above, self.source.sections.awards)

    def _prize(self, name: str, prize: Prize) -> None:
        if "|" in prize.label:
            # Half a link: what was printed and what it led to cannot be told apart.
            self._doubt(name, "unreadable_entry", f"broken link in the prize {prize.label!r}", prize.number)
            return
        for line in prize.lines:
            try:
                entry = make_entry(line)
                reading = read_entry(entry, form_of(self.source.categories[name]))
            except UnreadableError as error:
                message = f"{prize.label}: {error}: {clean(line.text)[:120]!r}"
                # Without it a film of the line-up would be nominated that won.
                self.notes.hold("unreadable_entry", message, line.number, category=name, unread=words_in(line))
                continue
            one = Prize(prize.label, line.number, [line])
            self.won.setdefault(name, []).append((one, reading))

    # --- the whole ---

    def _settle(self, box: str) -> None:
        self._share_links()
        for name, line_up in self.line_ups.items():
            self._competition(name, line_up, box)
        for name, prizes in self.won.items():
            category = self.source.categories[name]
            if category.lineup:
                if name not in self.line_ups:
                    self._doubt(
                        name, "no_lists", f"the prize {prizes[0][0].label!r} and no line-up", prizes[0][0].number
                    )
                continue
            for prize, reading in prizes:
                self._prize_record(name, category, prize, reading)
        for (name, printed), (line, entries) in self.listed.items():
            self.records += entries
            category = self.source.categories[name]
            if not category.selected:
                shown = Printed(name, category.concept, printed, line)
                self.records += field_claims(self.source, self.page, self.ceremony, shown, entries)

    def _competing(self) -> list[Film] | None:
        """The films of the festival's competition; None where the page has no line-up of it."""
        return next((line_up.films for name, line_up in self.line_ups.items() if self._is_main(name)), None)

    def _share_links(self) -> None:
        """Give a competition film one link on its page: the line-up's, else that of a prize."""
        main = self._competing() or []
        for name, prizes in self.won.items():
            for _, reading in prizes if self._is_main(name) else ():
                place = self._place(main, reading)
                if place is not None and len(reading.works) == 1:
                    film, work = main[place], reading.works[0]
                    film.link = film.works[0].link or work.link
                    reading.works = [work.model_copy(update={"link": film.link})]

    def _competition(self, name: str, line_up: LineUp, box: str) -> None:
        category = self.source.categories[name]
        prizes = self.won.get(name, [])
        winners: set[int] = set()
        for prize, reading in prizes:
            place = self._place(line_up.films, reading)
            if place is None:
                shown = ", ".join(work.title for work in reading.works)
                self._doubt(
                    name, "winner_marks", f"{shown!r} won {prize.label} and is not in the line-up", prize.number
                )
                continue
            if not (reading.official and line_up.films[place].official):
                message = f"{reading.works[0].title!r} won {prize.label} and is said not to count"
                self._doubt(name, "winner_marks", message, prize.number)
            winners.add(place)
        marked = {place for place, film in enumerate(line_up.films) if film.bold}
        if marked and prizes and marked != winners:
            odd = line_up.films[min(marked ^ winners)]
            message = f"{line_up.heading}: bold and the prizes do not agree on {odd.title!r}"
            self._doubt(name, "winner_marks", message, odd.line)
        size = _SIZE.search(box)
        if size and self._is_main(name):
            self.records.append(stated_size(self.source, self.page, name, (int(size[1]), None), (clean(box), None)))
            if int(size[1]) != len(line_up.films):
                message = f"{line_up.heading}: {len(line_up.films)} films where the page's own box says {size[1]}"
                self.notes.hold("field_size", message, line_up.line, category=name)
        prize_label = prizes[0][0].label if prizes else next(iter(category.prize), "").strip("*")
        printed = f"{line_up.heading} ({prize_label})" if prize_label else line_up.heading
        default = Result.SELECTED if category.selected else Result.NOMINATED
        for place, film in enumerate(line_up.films):
            record = self._film_record(category, printed, film, Result.WON if place in winners else default)
            self._keep(name, printed, line_up.line, record)

    def _keep(self, name: str, printed: str, line: int, record: NominationRecord) -> None:
        self.listed.setdefault((name, printed), (line, []))[1].append(record)

    def _place(self, films: Sequence[Film], reading: Reading) -> int | None:
        """Place of the film that a prize names, by link or by any of its titles."""
        rule = self.source.ceremonies
        odd = rule.exceptions.get(self.ceremony) if rule else None
        same = {fold(title): fold(other) for title, other in odd.same_film.items()} if odd else {}
        links = {work.link for work in reading.works if work.link}
        printed = {fold(work.title) for work in reading.works}
        titles = printed | {same[title] for title in printed if title in same}
        by_link = (place for place, film in enumerate(films) if links & film.links)
        by_title = (place for place, film in enumerate(films) if titles & film.titles)
        return next(by_link, next(by_title, None))

    def _film_record(self, category: DeclaredCategory, printed: str, film: Film, result: Result) -> NominationRecord:
        return NominationRecord(
            page=self.page.id,
            body=self.source.body or "",
            ceremony=self.ceremony,
            category=category.concept,
            category_as_printed=printed[:300],
            result=result,
            works=film.works,
            people=film.people,
            detail=film.countries or None,
            note=film.note or None,
            official=film.official,
            line=film.line,
        )

    def _prize_record(self, name: str, category: DeclaredCategory, prize: Prize, reading: Reading) -> None:
        if self._is_main(name) and reading.works:
            main = self._competing()
            if main is not None and self._place(main, reading) is None:
                shown = ", ".join(work.title for work in reading.works)
                message = f"{prize.label}: {shown!r} is not in the competition"
                self.notes.hold("winner_marks", message, prize.number, category=name)
                return
        shown_as = Printed(name, category.concept, prize.label, prize.number)
        record = record_of(self.source, self.page, shown_as, Result.WON, reading)
        self._keep(name, prize.label, prize.number, record)


def _parts(blocks: Iterable[Block]) -> list[_Part]:
    """The lead and then one part a heading."""
    parts = [_Part(())]
    path: list[HeadingBlock] = []
    for block in blocks:
        if isinstance(block, HeadingBlock):
            while path and path[-1].level >= block.level:
                path.pop()
            path.append(block)
            parts.append(_Part(tuple(path)))
        else:
            parts[-1].blocks.append(block)
    return parts


def _ends(text: str) -> bool:
    """Whether the page has its usual ending; a page cut short within its prizes shows no other sign."""
    return re.search(r"(?im)^==+ *(?:references|notes|external links|see also)\b|\[\[ *category *:", text) is not None
