"""Current statements as pandas frames with exact types.

Text columns are `object` holding `str` or None, never NaN: the titles "None", "NA" and "1917" are titles. Whole
numbers are `Int64`, truth values `bool`, measures `float64`, lists are Python lists of `str`. Rows come in an order
that does not depend on the database.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Label, Select, Table, Text, and_, case, func, or_, select, type_coerce

from tracker.store.bulk import chunks, table_of
from tracker.store.models import PARTS, STATEMENTS, CeremonyList, Page, Run, SourceRow

ROWS = 50_000
"""Rows read at a time, so that memory is bounded by the frame and not by the driver."""

Type = Literal["text", "int", "float", "bool", "list", "names", "messages", "time"]
Columns = dict[str, tuple[ColumnElement[Any], Type]]

_PAGES = table_of(Page)
_SOURCES = table_of(SourceRow)
_LISTS = table_of(CeremonyList)
_NOMINATIONS = STATEMENTS["nomination"]

_PROVENANCE: Columns = {
    "source": (_SOURCES.c.name, "text"),
    "tier": (_SOURCES.c.tier, "int"),
    "licence": (_SOURCES.c.licence, "text"),
    "page_id": (_PAGES.c.id, "text"),
    "source_url": (_PAGES.c.url, "text"),
    "source_revision": (_PAGES.c.revision, "text"),
    "page_sha256": (_PAGES.c.sha256, "text"),
    "retrieved_at": (_PAGES.c.retrieved_at, "text"),
    "origin": (_PAGES.c.origin, "text"),
}

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


def _read(conn: Connection, columns: Columns, query: Select[Any], order: Sequence[str]) -> pd.DataFrame:
    parts = pd.read_sql(query, conn, chunksize=ROWS, coerce_float=False)
    typed = [_typed(part, columns) for part in parts]
    frame = typed[0] if len(typed) == 1 else pd.concat(typed, ignore_index=True)
    return frame.sort_values(list(order), kind="stable", ignore_index=True, na_position="first")


def _typed(part: pd.DataFrame, columns: Columns) -> pd.DataFrame:
    return pd.DataFrame({name: _column(part[name], type_) for name, (_, type_) in columns.items()})


def _column(values: "pd.Series[Any]", type_: Type) -> "pd.Series[Any]":
    if type_ in _NUMBERS:
        return values.astype(_NUMBERS[type_])
    make, missing = _OBJECTS[type_]
    kept = [missing() if gap else make(value) for value, gap in zip(values, values.isna(), strict=True)]
    return pd.Series(kept, index=values.index, dtype=object)


def iso(moment: datetime) -> str:
    """A time in the format of records: UTC, ISO 8601 with seconds."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _names(people: list[list[str]]) -> list[str]:
    return [name for name, *_ in people]


def _messages(problems: list[dict[str, Any]]) -> list[str]:
    return [problem["message"] for problem in problems]


def _nothing() -> None:
    return None


_NUMBERS: dict[Type, Any] = {"int": "Int64", "float": "float64", "bool": "bool"}
_OBJECTS: dict[Type, tuple[Callable[[Any], Any], Callable[[], Any]]] = {
    "text": (str, _nothing),
    "time": (iso, _nothing),
    "list": (list, list),
    "names": (_names, list),
    "messages": (_messages, list),
}


def _own(table: Table, **types: Type) -> Columns:
    return {name: (table.c[name], type_) for name, type_ in types.items()}


def _named(table: Table) -> Columns:
    """Names of a film in a source without Wikidata ids."""
    return _own(table, title="text", link="text", imdb="text", film_year="int")


def _labels(columns: Columns) -> list[Label[Any]]:
    return [expression.label(name) for name, (expression, _) in columns.items()]


def _standing(table: Table, columns: Columns) -> Select[Any]:
    """Current statements with their provenance."""
    joined = table.join(_PAGES, table.c.page == _PAGES.c.key).join(_SOURCES, table.c.source == _SOURCES.c.name)
    return select(*_labels(columns)).select_from(joined).where(table.c.retracted_run.is_(None))


def _dated(query: Select[Any], table: Table) -> Select[Any]:
    """Add the years of each statement's ceremony."""
    same = and_(_YEARS.c.body == table.c.body, _YEARS.c.ceremony == table.c.ceremony)
    return query.outerjoin(_YEARS, same)


