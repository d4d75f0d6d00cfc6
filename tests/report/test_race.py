"""The state of the race in a report: who leads, who is in the running, and who named them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tracker.report import html, markdown
from tracker.report.model import ReportInput, build
from tracker.report.race import Coming

INPUT = ReportInput(
    season=2013,
    as_of=date(2013, 12, 14),
    generated_at=datetime(2013, 12, 14, 6, tzinfo=UTC),
    version="1",
    run="r",
    bodies={"oscars": "Academy Awards"},
)
NAMED = ("Golden Globe Awards",)


def contender(film: str, category: str = "picture", p: float | None = 0.5, **more: Any) -> Mapping[str, Any]:
    return {
        "category": category,
        "award": {"picture": "Best Picture", "director": "Director", "sound": "Sound"}[category],
        "film": film,
        "film_key": film,
        "level": "film" if category == "picture" else "credit",
        "people": () if category == "picture" else (f"{film} Doe",),
        "p_nomination": p,
        "p_low": None if p is None else p / 2,
        "p_high": None if p is None else (1 + p) / 2,
        "named": NAMED,
        "passed_over": (),
        "to_come": ("Critics' Choice Awards",),
        "worth": "Of 28 named by both precursors that had spoken, 27 were nominated (films of 2001 to 2011).",
        "source_url": "https://en.wikipedia.org/wiki/71st_Golden_Globe_Awards",
        "source_revision": "7",
        "retrieved_at": "2013-12-13T06:00:00Z",
    } | more


def coming(*contenders: Mapping[str, Any]) -> Coming:
    return Coming("86th Academy Awards", 2013, "The nominations are due on 16 January 2014.", contenders)


RACE = coming(
    contender("Alder", p=0.95),
    contender("Birch", p=0.4),
    contender("Birch", "director", p=0.9, passed_over=("British Academy Film Awards",)),
    contender("Birch", "sound", p=0.8),
    contender("Alder", "sound", p=None),
)


def test_the_film_that_may_expect_most_nominations_leads() -> None:
    report = build(replace(INPUT, races=[RACE]))
    assert report.headline == "Birch leads the race for the 86th Academy Awards"
    assert "Birch may expect about two nominations and Alder about one" in report.standfirst
    assert "due on 16 January 2014" in report.standfirst


def test_a_season_that_stands_in_for_the_running_one_keeps_its_headline() -> None:
    report = build(replace(INPUT, season=2012, pending=2013, races=[RACE]))
    assert "leads the race" not in report.headline
    assert "The state of the race" in markdown.render(report)


def test_awards_that_readers_ask_about_first_have_charts_and_the_others_a_line() -> None:
    [race] = build(replace(INPUT, races=[RACE])).races
    assert [award.title for award in race.charted] == ["Best Picture", "Director"]
    [sound] = race.others
    assert [line.brief for line in sound.lines] == ["Birch Doe (Birch) 80%", "Alder Doe (Alder)"]
    assert race.about.endswith("Still to speak: Critics' Choice Awards.")


def test_the_first_race_alone_has_charts() -> None:
    oscars, baftas = build(replace(INPUT, races=[RACE, RACE])).races
    assert oscars.charted
    assert not baftas.charted
    assert [award.title for award in baftas.others] == ["Best Picture", "Director", "Sound"]


def test_pages_name_people_chances_and_who_passed_them_over() -> None:
    report = build(replace(INPUT, races=[RACE]))
    page, text = html.render(report), markdown.render(report)
    assert "| Birch Doe (Birch) | 90% (45% to 95%) | Golden Globe Awards | British Academy Film Awards |" in text
    for part in ("Birch Doe", "90% (45% to 95%)", "British Academy Film Awards", "27 were nominated"):
        assert part in page


def test_scraped_text_stays_text() -> None:
    report = build(replace(INPUT, races=[coming(contender("<b>One</b> | *Two*", p=0.9))]))
    assert "<b>One" not in html.render(report)
    assert "&lt;b&gt;One&lt;/b&gt; \\| \\*Two\\*" in markdown.render(report)


def test_where_nobody_has_a_chance_yet_no_leader_is_named() -> None:
    report = build(replace(INPUT, races=[coming(contender("Alder", p=None))]))
    assert report.headline == "The race for the 86th Academy Awards is open"
    assert report.standfirst.startswith("Nobody’s chances can be told yet")
    assert report.races[0].charted == ()


def test_a_film_leads_by_nominations_that_a_reader_can_count() -> None:
    close = coming(
        contender("Alder", p=0.9),
        contender("Alder", "director", p=0.9),
        contender("Birch", "sound", p=0.8),
        contender("Birch", p=0.8),
    )
    report = build(replace(INPUT, races=[close]))
    assert report.headline == "The race for the 86th Academy Awards is close"
    assert "Alder may expect about two nominations and Birch about two" in report.standfirst


def test_where_chances_are_small_nobody_leads_and_none_are_said_to_be_missing() -> None:
    report = build(replace(INPUT, races=[coming(contender("Alder", p=0.2))]))
    assert report.headline == "The race for the 86th Academy Awards is open"
    assert report.standfirst.startswith(
        "On what is known today no film may expect a nomination. The nominations are due"
    )


def test_a_chance_that_reads_as_even_is_not_more_likely_than_not() -> None:
    [race] = build(replace(INPUT, races=[coming(contender("Alder", p=0.503))])).races
    [award] = race.charted
    assert award.chart is not None
    assert award.chart.description == "Nobody is more likely than not."


def test_a_race_without_expectations_starts_with_its_day() -> None:
    text = markdown.render(build(replace(INPUT, races=[coming(contender("Alder", p=None))])))
    assert "\nThe nominations are due on 16 January 2014." in text


def test_a_line_of_contenders_is_one_cell_on_a_narrow_screen() -> None:
    page = html.render(build(replace(INPUT, races=[RACE])))
    [cell] = re.findall(r'<td data-name="In the running">(.*?)</td>', page)
    assert re.fullmatch(r"<span>Birch Doe.*Alder Doe.*</span>", cell), "the parts of a cell stand beside its name"


def test_a_table_of_the_first_contenders_tells_how_many_it_leaves_out() -> None:
    text = markdown.render(build(replace(INPUT, races=[coming(*(contender(f"Film {n}") for n in range(12)))])))
    table = text.partition("| In the running | Probability")[2]
    assert "| Film 9 |" in table
    assert "|\n\nAnd two more: `snubs race`.\n" in table
