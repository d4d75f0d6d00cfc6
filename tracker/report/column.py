"""The column a critic could start from: what a film missed at one body, what spoke for it and what may explain it.

Everything in it comes from verdicts and evidence, and every line carries the numbers of its sources; a line that has
none is left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any

import pandas as pd

from tracker.domain.categories import OTHER, PICTURE, group_of
from tracker.domain.cells import is_missing, parts_of
from tracker.domain.ceremonies import edition
from tracker.domain.figures import listing
from tracker.domain.text.dates import day_words, with_day_words
from tracker.domain.verdicts import UNANNOUNCED, Label
from tracker.frames import rows_of
from tracker.report.citations import Citations, claim_of, text_of
from tracker.report.front import is_about
from tracker.report.markdown import environment, tidy
from tracker.report.parts import Citation, Claim
from tracker.report.words import also_missed, category_title, plain, prize_title

MAX_CITES = 4
"""Of one line."""
SPEAKING = ("peers", "critics_prizes", "longlists", "festivals", "scores", "critics_lists", "source_work")
"""Families of evidence that speak for a film; the press is quoted apart."""


@dataclass(frozen=True)
class ColumnInput:
    """What is known of one film; columns as in the exported tables."""

    film: str
    body: str
    body_title: str
    as_of: date
    verdicts: pd.DataFrame
    """Of the film, at this body."""
    evidence: pd.DataFrame
    """Of the film."""
    factors: pd.DataFrame
    """Of the film at this body: text, source_url, evidence_ids."""
    grounds: pd.DataFrame
    """The evidence on which those rest."""
    films: pd.DataFrame
    """Every film of the season: film_key and by what page it is known."""
    lists: pd.DataFrame


@dataclass(frozen=True)
class Group:
    """Lines under one heading."""

    title: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Column:
    """A draft, ready to print."""

    title: str
    ceremony: str
    as_of: str
    missed: tuple[Claim, ...]
    speaking: tuple[Group, ...]
    press: tuple[Claim, ...]
    explaining: tuple[Claim, ...]
    instead: tuple[Claim, ...]
    cautions: tuple[Claim, ...]
    citations: tuple[Citation, ...]


def render(material: ColumnInput) -> str:
    """The draft in Markdown.

    Raises:
        ValueError: nothing of the film was missed at this body, so there is nothing to write.
    """
    return tidy(environment().get_template("column.md.j2").render(column=draft(material)))


def draft(material: ColumnInput) -> Column:
    """The draft as plain data."""
    citations = Citations()
    rows = rows_of(material.verdicts)
    misses = sorted((row for row in rows if row.get("missed") is True), key=_news)
    if not misses:
        raise ValueError(f"{material.film}: nothing at the {material.body_title} is on record as missed")
    lists, people = citations.of_lists(rows_of(material.lists)), _people(misses)
    factors = [row for row in rows_of(material.factors.drop_duplicates("text")) if is_about(row, people)]
    grounds = {text_of(row, "evidence_id"): row for row in rows_of(material.grounds)}
    films = {text_of(row, "film_key"): row for row in rows_of(material.films)}
    number = text_of(misses[0], "ceremony")
    ceremony_title = edition(int(number), material.body_title) if number else material.body_title
    return Column(
        title=_title(material, rows, misses[0]),
        ceremony=ceremony_title,
        as_of=day_words(material.as_of),
        missed=_cited((text, lists) for text in _missed(misses, ceremony_title)),
        speaking=_speaking(material, citations),
        press=_press(material, citations),
        explaining=_cited(
            (with_day_words(text_of(row, "text")), _grounds(row, grounds, films, citations) or lists) for row in factors
        ),
        instead=_cited((_instead(row), lists) for row in misses if text_of(row, "category")),
        cautions=_cited((text, lists) for text in _cautions(rows, has_factors=bool(factors))),
        citations=citations.all(),
    )


def _people(misses: Iterable[Mapping[str, Any]]) -> list[str] | None:
    """Who was missed; None where the film as a whole was, which concerns all its people."""
    if not all(text_of(row, "category") for row in misses):
        return None
    return [name for row in misses for name in parts_of(row.get("people"))]


def _news(row: Mapping[str, Any]) -> float:
    """For sorting: the biggest story first."""
    place = row.get("news")
    return inf if is_missing(place) else float(place)  # type: ignore[arg-type]


def _title(material: ColumnInput, rows: Sequence[Mapping[str, Any]], miss: Mapping[str, Any]) -> str:
    """What was missed: a film that was nominated for something was at the awards."""
    shut_out = any(text_of(row, "label") == Label.SHUT_OUT.value for row in rows)
    category = text_of(miss, "category")
    if shut_out or not category:
        return f"Not at the {material.body_title} – {material.film}"
    people = listing(parts_of(miss.get("people"))) if text_of(miss, "level") == "credit" else ""
    award = prize_title(category, text_of(miss, "category_as_printed"))
    who = f"{people} ({material.film})" if people else material.film
    return f"Not nominated for {award} at the {material.body_title} – {who}"


_Rows = Mapping[str, Mapping[str, Any]]


def _grounds(factor: Mapping[str, Any], evidence: _Rows, films: _Rows, citations: Citations) -> tuple[int, ...]:
    """The pages that a factor rests on, the first few; with those of its films where it is about the films' own."""
    rows = [evidence[one] for one in parts_of(factor.get("evidence_ids")) if one in evidence]
    pages: dict[int, None] = {}
    for row in rows:
        if len(pages) < MAX_CITES:  # a page that no line cites has no number
            pages |= dict.fromkeys(citations.cite(row))
    if not text_of(factor, "source_url"):
        return tuple(pages)
    keys = dict.fromkeys(text_of(row, "film_key") for row in (factor, *rows))
    own = (number for key in keys if key in films for number in citations.cite(films[key]))
    return tuple(dict.fromkeys((*pages, *own)))


