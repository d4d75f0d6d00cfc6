"""What changed since a day, and why: over all editions that are kept."""

from collections.abc import Sequence
from datetime import date

from jobs.steps.questions.answers import Answer, Part, answered
from tracker.domain.figures import quantity
from tracker.edition.queries import changes as queries
from tracker.edition.read import Edition, Row

_CHANGES = {
    "as_of": "on",
    "kind_title": "what",
    "title": "at",
    "film": "film",
    "change": "before and after",
    "cause": "cause",
}
_CORRECTIONS = {
    "corrected_at": "on",
    "title": "at",
    "film": "film",
    "what": "what",
    "change": "before and after",
    "reason": "why",
}


def answer(editions: Sequence[Edition], since: date) -> Answer:
    """Changes and corrections, the latest first.

    Args:
        editions: those that are kept, by day; the last is the one that holds now.
        since: the first day that counts.
    """
    day = since.isoformat()
    changes: list[Row] = []
    for edition in reversed(editions):
        if edition.as_of >= day:
            changes += [_shown(row | {"as_of": edition.as_of}) for row in edition.rows(queries.CHANGES)]
    changes = [row for at, row in enumerate(changes) if row not in changes[:at]]
    corrections = [_corrected(row) for row in editions[-1].rows(queries.CORRECTIONS, day)]
    counts = (quantity(len(changes), "change"), quantity(len(corrections), "correction"))
    span = quantity(sum(edition.as_of >= day for edition in editions), "edition")
    earlier = f"; editions before {editions[0].as_of} are not kept" if editions[0].as_of > day else ""
    notes = [f"{' and '.join(counts)} in {span}{earlier}.".capitalize()]
    parts = [
        Part("changes", "Changes", _CHANGES, changes),
        Part("corrections", "Corrections", _CORRECTIONS, corrections),
    ]
    return answered(editions[-1], f"Changes since {day}", {"since": day}, notes, parts)


def _shown(row: Row) -> Row:
    return row | {
        "kind_title": row["kind_title"] or row["kind"],
        "change": _change(row["label_before"], row["label_after"]) or row["sentence"],
    }


def _corrected(row: Row) -> Row:
    return row | {"change": _change(row["before"], row["after"])}


def _change(before: object, after: object) -> str:
    return f"{before or 'nothing'}, now {after or 'withdrawn'}" if before or after else ""
