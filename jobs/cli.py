"""The command `snubs`. Help and version answer before anything heavy is imported."""

import os
import sys
from pathlib import Path

_HELP = Path(__file__).with_name("help.txt")


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
        sys.stdout.write(_styled(_HELP.read_text(encoding="utf-8")))
        return
    from jobs.commands import run

    run()


if __name__ == "__main__":
    main()
