"""Gate G1 by dated rules: what a film's kind, running time and claimed days of release come to at a ceremony."""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd

from tracker.domain.bodies import bodies
from tracker.domain.categories import group_of
from tracker.domain.figures import listing
from tracker.domain.rules import BodyRules, EligibilityRule, RuleBook
from tracker.domain.sources import FACTS_TIER, OFFICIAL_TIER
from tracker.frames import cited
from tracker.judge.material.frames import join, tuples
from tracker.judge.material.tables import IN_SEASON, PROVENANCE, SHOWN, SeasonTables


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
    tier: int
    documents: frozenset[str]
    """What says so: the documents that the source cites, else its own page."""
    provenance: tuple[Any, ...]


class Peer(NamedTuple):
    """A nomination that implies a release."""

    body: str
    day: str
    """When it came out; "" where that is not known."""
    urls: tuple[str, ...]
    lists: str
    """How many of the year's critics' lists name the film too, where that had to be asked."""
    recorded: bool = False
    """Whether a record of that body has the film as eligible, which need not be a nomination."""


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
    sure: bool
    """An official source claims them, or two documents do."""
    kind_barred: str
    """What being of a kind that cannot enter comes to; "" for any other kind."""
    too_short: bool
    implied: bool
    """A body that asks for the same kind of release nominated it."""
    earlier: bool
    """The season before, such a body nominated it or a record had it as eligible, and this season none nominated it."""
    had_its_turn: bool
    """The same of a record of the body itself."""

    def at(self, place: str) -> int:
        """How many days are claimed there."""
        return self.places[place]

    @property
    def days(self) -> int:
        """How many days are claimed."""
        return self.places.total()

    @property
    def doubtful(self) -> bool:
        """Whether all claimed days would keep it out, on the word of one document."""
        return not self.sure and 0 < self.days in (self.at("before"), self.at("after"))

    @property
    def within(self) -> int:
        """Days in the window or its extension."""
        return self.at("main") + self.at("extended")


OWN_FIELDS = ("feature_kind", "short")
"""Groups whose entry says nothing of a film's standing in the other categories."""
_STEPS = ("longlisted", "shortlisted")
KIND_IN_DOUBT = "kind_in_doubt"
_BARRED = {"stated": "ineligible", "assumed": "unknown"}
"""What being barred by a rule comes to: a rule that is only assumed bars nobody."""

_BAR, _CONFLICT, _IMPLIED = "barred", "release_dates_conflict", "implied_by_peer_list"
IMPLIED_BY_CRITICS = "implied_by_critics"
"""A nomination implies a release only together with what critics listed: the same words as speak for its acclaim."""
_EARLIER = "in_the_race_a_season_before"
"""One document alone dates a release in a season after that in which the film was in the race elsewhere."""
_HAD_ITS_TURN = "eligible_a_season_before"
"""Days of this season, however sure, do not undo that the body itself had the film as eligible the season before."""
_KIND = "kind_not_eligible"
_CASES: tuple[tuple[Callable[[Case], bool], str, str], ...] = (
    (lambda c: c.too_short, _BAR, "too_short"),
    (lambda c: c.had_its_turn and c.within > 0, "unknown", _HAD_ITS_TURN),
    (lambda c: c.earlier and not c.sure and c.within > 0, "unknown", _EARLIER),
    (lambda c: 0 < c.days == c.within and c.at("main") > 0, "presumed", "released_in_window"),
    (lambda c: 0 < c.days == c.within, "presumed", "released_in_extended_window"),
    (lambda c: c.within > c.at("before"), "presumed", _CONFLICT),
    (lambda c: c.within > 0, "unknown", _CONFLICT),
    (lambda c: c.at("vague") > 0, "unknown", "release_dates_vague"),
    (lambda c: c.doubtful and c.implied, "presumed", _IMPLIED),
    (lambda c: c.doubtful, "unknown", "one_weak_claim"),
    (lambda c: 0 < c.days == c.at("before"), _BAR, "released_before_window"),
    (lambda c: 0 < c.days == c.at("after"), _BAR, "released_after_window"),
    (lambda c: c.at("near") > 0, "unknown", "released_just_after_window"),
    (lambda c: c.days > 0, "unknown", _CONFLICT),
    (lambda c: c.implied, "presumed", _IMPLIED),
    (lambda _: True, "unknown", "no_release_claim"),
)
"""The first that holds decides: when, the answer (or what being barred comes to), and the reason code."""


