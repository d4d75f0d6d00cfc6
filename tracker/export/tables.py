"""The exported tables, and how a frame becomes one: columns in order, every cell a string.

`tracker/domain/facts/tables.yml` defines the columns. A blank cell means missing; the texts `None`, `NA` and `nan` are
kept as titles.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from tracker.domain.categories import entry_of
from tracker.domain.cells import is_missing, join
from tracker.domain.facts.records import Result
from tracker.domain.facts.tables import Column, ColumnType, Table, tables

if TYPE_CHECKING:
    import pandas as pd


def _clean(text: str) -> str:
    """Text that UTF-8 can encode: a lone surrogate, which a page may contain, becomes `?`."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _number(value: Any) -> str:
    number = float(value)
    if not math.isfinite(number):
        return ""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)  # noqa: PLR2004


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_IMDB_ID = re.compile(r"tt\d+")


def _day(value: Any) -> str:
    """A day, or blank for any other text, so that a page's words never reach a date column."""
    text = value.isoformat() if isinstance(value, date) else str(value)
    return text[:10] if _DAY.match(text) else ""


def _moment(value: Any) -> str:
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        return ""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _boolean(value: Any) -> str:
    return "true" if str(value).casefold() in ("true", "1") else "false"


_WRITERS: dict[ColumnType, Callable[[Any], str]] = {
    "string": lambda value: _clean(str(value)),
    "integer": lambda value: str(int(value)),
    "number": _number,
    "boolean": _boolean,
    "date": _day,
    "datetime": _moment,
}


def cell(value: Any, column: Column) -> str:
    """One cell as its CSV text.

    Numbers are shortest exact decimals, booleans `true`/`false`, moments UTC ISO 8601 with `Z`, blanks empty.
    """
    if isinstance(value, list | tuple | set | frozenset):
        return _clean(join(value, column.separator or ";"))
    return "" if is_missing(value) else _WRITERS[column.kind](value)


def texts(name: str, frame: "pd.DataFrame") -> list[list[str]]:
    """The columns of the exported table `name`, in order, each cell as its CSV text.

    Args:
        name: a table of `tables()`.
        frame: its columns in any order; unknown ones are left out. One without any columns is empty.

    Raises:
        KeyError: no such table.
        SchemaError: the frame lacks a column of the table.
    """
    from tracker.frames import checked

    table = tables()[name]
    if not len(frame.columns):
        return [[] for _ in table.columns]
    source = checked(frame, table.names, name)
    return [_texts(source[column.name].tolist(), column) for column in table.columns]


def _texts(values: list[Any], column: Column) -> list[str]:
    """The cells of a column; plain words and numbers, nearly all of them, are written without a closer look."""
    match column.kind:
        case "string":
            return [one if type(one) is str and one.isascii() else cell(one, column) for one in values]
        case "integer":
            return [str(one) if type(one) is int else cell(one, column) for one in values]
        case _:
            memory: dict[Any, str] = {}
            return [memory.get(one) or memory.setdefault(one, cell(one, column)) for one in values]


def _column_of(frame: "pd.DataFrame", name: str) -> list[Any]:
    return frame[name].tolist() if name in frame else [None] * len(frame)


def _films_by_key(films: "pd.DataFrame") -> dict[str, tuple[str, str]]:
    """Film key to (qid, imdb); the key is the QID, else the IMDb id."""
    pairs = zip(_column_of(films, "qid"), _column_of(films, "imdb"), strict=True)
    ids = [("" if is_missing(qid) else str(qid), "" if is_missing(imdb) else str(imdb)) for qid, imdb in pairs]
    return {key: pair for pair in ids for key in pair if key}


