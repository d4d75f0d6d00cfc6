"""Identify a working process so that a later one with the same number is not mistaken for it."""

import os
from pathlib import Path

_START = 19
"""Place of the start time in /proc/PID/stat, counted behind the command's closing bracket."""


def worker(host: str) -> tuple[str, str]:
    """Host and process of a worker called `host` or `host:pid`; without a number it is this process."""
    name, colon, number = host.rpartition(":")
    if colon and number.isdigit():
        return name, token(int(number))
    return host, token(os.getpid())


def token(pid: int) -> str:
    """The process's number and, where the system gives it, its start time."""
    start = _started(pid)
    return str(pid) if start is None else f"{pid}/{start}"


def alive(process: str) -> bool:
    """Whether the process of a token still runs on this host."""
    number = process.partition("/")[0]
    if not number.isdigit():
        return False
    if "/" in process:
        return token(int(number)) == process
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:  # it runs, under another user
        return True
    return True


def _started(pid: int) -> str | None:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    dead = not fields or fields[0] == "Z"
    return None if dead or len(fields) <= _START else fields[_START]
