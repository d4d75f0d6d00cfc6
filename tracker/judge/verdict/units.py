"""What is judged: for one ceremony, films as a whole, and films or performances by category."""

from dataclasses import dataclass

import pandas as pd

from tracker.domain.categories import PICTURE, categories
from tracker.judge.evidence.gather import Evidence
from tracker.judge.material.categories import ACTING, NOT_FOR_CATEGORIES, in_groups
from tracker.judge.material.frames import among, filled, joined, lookup, pair, tuples
from tracker.judge.material.tables import IN_SEASON, SHOWN, SeasonTables

UNIT = ["target", "category", "film_key", "person"]
"""What tells units apart: the ceremony, its category ("" is the film as a whole), film, person ("" outside acting)."""

FILM_UNIT = ["target", "category", "film_key"]

CRAFTS = tuple(
    slug
    for slug, category in categories().items()
    if category.group in ("directing", "craft") or slug in ("original_score", "screenplay")
)
"""Categories that a reader of a shut-out film asks about even where nothing speaks for it; writing is one of them."""


@dataclass(frozen=True)
class Standing:
    """Who stands on the judged ceremonies' own lists.

    `entries`: official nominations (target, category, film_key, person, name, person_qid, result, evidence_id,
    printed); `unofficial`: entries the body does not count; `rungs`: target, category, film_key, person, rung,
    evidence_id.
    """

    entries: pd.DataFrame
    unofficial: pd.DataFrame
    rungs: pd.DataFrame


RUNGS = ("submitted", "longlisted", "starred", "shortlisted")
"""The near-miss ladder below a nomination, lowest first."""


_ENTRY = [
    *("statement", "body", "ceremony", "film_year", "category", "category_as_printed", "film", "title"),
    *("result", "official", "starred", "note"),
]


def standing(tables: SeasonTables, evidence: Evidence, targets: pd.DataFrame) -> Standing:
    """What the judged bodies' own lists say of the seasons' films."""
    judged = targets[["body", "ceremony", "target"]]
    own = pair(tables.entries[_ENTRY], judged, ["body", "ceremony"], one=True)
    rows = own.rename(columns={"film": "film_key", "title": "printed"})
    people = tables.credits[["statement", "person", "name", "person_qid"]]
    rows = pair(rows, people, ["statement"], how="left")
    rows = rows.assign(**{c: filled(rows[c]) for c in ("person", "name", "person_qid")})
    listed = evidence.rows["stage"] != ""
    ids = evidence.rows.loc[listed, ["statement", *IN_SEASON, "evidence_id"]]
    rows = rows.assign(evidence_id=filled(lookup(rows, ids, ["statement", *IN_SEASON], ["evidence_id"])["evidence_id"]))
    rows = rows.assign(who=rows["person"], person=rows["person"].where(rows["category"].isin(ACTING), ""))
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


def _submitted(tables: SeasonTables, judged: pd.DataFrame) -> pd.DataFrame:
    """Films that a document says were entered and went no further."""
    rows = tables.eligibility[tables.eligibility["status"] == "not_advanced"]
    rows = pair(rows, judged, ["body", "ceremony"], one=True)
    return pd.DataFrame(
        {
            "target": rows["target"],
            "category": rows["category"],
            "film_key": rows["film"],
            "person": "",
            "rung": "submitted",
            "evidence_id": "",
        }
    )


def highest(rungs: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The highest rung of each key: the columns of `by` and `rung`."""
    level = rungs.assign(level=rungs["rung"].map({rung: i for i, rung in enumerate(RUNGS)}))
    return level.sort_values("level", kind="stable").drop_duplicates(by, keep="last")[[*by, "rung"]]


def category_units(
    *,
    candidates: pd.DataFrame,
    stands: Standing,
    spoken_for: pd.DataFrame,
    picture: pd.DataFrame,
    records: pd.DataFrame,
    asked_about: pd.DataFrame,
    given: pd.DataFrame,
) -> pd.DataFrame:
    """Every unit below the film as a whole: one row a ceremony, category, film and person.

    Where any list names a film as the best of its year, its direction gets a word too. A performance without a name
    gets one only where no list names a performance of the film in that category.

    Args:
        candidates: the films of each ceremony's season (target, film_key).
        stands: the bodies' own lists.
        spoken_for: units with evidence in the category (target, category, film_key, person).
        picture: target and film_key of films whose acclaim as a film asks for a word on Best Picture.
        records: category rows of the eligibility records (target, category, film_key).
        asked_about: target and film_key of shut-out films, for which every craft gets a word.
        given: target and category of every field.
    """
    crafts = asked_about[["target", "film_key"]].merge(pd.DataFrame({"category": CRAFTS}), how="cross")
    listed = [stands.entries, stands.unofficial, stands.rungs, spoken_for]
    named = pd.concat([part[UNIT] for part in listed], ignore_index=True)
    written = named[in_groups(named["category"], ("writing",))]
    crafts = crafts[~((crafts["category"] == "screenplay") & among(crafts, written, ["target", "film_key"]))]
    whole = picture[["target", "film_key"]].assign(category=PICTURE)
    directed = named.loc[named["category"] == PICTURE, ["target", "film_key"]].assign(category="director")
    directed = directed[among(directed, given, ["target", "category"])]
    plain = pd.concat([whole, directed, records[FILM_UNIT], crafts], ignore_index=True).assign(person="")
    every = pd.concat([named, plain[UNIT]], ignore_index=True).drop_duplicates(ignore_index=True)
    own = among(every, stands.entries, UNIT) | among(every, stands.unofficial, UNIT)
    every = every[own | (every["person"] != "") | ~every["category"].isin(ACTING) | ~_has_person(every, named)]
    every = every[~every["category"].isin(NOT_FOR_CATEGORIES)]
    return every[among(every, candidates, ["target", "film_key"])].reset_index(drop=True)


def _has_person(plain: pd.DataFrame, named: pd.DataFrame) -> "pd.Series[bool]":
    """Whether a category and film already has a unit with a person, who is then the one to speak of."""
    return among(plain, named[named["person"] != ""], FILM_UNIT)


def unit_people(stands: Standing, unit_evidence: pd.DataFrame, evidence: Evidence) -> pd.DataFrame:
    """Who each unit is about: target, category, film_key, person, who (key), name, person_qid."""
    named = pair(unit_evidence, evidence.people.rename(columns={"person": "who"}), ["evidence_id"])
    columns = [*UNIT, "who", "name", "person_qid"]
    rows = pd.concat([stands.entries[columns], named[columns]], ignore_index=True)
    rows = rows[(rows["who"] != "") & ((rows["person"] == "") | (rows["person"] == rows["who"]))]
    return rows.drop_duplicates([*UNIT, "who"], ignore_index=True)


def names(people: pd.DataFrame) -> pd.DataFrame:
    """One row a unit: `people` and `people_qids`, joined in the same order."""
    found = joined(people, UNIT, "name").rename(columns={"name": "people"})
    qids: dict[tuple[object, ...], list[str]] = {}
    for *unit, qid in tuples(people, [*UNIT, "person_qid"]):
        qids.setdefault(tuple(unit), []).append(qid)
    return found.assign(people_qids=pd.Series([";".join(cell) for cell in qids.values()], dtype="str"))
