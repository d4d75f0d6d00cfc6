"""One category of one body over the years: nominees, winner and best miss."""

from collections.abc import Iterable, Mapping, Sequence, Set

from jobs.steps.questions.answers import Answer, Part, answered
from jobs.steps.questions.bodies import body_of, category_of
from jobs.steps.questions.seasons import named_alone
from tracker.domain.bodies import bodies
from tracker.domain.categories import PICTURE, award_title, entry_of
from tracker.domain.errors import InputError
from tracker.domain.figures import in_words, quantity, spans
from tracker.domain.titles.main import without_title
from tracker.edition.queries import category as queries
from tracker.edition.read import Edition, Row

FIRST, LAST = 1, 9999
_SHOWN = ("won", "nominated")
_COLUMNS = {
    "year": "year",
    "category_as_printed": "as printed",
    "won": "won",
    "nominated": "nominated",
    "missed": "best miss",
}


def answer(edition: Edition, body: str, category: str, first: int | None = None, last: int | None = None) -> Answer:
    """A category by year, the latest first.

    Args:
        edition: where it is read.
        body: its name.
        category: any name that it has or had, or its concept.
        first: the first film year.
        last: the last film year.

    Raises:
        InputError: no such body or category, nothing of it in those years, or years the wrong way round.
    """
    if first and last and first > last:
        raise InputError(f"the span ends before it begins: --from {first} --to {last}")
    giver = body_of(edition, body)
    concept, title = category_of(edition, giver["body"], category)
    asked = (giver["body"], concept, first or FIRST, last or LAST)
    entries, missed, coverage = (
        _by_ceremony(edition.rows(query, *asked)) for query in (queries.ENTRIES, queries.MISSED, queries.COVERAGE)
    )
    by_song, titles = entry_of(concept) == "song", _titles(edition.rows(queries.TITLES, *asked))
    years = [
        _year(_once(_titled(rows, titles), by_song=by_song), missed.get(at, ()), coverage.get(at, ()))
        for at, rows in entries.items()
    ]
    if not years:
        span = " in those years; leave out --from and --to" if first or last else ""
        raise InputError(f"no list of {giver['title']} at hand has {title}{span}")
    title = _own_name(giver["body"], concept, years) or title
    about = {**giver, "category": concept, "title": title}
    earliest = first or years[-1]["film_year"]
    at_hand = {row["film_year"] for row in edition.rows(queries.AT_HAND, giver["body"])}
    began = giver["first_film_year"]
    gaps = _gaps(edition, giver, at_hand, first or began or earliest, last or LAST)
    asked_years = range(earliest, (last or years[0]["film_year"]) + 1)
    without = sorted(at_hand.intersection(asked_years) - {year["film_year"] for year in years})
    parts = [
        Part("years", "By year", _COLUMNS, years),
        Part("not_at_hand", "Not at hand", {}, [{"film_year": year} for year in gaps]),
    ]
    notes = [
        _note(years),
        *named_alone(edition, earliest, last or years[0]["film_year"]),
        *[f"Not on the list at hand: films of {spans(without)}."] * bool(without),
        *[f"Not at hand: films of {spans(gaps)}."] * bool(gaps),
        *[f"No record says when its first year was: of films before {min(at_hand)} nothing is at hand."]
        * bool(at_hand and not (first or began)),
    ]
    return answered(edition, f"{giver['title']}: {title}", about, notes, parts)


