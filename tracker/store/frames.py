"""Statements that stand, as pandas frames of the columns and types in `tracker.domain.facts.frames`.

Rows come in an order that does not depend on the database. The titles "None", "NA" and "1917" are titles.
"""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, TypedDict, Unpack

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, Table, Text, and_, case, func, or_, select, type_coerce

from tracker.domain.facts.frames import FRAMES, Type
from tracker.frames import filled
from tracker.store.bulk import table_of
from tracker.store.models import PARTS, STATEMENTS, CeremonyList, Page, SourceRow
from tracker.store.types import JsonText

ROWS = 50_000
"""Rows read at a time, so that memory is bounded by the frame and not by the driver."""

Expressions = dict[str, ColumnElement[Any]]


class Scope(TypedDict, total=False):
    """Which ceremonies a frame is about: all of them, unless it says otherwise."""

    seasons: Collection[int] | None
    """Film years."""
    bodies: Collection[str] | None
    """Slugs."""


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


def _read(conn: Connection, name: str, query: Select[Any], *order: str) -> pd.DataFrame:
    parts = pd.read_sql(query, conn, chunksize=ROWS, coerce_float=False)
    typed = [pd.DataFrame({col: _column(part[col], type_) for col, type_ in FRAMES[name].items()}) for part in parts]
    frame = typed[0] if len(typed) == 1 else pd.concat(typed, ignore_index=True)
    return frame.sort_values(list(order), kind="stable", ignore_index=True, na_position="first")


_DTYPES: dict[Type, Any] = {"int": "Int64", "float": "float64", "no": "bool", "yes": "bool"}


def _column(values: "pd.Series[Any]", type_: Type) -> "pd.Series[Any]":
    if type_ in _DTYPES:
        return values.astype(_DTYPES[type_])
    if type_ == "list":
        lists = [tuple(map(_item, value)) if isinstance(value, list) else () for value in values.tolist()]
        return pd.Series(lists, index=values.index, dtype=object)
    return filled(values if values.dtype == "str" else values.map(iso, na_action="ignore"))


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
    """JSON as it is kept, where a frame has it as text."""
    return type_coerce(expression, Text) if type_ == "text" and isinstance(expression.type, JsonText) else expression


def _standing(name: str, table: Table, elsewhere: Expressions | None = None) -> Select[Any]:
    """Current statements with their provenance."""
    tables = table.join(_PAGES, table.c.page == _PAGES.c.key).join(_SOURCES, table.c.source == _SOURCES.c.name)
    return _select(name, table, elsewhere).select_from(tables).where(table.c.retracted_run.is_(None))


def _among(query: Select[Any], column: ColumnElement[Any], values: Collection[Any] | None) -> Select[Any]:
    return query if values is None else query.where(column.in_(sorted(values)))


def _in_scope(query: Select[Any], table: Table, scope: Scope) -> Select[Any]:
    """The statements of some ceremonies, each with its ceremony's years."""
    same = and_(_YEARS.c.body == table.c.body, _YEARS.c.ceremony == table.c.ceremony)
    query = _among(query.outerjoin(_YEARS, same), _YEARS.c.film_year, scope.get("seasons"))
    return _among(query, table.c.body, scope.get("bodies"))


def nominations(conn: Connection, **scope: Unpack[Scope]) -> pd.DataFrame:
    """Entries of the last good lists, one row a statement."""
    t = STATEMENTS["nomination"]
    # What was read on trial stays on trial when a later reading is held.
    state = case((and_(_LISTS.c.state == "held", _LISTS.c.good_state == "trial"), "trial"), else_=_LISTS.c.state)
    query = _standing("nominations", t, {"list_state": func.coalesce(state, "trial")})
    same = and_(_LISTS.c.source == t.c.source, _LISTS.c.ceremony == t.c.ceremony, _LISTS.c.body == t.c.body)
    query = _in_scope(query.outerjoin(_LISTS, same), t, scope)
    return _read(conn, "nominations", query, "body", "ceremony", "source", "line", "statement")


def _parts(conn: Connection, name: str, table: Table, scope: Scope) -> pd.DataFrame:
    n = STATEMENTS["nomination"]
    tables = table.join(n, table.c.statement == n.c.id)
    query = _select(name, table).select_from(tables).where(n.c.retracted_run.is_(None))
    return _read(conn, name, _in_scope(query, n, scope), "statement", "position")


def works(conn: Connection, **scope: Unpack[Scope]) -> pd.DataFrame:
    """Works of the entries that `nominations` gives, in printed order."""
    return _parts(conn, "works", PARTS["works"], scope)


def credits(conn: Connection, **scope: Unpack[Scope]) -> pd.DataFrame:
    """People of the entries that `nominations` gives, in printed order."""
    return _parts(conn, "credits", PARTS["people"], scope)


def fields(conn: Connection, **scope: Unpack[Scope]) -> pd.DataFrame:
    """Claims about the categories ceremonies gave and the sizes of their fields: one row a claim, as read."""
    t = STATEMENTS["field"]
    query = _in_scope(_standing("fields", t), t, scope)
    return _read(conn, "fields", query, "body", "ceremony", "source", "line", "claim", "statement")


def eligibility(conn: Connection, **scope: Unpack[Scope]) -> pd.DataFrame:
    """Documents on films' eligibility at each body."""
    t = STATEMENTS["eligibility"]
    query = _in_scope(_standing("eligibility", t), t, scope)
    return _read(conn, "eligibility", query, "body", "ceremony", "title", "statement")


