"""What every step of a run needs: settings, sources, clock and places."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from jobs.progress import Progress, no_progress
from tracker.config import Settings, load_settings
from tracker.domain.errors import ConfigError, PolicyError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from spiders.asking.job import Limits
    from tracker.domain.sources import Source
    from tracker.identity.corrections import Corrections
    from tracker.store.origin import Held
    from tracker.store.plain import Rows

CRAWL, WEEKLY, NOTHING, BACKFILL = "crawl", "weekly", "nothing to ask", "backfill"
"""Jobs as the run table and the claims name them."""
PRESS = "press"
"""The source of what the operator reads of the press."""
ASK_AGAIN = timedelta(days=30)
"""A link that led nowhere is asked again after this; pages are written, and ids given, later."""
ARCHIVED_SEASON = 2010
"""Film year of the bundled archive."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Context:
    """One invocation's surroundings; the clock is a function so that tests can stand still."""

    settings: Settings
    now: Callable[[], datetime] = _utc_now
    host: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}")
    limits: "Limits | None" = None
    """How long a crawl waits, and how much it takes; None for what the services ask for."""
    progress: Progress = no_progress
    """Shows how far a long step is."""

    @classmethod
    def load(cls, config: Path | None = None, progress: Progress = no_progress) -> "Context":
        """The context of the configuration in force."""
        return cls(load_settings(config), progress=progress)

    @cached_property
    def sources(self) -> "dict[str, Source]":
        """The sources that are on, by name; the archive's own files only where the archive is read.

        Film articles and bodies' own pages only where it is not.

        Raises:
            ConfigError: `sources.on` or `sources.off` names one that does not exist.
        """
        from spiders.catalogue import family_of, load_sources

        catalogue = load_sources()
        wanted = self.settings.sources
        for name in (*wanted.on, *wanted.off):
            if name not in catalogue:
                raise ConfigError(f"sources: there is no source {name!r}; `snubs sources` lists them")
        chosen = {n: s for n, s in catalogue.items() if (not wanted.on or n in wanted.on) and n not in wanted.off}
        archive = self.settings.archive_only
        return {n: s for n, s in chosen.items() if (family_of(s).archived if archive else family_of(s).live)}

    @cached_property
    def corrections(self) -> "Corrections":
        """People's decisions about identity: those that ship with the tracker and the operator's own.

        Raises:
            InputError: a file cannot be read, or decisions contradict each other.
        """
        from tracker.identity.corrections import Corrections, read_corrections, shipped

        return Corrections((*shipped(), *read_corrections(self.settings.corrections_file)))

    @property
    def origin(self) -> "Held":
        """What the database is to hold: live data, or the bundled archive."""
        return "archive" if self.settings.archive_only else "live"

    @cached_property
    def engine(self) -> "Engine":
        """The database, migrated to this version.

        Raises:
            PolicyError: it holds what the settings do not ask for, or the contact of live data is lost.
            ConfigError: its address names a folder that does not exist.
        """
        from tracker.store.engine import open_engine, reading
        from tracker.store.origin import refuse_mixing
        from tracker.store.plain import revision_of, revisions, rows_of

        self.require_kept_contact()
        self.require_database_folder()
        url = self.settings.database
        engine = open_engine(url)
        if revision_of(engine) != revisions()[-1]:
            from tracker.store import migrate

            migrate.upgrade(url)
        try:
            with reading(engine) as conn:
                refuse_mixing(rows_of(conn), self.origin, url)
        except PolicyError:
            engine.dispose()
            raise
        return engine

    @contextmanager
    def glance(self) -> Iterator["Rows"]:
        """Plain queries over one state of the database, migrated to this version, for small questions.

        Raises:
            StoreError: the database cannot be used.
            PolicyError: as `engine`.
        """
        from tracker.store.origin import KEPT, refuse_mixing
        from tracker.store.plain import reading

        self.require_kept_contact()
        with reading(self.settings.database, lambda: self.engine) as rows:
            if rows(KEPT) not in ([], [(self.origin,)]):
                refuse_mixing(rows, self.origin, self.settings.database)
            yield rows

    def require_kept_contact(self) -> None:
        """Refuse to read the archive only because the contact of the live data at hand was lost.

        Raises:
            PolicyError: names the setting.
        """
        from tracker.store.origin import is_live, refuse

        if (live := self.settings.deserted) and is_live(live):
            refuse("live", live)

    def require_database_folder(self) -> None:
        """Refuse an address whose folder does not exist: a slip in it would begin an empty database elsewhere.

        Raises:
            ConfigError: names the folder; that of `data_dir` is made.
        """
        from tracker.store.engine import parse_url, sqlite_path

        path = sqlite_path(parse_url(self.settings.database_url)) if self.settings.database_url else None
        if path and not path.parent.is_dir():
            raise ConfigError(f"{path.parent}: no such folder; make it, or mend database_url (SNUBS_DATABASE_URL)")

    def close(self) -> None:
        """Give the database's connections back."""
        if "engine" in self.__dict__:
            self.engine.dispose()

    def require_contact(self) -> None:
        """Refuse to go live unless someone can be asked about it; the crawl itself refuses too.

        Raises:
            PolicyError: names the setting.
        """
        if not self.settings.contact:
            raise PolicyError(
                "a live crawl needs a contact: set `contact` in config.yaml or SNUBS_CONTACT to your email address or "
                "page, or SNUBS_OFFLINE=1 to read the bundled archive"
            )

    @property
    def season(self) -> int:
        """The film year that is being awarded now; the archive knows one season only."""
        from tracker.domain.ceremonies import current_season

        return ARCHIVED_SEASON if self.settings.archive_only else current_season(self.now())

    @property
    def today(self) -> date:
        """The calendar day in the operator's zone."""
        return self.now().astimezone(ZoneInfo(self.settings.timezone)).date()

    @property
    def pages_dir(self) -> Path:
        """Raw pages by the hash of their bytes."""
        return self.settings.data_dir / "pages"

    @property
    def crawls_dir(self) -> Path:
        """One folder a crawl, while it is being read in."""
        return self.settings.data_dir / "crawls"

    @property
    def unfinished_dir(self) -> Path:
        """Answers of crawls that were stopped, until what they are a part of has been read whole."""
        return self.settings.data_dir / "unfinished"

    @property
    def editions_dir(self) -> Path:
        """Editions, one file each; those of the archive lie apart, as its database does."""
        return self.settings.data_dir / ("archive-editions" if self.settings.archive_only else "editions")


def state_of(*folders: Path) -> list[tuple[str, int, int]]:
    """Name, bytes and last change (nanoseconds) of every file of the program: its code and its reviewed data.

    Bytecode counts for nothing: another process may be writing it at this moment.
    """
    every = []
    for folder in map(str, folders):
        for path, entry in sorted((entry.path, entry) for entry in _files(folder)):
            about = entry.stat()
            every.append((path[len(folder) + 1 :], about.st_size, about.st_mtime_ns))
    return every


def _files(folder: str) -> "Iterator[os.DirEntry[str]]":
    for entry in os.scandir(folder):
        if not entry.is_dir():
            yield entry
        elif entry.name != "__pycache__":
            yield from _files(entry.path)
