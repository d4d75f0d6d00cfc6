"""Whether a body's lists show that a film or a person was not nominated; if not, why nothing can be said."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

from tracker.domain.categories import group_of, kinds_of, pool_of
from tracker.edition.desk.entries import NOMINATED, Entry, Filter, marks

UNREAD = "category_not_read"
_OTHER_SEASON = "other_season"
REASONS = {
    "not_given": "before the body gave such a prize, or when it gave none",
    "no_list": "of seasons whose list is not at hand or not whole",
    UNREAD: "that may stand in what of a list was not read",
    "winner_unknown": "of ceremonies whose winners are not at hand",
    "list_names_no_people": "where a list names no people and a colleague may be meant",
    "not_told_apart": "not told apart from a nominee",
    _OTHER_SEASON: "that may belong to a season whose list is not at hand",
    "eligibility": "of which it is not known whether the body could have named them",
    "record": "not eligible by a record",
    "rule": "not eligible by kind or days of release",
    "number": "known by their number alone",
}
"""Why a case is left aside, as the scope says it after a number."""

Years = tuple[int, ...]
_OTHER_SEASONS = ("feature_kind", "short")
"""Groups of films that come from other countries or festivals: bodies take them in different seasons."""


_EVER = (0, 9999)
_MISSING = "list_missing"
_FEW = 4
"""Bodies up to which on looking each up in an index costs less than reading all of a film's verdicts."""


class Listed(NamedTuple):
    """A ceremony's list: whether it is whole, and which awards were given and not read, pooled."""

    ceremony: int
    is_closed: bool
    given: frozenset[str]
    unread: frozenset[str]
    is_at_hand: bool = True
    """Whether any page of it was found."""


class Coverage(NamedTuple):
    """The lists of some bodies: what an absence may rest on."""

    lists: Mapping[str, Mapping[int, Sequence[Listed]]]
    """By body and film year."""
    began: Mapping[str, int]
    """The first film year of a body, where its ceremonies are counted from the first."""
    last: int = 0
    """The last season of the edition, of whatever body."""

    def of(self, body: str, year: int) -> Sequence[Listed]:
        """The lists of a body for the films of a year."""
        return self.lists.get(body, {}).get(year, ())

    def is_whole(self, body: str, year: int) -> bool:
        """Whether some list of the body for that year is closed."""
        return any(one.is_closed for one in self.of(body, year))

    def at_hand(self, body: str, span: tuple[int, int]) -> list[int]:
        """Seasons of a span with some list of the body."""
        years = self.lists.get(body, {}).items()
        return sorted(year for year, of in years if span[0] <= year <= span[1] and any(one.is_at_hand for one in of))

    def gaps(self, body: str, span: tuple[int, int], year: int = 0) -> list[int]:
        """Seasons of a span without any list of the body, from its first ceremony on where that is known.

        Args:
            body: its slug.
            span: the first and the last season that are asked about.
            year: in which the question is asked, of which the lists may be to come; else those of the last season may.
        """
        own = self.at_hand(body, _EVER)
        if not own:
            return []
        first = max(span[0], self.began.get(body, own[0]))
        last = min(span[1], max(own[-1], (year or self.last) - 1))
        return sorted({*range(first, last + 1)}.difference(own))


