"""Every view of the bundled season names the same films as missed, in the one order of news, and says the same."""

import csv
import re
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tracker.report.feeds.atom import ATOM


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def misses(week_sqlite: Any) -> list[dict[str, str]]:
    """The misses of snubs.csv in the order of news."""
    rows = [row for row in rows_of(week_sqlite.folder, "snubs") if row["missed"] == "true"]
    return sorted(rows, key=lambda row: int(row["news"]))


@pytest.fixture(scope="module")
def films(misses: list[dict[str, str]]) -> list[str]:
    return list(dict.fromkeys(row["film"] for row in misses))


def test_every_miss_has_its_place_in_the_news_and_nothing_else_has(week_sqlite: Any, misses: Any) -> None:
    assert [int(row["news"]) for row in misses] == list(range(1, len(misses) + 1))
    assert all(not row["news"] for row in rows_of(week_sqlite.folder, "snubs") if row["missed"] != "true")


def test_compare_names_the_misses_of_the_table(week_sqlite: Any, misses: Any) -> None:
    rows = week_sqlite.desk.snubs("compare", "--json").json
    unit = ("body", "category", "film", "people", "label")
    assert [[row[name] for name in unit] for row in rows] == [[row[name] for name in unit] for row in misses]


def test_compare_shows_what_orders_the_misses(week_sqlite: Any) -> None:
    weights = [row["weight"] for row in week_sqlite.desk.snubs("compare", "--json").json]
    assert weights == sorted(weights, reverse=True)
    table = week_sqlite.desk.snubs("compare").out
    assert re.search(r"expected +weight", table)
    assert f" {int(weights[0])} " in table


def test_the_page_names_the_films_of_the_table(week_sqlite: Any, films: list[str]) -> None:
    page = (week_sqlite.folder / "report.html").read_text(encoding="utf-8")
    assert missed_on_page(page) == films


def missed_on_page(page: str) -> list[str]:
    table = page.split('<caption id="season-1">Missed')[1].split("</tbody>", maxsplit=1)[0]
    return [unescape(re.sub(r"<[^>]+>", "", name)) for name in re.findall(r'<th scope="row">(.*?)</th>', table)]


def test_the_markdown_names_the_films_of_the_table(week_sqlite: Any, films: list[str]) -> None:
    text = (week_sqlite.folder / "report.md").read_text(encoding="utf-8")
    rows = text.split("### Missed\n")[1].split("\n### ")[0].splitlines()
    cells = [line.split(" | ")[0].removeprefix("| ") for line in rows if line.startswith("| ")][1:]
    assert [unescape(re.sub(r"\\(.)", r"\1", cell)) for cell in cells] == films


def test_the_feed_tells_of_the_biggest_misses_first(week_sqlite: Any, misses: Any) -> None:
    feed = ET.fromstring((week_sqlite.folder / "feed.atom").read_bytes())  # noqa: S314 - our own document
    told = [entry for entry in feed.findall(f"{{{ATOM}}}entry") if ":verdict/" in entry.findtext(f"{{{ATOM}}}id", "")]
    assert [one.findtext(f"{{{ATOM}}}content") for one in told] == [row["sentence"] for row in misses]


def test_a_film_has_one_day_of_release_in_a_territory(week_sqlite: Any) -> None:
    films = {row["film_qid"]: row for row in rows_of(week_sqlite.folder, "films")}
    days = [
        (row["film"], said[1], films[row["film_qid"]]["uk_release"])
        for row in rows_of(week_sqlite.folder, "snubs")
        if (said := re.search(r"UK release (\S+),", row["why_factors"]))
    ]
    assert days
    assert [day for day in days if day[1] != day[2]] == []


def test_a_film_as_a_whole_has_one_answer_on_eligibility_at_a_body(week_sqlite: Any) -> None:
    answers = {
        (row["body"], row["film_qid"] or row["film_imdb"] or row["film"]): row["eligibility"]
        for row in rows_of(week_sqlite.folder, "eligibility")
        if not row["category"]
    }
    other = [
        (row["body"], row["film"], row["eligibility"])
        for row in rows_of(week_sqlite.folder, "snubs")
        if not row["category"]
        and row["eligibility"] != answers.get((row["body"], row["film_qid"] or row["film_imdb"] or row["film"]))
    ]
    assert other == []


def test_a_film_has_one_year_of_release_in_a_country_and_none_before_the_first(week_sqlite: Any) -> None:
    films = rows_of(week_sqlite.folder, "films")
    assert sum(bool(row["uk_release"]) for row in films) > 20
    for row in films:
        years = dict(one.rsplit(" ", 1) for one in row["release_years"].split(";") if one)
        for country, column in (("United States", "us_release"), ("United Kingdom", "uk_release")):
            assert years.get(country, "") == row[column][:4], row
            assert not row[column] or row["first_release"][: len(row[column])] <= row[column], row


def test_eligibility_rests_on_the_day_of_release_that_films_csv_gives(week_sqlite: Any) -> None:
    films = {row["film_qid"]: row for row in rows_of(week_sqlite.folder, "films") if row["film_qid"]}
    days = {"oscars": "us_release", "golden_globes": "us_release", "baftas": "uk_release"}
    rows = [row for row in rows_of(week_sqlite.folder, "eligibility") if not row["category"] and row["claimed_dates"]]
    assert len(rows) > 200
    for row in rows:
        assert films[row["film_qid"]][days[row["body"]]] in row["claimed_dates"].split(", "), row


def test_a_dossier_gives_the_eligibility_and_the_reasons_of_the_table(week_sqlite: Any) -> None:
    dossier = week_sqlite.desk.snubs("film", "Never Let Me Go", "--json").json
    verdicts = {(one["body"], one["category"], one["people"]): one for one in dossier["verdicts"]}
    rows = [row for row in rows_of(week_sqlite.folder, "snubs") if row["film_qid"] == dossier["film_qid"]]
    (film,) = [row for row in rows_of(week_sqlite.folder, "films") if row["film_qid"] == dossier["film_qid"]]
    assert len(rows) == len(verdicts)
    for row in rows:
        one = verdicts[row["body"], row["category"], row["people"]]
        assert (one["eligibility"], one["why_factors"]) == (row["eligibility"], row["why_factors"])
    assert ";".join(dossier["release_years"]) == film["release_years"]
