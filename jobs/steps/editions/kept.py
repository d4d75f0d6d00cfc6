"""The editions that are kept: which there are, which go, and what is different between two."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jobs.context import Context
from jobs.steps.editions.current import to_ask
from jobs.steps.editions.shelf import Shelf, unwritable
from tracker.domain.errors import ConfigError
from tracker.edition.read import Edition, open_edition

if TYPE_CHECKING:
    import pandas as pd

NEWEST = 5
"""Editions that are kept whatever they are, unless the operator says another number."""
DAMAGED = "damaged"
"""State of a file that is not what was written; it is not removed before it was put aside."""
SEASON = timedelta(days=365)
"""How long every published edition is kept; of those before, the last one of each month."""


@dataclass(frozen=True)
class Line:
    """One edition."""

    name: str
    as_of: str
    seasons: int
    verdicts: int
    bytes: int
    state: str
    """`current`: questions are answered from it; `published`: a weekly report was made from it; `damaged`; or none."""


class Kept(NamedTuple):
    """Every edition at hand."""

    editions: Sequence[Edition]
    """By day; the last is the one that holds now."""
    published: Collection[str]
    """Names of the files of those of which a weekly report was made."""


def kept_editions(context: Context) -> Kept:
    """The editions that are kept, up to the one that holds now."""
    shelf, now = Shelf(context.editions_dir), to_ask(context)
    earlier = (shelf.open(path.name) for path in shelf.files() if path != now.path and _counts(path) != _NOTHING)
    every = [*(edition for edition in earlier if edition and edition.as_of <= now.as_of), now]
    return Kept(every, frozenset(shelf.published_ever()))


def lines(context: Context) -> list[Line]:
    """The editions at hand, the latest first; of one that is damaged, its name alone says the day."""
    shelf = Shelf(context.editions_dir)
    mark, published = shelf.mark(), shelf.published_ever()
    lines = []
    for path in shelf.files():
        is_current = mark is not None and mark.edition == path.name
        is_whole = not is_current or (mark is not None and shelf.whole(mark) is not None)
        as_of, seasons, verdicts = _counts(path) if is_whole else _NOTHING
        marks = {"current": is_current, "published": path.name in published, DAMAGED: not as_of}
        state = ", ".join(name for name, holds in marks.items() if holds)
        day, size = as_of or path.stem.rpartition("-")[0], path.stat().st_size
        lines.append(Line(path.name, day, seasons, verdicts, size, state))
    return lines[::-1]


_NOTHING = ("", 0, 0)


def _counts(path: Path) -> tuple[str, int, int]:
    """Day of an edition, its seasons and verdicts; blank and noughts where it cannot be read."""
    with suppress(sqlite3.Error, ValueError, TypeError, KeyError):
        if edition := open_edition(path):
            with closing(edition):
                return edition.as_of, len(edition.seasons), sum(row["verdicts"] for row in edition.seasons.values())
    return _NOTHING


def prune(context: Context, newest: int = NEWEST) -> list[str]:
    """Remove editions: all but the newest, the current one, and the published ones of a year and one a month before.

    Damaged ones that were put aside go once the newest are all of a later day.

    Returns:
        The names of those that went.

    Raises:
        OutputError: a file cannot be removed.
    """
    every = [line for line in lines(context) if DAMAGED not in line.state]
    keep = {line.name for line in every[:newest]} | {line.name for line in every if "current" in line.state}
    published = [line for line in every if "published" in line.state]
    keep |= {line.name for line in published[:1]}
    since = (context.today - SEASON).isoformat()
    months: dict[str, str] = {}
    for line in published:
        if line.as_of >= since:
            keep.add(line.name)
        else:
            months.setdefault(line.as_of[:7], line.name)
    keep |= set(months.values())
    gone = [line.name for line in every if line.name not in keep]
    oldest = min((line.as_of for line in every[:newest]), default="9999")
    gone += [path.name for path in Shelf(context.editions_dir).put_aside_ever() if path.name < oldest]
    for name in gone:
        try:
            (context.editions_dir / name).unlink(missing_ok=True)
        except OSError as error:
            raise unwritable(context.editions_dir, error) from error
    return gone


def diff(context: Context, first: str, second: str) -> "list[dict[str, Any]]":
    """What is different in the second edition: rows of changes.csv, each with its cause.

    Args:
        context: where editions are.
        first: an edition: the name of its file, the beginning of its key, or its day.
        second: the later one.

    Raises:
        ConfigError: no such edition, several, one that is damaged, or two that cannot be compared.
    """
    before, after = (_edition(context, name) for name in (first, second))
    about = context.corrections.about
    try:
        keys = [season_keys(edition) for edition in (before, after)]
        years = {year for year in keys[0].keys() | keys[1].keys() if keys[0].get(year) != keys[1].get(year)}
        return [row for year in sorted(years) for row in _changes(before, after, year, about)]
    except (KeyError, sqlite3.Error) as error:
        what = "one of them lacks what this version of the program compares"
        raise ConfigError(f"{before.path.name}, {after.path.name}: {what}; choose later editions") from error


def season_keys(edition: Edition) -> dict[int, str]:
    """By season, what is the same where the same is said of it."""
    return {row.pop("film_year"): str(row) for row in edition.rows("SELECT film_year, season_key FROM seasons")}


def _changes(before: Edition, after: Edition, year: int, decisions: Mapping[str, str]) -> "Iterator[dict[str, Any]]":
    from jobs.steps.editions.frames import frame
    from jobs.steps.judging.rows import records
    from tracker.judge.desk.changes import diff as difference

    def verdicts(edition: Edition) -> "pd.DataFrame":
        return frame(edition, "snubs", year)

    yield from records(difference(verdicts(before), verdicts(after), decisions))


def _edition(context: Context, name: str) -> Edition:
    paths = list(Shelf(context.editions_dir).files())
    matches = [path for path in paths if _is_called(path, name)]
    if len({path.stem for path in matches}) != 1:
        what = "several editions" if matches else "no edition"
        raise ConfigError(f"{name}: {what} of that name; `snubs editions` lists them")
    if edition := open_edition(matches[-1]):
        return edition
    raise ConfigError(f"damaged: {matches[-1]}; restore a copy, or remove it")


def _is_called(path: Path, name: str) -> bool:
    with suppress(ValueError):
        return path.stem.startswith(date.fromisoformat(name).isoformat())
    return name in (path.name, path.stem) or (bool(name) and path.stem.rpartition("-")[2].startswith(name))
