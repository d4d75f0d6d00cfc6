"""Count critics' lists, given place by place, into tallies of lists for each film and year."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from spiders.families.supplied.rows import number, top_ten
from spiders.families.supplied.sheet import BadInputError, Flaw, Row
from spiders.families.supplied.source import SuppliedSource
from tracker.domain.facts.records import PageRecord, Record
from tracker.domain.titles.comparable import title_key

_RANKS = range(1, 1001)


def is_placement(row: Row) -> bool:
    """Whether a row is a place in one critic's list."""
    return bool(row["critic"] or row["publication"])


def tallies(
    source: SuppliedSource, page: PageRecord, rows: Iterable[tuple[int, Row]]
) -> tuple[list[Record], list[Flaw]]:
    """One tally a film and year; a critic of a publication has one list a year.

    The same film under several spellings is one film where the rows share an id, or the comparable title: a row
    without an id joins the id that its title has elsewhere in the year, if that is only one.
    """
    lists: dict[int, set[tuple[str, str]]] = defaultdict(set)
    places: dict[int, list[tuple[int, Row]]] = defaultdict(list)
    flaws = []
    for line, row in rows:
        try:
            year = _checked(row)
        except BadInputError as error:
            flaws.append(Flaw(str(error), line, row))
            continue
        lists[year].add((row["critic"], row["publication"]))
        places[year].append((line, row))
    records: list[Record] = []
    for year, of_year in places.items():
        for film in _films(of_year):
            try:
                stood = len({(row["critic"], row["publication"]) for _, row in film})
                records.append(top_ten(source, page, _typical(film), stood, len(lists[year])))
            except BadInputError as error:
                flaws.append(Flaw(str(error), *film[0]))
    return records, flaws


def _checked(row: Row) -> int:
    if row["rank"] and number(row, "rank") not in _RANKS:
        raise BadInputError(f"rank must be a place from 1 on, not {row['rank']!r}")
    if row["lists"] or row["of"]:
        raise BadInputError("critic and lists are both filled; a row is a placement or a tally")
    return number(row, "film_year")


def _films(rows: list[tuple[int, Row]]) -> list[list[tuple[int, Row]]]:
    ids: dict[str, set[str]] = defaultdict(set)
    for _, row in rows:
        if film_id := _id(row):
            ids[title_key(row["title"])].add(film_id)
    films: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for line, row in rows:
        key = title_key(row["title"])
        same = ids.get(key, set())
        films[_id(row) or (next(iter(same)) if len(same) == 1 else f"title:{key}")].append((line, row))
    return list(films.values())


def _id(row: Row) -> str:
    return row["qid"] or row["imdb"] or row["link"]


def _typical(film: list[tuple[int, Row]]) -> Row:
    """The row of the most frequent spelling, the first of several, with an id where one is known."""
    titles = Counter(row["title"] for _, row in film)
    base = next((row for _, row in film if _id(row)), film[0][1])
    return base | {"title": max(titles, key=lambda title: titles[title])}
