"""Live data and the bundled archive never mix, whichever settings are lost or contradict each other."""

from pathlib import Path
from typing import Any

import pytest

from postgresql import migrated_database

pytestmark = pytest.mark.usefixtures("bare_reports")

FEW = {"sources": {"on": ["cdg"]}}
COMMANDS = [
    ["weekly"],
    ["run"],
    ["schedule"],
    ["reparse"],
    ["report"],
    ["export", "--all", "--out", "exported"],
    ["compare"],
    ["film", "Low Water"],
    ["status"],
]


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Any) -> dict[str, str]:
    """Settings of one database, named by its address."""
    if request.param == "sqlite":
        return {"database_url": f"sqlite:///{tmp_path / 'one.sqlite3'}"}
    return {"database_url": migrated_database(request.getfixturevalue("postgresql_server"))}


def filled_live(desk: Any, tools: Any, services: Any, **settings: Any) -> Any:
    outcome = tools.live(desk, services, **FEW, **settings).snubs("crawl", "cdg", "--season", "2010")
    assert outcome.code == 0, outcome.err
    return desk


def refused(outcome: Any, *words: str) -> bool:
    return outcome.code == 40 and len(outcome.err.splitlines()) == 1 and all(word in outcome.err for word in words)


def test_a_lost_contact_over_live_data_is_refused(desk: Any, tools: Any, services: Any) -> None:
    filled_live(desk, tools, services).set(**FEW)
    for command in COMMANDS:
        outcome = desk.snubs(*command)
        assert refused(outcome, "snubs.sqlite3 holds live data", "SNUBS_CONTACT", "SNUBS_OFFLINE=1"), outcome
    assert not list(desk.output.glob("*"))
    assert not (desk.data / "archive.sqlite3").exists()


def test_the_archive_has_a_database_of_its_own(desk: Any, tools: Any, services: Any) -> None:
    filled_live(desk, tools, services)
    before = desk.statements()
    outcome = desk.set(offline=True, **FEW).snubs("crawl", "cdg")
    assert outcome.code == 0, outcome.err
    assert (desk.data / "archive.sqlite3").is_file()
    assert tools.live(desk, services, **FEW).statements() == before


def test_an_archive_report_does_not_take_the_place_of_a_live_one(desk: Any, tools: Any, services: Any) -> None:
    live = tools.live(desk, services, **FEW).snubs("weekly", "--season", "2010")
    assert live.code == 0, live.err
    newest = (desk.output / "latest").resolve()
    outcome = desk.set(offline=True, **FEW).snubs("weekly")
    assert outcome.code == 0, outcome.err
    assert (desk.output / "latest").resolve() == newest
    assert "output/latest stays with the report of live data" in outcome.out
    assert len(list(desk.output.glob("20*"))) == 2, "the report of the archive has a folder of its own"
    again = tools.live(desk, services, **FEW).snubs("weekly", "--season", "2010", "--json")
    assert (desk.output / "latest").resolve() == Path(again.json["folder"])


def test_a_live_report_takes_the_place_of_one_of_the_archive(desk: Any, tools: Any, services: Any) -> None:
    for newest in (desk.set(offline=True, **FEW), tools.live(desk, services, **FEW)):
        outcome = newest.snubs("weekly", "--season", "2010", "--json")
        assert outcome.code == 0, outcome.err
        assert (desk.output / "latest").resolve() == Path(outcome.json["folder"])


QUESTIONS = [
    ["season", "2010"],
    ["category", "cdg", "costume_design"],
    ["changes", "--since", "2011-01-01"],
    ["search", "costume designers"],
    ["records", "--of", "film", "--with", "cdg"],
    ["status"],
]


