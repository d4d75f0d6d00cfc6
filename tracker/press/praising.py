"""Crafts that a sentence may praise, each with the signs for and against.

Every craft that a sentence names, and everyone in it who made the film, is a candidate: columns that name a craft
praise it more often than not (docs/press.md), so that the signs say what speaks against as well as what speaks for.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tracker.press.denial import GIVEN, event, forecast
from tracker.press.lexicon import lexicon
from tracker.press.names import NamedIn
from tracker.press.opinion import beside, clauses_of, crafts_in, opinion, prizes_of, stands_up, without, without_owners
from tracker.press.signs import Candidate, Said, count, vocabulary
from tracker.press.text import Sentence, plain


@dataclass
class _Named:
    """A craft that a clause names, and how."""

    slug: str
    clause: int
    at: list[int] = field(default_factory=list)
    """Where in the sentence its words end."""
    ways: set[str] = field(default_factory=set)
    """`noun`, `doing`, `person`, `carried` (named by the sentence before), `ruled` (only the rules see it)."""
    people: list[str] = field(default_factory=list)


def praise_candidates(said: Said, people: Sequence[str], directors: Sequence[str]) -> list[Candidate]:
    """The crafts that a sentence may praise.

    Args:
        said: a part of a sentence that speaks of a film.
        people: names of those who made the film, in full.
        directors: those among them who directed it.
    """
    sentence = said.part
    whole = sentence is said.whole
    ruled = opinion(sentence, people, directors, said.before if whole else None)
    clauses = list(clauses_of(sentence))
    named = list(_named(sentence, clauses, people, directors))
    if not any(n.ways & {"noun", "person"} for n in named) and said.before is not None:
        named += _carried(said.before, people, directors)
    known = {n.slug for n in named}
    named += [_Named(slug, 0, ways={"ruled"}) for slug in sorted(ruled.crafts - known)]
    around = _around(said, clauses) if named else {}
    return [
        Candidate(
            n.slug,
            {**around, **_own(said, clauses, n, named), "rules": float(n.slug in ruled.crafts)},
            tuple(n.people) or (tuple(sorted(ruled.people)) if n.slug in ruled.crafts else ()),
        )
        for n in named
    ]


_Clauses = Sequence[tuple[int, int, bool, int]]


def _named(sentence: Sentence, clauses: _Clauses, people: Sequence[str], directors: Sequence[str]) -> Iterable[_Named]:
    words = lexicon()
    prizes = [(m.start(), m.end()) for m in prizes_of(sentence)]
    argued = words["advocacy"].search(sentence.plain) or words.pleas.search(sentence.plain)
    for i, (start, end, _, _) in enumerate(clauses):
        part = sentence.plain[start:end] if argued else without(sentence.plain, prizes, start, end)
        part = words["award_bodies"].sub(lambda m: "_" * len(m[0]), part)
        found: dict[str, _Named] = {}
        for slug in crafts_in(part):
            found[slug] = _Named(slug, i, [start + m.end() for m in words.crafts[slug].finditer(part)], {"noun"})
        blanked = words["not_crafts"].sub(lambda m: "_" * len(m[0]), part)
        for slug, pattern in words.doing.items():
            ends = [start + m.end() for m in pattern.finditer(blanked)]
            if ends and slug not in found:
                found[slug] = _Named(slug, i, ends, {"doing"})
        yield from found.values()
        text = without_owners(sentence.text[start:end])
        persons: dict[str, _Named] = {}
        for person in NamedIn(text).names(people):
            slug = "director" if person in directors else "acting"
            at = sentence.plain.find(plain(person).rpartition(" ")[2], start)
            one = persons.setdefault(slug, _Named(slug, i, ways={"person"}))
            one.at.append(at + len(plain(person).rpartition(" ")[2]))
            one.people.append(person)
            others = {s for s, n in found.items() if "noun" in n.ways and s != slug}
            if others:
                one.ways.add("beside" if beside(person, part) else "theirs")
            elif slug == "acting" and _of_another_craft(sentence.plain, at, one.at[-1]):
                one.ways.add("theirs")
        for slug, one in persons.items():
            if slug in found:
                found[slug].ways.add("person")
                found[slug].people += one.people
            else:
                yield one


_BY = re.compile(r"\bby (?:[\w'’.-]+ ){0,2}$")
_WHO_DID = re.compile(
    r",? who (?:also |has )?(?:shot|lit|photographed|wrote|co-wrote|adapted|edited|cut|scored|composed|designed|mixed"
    r"|built)\b"
)
_NAMES_BEFORE = re.compile(r",? (?:[\w'’.-]+ ){0,2}$")


def _of_another_craft(text: str, start: int, end: int) -> bool:
    """Whether a name stands in apposition to a craft: "Ann Lee, cinematography", "its editor, Ann Lee", "music by"."""
    if _BY.search(text[max(0, start - 40) : start]):
        return True
    if _WHO_DID.match(text, end):
        return True
    after = re.match(r",? (?:the )?", text[end : end + 6])
    lead = _NAMES_BEFORE.search(text[max(0, start - 40) : start])
    return any(
        (after is not None and pattern.match(text, end + after.end()))
        or (lead is not None and any(m.end() == start - len(lead[0]) for m in pattern.finditer(text, 0, start)))
        for slug, pattern in lexicon().crafts.items()
        if slug not in ("acting", "director")
    )


def _carried(before: Sentence, people: Sequence[str], directors: Sequence[str]) -> Iterable[_Named]:
    """What the sentence before names, of which this one may speak."""
    slugs = crafts_in(without(before.plain, [(m.start(), m.end()) for m in prizes_of(before)], 0, len(before.plain)))
    if not slugs:
        slugs = {"director" if p in directors else "acting" for p in NamedIn(without_owners(before.text)).names(people)}
    return [_Named(slug, 0, ways={"carried"}) for slug in sorted(slugs)]


_PRONOUN = re.compile(
    r"\W*(?:(?:and|but|yet|still|oh),? )?(?:it|it's|its|they|they're|he|he's|she|she's|this|that|these|those|both|all"
    r"|each|every|their|his|her)\b"
)
_SUPERLATIVE = re.compile(r"\b(?:best|finest|greatest|most \w+|loveliest|strongest|richest|[a-z]{3,}iest|first-rate)\b")
_COMPARATIVE = re.compile(r"\b(?:better|finer|richer|stronger|more \w+) than\b")
_WOULD = re.compile(r"\b(?:would|could|should|might|may) (?:\w+ )?(?:have|be|do)\b|\b(?:would|could|should|might)'ve\b")
_NUMBER = re.compile(
    r"\b\d+\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
_CONTRAST = re.compile(r"\b(?:but|yet|though|although|however|while|whereas|except|alas|despite)\b")
_I = re.compile(r"\b(?:i|me|my|i'm|i've|i'd)\b")
_YOU = re.compile(r"\b(?:you|your|we|us|our|one's|you'd|you'll)\b")
_NOBODY = re.compile(r"\b(?:nobody|no one|no other|never|nothing|not an?|no film|not one|hardly an?|few)\b")
_SIMILE = re.compile(r"\b(?:like|as if|as though|the way|the kind of|the sort of|worth)\b")


def _around(said: Said, clauses: _Clauses) -> dict[str, float]:
    """The signs of the sentence and of those beside it, the same for all its candidates."""
    words, tone, text = lexicon(), vocabulary(), said.part.plain
    told = event(words.settings.sub(lambda m: "_" * len(m[0]), text))
    owns = [own for *_, own in clauses]
    asks = text.rstrip(" \"'*_)").endswith("?")
    signs = {
        "sentence praises": float(any(own > 0 for own in owns)),
        "sentence blames": float(any(own < 0 for own in owns)),
        "good words": count(tone.good.count(text), 3),
        "bad words": count(tone.bad.count(text), 3),
        "turn of praise": count(_turns(text)),
        "turn of blame": count(len(tone.censure.findall(text))),
        "plea": float(bool(words["advocacy"].search(text) or words.pleas.search(text))),
        "a body": float(words["award_bodies"].search(text) is not None),
        "a miss": float(told == 1),
        "a nomination": float(told == -1),
        "joke": float(words["irony"].search(text) is not None),
        "question": float(asks),
        "exclamation": float(text.rstrip(" \"'*_)").endswith("!")),
        "condition": float(words["conditional"].match(text.lstrip(" ,\"'")) is not None),
        "doubt": count(len(tone["doubt"].findall(text))),
        "would have": float(_WOULD.search(text) is not None),
        "forecast": float(forecast(text)),
        "hearsay": float(words["hearsay"].search(text) is not None),
        "film named": float(said.works > 0),
        "several films": float(said.works > 1),
        "I": float(_I.search(text) is not None),
        "you": float(_YOU.search(text) is not None),
        "nobody": float(_NOBODY.search(text) is not None),
        "simile": float(_SIMILE.search(text) is not None),
        "numbers": float(_NUMBER.search(text) is not None),
    }
    if said.before is not None:
        signs["a plea before"] = float(bool(words["advocacy"].search(said.before.plain)))
        signs["praise before"] = float(any(own > 0 for *_, own in clauses_of(said.before)))
        signs["blame before"] = float(any(own < 0 for *_, own in clauses_of(said.before)))
    if said.after is not None:
        after = said.after
        judged = [own for *_, own in clauses_of(after)]
        goes_on = _PRONOUN.match(after.plain) is not None
        signs["turn of praise after"] = float(tone.acclaim.search(after.plain) is not None)
        signs["turn of blame after"] = float(tone.censure.search(after.plain) is not None)
        signs["praise after"] = float(any(own > 0 for own in judged))
        signs["blame after"] = float(any(own < 0 for own in judged))
        signs["pronoun praised after"] = float(goes_on and bool(judged) and judged[0] > 0)
        signs["denied after"] = float(tone["denials"].match(after.plain.lstrip(" \"'")) is not None)
        signs["joke after"] = float(words["irony"].search(after.plain) is not None)
        signs["plea after"] = float(bool(words["advocacy"].search(after.plain)))
    signs["unsure"] = max(
        signs.get(name, 0.0)
        for name in ("joke", "condition", "hearsay", "doubt", "would have", "question", "denied after", "joke after")
    )
    return signs


def _own(said: Said, clauses: _Clauses, named: _Named, everything: Sequence[_Named]) -> dict[str, float]:
    """The signs of one candidate: of its clause, and of the words beside its own."""
    words, tone, sentence = lexicon(), vocabulary(), said.part
    ways = {f"as {way}": 1.0 for way in named.ways}
    if named.ways & {"carried", "ruled"}:
        first = clauses[0] if clauses else (0, 0, False, 0)
        begins = _PRONOUN.match(sentence.plain) is not None
        turned = begins and _turns(sentence.plain[first[0] : first[1]]) > 0
        return ways | {
            "carried: pronoun": float(begins),
            "carried: praised": float(begins and first[3] > 0),
            "carried: turn of praise": float(turned),
        }
    start, end, praised, own = clauses[named.clause]
    part = sentence.plain[start:end]
    noun = "noun" in named.ways
    nouns = {n.slug for n in everything if n.clause == named.clause and "noun" in n.ways}
    signs = ways | {
        "clause praises": float(own > 0),
        "clause blames": float(own < 0),
        "praise shared": float(praised and own == 0),
        "blame shared": float(not praised and own == 0 and any(o < 0 for *_, o in clauses)),
        "clause good words": count(tone.good.count(part)),
        "clause bad words": count(tone.bad.count(part)),
        "clause: turn of praise": count(_turns(part)),
        "clause: turn of blame": count(len(tone.censure.findall(part))),
        "clause negated": float(words["negators"].search(part) is not None),
        "clause contrasts": float(_CONTRAST.match(part.lstrip(" ,;-")) is not None),
        "superlative": float(_SUPERLATIVE.search(part) is not None),
        "comparative": float(_COMPARATIVE.search(part) is not None),
        "intensified": count(len(tone["intensifiers"].findall(part))),
        "credit": count(len(tone["credits"].findall(part))),
        "news": float(words["reporting"].search(part) is not None),
        "prize": float(words["recognition"].search(part) is not None),
        "several crafts": float(len(nouns) > 1),
        "behind than": float(any(_THAN.search(sentence.plain[start:at]) is not None for at in named.at)),
        "doing beside": float(named.ways == {"doing"} and bool(nouns)),
        "clause: given": float(event(part) == GIVEN),
        "doing praised": float("doing" in named.ways and own > 0),
        "person praised": float("person" in named.ways and own > 0),
        "praised": float(praised),
        "blamed": float(own < 0 or (not praised and any(o < 0 for *_, o in clauses))),
    }
    if noun:
        signs["held up"] = float(stands_up(named.slug, part))
        signs["adjective"] = float(any(_adjective(sentence, words.crafts[named.slug], at) for at in named.at))
    for at in named.at:
        for name, value in _predicate(sentence.text, at, "person" if "person" in named.ways and not noun else "craft"):
            signs[name] = max(signs.get(name, 0.0), value)
    signs["begins"] = float(any(at - start < _EARLY for at in named.at))
    return signs


_TURNED = re.compile(r"(?:n't|\b(?:not|never|hardly|scarcely|nobody|no one|without|isn't|if))\W+(?:\w+\W+){0,2}$")


def _turns(text: str) -> int:
    """How many turns of praise a text has that nothing right before them turns round."""
    found = vocabulary().acclaim.finditer(text)
    return sum(1 for m in found if not _TURNED.search(text[max(0, m.start() - 30) : m.start()]))


_THAN = re.compile(r"\b(?:than|rather than|instead of|let alone|never mind|despite|in spite of|apart from|except)\b")
"""What stands behind it is not what is praised."""
_EARLY = 30
"""Characters of a clause within which its subject ends."""
_BEFORE = re.compile(r"([a-z][\w'’-]*),?\s+$")
_PLAIN_BEFORE = re.compile(
    r"(?:the|a|an|his|her|its|their|this|that|these|those|my|our|your|original|supporting|new|own|film|period|musical|main|lead"
    r"|title|sound|visual|special|first|second|third|early|latest|whole|entire|other|of|in|for|with|and|or|to|by|from|on|at"
    r"|as|no|not|any|some|more|much|costume|set|production|digital|two|three|four|five|best|central|former|same|next|one"
    r"|whose|which|is|are|was|were|has|have|had|adapted|official|final|opening|closing|film's|movie's|directorial)$"
)


def _adjective(sentence: Sentence, pattern: "re.Pattern[str]", end: int) -> bool:
    """Whether a describing word that is no word of blame touches the craft: "lambent photography"."""
    start = max((m.start() for m in pattern.finditer(sentence.plain, 0, end) if m.end() == end), default=None)
    if start is None:
        return False
    before = _BEFORE.search(sentence.text[:start])
    if before is None or _PLAIN_BEFORE.match(plain(before[1])):
        return False
    word = plain(before[1])
    return not (word.endswith(("'s", "less")) or vocabulary().bad.has(word) or lexicon()["blame"].fullmatch(word))


_VERB = re.compile(
    r"(?P<owns>['’]s?\b)?(?:[\"”’*]?,[^,;]{1,60},)?(?:,? (?:and|or|&) (?:[A-ZÀ-Þ][\w’'-]*\s?){1,3}(?:\([^)]*\))?)?"
    r"(?: (?:of|for|in|by|from|on) (?:[\w'’.-]+ ){0,6}?[\w'’.-]+)??"
    r"(?: (?:also|both|[a-z]+ly|always|just|alone|again|here|too|once|all|now|then))*"
    r" (?P<verb>[a-z]+(?:n['’]t)?)\b"
)
_IS = frozenset(["is", "are", "has", "have", "does", "do", "can", "isn't", "aren't", "doesn't", "don't", "can't"])
_WAS = frozenset(["was", "were", "had", "did", "wasn't", "weren't", "didn't", "hadn't", "could", "would"])


def _predicate(text: str, at: int, what: str) -> Iterable[tuple[str, float]]:
    """Which verb follows a craft or a person: reviews speak in the present tense, news in the past."""
    found = _VERB.match(text, at)
    if found is None:
        return
    if found["owns"]:
        yield f"{what} owns", 1.0
    verb = plain(found["verb"])
    if verb in _IS or (verb.endswith("s") and len(verb) > 3 and not verb.endswith(("ss", "ous", "us"))):  # noqa: PLR2004
        yield f"{what}: present", 1.0
    elif verb in _WAS or verb.endswith("ed"):
        yield f"{what}: past", 1.0
