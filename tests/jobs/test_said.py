"""What users are told of the bundled season: the README's quotations, the report's order, a film's dossier."""

import csv
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
ORDER = ["Academy Awards", "British Academy Film Awards", "Golden Globe Awards"]
QUOTED = [
    " ".join(re.sub(r"^> ?", "", part, flags=re.MULTILINE).split())
    for part in re.findall(r"(?:^> .*\n)+", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
]


def rows(week: Any, table: str) -> list[dict[str, str]]:
    with (week.folder / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_readme_quotes_something() -> None:
    assert len(QUOTED) > 1


@pytest.mark.parametrize("sentence", QUOTED)
def test_what_the_readme_quotes_is_what_the_report_says(week_sqlite: Any, sentence: str) -> None:
    assert sentence in {row["sentence"] for row in rows(week_sqlite, "snubs")}


def test_the_readme_shows_a_question_as_it_is_printed(week_sqlite: Any) -> None:
    """Its verdicts are those of a later day, with later scores; what an answer looks like is the same."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    question, *sample = readme.split("```\n$ snubs ")[1].split("\n```")[0].splitlines()
    lines = [_undated(line) for line in week_sqlite.desk.snubs(*shlex.split(question)).out.splitlines()]
    own = [_undated(line) for line in sample]
    assert (lines[0], lines[-1]) == (own[0], own[-1])
    at, place = lines.index("Missed"), own.index("Missed")
    heads = {"why", *own[place + 1].split()}
    assert heads >= set(lines[at + 1].split()) >= heads - {"why"}
    assert own[-3].split(" ", 1)[1] in {line.split(" ", 1)[-1] for line in lines}, "a citation"


def _undated(text: str) -> str:
    return re.sub(r"\d{4}-\d\d-\d\d", "DAY", text)


def test_documents_say_how_far_the_probabilities_held_as_the_report_does(week_sqlite: Any) -> None:
    bands = json.loads((week_sqlite.folder / "run.json").read_text(encoding="utf-8"))["reliability"]
    counted = {band["first"]: (band["works"], round(100 * band["nominated"] / band["works"])) for band in bands}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    quoted = re.findall(r"the (\d+)(?: works of 2010 that were)? given (\d+)%[^,]*, (\d+)%", " ".join(readme.split()))
    assert len(quoted) == 2
    assert {int(first): (int(works), int(share)) for works, first, share in quoted}.items() <= counted.items()
    table = (ROOT / "docs" / "expectation.md").read_text(encoding="utf-8").split("| band | said, films of 2010 |")[1]
    told = re.findall(r"^\| [^|]+ \| [\d.]+ \| (?:none|\.(\d\d)) of (\d+) \|", table.split("\n\n")[0], re.MULTILINE)
    assert [(int(works), int(share or 0)) for share, works in told] == list(counted.values())[::-1]


def test_the_operators_are_told_how_much_room_the_bundled_season_takes(week_sqlite: Any) -> None:
    text = " ".join((ROOT / "docs" / "operating.md").read_text(encoding="utf-8").split())
    told = re.findall(r"bundled season takes about (\d+) MB there, .* and a report (\d+) MB", text)
    places = (week_sqlite.desk.database.parent, week_sqlite.folder)
    taken = [sum(file.stat().st_size for file in place.rglob("*") if file.is_file()) / 1e6 for place in places]
    assert [(int(data), int(report)) for data, report in told] == [
        tuple(pytest.approx(size, rel=0.2) for size in taken)
    ]


def test_bodies_stand_in_one_order_everywhere(week_sqlite: Any) -> None:
    assert list(dict.fromkeys(row["body"] for row in rows(week_sqlite, "snubs"))) == [
        "oscars",
        "baftas",
        "golden_globes",
    ]
    report = (week_sqlite.folder / "report.md").read_text(encoding="utf-8")
    columns = next(line for line in report.splitlines() if line.startswith("| Film |"))
    assert [cell.strip() for cell in columns.split("|")[2:5]] == ORDER
    charts = re.findall(r"^### \w+ against nominated: (.+)$", report, re.MULTILINE)
    assert charts == ORDER
    for headline in re.findall(r"^#+ (.+ shut out at .+)$", report, re.MULTILINE):
        bodies = [body for body in ORDER if body in headline]
        assert sorted(bodies, key=headline.index) == bodies


def test_evidence_of_eligibility_names_the_body(week_sqlite: Any) -> None:
    claims = [row["claim"] for row in rows(week_sqlite, "evidence") if row["family"] == "eligibility"]
    assert any(claim.startswith("Eligible at the 64th British Academy Film Awards: ") for claim in claims)
    assert all(" at the " in claim for claim in claims)


def test_a_dossier_tells_what_says_something_and_sums_up_the_rest(week_sqlite: Any) -> None:
    ran = week_sqlite.desk.snubs("film", "Never Let Me Go")
    assert ran.code == 0
    told = [line for line in ran.out.splitlines() if line.startswith("- ")]
    assert not any("too thin" in line for line in told)
    summed = [line for line in told if line.startswith("- Nothing is claimed for the rest. ")]
    assert len(summed) == len(ORDER)
    assert summed[0].endswith("Not given that year: Casting.")
    assert any("received no nomination at the 83rd Academy Awards" in line for line in told)
    assert re.search(r"Actress in a Leading Role +Carey Mulligan +OVERLOOKED .* 98\n", ran.out)


def test_a_film_that_is_not_there_is_offered_its_neighbours(week_sqlite: Any) -> None:
    ran = week_sqlite.desk.snubs("film", "Never Let Me Gone")
    assert ran.code == 2
    assert "near: Never Let Me Go" in ran.err
