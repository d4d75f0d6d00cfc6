"""What a small command does not load: a start must not grow by what only large ones need."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
HEAVY = {"pandas", "numpy", "scipy", "sqlalchemy", "alembic", "scrapy", "twisted", "altair", "lxml", "sklearn"}
COMMANDS = [
    (["status"], 0),
    (["sources"], 0),
    (["sources", "--json"], 0),
    (["import", "list"], 0),
    (["run"], 0),
    (["statsu"], 2),
    (["status", "--jsno"], 2),
    (["film"], 2),
    (["film", "--help"], 0),
]
PROGRAM = """
import json, sys
from datetime import datetime
import time_machine

config, moment, commands = sys.argv[2], sys.argv[3], json.loads(sys.argv[4])
time_machine.travel(datetime.fromisoformat(moment), tick=False).start()
from jobs.cli.main import run_command

for command in commands:
    code = run_command(["--config", config, *command])
    print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]), file=sys.stderr)
"""


def test_small_commands_load_nothing_heavy(idle: Any, tools: Any) -> None:
    """In one process, one after another: each line tells what was loaded up to there."""
    commands = json.dumps([command for command, _ in COMMANDS])
    process = idle.start(tools.MONDAY.isoformat(), commands, program=("-c", PROGRAM))
    out, err = process.communicate(timeout=60)
    ends = [json.loads(line) for line in err.splitlines() if line.startswith("[")]
    assert [code for code, _ in ends] == [code for _, code in COMMANDS], err
    assert [HEAVY & set(modules) for _, modules in ends] == [set()] * len(COMMANDS), out


@pytest.fixture
def idle(short: Any) -> Any:
    """A desk at which nothing is due today."""
    short.snubs("run")
    return short


JUDGING = """
import sys
import jobs.cli.main
import tracker.judge.season

print(*({"pandas", "scipy", "pyarrow", "scipy.optimize"} & {*sys.modules}))
import pyarrow.parquet
"""


def test_judging_loads_neither_pyarrow_nor_the_search_for_roots() -> None:
    """Where pyarrow is installed, as it is here: exports import it by themselves."""
    done = subprocess.run([sys.executable, "-c", JUDGING], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == {"pandas", "scipy"}


SHELL = 'exec "$0" -m jobs.cli.main --config "$@"'


def _ended(desk: Any, how: str, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """How a command ends whose streams are as a shell's words say; no fixed clock."""
    command = ["bash", "-c", f"{SHELL} {how}", sys.executable, str(desk.config), *arguments]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SNUBS_")}
    return subprocess.run(command, check=False, cwd=ROOT, env=kept | environment, capture_output=True, timeout=120)


@pytest.fixture
def empty(desk: Any) -> Any:
    """A desk whose database has its tables and no rows: a process would take a second to make them."""
    assert desk.snubs("status").code == 0
    return desk


@pytest.mark.parametrize(
    ("how", "arguments", "code"),
    [
        ("2>&-", ["sources"], 0),
        (">&-", ["sources"], 0),
        ("2>&-", ["crawl", "oskars"], 2),
        ("<&- >&- 2>&-", ["status"], 0),
    ],
)
def test_a_closed_stream_is_no_reason_to_break(empty: Any, how: str, arguments: list[str], code: int) -> None:
    ended = _ended(empty, how, *arguments)
    assert (ended.returncode, b"Traceback" in ended.stdout + ended.stderr) == (code, False), ended


def test_a_closed_stream_is_no_reason_to_break_while_a_database_and_an_edition_are_made(desk: Any) -> None:
    ended = _ended(desk, "2>&-", "edition")
    assert (ended.returncode, b"Traceback" in ended.stdout + ended.stderr) == (0, False), ended


def test_help_that_cannot_be_written_is_told_in_a_line() -> None:
    command = ["bash", "-c", '"$0" -m jobs.cli.main --help >/dev/full', sys.executable]
    ended = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, timeout=60)
    assert ended.returncode == 2
    assert ended.stderr.startswith(b"snubs: the disk is full")
    assert ended.stderr.count(b"\n") == 1


def test_an_answer_that_cannot_be_written_is_told_in_a_line(small: Any) -> None:
    ended = _ended(small, ">/dev/full", "film", "Inception")
    assert (ended.returncode, ended.stderr.count(b"\n")) == (2, 1), ended.stderr
    assert ended.stderr.startswith(b"snubs: the disk is full")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_lacks_letters_shows_others(empty: Any, encoding: str) -> None:
    ended = _ended(empty, "", "sources", PYTHONIOENCODING=encoding)
    assert (ended.returncode, ended.stderr) == (0, b"")
    ended = _ended(empty, "", "sources", "--json", PYTHONIOENCODING=encoding)
    assert json.loads(ended.stdout) == empty.snubs("sources", "--json", at=None).json
