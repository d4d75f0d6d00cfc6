"""Ceremonies judged: every unit's gates, expectation, acclaim and label, with its evidence."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from tracker.domain.bodies import bodies
from tracker.domain.categories import PICTURE, kinds_of
from tracker.domain.figures import whole_percent
from tracker.domain.verdicts import Label
from tracker.judge.evidence.acclaim import Acclaim
from tracker.judge.expectation.learn import LEAST, NAMES_NOBODY, Expected, Share, kept
from tracker.judge.material.candidates import Film
from tracker.judge.material.categories import ACTING, credit_of
from tracker.judge.material.frames import join, tuples, typed
from tracker.judge.material.keys import FilmKey, UnitKey, columns
from tracker.judge.material.performances import EITHER
from tracker.judge.material.tables import IN_SEASON
from tracker.judge.material.unread import REASON
from tracker.judge.verdict import labels
from tracker.judge.verdict.context import Answer, Ceremony, Context, Honours, Seasons, prepare
from tracker.judge.verdict.factors import FACTORS, Factor, ceremony_factors
from tracker.judge.verdict.field import Place
from tracker.judge.verdict.gates import Shift, concerns
from tracker.judge.verdict.labels import SEASON_BEFORE, Unit, Verdict
from tracker.judge.verdict.naming import Naming, name_people
from tracker.judge.verdict.units import category_units, moves_of, names


@dataclass(frozen=True)
class Part:
    """Ceremonies judged: their units, the ids of the evidence of each, factors, and credits as evidence."""

    units: pd.DataFrame
    links: Mapping[UnitKey, Sequence[str]]
    factors: pd.DataFrame
    credits: pd.DataFrame


class Field(NamedTuple):
    """A category of a ceremony: its own, else those of its pool together."""

    given: bool
    category_as_printed: str
    field_size: int
    nominated_instead: str


class Besides(NamedTuple):
    """What is printed of a unit beside its field and its shift, and decides nothing."""

    category_as_printed: str
    people: str
    people_qids: str
    by_credit: bool
    """Whether the film's credits name them, and no list does."""
    work_kind: str
    nominations: int
    wins: int
    """Of the film at this ceremony."""
    note: str
    """Why the body does not count a nomination."""
    other: int | None
    """A neighbouring ceremony that nominated it."""
    shift_printed: str
    reason: str
    g1_source: str
    g1_date: str


class Gates(NamedTuple):
    """What the first and the fourth gate say of a unit, each asked once."""

    answer: Answer
    need: str
    """What it needs of which no record tells."""
    shift: Shift


class Judged(NamedTuple):
    """A unit with everything that is said of it."""

    key: UnitKey
    unit: Unit
    gates: Gates
    expected: Expected
    place: Place
    verdict: Verdict


def judge_ceremonies(shared: Seasons) -> Part:
    """Every unit of the judged ceremonies: the films as a whole first, then what is below them."""
    context = prepare(shared)
    whole = _judge(context, _whole_films(context))
    units = [*whole, *_judge(context, _below(context, whole))]
    raced = {one.key for one in units if one.verdict.raced}
    claimed, running = {key.film for key in raced}, _running(context, raced)
    every = ceremony_factors(
        context.films,
        context.stands.entries,
        context.people,
        context.spoken,
        targets=shared.targets,
        tables=shared.tables,
        rules=shared.rules,
    )
    factors = [
        one
        for one in every
        if (film := (one.target, one.film_key)) in claimed and (not one.who or (film, one.who) in running)
    ]
    naming = name_people(context, _nameless(context, units))
    links = _links(context, units)
    cited = {key: [*ids, *naming.links.get(key, ())] for key, ids in links.items()}
    return Part(_frame(context, units, factors, naming), cited, _factors_table(context, factors), naming.evidence)


def _running(context: Context, missed: Collection[UnitKey]) -> set[tuple[FilmKey, str]]:
    """Who was in the running for a film: whom a list or other evidence names, and of whom it credits who was missed."""
    credited = (one for one in context.people if one.unit in missed)
    return {(one.unit.film, one.who) for one in chain(context.listed, credited)}


