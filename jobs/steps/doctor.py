"""A check of everything a run needs, each finding with its remedy."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jobs.context import Context
from jobs.progress import Progress, no_progress
from tracker.config import Settings, find_config, load_settings
from tracker.domain.errors import SnubsError

if TYPE_CHECKING:
    from tracker.store.plain import Rows

LEAST_FREE = 200 * 1024 * 1024
"""Bytes; a first live run with all pages and its reports needs about a quarter of this."""
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock before this tracker existed is wrong."""
PATIENCE = 5.0


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    state: str
    """`ok`, `note` or `failed`."""
    detail: str


def _database(settings: Settings, progress: Progress) -> Finding:
    with closing(Context(settings, progress=progress)) as context:
        context.require_kept_contact()
        return _database_of(context)


def _database_of(context: Context) -> Finding:
    from tracker.store import plain

    settings = context.settings
    state = plain.state(settings.database)
    if state.newer:
        return Finding("database", "failed", "made by a newer version; upgrade snubs, or use another database_url")
    if state.current is None and (path := _file(settings.database)):
        folder = _nearest(path.parent)
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            return Finding("database", "failed", f"{path}: cannot be made; set SNUBS_DATA_DIR or SNUBS_DATABASE_URL")
    if state.current is None:
        return Finding("database", "ok", "not made yet; the first run makes it")
    if state.pending:
        return Finding("database", "note", f"at {state.current}, this version wants {state.head}: snubs db upgrade")
    return _content_of(context, f"migrations up to date ({state.head})")


def _content_of(context: Context, version: str) -> Finding:
    from jobs.steps.editions.lost import warning
    from tracker.store import plain

    with context.glance() as rows:
        if damage := _damage(context, rows):
            return Finding("database", "failed", damage)
        is_empty, older = not rows(plain.ANYTHING), warning(context, rows)
    if older:
        return Finding("database", "note", older)
    if is_empty:
        return Finding("database", "note", f"{version}, but empty: snubs weekly fills it")
    return Finding("database", "ok", version)


def _damage(context: Context, rows: "Rows") -> str:
    """What is wrong with the pages of a SQLite file, in one line with the remedy; "" for a sound one."""
    from tracker.store.engine import DAMAGED

    path = _file(context.settings.database)
    if path is None:
        return ""
    tables = [name for (name,) in rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    with context.progress("checking the database") as advance:
        for done, table in enumerate(tables):
            advance(done, len(tables), table)
            if rows(f'PRAGMA integrity_check("{table}")') != [("ok",)]:
                return f"{path}: {DAMAGED}"
    return ""


def _editions(settings: Settings) -> Finding:
    from jobs.steps.editions.shelf import Shelf

    if damaged := Shelf(Context(settings).editions_dir).damaged():
        names = ", ".join(map(str, damaged))
        return Finding("editions", "failed", f"damaged: {names}; `snubs edition` makes the current one anew")
    return Finding("editions", "ok", "every file is in order")


def _file(url: str) -> Path | None:
    from tracker.store.engine import parse_url, sqlite_path

    return sqlite_path(parse_url(url))


def _contact(settings: Settings) -> Finding:
    if settings.contact:
        return Finding("contact", "ok", settings.contact)
    if settings.archive_only:
        return Finding("contact", "note", "not set: the bundled archive is used; set SNUBS_CONTACT to go live")
    return Finding("contact", "failed", "not set: live crawls are refused; set `contact` or SNUBS_CONTACT")


def _nearest(folder: Path) -> Path:
    """The folder itself, or the one that exists in which it would be made."""
    while not folder.exists():
        folder = folder.parent
    return folder


def _disk(folder: Path) -> Finding:
    folder = _nearest(folder)
    if not folder.is_dir():
        return Finding(f"disk {folder}", "failed", "is not a folder; choose another place")
    if not os.access(folder, os.W_OK):
        return Finding(f"disk {folder}", "failed", "not writable; choose another folder or change its owner")
    free = shutil.disk_usage(folder).free
    state = "ok" if free >= LEAST_FREE else "failed"
    remedy = "" if state == "ok" else f"; at least {LEAST_FREE // 2**20} MiB are needed"
    return Finding(f"disk {folder}", state, f"{free // 2**20} MiB free{remedy}")


def _clock(now: datetime) -> Finding:
    if now < EARLIEST:
        return Finding("clock", "failed", f"says {now:%Y-%m-%d %H:%M} UTC; set the machine's clock")
    return Finding("clock", "ok", f"{now:%Y-%m-%d %H:%M} UTC")


def _reach(name: str, url: str) -> Finding:
    """A connection and nothing more: no request is made that would need a contact."""
    parts = urlsplit(url)
    if not parts.hostname:
        return Finding(name, "failed", f"{url!r} is not an address; check the settings")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        socket.create_connection((parts.hostname, port), timeout=PATIENCE).close()
    except OSError as error:
        return Finding(
            name, "failed", f"{parts.hostname}:{port} cannot be reached ({error}); check network and address"
        )
    return Finding(name, "ok", f"{parts.hostname}:{port} answers")


def _guarded(what: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except SnubsError as error:
        return Finding(what, "failed", str(error))


def examine(config: Path | None, now: datetime, progress: Progress = no_progress) -> Iterator[Finding]:
    """Every finding, from the settings outwards; without settings nothing else can be looked at."""
    try:
        settings = load_settings(config)
    except SnubsError as error:
        yield Finding("settings", "failed", str(error))
        return
    path = find_config(config)
    yield Finding("settings", "ok", str(path) if path else "defaults and environment; no config.yaml here")
    yield _guarded("sources", lambda: _sources(settings))
    yield _guarded("weights", _weights)
    yield _contact(settings)
    yield _guarded("database", lambda: _database(settings, progress))
    yield _guarded("editions", lambda: _editions(settings))
    yield _clock(now)
    for folder in sorted({settings.data_dir, settings.output_dir}):
        yield _disk(folder)
    if settings.archive_only:
        yield Finding("reach", "note", "offline: nothing on the network is needed")
        return
    yield _reach("reach wikipedia", settings.wikipedia_api_url)
    yield _reach("reach wikidata", settings.wikidata_sparql_url)


def _weights() -> Finding:
    from tracker.judge.expectation.shipped import damage

    if damaged := damage():
        return Finding("weights", "failed", damaged)
    return Finding("weights", "ok", "every file of shipped weights is in order")


def _sources(settings: Settings) -> Finding:
    sources = Context(settings).sources
    verified = sum(source.verified for source in sources.values())
    return Finding("sources", "ok", f"{len(sources)} on, {verified} of them verified")
