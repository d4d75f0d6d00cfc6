"""Tables of a film's accolades: each row's body, category, recipients and result, in whatever layout.

Columns are found by their headers, results by words and, where there is none, by the cell's colours; a body may stand
in its column, in a row of its own, or in a heading.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from spiders.families.film_article.bodies import Body, find_body, find_category, number_in_year
from spiders.families.film_article.words import words
from spiders.formats.html.dom import Line, Run, plain, squeeze
from spiders.formats.html.grid import EMPTY, Cell, Row
from spiders.formats.html.infobox import PrintedName, people
from tracker.domain.tables import key

MAX_ROWS = 1_500
"""Accolades of one article."""

_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_DATED = re.compile(r"\d{1,2}.*\b(?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d")
_PLACE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_CATEGORY_WORD = re.compile(
    r"^(?:best|outstanding|top|most|achievement|favou?rite|choice|excellence|breakthrough|film of|director of|actor of"
    r"|actress of|special|audience|golden|silver|grand|jury|prix|award)\b",
    re.IGNORECASE,
)


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
class TableReading:
    """The accolades in a table, and the rows that could not be read."""

    accolades: list[Accolade] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def result_of(text: str, look: str = "") -> str | None:
    """How far an entry came: by the words of a cell, else by its colours."""
    bare = key(re.sub(r"\[[^\]]*\]", " ", text))
    if bare:
        for name, spellings in words().results:
            if bare in spellings or any(re.search(rf"\b{re.escape(s)}\b", bare) for s in spellings if len(s) > 2):  # noqa: PLR2004
                return name
        if match := _PLACE.search(bare):
            return "won" if match[1] == "1" else "runner_up"
    if look:
        return next((name for name, looks in words().looks if any(sign in look for sign in looks)), None)
    return None


def _header_key(text: str) -> str:
    return key(re.sub(r"\[[^\]]*\]", " ", text))


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column is what."""

    body: int | None
    category: int | None
    recipient: int | None
    result: int
    year: int | None
    date: int | None
    columns: int
    """How many columns have a header."""
    combined: bool = False
    """Whether the category's column holds the recipients too."""


def find_layout(grid: Sequence[Row]) -> tuple[int, Layout] | None:
    """The row of headers of a table of accolades and what its columns are; None for another table."""
    for at, row in enumerate(grid[:6]):
        if len({id(cell) for cell in row}) < 2:  # noqa: PLR2004 - a title over the whole table
            continue
        layout = _layout([words().headers.get(_header_key(cell.text)) for cell in row], row)
        if layout:
            return at, layout
    return None


def _layout(kinds: list[str | None], row: Row) -> Layout | None:
    places: dict[str, list[int]] = {}
    for column, kind in enumerate(kinds):
        if kind and (column == 0 or row[column] is not row[column - 1]):
            places.setdefault(kind, []).append(column)
    results = places.get("result")
    if not results:
        return None
    bodies, category = places.get("body", []), next(iter(places.get("category", [])), None)
    combined = next(iter(places.get("category_recipient", [])), None)
    body: int | None = next(iter(bodies), None)
    recipients = places.get("recipient", [])
    if category is None and combined is not None:
        category = combined
    if category is None and len(bodies) > 1:
        category = bodies[1]
    if category is None and len(recipients) > 1:
        category, recipients = recipients[0], recipients[1:]
    if category is None and body is not None and body > 0 and not row[0].text:
        body, category = 0, body
    if body is None and not row[0].text and category != 0:
        body = 0
    if body is None and category is None:
        return None
    return Layout(
        body=body,
        category=category,
        recipient=next(iter(recipients), None),
        result=results[0],
        year=next(iter(places.get("year", [])), None),
        date=next(iter(places.get("date", [])), None),
        columns=max(at + 1 for at, cell in enumerate(row) if cell is not EMPTY),
        combined=combined is not None and category == combined,
    )


@dataclass(frozen=True, slots=True)
class About:
    """What an article says before its accolades."""

    titles: frozenset[str] = frozenset()
    """Comparable forms of the film's own titles, which are no recipients."""
    year: int | None = None
    """Of its first showing: tells which names of categories were in use where a row does not name its ceremony."""
    heading: str = ""
    """Over the table; names the body where the table has no column for it."""


def read_table(grid: Sequence[Row], about: About = About()) -> TableReading | None:
    """The accolades of a table; None when it is not one."""
    found = find_layout(grid)
    if found is None:
        return None
    at, layout = found
    reading = TableReading()
    context: Cell | None = None
    for row in grid[at + 1 :]:
        if len(reading.accolades) >= MAX_ROWS:
            break
        if _repeats_header(row):
            continue
        if _is_context(row, layout):
            context = row[0] if row[0].text else next(cell for cell in row if cell.text)
            continue
        if _is_blank(row, layout):
            continue
        entries = list(_entries(row, layout, context, about))
        if entries:
            reading.accolades += entries
        elif any(cell.text for cell in row):
            reading.unread.append(squeeze(" | ".join(cell.text for cell in row))[:200])
    return reading


def _repeats_header(row: Row) -> bool:
    kinds = [words().headers.get(_header_key(cell.text)) for cell in row if cell.text]
    return len(kinds) > 1 and kinds.count(None) == 0


def _is_context(row: Row, layout: Layout) -> bool:
    """Whether a row is one cell across the table: a body's name, or a remark."""
    own = [cell for cell in dict.fromkeys(row) if cell.text]
    return len(own) == 1 and own[0].width >= min(len(row), 2) and row[layout.result] in (own[0], row[-1])


