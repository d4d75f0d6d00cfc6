"""Bodies that a sentence may say gave a film nothing: every one that it names, with what its clause tells.

Words of refusal tell of a miss and words of recognition of the opposite; a negation before either turns it round, and
what only may happen, is asked, or is passed on tells nothing.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from tracker.domain.facts.nomination_claims import UNTOLD, MissClaim
from tracker.domain.text.sentences import Sentence
from tracker.prose.features import CANDIDATE, around, unmarked
from tracker.prose.lexicon import pattern, phrases
from tracker.prose.marks import marked, tokens
from tracker.prose.parts import Part
from tracker.prose.praise import OWNS, Candidate, standing
from tracker.prose.titles import KnownWork

_REFUSAL = phrases("refusal")
_RECOGNITION = phrases("recognition")
_NO = phrases("negation")
NO_NEGATION = phrases("no_negation")
_MAY = phrases("prospect")
SETTING = re.compile(
    r"(?:when|as|after|once|before|since|while|the day|the morning) (?:\S+ ){0,6}?(?:nominations?|nominees|shortlists?"
    r"|longlists?|lists?) (?:\S+ ){0,3}?(?:announced|unveiled|revealed|read|published|released|out|drawn up)(?: out)?"
    r"|(?:announced|unveiled|read out|drew up) (?:its|their|the) (?:\S+ ){0,2}"
    r"(?:nominations|nominees|shortlist|longlist|list)"
    r"|(?:nominations?|nominees) (?:morning|day|lists?|ballots?|season|announcement|voting|process)"
)
"""What only tells when."""
_CUT = re.compile(
    r"(?<!\S)(?:[;:,()-]|but|while|whereas|although|though|however|yet"
    r"|(?:and|then)(?= (?:the )?(?:<[xb]>|snub|ignor|overlook|nominat|got|gave|won|was|were"
    r"|is|did|had|passed|left|wanted|no|not|nothing)))(?!\S)"
)
_LIST = re.compile(
    r"<([xb])>(?: 's)?(?: (?:awards?|prizes|voters|the|,|and|or|nor|plus|now|then|even|also|finally|by|at|from|for"
    r"|with|of|either|in|both|alike)){1,5} <([xb])>"
)
"""Bodies of which the same is told: "the Screen Actors Guild, the Directors Guild and now the Academy"."""
_IF = re.compile(r"(?:even )?(?:had|if|imagine|should|suppose|unless|were|what if) ")
_WHETHER = re.compile(
    r"(?:and |but |so )?(?:will|can|could|is|are|does|do|did|has|have|should|might|was|were|would|may) .*\?$"
)
_HEARSAY = phrases("hearsay")
_DOUBT = phrases("doubt")
_DENIED = re.compile(
    r"(?:not so|wrong|except|hardly|actually|nonsense|untrue|every(?:one|body) was|in fact|it (?:did|was|is|had))(?!\S)"
)
_ANSWER = re.compile(r"<x>(?: \S+){0,2} (?:did|do|does|was|were|has|have|would)( not| n't)?(?: [.!,:;])*$")
_NO_BODY = re.compile(
    r"(?:no|not an?|zero|nil|nor|without an?|nary an?|not one|not a single|not even an?)(?: \S+)?(?: the)? $"
)
_TABLED = re.compile(
    r"<x>(?: 's)?(?: (?:nominations?|nods?|noms?))?(?: [:,=(-])* (?:no|none|nil|zero|<n>|nothing|nope|never)(?!\S)"
)
_CURT = re.compile(
    r"(?:nothing|not|zero|zip|none|nowhere|crickets|no|absent|missing|snubbed|ignored|nope|never|sadly|alas)(?!\S)"
)
_THEY = re.compile(r"(?:and |but |so )?(?:it|they|their|its|the (?:\S+ )?(?:voters|members|jury))(?!\S)")
_REACH = 50
"""Characters before a word in which a negation or a forecast governs it."""
_OPPOSITE = {"given": "refused", "refused": "given", "not given": "given", "not refused": "refused"}


DECISIVE = frozenset(["told: if", "told: whether", "told: hearsay", "told: verdict not refused"])
"""What leaves no miss, whatever else speaks for one: it is supposed, asked, passed on or denied. Nor is a body
carried over from a sentence that says that it gave something."""


def miss_candidates(part: Part, people: Sequence[str] = ()) -> list[Candidate]:
    """The bodies that a part, or the sentence before it, names, for a film that the part speaks of."""
    own = tokens(_BODY_OF.sub("<p>", marked(part.text, people)))
    whole = part.text is part.whole
    earlier = part.before if whole else part.whole
    before = tokens(_BODY_OF.sub("<p>", marked(earlier, people))) if earlier else []
    after = tokens(marked(part.after, people)) if part.after else []
    slugs, others = (dict.fromkeys(t[3:-1] for t in each if t.startswith("<b.")) for each in (own, before))
    carried = {} if slugs and whole else {slug: None for slug in others if slug not in slugs}
    candidates = []
    for slug in (*slugs, *carried):
        mark = {f"<b.{slug}>"}
        here, back, on = unmarked(own, mark), unmarked(before, mark), unmarked(after, mark)
        here = here if whole or slug in slugs else [CANDIDATE, *here]  # "The Academy chose A | and ignored B"
        way = "own" if slug in slugs else "carried" if whole else "elsewhere"
        verdicts = clause_features(here, back, on)
        if DECISIVE & verdicts.keys() or (way == "carried" and "told: before given" in verdicts):
            continue
        features = around(here, back, on) | verdicts | standing(part, len(slugs) + len(carried))
        candidates.append(Candidate(slug, {**features, way: 1.0}))
    return candidates


def with_their_lists(sentence: Sentence, missed: set[str]) -> set[str]:
    """The bodies with those that stand in one list with them: what is said of a list is said of all."""
    text = " ".join(tokens(marked(sentence)))
    lists = [set(re.findall(r"<b\.(\w+)>", m[0])) for m in re.finditer(_LIST_OF_ANY, text)]
    return missed.union(*(each for each in lists if each & missed))


_BODY_OF = re.compile(rf"<b\.\w+>(?:'s)?(?=-\w|[ -](?:award[ -])?{pattern('body_of').pattern})")
"""A body in a name for something else: "Oscar nominee Ann Lee", "the Oscar race"."""
_LIST_OF_ANY = re.compile(
    r"<b\.\w+>(?:" + _LIST.pattern.removeprefix("<([xb])>").removesuffix(" <([xb])>") + r" <b\.\w+>)+"
)


def bodies_of(sentence: Sentence) -> set[str]:
    """The bodies that a sentence names."""
    return set(re.findall(r"<b\.(\w+)>", marked(sentence)))


def missed_for(part: Part, body: str, work: KnownWork) -> list[MissClaim]:
    """What a body gave nothing for, as a part says that tells of a miss: the film at all, or an award or a person.

    What is named beside the miss and is not clearly what was missed leaves that untold.
    """
    text = OWNS.sub("_", _BODY_OF.sub("_", marked(part.text, work.everybody)))
    text = re.sub(r"(<[ck]\.\w+>) <p>", r"\1", text)  # "Costume Design": the rest of a craft's name
    clauses = [one for one in _clauses(NO_NEGATION.sub("_", " ".join(tokens(text)))) if event(one) != "given"]
    own = [one for one in clauses if f"<b.{body}>" in one]
    others = [one for one in clauses if "<b." not in one]
    if any(_WHOLE.search(one) for one in own):
        others = [one for one in others if _FOR.match(one)]
    parts = [_named(" ".join(group)) for group in (own, others)]
    categories, people = next((each for each in parts if any(each)), ((), ()))
    names = [UNTOLD if each == UNTOLD else work.everybody[int(each)] for each in people] or [""]
    if not categories and all(name in work.directors for name in names):
        categories = ("director",)
    return [MissClaim(body, *each) for each in product(categories or ("",), names)]


def _clauses(text: str) -> list[str]:
    cuts = [0, *(m.start() for m in _CUT.finditer(text) if m.start()), len(text)]
    return [text[a:b].strip(" ,;:()-") for a, b in pairwise(cuts)]


def _named(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The awards, and the people by their number, that words about a miss name; `UNTOLD` where it may be another."""
    prizes = dict.fromkeys(re.findall(r"<c\.(\w+)>", text))
    crafts = {m[1]: _is_object(text, m) for m in re.finditer(r"<k\.(\w+)>", text)}
    people = {m[1]: _is_object(text, m) for m in re.finditer(r"<m\.(\d+)>", text)}
    if any(_is_object(text, m) for m in re.finditer("<p>", text)):
        prizes, crafts, people = {}, {}, {UNTOLD: True}
    awards = prizes or {slug if clear else UNTOLD: None for slug, clear in crafts.items()}
    return tuple(awards), tuple(dict.fromkeys(who if clear else UNTOLD for who, clear in people.items()))


