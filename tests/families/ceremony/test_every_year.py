"""A century of ceremonies: pages written from the Academy's own record, in today's layout, must be whole.

Real pages are at hand from the 72nd on; what the early ceremonies hold (nominees without a film, several films in an
entry, seven winners, write-ins) is in the record. The declarations must accept all of it, and hold nothing.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from spiders.catalogue import load_sources
from spiders.families.ceremony.read import read
from tracker.domain.facts.records import NominationRecord, Origin, PageRecord, Result
from tracker.domain.lists.checks import check_list
from tracker.domain.lists.problems import Severity

ACTING = {"lead_actor", "lead_actress", "supporting_actor", "supporting_actress"}
CEREMONIES = [*range(1, 24), 29, 36, 40, 52, 60, 68]
Row = Mapping[str, str]


@cache
def record(path: Path) -> dict[int, dict[str, list[Row]]]:
    found: dict[int, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[int(row["ceremony"])][row["category_as_printed"]].append(row)
    return found


def listed(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def entry(row: Row) -> str:
    films = [f"''[[{film}]]''" for film in row["film"].split("|") if film]
    people = listed([f"[[{name}]]" for name in row["nominees"].split(";") if name])
    details = [*row["detail"].split("|"), *[""] * len(films)]
    if not films:
        return people
    if row["category"] in ACTING:
        roles = [f"{film} as {role}" if role else film for film, role in zip(films, details, strict=False)]
        return f"{people} – {listed(roles)}"
    if row["category"] == "original_song":
        return f'"{details[0]}" from {films[0]} – {people}'
    return f"{films[0]} ({people})" if row["category"] == "international_feature" else f"{', '.join(films)} – {people}"


def bullet(row: Row) -> str:
    text = entry(row) + ("" if row["official"] == "true" else " (not an official nomination)")
    return f"* '''{text}'''{{{{double dagger}}}}" if row["result"] == "won" else f"** {text}"


def page(fields: Mapping[str, Sequence[Row]], year: int) -> str:
    cells = []
    for name, rows in fields.items():
        lines = [bullet(row) for row in sorted(rows, key=lambda r: r["result"] != "won")]
        cells.append("\n".join(["|", f"{{{{Award category|#F9EFAA|{name}}}}}", *lines]))
    lead = f"{{{{Infobox film awards|date=March 5, {year}}}}}\nThe awards took place on March 5, {year}.\n" + "x" * 200
    return f"{lead}\n==Winners and nominees==\n{{|\n|-\n" + "\n|-\n".join(cells) + "\n|}\n"


@pytest.mark.parametrize("ceremony", CEREMONIES)
def test_an_early_ceremony_is_whole(ceremony: int, shared: Path) -> None:
    fields = record(shared / "truth" / "nominations" / "oscars.csv")[ceremony]
    source = load_sources()["oscars"]
    assert source.ceremonies is not None
    held = source.ceremonies.ceremony(ceremony)
    about = PageRecord(
        id=str(ceremony),
        source="oscars",
        title=source.page_title(held),
        url="https://example.org/",
        retrieved_at="2026-01-01T00:00:00Z",
        origin=Origin.LIVE,
        ceremony=ceremony,
    )
    records, problems = read(source, about, page(fields, held.year).encode())
    problems += check_list(source, held, records, today=date(2026, 11, 1))
    assert [p.message for p in problems if p.severity is Severity.HOLD] == []
    entries = [r for r in records if isinstance(r, NominationRecord)]
    rows = [row for of in fields.values() for row in of]
    assert len(entries) == len(rows)
    assert sum(r.result is Result.WON for r in entries) == sum(row["result"] == "won" for row in rows)
