"""The judgement's frames as readers get them: named, cited, typed and in a fixed order."""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import fmean

import pandas as pd

from tracker.domain.categories import PICTURE, categories
from tracker.domain.facts.identity import UNIT, verdict_id
from tracker.domain.facts.tables import VERDICTS
from tracker.domain.figures import ordinal
from tracker.domain.rules import RuleBook
from tracker.domain.verdicts import UNIT_KEY, Label
from tracker.frames import cited
from tracker.judge.evidence.gather import EVIDENCE, Evidence, Score, selected, settled_scores
from tracker.judge.material.candidates import CANDIDATES
from tracker.judge.material.crews import CREWS, crew_columns
from tracker.judge.material.frames import Kind, among, chosen, digest, in_order, lookup, pair, tuples, typed
from tracker.judge.material.keys import UnitKey
from tracker.judge.material.releases import release_days
from tracker.judge.material.tables import IN_SEASON, LIST_ID, PROVENANCE, SHOWN, SeasonTables
from tracker.judge.verdict.news import news
from tracker.judge.verdict.sentences import Facts, aside, sentence

GATES: dict[str, Kind] = {
    "body": "text",
    "ceremony": "int",
    "film_year": "int",
    "category": "text",
    "film_key": "text",
    "person": "text",
    "gate": "text",
    "value": "text",
    "reason_code": "text",
    "source": "text",
    "source_date": "text",
}
"""One row a unit and gate: what it says, why, and whose word it is as of when."""

PEOPLE: dict[str, Kind] = {
    "person": "text",
    "person_wikipedia": "text",
    "person_qid": "text",
    "body": "text",
    "ceremony": "int",
    "ceremony_year": "int",
    "film_year": "int",
    "category": "text",
    "film": "text",
    "film_qid": "text",
    "film_imdb": "text",
    "role": "text",
    "result": "text",
    "source_url": "text",
    "source_revision": "text",
    "retrieved_at": "text",
    "film_key": "text",
    "person_key": "text",
    "person_imdb": "text",
    "person_step": "text",
    "person_why": "text",
    "statement": "text",
    "position": "int",
    "detail": "text",
    "source": "text",
    "origin": "text",
}
"""One row a person, entry and film of the season's lists."""

FILMS: dict[str, Kind] = {
    **CANDIDATES,
    **CREWS,
    "us_release": "text",
    "uk_release": "text",
    "metascore": "float",
    "tomatometer": "float",
    "rt_average": "float",
    "top_ten_lists": "int",
    "top_ten_of": "int",
    "nominations_n": "int",
    "wins_n": "int",
    "bodies_n": "int",
}
"""One row a candidate film, with what the evidence says in figures."""

_LABELS = {label.value: rank for rank, label in enumerate(Label)}

Links = Mapping[UnitKey, Sequence[str]]
"""The ids of the evidence of each unit."""


def closed_lists(judged: pd.DataFrame, rules: RuleBook) -> pd.DataFrame:
    """Evidence rows for the complete lists themselves, and for the lines of them that somebody let pass.

    Absence is read from them: with the `target` of each, and `of`, the category of a line ("" for any).
    """
    rows = judged[judged["closed"]].reset_index(drop=True)
    name = [_ceremony(rules.bodies[b].ceremony, int(n)) for b, n in zip(rows["body"], rows["ceremony"], strict=True)]
    evidence = pd.DataFrame(
        {
            "evidence_id": rows["list_id"],
            "family": "closed_list",
            "body": rows["body"],
            "ceremony": rows["ceremony"],
            "ceremony_year": rows["ceremony_year"],
            "film_year": rows["film_year"],
            "claim": ["Complete list of nominations, " + n for n in name],
            "dated": rows["announced_on"],
            "feeds": "absence",
            "source": rows["source"],
            "licence": rows["licence"],
            "origin": rows["origin"],
            "source_url": rows["source_url"],
            "source_revision": rows["revision"],
            "retrieved_at": rows["as_of"],
        }
    )
    return _with_passed_lines(typed(evidence, EVIDENCE).assign(target=rows["target"], of=""), rows["unread"])


