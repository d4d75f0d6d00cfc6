"""Gate G1 by dated rules: what a film's kind, running time and claimed days of release come to at a ceremony."""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd

from tracker.domain.categories import group_of
from tracker.domain.rules import BodyRules, EligibilityRule, RuleBook
from tracker.judge.material.frames import join, tuples
from tracker.judge.material.tables import PROVENANCE, SHOWN, SeasonTables


class Answer(NamedTuple):
    """What a document or a rule says of a film at a ceremony, and whose word it is."""

    body: str
    ceremony: int
    film_year: int
    film_key: str
    category: str
    """"" where the answer holds for all of them."""
    eligibility: str
    reason_code: str
    reason: str
    people: str = ""
    cites: str = ""
    source: str = ""
    tier: int | None = None
    licence: str = ""
    source_url: str = ""
    source_revision: str = ""
    retrieved_at: str = ""
    origin: str = ""
    claimed_dates: str = ""
    conflict: bool = False
    rule: str = ""
    rule_basis: str = ""
    rule_source: str = ""


class Claim(NamedTuple):
    """A claimed release in a body's territory: the day as it is written, and the first and last day that it allows."""

    day: str
    first: date
    last: date
    url: str
    provenance: tuple[Any, ...]


@dataclass(frozen=True)
class Window:
    """The qualifying days of a ceremony, with the ends of an extension and of the days of grace."""

    start: date
    end: date
    limit: date
    near: date

    def place(self, claim: Claim) -> str:
        """Where a claimed day lies."""
        if claim.first >= self.start and claim.last <= self.end:
            return "main"
        if claim.last < self.start:
            return "before"
        if claim.first > self.end and claim.last <= self.limit:
            return "extended"
        if claim.first > self.limit and claim.last <= self.near:
            return "near"
        return "after" if claim.first > self.near else "vague"


class Case(NamedTuple):
    """What decides about a film by rule."""

    places: Counter[str]
    """How many distinct days are claimed, by where they lie in the window."""
    kind_barred: str
    """What being of a kind that cannot enter comes to; "" for any other kind."""
    too_short: bool
    implied: bool
    """A body that asks for the same kind of release nominated it."""

    def at(self, place: str) -> int:
        """How many days are claimed there."""
        return self.places[place]

    @property
    def days(self) -> int:
        """How many days are claimed."""
        return self.places.total()

    @property
    def within(self) -> int:
        """Days in the window or its extension."""
        return self.at("main") + self.at("extended")


_BARRED = {"stated": "ineligible", "assumed": "unknown"}
"""What being barred by a rule comes to: a rule that is only assumed bars nobody."""

_BAR, _CONFLICT = "barred", "release_dates_conflict"
_CASES: tuple[tuple[Callable[[Case], bool], str, str], ...] = (
    (lambda c: c.too_short, _BAR, "too_short"),
    (lambda c: 0 < c.days == c.within and c.at("main") > 0, "presumed", "released_in_window"),
    (lambda c: 0 < c.days == c.within, "presumed", "released_in_extended_window"),
    (lambda c: c.within > c.at("before"), "presumed", _CONFLICT),
    (lambda c: c.within > 0, "unknown", _CONFLICT),
    (lambda c: c.at("vague") > 0, "unknown", "release_dates_vague"),
    (lambda c: 0 < c.days == c.at("before"), _BAR, "released_before_window"),
    (lambda c: 0 < c.days == c.at("after"), _BAR, "released_after_window"),
    (lambda c: c.at("near") > 0, "unknown", "released_just_after_window"),
    (lambda c: c.days > 0, "unknown", _CONFLICT),
    (lambda c: c.implied, "presumed", "implied_by_peer_list"),
    (lambda _: True, "unknown", "no_release_claim"),
)
"""The first that holds decides: when, the answer (or what being barred comes to), and the reason code."""


def _decide(case: Case, basis: str) -> tuple[str, str]:
    if case.kind_barred:
        return case.kind_barred, "kind_not_eligible"
    answer, code = next((answer, code) for holds, answer, code in _CASES if holds(case))
    return _BARRED[basis] if answer == _BAR else answer, code


