"""One plain sentence a verdict, built from its facts and never stronger than its label."""

from collections.abc import Callable
from typing import NamedTuple

from tracker.domain.categories import group_of
from tracker.domain.ceremonies import ordinal
from tracker.domain.figures import whole_percent
from tracker.domain.verdicts import MISSED
from tracker.judge.material.categories import credit_of, title_of
from tracker.judge.material.performances import EITHER


class Facts(NamedTuple):
    """What a sentence may use."""

    label: str
    reason_code: str
    film: str
    people: str
    category: str
    """Slug; "" for the film as a whole."""
    printed: str
    """Category as the list prints it; "" when it has none."""
    ceremony: str
    """For example "83rd Academy Awards"."""
    acclaim_place: int | None
    ahead_of: int
    of_nominees: int
    field_size: int | None
    """Its place by acclaim, and the nominees of its field that it is ahead of."""
    p_nomination: float
    e_basis: str
    near_miss: str
    nominations: int
    wins: int
    """Of the film at this ceremony."""
    others_n: int
    bodies_n: int
    """Nominations and prizes of other bodies on record, and how many bodies gave them."""
    reason: str
    """Gate G1 in words."""
    shift_person: str
    shift_to: str
    shift_category: str
    other: str
    """A neighbouring ceremony."""
    note: str
    may_be_barred: bool
    """No record shows that the work was let into a category that often disqualifies."""
    list_reason: str
    """Why absence from the list is no fact."""


def sentence(facts: Facts) -> str:
    """The sentence of a verdict; ends with a full stop."""
    said = _SENTENCES.get(facts.label, _missed)(facts)
    return said + _BARRED if facts.may_be_barred and facts.label in MISSED else said


_BARRED = " That it was eligible for this award is not on record, and works are often disqualified from it."


def _names(people: str) -> str:
    *first, last = people.split(";")
    return f"{', '.join(first)} and {last}" if first else last


def _award(facts: Facts) -> str:
    return title_of(facts.category)


def _credited(facts: Facts) -> bool:
    """Whether the category is for people's work, and they are known."""
    return bool(facts.people and credit_of(facts.category))


def _subject(facts: Facts) -> str:
    """Who is nominated: the people whose work it is, else the film."""
    return _names(facts.people) if _credited(facts) else facts.film


def _was(facts: Facts) -> str:
    return "were" if _credited(facts) and ";" in facts.people else "was"


def _at(facts: Facts) -> str:
    """Where, and for which film if people are spoken of: one of them may be nominated for another."""
    return f"at the {facts.ceremony}" + (f" for {facts.film}" if _credited(facts) else "")


