"""Everything on record that speaks for the films of a season: one row a dated, cited fact."""

from dataclasses import dataclass

import pandas as pd

from tracker.compare.frames import Kind, chosen, digest, join, typed
from tracker.compare.tables import PROVENANCE, SeasonTables
from tracker.domain.categories import categories
from tracker.domain.ceremonies import ordinal
from tracker.domain.rules import RuleBook

EVIDENCE: dict[str, Kind] = {
    "evidence_id": "text",
    "film": "text",
    "film_qid": "text",
    "film_imdb": "text",
    "people": "text",
    "family": "text",
    "body": "text",
    "ceremony": "int",
    "ceremony_year": "int",
    "film_year": "int",
    "category": "text",
    "claim": "text",
    "value": "float",
    "dated": "text",
    "feeds": "text",
    "cites": "text",
    **PROVENANCE,
    "statement": "text",
    "film_key": "text",
}
"""Columns of the evidence frame; the last two are for joining inside the tracker."""

ACCLAIM_FAMILIES = ("scores", "critics_lists", "peers", "critics_prizes", "longlists", "festivals")
"""Independent families of acclaim. All circles of critics are one family, and so are all longlists and shortlists."""

_INTERNAL: dict[str, Kind] = {"result": "text", "stage": "text", "category_as_printed": "text", "starred": "no"}

_VERB = {
    "won": "Won",
    "nominated": "Nominated for",
    "runner_up": "Runner-up for",
    "shortlisted": "Shortlisted for",
    "longlisted": "Longlisted for",
}
_MEASURE = {"metascore": "Metascore", "tomatometer": "Tomatometer", "rt_average": "Rotten Tomatoes average"}


@dataclass(frozen=True)
class Evidence:
    """A season's evidence.

    `rows` has the columns of `EVIDENCE`, then `result`, `stage`, `category_as_printed` and `starred` for entries of
    lists. `people` is one row an evidence row and person: evidence_id, person, name, person_qid.
    """

    rows: pd.DataFrame
    people: pd.DataFrame


def gather(tables: SeasonTables, season: int, rules: RuleBook, films: pd.DataFrame) -> Evidence:
    """The evidence of a season.

    Args:
        tables: every statement at hand.
        season: year of the films.
        rules: says which family a body's prizes belong to.
        films: the season's candidates with `film_key`, `film`, `film_qid`, `film_imdb`.
    """
    entries, people = _entries(tables, season, rules)
    parts = [entries, _scores(tables), _top_tens(tables, season), _releases(tables), _records(tables, season, rules)]
    rows = typed(pd.concat(parts, ignore_index=True), EVIDENCE | _INTERNAL)
    names = films.set_index("film_key")[["film", "film_qid", "film_imdb"]]
    rows = rows[rows["film_key"].isin(names.index)]
    rows = rows.assign(
        film_year=pd.array([season] * len(rows), dtype="Int64"),
        **{column: names[column].reindex(rows["film_key"]).to_numpy() for column in names.columns},
    )
    rows = rows.drop_duplicates("evidence_id").sort_values(["film", "family", "dated", "evidence_id"], kind="stable")
    rows = typed(rows, EVIDENCE | _INTERNAL)
    return Evidence(rows=rows, people=people[people["evidence_id"].isin(rows["evidence_id"])].reset_index(drop=True))


