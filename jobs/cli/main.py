"""The command `snubs` and its commands. Help answers before anything heavy is imported."""

import gc
import os
import sys
from functools import cache
from importlib import import_module
from io import TextIOWrapper
from itertools import chain

# As type checkers know it; `typing` itself takes as long to load as an interpreter takes to start.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    import typer

# The matrices here are small: a second BLAS thread waits more than it works, many times over on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Looking for plugins among the installed distributions takes longer than reading every source file.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


class _PandasAlone:
    """Hides pyarrow from pandas while that loads; whoever imports it otherwise finds it.

    pandas takes it in where it is installed, for types that no column here has: 38 MB of every process.
    """

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> None:
        if name == "pyarrow" and "pandas" in sys.modules and not hasattr(sys.modules["pandas"], "DataFrame"):
            raise ModuleNotFoundError(name=name)


sys.meta_path.insert(0, _PandasAlone())

_HELP = os.path.join(os.path.dirname(__file__), "help.txt")  # noqa: PTH118, PTH120 - pathlib takes longer than the answer


COMMANDS = {
    "publishing": ("weekly", "compare", "report", "export", "column"),
    "scheduling": ("run", "schedule"),
    "collecting": ("crawl", "reparse", "new_source", "articles"),
    "backfilling": ("backfill",),
    "film": ("film",),
    "questions": ("person", "season", "race", "seasons", "category", "changes", "search"),
    "records": ("records",),
    "reviewing": ("match", "read"),
    "evaluating": ("evaluate",),
    "exploring": ("explore",),
    "editions": ("edition",),
    "overview": ("sources", "status", "doctor"),
}
"""Functions that are commands, by their module in `jobs.cli.commands`; `new_source` is called `new-source`."""
GROUPS = {
    "db": ("overview", "database"),
    "editions": ("editions", "editions"),
    "import": ("importing", "imports"),
    "press": ("press", "press"),
    "review": ("reviewing", "review"),
}
"""Groups of commands: the module of each, and its name there."""


def collect_rarely() -> None:
    """Seasons are millions of values without cycles: looking for some as often as usual takes a fifth of the time."""
    gc.set_threshold(200_000, 50, 1_000)


def _help() -> str:
    with open(_HELP, encoding="utf-8") as file:  # noqa: PTH123
        return file.read()


def _styled(text: str) -> str:
    """Headings in bold where a person is looking and has not said NO_COLOR."""
    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return text
    return "".join(
        f"\033[1m{line}\033[0m" if line.rstrip().endswith(":") and not line.startswith(" ") else line
        for line in text.splitlines(keepends=True)
    )


def application(called: str = "") -> "typer.Typer":
    """The application with every command, or with the one that is called: the modules of the others take long to load.

    Args:
        called: the name of a command or group; all of them for any other word.
    """
    import typer

    from jobs.cli import options

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
    groups = {name: _loaded(*GROUPS[name]) for name in filter(wanted.__contains__, GROUPS)}
    for name, group in groups.items():
        app.add_typer(group, name=name)
    for one in (app, *groups.values()):
        for registered in one.registered_commands:
            registered.help = _flowing(registered.help or registered.callback.__doc__)
    return app


def _flowing(text: str) -> str:
    """Paragraphs of a docstring without their line breaks: a terminal is narrower than the code, or wider."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def _loaded(module: str, name: str) -> "Any":
    return getattr(import_module(f"jobs.cli.commands.{module}"), name)


@cache
def _command(called: str) -> "Any":
    """What runs a command line; once a process, for a scheduler or tests that run many."""
    from typer.main import get_command

    return get_command(application(called))


def run_command(arguments: list[str]) -> int:
    """Run one command line and give its exit code."""
    from jobs.cli.options import settings_first, words_of

    arguments = settings_first(arguments)
    try:
        command = _command(next(words_of(arguments), ""))
        code = int(command(arguments, prog_name="snubs", standalone_mode=False) or 0)
        if sys.stdout:  # a caller may have closed it
            sys.stdout.flush()
    except BaseException as error:
        from jobs.cli.exits import ended

        return ended(error, arguments)
    return code


def settle_streams() -> None:
    """Give every command three streams that take whatever it says.

    A stream that the caller closed leads nowhere; else the next file that is opened would stand in its place, and be
    written to. What a terminal's encoding does not know is shown as "?".
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the least number that is free: this one
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w" if number else "r", encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower() not in ("utf-8", "utf8"):
            stream.reconfigure(errors="replace")


def _show_help() -> int:
    try:
        sys.stdout.write(_styled(_help()))
        sys.stdout.flush()
    except OSError as error:
        from jobs.cli.exits import ended

        return ended(error, [])
    return 0


def main() -> None:
    """Entry point of the console script."""
    settle_streams()
    if sys.argv[1:] in ([], ["--help"], ["-h"]):
        sys.exit(_show_help())
    collect_rarely()
    code = run_command(sys.argv[1:])
    gc.freeze()  # else the interpreter looks through all values once more as it ends: a tenth of a short answer
    sys.exit(code)


if __name__ == "__main__":
    main()
