"""From gates, expectation and acclaim to one label and one reason code a unit; definitions in docs/verdicts.md."""

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple

from tracker.config import Thresholds
from tracker.domain.verdicts import MISSED, UNANNOUNCED, WHOSE, Label
from tracker.judge.eligibility.by_rule import IMPLIED_BY_CRITICS
from tracker.judge.eligibility.categories import NO_CATEGORY
from tracker.judge.verdict.field import Contender, Place, places

FAMILIES_NEEDED = 2
"""Independent families of evidence that a claim of acclaim needs."""

HARD_RUNGS = ("starred", "shortlisted")
"""Rungs of the near-miss ladder that count as a near miss."""

IN_CONTENTION = frozenset({"peers", "critics_prizes", "longlists", "festivals"})
"""Families that show a film was in the race at all; a score or a critic's list alone does not."""


SHUT_OUT = "no_nomination_at_this_body"
SEASON_BEFORE = "neighbouring_season_not_at_hand"
"""Why it is open whether a film may be nominated: it may belong to the season before."""

NOT_IN_CONTENTION = "not_in_contention"
"""Why a film was shut out: one that was in the race, and one of which nothing on record shows it, which is no miss."""

UNNAMED = "performance_not_named"
"""Why a likely performance is no miss: no record names it, and one kind of evidence alone speaks for it."""
SECOND_NAME = "person_not_told_apart"
"""Why it is open whether a performance is on the list: it may be a nominee's under a second name."""


class Unit(NamedTuple):
    """What gates, expectation and acclaim say of one unit; figures are NaN where there is none."""

    category: str
    """"" for the film as a whole."""
    won: bool
    nominated: bool
    unofficial: bool
    """It stands on the list and the body does not count it."""
    unannounced: bool
    """The body announced winners of that ceremony, and no nominations."""
    eligibility: str
    g1_reason: str
    submission: bool
    """The category needs a submission that no document shows."""
    may_be_barred: bool
    """The category often disqualifies without notice, and no record of the body names the work."""
    unnamed: bool
    """A performance of which no record says whose it is."""
    conflict: bool
    """Claims of release decide eligibility differently."""
    state: str
    closed: bool
    list_reason: str
    """The list as it was read, whether absence from it is a fact, and why not."""
    given: bool
    """The ceremony had the category."""
    wrong_season: bool
    """The body nominated it in a neighbouring season."""
    not_told_apart: bool
    """It may be on the list under another key."""
    named_in: str
    """Where another source's list of the ceremony names it, and the one that speaks does not."""
    named_whom: bool
    """That list names the performer, and not only the film."""
    named_by_file: bool
    """It is a row of an imported file."""
    second_name: bool
    """It may be the performance of a nominee of the film whom the list calls otherwise."""
    unsettled: bool
    nameless: bool
    shift: str
    p_nomination: float
    """E; of a film as a whole without what may not lead for itself."""
    p_moved: float
    """The same; of a performance or script that was nominated the highest in any category to which it may be moved."""
    p_low: float
    """The low end of the interval of the first."""
    mistakable: bool
    """Whether E counts lists that may mean a colleague in the film."""
    unheard: bool
    """Fewer precursors had spoken, or are at hand, than in the seasons beside it."""
    acclaim: float
    families: str
    families_n: int
    scores: float
    """Percentile of its scores."""
    later: bool
    """All of its scores are later standing."""
    near_miss: str
    foreseen: bool
    """The body itself had longlisted, starred or shortlisted the work."""
    field_size: float
    """Entries nominated in the category."""
    short: bool
    """A short film, which stands in no field of features."""
    has_precursors: bool = True
    """Whether any other body that gives the award had spoken: of one that nobody gives before, nothing is expected."""
    passed_over: float = 1.0
    """The highest E of whoever was not nominated in its field, 0 where nobody has any: only they make a surprise."""
    place: Place = Place(None, joint=False, ahead_of=0, of_nominees=0, nominees=0)

    @property
    def carried(self) -> float:
        """Acclaim that enough families carry, else below any threshold."""
        return self.acclaim if self.families_n >= FAMILIES_NEEDED else -1.0

    @property
    def expected(self) -> float:
        """E where it carries a claim: for a performance without a name it does so beside two families of evidence."""
        return self.p_nomination if self.families_n >= FAMILIES_NEEDED or not self.unnamed else -1.0

    @property
    def fields_down(self) -> float:
        """Its place by acclaim in fields: 1 or less where there was room for it, infinite where it has no place."""
        return self.place.acclaim_place / self.field_size if self.place.acclaim_place and self.field_size else math.inf

    @property
    def contended(self) -> bool:
        """Whether it was in the race."""
        return not IN_CONTENTION.isdisjoint(self.families.split(";"))

    @property
    def recorded(self) -> bool:
        """Whether a document of the body decides eligibility."""
        return self.g1_reason.startswith("record_")


