"""The exit codes that a script relies on, each through the real command line."""

import contextlib
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from spiders.catalogue import load_sources
from tracker.config import load_settings
from tracker.domain.errors import ConfigError

LOST_CATEGORY = "{{Award category|#F9EFAA|[[Academy Award for Best Director|Best Directing]]}}"


def test_0_done(week_sqlite: Any) -> None:
    assert week_sqlite.ran.code == 0


def test_1_a_bug_is_shown_whole(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> int:
        raise ZeroDivisionError("somebody's mistake")

    monkeypatch.setattr("jobs.steps.overview.overview_of", broken)
    outcome = desk.snubs("sources")
    assert outcome.code == 1
    assert "ZeroDivisionError: somebody's mistake" in outcome.err
    assert "this is a bug; please report" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["crawl", "nobody"], "there is no source 'nobody'"),
        (["crawl"], "Missing argument"),
        (["import", "scores", "x.csv"], "Missing options '--as-of', '--tier'; see snubs import scores --help"),
        (["import", "scores", "x.csv", "--tier=2"], "Missing option '--as-of'; see snubs import scores --help"),
        (["import", "scores"], "Missing argument 'file', and options '--as-of', '--tier'; see"),
        (["weekly", "--colour", "red"], "No such option"),
        (["film", "-30-"], "No such option: -3; what begins with - goes last, behind --: snubs film -- -30-"),
        (["weekly", "-30-"], "No such option: -3; see snubs weekly --help"),
        (["weekly", "--season", "1066"], "'--season'"),
        (["waltz"], "No such command 'waltz'; see snubs --help"),
        (["flim", "Inception"], "No such command 'flim'; did you mean film?"),
        (["review", "decid"], "No such command 'decid'; did you mean decide?"),
        (["crawl", "oscars", "--ceremony", "97-72"], "97-72"),
        (["crawl", "oscars", "--ceremony", "eighty"], "write numbers such as 83"),
        (["crawl", "oscars", "--ceremony", ""], "write numbers such as 83"),
        (["crawl", "oscars", "--ceremony", "83", "--season", "2010"], "exclude each other"),
        (["export", "--all", "--season", "2010", "--out", "x"], "exclude each other"),
        (["film", "Nobody's Film"], "the database is empty"),
        (["crawl", "oskars"], "did you mean oscars?"),
        (["crawl", "oscars", "--ceremony", "20000"], "no ceremony has so high a number"),
        (["crawl", "oscars", "--ceremony", "500"], "oscars: no ceremony 500 is known; it is read from 1 to 84"),
        (["read", "oscars", "500", "config.yaml"], "oscars: no ceremony 500 is known; it is read from 1 to 85"),
        (["crawl", "oscars", "baftas", "--ceremony", "64-83"], "baftas: no ceremony 66 is known"),
        (["crawl", "baftas", "--ceremony", "1"], "baftas: no ceremony 1 is known"),
        (["crawl", "oscars", "--season", "2100"], "oscars: no ceremony for these films is known"),
        (["crawl", "wikidata_films", "--ceremony", "83"], "wikidata_films: not read by ceremony; leave it out"),
        (["export", "--out"], "see snubs export --help"),
        (
            ["import", "scores", "x.csv", "--as-of", "monday", "--tier", "3"],
            "'monday' is no day; write it as 2026-01-31",
        ),
        (
            ["review", "decide", "Q1", "--is", "nosuch", "--who", "A", "--why", "b"],
            "'nosuch' is not a key; `snubs review`",
        ),
        (
            ["review", "decide", "nosuch", "--is", "Q1", "--who", "A", "--why", "b"],
            "'nosuch' is no key of another work",
        ),
        (["review", "decide", "Q1", "--is", "Q2", "--who", "", "--why", "b"], "who: is blank"),
        (["match", "--registry", "gone.csv", "--queries", "gone.csv", "--out", "x.csv"], "check its name and rights"),
        *(
            ([*command, ""], f"'{command[-1]}': is empty; name a file or folder")
            for command in (
                ["film", "Inception", "--xlsx"],
                ["weekly", "--out"],
                ["report", "--out"],
                ["export", "--out"],
                ["records", "--out"],
                ["column", "Inception", "--out"],
                ["new-source", "x", "--into"],
            )
        ),
        (["import", "scores", "", "--as-of", "2011-01-01", "--tier", "3"], "is empty; name a file or folder"),
        (["read", "oscars", "abc", "page"], "'ceremony': should be a number; see snubs read --help"),
    ],
)
def test_2_usage(desk: Any, arguments: list[str], says: str) -> None:
    outcome = desk.snubs(*arguments)
    assert outcome.code == 2, outcome.err
    assert says in outcome.err
    assert outcome.err.startswith("snubs: ")
    assert len(outcome.err.splitlines()) == 1, "one clear line"
    assert outcome.out == ""