def _count(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def _nominated(facts: Facts) -> str:
    if not facts.category:
        won = f" and won {facts.wins}" if facts.wins else ""
        least = "at least " if facts.list_reason == "category_not_read" else ""
        return f"{facts.film} received {least}{_count(facts.nominations, 'nomination')} at the {facts.ceremony}{won}."
    verb = "won" if facts.reason_code == "won" else f"{_was(facts)} nominated for"
    return f"{_subject(facts)} {verb} {_award(facts)} {_at(facts)}."


def _shut_out(facts: Facts) -> str:
    absence = f"{facts.film} received no nomination at the {facts.ceremony}"
    if facts.others_n:
        honours = "1 nomination or prize" if facts.others_n == 1 else f"{facts.others_n} nominations or prizes"
        bodies = "one other body" if facts.bodies_n == 1 else f"{facts.bodies_n} other bodies"
        absence = f"{absence}, with {honours} from {bodies} on record"
    if facts.near_miss in _STEP:
        return f"{absence}, having reached {_STEP[facts.near_miss]}."
    if facts.ahead_of:
        features = f"{facts.ahead_of} of the {facts.of_nominees} features that were nominated"
        return f"{absence}; the evidence on record puts it ahead of {features}."
    return f"{absence}."


_STEP = {"starred": "the starred places of the body's own longlist", "shortlisted": "the body's own shortlist"}


def _missed(facts: Facts) -> str:
    absence = f"{_subject(facts)} {_was(facts)} not nominated for {_award(facts)} {_at(facts)}"
    if facts.reason_code == "expected_not_nominated":
        share = whole_percent(facts.p_nomination)
        if facts.e_basis == "model":
            return f"{absence}; what was known before the announcement made a nomination about {share}% likely."
        return f"{absence}, although about {share}% of those with as many earlier nominations from peer bodies were."
    if facts.reason_code.startswith("near_miss_"):
        return f"{absence}, having reached {_STEP[facts.near_miss]}."
    return f"{absence}; the evidence on record puts {_stood(facts)}."


def _stood(facts: Facts) -> str:
    """Where the work stands in its field: "the film fifth in the season, in a field of five, ahead of one nominee"."""
    performance = group_of(facts.category) == "acting"
    what = "the performance" if performance else "the work" if _credited(facts) else "the film"
    ahead = "all the nominees" if facts.ahead_of == facts.of_nominees else _count(facts.ahead_of, "nominee")
    place = ordinal(facts.acclaim_place or 0)
    return f"{what} {place} in the season, in a field of {facts.field_size}, ahead of {ahead}"


def _ineligible(facts: Facts) -> str:
    award = f" for {_award(facts)}" if facts.category else ""
    if facts.reason_code.startswith("record_"):
        why = f": {facts.reason}" if facts.reason else ""
        return f"{facts.film} was not eligible{award} at the {facts.ceremony}{why}."
    return f"On the dates on record {facts.film} did not qualify{award} at the {facts.ceremony} ({facts.reason})."


def _not_submitted(facts: Facts) -> str:
    award = f" for {_award(facts)}" if facts.category else ""
    if facts.reason_code == "country_chose_other":
        return f"{facts.film} was not in the race{award} at the {facts.ceremony}: {facts.reason}."
    return f"{facts.film} was not submitted{award} at the {facts.ceremony}."


def _wrong_season(facts: Facts) -> str:
    return f"{facts.film} was nominated at the {facts.other}, not at the {facts.ceremony}."


def _shifted(facts: Facts) -> str:
    if facts.reason_code == "nominated_for_other_film":
        return (
            f"{facts.shift_person} was nominated for {_award(facts)} at the {facts.ceremony} for {facts.shift_to}, "
            f"not for {facts.film}."
        )
    return (
        f"{_subject(facts)} {_was(facts)} nominated for {title_of(facts.shift_category)}, not for {_award(facts)}, "
        f"{_at(facts)}."
    )


def _not_applicable(facts: Facts) -> str:
    if facts.reason_code == "no_category_for_kind":
        return f"The {facts.ceremony} had no award for films of the kind of {facts.film}."
    return f"The {facts.ceremony} had no award for {_award(facts)}."


def _rescinded(facts: Facts) -> str:
    note = f" ({facts.note})" if facts.note else ""
    return (
        f"{facts.film} is listed for {_award(facts)} at the {facts.ceremony}, but not as an official nomination{note}."
    )


def _weak(facts: Facts) -> str:
    award = f"for {_award(facts)}" if facts.category else "for anything"
    return (
        f"{_subject(facts)} {_was(facts)} not nominated {award} {_at(facts)}; "
        "the evidence on record is too thin to call that a miss."
    )


_OPEN = {
    "list_missing": "no list of nominations is at hand",
    "list_held": "the list of nominations is being held back",
    "list_never_fit": "the list of nominations has not passed its checks",
    "list_on_trial": "the list of nominations has not been verified",
    "category_not_read": "a category in which it may stand could not be read",
    EITHER: "no record says for which of its two awards the performance counts",
    "submission_not_known": "no record says whether it was submitted",
    "neighbouring_season_not_at_hand": "it may belong to the season before, whose list is not at hand",
    "not_told_apart": "the list names a film that cannot be told apart from it",
    "list_names_no_people": "the list at hand names the film and no people",
}


def _unknown(facts: Facts) -> str:
    why = _OPEN.get(facts.reason_code) or facts.reason or "the records do not say"
    award = f" for {_award(facts)}" if facts.category else ""
    return f"Whether {_subject(facts)} could be nominated{award} {_at(facts)} is not settled: {why}."


def _retrospective(facts: Facts) -> str:
    return f"{facts.film} was not nominated at the {facts.ceremony}; only its later standing speaks for it."


_SENTENCES: dict[str, Callable[[Facts], str]] = {
    "NOMINATED": _nominated,
    "SHUT_OUT": _shut_out,
    "INELIGIBLE": _ineligible,
    "NOT_SUBMITTED": _not_submitted,
    "WRONG_SEASON": _wrong_season,
    "SHIFTED": _shifted,
    "NOT_APPLICABLE": _not_applicable,
    "RESCINDED": _rescinded,
    "WEAK_EVIDENCE": _weak,
    "UNKNOWN": _unknown,
    "RETROSPECTIVE": _retrospective,
}
