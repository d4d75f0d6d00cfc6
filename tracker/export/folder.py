"""Publish a dated folder whole or not at all: it is written under a hidden name, then renamed."""

import errno
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from tracker.domain.errors import OutputError

try:
    import fcntl
except ImportError:  # no advisory locks on this system: unfinished folders are then left for people to remove
    fcntl = None  # type: ignore[assignment]

PARTIAL = ".snubs-partial-"
LATEST = "latest"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_log = logging.getLogger(__name__)


def publish(target: Path, write: Callable[[Path], None], *, latest: bool = False) -> Path:
    """Write a folder atomically.

    Args:
        target: the folder to create, for example `output/2026-11-23`; taken names get `.2`, `.3` and so on, and no
            folder is ever overwritten.
        write: fills the empty folder that it is given.
        latest: whether `latest` beside it is to point to it.

    Returns:
        The folder's path.

    Raises:
        OutputError: disk full, read-only and the like. Any error of `write` other than `OSError` passes through.
            Nothing is left behind in either case.
    """
    try:
        return _publish(target, write, latest=latest)
    except OSError as error:
        raise OutputError(_explain(target, error)) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; a device or a pipe is written to, and stays what it is.

    Raises:
        OutputError: it cannot be written.
    """
    if path.is_dir():
        raise OutputError(f"{path}: is a folder; name a file")
    part = path.with_name(f".{path.name}.part")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written: {error.strerror}; choose another place") from error


def make_parent(folder: Path) -> None:
    """Create the parent of the dated folders, so that an unwritable place fails before long work begins.

    Raises:
        OutputError: it is a file, or may not be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(_explain(folder / "new", error)) from error
    if not os.access(folder, os.W_OK):
        raise OutputError(f"{folder}: may not be written; check --out or output_dir (SNUBS_OUTPUT_DIR)")


def _explain(target: Path, error: OSError) -> str:
    if error.errno in _FULL:
        return f"{target.parent}: no space left; free some or set output_dir (SNUBS_OUTPUT_DIR) to another disk"
    what = error.strerror or str(error)
    place = error.filename or target.parent
    return f"{place}: cannot write the report: {what}; check --out or output_dir (SNUBS_OUTPUT_DIR)"


def _publish(target: Path, write: Callable[[Path], None], *, latest: bool) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    with locked(target.parent):
        remove_unfinished(target.parent)
        partial = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=target.parent))
        mine = _hold(partial)
    try:
        write(partial)
        _settle(partial)
        with locked(target.parent):
            place = _free_name(target)
            partial.rename(place)
            if latest:
                _point_latest(place)
        sync(target.parent)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    finally:
        _release(mine)
    return place


def remove_unfinished(folder: Path) -> None:
    """Remove what killed runs left in `folder`; a run that is still writing locks its own folder, which stays."""
    if fcntl is None:
        return
    for partial in folder.glob(f"{PARTIAL}*"):
        with suppress(OSError):
            handle = _hold(partial)
            shutil.rmtree(partial)
            _release(handle)


def _hold(folder: Path) -> int | None:
    """Lock a folder for as long as this process lives.

    Raises:
        BlockingIOError: another process holds it.
    """
    if fcntl is None:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    return handle


def _release(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let one process at a time choose names in a folder."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _free_name(target: Path) -> Path:
    names = (target if n == 1 else target.with_name(f"{target.name}.{n}") for n in count(1))
    return next(name for name in names if not os.path.lexists(name))


def _settle(folder: Path) -> None:
    """Set the permissions of the operator's umask and flush to disk."""
    umask = os.umask(0)
    os.umask(umask)
    folder.chmod(0o777 & ~umask)
    for path in sorted(folder.rglob("*")):
        sync(path)
    sync(folder)


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk, so that a name never leads to less than was written.

    Raises:
        OSError: it cannot be.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _point_latest(place: Path) -> None:
    """Move `latest` in one step; on a file system without symbolic links there is only the dated folder."""
    link = place.with_name(f"{PARTIAL}latest")
    try:
        link.unlink(missing_ok=True)
        link.symlink_to(place.name, target_is_directory=True)
        link.replace(place.with_name(LATEST))
    except OSError as error:
        with suppress(OSError):
            link.unlink(missing_ok=True)
        remedy = "; move away what stands there" if error.errno == errno.EISDIR else ""
        _log.warning("%s: `latest` was not moved: %s%s", place.parent, error.strerror or error, remedy)
