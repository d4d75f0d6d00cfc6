"""`snubs records`: named questions and questions of one's own, as a table with its scope, as JSON and as CSV."""

import csv
import io
import re
from typing import Any

from tracker.domain.errors import Exit


def test_without_a_question_the_named_ones_are_listed(worked: Any) -> None:
    listed = worked.snubs("records")
    assert listed.code == Exit.DONE, listed.err
    assert "picture_without_director" in listed.out
    rows = list(csv.DictReader(io.StringIO(worked.snubs("records", "--csv").out)))
    assert rows == worked.snubs("records", "--json").json


def test_a_question_in_words_leads_to_how_one_is_asked(worked: Any) -> None:
    ran = worked.snubs("records", "who had every nomination and missed")
    assert ran.code == Exit.USAGE
    assert "--help says how to ask one of your own" in ran.err


def test_the_bundled_season_answers_with_counts_scope_and_citations(worked: Any) -> None:
    out = worked.folder / "records.csv"
    ran = worked.snubs("records", "--body", "oscars", "--json", "--out", str(out))
    assert ran.code == Exit.DONE, ran.err
    document = ran.json
    assert document["scope"][0].startswith("Searched: ")
    assert "Academy Awards: closed lists of 2010." in document["scope"]
    with out.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["film"] for row in rows] == [record["film"] for record in document["rows"]]
    counts = [int(row["nominations"]) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert all(record["source_urls"] for record in document["rows"])
    answer = worked.snubs("records", "--body", "oscars", "--by", "craft", "--top", "1")
    assert (answer.code, "Searched: " in answer.out) == (Exit.DONE, True)


def test_a_question_of_ones_own_is_asked_by_options_and_by_a_file(worked: Any) -> None:
    by_options = worked.snubs("records", "--with", "oscars:picture:won", "--csv")
    rows = list(csv.DictReader(io.StringIO(by_options.out)))
    assert [row["film_year"] for row in rows] == ["2010"]
    path = worked.folder / "mine.yml"
    path.write_text("mine:\n  title: Mine\n  with: oscars:picture:won\n", encoding="utf-8")
    by_file = worked.snubs("records", str(path), "--json").json
    assert (by_file["question"], [row["film"] for row in by_file["rows"]]) == ("Mine", [row["film"] for row in rows])


def test_programs_get_every_line_and_people_as_many_as_fit(worked: Any) -> None:
    ask = ("records", "--with", "any_body:acting", "--of", "credit")
    lines = worked.snubs(*ask, "--json").json["rows"]
    assert len(lines) > 15
    assert len(list(csv.DictReader(io.StringIO(worked.snubs(*ask, "--csv").out)))) == len(lines)
    assert len(worked.snubs(*ask, "--top", "3", "--json").json["rows"]) == 3
    answer = worked.snubs(*ask).out
    assert f"And {len(lines) - 15} earlier: --top {len(lines)} shows all." in answer
    assert "[1] http" in answer
    assert all(line["retrieved_at"] for line in lines)


def test_groups_take_a_screen_at_most_unless_all_are_asked_for(worked: Any) -> None:
    for shown in ((), ("--show", "most")):
        ask = ("records", "--with", "any_body", "--of", "credit", "--by", "film", *shown)
        screen, whole = worked.snubs(*ask).out, worked.snubs(*ask, "--all").out
        assert len(screen.splitlines()) <= 40 < len(whole.splitlines())
        assert re.search(r"and [\d,]+ more; --all shows them", screen)
        assert "--all" not in whole


def test_an_edition_keeps_the_answers_to_the_named_questions(worked: Any) -> None:
    asked = worked.snubs("records", "most_without_picture", "--json").json
    title = "Films with the most nominations at the Oscars and none for Best Picture"
    assert asked["question"] == f"{title}, of the season searched (2010)"
    assert asked["rows"]


def test_what_cannot_be_asked_is_one_clear_line(worked: Any) -> None:
    assert "by: 'colour' is none of" in worked.snubs("records", "--with", "oscars", "--by", "colour").err
    assert "nobody.precursors: no such body" in worked.snubs("records", "--body", "nobody").err
    assert "it is --of craft" in worked.snubs("records", "--by", "craft").err
    assert "`snubs records` lists them" in worked.snubs("records", "nothing_like_it").err
    assert (
        "mine.yml: cannot be read: No such file or directory; check its name" in worked.snubs("records", "mine.yml").err
    )
    (worked.folder / "latin.yml").write_bytes(b"\xe9: {with: oscars}\n")
    latin = worked.snubs("records", str(worked.folder / "latin.yml"))
    assert "is not UTF-8 text; save it as UTF-8" in latin.err
    twice = worked.snubs("records", "--with", "2 of oscars+oscars+baftas", "--json").json
    assert "the Academy Awards and the British Academy Film Awards" in twice["question"]
    assert twice["question"].count("the Academy Awards") == 1
    outcome = worked.snubs("records", "--body", "oscars", "--out", str(worked.folder))
    assert (outcome.code, "is a folder; name a file" in outcome.err) == (Exit.USAGE, True)
