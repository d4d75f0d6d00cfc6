"""Judgements and charts that several tests ask for, worked out once.

An edition, a review and a report of the same state judge the same season, each for seconds; a report's charts take as
long. Here the functions that cost most, which depend on nothing but their arguments, are called once for
the same arguments.
"""

import functools
import hashlib
import io
import os
import pickle
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def kept_judgements(session_folder: Path) -> Iterator[None]:
    """Whichever process asks first works it out; the others of this test run read what it gave."""
    from tracker.identity import resolve
    from tracker.judge import season
    from tracker.report import charts

    folder = session_folder / "judgements"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(season, "judge_seasons", _kept(season.judge_seasons, folder))
        patch.setattr(season, "judge_parts", _kept(_listing(season.judge_parts), folder))
        patch.setattr(resolve, "with_film_keys", _kept(resolve.with_film_keys, folder))
        patch.setattr(resolve, "with_keys", _kept(resolve.with_keys, folder))
        patch.setattr(charts, "svg", _kept(charts.svg, folder))
        yield


@pytest.fixture(scope="session")
def kept_program() -> Iterator[None]:
    """What files the program has, and whether its weights are damaged, is looked up once: no test changes them.

    Every edition asks for the one, and every look of the doctor for the other.
    """
    from jobs import context
    from jobs.steps import doctor
    from jobs.steps.editions import holding
    from jobs.steps.identity import renew

    once = functools.cache(context.state_of)

    def state_of(*folders: Path) -> list[tuple[str, int, int]]:
        ours = all(folder.is_relative_to(ROOT) for folder in folders)
        return once(*folders) if ours else context.state_of(*folders)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(holding, "state_of", state_of)
        patch.setattr(renew, "state_of", state_of)
        patch.setattr(doctor, "_weights", functools.cache(doctor._weights))
        yield


def _listing(give: Callable[..., Iterable[Any]]) -> Callable[..., list[Any]]:
    """A generator's function as one that gives a list."""

    @functools.wraps(give)
    def listing(*arguments: Any, **by_name: Any) -> list[Any]:
        return list(give(*arguments, **by_name))

    return listing


def _kept(work_out: Callable[..., Any], folder: Path) -> Callable[..., Any]:
    def keep(*arguments: Any, **by_name: Any) -> Any:
        file = folder / hashlib.sha256(_written(work_out.__name__, arguments, by_name)).hexdigest()
        if not file.exists():
            draft = file.with_suffix(f".{os.getpid()}")
            draft.write_bytes(pickle.dumps(work_out(*arguments, **by_name)))
            draft.rename(file)
        return pickle.loads(file.read_bytes())  # noqa: S301 - written above

    return keep


def _written(name: str, arguments: tuple[Any, ...], by_name: dict[str, Any]) -> bytes:
    """The call as bytes: seasons as plain numbers; rules and kept weights by fingerprint, which is what they say."""
    plain: dict[str, Callable[[Any], Any]] = {
        "seasons": lambda seasons: list(map(int, seasons)),
        "rules": lambda rules: rules.fingerprint,
        "weights": lambda weights: sorted(weights.hashes().items()) if hasattr(weights, "hashes") else weights,
    }
    call = (name, arguments, {k: plain.get(k, lambda v: v)(v) for k, v in by_name.items()})
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer)
    pickler.fast = True  # by value: whether two equal strings are one object makes no difference
    pickler.dump(call)
    return buffer.getvalue()
