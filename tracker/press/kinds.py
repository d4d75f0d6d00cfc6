"""Whether a title speaks of a film or of a book of that title."""

import re

from tracker.press.lexicon import lexicon
from tracker.press.names import NamedIn
from tracker.press.places import Place, Topic
from tracker.press.text import plain

CLEAR = 2.0
"""Leaning from which a mention is told by its own surroundings, whatever the article's others are."""


def leaning(place: Place, about: Topic) -> float:
    """Whether a mention speaks of a film (above 0) or a book, by the words that touch it, its sentence, the article."""
    works = place.hit.works
    score = _leading(place)
    if place.year is not None:
        score += sum({"film": 2.0, "book": -2.0}[w.kind] for w in works if w.year == place.year)
    score += _verbs(place)
    score += place.around.leaning
    owner = NamedIn(place.possessor) if place.possessor else None
    for work in works:
        weight = 1.0 if work.kind == "film" else -1.0
        if owner and owner.names(work.everybody):
            score += 3.0 * weight
        elif about.named.names(work.everybody):
            score += (1.5 if place.around.named.names(work.everybody) else 1.0) * weight
    return score + 1.5 * about.leaning + (0.0 if any(work.kind == "book" for work in works) else 1.0)


def _leading(place: Place) -> float:
    """What the words that touch the title say: the strongest sign there is."""
    words = lexicon()
    score = 4.0 * place.film_noun - 4.0 * place.book_noun
    before, after = plain(place.before).rstrip("\"'*_"), plain(place.after).lstrip("\"'*_")
    if words.around["film_before"].search(before):
        score += 4.0
    elif words.around["book_before"].search(before):
        score -= 4.0
    score += 4.0 * (words.around["film_after"].match(after) is not None)
    score -= 4.0 * (words.around["book_after"].match(after) is not None)
    return score


def _verbs(place: Place) -> float:
    words = lexicon()
    near = [words.around["beside_book"].sub(" ", plain(part)) for part in (place.before[-30:], place.after[:30])]
    near = [re.sub(r"\b(?:colleague|critic|reviewer|correspondent|i|we) wrote\b", " ", part) for part in near]
    watched = any(words["watch_verbs"].search(part) for part in near)
    read = any(words["read_verbs"].search(part) for part in near)
    return 2.0 * watched - 2.0 * read
