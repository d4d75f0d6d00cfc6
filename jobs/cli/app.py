"""The application: every command of `snubs`, in its group."""

from importlib import import_module
from itertools import chain
from typing import Any

import typer

from jobs.cli import options

COMMANDS = {
    "publishing": ("weekly", "compare", "report", "export", "column"),
    "scheduling": ("run", "schedule"),
    "collecting": ("crawl", "reparse", "new_source", "articles"),
    "questions": ("film", "records"),
    "reviewing": ("match", "read"),
    "evaluating": ("evaluate",),
    "overview": ("sources", "status", "doctor"),
}
"""Functions that are commands, by their module in `jobs.cli.commands`; `new_source` is called `new-source`."""
GROUPS = {
    "db": ("overview", "database"),
    "import": ("importing", "imports"),
    "press": ("press", "press"),
    "review": ("reviewing", "review"),
}
"""Groups of commands: the module of each, and its name there."""


def application(called: str = "") -> typer.Typer:
    """The application with every command, or with the one that is called: the modules of the others take long to load.

    Args:
        called: the name of a command or group; all of them for any other word.
    """
    app = typer.Typer(
        name="snubs",
        help="What acclaimed films missed, with a source, a date and a reason.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog="Exit codes: 0 done, 10 something changed (with --detect-changes), 20 something is held, "
        "30 a source failed, 40 refused by policy, 2 usage or configuration, 1 a bug.",
    )
    app.callback()(options.main_options)
    names = {*chain(*COMMANDS.values()), *GROUPS}
    name = called.replace("-", "_")
    wanted = {name} if name in names else names
    for module, commands in COMMANDS.items():
        for command in filter(wanted.__contains__, commands):
            app.command()(_loaded(module, command))
    for name in filter(wanted.__contains__, GROUPS):
        app.add_typer(_loaded(*GROUPS[name]), name=name)
    return app


def _loaded(module: str, name: str) -> Any:
    return getattr(import_module(f"jobs.cli.commands.{module}"), name)
