"""Help that is a file must say what the commands say."""

from pathlib import Path

import jobs
from jobs.cli.helptext import WIDTH, help_text


def test_the_help_file_equals_what_the_commands_say() -> None:
    written = Path(jobs.__file__).parent.joinpath("cli", "help.txt").read_text(encoding="utf-8")
    assert written == help_text(), "run: python -m jobs.cli.helptext"


def test_the_help_fits_a_terminal() -> None:
    assert max(map(len, help_text().splitlines())) <= WIDTH
