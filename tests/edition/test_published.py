"""Tables that columnists have printed, from records brought in as a user's own files: each by one command."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tracker.domain.titles.comparable import fold

TRUTH = Path(__file__).parents[2].parent / "shared" / "truth"
PUBLISHED = TRUTH / "published"
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published tables and records are not beside the checkout"),
]

Row = dict[str, str]
FOUR = "critics_choice+golden_globes+actor_awards+baftas"
LACKING = {
    "golden_globes director nomination": "golden_globes:director",
    "actor_awards ensemble nomination": "actor_awards:ensemble",
    "dga nomination": "dga",
    "baftas picture nomination": "baftas:picture",
    "nbr top ten": "nbr:picture",
    "pga nomination": "pga",
}
"""What the column calls a condition, and how it is asked."""


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def with_concepts(rows: list[Row]) -> Iterator[Row]:
    """Season awards under the tracker's own categories."""
    for row in rows:
        kind = row["group"].removeprefix("best-")
        leading = f"{'supporting' if row['role'] == 'Supporting' else 'lead'}_{kind}"
        film = "ensemble" if row["body"] == "actor_awards" else "picture"
        category = {"film": film, "director": "director"}.get(kind, leading)
        yield {**row, "category": category, "title": row["film"], "people": row["person"]}


def with_results(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        yield {**row, "result": {"nominee": "nominated", "winner": "won"}.get(row["result"], row["result"])}


def written(path: Path, rows: Iterator[Row]) -> Path:
    every = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(every[0]))
        writer.writeheader()
        writer.writerows(every)
    return path


class Snubs:
    """The command, on a database of its own."""

    def __init__(self, folder: Path) -> None:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("SNUBS_")}
        places = {"SNUBS_DATA_DIR": str(folder / "data"), "SNUBS_OUTPUT_DIR": str(folder / "out")}
        self._environment = {**environment, **places, "SNUBS_CONTACT": "test@example.org"}

    def __call__(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "jobs.cli.main", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=self._environment, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def bring(self, file: Path, *arguments: str) -> None:
        columns = ("--columns", "title=film", "--as-of", "2026-06-01", "--tier", "2", "--skip-bad")
        self("import", "nominations", str(file), *columns, *arguments)

    def records(self, *arguments: str) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self("records", *arguments, "--top", "500", "--json"))
        return answer


@pytest.fixture(scope="module")
def snubs(tmp_path_factory: pytest.TempPathFactory) -> Snubs:
    folder = tmp_path_factory.mktemp("published")
    command = Snubs(folder)
    ids = ("--columns", "imdb=film_imdb", "--complete")
    command.bring(
        TRUTH / "nominations" / "oscars.csv", *ids, "--columns", "people=nominees", "--name", "academy_record"
    )
    command.bring(TRUTH / "nominations" / "other_bodies.csv", *ids)
    people = written(folder / "people.csv", with_results(rows_of(TRUTH / "bodies" / "people.csv")))
    command.bring(people, "--columns", "people=person", "--columns", "category=category_as_printed")
    seasons = written(folder / "seasons.csv", with_concepts(rows_of(TRUTH / "bodies" / "season_awards.csv")))
    command("import", "nominations", str(seasons), "--as-of", "2026-06-01", "--tier", "2", "--skip-bad", "--complete")
    return command


def people(rows: list[dict[str, Any]]) -> set[tuple[int, str]]:
    return {(row["film_year"], fold(row["person"])) for row in rows}


def printed(rows: list[Row]) -> set[tuple[int, str]]:
    return {(int(row["film_year"]), fold(row["person"])) for row in rows}


def test_acting_nominees_with_neither_a_guild_nor_a_globe_nomination_are_those_of_the_column(snubs: Snubs) -> None:
    answer = snubs.records(
        *("--of", "performance", "--with", "oscars", "--without", "actor_awards+golden_globes"),
        *("--from", "2001", "--to", "2013"),
    )
    assert people(answer["rows"]) == printed(rows_of(PUBLISHED / "neither_sag_nor_globe.csv"))
    assert answer["scope"][0].startswith("Searched: 260 performances of 2001 to 2013")


def test_every_performance_of_the_column_with_all_four_is_found_or_named_as_open(snubs: Snubs) -> None:
    answer = snubs.records(
        "--of", "performance", "--with", FOUR, "--without", "oscars", "--from", "2008", "--to", "2016"
    )
    column = printed(rows_of(PUBLISHED / "all_four_and_missed.csv"))
    assert people(answer["rows"]) <= column
    assert column <= people(answer["rows"]) | people(answer["cannot_be_told"])
    assert len(people(answer["rows"])) >= 6


@pytest.mark.parametrize("row", rows_of(PUBLISHED / "last_picture_without.csv") if PUBLISHED.is_dir() else [])
def test_the_last_winner_without_something_is_the_column_s_or_the_span_that_was_searched_is_said(
    snubs: Snubs, row: Mapping[str, str]
) -> None:
    answer = snubs.records("--with", "oscars:picture:won", "--without", LACKING[row["without"]], "--to", "2016")
    matches = [one for one in answer["rows"] if row["film_year"] and one["film_year"] >= int(row["film_year"])]
    if row["film"] and matches:
        assert [fold(one["film"]) for one in matches] == [fold(row["film"])]
    else:
        assert matches == []
        assert "not at hand" in " ".join(answer["scope"])
    assert all(one["source_urls"] for one in answer["rows"])