def _provenance(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[list(PROVENANCE)].assign(cites=rows["cites"].map(";".join))


def _entries(tables: SeasonTables, season: int, rules: RuleBook) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Official entries of every list of the season, and the people in them; a showing out of competition is none."""
    counted = tables.entries["official"] & (tables.entries["result"] != "selected")
    rows = tables.entries[(tables.entries["film_year"] == season) & counted].reset_index(drop=True)
    family = rows["body"].map(rules.equivalence.family).mask(rows["stage"] != "nominations", "longlists")
    title = rows["body"].map(rules.equivalence.title)
    ids = digest("n", rows[["statement", "film"]])
    people = (
        rows[["statement"]]
        .assign(evidence_id=ids)
        .merge(tables.credits[["statement", "person", "name", "person_qid"]], on="statement", validate="many_to_many")[
            ["evidence_id", "person", "name", "person_qid"]
        ]
    )
    names = people.groupby("evidence_id", sort=False)["name"].agg(join)
    credited = chosen(ids, names)
    star = pd.Series("", index=rows.index).mask(rows["starred"], ", starred by the chapter")
    claim = (
        chosen(rows["result"], _VERB, "Listed for")
        + " "
        + rows["category_as_printed"]
        + star
        + " – "
        + title
        + rows["ceremony_year"].map(lambda y: "" if pd.isna(y) else f" {y}").astype("str")
        + (" (" + credited + ")").where(credited != "", "")
    )
    found = rows[["body", "ceremony", "ceremony_year", "category", "category_as_printed", "result", "stage", "starred"]]
    found = found.assign(
        evidence_id=ids,
        film_key=rows["film"],
        statement=rows["statement"],
        people=credited,
        family=family,
        claim=claim,
        dated=rows["public_by"],
        feeds=pd.Series("acclaimed;expected", index=rows.index).mask(family == "longlists", "acclaimed;near_miss"),
    )
    return pd.concat([found, _provenance(rows)], axis=1), people.reset_index(drop=True)


def _scores(tables: SeasonTables) -> pd.DataFrame:
    rows = tables.scores
    value = rows["value"].map(lambda v: f"{v:g}").astype("str")
    reviews = rows["reviews"].map(lambda n: "" if pd.isna(n) else f" from {n} reviews").astype("str")
    found = pd.DataFrame(
        {
            "evidence_id": digest("s", rows[["film", "measure", "value", "source_url", "as_of"]]),
            "film_key": rows["film"],
            "family": "scores",
            "claim": chosen(rows["measure"], _MEASURE, "Score") + " " + value + reviews,
            "value": rows["value"],
            "dated": rows["as_of"],
            "feeds": "acclaimed",
            "statement": rows["statement"],
            "result": rows["measure"],
        }
    )
    return pd.concat([found, _provenance(rows)], axis=1)


def _top_tens(tables: SeasonTables, season: int) -> pd.DataFrame:
    rows = tables.top_tens[(tables.top_tens["film_year"] == season) & (tables.top_tens["lists"] > 0)]
    found = pd.DataFrame(
        {
            "evidence_id": digest("t", rows[["film", "lists", "of", "source_url"]]),
            "film_key": rows["film"],
            "family": "critics_lists",
            "claim": "On "
            + rows["lists"].astype("str")
            + " of "
            + rows["of"].astype("str")
            + " critics' top-ten lists",
            "value": rows["lists"].astype("float64"),
            "feeds": "acclaimed",
            "statement": rows["statement"],
        }
    )
    return pd.concat([found, _provenance(rows)], axis=1)


def _releases(tables: SeasonTables) -> pd.DataFrame:
    rows = tables.releases
    place = rows["country"].where(rows["country"] != "", "a country that is not stated")
    event = (" (shown at " + rows["event"] + ", not a release)").where(rows["event"] != "", "")
    found = pd.DataFrame(
        {
            "evidence_id": digest("r", rows[["film", "date", "country", "event", "source_url"]]),
            "film_key": rows["film"],
            "family": "release",
            "claim": "Dated " + rows["date"] + " in " + place + event,
            "dated": rows["date"],
            "feeds": "eligibility",
            "statement": rows["statement"],
        }
    )
    return pd.concat([found, _provenance(rows)], axis=1)


_STANDING = {
    "eligible": "Eligible",
    "ineligible": "Not eligible",
    "not_submitted": "Not submitted",
    "not_advanced": "Submitted, not advanced",
}


def _records(tables: SeasonTables, season: int, rules: RuleBook) -> pd.DataFrame:
    """What documents say about a film's standing with a body."""
    rows = tables.eligibility[tables.eligibility["film_year"] == season]
    award = rows["category"].map(lambda slug: f" for {categories()[slug].title}" if slug in categories() else "")
    title = rows["body"].map(rules.equivalence.title)
    edition = rows["ceremony"].map(lambda n: "" if pd.isna(n) else f"{ordinal(int(n))} ").astype("str")
    reason = (": " + rows["reason"]).where(rows["reason"] != "", "")
    found = rows[["body", "ceremony", "category"]].assign(
        evidence_id=digest("e", rows[["statement", "film"]]),
        film_key=rows["film"],
        people=rows["people"].map(";".join),
        family="eligibility",
        claim=chosen(rows["status"], _STANDING, "Standing not known")
        + award.astype("str")
        + " at the "
        + edition
        + title
        + reason,
        feeds="eligibility",
        statement=rows["statement"],
    )
    return pd.concat([found, _provenance(rows)], axis=1)