def test_with_both_at_hand_every_answer_says_of_which_it_speaks(desk: Any, tools: Any, services: Any) -> None:
    filled_live(desk, tools, services)
    assert desk.set(offline=True, **FEW).snubs("crawl", "cdg").code == 0
    answers = {}
    for origin, words, other in (("archive", "bundled archive", "live data"), ("live", "live data", "bundled archive")):
        own = desk.set(offline=True, **FEW) if origin == "archive" else tools.live(desk, services, **FEW)
        for question in QUESTIONS:
            outcome = own.snubs(*question)
            assert outcome.code == 0, outcome.err
            assert words in outcome.out.splitlines()[-1], question
            assert other not in outcome.out, question
            answer = own.snubs(*question, "--json").json
            assert (answer.get("edition") or answer.get("scope") or answer)["origin"] == origin, question
            answers[origin, question[0]] = outcome.out
    assert all(answers["live", name] != answers["archive", name] for name, *_ in QUESTIONS)


def test_an_offline_run_over_a_live_database_is_refused(
    desk: Any, tools: Any, services: Any, address: dict[str, str]
) -> None:
    filled_live(desk, tools, services, **address)
    for settings in ({"offline": True}, {}):
        assert refused(desk.set(**settings, **address, **FEW).snubs("run"), "holds live data", "SNUBS_CONTACT")
    assert tools.live(desk, services, **FEW, **address).snubs("crawl", "cdg", "--season", "2010").code == 0


def test_a_live_crawl_into_an_archive_database_is_refused(
    desk: Any, tools: Any, services: Any, address: dict[str, str]
) -> None:
    assert desk.set(offline=True, **address, **FEW).snubs("crawl", "cdg").code == 0
    outcome = tools.live(desk, services, **FEW, **address).snubs("crawl", "cdg", "--season", "2010")
    assert refused(outcome, "holds the bundled archive", "move it away")
    assert services.requests == []


def test_a_live_crawl_that_brings_nothing_leaves_the_database_open_to_either(
    desk: Any, tools: Any, services: Any, address: dict[str, str]
) -> None:
    services.faults["Costume"] = lambda *_: tools.Reply(b"", status=500)
    outcome = tools.live(desk, services, **FEW, **address).snubs("crawl", "cdg", "--season", "2010")
    assert (outcome.code, len(services.requests) > 0) == (30, True)
    assert desk.set(offline=True, **address, **FEW).snubs("crawl", "cdg").code == 0
    assert refused(tools.live(desk, services, **FEW, **address).snubs("crawl", "cdg"), "holds the bundled archive")


def test_the_archive_is_read_after_a_first_live_crawl_that_failed(desk: Any, tools: Any, services: Any) -> None:
    services.faults["Costume"] = lambda *_: tools.Reply(b"", status=500)
    assert tools.live(desk, services, **FEW).snubs("crawl", "cdg", "--season", "2010").code == 30
    outcome = desk.set(**FEW).snubs("crawl", "cdg")
    assert outcome.code == 40, "a crawl says that it needs a contact"
    assert "SNUBS_OFFLINE=1" in outcome.err
    assert desk.snubs("weekly").code == 0


def test_the_doctor_names_the_lost_contact(desk: Any, tools: Any, services: Any) -> None:
    filled_live(desk, tools, services).set(**FEW)
    outcome = desk.snubs("doctor", "--json")
    (finding,) = [one for one in outcome.json if one["what"] == "database"]
    assert (finding["state"], "SNUBS_CONTACT" in finding["detail"]) == ("failed", True)


def test_imports_alone_leave_a_database_open_to_either(desk: Any, tools: Any, services: Any, tmp_path: Any) -> None:
    file = tmp_path / "lists.csv"
    file.write_text("title,metascore\nLow Water,81\n", encoding="utf-8")
    address = {"database_url": f"sqlite:///{tmp_path / 'one.sqlite3'}"}
    arguments = ["import", "scores", str(file), "--as-of", "2011-02-01", "--tier", "3"]
    outcome = desk.set(offline=True, **address).snubs(*arguments)
    assert outcome.code == 0, outcome.err
    assert filled_live(desk, tools, services, **address).snubs("import", "list").code == 0
