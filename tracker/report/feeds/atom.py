"""An Atom feed: the report and one entry a miss; ids never change, `updated` moves when a verdict does."""

from datetime import UTC, datetime
from urllib.parse import quote
from xml.etree import ElementTree as ET

from tracker.domain.cells import harmless, is_web_address
from tracker.domain.figures import listing
from tracker.report.parts import Report, Verdict

ATOM = "http://www.w3.org/2005/Atom"
AUTHORITY = "snubs.invalid"
"""Names in RFC 4151 `tag:` ids belong to somebody; without a domain of the operator's own, to nobody."""
_MINTED = "2026-01-01"


def entry_id(verdict: Verdict, authority: str = AUTHORITY) -> str:
    """The id of a verdict: the same in every report, whatever becomes of its label."""
    parts = (
        verdict.body,
        str(verdict.ceremony or ""),
        verdict.category or "film",
        verdict.film_key,
        ";".join(verdict.people) if verdict.level == "credit" else "",
    )
    return f"tag:{authority},{_MINTED}:verdict/" + "/".join(quote(part, safe="") for part in parts)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _changed(verdict: Verdict, otherwise: datetime) -> str:
    """When a verdict last changed, as the start of that day; a moment stays a moment."""
    for text in (verdict.last_changed, verdict.first_seen):
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            continue
        return _stamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    return _stamp(otherwise)


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = harmless(text) or None
    return element


def _title(verdict: Verdict) -> str:
    what = verdict.category_title or "the film as a whole"
    correction = "Correction: " if verdict.status == "corrected" else ""
    by_name = verdict.level == "credit" and verdict.people
    who = f"{listing(verdict.people)} ({verdict.film})" if by_name else verdict.film
    return f"{correction}{who}: {verdict.words.title}, {what}, {verdict.ceremony_title}"


def _entry(feed: ET.Element, link: str, *, id_: str, title: str, updated: str, content: str) -> ET.Element:
    entry = _add(feed, "entry")
    _add(entry, "id", id_)
    _add(entry, "title", title)
    _add(entry, "updated", updated)
    _add(entry, "content", content, type="text")
    if is_web_address(link):
        _add(entry, "link", rel="alternate", type="text/html", href=link)
    return entry


def _newest(verdict: Verdict) -> tuple[str, float]:
    return (verdict.last_changed or verdict.first_seen, -verdict.place)


def render(report: Report, *, authority: str = AUTHORITY, link: str = "") -> str:
    """The feed as an XML document.

    Args:
        report: what to tell of.
        authority: a domain or email address of the operator's, for ids; must stay the same from report to report.
        link: where the report stands on the web, if anywhere.
    """
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    _add(feed, "id", f"tag:{authority},{_MINTED}:season/{report.season}")
    _add(feed, "title", f"Award snubs, films of {report.season}")
    _add(feed, "updated", _stamp(report.generated_at))
    _add(_add(feed, "author"), "name", "snubs")
    _add(feed, "generator", "snubs", version=report.version)
    _entry(
        feed,
        link,
        id_=f"tag:{authority},{_MINTED}:report/{report.season}/{report.as_of.isoformat()}",
        title=f"{report.headline} ({report.as_of.isoformat()})",
        updated=_stamp(report.generated_at),
        content=report.standfirst,
    )
    for verdict in sorted(report.verdicts, key=_newest, reverse=True):
        title, updated = _title(verdict), _changed(verdict, report.generated_at)
        content, id_ = verdict.sentence or title, entry_id(verdict, authority)
        entry = _entry(feed, link, id_=id_, title=title, updated=updated, content=content)
        _add(entry, "category", term=verdict.label, label=verdict.words.title)
    ET.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"