def _titles(rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """The titles of the films of each entry."""
    titles: dict[str, tuple[str, ...]] = {}
    for row in rows:
        titles[row["statement"]] = (*titles.get(row["statement"], ()), without_title(row["film"]))
    return titles


def _titled(rows: Iterable[Row], titles: Mapping[str, tuple[str, ...]]) -> list[Row]:
    return [row | {"film": titles.get(row["statement"], row["film"])} for row in rows]


def _own_name(body: str, concept: str, years: Iterable[Row]) -> str:
    """What a festival calls its first prize, which no line-up of it calls the best picture."""
    if concept != PICTURE or body not in bodies() or bodies()[body].evidence != "festivals":
        return ""
    names = (award_title(PICTURE, year["category_as_printed"].partition(" / ")[0]) for year in years)
    return next((name for name in names if not name.startswith("Best ")), "")


def _gaps(edition: Edition, giver: Row, at_hand: Set[int], first: int, last: int) -> list[int]:
    """Film years of a span of which no list of the body was found; lists of the year that goes on may be to come."""
    latest = min(last, max(int(edition.as_of[:4]) - 1, *at_hand, 0))
    return sorted({*range(max(first, giver["first_film_year"] or 0), latest + 1)} - at_hand)


def _note(years: Sequence[Row]) -> str:
    """`98 ceremonies at hand, films of 1928 to 2025; 97 with a complete list`, as a sentence."""
    first, last = years[-1]["film_year"], years[0]["film_year"]
    span = f"films of {first}" if first == last else f"films of {first} to {last}"
    whole = sum(year["closed"] for year in years)
    complete = f"{'all' if whole == len(years) else in_words(whole)} with a complete list"
    if len(years) == 1:
        complete = "its list is complete" if whole else "its list is not complete"
    return f"{quantity(len(years), 'ceremony', 'ceremonies')} at hand, {span}; {complete}.".capitalize()


def _by_ceremony(rows: Iterable[Row]) -> dict[tuple[object, object], list[Row]]:
    groups: dict[tuple[object, object], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["film_year"], row["ceremony"]), []).append(row)
    return groups


def _once(entries: Sequence[Row], *, by_song: bool) -> list[Row]:
    """Entries without those that only repeat another; of a song its title is a part of the entry, else of no interest.

    Args:
        entries: of one ceremony.
        by_song: whether songs are nominated, of which a film may have several.
    """
    rows = [row if by_song else {**row, "detail": ""} for row in entries]
    return list({(row["film_key"], row["nominees"], row["detail"]): row for row in reversed(rows)}.values())[::-1]


def _year(entries: Sequence[Row], missed: Sequence[Row], coverage: Sequence[Row]) -> Row:
    first = entries[0]
    lines = [row for row in entries if row["result"] in _SHOWN] or entries
    printed = dict.fromkeys(row["category_as_printed"] for row in lines if row["category_as_printed"])
    return {
        **{name: first[name] for name in ("ceremony", "ceremony_year", "film_year")},
        "year": first["ceremony_year"] or first["film_year"],
        "category_as_printed": " / ".join(printed),
        "won": "; ".join(_entry(row) for row in entries if row["result"] == "won"),
        "nominated": "; ".join(_entry(row) for row in entries if row["result"] == "nominated"),
        "further": "; ".join(
            f"{_entry(row)}: {row['result']}" for row in entries if row["result"] not in ("won", "nominated")
        ),
        "missed": next((_miss(row) for row in missed), ""),
        "missed_label": next((row["label"] for row in missed), None),
        "missed_why": next((row["aside"] for row in missed), None),
        "closed": any(row["closed"] for row in coverage),
        **{name: first[name] for name in ("source_url", "source_revision", "retrieved_at", "origin")},
    }


def _entry(row: Row) -> str:
    """`Natalie Portman (Black Swan)`, or the film where nobody is named; what the body does not count is marked.

    Of a song: `“Title”, Its Writer (the film)`.
    """
    who, films = ", ".join(row["nominees"] or ()), " / ".join(row["film"] or ())
    if row["detail"]:
        who = f"“{row['detail']}”" + (f", {who}" if who else "")
    shown = f"{who} ({films})" if who and films else who or films
    return shown if row["official"] else f"{shown} [not official]"


def _miss(row: Row) -> str:
    who = ", ".join(row["people"] or ())
    return f"{who} ({row['film']})" if who else str(row["film"])
