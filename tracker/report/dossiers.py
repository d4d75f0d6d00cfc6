"""A dossier: one film at every body, with its ladder, its verdicts, its evidence and what not to conclude."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pandas as pd

from tracker.domain.cells import parts_of, split, whole
from tracker.domain.figures import listing
from tracker.domain.text.dates import with_day_words
from tracker.domain.verdicts import Label, LabelWords
from tracker.frames import rows_of
from tracker.report.citations import Citations, claim_of, text_of
from tracker.report.parts import BodySection, Dossier, EvidenceLine, ReasonGroup, Step, Verdict
from tracker.report.season import anchor_of, badges_of, film_acclaim
from tracker.report.words import category_title, percent, percentile, plain, reason_words, words

MAX_EVIDENCE = 40
_QID = re.compile(r"Q\d+")
_IMDB = re.compile(r"tt\d+")


@dataclass(frozen=True)
class Material:
    """What all dossiers draw on, looked up by film."""

    evidence: Mapping[str, list[dict[str, Any]]]
    nominations: Mapping[str, list[dict[str, Any]]]
    films: Mapping[str, dict[str, Any]]
    lists: Mapping[tuple[str, int | None], list[dict[str, Any]]]
    citations: Citations
    title: Callable[[str], str]
    """Of a body."""


def by_keys(frame: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Rows by every key that their film goes by."""
    films: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(frame):
        columns = (("film_key", ";"), ("film_qid", "|"), ("film_imdb", "|"))
        cells = [part for name, mark in columns for part in split(text_of(row, name), mark)]
        for key in dict.fromkeys(part for part in cells or [text_of(row, "film")] if part):
            films.setdefault(key, []).append(row)
    return films


def dossier(verdicts: list[Verdict], order: list[str], material: Material) -> Dossier:
    """The dossier of one film.

    Args:
        verdicts: all of one film.
        order: bodies, in the order to show them.
        material: everything else.
    """
    key = verdicts[0].film_key
    film = material.films.get(key, {})
    by_body = {body: [v for v in verdicts if v.body == body] for body in order}
    sections = tuple(_section(rows, material) for rows in by_body.values() if rows)
    evidence = _evidence(key, material)
    original = text_of(film, "original_title")
    return Dossier(
        anchor=anchor_of(key),
        film=verdicts[0].film,
        original_title="" if original == verdicts[0].film else original,
        year=whole(film.get("year")),
        directors=listing(parts_of(film.get("directors"))),
        links=_links(key, film),
        badges=badges_of(verdicts),
        bodies=sections,
        evidence=evidence[:MAX_EVIDENCE],
        evidence_more=max(0, len(evidence) - MAX_EVIDENCE),
        cautions=_cautions(verdicts, material),
    )


