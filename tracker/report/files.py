"""The report's files in a folder."""

from pathlib import Path

from tracker.report import PAGES, html, markdown
from tracker.report.feeds import atom, calendar
from tracker.report.parts import Report


def write(folder: Path, report: Report, *, authority: str = atom.AUTHORITY, link: str = "") -> None:
    """Write report.html, report.md, feed.atom and calendar.ics.

    Args:
        folder: an existing folder, usually the one that `tracker.export.folder.publish` gives.
        report: `tracker.report.model.build`'s.
        authority: see `tracker.report.feeds.atom.render`.
        link: where the report stands on the web, if anywhere.
    """
    texts = (
        html.render(report),
        markdown.render(report),
        atom.render(report, authority=authority, link=link),
        calendar.render(report),
    )
    for name, text in zip(PAGES, texts, strict=True):
        (folder / name).write_text(text, encoding="utf-8", newline="")