class Verdict(NamedTuple):
    """What is said of a unit."""

    label: Label
    reason_code: str
    strength: str
    confidence: str
    missed: bool
    """Whether it tells of a miss; that a film was shut out is one only where something backs it."""
    backing: str
    """All that makes a miss of a film that was shut out: `near_miss`, `acclaim`, `chance`; `;` between."""
    surprising: bool
    """Whether it is a nomination of a work of which little was expected, not even by the body's own earlier lists."""

    @property
    def raced(self) -> bool:
        """Whether it is about a work that was in the race and was not nominated."""
        return self.label in MISSED and self.reason_code != NOT_IN_CONTENTION

    @property
    def by_acclaim(self) -> bool:
        """Whether it rests on acclaim, and says so."""
        by_acclaim = self.label in (Label.OVERLOOKED, Label.SHUT_OUT, Label.RETROSPECTIVE)
        return by_acclaim or self.reason_code.startswith("near_miss_")


class Rule(NamedTuple):
    """When a label is given, and why."""

    holds: Callable[[Unit, Thresholds], bool]
    label: Label
    reason: str | Callable[[Unit], str]


_BY_FACT = (
    Rule(lambda u, _: u.won, Label.NOMINATED, "won"),
    Rule(lambda u, _: u.nominated, Label.NOMINATED, "nominated"),
    Rule(lambda u, _: u.unofficial and u.unannounced, Label.NOT_APPLICABLE, UNANNOUNCED),
    Rule(lambda u, _: u.unofficial, Label.RESCINDED, "not_an_official_nomination"),
    Rule(lambda u, _: u.eligibility == "ineligible" and u.recorded, Label.INELIGIBLE, "record_ineligible"),
    Rule(lambda u, _: u.eligibility == "not_submitted", Label.NOT_SUBMITTED, lambda u: u.g1_reason),
    Rule(lambda u, _: not u.closed, Label.UNKNOWN, lambda u: u.list_reason),
    Rule(lambda u, _: u.not_told_apart and bool(u.named_in) and u.second_name, Label.UNKNOWN, SECOND_NAME),
    Rule(lambda u, _: u.not_told_apart and bool(u.named_in), Label.UNKNOWN, "lists_disagree"),
    Rule(lambda u, _: u.not_told_apart, Label.UNKNOWN, "not_told_apart"),
    Rule(lambda u, _: bool(u.category) and not u.given, Label.NOT_APPLICABLE, "no_such_category"),
    Rule(lambda u, _: u.wrong_season, Label.WRONG_SEASON, "nominated_in_neighbouring_season"),
    Rule(lambda u, _: u.eligibility == "ineligible" and u.g1_reason == NO_CATEGORY, Label.NOT_APPLICABLE, NO_CATEGORY),
    Rule(lambda u, _: u.eligibility == "ineligible", Label.INELIGIBLE, lambda u: u.g1_reason),
    Rule(lambda u, _: u.shift == "other_film", Label.SHIFTED, "nominated_for_other_film"),
    Rule(lambda u, _: u.shift == "other_category", Label.SHIFTED, "nominated_in_other_category"),
    Rule(lambda u, _: u.second_name, Label.UNKNOWN, SECOND_NAME),
    Rule(lambda u, _: u.nameless and u.unnamed, Label.UNKNOWN, WHOSE),
    Rule(lambda u, _: u.nameless, Label.UNKNOWN, "list_names_no_people"),
    Rule(lambda u, _: u.submission, Label.UNKNOWN, "submission_not_known"),
    Rule(lambda u, _: u.eligibility not in ("eligible", "presumed"), Label.UNKNOWN, lambda u: u.g1_reason),
)