def _missed(misses: Sequence[Mapping[str, Any]], ceremony: str) -> list[str]:
    """The first miss in a sentence; the others in few words, where they have any."""
    others = [row for row in misses[1:] if text_of(row, "aside")]
    plainly = [text_of(row, "sentence") for row in misses[1:] if not text_of(row, "aside")]
    return [text_of(misses[0], "sentence"), *plainly, *(_also(row, ceremony) for row in others)]


def _also(row: Mapping[str, Any], ceremony: str) -> str:
    category, people = text_of(row, "category"), parts_of(row.get("people"))
    award = prize_title(category, text_of(row, "category_as_printed")) if category else ""
    text = also_missed(award, ceremony, people if text_of(row, "level") == "credit" else (), text_of(row, "aside"))
    return f"{text[:1].upper()}{text[1:]}"


def _cited(lines: Iterable[tuple[str, tuple[int, ...]]]) -> tuple[Claim, ...]:
    """Lines that say something and rest on something, each once."""
    return tuple(dict.fromkeys(Claim(_sentence(text), cites) for text, cites in lines if text and cites))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "”", '"')) else f"{text}."


def _speaking(material: ColumnInput, citations: Citations) -> tuple[Group, ...]:
    """What spoke for it, the body's own nominations apart: by craft, then for the film as a whole."""
    rows = [row for row in rows_of(material.evidence) if text_of(row, "family") in SPEAKING]
    rows = [row for row in rows if text_of(row, "body") != material.body or text_of(row, "family") == "longlists"]
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: (not text_of(row, "category"), _day(row))):
        category = text_of(row, "category")
        title = category_title(category) if category not in ("", PICTURE, OTHER) else _WHOLE
        groups.setdefault(title, []).append(row)
    if _WHOLE in groups:
        groups[_WHOLE] = groups.pop(_WHOLE)
    every = (
        (title, _cited((_dated(row, material.body), cites) for row, cites in _once(own, citations)))
        for title, own in groups.items()
    )
    return tuple(Group(title, claims) for title, claims in every if claims)


_WHOLE = "The film as a whole"


def _once(
    rows: Sequence[Mapping[str, Any]], citations: Citations
) -> Iterator[tuple[Mapping[str, Any], tuple[int, ...]]]:
    """Each claim once, by its fullest row and of those the earliest with a day; with the pages of all that make it."""
    fuller = {bare: claim for row in rows if (bare := _bare(row)) != (claim := claim_of(row))}
    same: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        claim = claim_of(row)
        same.setdefault(fuller.get(claim, claim), []).append(row)
    for claim, of in same.items():
        full = [row for row in of if claim_of(row) == claim] or of
        first = min(full, key=_day)
        yield first, tuple(dict.fromkeys(number for row in (first, *of) for number in citations.cite(row)))


def _bare(row: Mapping[str, Any]) -> str:
    """What a claim would be that said less: a figure without its number of reviews, an entry without its people."""
    claim = claim_of(row)
    if text_of(row, "family") == "scores":
        return claim.partition(" from ")[0]
    return claim.rpartition(" (")[0] if parts_of(row.get("people")) and claim.endswith(")") else claim


