"""What is judged: for one ceremony, films as a whole, and films or performances by category."""

from dataclasses import dataclass

import pandas as pd

from tracker.compare.evidence import Evidence
from tracker.compare.feeding import ACTING, NOT_FOR_CATEGORIES, in_groups
from tracker.compare.frames import among, filled, join
from tracker.compare.lists import Judged
from tracker.compare.tables import SHOWN, SeasonTables
from tracker.domain.categories import categories

UNIT = ["category", "film_key", "person"]
"""What tells units of one ceremony apart; category "" is the film as a whole, person "" outside acting."""

CRAFTS = tuple(
    slug
    for slug, category in categories().items()
    if category.group in ("directing", "craft") or slug in ("original_score", "screenplay")
)
"""Categories that a reader of a shut-out film asks about even where nothing speaks for it; writing is one of them."""


@dataclass(frozen=True)
class Standing:
    """Who stands on one ceremony's lists.

    `entries`: official nominations (category, film_key, person, name, person_qid, result, evidence_id, printed);
    `unofficial`: entries the body does not count; `rungs`: category, film_key, person, rung, evidence_id.
    """

    entries: pd.DataFrame
    unofficial: pd.DataFrame
    rungs: pd.DataFrame


RUNGS = ("submitted", "longlisted", "starred", "shortlisted")
"""The near-miss ladder below a nomination, lowest first."""


def standing(tables: SeasonTables, evidence: Evidence, judged: Judged) -> Standing:
    """What the judged body's own lists say of the season's films."""
    own = tables.entries[(tables.entries["body"] == judged.body) & tables.entries["ceremony"].eq(judged.ceremony)]
    rows = own.rename(columns={"film": "film_key", "title": "printed"})
    people = tables.credits[["statement", "person", "name", "person_qid"]]
    rows = rows.merge(people, on="statement", how="left", validate="many_to_many")
    rows = rows.assign(**{c: filled(rows[c]) for c in ("person", "name", "person_qid")})
    ids = evidence.rows[["statement", "film_key", "evidence_id"]]
    rows = rows.merge(ids, on=["statement", "film_key"], how="left", validate="many_to_one")
    rows = rows.assign(evidence_id=filled(rows["evidence_id"]), who=rows["person"])
    rows = rows.assign(person=rows["person"].where(rows["category"].isin(ACTING), ""))
    shown = rows["result"].isin(SHOWN)
    kept = [*UNIT, "who", "name", "person_qid", "result", "evidence_id", "printed", "note", "category_as_printed"]
    ladder = rows[~shown & rows["official"] & rows["result"].isin(["longlisted", "shortlisted"])]
    rung = ladder["result"].mask(ladder["starred"] & (ladder["result"] == "longlisted"), "starred")
    records = _submitted(tables, judged)
    return Standing(
        entries=rows.loc[shown & rows["official"], kept].reset_index(drop=True),
        unofficial=rows.loc[shown & ~rows["official"], kept].reset_index(drop=True),
        rungs=pd.concat([ladder.assign(rung=rung)[[*UNIT, "rung", "evidence_id"]], records], ignore_index=True),
    )


def _submitted(tables: SeasonTables, judged: Judged) -> pd.DataFrame:
    """Films that a document says were entered and went no further."""
    rows = tables.eligibility[
        (tables.eligibility["body"] == judged.body)
        & tables.eligibility["ceremony"].eq(judged.ceremony)
        & (tables.eligibility["status"] == "not_advanced")
    ]
    return pd.DataFrame(
        {
            "category": rows["category"],
            "film_key": rows["film"],
            "person": "",
            "rung": "submitted",
            "evidence_id": "",
        }
    )


def highest(rungs: pd.DataFrame, by: list[str]) -> "pd.Series[str]":
    """The highest rung of each key, as a series indexed by `by`."""
    level = rungs.assign(level=rungs["rung"].map({rung: i for i, rung in enumerate(RUNGS)}))
    top = level.sort_values("level", kind="stable").drop_duplicates(by, keep="last")
    return top.set_index(by)["rung"]


def category_units(
    *,
    candidates: pd.DataFrame,
    stands: Standing,
    spoken_for: pd.DataFrame,
    picture: pd.DataFrame,
    records: pd.DataFrame,
    asked_about: pd.DataFrame,
) -> pd.DataFrame:
    """Every unit below the film as a whole: one row a category, film and person.

    Args:
        candidates: the season's films.
        stands: the body's own lists.
        spoken_for: units with evidence in the category (category, film_key, person).
        picture: `film_key` of films whose acclaim as a film asks for a word on Best Picture.
        records: category rows of the eligibility records (category, film_key).
        asked_about: `film_key` of shut-out films, for which every craft gets a word.
    """
    crafts = asked_about[["film_key"]].merge(pd.DataFrame({"category": CRAFTS}), how="cross")
    listed = [stands.entries, stands.unofficial, stands.rungs, spoken_for]
    named = pd.concat([part[UNIT] for part in listed], ignore_index=True)
    written = set(named["film_key"][in_groups(named["category"], ("writing",))])
    crafts = crafts[~((crafts["category"] == "screenplay") & crafts["film_key"].isin(written))]
    plain = pd.concat(
        [picture[["film_key"]].assign(category="picture"), records[["category", "film_key"]], crafts], ignore_index=True
    ).assign(person="")
    plain = plain[~plain["category"].isin(ACTING) | ~_has_person(plain, named)]
    every = pd.concat([named, plain[UNIT]], ignore_index=True).drop_duplicates(ignore_index=True)
    every = every[~every["category"].isin(NOT_FOR_CATEGORIES)]
    return every[every["film_key"].isin(candidates["film_key"])].reset_index(drop=True)


def _has_person(plain: pd.DataFrame, named: pd.DataFrame) -> "pd.Series[bool]":
    """Whether a category and film already has a unit with a person, who is then the one to speak of."""
    return among(plain, named[named["person"] != ""], ["category", "film_key"])


def unit_people(stands: Standing, unit_evidence: pd.DataFrame, evidence: Evidence) -> pd.DataFrame:
    """Who each unit is about: category, film_key, person, who (key), name, person_qid."""
    named = unit_evidence.merge(
        evidence.people.rename(columns={"person": "who"}), on="evidence_id", validate="many_to_many"
    )
    columns = [*UNIT, "who", "name", "person_qid"]
    rows = pd.concat([stands.entries[columns], named[columns]], ignore_index=True)
    rows = rows[(rows["who"] != "") & ((rows["person"] == "") | (rows["person"] == rows["who"]))]
    return rows.drop_duplicates([*UNIT, "who"], ignore_index=True)


def names(people: pd.DataFrame) -> pd.DataFrame:
    """One row a unit: `people` and `people_qids`, joined in the same order."""
    grouped = people.groupby(UNIT, sort=False)
    return pd.DataFrame({"people": grouped["name"].agg(join), "people_qids": grouped["person_qid"].agg(";".join)})
