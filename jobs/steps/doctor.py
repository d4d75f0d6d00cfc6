"""A check of everything a run needs, each finding with its remedy."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jobs.context import Context
from jobs.progress import Progress, no_progress
from jobs.rights import unreadable, why_not_written
from tracker.config import Settings, find_config, load_settings, stray_variables
from tracker.domain.errors import SnubsError
from tracker.domain.text.secrets import masked

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tracker.store.plain import Rows

LEAST_FREE = 200 * 1024 * 1024
"""Bytes; a first live run with all pages and its reports needs about a quarter of this."""
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock before this tracker existed is wrong."""
PATIENCE = 5.0
"""Seconds to wait for a server, or for another process that writes the database."""
FEW = 3
"""Files that are named in one finding."""


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
        context.require_database_folder()
        return _database_of(context)


def _database_of(context: Context) -> Finding:
    from tracker.store import plain
    from tracker.store.engine import try_making

    settings = context.settings
    state = plain.state(settings.database)
    if state.newer:
        remedy = "upgrade snubs, or set SNUBS_DATABASE_URL to another database"
        return Finding("database", "failed", f"made by a newer version or another program: {remedy}")
    if state.current is None and (path := _file(settings.database)):
        folder = _nearest(path.parent)
        if why := why_not_written(folder):
            remedy = "make it one that this user may write, or set SNUBS_DATA_DIR or SNUBS_DATABASE_URL"
            return Finding("database", "failed", f"{path}: cannot be made in {folder} ({why}): {remedy}")
    elif state.pending:
        _try(settings, try_making)
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
    if in_use := _in_use(context.settings):
        return Finding("database", "note", in_use)
    if older:
        return Finding("database", "note", older)
    if is_empty:
        return Finding("database", "note", f"{version}, but empty: snubs weekly fills it")
    return Finding("database", "ok", version)


def _in_use(settings: Settings) -> str:
    """That another process writes the database now; "" where this one could.

    Raises:
        StoreError: this user may not write it.
    """
    from tracker.domain.errors import StoreError
    from tracker.store.engine import LOCKED, try_writing
    from tracker.store.models import Base

    try:
        _try(settings, lambda engine: try_writing(engine, Base.metadata.sorted_tables))
    except StoreError as error:
        if LOCKED not in str(error):
            raise
        return str(error)
    return ""


def _try(settings: Settings, attempt: "Callable[[Engine], None]") -> None:
    from tracker.store.engine import open_engine

    engine = open_engine(settings.database, busy_seconds=PATIENCE)
    try:
        attempt(engine)
    finally:
        engine.dispose()


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

    shelf = Shelf(Context(settings).editions_dir)
    _ = shelf.reports()  # raises where the file that names them is garbled
    closed = {*unreadable(shelf.folder)} if shelf.folder.exists() else set()
    damaged = [path for path in shelf.damaged() if path not in closed]
    mark = shelf.mark()
    if mark and shelf.folder / mark.edition in damaged:
        return Finding("editions", "failed", f"damaged: {_few(damaged)}; `snubs edition` makes the current one anew")
    if damaged:
        return Finding("editions", "failed", f"damaged: {_few(damaged)}; restore a copy, or remove what is damaged")
    return Finding("editions", "ok", "every file that can be read is in order")


def _decisions(context: Context) -> Finding:
    """Whether the operator's own decisions can be read: without them nothing is judged."""
    _ = context.corrections  # raises where a row cannot be read or contradicts another
    file = context.settings.corrections_file
    return Finding("decisions", "ok", str(file) if file.exists() else "none yet")


def _rights(context: Context) -> Finding:
    """Whether this user may read what is stored, and write beside it."""
    settings = context.settings
    folders = [context.pages_dir, context.editions_dir, context.crawls_dir, context.unfinished_dir]
    places = [place for place in (*folders, settings.corrections_file) if place.exists()]
    if closed := [path for place in places for path in unreadable(place)]:
        remedy = "give this user the right to read it, or move away what is no file"
        return Finding("rights", "failed", f"cannot be read: {_few(closed)}: {remedy}")
    if shut := [folder for folder in folders if folder.is_dir() and why_not_written(folder)]:
        return Finding("rights", "failed", f"cannot be written: {_few(shut)}: give this user the right to write there")
    return Finding("rights", "ok", "what is stored can be read, and written beside")


def _few(paths: Sequence[Path]) -> str:
    """The first of many paths, and how many more there are."""
    more = f" and {len(paths) - FEW} more" if len(paths) > FEW else ""
    return ", ".join(map(str, paths[:FEW])) + more


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
    while not os.path.lexists(folder):
        folder = folder.parent
    return folder


def _disk(folder: Path, setting: str) -> Finding:
    folder = _nearest(folder)
    if not folder.is_dir():
        return Finding(f"disk {folder}", "failed", f"is no folder; move it away, or set {setting} to another place")
    if why := why_not_written(folder):
        remedy = f"give this user the right to write there, or set {setting} to another place"
        return Finding(f"disk {folder}", "failed", f"not writable ({why}): {remedy}")
    free = shutil.disk_usage(folder).free
    state = "ok" if free >= LEAST_FREE else "failed"
    remedy = "" if state == "ok" else f"; at least {LEAST_FREE // 2**20} MiB are needed: free some, or set {setting}"
    return Finding(f"disk {folder}", state, f"{free // 2**20} MiB free{remedy}")


def _clock(settings: Settings, now: datetime) -> Finding:
    from jobs.steps.editions.clock import REMEDY, setback

    if words := setback(Context(settings, lambda: now)):
        return Finding("clock", "failed", f"{words}: {REMEDY}")
    if now < EARLIEST:
        return Finding("clock", "failed", f"says {now:%Y-%m-%d %H:%M} UTC; set the machine's clock")
    return Finding("clock", "ok", f"{now:%Y-%m-%d %H:%M} UTC")


def _reach(name: str, url: str) -> Finding:
    """A connection and nothing more: no request is made that would need a contact."""
    parts = urlsplit(url)
    if not parts.hostname:
        return Finding(name, "failed", f"{masked(url)!r} is not an address; check the settings")
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
        return Finding(what, "failed", masked(str(error)))


def examine(config: Path | None, now: datetime, progress: Progress = no_progress) -> Iterator[Finding]:
    """Every finding, from the settings outwards; without settings nothing else can be looked at."""
    try:
        settings = load_settings(config)
    except SnubsError as error:
        yield Finding("settings", "failed", masked(str(error)))
        return
    path = find_config(config)
    where = str(path) if path else "defaults and environment; no config.yaml here"
    if stray := stray_variables():
        remedy = "; ".join(f"{name} is no setting{hint and f', {hint}'}" for name, hint in stray.items())
        yield Finding("settings", "note", f"{where}; {remedy}")
    else:
        yield Finding("settings", "ok", where)
    yield _guarded("sources", lambda: _sources(settings))
    yield _guarded("weights", _weights)
    yield _contact(settings)
    yield _guarded("database", lambda: _database(settings, progress))
    yield _guarded("editions", lambda: _editions(settings))
    yield _guarded("decisions", lambda: _decisions(Context(settings)))
    yield _guarded("rights", lambda: _rights(Context(settings)))
    yield _guarded("clock", lambda: _clock(settings, now))
    for folder, setting in {settings.output_dir: "SNUBS_OUTPUT_DIR", settings.data_dir: "SNUBS_DATA_DIR"}.items():
        yield _disk(folder, setting)
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
