"""The command `snubs`. Help answers before anything heavy is imported."""

import gc
import os
import sys

# The matrices here are small: a second BLAS thread waits more than it works, many times over on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Looking for plugins among the installed distributions takes longer than reading every source file.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

_HELP = os.path.join(os.path.dirname(__file__), "help.txt")  # noqa: PTH118, PTH120 - pathlib takes longer than the answer


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


def main() -> None:
    """Entry point of the console script."""
    if sys.argv[1:] in ([], ["--help"], ["-h"]):
        sys.stdout.write(_styled(_help()))
        return
    from jobs.cli.exits import run_command

    collect_rarely()
    sys.exit(run_command(sys.argv[1:]))


if __name__ == "__main__":
    main()
