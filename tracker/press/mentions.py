"""Which works an article mentions: a stretch that reads like a title is believed only where something supports it.

Each support is a weight, and a mention needs `NEEDED` of them in all: a title of several capitalised words carries
itself; one that is a word of everyday language ("Up", "Her") needs quotes, a year, its people, or the word "film"
beside it. The weights were set on the development half of the labelled passages (docs/press.md).
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.press.kinds import CLEAR, leaning
from tracker.press.lexicon import lexicon
from tracker.press.places import Place, Surroundings, Topic
from tracker.press.text import plain, sentences
from tracker.press.titles import Hit, Known, TitleIndex, commonness, everyday

NEEDED = 3.0
_QUOTED, _YEAR, _NOUN, _PEOPLE_HERE, _PEOPLE, _POSSESSOR, _IN_LIST, _CONTEXT = 3.0, 3.0, 2.0, 3.0, 1.5, 2.0, 2.0, 1.0
_OF = 2.0
"""A craft or the like before it, as in "the score of Drift"."""
_SUBJECT = 2.0
"""It is what a sentence about films begins with."""
_UTTERED = 0.5
"""A sentence that begins with a word somebody speaks, as in '"Drive," she said'."""
_SURNAME = 0.5
"""One name that owns it: Newton's as well as a director's."""
_WATCHED = 1.5
"""Seen or watched right before it."""
_BEGINS = 2e-4
"""Share of all words from which a word begins sentences of every kind."""
_FUNCTION = 6e-4
"""Share of all words from which a word is one that every sentence may hold: "it", "up", "her"."""
_PAIRED = 1.0
"""Two doubtful titles side by side, in a sentence about films, carry each other from this support on."""
_NEIGHBOUR = -3.0
"""A capitalised word that touches it: part of a longer name."""
_OTHER_YEAR = -4.0
"""A year in brackets behind it that is not this work's."""


@dataclass(frozen=True)
class Mention:
    """A work that a sentence names."""

    start: int
    end: int
    printed: str
    work: Known
    kind: str
    """`film` or `book`: what the sentence speaks of, which need not be the kind of the known work."""
    support: float


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
    judged = [(place, _supports(place, about, year)) for place in _places(text, hits)]
    supported = [(place, pairs) for place, pairs in judged if max(support for support, _ in pairs) >= _PAIRED]
    leanings = [leaning(place, about) for place, _ in supported]
    whole: dict[str, float] = defaultdict(float)
    for (place, _), lean in zip(supported, leanings, strict=True):
        whole[place.hit.title] += lean
    found = [
        _judged(place, pairs, "book" if (own if abs(own) >= CLEAR else whole[place.hit.title]) < 0 else "film")
        for (place, pairs), own in zip(supported, leanings, strict=True)
    ]
    return _settled(text, found)


def _places(text: str, hits: Sequence[Hit]) -> list[Place]:
    """Each hit in its sentence; hits of one sentence share what is known of it."""
    parts = [Surroundings(sentence) for sentence in sentences(text)]
    starts = [part.sentence.start for part in parts]
    found = []
    for hit in hits:
        part = parts[bisect_right(starts, hit.start) - 1] if parts and hit.start >= starts[0] else None
        if part is not None and hit.start < part.sentence.end:
            found.append(Place(text, hit, part))
    return found


def _settled(text: str, found: list[Mention]) -> list[Mention]:
    """Believed mentions; a doubtful one is believed next to a believed one in a list."""
    found = sorted(found, key=lambda m: m.start)
    listed = [_listed(text, one, other) for one, other in pairwise(found)]
    believed = [m.support >= NEEDED for m in found]
    paired = [_PAIRED <= m.support < NEEDED for m in found]
    for i, together in enumerate(listed):
        if together and paired[i] and paired[i + 1]:
            believed[i] = believed[i + 1] = True
    for order in (range(len(listed)), reversed(range(len(listed)))):  # on to the right, then to the left
        for i in order:
            if listed[i] and believed[i] != believed[i + 1] and _may_follow(found[i + believed[i]]):
                believed[i] = believed[i + 1] = True
    return [m for m, sure in zip(found, believed, strict=True) if sure]


def _may_follow(mention: Mention) -> bool:
    """Whether a doubtful mention is believed beside a believed one of its list."""
    return mention.support >= NEEDED - _IN_LIST


_BETWEEN = re.compile(r"[\"'”’*_]*\s*(?:\(\d{4}\)|:?\s?\d{1,2}(?=[,;]))?[,;]?\s*(?:(?:and|or|&|to)\s+)?[\"'“‘*_]*")
_LONGEST_GAP = 15


def _listed(text: str, one: Mention, other: Mention) -> bool:
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return (
        0 < len(between) <= _LONGEST_GAP and bool(_BETWEEN.fullmatch(between)) and ("," in between or "and" in between)
    )


