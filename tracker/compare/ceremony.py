"""One ceremony judged: every unit's gates, expectation, acclaim and label, with its evidence."""

from dataclasses import dataclass

import pandas as pd

from tracker.compare import labels
from tracker.compare.acclaim import category_acclaim, film_acclaim
from tracker.compare.eligibility import Eligible
from tracker.compare.evidence import Evidence
from tracker.compare.expectation import Expectation, expect, learn
from tracker.compare.factors import cells, ceremony_factors
from tracker.compare.frames import among, chosen, filled, lookup
from tracker.compare.gates import neighbours, same_title_listed, season_unsettled, shifted
from tracker.compare.lists import Judged
from tracker.compare.tables import SeasonTables
from tracker.compare.units import UNIT, Standing, category_units, highest, names, standing, unit_people
from tracker.config import Thresholds
from tracker.domain.rules import BodyRules, RuleBook
from tracker.domain.verdicts import MISSED


@dataclass(frozen=True)
class Season:
    """What all ceremonies of a season share."""

    tables: SeasonTables
    rules: RuleBook
    thresholds: Thresholds
    candidates: pd.DataFrame
    evidence: Evidence
    eligible: Eligible
    ceremonies: pd.DataFrame
    fields: pd.DataFrame
    gap: pd.DataFrame


@dataclass(frozen=True)
class Part:
    """One ceremony judged: its units, the evidence of each (unit, evidence_id) and its factors."""

    units: pd.DataFrame
    links: pd.DataFrame
    factors: pd.DataFrame


def judge_ceremony(shared: Season, target: "pd.Series[str]") -> Part:
    """Every unit of one ceremony: the films as a whole first, then what is below them.

    Args:
        shared: the season.
        target: the ceremony's row of `tracker.compare.lists.targets`, with number -1 when no list names it.
    """
    body, number = shared.rules.bodies[str(target["body"])], int(target["ceremony"])
    g1 = _of(shared.eligible.films, body.body, number)
    population = g1[~g1["eligibility"].isin(["ineligible", "not_submitted"])]
    population = population[population["film_key"].isin(_features(shared.candidates))]
    field = _of(shared.fields, body.body, number)
    judged = Judged(
        body=body.body,
        ceremony=number,
        film_year=int(target["film_year"]),
        given=frozenset(field["category"]),
        unseen=_unseen(body, number, len(population)),
    )
    stands = standing(shared.tables, shared.evidence, judged)
    films_a = film_acclaim(shared.evidence, population, judged)
    units_a, spoken = category_acclaim(shared.evidence, population, judged, shared.rules.equivalence)
    people = unit_people(stands, spoken, shared.evidence)
    learnt = learn(shared.tables, body.body, judged.film_year, shared.ceremonies, shared.rules.equivalence)
    context = _Context(shared, judged, body, target, g1, field, stands, people, learnt)
    whole = _decide(context, _whole_films(context), films_a.assign(category="", person=""))
    below = _decide(
        context,
        _below(context, spoken, films_a, whole),
        pd.concat([units_a[units_a["category"] != "picture"], films_a.assign(category="picture", person="")]),
    )
    units = pd.concat([whole, below], ignore_index=True)
    factors = ceremony_factors(shared.candidates, stands, people, shared.gap)
    factors = factors[factors["film_key"].isin(units["film_key"][_missed(units)])]
    factors = factors.assign(body=body.body, ceremony=pd.array([number] * len(factors), "Int64"))
    units = units.assign(why_factors=chosen(units["film_key"], cells(factors)).where(_missed(units), ""))
    return Part(units, _links(context, units, spoken), factors)


def _missed(units: pd.DataFrame) -> "pd.Series[bool]":
    return units["label"].isin([verdict.value for verdict in MISSED])


