"""The options that stand before a command, those that commands share, and what every command is given."""

from collections.abc import Iterator
from itertools import islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.domain.errors import ConfigError

if TYPE_CHECKING:
    from jobs.context import Context
    from tracker.edition.read import Edition


def path(text: str | Path) -> Path:
    """A file or folder that is named; an empty name is that of a variable without a value, not of this folder.

    Raises:
        BadParameter: it is empty.
    """
    if text == "":
        raise typer.BadParameter("is empty; name a file or folder, or leave it out")
    return Path(text)


def one_form(command: typer.Context, wanted: bool) -> bool:
    """Refuse two forms of what goes to standard output.

    Raises:
        ConfigError: both are wanted.
    """
    if wanted and (command.params.get("as_json") or command.params.get("as_csv")):
        raise ConfigError("--json and --csv exclude each other; give one of them")
    return wanted


Json = Annotated[
    bool, typer.Option("--json", callback=one_form, help="One JSON document on standard output, for scripts.")
]
Csv = Annotated[
    bool,
    typer.Option(
        "--csv", callback=one_form, help="One CSV table on standard output, exact, for programs; with every row."
    ),
]
Xlsx = Annotated[
    Path | None,
    typer.Option(
        "--xlsx", parser=path, help="Also write this workbook, for a spreadsheet: a sheet a table, every row."
    ),
]
All = Annotated[bool, typer.Option("--all", help="Every row; else at most a screen is shown.")]
Season = Annotated[
    int | None,
    typer.Option("--season", min=1900, max=2200, help="Film year, for example 2010 for the 2011 ceremonies."),
]
Out = Annotated[
    Path | None, typer.Option("--out", parser=path, help="Folder to write to; default: output_dir of the settings.")
]
DetectChanges = Annotated[bool, typer.Option("--detect-changes", help="Exit 10 when readers will see a change.")]


class State:
    """The options before the command, and the command's context."""

    command: typer.Context
    config: Path | None = None
    context: "Context | None" = None


def this_context() -> "Context":
    """The surroundings of this command: the settings in force and progress on a terminal; a signal ends it in order."""
    from jobs.stopping import handling, stop

    State.command.with_resource(handling(stop))
    return _context()


def _context() -> "Context":
    from jobs.cli.console import progress
    from jobs.context import Context

    State.context = Context.load(State.config, progress)
    return State.context


def this_edition() -> "Edition":
    """The edition that holds now."""
    from jobs.steps.editions.current import to_ask

    return to_ask(_context())


def close() -> None:
    """Release the command's resources, however it ended."""
    if State.context is not None:
        State.context.close()
    State.context = None


def _print_version(wanted: bool) -> None:
    if wanted:
        from tracker import version

        typer.echo(f"snubs {version()}")
        raise typer.Exit


def main_options(
    command: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config", parser=path, help="Settings file; default: SNUBS_CONFIG, else config.yaml in this folder."
        ),
    ] = None,
    version: Annotated[  # noqa: ARG001 - handled eagerly
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """What acclaimed films missed, with a source, a date and a reason."""
    State.command, State.config = command, config
    command.call_on_close(close)


def settings_first(arguments: list[str]) -> list[str]:
    """The same command line with its settings file before the command, wherever it was named."""
    words, settings, others = iter(arguments), [], []
    for word in words:
        if word == "--":
            others += [word, *words]
        elif word == "--config":
            settings += [word, *islice(words, 1)]
        elif word.startswith("--config="):
            settings += word.split("=", 1)
        else:
            others.append(word)
    return settings if settings[-1:] == ["--config"] else [*settings, *others]  # the first of them lacks its file


def words_of(arguments: list[str]) -> Iterator[str]:
    """What of a command line stands before its options, the settings file apart."""
    own = arguments[2:] if arguments[:1] == ["--config"] else arguments
    return takewhile(lambda word: not word.startswith("-"), own)
