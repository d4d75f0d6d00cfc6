"""Which nominations and prizes a sentence says a film has: claims to hold against closed lists, never facts.

A phrase of being nominated or of winning claims something where nothing negates, forecasts, doubts or asks it, and
where it is said of the film. "Oscar-winner Ann Lee" says nothing of the film; "Ann Lee won an Oscar for it" does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from tracker.domain.facts.nomination_claims import NominationClaim
from tracker.domain.text.sentences import Sentence
from tracker.prose.lexicon import pattern
from tracker.prose.marks import marked, tokens
from tracker.prose.misses import NO_NEGATION, SETTING, event, governing, hedges, none_behind

_NOMINATED = r"(?:re-?)?nominat\w+|nods?|noms?|nominees?|(?:up|(?:running|contention)|(?:compet|v)ed) for"
_WON = (
    r"wo?n|wins?|winning|winners?|victor\w+|t(?:ook|akes?|aking)|scoop\w+|bagg\w+|collect\w+|claim(?:ed|s)|carried|walk\w+|swe[ep]\w*"
    r"|awarded|crowned|named|voted|chose|chosen|accept\w+|picked|earned|received|landed|got|went|came|left|gave|handed|honou?red"
    r"|triumph\w*|its|with|ha[sd]|have"
)
_PHRASE = re.compile(rf"(?<!\S)(?:(?P<nominated>{_NOMINATED})|(?P<won>{_WON}))(?!\S)")
_OBJECT = re.compile(
    r" (?:(?!(?:<t>|<o>|for|by|won|never|not|n't|no|zero|nothing)(?!\S))\S+ ){0,6}?"
    r"<[bcn]\.\w+>(?: (?:<[bckn]\.\w+>|film|awards?|prizes?|wins?))*"
)
"""What a phrase of winning must have behind it: a body, a prize or a number."""
_GIFT = re.compile(
    r" (?:(?!<o>)\S+ ){0,6}?(?:<[bcn]\.\w+>|award|prize)(?: (?:<[bckn]\.\w+>|film|awards?|prizes?|wins?))*"
)
"""The same of a phrase of giving, with the film between: "named Salt Road best film"."""
_GIVING = frozenset(["named", "voted", "chose", "gave", "handed", "crowned", "awarded", "honoured", "honored"])
_OWNED = re.compile(
    r" (?:(?!won|never|not|n't)\S+ ){0,2}?(?:(?:an?|<n\.\d+>) (?:<c\.\w+> )?<b\.\w+>|(?<=its )<b\.\w+>)"
)
"""The same of a phrase of having: "with two Oscars"."""
_HAVING = frozenset(["its", "with", "has", "had", "have", "got"])
_WITH_PRIZES = re.compile(
    r" (?:\S+ ){0,4}?with (?:\S+ )?(?:an?|<n\.\d+>) (?:<b\.\w+>|award|prize|win|trophy|statuette)"
)
_GOING = frozenset(["went", "came", "left", "walked", "walks", "goes", "walking"])
_WINNING = frozenset(["won", "win", "wins", "winner", "winners", "winning", "victory", "victories", "took", "got"])
_PRIZE_BEFORE = re.compile(r"<[bn]\.\w+>(?: film| award)? (?:-? ?|(?:that )?(?:it|she|he|they|<m\.\d+>|<p>|<t>) )$")
_NOUN = re.compile(rf"(?: (?:film|award))? (?:{_NOMINATED})(?!\S)")
_INSIDE = re.compile(rf" (?:{_NOMINATED})(?!\S)")
_STOP = re.compile(
    r"(?<!\S)(?:[;:]|but|while|whereas|although|though|however|yet|when|because|since"
    r"|(?:and|,)(?= (?:it|they|he|she|won|winning|took|lost|nominated|was|were|also|<n\.\d+> (?:wins|from|at)"
    r"|<[mpto]\S* (?:was|won|is|none|no|has|took))(?!\S)))(?!\S)"
)
_COUNT = re.compile(
    r"<n\.(\d+)>(?= (?:(?!films|nominees)\S+ )?(?:<b\.\w+>|nominat|nods?|noms?|awards?|prizes?|wins?|victories"
    r"|statuettes|categories|times|of (?:them|those|these))| ?(?:[.,;!?):]|and |but |$)|$)"
)
_VAGUE = re.compile(
    r"(?:<n\.1> of|about|almost|another|approaching|around|as many as|at least|close to|further|more than|nearly"
    r"|no fewer than|other|over|roughly|some|up to|well over) $"
)
_SUBJECT = re.compile(
    r"(?<!\S)(?<!\bin )(?<!\bat )(?<!\bby )(?<!\bof )(?<!\bwith )(?<!\bfrom )(?<!\bthan )"
    r"(?:(?P<film><t>|it|(?:the|this|that) (?:\S+ )?(?:film|movie|picture|drama|comedy|thriller"
    r"|documentary|musical))"
    r"|(?P<craft><k\.(?!director|acting)\w+>|(?:performance|direction)s?)|(?P<maker><m\.\d+>)|(?P<person><p>|he|she|they|who|i|we)|(?P<other><o>))(?!\S)"
)
_FOR_FILM = re.compile(
    r"(?<!\S)(?:for|in|on) (?:\S+ ){0,5}?(?:<t>|it|this|(?:the|his|her|their) (?:film|movie|picture|work|part|role"
    r"|<k\.\w+>))(?!\S)"
)
_BY_ANOTHER = re.compile(r"(?<!\S)(?:in|at|from|by) (?!<[bckty][.>]|it\b|all\b)")
"""Behind a phrase without a body: a body that nobody here knows."""
_NEXT_VERB = re.compile(r" ,| and (?!an?\b|the\b|<)")
"""Where a phrase about a person ends and what else they did begins."""
_FOR_OTHER = re.compile(r"(?<!\S)(?:for|in|with|on) (?:\S+ ){0,4}?(?:<p>|<o>)")
_SLUG = re.compile(r"<[ck]\.(\w+)>")
_CRAFT = re.compile(r"<k\.(\w+)>")
_BODY = re.compile(r"<b\.(\w+)>")


def claims(sentence: Sentence, before: Sentence | None = None, people: Sequence[str] = ()) -> list[NominationClaim]:
    """What a sentence that speaks of one film says that it was nominated for or has won.

    Args:
        sentence: the part that speaks of the film, with titles blanked.
        before: the sentence before it, which may name the body.
        people: who made the film.
    """
    if not any(each and pattern("bodies").search(each.plain) for each in (sentence, before)):
        return []
    text = SETTING.sub("_", " ".join(tokens(marked(sentence, people))))
    if text.endswith("?") or any(hedges(text, "")):
        return []
    earlier = list(dict.fromkeys(_BODY.findall(marked(before)))) if before else []
    return list(dict.fromkeys(claim for match in _phrases(text) for claim in _claims(text, match, earlier)))


def _phrases(text: str) -> Iterator["re.Match[str]"]:
    """Phrases of nomination, and those of winning that have an object which is no nomination."""
    for match in _PHRASE.finditer(text):
        if match["nominated"] or _has_won(text, match):
            yield match


def _has_won(text: str, match: "re.Match[str]") -> bool:
    lead, word = text[: match.start()], match[0]
    if word in _GOING:
        to_it = text.startswith(" to <t>", match.end()) and "<b." in lead
        return to_it or _WITH_PRIZES.match(text, match.end()) is not None
    thing = (_GIFT if word in _GIVING else _OWNED if word in _HAVING else _OBJECT).match(text, match.end())
    if thing:
        return not _NOUN.match(text, thing.end()) and not _INSIDE.search(thing[0])
    return word in _WINNING and _PRIZE_BEFORE.search(lead) is not None


def _claims(text: str, match: "re.Match[str]", earlier: Sequence[str]) -> Iterator[NominationClaim]:
    """What a phrase claims: a total, one claim a category, or that there was something."""
    start = max([0, *(m.end() for m in _STOP.finditer(text, 0, match.start()))])
    stop = _STOP.search(text, match.end())
    lead, behind = text[start : match.start()], text[match.end() : stop.start() if stop else len(text)]
    if not _made(text, lead, match[0], behind) or not _of_the_film(text, lead, match, behind):
        return
    result: Literal["nominated", "won"] = "won" if match["won"] else "nominated"
    inside = f"{lead}{match[0]}{behind}"
    bodies = _bodies(text[:start], lead, match, behind)
    if not bodies and len(earlier) == 1 and not _BY_ANOTHER.search(behind):
        bodies = list(earlier)
    year = re.search(r"<y\.(\d+)>", f"{lead}{behind}")
    if bodies and year is None:
        year = re.search(rf"<y\.(\d+)> <b\.{bodies[0]}>", text)
    categories = list(dict.fromkeys(_categories(lead, behind))) if len(bodies) == 1 else []
    counts = _own_counts(inside, bodies)
    for body in bodies:
        count = _total(lead, inside, noun=match[0].endswith("s")) if len(bodies) == 1 else counts.get(body)
        claim = NominationClaim(body, result, "", count, int(year[1]) if year else None)
        if count is not None or not categories:
            yield claim
        yield from (replace(claim, count=None, category=slug) for slug in categories)


def _bodies(earlier: str, lead: str, match: "re.Match[str]", behind: str) -> list[str]:
    """The bodies of a phrase: right before it, behind it, or the last that was named."""
    beside = _BESIDE.search(lead)
    giver = beside and (match["nominated"] or match[0] in _GIVING or not _OBJECT.match(behind))
    near = list(dict.fromkeys(_BODY.findall(beside[0] if beside and giver else behind)))
    return near or _BODY.findall(lead)[-1:] or _BODY.findall(earlier)[-1:]


_BESIDE = re.compile(r"<b\.\w+>(?:(?: ,| and| or| plus| the| from| both)+ <b\.\w+>)*(?: (?!<|,|from|at|by)\S+){0,3} $")
"""Bodies right before a phrase: "the Globes and BAFTA both nominated", "two Globe nominations"."""


def _total(lead: str, inside: str, *, noun: bool) -> int | None:
    """The figure that a phrase gives: the last before it or the first behind it, unless it is vague."""
    figures = [m for m in _COUNT.finditer(inside) if not _VAGUE.search(inside[: m.start()])]
    before = [m for m in figures if m.end() <= len(lead) and len(lead) - m.end() < _CLOSE]
    later = [m for m in figures if m.start() > len(lead)]
    choice = before[-1:] or later[:1] if noun else later[:1] or before[-1:]
    return int(choice[0][1]) if choice else None


_CLOSE = 30
"""Characters between a figure and the word that it counts."""


def _own_counts(inside: str, bodies: Sequence[str]) -> dict[str, int]:
    """The figure before each of several bodies; "five Oscars and Baftas" says how many of neither."""
    figures = [re.search(rf"(?:\ban?|<n\.(\d+)>) <b\.{body}>", inside) for body in bodies]
    return {body: int(m[1]) for body, m in zip(bodies, figures, strict=True) if m and m[1] and all(figures)}


def _categories(lead: str, behind: str) -> Iterator[str]:
    """The prizes that a phrase names, or the crafts that it says they were for, or the craft that has them."""
    prizes = re.findall(r"<c\.(\w+)>", behind) or re.findall(r"<c\.(\w+)>", lead)
    if re.search(r"for (?:his|her|their) (?:\S+ )?(?:part|role|turn)(?!\S)", behind) and "<c." not in behind:
        yield "acting"
    reason = re.search(r"(?<!\S)(?:for|including) (.*)", behind)
    yield from (
        prizes
        or (_SLUG.findall(reason[1]) if reason else [])
        or _CRAFT.findall(lead)[-1:]
        or _CRAFT.findall(behind[:_CLOSE])[:1]
    )


_WISHED = re.compile(
    r"(?<!\S)(?:deserv\S+|worth\S*|meant to|to|kind of \S+ that|sort of \S+ that|as many|almost|nearly"
    r"|not quite|want\S*|wish\S*|dream\S*"
    r"|lacked|miss\S*|los[et]\S*|snub\S*|push|campaign\S*|short ?-?list\S*"
    r"|longlist\S*|whisker|calls? it|called|robbed|tipped|favou?rite)(?!\S)"
)
_UNREAL = re.compile(
    r"(?<!\S)(?:no (?:other )?(?:film|movie|picture)|(?:kind|sort) of \S+ that|(?:would|'d) give|as \S+ as any"
    r"|as many \S+ as|plays? an?|expect|hopes? for|the least that|campaign|push|buzz|chances?|hopes|predictions?"
    r"|(?:nominations?|nominees) (?:are|were|is|was|will be|to be) announced)(?!\S)"
)
"""What makes a phrase no statement wherever it stands beside it: "the kind of film that wins Oscars"."""
_INDEED = re.compile(
    r"\b(?:went on|goes on|managed|was able|was right|to (?=be \S*$)|first \S+(?: \S+)?) to\b|\bto be $"
)


def _governed(text: str, lead: str) -> str:
    """What governs a phrase in its own statement: behind the film's title, a comma, or "that"."""
    own = _OWN.split(lead)[-1][-_GOVERNED:]
    own = _INDEED.sub(" ", own)
    own = _CONCEDED.sub("", own) if " but " in text or " yet " in text else own
    if _WISHED.search(own):
        return "wished"
    return governing(NO_NEGATION.sub("", own))


