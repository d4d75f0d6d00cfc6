"""Gate G1: may this film be nominated? Documents of the body first, then dated release claims under dated rules.

Claims may conflict. A conflict that would change the answer is kept as such and never gives more than `presumed`; a
rule that is only assumed gives `presumed` or `unknown` and nothing stronger either way.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from tracker.domain.facts.tables import schema
from tracker.domain.rules import BodyRules, EligibilityRule, RuleBook
from tracker.judge.eligibility.categories import country_chose_other, without_category
from tracker.judge.material.categories import in_groups
from tracker.judge.material.frames import among, chosen, joined, lookup, pair, typed
from tracker.judge.material.tables import IN_SEASON, PROVENANCE, SHOWN, SeasonTables

ELIGIBILITY = schema("eligibility")
"""Columns of the eligibility frame; `category` is "" where the answer holds for the whole body."""

OWN_FIELDS = ("feature_kind", "short")
"""Groups whose entry says nothing of a film's standing in the other categories."""

_ANSWER = {
    "ineligible": "ineligible",
    "not_submitted": "not_submitted",
    "not_advanced": "eligible",
    "eligible": "eligible",
}
NO_CATEGORY = "no_category_for_kind"
_STRENGTH = {"ineligible": 0, "not_submitted": 1, "eligible": 2}
_KEY = ["body", "ceremony", "film_key"]


@dataclass(frozen=True)
class Eligible:
    """Gate G1 of a season: `films` one row a body and candidate, `categories` where one category differs."""

    films: pd.DataFrame
    categories: pd.DataFrame


def judge_eligibility(
    tables: SeasonTables, candidates: pd.DataFrame, targets: pd.DataFrame, rules: RuleBook
) -> Eligible:
    """G1 for every candidate at every judged ceremony of its season.

    Args:
        tables: every statement at hand.
        candidates: the seasons' films (`tracker.judge.material.candidates`).
        targets: the judged ceremonies (`tracker.judge.material.lists.targets`).
        rules: dated rules.
    """
    documents = _documents(tables, candidates, targets)
    own = in_groups(documents["category"], OWN_FIELDS)
    whole = documents[~own | (documents["category"] == "")]
    barred = documents["eligibility"].isin(["ineligible", "not_submitted"])
    whole = whole[(whole["category"] == "") | ~barred.reindex(whole.index)]
    judged = targets[["body", "ceremony", "ceremony_year", "film_year", "held_on"]]
    asked = pair(candidates, judged, ["film_year"])
    answers = [_by_rule(tables, rows, rules.bodies[str(body)]) for body, rows in asked.groupby("body", sort=False)]
    by_rule = pd.concat([_answer(asked.iloc[:0], "", "", ""), *answers], ignore_index=True)
    by_rule = _without_category(by_rule, without_category(tables, targets, asked, rules))
    films = _first(pd.concat([whole.assign(category=""), by_rule], ignore_index=True), _KEY)
    dates = lookup(films, by_rule.assign(ceremony=by_rule["ceremony"].astype("Int64")), _KEY, ["dates", "conflict"])
    films = films.assign(claimed_dates=dates["dates"], conflict=dates["conflict"].eq(True))
    chosen_other = country_chose_other(tables, candidates, targets, rules)
    by_country = _answer(chosen_other, "not_submitted", "country_chose_other", chosen_other["reason"])
    each = pd.concat([documents[documents["category"] != ""], by_country.assign(rank=9.0)], ignore_index=True)
    each = _first(each, [*_KEY, "category"])
    return Eligible(films=_finished(films, candidates, targets), categories=_finished(each, candidates, targets))


