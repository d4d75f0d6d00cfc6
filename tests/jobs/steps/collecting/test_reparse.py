"""Reading stored pages again: the same statements, unless the parser or a person's judgement has changed."""

from typing import Any

import pytest

from spiders import catalogue
from tracker.domain.facts.records import NominationRecord


def test_reading_everything_again_changes_nothing(worked: Any, services: Any, tools: Any) -> None:
    """Against services that would notice: nothing is asked."""
    before = worked.statements()
    tools.live(worked.turn_live(), services)
    again = worked.snubs("reparse", "--json")
    assert again.code == 0, again.err
    assert {(s["status"], s["new"], s["retracted"], s["requests"]) for s in again.json} == {("done", 0, 0, 0)}
    assert len(again.json) > 20
    assert worked.statements() == before
    assert services.requests == []


def test_the_tables_are_the_same_after_reading_again(short: Any, short_week: Any, tools: Any) -> None:
    assert short.snubs("reparse").code == 0
    ours, theirs = short.exported(), tools.tables(short_week.folder)
    for name in ("nominations", "films", "evidence", "eligibility", "lists"):
        assert ours[name] == theirs[name], name


def test_what_another_parser_reads_is_added_and_what_it_no_longer_reads_retracted(
    worked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = catalogue.read_page

    def renamed(source: Any, page: Any, body: bytes) -> Any:
        records, problems = honest(source, page, body)
        return [_with_capitals(record) for record in records], problems

    monkeypatch.setattr("jobs.steps.collecting.collect.read_page", renamed)
    before = worked.statements("nyfcc")
    changed = worked.snubs("reparse", "nyfcc", "--json")
    (source,) = changed.json
    assert (source["status"], source["new"], source["retracted"]) == ("done", len(before), len(before))
    assert not set(worked.statements("nyfcc")) & set(before)
    monkeypatch.undo()
    (back,) = worked.snubs("reparse", "nyfcc", "--json").json
    assert (back["new"], back["retracted"]) == (len(before), len(before))
    assert worked.statements("nyfcc") == before


def _with_capitals(record: Any) -> Any:
    if not isinstance(record, NominationRecord):
        return record
    return record.model_copy(update={"category_as_printed": record.category_as_printed.upper()})


def _without_five_directors(text: str) -> str:
    """The page says of five directors that others are nominated, as a correction of a mix-up would."""
    start = text.index("Best Directing]]}}\n") + len("Best Directing]]}}\n")
    lines = text[start:].split("\n")
    for number in range(5):
        lines[number] = lines[number].replace("[[", f"[[Other {number} ")
    return text[:start] + "\n".join(lines)


def test_a_large_change_is_held_until_somebody_accepts_it(worked: Any, services: Any, tools: Any) -> None:
    services.rewrite(_without_five_directors)
    tools.live(worked.turn_live(), services)
    before = worked.statements("oscars")
    held = worked.snubs("crawl", "oscars", "--ceremony", "83")
    assert held.code == 20
    assert "of the last reading is gone" in held.err
    assert worked.statements("oscars") == before
    assert worked.snubs("reparse", "oscars").code == 20, "reading it again is not looking at it"
    accepted = worked.snubs("reparse", "oscars", "--accept", "--json")
    assert accepted.code == 0, accepted.err
    (source,) = accepted.json
    assert (source["status"], source["new"], source["retracted"], source["lists"]) == ("done", 5, 5, {"fit": 1})
    assert worked.snubs("status").code == 0
    unchanged = worked.snubs("crawl", "oscars", "--ceremony", "83", "--detect-changes")
    assert unchanged.code == 0, unchanged.err


def test_a_second_crawl_of_unchanged_pages_asks_for_no_text(worked: Any, services: Any, tools: Any) -> None:
    tools.live(worked.turn_live(), services)
    names = ["oscars", "baftas", "golden_globes", "nyfcc"]
    services.rewrite(lambda text: text + "\n<!-- a comment -->", "2010 New York Film Critics Circle Awards")
    ran = worked.snubs("crawl", *names, "--season", "2010", "--json")
    assert ran.code == 0, ran.err
    assert services.content_asked() == ["2010 New York Film Critics Circle Awards"]
    assert {s["source"]: s["requests"] for s in ran.json} == dict.fromkeys(names, 1) | {"nyfcc": 2}
    assert [s["content_bytes"] > 0 for s in ran.json] == [s["source"] == "nyfcc" for s in ran.json]
    assert {(s["new"], s["retracted"]) for s in ran.json} == {(0, 0)}


def test_a_stored_page_that_is_gone_is_named(worked: Any) -> None:
    for file in (worked.data / "pages").rglob("*.gz"):
        file.unlink()
    before = worked.statements()
    ran = worked.snubs("reparse")
    assert ran.code == 30
    assert "crawl" in ran.err, "it names the remedy"
    assert worked.statements() == before


DAMAGES = pytest.mark.parametrize("damage", [lambda file: file.unlink(), lambda file: file.write_bytes(b"no page")])


@DAMAGES
def test_a_stored_page_that_is_gone_or_damaged_comes_with_the_next_crawl(
    worked: Any, services: Any, tools: Any, damage: Any
) -> None:
    tools.live(worked.turn_live(), services)
    for file in (worked.data / "pages").rglob("*.gz"):
        damage(file)
    before = worked.statements("nyfcc")
    assert worked.snubs("reparse", "nyfcc").code == 30
    assert worked.snubs("crawl", "nyfcc", "--season", "2010").code == 0
    again = worked.snubs("reparse", "nyfcc")
    assert again.code == 0, again.err
    assert worked.statements("nyfcc") == before


@pytest.mark.parametrize("arguments", [(), ("--accept",)])
def test_a_page_that_is_gone_keeps_no_other_from_being_read(worked: Any, arguments: Any) -> None:
    worked.pages("nyfcc")[0].unlink()
    before = worked.statements(), worked.lists("nyfcc")
    ran = worked.snubs("reparse", "--json", *arguments)
    assert ran.code == 30, ran.err
    (failed,) = [one for one in ran.json if one["status"] != "done"]
    (problem,) = failed["problems"]
    assert (failed["source"], failed["new"], failed["retracted"]) == ("nyfcc", 0, 0)
    assert problem.startswith("nyfcc: 2010 New York Film Critics Circle Awards: ")
    assert "`snubs crawl` its source again" in problem
    assert {"oscars", "wikipedia_titles"} < {one["source"] for one in ran.json}, "sources before it and behind"
    assert (worked.statements(), worked.lists("nyfcc")) == before
    assert worked.runs()[-1][2] == "done"


def test_of_a_source_the_pages_that_are_there_are_read(worked: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    worked.pages("wikipedia_titles")[0].unlink()
    before, honest = worked.links(), catalogue.read_page

    def moved(source: Any, page: Any, body: bytes) -> Any:
        records, problems = honest(source, page, body)
        return [record.model_copy(update={"qid": "Q1"}) for record in records], problems

    monkeypatch.setattr("jobs.steps.collecting.collect.read_page", moved)
    (ran,) = worked.snubs("reparse", "wikipedia_titles", "--json").json
    assert ran["status"] == "failed"
    now = worked.links()
    assert [title for title, _ in now] == [title for title, _ in before]
    assert 0 < len(set(before) & set(now)) < len(before), "those of the lost page stand as they were"


def test_a_lost_page_whose_answers_others_have_given_since_is_not_missed(
    worked: Any, services: Any, tools: Any
) -> None:
    tools.live(worked.turn_live(), services)
    first, second, *_ = worked.pages("wikipedia_titles")
    first.unlink()
    second.unlink()
    services.recorded["Black Swan (film)"]["pageprops"] = {"wikibase_item": "Q1"}
    assert worked.snubs("crawl", "wikipedia_titles").code == 0
    assert not (first.exists() and second.exists())
    again = worked.snubs("reparse", "wikipedia_titles")
    assert again.code == 0, again.err


@DAMAGES
def test_where_links_lead_is_asked_again_where_the_answer_is_gone_or_damaged(
    worked: Any, services: Any, tools: Any, damage: Any
) -> None:
    tools.live(worked.turn_live(), services)
    lost, *rest = worked.pages("wikipedia_titles")
    before = worked.links()
    assert len(rest) > 1
    damage(lost)
    asked = worked.snubs("crawl", "wikipedia_titles", "--json")
    assert (asked.code, asked.json[0]["requests"]) == (0, 1), "the answers that are there stand"
    assert worked.links() == before
    assert worked.snubs("reparse", "wikipedia_titles").code == 0
    assert worked.snubs("crawl", "wikipedia_titles", "--json").json == []


def test_a_page_that_changed_is_taken_in_although_its_last_reading_is_gone(
    worked: Any, services: Any, tools: Any
) -> None:
    services.rewrite(lambda text: text + "\n<!-- a comment -->")
    tools.live(worked.turn_live(), services)
    for file in (worked.data / "pages").rglob("*.gz"):
        file.unlink()
    ran = worked.snubs("crawl", "oscars", "--ceremony", "83")
    assert ran.code == 0, ran.err
