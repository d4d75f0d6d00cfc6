"""The closed grammar of prose about prizes: clauses on winners and runners-up, and nothing else.

A sentence is read only if every word of it belongs to clauses of the table `prose` in `words.yml`, in exactly one way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spiders.families.ceremony.prose.masking import AWARD, FILM, GROUP, NAME, OBJECT
from spiders.formats.wikitext.words import words

MAX_SENTENCE = 1_200
"""Characters of a masked sentence; a longer one is no statement but a list in disguise."""
_MOST_CUTS = 60
_LEAST_RANKS = 2

_SUM = r"(?:, and |, & | and | & |, | / |/)"
_JOINT = re.compile(rf"{_SUM}|; ")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One statement of a sentence: awards, the phrases that name entries, and whether they are runners-up."""

    awards: str
    """Masked awards; empty where the sentence leaves the award to what went before."""
    phrases: tuple[str, ...]
    second: bool
    by: str = ""
    """Masked people said behind the award, the last one where there are several: `won Best Film for Person`."""


@dataclass(frozen=True, slots=True)
class _Clause:
    pattern: re.Pattern[str]
    second: bool
    stop: bool = True
    """Whether a sentence with such a clause must end with a full stop; without one it may have been cut off."""
    first: bool = False
    """Whether it only stands at the beginning."""
    later: bool = False
    """Whether it never stands there."""
    aside: bool = False
    """Whether it gives nobody a place."""


@dataclass(frozen=True, slots=True)
class _Grammar:
    clauses: tuple[_Clause, ...]
    cut: re.Pattern[str]
    rank: re.Pattern[str]
    linking: str
    """What sets a film off from those who made it."""


def outcomes_of(sentence: str) -> tuple[Outcome, ...] | None:
    """The statements of a masked sentence; None unless all of it reads in exactly one way."""
    text = plain_words(sentence)
    if len(text) > MAX_SENTENCE:
        return None
    ended = text.endswith(".")
    text = text.removesuffix(".").strip()
    cuts = [(m.start(), m.end()) for m in _grammar().cut.finditer(text)]
    if len(cuts) > _MOST_CUTS:
        return None
    readings: list[tuple[Outcome, ...]] = []
    for reading in _readings(text, 0, cuts, set(), ended=ended):
        if _sound(reading) and reading not in readings:
            readings.append(reading)
        if len(readings) > 1:
            return None
    return readings[0] if readings else None


def _sound(reading: tuple[Outcome, ...]) -> bool:
    """Whether an entry without a category is followed only by its runners-up."""
    return bool(reading[0].awards) or all(clause.second for clause in reading[1:])


def plain_words(sentence: str) -> str:
    """A masked sentence without votes, introductory words and other names of people and films."""
    vocabulary = words().prose
    text = re.sub(vocabulary["votes"], "", sentence.strip())
    text = re.sub(rf"^{vocabulary['before']}", "", text, flags=re.IGNORECASE)
    text = re.sub(rf"\b{vocabulary['people']} (?={OBJECT})", "", text, flags=re.IGNORECASE)
    text = re.sub(rf"({NAME})(?:['’]s?) ({FILM})", r"\2", text)
    text = re.sub(rf"({FILM})(?:['’]s?) ({NAME})", r"\2 for \1", text)
    return re.sub(rf" \(({vocabulary['runner']}[^()]*)\)", r", \1", text, flags=re.IGNORECASE).strip()


def _readings(
    text: str, start: int, cuts: list[tuple[int, int]], dead: set[int], *, ended: bool
) -> Iterator[tuple[Outcome, ...]]:
    """Readings of the text from one place on; places without any are remembered."""
    if start in dead:
        return
    some = False
    for end, after in [*((a, b) for a, b in cuts if a > start), (len(text), len(text))]:
        for clause in _clause(text[start:end], first=start == 0, ended=ended):
            for rest in [()] if end == len(text) else _readings(text, after, cuts, dead, ended=ended):
                some = True
                yield (clause, *rest)
    if not some:
        dead.add(start)


def _clause(text: str, *, first: bool, ended: bool) -> Iterator[Outcome]:
    """The statement of one clause."""
    for clause in _grammar().clauses:
        if (clause.later if first else clause.first) or (clause.stop and not ended):
            continue
        match = clause.pattern.fullmatch(text)
        if match is not None:
            parts = {name: part for name, part in match.groupdict().items() if part}
            behind = f" for {parts['films']}" if "films" in parts else ""
            phrases = (parts["entry"] + behind, *([parts["other"]] if "other" in parts else []))
            awards = "".join(re.findall(AWARD, parts.get("awards", "")))
            yield Outcome(awards, () if clause.aside else phrases, clause.second, parts.get("by", ""))


