"""What a small command does not load: a start must not grow by what only large ones need."""

import json
from typing import Any

import pytest

HEAVY = {"pandas", "numpy", "scipy", "sqlalchemy", "alembic", "scrapy", "twisted", "altair", "lxml", "sklearn"}
PROGRAM = """
import json, os, sys
from datetime import datetime
import time_machine

time_machine.travel(datetime.fromisoformat(sys.argv.pop(1)), tick=False).start()
from jobs.cli.exits import run_command

code = run_command(sys.argv[1:])
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["status"], 0),
        (["sources"], 0),
        (["sources", "--json"], 0),
        (["import", "list"], 0),
        (["run"], 0),
        (["statsu"], 2),
        (["status", "--jsno"], 2),
        (["film"], 2),
        (["film", "--help"], 0),
    ],
    ids=str,
)
def test_a_small_command_loads_nothing_heavy(idle: Any, tools: Any, arguments: list[str], code: int) -> None:
    process = idle.start(*arguments, program=("-c", PROGRAM, tools.MONDAY.isoformat()))
    out, err = process.communicate(timeout=60)
    ended, modules = json.loads(err.splitlines()[-1])
    assert ended == code, err
    assert not HEAVY & set(modules), out


@pytest.fixture(scope="module")
def idle(week_sqlite: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A desk at which nothing is due today."""
    desk = week_sqlite.desk.copy(tmp_path_factory.mktemp("idle"))
    desk.snubs("run")
    return desk
