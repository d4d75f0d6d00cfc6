"""A crawl against a wiki that misbehaves: every fault is named, none looks like an empty page."""

import gzip
import hashlib
import json
import re
import resource
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


def _web_page(_wiki: Any, _parameters: dict[str, str]) -> Any:
    return _reply(b"<!DOCTYPE html><title>Just a moment...</title>", content_type="text/html")


def _reply(body: bytes, status: int = 200, content_type: str = "application/json", **headers: str) -> Any:
    from types import SimpleNamespace

    all_headers = {"Content-Type": content_type} | {k.replace("_", "-"): v for k, v in headers.items()}
    return SimpleNamespace(body=body, status=status, headers=all_headers, promise=None)


def _broken_off(wiki: Any, parameters: dict[str, str]) -> Any:
    reply = _reply(json.dumps(wiki.query(parameters)).encode())
    reply.promise = len(reply.body) + 1_000
    return reply


def _first_then_well(first: Any) -> Any:
    """A behaviour that fails once."""
    calls: list[int] = []

    def behave(wiki: Any, parameters: dict[str, str]) -> Any:
        calls.append(1)
        return first if len(calls) == 1 else _reply(json.dumps(wiki.query(parameters)).encode())

    return behave


def _in_parts(wiki: Any, parameters: dict[str, str]) -> Any:
    """One page's content a request, as when the whole is over the size limit."""
    done = int(parameters.get("rvcontinue", "0"))
    answer = wiki.query(parameters)
    pages = answer["query"]["pages"]
    for number, page in enumerate(pages):
        if number != done:
            page.pop("revisions", None)
    if done + 1 < len(pages):
        answer.pop("batchcomplete")
        answer["continue"] = {"rvcontinue": str(done + 1), "continue": "||info|pageprops", "action": "login"}
    return _reply(json.dumps(answer).encode())


def _stuck(wiki: Any, _parameters: dict[str, str]) -> Any:
    wiki.arrived.set()
    wiki.released.wait(30)
    return _reply(b"")


_LAG = {"error": {"code": "maxlag", "info": "Waiting for a database server: 6.1 seconds lagged.", "lag": 6.1}}
_BOMB = gzip.compress(b"{" + b" " * 30_000_000, 1)

FAULTS = {
    "challenge": _web_page,
    "notjson": lambda _w, _p: _reply(b"hello", content_type="text/plain"),
    "empty": lambda _w, _p: _reply(b""),
    "brokenoff": _broken_off,
    "cut": lambda w, p: _reply(json.dumps(w.query(p)).encode()[:-40]),
    "otherjson": lambda _w, _p: _reply(b'{"query": {"pages": {"1": "formatversion 1"}}}'),
    "apierror": lambda _w, _p: _reply(b'{"error": {"code": "readonly", "info": "Maintenance"}}'),
    "denied": lambda _w, _p: _reply(b"<html>no</html>", status=403, content_type="text/html"),
    "oversize": lambda _w, _p: _reply(b'{"a": "' + b"x" * 3_000_000 + b'"}'),
    "bomb": lambda _w, _p: _reply(_BOMB, Content_Encoding="gzip"),
    "offhost": lambda w, _p: _reply(b"", status=302, Location=f"http://localhost:{w.port}/w/api.php"),
    "robots": lambda _w, _p: _reply(b"", status=301, Location="/private/page"),
    "circle": lambda _w, p: _reply(b"", status=302, Location=f"/w/api.php?titles={p['titles']}".replace(" ", "+")),
    "busy": _first_then_well(_reply(b"", status=503, Retry_After="0")),
    "lagged": _first_then_well(_reply(json.dumps(_LAG).encode(), Retry_After="0")),
    "parts": _in_parts,
    "endless": lambda w, p: _reply(json.dumps(w.query(p) | {"continue": {"continue": "||"}}).encode()),
}
LAST = {"slow": _stuck, "afterwards": _web_page}


