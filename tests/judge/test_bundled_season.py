"""The judgement of the films of 2010, on the fact tables that the bundled archive is written from."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from spiders.catalogue import load_sources
from tracker.config import Thresholds
from tracker.domain.facts.frames import FRAMES
from tracker.domain.rules import load_rules
from tracker.frames import typed
from tracker.identity.resolve import with_keys
from tracker.judge.evidence.announcements import known, with_days
from tracker.judge.expectation.contenders import CONTENDER
from tracker.judge.expectation.learn import Forecast, apply
from tracker.judge.expectation.scoring import log_loss
from tracker.judge.expectation.shipped import shipped_for
from tracker.judge.material.categories import ACTING
from tracker.judge.material.frames import tuples
from tracker.judge.material.lists import ceremonies
from tracker.judge.material.tables import SHOWN, SeasonTables, build
from tracker.judge.season import Judgement, judge_seasons

FACTS = Path(__file__).resolve().parents[2] / "spiders" / "archive" / "facts"
PAGE = {"source": "facts", "tier": 2, "licence": "", "origin": "archive", "retrieved_at": "2026-11-21T00:00:00Z"}
VERIFIED = ("oscars", "baftas", "golden_globes")
Verdict = Callable[..., dict[str, Any]]


def facts(name: str) -> list[dict[str, str]]:
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [row | PAGE | {"statement": f"{name}-{i}"} for i, row in enumerate(csv.DictReader(lines))]


def split(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def entries() -> list[dict[str, Any]]:
    """Rows of both tables of lists, with the body's ceremony and the category's slug as the sources declare them."""
    sources = load_sources()
    held = {row["body"]: int(row["ceremony"]) for row in facts("ceremonies")}
    rows = [row | {"title": row["film"], "link": row["film_link"], "list": row["body"]} for row in facts("nominations")]
    found = []
    for row in [*rows, *facts("lists")]:
        source = sources[row["list"]]
        number = int(row["ceremony"]) if "ceremony" in row else held[row["list"]]
        declared = source.declared(row["category"], number)
        slug = declared[1].concept if declared else None
        found.append(row | {"body": source.body, "ceremony": number, "film_year": 2010, "category": slug})
        found[-1] |= {"category_as_printed": row["category"], "starred": bool(row.get("starred"))}
    return found


def frames() -> dict[str, pd.DataFrame]:
    listed, films = entries(), facts("films")
    credits = [
        {"statement": row["statement"], "position": i, "name": name, "link": link}
        for row in listed
        for i, (name, link) in enumerate(zip(split(row["people"]), row["people_links"].split(";"), strict=False))
        if row["people_links"] or name
    ]
    lists = [
        row | {"kind": "nominations", "state": "fit" if row["body"] in VERIFIED else "trial", "as_of": "2026-11-21"}
        for row in facts("ceremonies")
    ]
    return {
        "nominations": pd.DataFrame(listed).drop(columns=["title", "link", "imdb", "qid"]),
        "works": pd.DataFrame(listed)[["statement", "title", "link", "imdb", "qid"]],
        "credits": pd.DataFrame(credits),
        "films": pd.DataFrame(
            [
                row
                | {"work_kind": {"film": "feature"}.get(row["kind"], row["kind"]), "wikipedia": row["link"]}
                | {column: split(row[column]) for column in ("aliases", "directors", "countries")}
                for row in films
                if row["qid"]
            ]
        ),
        "releases": pd.DataFrame([row for row in facts("releases") if row["qid"] and not row["superseded"]]),
        "scores": pd.DataFrame(facts("scores")),
        "top_tens": pd.DataFrame([row | {"film_year": 2010} for row in facts("top_tens")]),
        "eligibility": pd.DataFrame([row | {"people": split(row["people"])} for row in facts("eligibility")]),
        "lists": pd.DataFrame(lists),
        "links": pd.DataFrame(
            [{"title": r["title"], "canonical": r["to"], "missing": False} for r in facts("redirects")]
        ),
    }


@pytest.fixture(scope="module")
def tables() -> SeasonTables:
    return build(with_keys({name: typed(frame, FRAMES[name]) for name, frame in frames().items()}))


@pytest.fixture(scope="module")
def season(tables: SeasonTables) -> Judgement:
    rules, as_of = load_rules(), date(2026, 11, 21)
    (judgement,) = judge_seasons(tables, seasons=[2010], rules=rules, thresholds=Thresholds(), as_of=as_of)
    return judgement


@pytest.mark.parametrize("body", ["oscars", "baftas"])
def test_the_film_the_tracker_began_with(season: Judgement, verdict: Verdict, body: str) -> None:
    whole, picture = (verdict(season, body, category, "Never Let Me Go") for category in ("", "picture"))
    assert whole["label"] == "SHUT_OUT"
    assert (picture["label"], picture["reason_code"]) == ("WEAK_EVIDENCE", "behind_the_field")
    assert whole["missed"]
    assert whole["ahead_of"] > whole["of_nominees"] / 4
    assert 85 <= picture["acclaim_percentile"] <= 97
    assert {"critics_lists", "peers", "longlists"} <= set(picture["families"].split(";"))
    assert 0 < picture["p_nomination"] < 0.5
    assert verdict(season, body, "casting", "Never Let Me Go")["label"] == "NOT_APPLICABLE"
    assert verdict(season, body, "costume_design", "Never Let Me Go")["label"] == "WEAK_EVIDENCE"
    assert verdict(season, body, "original_score", "Never Let Me Go")["label"] == "WEAK_EVIDENCE"


def test_its_performances_at_the_baftas(season: Judgement, verdict: Verdict) -> None:
    lead = verdict(season, "baftas", "lead_actress", "Never Let Me Go", "Carey Mulligan")
    assert (lead["label"], lead["reason_code"], lead["eligibility"]) == ("SNUB", "near_miss_starred", "eligible")
    other = verdict(season, "baftas", "supporting_actor", "Never Let Me Go", "Andrew Garfield")
    assert (other["label"], other["reason_code"]) == ("SHIFTED", "nominated_for_other_film")
    assert "The Social Network" in other["sentence"]


@pytest.mark.parametrize(("body", "count"), [("oscars", "12"), ("baftas", "14"), ("golden_globes", "seven")])
def test_a_film_with_many_nominations(season: Judgement, verdict: Verdict, body: str, count: str) -> None:
    whole = verdict(season, body, "", "The King's Speech")
    assert whole["label"] == "NOMINATED"
    assert f"received {count} nominations" in whole["sentence"]


def test_disqualified_scores_are_ineligible_and_their_films_nominated(season: Judgement, verdict: Verdict) -> None:
    for film in ("Black Swan", "True Grit", "The Fighter", "The Kids Are All Right"):
        assert verdict(season, "oscars", "original_score", film)["label"] == "INELIGIBLE"
        assert verdict(season, "oscars", "", film)["label"] == "NOMINATED"


@pytest.mark.parametrize("film", ["Carlos", "A Prophet", "The Secret in Their Eyes", "Mother"])
def test_what_could_not_be_nominated_is_no_snub(season: Judgement, verdict: Verdict, film: str) -> None:
    assert verdict(season, "oscars", "", film)["label"] == "INELIGIBLE"


def test_nothing_missed_lacks_a_release_or_a_listing(season: Judgement) -> None:
    missed = season.verdicts[season.verdicts["label"].isin(["SNUB_SHOCK", "SNUB", "OVERLOOKED", "SHUT_OUT"])]
    assert set(missed["eligibility"]) == {"eligible", "presumed"}
    plain = missed[(missed["body"] == "oscars") & (missed["eligibility"] == "presumed")]
    dated = season.films.set_index("film_key")["us_release"].reindex(plain["film_key"])
    globes = season.eligibility[season.eligibility["reason_code"].str.startswith("implied_by_")]["film_key"]
    assert (dated.str.startswith("2010").to_numpy() | plain["film_key"].isin(globes).to_numpy()).all()


def test_no_film_of_the_season_is_there_twice(season: Judgement) -> None:
    whole = season.verdicts[season.verdicts["category"] == ""]
    assert not whole.duplicated(["body", "film"]).any()


def test_no_prize_of_the_season_is_known_before_it_was_given(tables: SeasonTables) -> None:
    rules = load_rules()
    every = ceremonies(tables, rules)
    prizes = 0
    for body in VERIFIED:
        own = with_days(every[every["body"] == body])
        announced = own["announced_on"].iloc[0]
        heard = known(tables.entries[tables.entries["body"] != body], own).entries
        won = heard[heard["result"] == "won"]
        prizes += len(won)
        assert (won["given_on"].where(won["given_on"] != "", "2010-05-23") < announced).all()
        assert not heard[heard["outright"] & (heard["result"] != "won")]["result"].isin(SHOWN).any()
    assert prizes > 100


@pytest.mark.parametrize("body", ["oscars", "baftas"])
def test_what_the_program_brings_along_foretells_the_season_better_than_base_rates(
    tables: SeasonTables, body: str
) -> None:
    weights, rules = shipped_for(body, 2010), load_rules()
    assert weights
    learnt = apply(tables, body, {2010: weights}, ceremonies(tables, rules), rules.equivalence)
    rows = learnt.field.rows[learnt.field.rows["closed"] & (learnt.field.rows["peers"] > 0)]
    units, forecast = tuples(rows, CONTENDER), Forecast(learnt, rules.equivalence)
    model = np.array([forecast.by_model(unit).p for unit in units])
    table = np.array([rate.share.p for rate in forecast.by_table(units)])
    both = ~np.isnan(model) & ~np.isnan(table)
    won = rows["won"].to_numpy(dtype=float)[both]
    assert both.sum() > 90
    assert log_loss(won, model[both]) < 0.88 * log_loss(won, table[both])


def test_the_misses_of_the_season_that_were_least_expected(season: Judgement) -> None:
    rows = season.verdicts[season.verdicts["missed"] & (season.verdicts["level"] == "credit")]
    rows = rows.sort_values("p_nomination", ascending=False).head(25)
    names = {person for people in rows["people"] for person in people.split(";")}
    assert {"Christopher Nolan", "Andrew Garfield", "Mila Kunis"} <= names


@pytest.mark.parametrize("end", ["p_nomination", "p_low", "p_high"])
def test_a_film_is_as_likely_to_be_nominated_as_any_of_its_works_that_may_lead(season: Judgement, end: str) -> None:
    rows = season.verdicts.dropna(subset=[end])
    rows = rows[(rows["category"] == "") | rows["acclaim_percentile"].notna() | (rows["label"] == "NOMINATED")]
    doubted = (rows["body"] == "oscars") & rows["category"].isin(["original_score", "original_song"])
    nameless = (rows["people"] == "") & rows["category"].isin(ACTING) & (rows["label"] != "NOMINATED")
    works = rows[(rows["category"] != "") & (rows["label"] != "NOT_APPLICABLE") & ~doubted & ~nameless]
    likeliest = works.groupby(["body", "film_key"])[end].max()
    whole = rows[rows["category"] == ""].set_index(["body", "film_key"])[end]
    both = pd.concat([whole, likeliest], axis=1, join="inner", keys=["whole", "work"])
    assert len(both) > 100
    assert both[both["whole"] < both["work"]].empty
