"""The three streams of a command, whatever the caller made of them."""

import os
import sys
from io import TextIOWrapper

# As type checkers know it; `typing` itself takes as long to load as an interpreter takes to start.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


def has_every_letter(stream: "TextIO") -> bool:
    """Whether a stream's encoding knows every letter."""
    return (stream.encoding or "utf-8").lower() in ("utf-8", "utf8")


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
        if isinstance(stream, TextIOWrapper) and not has_every_letter(stream):
            stream.reconfigure(errors="replace")
