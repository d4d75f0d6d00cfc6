"""Crawls forked from a process that has everything imported: a tenth of a second each instead of one.

The product starts `python -m spiders.crawl.process`; here a program that stands in for `python` hands that command line
to the imported process, passes its own streams on, forwards signals, and ends as the crawl ends. It differs in what a
start alone shows (imports, a parent's death), so tests about that take the real one.
"""

import gc
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("spiders", "scrapy.downloadermiddlewares", "scrapy.spidermiddlewares")
OF_SCRAPY = (
    *("core.engine", "core.downloader.handlers.http11", "crawler", "dupefilters", "logformatter", "pqueues"),
    *("robotstxt", "squeues", "statscollectors"),
)
"""What Scrapy loads by name as a crawl begins."""
MODULES = (*(f"scrapy.{name}" for name in OF_SCRAPY), "datasketch", "feedparser", "trafilatura")

IDLE = 1200
"""Seconds without a crawl after which the service ends, and so outlives no test run that was killed for long."""

STAND_IN = """#!{python} -IS
import json, os, signal, socket, sys
with socket.socket(socket.AF_UNIX) as service:
    service.connect({address!r})
    asked = {{"job": sys.argv[-1], "folder": os.getcwd(), "environment": dict(os.environ), "parent": os.getppid()}}
    socket.send_fds(service, [b"+"], [1, 2])
    service.sendall(json.dumps(asked).encode())
    service.shutdown(socket.SHUT_WR)
    child = int(service.recv(20))
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda signum, _: os.kill(child, signum))
    code = int(service.recv(20) or 1)
os._exit(code) if code >= 0 else os.kill(os.getpid(), -code)
"""


@pytest.fixture(scope="session")
def quick_python(session_folder: Path) -> Iterator[str]:
    """A program that stands in for `python` where a crawl is started; all processes of this test run share it."""
    from processes import in_use  # not above: the service itself runs this file alone

    link = session_folder / "crawls"
    """To the service's folder, whose own name is short enough for a socket's address."""

    def start() -> None:
        if link.exists():
            return
        folder = Path(tempfile.mkdtemp(prefix="snubs-fork-"))
        address, program = str(folder / "socket"), folder / "python"
        program.write_text(STAND_IN.format(python=sys.executable, address=address), encoding="utf-8")
        program.chmod(0o755)
        command = [sys.executable, "-P", __file__, address]
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE}
        service = subprocess.Popen(command, cwd=ROOT, start_new_session=True, **pipes)  # type: ignore[call-overload]
        assert service.stdout.readline() == b"ready\n"
        service.stdout.close()
        (folder / "pid").write_text(str(service.pid), encoding="ascii")
        link.symlink_to(folder)
        services.append(service)

    def stop() -> None:
        folder = link.resolve()
        link.unlink()
        with suppress(ProcessLookupError):
            os.kill(int((folder / "pid").read_text(encoding="ascii")), signal.SIGKILL)
        shutil.rmtree(folder)

    services: list[subprocess.Popen[bytes]] = []
    with in_use(session_folder / "crawls.lock", start, stop):
        yield str(link.resolve() / "python")
    for service in services:  # started here, perhaps stopped by another process
        service.wait()


@pytest.fixture(scope="session")
def forked_crawls(quick_python: str) -> Iterator[None]:
    """Commands that run in this process fork their crawls."""
    from jobs.steps.collecting import crawling

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crawling, "sys", SimpleNamespace(executable=quick_python))
        yield


def _serve(address: str) -> None:
    _import_all()
    _read_once()
    _refuse_at_once()
    gc.freeze()
    with socket.socket(socket.AF_UNIX) as service:
        service.bind(address)
        service.listen(16)
        service.settimeout(IDLE)
        print("ready", flush=True)
        while True:
            try:
                connection, _ = service.accept()
            except TimeoutError:  # the test run was killed, or has no more crawls
                return
            connection.setblocking(True)
            if os.fork() == 0:
                _keep(connection)
            connection.close()
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG) != (0, 0):
                    pass


def _import_all() -> None:
    for name in PACKAGES:
        for module in walk_packages(import_module(name).__path__, f"{name}."):
            import_module(module.name)
    for name in MODULES:
        import_module(name)
    assert "twisted.internet.reactor" not in sys.modules, "every crawl has its own"


def _read_once() -> None:
    """Read a page of sentences: what reading them compiles takes longer than most crawls."""
    from spiders.archive.replay import Archive
    from spiders.catalogue import load_sources, read_page
    from tracker.domain.facts.records import Origin, PageRecord

    title, at = "2010 New York Film Critics Circle Awards", "2011-02-14T09:00:00Z"
    text = Archive()._pages[title]["revisions"][0]["slots"]["main"]["content"]
    page = PageRecord(
        id=title, source="nyfcc", title=title, url=title, retrieved_at=at, origin=Origin.ARCHIVE, ceremony=76
    )
    read_page(load_sources()["nyfcc"], page, text.encode())


def _refuse_at_once() -> None:
    """Do not wait for another address of a host that refuses: each test of such a host asks it six times."""
    from twisted.internet.endpoints import HostnameEndpoint

    HostnameEndpoint._DEFAULT_ATTEMPT_DELAY = 0.01


def _keep(connection: socket.socket) -> None:
    """Be the parent of one crawl, and tell who asked for it how it ends."""
    _, streams, _, _ = socket.recv_fds(connection, 1, 2)
    asked = json.loads(b"".join(iter(lambda: connection.recv(65536), b"")))
    child = os.fork()
    if child == 0:
        connection.close()
        _crawl(streams, **asked)
    connection.sendall(f"{child:20}".encode())
    _, status = os.waitpid(child, 0)
    connection.sendall(f"{os.waitstatus_to_exitcode(status):20}".encode())
    os._exit(0)


def _crawl(streams: list[int], job: str, folder: str, environment: dict[str, str], parent: int) -> None:
    from spiders.crawl import process

    code = 1
    try:
        os.dup2(streams[0], 1)
        os.dup2(streams[1], 2)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        os.getppid = lambda: parent
        code = process.main([job])
    except BaseException:
        traceback.print_exc()
    finally:
        process._exit(code)


if __name__ == "__main__":
    _serve(sys.argv[1])