def _nameless(context: Context, units: Sequence[Judged]) -> list[UnitKey]:
    """Units of people's work of which something is claimed, and which no list names anybody for."""
    listed = {person.unit for person in context.listed}
    credited = (one for one in units if credit_of(one.key.category) and one.key.category not in ACTING)
    return [one.key for one in credited if one.verdict.label is not Label.NOT_APPLICABLE and one.key not in listed]


def _whole_films(context: Context) -> list[UnitKey]:
    """Films as a whole; a short, or a film without a title, is judged only where it is nominated."""
    films, counts = context.films.items(), context.stands.counts
    return [
        UnitKey(key[0], "", key[1])
        for key, film in films
        if key in counts or not (film.work_kind == "short" or film.numbered)
    ]


def _below(context: Context, whole: Sequence[Judged]) -> list[UnitKey]:
    """Units below the film as a whole, without pooled ones whose film is nominated in a category of the pool."""
    fields, moderate = context.given, context.shared.thresholds.moderate
    units = category_units(
        candidates=context.films,
        stands=context.stands,
        spoken_for=(unit for unit, _ in context.spoken if fields.given_or_pooled(unit.target, unit.category)),
        picture=(
            key
            for key, film in context.films_a.items()
            if film.families_n >= labels.FAMILIES_NEEDED and film.acclaim >= moderate
        ),
        records=context.records,
        asked_about=(
            one.key.film for one in whole if one.verdict.reason_code == labels.SHUT_OUT and one.unit.acclaim >= moderate
        ),
        given=context.fields,
    )
    pooled = {(unit.target, fields.equivalence.pool(unit.category), unit.film_key) for unit in context.stands.nominated}
    return [
        unit
        for unit in units
        if (unit[:2] in context.fields or unit.work not in pooled)
        and (unit in context.stands.nominated or not context.films[unit.film].numbered)
    ]


def _judge(context: Context, keys: Sequence[UnitKey]) -> list[Judged]:
    """The verdicts on units that compete with one another."""
    expected = _leading(context, keys, _expected(context, keys))
    fields = _fields(context, keys)
    gates = [Gates(*_eligibility(context, key), context.elsewhere.shift(key)) for key in keys]
    units = [
        _unit(context, key, fields[key[:2]], expectation, gate, p_moved=most)
        for key, expectation, gate, most in zip(keys, expected, gates, _moved(context, keys, expected), strict=True)
    ]
    pool = context.given.equivalence.pool
    stand_in = [_stands_in(key, fields[key[:2]].given, pool(key.category)) for key in keys]
    placed = labels.verdicts(units, stand_in, context.shared.thresholds)
    return [
        Judged(key, unit, gate, expectation, place, verdict)
        for key, unit, gate, expectation, (place, verdict) in zip(keys, units, gates, expected, placed, strict=True)
    ]


def _stands_in(key: UnitKey, given: bool, pool: str) -> tuple[tuple[int, str], ...]:
    """The fields that a unit stands in: its category's, and the whole of which that is a half."""
    own, whole = (key.target, key.category), (key.target, f"{pool} as a whole")
    return (own, whole) if given or not key.category else (whole,)


def _expected(context: Context, keys: Sequence[UnitKey]) -> list[Expected]:
    """E of each unit; those of a body are asked about together."""
    of_body: dict[str, dict[UnitKey, tuple[int, str, str, str]]] = defaultdict(dict)
    for key in keys:
        ceremony = context.ceremonies[key.target]
        of_body[ceremony.body][key] = (ceremony.film_year, *key[1:])
    answers: dict[UnitKey, Expected] = {}
    for body, units in of_body.items():
        answers |= zip(units, context.shared.forecasts[body].expect(list(units.values())), strict=True)
    return [answers[key] for key in keys]


