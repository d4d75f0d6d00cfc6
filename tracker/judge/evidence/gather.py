"""Everything on record that speaks for the films of a season: one row a dated, cited fact."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from tracker.domain.categories import as_a_name, award_alone, categories, prize_of
from tracker.domain.facts.tables import schema
from tracker.domain.figures import ordinal
from tracker.domain.rules import RuleBook
from tracker.domain.text.sentences import clause
from tracker.judge.evidence.advocacy import press_evidence, talk_evidence
from tracker.judge.evidence.articles import accolade_evidence
from tracker.judge.evidence.source_work import source_work_evidence
from tracker.judge.material.frames import Kind, chosen, digest, in_order, join, of_years, pair, tuples, typed
from tracker.judge.material.releases import disagreement
from tracker.judge.material.tables import IN_SEASON, PROVENANCE, SeasonTables

EVIDENCE = schema("evidence")
"""Columns of the evidence frame; the last three are for joining inside the tracker."""

SOURCE_WORK = "source_work"
"""Family of what speaks for adapted screenplay alone, and never for the film as a whole."""

ACCLAIM_FAMILIES = ("scores", "critics_lists", "peers", "critics_prizes", "longlists", "festivals")
"""Independent families of acclaim. All circles of critics are one family, and so are all longlists and shortlists."""

ADVOCACY = "press"
"""Family of what columns and reviews argue. It makes a claim of acclaim better founded and never greater."""

_INTERNAL: dict[str, Kind] = {
    "stage": "text",
    "category_as_printed": "text",
    "starred": "no",
    "reviews": "float",
    "known_on": "text",
    "outright": "no",
}

_VERB = {
    "won": "Won",
    "nominated": "Nominated for",
    "runner_up": "Runner-up for",
    "shortlisted": "Shortlisted for",
    "longlisted": "Longlisted for",
}
_MEASURE = {"metascore": "Metascore", "tomatometer": "Tomatometer", "rt_average": "Rotten Tomatoes average"}


People = Mapping[str, list[tuple[str, str, str]]]
"""Key, name and Wikidata id of the people whom evidence names, by its id."""


@dataclass(frozen=True)
class Evidence:
    """The evidence of seasons.

    `rows` has the columns of `EVIDENCE`, then `stage`, `category_as_printed` and `starred` for entries of lists, and
    `reviews` for scores; `known_on` is the day on which the whole of it became known, "" where nobody states it, and
    `outright` a prize for which nobody was nominated. `people` are those whom a row names, by its id: key, name and
    Wikidata id.
    """

    rows: pd.DataFrame
    people: People


def gather(tables: SeasonTables, rules: RuleBook, films: pd.DataFrame) -> Evidence:
    """The evidence of seasons.

    Args:
        tables: every statement at hand.
        rules: says which family a body's prizes belong to.
        films: the candidates of the seasons with `film_year`, `film_key`, `film`, `film_qid`, `film_imdb`.
    """
    seasons = films["film_year"].unique()
    entries, people = _entries(_of(tables.entries, seasons), tables, rules)
    top_tens, records = _of(tables.top_tens, seasons), _of(tables.eligibility, seasons)
    parts = [
        entries,
        *([_top_tens(top_tens)] if len(top_tens) else ()),
        *([_records(records, rules)] if len(records) else ()),
        *([accolade_evidence(tables, rules, films)] if len(tables.accolades) else ()),
        *([_scores(tables.scores)] if len(tables.scores) else ()),
        *([_releases(tables.releases)] if len(tables.releases) else ()),
        *([press_evidence(tables)] if len(tables.mentions) else ()),
        *([talk_evidence(tables)] if len(tables.facts) else ()),
        *([source_work_evidence(tables)] if len(tables.books) else ()),
    ]
    names = films[[*IN_SEASON, "film", "film_qid", "film_imdb"]]
    rows = pd.concat(
        [pair(part, names, [name for name in IN_SEASON if name in part]) for part in parts], ignore_index=True
    )
    rows = typed(rows, EVIDENCE | _INTERNAL).drop_duplicates(["film_year", "evidence_id"])
    rows["known_on"] = rows["known_on"].where(rows["stage"] != "", rows["dated"])
    rows = rows.assign(since=rows["nominated_on"].where(rows["nominated_on"] != "", rows["dated"]))
    rows = in_order(rows, ["film_year", "film", "family", "since", "evidence_id"])
    rows = rows.drop(columns="since").reset_index(drop=True)
    return Evidence(rows=rows, people=people)


def _of(rows: pd.DataFrame, seasons: "np.ndarray[Any, Any]") -> pd.DataFrame:
    return rows[of_years(rows, seasons)]


def _provenance(rows: pd.DataFrame) -> dict[str, Any]:
    return {name: rows[name] for name in PROVENANCE} | {"cites": [";".join(cites) for cites in rows["cites"].tolist()]}


def _entries(entries: pd.DataFrame, tables: SeasonTables, rules: RuleBook) -> tuple[pd.DataFrame, People]:
    """Official entries of the seasons' lists, and their people; a showing out of competition is none."""
    rows = entries[entries["official"] & (entries["result"] != "selected")].reset_index(drop=True)
    bodies = rows["body"].unique()
    kind = chosen(rows["body"], {body: rules.equivalence.family(body) for body in bodies})
    kind = kind.mask(rows["stage"] != "nominations", "longlists")
    title = chosen(rows["body"], {body: rules.equivalence.title(body) for body in bodies})
    ids = digest("n", rows[["statement", "film"]])
    credits = tables.credits[tables.credits["statement"].isin(rows["statement"])]
    people = defaultdict(list)
    for statement, *person in tuples(credits, ["statement", "person", "name", "person_qid"]):
        people[statement].append(tuple(person))
    of = {one: people[statement] for one, statement in zip(ids, rows["statement"], strict=True)}
    credited = chosen(ids, {one: join(name for _, name, _ in own) for one, own in of.items()})
    star = pd.Series("", index=rows.index).mask(rows["starred"], " and starred by the chapter")
    awards = {name: award_alone(name) for name in rows["category_as_printed"].unique()}
    line_ups = {name: as_a_name(name) for name in awards}
    names = {name: _OWN_LIST.sub("", award) for name, award in awards.items()}
    award = chosen(rows["category_as_printed"], awards)
    award = award.mask(kind == "festivals", chosen(rows["category_as_printed"], line_ups))
    of_line_up = np.array([selected(*row) for row in zip(kind, rows["result"], strict=True)], dtype=bool)
    prizes = {name: as_a_name(prize_of(name)) for name in awards}
    award = award.mask((kind == "festivals") & ~of_line_up, chosen(rows["category_as_printed"], prizes))
    verb = chosen(rows["result"], _VERB, "Listed for").mask(of_line_up, "Selected:")
    among = rows["category_as_printed"].map({name: bool(_OF_SEVERAL.search(name)) for name in awards}).astype("bool")
    verb = verb.mask(among & (rows["result"] == "won"), "Named among the")
    claim = (
        verb
        + " "
        + award.where(rows["stage"] == "nominations", chosen(rows["category_as_printed"], names))
        + star
        + " – "
        + title
        + rows["ceremony_year"].map(lambda y: "" if pd.isna(y) else f" {y}").astype("str")
        + (" (" + credited.str.replace(";", ", ") + ")").where(credited != "", "")
    )
    columns = ["body", "ceremony", "ceremony_year", "film_year", "category_as_printed"]
    evidence = rows[[*columns, "result", "stage", "starred", "outright"]].assign(
        evidence_id=ids,
        category=rows["counted_as"],
        film_key=rows["film"],
        statement=rows["statement"],
        people=credited,
        family=kind,
        claim=claim,
        dated=rows["public_by"],
        known_on=rows["public_by"].where(
            rows["result"].isin(["won", "runner_up"]) & (rows["public_by"] != ""), rows["stated_on"]
        ),
        nominated_on=rows["stated_on"].where((rows["result"] == "won") & ~rows["outright"], ""),
        feeds=pd.Series("acclaimed;expected", index=rows.index).mask(kind == "longlists", "acclaimed;near_miss"),
    )
    return evidence.assign(**_provenance(rows)), of


