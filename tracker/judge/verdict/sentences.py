"""One plain sentence a verdict, built from its facts and never stronger than its label."""

import re
from collections.abc import Callable
from typing import NamedTuple

from tracker.domain.categories import award_of, group_of
from tracker.domain.figures import chance_in_words, in_words, quantity, rank_in_words
from tracker.domain.text.dates import day_words, with_day_words
from tracker.domain.text.sentences import clause
from tracker.domain.titles.main import without_title
from tracker.domain.verdicts import MISSED, NOT_ANNOUNCED, UNANNOUNCED, UNREAD, WHOSE
from tracker.judge.material.categories import credit_of, title_of
from tracker.judge.material.performances import EITHER


class Facts(NamedTuple):
    """What a sentence may use."""

    label: str
    reason_code: str
    backing: str
    """All that makes a miss of a film that was shut out (`labels.Verdict`)."""
    film: str
    work_kind: str
    people: str
    by_credit: bool
    """Whether the film's credits name the people, and no list of nominees does."""
    category: str
    """Slug; "" for the film as a whole."""
    category_as_printed: str
    """Its name, or names, on the ceremony's list."""
    ceremony: str
    """For example "83rd Academy Awards"."""
    acclaim_place: int | None
    joint: bool
    ahead_of: int
    of_nominees: int
    nominees: int
    """Its place by acclaim and the nominees that it is ahead of, as `Place`."""
    field_size: int | None
    p_nomination: float
    e_basis: str
    apart: bool
    """Awards from which works are often disqualified do not count in that."""
    near_miss: str
    nominations: int
    wins: int
    """Of the film at this ceremony."""
    others_n: int
    bodies_n: int
    seconds_n: int
    """Nominations and prizes of other bodies on record, how many bodies gave them, and places of runners-up."""
    others_since: str
    known_since: str
    """The first day of those, and of what acclaim rests on, that became known only after the announcement."""
    reason: str
    """Gate G1 in words."""
    named_in: str
    """Where another list of the ceremony names it."""
    named_whom: bool
    """Whether that list names the performer, and not only the film."""
    named_by_file: bool
    """Whether it is an imported file."""
    shift_person: str
    shift_to: str
    shift_category: str
    shift_printed: str
    other: str
    """A neighbouring ceremony."""
    note: str
    unannounced: bool
    """The body announced winners of that ceremony, and no nominations."""
    may_be_barred: bool
    """No record shows that the work was let into a category that often disqualifies."""
    list_reason: str
    """Why absence from the list is no fact."""


def sentence(facts: Facts) -> str:
    """The sentence of a verdict; ends with a full stop, or with the mark in which a title ends."""
    text = _SENTENCES.get(facts.label, _missed)(_with_a_name(facts))
    text = text[:1].upper() + text[1:] if text.startswith(_OWN_WORDS) else text
    text = text[:-1] if text.endswith(("..", "!.", "?.", "….")) else text
    return text + _BARRED if facts.may_be_barred and facts.label in MISSED else text


_OWN_WORDS = ("the film ", "the direction of ", "a performance in ")
"""How a sentence begins whose subject is no name."""


def _with_a_name(facts: Facts) -> Facts:
    """Facts in which a film that is known by its number alone is not called by it as by a title."""
    return facts._replace(film=without_title(facts.film), shift_to=without_title(facts.shift_to))


_BARRED = " That it was eligible for this award is not on record, and works are often disqualified from it."


def _names(people: str) -> str:
    *first, last = people.split(";")
    return f"{', '.join(first)} and {last}" if first else last


def _award(facts: Facts) -> str:
    return award_of(facts.category, facts.category_as_printed)


def _credited(facts: Facts) -> bool:
    """Whether the category is for people's work, and they are known."""
    return bool(facts.people and credit_of(facts.category))


def _subject(facts: Facts) -> str:
    """Who is nominated: the people whose work it is, with what credits them where no list does; else the film.

    Of a direction or a performance that nobody is on record for it is that, and never the film.
    """
    if not _credited(facts):
        return _NAMELESS.get(group_of(facts.category), "{}").format(facts.film)
    job = credit_of(facts.category)
    if not facts.by_credit:
        return _names(facts.people)
    if not job.endswith(("er", "or", "artist")):  # what was done, and not who did it: "visual effects"
        return f"{_names(facts.people)}, credited with the {job} of {facts.film},"
    return f"{_names(facts.people)}, the credited {job}{'s' * (';' in facts.people)} of {facts.film},"


_NAMELESS = {"directing": "the direction of {}", "acting": "a performance in {}"}


def _was(facts: Facts) -> str:
    return "were" if _credited(facts) and ";" in facts.people else "was"


