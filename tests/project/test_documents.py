"""What the documents promise must be what the code does."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from pydantic import BaseModel

from jobs.cli.main import application
from tracker.config import Settings
from tracker.domain.errors import Exit
from tracker.domain.facts.tables import tables
from tracker.domain.verdicts import Label
from tracker.domain.yamltext import load_yaml
from tracker.report.words import words

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
OPERATORS = ("README.md", "docs/operating.md", "config.yaml")
ENVIRONMENT = re.compile(r"\bSNUBS_[A-Z][A-Z_]*[A-Z]\b")


def mentioned(text: str) -> Iterator[list[str]]:
    """Command lines of `snubs` in code spans and indented or fenced blocks, without what only stands for more."""
    spans = [*re.findall(r"`([^`\n]+)`", text), *re.findall(r"^ {4}(.+)$", text, re.MULTILINE)]
    for span in spans:
        for part in re.split(r"&&|\||>>|;", span):
            match = re.match(r"(?:[\w* /$~]*(?:SNUBS_\w+=\S+ )*)(?:\.venv/bin/)?\bsnubs (\S.*)", part.strip())
            if match:
                yield shlex.split(match[1].replace("…", ""))


LINES = [(d.relative_to(ROOT).as_posix(), line) for d in DOCUMENTS for line in mentioned(d.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    ("document", "line"), LINES, ids=lambda value: " ".join(value) if isinstance(value, list) else value
)
def test_every_command_in_a_document_exists_with_its_options(document: str, line: list[str]) -> None:
    command: Any = typer.main.get_command(application())
    words = list(line)
    while words and words[0].startswith("--config"):
        words = words[2:]
    while hasattr(command, "commands") and words and not words[0].startswith("-"):
        assert words[0] in command.commands, f"{document}: there is no command `snubs {' '.join(line)}`"
        command = command.commands[words.pop(0)]
    known = {option for parameter in command.params for option in parameter.opts} | {"--help", "--version"}
    for word in words:
        if word.startswith("--"):
            assert word in known, f"{document}: `snubs {' '.join(line)}`: {command.name} has no {word}"


def test_commands_are_found_in_the_documents() -> None:
    assert len(LINES) > 25


def test_the_readme_lists_every_command() -> None:
    root: Any = typer.main.get_command(application())
    groups = {name: getattr(command, "commands", None) for name, command in root.commands.items()}
    every = [n for n, inner in groups.items() if not inner]
    every += [f"{name} {sub}" for name, inner in groups.items() for sub in inner or ()]
    listed = re.findall(r"^\| `snubs ([^`]+)`", README, re.MULTILINE)
    assert [name for name in every if not any(f"{one} ".startswith(f"{name} ") for one in listed)] == []


def variables(model: type[BaseModel], prefix: str = "SNUBS_") -> Iterator[tuple[str, bool]]:
    """Environment names of a model's settings, and whether each holds settings of its own."""
    for name, field in model.model_fields.items():
        inner = field.annotation
        nested = isinstance(inner, type) and issubclass(inner, BaseModel)
        yield prefix + name.upper(), nested
        if nested and isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from variables(inner, f"{prefix}{name.upper()}__")


def test_every_setting_stands_in_the_readme_with_its_variable() -> None:
    rows = dict(re.findall(r"^\| `([a-z_]+)` \| (.+?) \|", README, re.MULTILINE))
    assert set(rows) == set(Settings.model_fields)
    for name, environment in rows.items():
        assert f"SNUBS_{name.upper()}" in environment


@pytest.mark.parametrize("name", [*OPERATORS, "jobs/cli/help.txt"])
def test_every_variable_a_document_names_is_a_setting(name: str) -> None:
    real = {variable for variable, _ in variables(Settings)} | {"SNUBS_CONFIG"}
    names = set(ENVIRONMENT.findall((ROOT / name).read_text(encoding="utf-8")))
    assert names - real == set()


def test_the_shipped_settings_are_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, _ in variables(Settings):
        monkeypatch.delenv(variable, raising=False)
    shipped = load_yaml((ROOT / "config.yaml").read_text(encoding="utf-8"), "config.yaml")
    assert Settings(**shipped) == Settings()


@pytest.mark.parametrize("name", ["README.md", "docs/operating.md"])
def test_the_exit_codes_are_those_of_the_command(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    table = text[text.index("| exit code |") :].split("\n\n")[0]
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)] == sorted(
        code.value for code in Exit
    )


def test_the_readme_explains_every_label_and_no_other() -> None:
    table = README[README.index("| label |") :].split("\n\n")[0]
    names = [
        label for row in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE) for label in re.findall(r"`(\w+)`", row)
    ]
    assert sorted(names) == sorted(Label)


def test_the_readme_lists_every_table() -> None:
    assert set(re.findall(r"^\| `(\w+)\.csv` \|", README, re.MULTILINE)) == set(tables())


def test_the_index_lists_every_document() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"\]\(([\w./-]+\.md)\)", index))
    there = {p.relative_to(ROOT / "docs").as_posix() for p in ROOT.glob("docs/**/*.md")} - {"README.md"}
    assert there - listed == set()


PLACE = re.compile(r"`((?:alembic|benchmarks|docs|jobs|spiders|tests|tracker|training)/[\w./*-]+)`")
MADE_UP = ("/NAME", "example_awards", "goyas")
"""What a path has that stands for any body; `tests/sources` is made with the first drafted source."""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_place_that_a_document_names_is_there(document: Path) -> None:
    places = [place for place in PLACE.findall(document.read_text(encoding="utf-8")) if place != "tests/sources/"]
    assert [p for p in places if not any(word in p for word in MADE_UP) and not list(ROOT.glob(p))] == []


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_targets_a_document_names_are_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        names = set(re.findall(r"`make ([a-z]+)`", text)) | set(re.findall(r"^ {4}make ([a-z]+)", text, re.MULTILINE))
        assert names - targets == set(), document.name


def test_pictures_are_small() -> None:
    pictures = list((ROOT / "docs" / "images").glob("*.png"))
    assert pictures
    assert all(picture.stat().st_size < 300_000 for picture in pictures)


def test_every_reason_in_the_table_of_labels_has_words_for_readers() -> None:
    table = (ROOT / "docs" / "verdicts.md").read_text(encoding="utf-8").split("| label | when |")[1].split("\n\n")[0]
    codes = {code for row in table.splitlines()[2:] for code in re.findall(r"`([a-z_]+)`", row.split("|")[3])}
    assert len(codes) > 25
    assert sorted(codes - words().reasons.keys() - {"nominated", "won"}) == []
