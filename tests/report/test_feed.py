"""The feed: ids stay, `updated` moves."""

from typing import Any
from xml.etree import ElementTree as ET

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.report.feeds.atom import ATOM, render
from tracker.report.model import build

NAMES = {"a": ATOM}


def entries(text: str) -> dict[str, dict[str, str]]:
    feed = ET.fromstring(text.encode())  # noqa: S314 - our own document
    return {
        entry.findtext("a:id", "", NAMES): {
            name: entry.findtext(f"a:{name}", "", NAMES) for name in ("title", "updated", "content")
        }
        for entry in feed.findall("a:entry", NAMES)
    }


def row(**more: Any) -> dict[str, Any]:
    base = {
        "film": "A & B",
        "film_key": "Q1",
        "body": "oscars",
        "ceremony": 83,
        "category": "director",
        "label": "SNUB",
        "missed": True,
    }
    days = {"first_seen": "2026-01-05", "last_changed": "2026-01-05", "sentence": "It <was> not nominated."}
    return base | days | more


def of_verdicts(text: str) -> dict[str, dict[str, str]]:
    return {name: entry for name, entry in entries(text).items() if ":verdict/" in name}


def test_a_correction_keeps_the_id_and_moves_updated(make: Any) -> None:
    before = of_verdicts(render(build(make(verdicts=[row()]))))
    corrected = row(label="INELIGIBLE", missed=False, status="corrected", last_changed="2026-01-11", film="A and B")
    after = of_verdicts(render(build(make(verdicts=[corrected]))))
    assert list(before) == list(after) == ["tag:snubs.invalid,2026-01-01:verdict/oscars/83/director/Q1/"]
    (old,), (new,) = before.values(), after.values()
    assert (old["updated"], new["updated"]) == ("2026-01-05T00:00:00Z", "2026-01-11T00:00:00Z")
    assert old["title"] == "A & B: Snub, Director, 83rd Academy Awards"
    assert new["title"].startswith("Correction: A and B: Not eligible")
    assert old["content"] == "It <was> not nominated."


def test_what_was_not_read_is_no_news_and_the_feed_says_that_a_list_is_held_back(make: Any) -> None:
    lists = make().lists.to_dict("records")[:1]
    unknown = row(label="UNKNOWN", reason_code="category_not_read", missed=False, category="sound")
    text = render(build(make(verdicts=[row(), unknown], lists=[lists[0] | {"not_read": ["Best Sound"]}])))
    assert list(of_verdicts(text)) == ["tag:snubs.invalid,2026-01-01:verdict/oscars/83/director/Q1/"]
    (report,) = (entry for name, entry in entries(text).items() if ":report/" in name)
    assert "One list held back at least in part" in report["content"]


def test_two_people_of_one_film_and_category_are_two_entries(make: Any) -> None:
    rows = [row(people=[name], level="credit") for name in ("Ann Other", "Ann/Other;Else")]
    assert len(of_verdicts(render(build(make(verdicts=rows))))) == 2


def test_every_miss_is_an_entry_since_every_view_counts_the_same(make: Any) -> None:
    rows = [row(film_key=f"Q{number}", film=f"Film {number}") for number in range(1, 161)]
    assert len(of_verdicts(render(build(make(verdicts=rows))))) == 160


def test_the_feed_has_what_atom_asks_for(make: Any) -> None:
    text = render(build(make()), authority="example.org", link="https://example.org/snubs/")
    feed = ET.fromstring(text.encode())  # noqa: S314 - our own document
    assert feed.findtext("a:id", "", NAMES) == "tag:example.org,2026-01-01:season/2010"
    assert feed.findtext("a:updated", "", NAMES) == "2026-01-12T06:00:00Z"
    assert feed.findtext("a:author/a:name", "", NAMES) == "snubs"
    for entry in feed.findall("a:entry", NAMES):
        assert all(entry.find(f"a:{name}", NAMES) is not None for name in ("id", "title", "updated", "content", "link"))


def test_the_report_itself_is_an_entry_of_its_day(make: Any) -> None:
    lines = entries(render(build(make())))
    assert lines["tag:snubs.invalid,2026-01-01:report/2010/2026-01-12"]["title"].startswith("Lost was shut out")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_any_title_gives_a_document_that_can_be_read(make: Any, title: str) -> None:
    text = render(build(make(verdicts=[row(film=title, sentence=title)])))
    assert len(of_verdicts(text)) == 1