_OWN = re.compile(r"(?:,|\bthat|\bwhy|\bwhich|<t>(?! (?:\S+ )?(?:not|n't|never)))(?!\S)")
_CONCEDED = re.compile(r"\b(?:may|might) (?:well )?have\b|\b(?:may|might)\b")


def _made(text: str, lead: str, word: str, behind: str) -> bool:
    """Whether nothing that governs a phrase makes it a denial, a forecast or a wish; "its two Oscars" it has."""
    is_refusal = event(f"{lead}{word}{behind}") == "refused"
    if _UNREAL.search(f"{lead}{word}{behind}"):
        return False
    return word == "its" or not (is_refusal or _governed(text, lead) or none_behind(behind, 0))


def _of_the_film(text: str, lead: str, match: "re.Match[str]", behind: str) -> bool:
    """Whether a phrase is about the film: by its subject, by what it was for, or by the noun that it describes."""
    word = match[0]
    if _DESCRIBES.search(f"{lead}{word}") and not _GOES_ON.match(behind):
        noun = _NOUN_BEHIND.match(behind)
        return noun is not None and noun.lastgroup == "film"
    for_film = _FOR_FILM.search(_NEXT_VERB.split(behind)[0]) is not None
    if _FOR_OTHER.search(behind) or (re.match(r" <[po]>", behind) and not for_film):
        return False
    lead = f"<t> {lead}" if word == "its" or _ITS.search(lead) else lead
    subjects = [m.lastgroup for m in _SUBJECT.finditer(lead) if not lead.startswith(" 's", m.end())]
    subjects = subjects or [m.lastgroup for m in _SUBJECT.finditer(text, 0, match.start() - len(lead))]
    first = next((m.lastgroup for m in _SUBJECT.finditer(text, match.end())), "")
    if not subjects or subjects[-1] in ("maker", "person", "other"):
        return for_film or (not subjects and first in ("film", "craft"))
    return True


_GOES_ON = re.compile(r" (?:at|of|for its|from) ")
_ITS = re.compile(r"(?<!\S)its (?:\S+ ){0,3}$")
_DESCRIBES = re.compile(r"<[bc]\.\w+>(?: award)? (?:- \S+|winners?|nominees?|- award - \S+)$")
"""An adjective: "Oscar-nominated", "Oscar winner"."""
_NOUN_BEHIND = re.compile(
    r" (?:(?!for|in|on|at|by)[\w'-]+ ){0,3}?(?:(?P<film><t>|<k\.(?!director)\w+>(?! <[mp])|film|movie"
    r"|picture|drama|comedy|thriller|documentary|musical|romance"
    r"|western|biopic|adaptation|epic)|(?P<person><m\.\d+>|<p>|<k\.\w+>|director|writer|producers?|actor|actress|star|composer))(?!\S)"
)
_GOVERNED = 50
"""Characters before a phrase in which a negation or a forecast governs it."""
