"""What the processes of one test run share: folders that one of them makes, and services that one of them starts."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def session_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that every process of this test run sees; pytest-xdist puts those of its workers into it."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """A folder that the first process to ask for it makes, while the others wait: copy it, never write into it."""
    made = folder / ".made"
    with _locked(folder.with_suffix(".lock")):
        if not made.exists():
            folder.mkdir()
            make(folder)
            made.touch()
    return folder


@contextmanager
def in_use(lock: Path, start: Callable[[], None], stop: Callable[[], None]) -> Iterator[None]:
    """A service that the first process to need it starts, and that the last one to leave stops."""
    users = lock.with_suffix(".users")
    with users.open("a") as handle:
        with _locked(lock):
            fcntl.flock(handle, fcntl.LOCK_SH)
            start()
        try:
            yield
        finally:
            with _locked(lock), suppress(BlockingIOError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                stop()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
