"""Days that a page states about its ceremony: in the infobox, and in the sentences that say when lists came out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from spiders.formats.wikitext.entry import clean
from spiders.formats.wikitext.lines import Line
from tracker.domain.text.dates import DAY, MONTH, day_from, day_of, days_in
from tracker.domain.text.sentences import sentences as split

_DATE_TEMPLATE = re.compile(
    r"\{\{\s*(?:start[ _-]?date|film[ _-]?date|date|dts|start[ _-]?date[ _]and[ _]age)\s*\|(?:df=\w+\|)?\s*"
    r"(\d{4})\s*\|\s*(\d{1,2})\s*\|\s*(\d{1,2})",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\b(?:nominations|nominees|nominations list|list of nominees)\b(?![^.;]*\b(?:at the time|winners)\b)[^.;]*?"
    r"\b(?:announced|revealed|unveiled)\b|\bannounced\b[^.;]{0,30}\bnomin(?:ations|ees)\b",
    re.IGNORECASE,
)
_OF_ANOTHER = (
    r"rising star|long-?list|short-?list|honorary|fellowship|ambassador|television academy|when the nomin"
    r"|before the nomin|after the nomin|since the nomin|gross|box office"
)
_OTHER_LIST = re.compile(_OF_ANOTHER, re.IGNORECASE)
_NOT_THE_LIST = re.compile(rf"{_OF_ANOTHER}|would be announced|will be announced", re.IGNORECASE)
_AHEAD = r"(?:will|would|are(?: \w+)* to|is(?: \w+)* to|were(?: \w+)* to|was(?: \w+)* to|to)\s+be\s+"
_LEAD_OF = {
    False: r"\b(?:nominations|nominees|nominations list|list of nominees)\b",
    True: r"\blong-?lists?\b",
}
_DUE = {
    longlist: re.compile(rf"{what}[^.;]*?\b{_AHEAD}(?:announced|revealed|unveiled|published)\b", re.IGNORECASE)
    for longlist, what in _LEAD_OF.items()
}
"""That a list is still to come; where one is, its day stands behind these words, the last one where it was moved."""
_MOVED = re.compile(r"\b(?:originally|postponed|delayed|moved|rescheduled|pushed)\b", re.IGNORECASE)
_LONGLIST = re.compile(r"\blong-?lists?\b[^.;]*?\b(?:announced|revealed|unveiled|published)\b", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:took place|takes? place|was held|were held|was broadcast|were broadcast|held on"
    r"|(?:will|to) (?:be held|take place))\b",
    re.IGNORECASE,
)
_DAY_TEMPLATE = re.compile(
    r"\{\{\s*(?:start|end)[ _-]?date\s*\|(?:df=\w+\|)?\s*(\d{4})\s*\|\s*(\d{1,2})\s*\|\s*(\d{1,2})", re.IGNORECASE
)
_TO = r"\s*(?:[–—-]|\bto\b|\band\b|\buntil\b|\bthrough\b)\s*"
_SPANS = (
    rf"\b(?P<d1>\d{{1,2}})(?:\s+(?P<m1>{MONTH}))?{_TO}(?P<d2>\d{{1,2}})\s+(?P<m2>{MONTH}),?\s+(?P<year>\d{{4}})",
    rf"\b(?P<m1>{MONTH})\s+(?P<d1>\d{{1,2}}){_TO}(?P<m2>{MONTH})\s+(?P<d2>\d{{1,2}}),?\s+(?P<year>\d{{4}})",
    rf"\b(?P<m2>{MONTH})\s+(?P<d1>\d{{1,2}}){_TO}(?P<d2>\d{{1,2}}),?\s+(?P<year>\d{{4}})",
)
_LINE_UP = re.compile(
    r"\b(?:(?:official |full |complete |main )*(?:line-?up|selections?)|films? in competition|competition films)\b"
    r"[^.;]*?\b(?:announced|revealed|unveiled)\b",
    re.IGNORECASE,
)
_OTHER_SECTION = re.compile(
    r"critics|fortnight|classics|acid\b|panorama|forum|generation|shorts?\b|jury|venice days|giornate|retrospective"
    r"|immersive|encounters|perspectives|before the|after the|when the",
    re.IGNORECASE,
)
_BARE_DAY = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})\s+(?P<month>{MONTH})|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}}))\b", re.I
)
_HALF_YEAR = timedelta(days=183)
MAX_SENTENCE = 1_500
_WINDOW = timedelta(days=400)


def day_in(text: str) -> date | None:
    """The only day that a text names; None if it names none or several."""
    text = clean(text.replace("&nbsp;", " ").replace("{{nbsp}}", " "))
    if template := _DATE_TEMPLATE.search(text):
        return day_from(*template.groups())
    days = set(days_in(text))
    return days.pop() if len(days) == 1 else None


def sentences(lines: Iterable[Line]) -> Iterable[str]:
    """Sentences of the plain paragraphs among some lines."""
    for line in lines:
        if not line.bullets:
            yield from (s.text.strip() for s in split(clean(line.text)) if len(s.text) <= MAX_SENTENCE)


def held_on(infobox_date: str, lead: Iterable[Line]) -> tuple[date, str] | None:
    """When the ceremony was held and the words that say so: the infobox, else the first such sentence."""
    if day := day_in(infobox_date):
        return day, clean(infobox_date)
    for sentence in sentences(lead):
        if (verb := _HELD.search(sentence)) and (match := DAY.search(sentence, verb.end())):
            day = day_of(match)
            return (day, sentence[:500]) if day else None
    return None


def festival_days(infobox_date: str, lead: Iterable[Line]) -> list[date]:
    """First and last day of a festival, or the last alone, from its infobox or else its lead; empty when not said."""
    text = clean(infobox_date.replace("&ndash;", "–").replace("&nbsp;", " ").replace("{{nbsp}}", " "))
    days = [day_from(*match.groups()) for match in _DAY_TEMPLATE.finditer(text)] or _span_in(text)
    if not days:
        texts = (s for s in sentences(lead) if _HELD.search(s))
        days = next((span for s in texts if (span := _span_in(s))), [])
    known = sorted(day for day in days if day)
    return [known[0], known[-1]] if len(known) > 1 else known


def _span_in(text: str) -> list[date | None]:
    """Days of a span such as `12–23 May 2010`, `31 August – 10 September 2005` or `May 12 to 23, 2010`."""
    for pattern in _SPANS:
        if match := re.search(pattern, text, re.IGNORECASE):
            part = match.groupdict()
            ends = ((part["d1"], part.get("m1") or part["m2"]), (part["d2"], part["m2"]))
            return [day_from(part["year"], month, day) for day, month in ends]
    return list(days_in(text))


def line_up_announced_on(lines: Iterable[Line], opened: date | None) -> list[tuple[date, str]]:
    """The first day on which a festival page says its main selection came out, with the sentence.

    A day without a year is of the festival's year; only days of the half-year before the opening count.
    """
    for sentence in sentences(lines):
        match = _LINE_UP.search(sentence)
        if match is None or _OTHER_SECTION.search(sentence):
            continue
        stated_day = DAY.search(sentence, match.end())
        day = day_of(stated_day) if stated_day else None
        if day is None and opened and (bare := _BARE_DAY.search(sentence, match.end())):
            day = day_from(str(opened.year), bare["month"] or bare["month2"], bare["day"] or bare["day2"])
        if day and (opened is None or timedelta(0) < opened - day <= _HALF_YEAR):
            return [(day, sentence[:500])]
    return []


def announced_on(lines: Iterable[Line], held: date | None, *, longlist: bool = False) -> list[tuple[date, str]]:
    """Days on which a page says the list came out, in the order said, each once, with the sentence.

    Only days before the ceremony count, and at most 400 days before it. A page that does not say yet that the list came
    out may say when it is due.
    """
    pattern = _LONGLIST if longlist else _ANNOUNCED
    days: dict[date, str] = {}
    due: dict[date, str] = {}
    for sentence in sentences(lines):
        if ahead := _due(sentence, longlist=longlist):
            if _counts(ahead, held):
                due.setdefault(ahead, sentence[:500])
            continue
        match = pattern.search(sentence)
        if match is None or (not longlist and _NOT_THE_LIST.search(sentence)):
            continue
        stated_day = DAY.search(sentence, match.end()) or DAY.search(sentence)
        day = day_of(stated_day) if stated_day else None
        if day and _counts(day, held):
            days.setdefault(day, sentence[:500])
    return list((days or due).items())


def _counts(day: date, held: date | None) -> bool:
    return held is None or timedelta(0) <= held - day <= _WINDOW


def _due(sentence: str, *, longlist: bool) -> date | None:
    """The day on which a sentence says that the list will come out; where it was moved the last that is named."""
    match = _DUE[longlist].search(sentence)
    if match is None or (not longlist and _OTHER_LIST.search(sentence)):
        return None
    days = [day for stated in DAY.finditer(sentence, match.end()) if (day := day_of(stated))]
    if not days:
        return None
    return days[-1] if _MOVED.search(sentence) else days[0]