def by_rule(tables: SeasonTables, candidates: pd.DataFrame, targets: pd.DataFrame, rules: RuleBook) -> Iterator[Answer]:
    """The answer for every candidate at every judged ceremony of its season."""
    films = defaultdict(list)
    for year, *film in tuples(candidates, ["film_year", "film_key", "work_kind", "minutes", *PROVENANCE]):
        films[year].append(film)
    bodies = {name: rules.bodies[name] for name in targets["body"].unique()}
    releases = tables.releases[tables.releases["event"].eq("") & tables.releases["film"].isin(candidates["film_key"])]
    rows = tuples(releases, ["country", "film", "date", "source_url", *PROVENANCE])
    claims = {name: _claims(rows, body) for name, body in bodies.items()}
    implied = _implied(tables.entries, bodies)
    for name, number, year, held_on in tuples(targets, ["body", "ceremony", "film_year", "held_on"]):
        body, at = bodies[name], (name, number, year)
        rule = body.eligibility_at(number) if number > 0 else None
        if rule is None:
            why = "no rule at hand for this ceremony"
            for film, _, _, *origin in films[year]:
                yield Answer(*at, film, "", "unknown", "no_rule", why, "", "", *origin)
            continue
        window, kinds = _window(rule, year, held_on), body.kinds_at(number)
        barred = dict.fromkeys(kinds.bars, _BARRED[kinds.basis]) if kinds else {}
        for film, kind, minutes, *_ in films[year]:
            own = claims[name].get(film, [])
            days = {claim.day: window.place(claim) for claim in own}
            too_short = rule.minutes_over is not None and not pd.isna(minutes) and minutes <= rule.minutes_over
            case = Case(Counter(days.values()), barred.get(kind, ""), too_short, (year, film) in implied[name])
            answer, code = _decide(case, rule.basis)
            dates, source = ", ".join(days), own[0].provenance if own else ()
            reason, cites = _reason(code, body.territory.name, dates), join(claim.url for claim in own)
            yield Answer(*at, film, "", answer, code, reason, "", cites, *source)._replace(
                claimed_dates=dates, conflict=code == _CONFLICT,
                rule=rule.rule, rule_basis=rule.basis, rule_source=rule.source,
            )  # fmt: skip


def _claims(releases: list[tuple[Any, ...]], body: BodyRules) -> dict[str, list[Claim]]:
    """Claims about releases in a body's territory by film, in order of day and address."""
    territory, claims = body.territory.names, defaultdict(list)
    for country, film, day, url, *provenance in releases:
        if country.casefold() in territory and (span := _span(day)):
            claims[film].append(Claim(day, *span, url, tuple(provenance)))
    return {film: sorted(own, key=lambda claim: (claim.day, claim.url)) for film, own in claims.items()}


def _span(day: str) -> tuple[date, date] | None:
    """The first and last day that a claim allows, which may give a year or a month only; None for what is no date."""
    try:
        first = date.fromisoformat(day + "-01-01"[len(day) - len("2010") :])
    except ValueError:
        return None
    if len(day) == len("2010"):
        return first, first.replace(month=12, day=31)
    return first, first.replace(day=monthrange(first.year, first.month)[1]) if len(day) == len("2010-09") else first


def _window(rule: EligibilityRule, film_year: int, held_on: str) -> Window:
    start, end = rule.window_of(film_year)
    limit = end
    if rule.extended is not None:
        held = _span(held_on)
        limit = max(end, rule.extended.to if isinstance(rule.extended.to, date) else held[0] if held else end)
    return Window(start, end, limit, limit + timedelta(days=rule.grace_days))


def _implied(entries: pd.DataFrame, bodies: Mapping[str, BodyRules]) -> dict[str, set[tuple[int, str]]]:
    """By body, films (season and key) that a body asking for the same kind of release nominated."""
    entries = entries[entries["result"].isin(SHOWN) & entries["official"]]
    shown = set(tuples(entries, ["body", "category", "film_year", "film"]))
    return {
        name: {
            (year, film)
            for implication in body.implied_by
            for peer, slug, year, film in shown
            if peer == implication.body and group_of(slug) not in implication.not_groups
        }
        for name, body in bodies.items()
    }


def _reason(code: str, where: str, dates: str) -> str:
    plain = {
        "kind_not_eligible": "this kind of work cannot enter",
        "too_short": "shorter than the rule asks",
        "implied_by_peer_list": f"no {where} release date at hand; a body that asks for a release there nominated it",
        "no_release_claim": f"no {where} release date at hand",
    }
    conflict = "; these decide differently" if code == _CONFLICT else ""
    return plain.get(code) or f"{where} release claimed for {dates}{conflict}"
