"""Generator and archive agree: what the parser reads from every recorded page is what the fact tables say."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from spiders.archive.generate import TARGET, file_name, read_facts, split
from spiders.catalogue import parse_source, read_page
from tracker.domain.facts.records import CeremonyRecord, NominationRecord, Origin, PageRecord, Record
from tracker.domain.lists.problems import Problem, Severity

SOURCES = Path(__file__).resolve().parents[2] / "spiders" / "sources"
CEREMONIES = {row["body"]: row for row in read_facts("ceremonies")}


@cache
def read_archive(body: str) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    ceremony = CEREMONIES[body]
    source = parse_source((SOURCES / f"{body}.yml").read_text(encoding="utf-8"), body)
    recorded = json.loads((TARGET / "pages" / f"{file_name(ceremony['page'])}.json").read_text(encoding="utf-8"))
    text = recorded["revisions"][0]["slots"]["main"]["content"]
    page = PageRecord(
        id=ceremony["page"],
        source=body,
        title=ceremony["page"],
        url=recorded["canonicalurl"],
        revision=str(recorded["lastrevid"]),
        retrieved_at="2026-01-01T00:00:00Z",
        origin=Origin.ARCHIVE,
        ceremony=int(ceremony["ceremony"]),
    )
    records, problems = read_page(source, page, text.encode())
    return tuple(records), tuple(problems)


def rows_of(body: str) -> list[dict[str, str]]:
    """What stands on a body's page: a row with a gap (a name that was not read) does not."""
    return [row for row in read_facts("nominations") if row["body"] == body and not row["gap"]]


def printed(row: dict[str, str]) -> dict[str, Any]:
    """What a row of the fact table must come out as."""
    names = split(row["people"])
    links = split(row["people_links"]) or [""] * len(names)
    films = [(row["film"], row["film_link"])] if row["film"] else []
    return {
        "category": row["category"],
        "result": row["result"],
        "films": films,
        "people": sorted(zip(names, links, strict=True)),
    }


def read(record: NominationRecord, songs: set[str]) -> dict[str, Any]:
    """The same of what was read."""
    return {
        "category": record.category_as_printed,
        "result": str(record.result),
        "films": [(work.title, work.link or "") for work in record.works if work.title not in songs],
        "people": sorted((person.name, person.link or "") for person in record.people),
    }


def in_order(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(entries, key=lambda e: json.dumps(e, ensure_ascii=False))


@pytest.mark.parametrize("body", CEREMONIES)
def test_films_people_and_winners_are_those_of_the_fact_table(body: str) -> None:
    rows = rows_of(body)
    songs = {row["song"] for row in rows if row["song"]}
    entries = [record for record in read_archive(body)[0] if isinstance(record, NominationRecord)]
    assert in_order([read(r, songs) for r in entries]) == in_order([printed(row) for row in rows])


@pytest.mark.parametrize("body", CEREMONIES)
def test_characters_songs_and_countries_are_those_of_the_fact_table(body: str) -> None:
    rows = rows_of(body)
    details = sorted(value for row in rows for value in (row["character"], row["song"], row["country"]) if value)
    entries = [record for record in read_archive(body)[0] if isinstance(record, NominationRecord)]
    assert sorted(record.detail for record in entries if record.detail) == details


@pytest.mark.parametrize("body", CEREMONIES)
def test_dates_are_those_of_the_fact_table(body: str) -> None:
    facts = CEREMONIES[body]
    days = {r.property: r.value for r in read_archive(body)[0] if isinstance(r, CeremonyRecord)}
    properties = ("held_on", "announced_on", "longlist_announced_on")
    assert days == {name: facts[name] for name in properties if facts[name]}


@pytest.mark.parametrize("body", CEREMONIES)
def test_nothing_is_held_and_every_category_is_declared(body: str) -> None:
    records, problems = read_archive(body)
    assert [p for p in problems if p.severity is Severity.HOLD] == []
    assert all(record.category for record in records if isinstance(record, NominationRecord))


@pytest.mark.parametrize("body", CEREMONIES)
def test_an_entry_cites_the_address_it_was_read_at(body: str) -> None:
    main = CEREMONIES[body]["source_url"]
    rows = rows_of(body)
    addresses = sorted(url for row in rows for url in (row["result_url"], row["source_url"]) if url not in ("", main))
    entries = [r for r in read_archive(body)[0] if isinstance(r, NominationRecord)]
    assert sorted(cite for record in entries for cite in record.cites) == addresses