@pytest.fixture(scope="module")
def trouble(tools: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Any]]:
    """One child over one source for each fault: (wiki, outcome)."""
    folder = tmp_path_factory.mktemp("trouble")
    wiki = tools.Wiki()
    wiki.faults = FAULTS | LAST
    sources = folder / "sources"
    for name in ["good", *FAULTS, *LAST]:
        last = {"good": 7, "parts": 3}.get(name, 1)
        tools.write_source(sources, name, last=last)
        wiki.pages |= {f"{n} {name}": f"{name} text {n} ‡" for n in range(1, last + 1)}
    tools.write_source(sources, "unwritten", last=2)
    tools.write_source(sources, "wide", last=103)
    wiki.pages |= {f"{n} wide": f"wide text {n}" for n in range(1, 101)}
    del wiki.pages["2 good"]
    wiki.pages["3 good"] = " \n"
    wiki.redirects = {"4 good": "Fourth (renamed)", "5 good": "1 good", "6 good": "8 good"}
    wiki.redirects |= {"1 unwritten": "Gala prizes", "2 unwritten": "List of prizes"}
    wiki.pages |= {"Gala prizes": "The prizes of the Gala", "List of prizes": "Years and halls"}
    wiki.pages["Fourth (renamed)"] = "moved text"
    wiki.pages["8 good"] = "another text"
    names = ["good", "unwritten", "wide", *FAULTS, *LAST]
    with tools.serving(wiki):
        job = tools.write_job(
            folder / "run",
            wiki.api,
            [{"name": name} for name in names],
            sources_dir=str(sources),
            limits=tools.QUICK | {"max_bytes": 2_000_000, "timeout": 1},
        )
        yield wiki, tools.run(job)


def test_a_job_with_a_failed_source_is_not_finished(trouble: tuple[Any, Any]) -> None:
    _, outcome = trouble
    assert outcome.code == 30
    assert not outcome.stats["finished"]
    assert "challenge:" in outcome.stderr
    assert outcome.source("good")["finished"]


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("challenge", "challenge_page", "web page"),
        ("notjson", "not_json", "text/plain"),
        ("empty", "empty_answer", "nothing"),
        ("brokenoff", "truncated", "broke the answer off"),
        ("cut", "truncated", "incomplete JSON"),
        ("otherjson", "unexpected_answer", "query.pages"),
        ("apierror", "api_error", "readonly: Maintenance"),
        ("denied", "http_status", "403 Forbidden with a web page"),
        ("oversize", "too_large", "allowed size"),
        ("bomb", "too_large", "allowed size"),
        ("offhost", "forbidden", "another server"),
        ("robots", "forbidden", "robots.txt"),
        ("circle", "forbidden", "max redirections"),
        ("endless", "endless_answer", "same part again"),
        ("slow", "timeout", "did not answer in time"),
        ("afterwards", "gave_up", "not asked again"),
    ],
)
def test_every_fault_fails_its_source_with_its_reason(
    trouble: tuple[Any, Any], name: str, code: str, words: str
) -> None:
    _, outcome = trouble
    source = outcome.source(name)
    assert (source["finished"], outcome.codes(name)) == (False, [code])
    assert words in source["reason"]
    assert outcome.pages(name) == {}, "a failed source says nothing about its pages"


def test_pages_that_are_there_missing_empty_and_moved(trouble: tuple[Any, Any]) -> None:
    _, outcome = trouble
    pages = outcome.pages("good")
    assert outcome.bytes_of(pages["1 good"]).decode() == "good text 1 ‡"
    assert pages["1 good"]["url"] == "https://wiki.example/1_good"
    assert pages["1 good"]["revised_at"] == "2011-02-28T01:02:03Z"
    assert (pages["1 good"]["ceremony"], pages["1 good"]["origin"]) == (1, "live")
    assert pages["2 good"]["missing"]
    assert pages["2 good"]["sha256"] is None
    assert (pages["4 good"]["id"], pages["4 good"]["title"]) == ("Fourth (renamed)", "4 good")
    held = {p["ceremony"]: p["code"] for p in outcome.source("good")["problems"] if p["code"] != "no_categories"}
    assert held[3] == "page_empty"
    assert 2 not in held
    assert 4 not in held or held[4] != "moved_elsewhere"


def test_a_page_that_leads_to_another_ceremonys_page_is_held(trouble: tuple[Any, Any]) -> None:
    _, outcome = trouble
    moved = {p["ceremony"]: p for p in outcome.source("good")["problems"] if p["code"] == "moved_elsewhere"}
    assert set(moved) == {5}
    assert "1 good" in moved[5]["message"]
    assert outcome.pages("good")["5 good"]["missing"]
    assert outcome.pages("good")["6 good"]["id"] == "8 good", "a page of no declared ceremony may be a new name"


