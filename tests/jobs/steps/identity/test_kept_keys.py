"""Keys of films and people are kept, and made again where statements changed: those of matching everything."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from connections import connected

from jobs.steps.identity.keys import Keys, opened
from jobs.steps.identity.renew import kept_keys, renew
from jobs.steps.identity.season import season_frames_of
from jobs.steps.judging.judge import keyed_frames
from tracker.config import Thresholds
from tracker.domain.rules import load_rules
from tracker.judge.material.tables import build
from tracker.judge.season import Judgement, judge_seasons

KEYS = {
    "film": "frame, statement, position, film_year, film, film_reason",
    "credit": "frame, statement, position, film, person, person_qid, person_reason",
    "alike": "film, twin",
    "statement": "kind, id, page, film_year",
}
SEASON = 2010


def rows(keys: Keys) -> dict[str, set[Any]]:
    queries = {table: f"SELECT {columns} FROM {table}" for table, columns in KEYS.items()}  # noqa: S608 - constants
    return {table: set(keys.rows(query)) for table, query in queries.items()}


def anew(desk: Any, path: Path) -> dict[str, set[Any]]:
    """What matching everything says."""
    with connected(desk) as (context, conn), opened(path) as keys:
        renew(context, conn, keys)
        return rows(keys)


def change(desk: Any, sql: str) -> None:
    """Change statements as a run of their source would, which ends with them."""
    with closing(sqlite3.connect(desk.database)) as file, file:
        file.execute(sql)
        file.execute("UPDATE run SET finished_at = '2031-01-01 00:00:00.000000' WHERE source = 'oscars'")


RETRACT = (
    "UPDATE nomination SET retracted_run = last_seen_run WHERE body = '{body}' AND id IN "
    "(SELECT id FROM nomination WHERE body = '{body}' ORDER BY id LIMIT 30)"
)


@pytest.mark.parametrize("body", ["oscars", "baftas"])
def test_after_a_list_changed_the_keys_are_those_of_matching_everything(short: Any, tmp_path: Path, body: str) -> None:
    with connected(short) as (context, conn), kept_keys(context, conn) as keys:
        state = keys.state
    change(short, RETRACT.format(body=body))
    with connected(short) as (context, conn), kept_keys(context, conn) as keys:
        assert keys.touched_since(state) is not None, "lists alone have changed"
        assert SEASON in (keys.touched_since(state) or ())
        renewed = rows(keys)
    assert renewed == anew(short, tmp_path / "anew.sqlite3")


def test_a_film_that_the_registry_loses_touches_its_season(short: Any, tmp_path: Path) -> None:
    with connected(short) as (context, conn), kept_keys(context, conn) as keys:
        state = keys.state
    change(short, "UPDATE film SET retracted_run = last_seen_run WHERE qid = (SELECT max(qid) FROM film)")
    with connected(short) as (context, conn), kept_keys(context, conn) as keys:
        assert keys.touched_since(state), "not every season"
        assert rows(keys) == anew(short, tmp_path / "anew.sqlite3")


def test_nothing_is_matched_while_no_source_was_read(short: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with connected(short) as (context, conn), kept_keys(context, conn) as keys:
        state, before = keys.state, rows(keys)
    monkeypatch.setattr("jobs.steps.identity.renew.match", None)
    with connected(short) as (context, conn), kept_keys(context, conn) as keys:
        assert keys.touched_since(state) == frozenset()
        assert rows(keys) == before


def test_a_list_that_is_held_touches_its_season_and_the_next(short: Any) -> None:
    with connected(short) as (context, conn), kept_keys(context, conn) as keys:
        state = keys.state
    change(short, "UPDATE ceremony_list SET state = 'held' WHERE body = 'baftas' AND film_year = 2010")
    with connected(short) as (context, conn), kept_keys(context, conn) as keys:
        assert {SEASON, SEASON + 1} <= (keys.touched_since(state) or set())


ONE = "retracted_run IS NULL AND id = (SELECT min(id) FROM nomination WHERE source = '{source}')"


@pytest.mark.parametrize(("gone", "touched"), [(ONE, {SEASON}), ("true", {SEASON - 1, SEASON, SEASON + 1})])
def test_a_nomination_that_goes_touches_the_whole_list_only_if_its_source_may_speak_no_more(
    worked: Any, gone: str, touched: set[int]
) -> None:
    with connected(worked) as (context, conn), kept_keys(context, conn) as keys:
        state = keys.state
    source = "oscars_shortlists"  # beside the list of nominations
    where = gone.format(source=source)
    change(worked, f"UPDATE nomination SET retracted_run = last_seen_run WHERE source = '{source}' AND {where}")  # noqa: S608
    with connected(worked) as (context, conn), kept_keys(context, conn) as keys:
        assert keys.touched_since(state) == touched


def test_a_season_is_judged_from_its_own_frames_as_from_everything(worked: Any) -> None:
    with connected(worked) as (context, conn):
        whole = keyed_frames(conn, context.corrections)
        with kept_keys(context, conn) as keys:
            own = season_frames_of(context, conn, keys, [SEASON])
    judged, again = judgement(whole), judgement(own)
    for name in ("verdicts", "evidence", "eligibility", "gates", "factors", "films", "people"):
        pd.testing.assert_frame_equal(getattr(judged, name), getattr(again, name))


def judgement(frames: dict[str, pd.DataFrame]) -> Judgement:
    (judged,) = judge_seasons(
        build(frames), seasons=[SEASON], rules=load_rules(), thresholds=Thresholds(), as_of=date(2011, 2, 14)
    )
    return judged


def test_kept_keys_are_those_of_frames_with_every_column(worked: Any) -> None:
    with connected(worked) as (context, conn), kept_keys(context, conn) as keys:
        whole = keyed_frames(conn, context.corrections)
        for name in ("works", "top_tens", "eligibility", "releases", "scores", "mentions", "facts", "credits"):
            again = keys.completed(name, whole[name])
            for column in {"film", "film_reason", "person", "person_qid"} & {*again.columns}:
                assert again[column].tolist() == whole[name][column].tolist(), (name, column)


def kept_file(desk: Any) -> Path:
    return Path(desk.data / "archive-editions-keys.sqlite3")


def test_keys_of_which_a_letter_changed_are_made_again(short: Any) -> None:
    with connected(short) as (context, conn), kept_keys(context, conn) as keys:
        state, before = keys.state, rows(keys)
    content = kept_file(short).read_bytes()
    assert b"Natalie Portman" in content
    kept_file(short).write_bytes(content.replace(b"Natalie Portman", b"Natalie Portmam"))
    with connected(short) as (context, conn), kept_keys(context, conn) as keys:
        assert rows(keys) == before
        assert keys.touched_since(state) is None, "everything is judged again"


def test_bytecode_that_another_process_is_writing_makes_no_keys_again(
    small: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bytecode = tmp_path / "program" / "__pycache__"
    bytecode.mkdir(parents=True)
    monkeypatch.setattr("jobs.steps.identity.renew.tracker", SimpleNamespace(__path__=[str(bytecode.parent)]))
    with connected(small) as (context, conn), kept_keys(context, conn) as keys:
        state = keys.state
    (bytecode / "titles.cpython-311.pyc.140234").symlink_to("renamed since")
    with connected(small) as (context, conn), kept_keys(context, conn) as keys:
        assert keys.state == state


def test_a_refit_does_not_trust_kept_keys(small: Any) -> None:
    before = cell(small)
    assert small.snubs("edition", "--refit").code == 0
    assert cell(small) != before, "another file"


def cell(desk: Any) -> str:
    with closing(sqlite3.connect(kept_file(desk))) as file:
        return str(file.execute("SELECT value FROM about WHERE name = 'file'").fetchone()[0])