def _fields(context: Context, keys: Collection[UnitKey]) -> dict[tuple[int, str], Field]:
    """The field of each category asked about: its own, else those of its pool together."""
    pool, shown = context.given.equivalence.pool, context.shown
    fields = {}
    for target, slug in {key[:2] for key in keys}:
        given = context.given.given.get(target, frozenset())
        own = [slug] if slug in given else sorted(g for g in given if pool(g) == pool(slug) or g in kinds_of(slug))
        sizes = [context.fields[target, one] for one in own]
        fields[target, slug] = Field(
            bool(own),
            " / ".join(printed for printed, _ in sizes),
            sum(size for _, size in sizes),
            ";".join(shown.get((target, one), "") for one in own),
        )
    return fields


_NO_ACCLAIM = Acclaim()


def _unit(
    context: Context,
    key: UnitKey,
    field: Field,
    expectation: Expected,
    gates: Gates,
    *,
    p_moved: float,
) -> Unit:
    """What the gates, expectation and acclaim say of a unit."""
    (answer, need, shift), of_film, stands = gates, key.film, context.stands
    held, film = context.ceremonies[key.target], context.films[of_film]
    whole = not key.category
    open_, named = _open(context, key), key in context.named
    nominated = key in stands.nominated or (whole and of_film in stands.counts)
    doubtful = context.not_told_apart.get(of_film, ())
    unsettled = of_film in context.unsettled and not _of_this_season(context, key)
    if unsettled and answer.eligibility in ("eligible", "presumed"):
        answer = Answer("unknown", SEASON_BEFORE)
    as_film = whole or key.category == PICTURE
    acclaim = (context.films_a.get(of_film) if as_film else context.units_a.get(key)) or _NO_ACCLAIM
    return Unit(
        category=key.category,
        won=stands.nominated.get(key, False),
        nominated=nominated,
        unofficial=key in stands.notes and not nominated,
        unannounced=held.ceremony in bodies()[held.body].unofficial,
        eligibility="eligible" if nominated else answer.eligibility,
        g1_reason="nominated" if nominated else answer.reason_code,
        submission=need == "submission",
        may_be_barred=need == "admission",
        unnamed=key.category in ACTING and not named,
        conflict=answer.conflict,
        state=held.state,
        closed=held.closed and not open_,
        list_reason=open_ if held.closed and open_ else held.list_reason,
        given=field.given,
        wrong_season=of_film in context.neighbours,
        not_told_apart=not nominated and any(concerns(part, key) for part in doubtful),
        **_named_in(context, key),
        second_name=key in context.second_names,
        unsettled=unsettled,
        nameless=stands.may_mean(key, named=named),
        shift=shift.shift,
        p_nomination=expectation.p_nomination,
        p_moved=p_moved,
        p_low=expectation.p_low,
        mistakable=bool(key.person) and key.work in context.mistakable,
        unheard=expectation.unheard,
        acclaim=acclaim.acclaim,
        families=acclaim.families,
        families_n=acclaim.families_n,
        scores=acclaim.scores,
        later=of_film in context.later,
        near_miss=stands.reached.get(of_film if whole else key, ""),
        foreseen=stands.foreseen(key),
        field_size=float(field.field_size),
        short=film.work_kind == "short",
        has_precursors=expectation.precursor_possible > 0,
    )


def _moved(context: Context, keys: Sequence[UnitKey], expected: Sequence[Expected]) -> list[float]:
    """The highest E of each nominated performance or script in any category that it may stand in; E of others.

    A body may nominate in one what was foretold for the other: that the work was nominated is then no surprise.
    """
    moves = {
        key: [other for other in moves_of(key) if other[:2] in context.fields]
        for key, one in zip(keys, expected, strict=True)
        if key in context.stands.nominated and not math.isnan(one.p_nomination)
    }
    others = list(chain.from_iterable(moves.values()))
    shares = {key: one.p_nomination for key, one in zip(others, _expected(context, others), strict=True)}
    return [
        max([one.p_nomination, *(shares[other] for other in moves.get(key, ()) if not math.isnan(shares[other]))])
        for key, one in zip(keys, expected, strict=True)
    ]