def _links(key: str, film: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Ids that a reader can follow; only well-formed ones become addresses."""
    qid = next((text_of(film, n) for n in ("film_qid", "qid") if text_of(film, n)), key)
    imdb = next((text_of(film, n) for n in ("film_imdb", "imdb") if text_of(film, n)), key)
    wikipedia = text_of(film, "film_wikipedia") or text_of(film, "wikipedia")
    links = []
    if wikipedia:
        links.append(("Wikipedia", f"https://en.wikipedia.org/wiki/{quote(wikipedia.replace(' ', '_'), safe='')}"))
    if _QID.fullmatch(qid):
        links.append((f"Wikidata {qid}", f"https://www.wikidata.org/wiki/{qid}"))
    if _IMDB.fullmatch(imdb):
        links.append((f"IMDb {imdb}", f"https://www.imdb.com/title/{imdb}/"))
    return tuple(links)


def _section(verdicts: list[Verdict], material: Material) -> BodySection:
    ranked = sorted(verdicts, key=lambda v: (bool(v.category), v.place, v.category_title))
    return BodySection(
        title=verdicts[0].ceremony_title,
        facts=_facts(verdicts),
        factors=tuple(dict.fromkeys(with_day_words(factor) for v in ranked if v.missed for factor in v.factors)),
        ladder=_ladder(verdicts, material),
        missed=tuple(v for v in ranked if v.missed),
        nominated=tuple(v for v in ranked if v.label == "NOMINATED" and v.category),
        others=_others([v for v in ranked if not v.missed and v.label != "NOMINATED"]),
    )


_WITHOUT = " (without what is often disqualified, or done by nobody whom a record names)"
"""What a film's chance leaves out, where that is likelier than the rest of it."""


def _facts(verdicts: list[Verdict]) -> tuple[tuple[str, str], ...]:
    acclaim = film_acclaim(verdicts)
    expected = {bool(v.category): v.p for v in sorted(verdicts, key=lambda v: v.p or 0.0) if v.p is not None}
    facts = (
        [("Acclaim", f"percentile {percentile(acclaim)} of the season’s eligible films")] if acclaim is not None else []
    )
    if expected:
        aside = expected.get(True, 0.0) > expected.get(False, 1.0)
        parts = {False: "for the film as a whole" + _WITHOUT * aside, True: "in its likeliest category"}
        facts.append(
            (
                "Expected",
                ", ".join(f"{percent(expected[of])} {of_what}" for of, of_what in parts.items() if of in expected),
            )
        )
    elif any(v.missed for v in verdicts):
        facts.append(("Expected", "not enough history to learn a probability"))
    return tuple(facts)


def _others(verdicts: list[Verdict]) -> tuple[ReasonGroup, ...]:
    """What is neither missed nor nominated: facts one by one, then categories by the reason they share."""
    groups: dict[tuple[LabelWords, str], list[Verdict]] = {}
    for verdict in sorted(verdicts, key=_place):
        alone = verdict.label in words().told_one_by_one and verdict.sentence
        groups.setdefault((verdict.words, verdict.sentence if alone else verdict.reason), []).append(verdict)
    return tuple(
        ReasonGroup(
            words=shown,
            reason=reason,
            categories=() if reason == rows[0].sentence else tuple(dict.fromkeys(_unit(v) for v in rows)),
            cites=tuple(dict.fromkeys(number for v in rows for number in v.cites)),
        )
        for (shown, reason), rows in groups.items()
    )


def _place(verdict: Verdict) -> tuple[bool, int]:
    order = [label.value for label in Label]
    alone = verdict.label in words().told_one_by_one
    rank = order.index(verdict.label) if verdict.label in order else len(order)
    return (not alone, -rank if verdict.label == "WEAK_EVIDENCE" else rank)


def _unit(verdict: Verdict) -> str:
    if not verdict.category_title:
        return "the film as a whole"
    by_name = verdict.level == "credit" and verdict.people
    return f"{verdict.category_title} ({listing(verdict.people)})" if by_name else verdict.category_title


_MAY_STAND = ("category_not_read", "lists_disagree", "not_told_apart", "film_without_title")
"""Reasons for which a film may stand on a list that does not show it."""


def _ladder(verdicts: list[Verdict], material: Material) -> tuple[Step, ...]:
    """Eligible, longlisted, starred, shortlisted, nominated, won: how far the film came at one body."""
    body, ceremony = verdicts[0].body, verdicts[0].ceremony
    rows = [
        row
        for row in material.nominations.get(verdicts[0].film_key, [])
        if text_of(row, "body") == body and text_of(row, "ceremony") in ("", str(ceremony))
    ]
    lists = material.lists.get((body, ceremony), [])
    unknown = any(not verdict.category and verdict.reason in map(reason_words, _MAY_STAND) for verdict in verdicts)
    steps = [step for name in words().stages if (step := _step(name, rows, lists, material, unknown))]
    reached = max((place for place, step in enumerate(steps) if step.state == "reached"), default=-1)
    # Whether it took a step on the way to one that it reached is of no interest where no list says so.
    return (
        _eligible_step(verdicts),
        *(step for place, step in enumerate(steps) if step.state != "unknown" or place > reached),
    )


def _eligible_step(verdicts: list[Verdict]) -> Step:
    of_film = [v.eligibility for v in verdicts if not v.category and v.eligibility]
    states = of_film or [v.eligibility for v in verdicts if v.eligibility]
    best = next((value for value in ("eligible", "presumed") if value in states), states[0] if states else "unknown")
    state = {"eligible": "reached", "presumed": "reached", "unknown": "unknown"}.get(best, "missed")
    return Step(words().eligibility.get(best, plain(best)), state)


_REACHES = {
    "longlisted": {"longlisted"},
    "shortlisted": {"shortlisted"},
    "nominated": {"nominated", "won"},
    "won": {"won"},
}


def _is_true(row: Mapping[str, Any], name: str) -> bool:
    return text_of(row, name).casefold() in ("true", "1")


def _step(
    name: str, rows: list[dict[str, Any]], lists: list[dict[str, Any]], material: Material, unknown: bool
) -> Step | None:
    """One rung; None for a list that this body does not have here, so that its lack is not read as a miss.

    Args:
        name: of the rung.
        rows: the film's entries on the body's lists.
        lists: the body's lists.
        material: what the report cites.
        unknown: whether the film's absence from the nominations is no fact.
    """
    if name == "starred":
        hits = [row for row in rows if _is_true(row, "starred")]
    else:
        hits = [row for row in rows if text_of(row, "result") in _REACHES[name]]
    if hits:
        cites = tuple(dict.fromkeys(number for row in hits for number in material.citations.cite(row)))
        return Step(plain(name), "reached", "; ".join(dict.fromkeys(_entry(row) for row in hits)), cites)
    kind = {"nominated": "nominations", "won": "nominations", "starred": "longlisted"}.get(name, name)
    states = {text_of(row, "state") for row in lists if (text_of(row, "kind") or "nominations") == kind}
    if not states and kind != "nominations":
        return None
    if name == "won":
        return None
    absent = states == {"fit"} and not (unknown and kind == "nominations")
    return Step(plain(name), "missed" if absent else "unknown")


def _entry(row: Mapping[str, Any]) -> str:
    people = listing(parts_of(row.get("nominees")))
    title = category_title(text_of(row, "category"), text_of(row, "category_as_printed"))
    return f"{title} ({people})" if people else title


def _evidence(key: str, material: Material) -> tuple[EvidenceLine, ...]:
    order = list(words().families)

    def place(row: Mapping[str, Any]) -> tuple[int, bool, str, str]:
        kind, day = text_of(row, "family"), text_of(row, "dated")
        return order.index(kind) if kind in order else len(order), not day, day, text_of(row, "claim")

    lines = [
        EvidenceLine(
            claim=claim_of(row),
            family=words().families.get(text_of(row, "family"), plain(text_of(row, "family"))),
            people=listing(parts_of(row.get("people"))),
            dated=text_of(row, "dated"),
            hindsight=listing([material.title(body) for body in parts_of(row.get("hindsight"))]),
            cites=material.citations.cite(row),
        )
        for row in sorted(material.evidence.get(key, []), key=place)
    ]
    return tuple(dict.fromkeys(lines))


def _cautions(verdicts: list[Verdict], material: Material) -> tuple[str, ...]:
    """What a reader might wrongly take from this page, as far as the verdicts give cause to warn."""
    missed = [v for v in verdicts if v.missed]
    cautions = ["That voters meant anything by it: a list says who was nominated, not why the others were not."]
    if any(v.p is None for v in missed):
        cautions.append("That a nomination was likely: no probability could be learnt, so the claim is acclaim alone.")
    if any(v.eligibility == "presumed" for v in missed):
        cautions.append(
            "That eligibility is proven: it is presumed from release dates where no body’s own list confirms it."
        )
    if any(v.factors for v in missed):
        cautions.append("That a factor named here is the cause: it goes together with a miss, no more.")
    if any(v.label == "NOMINATED" for v in verdicts):
        cautions.append("That the film was ignored: it was nominated elsewhere, as shown above.")
    unread = {v.body_title for v in verdicts if v.label == "UNKNOWN"}
    if unread:
        cautions.append(
            f"Anything about what is marked not known ({listing(sorted(unread))}): nothing is claimed there."
        )
    if material.evidence.get(verdicts[0].film_key) and any(
        text_of(row, "family") == "scores" and not text_of(row, "dated")
        for row in material.evidence[verdicts[0].film_key]
    ):
        cautions.append("That an undated review score was known to voters: it counts as acclaim only.")
    return tuple(cautions)