def _work_ids(work: Mapping[str, Any], films: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """QID and IMDb id of one work: its own, else those of the film its key leads to."""
    own = tuple("" if is_missing(work.get(name)) else str(work[name]) for name in ("qid", "imdb"))
    keys = [str(work[name]) for name in ("film", "qid", "imdb") if not is_missing(work.get(name))]
    pair = next((films[key] for key in keys if key in films), ("", ""))
    by_key = next((key for key in keys if _IMDB_ID.fullmatch(key)), "")
    return own[0] or pair[0], own[1] or pair[1] or by_key


def _piped(texts: Sequence[str]) -> str:
    return join(texts, "|") if any(texts) else ""


def _film_cells(works: list[dict[str, Any]], films: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    ids = [_work_ids(work, films) for work in works]
    links = ["" if is_missing(work.get("link")) else str(work["link"]) for work in works]
    keys = ["" if is_missing(work.get("film")) else str(work["film"]) for work in works]
    return {
        "film": _piped([str(work["title"]) for work in works]),
        "film_wikipedia": _piped(links),
        "film_qid": _piped([qid for qid, _ in ids]),
        "film_imdb": _piped([imdb for _, imdb in ids]),
        "film_key": join(keys, ";") if any(keys) else "",  # a key may hold the other mark
    }


def _grouped(frame: "pd.DataFrame") -> dict[str, list[dict[str, Any]]]:
    """Rows by statement, in their printed order."""
    from tracker.frames import rows_of

    groups: dict[str, list[dict[str, Any]]] = {}
    ordered = frame.sort_values("position", kind="stable") if "position" in frame else frame
    for row in rows_of(ordered):
        groups.setdefault(str(row["statement"]), []).append(row)
    return groups


def _countries(nominations: "pd.DataFrame") -> list[str]:
    """The nominated country in categories that go to a country; else blank."""
    pairs = zip(_column_of(nominations, "category"), _column_of(nominations, "detail"), strict=True)
    return [
        str(detail) if entry_of(category) == "country" and not is_missing(detail) else "" for category, detail in pairs
    ]


def nominations_table(
    nominations: "pd.DataFrame", works: "pd.DataFrame", credits: "pd.DataFrame", films: "pd.DataFrame"
) -> "pd.DataFrame":
    """The columns of nominations.csv from the store's frames, one row a statement.

    Args:
        nominations: one row a statement: statement, body, ceremony, ..., result, official and provenance.
        works: statement, position, title, link, imdb, qid and, where matching has run, film (the film key).
        credits: statement, position, name.
        films: qid, imdb of each film; fills an id that the statement itself does not give.

    Returns:
        The columns of nominations.csv, and besides: starred, source, tier, licence, origin.
    """
    import pandas as pd

    from tracker.frames import cited

    works_of = _grouped(works[works["statement"].isin(nominations["statement"])])
    names_of = credits.loc[credits["statement"].isin(nominations["statement"]), ["statement", "position", "name"]]
    people_of, ids = _grouped(names_of), _films_by_key(films)
    statements = [str(statement) for statement in nominations["statement"]]
    film_cells = [_film_cells(works_of.get(statement, []), ids) for statement in statements]
    people = [[row["name"] for row in people_of.get(statement, [])] for statement in statements]
    countries = _countries(nominations)
    nominees = [join([country] * bool(country) + names, ";") for names, country in zip(people, countries, strict=True)]
    table = nominations.drop(columns=["film", "film_key"], errors="ignore").reset_index(drop=True)
    for name in ("film", "film_wikipedia", "film_qid", "film_imdb", "film_key"):
        table[name] = pd.Series([cells[name] for cells in film_cells], dtype=object)
    table["nominees"] = pd.Series(nominees, dtype=object)
    table = cited(table)
    extra = [name for name in ("starred", "source", "tier", "licence", "origin") if name in table]
    wanted = [name for name in tables()["nominations"].names if name in table]
    return table[[*wanted, *extra]]


def films_once(films: "pd.DataFrame", evidence: "pd.DataFrame") -> "pd.DataFrame":
    """The films of several seasons, one row each: a film that bodies list in two seasons is a candidate of both.

    Args:
        films: one row a film and season, in the order of seasons.
        evidence: the seasons' evidence, by which the bodies are counted again.

    Returns:
        The same columns, films in the order in which they first stand. Nominations and wins are added up; of every
        other column the first season that has a value gives it.
    """
    blanked = films.replace("", None)
    rows = blanked.groupby("film_key", sort=False, as_index=False).first()[list(films.columns)]
    sums = films.groupby("film_key", sort=False)[["nominations_n", "wins_n"]].sum()
    shown = evidence[evidence["result"].isin((Result.NOMINATED, Result.WON))]
    bodies = shown.groupby("film_key")["body"].nunique()
    return rows.assign(
        nominations_n=rows["film_key"].map(sums["nominations_n"]),
        wins_n=rows["film_key"].map(sums["wins_n"]),
        bodies_n=rows["film_key"].map(bodies).fillna(0).astype(int),
    )


def dictionary() -> str:
    """The text of docs/data-dictionary.md, generated from the columns."""
    lines = [
        "# Data dictionary",
        "",
        "Written from `tracker/domain/facts/tables.yml` by `python -m tracker.export.tables`; a test compares the two.",
        "",
        _CONVENTIONS,
    ]
    for table in tables().values():
        head = ["| column | type | what | example |", "|---|---|---|---|"]
        lines += ["", f"## `{table.name}.csv`: {table.title}", "", table.about + _key(table), "", *head]
        lines += map(_dictionary_row, table.columns)
    return "\n".join(lines) + "\n"


_CONVENTIONS = r"""
- `csv/` is RFC 4180: UTF-8 without a byte order mark, CRLF between rows, quotes where needed; values are exact. It is
  for programs: a spreadsheet that opens one may run a title such as `=1+1` and turns `1917` into a number.
- An empty cell means missing. `None`, `NA` and `nan` are titles: read text columns as text
  (pandas: `read_csv(path, dtype=str, keep_default_na=False)`).
- Where a cell holds several values, the type says what stands between them; the same character inside a value has
  a backslash before it (`\;`, `\|`), and so has a backslash.
- `snubs.xlsx` is for spreadsheets, a sheet a table: days, moments (UTC), numbers and truth values are that, a
  day of which only the year or month is known is text, and every other cell is text whatever it looks like. `jsonl/`
  and `parquet/` (`snubs export --format`) have the types below: blanks are null, a cell of several values is a list.
- A key names a row, all seasons together; `films.csv` has a film once, so that there `film_key` alone is one.
  `datapackage.json` has the keys and what refers to what; a table whose rows may repeat has none.
- Moments are UTC. Every file has every column below, in this order, even where nothing is known yet.
""".strip()


def _key(table: Table) -> str:
    names = ", ".join(f"`{name}`" for name in table.key)
    refers = " and ".join(f"`{name}.csv`" for name in table.refers)
    key = f" Its key is {names}." if names else ""
    return key + (f" Rows refer to {refers}." if refers else "")


def _dictionary_row(column: Column) -> str:
    kind = column.kind + (f", `{column.separator}` between" if column.separator == ";" else "")
    kind += ", `\\|` between" if column.separator == "|" else ""
    about = column.about + (f" One of: {', '.join(column.allowed)}." if column.allowed else "")
    example = column.example.replace("|", "\\|")
    return f"| `{column.name}` | {kind} | {about} | `{example}` |"


if __name__ == "__main__":
    import sys

    sys.stdout.write(dictionary())
