"""The real command line, run in this process, and one whole weekly run on each database to look at."""

import contextlib
import copy
import csv
import hashlib
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

import pytest
import time_machine
import yaml
from sqlalchemy import make_url

from jobs.cli.main import run_command
from jobs.context import Context
from jobs.steps.collecting import crawling
from jobs.steps.publishing import publish
from loopback_wiki import Reply, Wiki, serving
from postgresql import migrated_database, on_server
from processes import in_use, once
from spiders.archive.replay import Archive
from spiders.asking.job import Limits
from tracker.config import load_settings
from tracker.export import workbook
from tracker.report import PAGES, charts

ROOT = Path(__file__).resolve().parents[2]
MONDAY = datetime(2011, 2, 14, 9, 0, tzinfo=UTC)
"""Between the nominations and the ceremony of the 83rd Academy Awards."""
QUICK = Limits(delay=0, backoff=0, timeout=2, sparql_timeout=2, retries=1, retry_after=5)


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output, strictly read."""
        return json.loads(self.out, parse_constant=_refuse)


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Nobody's settings, no terminal, and no colours."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [n for n in os.environ if n.startswith("SNUBS_")]:
            patch.delenv(name)
        yield


PATIENCE = 180
_forks = count()


@dataclass(frozen=True)
class Fork:
    """A command line that runs in a copy of this process."""

    pid: int
    err: Path

    def end(self) -> tuple[int, str]:
        """Its exit code, below 0 for a signal, and its standard error."""
        late = time.monotonic() + PATIENCE
        while not (ended := os.waitpid(self.pid, os.WNOHANG))[0]:
            if time.monotonic() > late:
                os.kill(self.pid, signal.SIGKILL)
            time.sleep(0.01)
        status = ended[1]
        return os.waitstatus_to_exitcode(status), self.err.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Desk:
    """An operator's place: one settings file, with data and output beside it."""

    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "config.yaml"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def database(self) -> Path:
        """The file, where the settings name no other one."""
        with _undisturbed():
            return Path(load_settings(self.config).database.removeprefix("sqlite:///"))

    @property
    def settings(self) -> dict[str, Any]:
        loaded: dict[str, Any] = yaml.safe_load(self.config.read_text(encoding="utf-8"))
        return loaded

    def set(self, **settings: Any) -> "Desk":
        """Write the settings file: these beside where everything goes."""
        places = {"data_dir": str(self.data), "output_dir": str(self.output)}
        self.folder.mkdir(exist_ok=True)
        self.config.write_text(yaml.safe_dump(places | settings), encoding="utf-8")
        return self

    def snubs(self, *arguments: str, at: datetime | None = MONDAY) -> Ran:
        """Run a command line in this process, while the clock stands at a moment, or now."""
        out, err = io.StringIO(), io.StringIO()
        clock = contextlib.nullcontext() if at is None else time_machine.travel(at, tick=False)
        with _undisturbed(), clock, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run_command(["--config", str(self.config), *arguments])
        return Ran(code, out.getvalue(), err.getvalue())

    def start(self, *arguments: str, program: Sequence[str] = ("-m", "jobs.cli.main")) -> "subprocess.Popen[str]":
        """The same as a process of its own, as cron would start it; no fixed clock."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("SNUBS_")}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        command = [sys.executable, *program, "--config", str(self.config), *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **pipes)

    def fork(self, *arguments: str, first: Callable[[], object] = lambda: None) -> "Fork":
        """The same as a copy of this process, which has everything imported; `first` is called in the copy.

        Its report has no charts: what draws them does not survive the copying.
        """
        err = self.folder / f"fork-{next(_forks)}.err"
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
                os.dup2(os.open(err, os.O_WRONLY | os.O_CREAT), 2)
                sys.stdout, sys.stderr = os.fdopen(1, "w", closefd=False), os.fdopen(2, "w", closefd=False)
                for name in [n for n in os.environ if n.startswith("SNUBS_")]:
                    del os.environ[name]
                charts.svg = lambda *_: ""
                first()
                code = run_command(["--config", str(self.config), *arguments])
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(code)
        return Fork(child, err)

    def statements(self, *sources: str) -> list[str]:
        """Ids of the nominations that stand, of these sources or of all."""
        with contextlib.closing(sqlite3.connect(self.database)) as database:
            rows = database.execute("SELECT source, id FROM nomination WHERE retracted_run IS NULL").fetchall()
        return sorted(id_ for source, id_ in rows if not sources or source in sources)

    def links(self) -> list[tuple[str, str | None]]:
        """Link titles with the ids that they lead to, as it stands."""
        with contextlib.closing(sqlite3.connect(self.database)) as database:
            query = "SELECT title, qid FROM link WHERE retracted_run IS NULL ORDER BY title"
            return database.execute(query).fetchall()

    def lists(self, source: str) -> list[tuple[Any, ...]]:
        """How a source's lists stand."""
        with contextlib.closing(sqlite3.connect(self.database)) as database:
            query = "SELECT key, state, good_state, good_page, found FROM ceremony_list WHERE source = ? ORDER BY key"
            return database.execute(query, [source]).fetchall()

    def pages(self, source: str) -> list[Path]:
        """The files of a source's stored pages, by title."""
        with contextlib.closing(sqlite3.connect(self.database)) as database:
            query = "SELECT sha256 FROM page WHERE source = ? AND sha256 IS NOT NULL ORDER BY title, id"
            rows = database.execute(query, [source]).fetchall()
        return [self.data / "pages" / sha256[:2] / f"{sha256}.gz" for (sha256,) in rows]

    def runs(self) -> list[tuple[str, str | None, str, int | None, str | None]]:
        """Job, source, status, exit code and reason of every run, oldest first."""
        with contextlib.closing(sqlite3.connect(self.database)) as database:
            query = "SELECT job, source, status, exit_code, reason FROM run ORDER BY started_at, id"
            return database.execute(query).fetchall()

    def context(self, at: datetime = MONDAY, **more: Any) -> Context:
        """What the steps of a run are given, with a clock that stands and a crawl that does not wait."""
        with _undisturbed():
            return Context(load_settings(self.config), **{"now": lambda: at, "limits": QUICK} | more)

    def exported(self, season: int = 2010) -> dict[str, list[dict[str, str]]]:
        """The tables of a season as `snubs export` writes them."""
        out = Path(tempfile.mkdtemp(prefix="exported-", dir=self.folder))
        ran = self.snubs("export", "--season", str(season), "--out", str(out))
        assert ran.code == 0, ran.err
        return tables(out)

    def copy(self, folder: Path) -> "Desk":
        """The same data in a place of its own."""
        other = Desk(folder)
        shutil.copytree(self.data, other.data)
        shutil.copytree(self.output, other.output, symlinks=True)
        kept = {k: v for k, v in self.settings.items() if k not in ("data_dir", "output_dir")}
        return other.set(**kept)

    def turn_live(self) -> "Desk":
        """Hold as live data what the archive filled; the settings still ask for the archive."""
        with contextlib.closing(sqlite3.connect(self.database)) as database, database:
            database.execute("UPDATE database_origin SET origin = 'live'")
            database.execute("UPDATE page SET origin = 'live' WHERE origin = 'archive'")
        self.database.rename(self.data / "snubs.sqlite3")
        (self.data / "archive-editions").rename(self.data / "editions")
        return self


