"""What a regression sees of contenders: named columns of numbers, one row a contender."""

from collections.abc import Iterator, Sequence

import numpy as np

from tracker.judge.expectation.contenders import Contenders
from tracker.judge.expectation.logistic import Floats, Ints

LEVEL, FIRST = "level", "elsewhere"
"""A column of ones; the signal in which categories deviate from their group."""

_STEPS = (2, 3)
"""Numbers of peers from which on agreement counts beyond what each of them adds."""


def named_by(giver: str) -> str:
    """The column of those whom a giver named in the category."""
    return f"named by {giver}"


def passed_over_by(giver: str) -> str:
    """The column of those whom it did not, though it had the category."""
    return f"passed over by {giver}"


def own_columns(field: Contenders, named: bool) -> list[str]:
    """Columns in which every category deviates from its group."""
    lists = [column for giver in field.givers for column in (named_by(giver), passed_over_by(giver))]
    return [LEVEL, *(lists if named else ()), FIRST]


def columns(field: Contenders, named: bool) -> list[str]:
    """All columns of contenders, named in the category or not."""
    return [name for name, _ in _columns(field, np.zeros(0, dtype=np.int64), named)]


def design(field: Contenders, at: Ints, named: bool, wanted: Sequence[str]) -> Floats:
    """Rows of some contenders in some columns; a column that is not at hand is 0."""
    values = dict(_columns(field, at, named))
    nothing = np.zeros(len(at))
    return np.column_stack([values.get(name, nothing) for name in wanted])


def _columns(field: Contenders, at: Ints, named: bool) -> Iterator[tuple[str, Floats]]:
    yield LEVEL, np.ones(len(at))
    hits, asked = field.hits[at], field.asked[at]
    for place, giver in enumerate(field.givers):
        yield named_by(giver), hits[:, place]
        yield passed_over_by(giver), asked[:, place] - hits[:, place]
    yield from zip(field.signal_names, field.signals[at].T, strict=True)
    if named:
        peers, of = (field.rows[name].to_numpy(dtype=float)[at] for name in ("peers", "peers_of"))
        yield "all peers agree", ((peers == of) & (peers >= _STEPS[0])).astype(float)
        for n in _STEPS:
            yield f"{n} peers agree", (peers >= n).astype(float)
    yield from zip(map(named_by, field.genres), field.for_genre[at].T, strict=True)