@dataclass(frozen=True)
class _Context:
    """One ceremony and everything known of it."""

    shared: Season
    judged: Judged
    body: BodyRules
    target: "pd.Series[str]"
    g1: pd.DataFrame
    field: pd.DataFrame
    stands: Standing
    people: pd.DataFrame
    learnt: Expectation


def _of(rows: pd.DataFrame, body: str, number: int) -> pd.DataFrame:
    return rows[(rows["body"] == body) & (rows["ceremony"] == number)].reset_index(drop=True)


def _features(films: pd.DataFrame) -> "pd.Series[str]":
    return films["film_key"][films["work_kind"] != "short"]


def _unseen(body: BodyRules, number: int, known: int) -> int:
    """Films the body called eligible beyond those at hand."""
    rule = body.eligibility_at(number)
    return max(0, (rule.eligible_films or 0) - known) if rule else 0


def _given(context: _Context, slug: str) -> bool:
    """Whether the body gave a category, or one of its pool, at the ceremony."""
    pool = context.shared.rules.equivalence.pool
    return slug in context.judged.given or slug in {pool(given) for given in context.judged.given}


def _whole_films(context: _Context) -> pd.DataFrame:
    """Films as a whole; a short is judged only where it is nominated."""
    keys = context.shared.candidates["film_key"]
    named = keys.isin(context.stands.entries["film_key"]) | keys.isin(_features(context.shared.candidates))
    return pd.DataFrame({"category": "", "film_key": keys[named].to_numpy(), "person": ""})


