"""`snubs records`: a table with its scope, JSON, CSV, and clear words for what cannot be asked."""

import csv
from typing import Any

from tracker.domain.errors import Exit


def test_the_bundled_season_has_record_holders_with_a_scope(worked: Any) -> None:
    out = worked.folder / "records.csv"
    ran = worked.snubs("records", "--json", "--out", str(out))
    assert ran.code == Exit.DONE, ran.err
    said = ran.json
    assert said["scope"].startswith("Searched: ")
    assert "complete list of the Academy Awards" in said["scope"]
    with out.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["film"] for row in rows] == [record["film"] for record in said["records"]]
    counts = [int(row["precursor_nominations"]) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert (
        "┃ place ┃" in next(line for line in worked.snubs("records").out.splitlines() if "┃" in line).split("film")[0]
    )
    shown = worked.snubs("records", "--by", "craft", "--top", "1")
    assert (shown.code, "Searched: " in shown.out) == (Exit.DONE, True)


def test_what_cannot_be_asked_is_one_clear_line(desk: Any) -> None:
    assert "one of film, craft" in desk.snubs("records", "--by", "colour").err
    assert "no rules of it" in desk.snubs("records", "--body", "nobody").err
    refused = desk.snubs("records", "--out", str(desk.folder))
    assert (refused.code, "cannot be written" in refused.err) == (Exit.USAGE, True)
    assert "Nothing was searched" in desk.snubs("records").out
