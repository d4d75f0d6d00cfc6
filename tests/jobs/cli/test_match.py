"""`snubs match`: answers in a file, a line for people, JSON for scripts, errors without a trace."""

import json
from pathlib import Path

import pytest

from jobs.cli.main import run_command
from tracker.domain.errors import Exit

REGISTRY = "imdb_id,title,year,director,original_title\ntt0000001,Winter,2010,Ann Lee,\n"
QUERIES = "query_id,title,year,director,source\nq1,1. Winter,2011,,list\nq2,Autumn,2010,,list\n"


def match(folder: Path, *more: str, queries: str = QUERIES) -> int:
    (folder / "registry.csv").write_text(REGISTRY, encoding="utf-8")
    (folder / "queries.csv").write_text(queries, encoding="utf-8")
    files = [f"--{name}={folder / name}.csv" for name in ("registry", "queries", "out")]
    return run_command(["match", *files, *more])


def test_the_answers_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert match(tmp_path, "--json") == Exit.DONE
    answer = json.loads(capsys.readouterr().out)
    assert {name: answer[name] for name in ("lines", "accept", "review", "none")} == {
        "lines": 2,
        "accept": 1,
        "review": 0,
        "none": 1,
    }
    assert (tmp_path / "out.csv").read_text().splitlines()[1].startswith("q1,tt0000001,")


def test_a_bad_file_is_one_line_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert match(tmp_path, queries=QUERIES.replace("q2", "q1")) == Exit.USAGE
    output = capsys.readouterr()
    assert "queries.csv:3, column query_id: 'q1' is given twice" in output.err
    assert output.out == ""
    assert not (tmp_path / "out.csv").exists()