@pytest.mark.parametrize(
    "question",
    [
        ["film", "Inception"],
        ["person", "Carey Mulligan"],
        ["season", "2010"],
        ["seasons"],
        ["category", "oscars", "director"],
        ["changes", "--since", "2011-01-01"],
        ["search", "inception"],
        ["records"],
        ["records", "all_four_and_missed"],
    ],
)
def test_2_two_forms_of_one_answer(desk: Any, question: list[str]) -> None:
    for forms in (["--json", "--csv"], ["--csv", "--json"]):
        outcome = desk.snubs(*question, *forms)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err == "snubs: --json and --csv exclude each other; give one of them\n"


def test_10_only_with_detect_changes_and_only_when_something_changed(desk: Any) -> None:
    assert desk.snubs("crawl", "nyfcc", "--season", "2010", "--detect-changes").code == 10
    assert desk.snubs("crawl", "nyfcc", "--season", "2010", "--detect-changes").code == 0
    assert desk.snubs("crawl", "cdg", "--season", "2010").code == 0


def test_20_a_list_is_held(desk: Any, services: Any, tools: Any) -> None:
    services.rewrite(lambda text: text.replace(LOST_CATEGORY, "{{Award category|#F9EFAA|Best Juggling}}"))
    outcome = tools.live(desk, services).snubs("crawl", "oscars", "--ceremony", "83", "--detect-changes")
    assert outcome.code == 20, "held before changed"
    assert "the category 'Best Directing' is not on the page" in outcome.err
    now = desk.snubs("status")
    assert now.code == 20
    assert "held: oscars 83: not read: Best Directing: " in now.out + now.err
    (row,) = (row for row in desk.exported()["lists"] if row["source"] == "oscars")
    # An undeclared list of five stands in its place: the list before it has swallowed nothing.
    assert (row["state"], row["not_read"], row["withheld"]) == ("fit", "Best Directing", "")


@pytest.mark.parametrize("article", ["Academy Awards", "Gala of the Academy", "List of ceremonies"])
def test_a_page_not_yet_written_wakes_nobody(desk: Any, services: Any, tools: Any, article: str) -> None:
    services.archive._redirects["84th Academy Awards"] = article
    services.recorded[article] = services.recorded[tools.OSCARS] | {"title": article}
    live = tools.live(desk, services)
    outcome = live.snubs("crawl", "oscars", "--ceremony", "84", "--json")
    assert (outcome.code, outcome.json[0]["status"], outcome.json[0]["lists"]) == (0, "done", {"missing": 1})
    assert (outcome.json[0]["problems"], live.snubs("status", "--json").json["held"]) == ([], [])
    assert (live.snubs("status").code, live.snubs("reparse").code) == (0, 0)


def test_a_page_that_was_read_and_leads_to_the_general_article_now_is_held(
    desk: Any, services: Any, tools: Any
) -> None:
    live = tools.live(desk, services)
    assert live.snubs("crawl", "oscars", "--ceremony", "83").code == 0
    services.archive._redirects[tools.OSCARS] = "Academy Awards"
    services.recorded["Academy Awards"] = services.recorded.pop(tools.OSCARS) | {"title": "Academy Awards"}
    assert live.snubs("crawl", "oscars", "--ceremony", "83").code == 20
    assert "83rd Academy Awards: the page is missing" in live.snubs("status").out


def test_a_held_list_on_trial_is_shown_and_wakes_nobody(desk: Any, services: Any, tools: Any) -> None:
    services.rewrite(
        lambda text: text.replace("* '''''", "* {{foo}} '''''", 1), "22nd Producers Guild of America Awards"
    )
    live = tools.live(desk, services)
    outcome = live.snubs("crawl", "pga", "--season", "2010")
    assert outcome.code == 0
    assert "on trial, held" in outcome.err
    assert live.snubs("status").code == 0
    assert [one["source"] for one in live.snubs("status", "--json").json["held"]] == ["pga"]


def test_30_a_source_failed(desk: Any, services: Any, tools: Any) -> None:
    services.faults["Academy"] = lambda _wiki, _parameters: tools.Reply(b"no", status=403)
    outcome = tools.live(desk, services).snubs("crawl", "oscars", "--ceremony", "83", "--json")
    assert outcome.code == 30
    assert [(s["source"], s["status"]) for s in outcome.json] == [("oscars", "failed")]
    assert "403 Forbidden" in outcome.json[0]["problems"][0]


