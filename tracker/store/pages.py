"""Raw pages by the hash of their bytes, kept so that statements can be read again."""

import errno
import gzip
import hashlib
import os
import re
import secrets
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.domain.errors import StoreError

MAX_BYTES = 64 * 1024 * 1024
"""No page is larger than this when unpacked."""
AGAIN = "`snubs crawl` its source again, or import its file again"
"""What brings a page back: nobody takes one for known that is not stored as it was."""
_NAME = re.compile(r"([0-9a-f]{64})\.gz")


class PageStore:
    """A folder `ab/<sha256>.gz` for pages whose hash begins with `ab`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, sha256: str) -> Path:
        """The path of a hash's page, whether or not it exists."""
        if not _NAME.fullmatch(f"{sha256}.gz"):
            raise StoreError(f"{sha256!r} is not a sha256; no page can have it")
        return self.root / sha256[:2] / f"{sha256}.gz"

    def has(self, sha256: str) -> bool:
        """Whether the page is stored, and is what was stored."""
        try:
            self.read(sha256)
        except StoreError:
            return False
        return True

    def adopt(self, run_dir: Path) -> int:
        """Move a crawl's pages in and return how many are new; sound pages moved before are left alone.

        Raises:
            StoreError: the folder cannot be written or the disk is full; the rest stays where it was.
        """
        count = 0
        folder = run_dir / "pages"
        for page in sorted(folder.iterdir()) if folder.is_dir() else []:
            name = _NAME.fullmatch(page.name)
            if name and page.is_file() and not page.is_symlink():
                count += self._take(page, name[1])
        return count

    def _take(self, page: Path, sha256: str) -> bool:
        target = self.path(sha256)
        with self._storing():
            if self.has(sha256):
                page.unlink()
                return False
            target.parent.mkdir(parents=True, exist_ok=True)
            _move(page, target)
        return True

    @contextmanager
    def _storing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(
                f"{self.root}: pages cannot be stored ({error.strerror}); free some space or mend its rights"
            ) from error

    def put(self, body: bytes) -> str:
        """Keep a page; returns its hash.

        Raises:
            StoreError: the folder cannot be written or the disk is full.
        """
        sha256 = hashlib.sha256(body).hexdigest()
        target = self.path(sha256)
        if not self.has(sha256):
            with self._storing():
                target.parent.mkdir(parents=True, exist_ok=True)
                _write(target, gzip.compress(body, mtime=0))
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes of a page.

        Raises:
            StoreError: not here, damaged, or larger than any page.
        """
        path = self.path(sha256)
        try:
            body = _unpack(path.read_bytes())
        except FileNotFoundError as error:
            raise StoreError(f"{path}: the page is not stored; {AGAIN}") from error
        except (OSError, zlib.error, EOFError) as error:
            raise StoreError(f"{path}: the page cannot be read ({error}); {AGAIN}") from error
        if hashlib.sha256(body).hexdigest() != sha256:
            raise StoreError(f"{path}: the page is not what was stored; {AGAIN}")
        return body


def _unpack(packed: bytes) -> bytes:
    """Unpack at most MAX_BYTES, however small the packed size."""
    unpacker = zlib.decompressobj(wbits=31)
    body = unpacker.decompress(packed, MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        raise EOFError(f"larger than {MAX_BYTES} bytes")
    if not unpacker.eof:
        raise EOFError("cut short")
    return body


def _move(page: Path, target: Path) -> None:
    try:
        page.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _write(target, page.read_bytes())
        page.unlink()


def _write(target: Path, packed: bytes) -> None:
    """Write the whole file or none."""
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with part.open("wb") as file:
            file.write(packed)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