def _with_passed_lines(lists: pd.DataFrame, unread: Iterable[str]) -> pd.DataFrame:
    rows = [
        row | {"claim": f"Let pass after a look: {one['passed']}", "category": one["category"], "of": one["category"]}
        for row, text in zip(lists.to_dict("records"), unread, strict=True)
        for one in json.loads(text or "[]")
        if one.get("passed")
    ]
    if not rows:
        return lists
    lines = pd.DataFrame(rows, columns=lists.columns)
    about = ["body", "ceremony", "source_url", "source_revision", "category", "claim"]
    lines = lines.assign(evidence_id=digest(LIST_ID, lines[about])).drop_duplicates("evidence_id")
    return pd.concat([lists, lines.astype(lists.dtypes.to_dict())], ignore_index=True)


def _ceremony(pattern: str, number: int, film_year: int = 0) -> str:
    """`83rd Academy Awards`, or `Academy Awards for the films of 2010` where no list gives the number."""
    if number > 0:
        return pattern.format(ordinal=ordinal(number))
    return pattern.replace("{ordinal} ", "") + f" for the films of {film_year}" * bool(film_year)


def verdicts_table(
    units: pd.DataFrame, links: Links, evidence: pd.DataFrame, lists: pd.DataFrame, as_of: date
) -> pd.DataFrame:
    """One row a unit with the columns of `VERDICTS`, by season and body, worst misses first.

    Args:
        units: the judged units.
        links: the evidence of each.
        evidence: evidence_id and source_url.
        lists: the closed lists (`closed_lists`).
        as_of: the day of the judgement.
    """
    cited = _citations(units, links, evidence, lists)
    day, facts = as_of.isoformat(), _facts(units)
    acting_or_named = (units["people"] != "") & (units["category"] != "") & (units["category"] != PICTURE)
    rows = units.join(cited).assign(
        as_of=day,
        level=pd.Series("film", index=units.index).mask(acting_or_named, "credit"),
        acclaim_percentile=units["acclaim"],
        sentence=[sentence(one) for one in facts],
        aside=[aside(one) for one in facts],
        first_seen=day,
        last_changed=day,
        status="active",
        ceremony=units["ceremony"].mask(units["ceremony"] < 0),
        field_size=units["field_size"].mask(~units["given"] | units["field_size"].eq(0)),
        rank=units["label"].map(_LABELS),
        order=units["body"].map({body: i for i, body in enumerate(dict.fromkeys(units["body"]))}),
        slug=units["category"].map({slug: i for i, slug in enumerate(["", *categories()])}),
    )
    order = ["film_year", "order", "ceremony", "rank", "acclaim_percentile", "film", "slug", "film_key", "person"]
    rows = in_order(rows, order, descending=["acclaim_percentile"]).reset_index(drop=True)
    return typed(rows.assign(news=news(rows), verdict_id=verdict_ids(rows)), VERDICTS)


def verdict_ids(rows: pd.DataFrame) -> list[str]:
    """What tells each verdict from every other, whatever it says."""
    return [
        verdict_id((body, None if number is pd.NA else number, *more), film, person)
        for body, number, *more, film, person in tuples(rows, [*UNIT, "film_key", "person"])
    ]


def _citations(units: pd.DataFrame, links: Links, evidence: pd.DataFrame, lists: pd.DataFrame) -> pd.DataFrame:
    """`evidence_ids` and `sources_n` of each unit: the closed list first, then what speaks for it."""
    own = defaultdict(list)
    for target, evidence_id, of in tuples(lists, ["target", "evidence_id", "of"]):
        own[target].append((evidence_id, of))
    url = dict(tuples(evidence, ["evidence_id", "source_url"])) | dict(tuples(lists, ["evidence_id", "source_url"]))
    rows = []
    for key in (UnitKey(*row) for row in tuples(units, list(UnitKey._fields))):
        read = (one for one, of in own[key.target] if not of or key.category in ("", of))
        ids = list(dict.fromkeys([*read, *links[key]]))
        rows.append((";".join(ids), len({url[one] for one in ids})))
    return pd.DataFrame(rows, columns=["evidence_ids", "sources_n"], index=units.index)


