"""The report's vocabulary, read from `words.yml`, and plain-English forms of dates, lists and figures."""

from collections.abc import Sequence
from functools import cache

from tracker.domain.bodies import bodies, way_of_giving
from tracker.domain.categories import award_of, award_title, categories
from tracker.domain.figures import chance, in_words, listing, whole_percentile
from tracker.domain.models import Frozen
from tracker.domain.tables import table
from tracker.domain.verdicts import Label, LabelWords

NAMED_ALONE = "Only films that a list names are on record for this season, so that no other one can be missed"
"""A sentence without its full stop; nothing else was read of the films, nor imported."""


class Words(Frozen):
    """Everything the page calls by a name of its own."""

    eligibility: dict[str, str]
    states: dict[str, str]
    kinds: dict[str, str]
    lineup: str
    vote: str
    changes: dict[str, str]
    families: dict[str, str]
    stages: tuple[str, ...]
    unbacked: LabelWords
    prominent: dict[str, str]
    weighty: dict[str, str]
    told_one_by_one: tuple[str, ...]
    reasons: dict[str, str]


@cache
def words() -> Words:
    """The vocabulary."""
    return table("tracker.report", "words.yml", Words)


def plain(code: str) -> str:
    """`acclaimed_not_expected` as "Acclaimed not expected": for codes without a name of their own."""
    text = code.replace("_", " ").strip()
    return text[:1].upper() + text[1:]


_LABELS = {label.value: label.words for label in Label}


def label_words(label: str, *, missed: bool = True) -> LabelWords:
    """How a label is shown; one that is not known is shown as it stands and claims nothing.

    A label that may tell of a miss is shown as a mere fact where its verdict tells of none.
    """
    shown = _LABELS.get(label) or LabelWords(plain(label.lower()), about="")
    return words().unbacked if shown.tone == "missed" and not missed else shown


def reason_words(code: str) -> str:
    """A reason code in plain English."""
    return words().reasons.get(code) or plain(code)


def kind_words(kind: str, body: str) -> str:
    """What a list of a body is called; a festival has a line-up and some circles a vote: nobody was nominated."""
    if kind == "nominations" and way_of_giving(body) == "votes":
        return words().vote
    if kind == "nominations" and body in bodies() and bodies()[body].evidence == "festivals":
        return words().lineup
    return words().kinds.get(kind, plain(kind).lower())


def category_title(category: str, printed: str = "") -> str:
    """A category under the name of its list, else plain English for its slug."""
    return award_title(category, printed) if category in categories() else printed or plain(category)


def prize_title(category: str, printed: str = "") -> str:
    """A category's award as a sentence calls it, likewise."""
    return award_of(category, printed) if category in categories() else category_title(category, printed)


def also_missed(award: str, ceremony: str, people: Sequence[str], aside: str) -> str:
    """`Best Sound at the 83rd Academy Awards for Ada Moss (second of the season)`; a whole film missed any award."""
    work = f"{award or 'a nomination of any kind'} at the {ceremony}" + (f" for {listing(people)}" if people else "")
    return f"{work} ({aside})"


def precursors(hits: int, possible: int) -> str:
    """`nominated by both precursors`: what a miss had elsewhere."""
    if possible == 1:
        return f"{'' if hits else 'not '}nominated by the one precursor"
    some = {0: "none", possible: "both" if possible == 2 else f"all {in_words(possible)}"}.get(hits, in_words(hits))  # noqa: PLR2004
    return f"nominated by {some}{'' if hits == possible else f' of the {in_words(possible)}'} precursors"


def number(count: int, one: str, many: str | None = None) -> str:
    """`1 film`, `2 films`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."


def percent(value: float | None) -> str:
    """A probability, `98%` or `under 1%`; nothing for no figure."""
    return "" if value is None else chance(value)


def likely(p: float | None, low: float | None, high: float | None) -> str:
    """A probability with its interval: `96% (80% to 99%)`, `99% (at least 98%)`; the figure alone where it has none."""
    span = "" if low is None or high is None else _span(percent(low), percent(high))
    return f"{percent(p)} ({span})" if span else percent(p)


def _span(low: str, high: str) -> str:
    """From one figure to the other; an end of which nothing is known but that it is open is not named."""
    from_none, to_all = not low[0].isdigit() and low != high, not high[0].isdigit() and low != high
    if from_none != to_all:
        return f"at most {high}" if from_none else f"at least {low}"
    return f"{low} to {high}" if low != high else ""


def percentile(value: float | None) -> str:
    """`90`; nothing for no figure."""
    return "" if value is None else str(whole_percentile(value))
