"""Statements that stand, as pandas frames of the columns and types in `tracker.domain.facts.frames`.

Rows come in an order that does not depend on the database. The titles "None", "NA" and "1917" are titles.
"""

import json
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Connection,
    Label,
    Row,
    Select,
    Table,
    Text,
    and_,
    case,
    func,
    or_,
    select,
    type_coerce,
)

import tracker.frames  # noqa: F401 - the same text columns everywhere
from tracker.domain.facts.frames import FRAMES, Schema, Type
from tracker.frames import TEXT
from tracker.store.bulk import chunks, table_of
from tracker.store.models import PARTS, STATEMENTS, CeremonyList, Page, SourceRow
from tracker.store.types import JsonText

ROWS = 50_000
"""Rows read at a time, so that memory is bounded by the frame and not by the driver."""

Expressions = dict[str, ColumnElement[Any]]


Among = Mapping[str, Collection[Any]]
"""Which rows are wanted: those that have in any of these columns one of these values. `film_year` may be asked of every
frame of ceremonies, its parts too."""

Columns = Collection[str] | None
"""Which columns are wanted, beside those that put the rows in order; None for all."""

WANTED = 5_000
"""Values that one query asks for."""

_PAGES = table_of(Page)
_SOURCES = table_of(SourceRow)
_LISTS = table_of(CeremonyList)

_by_ceremony = _LISTS.alias()
_YEARS = (
    select(
        _by_ceremony.c.body,
        _by_ceremony.c.ceremony,
        func.min(_by_ceremony.c.year).label("year"),
        func.min(_by_ceremony.c.film_year).label("film_year"),
    )
    .where(_by_ceremony.c.ceremony.is_not(None))
    .group_by(_by_ceremony.c.body, _by_ceremony.c.ceremony)
    .subquery("years")
)
"""Years of ceremonies: a source that does not number a body's ceremonies takes them from one that does."""


_REVISION = case(
    (_PAGES.c.origin == "supplied", func.coalesce(_PAGES.c.sha256, _PAGES.c.revision)),
    else_=func.coalesce(_PAGES.c.revision, _PAGES.c.sha256),
)
"""Which revision of a page was read; the hash of its bytes where it has none, and of a file."""

_ELSEWHERE: Expressions = {
    "ceremony_year": _YEARS.c.year,
    "film_year": _YEARS.c.film_year,
    "tier": _SOURCES.c.tier,
    "licence": _SOURCES.c.licence,
    "publisher": _SOURCES.c.publisher,
    "page_id": _PAGES.c.id,
    "page_title": _PAGES.c.title,
    "page_sha256": _PAGES.c.sha256,
    "source_url": _PAGES.c.url,
    "source_revision": _REVISION,
    "retrieved_at": _PAGES.c.retrieved_at,
    "origin": _PAGES.c.origin,
}
"""Columns of frames that do not stand in the statement's own table."""


def _read(
    conn: Connection, name: str, query: Select[Any], among: Among | None, columns: Columns, *order: str
) -> pd.DataFrame:
    types = FRAMES[name]
    if columns is not None:
        types = {column: type_ for column, type_ in types.items() if column in columns or column in order}
    queries = [query] if among is None else [*_narrowed(query, among)]
    narrow = (one.with_only_columns(*(one.selected_columns[column] for column in types)) for one in queries)
    parts = (part for one in narrow for part in conn.execute(one).partitions(ROWS))
    frames = [_frame(part, types) for part in parts]
    if not frames:
        return _empty(tuple(types.items())).copy(deep=False)
    frame = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
    if len(queries) > 1:
        frame = frame.drop_duplicates([column for column in _KEY if column in frame.columns])
    if len(frame) == 1:
        return frame
    return frame.sort_values(list(order), kind="stable", ignore_index=True, na_position="first")


_KEY = ("statement", "position", "source", "body", "ceremony")
"""Columns that tell the rows of a frame apart, as far as it has them."""


def _narrowed(query: Select[Any], among: Among) -> Iterator[Select[Any]]:
    """A query for each column, which an index can answer, and for each part of many values."""
    for name, values in among.items():
        column = query.selected_columns[name] if name in query.selected_columns else _YEARS.c[name]
        for part in chunks(sorted(values), WANTED):
            yield query.where((column.element if isinstance(column, Label) else column).in_(part))