@cache
def _grammar() -> _Grammar:
    """The table's clauses, with `<entry>`, `<awards>` and the like expanded."""
    vocabulary = words().prose
    role = rf"(?:{NAME}|[\w.'’-]+(?: [\w.'’-]+){{0,4}})"
    work = rf"(?:his|her|their|its) (?:{vocabulary['jobs']})(?: as {role})?|(?:playing|portraying) {role}"
    work_clause = rf",? (?:for|in|of|for (?:{work}) (?:in|on|of|for))| –| —"
    linking = rf"(?:{work_clause}|,)"
    # No comma and no "both" here, which `_SUM` and the phrase have: two ways to read one text double with each.
    joined = rf"(?:{_SUM}|(?:{work_clause}) |,? (?:directed )?by | \()"
    parts = {name: f"(?:{vocabulary[name]})" for name in ("won", "named", "runner", "tie", "award")}
    one = rf"(?:{vocabulary['before_award']}){AWARD}(?: {parts['award']})*"
    parts |= {
        "group": rf"(?:(?:the |this )*(?:{GROUP}|{vocabulary['group']}))",
        "entry": rf"(?P<entry>(?:both )?{OBJECT}\)?(?:{joined}(?:both )?{OBJECT}\)?)*)",
        "other": rf"(?P<other>(?:both )?{OBJECT}\)?(?:{joined}(?:both )?{OBJECT}\)?)*)",
        "films": rf"(?:{linking} (?P<films>(?:both )?{FILM}(?:{_SUM}{FILM})*))?",
        "by": rf"(?P<by>{NAME}(?:{_SUM}{NAME})*)",
        "awards": rf"(?P<awards>{one}(?:{_SUM}{one})*)",
    }
    kinds = {
        "winners": {"second": False},
        "runners_up": {"second": True},
        "asides": {"second": True, "later": True, "aside": True},
        "more": {"second": False, "later": True},
        "under_heading": {"second": False, "first": True},
        "labels": {"second": False, "stop": False, "first": True},
        "alone": {"second": False, "stop": False, "first": True},
        "after": {"second": True, "stop": False},
    }
    clauses = tuple(_Clause(_filled(text, parts), **kind) for name, kind in kinds.items() for text in vocabulary[name])
    rank = rf"(?:^|[\s,;:–—-]+)(\d)[.)] (?=(?:both )?{OBJECT})"
    return _Grammar(clauses, re.compile(vocabulary["cut"], re.IGNORECASE), re.compile(rank), linking)


def _filled(text: str, parts: dict[str, str]) -> re.Pattern[str]:
    return re.compile(re.sub(r"<([a-z]+)>", lambda m: parts[m[1]], text), re.IGNORECASE)


def ranked(text: str) -> tuple[str, list[str]] | None:
    """The text before `1. A 2. B`, and the phrases in order; None unless the ranks are 1, 2, 3."""
    text = plain_words(text)
    ranks = list(_grammar().rank.finditer(text))
    if len(ranks) < _LEAST_RANKS or [int(m[1]) for m in ranks] != list(range(1, len(ranks) + 1)):
        return None
    ends = [*(m.start() for m in ranks[1:]), len(text)]
    phrases = [text[m.end() : end].strip(" .,;") for m, end in zip(ranks, ends, strict=True)]
    return text[: ranks[0].start()].strip(" :–—-"), phrases


def entries_of(phrase: str, *, films_only: bool) -> tuple[str, ...] | None:
    """A phrase's entries, each as `person, person – film, film` or `film – person`; None if unclear.

    Args:
        phrase: masked films and names, joined as the grammar allows.
        films_only: whether nothing but a film can be meant, so that a link without italics is one.
    """
    linking = _grammar().linking
    text = re.sub(r"\b[Bb]oth ", "", phrase)
    names = rf"(?P<names>{NAME}(?:{_SUM}{NAME})*)"
    films = rf"(?P<films>{FILM}(?:{_SUM}{FILM})*)"
    person = re.compile(rf"{names}(?:{linking} | \(){films}\)?", re.IGNORECASE)
    film = re.compile(rf"(?P<film>{FILM})(?:(?:,? (?:directed )?by | \()(?P<by>{NAME}(?:{_SUM}{NAME})*)\)?)?")
    entries = [parts for form in (person, film) if (parts := _whole(form, text)) is not None]
    if not entries and films_only and not re.search(FILM, text):
        return _whole(re.compile(rf"(?P<film>{NAME})"), text)
    return entries[0] if entries else None


def _whole(form: re.Pattern[str], text: str) -> tuple[str, ...] | None:
    """All of a text as entries of one form, joined by commas and "and"."""
    entries: list[str] = []
    at = 0
    while match := form.match(text, at):
        parts = [re.findall(OBJECT, part) for part in match.groupdict().values() if part]
        if sum(len(part) > 1 for part in parts) > 1:
            # Several people and several films: who made which is not said.
            return None
        entries.append(" – ".join(", ".join(part) for part in parts))
        if match.end() == len(text):
            return tuple(entries)
        joint = _JOINT.match(text, match.end())
        if joint is None:
            return None
        at = joint.end()
    return None