def test_a_page_not_yet_written_that_leads_to_the_general_article_is_missing(trouble: tuple[Any, Any]) -> None:
    _, outcome = trouble
    pages, (other, one) = outcome.pages("unwritten"), outcome.source("unwritten")["problems"]
    assert [(pages[f"{n} unwritten"]["missing"], pages[f"{n} unwritten"]["sha256"]) for n in (1, 2)] == [
        (True, None)
    ] * 2
    assert (one["severity"], one["message"]) == (
        "warn",
        "1 unwritten: leads to Gala prizes, which is no ceremony's page",
    )
    assert (other["severity"], other["code"]) == ("warn", "not_written")


def test_a_hundred_pages_are_three_requests(trouble: tuple[Any, Any]) -> None:
    wiki, outcome = trouble
    asked = wiki.asked(" wide")
    assert [len(p["titles"].split("|")) for p in asked] == [50, 50, 3]
    assert len(outcome.pages("wide")) == 103


def test_a_partial_answer_is_continued_until_it_is_whole(trouble: tuple[Any, Any]) -> None:
    wiki, outcome = trouble
    pages = outcome.pages("parts")
    assert [outcome.bytes_of(pages[f"{n} parts"]).decode() for n in (1, 2, 3)] == [
        f"parts text {n} ‡" for n in (1, 2, 3)
    ]
    assert all(p["action"] == "query" for p in wiki.asked("parts")), "an answer cannot steer what is asked"


def test_busy_and_lagging_servers_are_asked_again(trouble: tuple[Any, Any]) -> None:
    _, outcome = trouble
    for name in ("busy", "lagged"):
        source = outcome.source(name)
        assert (source["finished"], source["requests"], source["retries"]) == (True, 2, 1)
        assert set(outcome.pages(name)) == {f"1 {name}"}


def test_a_server_that_hangs_is_waited_for_once_only(trouble: tuple[Any, Any]) -> None:
    wiki, outcome = trouble
    assert len(wiki.asked("slow")) == 2
    assert wiki.asked("afterwards") == []
    assert outcome.source("afterwards")["requests"] == 0


def test_forbidden_requests_are_counted_and_not_made(trouble: tuple[Any, Any]) -> None:
    wiki, outcome = trouble
    assert outcome.source("robots")["forbidden"] == 1
    assert outcome.source("offhost")["forbidden"] == 1
    paths = [path for path, _, _ in wiki.requests]
    assert "/private/page" not in paths
    assert paths.count("/robots.txt") == 1, "the endpoint itself is not bound by robots.txt"
    assert outcome.stats["forbidden"] == 2


def test_requests_are_polite(trouble: tuple[Any, Any]) -> None:
    wiki, outcome = trouble
    for path, parameters, headers in wiki.requests:
        assert re.fullmatch(r"snubs/\S+ \(desk@example\.org\) scrapy/\d+\.\d+\.\d+", headers["User-Agent"])
        assert headers["Accept-Encoding"] == "gzip"
        assert "Cookie" not in headers
        assert "Referer" not in headers
        if path == "/w/api.php" and "circle" not in parameters["titles"]:
            assert parameters["maxlag"] == "5"
    answered = [
        n for n, (_, p, _) in zip(wiki.at_once, wiki.requests, strict=True) if "slow" not in p.get("titles", "")
    ]
    assert set(answered) == {1}, "one connection at a time"
    assert "desk@example.org" not in (outcome.folder / "crawl.log").read_text()


def test_figures_add_up(trouble: tuple[Any, Any]) -> None:
    wiki, outcome = trouble
    stats = outcome.stats
    assert stats["requests"] == sum(s["requests"] for s in stats["sources"].values()) == len(wiki.requests)
    assert stats["content_bytes"] == sum(len(outcome.bytes_of(r)) for r in outcome.records if r.get("sha256"))
    assert stats["asked"] == 7 + 2 + 103 + 3 + len(FAULTS) - 1 + len(LAST)
    assert outcome.progress[-1]["of"] == stats["asked"]
    assert outcome.progress[-1]["done"] == stats["answered"] < stats["asked"]


