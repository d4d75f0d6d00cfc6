"""Why-missed factors: dated, cited facts that go with a miss. Association, never cause."""

import pandas as pd

from tracker.domain.rules import RuleBook
from tracker.judge.material.categories import title_of
from tracker.judge.material.frames import Kind, chosen, filled, joined, lookup, pair, typed
from tracker.judge.material.releases import release_days
from tracker.judge.material.tables import SeasonTables
from tracker.judge.verdict.units import UNIT, Standing

_FOUND: dict[str, Kind] = {
    "film_key": "text",
    "code": "text",
    "text": "text",
    "dated": "text",
    "source_url": "text",
}

FACTORS: dict[str, Kind] = {"body": "text", "ceremony": "int", "film_year": "int", **_FOUND}
"""One row a film and factor at a ceremony."""

_DAY = len("2010-09-15")


def release_gap(tables: SeasonTables, rules: RuleBook) -> pd.DataFrame:
    """Films released in the United Kingdom after the United States, with the days between the first dates of each."""
    us, uk = rules.territory("United States"), rules.territory("United Kingdom")
    if not us or not uk:
        return typed(pd.DataFrame(), _FOUND)
    both = pair(_days(tables, us), _days(tables, uk), ["film"], one=True, suffixes=("_us", "_uk"))
    days = (pd.to_datetime(both["date_uk"]) - pd.to_datetime(both["date_us"])).dt.days
    both = both.assign(days=days)[days > 0]
    said = "UK release " + both["date_uk"] + ", " + both["days"].astype("str") + " days after the US release "
    found = pd.DataFrame(
        {
            "film_key": both["film"],
            "code": "uk_after_us",
            "text": said + both["date_us"],
            "dated": both["date_uk"],
            "source_url": both["source_url_uk"],
        }
    )
    return typed(found, _FOUND)


def _days(tables: SeasonTables, territory: frozenset[str]) -> pd.DataFrame:
    """Days of release in a territory, without what is no whole day."""
    days = release_days(tables.releases, territory)
    return days[days["date"].str.len() == _DAY]


def ceremony_factors(
    films: pd.DataFrame, stands: Standing, people: pd.DataFrame, gap: pd.DataFrame, late: pd.DataFrame
) -> pd.DataFrame:
    """Factors at each ceremony: releases, the distributor's other nominees, and what competed with people's own work.

    Args:
        films: the candidates at each ceremony: target, film_key, film, distributor, source_url.
        stands: the bodies' own lists.
        people: who each unit is about (`tracker.judge.verdict.units.unit_people`).
        gap: `release_gap`.
        late: `late_releases`.

    Returns:
        The columns of `FACTORS` without body, ceremony and film_year, and `target`.
    """
    gaps = pair(films[["target", "film_key"]], gap, ["film_key"], one=True)
    after = pair(films[["target", "film_key"]], late, ["target", "film_key"], one=True)
    others = [_distributor(films, stands), _own_competition(stands, people), _split(films, people), _placement(people)]
    return pd.concat([gaps, after, *others], ignore_index=True)


LATE_DAYS = 14
"""A release so few days before the window closes is worth a word: voters had that long to see it in a cinema."""


def late_releases(tables: SeasonTables, targets: pd.DataFrame, rules: RuleBook) -> pd.DataFrame:
    """Films first released in a body's territory in the last days of its window: target, then a factor's columns."""
    parts = [typed(pd.DataFrame(), _FOUND).assign(target=pd.Series(dtype="int64"))]
    for body, held in targets.groupby("body", sort=False):
        own = rules.bodies[str(body)]
        days = _days(tables, own.territory.names).rename(columns={"film": "film_key"})
        for target, number, year in held[["target", "ceremony", "film_year"]].itertuples(index=False, name=None):
            rule = own.eligibility_at(int(number))
            if rule is None:
                continue
            end = pd.Timestamp(rule.window_of(int(year))[1])
            left = (end - pd.to_datetime(days["date"])).dt.days
            rows = days.assign(left=left)[(left >= 0) & (left < LATE_DAYS)]
            said = f"{own.territory.name} release " + rows["date"] + ", " + rows["left"].astype("str")
            found = rows.assign(text=said + " days before the window closed", code="late_release", dated=rows["date"])
            parts.append(typed(found, _FOUND).assign(target=target))
    return pd.concat(parts, ignore_index=True)


