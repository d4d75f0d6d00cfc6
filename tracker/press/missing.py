"""Bodies that a sentence may say gave a film nothing, each with the signs for and against.

A column that names a body beside a film mostly says that it missed the film (docs/press.md), in more turns of phrase
than any list holds; that it gave something, or may give it, is said in fewer. So every body named is a candidate.
"""

import re
from collections.abc import Iterable
from itertools import islice

from tracker.press.claims import CURT, MOST, NONE, PRESUPPOSES, THEM, bodies_only, missed_bodies
from tracker.press.denial import CLEARED, COUNTED_NONE, GIVEN, MISSED, NEGATED, NO, event, forecast, predicate, told
from tracker.press.lexicon import BODY, lexicon
from tracker.press.nominated import claims
from tracker.press.signs import Candidate, Said, Signs, count, vocabulary
from tracker.press.text import Sentence

Found = dict[str, list["re.Match[str]"]]


def miss_candidates(said: Said) -> list[Candidate]:
    """The bodies that a sentence, or the one before it, names, for a film that the sentence speaks of."""
    whole = said.part is said.whole
    before = said.before if whole else said.whole
    own, earlier = _named(said.part), {}
    if before is not None and (not own or not whole):
        earlier = {slug: matches for slug, matches in _named(before).items() if slug not in own}
    if not own and not earlier:
        return []
    ruled = set(missed_bodies(said.part, before))
    around = _around(said)
    claimed = {claim.body for claim in claims(said.own, before)} if said.own else set()
    found = [
        Candidate(
            slug,
            {**around, **_own(said, each), "rules": float(slug in ruled), "nomination claimed": float(slug in claimed)},
        )
        for slug, each in own.items()
        if slug in ruled or not _denied_outright(said.part, each)
    ]
    if before is not None and earlier:
        had = {claim.body for claim in claims(before)} if whole else set()
        counted = around["nominations counted"] and not around["negation"]
        way = _carried(before, said) | ({"carried": 1.0} if whole else _elsewhere(around))
        refused = around["sentence: refused"] or around["counted none"] or way["curt"] or way["none"]
        elsewhere = (said.turned_to or not refused) if whole else counted
        found += [
            Candidate(slug, {**around, **way, **_told(before, each), "rules": float(slug in ruled)})
            for slug, each in earlier.items()
            if slug in ruled or not (elsewhere or slug in had)
        ]
    return found


_IN_A_LIST = re.compile(
    r"(?:'s?)?(?: (?:awards?|prizes|voters))?,?(?: (?:and|or|nor|&|plus))?"
    r"(?: (?:now|then|even|also|finally|by|at|from|for|with|of|either))?(?: the)? "
)
"""What stands between two bodies of one list: "the Screen Actors Guild, the Directors Guild and now the Academy"."""


def with_their_lists(sentence: Sentence, missed: Iterable[str]) -> set[str]:
    """The bodies with those that stand in one list with them: what is said of a list is said of all."""
    text = bodies_only(sentence)
    places = sorted((m.start(), m.end(), slug) for slug, matches in _named(sentence).items() for m in matches)
    found = set(missed)
    lists: list[set[str]] = []
    for i, (start, _, slug) in enumerate(places):
        if i and _IN_A_LIST.fullmatch(text, places[i - 1][1], start):
            lists[-1].add(slug)
        else:
            lists.append({slug})
    return found.union(*(each for each in lists if each & found))


def _elsewhere(around: Signs) -> dict[str, float]:
    """Signs for a body that only the part about another film names."""
    refused = bool(around["sentence: refused"] or around["counted none"] or around["negation"])
    return {"named for another film": 1.0, "only for another film": float(not refused)}


def _denied_outright(sentence: Sentence, matches: "list[re.Match[str]]") -> bool:
    """Whether a sentence says in so many words that a body did not miss a film."""
    text = bodies_only(sentence)
    return any(told(sentence, text, match) == CLEARED for match in matches)


def _named(sentence: Sentence) -> Found:
    text = bodies_only(sentence)
    named = {slug: list(islice(pattern.finditer(text), MOST)) for slug, pattern in lexicon().bodies.items()}
    return {slug: matches for slug, matches in named.items() if matches}