def _damaged(page: dict[str, Any]) -> None:
    page["revisions"][0]["sha1"] = "0" * 40


def _without_text(page: dict[str, Any]) -> None:
    del page["revisions"][0]["slots"]["main"]["content"]


@pytest.mark.parametrize("of", [("oscars", "83rd Academy Awards"), ("cannes", "2010 Cannes Film Festival")])
@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (None, "the wiki's answer does not speak of this page"),
        (_damaged, "the text does not match the wiki's checksum"),
        (_without_text, "the wiki gives no text of this page"),
    ],
)
def test_30_a_page_that_cannot_be_taken_in_is_said_and_asked_for_again(
    desk: Any, tools: Any, of: tuple[str, str], fault: Any, says: str
) -> None:
    source, title = of
    with tools.services() as services:
        if fault is None:
            services.faults[title] = lambda _wiki, _parameters: tools.Reply(b'{"batchcomplete":true}')
        else:
            fault(services.recorded[title])
        live = tools.live(desk, services)
        outcome = live.snubs("crawl", source, "--season", "2010", "--json")
    assert (outcome.code, outcome.json[0]["status"]) == (30, "failed")
    assert outcome.json[0]["problems"] == [f"{title}: {says}"]
    assert live.runs()[-1] == ("crawl", source, "failed", 30, f"{title}: {says}")


def test_30_a_feed_that_cannot_be_read_is_named_with_its_reason(desk: Any, services: Any, tools: Any) -> None:
    feed, page = "http://127.0.0.1:1/feed", "http://127.0.0.1:1/page"
    reason = "127.0.0.1 refuses connections"
    outcome = tools.live(desk, services, press={"feeds": [feed]}).snubs("crawl", "press")
    assert (outcome.code, outcome.err) == (30, f"failed: press: {feed}: {reason}\n")
    outcome = tools.live(desk, services, press={"pages": [page]}).snubs("crawl", "press")
    assert (outcome.code, f"articles could be fetched: {page}: {reason}" in outcome.err) == (30, True)