def _narrowed(
    query: Select[Any],
    film_year: ColumnElement[Any],
    seasons: Collection[int] | None,
    body: ColumnElement[Any] | None = None,
    bodies: Collection[str] | None = None,
) -> Select[Any]:
    if seasons is not None:
        query = query.where(film_year.in_(sorted(seasons)))
    if body is not None and bodies is not None:
        query = query.where(body.in_(sorted(bodies)))
    return query


def nominations(
    conn: Connection, *, seasons: Collection[int] | None = None, bodies: Collection[str] | None = None
) -> pd.DataFrame:
    """Entries of the last good lists, one row a statement; `seasons` are film years."""
    t = _NOMINATIONS
    # What was read on trial stays on trial when a later reading is held.
    state = case((and_(_LISTS.c.state == "held", _LISTS.c.good_state == "trial"), "trial"), else_=_LISTS.c.state)
    columns: Columns = {
        "statement": (t.c.id, "text"),
        "body": (t.c.body, "text"),
        "ceremony": (t.c.ceremony, "int"),
        "ceremony_year": (_YEARS.c.year, "int"),
        "film_year": (_YEARS.c.film_year, "int"),
        **_own(t, category="text", category_as_printed="text", result="text", official="bool", starred="bool"),
        **_own(t, detail="text", note="text", announced_on="text", cites="list", line="int"),
        "list_state": (func.coalesce(state, "trial"), "text"),
        **_PROVENANCE,
    }
    query = _dated(_standing(t, columns), t)
    same = and_(_LISTS.c.source == t.c.source, _LISTS.c.ceremony == t.c.ceremony, _LISTS.c.body == t.c.body)
    query = _narrowed(query.outerjoin(_LISTS, same), _YEARS.c.film_year, seasons, t.c.body, bodies)
    return _read(conn, columns, query, ("body", "ceremony", "source", "line", "statement"))


def _parts(
    conn: Connection,
    table: Table,
    columns: Columns,
    seasons: Collection[int] | None,
    bodies: Collection[str] | None,
) -> pd.DataFrame:
    n = _NOMINATIONS
    joined = table.join(n, table.c.statement == n.c.id)
    query = select(*_labels(columns)).select_from(joined).where(n.c.retracted_run.is_(None))
    query = _narrowed(_dated(query, n), _YEARS.c.film_year, seasons, n.c.body, bodies)
    return _read(conn, columns, query, ("statement", "position"))


def works(
    conn: Connection, *, seasons: Collection[int] | None = None, bodies: Collection[str] | None = None
) -> pd.DataFrame:
    """Works of the entries that `nominations` gives, in printed order."""
    t = PARTS["works"]
    columns = _own(t, statement="text", position="int", title="text", link="text", imdb="text", qid="text")
    return _parts(conn, t, columns, seasons, bodies)


def credits(
    conn: Connection, *, seasons: Collection[int] | None = None, bodies: Collection[str] | None = None
) -> pd.DataFrame:
    """People of the entries that `nominations` gives, in printed order."""
    t = PARTS["people"]
    columns = _own(t, statement="text", position="int", name="text", link="text", role="text")
    return _parts(conn, t, columns, seasons, bodies)


def fields(
    conn: Connection, *, seasons: Collection[int] | None = None, bodies: Collection[str] | None = None
) -> pd.DataFrame:
    """Claims about the categories ceremonies gave and the sizes of their fields: one row a claim, as read."""
    t = STATEMENTS["field"]
    columns: Columns = {
        "statement": (t.c.id, "text"),
        **_own(t, body="text", ceremony="int"),
        "ceremony_year": (_YEARS.c.year, "int"),
        "film_year": (_YEARS.c.film_year, "int"),
        **_own(t, claim="text", declared="text", category="text", category_as_printed="text"),
        **_own(t, value="int", most="int", official="int", as_printed="text", line="int"),
        **_PROVENANCE,
    }
    query = _narrowed(_dated(_standing(t, columns), t), _YEARS.c.film_year, seasons, t.c.body, bodies)
    return _read(conn, columns, query, ("body", "ceremony", "source", "line", "claim", "statement"))