def _for(facts: Facts) -> str:
    """For which award, where, and for which film if people are spoken of: one of them may be nominated for another."""
    at = f"at the {facts.ceremony}"
    if not _credited(facts) or facts.by_credit:
        nameless = group_of(facts.category) == "directing" and not _credited(facts)
        return at if nameless else f"for {_award(facts)} {at}"
    if group_of(facts.category) == "directing":
        return f"for directing {facts.film} {at}"
    return f"for {_award(facts)} {at} for {facts.film}"


def _absence(facts: Facts) -> str:
    """That somebody was not nominated."""
    if group_of(facts.category) == "acting" and not _credited(facts):
        return f"No performance in {facts.film} was nominated {_for(facts)}"
    return f"{_subject(facts)} {_was(facts)} not nominated {_for(facts)}"


def _nominated(facts: Facts) -> str:
    if not facts.category and facts.unannounced:
        prizes = quantity(facts.wins, "award")
        return f"{facts.film} won {prizes} at the {facts.ceremony}, which announced no nominations."
    if not facts.category:
        won = (
            " and won"
            if facts.wins == facts.nominations == 1
            else f" and won {in_words(facts.wins)}" * bool(facts.wins)
        )
        least = "at least " if facts.list_reason == "category_not_read" else ""
        count = quantity(facts.nominations, "nomination")
        return f"{facts.film} received {least}{count} at the {facts.ceremony}{won}."
    if facts.reason_code != "won":
        return f"{_subject(facts)} {_was(facts)} nominated {_for(facts)}."
    work = f" for {facts.film}" if _credited(facts) and not facts.by_credit else ""
    return f"{_subject(facts)} won {_award(facts)} at the {facts.ceremony}{work}."


def _shut_out(facts: Facts) -> str:
    absence = f"{facts.film} received no nomination at the {facts.ceremony}"
    if honours := _honours(facts):
        late = "" if _tells_ahead(facts) else _since(facts.others_since)
        absence = f"{absence}, with {honours} on record{late}"
    likely = _likely(facts, "one", "had one") if "chance" in facts.backing else ""
    if facts.near_miss in _STEP:
        # Chapters star work of their own craft, and never a film.
        it = "work on it" if facts.near_miss == "starred" else "it"
        return f"{absence}, although {it} was {_STEP[facts.near_miss]}{likely.replace('although', 'and')}."
    if not _tells_ahead(facts):
        return f"{absence}{likely}."
    link = ", and" if likely and _is_worked_out(facts) else ";"
    return f"{absence}{likely}{link} by the evidence on record{_since(facts.known_since)} it was {_ahead(facts)}."


def _honours(facts: Facts) -> str:
    """What other bodies gave the film; a runner-up was neither nominated nor given a prize."""
    bodies = quantity(facts.bodies_n, "other body", "other bodies")
    shown = f"{quantity(facts.others_n, 'nomination or prize', 'nominations or prizes')} from {bodies}"
    seconds = f"{quantity(facts.seconds_n, 'runner-up place')}{'' if facts.others_n else ' at other bodies'}"
    return " and ".join([shown] * bool(facts.others_n) + [seconds] * bool(facts.seconds_n))


def _tells_ahead(facts: Facts) -> bool:
    """Whether of a film that was shut out it is told which nominees it was ahead of: not where less makes it a miss."""
    return bool(facts.ahead_of) and facts.near_miss not in _STEP and facts.backing != "chance"


_STEP = {"starred": "starred on the body's own longlist", "shortlisted": "on the body's own shortlist"}
"""How far it came at the same body."""


def _missed(facts: Facts) -> str:
    absence = _absence(facts)
    if facts.reason_code == "expected_not_nominated":
        return f"{absence}{_likely(facts, 'a nomination', 'were')}."
    if facts.reason_code.startswith("near_miss_"):
        return f"{absence}, although {_work(facts)} was {_STEP[facts.near_miss]}."
    stood = f"{_place(facts)} of the season, in a field of {in_words(facts.field_size or 0)}, {_ahead(facts)}"
    return f"{absence}; by the evidence on record{_since(facts.known_since)} {_work(facts)} was {stood}."


def _likely(facts: Facts, nomination: str, were: str) -> str:
    """How likely a nomination was beforehand; ends without a full stop."""
    if _is_worked_out(facts):
        without = "leaving out awards from which works are often disqualified, " if facts.apart else ""
        return f"; {without}what was known before the announcement made {nomination} {_chance(facts)} likely"
    return f", although {_chance(facts)} of those with as many earlier nominations from other bodies {were}"


def _is_worked_out(facts: Facts) -> bool:
    """Whether the chance is no share that could be counted: of a model, or what is left of a film's."""
    return facts.e_basis == "model" or facts.apart


def _since(day: str) -> str:
    """That not all of it could be known when the body chose."""
    return f" (in part known only since {day_words(day)}, after the announcement)" if day else ""


