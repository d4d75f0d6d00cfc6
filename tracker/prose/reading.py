"""One article read as a whole: for each work it names, what it praises, what it says was missed, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tracker.domain.facts.nomination_claims import NominationClaim, parsed_miss
from tracker.prose.mentions import WorkKey, mentions
from tracker.prose.misses import bodies_of, miss_candidates, missed_for, with_their_lists
from tracker.prose.model import model
from tracker.prose.nominations import claims
from tracker.prose.parts import Part, parts
from tracker.prose.praise import Candidate, praise_candidates
from tracker.prose.remarks import Expectation, expectation, reasons
from tracker.prose.titles import KnownWork, TitleIndex

MAX_QUOTATION = 240
"""Characters of an article that are kept and printed; the rest is its publisher's."""
FAR = 1.0
"""Log odds that a sentence needs more where neither it nor the one before names the film: it may speak of anything."""


@dataclass
class About:
    """What an article says about one work."""

    work: KnownWork
    kind: str
    count: int = 0
    crafts: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    misses: set[str] = field(default_factory=set)
    """What it says that bodies gave it nothing for, as `MissClaim.written` puts them."""
    nominated: set[str] = field(default_factory=set)
    """Nominations and prizes it says the film has, as `NominationClaim.written` puts them."""
    reasons: set[str] = field(default_factory=set)
    expectations: list[Expectation] = field(default_factory=list)
    quotations: list[tuple[str, str]] = field(default_factory=list)
    """The sentences that carry it, shortened, each with what it is quoted for: slugs of crafts, `missed:` and a
    body's slug, `nominated:` and a body's slug, `reasons` and `expects`, a space between."""
    because: dict[str, list[str]] = field(default_factory=dict)
    """By `praised:` and a craft's slug or `missed:` and a body's, the features that weighed most."""

    @property
    def missed(self) -> set[str]:
        """The bodies that gave it nothing, for whatever it was."""
        return {parsed_miss(cell).body for cell in self.misses}


def read(text: str, index: TitleIndex, *, year: int | None = None, context: str = "") -> list[About]:
    """What a text says, a work at a time, the most often mentioned first.

    Args:
        text: title and paragraphs; comments are read on their own.
        index: the works that may be named.
        year: of the article.
        context: what stands around the text: the article above a comment.
    """
    works: dict[WorkKey, About] = {}
    for _, about, part in spoken(text, index, works, year=year, context=context):
        if about.kind == "film":
            _note(about, part)
    return sorted(works.values(), key=lambda about: -about.count)


def spoken(
    text: str, index: TitleIndex, works: dict[WorkKey, About], *, year: int | None = None, context: str = ""
) -> Iterator[tuple[WorkKey, About, Part]]:
    """Each part of a text that speaks of a work, with that work; the works are put into `works`."""
    places = mentions(text, index, year=year, context=context)
    for mention in places:
        works.setdefault(mention.key, About(mention.work, mention.kind)).count += 1
    yield from ((part.key, works[part.key], part) for part in parts(text, places))


def _note(about: About, part: Part) -> None:
    """What a part says of a film; its sentence is quoted as printed."""
    work = about.work
    praised = decisions("praised", praise_candidates(part, work))
    claimed = claims_of(part, work)
    missed = decisions("missed", miss_candidates(part, work.everybody))
    bodies = with_their_lists(part.text, set(missed)) - {claim.body for claim in claimed}
    why, expected = reasons(part.text), expectation(part.text)
    about.crafts |= set(praised)
    about.people |= {person for each in praised.values() for person in each.people}
    for body in sorted(bodies):
        _note_miss(about, part, body)
    about.nominated |= {claim.written() for claim in claimed}
    about.reasons |= set(why)
    about.expectations += [expected] if expected else []
    for task, answers in (("praised", praised), ("missed", missed)):
        for slug, candidate in answers.items():
            about.because.setdefault(f"{task}:{slug}", model(task).reasons(candidate.features))
    purposes = [*sorted(praised), *(f"missed:{body}" for body in sorted(bodies))]
    purposes += [*dict.fromkeys(f"nominated:{claim.body}" for claim in claimed), *["reasons"] * bool(why)]
    purposes += ["expects"] * bool(expected)
    if purposes:
        about.quotations.append((quotation(part.printed.text), " ".join(purposes)))


def _note_miss(about: About, part: Part, body: str) -> None:
    """What a body gave nothing for; the film as a whole holds all else, and what goes on about a miss is no other."""
    own = {cell for cell in about.misses if parsed_miss(cell).body == body}
    if body in own or (own and body not in bodies_of(part.text)):
        return
    claims = {claim.written() for claim in missed_for(part, body, about.work)}
    about.misses = {body} | (about.misses - own) if body in claims else about.misses | claims


def claims_of(part: Part, work: KnownWork) -> list[NominationClaim]:
    """The nominations and prizes that a part says its film has."""
    before = part.before if part.text is part.whole else part.whole
    return claims(part.text, before, work.everybody) if part.alone else []


def decisions(task: str, candidates: Iterable[Candidate]) -> dict[str, Candidate]:
    """The candidates that a model accepts; far from the film's name it must be surer."""
    decision = model(task)
    return {
        each.slug: each
        for each in candidates
        if decision.score(each.features) >= decision.threshold + FAR * each.features.get("far", 0.0)
    }


def quotation(text: str) -> str:
    """A sentence on one line, cut at a word where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_QUOTATION else line[:MAX_QUOTATION].rsplit(" ", 1)[0] + " …"