def _scores(rows: pd.DataFrame) -> pd.DataFrame:
    value = rows["value"].map(lambda v: f"{v:g}").astype("str")
    reviews = rows["reviews"].map(lambda n: "" if pd.isna(n) else f" from {n} reviews").astype("str")
    evidence = pd.DataFrame(
        {
            "evidence_id": digest("s", rows[["film", "measure", "value", "source_url", "as_of"]]),
            "film_key": rows["film"],
            "family": "scores",
            "claim": chosen(rows["measure"], _MEASURE, "Score") + " " + value + reviews,
            "value": rows["value"],
            "reviews": rows["reviews"].astype("float64"),
            "dated": rows["as_of"],
            "feeds": "acclaimed",
            "statement": rows["statement"],
            "result": rows["measure"],
        }
    )
    return evidence.assign(**_provenance(rows))


class Score(NamedTuple):
    """A figure of an aggregator."""

    film: tuple[int, str]
    """The film, and its season or ceremony."""
    measure: str
    value: float
    reviews: float
    """From how many reviews; NaN where it is not known."""


def settled_scores(scores: Iterable[Score]) -> list[Score]:
    """Of several figures of one aggregator for a film those from the most reviews: the later and fuller count."""
    every = [(score, 0.0 if math.isnan(score.reviews) else score.reviews) for score in scores]
    most: dict[tuple[tuple[int, str], str], float] = {}
    for score, n in every:
        most[score[:2]] = max(n, most.get(score[:2], 0.0))
    return [score for score, n in every if n == most[score[:2]]]