def _first(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """The strongest answer of each key: documents in order of `rank`, then the rules."""
    rows = rows.assign(ceremony=rows["ceremony"].astype("Int64"))
    return rows.sort_values("rank", kind="stable").drop_duplicates(key)


def _finished(rows: pd.DataFrame, candidates: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    numbers = lookup(rows, targets, ["body", "ceremony"], ["ceremony_year", "film_year"])
    rows = rows.assign(**{c: numbers[c] for c in numbers.columns})
    names = lookup(rows, candidates, IN_SEASON, ["film", "film_qid", "film_imdb"])
    rows = rows.assign(**{c: names[c] for c in names.columns})
    return typed(rows.sort_values(["body", "ceremony", "film", "film_key", "category"], kind="stable"), ELIGIBILITY)


def _documents(tables: SeasonTables, candidates: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """What the bodies' own lists and records say: one row a statement, strongest first by `rank`."""
    records = tables.eligibility[tables.eligibility["status"].isin(list(_ANSWER))]
    answer = records["status"].map(_ANSWER)
    said = records.assign(
        eligibility=answer,
        rank=answer.map(_STRENGTH).astype("float64"),
        reason_code=("record_" + records["status"]),
        people=records["people"].map(";".join),
    )
    entries = tables.entries[tables.entries["official"]]
    stage = entries["result"].where(~entries["result"].isin(SHOWN), "nominated")
    listed = entries.assign(eligibility="eligible", rank=3.0, reason_code=stage, reason="", people="")
    listed = listed.assign(reason="on the body's own list: " + listed["category_as_printed"])
    rows = pd.concat([said, listed], ignore_index=True).rename(columns={"film": "film_key"})
    judged = targets[["body", "ceremony", "film_year"]]
    rows = pair(rows.drop(columns="film_year"), judged, ["body", "ceremony"], one=True)
    return rows[among(rows, candidates, IN_SEASON)].assign(cites=lambda f: f["cites"].map(";".join))


def _by_rule(tables: SeasonTables, asked: pd.DataFrame, body: BodyRules) -> pd.DataFrame:
    """The answer by kind, running time and release claims for one body's ceremonies."""
    numbers = {int(number): body.eligibility_at(int(number)) for number in asked["ceremony"].unique()}
    given = {number: rule for number, rule in numbers.items() if rule is not None and number > 0}
    known = asked["ceremony"].isin(list(given))
    found = pd.concat(
        [
            _answer(asked[~known], "unknown", "no_rule", "no rule at hand for this ceremony"),
            _apply(tables, asked[known], body, given),
        ],
        ignore_index=True,
    )
    return found.assign(category="", rank=9.0)


def _without_category(by_rule: pd.DataFrame, films: pd.DataFrame) -> pd.DataFrame:
    """With the films set apart for which the body had no category of their kind."""
    out = among(by_rule, films, _KEY)
    why = "it had no award for this kind of film"
    return by_rule.assign(
        eligibility=by_rule["eligibility"].mask(out, "ineligible"),
        reason_code=by_rule["reason_code"].mask(out, NO_CATEGORY),
        reason=by_rule["reason"].mask(out, why),
    )


def _answer(rows: pd.DataFrame, answer: str, code: str, reason: "str | pd.Series[str]") -> pd.DataFrame:
    return rows.assign(eligibility=answer, reason_code=code, reason=reason, conflict=False, dates="")


_HELD = ["ceremony", "film_key"]


def _apply(
    tables: SeasonTables, rows: pd.DataFrame, body: BodyRules, given: Mapping[int, EligibilityRule]
) -> pd.DataFrame:
    """The answer for ceremonies that have a rule, by the rule of each."""
    claims = _claims(tables, pair(rows, _windows(rows, given), ["ceremony"], one=True), body)
    asked = rows.drop(columns=list(PROVENANCE), errors="ignore")
    found = pair(asked, claims, _HELD, how="left", one=True).fillna(dict.fromkeys(_PLACES, 0) | {"dates": ""})
    within, n = found["main"] + found["extended"], found[list(_PLACES)].sum(axis=1)
    only = (within == n) & (n > 0)
    said = pd.DataFrame(
        [(number, rule.basis, rule.rule, rule.source) for number, rule in given.items()],
        columns=["ceremony", "rule_basis", "rule", "rule_source"],
    )
    found = found.join(lookup(found, said, ["ceremony"], ["rule_basis", "rule", "rule_source"]))
    barred = found["rule_basis"].map(_BARRED).fillna("unknown")
    kinds = _kinds(found, body)
    cases: list[tuple[pd.Series[bool], str | pd.Series[str], str]] = [
        (kinds["barred"], kinds["answer"], "kind_not_eligible"),
        (_too_short(found, given), barred, "too_short"),
        (only & (found["main"] > 0), "presumed", "released_in_window"),
        (only, "presumed", "released_in_extended_window"),
        ((within > 0) & (within > found["before"]), "presumed", "release_dates_conflict"),
        ((within > 0), "unknown", "release_dates_conflict"),
        ((n > 0) & (found["vague"] > 0), "unknown", "release_dates_vague"),
        ((n > 0) & (found["before"] == n), barred, "released_before_window"),
        ((n > 0) & (found["after"] == n), barred, "released_after_window"),
        ((n > 0) & (found["near"] > 0), "unknown", "released_just_after_window"),
        ((n > 0), "unknown", "release_dates_conflict"),
        (among(found, _implied(tables, body), IN_SEASON), "presumed", "implied_by_peer_list"),
    ]
    answer = pd.Series("unknown", index=found.index)
    code = pd.Series("no_release_claim", index=found.index)
    for mask, value, why in reversed(cases):
        answer, code = answer.mask(mask, value), code.mask(mask, why)
    return found.assign(
        eligibility=answer,
        reason_code=code,
        reason=_reason(found, code, body),
        conflict=code == "release_dates_conflict",
    )


_BARRED = {"stated": "ineligible", "assumed": "unknown"}
"""What being barred by a rule comes to: a rule that is only assumed bars nobody."""


def _kinds(found: pd.DataFrame, body: BodyRules) -> pd.DataFrame:
    """Whether each film's kind is barred at its ceremony (`barred`), and what that comes to (`answer`)."""
    rules = {int(number): body.kinds_at(int(number)) for number in found["ceremony"].unique()}
    pairs = zip(found["ceremony"], found["work_kind"], strict=True)
    applied = [(rule, kind) for rule, kind in ((rules[int(number)], kind) for number, kind in pairs)]
    return pd.DataFrame(
        {
            "barred": [rule is not None and kind in rule.bars for rule, kind in applied],
            "answer": [_BARRED[rule.basis] if rule is not None else "" for rule, _ in applied],
        },
        index=found.index,
    ).astype({"barred": bool})


def _too_short(found: pd.DataFrame, given: Mapping[int, EligibilityRule]) -> "pd.Series[bool]":
    limit = found["ceremony"].map({number: rule.minutes_over for number, rule in given.items()}).astype("Float64")
    return (found["minutes"].astype("Float64") <= limit).fillna(False).astype(bool)


def _windows(rows: pd.DataFrame, given: Mapping[int, EligibilityRule]) -> pd.DataFrame:
    """The qualifying days of each ceremony: ceremony, start, end, limit (of an extension), near (of the grace)."""
    found = []
    for number, film_year, held_on in rows.drop_duplicates("ceremony")[["ceremony", "film_year", "held_on"]].itertuples(
        index=False, name=None
    ):
        rule = given[int(number)]
        start, end = (pd.Timestamp(day) for day in rule.window_of(int(film_year)))
        limit = max(end, _extended(held_on, rule) or end)
        found.append((number, start, end, limit, limit + pd.Timedelta(days=rule.grace_days)))
    windows = pd.DataFrame(found, columns=["ceremony", "start", "end", "limit", "near"])
    return windows.astype({"ceremony": "Int64"} | dict.fromkeys(["start", "end", "limit", "near"], "datetime64[us]"))


_PLACES = ("main", "extended", "before", "near", "after", "vague")


def _claims(tables: SeasonTables, rows: pd.DataFrame, body: BodyRules) -> pd.DataFrame:
    """For each ceremony and film, how many distinct claimed days in the territory lie where, and the claims as text.

    Args:
        tables: every statement at hand.
        rows: the films asked about, with the window of the ceremony (`_windows`).
        body: whose territory counts.
    """
    claims = tables.releases[["film", "date", "country", "event", *PROVENANCE]]
    here = claims["country"].str.casefold().isin(body.territory.names) & (claims["event"] == "")
    claims = claims[here & claims["film"].isin(rows["film_key"])]
    claims = claims.assign(first=_first_day(claims["date"]), last=_last_day(claims["date"]), film_key=claims["film"])
    claims = claims[claims["first"].notna() & claims["last"].notna()]
    claims = pair(claims, rows[[*_HELD, "start", "end", "limit", "near"]], ["film_key"]).sort_values(
        [*_HELD, "date", "source_url"], kind="stable", ignore_index=True
    )
    first, last, end, limit = claims["first"], claims["last"], claims["end"], claims["limit"]
    place = pd.Series("vague", index=claims.index)
    place = place.mask(first > claims["near"], "after").mask((first > limit) & (last <= claims["near"]), "near")
    place = place.mask((first > end) & (last <= limit), "extended").mask(last < claims["start"], "before")
    claims = claims.assign(place=place.mask((first >= claims["start"]) & (last <= end), "main"))
    days = claims.drop_duplicates([*_HELD, "date"])
    counts = days.groupby([*_HELD, "place"]).size().unstack(fill_value=0).reindex(columns=list(_PLACES), fill_value=0)
    said = joined(days, _HELD, "date", ", ").rename(columns={"date": "dates"})
    cited = joined(claims, _HELD, "source_url").rename(columns={"source_url": "cites"})
    origin = claims.groupby(_HELD)[list(PROVENANCE)].first().reset_index()
    found = pair(counts.reset_index(), said, _HELD, one=True)
    return pair(pair(found, cited, _HELD, one=True), origin, _HELD, one=True)


_YEAR, _MONTH = len("2010"), len("2010-09")


def _first_day(dates: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    """The first day a claim allows; a claim may give a year or a month only."""
    size = dates.str.len()
    whole = dates.mask(size == _YEAR, dates + "-01-01").mask(size == _MONTH, dates + "-01")
    return pd.to_datetime(whole, format="%Y-%m-%d", errors="coerce")


def _last_day(dates: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    first, size = _first_day(dates), dates.str.len()
    return first.mask(size == _MONTH, first + pd.offsets.MonthEnd(0)).mask(size == _YEAR, first + pd.offsets.YearEnd(0))


def _extended(held_on: str, rule: EligibilityRule) -> pd.Timestamp | None:
    if rule.extended is None:
        return None
    if rule.extended.to != "ceremony":
        return pd.Timestamp(rule.extended.to)
    return pd.Timestamp(held_on) if held_on else None


def _implied(tables: SeasonTables, body: BodyRules) -> pd.DataFrame:
    """Films that a body asking for the same kind of release nominated: film_year, film_key."""
    entries = tables.entries[tables.entries["result"].isin(SHOWN) & tables.entries["official"]]
    there = pd.Series(False, index=entries.index)
    for implication in body.implied_by:
        there |= (entries["body"] == implication.body) & ~in_groups(entries["category"], implication.not_groups)
    return entries[there].rename(columns={"film": "film_key"})[IN_SEASON].drop_duplicates()


def _reason(found: pd.DataFrame, code: "pd.Series[str]", body: BodyRules) -> "pd.Series[str]":
    where = body.territory.name
    dated = "claimed " + where + " release: " + found["dates"]
    plain = {
        "kind_not_eligible": "this kind of work cannot enter",
        "too_short": "shorter than the rule asks",
        "implied_by_peer_list": f"no {where} release date at hand; a body that asks for a release there nominated it",
        "no_release_claim": f"no {where} release date at hand",
    }
    tail = {"release_dates_conflict": "; these decide differently"}
    said = chosen(code, plain)
    return said.where(said != "", dated + chosen(code, tail))