def _chance(facts: Facts) -> str:
    return chance_in_words(facts.p_nomination)


def _work(facts: Facts) -> str:
    if group_of(facts.category) == "acting":
        return "the performance" if _credited(facts) else "a performance in it"
    return "the work" if credit_of(facts.category) else "the film"


def _place(facts: Facts) -> str:
    return f"{'joint ' * facts.joint}{rank_in_words(facts.acclaim_place or 0)}"


def _ahead(facts: Facts) -> str:
    """`ahead of one nominee`, `ahead of both nominees`, `ahead of 25 of the 41 features that were nominated`.

    Where some nominees can't be compared: `ahead of two of the three nominees with which it can be compared`.
    """
    ahead, compared = facts.ahead_of, facts.of_nominees
    things = "nominees" if facts.category else "features that were nominated"
    few = facts.nominees > compared
    among = " with which it can be compared" * few
    if compared == 1 and few:
        return f"ahead of the one {things[:-1] if facts.category else 'nominated feature'}{among}"
    if ahead == compared > 1:
        return f"ahead of {'both' if compared == 2 else f'all {in_words(compared)}'} {things}{among}"  # noqa: PLR2004
    if facts.category and not few:
        return f"ahead of {quantity(ahead, 'nominee')}"
    return f"ahead of {in_words(ahead)} of the {in_words(compared)} {things}{among}"


def aside(facts: Facts) -> str:
    """What backs a miss, without film and award: for a place that names both; "" for any other verdict."""
    late = ", in part by hindsight" if facts.known_since else ""
    if facts.reason_code == "expected_not_nominated":
        return f"{_chance(facts)} likely beforehand"
    if facts.label == "SHUT_OUT":
        likely = f"{_chance(facts)} likely beforehand" if "chance" in facts.backing else ""
        close = _STEP.get(facts.near_miss, "")
        ahead = _ahead(facts) + late if _tells_ahead(facts) else ""
        return ", ".join(filter(None, [close, likely, ahead]))
    if facts.reason_code.startswith("near_miss_"):
        return _STEP[facts.near_miss]
    if facts.label != "OVERLOOKED":
        return ""
    return f"{_place(facts)} of the season, {_ahead(facts)}{late}"


def _ineligible(facts: Facts) -> str:
    award = f" for {_award(facts)}" if facts.category else ""
    reason = clause(with_day_words(facts.reason))
    if facts.reason_code.startswith("record_"):
        why = f": {reason}" if reason else ""
        return f"{facts.film} was not eligible{award} at the {facts.ceremony}{why}."
    basis = "the dates" if facts.reason_code.startswith("released_") else "what is"
    kind = " as a film" if facts.work_kind == "television" and not award else ""
    return f"By {basis} on record {facts.film} did not qualify{kind}{award} at the {facts.ceremony} ({reason})."


def _not_submitted(facts: Facts) -> str:
    award = f" for {_award(facts)}" if facts.category else ""
    if facts.reason_code == "country_chose_other":
        return f"{facts.film} was not in the race{award} at the {facts.ceremony}: {facts.reason}."
    return f"{facts.film} was not submitted{award} at the {facts.ceremony}."


def _wrong_season(facts: Facts) -> str:
    return f"{facts.film} was nominated at the {facts.other}, not at the {facts.ceremony}."


def _shifted(facts: Facts) -> str:
    if facts.reason_code == "nominated_for_other_film":
        award = _award(facts).replace("either ", "a ")
        return (
            f"{facts.shift_person} was nominated for {award} at the {facts.ceremony} for {facts.shift_to}, "
            f"not for {facts.film}."
        )
    at = f"at the {facts.ceremony}" + (f" for {facts.film}" if _credited(facts) and not facts.by_credit else "")
    shifted_to = award_of(facts.shift_category, facts.shift_printed).replace("either ", "a ")
    instead = f"for {shifted_to}, not for {_award(facts)}"
    return f"{_subject(facts)} {_was(facts)} nominated {instead}, {at}."


def _not_applicable(facts: Facts) -> str:
    if facts.reason_code == UNANNOUNCED:
        return f"{_listed(facts)}, which announced winners and no nominations."
    if facts.reason_code == "no_category_for_kind":
        kinds = _KINDS.get(facts.work_kind)
        like = f"{kinds} such as" if kinds else "films of the kind of"
        return f"The {facts.ceremony} had no award for {like} {facts.film}."
    return f"The {facts.ceremony} had no award for {title_of(facts.category)}."


_KINDS = {"documentary": "documentaries", "short": "short films", "television": "television films"}


