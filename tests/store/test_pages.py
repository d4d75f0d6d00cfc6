"""The store of raw pages."""

import errno
import gzip
import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import StoreError
from tracker.store import pages
from tracker.store.pages import PageStore

TEXT = b"{{Award category|#EEDD82|[[Academy Award for Best Picture|Best Picture]]}}"
SHA = hashlib.sha256(TEXT).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> PageStore:
    return PageStore(tmp_path / "pages")


@pytest.fixture
def run_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    (folder / "pages").mkdir(parents=True)
    (folder / "pages" / f"{SHA}.gz").write_bytes(gzip.compress(TEXT))
    return folder


def test_a_crawls_pages_are_moved_in_and_can_be_read(store: PageStore, run_dir: Path) -> None:
    assert store.adopt(run_dir) == 1
    assert store.has(SHA)
    assert store.read(SHA) == TEXT
    assert store.path(SHA).relative_to(store.root) == Path(SHA[:2]) / f"{SHA}.gz"
    assert list((run_dir / "pages").iterdir()) == []


def test_adopting_again_after_a_kill_finishes_the_work(store: PageStore, run_dir: Path) -> None:
    store.adopt(run_dir)
    (run_dir / "pages" / f"{SHA}.gz").write_bytes(gzip.compress(TEXT))
    assert store.adopt(run_dir) == 0
    assert store.adopt(run_dir / "nowhere") == 0
    assert store.read(SHA) == TEXT


def test_only_pages_are_adopted(store: PageStore, run_dir: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x")
    (run_dir / "pages" / "notes.txt").write_text("x")
    (run_dir / "pages" / f"{'b' * 64}.gz").symlink_to(secret)
    assert store.adopt(run_dir) == 1
    assert not store.has("b" * 64)


def test_pages_move_between_file_systems_whole(
    store: PageStore, run_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def other_device(self: Path, target: Path) -> Path:
        if self.parent == run_dir / "pages":
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", other_device)
    assert store.adopt(run_dir) == 1
    assert store.read(SHA) == TEXT
    assert list((run_dir / "pages").iterdir()) == []


def test_a_full_disk_leaves_nothing_half_written(store: PageStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match=r"pages cannot be stored \(No space left on device\); free some space"):
        store.put(TEXT)
    assert [path for path in store.root.rglob("*") if path.is_file()] == []


@given(st.binary(max_size=500))
def test_what_is_put_is_what_is_read(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    store = PageStore(tmp_path_factory.getbasetemp() / "put")
    assert store.read(store.put(body)) == body


@pytest.mark.parametrize(
    ("stored", "says"),
    [
        (gzip.compress(b"something else"), "not what was stored"),
        (gzip.compress(TEXT)[:-9], "cut short"),
        (b"not gzip", "cannot be read"),
        (b"", "cut short"),
        (gzip.compress(TEXT)[:-5] + b"12345", "cannot be read"),
    ],
    ids=[
        "another page",
        "cut short",
        "no gzip",
        "empty",
        "a wrong checksum",
    ],  # gzip writes the time into what it packs
)
def test_a_damaged_page_is_refused(store: PageStore, stored: bytes, says: str) -> None:
    store.path(SHA).parent.mkdir(parents=True)
    store.path(SHA).write_bytes(stored)
    with pytest.raises(StoreError, match=f"{SHA}.gz: .*{says}.*; `snubs crawl` its source again"):
        store.read(SHA)
    assert not store.has(SHA)


def test_a_damaged_page_is_replaced_by_one_that_comes_again(store: PageStore, run_dir: Path) -> None:
    store.path(SHA).parent.mkdir(parents=True)
    store.path(SHA).write_bytes(b"not gzip")
    assert store.adopt(run_dir) == 1
    assert store.read(SHA) == TEXT
    store.path(SHA).write_bytes(b"")
    assert store.put(TEXT) == SHA
    assert store.read(SHA) == TEXT


def test_a_page_that_unpacks_without_end_is_refused(store: PageStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MAX_BYTES", 1000)
    sha = store.put(b"\0" * 100_000)
    with pytest.raises(StoreError, match="larger than 1000 bytes"):
        store.read(sha)


def test_a_page_that_is_not_stored_names_the_remedy(store: PageStore) -> None:
    with pytest.raises(StoreError, match="not stored; `snubs crawl` its source again, or import its file again"):
        store.read(SHA)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, f"{'a' * 64}\n"])
def test_only_a_hash_is_a_place(store: PageStore, name: str) -> None:
    with pytest.raises(StoreError, match="is not a sha256"):
        store.path(name)