def _top_tens(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows[rows["lists"] > 0]
    evidence = pd.DataFrame(
        {
            "evidence_id": digest("t", rows[["film", "lists", "of", "source_url"]]),
            "film_key": rows["film"],
            "film_year": rows["film_year"],
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
    return evidence.assign(**_provenance(rows))


def release_ids(rows: pd.DataFrame) -> pd.Series:
    """The ids of claims about releases as evidence."""
    return digest("r", rows[["film", "date", "country", "event", "source_url"]])


def _releases(rows: pd.DataFrame) -> pd.DataFrame:
    place = rows["country"].where(rows["country"] != "", "country not stated")
    head = pd.Series("Release dated ", index=rows.index).mask(rows["event"] != "", "Dated ")
    event = (" (shown at " + rows["event"] + ", not a release)").where(rows["event"] != "", "")
    evidence = pd.DataFrame(
        {
            "evidence_id": release_ids(rows),
            "film_key": rows["film"],
            "family": "release",
            "claim": head + rows["date"] + ", " + place + event + disagreement(rows),
            "dated": rows["date"],
            "feeds": "eligibility",
            "statement": rows["statement"],
        }
    )
    return evidence.assign(**_provenance(rows))


def selected(kind: str, result: str) -> bool:
    """Whether a row is a place in a festival's line-up, which is no nomination and no prize."""
    return kind == "festivals" and result == "nominated"


_OF_SEVERAL = re.compile(r"\b(?:top|ten|five|best)\b.*\b(?:films|movies|documentaries)\b", re.IGNORECASE)
"""What a prize is called that is a list: nobody wins the "Ten Best Films"."""
_OWN_LIST = re.compile(r"\s*\((?:long|short) ?list\)$", re.IGNORECASE)
"""What a heading adds that the verb says."""

_STANDING = {
    "eligible": "Eligible",
    "ineligible": "Not eligible",
    "not_submitted": "Not submitted",
    "not_advanced": "Submitted, not advanced",
}


def _records(rows: pd.DataFrame, rules: RuleBook) -> pd.DataFrame:
    """What documents say about a film's standing with a body."""
    award = rows["category"].map(lambda slug: f" for {categories()[slug].title}" if slug in categories() else "")
    title = rows["body"].map(rules.equivalence.title)
    edition = rows["ceremony"].map(lambda n: "" if pd.isna(n) else f"{ordinal(int(n))} ").astype("str")
    reason = (": " + rows["reason"].map(clause)).where(rows["reason"] != "", "")
    evidence = rows[["body", "ceremony", "film_year", "category"]].assign(
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
    return evidence.assign(**_provenance(rows))
