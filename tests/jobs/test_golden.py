"""The bundled season, as it was before the house was rebuilt: every statement id, and every cell of every table.

`../golden/season_2010/` holds the tables as they were, and is never written anew: whatever differs stands in
`../golden/differences.yml`, with how many cells of which column, and why.
"""

import csv
import hashlib
import io
import json
import lzma
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

GOLDEN = Path(__file__).parent.parent / "golden"
TABLES = sorted(path.name.removesuffix(".csv.xz") for path in (GOLDEN / "season_2010").glob("*.csv.xz"))
ROWS_ADDED, ROWS_GONE = "(row added)", "(row gone)"
KEYS: dict[str, tuple[str, ...]] = {
    "snubs": ("body", "category", "film", "film_qid", "people"),
    "nominations": ("body", "category_as_printed", "film", "nominees", "detail"),
    "matches": ("body", "film_key", "title"),
    "films": ("film_qid", "film_imdb", "film"),
    "people": ("body", "category", "film", "person"),
    "evidence": ("evidence_id",),
    "eligibility": ("body", "category", "film_qid", "film_imdb", "film"),
    "categories": ("body", "category", "concept", "printed"),
    "fields": ("body", "category_as_printed", "category"),
    "lists": ("source", "body", "ceremony", "kind"),
}
"""Columns that name a row; rows that share them are told apart by their order, and so are those of other tables."""


def statement_ids(database: Path) -> dict[str, str]:
    """Of each source and table: how many statements, and one hash of their ids in order."""
    with closing(sqlite3.connect(database)) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if any(column[1] == "retracted_run" for column in connection.execute(f'PRAGMA table_info("{name}")'))
        ]
        hashes = {}
        for table in tables:
            rows = connection.execute(f'SELECT source, id FROM "{table}" ORDER BY source, id').fetchall()  # noqa: S608
            for source in sorted({source for source, _ in rows}):
                ids = [id_ for name, id_ in rows if name == source]
                hashes[f"{table} {source}"] = f"{len(ids)} {hashlib.sha256(chr(10).join(ids).encode()).hexdigest()}"
    return hashes


def test_statement_ids_of_the_bundled_season(week_sqlite: Any) -> None:
    golden = json.loads((GOLDEN / "statement_ids.json").read_text(encoding="utf-8"))
    assert statement_ids(week_sqlite.desk.database) == golden["bundled"]


def keyed(table: str, rows: list[dict[str, str]]) -> dict[tuple[str, ...], dict[str, str]]:
    seen: Counter[tuple[str, ...]] = Counter()
    hashes = {}
    for row in rows:
        key = tuple(row[column] for column in KEYS.get(table, ()))
        seen[key] += 1
        hashes[(*key, str(seen[key]))] = row
    return hashes


def differences(table: str, was: list[dict[str, str]], now: list[dict[str, str]]) -> Counter[str]:
    """How many cells of each column differ, and how many rows came and went."""
    before, after = keyed(table, was), keyed(table, now)
    count: Counter[str] = Counter()
    for key, row in before.items():
        if key not in after:
            count[ROWS_GONE] += 1
            continue
        for column, cell in row.items():
            if column in after[key] and after[key][column] != cell:
                count[column] += 1
    count[ROWS_ADDED] += sum(key not in before for key in after)
    return +count


def read(text: str) -> tuple[list[str], list[dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    rows = list(reader)
    return list(reader.fieldnames or ()), rows


@pytest.mark.parametrize("table", TABLES)
def test_the_tables_of_the_bundled_season(week_sqlite: Any, table: str) -> None:
    listed = yaml.safe_load((GOLDEN / "differences.yml").read_text(encoding="utf-8")) or {}
    head, was = read(lzma.decompress((GOLDEN / "season_2010" / f"{table}.csv.xz").read_bytes()).decode())
    new_head, now = read((week_sqlite.folder / "csv" / f"{table}.csv").read_bytes().decode())
    known = listed.get(table, {})
    assert [column for column in new_head if column not in known.get("columns_added", {})] == head
    assert dict(differences(table, was, now)) == {c: d["cells"] for c, d in known.get("cells", {}).items()}
    assert all(d["why"] for d in known.get("cells", {}).values())
    if not known:
        assert now == was


def test_every_table_has_a_golden_copy(week_sqlite: Any) -> None:
    listed = yaml.safe_load((GOLDEN / "differences.yml").read_text(encoding="utf-8")) or {}
    written = {path.stem for path in (week_sqlite.folder / "csv").glob("*.csv")}
    assert written - set(listed.get("tables_added", {})) == set(TABLES)
