"""What a sentence says of a film's crafts and people: praise, a claim that they deserved more, or neither."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.press.denial import forecast
from tracker.press.lexicon import lexicon
from tracker.press.names import NamedIn
from tracker.press.text import Sentence, plain

_REACH = 45
"""Characters before a word of judgement in which a negation turns it round."""


@dataclass(frozen=True)
class Opinion:
    """What one sentence praises or argues for."""

    crafts: frozenset[str]
    people: frozenset[str]


NOTHING = Opinion(frozenset(), frozenset())


def opinion(
    sentence: Sentence, people: Sequence[str] = (), directors: Sequence[str] = (), before: Sentence | None = None
) -> Opinion:
    """The crafts and people that a sentence praises.

    A clause's judgement holds for the crafts and names in it; a claim that something was overlooked or deserved more
    holds for the whole sentence. A sentence that jokes ("even a nomination for all the knitwear") praises nothing.

    Args:
        sentence: of an article that mentions a film.
        people: names of those who made the film, in full.
        directors: those among them who directed it.
        before: the sentence before it, of which "They are exquisite" may speak.
    """
    if lexicon()["irony"].search(sentence.plain):
        return NOTHING
    pleas = _pleas(sentence)
    argued = bool(pleas)
    crafts: set[str] = set()
    praised_people: set[str] = set()
    prizes = [(m.start(), m.end()) for m in prizes_of(sentence)]
    for start, end, praised, own in clauses_of(sentence):
        part = without(sentence.plain, prizes, start, end) if not argued else sentence.plain[start:end]
        named = NamedIn(without_owners(sentence.text[start:end])).names(people) if people else []
        found = crafts_in(part)
        here = any(start <= at < end for at in pleas)
        pleaded = argued and own >= 0 and (here or not _honoured(part))
        if (own > 0 or (pleaded and here)) and not _RELATIVE.match(part):
            done = lexicon()["not_crafts"].sub(lambda m: "_" * len(m[0]), part)
            found |= {slug for slug, pattern in lexicon().doing.items() if pattern.search(done)}
        if praised or pleaded:
            crafts |= found
            if own > 0 or pleaded or not found:
                praised_people |= set(named)
            if own > 0 or pleaded or _SHE.match(sentence.plain, end):
                apart = [person for person in named if not found or beside(person, part)]
                crafts |= {"director" if person in directors else "acting" for person in apart}
        elif own == 0:
            crafts |= {slug for slug in found if stands_up(slug, part)}
    if before is not None and not crafts and not praised_people and _of_the_last(sentence):
        return _meant(before, people, directors)
    return Opinion(frozenset(crafts), frozenset(praised_people))


def _honoured(clause: str) -> bool:
    """Whether a clause tells of a prize or a nomination that was had: what it names there needs no plea."""
    words = lexicon()
    if forecast(clause):
        return False
    return words["recognition"].search(clause) is not None and words["negation"].search(clause) is None


def beside(person: str, clause: str) -> bool:
    """Whether a name stands beside a craft in a list ("Ann Lee and that score"); else the craft is the person's."""
    surname = re.escape(plain(person).rpartition(" ")[2])
    return re.search(rf"\b{surname},? (?:and|or|plus) (?:the|that|this|its|a|an|those|some|such)\b", clause) is not None


def stands_up(slug: str, clause: str) -> bool:
    """Whether a clause without a word of judgement holds a craft up, as "her images have the glow of old varnish" does.

    Reviews speak in the present tense, news in the past; a negation or a word of news makes it neutral.
    """
    words = lexicon()
    if any(words[name].search(clause) for name in ("negators", "recognition", "reporting")):
        return False
    if words["conditional"].match(clause.lstrip(" ,\"'")):
        return False
    named = (m for m in words.crafts[slug].finditer(clause) if m[0] != "adaptation")
    return any(_PRESENTS.match(clause, m.end()) for m in named)


_PRESENTS = re.compile(
    r"(?:,? (?:and|or) (?:[\w'-]+ ){0,2}?[\w'-]+)?"
    r"(?: (?:of|for|in|by|from|throughout|on|here) (?:[\w'’.-]+ ){0,7}?[\w'’.-]+)?"
    r" (?:alone |here |too |itself |simply |just |really |also |somehow )?"
    r"(?:is|are|has|have|gives?|gets? under|makes?|does|lends?|turns?|would|could|brings?|does|tells?|feels?|looks?"
    r"|keeps?|captures?|catch(?:es)?|rises?|knows?)\b"
    r"(?! (?:by|from|based|written|composed|credited|set|about|who|called|that of|the work of|one of|in the|as if"
    r"|as though|like|up|due|available|to be|also|now|still|only|just|what|where|part|all (?:there|that)))"
)


