"""Crafts that a sentence may praise: every one that it names, and those of the people in it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.prose.features import around, unmarked
from tracker.prose.judgement import judgements
from tracker.prose.lexicon import phrases
from tracker.prose.marks import marked, tokens
from tracker.prose.model import Features
from tracker.prose.parts import Part
from tracker.prose.titles import KnownWork

OWNS = re.compile(r"<m\.\d+>(?='s (?:(?:<[kd]\.\w+>|\w+) ){0,2}(?:<t>|films?\b|movies?\b|pictures?\b))")
"""A name that only says whose film it is: "Ann Lee's new film"."""
JUDGED = frozenset(["a clause praises", "the sentence after praises", "s:DESERVE", "s:BEST"])
"""Of these a sentence far from the name of its film has one where it praises."""
_MAKER = re.compile(r"<m\.(\d+)>")


@dataclass(frozen=True)
class Candidate:
    """What a sentence may say: that it praises a craft, or that a body missed or honoured the film."""

    slug: str
    features: Features
    people: tuple[str, ...] = ()
    """Who is praised, where the craft is."""


def praise_candidates(part: Part, work: KnownWork) -> list[Candidate]:
    """The crafts that a part may praise; a part that names none may speak of those of the sentence before.

    Jokes praise nothing: "even a nomination for all the heavy knitwear".
    """
    text = OWNS.sub("<p>", marked(part.text, work.everybody))
    own = tokens(text)
    if phrases("irony").search(" ".join(own)):
        return []
    before = tokens(marked(part.before, work.everybody)) if part.before else []
    after = tokens(marked(part.after, work.everybody)) if part.after else []
    names = _crafts(own, work)
    carried = not names and part.text is part.whole
    if carried:
        names = _crafts(before, work)
    candidates = []
    for slug, marks in names.items():
        ways = {"carried": 1.0} if carried else {f"as {mark[1]}": 1.0 for mark in marks}
        here, back, on = (unmarked(each, marks) for each in (own, before, after))
        features = around(here, back, on) | judgements(here, back, on, " ".join(sorted(ways)))
        if not part.near and not JUDGED & features.keys():
            continue
        people = tuple(work.everybody[int(m[1])] for mark in sorted(marks) if (m := _MAKER.match(mark)))
        candidates.append(Candidate(slug, features | ways | standing(part, len(names)), people))
    return candidates


def standing(part: Part, candidates: int) -> dict[str, float]:
    """How the part stands to the film and to others."""
    return {
        "goes on": float(part.works == 0),
        "several films": float(part.works > 1),
        "several": float(candidates > 1),
        "far": float(not part.near),
    }


def _crafts(own: Sequence[str], work: KnownWork) -> dict[str, set[str]]:
    """The crafts that tokens name, each with its marks: words of the craft, its verbs, and its people."""
    names: dict[str, set[str]] = defaultdict(set)
    for token in own:
        if token.startswith(("<k.", "<d.")):
            names[token[3:-1]].add(token)
        elif maker := _MAKER.match(token):
            directs = int(maker[1]) < len(work.directors)
            names["director" if directs else "acting"].add(token)
    return names
