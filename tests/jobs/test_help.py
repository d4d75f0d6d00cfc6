"""Help that is a file must say what the commands say."""

from pathlib import Path

import pytest
import typer

import jobs
from jobs.cli.helptext import GROUPS, WIDTH, help_text
from jobs.cli.main import application


def test_the_help_file_equals_what_the_commands_say() -> None:
    written = Path(jobs.__file__).parent.joinpath("cli", "help.txt").read_text(encoding="utf-8")
    assert written == help_text(), "run: python -m jobs.cli.helptext"


def test_the_help_fits_a_terminal() -> None:
    assert max(map(len, help_text().splitlines())) <= WIDTH


@pytest.mark.parametrize("name", [*GROUPS["Questions"], "editions diff", "compare", "report", "export"])
def test_the_help_of_a_question_has_an_example_in_paragraphs(name: str) -> None:
    command: object = typer.main.get_command(application(name.split(maxsplit=1)[0]))
    for word in name.split():
        command = getattr(command, "commands", {}).get(word, command)
    first, *more = str(getattr(command, "help", "")).split("\n\n")
    assert first.endswith(".")
    assert any(part.startswith("For example: snubs ") for part in more)
    assert not any("\n" in part or "[" in part for part in more), "a terminal wraps lines and reads brackets as style"
