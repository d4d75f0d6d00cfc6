"""Names that are like one that is not at hand."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from tracker.domain.titles.comparable import fold
from tracker.edition.queries.search import LIKE, SHORT
from tracker.edition.read import Edition, Row

SHARE = 0.62
"""Likeness, 0 to 1, from which a name is offered."""
SAME = 0.999
OFFERED = 6
_RUN = 3


def like(edition: Edition, text: str, *kinds: str) -> list[Row]:
    """Names of some kinds that are like a text, each with its likeness (0 to 1) as `share`; the likest first.

    A row has the comparable form of a name (`text`), the name, its kind and its key.
    """
    wanted = fold(text)
    rows = _candidates(edition, wanted)
    shares = [row | {"share": _share(wanted, row["text"])} for row in rows if not kinds or row["kind"] in kinds]
    return sorted((row for row in shares if row["share"] >= SHARE), key=lambda row: (-row["share"], row["name"]))


def offer(edition: Edition, text: str, *kinds: str) -> str:
    """`; near: A Title; Another` for the end of a sentence, or nothing."""
    names = dict.fromkeys(row["name"] for row in like(edition, text, *kinds))
    return f"; near: {'; '.join(list(names)[:OFFERED])}" if names else ""


def _candidates(edition: Edition, wanted: str) -> list[Row]:
    runs = sorted({wanted[at : at + _RUN] for at in range(len(wanted) - _RUN + 1)})
    rows = edition.rows(LIKE, " OR ".join(f'"{_quoted(run)}"' for run in runs)) if runs else []
    return rows if len(wanted) > 2 * _RUN else [*rows, *edition.rows(SHORT, len(wanted) - 1, len(wanted) + 1)]


def _quoted(run: str) -> str:
    return run.replace('"', '""')


def _share(wanted: str, name: str) -> float:
    """How alike two comparable names are; one whose words stand in the other is nearly the same."""
    own, other = set(wanted.split()), set(name.split())
    part = 0.9 if own and (own <= other or (other <= own and len(other) > 1)) else 0.0
    return max(part, SequenceMatcher(None, wanted, name).ratio())


def exact(rows: Iterable[Row]) -> list[Row]:
    """Those that are the name itself."""
    return [row for row in rows if row["share"] >= SAME]