def coverage_of(connection: sqlite3.Connection, bodies: Collection[str]) -> Coverage:
    """The lists of some bodies."""
    rows = connection.execute(
        "SELECT body, film_year, ceremony, coalesce(category, ''), closed + 0, coalesce(why, '') FROM coverage "  # noqa: S608
        f"WHERE film_year IS NOT NULL AND body IN ({marks(bodies)})",
        tuple(bodies),
    )
    whole: dict[tuple[str, int, int], tuple[bool, bool]] = {}
    awards: dict[tuple[str, int, int], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for body, year, ceremony, category, closed, why in rows:
        is_unread = not closed and why == UNREAD
        if not category:
            whole[body, year, ceremony] = (bool(closed) or is_unread, why != _MISSING)
        for slug in {pool_of(category), *map(pool_of, kinds_of(category))} - {""}:
            awards[body, year, ceremony][is_unread].add(slug)
    lists: dict[str, dict[int, list[Listed]]] = defaultdict(lambda: defaultdict(list))
    for (body, year, ceremony), (is_closed, is_at_hand) in whole.items():
        read, unread = awards[body, year, ceremony]
        one = Listed(ceremony, is_closed, frozenset(read | unread), frozenset(unread), is_at_hand)
        lists[body][year].append(one)
    began = connection.execute("SELECT body, first_film_year FROM bodies WHERE first_film_year IS NOT NULL")
    [last] = connection.execute("SELECT coalesce(max(film_year), 0) FROM coverage").fetchone()
    return Coverage(lists, dict(began.fetchall()), last)


class Wish(NamedTuple):
    """What is looked for and not there."""

    filter: Filter
    concepts: frozenset[str]
    """Those of the filter that may be meant: of a craft its own award, of a performance awards of its sex."""
    is_of_people: bool = False
    """Whether people are meant: then verdicts on whole films tell who was barred, not who is who."""


@dataclass
class Absence:
    """What an absence of films from the lists of some bodies rests on."""

    coverage: Coverage
    winners: Mapping[tuple[str, int | None], Collection[str]]
    """Awards, pooled, of which a winner is on record, by body and ceremony."""
    prints: Mapping[tuple[str, int | None], Collection[str]]
    """Names of the awards given, as lists print them, in comparable form."""
    numbers: Collection[str]
    """Films of which nothing but an id is on record."""
    verdicts: dict[str, dict[tuple[str, str], list[tuple[int, str, str, str]]]] = field(default_factory=dict)
    """Film year, label, reason and eligibility by film, then body and category; "" for the film as a whole."""

    def __post_init__(self) -> None:
        self._of_year = cache(self._in_year)
        self._of_years = cache(self._in_years)
        self._at_all = cache(lambda bodies, years, wish: [self._in_years(body, years, wish) for body in bodies])

    def judge(
        self, connection: sqlite3.Connection, bodies: Collection[str], films: Mapping[str, Collection[str]]
    ) -> None:
        """Add what verdicts say of films as a whole and in some categories: who was barred, what cannot be told.

        Args:
            connection: of the edition.
            bodies: at which the films are looked for.
            films: concepts by film.
        """
        wanted = {film: [None, *sorted(slugs)] for film, slugs in sorted(films.items()) if film}
        rows = connection.execute(
            "SELECT s.body, s.film_key, coalesce(s.category, ''), s.film_year, s.label, coalesce(s.reason_code, ''), "  # noqa: S608
            "coalesce(s.eligibility, '') FROM json_each(?) f CROSS JOIN json_each(f.value) c "
            "CROSS JOIN snubs s ON s.film_key = f.key AND s.category IS c.value "
            f"WHERE {'+' if len(bodies) > _FEW else ''}s.body IN (SELECT value FROM json_each(?))",
            [json.dumps(wanted), json.dumps(sorted(bodies))],
        )
        for body, film, category, *verdict in rows:
            self.verdicts.setdefault(film, {}).setdefault((body, category), []).append(tuple(verdict))

    def why_not(self, body: str, film: str, years: Years, entries: Sequence[Entry], wish: Wish, *, reason: str) -> str:
        """The code in `REASONS` of why absence is no fact; "" where it is one.

        Args:
            body: which has no such entry.
            film: its key; "" for a person.
            years: film years of its entries, in order: these seasons are searched.
            entries: those that make the case.
            wish: what is absent.
            reason: why the body's lists show no absence, if they do not (`why_open`).
        """
        if reason == UNREAD and not wish.filter.concepts and self._is_judged(body, film):
            reason = ""
        return reason or (film and self._of_film(body, film, years, entries, wish))

    def why_open(self, bodies: tuple[str, ...], years: Years, wish: Wish) -> Iterable[str]:
        """The code in `REASONS` of why each body's lists of some seasons show no absence at all; "" where they do.

        Many cases share one season, few share several: of these each body is looked at when it is asked for.
        """
        return self._at_all(bodies, years, wish) if len(years) == 1 else self._one_by_one(bodies, years, wish)

    def _one_by_one(self, bodies: tuple[str, ...], years: Years, wish: Wish) -> Iterator[str]:
        for body in bodies:
            yield self._of_years(body, years, wish)

    def is_clear(self, film: str, entries: Sequence[Entry]) -> bool:
        """Whether nothing but lists can leave it open that a film is absent, as of most: no verdict, kind or number."""
        return not (film in self._barred or film in self.numbers or _moves(entries))

    @cached_property
    def _barred(self) -> Set[str]:
        """Films of which some verdict says who was barred or what cannot be told."""
        every = ((film, row) for film, of in self.verdicts.items() for rows in of.values() for row in rows)
        return {film for film, (_, *verdict) in every if _bar(*verdict) or _doubt(*verdict)}

    def _in_years(self, body: str, years: Years, wish: Wish) -> str:
        reasons = [self._of_year(body, year, wish) for year in years]
        reason = next((reason for reason in reasons if reason not in ("", "not_given")), "")
        return reason or ("" if "" in reasons else "not_given")

    def _is_judged(self, body: str, film: str) -> bool:
        """Whether a verdict says that a film as a whole does not stand in what was not read."""
        return any(label != "UNKNOWN" for _, label, _, _ in self.verdicts.get(film, {}).get((body, ""), ()))

    def _in_year(self, body: str, year: int, wish: Wish) -> str:
        lists = self.coverage.of(body, year)
        if not lists:
            began = self.coverage.began.get(body)
            return "not_given" if began is not None and year < began else "no_list"
        reasons = [self._of_list(body, one, wish) for one in lists]
        return "" if "" in reasons else reasons[0]

    def _of_list(self, body: str, one: Listed, wish: Wish) -> str:
        if not one.is_closed:
            return "no_list"
        key = (body, one.ceremony)
        pools = frozenset(map(pool_of, wish.concepts))
        printed = wish.filter.printed
        if (
            (pools or printed)
            and not pools & one.given
            and printed.isdisjoint(self.prints.get(key, ()) if printed else ())
        ):
            return "not_given"
        if one.unread and (not pools or pools & one.unread):
            return UNREAD
        if wish.filter.results != NOMINATED:
            winners = self.winners.get(key, ())
            if not winners or (pools and pools.isdisjoint(winners)):
                return "winner_unknown"
        return ""

    def _of_film(self, body: str, film: str, years: Years, entries: Sequence[Entry], wish: Wish) -> str:
        own = self.verdicts.get(film) or {}
        every = [(slug, *verdict) for slug in ("", *wish.concepts) for verdict in own.get((body, slug), ())]
        # What bars a film from one ceremony says nothing of the next season's, at which it may be judged as well.
        verdicts = [(slug, verdict) for slug, year, *verdict in every if year in years] or [
            (slug, verdict) for slug, _, *verdict in every
        ]
        of_people = wish.is_of_people
        bars = {_bar(*verdict) or _doubt(*verdict, of_people=of_people, slug=slug) for slug, verdict in verdicts}
        if bar := next((code for code in REASONS if code in bars and code != _OTHER_SEASON), ""):
            return bar
        if _OTHER_SEASON in bars or _moves(entries):
            near = {year + step for year in years for step in (-1, 1)}
            settled = any(label != "UNKNOWN" and word in ("eligible", "presumed") for _, _, label, _, word in every)
            if not settled and not all(self.coverage.is_whole(body, year) for year in near):
                return _OTHER_SEASON
        return "number" if film in self.numbers else ""


def _moves(entries: Iterable[Entry]) -> bool:
    """Whether bodies take a film with such entries in different seasons."""
    return any(group_of(entry.category) in _OTHER_SEASONS for entry in entries)


def _bar(_label: str, reason: str, eligibility: str) -> str:
    if eligibility not in ("ineligible", "not_submitted"):
        return ""
    return "record" if reason.startswith(("record_", "country_")) else "rule"


def _doubt(label: str, reason: str, eligibility: str, *, of_people: bool = False, slug: str = "") -> str:
    """Why a verdict leaves it open whether a film was passed over; of people, what does of any work of the film."""
    if label != "UNKNOWN":
        return ""
    if reason in _APART:
        return "" if of_people else "not_told_apart"
    if reason == UNREAD:
        return "" if of_people else UNREAD
    if eligibility != "unknown" or reason in _NO_DOUBT or (of_people and slug):
        return ""
    return _OTHER_SEASON if reason in _OF_SEASON else "eligibility"


_APART = ("not_told_apart", "lists_disagree", "stands_apart")
_OF_SEASON = (
    "neighbouring_season_not_at_hand",
    "eligible_a_season_before",
    "in_the_race_a_season_before",
    "no_release_claim",
    "one_weak_claim",
    "release_dates_conflict",
    "release_dates_vague",
    "released_after_window",
    "released_before_window",
    "released_just_after_window",
)
"""Reasons that leave open in which season a film belongs: lists of that season and those beside it show its absence."""
_NO_DOUBT = (
    "no_rule",
    "not_announced",
    "list_missing",
    "list_on_trial",
    "list_held",
    "list_never_fit",
    "list_names_no_people",
)
"""Reasons that say something of rules and lists, and nothing of the film: the desk looks at the lists itself."""