def test_what_is_held_of_a_source_that_was_removed_is_no_longer_said_by_the_code(
    small: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with contextlib.closing(sqlite3.connect(small.database)) as database, database:
        database.execute("UPDATE ceremony_list SET state = 'held' WHERE source = 'oscars'")
    assert small.snubs("status").code == 20
    small.set(**small.settings | {"sources": {"on": ["nyfcc"]}})
    assert small.snubs("status").code == 20, "it is off, and may be on again"
    sources = {name: source for name, source in load_sources().items() if name != "oscars"}
    monkeypatch.setattr("spiders.catalogue.load_sources", lambda: sources)
    outcome = small.snubs("status")
    assert (outcome.code, "held: oscars" in outcome.out) == (0, True)


@pytest.mark.parametrize("kind", ["feeds", "pages"])
def test_a_secret_of_an_address_is_sent_and_neither_shown_nor_kept(
    desk: Any, services: Any, tools: Any, kind: str
) -> None:
    address = services.api.replace("/w/api.php", "/nobody?format=rss&token=s3cret&access_key=s3cret")
    tools.live(desk, services, press={kind: [address]})
    outcomes = [desk.snubs("crawl", "press"), desk.snubs("status", "--json"), desk.snubs("sources", "--json")]
    assert outcomes[0].code == 30
    assert "/nobody?format=rss&token=***&access_key=***" in outcomes[0].err
    assert not [one for one in outcomes if "s3cret" in one.out + one.err]
    assert not [run for run in desk.runs() if "s3cret" in str(run)]
    assert b"s3cret" not in desk.database.read_bytes()


def test_a_source_that_is_none_is_said_before_a_contact_is_asked_for(desk: Any) -> None:
    desk.set(wikipedia_api_url="http://127.0.0.1:9/w/api.php")
    outcome = desk.snubs("crawl", "oskars")
    assert (outcome.code, "did you mean oscars?" in outcome.err) == (2, True)


def test_a_weekday_that_is_none_is_answered_with_those_that_are(desk: Any) -> None:
    outcome = desk.set(schedule={"weekday": "monday"}).snubs("status")
    assert outcome.code == 2
    assert "schedule.weekday: should be 'mon', 'tue', " in outcome.err


@pytest.mark.parametrize("command", [["weekly"], ["run"], ["crawl", "oscars"], ["schedule"]])
def test_40_a_live_crawl_without_a_contact(desk: Any, command: list[str]) -> None:
    desk.set(wikipedia_api_url="http://127.0.0.1:9/w/api.php")
    outcome = desk.snubs(*command)
    assert outcome.code == 40
    assert "SNUBS_CONTACT" in outcome.err
    assert len(outcome.err.splitlines()) == 1
    assert not desk.output.exists()


def test_the_command_itself_passes_its_code_on(desk: Any) -> None:
    """One start of the real program, as cron would: the code is the process's, and --json is alone on its output."""
    process = desk.start("crawl", "cdg", "--season", "2010", "--detect-changes", "--json")
    out, err = process.communicate(timeout=60)
    assert process.returncode == 10, err
    (source,) = json.loads(out)
    assert (source["source"], source["status"], source["lists"]) == ("cdg", "done", {"trial": 1})
    assert err == ""


@pytest.mark.parametrize("command", ["film", "person", "column", "search", "crawl", "nonsense"])
def test_an_argument_in_another_encoding_is_told_in_a_line(week_sqlite: Any, command: str) -> None:
    outcome = week_sqlite.desk.snubs(command, "caf\udce9")
    assert (outcome.code, outcome.err.count("\n")) == (2, 1), outcome.err


@pytest.mark.parametrize(
    "command",
    [["film"], ["person"], ["search"], ["category", "oscars"], ["season", "2010"], ["records"], ["records", "--with"]],
)
def test_what_was_asked_is_not_said_again_at_length(week_sqlite: Any, command: list[str]) -> None:
    outcome = week_sqlite.desk.snubs(*command, "long ' words " * 200)
    assert outcome.code == 2
    assert len(outcome.err) < 2_000
    assert "long" in outcome.err


@pytest.mark.parametrize("name", ["OUTPUT_DIR", "DATA_DIR", "CORRECTIONS"])
def test_a_setting_without_a_value_is_no_folder(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"SNUBS_{name}", "")
    with pytest.raises(ConfigError, match=f"{name.lower()}: is empty; name a file or folder"):
        load_settings()


def test_a_folder_is_no_workbook(week_sqlite: Any, tmp_path: Path) -> None:
    for place in ("/", str(tmp_path)):
        outcome = week_sqlite.desk.snubs("film", "Inception", "--xlsx", place)
        assert (outcome.code, outcome.err) == (2, f"snubs: {place}: is a folder; name a file\n")


@pytest.mark.parametrize("option", ["--xlsx", "--out"])
def test_a_device_is_written_to_and_stays_one(week_sqlite: Any, option: str, tmp_path: Path) -> None:
    command = "column" if option == "--out" else "film"
    device = tmp_path / "full"
    device.symlink_to("/dev/full")
    outcome = week_sqlite.desk.snubs(command, "Inception", option, str(device))
    assert outcome.code == 2
    assert outcome.err == f"snubs: {device}: cannot be written: No space left on device; choose another place\n"
    assert device.is_char_device()


@pytest.mark.parametrize(
    ("content", "says"), [("", "is empty"), (" \n\n", "is empty"), (",,\na,b,c\n", "names no column")]
)
def test_an_empty_file_is_called_that(desk: Any, content: str, says: str) -> None:
    file = desk.folder / "scores.csv"
    file.write_text(content, encoding="utf-8")
    outcome = desk.snubs("import", "scores", str(file), "--as-of", "2011-01-01", "--tier", "2")
    assert outcome.code == 2
    assert says in outcome.err
    assert "first line" in outcome.err


def test_a_page_that_is_damaged_where_no_question_looks_is_found_by_the_doctor(small: Any) -> None:
    with contextlib.closing(sqlite3.connect(small.database)) as database:
        (size,) = database.execute("PRAGMA page_size").fetchone()
        (page,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'release'").fetchone()
    with small.database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)
    outcome = small.snubs("doctor", "--json", at=None)
    [finding] = [one for one in outcome.json if one["what"] == "database"]
    assert (outcome.code, finding["state"]) == (2, "failed")
    assert finding["detail"].startswith(f"{small.database}: damaged; restore a copy")


def test_a_damaged_database_is_told_with_what_helps(small: Any) -> None:
    content = bytearray(small.database.read_bytes())
    content[4_096:] = b"\xa5" * (len(content) - 4_096)
    small.database.write_bytes(content)
    outcome = small.snubs("film", "Inception")
    assert (outcome.code, outcome.err.count("\n")) == (2, 1), outcome.err
    assert f"{small.database}: damaged" in outcome.err
    assert "run `snubs weekly`" in outcome.err
    small.database.unlink()
    assert small.snubs("weekly").code == 0
    assert small.snubs("film", "Inception").code == 0
