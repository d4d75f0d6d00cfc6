"""Tables of a film's accolades: each row's body, category, recipients and result, in whatever layout.

Columns are found by their headers, results by words and, where there is none, by the cell's colours; a body may stand
in its column, in a row of its own, or in a heading.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from spiders.families.film_article.bodies import (
    Body,
    body_in,
    body_of_award,
    find_body,
    find_category,
    is_category_part,
    number_in_year,
)
from spiders.families.film_article.columns import by_result
from spiders.families.film_article.layout import BODY_WORD, CATEGORY_WORD, DAY, Layout, find_layout, repeats_header
from spiders.families.film_article.results import RESULT_WORD, RIVAL, heading_result, result_of, rival_in, take_result
from spiders.families.film_article.words import words
from spiders.formats.html.dom import Line, Run, plain, squeeze
from spiders.formats.html.grid import EMPTY, Cell, Row
from spiders.formats.html.infobox import PrintedName, people
from tracker.domain.tables import key
from tracker.domain.text.parties import is_country

MAX_ROWS = 1_500
"""Accolades of one article."""
LONGEST_NAME = 9
"""Words of a body's name; more are a sentence."""

Lines = Sequence[Line]

_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_DATED = re.compile(r"\d{1,2}.*\b(?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Accolade:
    """One row as printed, with the identified body and category."""

    body: Body
    body_as_printed: str
    body_link: str | None
    category_as_printed: str | None
    category: str | None
    result: str | None
    result_as_printed: str | None
    year: int | None = None
    date: str | None = None
    people: tuple[PrintedName, ...] = ()
    works: tuple[PrintedName, ...] = ()
    note: str | None = None


@dataclass(slots=True)
class AccoladeReading:
    """The accolades in a table or list, and the rows, items and tables that could not be read."""

    accolades: list[Accolade] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class About:
    """What an article says before its accolades."""

    titles: frozenset[str] = frozenset()
    """Comparable forms of the film's own titles, which are no recipients."""
    year: int | None = None
    """Of its first showing: tells which names of categories were in use where a row does not name its ceremony."""
    heading: str = ""
    """Over the table; names the body where the table has no column for it."""
    near: tuple[str, ...] = ()
    """The table's caption and the line before it, which go before the heading."""
    accolades: bool = False
    """Whether the heading, or one above it, is about accolades."""


def read_table(grid: Sequence[Row], about: About = About()) -> AccoladeReading | None:
    """The accolades of a table; None when it is not one, or none of its rows can be read."""
    whole = AccoladeReading()
    for part in by_result(grid):
        layout = find_layout(part, accolades=about.accolades)
        reading = _Rows(layout[1], about).read(part[layout[0] + 1 :]) if layout else AccoladeReading()
        whole.accolades += reading.accolades
        whole.unread += reading.unread
    return whole if whole.accolades else None


@dataclass
class _Rows:
    """The rows of one table, with what a row across the table says of those below it."""

    layout: Layout
    about: About
    body: tuple[str, tuple[str, ...]] = ("", ())
    """Printed name and links."""
    result: str | None = None
    remarks: list[str] = field(default_factory=list)
    """Rows across the table that tell of results without a body."""

    def __post_init__(self) -> None:
        for text in (*self.about.near, self.about.heading):
            self.body = self.body if self.body[0] else named_body(text, ())
            self.result = self.result or heading_result(text)
        self.result = self.layout.implied or self.result

    def read(self, rows: Sequence[Row]) -> AccoladeReading:
        """What the rows below the headers say."""
        reading = AccoladeReading()
        for row in rows:
            if len(reading.accolades) >= MAX_ROWS:
                break
            if repeats_header(row):
                self.result = next(filter(None, (heading_result(cell.text) for cell in row)), self.result)
                continue
            if self._spans(row) or self._is_blank(row):
                continue
            entries = list(self._entries(row))
            if entries and not any(map(_displaced, entries)):
                reading.accolades += entries
            else:
                reading.unread.append(row_text(row)[:200])
        reading.unread += self.remarks
        return reading

    def _spans(self, row: Row) -> bool:
        """Take in a row that is one cell across the table: a body, a result, or a remark."""
        own = [cell for cell in dict.fromkeys(row) if cell.text]
        at = self.layout.result
        if len(own) != 1 or own[0].width < min(len(row), 2) or (at is not None and row[at] not in (own[0], row[-1])):
            return False
        text, links = squeeze(own[0].text), tuple(own[0].links)
        result = heading_result(text) if at is None else None
        self.result = result or self.result
        body = named_body(text, links)
        if body[0]:
            self.body = body
        elif result is None and re.search(rf"\b{RESULT_WORD}\b", text, re.IGNORECASE):
            self.remarks.append(text[:200])
        return True

    def _is_blank(self, row: Row) -> bool:
        """Whether a row names only a body, whose awards follow."""
        layout = self.layout
        columns = (layout.category, layout.recipient, layout.result)
        return all(not row[at].text and not result_of("", row[at].look) for at in columns if at is not None)

    def _entries(self, row: Row) -> Iterator[Accolade]:
        layout = self.layout
        body_cell = row[layout.body] if layout.body is not None else None
        category_cell = _other(row, layout.category, body_cell)
        recipient_cell = _other(row, layout.recipient, body_cell, category_cell)
        printed, links = (squeeze(body_cell.text), tuple(body_cell.links)) if body_cell is not None else ("", ())
        if not printed:
            printed, links = self.body
        date = squeeze(row[layout.date].text) or None if layout.date is not None else None
        year_text = row[layout.year].text if layout.year is not None else ""
        body = _body(printed, links, date, year_text)
        base = Accolade(
            body=body,
            body_as_printed=printed,
            body_link=next(iter(links), None),
            category_as_printed=None,
            category=None,
            result=None,
            result_as_printed=None,
            year=int(match[1]) if (match := _YEAR.search(year_text or date or printed)) else body.year,
            date=date if date and _DATED.search(date) else None,
        )
        result_cell = row[layout.result] if layout.result is not None else EMPTY
        for names, names_in, outcome in _lines_of(category_cell, recipient_cell, result_cell, combined=layout.combined):
            text = squeeze(plain(outcome))
            label, targets = squeeze(plain(names)) or None, tuple(dict.fromkeys(run.link for run in names if run.link))
            if label is None and category_cell is None:
                label, targets = _category_in(printed)
            label = label if label and any(c.isalpha() for c in label) else None
            who, works = recipients(names_in, self.about.titles)
            result = self._result(row, result_cell, outcome, names_in)
            if layout.result is None and label:
                label, own, _ = take_result(label)
                result = own or result
            outcome_read = result is not None and (label is not None or layout.result is not None)
            if not printed or not (outcome_read or (label is not None and layout.result is not None)):
                continue
            yield replace(
                base,
                category_as_printed=label,
                category=find_category(body.slug, label or "", targets, body.number, self.about.year),
                result=result,
                result_as_printed=text or None,
                people=tuple(who),
                works=tuple(works),
            )

    def _result(self, row: Row, cell: Cell, outcome: Line, who: Lines) -> str | None:
        """How far an entry came: as its cell says, or where there is none, its table."""
        layout, text = self.layout, squeeze(plain(outcome))
        if _contradicted(row, layout) or _differ(cell, outcome):
            return None
        rival = rival_in(text)
        if rival is None and layout.result is None and layout.rival is not None:
            rival = squeeze(row[layout.rival].text).strip("-–— ") or None
        if rival is not None:
            return "won" if self._is_own(rival, who) else "nominated"
        if layout.result is not None:
            return result_of(text, cell.look)
        return None if layout.rival is not None else self.result

    def _is_own(self, rival: str, who: Lines) -> bool:
        """Whether the named winner is the film, or one of its own nominees."""
        people, works = recipients(who, self.about.titles)
        own = {key(name.name) for name in (*people, *works)} | self.about.titles
        return any(f" {name} " in f" {key(rival)} " for name in own if name)


_VERB = re.compile(
    r"\b(?:was|were|is|are|has|had|won|received|earned|gained|garnered|nominat(?:ed|ing))\b", re.IGNORECASE
)


def is_sentence(text: str) -> bool:
    """Whether words are more than a name: "The film was nominated for Academy Awards"."""
    return len(text.split()) > LONGEST_NAME or text.endswith(".") or bool(_VERB.search(text))


def named_body(text: str, links: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A body that a heading, or a row across a table, names: as printed where it is a name, else from its sentence."""
    bare = squeeze(text).strip(" :")
    if (
        not is_sentence(bare)
        and key(bare) not in words().general
        and (find_body(bare, links).slug or BODY_WORD.search(bare))
    ):
        return bare, links
    return body_in(bare, links) or "", ()


def row_text(row: Row) -> str:
    """A row in one line, for people."""
    return squeeze(" | ".join(cell.text for cell in dict.fromkeys(row) if cell.text))


def _other(row: Row, at: int | None, *cells: Cell | None) -> Cell | None:
    """The cell of a column, unless it is one with those named before."""
    return None if at is None or row[at] in cells else row[at]


def _contradicted(row: Row, layout: Layout) -> bool:
    """Whether a cell that reaches down too far has pushed a second result out of the table: either may be the row's."""
    return any(cell.text and result_of(cell.text) for cell in row[layout.columns :])


def _displaced(entry: Accolade) -> bool:
    """Whether a row's cells stand in other columns than its table's headers say: its result stands among the names."""
    return entry.result is None and any(re.fullmatch(RESULT_WORD, one.name, re.IGNORECASE) for one in entry.people)


def _differ(cell: Cell, outcome: Line) -> bool:
    """Whether lines of a cell that stand for one award give several results."""
    lines = [plain(line) for line in cell.lines if plain(line) in plain(outcome)]
    return {"won", "nominated"} <= {result_of(line) for line in lines}


def _body(printed: str, links: tuple[str, ...], date: str | None, year_text: str) -> Body:
    """The body of a row, with the ceremony's number from its own name or the full date of the ceremony."""
    body = find_body(printed, links)
    if body.slug is None:
        body = body_of_award(printed, links) or body
    if body.slug and body.number is None:
        dated = date if date and _DATED.search(date) else year_text if _DATED.search(year_text) else None
        if dated and (match := _YEAR.search(dated)):
            return replace(body, number=number_in_year(body.slug, int(match[1])))
    return body


def _category_in(printed: str) -> tuple[str | None, tuple[str, ...]]:
    before, separator, after = printed.partition(" for ")
    return (after, ()) if separator and "award" in before.casefold() else (None, ())


def _lines_of(
    category: Cell | None, recipient: Cell | None, result: Cell, *, combined: bool
) -> Iterator[tuple[Line, Lines, Line]]:
    """One row's awards: a cell of several lines is several awards only if the other cells have as many.

    So "Best Director<br>Best Picture" beside one "Nominated" is two awards, and a long name cut in two lines is one.
    """
    names = category.lines if category else ()
    outcomes = result.lines
    who = recipient.lines if recipient else ()
    several = len(names) > 1 and (
        all(CATEGORY_WORD.match(plain(line)) for line in names)
        or (len(names) == len(outcomes) and all(result_of(plain(line)) for line in outcomes))
    )
    if combined and names:
        if len(names) > 1 and not several:
            yield names[0], names[1:], _joined(outcomes)
            return
        for at, name in enumerate(names):
            yield *_split_combined(name), outcomes[at] if len(outcomes) == len(names) else _joined(outcomes)
        return
    if several:
        for at, name in enumerate(names):
            mine = (who[at],) if len(who) == len(names) else who if len(who) == 1 else ()
            outcome = outcomes[at] if len(outcomes) == len(names) else _joined(outcomes)
            yield name, mine, outcome
        return
    if len(outcomes) > 1 and len(outcomes) == len(who) and all(result_of(plain(line)) for line in outcomes):
        for person, outcome in zip(who, outcomes, strict=True):
            yield _joined(names), (person,), outcome
        return
    yield _joined(names), who, _joined(outcomes)


def _joined(parts: Lines) -> Line:
    out: list[Run] = []
    for line in parts:
        if out:
            out.append(Run(" "))
        out += line
    return tuple(out)


_DASH = re.compile(r"\s+[–—-]\s+|\s*[—:(]\s*")


def _split_combined(line: Line) -> tuple[Line, Lines]:
    """The category and the recipients of a line that holds both, parted by a dash, a colon or parentheses."""
    for at, run in enumerate(line):
        for match in () if run.link else _DASH.finditer(run.text):
            tail = (Run(run.text[match.end() :].rstrip(") ")), *line[at + 1 :])
            if not is_category_part(re.split(r"[–—:(]| - ", plain(tail).strip())[0]):
                head = (*line[:at], Run(run.text[: match.start()]))
                return head, (tuple(part for part in tail if part.text),)
    return line, ()


_SONG = re.compile(r"[\"“]([^\"”]{1,150})[\"”]")


_FOR_WORK = re.compile(
    r"(?:^|\s+)(?:for|from)(?:\s+(?:the|his|her|their)\s+(?:song|film|role|performance|work))?(?:\s+in)?$",
    re.IGNORECASE,
)


def _before_rival(line: Line) -> Line:
    """A line up to where it says who won instead: "Ann Lee (Winner was Bo Ek)"."""
    match = RIVAL.search(plain(line))
    if match is None:
        return line
    room, runs = len(plain(line)[: match.start()].rstrip(" (,;–-")), []
    for run in line:
        runs.append(replace(run, text=run.text[: max(room, 0)]))
        room -= len(run.text)
    return tuple(run for run in runs if run.text)


_ASIDE = re.compile(r"\s+(?:also\b|at the \d|as well as\b).*|[)\]].*")
"""What follows a name and is about something else, or is left of a note that was cut."""
_AS_ROLE = re.compile(r"^(.+?)\s+as\s+(?=[A-Z\"“'])(.+)$")
_JOB = re.compile(
    r"^(?:((?:(?:written|directed|produced|composed|edited)(?: and |, | & )?)+) by|(dirs?|prods?)\.)\s+(?=[A-Z])(.+)$",
    re.IGNORECASE,
)
"""What somebody did, in front of the name."""
_SIGNS = re.compile(
    "^[\\s\\u2600-\\u27bf\\U0001f000-\\U0001faff\\ufe0f]+|[\\s*†‡§¶#\\u2600-\\u27bf\\U0001f000-\\U0001faff\\ufe0f]+$"
)
"""Marks and small pictures around a name."""
_DASHED = re.compile(r"^(.+?)\s*(?:\s[–-]\s|—|:\s)\s*(.+)$")
_NO_NAME = re.compile(r"(?:also|but|the film.s|an?|did|was|his|her|their|[Tt]he cast|\d+(?:st|nd|rd|th))(?!\S)")


def _people(line: Lines) -> list[PrintedName]:
    """The people of a line, their roles as notes; words that are none, such as "tie", are left out."""
    out: list[PrintedName] = []
    for printed in people(line):
        name, note = _ASIDE.sub("", _FOR_WORK.sub("", _SIGNS.sub("", printed.name))).strip(), printed.note
        if role := _AS_ROLE.match(name):
            name, note = role[1], role[2]
        elif job := _JOB.match(name):
            note, name = job[1] or job[2], job[3]
        elif (sides := _DASHED.match(name)) and any(map(_is_role, sides.groups())):
            name, note = sides.groups() if _is_role(sides[2]) else (sides[2], sides[1])
        if out and key(name) in words().roles:
            out[-1] = replace(out[-1], note=out[-1].note or name)
        elif (
            name
            and (printed.link or not (_NO_NAME.match(name) or DAY.fullmatch(name) or _is_role(name)))
            and key(name) not in words().no_names
            and not is_country(name)
        ):
            out.append(replace(printed, name=name, note=note))
    return out


def _is_role(text: str) -> bool:
    return key(text) in words().roles or is_category_part(text)


def recipients(cell: Lines, own_titles: frozenset[str]) -> tuple[list[PrintedName], list[PrintedName]]:
    """People and works among the recipients: a name in italics or quotation marks is a work."""
    who: list[PrintedName] = []
    works: list[PrintedName] = []
    for line in cell:
        rest: list[Run] = []
        for run in _before_rival(line):
            if run.italic and run.text.strip(' ,()"“”'):
                works.append(PrintedName(squeeze(run.text).strip(' ,()"“”')[:200], run.link))
                rest.append(Run(" ; "))
            else:
                rest.append(run)
        text = plain(tuple(rest))
        for song in _SONG.findall(text):
            works.append(PrintedName(squeeze(song), next((r.link for r in rest if r.link and song in r.text), None)))
        if _SONG.search(text):
            rest = [Run(_SONG.sub(" ; ", run.text), run.link, run.italic, run.bold) for run in rest]
            if _SONG.search(plain(tuple(rest))):
                rest = [Run(_SONG.sub(" ; ", plain(tuple(rest))))]
        names = _people([tuple(rest)])
        who += [n for n in names if key(n.name) not in own_titles]
        works += [n for n in names if key(n.name) in own_titles]
    return who[:60], list(dict.fromkeys(works))[:20]