_NUMBERS = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|\d+|several|many"
_NOMINATIONS = re.compile(
    rf"\b(?:{_NUMBERS}|a (?:handful|slew|raft|string|clutch|brace|pair|couple|solitary|lone|single|surprise)(?: of)?)"
    r"(?: [\w'-]+){0,2} (?:nods?|nominations?|noms?|awards?|prizes?|oscars?|baftas?|statuettes?|trophies|wins|globes?"
    r"|mentions?|citations?|gongs)\b"
)
_ONLY = re.compile(r"\b(?:only|except|apart from|save for|aside from|other than|at least|even)\b")
_CONTRAST = re.compile(r"\b(?:but|yet|though|although|however|while|whereas|instead|despite|in spite|after)\b")
_NOT = re.compile(
    r"(?:\b(?:no|not|nothing|none|never|nowhere|neither|nor|zero|nil|nada|zilch|without|hardly|barely|few)\b|n't\b)"
)
_FAR = re.compile(
    r"\b(?:tomorrow|next (?:week|month|year|january|february|march)|this (?:january|february|winter|season)"
    r"|come (?:january|february))\b"
)
_SHOULD_HAVE = re.compile(
    r"\b(?:should|ought to|deserved to|could|would) (?:easily )?(?:have )?(?:won|win|got|taken) an?\b"
)
_PRESENT = re.compile(r"\b(?:is|are|has|have|does|do|loves?|likes?|prefers?)\b")
_PAST = re.compile(r"\b(?:was|were|had|did|[a-z]{3,}ed|went|gave|got|chose|left|took|found|came|said|told|made)\b")


def _around(said: Said) -> dict[str, float]:
    """The signs of the sentence and of those beside it."""
    words, tone = lexicon(), vocabulary()
    text = _settled(said.part)
    asks = text.rstrip(" \"'*_)").endswith("?")
    presupposes = PRESUPPOSES.match(text.lstrip(" \"'")) is not None
    said_here = event(text)
    signs = {
        "sentence: refused": float(said_here == MISSED),
        "sentence: given": float(said_here == GIVEN),
        "sentence: refusal denied": float(said_here == CLEARED),
        "question": float(asks and not presupposes),
        "asks whether": float(asks and _WHETHER.match(text.lstrip(" \"'")) is not None),
        "presupposing question": float(asks and presupposes),
        "condition": float(words["conditional"].match(text.lstrip(" \"'")) is not None),
        "hearsay": float(words["hearsay"].search(text) is not None),
        "denied": float(words["not_missed"].search(text) is not None),
        "joke": float(words["irony"].search(text) is not None),
        "forecast": float(forecast(text)),
        "should have won": float(_SHOULD_HAVE.search(text) is not None),
        "time to come": float(_FAR.search(text) is not None),
        "negation": count(len(_NOT.findall(text))),
        "nominations counted": float(_NOMINATIONS.search(text) is not None),
        "counted none": float(COUNTED_NONE.search(text) is not None),
        "only": float(_ONLY.search(text) is not None),
        "contrast": float(_CONTRAST.search(text) is not None),
        "news": count(len(tone["credits"].findall(text))),
        "numbers": float(_DATE.search(text) is not None),
        "of awards": float(_OF_AWARDS.search(text) is not None),
        "good words": count(tone.good.count(text)),
        "bad words": count(tone.bad.count(text)),
        "plea": float(bool(words["advocacy"].search(text) or words.pleas.search(text))),
        "film named": float(said.works > 0),
        "several films": float(said.works > 1),
        "present": float(_PRESENT.search(text) is not None),
        "past": float(_PAST.search(text) is not None),
        "long": float(len(said.part.words) > _LONG),
    }
    if said.after is not None:
        after = said.after.plain
        then = event(words.settings.sub(lambda m: "_" * len(m[0]), after))
        answered = not words["award_bodies"].search(after)
        signs["denied after"] = float(tone["denials"].match(after.lstrip(" \"'")) is not None)
        signs["given after"] = float(then == GIVEN and answered)
        signs["refused after"] = float(then == MISSED and answered)
        signs["plea after"] = float(bool(words["advocacy"].search(after)))
    if said.before is not None and said.before is not said.whole:
        signs["plea before"] = float(bool(words["advocacy"].search(said.before.plain)))
    signs["bare"] = float(not any(signs.get(name) for name in _TELLING))
    signs["unsure"] = max(
        signs.get(name, 0.0)
        for name in (
            "question",
            "condition",
            "hearsay",
            "denied",
            "joke",
            "should have won",
            "time to come",
            "sentence: refusal denied",
        )
    )
    return signs


_WHETHER = re.compile(
    r"(?:and |but |so |or )?(?:will|can|could|is|are|does|do|did|has|have|should|might|was|were|would|may)\b"
)
_DATE = re.compile(
    r"\b\d{1,4}\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday)\b"
)
_OF_AWARDS = re.compile(
    r"\b(?:nomin\w+|nods?|noms?|lists?|longlist\w*|shortlist\w*|ballots?|vot(?:e|es|ed|ers)|categor\w+|slots?|prizes?|awards?"
    r"|trophy|trophies|honou?r\w*|recogni\w+|reward\w*|statuettes?|snub\w*|jury|branch|five|ten)\b"
)
_TELLING = (
    "sentence: refused",
    "sentence: refusal denied",
    "negation",
    "counted none",
    "bad words",
    "contrast",
    "plea",
    "plea after",
    "refused after",
    "presupposing question",
    "of awards",
    "sentence: given",
)
"""Signs of which a sentence about a miss has at least one; without any, it only names a body."""
_LONG = 25
_TABLED = re.compile(
    r"(?:'s)?(?: (?:nominations?|nods?|noms?|wins?|list|ballot))?(?: ?[:,(-] ?|, | = )"
    r"(?:no\b|none|nil|zero|zip|0\b|nothing|forget|nope|never|nowhere|missing|absent|snubbed|ignored|not )"
)
"""A count of none behind a name: "Oscars: 0"."""
_AGAINST = re.compile(
    r"(?:\b(?:no|not|never|nor|neither|without|hardly|nothing|nobody|none|failed to|zero|nil|if|should|could|would|will"
    r"|may|might|must|can)\b|n't\b)(?: [\w'-]+){0,4}\W*$"
)