def _facts(units: pd.DataFrame) -> list[Facts]:
    numbers = units["ceremony"].astype(int).tolist()
    patterns = units["ceremony_pattern"].tolist()
    years = units["film_year"].astype(int).tolist()
    ceremony = [_ceremony(p, n, y) for p, n, y in zip(patterns, numbers, years, strict=True)]
    other = ["" if pd.isna(o) else _ceremony(p, int(o)) for p, o in zip(patterns, units["other"].tolist(), strict=True)]
    rows = units.assign(ceremony=ceremony, other=other)
    return [Facts(*row) for row in tuples(rows, list(Facts._fields))]


def gates_table(units: pd.DataFrame) -> pd.DataFrame:
    """Gates G1 to G5 of every unit."""
    absent = units["other"].notna()
    g3 = pd.Series("passed", index=units.index).mask(units["unsettled"], "unknown").mask(absent, "wrong_season")
    g3 = (
        g3.mask(units["not_told_apart"], "not_told_apart")
        .mask(units["second_name"] & ~units["not_told_apart"], "person_not_told_apart")
        .mask(units["unofficial"], "rescinded")
        .mask(units["nominated"], "nominated")
    )
    parts = {
        "G1": (units["eligibility"], units["g1_reason"], units["g1_source"], units["g1_date"]),
        "G2": (
            units["closed"].map({True: "closed", False: "unknown"}),
            units["list_reason"],
            units["list_url"],
            units["list_as_of"],
        ),
        "G3": (
            g3,
            chosen(g3, _G3).mask((g3 == "not_told_apart") & (units["named_in"] != ""), "lists_disagree"),
            units["list_url"],
            units["list_as_of"],
        ),
        "G4": (
            (units["shift"] != "").map({True: "shifted", False: "passed"}),
            units["shift"],
            units["list_url"],
            units["list_as_of"],
        ),
        "G5": (
            (units["given"] | (units["category"] == "")).map({True: "given", False: "not_given"}),
            units["category_as_printed"],
            units["list_url"],
            units["list_as_of"],
        ),
    }
    keys = {name: units[name].array.repeat(len(parts)) for name in ("film_year", *UNIT_KEY)}
    named = dict(zip(("value", "reason_code", "source", "source_date"), zip(*parts.values(), strict=True), strict=True))
    cells = {
        name: [cell for row in zip(*(one.tolist() for one in of), strict=True) for cell in row]
        for name, of in named.items()
    }
    rows = pd.DataFrame({**keys, "gate": list(parts) * len(units), **cells})
    return typed(rows.assign(ceremony=rows["ceremony"].mask(rows["ceremony"] < 0)), GATES)


_G3 = {
    "passed": "absent_from_list",
    "unknown": "neighbouring_season_not_at_hand",
    "not_told_apart": "not_told_apart",
    "person_not_told_apart": "person_not_told_apart",
    "wrong_season": "nominated_in_neighbouring_season",
    "rescinded": "not_an_official_nomination",
    "nominated": "on_list",
}


