"""A report takes over a file of the last one only where it would be made alike, and is as it was written."""

import json
import os
from pathlib import Path

import pytest

from tracker.export.last import Files, hash_of, of_live_data

NAMES = ("csv/films.csv", "snubs.xlsx")


@pytest.fixture
def last(tmp_path: Path) -> Path:
    """A report of two files that were made together."""
    folder = tmp_path / "last"
    (folder / "csv").mkdir(parents=True)
    for name in NAMES:
        (folder / name).write_bytes(f"{name}\r\n".encode())
    files = Files(folder)
    files.note(NAMES, hash_of("tables"))
    (folder / "run.json").write_text(json.dumps({"files": files.made}), encoding="utf-8")
    return folder


def taken(last: Path, made_of: str = "") -> dict[str, bytes] | None:
    folder = last.with_name("new")
    folder.mkdir()
    files = Files(folder, last)
    if not files.take_over(NAMES, made_of or hash_of("tables")):
        assert not list(folder.iterdir()), "nothing is half taken over"
        assert not files.made
        return None
    assert list(files.made) == list(NAMES)
    return {name: (folder / name).read_bytes() for name in NAMES}


def test_equal_files_of_equal_input_are_copied_and_stay_apart(last: Path) -> None:
    assert taken(last) == {name: (last / name).read_bytes() for name in NAMES}
    (last.with_name("new") / NAMES[0]).write_bytes(b"edited")
    assert (last / NAMES[0]).read_bytes() != b"edited", "who edits one report edits no other"


def test_nothing_is_taken_over_where_it_is_made_of_something_else(last: Path) -> None:
    assert taken(last, hash_of("other tables")) is None


@pytest.mark.parametrize("content", [b"", b"csv/films.csv\r", b"csv/films.csv\r\nby hand\r\n", None])
def test_a_file_that_was_edited_cut_or_deleted_is_made_anew_with_those_made_beside_it(
    last: Path, content: bytes | None
) -> None:
    (last / NAMES[0]).unlink()
    if content is not None:
        (last / NAMES[0]).write_bytes(content)
    assert taken(last) is None


@pytest.mark.parametrize("record", [None, "", "{", "[]", '{"files": []}', '{"files": {"snubs.xlsx": 1}}', "{}"])
def test_a_report_that_says_nothing_of_its_files_gives_none(last: Path, record: str | None) -> None:
    (last / "run.json").unlink()
    if record is not None:
        (last / "run.json").write_text(record, encoding="utf-8")
    assert taken(last) is None


def test_brackets_within_brackets_are_no_report(last: Path) -> None:
    (last / "run.json").write_text("[" * 200_000, encoding="utf-8")
    assert taken(last) is None
    assert not of_live_data(last)


@pytest.mark.parametrize("name", [*NAMES, "run.json"])
@pytest.mark.parametrize("device", ["", "/dev/zero"])
def test_what_is_no_file_is_not_read(last: Path, name: str, device: str) -> None:
    (last / name).unlink()
    (last / name).symlink_to(device) if device else os.mkfifo(last / name)
    assert taken(last) is None
    assert not of_live_data(last)


def test_there_may_be_no_last_report(last: Path) -> None:
    assert not Files(last).take_over(NAMES, hash_of("tables"))
