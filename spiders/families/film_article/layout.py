"""Which column of a table of accolades is what: by its header, else by what its cells say."""

import re
from calendar import month_name
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spiders.families.film_article.bodies import body_of_award, find_body
from spiders.families.film_article.results import heading_result, result_of
from spiders.families.film_article.words import words
from spiders.formats.html.grid import EMPTY, Cell, Row
from tracker.domain.tables import key

MOST = 0.6
"""Share of a column's cells that say what the column is where its header does not."""
_LONGEST_RESULT = 40
_FIRST_ROWS = 6
"""Rows among which the headers may stand."""

CATEGORY_WORD = re.compile(
    r"^(?:best|outstanding|top|most|achievement|favou?rite|choice|excellence|breakthrough|film of|director of|actor of"
    r"|actress of|special|audience|golden|silver|grand|jury|prix|award)\b",
    re.IGNORECASE,
)
BODY_WORD = re.compile(
    r"\b(?:awards?|festival|guild|society|association|circle|globes?|academy|institute|prize|baftas?|oscars?|board|union"
    r"|critics|césars?|goyas?|eddies?|recognition|lists)\b",
    re.IGNORECASE,
)
DAY = re.compile(
    rf"(?:{'|'.join(month_name[1:])})(?: \d{{1,2}})?(?:,? \d{{4}})?"
    r"|\d{1,2}(?:\.|st|nd|rd|th)? (?:de |of )?[^\W\d]+(?:,? (?:de )?\d{4})?"
)
"""A day as tables print it in several languages."""
_APART = re.compile(r"\s*(?:/|,|&|–|—|-|\band\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column is what."""

    body: int | None
    category: int | None
    recipient: int | None
    result: int | None
    rival: int | None
    """Names whoever won instead."""
    year: int | None
    date: int | None
    columns: int
    """How many columns have a header."""
    combined: bool = False
    """Whether the category's column holds the recipients too."""
    implied: str | None = None
    """What a header says of every row: "Nominees"."""


def header_kind(text: str) -> str | None:
    """What a column with this header holds; None where no word of it is known."""
    table = words().headers
    plain = re.sub(r"\[[^\]]*\]", " ", text)
    for name in (plain, re.sub(r"\([^()]*\)", " ", plain)):
        if kind := table.get(key(name)):
            return kind
    kinds = {table.get(key(part)) for part in _APART.split(plain) if part.strip()}
    if kinds == {"category", "recipient"}:
        return "category_recipient"
    return kinds.pop() if len(kinds) == 1 else None


def repeats_header(row: Row) -> bool:
    """Whether every cell of a row is a header."""
    kinds = [header_kind(cell.text) for cell in dict.fromkeys(row)]
    kinds = kinds[1:] if not row[0].text else kinds
    return len(set(row)) > 1 and kinds.count(None) == 0


def find_layout(grid: Sequence[Row], *, accolades: bool) -> tuple[int, Layout] | None:
    """The row of headers of a table of accolades (-1 where it has none) and what its columns are.

    Args:
        grid: the table.
        accolades: whether it stands among accolades, so that it need not say so itself.
    """
    rows = [(at, row) for at, row in enumerate(grid[:_FIRST_ROWS]) if len(set(map(id, row))) > 1]
    headed = [(at, row, [header_kind(cell.text) for cell in row]) for at, row in rows]
    for at, row, kinds in headed:
        if "result" in kinds and (layout := _layout(kinds, row, grid[at + 1 :])):
            return at, layout
    if not accolades:
        return None
    for at, row, kinds in headed:
        if (repeats_header(row) or _all_headers(row)) and (layout := _layout(kinds, row, grid[at + 1 :])):
            return at, layout
    layout = _layout([None] * len(grid[0]), (), grid) if len(grid) > 1 else None
    return (-1, layout) if layout and layout.result is not None else None


def _all_headers(row: Row) -> bool:
    return all(cell.header for cell in row if cell.text)


def _layout(kinds: list[str | None], row: Row, below: Sequence[Row]) -> Layout | None:
    """The layout of columns whose headers are of these kinds; None where nothing names awards."""
    places: dict[str, list[int]] = {}
    for column, kind in enumerate(kinds):
        if kind and (column == 0 or not row or row[column] is not row[column - 1]):
            places.setdefault(kind, []).append(column)
    shown = [_shown(below, column) for column in range(len(kinds))]
    for column, kind in enumerate(kinds):
        if kind is None and shown[column] and shown[column] not in places:
            places[str(shown[column])] = [column]
    body, category, recipient = _names(places, shown, row)
    if body is None and category is None:
        return None
    if recipient is None and "category_recipient" not in places:
        free = (
            at for at, kind in enumerate(kinds) if kind is None and shown[at] is None and at not in (body, category)
        )
        recipient = next((at for at in free if any(row_[at].text for row_ in below)), None)
    elif recipient is None and category is not None and row[category + 1 : category + 2] == (row[category],):
        recipient = category + 1  # one header over both
    combined = category is not None and recipient is None
    heads = [row[column].text for column in (category, recipient) if row and column is not None]
    return Layout(
        body=body,
        category=category,
        recipient=recipient,
        result=_first(places, "result"),
        rival=_first(places, "rival"),
        year=_first(places, "year"),
        date=_first(places, "date"),
        columns=max((at + 1 for at, cell in enumerate(row) if cell is not EMPTY), default=len(kinds)),
        combined=combined,
        implied="nominated" if "rival" in places else next(filter(None, map(heading_result, heads)), None),
    )


def _first(places: dict[str, list[int]], kind: str) -> int | None:
    return next(iter(places.get(kind, [])), None)


def _names(
    places: dict[str, list[int]], shown: Sequence[str | None], row: Row
) -> tuple[int | None, int | None, int | None]:
    """The columns of the body, the category and the recipients, where headers leave room for doubt by their cells."""
    bodies, categories = list(places.get("body", [])), list(places.get("category", []))
    recipients = list(places.get("recipient", []))
    categories += places.get("category_recipient", [])
    if categories and not bodies and shown[categories[0]] == "body":  # headed "Prize", and says who gives it
        bodies.append(categories.pop(0))
    mistaken = next((column for column in bodies if shown[column] == "category"), None)
    if mistaken is not None and not categories:
        bodies.remove(mistaken)
        categories.append(mistaken)
    if not categories and len(bodies) > 1:
        categories.append(bodies.pop(1))
    if not categories and len(recipients) > 1:
        categories.append(recipients.pop(0))
    body, category = next(iter(bodies), None), next(iter(categories), None)
    unnamed = bool(row) and not row[0].text
    if category is None and body is not None and body > 0 and unnamed:
        body, category = 0, body
    if body is None and unnamed and category != 0:
        body = 0
    return body, category, next(iter(recipients), None)


def _shown(below: Sequence[Row], column: int) -> str | None:
    """What most cells of a column are: results, bodies or categories; None where they are neither."""
    return _most(dict.fromkeys(row[column] for row in below if row[column].width < len(row) or len(row) == 1))


def _most(cells: Iterable[Cell]) -> str | None:
    """What most cells are."""
    kinds = Counter(_cell_kind(cell) for cell in cells if cell.text or cell.look)
    kind, count = kinds.most_common(1)[0] if kinds else (None, 0)
    return kind if count >= MOST * kinds.total() else None


def _cell_kind(cell: Cell) -> str | None:
    text = cell.text
    if DAY.fullmatch(text):
        return "date"
    if len(text) <= _LONGEST_RESULT and result_of(text, cell.look) and not CATEGORY_WORD.match(text):
        return "result"
    if find_body(text, tuple(cell.links)).slug or body_of_award(text):
        return "body"
    if CATEGORY_WORD.match(text):
        return "category"
    return "body" if BODY_WORD.search(text) and len(text.split()) < 12 else None  # noqa: PLR2004 - more is a sentence


def tells_results(grid: Sequence[Row]) -> bool:
    """Whether a table has a column of results, by its header or its cells; places alone may be those of a ranking."""
    if any(header_kind(cell.text) == "result" for row in grid[:_FIRST_ROWS] for cell in row):
        return True
    cells = [
        [row[column] for row in grid if not re.match(r"\W*\d", row[column].text)] for column in range(len(grid[0]))
    ]
    return any(len(column) > 1 and _most(column) == "result" for column in cells)