def _denied(text: str, at: int) -> bool:
    return _AGAINST.search(text[max(0, at - 60) : at]) is not None


def _settled(sentence: Sentence) -> str:
    """Its plain text without what is no body, what only tells when, and negations that deny nothing."""
    words = lexicon()
    text = words.settings.sub(lambda m: "_" * len(m[0]), bodies_only(sentence))
    return words["not_negators"].sub(lambda m: "x" * len(m[0]), text)


def _told(sentence: Sentence, matches: "list[re.Match[str]]") -> dict[str, float]:
    text = bodies_only(sentence)
    said = {told(sentence, text, match) for match in matches}
    return {"before: given": float(GIVEN in said), "before: refused": float(MISSED in said)}


def _carried(before: Sentence, said: Said) -> dict[str, float]:
    """The signs of a sentence for a body that another part or the sentence before names."""
    text = said.part.plain
    asks = before.plain.rstrip(" \"'*_)").endswith("?")
    return {
        "goes on": float(THEM.search(text) is not None),
        "curt": float(CURT.search(text) is not None),
        "none": float(NONE.search(text) is not None),
        "asked before": float(asks),
        "forecast before": float(forecast(before.plain)),
    }


def _own(said: Said, matches: "list[re.Match[str]]") -> dict[str, float]:
    """The signs of one body: of its clause, and of the words that touch its name."""
    tone, sentence = vocabulary(), said.part
    text = _settled(sentence)
    signs: dict[str, float] = {}
    for match in matches:
        marked = text[: match.start()] + BODY + text[match.end() :]
        i, (start, end) = next((n, c) for n, c in enumerate(sentence.clauses) if c[0] <= match.start() < c[1])
        part, own = text[start:end], predicate(text, sentence.clauses, i, match)
        verdict = told(sentence, text, match, said.before)
        here = event(part)
        lead = text[start : match.start()]
        after = text[match.end() : match.end() + 40]
        for name, holds in (
            ("told: refused", verdict == MISSED),
            ("told: given", verdict == GIVEN),
            ("told: denied", verdict == CLEARED),
            ("clause: refused", here == MISSED),
            ("clause: given", here == GIVEN),
            ("clause: negated", _NOT.search(part) is not None),
            ("given", any(not _denied(marked, m.start()) for m in tone.given.finditer(marked))),
            ("named aside", tone.named_aside.search(marked) is not None),
            ("tabled none", _TABLED.match(text, match.end()) is not None),
            ("predicate negated", NEGATED.search(own) is not None),
            (
                "none of it",
                NO.search(lead) is not None or re.search(r"\b(?:no|not|nor|neither)\W+(?:the )?$", lead) is not None,
            ),
            ("no giver", re.match(r"\W{0,3}\s?(?:\w+ )?", after) is not None and _thing(after)),
            ("clause: forecast", forecast(part)),
            ("clause: counted", _NOMINATIONS.search(part) is not None),
            ("subject", not lead.strip(" ,;:-\"'").removesuffix("the").strip()),
            ("by", re.search(r"\b(?:by|from|at|with|to|for)\W+(?:the )?(?:\w+ )?$", lead) is not None),
            (
                "setting",
                re.search(r"\b(?:on|before|after|during|since|until|in)\W+(?:the )?(?:\w+ )?$", lead) is not None,
            ),
            ("list", re.search(r"\b(?:and|or)\W+(?:the )?$", lead) is not None),
            ("contrasted", re.match(r"\W*(?:but|yet|though|although|however|while|whereas)\b", part) is not None),
        ):
            signs[name] = max(signs.get(name, 0.0), float(holds))
    negated = signs["clause: negated"]
    signs["gave"] = max(
        signs["given"], max(signs["told: given"], signs["clause: given"], signs["clause: counted"]) * (1 - negated)
    )
    signs["refused"] = max(
        signs["told: refused"], signs["clause: refused"], signs["predicate negated"], signs["none of it"]
    )
    signs["neither"] = float(not signs["gave"] and not signs["refused"] and not negated)
    signs["only subject"] = signs["neither"] * signs["subject"]
    signs["only setting"] = signs["neither"] * max(signs["setting"], signs["no giver"], signs["named aside"])
    return signs


def _thing(after: str) -> bool:
    found = vocabulary()["not_giving"].match(re.sub(r"^(?:'s)?[\s-]+", "", after))
    return found is not None