_OF_THE_FILM = (
    Rule(lambda u, t: u.contended or u.carried >= t.moderate, Label.SHUT_OUT, SHUT_OUT),
    Rule(
        lambda u, t: u.later and u.families == "scores" and u.scores >= t.moderate,
        Label.RETROSPECTIVE,
        "later_standing",
    ),
    Rule(lambda *_: True, Label.SHUT_OUT, NOT_IN_CONTENTION),
)

_IN_A_CATEGORY = (
    Rule(lambda u, t: u.expected >= t.shock and not u.may_be_barred, Label.SNUB_SHOCK, "expected_not_nominated"),
    Rule(lambda u, t: u.expected >= t.snub, Label.SNUB, "expected_not_nominated"),
    Rule(
        lambda u, t: u.near_miss in HARD_RUNGS and u.carried >= t.near_miss_acclaim,
        Label.SNUB,
        lambda u: f"near_miss_{u.near_miss}",
    ),
    Rule(
        lambda u, t: u.fields_down <= t.overlooked_fields and u.place.ahead_of > 0,
        Label.OVERLOOKED,
        "acclaimed_not_nominated",
    ),
    Rule(lambda u, t: u.p_nomination >= t.snub and u.expected < 0, Label.WEAK_EVIDENCE, UNNAMED),
    Rule(lambda u, _: u.families_n == 0, Label.WEAK_EVIDENCE, "no_evidence"),
    Rule(lambda u, _: u.families_n < FAMILIES_NEEDED, Label.WEAK_EVIDENCE, "one_family"),
    Rule(lambda *_: True, Label.WEAK_EVIDENCE, "behind_the_field"),
)

_RULES = {True: (*_BY_FACT, *_OF_THE_FILM), False: (*_BY_FACT, *_IN_A_CATEGORY)}
"""By whether the unit is the film as a whole, in order."""


def decide(unit: Unit, thresholds: Thresholds, fact: Rule | None = None) -> Verdict:
    """The verdict on a unit.

    The first rule that holds decides; the order is that of the gates: a nomination is a fact, then what documents say,
    then whether the list is closed, and only what passes all of it is judged by evidence.

    Args:
        unit: the unit.
        thresholds: where labels begin.
        fact: the rule of fact that holds, where that is known already.
    """
    rule = fact or next(rule for rule in _RULES[not unit.category] if rule.holds(unit, thresholds))
    reason = rule.reason if isinstance(rule.reason, str) else rule.reason(unit)
    verdict = Verdict(
        rule.label,
        reason,
        strength="",
        confidence=_confidence(rule.label, unit, thresholds),
        missed=False,
        backing="",
        surprising=rule.label is Label.NOMINATED and _unexpected(unit, thresholds),
    )
    return _of_the_race(verdict, unit, thresholds) if verdict.raced else verdict


def _unexpected(unit: Unit, thresholds: Thresholds) -> bool:
    """Whether little was expected of a work wherever it might stand: a chance below a snub's, and unforeseen.

    It was also below that of somebody whose place it has: where all have the same chance, nobody surprises.
    """
    could_be_told = bool(unit.category) and unit.has_precursors and not unit.foreseen
    return could_be_told and unit.p_moved < min(thresholds.snub, unit.passed_over)


def _of_the_race(verdict: Verdict, unit: Unit, thresholds: Thresholds) -> Verdict:
    """The verdict with how firmly the work stands, and whether that makes a miss of a film that was shut out."""
    strength = _strength(unit, thresholds)
    if verdict.label is not Label.SHUT_OUT:
        return verdict._replace(strength=strength, missed=True)
    backed = {
        "near_miss": unit.near_miss in HARD_RUNGS,
        "acclaim": strength in _backing(unit),
        "chance": 1.0 - unit.p_nomination < thresholds.shut_out_unlikely,
    }
    backing = ";".join(name for name, holds in backed.items() if holds)
    firm = _confidence(Label.SNUB_SHOCK if unit.p_nomination >= thresholds.shock else Label.SNUB, unit, thresholds)
    # A figure is as firm for the film as it would be for a work of its own.
    confidence = firm if backed["chance"] else verdict.confidence
    return verdict._replace(strength=strength, missed=bool(backing), backing=backing, confidence=confidence)