def films(conn: Connection, *, years: Collection[int] | None = None) -> pd.DataFrame:
    """The registry: of each source one row a film, the statement read last. `years` are the films' own.

    `credits` and `titles` stay the text that `tracker.domain.facts.film_cells` reads.
    """
    t = STATEMENTS["film"]
    columns: Columns = {
        "statement": (t.c.id, "text"),
        **_own(t, qid="text", imdb="text", title="text", original_title="text", aliases="list", year="int"),
        **_own(t, work_kind="text", wikipedia="text", directors="list", countries="list", minutes="int"),
        **_own(t, distributor="text"),
        "credits": (type_coerce(t.c.credits, Text), "text"),
        "titles": (type_coerce(t.c.titles, Text), "text"),
        **_PROVENANCE,
    }
    query = _narrowed(_standing(t, columns), t.c.year, years)
    frame = _read(conn, columns, query, ("qid", "imdb", "retrieved_at", "statement"))
    last = frame["qid"].where(frame["qid"].notna(), frame["imdb"])
    return frame[~pd.DataFrame({"film": last, "source": frame["source"]}).duplicated(keep="last")].reset_index(
        drop=True
    )


def persons(conn: Connection) -> pd.DataFrame:
    """People of the registry's films, with the ids and spellings that may separate or join them."""
    t = STATEMENTS["person"]
    columns: Columns = {"statement": (t.c.id, "text"), **_own(t, qid="text", imdb="text", name="text", aliases="list")}
    return _read(conn, columns, _standing(t, columns), ("qid", "statement"))


def _of_films(query: Select[Any], table: Table, years: Collection[int] | None) -> Select[Any]:
    if years is None:
        return query
    film = STATEMENTS["film"]
    of_years = select(film.c.qid).where(film.c.year.in_(sorted(years)), film.c.retracted_run.is_(None))
    return query.where(table.c.qid.in_(of_years))


def releases(conn: Connection, *, years: Collection[int] | None = None) -> pd.DataFrame:
    """Claims about release dates, which may conflict; `years` are the films' own."""
    t = STATEMENTS["release"]
    columns: Columns = {
        "statement": (t.c.id, "text"),
        **_own(t, qid="text", date="text", country="text", event="text", cites="list"),
        **_named(t),
        **_PROVENANCE,
    }
    query = _of_films(_standing(t, columns), t, years)
    return _read(conn, columns, query, ("qid", "date", "statement"))


def scores(conn: Connection, *, years: Collection[int] | None = None) -> pd.DataFrame:
    """Aggregators' figures; `years` are the films' own."""
    t = STATEMENTS["score"]
    columns: Columns = {
        "statement": (t.c.id, "text"),
        **_own(t, qid="text", measure="text", value="float", reviews="int", as_of="text", cites="list"),
        **_named(t),
        **_PROVENANCE,
    }
    query = _of_films(_standing(t, columns), t, years)
    return _read(conn, columns, query, ("qid", "measure", "statement"))


def top_tens(conn: Connection, *, seasons: Collection[int] | None = None) -> pd.DataFrame:
    """The number of critics' lists that name each film."""
    t = STATEMENTS["top_ten"]
    columns: Columns = {
        "statement": (t.c.id, "text"),
        **_own(t, title="text", link="text", imdb="text", qid="text", film_year="int", lists="int", of="int"),
        **_own(t, cites="list"),
        **_PROVENANCE,
    }
    query = _narrowed(_standing(t, columns), t.c.film_year, seasons)
    return _read(conn, columns, query, ("film_year", "title", "statement"))


def eligibility(
    conn: Connection, *, seasons: Collection[int] | None = None, bodies: Collection[str] | None = None
) -> pd.DataFrame:
    """Documents on films' eligibility at each body."""
    t = STATEMENTS["eligibility"]
    columns: Columns = {
        "statement": (t.c.id, "text"),
        **_own(t, body="text", ceremony="int"),
        "ceremony_year": (_YEARS.c.year, "int"),
        "film_year": (_YEARS.c.film_year, "int"),
        **_own(t, category="text", title="text", link="text", imdb="text", qid="text", people="names"),
        **_own(t, status="text", reason="text", cites="list"),
        **_PROVENANCE,
    }
    query = _narrowed(_dated(_standing(t, columns), t), _YEARS.c.film_year, seasons, t.c.body, bodies)
    return _read(conn, columns, query, ("body", "ceremony", "title", "statement"))


