"""Critics' pages: a winner and runners-up in bullets with labels, under headings with ranks, or a winner alone."""

import pytest

from spiders.catalogue import parse_source
from spiders.families.ceremony.read import read
from tracker.domain.facts.records import NominationRecord, Origin, PageRecord
from tracker.domain.lists.problems import Problem, Severity

SOURCE = parse_source(
    """
body: circle
title: Circle of Critics
publisher: Wikipedia
family: wikipedia_ceremony
tier: 2
licence: CC BY-SA 4.0
page: "{year} Circle of Critics Awards"
result: runner_up
prose: true
ceremonies: {first: 1990, film_year: "ceremony + 0", year: "ceremony + 0"}
sections: {take: ["Winners"]}
prefixes: ["Circle Award for"]
ignore: ["Special Citation"]
categories:
  "Best Picture": {is: picture}
  "Best Director": {is: director}
  "Best Actor": {is: lead_actor}
""",
    "circle",
)
LABELS = """* '''[[Circle Award for Best Picture|Best Picture]]''':
** ''[[One (film)|One]]''
** Runner-up: ''[[Two (film)|Two]]''
* '''Best Director''' (tie):
** [[Ann Bell]] – ''One''
** [[Cy Dee]] – ''Two''
** '''Runner-up''': [[Ed Fox]] – ''Three''
* '''Best Actor''': [[Gil Hay]] – ''[[One (film)|One]]''
** Runner-up: [[Ida Jay]] – ''Two''
* '''Special Citation''': ''Four''
"""
RANKS = """===Best Picture===
1. '''''[[One (film)|One]]''''' (61)

2. ''[[Two (film)|Two]]'' (28)

===Best Director===
# '''[[Ann Bell]]''' – '''''One''''' (40)
# [[Cy Dee]] – ''Two'' (20)
"""
POINTS = """===Best Picture===
* 1st: ''[[One (film)|One]]'' – 61 points
* 2nd: ''[[Two (film)|Two]]'' – 28 points
===Best Director===
* [[Ann Bell]] – ''One'' – 40
* Runner-up: [[Cy Dee]] – ''Two'' – 20
"""
ALONE = """===Best Picture===
* ''[[One (film)|One]]''
===Best Actor===
* '''[[Gil Hay]]''' – '''''One'''''
"""


def read_text(lists: str) -> tuple[list[str], list[Problem]]:
    page = PageRecord(
        id="2000 Circle of Critics Awards",
        source="circle",
        title="2000 Circle of Critics Awards",
        url="https://example.org/",
        retrieved_at="2026-01-01T00:00:00Z",
        origin=Origin.LIVE,
        ceremony=2000,
    )
    records, problems = read(SOURCE, page, f"{'The awards. ' * 30}\n==Winners==\n{lists}".encode())
    found = [
        f"{r.category}: {r.result} {', '.join(w.title for w in r.works)} / {', '.join(p.name for p in r.people)}"
        for r in records
        if isinstance(r, NominationRecord)
    ]
    return found, [p for p in problems if p.severity is Severity.HOLD]


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        (
            LABELS,
            [
                "picture: won One / ",
                "picture: runner_up Two / ",
                "director: won One / Ann Bell",
                "director: won Two / Cy Dee",
                "director: runner_up Three / Ed Fox",
                "lead_actor: won One / Gil Hay",
                "lead_actor: runner_up Two / Ida Jay",
            ],
        ),
        (
            RANKS,
            [
                "picture: won One / ",
                "picture: runner_up Two / ",
                "director: won One / Ann Bell",
                "director: runner_up Two / Cy Dee",
            ],
        ),
        (
            POINTS,
            [
                "picture: won One / ",
                "picture: runner_up Two / ",
                "director: won One / Ann Bell",
                "director: runner_up Two / Cy Dee",
            ],
        ),
        (ALONE, ["picture: won One / ", "lead_actor: won One / Gil Hay"]),
    ],
    ids=["labels", "ranks", "points", "alone"],
)
def test_winners_and_runners_up(lists: str, expected: list[str]) -> None:
    assert read_text(lists) == (expected, [])


NESTED = [
    "* Best Film:\n** ''[[One]]''\n*** Runner-up: ''Two''\n* Best Director:\n** [[Ann Bell]] – ''One''",
    "* Best Picture\n** '''''[[One]]'''''\n** ''Two''\n* Best Director\n** [[Ann Bell]] – ''One''",
    "* Best Picture:\n** ''[[One]]''\n** Runners-up:\n*** ''Two''\n* Best Director – [[Ann Bell]], ''One''",
    "* ''Best Picture'': ''[[One]]''<br />Runner-up: ''Two''\n* ''Best Director'': [[Ann Bell]] (''One'')",
    "===Best Picture===\n* 1. ''[[One]]''\n* 2. ''Two''\n===Best Director===\n* [[Ann Bell]] – ''One''",
    "===Best Picture===\n* '''''[[One]]'''''\n* ''Two'' – runner-up\n===Best Director===\n* [[Ann Bell]] – ''One''",
    "===Best Picture===\n* First place: ''[[One]]''\n* Second place: ''Two''\n* Best Director: [[Ann Bell]], ''One''",
    "{|\n! Category !! Winner !! Runner-up\n|-\n| Best Picture || ''[[One]]'' || ''Two''\n|-\n"
    "| Best Director || [[Ann Bell]] – ''One'' ||\n|}",
    "* [[Circle Award for Best Picture|Film]]: ''[[One]]''\n** Runner-up: ''Two''\n* Best Director: Ann Bell, ''One''",
]


