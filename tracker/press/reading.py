"""One article read as a whole: for each work it names, what it praises, what it says was missed, and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tracker.press.claims import Expectation, expectation, reasons
from tracker.press.mentions import Mention, by_work, mentions
from tracker.press.missing import miss_candidates, with_their_lists
from tracker.press.nominated import claims
from tracker.press.praising import praise_candidates
from tracker.press.shares import apart, shares
from tracker.press.signs import Candidate, Said
from tracker.press.text import Sentence, sentences
from tracker.press.titles import Known, TitleIndex
from tracker.press.weighing import decided, weights

MAX_QUOTATION = 240
"""Characters of an article that are kept and printed; the rest is its publisher's."""


@dataclass
class About:
    """What an article says about one work."""

    work: Known
    kind: str
    count: int = 0
    crafts: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    missed: set[str] = field(default_factory=set)
    nominated: set[str] = field(default_factory=set)
    """Nominations and prizes it says the film has, as `NominationClaim.written` puts them."""
    reasons: set[str] = field(default_factory=set)
    expectations: list[Expectation] = field(default_factory=list)
    quotations: list[tuple[str, str]] = field(default_factory=list)
    """The sentences that carry it, shortened, each with what it is quoted for: slugs of crafts, `missed:` and a
    body's slug, `nominated:` and a body's slug, `reasons` and `expects`, a space between."""
    because: dict[str, list[str]] = field(default_factory=dict)
    """By `praised:` and a craft's slug or `missed:` and a body's, the signs that weighed most for it and against it."""


MANY = 12
"""From so many works on, an article is a list: each sentence speaks only of the works it names."""


def read(text: str, index: TitleIndex, *, year: int | None = None, context: str = "") -> list[About]:
    """What a text says, a work at a time, the most named first.

    Args:
        text: title and paragraphs; comments are read on their own.
        index: the works that may be named.
        year: of the article.
        context: what stands around the text: the article above a comment.
    """
    found = mentions(text, index, year=year, context=context)
    works = {key: About(group[0].work, key[1], count=len(group)) for key, group in by_work(found).items()}
    for key, printed, said in _spoken(text, found):
        _note(works[key], printed, said)
    return sorted(works.values(), key=lambda work: -work.count)


def spoken(text: str, index: TitleIndex) -> Iterator[tuple[Known, Said]]:
    """Each part of a text that speaks of a film, with that film; what decisions are fitted on."""
    found = mentions(text, index)
    works = {key: group[0].work for key, group in by_work(found).items()}
    yield from ((works[key], said) for key, _, said in _spoken(text, found) if key[1] == "film")


_Key = tuple[str, str]
"""A work's key and whether the film or the book is meant."""


def _spoken(text: str, found: Sequence[Mention]) -> Iterator[tuple[_Key, Sentence, Said]]:
    """Each work with a sentence as printed and the part of it that speaks of the work, titles blanked.

    A sentence speaks of the films it names; one that names none, of the films of the last sentence that did.
    """
    keys = list(by_work(found))
    films = [key for key in keys if key[1] == "film"]
    current = films if len(films) == 1 else []
    parts = [(printed, [m for m in found if printed.start <= m.start < printed.end]) for printed in sentences(text)]
    blank = [_without_titles(printed, inside) for printed, inside in parts]
    for i, (printed, inside) in enumerate(parts):
        before = blank[i - 1] if i else None
        after, named_after = (blank[i + 1], _distinct(parts[i + 1][1])) if i + 1 < len(parts) else (None, [])
        last = _distinct(parts[i - 1][1]) if i else []
        if inside:
            current = _distinct(inside)
            for group, part in shares(blank[i], inside):
                for key in _distinct(group):
                    going_on = _goes_on(after, named_after, key)
                    own = apart(part, group, key[0])
                    turned = bool(last) and key not in last
                    yield key, printed, Said(part, blank[i], before, going_on, len(current), turned_to=turned, own=own)
        elif len(keys) < MANY:
            alone = blank[i] if len(current) == 1 else None
            for key in current:
                going_on, near = _goes_on(after, named_after, key), bool(last)
                yield key, printed, Said(blank[i], blank[i], before, going_on, 0, near=near, own=alone)


def _goes_on(after: Sentence | None, named: Sequence[_Key], key: _Key) -> Sentence | None:
    """The next sentence, where it names no other work."""
    return after if set(named) <= {key} else None


def _without_titles(sentence: Sentence, inside: Sequence[Mention]) -> Sentence:
    """The sentence with each title as one meaningless name: "The Paper Orchestra" says nothing of its music."""
    text = sentence.text
    for mention in inside:
        a, b = mention.start - sentence.start, min(mention.end - sentence.start, len(text))
        text = text[:a] + "X" + "x" * (b - a - 1) + text[b:]
    return Sentence(text, sentence.start) if inside else sentence


def _distinct(mentioned: Sequence[Mention]) -> list[_Key]:
    return list({(m.work.key, m.kind): None for m in mentioned})


def _note(about: About, printed: Sentence, said: Said) -> None:
    """What a sentence says of a work in the part that speaks of it; it is quoted as printed."""
    if about.kind == "book":
        return
    work = about.work
    praised = decided("praised", _worth_weighing(said, praise_candidates(said, work.everybody, work.directors)))
    missed = decided("missed", _worth_weighing(said, miss_candidates(said)))
    why, expected = reasons(said.part), expectation(said.part)
    before = said.before if said.part is said.whole else said.whole
    claimed = claims(said.own, before, work.everybody) if said.own else []
    crafts, people = set(praised), {person for each in praised.values() for person in each.people}
    about.crafts |= crafts
    about.people |= people
    bodies = with_their_lists(said.part, missed)
    about.missed |= bodies
    about.nominated |= {claim.written() for claim in claimed}
    about.reasons |= set(why)
    for decision, found in (("praised", praised), ("missed", missed)):
        for slug, candidate in found.items():
            about.because.setdefault(f"{decision}:{slug}", weights(decision).reasons(candidate.signs))
    if expected:
        about.expectations.append(expected)
    if crafts or people or bodies or claimed or why or expected:
        given = dict.fromkeys(f"nominated:{claim.body}" for claim in claimed)
        told = [*sorted(crafts), *(f"missed:{body}" for body in sorted(bodies)), *given, *(["reasons"] * bool(why))]
        about.quotations.append((quotation(printed.text), " ".join([*told, *(["expects"] * bool(expected))])))


def _worth_weighing(said: Said, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that may be the work's: far from its name only what the rules see."""
    return [candidate for candidate in candidates if said.near or candidate.signs["rules"]]


def quotation(text: str) -> str:
    """A sentence on one line, cut at a word where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_QUOTATION else line[:MAX_QUOTATION].rsplit(" ", 1)[0] + " …"