def _rescinded(facts: Facts) -> str:
    notes = dict.fromkeys(_SAYS_SO.sub("", note) for note in facts.note.split("|"))
    note = f" ({'; '.join(filter(None, notes)).rstrip('.')})" if any(notes) else ""
    return f"{_listed(facts)}, but not as an official nomination{note}."


def _listed(facts: Facts) -> str:
    who = f"{_names(facts.people)}, of {facts.film}," if _credited(facts) and not facts.by_credit else facts.film
    are = "are" if who != facts.film and ";" in facts.people else "is"
    return f"{who} {are} listed for {_award(facts)} at the {facts.ceremony}"


_SAYS_SO = re.compile(r"(?:NOTE: )?THIS IS NOT AN OFFICIAL NOMINATION\.? ?", re.IGNORECASE)
"""What a record's note says that the sentence has said."""


def _weak(facts: Facts) -> str:
    if not facts.category:
        return f"{facts.film} was not nominated for anything at the {facts.ceremony}; {_THIN}."
    if facts.reason_code == "performance_not_named":
        return f"{_absence(facts)}; one was {_chance(facts)} likely, but no record names whose, so it is no miss."
    why = f"by the evidence on record {_behind(facts)}" if facts.reason_code == "behind_the_field" else _THIN
    return f"{_absence(facts)}; {why}."


def _behind(facts: Facts) -> str:
    """Why acclaim makes no miss: nobody to compare it with, nobody below it, or a place too far down."""
    if not facts.of_nominees:
        return "no nominee can be compared with it"
    if facts.ahead_of or (facts.acclaim_place or 0) > (facts.field_size or 0):
        return f"{_work(facts)} stood behind the field"
    among = " with which it can be compared" * (facts.nominees > facts.of_nominees)
    return f"{_work(facts)} was ahead of no nominee{among}"


_THIN = "the evidence on record is too thin to call that a miss"
_OPEN = {
    "list_missing": "no list of nominations is at hand",
    NOT_ANNOUNCED: "no nominations are out yet",
    "list_held": "the list of nominations is being held back",
    "list_never_fit": "the list of nominations has not passed its checks",
    "list_on_trial": "the list of nominations has not been verified",
    "category_not_read": "a category in which it may stand could not be read",
    "submission_not_known": "no record says whether it was submitted",
    "neighbouring_season_not_at_hand": "the film may belong to the season before, whose list is not at hand",
    "lists_disagree": "another list of the ceremony ({named_in}) names {named}, and the complete one does not under "
    "that name{remedy}",
    "not_told_apart": "the list may name it, under another title or by a number alone",
    "person_not_told_apart": "the list names somebody for the film who may be the same person",
    "list_names_no_people": "the list at hand names the film and no people",
    "kind_not_eligible": "works of its kind may be barred, but that rule is only assumed",
    "too_short": "it may be too short, but that rule is only assumed",
    "released_before_window": "{reason}, outside a window that is only assumed",
    "released_after_window": "{reason}, outside a window that is only assumed",
    "released_just_after_window": "{reason}, just after the last qualifying day",
}
"""Why a question is open, by reason code."""


def _unknown(facts: Facts) -> str:
    if facts.reason_code == WHOSE:
        return f"{_absence(facts)}; the lists that spoke for one may mean one nominated in another category."
    if facts.reason_code == EITHER:
        return _of_either_kind(facts)
    if facts.unannounced and facts.reason_code in UNREAD:
        return f"The {facts.ceremony} announced winners and no nominations; nothing is claimed of {_subject(facts)}."
    reason = with_day_words(facts.reason) or "the records do not say"
    about = {
        "reason": reason,
        "named_in": facts.named_in,
        "named": _named(facts),
        "remedy": _REMEDY * facts.named_by_file,
    }
    why = _OPEN.get(facts.reason_code, "{reason}").format(**about)
    award = _for(facts) if facts.category else f"at the {facts.ceremony}"
    if facts.reason_code == NOT_ANNOUNCED:
        return f"Whether {_subject(facts)} will be nominated {award} is open: {why}."
    if facts.reason_code in UNREAD:
        return f"Whether {_subject(facts)} {_was(facts)} nominated {award} is not known: {why}."
    return f"Whether {_subject(facts)} could be nominated {award} is not settled: {why}."


_REMEDY = "; `snubs review rows` shows that row and what to do about it"


def _named(facts: Facts) -> str:
    """What the other list names."""
    if facts.named_whom:
        return _work(facts)
    return "the film for this award" if facts.category else "the film"


def _of_either_kind(facts: Facts) -> str:
    at = f"at the {facts.ceremony}" + (f" for {facts.film}" if _credited(facts) else "")
    return (
        f"Whether {_subject(facts)} could be nominated for a {title_of(facts.category).lower()} {at} is not settled: "
        "the prize on record is for actors and actresses alike, and no record says for which of the two awards here "
        "the performance counts."
    )


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
