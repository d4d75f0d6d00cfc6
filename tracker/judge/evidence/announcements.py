"""What was known before a body spoke: entries of other lists that came out before its announcement.

Where no day is stated for a list, the order of the two bodies in the seasons with stated days decides; see `known`.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import pandas as pd

from tracker.domain.bodies import announcement_days, way_of_giving
from tracker.frames import TEXT
from tracker.judge.material.frames import tuples

DAY = len("2011-01-25")
"""Length of a full date; anything shorter is no day."""

NOMINATIONS = "nominations"

CLEARLY = timedelta(weeks=1)
"""How far apart two lists are whose order other seasons tell. Within a week it changes: of 20 seasons with both days
the Critics' Choice spoke before the Globes in ten, and a week before in one."""


@cache
def stated_days() -> pd.DataFrame:
    """Days that are stated in the bodies' folders: body, film_year, stated, and given where they are of prizes too."""
    rows = [
        (body, film_year, day.on, day.on if way_of_giving(body) == "votes" else day.prizes)
        for (body, film_year), day in announcement_days().items()
    ]
    days = pd.DataFrame(rows, columns=["body", "film_year", "stated", "given"])
    return days.assign(film_year=days["film_year"].astype("Int64"))


def days_as_text() -> str:
    """The days that are stated, to tell whether any of them is another than before."""
    return stated_days().to_csv(index=False)


Order = Mapping[tuple[str, str], Mapping[int, bool]]
"""By body, and what of its announcements: in which seasons with stated days it clearly came before the judged body."""


@dataclass(frozen=True)
class Known:
    """Entries that were known before a body's announcements.

    `seasons` are those in which that can be told at all; `order` has, by season, what the nearest season before and the
    nearest one after say of lists without a day.
    """

    entries: pd.DataFrame
    seasons: frozenset[int]
    order: Mapping[int, Order]


def with_days(own: pd.DataFrame) -> pd.DataFrame:
    """A body's ceremonies with `announced_on` filled in from `days.yml` where the list states none."""
    stated = {tuple(season): day for *season, day in tuples(stated_days(), ["body", "film_year", "stated"])}
    days = [
        day if len(day) == DAY else stated.get((body, season), "")
        for body, season, day in tuples(own, ["body", "film_year", "announced_on"])
    ]
    return own.assign(announced_on=pd.Series(days, index=own.index, dtype=TEXT))


def known(
    entries: pd.DataFrame,
    own: pd.DataFrame,
    order: Mapping[int, Order] | None = None,
    *,
    seasons: Iterable[int] = (),
    coming: Collection[int] = (),
) -> Known:
    """The entries that came out before a body's announcement of the same season, as they stood then.

    An entry whose day is known (its own, its list's, one of `days.yml`, or that of a ceremony held earlier) counts
    when that day is before the announcement. Where either day is not known, it counts when that body's list came
    first, by a week at least, in the nearest season before and in the nearest season after for which both days are
    known. Otherwise it does not count; so a list without a day in the newest season never does. Prizes go by the days
    on which they were given: until then a winner is a nominee, and nothing where nobody was nominated. Where the
    body's announcement is still to come, whatever is at hand was known before it.

    Args:
        entries: entries of lists (`tracker.judge.material.tables`) with `stage`, `stated_on`, `public_by`, `given_on`
            and `outright`.
        own: the body's ceremonies, one a film year: film_year, announced_on ("" where no page states it).
        order: by season, what other seasons say; worked out from the entries where it is not given.
        seasons: further ones for which that is asked.
        coming: film years of which the announcement is still to come.
    """
    days = {(body, year): (stated, prize) for body, year, stated, prize in tuples(stated_days(), _STATED)}
    mine = dict(tuples(own[own["film_year"].notna()], ["film_year", "announced_on"]))
    listed, prizes = [], []
    rows = tuples(entries, ["body", "stage", "film_year", "stated_on", "public_by", "given_on", "outright", "result"])
    for place, (body, stage, year, day, held, prize, outright, result) in enumerate(rows):
        stated = days.get((body, year), ("", ""))
        if not outright:
            whole = stage != NOMINATIONS or len(day) == DAY
            listed.append(_Out(place, (body, stage), year, day if whole else stated[0], held))
        if result in ("won", "runner_up"):
            on = prize if len(prize) == DAY else stated[1]
            prizes.append(_Out(place, (body, "prizes"), year, on, on))
    first = _first([*listed, *prizes], mine)
    if order is None:
        order = {year: {key: _beside(of, year) for key, of in first.items()} for year in {*mine, *seasons}}
    prize_places, list_places = (
        {
            *(one.place for one in of if one.year in coming),
            *_before((one for one in of if one.year not in coming), mine, first, order),
        }
        for of in (prizes, listed)
    )
    before = sorted(prize_places | list_places)
    rest = entries.iloc[before].reset_index(drop=True)
    still = [
        result if result != "won" or place in prize_places else "nominated"
        for place, result in zip(before, rest["result"], strict=True)
    ]
    years = {year for year, day in mine.items() if len(day) == DAY} | {rows[place][2] for place in before}
    return Known(rest.assign(result=pd.Series(still, dtype=TEXT)), frozenset(years), order)


_STATED = ["body", "film_year", "stated", "given"]


class _Out(NamedTuple):
    """An entry, by its place among all, and when it came out."""

    place: int
    list: tuple[str, str]
    """The body, and what of its announcements the entry stood in."""
    year: int
    day: str
    """"" where it is not known."""
    held: str
    """A later day by which it was out."""


def _first(entries: Iterable[_Out], mine: Mapping[int, str]) -> Order:
    """In which seasons with both days known each list clearly came before the judged body's, all of it."""
    first: dict[tuple[str, str], dict[int, bool]] = defaultdict(dict)
    for entry in entries:
        day = mine.get(entry.year, "")
        if len(day) == len(entry.day) == DAY:
            seasons = first[entry.list]
            seasons[entry.year] = seasons.get(entry.year, True) and _is_clearly_first(entry.day, day)
    return first


@cache
def _is_clearly_first(one: str, other: str) -> bool:
    """Whether a day is so long before another that another season is likely to keep the order."""
    return one < other and date.fromisoformat(other) - date.fromisoformat(one) >= CLEARLY


def _beside(seasons: Mapping[int, bool], year: int) -> dict[int, bool]:
    """The nearest season before one and the nearest one after."""
    years = sorted(seasons.keys() - {year})
    at = bisect_left(years, year)
    return {near: seasons[near] for near in years[max(at - 1, 0) : at + 1]}


def _before(
    entries: Iterable[_Out], mine: Mapping[int, str], first: Order, order: Mapping[int, Order]
) -> Iterator[int]:
    """The places of entries that were out before the judged body's day of their season, "" where it is not known."""

    @cache
    def usually(key: tuple[str, str], year: int) -> bool:
        """Whether the season itself or the nearest one after, and the nearest one before, put a list first."""
        seasons = dict(order[year].get(key, {}))
        if year in (own := first.get(key, {})):
            seasons[year] = own[year]
        years = sorted(seasons)
        at = bisect_left(years, year)
        return 0 < at < len(years) and seasons[years[at - 1]] and seasons[years[at]]

    for entry in entries:
        day = mine.get(entry.year)
        if day is None:
            continue
        if len(day) == len(entry.day) == DAY:
            out = entry.day < day
        else:
            late = len(day) == DAY != len(entry.day) and len(entry.held) == DAY and entry.held < day
            out = late or usually(entry.list, entry.year)
        if out:
            yield entry.place