def _is_object(text: str, match: "re.Match[str]") -> bool:
    """Whether a name stands where what was missed does: behind "snubbed", "for" or "out of", or before "was"."""
    lead = text[: match.start()]
    return bool(_OBJECT.search(lead) or _FIRST.fullmatch(lead) or _SUBJECT.match(text, match.end()))


_OBJECT = re.compile(
    r"(?<!\S)(?:for|as|out of|off|<t> 's|nominat\S*|recogni\S*|honou?r\S*|reward\S*|snub\S*|ignor\S*"
    r"|overlook\S*|le(?:ft|aves?|aving)|shut\S*|omit\S*|neglect\S*|pass\S*"
    r"(?: over)?|denied|forg\S*|<[kcm]\.\w+> (?:and|or|nor))(?: (?!<)\S+){0,2} $"
)
_SUBJECT = re.compile(r"(?: (?!for |is |are |has )\S+){0,4}? (?:was|were|did|got|missed|went)(?!\S)")
_FIRST = re.compile(r"(?:(?:the|its|their|his|her|and|neither|nor|even) )*")
_WHOLE = re.compile(r"(?<!\S)(?:<t>|it|(?:the|this|that) (?:film|movie|picture))(?!\S)")
_FOR = re.compile(r"(?:not |nor |even |or |and )*for ")


