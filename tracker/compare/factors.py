"""Why-missed factors: dated, cited facts that go with a miss. Association, never cause."""

import pandas as pd

from tracker.compare.feeding import title_of
from tracker.compare.frames import Kind, chosen, joined, typed
from tracker.compare.releases import better_sourced
from tracker.compare.tables import SeasonTables
from tracker.compare.units import UNIT, Standing
from tracker.domain.rules import RuleBook

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
    us = _first(tables, rules.bodies["oscars"].territory.names) if "oscars" in rules.bodies else None
    uk = _first(tables, rules.bodies["baftas"].territory.names) if "baftas" in rules.bodies else None
    if us is None or uk is None:
        return typed(pd.DataFrame(), _FOUND)
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
    return typed(found, _FOUND)


def _first(tables: SeasonTables, territory: frozenset[str]) -> pd.DataFrame:
    """The date most documents of better sources agree on for a territory, the earliest of them where none leads."""
    rows = tables.releases
    rows = rows[
        rows["country"].str.casefold().isin(territory) & (rows["event"] == "") & (rows["date"].str.len() == _DAY)
    ]
    rows = better_sourced(rows)
    rows = rows.assign(n=rows["cites"].map(len).clip(lower=1))
    votes = rows.groupby(["film", "date"]).agg(n=("n", "sum"), source_url=("source_url", "first"))
    votes = votes.reset_index().sort_values(["film", "n", "date"], ascending=[True, False, True], kind="stable")
    return votes.drop_duplicates("film")[["film", "date", "source_url"]]


def ceremony_factors(films: pd.DataFrame, stands: Standing, people: pd.DataFrame, gap: pd.DataFrame) -> pd.DataFrame:
    """Factors at each ceremony: release gap, the distributor's other nominees, and people's other nominations.

    Args:
        films: the candidates at each ceremony: target, film_key, film, distributor, source_url.
        stands: the bodies' own lists.
        people: who each unit is about (`tracker.compare.units.unit_people`).
        gap: `release_gap`.

    Returns:
        The columns of `FACTORS` without body, ceremony and film_year, and `target`.
    """
    late = films[["target", "film_key"]].merge(gap, on="film_key", validate="many_to_one")
    return pd.concat([late, _distributor(films, stands), _own_competition(stands, people)], ignore_index=True)


def _distributor(films: pd.DataFrame, stands: Standing) -> pd.DataFrame:
    """Other films of the same distributor that were nominated at this ceremony."""
    known = films.loc[films["distributor"] != "", ["target", "film_key", "film", "distributor", "source_url"]]
    film = ["target", "film_key"]
    count = stands.entries.drop_duplicates(UNIT).groupby(film).size().reset_index(name="n")
    rivals = known.merge(count, on=film, validate="one_to_one")
    rivals = rivals.assign(said=rivals["film"] + " (" + rivals["n"].astype("str") + ")")
    pairs = known.merge(
        rivals[[*film, "distributor", "said"]],
        on=["target", "distributor"],
        suffixes=("", "_rival"),
        validate="many_to_many",
    )
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
    pairs = theirs.merge(nominated, on=["target", "who"], suffixes=("", "_in"), validate="many_to_many")
    pairs = pairs[pairs["film_key"] != pairs["film_key_in"]].drop_duplicates(
        ["target", "film_key", "who", "film_key_in", "category"]
    )
    category = chosen(pairs["category"], {slug: title_of(slug) for slug in pairs["category"].unique()})
    return pd.DataFrame(
        {
            "target": pairs["target"],
            "film_key": pairs["film_key"],
            "code": "own_competition",
            "text": pairs["name"] + " was nominated for " + pairs["printed"] + " (" + category + ")",
            "dated": "",
            "source_url": "",
        }
    )


def cells(factors: pd.DataFrame) -> pd.DataFrame:
    """One cell a ceremony and film: target, film_key and the factors' words, `;` between, as `text`."""
    return joined(factors, ["target", "film_key"], "text")
