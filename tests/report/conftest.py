"""A small season made of frames: one film shut out, one nominated, one not eligible."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest

from tracker.domain.verdicts import MISSED
from tracker.report.model import ReportInput

OSCARS = "https://en.wikipedia.org/wiki/83rd_Academy_Awards"
BAFTAS = "https://en.wikipedia.org/wiki/64th_British_Academy_Film_Awards"
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) | `</svg>`'

Make = Callable[..., ReportInput]


def page(source: str, url: str, revision: str = "1290000001") -> dict[str, Any]:
    return {
        "source": source,
        "tier": 2,
        "licence": "CC BY-SA 4.0",
        "source_url": url,
        "source_revision": revision,
        "retrieved_at": "2026-01-12T06:00:00Z",
        "origin": "live",
    }


def verdict(film: str, body: str, label: str, category: str = "", **more: Any) -> dict[str, Any]:
    row = {
        "film": film,
        "film_key": f"wp:{film}",
        "body": body,
        "ceremony": {"oscars": 83, "baftas": 64}[body],
        "ceremony_year": 2011,
        "film_year": 2010,
        "category": category,
        "level": "film",
        "label": label,
        "reason_code": "acclaimed_not_nominated",
        "eligibility": "eligible",
        "sentence": f"{film}: {label} {category} at the {body}.",
        "first_seen": "2026-01-05",
        "last_changed": "2026-01-05",
        "status": "active",
        "missed": label in MISSED,
    }
    return row | more


def the_list(body: str, kind: str = "nominations", state: str = "fit", **more: Any) -> dict[str, Any]:
    row = {
        "source": body,
        "body": body,
        "ceremony": {"oscars": 83, "baftas": 64}[body],
        "kind": kind,
        "state": state,
        "announced_on": "2011-01-25",
        "held_on": "2011-02-27",
        "revision": "1290000001",
        "source_url": {"oscars": OSCARS, "baftas": BAFTAS}[body],
        "as_of": "2026-01-12T06:00:00Z",
        "problems": [],
        "found": 107,
        "origin": "live",
    }
    return row | more


VERDICTS = [
    verdict("Lost", "oscars", "SHUT_OUT", strength="strong", acclaim_percentile=93.4, evidence_ids="e1;e2", news=1),
    verdict(
        "Lost",
        "oscars",
        "OVERLOOKED",
        "lead_actress",
        strength="strong",
        acclaim_percentile=97.0,
        level="credit",
        people="Ann Other",
        nominated_instead="A;B",
        why_factors="UK release after the awards",
        news=3,
    ),
    verdict(
        "Lost", "baftas", "SNUB", "lead_actress", strength="moderate", near_miss="starred", people=["Ann Other"], news=2
    ),
    verdict("Lost", "baftas", "NOT_APPLICABLE", "casting", reason_code="no_such_category"),
    verdict("Found", "oscars", "NOMINATED", acclaim_percentile=99.0),
    verdict("Found", "oscars", "NOMINATED", "picture", acclaim_percentile=99.0),
    verdict("Found", "oscars", "NOMINATED", "director", acclaim_percentile=98.0),
    verdict("Found", "baftas", "UNKNOWN", reason_code="no_release_claim", eligibility="unknown"),
    verdict("Plain", "oscars", "SHUT_OUT", strength="", acclaim_percentile=31.0, missed=False),
    verdict("Barred", "oscars", "INELIGIBLE", reason_code="released_after_window", eligibility="ineligible"),
]
EVIDENCE = [
    {"evidence_id": "e1", "film_key": "wp:Lost", "family": "scores", "claim": "Metascore 69", "dated": ""}
    | page("wikidata_films", "https://www.wikidata.org/wiki/Q1"),
    {"evidence_id": "e2", "film_key": "wp:Lost", "family": "peers", "claim": "Won Best Actress", "dated": "2010-12-05"}
    | page("bifa", "https://en.wikipedia.org/wiki/BIFA_2010"),
]
NOMINATIONS = [
    {
        "body": "baftas",
        "ceremony": 64,
        "category": "lead_actress",
        "result": "longlisted",
        "starred": True,
        "film_key": "wp:Lost",
        "nominees": "Ann Other",
    }
    | page("baftas_longlist", "https://example.org/longlist", "abcdef0123456789")
]
FILMS = [{"film_key": "wp:Lost", "year": 2010, "directors": ["D. Rector"], "qid": "Q1", "imdb": "tt0000001"}]


@pytest.fixture
def make() -> Make:
    """A report's input; any field can be replaced."""

    def made(**fields: Any) -> ReportInput:
        base: dict[str, Any] = {
            "season": 2010,
            "as_of": date(2026, 1, 12),
            "generated_at": datetime(2026, 1, 12, 6, tzinfo=UTC),
            "version": "0.1.0",
            "run": "r1",
            "bodies": {"oscars": "Academy Awards", "baftas": "British Academy Film Awards"},
            "verdicts": VERDICTS,
            "evidence": EVIDENCE,
            "nominations": NOMINATIONS,
            "films": FILMS,
            "lists": [
                the_list("oscars"),
                the_list("baftas"),
                the_list("baftas", "longlisted", "held", problems=["2 categories missing"], announced_on="2011-01-07"),
            ],
        }
        cells = base | fields
        return ReportInput(**{k: pd.DataFrame(v) if isinstance(v, list) else v for k, v in cells.items()})

    return made