_PRONOUN = re.compile(
    r"(?:\W*)(?:a:\s*)?(?:it|its|they|he|she|this|that|these|those|both|all|each|every|their|his|her|the whole thing)\b"
)
_FILM_AGAIN = re.compile(r"\b(?:films?|movies?|pictures?|masterpiece)\b")


def _of_the_last(sentence: Sentence) -> bool:
    """Whether a sentence praises by a pronoun what the one before it spoke of."""
    if not _PRONOUN.match(sentence.plain) or _FILM_AGAIN.search(sentence.plain):
        return False
    first = next(iter(clauses_of(sentence)), None)
    return first is not None and first[2] and not lexicon()["conditional"].match(sentence.plain)


def _meant(before: Sentence, people: Sequence[str], directors: Sequence[str]) -> Opinion:
    """The crafts that the sentence before names without judging them, or the one person it names."""
    judged = [own for *_, own in clauses_of(before)]
    if any(judged) or lexicon()["irony"].search(before.plain) or lexicon()["recognition"].search(before.plain):
        return NOTHING
    crafts = crafts_in(without(before.plain, [(m.start(), m.end()) for m in prizes_of(before)], 0, len(before.plain)))
    if crafts:
        return Opinion(frozenset(crafts), frozenset())
    named = NamedIn(without_owners(before.text)).names(people)
    if len(named) != 1:
        return NOTHING
    return Opinion(frozenset({"director" if named[0] in directors else "acting"}), frozenset(named))


_OF_A_PRIZE = re.compile(
    r"\W?\s*(?:nom\w*|race|categor\w+|prizes?|awards?|winners?|contenders?|shortlist\w*|longlist\w*|field|slots?|nods?|list"
    r"|oscars?|baftas?|conversation|trophy|statuette|line-?up|five|ballot)\b"
)


def prizes_of(sentence: Sentence) -> "Iterator[re.Match[str]]":
    """Names of prizes, "Best Director" with capitals or "the best score race": they praise nobody's work."""
    for pattern in lexicon().categories.values():
        for match in pattern.finditer(sentence.plain):
            printed = sentence.text[match.start() : match.end()]
            if (
                printed[:1].isupper() and printed.split()[-1][:1].isupper() and not sentence.headline
            ) or _OF_A_PRIZE.match(sentence.plain, match.end()):
                yield match


