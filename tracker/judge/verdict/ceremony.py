"""Ceremonies judged: every unit's gates, expectation, acclaim and label, with its evidence."""

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from tracker.config import Thresholds
from tracker.domain.categories import PICTURE
from tracker.domain.rules import RuleBook
from tracker.domain.titles.comparable import is_id
from tracker.domain.verdicts import MISSED
from tracker.judge.eligibility.categories import asked_for
from tracker.judge.evidence.acclaim import at_ceremonies, category_acclaim, film_acclaim
from tracker.judge.evidence.articles import credited
from tracker.judge.evidence.feeding import Fields
from tracker.judge.evidence.gather import Evidence
from tracker.judge.evidence.later_standing import later_standing
from tracker.judge.expectation.learn import Expectation, expect
from tracker.judge.material.frames import among, chosen, filled, joined, lookup, pair, tuples
from tracker.judge.material.tables import IN_SEASON, SeasonTables
from tracker.judge.material.unread import REASON, Unread, unread_of
from tracker.judge.verdict import labels
from tracker.judge.verdict.factors import cells, ceremony_factors, late_releases
from tracker.judge.verdict.gates import neighbours, not_told_apart, other_performances, season_unsettled, shifted
from tracker.judge.verdict.misses import missed, surprising
from tracker.judge.verdict.units import FILM_UNIT, UNIT, Standing, category_units, highest, names, standing, unit_people


@dataclass(frozen=True)
class Seasons:
    """What is known of the judged seasons before any verdict.

    `targets`: the judged ceremonies (`tracker.judge.material.lists.targets`); `films`: the candidates of each
    ceremony's season, with `target`; `g1`: gate G1 of each of them, with `target`, and `records` where one
    category differs; `learnt`: expectation by body.
    """

    tables: SeasonTables
    rules: RuleBook
    thresholds: Thresholds
    targets: pd.DataFrame
    films: pd.DataFrame
    evidence: Evidence
    g1: pd.DataFrame
    records: pd.DataFrame
    ceremonies: pd.DataFrame
    fields: pd.DataFrame
    gap: pd.DataFrame
    learnt: dict[str, Expectation]


@dataclass(frozen=True)
class Part:
    """Ceremonies judged: their units, the evidence of each (unit, evidence_id) and their factors."""

    units: pd.DataFrame
    links: pd.DataFrame
    factors: pd.DataFrame