def _decide(case: Case, basis: str) -> tuple[str, str]:
    if case.kind_barred:
        return case.kind_barred, _KIND
    answer, code = next((answer, code) for holds, answer, code in _CASES if holds(case))
    return _BARRED[basis] if answer == _BAR else answer, code


def by_rule(tables: SeasonTables, candidates: pd.DataFrame, targets: pd.DataFrame, rules: RuleBook) -> Iterator[Answer]:
    """The answer for every candidate at every judged ceremony of its season."""
    films: dict[int, list[_Film]] = defaultdict(list)
    for year, *cells in tuples(candidates, ["film_year", *_Film._fields]):
        films[year].append(_Film(*cells))
    origins = dict(zip(tuples(candidates, IN_SEASON), tuples(candidates, list(PROVENANCE)), strict=True))
    judged = {name: rules.bodies[name] for name in targets["body"].unique()}
    releases = tables.releases[tables.releases["event"].eq("") & tables.releases["film"].isin(candidates["film_key"])]
    rows = tuples(releases, ["country", "film", "date", "source_url", "cites", *PROVENANCE])
    claims = {name: _claims(rows, body) for name, body in judged.items()}
    implied, as_films = _implied(tables, judged), _as_films(tables.entries, rules)
    recorded = _recorded(tables, judged)
    for name, number, year, held_on in tuples(targets, ["body", "ceremony", "film_year", "held_on"]):
        body, at = judged[name], (name, number, year)
        rule = body.eligibility_at(number) if number > 0 else None
        if rule is None:
            why = "no rule for this ceremony is at hand"
            for film in films[year]:
                yield Answer(*at, film.film_key, "", "unknown", "no_rule", why, "", "", *origins[year, film.film_key])
            continue
        window, kinds = _window(rule, year, held_on), body.kinds_at(number)
        barred = dict.fromkeys(kinds.bars, _BARRED[kinds.basis]) if kinds else {}
        for film in films[year]:
            own = claims[name].get(film.film_key, [])
            peer = implied[name].get((year, film.film_key))
            record = recorded[name].get((year - 1, film.film_key))
            own_record = record is not None and record.body == name
            before = record if own_record else implied[name].get((year - 1, film.film_key)) or record
            short = rule.minutes_over is not None and not pd.isna(film.minutes) and film.minutes <= rule.minutes_over
            own_word = film.kind_body == name and film.work_kind in barred
            kind = "ineligible" if own_word else barred.get(film.work_kind, "")
            case, differs = _case(own, window, kind, too_short=short, peer=peer, before=before)
            case = case._replace(had_its_turn=case.earlier and own_record)
            doubt = _doubt(film, as_films) if film.work_kind in barred else ""
            answer, code = ("unknown", KIND_IN_DOUBT) if doubt else _decide(case, rule.basis)
            by_peer = {_IMPLIED: peer, _EARLIER: before, _HAD_ITS_TURN: before}.get(code)
            code = IMPLIED_BY_CRITICS if code == _IMPLIED and by_peer and by_peer.lists else code
            source = own[0].provenance if own else ()
            listed = film.kind_basis if code == _KIND else ""
            reason = doubt or listed or _reason(code, body.territory.name, own, by_peer)
            on_kind = [film.kind_url] if film.kind_url and (doubt or listed) else []
            cites = join([*on_kind, *(claim.url for claim in own), *(by_peer.urls if by_peer else ())])
            yield Answer(*at, film.film_key, "", answer, code, reason, "", cites, *source)._replace(
                claimed_dates=", ".join(dict.fromkeys(claim.day for claim in own)),
                conflict=differs or code == _CONFLICT,
                rule=rule.rule, rule_basis=rule.basis, rule_source=rule.source,
            )  # fmt: skip


