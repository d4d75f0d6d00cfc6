"""Labels, gates and reason codes of a verdict (definitions in docs/verdicts.md)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

UNANNOUNCED = "no_nominations_announced"
"""Why a work that a record lists was no nominee: the body announced winners alone that year."""


@dataclass(frozen=True)
class LabelWords:
    """How a label is shown."""

    title: str
    about: str
    tone: Literal["missed", "nominated", "other"] = "other"
    """`missed`: the label may tell of a miss."""
    firm: bool = False
    """Whether a list or a document settles it, so that confidence is high."""
    verb: str = "missed"
    """What a headline says that somebody was."""


class Label(StrEnum):
    """The verdict on one unit: a body, ceremony, category and work, with or without people; in the order of a page."""

    words: LabelWords

    def __new__(cls, code: str, words: LabelWords) -> "Label":
        """A label that is its code as text."""
        label = str.__new__(cls, code)
        label._value_ = code
        label.words = words
        return label

    SNUB_SHOCK = (
        "SNUB_SHOCK",
        LabelWords(
            "Shock snub",
            "Not nominated although a nomination was all but certain on what was known before.",
            tone="missed",
            verb="snubbed against the odds",
        ),
    )
    SNUB = (
        "SNUB",
        LabelWords(
            "Snub",
            "Not nominated although a nomination was likely, or it came close at the same body and was acclaimed.",
            tone="missed",
            verb="snubbed",
        ),
    )
    SHUT_OUT = (
        "SHUT_OUT",
        LabelWords("Shut out", "An eligible film without any nomination at this body, as a whole.", tone="missed"),
    )
    OVERLOOKED = (
        "OVERLOOKED",
        LabelWords(
            "Overlooked",
            "Not nominated; among the most acclaimed of the season, though a nomination was not likely or cannot be "
            "estimated.",
            tone="missed",
            verb="overlooked",
        ),
    )
    RETROSPECTIVE = "RETROSPECTIVE", LabelWords("In retrospect", "Only later standing speaks for it.")
    NOMINATED = "NOMINATED", LabelWords("Nominated", "On the list.", tone="nominated", firm=True)
    SHIFTED = (
        "SHIFTED",
        LabelWords("Shifted", "Nominated in another category, or the same performer for another film.", firm=True),
    )
    INELIGIBLE = (
        "INELIGIBLE",
        LabelWords("Not eligible", "Outside the body's rules, with the rule or record that says so."),
    )
    NOT_SUBMITTED = "NOT_SUBMITTED", LabelWords("Not submitted", "Never entered.", firm=True)
    WRONG_SEASON = (
        "WRONG_SEASON",
        LabelWords("Another season", "Nominated by the same body in a neighbouring season.", firm=True),
    )
    RESCINDED = "RESCINDED", LabelWords("Rescinded", "Nominated, then withdrawn by the body.", firm=True)
    NOT_APPLICABLE = (
        "NOT_APPLICABLE",
        LabelWords(
            "No such category", "The body gave no such award that year, or not to this kind of film.", firm=True
        ),
    )
    WEAK_EVIDENCE = (
        "WEAK_EVIDENCE",
        LabelWords("Weak evidence", "Not nominated, and too little speaks for it to call that a miss."),
    )
    UNKNOWN = (
        "UNKNOWN",
        LabelWords(
            "Not known", "The body's list is not complete here, or eligibility is not established. Nothing is claimed."
        ),
    )


NOT_ANNOUNCED = "not_announced"
"""Reason of `UNKNOWN`: the season is running, and no nominations are out on record."""

WHOSE = "performance_not_told_apart"
"""Reason of `UNKNOWN`: no list names the performer, who may be the film's nominee in the other acting category."""

UNREAD = frozenset(
    {
        *(NOT_ANNOUNCED, "list_missing", "list_held", "list_never_fit", "list_on_trial", "list_names_no_people"),
        *("category_not_read", "lists_disagree", "not_told_apart", "person_not_told_apart", WHOSE),
    }
)
"""Reasons of `UNKNOWN` for which it is open whether there was a nomination; for others, whether there could be one."""

MISSED = frozenset(label for label in Label if label.words.tone == "missed")
"""Labels that may tell of a miss; whether one does is the verdict's own `missed` (`tracker.judge.verdict.labels`)."""


UNIT_KEY = ["body", "ceremony", "category", "film_key", "person"]
"""Columns that tell verdicts apart from one report to the next."""


class ListState(StrEnum):
    """Gate G2: what is known of one ceremony's list."""

    FIT = "fit"
    HELD = "held"
    """The last crawl failed its checks; the last good list, if any, stays."""
    TRIAL = "trial"
    """Read by a parser that no person has verified on this body: feeds acclaim, closes nothing."""
    MISSING = "missing"