def with_target(rows: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Rows of judged ceremonies (by body and ceremony) with their `target`; all others are left out."""
    return pair(rows, targets[["body", "ceremony", "target"]], ["body", "ceremony"], one=True)


def judge_ceremonies(shared: Seasons) -> Part:
    """Every unit of the judged ceremonies: the films as a whole first, then what is below them."""
    context = _prepare(shared)
    whole = _decide(context, _whole_films(context), context.films_a.assign(category="", person=""))
    picture = context.films_a.assign(category=PICTURE, person="")
    units_a = context.units_a[context.units_a["category"] != PICTURE]
    below = _decide(context, _below(context, whole), pd.concat([units_a, picture], ignore_index=True))
    units = pd.concat([whole, below], ignore_index=True)
    claimed = units["label"].isin([label.value for label in MISSED])
    late = late_releases(shared.tables, shared.targets, shared.rules)
    factors = ceremony_factors(shared.films, context.stands, context.people, shared.gap, late)
    factors = factors[among(factors, units[claimed], _FILM)]
    why = filled(lookup(units, cells(factors), _FILM, ["text"])["text"])
    units = units.assign(
        why_factors=why.where(claimed, ""),
        missed=missed(units, shared.thresholds),
        surprising=surprising(units, shared.thresholds),
    )
    return Part(units, _links(context, units), factors)


_FILM = ["target", "film_key"]


@dataclass(frozen=True)
class _Context:
    """The judged ceremonies and everything known of them.

    `films_a` and `units_a`: acclaim of films and by category; `spoken`: the evidence of each unit; `later`: films whose
    scores all came later; `not_told_apart`,
    `unsettled` and `neighbours`: what gate G3 says of films; `unread`: what of the lists is open.
    """

    shared: Seasons
    given: Fields
    field: pd.DataFrame
    stands: Standing
    films_a: pd.DataFrame
    units_a: pd.DataFrame
    spoken: pd.DataFrame
    people: pd.DataFrame
    later: pd.DataFrame
    not_told_apart: dict[tuple[int, str], frozenset[str]]
    unsettled: pd.DataFrame
    neighbours: pd.DataFrame
    unread: Unread


def _prepare(shared: Seasons) -> _Context:
    targets = shared.targets
    open_ = shared.g1[~shared.g1["eligibility"].isin(["ineligible", "not_submitted"])]
    features = shared.films[shared.films["work_kind"] != "short"]
    population = features[among(features, open_, _FILM)].assign(
        judged=lambda rows: chosen(rows["target"], targets.set_index("target")["body"])
    )
    field = with_target(shared.fields, targets)
    given = Fields(
        given={int(str(t)): frozenset(rows) for t, rows in field.groupby("target")["category"]},
        film_years=dict(zip(targets["target"].tolist(), targets["film_year"].tolist(), strict=True)),
        equivalence=shared.rules.equivalence,
    )
    unseen = _unseen(shared, population)
    rows = at_ceremonies(shared.evidence, population)
    units_a, spoken = category_acclaim(rows, population, unseen, shared.evidence, given)
    stands = standing(shared.tables, shared.evidence, targets)
    people = unit_people(stands, spoken, shared.evidence)
    return _Context(
        shared=shared,
        given=given,
        field=field,
        stands=stands,
        films_a=film_acclaim(rows, population, unseen),
        units_a=units_a,
        spoken=spoken,
        people=pd.concat([people, credited(shared.tables, population, people)], ignore_index=True),
        later=later_standing(rows, targets),
        not_told_apart=not_told_apart(shared.tables, shared.films, targets, stands),
        unsettled=season_unsettled(shared.films, shared.ceremonies, targets, shared.rules),
        neighbours=neighbours(shared.tables, targets),
        unread=unread_of(shared.tables, targets, shared.films, given.equivalence.pool),
    )


def _unseen(shared: Seasons, population: pd.DataFrame) -> "pd.Series[int]":
    """Films each body called eligible beyond those at hand, by target."""
    known = population.groupby("target").size()
    found = {}
    for target, body, number in shared.targets[["target", "body", "ceremony"]].itertuples(index=False, name=None):
        rule = shared.rules.bodies[body].eligibility_at(int(number))
        said = rule.eligible_films if rule and rule.eligible_films else 0
        found[target] = max(0, said - int(known.get(target, 0)))
    return pd.Series(found, dtype="int64")


def _whole_films(context: _Context) -> pd.DataFrame:
    """Films as a whole; a short is judged only where it is nominated."""
    films = context.shared.films
    named = among(films, context.stands.entries, _FILM) | (films["work_kind"] != "short")
    return films.loc[named, _FILM].reset_index(drop=True).assign(category="", person="")


def _below(context: _Context, whole: pd.DataFrame) -> pd.DataFrame:
    """Units below the film as a whole, without pooled ones whose film is nominated in a category of the pool."""
    films_a, given = context.films_a, context.given
    moderate = context.shared.thresholds.moderate
    carried = films_a["families_n"] >= labels.FAMILIES_NEEDED
    had = _given_or_pooled(context, context.spoken)
    units = category_units(
        candidates=context.shared.films,
        stands=context.stands,
        spoken_for=context.spoken[had],
        picture=films_a[carried & (films_a["acclaim"] >= moderate)],
        records=context.shared.records,
        asked_about=whole[(whole["label"] == "SHUT_OUT") & (whole["acclaim"] >= moderate)],
        given=context.field,
    )
    pool = given.equivalence.pool
    entries = context.stands.entries
    nominated = entries.assign(category=entries["category"].map(pool))
    pooled = ~among(units, context.field, ["target", "category"]) & among(units, nominated, FILM_UNIT)
    return units[~pooled].reset_index(drop=True)


def _given_or_pooled(context: _Context, rows: pd.DataFrame) -> "pd.Series[bool]":
    asked = list(zip(rows["target"].tolist(), rows["category"].tolist(), strict=True))
    known = {key: context.given.given_or_pooled(*key) for key in dict.fromkeys(asked)}
    return pd.Series([known[key] for key in asked], index=rows.index, dtype=bool)


def _decide(context: _Context, units: pd.DataFrame, acclaim: pd.DataFrame) -> pd.DataFrame:
    """Every gate, E, A and the label of units."""
    units = units.join(lookup(units, acclaim, UNIT, ["acclaim", "families", "families_n", "scores"]))
    units = units.join(_list_columns(context, units))
    units = units.join(_film_columns(context, units)).join(_gate_columns(context, units))
    units = units.join(_expected(context, units)).join(_eligibility_columns(context, units))
    units["eligibility"] = units["eligibility"].mask(units["nominated"], "eligible")
    units["g1_reason"] = units["g1_reason"].mask(units["nominated"], "nominated")
    units["families"] = filled(units["families"])
    units["families_n"] = units["families_n"].fillna(0).astype("Int64")
    units["wrong_season"] = units["other"].notna()
    return units.join(labels.verdicts(units, _fields(context, units), context.shared.thresholds))


def _fields(context: _Context, units: pd.DataFrame) -> list[tuple[tuple[int, str], ...]]:
    """The fields that each unit stands in: its category's, and the whole of which that is a half."""
    pool = context.given.equivalence.pool
    return [
        ((target, category), (target, f"{pool(category)} as a whole"))[not given and category != "" :]
        for target, category, given in units[["target", "category", "given"]].itertuples(index=False, name=None)
    ]


def _expected(context: _Context, units: pd.DataFrame) -> pd.DataFrame:
    learnt, equivalence = context.shared.learnt, context.shared.rules.equivalence
    parts = [expect(rows, learnt[str(body)], equivalence) for body, rows in units.groupby("body", sort=False)]
    return pd.concat(parts or [expect(units, next(iter(learnt.values())), equivalence)])


def _film_columns(context: _Context, units: pd.DataFrame) -> pd.DataFrame:
    """Names of film and people, and what other bodies gave the film."""
    known = ["film", "film_original_title", "film_qid", "film_imdb"]
    film = lookup(units, context.shared.films, _FILM, [*known, "work_kind"])
    film["untitled"] = pd.Series([is_id(title) for title in film["film"].tolist()], index=film.index, dtype=bool)
    people = lookup(units, names(context.people), UNIT, ["people", "people_qids"]).apply(filled)
    people = people.mask(units["category"] == PICTURE, "")
    rows = context.shared.evidence.rows
    given = set(tuples(rows[rows["stage"] == "nominations"], [*IN_SEASON, "body", "statement"]))
    by_body = Counter(entry[:3] for entry in given)
    total, bodies = Counter(entry[:2] for entry in given), Counter(key[:2] for key in by_body)
    keys = tuples(units, [*IN_SEASON, "body"])
    others = {
        "others_n": [total[key[:2]] - by_body[key] for key in keys],
        "bodies_n": [bodies[key[:2]] - (key in by_body) for key in keys],
    }
    film["short"] = film.pop("work_kind").eq("short")
    return film.join(people).join(pd.DataFrame(others, index=units.index, dtype="int64"))


def _gate_columns(context: _Context, units: pd.DataFrame) -> pd.DataFrame:
    """G3 and G4, and what the body's own lists say."""
    stands = context.stands
    entries, rungs, whole = stands.entries, stands.rungs, units["category"] == ""
    counted = entries.drop_duplicates([*UNIT, "category_as_printed"])
    counts = counted.assign(won=counted["result"] == "won").groupby(_FILM)["won"].agg(["size", "sum"]).reset_index()
    counts = lookup(units, counts, _FILM, ["size", "sum"]).fillna(0).astype(int)
    unofficial = stands.unofficial
    nominated = among(units, entries, UNIT) | (whole & (counts["size"] > 0))
    nameless = (units["person"] != "") & among(units, entries[entries["person"] == ""], FILM_UNIT)
    nameless |= (units["person"] == "") & among(units, other_performances(entries), FILM_UNIT)
    other = lookup(units, context.neighbours, _FILM, ["other"])["other"]
    rung = filled(lookup(units, highest(rungs, UNIT), UNIT, ["rung"])["rung"])
    any_rung = filled(lookup(units, highest(rungs, _FILM), _FILM, ["rung"])["rung"])
    return pd.DataFrame(
        {
            "nominated": nominated,
            "won": among(units, entries[entries["result"] == "won"], UNIT),
            "nominations": counts["size"],
            "wins": counts["sum"],
            "unofficial": among(units, unofficial, UNIT) & ~nominated,
            "note": filled(lookup(units, unofficial.drop_duplicates(UNIT), UNIT, ["note"])["note"]),
            "nameless": nameless,
            "other": other,
            "later": among(units, context.later, _FILM),
            "not_told_apart": _open(units, nominated, context.not_told_apart),
            "unsettled": among(units, context.unsettled, _FILM),
            "near_miss": rung.mask(whole, any_rung),
        }
    ).join(shifted(units, context.people, stands))


def _open(
    units: pd.DataFrame, nominated: "pd.Series[bool]", in_doubt: dict[tuple[int, str], frozenset[str]]
) -> "pd.Series[bool]":
    """Whether each unit may stand on its list under another key; the film as a whole, if any category of it may."""
    found = []
    for (target, film, category), listed in zip(tuples(units, [*_FILM, "category"]), nominated, strict=True):
        slugs = in_doubt.get((target, film), frozenset())
        found.append(bool(slugs) and not listed and ("" in slugs or not category or category in slugs))
    return pd.Series(found, index=units.index, dtype=bool)


_TARGET = ["body", "ceremony", "ceremony_year", "film_year", "state", "closed", "list_reason"]
_LIST = {"source_url": "list_url", "as_of": "list_as_of", "revision": "list_revision"}


def _list_columns(context: _Context, units: pd.DataFrame) -> pd.DataFrame:
    """G2 and G5: the list, its field, and what was nominated in it."""
    rules, thresholds = context.shared.rules, context.shared.thresholds
    lists = lookup(units, context.shared.targets, ["target"], [*_TARGET, *_LIST]).rename(columns=_LIST)
    field = lookup(units, _field_of(context, units), ["target", "category"], _FIELD)
    bodies = lists["body"]
    pool = context.given.equivalence.pool
    keys = tuples(units, ["target", "category", "film_key"])
    open_ = pd.Series([context.unread.holds(*key, pool=pool) for key in keys], index=units.index, dtype=bool)
    lists = lists.assign(
        list_reason=lists["list_reason"].mask(lists["closed"] & open_, REASON), closed=lists["closed"] & ~open_
    )
    return lists.assign(
        list_state=lists["state"],
        rules=rules.fingerprint,
        thresholds=";".join(f"{k}={v:g}" for k, v in thresholds.model_dump().items()),
        given=field["given"].eq(True),
        category_as_printed=field["category_as_printed"],
        field_size=field["field_size"].astype("Int64"),
        nominated_instead=field["nominated_instead"],
        title=chosen(bodies, {body: rules.bodies[body].title for body in bodies.unique()}),
        ceremony_pattern=chosen(bodies, {body: rules.bodies[body].ceremony for body in bodies.unique()}),
    )


_FIELD = ["given", "category_as_printed", "field_size", "nominated_instead"]


def _field_of(context: _Context, units: pd.DataFrame) -> pd.DataFrame:
    """The field of each category asked about: its own, else those of its pool together."""
    pool = context.given.equivalence.pool
    instead = _instead(context.stands.entries)
    field = {
        (target, category): (printed, int(size))
        for target, category, printed, size in context.field[
            ["target", "category", "category_as_printed", "field_size"]
        ].itertuples(index=False, name=None)
    }
    rows = []
    for target, slug in units[["target", "category"]].drop_duplicates().itertuples(index=False, name=None):
        given = context.given.given.get(target, frozenset())
        own = [slug] if slug in given else sorted(g for g in given if pool(g) == pool(slug))
        printed = " / ".join(field[target, one][0] for one in own)
        rows.append(
            (
                target,
                slug,
                bool(own),
                printed,
                sum(field[target, one][1] for one in own),
                ";".join(instead.get((target, one), "") for one in own),
            )
        )
    return pd.DataFrame(rows, columns=["target", "category", *_FIELD])


def _instead(entries: pd.DataFrame) -> dict[tuple[int, str], str]:
    """What was nominated in each category: the film, and for a performance "person (film)"."""
    named = entries["name"].where(entries["person"] != "", "")
    shown = (named + " (" + entries["printed"] + ")").where(named != "", entries["printed"])
    cell = joined(entries.assign(shown=shown), ["target", "category"], "shown")
    return {(target, slug): said for target, slug, said in cell.itertuples(index=False, name=None)}


def _eligibility_columns(context: _Context, units: pd.DataFrame) -> pd.DataFrame:
    """G1 of each unit: the category's own answer where there is one, else the film's."""
    columns = ["eligibility", "reason_code", "reason", "conflict", "source_url", "retrieved_at"]
    film = lookup(units, context.shared.g1, _FILM, columns)
    each = lookup(units, context.shared.records, FILM_UNIT, columns)
    found = film.where(each["eligibility"].isna(), each, axis=0) if len(units) else film
    targets, rules = context.shared.targets, context.shared.rules
    needs = among(units, asked_for(targets, rules, "submission"), ["target", "category"])
    further = among(units, asked_for(targets, rules, "qualification"), ["target", "category"])
    listed = found["reason_code"].isin(["nominated", "longlisted", "shortlisted", "record_eligible"])
    listed |= found["reason_code"].eq("record_not_advanced")
    own_answer = each["eligibility"].notna()
    code = filled(found["reason_code"]).replace("", "no_rule")
    answer = filled(found["eligibility"]).replace("", "unknown")
    further &= ~own_answer & answer.eq("eligible")  # eligible for the awards is not eligible for this one
    return pd.DataFrame(
        {
            "eligibility": answer.mask(needs & ~own_answer, "unknown").mask(further, "presumed"),
            "g1_reason": code.mask(needs & ~own_answer, "submission_not_known").mask(further, "condition_not_known"),
            "reason": filled(found["reason"]),
            "conflict": found["conflict"].eq(True),
            "g1_source": filled(found["source_url"]),
            "g1_date": filled(found["retrieved_at"]),
            "submission": needs & ~(own_answer & listed),
        }
    )


def _links(context: _Context, units: pd.DataFrame) -> pd.DataFrame:
    """The evidence of each unit: its own, for a film as a whole all of it, and the body's own entries."""
    rows = context.shared.evidence.rows
    own = context.stands.entries[[*UNIT, "evidence_id"]]
    rungs = context.stands.rungs[[*UNIT, "evidence_id"]]
    documents = rows[rows["family"] == "eligibility"].dropna(subset=["ceremony"])
    records = with_target(documents, context.shared.targets).assign(person="")
    other = rows[rows["family"] != "eligibility"]
    films = units.loc[units["category"] == "", [*_FILM, "film_year"]]
    every = pair(films, other[[*IN_SEASON, "evidence_id", "family"]], IN_SEASON)
    speaks = every[every["family"] != "release"]
    parts = [
        own,
        rungs,
        records,
        every.assign(category="", person=""),
        records.assign(category=""),
        speaks.assign(category=PICTURE, person=""),
        context.spoken,
    ]
    found = pd.concat([part[[*UNIT, "evidence_id"]] for part in parts], ignore_index=True)
    found = found[found["evidence_id"] != ""].drop_duplicates(ignore_index=True)
    return found[among(found, units, UNIT)].reset_index(drop=True)