def test_a_second_run_downloads_only_what_changed(tools: Any, wiki: Any, tmp_path: Path) -> None:
    tools.write_source(tmp_path / "sources", "awards", last=60)
    wiki.pages = {f"{n} awards": f"text {n}" for n in range(1, 53)}
    first = {"name": "awards"}
    told = tools.run(tools.write_job(tmp_path / "1", wiki.api, [first], sources_dir=str(tmp_path / "sources")))
    known = {title: page["revision"] for title, page in told.pages("awards").items() if not page["missing"]}
    assert len(known) == 52
    wiki.requests.clear()
    wiki.pages["7 awards"] = "a new text"
    second = {"name": "awards", "known": known}
    again = tools.run(tools.write_job(tmp_path / "2", wiki.api, [second], sources_dir=str(tmp_path / "sources")))
    assert [p["prop"] == "info" for p in wiki.asked("awards")] == [True, True, False]
    assert wiki.asked("awards")[-1]["titles"] == "7 awards"
    pages = again.pages("awards")
    assert again.stats["content_bytes"] == len("a new text")
    assert not pages["7 awards"]["unchanged"]
    assert pages["8 awards"]["unchanged"]
    assert (pages["8 awards"]["sha256"], pages["8 awards"]["revision"]) == (None, known["8 awards"])
    assert pages["60 awards"]["missing"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (_reply(b"", status=429, Retry_After="86400"), ("retry_after", "asks to wait 86400 s", 1)),
        (_reply(b"", status=429), ("http_status", "429 Too Many Requests", 2)),
        (_reply(json.dumps(_LAG).encode(), Retry_After="0"), ("lagging", "6.1 seconds lagged", 2)),
    ],
)
def test_a_server_that_stays_busy_is_left_alone(
    tools: Any, wiki: Any, tmp_path: Path, answer: Any, expected: tuple[str, str, int]
) -> None:
    code, words, requests = expected
    wiki.faults = {"limited": lambda _w, _p: answer}
    for name in ("limited", "next"):
        tools.write_source(tmp_path / "sources", name)
    job = tools.write_job(
        tmp_path / "run", wiki.api, [{"name": "limited"}, {"name": "next"}], sources_dir=str(tmp_path / "sources")
    )
    outcome = tools.run(job)
    assert outcome.codes("limited") == [code]
    assert words in outcome.source("limited")["reason"]
    assert outcome.codes("next") == ["gave_up"]
    assert len(wiki.requests) == requests


def test_an_unreachable_host_fails_both_services_clearly(tools: Any, tmp_path: Path) -> None:
    import socket

    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        tools.write_source(tmp_path / "sources", "awards")
        job = tools.write_job(
            tmp_path / "run", f"http://127.0.0.1:{port}/w/api.php", [{"name": "awards"}],
            sources_dir=str(tmp_path / "sources"),
        )  # fmt: skip
        outcome = tools.run(job)
    assert (outcome.code, outcome.codes("awards")) == (30, ["unreachable"])
    assert "127.0.0.1 refuses connections" in outcome.stderr
    assert (outcome.folder / "records.jsonl").read_text() == ""


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGKILL])
def test_a_crawl_that_is_stopped_leaves_nothing_that_looks_finished(
    tools: Any, wiki: Any, tmp_path: Path, signum: int
) -> None:
    wiki.faults = {"stuck": _stuck}
    wiki.pages = {"1 done": "text"}
    for name in ("done", "stuck"):
        tools.write_source(tmp_path / "sources", name)
    job = tools.write_job(
        tmp_path / "run", wiki.api, [{"name": "done"}, {"name": "stuck"}],
        sources_dir=str(tmp_path / "sources"), limits=tools.QUICK | {"timeout": 60},
    )  # fmt: skip
    child = tools.start(job)
    assert wiki.arrived.wait(30)
    child.send_signal(signum)
    outcome = tools.finish(child, job)
    assert outcome.code != 0
    if signum == signal.SIGKILL:
        assert not (outcome.folder / "stats.json").exists()
        assert not (outcome.folder / "records.jsonl").exists()
    else:
        assert (outcome.stats["finished"], outcome.stats["reason"]) == (False, "stopped by SIGTERM")
        assert outcome.source("done")["finished"]
        assert not outcome.source("stuck")["finished"]
        assert outcome.pages("done")["1 done"]["sha256"]
    wiki.released.set()
    wiki.faults = {}
    rerun = tools.run(job)
    assert rerun.stats["finished"], "the same run can be done again in the same folder"