def _frame(rows: Sequence[Row[Any]], schema: Schema) -> pd.DataFrame:
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    return pd.DataFrame({name: _column(of, schema[name]) for name, of in zip(schema, columns, strict=True)})


@cache
def _empty(schema: tuple[tuple[str, Type], ...]) -> pd.DataFrame:
    """A frame without rows: most frames of a small database, and each costs a Series a column to make."""
    return _frame((), dict(schema))


_INT = pd.Int64Dtype()
_DTYPES: dict[Type, Any] = {"int": _INT, "float": np.dtype(float), "no": np.dtype(bool), "yes": np.dtype(bool)}


def _column(values: Sequence[Any], type_: Type) -> Any:
    """The values of a column as an array of its type; a Series of them would take half as long again to make."""
    if type_ == "int":
        return pd.array(list(values), dtype=_INT)
    if type_ in _DTYPES:
        return np.array(values, dtype=_DTYPES[type_])
    if type_ == "list":
        return pd.Series([_items(value) if value else () for value in values], dtype=object).array
    # The driver makes a string a cell: bodies, addresses and days, each thousands of times.
    texts = ["" if value is None else value for value in values] if None in values else values
    try:
        return pd.array([*map(sys.intern, texts)], dtype=TEXT)
    except TypeError:  # days and moments
        return pd.array([sys.intern(str(iso(value))) for value in texts], dtype=TEXT)


@lru_cache(maxsize=1 << 12)
def _items(value: str) -> tuple[str, ...]:
    """The parts of a cell; all lists of one file say the same of its faults, at length."""
    return tuple(map(_item, json.loads(value)))


def _item(part: Any) -> str:
    """A text; of a person the name, of a work the title, of a problem its message."""
    if isinstance(part, dict):
        return str(part["message"])
    return part if isinstance(part, str) else str(part[0])


def iso(moment: Any) -> Any:
    """A time as records write it: UTC, ISO 8601 with seconds; anything else as it is."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(moment, datetime) else moment


def _select(name: str, table: Table, elsewhere: Expressions | None = None) -> Select[Any]:
    """A frame's columns: as `elsewhere` says, else the table's own, else those of page, source and ceremony."""
    own = {"statement": table.primary_key.columns[0], **table.c}
    places: Expressions = _ELSEWHERE | own | (elsewhere or {})
    return select(*(_plain(places[column], type_).label(column) for column, type_ in FRAMES[name].items()))


def _plain(expression: ColumnElement[Any], type_: Type) -> ColumnElement[Any]:
    """JSON as it is kept, where a frame has it as text, or reads the parts itself."""
    return (
        type_coerce(expression, Text)
        if type_ in ("text", "list") and isinstance(expression.type, JsonText)
        else expression
    )


def _standing(name: str, table: Table, elsewhere: Expressions | None = None) -> Select[Any]:
    """Current statements with their provenance."""
    tables = table.join(_PAGES, table.c.page == _PAGES.c.key).join(_SOURCES, table.c.source == _SOURCES.c.name)
    return _select(name, table, elsewhere).select_from(tables).where(table.c.retracted_run.is_(None))


def _dated(query: Select[Any], table: Table) -> Select[Any]:
    """Statements of ceremonies, each with its ceremony's years."""
    return query.outerjoin(_YEARS, and_(_YEARS.c.body == table.c.body, _YEARS.c.ceremony == table.c.ceremony))


@cache
def _of_lists(name: str, kind: str) -> Select[Any]:
    """Current statements of ceremonies."""
    return _dated(_standing(name, STATEMENTS[kind]), STATEMENTS[kind])


def nominations(conn: Connection, among: Among | None = None, columns: Columns = None) -> pd.DataFrame:
    """Entries of the last good lists, one row a statement."""
    order = ("body", "ceremony", "source", "line", "statement")
    return _read(conn, "nominations", _entries(), among, columns, *order)


@cache
def _entries() -> Select[Any]:
    """Current nominations, with the state of their list."""
    t = STATEMENTS["nomination"]
    # What was read on trial stays on trial when a later reading is held.
    state = case((and_(_LISTS.c.state == "held", _LISTS.c.good_state == "trial"), "trial"), else_=_LISTS.c.state)
    query = _standing("nominations", t, {"list_state": func.coalesce(state, "trial")})
    same = and_(_LISTS.c.source == t.c.source, _LISTS.c.ceremony == t.c.ceremony, _LISTS.c.body == t.c.body)
    return _dated(query.outerjoin(_LISTS, same), t)


