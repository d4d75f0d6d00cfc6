"""Why-missed factors: dated, cited facts that go with a miss. Association, never cause."""

import pandas as pd

from tracker.compare.feeding import title_of
from tracker.compare.frames import Kind, typed
from tracker.compare.tables import SeasonTables
from tracker.compare.units import Standing
from tracker.domain.rules import RuleBook

FACTORS: dict[str, Kind] = {
    "body": "text",
    "ceremony": "int",
    "film_key": "text",
    "code": "text",
    "text": "text",
    "dated": "text",
    "source_url": "text",
}
"""One row a film and factor at a ceremony."""

_DAY = len("2010-09-15")


def release_gap(tables: SeasonTables, rules: RuleBook) -> pd.DataFrame:
    """Films released in the United Kingdom after the United States, with the days between the first dates of each."""
    us = _first(tables, rules.bodies["oscars"].territory.names) if "oscars" in rules.bodies else None
    uk = _first(tables, rules.bodies["baftas"].territory.names) if "baftas" in rules.bodies else None
    if us is None or uk is None:
        return typed(pd.DataFrame(), FACTORS)
    both = us.merge(uk, on="film", suffixes=("_us", "_uk"), validate="one_to_one")
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
    return typed(found, FACTORS)


def _first(tables: SeasonTables, territory: frozenset[str]) -> pd.DataFrame:
    """The date most documents agree on for a territory, the earliest of them where none leads."""
    rows = tables.releases
    rows = rows[
        rows["country"].str.casefold().isin(territory) & (rows["event"] == "") & (rows["date"].str.len() == _DAY)
    ]
    rows = rows.assign(n=rows["cites"].map(len).clip(lower=1))
    votes = rows.groupby(["film", "date"]).agg(n=("n", "sum"), source_url=("source_url", "first"))
    votes = votes.reset_index().sort_values(["film", "n", "date"], ascending=[True, False, True], kind="stable")
    return votes.drop_duplicates("film")[["film", "date", "source_url"]]


def ceremony_factors(
    candidates: pd.DataFrame, stands: Standing, people: pd.DataFrame, gap: pd.DataFrame
) -> pd.DataFrame:
    """Factors at one ceremony: release gap, the distributor's other nominees, and people's other nominations."""
    return pd.concat([gap, _distributor(candidates, stands), _own_competition(stands, people)], ignore_index=True)


def _distributor(candidates: pd.DataFrame, stands: Standing) -> pd.DataFrame:
    """Other films of the same distributor that were nominated at this ceremony."""
    known = candidates[candidates["distributor"] != ""]
    count = stands.entries.drop_duplicates(["category", "film_key", "person"]).groupby("film_key").size()
    rivals = known[known["film_key"].isin(count.index)]
    rivals = rivals.assign(said=rivals["film"] + " (" + rivals["film_key"].map(count).astype("str") + ")")
    pairs = known[["film_key", "distributor", "source_url"]].merge(
        rivals[["film_key", "distributor", "said"]], on="distributor", suffixes=("", "_rival"), validate="many_to_many"
    )
    pairs = pairs[pairs["film_key"] != pairs["film_key_rival"]]
    grouped = pairs.groupby(["film_key", "distributor", "source_url"], sort=False)["said"].agg(", ".join).reset_index()
    found = pd.DataFrame(
        {
            "film_key": grouped["film_key"],
            "code": "distributor_had_other_nominees",
            "text": grouped["distributor"] + " also had " + grouped["said"],
            "source_url": grouped["source_url"],
        }
    )
    return typed(found, FACTORS)


def _own_competition(stands: Standing, people: pd.DataFrame) -> pd.DataFrame:
    """People of the film who were nominated at this ceremony for another film."""
    theirs = people[["film_key", "who"]].drop_duplicates()
    nominated = stands.entries.loc[stands.entries["who"] != "", ["film_key", "who", "name", "printed", "category"]]
    pairs = theirs.merge(nominated, on="who", suffixes=("", "_in"), validate="many_to_many")
    pairs = pairs[pairs["film_key"] != pairs["film_key_in"]].drop_duplicates(
        ["film_key", "who", "film_key_in", "category"]
    )
    category = pairs["category"].map(title_of)
    found = pd.DataFrame(
        {
            "film_key": pairs["film_key"],
            "code": "own_competition",
            "text": pairs["name"] + " was nominated for " + pairs["printed"] + " (" + category + ")",
        }
    )
    return typed(found, FACTORS)


def cells(factors: pd.DataFrame) -> "pd.Series[str]":
    """One cell a film: the factors' words, `;` between."""
    return factors.groupby("film_key", sort=False)["text"].agg(lambda s: ";".join(dict.fromkeys(s)))
