"""The application: every command of `snubs`, in its group."""

from pathlib import Path
from typing import Annotated

import typer

from jobs.cli import options
from jobs.cli.commands import (
    collecting,
    evaluating,
    importing,
    overview,
    press,
    publishing,
    questions,
    reviewing,
    scheduling,
)

app = typer.Typer(
    name="snubs",
    help="What acclaimed films missed, with a source, a date and a reason.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 10 something changed (with --detect-changes), 20 something is held, "
    "30 a source failed, 40 refused by policy, 2 usage or configuration, 1 a bug.",
)
for _command in (
    *(publishing.weekly, scheduling.run, collecting.crawl, collecting.reparse, collecting.new_source),
    *(
        publishing.compare,
        publishing.report,
        publishing.export,
        questions.film,
        reviewing.match,
        questions.records,
        reviewing.read,
    ),
    *(evaluating.evaluate, overview.sources, overview.status, overview.doctor, scheduling.schedule),
    publishing.column,
    collecting.articles,
):
    app.command()(_command)
app.add_typer(overview.database, name="db")
app.add_typer(importing.imports, name="import")
app.add_typer(press.press, name="press")
app.add_typer(reviewing.review, name="review")


def _print_version(wanted: bool) -> None:
    if wanted:
        from tracker import version

        typer.echo(f"snubs {version()}")
        raise typer.Exit


@app.callback()
def main_options(
    command: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option("--config", help="Settings file; default: SNUBS_CONFIG, else config.yaml in this folder."),
    ] = None,
    version: Annotated[  # noqa: ARG001 - handled eagerly
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """What acclaimed films missed, with a source, a date and a reason."""
    options.State.config = config
    command.call_on_close(options.close)
