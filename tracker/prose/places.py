"""What is seen of a place that reads like a title: the words that touch it, its sentence, what the text is about."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache

from tracker.domain.text.sentences import Sentence, plain
from tracker.prose.lexicon import entries, pattern
from tracker.prose.names import Names
from tracker.prose.titles import Hit, KnownWork, commonness, everyday

_NEAR = 60
"""Characters on either side that are looked at."""
_FREQUENT = 2e-5
"""Share of all words from which a capital at the beginning of a sentence says nothing."""
_VERY_FREQUENT = 2e-4
"""Share from which a word begins sentences of every kind."""
_QUOTES = {('"', '"'), ("“", "”"), ("‘", "’"), ("'", "'"), ("*", "*"), ("_", "_"), ("«", "»")}
_OWNER = re.compile(r"((?:[A-ZÀ-Þ][\w’'.-]*\s+){0,3}[A-ZÀ-Þ][\w-]*)(?:['’]s|s['’])\s+[\"“‘*_]?$")
_IN_BRACKETS = re.compile(r"[\"”’*_]{0,2}\s*[(\[](?:[^()\d]{0,20}\s)?((?:18|19|20)\d\d)[)\],]")
_UTTERANCE = re.compile(r"(?:[,!?.][\"”'’]|[\"”'’],)\s*(?:[a-z]|$)")
_PREDICATE = re.compile(
    r",? (?:(?:meanwhile|however|too|also|though),? )?(?:ha[sd]|is|was|g[oe]ts?|[a-z]{3,}(?:s|ed)|won|lost|took|made"
    r"|left|gave|told|went|came|did|could|should|will|may|might)\b"
)
_FILM_AFTER = re.compile(
    r"\W*\((?:u|pg|12a?|15|18|r|g|film|dir|cert)\b|\W*\([^)]{0,60}(?:\bdir\b|\bmin(?:s|utes)?\b|\d[ap]m\b|\bus/|\buk/)"
    r"|,? (?:an?|the|his|her|their) (?:[\w'-]+ ){0,3}(?:film|movie|drama|thriller|comedy|documentary)\b"
    r"|,? directed by|,? starring|,? (?:which is |is |was )?(?:\w+ly )?(?:adapted|based|drawn|taken) (?:from|on|upon)\b"
)
_BOOK_AFTER = re.compile(
    r"\W*\([^)]{0,60}(?:[£$€]|\bpp\b|\d+pp|\bpages\b|hardback|paperback|hardcover|\bisbn|\bpress\b|\bbooks\b|novel)"
    r"|,? (?:by|from) (?:the )?(?:novelist|author|writer)|,? (?:an?|the|his|her|their) (?:[\w'-]+ ){0,3}"
    r"(?:novel|book|memoir)\b"
)
_FILM_BEFORE = re.compile(
    r"(?:film|movie|screen|cinema)\w*(?: version| adaptation| treatment)?s? of\s+(?:[\w'.-]+\s+){0,3}$"
    r"|(?:version|filming) of\s+(?:[\w'.-]+\s+){0,3}$|\badaptation of\b.{0,60}$|(?:big|silver)-screen\s+$"
)
_BOOK_BEFORE = re.compile(r"(?:based on|adapted from|taken from|adapts|adapting)\s+(?:[\w'.-]+\s+){0,5}$")
_BESIDE = re.compile(
    r"\b(?:read|loved|reread|knew|liked|than|unlike|like|from|saw|seen|watched) the (?:book|novel|film|movie)\b"
)
"""What says that the title is no book, or no film."""
_SOURCE = re.compile(r"\b(?:based on|adapted from|adaptation of|(?:novel|book) by|inspired by)\b")
_CRAFT_OF = re.compile(
    rf"(?:{pattern('crafts').pattern}|{pattern('takes_title').pattern})\s+(?:of|in|for|from|to|on|about)\s+(?:the )?$"
)


@cache
def _forms(name: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Single words of a list, and beginnings of words."""
    words = [word for word in entries(name) if " " not in word]
    return frozenset(w for w in words if w[-1] != "*"), tuple(w[:-1] for w in words if w[-1] == "*")


