"""Whether sentences of misses name the person: made-up tables, and those of the bundled season."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.sentences.people import Outcome, measure, share, summary
from tests.jobs.steps.judging.test_absence import write

MISS = {"body": "oscars", "film_year": "2010", "film": "Gem", "film_imdb": "tt0000001", "missed": "true"}
SCORE = MISS | {"category": "original_score"}


def check(folder: Path, row: dict[str, str], **tables: dict[str, str]) -> Outcome:
    write(folder / "snubs.csv", [{"people": "", **row}])
    for name, one in tables.items():
        write(folder / f"{name}.csv", [{"film": "Gem", "film_imdb": "tt0000001", "film_year": "2010", **one}])
    (outcome,) = measure(folder, folder / "truth")
    return outcome


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("Ada Bell was not nominated.", "named"),
        ("Gem was not nominated.", "unnamed"),
        ("Bo Cole was not nominated.", "another"),
    ],
)
def test_a_sentence_is_held_against_the_people_of_lists(tmp_path: Path, sentence: str, state: str) -> None:
    row = SCORE | {"sentence": sentence, "people": "" if state == "unnamed" else sentence.split(" was", maxsplit=1)[0]}
    assert check(tmp_path, row, people={"category": "original_score", "person": "Ada Bell"}).state == state


def test_credits_and_directors_are_records_too(tmp_path: Path) -> None:
    row = SCORE | {"sentence": "Gem was not nominated."}
    assert check(tmp_path, row, credits={"craft": "composer", "person": "Ada Bell"}).state == "unnamed"
    directing = MISS | {"category": "director", "sentence": "Gem was not nominated."}
    assert check(tmp_path, directing, films={"year": "2010", "directors": "Ada Bell"}).state == "unnamed"


def test_where_no_record_names_anybody_nobody_is_missing(tmp_path: Path) -> None:
    outcome = check(tmp_path, SCORE | {"sentence": "Gem was not nominated."})
    assert (outcome.state, share([outcome])) == ("nobody", 1.0)


def test_misses_of_the_bundled_season_name_whom_any_record_names(week_sqlite: Any, shared: Path) -> None:
    outcomes = measure(week_sqlite.folder, shared / "truth")
    assert len(outcomes) > 40
    assert share(outcomes) >= 0.97
    assert summary(outcomes)["directing"]["share"] == 1.0
