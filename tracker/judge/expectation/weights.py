"""What a body's other seasons teach about one season, as a value that can be kept and applied to that season alone."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

import numpy as np

from tracker.judge.evidence.announcements import Order
from tracker.judge.expectation.contenders import Vocabulary
from tracker.judge.expectation.logistic import Floats

VERSION = 4
"""Of what is learnt and how it is applied: a change of either is another version."""


@dataclass(frozen=True)
class Regression:
    """The regression of one category, for units that another list named in it or for the rest.

    Attributes:
        category: its own level and deviations are in the coefficients.
        named: which of the two it is.
        columns: what each coefficient is about (`tracker.judge.expectation.design`).
        coefficients: one a column.
        covariance: columns × columns.
        silence: by giver, the variance that its list adds where it is not at hand.
    """

    category: str
    named: bool
    columns: tuple[str, ...]
    coefficients: Floats
    covariance: Floats
    silence: Mapping[str, float]


class Cell(NamedTuple):
    """A cell of the base-rate table: n units, k of them nominated; a and b of the Beta distribution."""

    concept: str
    possible: int
    hits: int
    genre: str
    """"" but where the cell is apart by genre."""
    n: int
    k: int
    a: float
    b: float


@dataclass(frozen=True)
class Weights:
    """Everything that the judgement of one season reads of a body's other seasons.

    Attributes:
        body: the judged body.
        season: film year; nothing here is learnt from it.
        rules: a hash of how bodies and categories compared.
        lists: the lists that taught: by body, film years (`tracker.judge.expectation.learn.taught_by`).
        order: which bodies clearly came first in the seasons beside it.
        vocabulary: what its evidence is read with.
        cells: the base-rate table; `by_genre`, where it is apart.
        usual: by concept, how many precursors had spoken in the seasons beside it.
        totals: by category, nominated contenders to expect.
        dispersion: how far such totals were from what came true in other seasons (`logistic.shift_to_sum`).
        spread: σ of films (`shutout`).
        regressions: one a category and kind.
    """

    body: str
    season: int
    rules: str
    lists: Mapping[str, tuple[int, ...]]
    order: Order
    vocabulary: Vocabulary
    cells: tuple[Cell, ...]
    by_genre: tuple[Cell, ...]
    usual: Mapping[str, int]
    totals: Mapping[str, float]
    dispersion: float
    spread: float
    regressions: tuple[Regression, ...]

    def holds(self, lists: Mapping[str, frozenset[int]], rules: str) -> bool:
        """Whether every list that would teach now was there (`taught_by`), and the rules are the same.

        What a list says may have changed since, and a list may have gone.
        """
        return rules == self.rules and all(years <= set(self.lists.get(body, ())) for body, years in lists.items())


def as_bytes(weights: Weights) -> bytes:
    """A NumPy archive: `about` is JSON, the rest arrays. Equal weights give equal bytes."""
    terms = weights.vocabulary
    about = {
        "version": VERSION,
        **{name: getattr(weights, name) for name in _PLAIN},
        "order": [[*key, sorted(seasons.items())] for key, seasons in sorted(weights.order.items()) if seasons],
        "vocabulary": {
            **{name: sorted(getattr(terms, name)) for name in _SETS},
            "categories": terms.categories,
            "earlier": terms.earlier,
        },
        "regressions": [{name: getattr(one, name) for name in _NAMES} for one in weights.regressions],
    }
    text = json.dumps(about, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    stream = BytesIO()
    np.savez(
        stream,
        about=np.frombuffer(text.encode(), dtype=np.uint8),
        coefficients=_together([one.coefficients for one in weights.regressions]),
        covariance=_together([one.covariance[np.triu_indices(len(one.columns))] for one in weights.regressions]),
    )
    return stream.getvalue()


def of_bytes(content: bytes) -> Weights | None:
    """The weights in an archive; None where it is of another version.

    Raises:
        ValueError, EOFError, KeyError, TypeError, OSError, zipfile.BadZipFile: it is damaged.
    """
    with np.load(BytesIO(content), allow_pickle=False) as archive:
        about = json.loads(archive["about"].tobytes())
        if about["version"] != VERSION:
            return None
        numbers, pairs = archive["coefficients"], archive["covariance"]
    terms = about["vocabulary"]
    plain: dict[str, Any] = {name: about[name] for name in _PLAIN}
    return Weights(
        **plain | {name: tuple(Cell(*cell) for cell in about[name]) for name in _CELLS},
        order={(body, stage): dict(seasons) for body, stage, seasons in about["order"]},
        vocabulary=Vocabulary(
            **{name: frozenset(terms[name]) for name in _SETS},
            categories=tuple(terms["categories"]),
            earlier=terms["earlier"],
        ),
        regressions=tuple(_regressions(about["regressions"], numbers, pairs)),
    )


def kept(file: bytes | Path) -> Weights | None:
    """The weights in a file, or in its content; None where there are none that can be read, or of another version."""
    with suppress(OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile):
        return of_bytes(_content(file))
    return None


def _content(file: bytes | Path) -> bytes:
    return file if isinstance(file, bytes) else file.read_bytes()


class Kept(Mapping[tuple[str, int], Weights]):
    """Weights by body and film year in their files, each read when it is asked for."""

    def __init__(self, files: Mapping[tuple[str, int], bytes | Path]) -> None:
        self._files = files

    def __getitem__(self, judged: tuple[str, int]) -> Weights:
        weights = kept(self._files[judged])
        if weights is None:
            raise KeyError(judged)
        return weights

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def hashes(self) -> dict[tuple[str, int], str]:
        """What an edition names its weights by: a hash of each file."""
        return {judged: hashlib.sha256(_content(file)).hexdigest() for judged, file in self._files.items()}


_CELLS = ("cells", "by_genre")
_PLAIN = ("body", "season", "rules", "lists", *_CELLS, "usual", "totals", "dispersion", "spread")
_SETS = ("givers", "genres", "heard")
_NAMES = ("category", "named", "columns", "silence")


def _together(arrays: list[Floats]) -> Floats:
    return np.concatenate(arrays) if arrays else np.zeros(0)


def _regressions(names: list[dict[str, Any]], numbers: Floats, pairs: Floats) -> Iterator[Regression]:
    at = beside = 0
    for one in names:
        n = len(one["columns"])
        upper = np.zeros((n, n))
        upper[np.triu_indices(n)] = pairs[beside : beside + n * (n + 1) // 2]
        yield Regression(
            category=one["category"],
            named=one["named"],
            columns=tuple(one["columns"]),
            coefficients=numbers[at : at + n],
            covariance=upper + np.triu(upper, 1).T,
            silence=one["silence"],
        )
        at, beside = at + n, beside + n * (n + 1) // 2