def facts(conn: Connection) -> pd.DataFrame:
    """Claims of articles and film pages about films, which may conflict: one row each."""
    t = STATEMENTS["fact"]
    columns: Columns = {
        "statement": (t.c.id, "text"),
        **_own(t, qid="text", property="text", value="text", amount="float", currency="text", link="text", note="text"),
        **_own(t, dated="text", title="text", imdb="text", film_year="int"),
        **_PROVENANCE,
    }
    return _read(conn, columns, _standing(t, columns), ("qid", "property", "value", "statement"))


def film_credits(conn: Connection) -> pd.DataFrame:
    """The people articles and film pages credit with films' crafts, in printed order."""
    t = STATEMENTS["credit"]
    columns: Columns = {
        "statement": (t.c.id, "text"),
        **_own(t, qid="text", craft="text", craft_as_printed="text", position="int", name="text", link="text"),
        **_own(t, note="text", title="text", imdb="text", film_year="int"),
        **_PROVENANCE,
    }
    return _read(conn, columns, _standing(t, columns), ("qid", "craft", "position", "statement"))


def books(conn: Connection) -> pd.DataFrame:
    """Claims of pages about books, which may conflict: one row each."""
    t = STATEMENTS["book"]
    columns: Columns = {
        "statement": (t.c.id, "text"),
        **_own(t, title="text", link="text", authors="names", claim="text", prize="text", prize_as_printed="text"),
        **_own(t, category="text", year="int", quotation="text"),
        **_PROVENANCE,
    }
    return _read(conn, columns, _standing(t, columns), ("title", "claim", "year", "statement"))


def accolades(conn: Connection) -> pd.DataFrame:
    """Rows of films' accolades as their articles print them; `body` and `category` are slugs where they are known."""
    t = STATEMENTS["accolade"]
    columns: Columns = {
        "statement": (t.c.id, "text"),
        **_own(t, qid="text", body="text", body_as_printed="text", body_link="text", number="int", year="int"),
        **_own(t, date="text", category="text", category_as_printed="text", result="text", result_as_printed="text"),
        **_own(t, people="names", works="names", note="text", line="int"),
        "page_title": (_PAGES.c.title, "text"),
        **_PROVENANCE,
    }
    return _read(conn, columns, _standing(t, columns), ("qid", "page_id", "line", "statement"))


def mentions(conn: Connection) -> pd.DataFrame:
    """Mentions of works in articles: one row for each work, article and voice, with date, site and sketch."""
    t, a = STATEMENTS["mention"], STATEMENTS["article"]
    columns: Columns = {
        "statement": (t.c.id, "text"),
        **_own(t, title="text", link="text", imdb="text", qid="text", work_kind="text", voice="text", count="int"),
        **_own(t, crafts="list", people="list", missed="list", reasons="list", expects="list", quotations="list"),
        **_own(t, quoted_for="list", nominated="list"),
        "article": (a.c.id, "text"),
        "article_title": (a.c.title, "text"),
        **_own(a, author="text", published_on="text", site="text", sketch="text", words="int"),
        **_own(t, cites="list"),
        **_PROVENANCE,
    }
    query = _standing(t, columns).join(a, and_(a.c.page == t.c.page, a.c.retracted_run.is_(None)))
    return _read(conn, columns, query, ("published_on", "site", "title", "voice", "statement"))


def articles(conn: Connection) -> pd.DataFrame:
    """Articles that were read."""
    a = STATEMENTS["article"]
    columns: Columns = {
        "statement": (a.c.id, "text"),
        **_own(a, title="text", author="text", published_on="text", site="text", sketch="text", words="int"),
        **_PROVENANCE,
    }
    return _read(conn, columns, _standing(a, columns), ("published_on", "site", "title", "statement"))


def links(conn: Connection) -> pd.DataFrame:
    """Targets of link titles, one row for each title: the latest answer."""
    t = STATEMENTS["link"]
    columns: Columns = {
        **_own(t, title="text", canonical="text", qid="text", missing="bool"),
        **_PROVENANCE,
    }
    frame = _read(conn, columns, _standing(t, columns), ("title", "retrieved_at", "source"))
    return frame.drop_duplicates("title", keep="last", ignore_index=True)


