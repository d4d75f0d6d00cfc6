"""What E rests on where the seasons at hand teach too little: weights that come with the program.

One archive a judged body in `tracker/data/expectation`: a member for each film year, learnt from all others, and one
for every later year. They say what was learnt, and hold no line of the lists that taught it. docs/expectation.md says
which lists those were and how good such an E is; `python -m training.expectation` makes the archives.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from lzma import LZMAError
from typing import Annotated
from zipfile import ZIP_LZMA, BadZipFile, ZipFile, ZipInfo

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from tracker.domain.errors import ConfigError
from tracker.domain.rules import Equivalence
from tracker.domain.tables import table
from tracker.judge.expectation.learn import fit, lists_of, rules_of, taught_by
from tracker.judge.expectation.weights import Weights, as_bytes, of_bytes
from tracker.judge.material.tables import SeasonTables


class Card(BaseModel):
    """What the weights were learnt from (`tracker/data/expectation/card.yml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    bodies: Annotated[tuple[str, ...], Field(strict=False)]
    """Bodies of which there is an archive each."""
    first: int
    """Film years, from here..."""
    last: int
    """...to here,"""
    left_out: int
    """without this one."""
    enough: int
    """From so many closed lists on, beside the judged season's, a database of one's own teaches better."""


_DIGITS, _DIGITS_SQUARED = 6, 4
"""Decimals of coefficients and of their covariance: an interval moves by less than it is printed with."""

_EPOCH = (1980, 1, 1, 0, 0, 0)


@cache
def card() -> Card:
    """What the weights were learnt from."""
    return table("tracker.data", "expectation/card.yml", Card)


def teach(
    tables: SeasonTables, body: str, seasons: Sequence[int], ceremonies: pd.DataFrame, equivalence: Equivalence
) -> Iterator[Weights]:
    """What seasons of a body are judged by: shipped weights where few lists are at hand, else what these teach (`fit`).

    The arguments are those of `fit`; the seasons come in any order.
    """
    lists, rules = lists_of(taught_by(tables, ceremonies, body)), rules_of(equivalence)
    others = []
    for season in seasons:
        if weights := instead(body, season, lists, rules):
            yield weights
        else:
            others.append(season)
    if others:
        yield from fit(tables, body, others, ceremonies, equivalence)


def instead(body: str, season: int, lists: Mapping[str, tuple[int, ...]], rules: str) -> Weights | None:
    """Shipped weights of a season for which few other lists of the body would teach; they hold as long as learnt ones.

    Args:
        body: the judged body.
        season: the film year.
        lists: film years of the lists that would teach, by body.
        rules: a hash of how bodies and categories compare (`rules_of`).
    """
    others = {*lists.get(body, ())} - {season}
    weights = None if len(others) >= card().enough else shipped_for(body, season)
    return weights and replace(weights, season=season, rules=rules, lists=lists)


def shipped_for(body: str, season: int) -> Weights | None:
    """What is shipped for a body's season; None where it is too early, or nothing is shipped for the body.

    Attributes of it that tell from what it was learnt (`season`, `rules`, `lists`) are those of the training.

    Raises:
        ConfigError: the archive is damaged or missing.
    """
    years = _seasons(body)
    year = min(season, max(years, default=season))
    return _read(body, year) if year in years else None


def damage() -> str:
    """What is wrong with an archive, missing ones included, in one line with the remedy; "" where all can be read.

    Of each member the bytes are compared with their sum, which takes a third of the time of making weights of them all;
    that what an archive holds are weights, one of them says.
    """
    for body in card().bodies:
        try:
            _compare(body)
            shipped_for(body, card().last)
        except ConfigError as error:
            return str(error)
    return ""


def archive(weights: Iterable[Weights]) -> bytes:
    """The weights of one body, a member for each season."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_LZMA) as members:
        for one in sorted(weights, key=lambda one: one.season):
            members.writestr(ZipInfo(f"{one.season}.npz", _EPOCH), as_bytes(_rounded(one)), ZIP_LZMA)
    return stream.getvalue()


def _rounded(weights: Weights) -> Weights:
    regressions = (
        replace(
            one,
            coefficients=np.round(one.coefficients, _DIGITS),
            covariance=np.round(one.covariance, _DIGITS_SQUARED),
        )
        for one in weights.regressions
    )
    return replace(weights, regressions=tuple(regressions))


def _file(body: str) -> Traversable:
    return files("tracker").joinpath("data", "expectation", f"{body}.zip")


@cache
def _seasons(body: str) -> frozenset[int]:
    if body not in card().bodies:
        return frozenset()
    with _members(body) as members:
        return frozenset(int(name.removesuffix(".npz")) for name in members.namelist())


@lru_cache(maxsize=12)  # of some megabytes each: a few seasons of every body
def _read(body: str, season: int) -> Weights | None:
    with _members(body) as members:
        return of_bytes(members.read(f"{season}.npz"))


def _compare(body: str) -> None:
    with _members(body) as members:
        if changed := members.testzip():
            raise BadZipFile(f"{changed} is not as it was written")


@contextmanager
def _members(body: str) -> Iterator[ZipFile]:
    try:
        with _file(body).open("rb") as file, ZipFile(file) as members:
            yield members
    except (OSError, EOFError, ValueError, KeyError, BadZipFile, LZMAError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or error
        raise ConfigError(f"{_file(body)}: cannot be read ({why}); install the program again") from error