@pytest.mark.parametrize("lists", NESTED)
def test_plain_labels_with_the_winner_below_beside_or_in_a_table(lists: str) -> None:
    records, problems = read_text(lists)
    assert sorted(records) == ["director: won One / Ann Bell", "picture: runner_up Two / ", "picture: won One / "]
    assert problems == []


@pytest.mark.parametrize("tie", [" (TIE)", " – tie", " (tied)"])
def test_a_label_that_says_tie_has_winners_only(tie: str) -> None:
    records, problems = read_text(f"* Best Picture{tie}:\n** ''[[One]]''\n** ''Two''")
    assert (records, problems) == (["picture: won One / ", "picture: won Two / "], [])


def test_several_entries_of_which_none_is_said_to_have_won_are_held() -> None:
    _, problems = read_text("===Best Picture===\n* ''[[One]]''\n* ''Two''")
    assert [p.code for p in problems] == ["winner_marks"]


def test_a_runner_up_in_bold_is_held() -> None:
    _, held = read_text(LABELS.replace("Runner-up: ''[[Two (film)|Two]]''", "Runner-up: '''''[[Two (film)|Two]]'''''"))
    assert [p.code for p in held] == ["winner_marks"]


def test_a_prize_nobody_declared_is_taken_in_as_printed() -> None:
    records, held = read_text(LABELS.replace("Best Actor", "Best Hat"))
    assert [line for line in records if line.startswith("None:")]
    assert held == []


def test_a_job_with_a_colon_is_no_category() -> None:
    lists = "===Best Director===\n* '''Picture: [[Ann Bell]] – ''One'''''\n* Picture: [[Cy Dee]] – ''Two''\n"
    records, _ = read_text(lists)
    assert records == ["director: won One / Ann Bell", "director: runner_up Two / Cy Dee"]


def test_a_table_of_films_and_their_votes_is_not_passed_over() -> None:
    entries, holds = read_text("===Best Picture===\n{|\n! Film !! Votes\n|-\n| ''One'' || 61\n|-\n| ''Two'' || 28\n|}")
    assert (len(entries), [(p.code, p.category) for p in holds]) == (2, [("winner_marks", "Best Picture")])


@pytest.mark.parametrize(
    "line",
    [
        "Runners-up: Cy Dee – ''Two''; Ed Fox – ''Three''",
        "Runner-up: ''Two'' – Cy Dee; ''Three'' – Ed Fox",
        "Runners-up: Cy Dee – ''Two'' and Ed Fox – ''Three''",
        "Runners-up: Cy Dee (''Two''), Ed Fox (''Three'')",
        "Runners-up: Cy Dee (''Two'') and Ed Fox (''Three'')",
        "Runners-up: Cy Dee, ''Two'' (10); Ed Fox, ''Three'' (9)",
    ],
)
def test_runners_up_behind_one_label_are_an_entry_each(line: str) -> None:
    runners = ["director: runner_up Two / Cy Dee", "director: runner_up Three / Ed Fox"]
    for winner in ("[[Ann Bell]] – ''One''", "'''[[Ann Bell]]''' – ''One''"):
        for lists in (f"===Best Director===\n* {winner}\n* {line}", f"* Best Director: {winner}\n** {line}"):
            assert read_text(lists) == (["director: won One / Ann Bell", *runners], [])


@pytest.mark.parametrize(
    "line",
    [
        "[[Ann Bell]] – ''One'' (runners-up: Cy Dee – ''Two''; Ed Fox – ''Three'')",
        "[[Ann Bell]], ''One''; runners-up: Cy Dee, ''Two''; Ed Fox, ''Three''",
        "'''[[Ann Bell]] (''One'')'''. Runners-up: Cy Dee (''Two''), Ed Fox (''Three'')",
    ],
)
def test_runners_up_stand_on_the_winner_s_line(line: str) -> None:
    entries = ["director: won One / Ann Bell", "director: runner_up Two / Cy Dee", "director: runner_up Three / Ed Fox"]
    assert read_text(f"===Best Director===\n* {line}") == (entries, [])


def test_a_runner_up_for_two_films_is_one() -> None:
    text = "===Best Director===\n* [[Ann Bell]] – ''One''\n** Runner-up: Cy Dee – ''Two'' and ''Three''"
    assert read_text(text) == (["director: won One / Ann Bell", "director: runner_up Two, Three / Cy Dee"], [])
