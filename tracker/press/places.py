"""Where a title stands: the sentence around it, the words that touch it, what the article is about as a whole."""

import re
from collections import Counter
from functools import cached_property

from tracker.press.lexicon import lexicon
from tracker.press.names import NamedIn
from tracker.press.text import Sentence, plain
from tracker.press.titles import Hit, everyday


class Topic:
    """What an article is about as a whole."""

    def __init__(self, text: str) -> None:
        words = Counter(re.findall(r"[^\W_]+(?:-[^\W_]+)*", plain(text)))
        self.film, self.book = lexicon().film.weigh(words), lexicon().book.weigh(words)
        self.named = NamedIn(text)

    @property
    def leaning(self) -> float:
        """From -1, all of books, to 1, all of films."""
        return (self.film - self.book) / (self.film + self.book + 1)


class Surroundings:
    """What all hits of one sentence share."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.named = NamedIn(sentence.text)

    @cached_property
    def about_films(self) -> bool:
        """Whether it speaks of films or awards."""
        return lexicon().film_context.search(self.sentence.plain) is not None

    @cached_property
    def leaning(self) -> float:
        """Towards films (above 0) or books, by its words; "the book" beside a title says that the title is no book."""
        words = lexicon()
        beside_book, beside_film = words.around["beside_book"], words.around["beside_film"]
        text = self.sentence.plain
        score = 2.5 * (beside_book.search(text) is not None) - 2.5 * (beside_film.search(text) is not None)
        rest = beside_book.sub(" ", beside_film.sub(" ", text))
        score += 1.5 * (words["award_bodies"].search(text) is not None) - 3.0 * _has_book_prize(text)
        return score + 0.6 * (len(words["film_words"].findall(rest)) - len(words["book_words"].findall(rest)))


_FROM_A_BOOK = re.compile(r"\b(?:based on|adapted from|adaptation of|novel by|book by|inspired by)\b")


def _has_book_prize(text: str) -> bool:
    """Whether a sentence names a prize for books, and not only to say what a film is based on."""
    return lexicon()["book_prizes"].search(text) is not None and _FROM_A_BOOK.search(text) is None


class Place:
    """A hit with its surroundings."""

    def __init__(self, text: str, hit: Hit, around: Surroundings) -> None:
        sentence = around.sentence
        self.hit, self.around, self.sentence = hit, around, sentence
        self.before = text[max(sentence.start, hit.start - 60) : hit.start]
        self.after = text[hit.end : min(sentence.end, hit.end + 60)]
        self.printed = text[hit.start : hit.end]
        self.initial = not re.search(r"[^\W_]", text[sentence.start : hit.start])

    @cached_property
    def quoted(self) -> bool:
        """Whether quotation marks or emphasis stand at both ends."""
        left, right = self.before[-1:], self.after.lstrip(",.!?")[:1]
        return (left, right) in {('"', '"'), ("“", "”"), ("‘", "’"), ("'", "'"), ("*", "*"), ("_", "_"), ("«", "»")}

    @cached_property
    def uttered(self) -> bool:
        """Whether the quotation marks hold what somebody says: a whole utterance that begins the sentence."""
        return self.initial and self.after[:1] in ("'", '"', "”", "’", ",", "!", "?", ".") and self._said is not None

    @cached_property
    def _said(self) -> "re.Match[str] | None":
        return re.match(r"(?:[,!?.][\"”'’]|[\"”'’],)\s*(?:[a-z]|$)", self.after)

    @cached_property
    def watched(self) -> bool:
        """Whether somebody saw it: the verb touches the title."""
        verb = plain(self.left_word) in ("seen", "saw", "watched", "watching", "rewatched")
        return verb and not self.right_word[:1].isupper()

    @cached_property
    def common_noun(self) -> bool:
        """Whether an article stands before one everyday word, as in "the Room": a thing, although with a capital."""
        return (
            not self.quoted
            and self.left_word in ("the", "a", "an", "this", "that", "every", "each", "no", "my", "our", "your")
            and len(self.printed.split()) == 1
            and everyday(self.hit.title)
            and not self.film_noun
        )

    @cached_property
    def film_noun(self) -> bool:
        """Whether "film" or the like touches the title."""
        return _noun_beside(self, lexicon()["film_nouns"])

    @cached_property
    def book_noun(self) -> bool:
        """Whether "novel" or the like touches the title."""
        return _noun_beside(self, lexicon()["book_nouns"])

    @cached_property
    def year(self) -> int | None:
        """The year in brackets right behind the title."""
        year = re.match(r"[\"”’*_]{0,2}\s*[(\[](?:[^()\d]{0,20}\s)?((?:18|19|20)\d\d)[)\],]", self.after)
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
    def possessor(self) -> str:
        """The name whose "'s" stands before it."""
        owner = re.search(r"((?:[A-ZÀ-Þ][\w’'.-]*\s+){0,3}[A-ZÀ-Þ][\w-]*)(?:['’]s|s['’])\s+[\"“‘*_]?$", self.before)
        return owner[1] if owner else ""


def _noun_beside(place: Place, nouns: "re.Pattern[str]") -> bool:
    """Whether "film" or the like touches the title, as in "the film Up" or "Her director Spike Jonze"."""
    before = plain(place.before).rstrip("\"'*_ ")
    left = not place.initial and any(m.end() == len(before) for m in nouns.finditer(before))
    after = re.sub(r"^[\"”’*_]+", "", place.after)
    right = nouns.match(plain(after).lstrip()) if after[:1] in (" ", ",") else None
    return bool(left or right)
