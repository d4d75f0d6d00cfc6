"""`snubs read`: a saved page is read line by line, and nothing is stored."""

import csv
from pathlib import Path
from typing import Any

import pytest

from spiders.family import Family, as_one
from tracker.domain.lists.problems import Problem

DRAFT = """
body: harbour
title: Harbour Awards
publisher: Wikipedia
family: wikipedia_ceremony
tier: 2
licence: CC BY-SA 4.0
page: "{ordinal} Harbour Awards"
ceremonies: {film_year: "ceremony + 1969", year: "ceremony + 1970"}
sections: {take: ["Winners"]}
categories:
  "Best Film": {is: picture, optional: true}
  "Best Director": {is: director, optional: true}
"""
PAGE = f"""{{{{Infobox film awards|date=March 5, 2000}}}}
The '''30th Harbour Awards''' took place on March 5, 2000. {"They honoured the films of 1999. " * 6}

==Winners==
===Best Film===
'''''[[Tide]]'' – [[Ann Quay]]'''<br />''Ebb'' – Cy Pier{{{{efn|Shared.<ref name=a/>}}}}

''Flow'' – Di Dock
===Best Director===
* '''[[Ann Quay (director)]] – ''[[Tide]]'''''
** Cy Pier – {{{{hm}}}}

==References==
"""


def test_a_draft_reads_a_saved_page_and_names_what_holds(desk: Any, tmp_path: Path) -> None:
    draft, page = tmp_path / "harbour.yml", tmp_path / "page.wikitext"
    draft.write_text(DRAFT, encoding="utf-8")
    page.write_text(PAGE, encoding="utf-8")
    ran = desk.snubs("read", "harbour", "30", str(page), "--source", str(draft), "--json")
    assert ran.code == 0, ran.err
    problems = [
        (e["category"], e["result"], e["works"][0]["title"], [p["name"] for p in e["people"]], e["note"])
        for e in ran.json["entries"]
    ]
    assert problems == [
        ("picture", "won", "Tide", ["Ann Quay"], None),
        ("picture", "nominated", "Ebb", ["Cy Pier"], "Shared."),
        ("picture", "nominated", "Flow", ["Di Dock"], None),
        ("director", "won", "Tide", ["Ann Quay"], None),
    ]
    held = [(p["code"], p["category"], p["line"]) for p in ran.json["problems"] if p["severity"] == "hold"]
    assert held == [("unreadable_entry", "Best Director", 11)]


def test_a_family_without_a_judge_of_its_own_reads_a_page_as_one_list_on_trial(
    desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Family, "judge", lambda _, intake, today: as_one(intake, today))
    draft, page = tmp_path / "harbour.yml", tmp_path / "page.wikitext"
    draft.write_text(DRAFT, encoding="utf-8")
    page.write_text(PAGE.replace("** Cy Pier – {{hm}}", ""), encoding="utf-8")
    ran = desk.snubs("read", "harbour", "30", str(page), "--source", str(draft), "--json")
    assert (ran.code, ran.json["state"], len(ran.json["entries"])) == (0, "trial", 4)


def test_the_table_says_which_categories_hold_and_what_was_no_official_nomination(desk: Any, tmp_path: Path) -> None:
    draft, page = tmp_path / "harbour.yml", tmp_path / "page.wikitext"
    draft.write_text(DRAFT, encoding="utf-8")
    page.write_text(PAGE.replace("''Flow'' – Di Dock", "''Flow'' – Di Dock (disqualified)"), encoding="utf-8")
    ran = desk.snubs("read", "harbour", "30", str(page), "--source", str(draft))
    assert "4 entries, the list would be trial but for Best Director" in ran.out
    assert [line.split("nominated")[1].split()[:2] for line in ran.out.splitlines() if "nominated" in line] == [
        ["yes", "Ebb"],
        ["no", "Flow"],
    ]


def test_the_job_that_a_list_prints_of_several_people_is_shown_as_one_person_s(desk: Any, tmp_path: Path) -> None:
    draft, page = tmp_path / "harbour.yml", tmp_path / "page.wikitext"
    draft.write_text(DRAFT, encoding="utf-8")
    page.write_text(PAGE.replace("''Flow'' – Di Dock", "''Flow'' – Di Dock and Eve Roe, producers"), encoding="utf-8")
    ran = desk.snubs("read", "harbour", "30", str(page), "--source", str(draft))
    assert "Di Dock (producer); Eve Roe (producer)" in ran.out


def test_a_line_that_somebody_let_pass_is_shown_as_such(desk: Any, tmp_path: Path) -> None:
    draft, page = tmp_path / "harbour.yml", tmp_path / "page.wikitext"
    draft.write_text(DRAFT, encoding="utf-8")
    page.write_text(PAGE, encoding="utf-8")
    read = ("read", "harbour", "30", str(page), "--source", str(draft))
    (held,) = [p for p in desk.snubs(*read, "--json").json["problems"] if p["severity"] == "hold"]
    mark = Problem.model_validate(held).mark
    own = desk.data / "identity-corrections.csv"
    own.parent.mkdir(parents=True, exist_ok=True)
    with own.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("kind", "ceremony", "category", "problem", "who", "when", "why"))
        rows.writerow(("pass", "harbour 30", "Best Director", mark, "A. Desk", "2011-02-01", "a mention"))
    ran = desk.snubs(*read)
    assert f"passed: {held['message']} (A. Desk, 2011-02-01: a mention)" in ran.out
    assert "holds" not in ran.out


def test_a_body_that_nobody_declared_is_refused(desk: Any, tmp_path: Path) -> None:
    assert desk.snubs("read", "nobody", "1", str(tmp_path / "page")).code == 2


def test_an_excerpt_is_read_as_if_it_stood_in_a_section_of_lists(desk: Any, tmp_path: Path) -> None:
    draft, part = tmp_path / "harbour.yml", tmp_path / "part.wikitext"
    draft.write_text(DRAFT, encoding="utf-8")
    part.write_text("===Best Film===\n* '''''[[Tide]]'''''\n* ''Ebb'' – {{hm}}\n", encoding="utf-8")
    read = desk.snubs("read", "harbour", "30", str(part), "--source", str(draft), "--json").json
    assert read["excerpt"] is True
    assert [(e["line"], e["works"][0]["title"]) for e in read["entries"]] == [(2, "Tide")]
    assert [(p["line"], p["category"]) for p in read["problems"]] == [(3, "Best Film")]


def test_the_page_of_another_body_is_said_to_be_one(desk: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.wikitext"
    page.write_text(
        PAGE.replace("awards|date", "awards\n| name = 64th [[British Academy Film Awards]]\n|date"), encoding="utf-8"
    )
    ran = desk.snubs("read", "oscars", "83", str(page), "--json")
    assert ran.json["entries"] == []
    [problem] = ran.json["problems"]
    assert problem["message"] == (
        "this is the page '64th British Academy Film Awards', not one of Academy Awards, ceremony 83: "
        "read it with `snubs read baftas 64 FILE`"
    )


def test_a_file_that_is_not_there_is_answered_with_what_to_do(desk: Any, tmp_path: Path) -> None:
    ran = desk.snubs("read", "oscars", "83", str(tmp_path / "nothing"))
    assert ran.code == 2
    assert "save the page first" in ran.err
