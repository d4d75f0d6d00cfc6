"""Days that a page states about its ceremony: in the infobox, and in the sentences that say when lists came out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from spiders.wikitext.blocks import Line
from spiders.wikitext.entry import clean

_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_DAY = re.compile(
    rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{'|'.join(_MONTHS)}),?\s+(?P<year2>\d{{4}})\b"
    r"|\b(?P<year3>\d{4})-(?P<month3>\d{2})-(?P<day3>\d{2})\b",
    re.IGNORECASE,
)
_DATE_TEMPLATE = re.compile(
    r"\{\{\s*(?:start[ _-]?date|film[ _-]?date|date|dts|start[ _-]?date[ _]and[ _]age)\s*\|(?:df=\w+\|)?\s*"
    r"(\d{4})\s*\|\s*(\d{1,2})\s*\|\s*(\d{1,2})",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])(?<!\b[ap]\.m\.)(?<!\b[A-Z]\.)\s+(?=[\"'A-Z0-9])")
_ANNOUNCED = re.compile(
    r"\b(?:nominations|nominees|nominations list|list of nominees)\b(?![^.;]*\b(?:at the time|winners)\b)[^.;]*?"
    r"\b(?:announced|revealed|unveiled)\b|\bannounced\b[^.;]{0,30}\bnomin(?:ations|ees)\b",
    re.IGNORECASE,
)
_NOT_THE_LIST = re.compile(
    r"rising star|long-?list|short-?list|honorary|fellowship|ambassador|television academy|when the nomin"
    r"|before the nomin|after the nomin|since the nomin|gross|box office|would be announced|will be announced",
    re.IGNORECASE,
)
_LONGLIST = re.compile(r"\blong-?lists?\b[^.;]*?\b(?:announced|revealed|unveiled|published)\b", re.IGNORECASE)
_HELD = re.compile(r"\b(?:took place|takes? place|was held|were held|was broadcast|were broadcast|held on)\b", re.I)
MAX_SENTENCE = 1_500
_WINDOW = timedelta(days=400)


def _day(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    year = groups["year"] or groups["year2"] or groups["year3"]
    month = groups["month"] or groups["month2"]
    number = _MONTHS.index(month.lower()) + 1 if month else int(groups["month3"])
    day = groups["day"] or groups["day2"] or groups["day3"]
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def day_in(text: str) -> date | None:
    """The one day a text names; None when it names none or several."""
    text = clean(text.replace("&nbsp;", " ").replace("{{nbsp}}", " "))
    if template := _DATE_TEMPLATE.search(text):
        try:
            return date(*(int(part) for part in template.groups()))
        except ValueError:
            return None
    days = {_day(match) for match in _DAY.finditer(text)}
    return days.pop() if len(days) == 1 else None


def sentences(lines: Iterable[Line]) -> Iterable[str]:
    """Sentences of the plain paragraphs among some lines."""
    for line in lines:
        if not line.bullets:
            yield from (s for s in _SENTENCE.split(clean(line.text)) if len(s) <= MAX_SENTENCE)


def held_on(infobox_date: str, lead: Iterable[Line]) -> tuple[date, str] | None:
    """When the ceremony was held and the words that say so: the infobox, else the first such sentence."""
    if day := day_in(infobox_date):
        return day, clean(infobox_date)
    for sentence in sentences(lead):
        if (found := _HELD.search(sentence)) and (match := _DAY.search(sentence, found.end())):
            day = _day(match)
            return (day, sentence[:500]) if day else None
    return None


def announced_on(lines: Iterable[Line], held: date | None, *, longlist: bool = False) -> list[tuple[date, str]]:
    """Days on which a page says the list came out, in the order said, each once, with the sentence.

    Only days before the ceremony count, and at most 400 days before it.
    """
    said = _LONGLIST if longlist else _ANNOUNCED
    found: dict[date, str] = {}
    for sentence in sentences(lines):
        match = said.search(sentence)
        if match is None or (not longlist and _NOT_THE_LIST.search(sentence)):
            continue
        named = _DAY.search(sentence, match.end()) or _DAY.search(sentence)
        day = _day(named) if named else None
        if day and (held is None or timedelta(0) <= held - day <= _WINDOW):
            found.setdefault(day, sentence[:500])
    return list(found.items())