def clause_features(own: Sequence[str], before: Sequence[str], after: Sequence[str]) -> dict[str, float]:
    """What a sentence tells of the body `<x>`, as features that start with `told`."""
    text = _joined(own)
    return {f"told: {name}": 1.0 for name in _tales(text, " ".join(before), " ".join(after))}


def _joined(own: Sequence[str]) -> str:
    """The tokens as text without what only tells when, and with lists of bodies as one."""
    text = NO_NEGATION.sub("_", SETTING.sub("_", " ".join(own)))
    while (match := _LIST.search(text)) is not None:
        mark = "<x>" if "x" in match.groups() else "<b>"
        text = text[: match.start()] + mark + text[match.end() :]
    return text


def _tales(text: str, before: str, after: str) -> Iterator[str]:
    clauses = _clauses(text)
    events = [event(clause) for clause in clauses]
    whole = event(text)
    yield f"whole {whole}"
    verdict = ""
    for i, clause in enumerate(clauses):
        if "<x>" not in clause:
            continue
        verdict = _verdict(clauses, events, i, before)
        yield f"clause {events[i]}"
        yield f"verdict {verdict}"
        if _TABLED.search(clause):
            yield "counted"
    if "<x>" not in text:
        verdict = "refused" if _CURT.match(text) else whole
        yield f"carried {verdict}"
        if _THEY.match(text):
            yield f"they {whole}"
    hedged = list(hedges(text, after))
    yield from hedged
    if _DOUBT.search(text):
        yield "doubt"
    if verdict in ("refused", "not given", "no body") and not hedged:
        yield "a miss"
    yield f"before {event(before)}"
    if after and "<x>" not in after and "<b>" not in after:
        yield f"after {event(after)}"


def hedges(text: str, after: str) -> Iterator[str]:
    """What makes a sentence tell nothing: a condition, a question, hearsay, a denial in the next sentence."""
    for name, holds in (
        ("if", _IF.match(text)),
        ("whether", _WHETHER.match(text)),
        ("hearsay", _HEARSAY.search(text)),
        ("denied after", _DENIED.match(after)),
    ):
        if holds:
            yield name


def _verdict(clauses: Sequence[str], events: Sequence[str], i: int, before: str) -> str:
    """What the clause of a body tells of it: by its own words, by the last that was told, or by the clauses beside."""
    clause = clauses[i]
    if answer := _ANSWER.search(clause):
        last = next((e for e in (*reversed(events[:i]), event(before)) if e in _OPPOSITE), "")
        if last and answer[1]:
            return _OPPOSITE[last]
        return last or events[i]
    if events[i] != "silent":
        return events[i]
    for j in (i + 1, i - 1, i + 2, i - 2):
        if 0 <= j < len(clauses) and "<b>" not in clauses[j] and events[j] != "silent":
            return events[j]
    lead, _, tail = clause.partition("<x>")
    if _NO_BODY.search(lead):
        return "no body"
    return "negated" if _NO.search(tail) else "silent"


def event(clause: str) -> str:
    """What the words of refusal and of recognition in a clause tell together."""
    refusals = [_governed(clause, m.start()) for m in _REFUSAL.finditer(clause)]
    if "not " in refusals:
        return "not refused"
    if "" in refusals:
        return "refused"
    honours = [_governed(clause, m.start()) or none_behind(clause, m.end()) for m in _RECOGNITION.finditer(clause)]
    if "not " in honours:
        return "not given"
    if "" in honours:
        return "given"
    return "may be" if refusals or honours else "silent"


def _governed(clause: str, at: int) -> str:
    return governing(clause[max(0, at - _REACH) : at])


def governing(lead: str) -> str:
    """`not ` where a negation in what stands before a word governs it, `may` where a forecast, wish or doubt does."""
    return "may" if _MAY.search(lead) else "not " if _NO.search(lead) else ""


def none_behind(clause: str, end: int) -> str:
    """`not ` where a negation stands right behind a word: "received nothing", "found none"."""
    return "not " if re.match(r" (?:(?!and|but|or)\S+ )?(?:nothing|none|zero|nobody|no)(?!\S)", clause[end:]) else ""