def films_table(films: pd.DataFrame, evidence: Evidence, tables: SeasonTables, rules: RuleBook) -> pd.DataFrame:
    """The seasons' films with first claimed releases, scores, critics' lists and counts of nominations."""
    rows = evidence.rows
    scored = tuples(rows, [*IN_SEASON, "result", "value", "reviews", "family"])
    figures_of = (Score(row[:2], *row[2:5]) for row in scored if row[5] == "scores")
    scores = defaultdict(list)
    for film, measure, value, _ in settled_scores(figures_of):
        scores[film, measure].append(value)
    keys = tuples(films, IN_SEASON)
    figures = {
        measure: [fmean(scores[key, measure]) if (key, measure) in scores else math.nan for key in keys]
        for measure in ("metascore", "tomatometer", "rt_average")
    }
    tallies = tuples(tables.top_tens, ["film_year", "film", "lists", "of"])
    tops = {row[:2]: row[2:] for row in reversed(tallies)}
    every = tuples(rows, [*IN_SEASON, "body", "result", "family"])
    shown = [row for row in every if row[3] in SHOWN and not selected(row[4], row[3])]
    nominations, wins = Counter(row[:2] for row in shown), Counter(row[:2] for row in shown if row[3] == "won")
    bodies = Counter((season, film) for season, film, _ in {row[:3] for row in shown})
    us, uk = (_release(tables, rules.territory(name)) for name in ("United States", "United Kingdom"))
    table = films.assign(
        us_release=films["film_key"].map(us),
        uk_release=films["film_key"].map(uk),
        top_ten_lists=[tops.get(key, (pd.NA, pd.NA))[0] for key in keys],
        top_ten_of=[tops.get(key, (pd.NA, pd.NA))[1] for key in keys],
        nominations_n=[nominations[key] for key in keys],
        wins_n=[wins[key] for key in keys],
        bodies_n=[bodies[key] for key in keys],
        **figures,
    )
    return typed(table.assign(**crew_columns(films, tables)), FILMS)


def _release(tables: SeasonTables, territory: frozenset[str]) -> "pd.Series[str]":
    """The day of release in a territory, by film; all claims are in the evidence."""
    return release_days(tables.releases, territory).set_index("film")["date"]


_OF_CREDITS = {"person": "person_key", "name": "person", "person_reason": "person_step"}
_SAID_OF_CREDITS = ("position", "person_qid", "person_imdb", "person_why", "role")
_SAID_OF_ENTRIES = ["result", "detail", "cites", *PROVENANCE]


def people_table(tables: SeasonTables, films: pd.DataFrame) -> pd.DataFrame:
    """Everyone named by the seasons' lists, or by another source for a film that they name alone, season by season."""
    entries = tables.entries[tables.entries["official"]].rename(columns={"film": "film_key"})
    entries = entries[among(entries, films, IN_SEASON)].drop(columns=["link", "position"])
    credits = tables.credits.rename(columns=_OF_CREDITS)[["statement", *_OF_CREDITS.values(), *_SAID_OF_CREDITS]]
    rows = pd.concat(
        [pair(entries, credits, ["statement"]), _told(entries, credits, tables.unheard)], ignore_index=True
    )
    names = lookup(rows, films, IN_SEASON, ["film", "film_qid", "film_imdb"])
    by_name = rows["person_key"].str.startswith("name:")
    rows = rows.assign(person_wikipedia=rows["person_key"].mask(by_name, "")).join(names)
    order = ["film_year", "person", "body", "ceremony", "category", "film"]
    return typed(cited(in_order(rows, order)), PEOPLE)


def _told(entries: pd.DataFrame, credits: pd.DataFrame, unheard: pd.DataFrame) -> pd.DataFrame:
    """Whom another source names for entries that name nobody, as it says it; of several sources, the first."""
    told = unheard[unheard["means"] != ""].sort_values(["tier", "source"], kind="stable")
    told = told.rename(columns={"statement": "said_in", "means": "statement", "means_film": "film_key"})
    work = ["statement", "film_key"]
    told = told[told.groupby(work)["source"].transform("first") == told["source"]]
    own = pair(entries.drop(columns=_SAID_OF_ENTRIES), told[[*work, "said_in", *_SAID_OF_ENTRIES]], work)
    rows = pair(own, credits.rename(columns={"statement": "said_in"}), ["said_in"])
    return rows.assign(position=rows.groupby(work).cumcount())
