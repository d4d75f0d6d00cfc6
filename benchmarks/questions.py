"""How long questions take on an edition of a century of made-up films, each beside an interpreter that does nothing."""

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.measure import (
    Result,
    Scale,
    SkippedError,
    child_cpu_seconds,
    child_peak_mib,
    compared,
    place,
    side_by_side,
)
from jobs.context import CRAWL, Context
from jobs.steps.editions.content import content_of
from jobs.steps.editions.holding import basis_of, mark_of
from jobs.steps.editions.shelf import Shelf
from tracker.domain.categories import categories
from tracker.domain.titles.comparable import fold, title_key
from tracker.edition.write import drafting
from tracker.store import runs

CASE = "questions"
SECONDS_BAR = 45
"""Times of an interpreter that does nothing: half a second, where that takes eleven thousandths."""
RECORDS_BAR = 55
"""The same for questions to the records desk, which read all entries of a body."""
MEMORY_BAR = 12
SEASONS = range(1927, 2026)
FEW_SEASONS = (2010, 2024, 2025)
"""For a small run; an edition holds while it has the season of today, which is the archive's."""
FILMS, VERDICTS, ENTRIES = 250, 1_450, 300
"""Of each season."""
CATEGORIES, FIELD = tuple(slug for slug, category in categories().items() if category.model)[:20], 5
"""What each of two bodies gave every year, and nominees of each."""
ASKED = {
    "film": ("film", "Silver River 2024 0"),
    "film, misspelt": ("film", "Silvr Rivver 2024 0"),
    "person": ("person", "Alma Moss 77"),
    "season": ("season", "2024"),
    "category": ("category", "oscars", "director"),
    "changes": ("changes", "--since", "2020-01-01"),
    "search": ("search", "silver"),
    "records, most without a win": ("records", "--with", "oscars", "--without", "oscars::won", "--show", "most"),
    "records, performances": ("records", "--of", "performance", "--with", "oscars", "--without", "baftas"),
}
MISSPELT = "film, misspelt"
"""Ends with exit code 2, and the near titles."""
_WORDS = ("Silver", "Long", "Quiet", "Red", "Last", "Winter", "Golden"), ("River", "Night", "House", "Song", "Road")
Rows = Iterable[Mapping[str, Any]]


def measure(scale: Scale) -> list[Result]:
    """Processor time and memory of each question, start-up and all."""
    command = Path(sys.executable).with_name("snubs")
    if not command.exists():
        raise SkippedError(f"needs the installed command; {command.name} is not beside {Path(sys.executable).name}")
    nothing = [sys.executable, "-c", "pass"]
    results = []
    with place():
        _keep(FEW_SEASONS if scale.small else SEASONS)
        for what, arguments in ASKED.items():
            ours = [str(command), *arguments]
            status = 2 if what == MISSPELT else 0
            bar = RECORDS_BAR if what.startswith("records") else SECONDS_BAR
            results += [
                side_by_side(
                    CASE, f"snubs {what}", partial(child_cpu_seconds, ours, status), "python -c pass",
                    partial(child_cpu_seconds, nothing), rounds=scale.rounds, bar=bar,
                ),
                compared(
                    CASE, f"snubs {what}, memory", child_peak_mib(ours), "python -c pass", child_peak_mib(nothing),
                    bar=MEMORY_BAR, unit="MiB",
                ),
            ]  # fmt: skip
    return results


def _keep(seasons: Iterable[int]) -> None:
    """Keep an edition of made-up seasons that holds now, beside a database that a source has been read into."""
    context = Context.load(None)
    with context.engine.begin() as conn:
        run = runs.begin(conn, job=CRAWL, host="here", now=context.now(), source="made")
        runs.finish(conn, run, "done", context.now())
    shelf = Shelf(context.editions_dir)
    with drafting(shelf.folder) as (draft, file):
        draft.add({name: _columns(rows) for name, rows in _everywhere().items()})
        for season in seasons:
            row = {"film_year": season, "verdicts": VERDICTS, "misses": 30, "numbered": 0, "first": False}
            draft.add_season(row, {name: _columns(rows) for name, rows in _season(season).items()})
        draft.finish({"as_of": context.today.isoformat(), "version": "0", "rules": "", "thresholds": ""})
        path = file.rename(shelf.folder / f"{context.today.isoformat()}-00000000.sqlite3")
    with context.glance() as rows:
        shelf.set_mark(mark_of(context, path, basis_of(context, rows), content_of(rows), keys=""))
    context.close()


