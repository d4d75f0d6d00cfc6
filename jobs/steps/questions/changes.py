"""What changed since a day, and why: over all editions that are kept."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile

from jobs.steps.editions.kept import Kept, season_keys
from jobs.steps.questions.answers import Answer, Part, answered
from tracker.domain.errors import InputError
from tracker.domain.figures import quantity
from tracker.edition.queries import changes as queries
from tracker.edition.read import Edition, Row

_CHANGES = {
    "as_of": "on",
    "what": "what",
    "title": "at",
    "award": "for",
    "film": "film",
    "who": "who",
    "change": "before and after",
    "cause": "cause",
}
_CORRECTIONS = {
    "corrected_at": "on",
    "title": "at",
    "award": "for",
    "film": "film",
    "who": "who",
    "what": "what",
    "change": "before and after",
    "reason": "why",
}


def answer(kept: Kept, since: date, today: date) -> Answer:
    """Changes and corrections, the latest first, each with the cause that the comparison of two editions gives.

    Args:
        kept: every edition at hand.
        since: the first day that counts.
        today: days after it are refused.

    Raises:
        InputError: the day is to come.
    """
    if since > today:
        raise InputError(f"--since {since}: that day is to come; today is {today}")
    day, now = since.isoformat(), kept.editions[-1]
    reports = [edition for edition in kept.editions[:-1] if edition.path.name in kept.published]
    editions = [edition for edition in (*reports, now) if edition.as_of >= day]
    changes = [_shown(row) for edition in reversed(editions) for row in _new_in(edition, kept.editions)]
    corrections = [_corrected(row) for row in now.rows(queries.CORRECTIONS, day)]
    parts = [
        Part("changes", "Changes", _CHANGES, changes),
        Part("corrections", "Corrections", _CORRECTIONS, corrections),
    ]
    counts = (quantity(len(changes), "change"), quantity(len(corrections), "correction"))
    notes = [f"{' and '.join(counts)}.".capitalize(), *_before(kept.editions[0], day), *_beside(kept.editions, day)]
    return answered(now, f"Changes since {day}", {"since": day}, notes, parts)


def _new_in(edition: Edition, editions: Sequence[Edition]) -> Iterator[Row]:
    """What an edition says has changed; of a season without an earlier report, only the first edition that has it."""
    first = {row["film_year"] for row in edition.seasons.values() if row["first"]}
    earlier = {year for one in takewhile(lambda one: one is not edition, editions) for year in one.seasons}
    for row in edition.rows(queries.CHANGES):
        if row["film_year"] not in first & earlier:
            yield row | {"as_of": edition.as_of}


def _before(oldest: Edition, day: str) -> list[str]:
    """Where the span begins later than was asked for: with the first report, or the first that is still at hand."""
    if oldest.as_of <= day:
        return []
    if all(row["first"] for row in oldest.seasons.values()):
        return [f"Nothing was reported before {oldest.as_of}."]
    return [f"What changed before {oldest.as_of} is no longer at hand."]


def _beside(editions: Sequence[Edition], day: str) -> list[str]:
    """Which seasons of which no report was made differ as well, and how to compare them."""
    base, now = next((one for one in reversed(editions) if one.as_of < day), editions[0]), editions[-1]
    keys = [season_keys(edition) for edition in (base, now)]
    unlike = [
        year for year, row in now.seasons.items() if row["first"] and keys[0].get(year, keys[1][year]) != keys[1][year]
    ]
    ask = f"snubs editions diff {base.path.stem} {now.path.stem}"
    note = f"{quantity(len(unlike), 'season')} without a report may differ as well: {ask}"
    return [note[:1].upper() + note[1:]] if unlike else []


def _shown(row: Row) -> Row:
    return (
        row
        | {
            "kind_title": row["kind_title"] or row["kind"],
            "what": row["kind"].replace("_", " "),
            "change": _labels(row) or row["sentence"],
        }
        | _unit(row)
    )


def _unit(row: Row) -> Row:
    """Which of a film's verdicts it was: it may have several at one ceremony, with the same labels."""
    award = row["award"] or row["category"] or ("film as a whole" if row["film"] else "")
    return {"award": award, "who": "; ".join(row["people"] or ())}


def _labels(row: Row) -> str:
    """What became of the label; a label may stay where the verdict became a miss, or is none any more."""
    before, after = row["label_before"], row["label_after"]
    if before and before == after:
        return f"{after}, {'now' if row['kind'] == 'new_snub' else 'no longer'} a miss"
    return _change(before, after)


def _corrected(row: Row) -> Row:
    return row | {"change": _change(row["before"], row["after"])} | _unit(row)


def _change(before: object, after: object) -> str:
    return f"{before or 'nothing'}, now {after or 'withdrawn'}" if before or after else ""