def without(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> str:
    """A part of a text with what stands in the spans blanked."""
    for a, b in spans:
        text = text[:a] + "_" * (b - a) + text[b:]
    return text[start:end]


_SHE = re.compile(r",\s*(?:and|but)?\s*(?:she|he|they|who|whose)\b")
"""A clause that goes on about the person whom the one before names."""
_RELATIVE = re.compile(r"\W*(?:which|that)\b")
"""A clause about what the one before names: "which is the best thing he has written" is about his music."""
_OWNER = re.compile(r"[A-ZÀ-Þ][\w.-]*(?:\s+[A-ZÀ-Þ][\w.-]*){0,3}['’]s(?=\s+[\"“‘*_]?[A-Z])")


_MAKER = re.compile(
    r"[A-ZÀ-Þ][\w.-]*(?:\s+[A-ZÀ-Þ][\w.-]*){0,3}['’]s(?=\s+(?:[\w'’-]+\s+){0,3}(?:film|movie|picture|western|drama|comedy"
    r"|thriller|debut|feature|biopic|documentary|musical|romance)\b)"
)
_SPEAKER = re.compile(r"^\W*(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+\s*){1,3}:")


def without_owners(text: str) -> str:
    """Without names that only say whose film it is, as in "Carl Osei's Drift", or who speaks."""
    return _OWNER.sub("", _MAKER.sub("", _SPEAKER.sub("", text)))


def crafts_in(clause: str) -> set[str]:
    """The crafts that a clause names; "editing" within "sound editing" names none."""
    clause = lexicon()["not_crafts"].sub(lambda m: "_" * len(m[0]), clause)
    spans = [(m.start(), m.end(), slug) for slug, pattern in lexicon().crafts.items() for m in pattern.finditer(clause)]
    return {
        slug
        for a, b, slug in spans
        if not any(c <= a and b <= d and d - c > b - a and slug != other for c, d, other in spans)
    }


def clauses_of(sentence: Sentence) -> Iterator[tuple[int, int, bool, int]]:
    """Each clause, whether it praises, and its own judgement; one without goes with the others of its list."""
    text = without(_without_names(sentence), [(m.start(), m.end()) for m in prizes_of(sentence)], 0, len(sentence.text))
    judged = [(a, b, _judgement(text[a:b])) for a, b in sentence.clauses]
    for i, (a, b, own) in enumerate(judged):
        if not own and _LONE_NAME.fullmatch(sentence.text[a:b]):
            own = _shared(sentence, judged, i)  # noqa: PLW2901 - "Ann Lee, so good in it, …"
        yield a, b, (own or _shared(sentence, judged, i)) > 0, own


_LONE_NAME = re.compile(r"[,\s]*(?:(?:and|even|only|as)\s+)?(?:[A-ZÀ-Þ][\w.'’-]*\s*){1,4}")


_CAPITALISED = re.compile(r"(?<=[^\W\d_]\s)[A-Z][\w’'-]*")


def _without_names(sentence: Sentence) -> str:
    """The plain text without words that have a capital of their own: "Sharp" behind "Hannah" judges nothing."""
    if sentence.headline:
        return sentence.plain
    text = sentence.plain
    for name in _CAPITALISED.finditer(sentence.text):
        text = text[: name.start()] + "_" * len(name[0]) + text[name.end() :]
    return text


def _shared(sentence: Sentence, judged: list[tuple[int, int, int]], i: int) -> int:
    """The judgement of the nearest clause of the same list: only commas may stand between."""
    for step in (1, -1):
        j = i
        if 0 <= j + step < len(judged) and sentence.text[judged[max(j, j + step)][0]] in ":–—" and judged[j + step][2]:
            return judged[j + step][2]  # what stands behind a colon or a dash explains
        while 0 <= j + step < len(judged) and sentence.text[judged[max(j, j + step)][0]] == ",":
            j += step
            if judged[j][2]:
                return judged[j][2]
    return 0


def _judgement(clause: str) -> int:
    """1 where a clause praises, -1 where it blames, 0 where it does neither."""
    words = lexicon()
    clause = words["not_praise"].sub(lambda m: "_" * len(m[0]), clause)
    turns = list(words.acclaim.finditer(clause))
    total = sum(-1 if _negated(clause, turn.start()) else 1 for turn in turns) + len(words["idioms"].findall(clause))
    for turn in turns:
        clause = clause[: turn.start()] + "x" * len(turn[0]) + clause[turn.end() :]
    for masked in ("idioms", "not_negators"):
        clause = words[masked].sub(lambda m: "x" * len(m[0]), clause)
    for match in words["praise"].finditer(clause):
        total += -1 if _negated(clause, match.start()) else 1
    for match in words["blame"].finditer(clause):
        lead = clause[max(0, match.start() - _REACH) : match.start()]
        total += 1 if _FREE_OF.search(lead) else -(not _negated(clause, match.start()))  # "isn't bad" is no praise
    return (total > 0) - (total < 0)


_FREE_OF = re.compile(
    r"\b(?:never|without a (?:trace|hint|shred|touch|moment) of|not a (?:trace|hint|touch|moment) of|free of)\b"
)
"""What makes praise of blame: "never fusty", "without a trace of sentiment"."""


def _negated(clause: str, position: int) -> bool:
    return lexicon()["negators"].search(clause[max(0, position - _REACH) : position]) is not None


def _pleas(sentence: Sentence) -> list[int]:
    """Where the sentence says that something deserved more than it got."""
    words = lexicon()
    if words["not_missed"].search(sentence.plain):
        return []
    text = words["not_negators"].sub(lambda m: "x" * len(m[0]), sentence.plain)
    pleas = [*words["advocacy"].finditer(text), *words.pleas.finditer(text)]
    return [match.start() for match in pleas if not _denied(text, match.start())]


_DENIAL = re.compile(r"(?:n't|\bnot|\bnever|\bhardly|\bnobody|\bno one|\bwithout)\s+(?:\w+\s+){0,2}$")


def _denied(text: str, position: int) -> bool:
    return _DENIAL.search(text[max(0, position - _REACH) : position]) is not None
