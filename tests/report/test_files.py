"""All of a report's files at once."""

from pathlib import Path
from typing import Any

from tracker.report.files import write
from tracker.report.model import build


def test_a_report_is_four_files(make: Any, hostile: Any, tmp_path: Path) -> None:
    for inputs in (make(), hostile):
        write(tmp_path, build(inputs))
        assert {path.name for path in tmp_path.iterdir()} == {"report.html", "report.md", "feed.atom", "calendar.ics"}
        assert (tmp_path / "calendar.ics").read_bytes().endswith(b"END:VCALENDAR\r\n")