class _Film(NamedTuple):
    """What a rule asks of a candidate."""

    film_key: str
    work_kind: str
    kind_doubt: str
    kind_body: str
    kind_basis: str
    kind_url: str
    minutes: float


def _doubt(film: _Film, as_films: Mapping[str, str]) -> str:
    """Why it is open whether a film is of a kind that cannot enter; "" where it is settled."""
    if film.kind_basis and film.film_key in as_films:
        return f"{film.kind_basis}, and {as_films[film.film_key]} nominated it as a film"
    return film.kind_doubt


def _as_films(entries: pd.DataFrame, rules: RuleBook) -> dict[str, str]:
    """Films that a body nominated which bars what was made for television, with the body's title."""
    rows = entries[entries["result"].isin(SHOWN) & entries["official"] & entries["ceremony"].notna()]
    rows = rows[rows["body"].isin([name for name, body in rules.bodies.items() if body.kinds])]
    return {
        film: rules.bodies[name].title
        for name, number, film in tuples(rows, ["body", "ceremony", "film"])
        if (kinds := rules.bodies[name].kinds_at(number)) and "television" in kinds.bars
    }


def _case(
    claims: list[Claim], window: Window, kind_barred: str, *, too_short: bool, peer: Peer | None, before: Peer | None
) -> tuple[Case, bool]:
    """What decides, by the claims of better sources where there are any; and whether the others say otherwise.

    A lesser source that says the same confirms it.
    """
    strong = [claim for claim in claims if claim.tier <= FACTS_TIER]
    deciding = strong or claims
    days = {claim.day: window.place(claim) for claim in deciding}
    agreeing = (claim for claim in claims if window.place(claim) in days.values())
    documents: set[str] = set().union(*(claim.documents for claim in agreeing))
    sure = len(documents) > 1 or any(claim.tier == OFFICIAL_TIER for claim in deciding)
    implied = peer is not None
    earlier = before is not None and not implied
    case = Case(Counter(days.values()), sure, kind_barred, too_short, implied, earlier, had_its_turn=False)
    others = {_SIDE[window.place(claim)] for claim in claims} - {""}
    return case, len(others) > 1 or (not sure and implied and others == {"outside"})


_SIDE = (
    dict.fromkeys(("before", "after", "near"), "outside")
    | dict.fromkeys(("main", "extended"), "inside")
    | {"vague": ""}
)
"""Where a claimed day lies, as inside or outside of the window."""


def _claims(releases: list[tuple[Any, ...]], body: BodyRules) -> dict[str, list[Claim]]:
    """Claims about releases in a body's territory by film, in order of day and address."""
    territory, claims = body.territory.names, defaultdict(list)
    for country, film, day, url, cites, *provenance in releases:
        if country.casefold() in territory and (span := _span(day)):
            tier = FACTS_TIER + 1 if pd.isna(provenance[1]) else provenance[1]
            claims[film].append(Claim(day, *span, url, tier, frozenset(cites or [url]), tuple(provenance)))
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


def _implied(tables: SeasonTables, judged: Mapping[str, BodyRules]) -> dict[str, dict[tuple[int, str], Peer]]:
    """By body, films (season and key) that a body asking for the same kind of release nominated, and which."""
    entries = tables.entries
    peers = {implication.body for body in judged.values() for implication in body.implied_by}
    rows = entries[entries["body"].isin(peers) & entries["result"].isin(SHOWN) & entries["official"]]
    columns = ["body", "category", "ceremony", "film_year", "film", "stated_on", "source_url"]
    critics = _critics(tables.top_tens)
    lists = defaultdict(list)
    for body, *entry in tuples(cited(rows[rows["ceremony"].notna()]), columns):
        lists[body].append(entry)
    implied: dict[str, dict[tuple[int, str], Peer]] = {name: {} for name in judged}
    for name, body in judged.items():
        for implication in reversed(body.implied_by):
            for slug, number, year, film, day, url in lists[implication.body]:
                listed = critics.get((year, film), _NONE) if implication.critics else _NONE
                if implication.covers(slug, int(number)) and listed.share >= implication.critics:
                    implied[name][year, film] = Peer(implication.body, day, (url, *listed.urls), listed.words)
    return implied


