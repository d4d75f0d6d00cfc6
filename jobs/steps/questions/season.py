"""One season: what was missed, who was a surprise, what swept, and which lists this rests on."""

from collections.abc import Sequence

from jobs.steps.questions.answers import Answer, Part, answered
from jobs.steps.questions.bodies import body_of
from tracker.domain.errors import InputError
from tracker.domain.figures import quantity
from tracker.edition.queries import season as queries
from tracker.edition.read import Edition, Row

_AT = {"title": "at"}
_SWEEPS = {"film": "film", "nominations": "nominations", "won": "won"}
_PLACE = {"award": "for", "film": "film", "who": "who"}


def answer(edition: Edition, year: int, body: str = "") -> Answer:
    """What happened in a season.

    Args:
        edition: where it is read.
        year: the film year.
        body: one body alone, by its name; "" for all.

    Raises:
        InputError: nothing of that season is at hand, or no such body.
    """
    wanted = body_of(edition, body) if body else {"body": "", "title": ""}
    lists = edition.rows(queries.LISTS, year, wanted["body"])
    missed, surprises = (
        [_named(row) for row in edition.rows(query, year, wanted["body"])]
        for query in (queries.MISSED, queries.SURPRISES)
    )
    if not lists and not missed:
        years = [row["film_year"] for row in edition.rows(queries.YEARS)]
        span = f"seasons {years[0]} to {years[-1]} are at hand" if years else "no season is at hand"
        raise InputError(f"no list of {wanted['title'] or 'any body'} for the films of {year}; {span}")
    sweeps = _most(edition.rows(queries.ENTRIES, year, wanted["body"]), all_=bool(wanted["body"]))
    state = [row | {"state": "read" if row["closed"] else row["reason"] or row["why"]} for row in lists]
    at = {} if body else _AT
    parts = (
        Part("missed", "Missed", at | _PLACE | {"label": "verdict", "aside": "why"}, missed),
        Part("surprises", "Least expected nominations", at | _PLACE | {"aside": "why"}, surprises),
        Part("sweeps", "Most nominations", at | _SWEEPS, sweeps),
        Part("lists", "Lists", {"title": "list", "category": "category", "state": "state"}, state),
    )
    title = f"Films of {year}" + (f" at the {lists[0]['title'] or wanted['title']}" if wanted["body"] and lists else "")
    return answered(edition, title, {"film_year": year, "body": wanted["body"]}, _notes(missed, lists), parts)


def _notes(missed: Sequence[Row], lists: Sequence[Row]) -> list[str]:
    whole = [row for row in lists if not row["category"]]
    unread = sum(not row["closed"] for row in whole)
    note = f"{quantity(len(missed), 'miss', 'misses')}; {quantity(len(whole), 'list')} at hand, "
    return [(note + (f"{quantity(unread, 'list')} not read whole." if unread else "all read whole.")).capitalize()]


def _named(row: Row) -> Row:
    return row | {"who": "; ".join(row["people"] or ()), "award": row["award"] or "film as a whole"}


def _most(rows: Sequence[Row], *, all_: bool) -> list[Row]:
    """The films with the most nominations at each body, ties included; of one body every film that has several."""
    best: dict[str, int] = {}
    for row in rows:
        best[row["body"]] = max(best.get(row["body"], 0), row["nominations"])
    return [row for row in rows if all_ or row["nominations"] == best[row["body"]]]
