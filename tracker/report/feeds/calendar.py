"""Announcements and ceremonies as an iCalendar file (RFC 5545); only days that a list or page names."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from tracker.domain.cells import harmless
from tracker.domain.ceremonies import edition
from tracker.report.parts import NextDate, Report


def _uid(day: NextDate) -> str:
    """The same for the same event even when its day moves."""
    name = f"{day.body}|{day.ceremony}|{day.what}"
    return f"{sha256(name.encode()).hexdigest()[:20]}@snubs.invalid"


def _event(day: NextDate, stamp: datetime) -> Event:
    name = edition(day.ceremony, day.body_title) if day.ceremony else day.body_title
    event = Event()
    event.add("uid", _uid(day))
    event.add("dtstamp", stamp)
    event.add("dtstart", day.day)
    event.add("dtend", day.day + timedelta(days=1))
    event.add("summary", _line(f"{name}: {day.what}"))
    event.add("transp", "TRANSPARENT")
    if day.url and not any(c.isspace() or ord(c) < ord(" ") for c in day.url):
        event.add("url", day.url)
    return event


def _line(value: str) -> str:
    """Text with every kind of line break as the one that the format can write."""
    return "\n".join(harmless(value).splitlines())


def render(report: Report) -> str:
    """The calendar, past days included, so that a subscriber sees the season whole."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//snubs//snubs {report.version}//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", f"Awards, films of {report.season}")
    events = {_uid(day): _event(day, report.generated_at.astimezone(UTC)) for day in report.known_dates}
    for event in events.values():
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text.decode()