@lru_cache(maxsize=10_000)  # articles share their words
def _is_of(name: str, word: str) -> bool:
    """Whether a word is one of a list, or begins as one."""
    exact, beginnings = _forms(name)
    return word in exact or word.startswith(beginnings)


def _count(name: str, words: Mapping[str, int]) -> int:
    return sum(times for word, times in words.items() if _is_of(name, word))


class Topic:
    """What a text is about as a whole."""

    def __init__(self, text: str) -> None:
        words = Counter(re.findall(r"[^\W_]+(?:-[^\W_]+)*", plain(text)))
        self.film, self.book = _count("film_words", words), _count("book_words", words)
        self.names = Names(text)

    @property
    def leaning(self) -> float:
        """From -1, all of books, to 1, all of films."""
        return (self.film - self.book) / (self.film + self.book + 1)


class Surroundings:
    """What all titles of one sentence share."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.names = Names(sentence.text)

    @cached_property
    def about_films(self) -> bool:
        """Whether it speaks of films or awards."""
        return any(pattern(name).search(self.sentence.plain) for name in ("film_words", "bodies"))

    @cached_property
    def kind(self) -> dict[str, float]:
        """What tells films from books in it."""
        text = self.sentence.plain
        rest = _BESIDE.sub(" ", text)
        return {
            "body": float(pattern("bodies").search(text) is not None),
            "book prize": float(pattern("book_prizes").search(text) is not None and _SOURCE.search(text) is None),
            "film words": min(4.0, len(pattern("film_words").findall(rest))),
            "book words": min(4.0, len(pattern("book_words").findall(rest))),
        }


class Place:
    """A title with its surroundings."""

    def __init__(self, text: str, hit: Hit, around: Surroundings) -> None:
        sentence = around.sentence
        self.hit, self.around, self.sentence = hit, around, sentence
        self.before = text[max(sentence.start, hit.start - _NEAR) : hit.start]
        self.after = text[hit.end : min(sentence.end, hit.end + _NEAR)]
        self.printed = text[hit.start : hit.end]
        self.initial = not re.search(r"[^\W_]", text[sentence.start : hit.start])
        self.lead = plain(self.before).rstrip("\"'*_")
        self.tail = plain(self.after).lstrip("\"'*_")

    @cached_property
    def quoted(self) -> bool:
        """Whether quotation marks or emphasis stand at both ends."""
        return (self.before[-1:], self.after.lstrip(",.!?")[:1]) in _QUOTES

    @cached_property
    def film_noun(self) -> bool:
        """Whether "film" or the like touches the title."""
        return self._touches("film_nouns")

    @cached_property
    def book_noun(self) -> bool:
        """Whether "novel" or the like touches the title."""
        return self._touches("book_nouns")

    def _touches(self, nouns: str) -> bool:
        """Whether a noun touches the title, as in "the film Up" or "Her director Spike Jonze"."""
        before = self.lead.rstrip()
        left = not self.initial and any(m.end() == len(before) for m in pattern(nouns).finditer(before))
        after = re.sub(r"^[\"”’*_]+", "", self.after)
        return left or (after[:1] in (" ", ",") and pattern(nouns).match(plain(after).lstrip()) is not None)

    @cached_property
    def year(self) -> int | None:
        """The year in brackets right behind the title."""
        year = _IN_BRACKETS.match(self.after)
        return int(year[1]) if year else None

    @cached_property
    def left_word(self) -> str:
        """The word that touches it on the left."""
        word = re.search(r"([^\W_][\w’'.-]*)\s+$", self.before)
        return word[1] if word else ""

    @cached_property
    def right_word(self) -> str:
        """The word that touches it on the right, with nothing but a space between."""
        word = re.match(r"\s+([^\W_][\w’'-]*)", self.after)
        return word[1] if word else ""

    @cached_property
    def owner(self) -> str:
        """The name whose "'s" stands before it."""
        owner = _OWNER.search(self.before)
        return owner[1] if owner else ""

    @cached_property
    def looks(self) -> dict[str, float]:
        """How the title is written and what touches it, whichever of its works is meant."""
        names = re.findall(r"[^\W_]+", self.printed)
        capitals = sum(1 for i, w in enumerate(names) if not w[0].islower() and not (i == 0 and self.initial))
        common, one = everyday(self.hit.title), len(names) == 1
        frequent = common and commonness(self.hit.title) > _FREQUENT
        written = "headline" if self.sentence.headline else "initial" if self.initial else "inside"
        size = "1 frequent" if one and frequent else "1 common" if one and common else str(min(len(names), 3))
        bare = not self.quoted and not self.sentence.headline
        article = self.left_word in ("the", "a", "an", "this", "that", "every", "each", "no", "my", "our", "your")
        left = (
            self.left_word[:1].isupper() and len(self.left_word) > 1 and not self.owner and not self._sentence_begins()
        )
        return {
            f"{written}: {size}": 1.0,
            "capitals": float(min(capitals, 3)),
            "quoted": float(self.quoted and not self._uttered),
            "uttered": float(self._uttered),
            "owned": float(bool(self.owner)),
            "a thing": float(bare and article and one and common and not self.film_noun),
            "name goes on": float(bare and (self.right_word[:1].isupper() or left)) / len(names),
            "craft of": float(_CRAFT_OF.search(self.lead) is not None),
            "predicate": float(self.initial and not frequent and _PREDICATE.match(self.tail) is not None),
            "very frequent begins": float(self.initial and commonness(self.hit.title) > _VERY_FREQUENT),
        }

    @cached_property
    def _uttered(self) -> bool:
        """Whether the quotation marks hold what somebody says: a whole utterance that begins the sentence."""
        return self.quoted and self.initial and _UTTERANCE.match(self.after) is not None

    def _sentence_begins(self) -> bool:
        """Whether the word on the left has its capital because the sentence begins with it, or is a body's."""
        word = self.left_word
        first = not re.search(r"[^\W_]", self.before[: -len(word) - 1]) and len(self.before) < _NEAR
        return (first and (commonness(word) > _FREQUENT or word.endswith("ly"))) or pattern("bodies").match(
            plain(word)
        ) is not None

    def features(self, about: Topic, work: KnownWork) -> dict[str, float]:
        """What tells whether one of its works is meant."""
        here = bool(self.around.names.among(work.everybody))
        near = self.year is not None and work.year is not None and abs(self.year - work.year) <= 1
        films = about.film > 0 or about.book > 0 or self.around.about_films
        return {
            **self.looks,
            "year": float(near),
            "other year": float(self.year is not None and work.year is not None and not near),
            "people here": float(here),
            "people": float(not here and bool(about.names.among(work.everybody))),
            "about films": float(films),
        }

    def kind(self, about: Topic) -> dict[str, float]:
        """What tells whether the film or the book of a title is meant."""
        verbs = _BESIDE.sub(" ", f"{self.lead[-30:]} | {self.tail[:30]}")
        features = {
            **self.around.kind,
            "film noun": float(self.film_noun or _FILM_BEFORE.search(self.lead) is not None),
            "book noun": float(self.book_noun or _BOOK_BEFORE.search(self.lead) is not None),
            "film after": float(_FILM_AFTER.match(self.tail) is not None),
            "book after": float(_BOOK_AFTER.match(self.tail) is not None),
            "craft before": float(_CRAFT_OF.search(self.lead) is not None),
            "watched": float(pattern("watch").search(verbs) is not None),
            "read": float(pattern("read").search(verbs) is not None),
            "topic": about.leaning,
            "book of this title": float(any(work.kind == "book" for work in self.hit.works)),
        }
        owner = Names(self.owner)
        for work in self.hit.works:
            features[f"{work.kind}'s owner"] = float(bool(owner.among(work.everybody)))
            features[f"{work.kind}'s people here"] = float(bool(self.around.names.among(work.everybody)))
            features[f"{work.kind}'s people"] = float(bool(about.names.among(work.everybody)))
        return features