def tables(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The CSVs of a report or an export, by name."""
    return {file.stem: _rows(file) for file in sorted((folder / "csv").glob("*.csv"))}


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


OSCARS = "83rd Academy Awards"


class Services(Wiki):
    """The archive's answers over HTTP, with pages that change and, as its base, faults of every kind."""

    def __init__(self) -> None:
        super().__init__()
        self.archive = Archive()
        self.recorded = self.archive._pages

    def rewrite(self, change: Callable[[str], str], title: str = OSCARS) -> None:
        """A new revision of a page."""
        page = copy.deepcopy(self.recorded[title])
        (revision,) = page["revisions"]
        text = change(revision["slots"]["main"]["content"])
        assert text != revision["slots"]["main"]["content"], "the page stays as it was"
        revision["slots"]["main"]["content"] = text
        revision["sha1"] = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
        page["lastrevid"] = revision["revid"] = page["lastrevid"] + 1
        self.recorded[title] = page

    def move(self, title: str, to: str) -> None:
        """The page is called otherwise from now on, and the old name leads there."""
        self.recorded[to] = self.recorded.pop(title) | {"title": to}
        self.archive._redirects[title] = to

    def content_asked(self) -> list[str]:
        """Titles whose text was asked for."""
        asked = [p["titles"].split("|") for _, p, _ in self.requests if "revisions" in p.get("prop", "")]
        return [title for titles in asked for title in titles]

    def _answer(self, path: str, parameters: dict[str, str]) -> Reply:
        subject = parameters.get("titles", "") or parameters.get("query", "")
        for word, behaviour in self.faults.items():
            if word in subject:
                return behaviour(self, parameters)
        return self.honest(path, parameters)

    def honest(self, path: str, parameters: Mapping[str, str]) -> Reply:
        """What the archive answers, without any fault."""
        status, headers, body = self.archive.answer("GET", f"http://wiki.example{path}?{urlencode(parameters)}")
        return Reply(body, status, headers)


@contextmanager
def _services() -> Iterator[Services]:
    with serving(Services()) as running:
        yield cast("Services", running)


@pytest.fixture
def services() -> Iterator[Services]:
    """Both services, on loopback."""
    with _services() as running:
        yield running


def withheld(wiki: Wiki, _parameters: Mapping[str, str]) -> Reply:
    """No answer until the test is over or says so."""
    wiki.arrived.set()
    wiki.released.wait(60)
    return Reply(b"", status=500)


def live(desk: "Desk", services: Services, **settings: Any) -> "Desk":
    """The desk's settings for a live run against the services."""
    sparql = services.api.replace("/w/api.php", "/sparql")
    return desk.set(contact="desk@example.org", wikipedia_api_url=services.api, wikidata_sparql_url=sparql, **settings)


class Tools:
    """The helpers above, for the tests of this folder."""

    OSCARS = OSCARS
    MONDAY = MONDAY
    Desk = Desk
    Reply = Reply
    QUICK = QUICK
    services = staticmethod(_services)
    tables = staticmethod(tables)
    live = staticmethod(live)
    withheld = staticmethod(withheld)


@pytest.fixture(scope="session", autouse=True)
def _quick(forked_crawls: None, kept_judgements: None, kept_program: None, kept_queries: None) -> None:
    """Whatever command runs in this process."""


@pytest.fixture(scope="session", autouse=True)
def _without_pauses() -> Iterator[None]:
    """No command pauses before it asks the tests' own servers again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crawling, "Limits", lambda: Limits(delay=0, backoff=0))
        yield


@pytest.fixture(autouse=True)
def _with_copies(copied_databases: None) -> None:
    """Whatever new database it makes."""


@pytest.fixture
def bare_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports with empty pages and an empty workbook, which take a third of a week, for tests that look at neither."""

    def write_pages(_context: Context, _report: object, folder: Path, _run: str) -> None:
        for name in PAGES:
            (folder / name).touch()

    monkeypatch.setattr(publish, "_write_pages", write_pages)
    monkeypatch.setattr(workbook, "write_workbook", lambda path, *_, **__: path.touch())


@pytest.fixture(scope="session")
def tools() -> type[Tools]:
    return Tools


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty place on the bundled archive."""
    return Desk(tmp_path).set(offline=True)


@dataclass(frozen=True)
class Week:
    """A weekly run on an empty database."""

    desk: Desk
    ran: Ran
    folder: Path


@pytest.fixture(scope="session")
def week_sqlite(session_folder: Path) -> Week:
    """The whole run on SQLite, one for all processes; read only, take `worked` to change something."""
    return _one_week(session_folder / "week", lambda: {})


SHORT = {"on": ["oscars", "baftas", "baftas_longlist", "wikidata_films", "wikipedia_titles", "press"]}
"""Sources of a week that costs a third of the whole one: two bodies, their films, and where links lead."""


@pytest.fixture(scope="session")
def short_week(session_folder: Path) -> Week:
    """A weekly run of few sources, one for all processes; read only, take `short` to change something."""
    return _one_week(session_folder / "short-week", lambda: {"sources": SHORT})


SMALL = {"on": ["oscars", "nyfcc"]}
"""Two sources, and no registry: films go by the pages that lists link, and hardly any verdict is more than a fact."""


@pytest.fixture(scope="session")
def small_week(session_folder: Path) -> Week:
    """The least of weekly runs, one for all processes; read only, take `small` to change something."""
    return _one_week(session_folder / "small-week", lambda: {"sources": SMALL})


@pytest.fixture(scope="session")
def week_postgresql(session_folder: Path, postgresql_server: str) -> Iterator[Week]:
    """The same run on PostgreSQL, one for all processes."""
    folder = session_folder / "week-postgresql"

    def drop() -> None:
        url = yaml.safe_load((folder / "config.yaml").read_text(encoding="utf-8"))["database_url"]
        on_server(postgresql_server, f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    with in_use(folder.with_suffix(".in-use"), lambda: None, drop):
        yield _one_week(folder, lambda: {"sources": SHORT, "database_url": migrated_database(postgresql_server)})


def _one_week(folder: Path, settings: Callable[[], Mapping[str, Any]]) -> Week:
    """The week in a folder, run by the first process to ask for it."""

    def run(folder: Path) -> None:
        ran = Desk(folder).set(offline=True, **settings()).snubs("weekly")
        (folder / "ran.json").write_text(json.dumps(asdict(ran)), encoding="utf-8")

    desk = Desk(once(folder, run))
    ran = Ran(**json.loads((desk.folder / "ran.json").read_text(encoding="utf-8")))
    return Week(desk, ran, desk.output / f"{MONDAY:%Y-%m-%d}")


@pytest.fixture
def worked(week_sqlite: Week, tmp_path: Path) -> Desk:
    """A copy of what the weekly run left behind."""
    return week_sqlite.desk.copy(tmp_path / "worked")


@pytest.fixture
def short(short_week: Week, tmp_path: Path) -> Desk:
    """A copy of what the short week left behind."""
    return short_week.desk.copy(tmp_path / "short")


@pytest.fixture
def small(small_week: Week, tmp_path: Path) -> Desk:
    """A copy of what the small week left behind."""
    return small_week.desk.copy(tmp_path / "small")
