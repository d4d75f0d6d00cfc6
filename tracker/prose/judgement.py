"""Whether clauses praise or blame: words of general tone, turned round by a negation before them."""

from collections.abc import Iterator, Sequence

from tracker.prose.features import CANDIDATE, CUTS, kinds
from tracker.prose.lexicon import phrases

_REACH = 6
"""Words over which a negation turns praise round; blame that is denied is no praise."""
_BESIDE = (1, -1, 2, -2)
"""Clauses that judge for one that does not, the nearest first."""
_SIGNS = {1: "praises", 0: "is neutral", -1: "blames"}


def judgement(tokens: Sequence[str]) -> int:
    """1 where tokens praise, -1 where they blame, 0 where they do neither."""
    words = phrases("no_negation").sub("_", " ".join(tokens)).split()
    total = 0
    for i, word in enumerate(words):
        tone = ("good" in kinds(word)) - ("bad" in kinds(word))
        denied = tone and any("no" in kinds(each) for each in words[max(0, i - _REACH) : i])
        total += min(0, -tone) if denied else tone
    return (total > 0) - (total < 0)


def judgements(own: Sequence[str], before: Sequence[str], after: Sequence[str], way: str) -> dict[str, float]:
    """What the clauses of a sentence and the sentences beside it say of a candidate, as features.

    Args:
        own: the tokens of its part of the sentence, unmarked.
        before: of the sentence before, or none.
        after: of the next sentence, where that still speaks of the film.
        way: how the sentence names the candidate.
    """
    clauses = list(_clauses(own))
    verdicts = [judgement(clause) for clause in clauses]
    judged = {f"a clause {_SIGNS[verdict]}": 1.0 for verdict in verdicts if verdict}
    for where, verdict in (("before", judgement(before)), ("after", judgement(after))):
        if verdict:
            judged[f"the sentence {where} {_SIGNS[verdict]}"] = 1.0
    places = [i for i, clause in enumerate(clauses) if CANDIDATE in clause]
    if places:
        own_verdict = max(verdicts[i] for i in places)
        beside = (verdicts[places[0] + step] for step in _BESIDE if 0 <= places[0] + step < len(verdicts))
        strength = own_verdict or next(filter(None, beside), 0) / 2
        judged |= {"judged": strength, f"{way}: judged": strength}
        judged |= {f"its clause {_SIGNS[own_verdict]}": 1.0, f"{way}: its clause {_SIGNS[own_verdict]}": 1.0}
    elif verdicts[0]:
        judged[f"the first clause {_SIGNS[verdicts[0]]}"] = 1.0
    return judged


def _clauses(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    start = 0
    for i, token in enumerate(tokens):
        if token in CUTS and i > start:
            yield tokens[start:i]
            start = i
    yield tokens[start:]
