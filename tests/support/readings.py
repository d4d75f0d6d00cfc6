"""What the real pages beside the checkout say: several tests ask, and each page is read once for a test run.

What takes long to import is imported by those who ask: the process that starts the others runs no test.
"""

import hashlib
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tracker.domain.facts.records import PageRecord, Record
    from tracker.domain.lists.problems import Problem
    from tracker.domain.sources import Source

Reading = tuple["PageRecord", "list[Record]", "list[Problem]"]
SavedPage = Callable[["Source", str, int], Reading]


def read_saved(folder: Path, source: "Source", title: str, ceremony: int) -> Reading:
    """A saved page, and what it says."""
    from spiders.catalogue import read_page
    from tracker.domain.facts.records import Origin, PageRecord

    path = folder / f"{title.replace(' ', '_')}.wikitext"
    page = PageRecord(
        id=title,
        source=source.name,
        title=title,
        url=f"https://en.wikipedia.org/wiki/{path.stem}",
        retrieved_at="2026-01-01T00:00:00Z",
        origin=Origin.LIVE,
        ceremony=ceremony,
    )
    return page, *read_page(source, page, path.read_bytes())


@pytest.fixture(scope="session")
def saved_page(session_folder: Path) -> SavedPage:
    """Reads a page of ../shared/wiki by source, title and ceremony; whichever process asks first reads it for all."""
    shared = Path(__file__).resolve().parents[3] / "shared"
    folder = session_folder / "readings"
    folder.mkdir(exist_ok=True)

    def read(source: "Source", title: str, ceremony: int) -> Reading:
        if not shared.is_dir():
            pytest.skip("needs ../shared (real pages and records), which this machine does not have")
        file = folder / hashlib.sha256(f"{source.name} {title} {ceremony}".encode()).hexdigest()
        if not file.exists():
            draft = file.with_suffix(f".{os.getpid()}")
            draft.write_bytes(pickle.dumps(read_saved(shared / "wiki" / "pages", source, title, ceremony)))
            draft.rename(file)
        reading: Reading = pickle.loads(file.read_bytes())  # noqa: S301 - written above
        return reading

    return read