def _backing(unit: Unit) -> tuple[str, ...]:
    """How firmly a film that was shut out must stand to be a miss by acclaim.

    Where its release is presumed from acclaim too, the same lists of critics carry both claims.
    """
    return ("strong",) if unit.g1_reason == IMPLIED_BY_CRITICS else ("strong", "moderate")


def _strength(unit: Unit, thresholds: Thresholds) -> str:
    """How firmly a missed work stands beside those nominated: `strong`, `moderate` or nothing."""
    if not unit.place.ahead_of:
        return ""
    share, fields = unit.place.share, unit.fields_down
    if share >= thresholds.strong_ahead or (unit.category and fields <= 1):
        return "strong"
    near = fields <= thresholds.overlooked_fields if unit.category else share >= thresholds.shut_out_ahead
    return "moderate" if near else ""


def _confidence(label: Label, unit: Unit, thresholds: Thresholds) -> str:
    """How firm a verdict is: `high`, `medium` or `low`.

    A fact read from a fit list or a document is high. A missed label is high when the body itself listed the film as
    eligible and three families speak for it, medium when eligibility is only presumed or fewer families speak. A held
    list, conflicting dates, or an expectation that rests on fewer precursors than in the seasons beside it, or whose
    interval reaches below half of what the label claims, take one step away. UNKNOWN is always low, and so is a miss of
    a work that may be barred, and one by an expectation that may be a colleague's.
    """
    missed = label in MISSED
    claims = {Label.SNUB_SHOCK: thresholds.shock, Label.SNUB: thresholds.snub}.get(label, 0.0)
    if label is Label.UNKNOWN or (missed and (unit.may_be_barred or (claims and unit.mistakable))):
        return "low"
    firm = label.words.firm or (label is Label.INELIGIBLE and unit.recorded)
    firm |= missed and unit.eligibility == "eligible" and unit.families_n > FAMILIES_NEEDED
    shaken = unit.state == "held" or (missed and unit.conflict)
    shaken |= bool(claims) and (unit.unheard or unit.p_low < claims / 2)
    return ("low", "medium", "high")[1 + firm - shaken]


def _fact(unit: Unit, thresholds: Thresholds) -> Rule | None:
    """The rule of fact that decides; its place in a field changes none of them."""
    return next((rule for rule in _BY_FACT if rule.holds(unit, thresholds)), None)


_RACING = (Label.NOMINATED, Label.UNKNOWN)
"""Nothing on record keeps the work out of its field; what is not settled keeps nobody out."""


def verdicts(
    units: Sequence[Unit], fields: Sequence[tuple[Hashable, ...]], thresholds: Thresholds
) -> list[tuple[Place, Verdict]]:
    """Where each unit stands in its field, and what is said of it.

    Args:
        units: all that compete with one another.
        fields: the fields that each stands in, its own first.
        thresholds: where labels begin.
    """
    facts = [_fact(unit, thresholds) for unit in units]
    stands = [
        Contender(
            fields=field,
            acclaim=unit.acclaim,
            nominated=unit.nominated and not unit.short,
            racing=fact is None or fact.label in _RACING,
            claimed=unit.families_n >= FAMILIES_NEEDED,
        )
        for unit, field, fact in zip(units, fields, facts, strict=True)
    ]
    best = _passed_over(units, stands)
    placed = zip(units, fields, places(stands), facts, strict=True)
    return [
        (place, decide(unit._replace(place=place, passed_over=best[field[0]]), thresholds, fact))
        for unit, field, place, fact in placed
    ]


def _passed_over(units: Sequence[Unit], stands: Sequence[Contender]) -> Mapping[Hashable, float]:
    """The highest E of those in each field who may be called not nominated."""
    best: dict[Hashable, float] = defaultdict(float)
    for unit, stand in zip(units, stands, strict=True):
        if stand.racing and not unit.nominated and not math.isnan(unit.p_nomination):
            best[stand.fields[0]] = max(best[stand.fields[0]], unit.p_nomination)
    return best
