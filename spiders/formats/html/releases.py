"""Release dates of an infobox: each day with its country, or with the festival or premiere that it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spiders.formats.html.dom import Line, plain, squeeze
from spiders.formats.html.words import words
from tracker.domain.tables import key
from tracker.domain.text.dates import DATE, iso_of
from tracker.domain.text.parties import parties

_HIDDEN = re.compile(r"\(\s*\d{4}(?:-\d\d){0,2}\s*\)")
_NOTE = re.compile(r"\(([^()]*)\)")
_FUSED = re.compile(r"[A-Z](?=[A-Z][a-z])")
"""What a template or a flag leaves before the name of a country: "TUnited States"."""
_PLACES = re.compile(r"\s*(?:,|;|:|/|&|\band\b)\s*")


@dataclass(frozen=True, slots=True)
class Showing:
    """A day with its release in a country or region, or with an event that is not a release."""

    date: str
    """`YYYY-MM-DD`, `YYYY-MM` or `YYYY`."""
    country: str | None = None
    event: str | None = None


def read_releases(value: Sequence[Line]) -> list[Showing]:
    """Every day of a row, in order; a line without a day belongs to the day before it, or heads those after it."""
    parts: list[tuple[str, list[str]]] = []
    heading: list[str] = []
    for line in value:
        text = squeeze(_HIDDEN.sub(" ", plain(line)))
        days = list(DATE.finditer(text))
        stated = [(match, iso) for match in days if (iso := iso_of(match))]
        if not stated:
            if not text:
                continue
            if text.endswith(":"):
                heading = [text.rstrip(": ")]
            elif parts:
                parts[-1][1].extend(_noted(text))
            continue
        lead = text[: stated[0][0].start()].strip(" :,–-")
        over = [lead.strip("() ")] if lead and not _NOTE.search(lead) else _noted(lead) if lead else heading
        for at, (match, iso) in enumerate(stated):
            end = stated[at + 1][0].start() if at + 1 < len(stated) else len(text)
            parts.append((iso, [*over, *_noted(text[match.end() : end])]))
    return list(dict.fromkeys(showing for iso, notes in parts for showing in _showings(iso, notes)))


def _noted(text: str) -> list[str]:
    """The text in parentheses, or after a dash or comma."""
    inside = [squeeze(note) for note in _NOTE.findall(text) if note.strip()]
    rest = squeeze(_NOTE.sub(" ", text)).strip(" ,;:–-()")
    return [*inside, *([rest] if rest and any(c.isalpha() for c in rest) else [])]


def _showings(iso: str, notes: Sequence[str]) -> list[Showing]:
    """A day with all that is noted: an event if any note names one, else a release in each country named."""
    table = words()
    countries: list[str] = []
    event: str | None = None
    for note in notes:
        places, unknown = [], []
        for printed in _PLACES.split(note):
            if not (place := key(printed)):
                continue
            bare = " ".join(word for word in place.split() if word not in {"the", "only"})
            name = table.place(bare) or _scoped(bare)
            if name is None and _FUSED.match(printed):
                name = parties().country(bare[1:])
            if name is None:
                unknown.append(place)
            elif name:
                places.append(name)
        if unknown:
            event = event or note
        else:
            countries += places
    if event:
        return [Showing(iso, None, event)]
    return [Showing(iso, country) for country in dict.fromkeys(countries)] or [Showing(iso)]


def _scoped(place: str) -> str | None:
    """The country of "limited US release"; "" for a scope alone; None for anything else."""
    table = words()
    if place in table.scopes:
        return ""
    for scope in table.scopes:
        rest = place.removeprefix(f"{scope} ").removesuffix(f" {scope}")
        if rest != place and (name := table.place(rest)):
            return name
    return None
