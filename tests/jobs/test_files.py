"""Files that a person names are bounded as what is crawled is."""

import os
import threading
from pathlib import Path
from typing import Any

import pytest

from jobs.files import content
from tracker.domain.errors import InputError


@pytest.mark.parametrize(
    "command",
    [
        ("press", "read"),
        ("press", "add"),
        ("import", "scores", "--as-of", "2011-01-01", "--tier", "3"),
        ("read", "oscars", "83"),
    ],
)
def test_a_file_without_an_end_is_refused_in_one_line(desk: Any, command: tuple[str, ...]) -> None:
    ran = desk.snubs(*command, "/dev/zero")
    assert (ran.code, len(ran.err.splitlines())) == (2, 1), ran.err
    assert "/dev/zero: larger than " in ran.err
    assert not desk.data.joinpath("pages").exists()


def test_a_page_of_the_largest_size_is_read_and_a_byte_more_is_not(tmp_path: Path) -> None:
    file = tmp_path / "page"
    file.write_bytes(b"x" * 10)
    assert content(file, 10, "split it") == b"x" * 10
    with pytest.raises(InputError, match=f"{file}: larger than 9 bytes; split it"):
        content(file, 9, "split it")
    with pytest.raises(InputError, match="cannot be read: Is a directory; name a file"):
        content(tmp_path, 9, "split it", "name a file")


def test_what_another_program_pipes_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"words",))
    writer.start()
    assert content(pipe, 10, "split it") == b"words"
    writer.join()
