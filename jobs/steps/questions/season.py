"""One season: what was missed, who was a surprise, what swept, and which lists this rests on."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jobs.steps.questions.answers import Answer, Part, answered
from jobs.steps.questions.bodies import body_of
from tracker.domain.ceremonies import current_season
from tracker.domain.errors import InputError
from tracker.domain.figures import chance, quantity, spans, tally
from tracker.domain.lists.standing import counts, readings_of, standing
from tracker.domain.titles.comparable import is_id
from tracker.edition.queries import season as queries
from tracker.edition.queries.race import COMING
from tracker.edition.read import Edition, Row
from tracker.report.words import NAMED_ALONE, kind_words

_AT = {"title": "at"}
_SWEEPS = {"film": "film", "nominations": "nominations", "won": "won"}
_LISTS = {"title": "at", "what": "list", "state": "state", "not_read": "not read"}
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
        span = f"at hand: films of {spans(years)}" if years else "no season is at hand"
        raise InputError(f"no list of {wanted['title'] or 'any body'} for the films of {year}; {span}")
    sweeps = _most(edition.rows(queries.ENTRIES, year, wanted["body"]), all_=bool(wanted["body"]))
    numbers = {row["film_key"] for row in (*missed, *surprises, *sweeps) if is_id(row["film"])}
    missed, surprises, sweeps = (
        [row for row in rows if row["film_key"] not in numbers] for rows in (missed, surprises, sweeps)
    )
    stated = [_list(own) for own in readings_of(lists).values()]
    at = {} if body else _AT
    parts = (
        Part("missed", "Missed", at | _PLACE | {"label": "verdict", "aside": "why"}, missed),
        Part("surprises", "Least expected nominations", at | _PLACE | {"expected": "expected"}, surprises),
        Part("sweeps", "Most nominations", at | _SWEEPS, sweeps),
        Part("lists", "Lists", _LISTS, stated),
    )
    [row] = edition.rows(queries.EXPECTED, year, wanted["body"])
    [settled] = edition.rows(queries.SETTLED, year, wanted["body"])
    untold = "" if missed or settled["verdicts"] else _untold(lists)
    notes = [_found(missed, surprises, row["verdicts"], untold), f"{tally('list', counts(lists)).capitalize()}."]
    if any(wanted["body"] in ("", row["body"]) for row in edition.rows(COMING, year)):
        notes.append("Nominations are still to come: `snubs race` shows who is in the running.")
    if edition.rows(queries.NAMED_ALONE, year):
        past = year < current_season(date.fromisoformat(edition.as_of))
        command = f"backfill --from {year} --to {year}" if past else f"crawl wikidata_films --season {year}"
        remedy = f"; `snubs {command}` adds the others"
        notes.append(f"{NAMED_ALONE}{remedy if edition.about.get('origin') == 'live' else ''}.")
    notes += [f"Left out: {quantity(len(numbers), 'film')} known by number alone."] if numbers else []
    title = f"Films of {year}" + (f" at the {lists[0]['title'] or wanted['title']}" if wanted["body"] and lists else "")
    return answered(edition, title, {"film_year": year, "body": wanted["body"]}, notes, parts)


def _untold(lists: Sequence[Row]) -> str:
    """Why nothing is said of misses, though lists were asked for."""
    readings = readings_of(row for row in lists if row["kind"] == "nominations")
    states = {standing(own) for own in readings.values()}
    if states <= {"missing"}:
        return "no list of nominations was read"
    if states & {"complete", "in_part"}:
        return "no list that was read settles any"
    return "no list of nominations was read whole"


def _found(missed: Sequence[Row], surprises: Sequence[Row], probabilities: int, untold: str) -> str:
    """`33 misses, four surprises.`, as far as the probability of nominations was learnt."""
    if untold:
        return f"Misses and surprises cannot be told, since {untold}."
    sentence = (
        f", {quantity(len(surprises), 'surprise')}"
        if probabilities
        else "; surprises cannot be told, since no probability was learnt"
    )
    return f"{quantity(len(missed), 'miss', 'misses')}{sentence}.".capitalize()


def _list(readings: Sequence[Mapping[str, Any]]) -> Row:
    """One list, as its best reading has it, and all sources that have read it."""
    state = standing(readings)
    best = next(row for row in readings if standing([row]) == state)
    return dict(best) | {
        "what": kind_words(best["kind"], best["body"]),
        "state": state.replace("_", " "),
        "sources": tuple(row["source"] for row in readings),
    }


def _named(row: Row) -> Row:
    return row | {
        "who": "; ".join(row["people"] or ()),
        "award": row["award"] or "film as a whole",
        "expected": "" if row["p_nomination"] is None else chance(row["p_nomination"]),
    }


def _most(rows: Sequence[Row], *, all_: bool) -> list[Row]:
    """The films with the most nominations at each body, ties included; of one body every film that has several."""
    best: dict[str, int] = {}
    for row in rows:
        best[row["body"]] = max(best.get(row["body"], 0), row["nominations"])
    return [row for row in rows if all_ or row["nominations"] == best[row["body"]]]
