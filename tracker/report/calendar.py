"""Announcements and ceremonies as an iCalendar file (RFC 5545); only days that a list or page names."""

from datetime import UTC, timedelta
from hashlib import sha256

from tracker.domain.ceremonies import ordinal
from tracker.report.parts import NextDate, Report
from tracker.report.words import harmless

_OCTETS = 75


def _text(value: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line break escaped."""
    plain = harmless(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(plain.splitlines())


def fold(line: str) -> str:
    """A content line in pieces of at most 75 octets, no character cut in two, CRLF and a space between."""
    pieces, current, room = [], "", _OCTETS
    for character in line:
        if len(current.encode()) + len(character.encode()) > room:
            pieces.append(current)
            current, room = "", _OCTETS - 1
        current += character
    return "\r\n ".join([*pieces, current])


def _uid(day: NextDate) -> str:
    """The same for the same event even when its day moves."""
    name = f"{day.body}|{day.ceremony}|{day.what}"
    return f"{sha256(name.encode()).hexdigest()[:20]}@snubs.invalid"


def _event(day: NextDate, stamp: str) -> list[str]:
    name = f"{ordinal(day.ceremony)} {day.body_title}" if day.ceremony else day.body_title
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_uid(day)}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{day.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(f'{name}: {day.what}')}",
        "TRANSP:TRANSPARENT",
    ]
    if day.url and not any(c.isspace() or ord(c) < ord(" ") for c in day.url):
        lines.append(f"URL:{day.url}")
    return [*lines, "END:VEVENT"]


def render(report: Report) -> str:
    """The calendar, past days included, so that a subscriber sees the season whole."""
    stamp = report.generated_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    events = {_uid(day): _event(day, stamp) for day in report.known_dates}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//snubs//snubs {_text(report.version)}//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(f'Awards, films of {report.season}')}",
        *(line for event in events.values() for line in event),
        "END:VCALENDAR",
    ]
    return "".join(fold(line) + "\r\n" for line in lines)