def _leading(context: Context, keys: Sequence[UnitKey], expected: Sequence[Expected]) -> list[Expected]:
    """E of each film as a whole by what may lead for itself; that of others as it is.

    That is neither a category for which its admission is in doubt, nor a performance that no record names beside one
    kind of evidence. Whatever is said of a film's chance, and decided by it, rests on this one figure.
    """
    films = {key.film for key, one in zip(keys, expected, strict=True) if not key.category and one.p_nomination > 0.0}
    units = _parts(context, films)
    parts: dict[FilmKey, list[_Part]] = defaultdict(list)
    for unit, one in zip(units, _expected(context, units), strict=True):
        if not math.isnan(one.p_nomination):
            parts[unit.film].append(_Part(one, _leads(context, unit), unit.category in ACTING))
    return [
        one if key.category or key.film not in parts else _of_its_parts(one, parts[key.film])
        for key, one in zip(keys, expected, strict=True)
    ]


class _Part(NamedTuple):
    """What a film may be nominated for."""

    expected: Expected
    leads: bool
    acting: bool


def _parts(context: Context, films: Collection[FilmKey]) -> list[UnitKey]:
    """What films were nominated for, and what speaks for them; of every film its chance of the first award.

    And any category for which its admission is in doubt: it has a chance there even if nothing speaks for it.
    """
    of_any = defaultdict(list)
    for target, slug in context.fields:
        if slug == PICTURE or context.needs.get((target, slug)) == "admission":
            of_any[target].append(slug)
    of_films = (UnitKey(target, slug, film) for target, film in films for slug in of_any[target])
    units, given = {*context.units_a, *context.stands.nominated, *of_films}, context.given.given_or_pooled
    return sorted(unit for unit in units if unit.film in films and given(unit.target, unit.category))


def _leads(context: Context, unit: UnitKey) -> bool:
    """Whether a film's chance may rest on a unit of it."""
    if context.needs.get(unit[:2]) == "admission" and unit.work not in context.records:
        return False
    heard = unit in context.named or unit in context.stands.nominated
    families = context.units_a.get(unit, _NO_ACCLAIM).families_n
    return unit.category not in ACTING or heard or families >= labels.FAMILIES_NEEDED


def _of_its_parts(film: Expected, parts: Sequence[_Part]) -> Expected:
    """E of a film as a whole without what may not lead, and no less than that of what may.

    P(nothing) without some categories is at most P(nothing) / Π(1 − P of each), since categories go together. Where
    that leaves nothing of a chance that rests on performances without a name, the figure would say nothing either.
    """
    aside = [part for part in parts if not part.leads]
    none = math.prod(1.0 - part.expected.p_nomination for part in aside)
    ends = [Share(*one[:3]) for one in (film, *(part.expected for part in parts if part.leads))]
    ends[0] = Share(*(1.0 - (1.0 - end) / none for end in ends[0])) if aside else ends[0]
    p, low, high = (kept(max(end)) for end in zip(*ends, strict=True))
    if p <= LEAST and any(part.acting for part in aside):
        return film._replace(p_nomination=math.nan, p_low=math.nan, p_high=math.nan, e_reason=NAMES_NOBODY)
    other = whole_percent(p) != whole_percent(film.p_nomination)
    return film._replace(p_nomination=p, p_low=low, p_high=high, apart=other and any(not part.acting for part in aside))


def _open(context: Context, key: UnitKey) -> str:
    """Why a closed list says nothing of a unit, or ""."""
    if context.unread.holds(key.target, key.category, key.film_key):
        return REASON
    return EITHER if context.given.open(key.target, key.category) else ""


def _of_this_season(context: Context, key: UnitKey) -> bool:
    """Whether the body's own list or record of this season names the film."""
    stands = context.stands
    listed = key.film in stands.counts or key.film in stands.reached
    return listed or context.g1.get(key.film, Answer()).reason_code in _LISTED


_LISTED = ("nominated", "longlisted", "shortlisted", "record_eligible", "record_not_advanced")


