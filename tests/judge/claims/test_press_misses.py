"""A claim that a body gave nothing for an award or a person is held against that award and that person."""

from typing import Any

import pytest

from tests.judge.claims.test_press_nominations import AT, FILM, LIST, NAMES, mention
from tracker.domain.facts.frames import JUDGED
from tracker.frames import frame_of
from tracker.judge.claims.press import press_claims
from tracker.judge.material.tables import build

HAS = {"picture": (), "lead_actress": ("Joan Marsh",)}
"""What the film is nominated for, and whom the list names."""


def judged(*claims: str, has: dict[str, tuple[str, ...]] = HAS, **more: Any) -> list[tuple[str, str]]:
    entries, works, credits = [], [], []
    for film, own in (("Q1", has), ("Q2", dict.fromkeys(NAMES, ("Greta Holm",)))):
        for category, people in own.items():
            key = f"{film}-{category}"
            of = {"category": category, "category_as_printed": NAMES[category]}
            entries.append(AT | {"statement": key, "result": "nominated"} | of)
            works.append({"statement": key, "position": 0, "title": film, "film": film})
            credits += [{"statement": key, "position": i, "name": name} for i, name in enumerate(people)]
    claim = mention() | {"missed": list(claims), "quoted_for": ["missed:oscars"]} | more
    frames = {"films": [FILM], "mentions": [claim], "lists": [LIST], "nominations": entries, "works": works}
    tables = build({name: frame_of(rows, JUDGED[name]) for name, rows in (frames | {"credits": credits}).items()})
    claims = press_claims(tables)
    return list(zip(claims["holds"], claims["claim"], strict=True))


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("oscars", "wrong"),
        ("oscars:picture", "wrong"),
        ("oscars:director", "right"),
        ("oscars:sound", "right"),
        ("oscars:acting", "wrong"),
        ("oscars:costume_design", "open"),  # not among that ceremony's categories
        ("oscars:lead_actress:Joan Marsh", "wrong"),
        ("oscars:lead_actress:Tilda Brook", "right"),
        ("oscars:acting:J. Marsh", "open"),
        ("oscars::Joan Marsh", "wrong"),
        ("oscars::Tilda Brook", "right"),
        ("oscars:director:Ana Reyes", "right"),
        ("oscars:picture:Ana Reyes", "open"),  # the list names nobody there
        ("oscars:?", "open"),
        ("oscars::?", "open"),
    ],
)
def test_each_claim_is_judged_about_what_it_names(claim: str, holds: str) -> None:
    assert [result for result, _ in judged(claim)] == [holds]


def test_a_film_without_any_nomination_was_missed_for_whatever_it_was() -> None:
    every = ("oscars", "oscars:sound", "oscars::Joan Marsh", "oscars:?", "oscars:director:?")
    assert {result for result, _ in judged(*every, has={})} == {"right"}


def test_a_claim_says_what_it_is_about() -> None:
    assert judged("oscars:director:Ana Reyes") == [("right", "no nomination for Ana Reyes as director")]
    assert judged("oscars:sound") == [("right", "no nomination for sound")]