def test_no_room_is_said_and_leaves_nothing_half_written(tools: Any, wiki: Any, tmp_path: Path) -> None:
    """A file size limit stands in for a full disk; both end in the same error of the operating system's write."""
    noise = "".join(hashlib.sha256(str(n).encode()).hexdigest() for n in range(2_000))  # does not compress below 60 kB
    wiki.pages = {"1 awards": "text", "2 awards": noise}
    tools.write_source(tmp_path / "sources", "awards", last=2)
    job = tools.write_job(tmp_path / "run", wiki.api, [{"name": "awards"}], sources_dir=str(tmp_path / "sources"))
    limit = 30_000

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    outcome = tools.finish(tools.start(job, preexec_fn=small), job)
    assert (outcome.code, outcome.stats["reason"], outcome.stats["finished"]) == (30, "disk full", False)
    assert "disk full" in outcome.stderr
    assert not (outcome.folder / "records.jsonl").exists()
    left = {p.name for p in outcome.folder.rglob("*") if p.is_file()}
    assert not any(name.endswith(".part") for name in left)


def test_a_live_crawl_without_a_contact_asks_nobody(tools: Any, wiki: Any, tmp_path: Path) -> None:
    tools.write_source(tmp_path / "sources", "awards")
    job = tools.write_job(
        tmp_path / "run", wiki.api, [{"name": "awards"}], sources_dir=str(tmp_path / "sources"), contact=" "
    )
    outcome = tools.run(job)
    assert outcome.code == 40
    assert "SNUBS_CONTACT" in outcome.stderr
    assert len(outcome.stderr.splitlines()) == 1
    assert not outcome.stats["finished"]
    assert wiki.requests == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"contact": "me@example.org\r\nX-Evil: 1"}, "contact"),
        ({"wikipedia_api_url": "ftp://example.org/w/api.php"}, "wikipedia_api_url"),
        ({"wikipedia_api_url": "https://me:secret@example.org/w/api.php"}, "wikipedia_api_url"),
        ({"colour": "red"}, "colour"),
        ({"today": "tomorrow"}, "today"),
    ],
)
def test_a_job_that_makes_no_sense_is_refused_in_one_line(
    tools: Any, tmp_path: Path, change: dict[str, Any], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from spiders.crawl.process import main

    tools.write_source(tmp_path / "sources", "awards")
    api = "http://127.0.0.1:9/w/api.php"
    job = tools.write_job(tmp_path / "run", api, [{"name": "awards"}], sources_dir=str(tmp_path / "sources"), **change)
    assert main([str(job)]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert len(error.splitlines()) == 1
    assert "secret" not in error


def test_a_source_nobody_wrote_is_a_mistake_of_use(tools: Any, tmp_path: Path) -> None:
    from spiders.crawl.process import main

    tools.write_source(tmp_path / "sources", "awards")
    job = tools.write_job(
        tmp_path / "run", "http://127.0.0.1:9/", [{"name": "nobody"}], sources_dir=str(tmp_path / "sources")
    )
    assert main([str(job)]) == 2
    assert json.loads((tmp_path / "run" / "stats.json").read_text())["reason"].startswith(
        "no source is called 'nobody'"
    )


def _self_signed(folder: Path) -> tuple[Path, Path]:
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    start = datetime.now(UTC) - timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    none = serialization.NoEncryption()
    paths[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, none))
    return paths


def test_a_server_that_cannot_prove_who_it_is_is_not_asked(tools: Any, wiki: Any, tmp_path: Path) -> None:
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*_self_signed(tmp_path))
    wiki.secure(context)
    tools.write_source(tmp_path / "sources", "awards")
    api = f"https://localhost:{wiki.port}/w/api.php"
    job = tools.write_job(tmp_path / "run", api, [{"name": "awards"}], sources_dir=str(tmp_path / "sources"))
    outcome = tools.run(job)
    assert outcome.codes("awards") == ["certificate"]
    assert wiki.requests == []
