"""Deciding which film is meant: shown before it is stored, told in the next report, and taken back."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tracker.store import frames
from tracker.store.engine import reading

pytestmark = pytest.mark.usefixtures("bare_reports")

NOBODY = ("--who", "A. Desk", "--why", "a namesake")
LINK, FILM = "wp:127 Hours", "Q174371"


@pytest.fixture
def desk(short_week: Any, tmp_path: Path) -> Any:
    """An operator whose first report is out."""
    return short_week.desk.copy(tmp_path)


def _report(desk: Any, tools: Any, hours: int) -> dict[str, list[dict[str, str]]]:
    """The tables of the next weekly report, the one that is compared with the report before."""
    ran = desk.snubs("weekly", at=tools.MONDAY + timedelta(hours=hours))
    assert ran.code == 0, ran.err
    tables: dict[str, list[dict[str, str]]] = tools.tables(desk.output / "latest")
    return tables


def test_a_decision_is_shown_before_it_is_stored(desk: Any) -> None:
    own = desk.data / "identity-corrections.csv"
    shown = desk.snubs("review", "decide", LINK, "--is-not", FILM, *NOBODY)
    assert shown.code == 0, shown.err
    assert f"{LINK} is not {FILM} (A. Desk, 2011-02-14: a namesake)" in shown.out
    assert "NOMINATED" in shown.out
    assert "nothing stored" in shown.out
    assert not own.exists()
    stored = desk.snubs("review", "decide", LINK, "--is-not", FILM, *NOBODY, "--yes", "--json").json
    assert stored["stored"]
    assert stored["titles"] > 0
    assert {change["cause"] for change in stored["changes"]} == {"identity correction"}
    assert own.read_text(encoding="utf-8").splitlines()[1].startswith(f"different,{FILM},{LINK},")


def _statements(desk: Any) -> list[pd.DataFrame]:
    with reading(desk.context().engine) as conn:
        return [frames.nominations(conn), frames.works(conn), frames.credits(conn)]


def test_the_next_report_says_why_and_so_does_taking_it_back_but_no_statement_changes(desk: Any, tools: Any) -> None:
    before = _statements(desk)
    assert desk.snubs("review", "decide", LINK, "--is-not", FILM, *NOBODY, "--yes").code == 0
    for one, other in zip(before, _statements(desk), strict=True):
        pd.testing.assert_frame_equal(one, other)
    changes = [row for row in _report(desk, tools, 1)["changes"] if row["cause"] == "identity correction"]
    assert changes
    assert {row["why"] for row in changes} == {f"{LINK} is not {FILM} (A. Desk, 2011-02-14: a namesake)"}
    assert {row["film_qid"] for row in changes} == {FILM, ""}  # the namesake has no id
    outcome = desk.snubs("review", "undo", "--who", "A. Desk", "--why", "it is", "--yes")
    assert outcome.code == 0, outcome.err
    changes = [row for row in _report(desk, tools, 2)["changes"] if row["cause"] == "identity correction"]
    assert changes
    assert all(row["why"].startswith("No longer in force: ") for row in changes)
    log = desk.snubs("review", "log", "--json").json
    assert log[-1]["undone"].endswith("A. Desk: it is")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("decide", "nonsense", "--is", FILM, *NOBODY), "'nonsense' is no key of another work"),
        (("decide", LINK, "--is", FILM, "--none", *NOBODY), "--is says it all"),
        (("decide", LINK, *NOBODY), "is no open case"),
        (("alias", "tt1542344", "x", *NOBODY), "film 'tt1542344' is not a Wikidata id"),
        (("alias", "Q999999999999", "x", *NOBODY), "Q999999999999: no film at hand has this id; `snubs search TITLE`"),
        (("retitle", "Q999999999999", "x", *NOBODY), "no film at hand has this id"),
        (("undo", *NOBODY), "no decision to take back"),
    ],
)
def test_what_cannot_be_decided_is_one_line(desk: Any, arguments: tuple[str, ...], message: str) -> None:
    ran = desk.snubs("review", *arguments)
    assert ran.code == 2
    assert message in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_log_without_decisions_says_so(desk: Any) -> None:
    assert "nothing has been decided yet" in desk.snubs("review", "log").out


def test_a_contradiction_names_both_lines_and_stops_every_judgement(desk: Any) -> None:
    assert desk.snubs("review", "decide", "tt9", "--is", FILM, *NOBODY, "--yes").code == 0
    ran = desk.snubs("review", "decide", "tt9", "--is-not", FILM, *NOBODY, "--yes")
    assert ran.code == 2
    assert "contradicts" in ran.err
    assert "identity-corrections.csv:2" in ran.err
    own = desk.data / "identity-corrections.csv"
    own.write_text(own.read_text(encoding="utf-8") + f"different,{FILM},tt9,,B,2011-02-15,no,,\n", encoding="utf-8")
    ran = desk.snubs("compare", "--season", "2010")
    assert ran.code == 2
    assert "identity-corrections.csv:3" in ran.err
    assert "identity-corrections.csv:2" in ran.err


def test_open_cases_stand_beside_their_candidates(desk: Any) -> None:
    cases = desk.snubs("review", "--json").json
    for case in cases:
        assert case["candidates"]
        assert [c["score"] for c in case["candidates"]] == sorted(
            (c["score"] for c in case["candidates"]), reverse=True
        )
    if cases:
        key = cases[0]["key"]
        assert desk.snubs("review", "decide", key, "--none", *NOBODY, "--yes").code == 0
        assert key not in [case["key"] for case in desk.snubs("review", "--json").json]
