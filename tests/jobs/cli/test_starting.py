"""What a small command does not load: a start must not grow by what only large ones need."""

import json
from typing import Any

import pytest

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