@cache
def _parts(name: str, part: str) -> Select[Any]:
    """Parts of current nominations."""
    table, n = PARTS[part], STATEMENTS["nomination"]
    tables = table.join(n, table.c.statement == n.c.id)
    return _dated(_select(name, table).select_from(tables).where(n.c.retracted_run.is_(None)), n)


def works(conn: Connection, among: Among | None = None, columns: Columns = None) -> pd.DataFrame:
    """Works of the entries that `nominations` gives, in printed order."""
    return _read(conn, "works", _parts("works", "works"), among, columns, "statement", "position")


def credits(conn: Connection, among: Among | None = None, columns: Columns = None) -> pd.DataFrame:
    """People of the entries that `nominations` gives, in printed order."""
    return _read(conn, "credits", _parts("credits", "people"), among, columns, "statement", "position")


def fields(conn: Connection, among: Among | None = None, columns: Columns = None) -> pd.DataFrame:
    """Claims about the categories ceremonies gave and the sizes of their fields: one row a claim, as read."""
    order = ("body", "ceremony", "source", "line", "claim", "statement")
    return _read(conn, "fields", _of_lists("fields", "field"), among, columns, *order)


def eligibility(conn: Connection, among: Among | None = None, columns: Columns = None) -> pd.DataFrame:
    """Documents on films' eligibility at each body."""
    query = _of_lists("eligibility", "eligibility")
    return _read(conn, "eligibility", query, among, columns, "body", "ceremony", "title", "statement")


def films(conn: Connection, among: Among | None = None, columns: Columns = None) -> pd.DataFrame:
    """The registry: of each source one row a film, the statement read last."""
    query, order = _current("films", "film"), ("qid", "imdb", "retrieved_at", "statement")
    frame = _read(conn, "films", query, among, columns, *order)
    if among is not None:  # What was read last may say another year or page.
        ids = {name: set(frame[name]) - {""} for name in ("qid", "imdb")}
        frame = _read(conn, "films", query, ids, columns, *order)
    film = frame["qid"].where(frame["qid"] != "", frame["imdb"])
    superseded = pd.DataFrame({"film": film, "source": frame["source"]}).duplicated(keep="last")
    return frame[~superseded].reset_index(drop=True)


@cache
def _current(name: str, kind: str) -> Select[Any]:
    """Current statements of a kind."""
    return _standing(name, STATEMENTS[kind])


def _plainly(
    conn: Connection, name: str, kind: str, among: Among | None, columns: Columns, *order: str
) -> pd.DataFrame:
    return _read(conn, name, _current(name, kind), among, columns, *order)


def persons(conn: Connection, among: Among | None = None, columns: Columns = None) -> pd.DataFrame:
    """People of the registry's films, with the ids and spellings that may separate or join them."""
    return _plainly(conn, "persons", "person", among, columns, "qid", "statement")


def facts(conn: Connection, among: Among | None = None, columns: Columns = None) -> pd.DataFrame:
    """Claims of articles and film pages about films, which may conflict: one row each."""
    return _plainly(conn, "facts", "fact", among, columns, "qid", "property", "value", "statement")


def film_credits(conn: Connection, among: Among | None = None, columns: Columns = None) -> pd.DataFrame:
    """The people articles and film pages credit with films' crafts, in printed order."""
    return _plainly(conn, "film_credits", "credit", among, columns, "qid", "craft", "position", "statement")


def books(conn: Connection, among: Among | None = None, columns: Columns = None) -> pd.DataFrame:
    """Claims of pages about books, which may conflict: one row each."""
    return _plainly(conn, "books", "book", among, columns, "title", "claim", "year", "statement")


def accolades(conn: Connection, among: Among | None = None, columns: Columns = None) -> pd.DataFrame:
    """Rows of films' accolades as their articles print them; `body` and `category` are slugs where they are known."""
    return _plainly(conn, "accolades", "accolade", among, columns, "qid", "page_id", "line", "statement")


def articles(conn: Connection, among: Among | None = None, columns: Columns = None) -> pd.DataFrame:
    """Articles that were read."""
    return _plainly(conn, "articles", "article", among, columns, "published_on", "site", "title", "statement")


