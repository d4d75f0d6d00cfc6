"""What a user's file says and cannot be so: days to come, nobody's names, one score twice with two values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from spiders.families.supplied.sheet import BadInputError, Row
from spiders.formats.html.words import words as html_words
from spiders.formats.wikitext.words import words
from tracker.domain.facts.records import Record, ScoreRecord
from tracker.domain.tables import key
from tracker.domain.text.parties import is_country

_PAST = ("as_of", "announced_on")
"""Columns of days on which something was known: none lies in the future."""


def refuse_future(row: Row, today: str) -> None:
    """Refuse a row that knows something on a day to come; a release may be planned.

    Raises:
        BadInputError: names the column and the day.
    """
    for column in _PAST:
        if row.get(column, "") > today:
            raise BadInputError(f"{column} {row[column]} lies in the future")


def is_nobody(name: str) -> bool:
    """Whether what stands in a person's place is a result, a country, or says that nobody is known."""
    results = (words().winner_words, words().nominee_words, words().runner_up)
    return key(name) in html_words().nobody or is_country(name) or any(one.fullmatch(name) for one in results)


def scores_that_differ(by_line: Mapping[int, Sequence[Record]]) -> dict[int, str]:
    """By line, what is wrong with scores of one film, measure and day that differ: nobody can tell which is right."""
    scores: dict[tuple[str | int | None, ...], list[tuple[int, float]]] = defaultdict(list)
    for line, records in by_line.items():
        for record in _scores(records):
            film = record.imdb or record.qid or record.link or (record.title, record.film_year)
            scores[str(film), record.measure, record.as_of].append((line, record.value))
    return {
        line: f"{measure} is {value:g}, but {other:g} on line {at} for the same film and day"
        for (_, measure, _), of in scores.items()
        for line, value in of
        for at, other in [next(((a, v) for a, v in of if v != value), (0, value))]
        if other != value
    }


def _scores(records: Iterable[Record]) -> Iterable[ScoreRecord]:
    return (record for record in records if isinstance(record, ScoreRecord))
