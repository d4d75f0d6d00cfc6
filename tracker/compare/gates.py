"""Gates G3 and G4: is it really absent, and did something else of its own take the place?"""

import pandas as pd

from tracker.compare.feeding import ACTING, in_groups
from tracker.compare.lists import Judged
from tracker.compare.tables import SHOWN, SeasonTables
from tracker.compare.units import UNIT, Standing
from tracker.domain.rules import BodyRules
from tracker.domain.titles import title_key


def neighbours(tables: SeasonTables, judged: Judged) -> pd.DataFrame:
    """Films that the same body nominated in the season before or after: film_key, other (ceremony number)."""
    entries = tables.entries[
        (tables.entries["body"] == judged.body)
        & tables.entries["result"].isin(SHOWN)
        & tables.entries["official"]
        & tables.entries["film_year"].isin([judged.film_year - 1, judged.film_year + 1])
        & tables.entries["ceremony"].ne(judged.ceremony)
    ]
    found = entries.sort_values("ceremony", kind="stable").drop_duplicates("film")
    return pd.DataFrame({"film_key": found["film"], "other": found["ceremony"]}).reset_index(drop=True)


def season_unsettled(
    candidates: pd.DataFrame, ceremonies: pd.DataFrame, judged: Judged, body: BodyRules
) -> "pd.Series[bool]":
    """Whether a film may belong to the season before, whose list is not at hand.

    A film older than the season may have been honoured the year before as another country's entry; a film of the
    body's own territory may not. Only a closed list of that season settles it.
    """
    before = ceremonies[(ceremonies["body"] == judged.body) & (ceremonies["film_year"] == judged.film_year - 1)]
    if bool(before["closed"].any()):
        return pd.Series(False, index=candidates.index)
    home = candidates["countries"].map(
        lambda cell: any(country.casefold() in body.territory.names for country in cell.split(";"))
    )
    older = (candidates["year"] < judged.film_year).fillna(False).astype(bool)
    return older & ~home.astype(bool)


def same_title_listed(tables: SeasonTables, candidates: pd.DataFrame, stands: Standing) -> list[str]:
    """Films that may be on the list under another key: it names that title, and one of the two has no QID.

    Every title counts that the season's lists print for a film or the registry knows it by. Two QIDs are two films.
    """
    listed = stands.entries[["film_key", "printed"]].drop_duplicates()
    listed = pd.DataFrame({"other": listed["film_key"], "key": listed["printed"].map(title_key)})
    mine = _titles(tables, candidates)
    pairs = mine.merge(listed[listed["key"] != ""].drop_duplicates(), on="key", validate="many_to_many")
    qid = r"^Q\d+$"
    open_ = ~(pairs["film_key"].str.match(qid) & pairs["other"].str.match(qid))
    return [str(film) for film in pairs["film_key"][open_ & (pairs["film_key"] != pairs["other"])].unique()]


def _titles(tables: SeasonTables, candidates: pd.DataFrame) -> pd.DataFrame:
    """Comparable titles of the candidates: film_key, key."""
    printed = tables.entries[["film", "title"]]
    aliases = tables.films[["film", "aliases"]].explode("aliases").rename(columns={"aliases": "title"})
    original = tables.films[["film", "original_title"]].rename(columns={"original_title": "title"})
    known = pd.concat([printed, tables.films[["film", "title"]], original, aliases], ignore_index=True).dropna()
    known = known[known["film"].isin(candidates["film_key"]) & (known["title"] != "")].drop_duplicates()
    return pd.DataFrame({"film_key": known["film"], "key": known["title"].map(title_key)}).drop_duplicates()


_SHIFT = ["shift", "shift_person", "shift_to", "shift_category"]


def shifted(units: pd.DataFrame, people: pd.DataFrame, stands: Standing) -> pd.DataFrame:
    """For units that are not nominated: what of theirs was, with the index of `units`.

    Returns:
        `shift` ("" when nothing): `other_film` when the same person is nominated in this category for another film,
        `other_category` when this performance (or this script) is nominated in another category; `shift_person`,
        `shift_to` (title of the nominated film) and `shift_category` (where it is nominated).
    """
    found = pd.DataFrame("", index=units.index, columns=_SHIFT)
    rows = units[UNIT].reset_index(names="row")
    mine = rows.merge(people[[*UNIT, "who"]], on=UNIT, validate="many_to_many")
    nominated = stands.entries[stands.entries["who"] != ""][["category", "film_key", "who", "name", "printed"]]
    nominated = nominated.drop_duplicates(["category", "film_key", "who"])
    film = mine.merge(nominated, on=["category", "who"], suffixes=("", "_in"), validate="many_to_many")
    film = film[film["film_key"] != film["film_key_in"]].drop_duplicates("row").set_index("row")
    film = film.assign(shift="other_film")
    found.loc[film.index, _SHIFT] = film[["shift", "name", "printed", "category"]].to_numpy()
    acting = mine[mine["category"].isin(ACTING)]
    acted = nominated[nominated["category"].isin(ACTING)]
    other = acting.merge(acted, on=["film_key", "who"], suffixes=("", "_in"), validate="many_to_many")
    script = _writing(rows).merge(
        _writing(stands.entries)[["category", "film_key", "name", "printed"]].drop_duplicates(["category", "film_key"]),
        on="film_key",
        suffixes=("", "_in"),
        validate="many_to_many",
    )
    for elsewhere in (other, script):
        moved = elsewhere[elsewhere["category"] != elsewhere["category_in"]].drop_duplicates("row").set_index("row")
        moved = moved.assign(shift="other_category")
        found.loc[moved.index, _SHIFT] = moved[["shift", "name", "printed", "category_in"]].to_numpy()
    return found


def _writing(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[in_groups(rows["category"], ("writing",))]
