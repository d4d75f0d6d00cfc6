"""A dated folder stands whole or not at all."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.domain.errors import Exit, OutputError
from tracker.export.folder import PARTIAL, publish

ROOT = Path(__file__).resolve().parents[2]


def page(text: str):  # type: ignore[no-untyped-def]
    return lambda folder: (folder / "report.html").write_text(text)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_name_that_is_taken_is_never_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "out" / "2026-01-12"
    places = [publish(target, page(text), latest=True) for text in "abc"]
    assert [place.name for place in places] == ["2026-01-12", "2026-01-12.2", "2026-01-12.3"]
    assert [(place / "report.html").read_text() for place in places] == ["a", "b", "c"]
    assert (target.parent / "latest" / "report.html").read_text() == "c"
    assert names(target.parent) == {"2026-01-12", "2026-01-12.2", "2026-01-12.3", "latest"}


def test_a_report_that_is_not_published_leaves_latest_where_it_was(tmp_path: Path) -> None:
    publish(tmp_path / "2026-01-12", page("published"), latest=True)
    publish(tmp_path / "2026-01-13", page("by hand"))
    assert (tmp_path / "latest" / "report.html").read_text() == "published"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_the_last_report_and_one_clear_line(tmp_path: Path, code: int) -> None:
    target = tmp_path / "2026-01-12"
    publish(target, page("good"), latest=True)

    def half(folder: Path) -> None:
        (folder / "report.html").write_text("half")
        raise OSError(code, "full")

    with pytest.raises(OutputError, match=r"no space left.*SNUBS_OUTPUT_DIR") as caught:
        publish(target, half, latest=True)
    assert caught.value.exit_code == Exit.USAGE
    assert "\n" not in str(caught.value)
    assert names(tmp_path) == {"2026-01-12", "latest"}
    assert (tmp_path / "latest" / "report.html").read_text() == "good"


def test_a_bug_while_writing_passes_through_and_leaves_nothing(tmp_path: Path) -> None:
    def broken(folder: Path) -> None:
        (folder / "csv").mkdir()
        raise KeyError("column")

    with pytest.raises(KeyError):
        publish(tmp_path / "2026-01-12", broken)
    assert names(tmp_path) == set()


def test_an_output_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError, match=r"out: cannot write the report.*output_dir"):
        publish(tmp_path / "out" / "2026-01-12", page("x"))


def test_a_users_own_folder_called_latest_stays(tmp_path: Path) -> None:
    (tmp_path / "latest").mkdir()
    (tmp_path / "latest" / "mine.txt").write_text("mine")
    assert (publish(tmp_path / "2026-01-12", page("x"), latest=True) / "report.html").exists()
    assert names(tmp_path) == {"2026-01-12", "latest"}
    assert (tmp_path / "latest" / "mine.txt").read_text() == "mine"


KILLED = """
import os, signal, sys
from pathlib import Path
from tracker.export.folder import publish
def die(folder):
    (folder / "report.html").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
publish(Path(sys.argv[1]), die)
"""


def test_what_a_killed_run_left_is_hidden_and_cleaned_by_the_next(tmp_path: Path) -> None:
    target = tmp_path / "2026-01-12"
    subprocess.run([sys.executable, "-c", KILLED, str(target)], cwd=ROOT, check=False)
    assert [name.startswith(PARTIAL) for name in names(tmp_path)] == [True]
    publish(target, page("whole"), latest=True)
    assert names(tmp_path) == {"2026-01-12", "latest"}


def test_a_run_that_is_still_writing_is_left_alone(tmp_path: Path) -> None:
    def outer(folder: Path) -> None:
        publish(tmp_path / "2026-01-13", page("inner"), latest=True)
        (folder / "report.html").write_text("outer")

    place = publish(tmp_path / "2026-01-12", outer, latest=True)
    assert (place / "report.html").read_text() == "outer"
    assert names(tmp_path) == {"2026-01-12", "2026-01-13", "latest"}


def test_what_stands_in_the_place_of_latest_is_kept_and_the_remedy_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "latest" / "mine").mkdir(parents=True)
    publish(tmp_path / "2026-01-12", page("published"), latest=True)
    assert caplog.messages == [f"{tmp_path}: `latest` was not moved: Is a directory; move away what stands there"]
    assert names(tmp_path / "latest") == {"mine"}