def _columns(rows: Rows) -> dict[str, list[Any]]:
    every = list(rows)
    return {name: [row[name] for row in every] for name in every[0]}


def _everywhere() -> dict[str, Rows]:
    names = (("Best Picture", "picture"), ("Best Director", "director"))
    return {
        "bodies": [
            {"body": "oscars", "title": "Academy Awards", "place": 0, "precursors": ("baftas",)},
            {"body": "baftas", "title": "British Academy Film Awards", "place": 1, "precursors": ()},
        ],
        "categories": [{"body": "oscars", "category": name, "concept": slug, "printed": name} for name, slug in names],
        "words": [{"kind": "reason", "code": "no_evidence", "title": "Nothing on record speaks for it"}],
    }


def _season(season: int) -> dict[str, Rows]:
    first, second = _WORDS
    titles = [f"{first[n % 7]} {second[n // 7 % 5]} {season} {n}" for n in range(FILMS)]
    keys = [f"Q{season}{n:04}" for n in range(FILMS)]
    at: Callable[[], int] = count().__next__
    held: dict[str, Any] = {
        "film_year": season,
        "body": "oscars",
        "ceremony": season - 1927,
        "ceremony_year": season + 1,
    }
    page = {"source_url": "https://example.org", "source_revision": "1", "retrieved_at": "2026-01-01T00:00:00Z"}
    films = [{"film_year": season, "film_key": k, "film": t, "year": season} for k, t in zip(keys, titles, strict=True)]
    verdicts = [
        held | {"verdict_id": f"{season} {n}", "film_key": keys[n % FILMS], "film": titles[n % FILMS]}
        | {"category": "director", "label": "SNUB" if n < 30 else "WEAK_EVIDENCE", "missed": n < 30, "news": n + 1}
        | {"people": (f"Alma Moss {n % 100}",), "reason_code": "no_evidence", "surprising": False, "list_url": "a"}
        for n in range(VERDICTS)
    ]  # fmt: skip
    entries = [
        held | page | {"statement": f"{season} {at()}", "category": "director" if n % 50 == 0 else f"award {n % 50}"}
        | {"film_key": (keys[n % FILMS],), "film": (titles[n % FILMS],), "nominees": (f"Alma Moss {n % 100}",)}
        | {"result": "won" if n < 2 else "nominated", "official": True}
        for n in range(ENTRIES)
    ]  # fmt: skip
    people = [
        entry | {"position": 0, "person_key": f"name:{entry['nominees'][0].lower()}", "person": entry["nominees"][0]}
        | {"film": entry["film"][0], "film_key": entry["film_key"][0]}
        for entry in entries
    ]  # fmt: skip
    entries_of_lists = [
        {"film_year": season, "body": body, "ceremony": held["ceremony"], "category": slug, "category_as_printed": slug}
        | {"result": "won" if n % FIELD == 0 else "nominated", "heard": True, "source": "made", "source_url": "a"}
        | {"film_key": keys[(n * step) % FILMS], "title": titles[(n * step) % FILMS]}
        | {"people": (f"Alma Moss {n * step % 100}",), "person_keys": (f"name:alma moss {n * step % 100}",)}
        for body, step in (("oscars", 3), ("baftas", 7))
        for n, slug in enumerate(slug for slug in CATEGORIES for _ in range(FIELD))
    ]
    credits = [{"film_year": season, "verdict_id": row["verdict_id"], "name": row["people"][0]} for row in verdicts]
    return {
        "snubs": verdicts,
        "nominations": entries,
        "films": films,
        "people": people,
        "works": [{name: row[name] for name in ("statement", "position", "film_year", "film_key")} for row in people],
        "credited": [row | {"position": 0, "name_key": fold(row["name"])} for row in credits],
        "titles": [row | {"title": row["film"], "title_key": title_key(row["film"]), "kind": "title"} for row in films],
        "ceremonies": [held | {"title": f"Academy Awards of {season}"}],
        "entries": entries_of_lists,
        "coverage": [
            {**held, "body": body, "category": slug, "closed": True, "why": None}
            for body in ("oscars", "baftas")
            for slug in (None, *CATEGORIES)
        ],
    }