def _split(films: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """People whom lists name in one category for two films of the season, so that votes may have been split."""
    named = people[people["person"] != ""]
    pairs = pair(named, named, ["target", "category", "who"])
    pairs = pairs[pairs["film_key"] != pairs["film_key_in"]].drop_duplicates(
        ["target", "who", "film_key", "film_key_in"]
    )
    other = lookup(pairs.assign(film_key=pairs["film_key_in"]), films, ["target", "film_key"], ["film"])["film"]
    said = pairs["name"] + " was named elsewhere for " + filled(other) + " in the same category"
    return _undated(pairs, "named_for_two_films", said + " (" + _titles(pairs["category"]) + ")")


def _placement(people: pd.DataFrame) -> pd.DataFrame:
    """Performances that lists name in two categories, such as leading here and supporting there."""
    named = people[people["person"] != ""]
    pairs = pair(named, named, ["target", "film_key", "who"])
    pairs = pairs[pairs["category"] < pairs["category_in"]].drop_duplicates(["target", "film_key", "who"])
    said = pairs["name"] + " was placed in two categories: " + _titles(pairs["category"])
    return _undated(pairs, "placed_in_two_categories", said + " and " + _titles(pairs["category_in"]))


def _titles(slugs: "pd.Series[str]") -> "pd.Series[str]":
    return chosen(slugs, {slug: title_of(slug) for slug in slugs.unique()})


def _undated(rows: pd.DataFrame, code: str, text: "pd.Series[str]") -> pd.DataFrame:
    """Factors that rest on the lists themselves."""
    return pd.DataFrame(
        {
            "target": rows["target"],
            "film_key": rows["film_key"],
            "code": code,
            "text": text,
            "dated": "",
            "source_url": "",
        }
    )


def _distributor(films: pd.DataFrame, stands: Standing) -> pd.DataFrame:
    """Other films of the same distributor that were nominated at this ceremony."""
    known = films.loc[films["distributor"] != "", ["target", "film_key", "film", "distributor", "source_url"]]
    film = ["target", "film_key"]
    count = stands.entries.drop_duplicates(UNIT).groupby(film).size().reset_index(name="n")
    rivals = pair(known, count, film, one=True)
    rivals = rivals.assign(said=rivals["film"] + " (" + rivals["n"].astype("str") + ")")
    pairs = pair(known, rivals[[*film, "distributor", "said"]], ["target", "distributor"], suffixes=("", "_rival"))
    pairs = pairs[pairs["film_key"] != pairs["film_key_rival"]]
    grouped = joined(pairs, [*film, "distributor", "source_url"], "said", ", ")
    return pd.DataFrame(
        {
            "target": grouped["target"],
            "film_key": grouped["film_key"],
            "code": "distributor_had_other_nominees",
            "text": grouped["distributor"] + " also had " + grouped["said"],
            "dated": "",
            "source_url": grouped["source_url"],
        }
    )


def _own_competition(stands: Standing, people: pd.DataFrame) -> pd.DataFrame:
    """People of the film who were nominated at this ceremony for another film."""
    theirs = people[["target", "film_key", "who"]].drop_duplicates()
    entries = stands.entries
    nominated = entries.loc[entries["who"] != "", ["target", "film_key", "who", "name", "printed", "category"]]
    pairs = pair(theirs, nominated, ["target", "who"])
    pairs = pairs[pairs["film_key"] != pairs["film_key_in"]].drop_duplicates(
        ["target", "film_key", "who", "film_key_in", "category"]
    )
    said = pairs["name"] + " was nominated for " + pairs["printed"] + " (" + _titles(pairs["category"]) + ")"
    return _undated(pairs, "own_competition", said)


def cells(factors: pd.DataFrame) -> pd.DataFrame:
    """One cell a ceremony and film: target, film_key and the factors' words, `;` between, as `text`."""
    return joined(factors, ["target", "film_key"], "text")