def _recorded(tables: SeasonTables, judged: Mapping[str, BodyRules]) -> dict[str, dict[tuple[int, str], Peer]]:
    """The same of films that records have as eligible for the awards as a whole, at it or at such a body.

    So has a longlist or shortlist of the body itself, but in a category with entry rules of its own.
    """
    records, entries = tables.eligibility, tables.entries
    records = records[records["status"].eq("eligible") & records["category"].eq("")]
    films = {name: _by_season(records[records["body"].eq(name)]) for name in records["body"].unique()}
    own = entries[entries["result"].isin(_STEPS) & entries["official"] & entries["ceremony"].notna()]
    own = own[~own["category"].map(group_of).isin(OWN_FIELDS)]
    return {
        name: {key: one for peer in rules.implied_by for key, one in films.get(peer.body, {}).items()}
        | _by_season(own[own["body"].eq(name)])
        | films.get(name, {})
        for name, rules in judged.items()
    }


def _by_season(rows: pd.DataFrame) -> dict[tuple[int, str], Peer]:
    """By season and film, what rows of a body with ceremonies say was eligible there."""
    return {
        (bodies()[body].ceremonies.ceremony(int(number)).film_year, film): Peer(body, "", (url,), "", recorded=True)
        for body, number, film, url in tuples(cited(rows), ["body", "ceremony", "film", "source_url"])
        if body in bodies()
    }


class _Critics(NamedTuple):
    """How many critics' lists of a year name a film."""

    share: float
    words: str
    urls: tuple[str, ...]


_NONE = _Critics(0.0, "", ())


def _critics(top_tens: pd.DataFrame) -> dict[tuple[int, str], _Critics]:
    tallies: dict[tuple[int, str], tuple[int, int, tuple[str, ...]]] = {}
    columns = ["film_year", "film", "lists", "of", "source_url"]
    for year, film, lists, of, url in tuples(cited(top_tens), columns):
        if not (pd.isna(lists) or pd.isna(of)):
            n, most, urls = tallies.get((year, film), (0, 1, ()))
            tallies[year, film] = n + int(lists), max(most, int(of)), tuple(dict.fromkeys((*urls, url)))
    return {key: _Critics(n / of, f"{n} of {of}", urls) for key, (n, of, urls) in tallies.items()}


_MONTH = len("2010-12")
"""A longer date has a day."""


def _reason(code: str, where: str, claims: list[Claim], peer: Peer | None) -> str:
    days = list(dict.fromkeys(claim.day for claim in claims))
    dates = f"{'on' if any(len(day) > _MONTH for day in days) else 'in'} {listing(days)}"
    if peer:
        on = f" on {peer.day}" if peer.day else ""
        body = bodies()[peer.body].title if peer.body in bodies() else peer.body
        known = (
            f"one source alone claims a {where} release {dates}" if claims else f"no {where} release date is at hand"
        )
        if code == _HAD_ITS_TURN:
            known = f"{where} release claimed for {listing(days)}"
        if code in (_EARLIER, _HAD_ITS_TURN):
            did = "had listed it as eligible" if peer.recorded else "nominated it"
            when = "" if peer.recorded or not on else f",{on}"
            return f"{known}, but the {body} {did} a season before{when}"
        if peer.lists:
            return f"{known}, but the {body} nominated it{on}, and {peer.lists} lists of critics for that year name it"
        return f"{known}, but the {body}, which ask for a release there, nominated it{on}"
    plain = {
        _KIND: "this kind of work cannot enter",
        "too_short": "shorter than the rule asks",
        "no_release_claim": f"no {where} release date is at hand",
        "one_weak_claim": f"one source alone claims a {where} release {dates}",
    }
    if code in plain:
        return plain[code]
    strong = dict.fromkeys(claim.day for claim in claims if claim.tier <= FACTS_TIER)
    if strong and (others := [day for day in days if day not in strong]):
        return f"{where} release claimed for {listing(list(strong))}; weaker sources say {listing(others)}"
    apart = ", which decide differently" if code == _CONFLICT else ""
    return f"{where} release claimed for {listing(days)}{apart}"