def _eligibility(context: Context, key: UnitKey) -> tuple[Answer, str]:
    """Gate G1 of a unit, by the category's own answer if there is one; and what it needs of which no record tells."""
    own = context.records.get(key.work)
    answer = own or context.g1.get(key.film, Answer())
    if not (answer.eligibility and answer.reason_code):
        answer = answer._replace(
            eligibility=answer.eligibility or "unknown", reason_code=answer.reason_code or "no_rule"
        )
    needs = context.needs.get(key[:2])
    need = "" if own and (needs == "admission" or answer.reason_code in _LISTED) else needs or ""
    if needs == "qualification" and not own and answer.eligibility == "eligible":
        # Eligible for the awards is not eligible for this one.
        answer = answer._replace(eligibility="presumed", reason_code="condition_not_known")
    elif needs == "submission" and not own:
        answer = answer._replace(eligibility="unknown", reason_code="submission_not_known")
    elif key.work in context.apart and not own:
        reason = f"it was nominated for {context.apart[key.work]}, and no film on record was nominated for both"
        answer = answer._replace(eligibility="unknown", reason_code="stands_apart", reason=reason)
    return answer, need


def _frame(context: Context, units: Sequence[Judged], factors: Sequence[Factor], naming: Naming) -> pd.DataFrame:
    """Units as a frame: everything that is printed of them."""
    keys = [one.key for one in units]
    held = [context.ceremonies[key.target] for key in keys]
    films = [context.films[key.film] for key in keys]
    rules, why = context.shared.rules, _why(context, units, factors)
    ceremonies, unit = columns(Ceremony, held), columns(Unit, (one.unit for one in units))
    fields = _fields(context, keys)
    cells: dict[str, Any] = (
        ceremonies
        | columns(UnitKey, keys)
        | {name: values for name, values in columns(Film, films).items() if name.startswith("film")}
        | columns(Field, (fields[key[:2]] for key in keys))
        | unit
        | columns(Shift, (one.gates.shift for one in units))
        | columns(Expected, (one.expected for one in units))
        | columns(Verdict, (one.verdict for one in units))
        | columns(Place, (one.place for one in units))
        | columns(Besides, _besides(context, units, naming, fields))
        | {
            "label": [one.verdict.label.value for one in units],
            "list_state": unit["state"],
            "list_url": ceremonies["source_url"],
            "list_as_of": ceremonies["as_of"],
            "list_revision": ceremonies["revision"],
            "rules": rules.fingerprint,
            "thresholds": ";".join(f"{k}={v:g}" for k, v in context.shared.thresholds.model_dump().items()),
            "ceremony_pattern": [rules.bodies[one.body].ceremony for one in held],
            "why_factors": why,
            **columns(Honours, (context.honours.get(one.key.film, Honours()) for one in units)),
            "known_since": [_known_since(context, one.key) if one.verdict.by_acclaim else "" for one in units],
        }
    )
    return pd.DataFrame(cells | {name: pd.array(cells[name], dtype=of) for name, of in _TYPES.items()})


_TYPES: dict[str, Any] = {
    **dict.fromkeys(
        ("ceremony", "ceremony_year", "film_year", "acclaim_place", "field_size", "other"), pd.Int64Dtype()
    ),
    **{name: np.dtype(bool) for row in (Unit, Verdict) for name, kind in row.__annotations__.items() if kind is bool},
}


def _besides(
    context: Context, units: Sequence[Judged], naming: Naming, fields: Mapping[tuple[int, str], Field]
) -> Iterator[Besides]:
    """The same of units."""
    stands, people = context.stands, names([*context.listed, *naming.people])
    none: Counter[str] = Counter()
    for key, _, (answer, _, shift), *_ in units:
        of_film = key.film
        counts = stands.counts.get(of_film, none)
        yield Besides(
            stands.printed.get(key, fields[key[:2]].category_as_printed),
            *(people.get(key, ("", "")) if key.category != PICTURE else ("", "")),
            *(key in naming.links, context.films[of_film].work_kind),
            *(counts.total(), counts["won"]),
            *(stands.notes.get(key, ""), context.neighbours.get(of_film)),
            context.fields.get((key.target, shift.shift_category), ("",))[0],
            *(answer.reason, answer.source_url, answer.retrieved_at),
        )