def _contradicted(row: Row, layout: Layout) -> bool:
    """Whether a cell that reaches down too far has pushed a second result out of the table: either may be the row's."""
    return any(cell.text and result_of(cell.text) for cell in row[layout.columns :])


def _is_blank(row: Row, layout: Layout) -> bool:
    """Whether a row names only a body, whose awards follow."""
    told = (layout.category, layout.recipient, layout.result)
    return all(not row[column].text and not result_of("", row[column].look) for column in told if column is not None)


def _entries(row: Row, layout: Layout, context: Cell | None, about: About) -> Iterator[Accolade]:
    result_cell = row[layout.result]
    body_cell = row[layout.body] if layout.body is not None else context
    printed = squeeze(body_cell.text) if body_cell is not None and body_cell.text else ""
    links = tuple(body_cell.links) if body_cell is not None else ()
    if not printed:
        body_cell, printed, links = (
            context,
            squeeze(context.text if context else about.heading),
            tuple(context.links if context else ()),
        )
    if not printed:
        printed = about.heading
    category_cell = row[layout.category] if layout.category is not None else None
    if category_cell is body_cell:
        category_cell = None
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
    recipient_cell = row[layout.recipient] if layout.recipient is not None else None
    if recipient_cell is category_cell or recipient_cell is body_cell:
        recipient_cell = None
    for names, names_in, outcome in _lines_of(category_cell, recipient_cell, result_cell, combined=layout.combined):
        text = squeeze(plain(outcome))
        result = None if _contradicted(row, layout) else result_of(text, result_cell.look)
        if result is None and not text and not printed:
            continue
        who, works = recipients(names_in, about.titles)
        label = squeeze(plain(names)) or None
        targets = tuple(dict.fromkeys(run.link for run in names if run.link))
        if label is None and category_cell is None:
            label, targets = _category_in(printed)
        if label and (not label.strip("-–— ")):
            label = None
        if result is None and label is None:
            continue
        yield replace(
            base,
            category_as_printed=label,
            category=find_category(body.slug, label or "", targets, body.number, about.year),
            result=result,
            result_as_printed=text or None,
            people=tuple(who),
            works=tuple(works),
        )


def _body(printed: str, links: tuple[str, ...], date: str | None, year_text: str) -> Body:
    """The body of a row, with the ceremony's number from its own name or the full date of the ceremony."""
    body = find_body(printed, links)
    if body.slug is None:
        body = _combined(printed, links) or body
    if body.slug and body.number is None:
        dated = date if date and _DATED.search(date) else year_text if _DATED.search(year_text) else None
        if dated and (match := _YEAR.search(dated)):
            return replace(body, number=number_in_year(body.slug, int(match[1])))
    return body


def _combined(printed: str, links: tuple[str, ...]) -> Body | None:
    """The body of "Academy Award for Best Actor"."""
    for name in (printed, *links[:2]):
        before, found, _ = name.partition(" for ")
        if found and (body := find_body(before)).slug:
            return body
    return None


def _category_in(printed: str) -> tuple[str | None, tuple[str, ...]]:
    before, found, after = printed.partition(" for ")
    return (after, ()) if found and "award" in before.casefold() else (None, ())


Lines = Sequence[Line]


def _lines_of(
    category: Cell | None, recipient: Cell | None, result: Cell, *, combined: bool
) -> Iterator[tuple[Line, Lines, Line]]:
    """One row's awards: a cell of several lines is several awards only if the other cells have as many.

    So "Best Director<br>Best Picture" beside one "Nominated" is two awards, and a long name cut in two lines is one.
    """
    names = category.lines if category else ()
    outcomes = result.lines
    who = recipient.lines if recipient else ()
    if combined and names:
        joined = _joined(names)
        head, tail = _split_combined(names)
        yield (head, tail, _joined(outcomes)) if head else (joined, (), _joined(outcomes))
        return
    several = len(names) > 1 and all(_CATEGORY_WORD.match(plain(line)) for line in names)
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


_DASH = re.compile(r"\s+[–—-]\s+|\s*[:(]\s*")


def _split_combined(names: Lines) -> tuple[Line, Lines]:
    """The category and the recipients of a cell that holds both: on lines of their own, or after a dash."""
    if len(names) > 1:
        return names[0], names[1:]
    line = names[0]
    for at, run in enumerate(line):
        if not run.link and (match := _DASH.search(run.text)):
            head = (*line[:at], Run(run.text[: match.start()])) if run.text[: match.start()].strip() else line[:at]
            tail = (Run(run.text[match.end() :].rstrip(") ")), *line[at + 1 :])
            return head, (tail,)
    return line, ()


_SONG = re.compile(r"[\"“]([^\"”]{1,150})[\"”]")


_FOR_WORK = re.compile(
    r"(?:^|\s+)(?:for|from)(?:\s+(?:the|his|her|their)\s+(?:song|film|role|performance|work))?(?:\s+in)?$",
    re.IGNORECASE,
)


def recipients(cell: Lines, own_titles: frozenset[str]) -> tuple[list[PrintedName], list[PrintedName]]:
    """People and works among the recipients: a name in italics or quotation marks is a work."""
    who: list[PrintedName] = []
    works: list[PrintedName] = []
    for line in cell:
        rest: list[Run] = []
        for run in line:
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
        named = [replace(n, name=_FOR_WORK.sub("", n.name)) for n in people([tuple(rest)])]
        named = [n for n in named if n.name and key(n.name) not in {"for", "from", "n a", "in", "as", "the", "song"}]
        who += [n for n in named if key(n.name) not in own_titles]
        works += [n for n in named if key(n.name) in own_titles]
    return who[:60], list(dict.fromkeys(works))[:20]
