"""The Markdown report: the same facts, and nothing scraped becomes markup."""

import re
from typing import Any

import pytest

from tests.report.conftest import EVIDENCE, the_list
from tracker.report.html import render as render_html
from tracker.report.markdown import escape, link, render
from tracker.report.model import build


def test_it_says_what_the_page_says_with_footnotes_that_exist(make: Any) -> None:
    text = render(build(make(offline=True)))
    assert text.startswith("# Lost was shut out at the 83rd Academy Awards\n")
    assert "last crawl held: 2 categories missing" in text
    assert "**Offline.**" in text
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) <= set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))


def test_rows_of_a_table_have_as_many_cells_as_its_head(make: Any, hostile: Any) -> None:
    for inputs in (make(), hostile):
        lines = render(build(inputs)).splitlines()
        for number, line in enumerate(lines):
            if re.fullmatch(r"(\|-+:?)+\|", line):
                cells = line.count("|")
                rows = lines[number - 1 : number] + list(iter_table(lines[number + 1 :]))
                assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {cells}


def iter_table(lines: list[str]) -> list[str]:
    end = next((n for n, line in enumerate(lines) if not line.startswith("|")), len(lines))
    return lines[:end]


def test_what_has_no_day_is_still_said_to_be_later(make: Any) -> None:
    late = [{**row, "hindsight": "oscars"} for row in EVIDENCE]
    text = render(build(make(evidence=late)))
    assert "| Metascore 69 | Review scores | after the announcement of the Academy Awards |" in text
    assert "| 5 December 2010, after the announcement of the Academy Awards |" in text


def test_what_has_no_day_and_is_not_said_to_be_later_says_that_none_is_known(make: Any) -> None:
    assert "| Metascore 69 | Review scores | day not known |" in render(build(make()))
    assert ">day not known<" in render_html(build(make()))


def test_a_hostile_page_stays_text(hostile: Any) -> None:
    text = render(build(hostile))
    assert not re.search(r"<\w", text)
    assert not re.search(r"(?<!\\)\]\(javascript:", text)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("-30-", r"\-30-"),
        ("+1", r"\+1"),
        ("# x", r"\# x"),
        ("1. x", r"1\. x"),
        ("98.6", "98.6"),
        ("[REC]²", r"\[REC\]²"),
        ("*batteries not included", r"\*batteries not included"),
        ("a\n\nb", "a b"),
        ("<b>&", "&lt;b&gt;&"),
        ("Make Up & Hair", "Make Up & Hair"),
        ("R&B; R&#38;B", "R&amp;B; R&amp;#38;B"),
    ],
)
def test_titles_are_shown_as_they_are(title: str, shown: str) -> None:
    assert escape(title) == shown


def test_links_go_to_the_web_only_and_cannot_be_broken_out_of() -> None:
    assert link("x", "javascript:alert(1)") == "x"
    assert link("x]", "https://a.org/b) [c](d") == r"[x\]](https://a.org/b%29%20[c]%28d)"


def test_records_that_moved_stand_under_what_changed_and_titles_in_them_are_no_markup(make: Any) -> None:
    season = make(records=("Most nominations: <b>*Title*</b> (2010) with 3.",))
    text = render(build(season))
    assert "### Records\n" in text
    assert "<b>" not in text.partition("### Records")[2].partition("###")[0]
    assert r"\*Title\*" in text
    assert "### Records" not in render(build(make()))
    page = render_html(build(season))
    assert "<h3>Records</h3>" in page
    assert "<b>*Title*" not in page


def test_a_hash_of_what_was_read_is_called_no_revision(make: Any) -> None:
    lists = [the_list("oscars", revision="30db5cf59ec4" * 5)]
    text = render(build(make(lists=lists)))
    assert "hash 30db5cf59ec4" in text
    assert "revision 30db5cf59ec4" not in text