def releases(conn: Connection, among: Among | None = None, columns: Columns = None) -> pd.DataFrame:
    """Claims about release dates, which may conflict."""
    return _plainly(conn, "releases", "release", among, columns, "qid", "date", "statement")


def scores(conn: Connection, among: Among | None = None, columns: Columns = None) -> pd.DataFrame:
    """Aggregators' figures."""
    return _plainly(conn, "scores", "score", among, columns, "qid", "measure", "statement")


def top_tens(conn: Connection, among: Among | None = None, columns: Columns = None) -> pd.DataFrame:
    """The number of critics' lists that name each film of a season."""
    return _plainly(conn, "top_tens", "top_ten", among, columns, "film_year", "title", "statement")


def mentions(conn: Connection, among: Among | None = None, columns: Columns = None) -> pd.DataFrame:
    """Mentions of works in articles: one row for each work, article and voice, with date, site and sketch."""
    order = ("published_on", "site", "title", "voice", "statement")
    return _read(conn, "mentions", _mentions_in_articles(), among, columns, *order)


@cache
def _mentions_in_articles() -> Select[Any]:
    """Current mentions, each with its article."""
    t, a = STATEMENTS["mention"], STATEMENTS["article"]
    of_article = {name: a.c[name] for name in ("author", "published_on", "site", "sketch", "words")}
    query = _standing("mentions", t, {"article": a.c.id, "article_title": a.c.title, **of_article})
    return query.join(a, and_(a.c.page == t.c.page, a.c.retracted_run.is_(None)))


def links(conn: Connection, among: Among | None = None, columns: Columns = None) -> pd.DataFrame:
    """Targets of link titles, one row for each title: the latest answer."""
    frame = _plainly(conn, "links", "link", among, columns, "title", "retrieved_at", "source")
    return frame.drop_duplicates("title", keep="last", ignore_index=True)


_covers = case(
    (_PAGES.c.origin == "supplied", func.coalesce(_PAGES.c.revised_at, _PAGES.c.retrieved_at)),
    else_=_PAGES.c.retrieved_at,
)
"""The last day that a list covers: the one given with an imported file, else the day on which a page was read."""
_closed = or_(_LISTS.c.good_state == "fit", _LISTS.c.state == "trial")
_OF_LISTS: Expressions = {
    "ceremony_year": func.coalesce(_LISTS.c.year, _YEARS.c.year),
    "film_year": func.coalesce(_LISTS.c.film_year, _YEARS.c.film_year),
    "revision": _REVISION,
    "as_of": case((_closed, _PAGES.c.retrieved_at)),
    "covers": func.substr(case((_closed, _covers)), 1, len("YYYY-MM-DD")),
    "doubts": _LISTS.c.problems,
}


def unread_seasons(conn: Connection) -> set[int]:
    """Film years of which lists were asked for, and none was there."""
    year = func.coalesce(_LISTS.c.film_year, _YEARS.c.film_year)
    tables = _LISTS.outerjoin(_YEARS, and_(_YEARS.c.body == _LISTS.c.body, _YEARS.c.ceremony == _LISTS.c.ceremony))
    is_read = func.max(case((_LISTS.c.state == "missing", 0), else_=1))
    query = select(year).select_from(tables).where(year.is_not(None)).group_by(year).having(is_read == 0)
    return set(conn.execute(query).scalars())


def lists(conn: Connection, among: Among | None = None, columns: Columns = None) -> pd.DataFrame:
    """The state of every list of a ceremony.

    `as_of` is when the page or file of the last good list was read, and `covers` the last day of which it tells; both
    are missing for a list that was never good, and for a
    held one that was only ever read on trial. So `state` in (fit, held) with an `as_of` is a closed list.
    """
    tables = (
        _LISTS.join(_SOURCES, _LISTS.c.source == _SOURCES.c.name)
        .outerjoin(_PAGES, _LISTS.c.good_page == _PAGES.c.key)
        .outerjoin(_YEARS, and_(_YEARS.c.body == _LISTS.c.body, _YEARS.c.ceremony == _LISTS.c.ceremony))
    )
    query = _select("lists", _LISTS, _OF_LISTS).select_from(tables).where(_LISTS.c.ceremony.is_not(None))
    return _read(conn, "lists", query, among, columns, "source", "ceremony", "body")
