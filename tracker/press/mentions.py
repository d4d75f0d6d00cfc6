"""Which works an article mentions: a stretch that reads like a title is believed only where something supports it.

Each support is a weight, and a mention needs `NEEDED` of them in all: a title of several capitalised words carries
itself; one that is a word of everyday language ("Up", "Her") needs quotes, a year, its people, or the word "film"
beside it. The weights were set on the development half of the labelled passages (docs/press.md).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.press.lexicon import lexicon
from tracker.press.text import Sentence, plain, sentences
from tracker.press.titles import Hit, Known, TitleIndex, commonness, everyday, names_in

NEEDED = 3.0
_QUOTED, _YEAR, _NOUN, _PEOPLE_HERE, _PEOPLE, _POSSESSOR, _IN_LIST, _CONTEXT = 3.0, 3.0, 2.0, 3.0, 1.5, 2.0, 3.0, 1.0
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


def mentions(text: str, index: TitleIndex, *, year: int | None = None) -> list[Mention]:
    """The works that a text names, in order.

    Args:
        text: title and paragraphs of an article, or any passage.
        index: the works that may be named.
        year: of the article, to choose among works of one title.
    """
    hits = index.find(text)
    if not hits:
        return []
    parts = sentences(text)
    about = _About(text)
    found: list[Mention] = []
    for hit in hits:
        sentence = next((s for s in parts if s.start <= hit.start < s.end), None)
        if sentence is not None:
            found.append(_judge(_Place(text, hit, sentence), about, year))
    return _settled(text, found)


def _settled(text: str, found: list[Mention]) -> list[Mention]:
    """Believed mentions; a doubtful one is believed next to a believed one in a list."""
    sure = [m for m in found if m.support >= NEEDED]
    listed = [m for m in found if NEEDED - _IN_LIST <= m.support < NEEDED and any(_listed(text, m, s) for s in sure)]
    return sorted([*sure, *listed], key=lambda m: m.start)


_BETWEEN = re.compile(r"[\"'”’*_]*\s*(?:\(\d{4}\))?,?\s*(?:(?:and|or|&|to)\s+)?[\"'“‘*_]*")
_LONGEST_GAP = 15


def _listed(text: str, one: Mention, other: Mention) -> bool:
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return (
        0 < len(between) <= _LONGEST_GAP and bool(_BETWEEN.fullmatch(between)) and ("," in between or "and" in between)
    )


class _About:
    """What an article is about as a whole."""

    def __init__(self, text: str) -> None:
        self.text = text
        words = lexicon()
        folded = plain(text)
        self.film = len(words["film_words"].findall(folded))
        self.book = len(words["book_words"].findall(folded))
        self._present: dict[tuple[str, ...], list[str]] = {}

    @property
    def leaning(self) -> float:
        """From -1, all of books, to 1, all of films."""
        return (self.film - self.book) / (self.film + self.book + 1)

    def people(self, names: tuple[str, ...]) -> list[str]:
        """Those of the names that stand anywhere in the article."""
        if names not in self._present:
            self._present[names] = names_in(self.text, names)
        return self._present[names]


class _Place:
    """A hit with its surroundings."""

    def __init__(self, text: str, hit: Hit, sentence: Sentence) -> None:
        self.hit, self.sentence = hit, sentence
        self.before = text[max(sentence.start, hit.start - 60) : hit.start]
        self.after = text[hit.end : min(sentence.end, hit.end + 60)]
        self.printed = text[hit.start : hit.end]
        self.initial = not re.search(r"[^\W_]", text[sentence.start : hit.start])

    @property
    def quoted(self) -> bool:
        """Whether quotation marks or emphasis stand at both ends."""
        left, right = self.before[-1:], self.after.lstrip(",.!?")[:1]
        return (left, right) in {('"', '"'), ("“", "”"), ("‘", "’"), ("'", "'"), ("*", "*"), ("_", "_"), ("«", "»")}

    @property
    def year(self) -> int | None:
        """The year in brackets right behind the title."""
        year = re.match(r"[\"”’*_]{0,2}\s*[(\[](?:[^()\d]{0,20}\s)?((?:18|19|20)\d\d)[)\],]", self.after)
        return int(year[1]) if year else None

    @property
    def left_word(self) -> str:
        """The word that touches it on the left."""
        word = re.search(r"([^\W_][\w’'.-]*)\s+$", self.before)
        return word[1] if word else ""

    @property
    def right_word(self) -> str:
        """The word that touches it on the right, with nothing but a space between."""
        word = re.match(r"\s+([^\W_][\w’'-]*)", self.after)
        return word[1] if word else ""

    @property
    def possessor(self) -> str:
        """The name whose "'s" stands before it."""
        owner = re.search(r"((?:[A-ZÀ-Þ][\w’'.-]*\s+){0,3}[A-ZÀ-Þ][\w-]*)(?:['’]s|s['’])\s+[\"“‘*_]?$", self.before)
        return owner[1] if owner else ""


def _judge(place: _Place, about: _About, year: int | None) -> Mention:
    """The best supported of the works of this title."""
    judged = [(_support(place, about, work) + _nearness(work, year), work) for work in place.hit.works]
    support, work = max(judged, key=lambda pair: pair[0])
    kind = _kind(place, about, place.hit.works)
    same = [pair for pair in judged if pair[1].kind == kind]
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


def _support(place: _Place, about: _About, work: Known) -> float:
    words = lexicon()
    total = _looks(place)
    if place.quoted:
        total += _QUOTED
    if place.year is not None and work.year is not None:
        total += _YEAR if abs(place.year - work.year) <= 1 else _OTHER_YEAR
    if _noun_beside(place, words["film_nouns"]) or _noun_beside(place, words["book_nouns"]):
        total += _NOUN
    if work.people or work.directors:
        people = (*work.directors, *work.people)
        if names_in(place.sentence.text, people):
            total += _PEOPLE_HERE
        elif about.people(people):
            total += _PEOPLE
    if place.possessor:
        total += _POSSESSOR
    if words["film_words"].search(place.sentence.plain) or words["book_words"].search(place.sentence.plain):
        total += _CONTEXT
    return total


def _looks(place: _Place) -> float:
    """What the capitals of a title say by themselves."""
    names = re.findall(r"[^\W_]+", place.printed)
    capital = sum(1 for i, w in enumerate(names) if not w[0].islower() and not (i == 0 and place.initial))
    common = everyday(place.hit.title)
    if place.sentence.headline:
        looks = {1: 0.0, 2: 1.0 if common else 1.5}.get(len(names), 2.5)
    elif capital >= 3:  # noqa: PLR2004
        looks = 3.0
    elif len(names) > 1 and capital >= 1:
        looks = 2.2
    elif capital:
        looks = 0.0 if common and commonness(place.hit.title) > _FREQUENT else 1.0 if common else 2.0
    else:
        looks = 0.0 if common else 2.0
    return looks + _neighbours(place, len(names))


_FREQUENT = 2e-5


def _neighbours(place: _Place, words: int) -> float:
    """A name goes on to the left or right ("Her Majesty", "Abraham Lincoln"), so this is not the title."""
    if place.quoted or place.sentence.headline:
        return 0.0
    left, right = place.left_word, place.right_word
    named = left[:1].isupper() and len(left) > 1 and not place.possessor and not _merely_first(place, left)
    return _NEIGHBOUR / words if right[:1].isupper() or named else 0.0


def _merely_first(place: _Place, left: str) -> bool:
    """Whether the word on the left has its capital only because the sentence begins with it."""
    first = (
        place.sentence.words[0][0] == left
        and place.sentence.words[0].end() + 1 >= place.hit.start - place.sentence.start
    )
    return first and commonness(left) > _FREQUENT


def _noun_beside(place: _Place, nouns: "re.Pattern[str]") -> bool:
    """Whether "film" or the like touches the title, as in "the film Up" or "Her director Spike Jonze"."""
    before = plain(re.sub(r"[\"“‘*_]+$", "", place.before)).rstrip()
    left = [m for m in nouns.finditer(before) if m.end() == len(before)]
    after = re.sub(r"^[\"”’*_]+", "", place.after)
    right = nouns.match(plain(after).lstrip()) if after[:1] in (" ", ",") else None
    return bool(left or right)


# --- film or book ---


def _kind(place: _Place, about: _About, works: Sequence[Known]) -> str:
    """What a mention speaks of, by the words that touch it, those of its sentence, and the article's."""
    words = lexicon()
    score = _leading(place)
    if place.year is not None:
        score += sum({"film": 2.0, "book": -2.0}[w.kind] for w in works if w.year == place.year)
    score += _verbs(place)
    sentence = place.sentence.plain
    score += 0.6 * (len(words["film_words"].findall(sentence)) - len(words["book_words"].findall(sentence)))
    owner = place.possessor
    for work in works:
        weight = 1.0 if work.kind == "film" else -1.0
        if owner and names_in(owner, (*work.directors, *work.people)):
            score += 3.0 * weight
        elif names_in(place.sentence.text, (*work.directors, *work.people)):
            score += 1.5 * weight
    score += 1.5 * about.leaning
    return "book" if score < 0 else "film"


def _leading(place: _Place) -> float:
    """What the words that touch the title say: the strongest sign there is."""
    words = lexicon()
    film, book = _noun_beside(place, words["film_nouns"]), _noun_beside(place, words["book_nouns"])
    score = 4.0 * film - 4.0 * book
    before, after = plain(place.before).rstrip("\"'*_"), plain(place.after).lstrip("\"'*_")
    if words.around["film_before"].search(before):
        score += 4.0
    elif words.around["book_before"].search(before):
        score -= 4.0
    score += 4.0 * (words.around["film_after"].match(after) is not None)
    score -= 4.0 * (words.around["book_after"].match(after) is not None)
    return score


def _verbs(place: _Place) -> float:
    words = lexicon()
    near = plain(place.before[-30:]), plain(place.after[:30])
    watched = any(words["watch_verbs"].search(part) for part in near)
    read = any(words["read_verbs"].search(part) for part in near)
    return 2.0 * watched - 2.0 * read


def by_work(found: Iterable[Mention]) -> dict[tuple[str, str], list[Mention]]:
    """Mentions by work and kind."""
    grouped: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in found:
        grouped[mention.work.key, mention.kind].append(mention)
    return dict(grouped)