def lists(
    conn: Connection, *, seasons: Collection[int] | None = None, bodies: Collection[str] | None = None
) -> pd.DataFrame:
    """The state of every list of a ceremony.

    `as_of` is when the page of the last good list was read; it is missing for a list that was never good, and for a
    held one that was only ever read on trial. So `state` in (fit, held) with an `as_of` is a closed list.
    """
    query = _list_query().where(_LISTS.c.ceremony.is_not(None))
    query = _narrowed(query, _LIST_COLUMNS["film_year"][0], seasons, _LISTS.c.body, bodies)
    return _read(conn, _LIST_COLUMNS, query, ("source", "ceremony", "body"))


def registries(conn: Connection) -> pd.DataFrame:
    """The state of sources without ceremonies; columns as in `lists`."""
    return _read(conn, _LIST_COLUMNS, _list_query().where(_LISTS.c.ceremony.is_(None)), ("source",))


_spoken_at = case(
    (_PAGES.c.origin == "supplied", func.coalesce(_PAGES.c.revised_at, _PAGES.c.retrieved_at)),
    else_=_PAGES.c.retrieved_at,
)
"""The day that a statement holds for: a page's day of reading, or the day given with an imported file."""
_closed = or_(_LISTS.c.good_state == "fit", _LISTS.c.state == "trial")
_LIST_COLUMNS: Columns = {
    **_own(_LISTS, source="text", body="text", ceremony="int"),
    "ceremony_year": (func.coalesce(_LISTS.c.year, _YEARS.c.year), "int"),
    "film_year": (func.coalesce(_LISTS.c.film_year, _YEARS.c.film_year), "int"),
    **_own(_LISTS, kind="text", state="text", good_state="text", held_on="text", announced_on="text"),
    "revision": (_PAGES.c.revision, "text"),
    "source_url": (_PAGES.c.url, "text"),
    "as_of": (case((_closed, _spoken_at)), "text"),
    **_own(_LISTS, checked_at="time", problems="messages", found="int"),
    "tier": (_SOURCES.c.tier, "int"),
    "licence": (_SOURCES.c.licence, "text"),
}


def _list_query() -> Select[Any]:
    joined = (
        _LISTS.join(_SOURCES, _LISTS.c.source == _SOURCES.c.name)
        .outerjoin(_PAGES, _LISTS.c.good_page == _PAGES.c.key)
        .outerjoin(_YEARS, and_(_YEARS.c.body == _LISTS.c.body, _YEARS.c.ceremony == _LISTS.c.ceremony))
    )
    return select(*_labels(_LIST_COLUMNS)).select_from(joined)


def citations(conn: Connection, statements: Collection[str] | None = None) -> pd.DataFrame:
    """Provenance and first sighting of current statements: all of them, or those asked for.

    Columns: statement, kind, provenance, publisher, page_title, cites, first_seen and last_seen (times of runs).
    """
    frames = [frame for table in STATEMENTS.values() for frame in _cited(conn, table, statements)]
    return pd.concat(frames, ignore_index=True).sort_values("statement", kind="stable", ignore_index=True)


def _cited(conn: Connection, table: Table, statements: Collection[str] | None) -> Iterator[pd.DataFrame]:
    first, last = table_of(Run).alias(), table_of(Run).alias()
    columns: Columns = {
        "statement": (table.c.id, "text"),
        **_PROVENANCE,
        "publisher": (_SOURCES.c.publisher, "text"),
        "page_title": (_PAGES.c.title, "text"),
        **_own(table, cites="list"),
        "first_seen": (first.c.started_at, "time"),
        "last_seen": (last.c.started_at, "time"),
    }
    query = (
        _standing(table, columns)
        .join(first, table.c.first_seen_run == first.c.id)
        .join(last, table.c.last_seen_run == last.c.id)
    )
    wanted = [query] if statements is None else [query.where(table.c.id.in_(p)) for p in chunks(sorted(statements))]
    for part in wanted or [query.where(table.c.id.in_([]))]:
        frame = _read(conn, columns, part, ("statement",))
        frame.insert(1, "kind", pd.Series([table.name] * len(frame), dtype=object))
        yield frame
