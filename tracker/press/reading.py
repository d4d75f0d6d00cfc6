"""One article read as a whole: for each work it names, what it praises, what it says was missed, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.press.claims import Expectation, expectation, missed_bodies, reasons
from tracker.press.mentions import Mention, by_work, mentions
from tracker.press.nominated import claims
from tracker.press.opinion import opinion
from tracker.press.shares import apart, shares
from tracker.press.text import Sentence, sentences
from tracker.press.titles import Known, TitleIndex

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


MANY = 12
"""From so many works on, an article is a list: each sentence speaks only of the works it names."""


def read(text: str, index: TitleIndex, *, year: int | None = None, context: str = "") -> list[About]:
    """What a text says, a work at a time, the most named first.

    A sentence speaks of the films it names; one that names none, of the films of the last sentence that did.

    Args:
        text: title and paragraphs; comments are read on their own.
        index: the works that may be named.
        year: of the article.
        context: what stands around the text: the article above a comment.
    """
    found = mentions(text, index, year=year, context=context)
    works = {key: About(group[0].work, key[1], count=len(group)) for key, group in by_work(found).items()}
    parts = sentences(text)
    lone = [work for work in works.values() if work.kind == "film"]
    current: list[About] = lone if len(lone) == 1 else []
    before: Sentence | None = None
    for printed in parts:
        inside = [m for m in found if printed.start <= m.start < printed.end]
        sentence = _without_titles(printed, inside)
        if not inside:
            for work in current if len(works) < MANY else ():
                _note(work, printed, sentence, sentence, before, own=sentence if len(current) == 1 else None)
        else:
            current = _distinct(inside, works)
            for group, part in shares(sentence, inside):
                for work in _distinct(group, works):
                    _note(work, printed, sentence, part, before, own=apart(part, group, work.work.key))
        before = sentence
    return sorted(works.values(), key=lambda work: -work.count)


def _without_titles(sentence: Sentence, inside: Sequence[Mention]) -> Sentence:
    """The sentence with each title as one meaningless name: "The Paper Orchestra" says nothing of its music."""
    text = sentence.text
    for mention in inside:
        a, b = mention.start - sentence.start, min(mention.end - sentence.start, len(text))
        text = text[:a] + "X" + "x" * (b - a - 1) + text[b:]
    return Sentence(text, sentence.start) if inside else sentence


def _distinct(mentioned: Sequence[Mention], works: dict[tuple[str, str], About]) -> list[About]:
    return list({(m.work.key, m.kind): works[m.work.key, m.kind] for m in mentioned}.values())


def _note(
    about: About,
    printed: Sentence,
    whole: Sentence,
    sentence: Sentence,
    before: Sentence | None,
    *,
    own: Sentence | None,
) -> None:
    """What a sentence says of a work in the part that speaks of it; it is quoted as printed.

    Nominations are read from `own`, in which no title but the work's is blanked; None where it may speak of others.
    """
    if about.kind == "book":
        return
    work = about.work
    said = opinion(sentence, (*work.directors, *work.people), work.directors, before if whole is sentence else None)
    missed = missed_bodies(sentence, before if whole is sentence else whole)
    why, expected = reasons(sentence), expectation(sentence)
    claimed = claims(own, before if whole is sentence else whole, work.everybody) if own else []
    about.crafts |= said.crafts
    about.people |= said.people
    about.missed |= set(missed)
    about.nominated |= {claim.written() for claim in claimed}
    about.reasons |= set(why)
    if expected:
        about.expectations.append(expected)
    if said.crafts or said.people or missed or claimed or why or expected:
        given = dict.fromkeys(f"nominated:{claim.body}" for claim in claimed)
        told = [*sorted(said.crafts), *(f"missed:{body}" for body in missed), *given, *(["reasons"] * bool(why))]
        about.quotations.append((quotation(printed.text), " ".join([*told, *(["expects"] * bool(expected))])))


def quotation(text: str) -> str:
    """A sentence on one line, cut at a word where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_QUOTATION else line[:MAX_QUOTATION].rsplit(" ", 1)[0] + " …"