def _supports(place: Place, about: Topic, year: int | None) -> list[tuple[float, Known]]:
    """Each work of this title with its support."""
    base = _support(place, about)
    if place.initial and not place.quoted and base <= _CONTEXT + _NOUN and commonness(place.hit.title) > _BEGINS:
        people = any(place.around.named.names(work.everybody) for work in place.hit.works)
        if people and _CREDITED.match(place.after):
            base += _NOUN
        spoken = commonness(place.hit.title) >= _FUNCTION
        if people and (base > _CONTEXT or (base == _CONTEXT and not spoken)):
            return [(base + _of_work(place, about, work) + _nearness(work, year), work) for work in place.hit.works]
        base = min(base, _CONTEXT)
        return [(base, work) for work in place.hit.works]  # "It", "Her", "Up": the first word of any sentence
    return [(base + _of_work(place, about, work) + _nearness(work, year), work) for work in place.hit.works]


def _judged(place: Place, supports: list[tuple[float, Known]], kind: str) -> Mention:
    """The best supported work, of the kind that is spoken of where one is known."""
    support, work = max(supports, key=lambda pair: pair[0])
    same = [pair for pair in supports if pair[1].kind == kind]
    if same:
        work = max(same, key=lambda pair: pair[0])[1]
    hit = place.hit
    return Mention(hit.start, hit.end, place.printed, work, kind, support)


_RECENT = 2


def _nearness(work: Known, year: int | None) -> float:
    """A small push towards the film of the article's own season."""
    if year is None or work.year is None:
        return 0.0
    return 0.4 if 0 <= year - work.year <= _RECENT else 0.0


def _support(place: Place, about: Topic) -> float:
    """What supports a title, whichever of its works is meant."""
    words = lexicon()
    total = _looks(place)
    if place.quoted:
        total += _UTTERED if place.uttered else _QUOTED
    if place.film_noun or place.book_noun:
        total += _NOUN
    if about.film or about.book or place.around.about_films:
        total += _CONTEXT
    if place.initial:
        return total + _SUBJECT * _subject(place, about)
    if place.possessor:
        total += _POSSESSOR if " " in place.possessor else _SURNAME
    if place.watched:
        total += _WATCHED
    if place.common_noun:
        total += _NEIGHBOUR
    if words.around["of"].search(plain(place.before).rstrip("\"'*_")):
        total += _OF
    return total


def _of_work(place: Place, about: Topic, work: Known) -> float:
    """What supports that this work is meant: its year behind the title, its people in the sentence or the article."""
    total = 0.0
    if place.year is not None and work.year is not None:
        total += _YEAR if abs(place.year - work.year) <= 1 else _OTHER_YEAR
    if about.named.names(work.everybody):
        total += _PEOPLE_HERE if place.around.named.names(work.everybody) else _PEOPLE
    return total


def _subject(place: Place, about: Topic) -> bool:
    """Whether it is what a sentence about films begins with, and too rare a word to begin just any sentence."""
    words = lexicon()
    rare = any(commonness(word) < _BEGINS for word in re.findall(r"[^\W\d_]+", place.hit.title))
    spoken_of = words.around["subject"].match(plain(place.after))
    if not rare or spoken_of is None:
        return False
    several = len(place.printed.split()) > 1 and lexicon().craft_words.search(place.sentence.plain) is not None
    return several or place.around.about_films or about.film > 0


def _looks(place: Place) -> float:
    """What the capitals of a title say by themselves."""
    names = re.findall(r"[^\W_]+", place.printed)
    capital = sum(1 for i, w in enumerate(names) if not w[0].islower() and not (i == 0 and place.initial))
    common = everyday(place.hit.title)
    if place.sentence.headline:
        looks = {1: 0.0, 2: 1.0 if common else 1.5}.get(len(names), 2.5)
    elif capital >= 3:  # noqa: PLR2004
        looks = 3.0
    elif len(names) > 1 and capital >= 1:
        looks = 3.0 if capital > 1 else 2.2
    elif capital:
        looks = 0.0 if common and commonness(place.hit.title) > _FREQUENT else 2.0
    else:
        looks = 0.0 if common else 2.0
    return looks + _neighbours(place, len(names))


_CREDITED = re.compile(r", (?:starring|directed by|written (?:and directed )?by|with|from director)\b")
"""What follows a title and no other word: "Her, starring …"."""
_FREQUENT = 2e-5


def _neighbours(place: Place, words: int) -> float:
    """A name goes on to the left or right ("Her Majesty", "Abraham Lincoln"), so this is not the title."""
    if place.quoted or place.sentence.headline:
        return 0.0
    left, right = place.left_word, place.right_word
    named = left[:1].isupper() and len(left) > 1 and not place.possessor and not _merely_first(place, left)
    if named and lexicon()["award_bodies"].match(plain(left)):  # "the Oscar-winning Salt", "At the Oscars Salt won"
        named = False
    return _NEIGHBOUR / words if right[:1].isupper() or named else 0.0


def _merely_first(place: Place, left: str) -> bool:
    """Whether the word on the left has its capital only because the sentence begins with it."""
    first = (
        place.sentence.words[0][0] == left
        and place.sentence.words[0].end() + 1 >= place.hit.start - place.sentence.start
    )
    return first and (commonness(left) > _FREQUENT or left.endswith("ly"))


def by_work(found: Iterable[Mention]) -> dict[tuple[str, str], list[Mention]]:
    """Mentions by work and kind."""
    grouped: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in found:
        grouped[mention.work.key, mention.kind].append(mention)
    return dict(grouped)