def _day(row: Mapping[str, Any]) -> tuple[bool, str]:
    """For sorting: the oldest first, and last what has no day."""
    day = text_of(row, "dated")
    return not day, day


def _dated(row: Mapping[str, Any], body: str) -> str:
    day, claim = text_of(row, "dated"), claim_of(row)
    late = " (after the announcement)" if body in parts_of(row.get("hindsight")) else ""
    if day and not late and f" of {day}:" in claim:  # as talk of awards does
        return claim
    return f"{day_words(day) or 'Day not known'}{late}: {claim}"


def _press(material: ColumnInput, citations: Citations) -> tuple[Claim, ...]:
    rows = [row for row in rows_of(material.evidence) if text_of(row, "family") == "press"]
    rows.sort(key=lambda row: (text_of(row, "tier"), _day(row)))
    claims: dict[tuple[str, ...], list[str]] = {}
    cites: dict[tuple[str, ...], tuple[int, ...]] = {}
    for row in rows:
        claim, mark, quotation = _dated(row, material.body).partition(": “")
        passage = (text_of(row, "source_url"), text_of(row, "dated"), mark + quotation or claim)
        claims.setdefault(passage, []).append(claim)
        cites.setdefault(passage, citations.cite(row))
    quoted = ((_listed(own) + passage[-1] * (passage[-1] != own[0]), passage) for passage, own in claims.items())
    return _cited((text, cites[passage]) for text, passage in quoted)


def _listed(claims: Sequence[str]) -> str:
    """What one passage says, in a sentence: what begins all of its claims, such as the day, is said once."""
    first, *others = dict.fromkeys(claims)
    day = first.partition(": ")[0] + ": " if ": " in first else ""
    return "; ".join([first, *(claim.removeprefix(day)[:1].lower() + claim.removeprefix(day)[1:] for claim in others)])


def _instead(row: Mapping[str, Any]) -> str:
    nominated = parts_of(row.get("nominated_instead"))
    if not nominated:
        return ""
    return f"{category_title(text_of(row, 'category'), text_of(row, 'category_as_printed'))}: {'; '.join(nominated)}"


def _cautions(rows: Sequence[Mapping[str, Any]], *, has_factors: bool) -> list[str]:
    """What a reader must not conclude, as far as the verdicts give cause to say so."""
    missed = [row for row in rows if row.get("missed") is True]
    weak = [row for row in rows if text_of(row, "label") == Label.WEAK_EVIDENCE.value]
    thin = [row for row in weak if text_of(row, "reason_code") != "behind_the_field"]
    behind = [row for row in weak if row not in thin]
    absent = [row for row in rows if text_of(row, "label") == Label.NOT_APPLICABLE.value]
    absent = [row for row in absent if text_of(row, "reason_code") != UNANNOUNCED]
    honoured = [row for row in rows if text_of(row, "label") == Label.NOMINATED.value and not text_of(row, "category")]
    cautions = ["A list says who was nominated, not why the others were not: nothing here says what voters meant."]
    cautions += [f"It was not ignored: {text_of(row, 'sentence')}" for row in honoured]
    if any(is_missing(row.get("p_nomination")) for row in missed):
        cautions.append("No probability of a nomination could be learnt, so nothing here says that one was likely.")
    if any(text_of(row, "eligibility") == "presumed" for row in missed):
        cautions.append("Eligibility is presumed from release dates where no list of the body's own confirms it.")
    if thin:
        cautions.append(f"The evidence is too thin to call it a miss: {_units(thin)}.")
    if behind:
        cautions.append(f"By the evidence on record it was not ahead of the field: {_units(behind)}.")
    if absent:
        cautions.append(f"There was no such award: {_units(absent)}.")
    if has_factors:
        cautions.append("What may explain a miss goes together with it; it is not its cause.")
    return cautions


def _units(rows: Sequence[Mapping[str, Any]]) -> str:
    """Categories, each once; of performances with whose they were: others of the film may have been missed in it."""
    people: dict[str, list[str]] = {}
    for row in rows:
        if category := text_of(row, "category"):
            own = people.setdefault(category_title(category, text_of(row, "category_as_printed")), [])
            own += parts_of(row.get("people")) if group_of(category) == "acting" else []
    names = [f"{title} ({listing(list(dict.fromkeys(own)))})" if own else title for title, own in people.items()]
    return listing(names) or plain("film")