def _named_in(context: Context, key: UnitKey) -> dict[str, Any]:
    """Where another list of the ceremony names the film, in the category if there is one, and what it names there."""
    places = context.named_elsewhere.get(key.film, {})
    part = next((part for part in places if concerns(part, key)), None)
    if part is None:
        return {"named_in": "", "named_whom": False, "named_by_file": False}
    mention, (_, who) = places[part], part
    return {"named_in": mention.url, "named_whom": bool(who and key.category), "named_by_file": mention.by_file}


def _known_since(context: Context, key: UnitKey) -> str:
    """The first day of hindsight in a unit's acclaim."""
    of_film = key.category in ("", PICTURE)
    return context.hindsight.films.get(key.film, "") if of_film else context.hindsight.units.get(key, "")


def _why(context: Context, units: Sequence[Judged], factors: Sequence[Factor]) -> list[str]:
    """Factors of each miss: those of the film, and of people those whose work the unit is; of a whole film all."""
    of_film, whose = defaultdict(list), defaultdict(set)
    for factor in factors:
        of_film[factor.target, factor.film_key].append(factor)
    for person in context.people:
        whose[person.unit].add(person.who)

    def texts(key: UnitKey) -> list[str]:
        own = {"", *whose.get(key, ())}
        return [one.text for one in of_film.get(key.film, ()) if not key.category or one.who in own]

    return [join(texts(one.key)) if one.verdict.raced else "" for one in units]


def _factors_table(context: Context, factors: Sequence[Factor]) -> pd.DataFrame:
    """The frame `FACTORS`."""
    held = [context.ceremonies[factor.target] for factor in factors]
    return typed(pd.DataFrame(columns(Ceremony, held) | columns(Factor, factors)), FACTORS)


def _links(context: Context, units: Sequence[Judged]) -> dict[UnitKey, list[str]]:
    """The evidence of each unit: its own, for a film as a whole all of it, and the body's own entries."""
    links: dict[UnitKey, dict[str, None]] = {one.key: {} for one in units}
    rows, stands = context.shared.evidence.rows, context.stands
    number = {(one.body, one.ceremony): one.target for one in context.ceremonies.values()}
    records = [
        (UnitKey(number[body, ceremony], slug, film), evidence_id)
        for body, ceremony, slug, film, evidence_id, kind in tuples(rows, [*_WORK, "evidence_id", "family"])
        if kind == "eligibility" and (body, ceremony) in number
    ]
    every = defaultdict(list)
    for *film, kind, evidence_id in tuples(rows, [*IN_SEASON, "family", "evidence_id"]):
        if kind != "eligibility":
            every[tuple(film)].append((kind, evidence_id))
    of_films = [
        (key, picture, kind, evidence_id)
        for key, picture in ((key, key._replace(category=PICTURE)) for key in links if not key.category)
        for kind, evidence_id in every.get((context.ceremonies[key.target].film_year, key.film_key), ())
    ]
    parts = chain(
        ((entry.unit, entry.evidence_id) for entry in stands.entries),
        ((rung.unit, rung.evidence_id) for rung in stands.rungs),
        records,
        ((key, evidence_id) for key, *_, evidence_id in of_films),
        ((key._replace(category=""), evidence_id) for key, evidence_id in records),
        ((picture, evidence_id) for _, picture, kind, evidence_id in of_films if kind != "release"),
        context.spoken,
    )
    counted = (one for one in parts if (one[0].target, one[1]) not in context.hindsight.left_out)
    for key, evidence_id in chain(counted, context.named_late):
        if evidence_id and key in links:
            links[key][evidence_id] = None
    return {key: list(ids) for key, ids in links.items()}


_WORK = ["body", "ceremony", "category", "film_key"]
