"""The folder of a run is whole or has no stats."""

import errno
import gzip
import json
import os
from pathlib import Path

import pytest

from spiders.crawl.output import RunDir, SourceStats, Stats, total
from tracker.domain.facts.records import RECORD, LinkRecord

LINK = LinkRecord(page="p", title="None", canonical="Nöne\u2028", qid=None)


def names(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_a_finished_run(tmp_path: Path) -> None:
    out = RunDir(tmp_path)
    sha256 = out.store_page("‡".encode())
    assert out.store_page("‡".encode()) == sha256
    out.write(LINK, LINK)
    assert names(tmp_path) == {f"pages/{sha256}.gz", ".records.jsonl.part"}
    out.finish(Stats(finished=True))
    assert names(tmp_path) == {f"pages/{sha256}.gz", "records.jsonl", "stats.json"}
    assert gzip.decompress((tmp_path / "pages" / f"{sha256}.gz").read_bytes()).decode() == "‡"
    lines = (tmp_path / "records.jsonl").read_bytes().splitlines()
    assert [RECORD.validate_json(line) for line in lines] == [LINK, LINK]


def test_the_same_bytes_make_the_same_file(tmp_path: Path) -> None:
    files = []
    for run in ("a", "b"):
        out = RunDir(tmp_path / run)
        files.append((tmp_path / run / "pages" / f"{out.store_page(b'text')}.gz").read_bytes())
        out.finish(Stats())
    assert files[0] == files[1]


def test_a_second_attempt_starts_afresh_but_keeps_pages(tmp_path: Path) -> None:
    first = RunDir(tmp_path)
    sha256 = first.store_page(b"text")
    first.write(LINK)
    first.finish(Stats(finished=True))
    (tmp_path / "pages" / ".x.gz.part").write_bytes(b"half")
    second = RunDir(tmp_path)
    assert names(tmp_path) == {f"pages/{sha256}.gz", ".records.jsonl.part"}
    second.finish(Stats())
    assert (tmp_path / "records.jsonl").read_bytes() == b""


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_no_room_at_the_very_end_takes_the_records_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    out = RunDir(tmp_path)
    out.write(LINK)
    real = os.fsync
    calls: list[int] = []

    def full_once(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 1:
            raise OSError(number, os.strerror(number))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full_once)
    out.finish(Stats(finished=True))
    assert names(tmp_path) == {"stats.json"}
    stats = json.loads((tmp_path / "stats.json").read_text())
    assert (stats["finished"], stats["reason"]) == (False, "disk full")


def test_no_room_even_for_the_stats_leaves_no_stats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = RunDir(tmp_path)
    out.write(LINK)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        out.finish(Stats(finished=True))
    assert names(tmp_path) == set()


def test_a_job_is_finished_only_if_every_source_is() -> None:
    good = SourceStats(finished=True, asked=2, answered=2, requests=1, content_bytes=5)
    bad = SourceStats(reason="w answered 500", asked=1, requests=3, retries=2)
    both = total({"a": good, "b": bad})
    assert (both.finished, both.reason, both.requests, both.asked) == (False, "b: w answered 500", 4, 3)
    assert total({"a": good}).finished
    assert not total({"a": good}, "stopped by SIGTERM").finished
