"""The judgement's frames as readers get them: named, cited, typed and in a fixed order."""

from datetime import date

import pandas as pd

from tracker.compare.candidates import CANDIDATES
from tracker.compare.evidence import EVIDENCE, Evidence
from tracker.compare.frames import Kind, chosen, digest, filled, join, typed
from tracker.compare.sentences import Facts, sentence
from tracker.compare.tables import SHOWN, SeasonTables
from tracker.compare.verdict_columns import UNIT_KEY, VERDICTS
from tracker.domain.categories import categories
from tracker.domain.ceremonies import ordinal
from tracker.domain.rules import RuleBook
from tracker.domain.verdicts import Label

GATES: dict[str, Kind] = {
    "body": "text",
    "ceremony": "int",
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
}
"""One row a person, entry and film of the season's lists."""

FILMS: dict[str, Kind] = {
    **CANDIDATES,
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

LIST_ID = "l"
"""How ids of closed lists begin."""


def closed_lists(judged: pd.DataFrame, rules: RuleBook) -> pd.DataFrame:
    """Evidence rows for the complete lists themselves: absence is read from them."""
    rows = judged[judged["closed"]].reset_index(drop=True)
    name = [_ceremony(rules.bodies[b].ceremony, int(n)) for b, n in zip(rows["body"], rows["ceremony"], strict=True)]
    found = pd.DataFrame(
        {
            "evidence_id": digest(LIST_ID, rows[["body", "ceremony", "source_url", "revision"]]),
            "family": "closed_list",
            "body": rows["body"],
            "ceremony": rows["ceremony"],
            "ceremony_year": rows["ceremony_year"],
            "film_year": rows["film_year"],
            "claim": ["Complete list of nominations, " + n for n in name],
            "dated": rows["announced_on"],
            "feeds": "absence",
            "source": rows["source"],
            "source_url": rows["source_url"],
            "source_revision": rows["revision"],
            "retrieved_at": rows["as_of"],
        }
    )
    return typed(found, EVIDENCE)


def _ceremony(pattern: str, number: int) -> str:
    return pattern.format(ordinal=ordinal(number)) if number > 0 else pattern.replace("{ordinal} ", "")


def verdicts_table(units: pd.DataFrame, links: pd.DataFrame, evidence: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """One row a unit with the columns of `VERDICTS`, worst misses first within a body."""
    cited = _citations(units, links, evidence)
    day = as_of.isoformat()
    acting_or_named = (units["people"] != "") & (units["category"] != "") & ~units["category"].isin(["picture"])
    rows = units.join(cited).assign(
        as_of=day,
        level=pd.Series("film", index=units.index).mask(acting_or_named, "credit"),
        acclaim_percentile=units["acclaim"],
        sentence=[sentence(facts) for facts in _facts(units)],
        first_seen=day,
        last_changed=day,
        status="active",
        ceremony=units["ceremony"].mask(units["ceremony"] < 0),
        field_size=units["field_size"].mask(~units["given"]),
        rank=units["label"].map(_LABELS),
        order=units["body"].map({body: i for i, body in enumerate(dict.fromkeys(units["body"]))}),
        slug=units["category"].map({slug: i for i, slug in enumerate(["", *categories()])}),
    )
    order = ["order", "ceremony", "rank", "acclaim_percentile", "film", "slug", "film_key", "person"]
    rows = rows.sort_values(order, ascending=[True, True, True, False, True, True, True, True], kind="stable")
    return typed(rows, VERDICTS)


def _citations(units: pd.DataFrame, links: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """`evidence_ids` and `sources_n` of each unit: the closed list first, then what speaks for it."""
    lists = evidence[evidence["family"] == "closed_list"][["body", "ceremony", "evidence_id"]]
    own = units[UNIT_KEY].merge(lists, on=["body", "ceremony"], validate="many_to_one")
    every = pd.concat([own, links[[*UNIT_KEY, "evidence_id"]]], ignore_index=True)
    url = evidence.drop_duplicates("evidence_id").set_index("evidence_id")["source_url"]
    every = every.assign(url=every["evidence_id"].map(url))
    grouped = every.groupby(UNIT_KEY, sort=False)
    found = pd.DataFrame({"evidence_ids": grouped["evidence_id"].agg(join), "sources_n": grouped["url"].nunique()})
    cited = units[UNIT_KEY].merge(found.reset_index(), on=UNIT_KEY, how="left", validate="one_to_one")
    cited.index = units.index
    return pd.DataFrame(
        {"evidence_ids": filled(cited["evidence_ids"]), "sources_n": cited["sources_n"].fillna(0).astype("Int64")}
    )


def _facts(units: pd.DataFrame) -> list[Facts]:
    numbers = units["ceremony"].astype(int)
    patterns = units["ceremony_pattern"]
    ceremony = [_ceremony(p, n) for p, n in zip(patterns, numbers, strict=True)]
    other = ["" if pd.isna(o) else _ceremony(p, int(o)) for p, o in zip(patterns, units["other"], strict=True)]
    rows = units.assign(printed=units["category_as_printed"], ceremony=ceremony, other=other)
    return [Facts(*row) for row in rows[list(Facts._fields)].itertuples(index=False, name=None)]


def gates_table(units: pd.DataFrame) -> pd.DataFrame:
    """Gates G1 to G5 of every unit."""
    absent = units["other"].notna()
    g3 = pd.Series("passed", index=units.index).mask(units["unsettled"], "unknown").mask(absent, "wrong_season")
    g3 = (
        g3.mask(units["same_title"], "not_told_apart")
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
        "G3": (g3, chosen(g3, _G3), units["list_url"], units["list_as_of"]),
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
    frames = [
        units[UNIT_KEY].assign(gate=gate, value=value, reason_code=reason, source=source, source_date=day)
        for gate, (value, reason, source, day) in parts.items()
    ]
    rows = pd.concat(frames).sort_index(kind="stable")
    return typed(rows.assign(ceremony=rows["ceremony"].mask(rows["ceremony"] < 0)), GATES)


_G3 = {
    "passed": "absent_from_list",
    "unknown": "neighbouring_season_not_at_hand",
    "not_told_apart": "same_title_on_list",
    "wrong_season": "nominated_in_neighbouring_season",
    "rescinded": "not_an_official_nomination",
    "nominated": "on_list",
}


def films_table(films: pd.DataFrame, evidence: Evidence, tables: SeasonTables, rules: RuleBook) -> pd.DataFrame:
    """The season's films with first claimed releases, scores, critics' lists and counts of nominations."""
    rows = evidence.rows
    scores = rows[rows["family"] == "scores"].groupby(["film_key", "result"])["value"].mean().unstack()
    tops = tables.top_tens[tables.top_tens["film"].isin(films["film_key"])].drop_duplicates("film").set_index("film")
    shown = rows[rows["result"].isin(SHOWN)]
    counts = (
        shown.assign(won=shown["result"] == "won")
        .groupby("film_key")
        .agg(nominations_n=("statement", "nunique"), wins_n=("won", "sum"), bodies_n=("body", "nunique"))
    )
    key = films["film_key"]
    found = films.assign(
        us_release=key.map(_first_release(tables, rules, "oscars")),
        uk_release=key.map(_first_release(tables, rules, "baftas")),
        top_ten_lists=key.map(tops["lists"]),
        top_ten_of=key.map(tops["of"]),
        **{measure: key.map(scores[measure]) for measure in scores.columns},
        **{column: key.map(counts[column]).fillna(0) for column in counts.columns},
    )
    return typed(found, FILMS)


def _first_release(tables: SeasonTables, rules: RuleBook, body: str) -> "pd.Series[str]":
    """The earliest claimed release in a body's territory; claims that conflict are all in the evidence."""
    names = rules.bodies[body].territory.names if body in rules.bodies else frozenset()
    rows = tables.releases[tables.releases["country"].str.casefold().isin(names) & (tables.releases["event"] == "")]
    return rows.groupby("film")["date"].min()


def people_table(tables: SeasonTables, films: pd.DataFrame, season: int) -> pd.DataFrame:
    """Everyone named by the season's lists."""
    entries = tables.entries[(tables.entries["film_year"] == season) & tables.entries["official"]]
    entries = entries.rename(columns={"film": "film_key"}).drop(columns=["link", "position"])
    rows = entries.merge(
        tables.credits.rename(columns={"person": "person_key", "name": "person"})[
            ["statement", "person", "person_key", "person_qid", "role"]
        ],
        on="statement",
        validate="many_to_many",
    )
    names = films.set_index("film_key")[["film", "film_qid", "film_imdb"]]
    rows = rows[rows["film_key"].isin(names.index)]
    named = rows["person_key"].str.startswith("name:")
    rows = rows.assign(
        person_wikipedia=rows["person_key"].mask(named, ""),
        **{column: names[column].reindex(rows["film_key"]).to_numpy() for column in names.columns},
    )
    return typed(rows.sort_values(["person", "body", "ceremony", "category", "film"], kind="stable"), PEOPLE)
