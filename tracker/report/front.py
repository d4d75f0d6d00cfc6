"""What stands around the findings: why the biggest miss matters, what may explain each, what the press had wrong."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from tracker.domain.cells import parts_of, whole
from tracker.domain.figures import in_words, listing
from tracker.domain.rules import load_rules
from tracker.domain.text.dates import with_day_words
from tracker.domain.verdicts import Label
from tracker.report.citations import Citations, text_of
from tracker.report.parts import PressError, Verdict
from tracker.report.words import percent, precursors, reason_words

_OF_THE_FILM, _ABROAD = "late_release", "uk_after_us"
_OF_PEOPLE = ("named_for_two_films", "placed_in_two_categories", "own_competition")
"""Codes of factors that may explain a miss; a distributor's other nominees go with one as well, and explain little."""
_LIKELY = 0.5
"""A nomination less likely than not opens no report: what the miss rests on does."""
MAX_FACTORS = 3
MAX_ERRORS = 12
"""Claims of the press."""
MAX_NAMES = 6
"""Nominees that a standfirst names."""


def explanations(miss: Verdict, factors: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The factors that may explain a film's biggest miss: facts about the film, and about whoever was missed.

    Args:
        miss: the biggest of the film.
        factors: of the film at whatever ceremony.
    """
    here = [row for row in factors if (text_of(row, "body"), whole(row.get("ceremony"))) == (miss.body, miss.ceremony)]
    return [row for row in here if _explains(row, miss)][:MAX_FACTORS]


def _explains(factor: Mapping[str, Any], miss: Verdict) -> bool:
    code = text_of(factor, "code")
    if code in _OF_PEOPLE:
        return is_about(factor, miss.people if miss.category else None)
    return code == _OF_THE_FILM or (code == _ABROAD and _territory(miss.body) == "United Kingdom")


def is_about(factor: Mapping[str, Any], people: Iterable[str] | None) -> bool:
    """Whether a factor is of the film, or of one of those who were missed; None where the film as a whole was."""
    if people is None or text_of(factor, "code") not in _OF_PEOPLE:
        return True
    return text_of(factor, "text").startswith(tuple(f"{name} was " for name in people))


def _territory(body: str) -> str:
    rules = load_rules().bodies.get(body)
    return rules.territory.name if rules else ""


def rulings(miss: Verdict, verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Of a film that was shut out: what a record says was not eligible there."""
    barred = (v for v in verdicts if v.body == miss.body and v.category and v.label == Label.INELIGIBLE.value)
    return [v for v in barred if v.reason == reason_words("record_ineligible")] if not miss.category else []


def explained(factors: Sequence[Mapping[str, Any]], barred: Sequence[Verdict]) -> str:
    """Both in a sentence, as what goes together with a miss; "" where no record says anything."""
    texts = [with_day_words(text_of(row, "text")) for row in factors]
    texts += [verdict.sentence.rstrip(".") for verdict in barred]
    return f"What may explain it, as what goes together and not as cause: {'; '.join(texts)}." if texts else ""


def evidence_of(factors: Iterable[Mapping[str, Any]]) -> list[str]:
    """The ids of the evidence that factors rest on."""
    return [one for row in factors for one in parts_of(row.get("evidence_ids"))]


def opening(stories: Sequence[list[Verdict]]) -> str:
    """What makes the biggest miss one, and who else was missed; of each film its biggest.

    Args:
        stories: the verdicts of each film on the front.
    """
    tops = [min((v for v in rows if v.missed), key=attrgetter("place")) for rows in stories]
    parts = (lead(tops[0]), others(tops[1:])) if tops else ()
    return "".join(f"{part} " for part in parts if part)


def lead(miss: Verdict) -> str:
    """Why the biggest miss matters: what had spoken for it, and who was nominated instead."""
    who = listing(miss.people) if miss.level == "credit" and miss.people else miss.film
    verb = "were" if miss.level == "credit" and len(miss.people) > 1 else "was"
    hits, possible = miss.hits or 0, miss.possible or 0
    before = f"{who} {verb} {precursors(hits, possible)}, and " if hits and possible > 1 else ""
    nomination = "a nomination" if miss.category else "a nomination of some kind"
    if miss.p is not None and miss.p >= _LIKELY:
        whose = "" if before else f" for {who}"
        text = f"{before}{nomination}{whose} was {percent(miss.p)} likely on what was known beforehand"
    elif miss.aside:
        text = f"{before or f'{who} '}{verb} {miss.aside}"
    else:
        text = before.removesuffix(", and ") or miss.sentence.rstrip(".")
    text = f"{text[:1].upper()}{text[1:]}." if text else ""
    few = miss.category and 0 < len(miss.instead) <= MAX_NAMES
    return f"{text} Nominated instead: {'; '.join(miss.instead)}." if few else text


def others(misses: Sequence[Verdict]) -> str:
    """Who else is on the front, in a sentence."""
    return f"Next in the news: {listing([*map(_called, misses)])}." if misses else ""


def _called(miss: Verdict) -> str:
    """`Paul Mescal (Hamnet)`, or the film."""
    few = miss.level == "credit" and 0 < len(miss.people) < 3  # noqa: PLR2004
    return f"{listing(miss.people)} ({miss.film})" if few else miss.film


def left_aside(verdicts: Iterable[Verdict], stories: Sequence[list[Verdict]]) -> str:
    """That misses of low confidence would stand among the stories; "" where none would.

    Args:
        verdicts: of the season.
        stories: the verdicts of each film on the front.
    """
    last = max((min(v.place for v in rows if v.missed) for rows in stories), default=None)
    if last is None:
        return ""
    aside = sorted(
        (v for v in verdicts if v.missed and v.confidence == "low" and v.place < last), key=attrgetter("place")
    )
    if not aside:
        return ""
    first = f"{_called(aside[0])}{f' for {aside[0].prize}' if aside[0].prize else ''}"
    if len(aside) == 1:
        return f"Told below alone is one miss of low confidence that would stand among these: {first}."
    count = f"{in_words(len(aside))} misses of low confidence"
    return f"Told below alone are {count} that would stand among these, that of {first} first."


def of_bodies(count: int) -> str:
    """`at least one of three bodies`, `the one body judged`."""
    return "the one body judged" if count == 1 else f"at least one of {in_words(count)} bodies"


def press_errors(
    rows: list[dict[str, Any]],
    lists: Mapping[tuple[str, int | None], list[dict[str, Any]]],
    title: Callable[[str], str],
    citations: Citations,
) -> tuple[tuple[PressError, ...], int]:
    """The claims that a closed list contradicts, the better sites first, and how many there are beyond those.

    Args:
        rows: of press_claims.csv.
        lists: rows of lists.csv by body and ceremony.
        title: of a body.
        citations: hands out the numbers of sources.
    """
    wrong = [row for row in rows if text_of(row, "holds") == "wrong"]
    wrong.sort(key=lambda row: (text_of(row, "tier") or "9", text_of(row, "published_on"), text_of(row, "film")))
    shown = tuple(_error(row, lists, title, citations) for row in wrong[:MAX_ERRORS])
    return shown, len(wrong) - len(shown)


def _error(
    row: Mapping[str, Any],
    lists: Mapping[tuple[str, int | None], list[dict[str, Any]]],
    title: Callable[[str], str],
    citations: Citations,
) -> PressError:
    body, number, year = text_of(row, "body"), row.get("ceremony"), row.get("ceremony_year")
    ceremony = whole(number)
    held_by = [
        each for each in lists.get((body, ceremony), []) if text_of(each, "source_url") == text_of(row, "list_url")
    ]
    of_list = held_by[0] if held_by else {"source_url": row.get("list_url"), "revision": row.get("list_revision")}
    return PressError(
        site=text_of(row, "site"),
        published_on=text_of(row, "published_on"),
        film=text_of(row, "film"),
        body_title=title(body),
        ceremony_year=whole(year),
        claim=text_of(row, "claim"),
        list_says=text_of(row, "list_says"),
        quotation=text_of(row, "quotation"),
        cites=citations.cite(row),
        list_cites=citations.cite(of_list, revision="revision", seen="as_of"),
    )
