"""The sources that the archive brings beside the verified bodies: small, on trial, and able to read it."""

import csv
from pathlib import Path

import pytest

from spiders.archive.generate import TARGET, read_facts, split
from spiders.catalogue import parse_source
from tracker.domain.ceremonies import Ceremony
from tracker.domain.sources import Source

SOURCES = Path(__file__).resolve().parents[2] / "spiders" / "sources"
CLOSED = {"oscars", "baftas", "golden_globes", "cannes", "venice"}
CEREMONIES = {row["body"]: row for row in read_facts("ceremonies") if row["body"] not in CLOSED}
SUPPLIED = sorted(path.stem for path in (TARGET / "supplied").glob("*.csv"))


def source(name: str) -> Source:
    return parse_source((SOURCES / f"{name}.yml").read_text(encoding="utf-8"), name)


@pytest.mark.parametrize("body", CEREMONIES)
def test_a_further_body_is_a_short_file_on_trial(body: str) -> None:
    own = source(body)
    assert not own.verified
    assert (own.body, own.family, own.tier) == (body, "wikipedia_ceremony", 2)
    assert len((SOURCES / f"{body}.yml").read_text(encoding="utf-8").splitlines()) <= 40


@pytest.mark.parametrize("body", CEREMONIES)
def test_its_rule_names_the_archives_page_and_years(body: str) -> None:
    own, facts = source(body), CEREMONIES[body]
    assert own.ceremonies
    ceremony = own.ceremonies.ceremony(int(facts["ceremony"]))
    assert own.ceremonies.of_film_year(2010) == [ceremony]
    years = {"year": int(facts["ceremony_year"]), "film_year": int(facts["film_year"])}
    assert ceremony == Ceremony(number=int(facts["ceremony"]), **years)
    assert own.page_title(ceremony) == facts["page"]


@pytest.mark.parametrize("body", CEREMONIES)
def test_every_printed_category_is_declared_and_of_the_declared_size(body: str) -> None:
    own, number = source(body), int(CEREMONIES[body]["ceremony"])
    fields: dict[str, int] = {}
    for row in read_facts("nominations"):
        if row["body"] == body and not row["gap"]:
            fields[row["category"]] = fields.get(row["category"], 0) + 1
    assert fields
    for category, entries in fields.items():
        declared = own.declared(category, number)
        assert declared, category
        size = declared[1].size_at(number)
        assert size is None or size[0] <= entries <= size[1], category
    assert fields.keys() == {name for name, one in own.categories.items() if one.given_at(number)}


@pytest.mark.parametrize("name", SUPPLIED)
def test_supplied_files_are_read_without_a_problem(name: str) -> None:
    from spiders.families.supplied.read import read
    from tracker.domain.facts.records import NominationRecord, Origin, PageRecord

    own, path = source(name), TARGET / "supplied" / f"{name}.csv"
    assert own.page == path.name
    now = "2026-01-01T00:00:00Z"
    page = PageRecord(id=name, source=name, title=path.name, url="", retrieved_at=now, origin=Origin.SUPPLIED)
    records, problems = read(own, page, path.read_bytes())
    with path.open(encoding="utf-8", newline="") as file:
        assert len(records) == sum(len(split(row["people"])) if "craft" in row else 1 for row in csv.DictReader(file))
    assert problems == []
    assert all(record.category for record in records if isinstance(record, NominationRecord))