@pytest.fixture
def hostile(make: Make) -> ReportInput:
    """Every scraped text is an attack, and every address is none."""
    bad_page = page(HOSTILE, "javascript:alert(1)", HOSTILE)
    rows = [
        verdict(HOSTILE, "oscars", "SHUT_OUT", strength="strong", acclaim_percentile=95.0, evidence_ids="e1"),
        verdict(
            HOSTILE,
            "oscars",
            "SNUB",
            "director",
            people=[HOSTILE],
            level="credit",
            reason_code=HOSTILE,
            near_miss=HOSTILE,
            nominated_instead=[HOSTILE],
            why_factors=[HOSTILE],
            category_as_printed=HOSTILE,
            sentence=HOSTILE,
            p_nomination=0.7,
            p_low=0.5,
            p_high=0.9,
        ),
        verdict(HOSTILE, "oscars", "WEAK_EVIDENCE", HOSTILE, reason_code=HOSTILE),
    ]
    return make(
        verdicts=rows,
        evidence=[
            {"evidence_id": "e1", "film_key": f"wp:{HOSTILE}", "family": HOSTILE, "claim": HOSTILE, "dated": HOSTILE}
            | bad_page
        ],
        nominations=[
            {
                "body": "oscars",
                "ceremony": 83,
                "result": "longlisted",
                "film_key": f"wp:{HOSTILE}",
                "category_as_printed": HOSTILE,
                "nominees": HOSTILE,
            }
            | bad_page
        ],
        films=[
            {
                "film_key": f"wp:{HOSTILE}",
                "qid": HOSTILE,
                "imdb": HOSTILE,
                "wikipedia": HOSTILE,
                "directors": HOSTILE,
                "original_title": HOSTILE + "2",
            }
        ],
        lists=[
            the_list("oscars", state="held", problems=[HOSTILE], source_url="javascript:alert(1)", revision=HOSTILE)
        ],
        changes=[{"kind": HOSTILE, "sentence": HOSTILE, "cause": HOSTILE, "film": HOSTILE} | bad_page],
        corrections=[
            {"film": HOSTILE, "what": HOSTILE, "before": HOSTILE, "after": HOSTILE, "reason": HOSTILE} | bad_page
        ],
        dates=[{"day": "2026-02-01", "body": "oscars", "what": HOSTILE, "source_url": "javascript:alert(1)"}],
        bodies={"oscars": HOSTILE},
    )
