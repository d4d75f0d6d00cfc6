"""Every cell that cites: in each table of the bundled season, and the same in every view."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tracker.domain.cells import is_web_address
from tracker.domain.citations import licence_of

TABLES = ("nominations", "films", "people", "credits", "evidence", "eligibility", "lists", "fields", "changes")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("table", TABLES)
def test_every_citation_leads_to_a_page_under_its_own_terms(week_sqlite: Any, table: str) -> None:
    rows = rows_of(week_sqlite.folder / "csv" / f"{table}.csv")
    for row in rows:
        url = row["source_url"]
        assert not url or is_web_address(url)
        assert "sparql" not in url
        assert row.get("licence", licence_of(url)) == licence_of(url)
        assert row.get("source_revision", row.get("revision")) != "1"


def test_what_the_registry_says_is_cited_by_the_film_s_item_and_the_hash_of_the_answer(week_sqlite: Any) -> None:
    rows = rows_of(week_sqlite.folder / "csv" / "films.csv")
    registered = [row for row in rows if row["source"] == "wikidata_films"]
    assert registered
    for row in registered:
        assert row["source_url"] == f"https://www.wikidata.org/wiki/{row['film_qid']}"
        assert re.fullmatch("[0-9a-f]{64}", row["source_revision"])
        assert row["retrieved_at"]


def test_a_film_s_dossier_cites_as_the_tables_do(week_sqlite: Any) -> None:
    columns = ("source_url", "source_revision", "licence")
    table = {row["evidence_id"]: row for row in rows_of(week_sqlite.folder / "csv" / "evidence.csv")}
    for row in week_sqlite.desk.snubs("film", "Never Let Me Go", "--json").json["evidence"]:
        assert [row[name] or "" for name in columns] == [table[row["evidence_id"]][name] for name in columns]


def test_sources_of_a_verdict_are_the_pages_that_its_evidence_cites(week_sqlite: Any) -> None:
    pages = {row["evidence_id"]: row["source_url"] for row in rows_of(week_sqlite.folder / "csv" / "evidence.csv")}
    for row in rows_of(week_sqlite.folder / "csv" / "snubs.csv"):
        ids = row["evidence_ids"].split(";") if row["evidence_ids"] else []
        assert int(row["sources_n"]) == len({pages[one] for one in ids})


def test_blank_citations_are_counted_in_the_export(week_sqlite: Any) -> None:
    package = json.loads((week_sqlite.folder / "datapackage.json").read_text(encoding="utf-8"))
    for table, counts in package["blank_citations"].items():
        rows = rows_of(week_sqlite.folder / "csv" / f"{table}.csv")
        blank = {name: sum(not row[name] for row in rows) for name in counts if name != "rows"}
        assert counts == {"rows": len(rows), **blank}
    assert {"evidence", "nominations", "lists"} <= set(package["blank_citations"])
