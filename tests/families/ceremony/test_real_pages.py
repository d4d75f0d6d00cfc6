"""Real pages: all fit, and what is read agrees with the records, by the scorer that comes with them."""

import csv
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from readings import SavedPage
from spiders.catalogue import load_sources
from tracker.domain.facts.records import CeremonyRecord, NominationRecord, PageRecord, Record
from tracker.domain.lists.checks import check_list
from tracker.domain.lists.problems import Problem, Severity
from tracker.domain.sources import Source

BODIES = {"Academy_Awards": "oscars", "British_Academy_Film_Awards": "baftas", "Golden_Globes": "golden_globes"}
TODAY = date(2026, 11, 1)
SHARED = Path(__file__).resolve().parents[4] / "shared"
# These pages do not say when the nominations came out; see docs/reading.md.
STATED_WITHOUT_ANNOUNCEMENT = {f"{n}th British Academy Film Awards" for n in (55, 56, 59)}


@pytest.fixture(scope="module")
def everything(saved_page: SavedPage) -> list[tuple[Source, PageRecord, list[Record], list[Problem]]]:
    sources, outcomes = load_sources(), []
    for path in sorted((SHARED / "wiki" / "pages").glob("*.wikitext")):
        body = next((body for name, body in BODIES.items() if path.stem.endswith(name)), None)
        number = re.match(r"\d+", path.stem)
        if body is None or number is None:
            continue
        source = sources[body]
        page, records, problems = saved_page(source, path.stem.replace("_", " "), int(number[0]))
        assert source.ceremonies is not None
        problems += check_list(source, source.ceremonies.ceremony(page.ceremony or 0), records, today=TODAY)
        outcomes.append((source, page, records, problems))
    if not outcomes:
        pytest.skip("needs ../shared (real pages and records), which this machine does not have")
    return outcomes


def test_every_real_page_fits(everything: list[tuple[Source, PageRecord, list[Record], list[Problem]]]) -> None:
    held = [p.message for _, _, _, problems in everything for p in problems if p.severity is Severity.HOLD]
    assert held == []
    assert len(everything) == 64


def test_every_page_gives_its_day_and_nearly_all_the_announcement(
    everything: list[tuple[Source, PageRecord, list[Record], list[Problem]]],
) -> None:
    stated = {
        page.title: {r.property for r in records if isinstance(r, CeremonyRecord)} for _, page, records, _ in everything
    }
    assert [title for title, named in stated.items() if "held_on" not in named] == []
    silent = {title for title, named in stated.items() if "announced_on" not in named}
    assert silent == STATED_WITHOUT_ANNOUNCEMENT


def export(everything: list[tuple[Source, PageRecord, list[Record], list[Problem]]], path: Path) -> None:
    """The columns the scorer reads; where a film's country is what was nominated, the country."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            "body ceremony ceremony_year film_year category category_as_printed film nominees result official".split()  # noqa: SIM905
        )
        for source, _, records, _ in everything:
            for r in records:
                if not isinstance(r, NominationRecord) or source.ceremonies is None:
                    continue
                ceremony = source.ceremonies.ceremony(r.ceremony)
                country = r.category == "international_feature" and r.detail
                names = [r.detail or ""] if country else [p.name for p in r.people]
                films = "|".join(w.title for w in r.works)
                row = [r.body, r.ceremony, ceremony.year, ceremony.film_year, r.category, r.category_as_printed]
                writer.writerow([*row, films, ";".join(names), str(r.result), str(r.official).lower()])


def test_what_is_read_agrees_with_the_records(
    everything: list[tuple[Source, PageRecord, list[Record], list[Problem]]], shared: Path, tmp_path: Path
) -> None:
    export(everything, tmp_path / "nominations.csv")
    scorer = shared / "truth" / "score_nominations.py"
    ran = subprocess.run(
        [sys.executable, "-B", str(scorer), str(tmp_path / "nominations.csv"), "--by", "body"],
        capture_output=True,
        text=True,
        check=True,
    )
    last = next(line for line in ran.stdout.splitlines() if line.startswith("SCORE"))
    score = dict(part.split("=") for part in last.removeprefix("SCORE ").split())
    assert float(score["oscars_precision"]) >= 0.997
    assert float(score["oscars_recall"]) >= 0.997
    assert float(score["oscars_named_f1"]) >= 0.995
    assert score["oscars_winners"] == "1.0000"
    assert score["oscars_ceremonies"] == "21/98"
    assert score["unofficial_claimed"] == "0"
    bodies = {
        line.split()[0]: [float(v) for v in line.split()[4:7]]
        for line in ran.stdout.splitlines()
        if line[:2] in ("ba", "go")
    }
    assert min(bodies["baftas"]) >= 0.995
    assert min(bodies["golden_globes"]) >= 0.998