def _below(context: _Context, spoken: pd.DataFrame, films_a: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Units below the film as a whole, without pooled ones whose film is nominated in a category of the pool."""
    records = _of(context.shared.eligible.categories, context.judged.body, context.judged.ceremony)
    carried = films_a["families_n"] >= labels.FAMILIES_NEEDED
    units = category_units(
        candidates=context.shared.candidates,
        stands=context.stands,
        spoken_for=spoken[spoken["category"].map(lambda slug: _given(context, slug)).astype(bool)],
        picture=films_a[carried & (films_a["acclaim"] >= context.shared.thresholds.moderate)],
        records=records,
        asked_about=whole[(whole["label"] == "SHUT_OUT") & (whole["strength"] != "")],
    )
    pool = context.shared.rules.equivalence.pool
    entries = context.stands.entries
    nominated = entries.assign(category=entries["category"].map(pool))
    pooled = ~units["category"].isin(context.judged.given) & among(units, nominated, ["category", "film_key"])
    return units[~pooled].reset_index(drop=True)


def _decide(context: _Context, units: pd.DataFrame, acclaim: pd.DataFrame) -> pd.DataFrame:
    """Every gate, E, A and the label of units."""
    units = units.join(lookup(units, acclaim, UNIT, ["acclaim", "families", "families_n"]))
    units = units.join(_film_columns(context, units)).join(_gate_columns(context, units))
    units = units.join(expect(units, context.learnt, context.shared.rules.equivalence))
    units = units.join(_list_columns(context, units)).join(_eligibility_columns(context, units))
    units["eligibility"] = units["eligibility"].mask(units["nominated"], "eligible")
    units["g1_reason"] = units["g1_reason"].mask(units["nominated"], "nominated")
    units["families"] = filled(units["families"])
    units["families_n"] = units["families_n"].fillna(0).astype("Int64")
    units = units.join(labels.label(units, context.shared.thresholds))
    return units.assign(confidence=labels.confidence(units))


def _film_columns(context: _Context, units: pd.DataFrame) -> pd.DataFrame:
    """Names of film and people, and what other bodies gave the film."""
    film = lookup(
        units, context.shared.candidates, ["film_key"], ["film", "film_original_title", "film_qid", "film_imdb"]
    )
    named = names(context.people).reset_index()
    people = lookup(units, named, UNIT, ["people", "people_qids"]).apply(filled)
    people = people.mask(units["category"] == "picture", "")
    rows = context.shared.evidence.rows
    other = rows[(rows["stage"] == "nominations") & (rows["body"] != context.judged.body)]
    count = other.groupby("film_key").agg(others_n=("statement", "nunique"), bodies_n=("body", "nunique")).reset_index()
    return film.join(people).join(lookup(units, count, ["film_key"], ["others_n", "bodies_n"]).fillna(0).astype(int))


def _gate_columns(context: _Context, units: pd.DataFrame) -> pd.DataFrame:
    """G3 and G4, and what the body's own lists say."""
    entries, rungs, whole = context.stands.entries, context.stands.rungs, units["category"] == ""
    counted = entries.drop_duplicates([*UNIT, "category_as_printed"])
    counts = (
        counted.assign(won=counted["result"] == "won").groupby("film_key")["won"].agg(["size", "sum"]).reset_index()
    )
    counts = lookup(units, counts, ["film_key"], ["size", "sum"]).fillna(0).astype(int)
    unofficial = context.stands.unofficial
    nominated = among(units, entries, UNIT) | (whole & (counts["size"] > 0))
    nameless = (units["person"] != "") & among(units, entries[entries["person"] == ""], ["category", "film_key"])
    note = filled(lookup(units, unofficial.drop_duplicates(UNIT), UNIT, ["note"])["note"])
    other = lookup(units, neighbours(context.shared.tables, context.judged), ["film_key"], ["other"])["other"]
    films = context.shared.candidates
    unsettled = films[season_unsettled(films, context.shared.ceremonies, context.judged, context.body)]["film_key"]
    rung = filled(lookup(units, highest(rungs, UNIT).reset_index(), UNIT, ["rung"])["rung"])
    any_rung = filled(lookup(units, highest(rungs, ["film_key"]).reset_index(), ["film_key"], ["rung"])["rung"])
    return pd.DataFrame(
        {
            "nominated": nominated,
            "won": among(units, entries[entries["result"] == "won"], UNIT),
            "nominations": counts["size"],
            "wins": counts["sum"],
            "unofficial": among(units, unofficial, UNIT) & ~nominated,
            "note": note,
            "nameless": nameless,
            "other": other,
            "same_title": units["film_key"].isin(same_title_listed(context.shared.tables, films, context.stands)),
            "unsettled": units["film_key"].isin(unsettled),
            "near_miss": rung.mask(whole, any_rung),
        }
    ).join(shifted(units, context.people, context.stands))


def _list_columns(context: _Context, units: pd.DataFrame) -> pd.DataFrame:
    """G2 and G5: the list, its field, and what was nominated in it."""
    pool, given = context.shared.rules.equivalence.pool, context.judged.given
    pooled = {slug: {pool(slug)} & {pool(g) for g in given} - given for slug in units["category"].unique()}
    members = {slug: [g for g in given if g == slug or pool(g) in pooled[slug]] for slug in pooled}
    field = context.field.set_index("category")
    instead = _instead(context.stands.entries)
    mapped = {
        slug: (
            " / ".join(str(field["category_as_printed"][m]) for m in sorted(own)),
            sum(int(field["field_size"][m]) for m in own),
            ";".join(str(instead.get(m, "")) for m in sorted(own)),
        )
        for slug, own in members.items()
    }
    category = units["category"]
    return pd.DataFrame(
        {
            "body": context.judged.body,
            "ceremony": pd.array([context.judged.ceremony] * len(units), "Int64"),
            "ceremony_year": context.target["ceremony_year"],
            "film_year": pd.array([context.judged.film_year] * len(units), "Int64"),
            "state": context.target["state"],
            "closed": bool(context.target["closed"]),
            "list_reason": context.target["list_reason"],
            "list_url": context.target["source_url"],
            "list_as_of": context.target["as_of"],
            "list_state": context.target["state"],
            "list_revision": context.target["revision"],
            "rules": context.shared.rules.fingerprint,
            "thresholds": ";".join(f"{k}={v:g}" for k, v in context.shared.thresholds.model_dump().items()),
            "given": category.map({slug: bool(own) for slug, own in members.items()}).astype(bool),
            "category_as_printed": category.map({slug: cell[0] for slug, cell in mapped.items()}),
            "field_size": category.map({slug: cell[1] for slug, cell in mapped.items()}).astype("Int64"),
            "nominated_instead": category.map({slug: cell[2] for slug, cell in mapped.items()}),
            "title": context.body.title,
            "ceremony_pattern": context.body.ceremony,
        },
        index=units.index,
    )


def _instead(entries: pd.DataFrame) -> dict[str, str]:
    """What was nominated in each category: the film, and for a performance "person (film)"."""
    named = entries["name"].where(entries["person"] != "", "")
    shown = (named + " (" + entries["printed"] + ")").where(named != "", entries["printed"])
    rows = entries.assign(shown=shown).drop_duplicates(["category", "shown"])
    return {str(slug): ";".join(group) for slug, group in rows.groupby("category", sort=False)["shown"]}


def _eligibility_columns(context: _Context, units: pd.DataFrame) -> pd.DataFrame:
    """G1 of each unit: the category's own answer where there is one, else the film's."""
    columns = ["eligibility", "reason_code", "reason", "conflict", "source_url", "retrieved_at"]
    film = lookup(units, context.g1, ["film_key"], columns)
    own = _of(context.shared.eligible.categories, context.judged.body, context.judged.ceremony)
    each = lookup(units, own, ["category", "film_key"], columns)
    found = film.where(each["eligibility"].isna(), each, axis=0) if len(units) else film
    needs = units["category"].map(lambda slug: slug in context.body.categories).astype(bool)
    listed = found["reason_code"].isin(["nominated", "longlisted", "shortlisted", "record_eligible"])
    listed |= found["reason_code"].eq("record_not_advanced")
    own_answer = each["eligibility"].notna()
    code = filled(found["reason_code"]).replace("", "no_rule")
    return pd.DataFrame(
        {
            "eligibility": filled(found["eligibility"]).replace("", "unknown").mask(needs & ~own_answer, "unknown"),
            "g1_reason": code.mask(needs & ~own_answer, "submission_not_known"),
            "reason": filled(found["reason"]),
            "conflict": found["conflict"].eq(True),
            "g1_source": filled(found["source_url"]),
            "g1_date": filled(found["retrieved_at"]),
            "submission": needs & ~(own_answer & listed),
        }
    )


def _links(context: _Context, units: pd.DataFrame, spoken: pd.DataFrame) -> pd.DataFrame:
    """The evidence of each unit: its own, for a film as a whole all of it, and the body's own entries."""
    rows = context.shared.evidence.rows
    own = context.stands.entries[[*UNIT, "evidence_id"]]
    rungs = context.stands.rungs[[*UNIT, "evidence_id"]]
    records = rows[
        (rows["family"] == "eligibility")
        & (rows["body"] == context.judged.body)
        & rows["ceremony"].eq(context.judged.ceremony).fillna(False)
    ][["category", "film_key", "evidence_id"]].assign(person="")
    film = rows[(rows["family"] != "eligibility") | rows["evidence_id"].isin(records["evidence_id"])]
    whole = film[["film_key", "evidence_id"]].assign(category="", person="")
    speaks = rows[~rows["family"].isin(["release", "eligibility"])]
    picture = speaks[["film_key", "evidence_id"]].assign(category="picture", person="")
    parts = [own, rungs, records, whole, picture, spoken]
    every = pd.concat([part[[*UNIT, "evidence_id"]] for part in parts], ignore_index=True)
    every = every[every["evidence_id"] != ""].drop_duplicates(ignore_index=True)
    every = every.merge(units[UNIT], on=UNIT, validate="many_to_one")
    return every.assign(body=context.judged.body, ceremony=pd.array([context.judged.ceremony] * len(every), "Int64"))
