"""Days, months and years as running text names them."""

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import date

MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
MONTH = rf"(?:{'|'.join(MONTHS)}|(?:{'|'.join(month[:3] for month in MONTHS)}|sept)\b\.?)"
"""The name of a month, spelt out or shortened; for patterns that ignore case."""
_DAY = (
    rf"(?<!\d)(?P<y1>\d{{4}})-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)"
    rf"|\b(?P<m2>{MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<y2>\d{{4}})\b"
    rf"|\b(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m3>{MONTH}),?\s+(?P<y3>\d{{4}})\b"
)
DAY = re.compile(_DAY, re.IGNORECASE)
"""A whole day."""
DATE = re.compile(
    rf"{_DAY}|\b(?P<m4>{MONTH}),?\s+(?P<y4>\d{{4}})\b|(?<!\d)(?P<y5>(?:18|19|20)\d\d)(?![\d-])", re.IGNORECASE
)
"""A day, a month or a year, whichever is the most precise."""


def month_number(name: str) -> int:
    """1 to 12 for the name of a month, spelt out or shortened."""
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name.casefold()[:3]))


def day_from(year: str, month: str, day: str) -> date | None:
    """The day of a year, a month (its number or name) and a number; None where there is no such day."""
    try:
        return date(int(year), int(month) if month.isdigit() else month_number(month), int(day))
    except ValueError:
        return None


def day_of(match: re.Match[str]) -> date | None:
    """The day that a match of `DAY` or `DATE` names; None where it names none."""
    part = match.groupdict()
    return next((day_from(part[f"y{n}"], part[f"m{n}"], part[f"d{n}"]) for n in "123" if part[f"y{n}"]), None)


def iso_of(match: re.Match[str]) -> str | None:
    """What a match of `DATE` names, as precise as it is: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; None for no real day."""
    part = match.groupdict()
    if part["y4"]:
        return f"{part['y4']}-{month_number(part['m4']):02d}"
    day = day_of(match)
    return day.isoformat() if day else part["y5"]


def iso_date(text: str) -> str | None:
    """The first day, month or year that a text names, as precise as it is; None when it names none."""
    return next((iso for match in DATE.finditer(text) if (iso := iso_of(match))), None)


def days_in(text: str) -> Iterator[date | None]:
    """Every whole day that a text names, in order; None for one that there is not."""
    return map(day_of, DAY.finditer(text))


ISO_DAY = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
_PRINTED = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d)(?!\d))?)?(?:T.*)?$")


def day_words(day: str | date) -> str:
    """`12 January 2026` for an ISO day or moment, `January 2026`, `2026` for less precise ones; else as it stands."""
    text = day.isoformat() if isinstance(day, date) else day
    match = _PRINTED.match(text)
    if not match:
        return text
    year, month, number = match.groups()
    return " ".join(part for part in (str(int(number)) if number else "", month_name[int(month or 0)], year) if part)


def with_day_words(text: str) -> str:
    """A text with its days as a sentence prints them: `15 October 2010`."""
    return ISO_DAY.sub(lambda match: day_words(match[0]), text)