def films(conn: Connection, *, years: Collection[int] | None = None) -> pd.DataFrame:
    """The registry: of each source one row a film, the statement read last. `years` are the films' own."""
    t = STATEMENTS["film"]
    query = _among(_standing("films", t), t.c.year, years)
    frame = _read(conn, "films", query, "qid", "imdb", "retrieved_at", "statement")
    film = frame["qid"].where(frame["qid"] != "", frame["imdb"])
    superseded = pd.DataFrame({"film": film, "source": frame["source"]}).duplicated(keep="last")
    return frame[~superseded].reset_index(drop=True)


def _whole(conn: Connection, name: str, kind: str, *order: str) -> pd.DataFrame:
    return _read(conn, name, _standing(name, STATEMENTS[kind]), *order)


def persons(conn: Connection) -> pd.DataFrame:
    """People of the registry's films, with the ids and spellings that may separate or join them."""
    return _whole(conn, "persons", "person", "qid", "statement")


def facts(conn: Connection) -> pd.DataFrame:
    """Claims of articles and film pages about films, which may conflict: one row each."""
    return _whole(conn, "facts", "fact", "qid", "property", "value", "statement")


def film_credits(conn: Connection) -> pd.DataFrame:
    """The people articles and film pages credit with films' crafts, in printed order."""
    return _whole(conn, "film_credits", "credit", "qid", "craft", "position", "statement")


def books(conn: Connection) -> pd.DataFrame:
    """Claims of pages about books, which may conflict: one row each."""
    return _whole(conn, "books", "book", "title", "claim", "year", "statement")


def accolades(conn: Connection) -> pd.DataFrame:
    """Rows of films' accolades as their articles print them; `body` and `category` are slugs where they are known."""
    return _whole(conn, "accolades", "accolade", "qid", "page_id", "line", "statement")


def articles(conn: Connection) -> pd.DataFrame:
    """Articles that were read."""
    return _whole(conn, "articles", "article", "published_on", "site", "title", "statement")


def _of_films(name: str, table: Table, years: Collection[int] | None) -> Select[Any]:
    film, query = STATEMENTS["film"], _standing(name, table)
    of_years = _among(select(film.c.qid).where(film.c.retracted_run.is_(None)), film.c.year, years)
    return query if years is None else query.where(table.c.qid.in_(of_years))


def releases(conn: Connection, *, years: Collection[int] | None = None) -> pd.DataFrame:
    """Claims about release dates, which may conflict; `years` are the films' own."""
    query = _of_films("releases", STATEMENTS["release"], years)
    return _read(conn, "releases", query, "qid", "date", "statement")


def scores(conn: Connection, *, years: Collection[int] | None = None) -> pd.DataFrame:
    """Aggregators' figures; `years` are the films' own."""
    query = _of_films("scores", STATEMENTS["score"], years)
    return _read(conn, "scores", query, "qid", "measure", "statement")


def top_tens(conn: Connection, *, seasons: Collection[int] | None = None) -> pd.DataFrame:
    """The number of critics' lists that name each film; `seasons` are film years."""
    t = STATEMENTS["top_ten"]
    query = _among(_standing("top_tens", t), t.c.film_year, seasons)
    return _read(conn, "top_tens", query, "film_year", "title", "statement")


def mentions(conn: Connection) -> pd.DataFrame:
    """Mentions of works in articles: one row for each work, article and voice, with date, site and sketch."""
    t, a = STATEMENTS["mention"], STATEMENTS["article"]
    of_article = {name: a.c[name] for name in ("author", "published_on", "site", "sketch", "words")}
    query = _standing("mentions", t, {"article": a.c.id, "article_title": a.c.title, **of_article})
    query = query.join(a, and_(a.c.page == t.c.page, a.c.retracted_run.is_(None)))
    return _read(conn, "mentions", query, "published_on", "site", "title", "voice", "statement")


def links(conn: Connection) -> pd.DataFrame:
    """Targets of link titles, one row for each title: the latest answer."""
    frame = _whole(conn, "links", "link", "title", "retrieved_at", "source")
    return frame.drop_duplicates("title", keep="last", ignore_index=True)


_valid_on = case(
    (_PAGES.c.origin == "supplied", func.coalesce(_PAGES.c.revised_at, _PAGES.c.retrieved_at)),
    else_=_PAGES.c.retrieved_at,
)
"""The day that a statement holds for: a page's day of reading, or the day given with an imported file."""
_closed = or_(_LISTS.c.good_state == "fit", _LISTS.c.state == "trial")
_OF_LISTS: Expressions = {
    "ceremony_year": func.coalesce(_LISTS.c.year, _YEARS.c.year),
    "film_year": func.coalesce(_LISTS.c.film_year, _YEARS.c.film_year),
    "revision": _REVISION,
    "as_of": case((_closed, _valid_on)),
    "doubts": _LISTS.c.problems,
}


def lists(conn: Connection, **scope: Unpack[Scope]) -> pd.DataFrame:
    """The state of every list of a ceremony.

    `as_of` is when the page of the last good list was read; it is missing for a list that was never good, and for a
    held one that was only ever read on trial. So `state` in (fit, held) with an `as_of` is a closed list.
    """
    tables = (
        _LISTS.join(_SOURCES, _LISTS.c.source == _SOURCES.c.name)
        .outerjoin(_PAGES, _LISTS.c.good_page == _PAGES.c.key)
        .outerjoin(_YEARS, and_(_YEARS.c.body == _LISTS.c.body, _YEARS.c.ceremony == _LISTS.c.ceremony))
    )
    query = _select("lists", _LISTS, _OF_LISTS).select_from(tables).where(_LISTS.c.ceremony.is_not(None))
    query = _among(query, _OF_LISTS["film_year"], scope.get("seasons"))
    return _read(conn, "lists", _among(query, _LISTS.c.body, scope.get("bodies")), "source", "ceremony", "body")
