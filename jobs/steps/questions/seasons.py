"""All seasons at a glance: what was read of each, what is missing, and which years between them are not at hand."""

from collections.abc import Sequence

from jobs.steps.questions.answers import Answer, Part, answered
from jobs.steps.questions.bodies import body_of
from tracker.domain.figures import quantity, spans
from tracker.domain.lists.standing import STATES, readings_of, standing
from tracker.edition.queries import seasons as queries
from tracker.edition.queries.season import ALL_NAMED_ALONE
from tracker.edition.read import Edition, Row

_COLUMNS = {
    "film_year": "films of",
    **{state: state.replace("_", " ") for state in STATES},
    "films": "films",
    "misses": "misses",
    "bodies_missing": "missing lists of",
}


def answer(edition: Edition, body: str = "") -> Answer:
    """A line a season, the latest first.

    Args:
        edition: where it is read.
        body: one body alone, by its name; "" for all.

    Raises:
        InputError: no such body.
    """
    wanted = body_of(edition, body) if body else {"body": "", "title": ""}
    lists: dict[int, list[Row]] = {}
    for row in edition.rows(queries.LISTS, wanted["body"]):
        lists.setdefault(row["film_year"], []).append(row)
    rows = [_season(row, lists.get(row["film_year"], ())) for row in edition.rows(queries.SEASONS, wanted["body"])]
    title = f"Seasons at the {wanted['title']}" if body else "Seasons"
    parts = [Part("seasons", "By season", _COLUMNS, rows)]
    return answered(edition, title, {"body": wanted["body"]}, [*_notes(rows), *named_alone(edition)], parts)


def named_alone(edition: Edition, first: int = 0, last: int = 9999) -> list[str]:
    """Which seasons of a span have no films on record but those that lists name, in a sentence; none for none."""
    years = [row["film_year"] for row in edition.rows(ALL_NAMED_ALONE) if first <= row["film_year"] <= last]
    about = f"Of the films of {spans(years)} only those that a list names are on record: no other one can be missed."
    return [about] * bool(years)


def _season(season: Row, lists: Sequence[Row]) -> Row:
    states = {of: (standing(own), own[0]["title"] or of[0]) for of, own in readings_of(lists).items()}
    numbers = {state: sum(one == state for one, _ in states.values()) for state in STATES}
    missing = list(dict.fromkeys(title for one, title in states.values() if one == "missing"))
    names = "all" if len(missing) > 1 and numbers["missing"] == len(states) else "; ".join(missing)
    return {**season, **numbers, "bodies_missing": names}


def _notes(rows: Sequence[Row]) -> list[str]:
    """How many seasons are at hand, and which between the first and the last are not."""
    years = [row["film_year"] for row in rows]
    if not years:
        return ["No season is at hand."]
    gaps = {*range(min(years), max(years) + 1)}.difference(years)
    between = f"; not at hand: {spans(gaps)}" if gaps else ""
    without = [row["film_year"] for row in rows if not any(row[state] for state in STATES if state != "missing")]
    notes = [f"{quantity(len(years), 'season')}, films of {spans(years)}{between}.".capitalize()]
    return [*notes, *[f"Without any list: {spans(without)}."] * bool(without)]
