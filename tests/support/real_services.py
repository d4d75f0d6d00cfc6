"""A real MediaWiki and a real SPARQL endpoint beside the checkout."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from processes import in_use

SHARED = Path(__file__).resolve().parents[3] / "shared"
PATIENCE = 60
SILENT: dict[str, int] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)


class _Service:
    """A service of ../shared: started on a free port unless it runs already, and stopped if it was started here."""

    def __init__(self, folder: str, cache: str) -> None:
        self.program = SHARED / folder / "serve"
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        self.lock = home / f"{cache}.tests.lock"
        self.ours = home / f"{cache}.tests.started"
        self.pid = home / cache / "pid"

    def start(self) -> None:
        if self._call("status").returncode == 0:
            return
        started = self._call("start", "--port", str(_free_port()))
        if started.returncode != 0:
            pytest.skip(f"does not start here: {(started.stderr or started.stdout).strip()[-200:]}")
        self.ours.touch()

    def stop(self) -> None:
        """Until nobody takes it for running; what it still does takes seconds, and `serve` does one thing at a time."""
        if self.ours.exists():
            subprocess.run(["setsid", "--fork", self.program, "stop"], check=True, **SILENT)
            late = time.monotonic() + PATIENCE
            while self.pid.exists() and time.monotonic() < late:
                time.sleep(0.01)
            self.ours.unlink()

    def address(self) -> str:
        return next(word for word in self._call("status").stdout.split() if word.startswith("http://127.0.0.1"))

    def _call(self, *command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([self.program, *command], capture_output=True, text=True, timeout=300, check=False)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def _running(folder: str, cache: str) -> Iterator[str]:
    service = _Service(folder, cache)
    if not service.program.is_file():
        pytest.skip(f"needs ../shared/{folder}, which this machine does not have")
    service.lock.parent.mkdir(parents=True, exist_ok=True)
    with in_use(service.lock, service.start, service.stop):
        yield service.address()


@pytest.fixture(scope="session")
def test_wiki() -> Iterator[str]:
    """Address of the Action API of a real MediaWiki with real pages."""
    with _running("wiki", "snub-wiki") as address:
        yield address


@pytest.fixture(scope="session")
def test_sparql() -> Iterator[str]:
    """Address of a real SPARQL endpoint with real facts."""
    with _running("wikidata", "snub-wikidata") as address:
        yield address
