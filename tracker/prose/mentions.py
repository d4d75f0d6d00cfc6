"""Which works a text mentions: a stretch that reads like a title is believed only where something supports it.

A title of several capitalised words carries itself; one of everyday words ("Up", "Her") needs quotation marks, a year,
its people, or the word "film" beside it. Two fitted models decide whether a work is meant, and whether its film or its
book is.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.domain.text.sentences import sentences
from tracker.prose.model import model
from tracker.prose.places import Place, Surroundings, Topic
from tracker.prose.titles import Hit, KnownWork, TitleIndex

DOUBT = 2.0
"""Log odds that a mention may lack beside one that lacks nothing, in a list: "Heat, Salt Road and Up"."""
CLEAR = 1.5
"""Log odds from which a mention is told by its own surroundings, whatever kind of work the others of its title are."""
_RECENT = 2
"""Years before an article within which a film may be of its season."""
_THIS_SEASON = 0.4
"""Log odds that a film of the season gets among works of one title."""

_OF_FILMS = ("film noun", "film after", "film words", "craft before", "watched", "film's people here")
"""What says at a title itself that a film is meant; without any of it, a review of a book speaks of the book."""

WorkKey = tuple[str, str]
"""A work's key, and whether its film or its book is meant."""


@dataclass(frozen=True)
class Mention:
    """A work that a text names."""

    start: int
    end: int
    work: KnownWork
    kind: str
    """`film` or `book`: what the text speaks of, which need not be the kind of the work at hand."""
    support: float
    """Log odds that the work is meant, above what is needed."""

    @property
    def key(self) -> WorkKey:
        """What it mentions."""
        return self.work.key, self.kind


def mentions(text: str, index: TitleIndex, *, year: int | None = None, context: str = "") -> list[Mention]:
    """The works that a text names, in order.

    Args:
        text: title and paragraphs of an article, or any passage.
        index: the works that may be named.
        year: of the article, to choose among works of one title.
        context: what stands around the text and tells what it is about: the article above a comment.
    """
    hits = index.find(text)
    if not hits:
        return []
    about = Topic(f"{context}\n{text}")
    supported = [(place, pairs) for place in _places(text, hits) if (pairs := _supports(place, about, year))]
    features = [place.kind(about) for place, _ in supported]
    leanings = [model("kind").score(each) for each in features]
    reviewed = {place.hit.title for place, _ in supported if _heads_book_review(text, place.hit)}
    for i, (place, _) in enumerate(supported):
        if place.hit.title in reviewed and not any(features[i].get(name) for name in _OF_FILMS):
            leanings[i] = min(leanings[i], -CLEAR)
    whole: dict[str, float] = defaultdict(float)
    for (place, _), leaning in zip(supported, leanings, strict=True):
        whole[place.hit.title] += leaning
    doubtful = [
        _mention(place, pairs, "film" if (own if abs(own) >= CLEAR else whole[place.hit.title]) >= 0 else "book")
        for (place, pairs), own in zip(supported, leanings, strict=True)
    ]
    return _believed(text, doubtful)


def _heads_book_review(text: str, hit: Hit) -> bool:
    """Whether a title stands in a line that does nothing but say that a book of it is reviewed."""
    start, end = text.rfind("\n", 0, hit.start) + 1, text.find("\n", hit.end)
    before, after = text[start : hit.start], text[hit.end : end if end >= 0 else len(text)]
    return _BOOK_REVIEW.fullmatch(f"{before.strip()}|{after.strip()}") is not None


_BOOK_REVIEW = re.compile(
    r"(?:(?:book|novel) review(?: of)?\W*\|\W*(?:by .{1,40})?"
    r"|\W*\|\W*(?:by [^:]{1,40}\W+)?(?:a )?(?:book|novel) review(?:\s+[|–—-]\s.{1,40})?\W*)",
    re.IGNORECASE,
)
"""The words of such a line, a bar for the title: "Heat: Book Review", "Book review: Heat by Ann Lee"."""


def _places(text: str, hits: Sequence[Hit]) -> list[Place]:
    """Each hit in its sentence; hits of one sentence share what is seen of it."""
    around = [Surroundings(sentence) for sentence in sentences(text)]
    starts = [each.sentence.start for each in around]
    places = []
    for hit in hits:
        own = around[bisect_right(starts, hit.start) - 1] if starts and hit.start >= starts[0] else None
        if own is not None and hit.start < own.sentence.end:
            places.append(Place(text, hit, own))
    return places


def _supports(place: Place, about: Topic, year: int | None) -> list[tuple[float, KnownWork]]:
    """Each work of a title with its support; none where all are beyond doubt not meant."""
    decision = model("mention")
    pairs = []
    for work in place.hit.works:
        recent = year is not None and work.year is not None and 0 <= year - work.year <= _RECENT
        score = decision.score(place.features(about, work)) - decision.threshold + _THIS_SEASON * recent
        pairs.append((score, work))
    return pairs if max(score for score, _ in pairs) >= -DOUBT else []


def _mention(place: Place, pairs: list[tuple[float, KnownWork]], kind: str) -> Mention:
    """The best supported work, of the kind that is spoken of where there is one."""
    same = [pair for pair in pairs if pair[1].kind == kind]
    support, work = max(same or pairs, key=lambda pair: pair[0])
    support = max(support, *(score for score, _ in pairs)) if len(pairs) > 1 else support
    return Mention(place.hit.start, place.hit.end, work, kind, support)


def _believed(text: str, doubtful: list[Mention]) -> list[Mention]:
    """The supported mentions, and a doubtful one next to one of them in a list."""
    doubtful = sorted(doubtful, key=lambda m: m.start)
    in_list = [_listed(text, one, other) for one, other in pairwise(doubtful)]
    sure = [m.support >= 0 for m in doubtful]
    for order in (range(len(in_list)), reversed(range(len(in_list)))):  # on to the right, then to the left
        for i in order:
            if in_list[i] and sure[i] != sure[i + 1]:
                sure[i] = sure[i + 1] = True
    return [m for m, each in zip(doubtful, sure, strict=True) if each]


_BETWEEN = re.compile(r"[\"'”’*_]*\s*(?:\(\d{4}\)|:?\s?\d{1,2}(?=[,;]))?[,;]?\s*(?:(?:and|or|&|to)\s+)?[\"'“‘*_]*")
_LONGEST_GAP = 15


def _listed(text: str, one: Mention, other: Mention) -> bool:
    between = text[one.end : other.start]
    linked = 0 < len(between) <= _LONGEST_GAP and _BETWEEN.fullmatch(between) is not None
    return linked and ("," in between or "and" in between)
