"""What was known before a body spoke: entries of other lists that came out before its announcement.

Where no day is stated for a list, the order of the two bodies in the seasons with stated days decides; see `known`.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from tracker.domain.bodies import announcement_days, way_of_giving
from tracker.judge.material.frames import filled, lookup

DAY = len("2011-01-25")
"""Length of a full date; anything shorter is no day."""

NOMINATIONS = "nominations"
_LIST = ["body", "stage", "film_year"]


@cache
def stated_days() -> pd.DataFrame:
    """Days that are stated in the bodies' folders: body, film_year, stated, and given where they are of prizes too."""
    rows = [
        (body, film_year, day.on, day.on if way_of_giving(body) == "votes" else day.prizes)
        for (body, film_year), day in announcement_days().items()
    ]
    days = pd.DataFrame(rows, columns=["body", "film_year", "stated", "given"])
    return days.assign(film_year=days["film_year"].astype("Int64"))


@dataclass(frozen=True)
class Known:
    """Entries that were known before a body's announcements, and the seasons in which that can be told at all."""

    entries: pd.DataFrame
    seasons: frozenset[int]


def with_days(own: pd.DataFrame) -> pd.DataFrame:
    """A body's ceremonies with `announced_on` filled in from `days.yml` where the list states none."""
    days = stated_days().rename(columns={"stated": "announced_on"})
    found = filled(lookup(own, days, ["body", "film_year"], ["announced_on"])["announced_on"])
    return own.assign(announced_on=own["announced_on"].where(own["announced_on"].str.len() == DAY, found))


def known(entries: pd.DataFrame, own: pd.DataFrame) -> Known:
    """The entries that came out before a body's announcement of the same season, as they stood then.

    An entry whose day is known (its own, its list's, one of `days.yml`, or that of a ceremony held earlier) counts
    when that day is before the announcement. Where either day is not known, it counts when that body's list came
    first in the nearest season before and in the nearest season after for which both days are known. Otherwise it does
    not count; so a list without a day in the newest season never does. Prizes go by the days on which they were given:
    until then a winner is a nominee, and nothing where nobody was nominated.

    Args:
        entries: entries of lists (`tracker.judge.material.tables`) with `stage`, `stated_on`, `public_by`, `given_on`
            and `outright`.
        own: the body's ceremonies, one a film year: film_year, announced_on ("" where no page states it).
    """
    stated = lookup(entries, stated_days(), ["body", "film_year"], ["stated", "given"]).apply(filled)
    mine = lookup(entries, own, ["film_year"], ["announced_on"])["announced_on"]
    whole = entries["stated_on"].str.len() == DAY
    day = entries["stated_on"].mask(entries["stage"].eq(NOMINATIONS) & ~whole, stated["stated"])
    nominated, won = ~entries["outright"], entries["result"].isin(["won", "runner_up"])
    prize = entries["given_on"].where(entries["given_on"].str.len() == DAY, stated["given"])
    listed = nominated & _before(_at(entries, "prizes", ~nominated), day, entries["public_by"], mine)
    given = won & _before(_at(entries, "prizes", won), prize, prize, mine)
    found = entries.assign(result=entries["result"].mask(entries["result"].eq("won") & ~given, "nominated"))
    before = (listed | given).to_numpy()
    told = set(own["film_year"][own["announced_on"].str.len() == DAY]) | set(entries["film_year"][before])
    return Known(found[before].reset_index(drop=True), frozenset(int(year) for year in told))


def _at(entries: pd.DataFrame, stage: str, which: "pd.Series[bool]") -> pd.DataFrame:
    return entries.assign(stage=entries["stage"].mask(which, stage))


def _before(
    entries: pd.DataFrame, day: "pd.Series[str]", held: "pd.Series[str]", mine: "pd.Series[str]"
) -> "pd.Series[bool]":
    """Whether each entry was out before the judged body's day.

    Args:
        entries: with `stage`; the order of two bodies is told apart by it.
        day: when it came out, "" where that is not known.
        held: a later day by which it was out.
        mine: the judged body's day in that season; "" where it is not known, missing where it has no list.
    """
    dated, asked = day.str.len() == DAY, filled(mine).str.len() == DAY
    both = dated & asked
    late = held.mask(held.str.len() != DAY, "9")
    first = both & (day < filled(mine))
    before = first | (asked & ~dated & (late < filled(mine)))
    order = _order(entries[both].assign(first=first[both]))
    usual = mine.notna() & ~both & ~before
    return before | (usual & _usually_first(entries, order, usual))


def _order(dated: pd.DataFrame) -> pd.DataFrame:
    """Which lists came first in the seasons with both days: body, stage, film_year, first."""
    return dated.groupby(_LIST)["first"].all().reset_index()


def _usually_first(entries: pd.DataFrame, order: pd.DataFrame, asked: "pd.Series[bool]") -> "pd.Series[bool]":
    """Whether the nearest season before and the nearest one after that have both days put the entry's list first."""
    seasons = {key: (rows["film_year"].to_numpy(), rows["first"].to_numpy()) for key, rows in order.groupby(_LIST[:2])}
    table = entries.loc[asked, _LIST].drop_duplicates(ignore_index=True)
    usual = [
        _between(seasons.get((body, stage)), year) for body, stage, year in table.itertuples(index=False, name=None)
    ]
    return lookup(entries, table.assign(usual=usual), _LIST, ["usual"])["usual"].eq(True)


def _between(seasons: "tuple[Any, Any] | None", year: int) -> bool:
    if seasons is None:
        return False
    years, first = seasons
    after = int(years.searchsorted(year))
    return 0 < after < len(years) and bool(first[after - 1]) and bool(first[after])
