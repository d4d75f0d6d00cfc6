"""Small ceremony pages written for a test, and what is read of them, one line an entry."""

from collections.abc import Iterable

from spiders.catalogue import parse_source
from spiders.families.ceremony.read import read
from tracker.domain.facts.records import NominationRecord, Origin, PageRecord, Record
from tracker.domain.lists.problems import Problem, Severity
from tracker.domain.sources import Source

GALA = """
body: gala
title: Gala Awards
publisher: Wikipedia
family: wikipedia_ceremony
tier: 2
licence: CC BY-SA 4.0
page: "{ordinal} Gala Awards"
ceremonies: {film_year: "ceremony + 1949", year: "ceremony + 1950"}
"""
LEAD = "{{Infobox film awards|number=50|date=March 5, 2000}}\nThe '''50th Gala Awards''' honoured films of 1999.\n" * 2


def gala(more: str) -> Source:
    """A source of the Gala Awards, with its categories and whatever else it declares."""
    return parse_source(GALA + more, "gala")


def page_record(ceremony: int = 50, title: str = "50th Gala Awards", source: str = "gala") -> PageRecord:
    return PageRecord(
        id=title,
        source=source,
        title=title,
        url="https://example.org/50th",
        retrieved_at="2026-01-01T00:00:00Z",
        origin=Origin.ARCHIVE,
        ceremony=ceremony,
    )


def read_lists(source: Source, lists: str, lead: str = LEAD) -> tuple[list[Record], list[Problem]]:
    """The records and problems of a page with some lists in its section "Winners and nominees"."""
    return read(source, page_record(), f"{lead}\n==Winners and nominees==\n{lists}\n==References==\n".encode())


def table(records: Iterable[Record]) -> list[str]:
    """`category: result films / people`, one line an entry."""
    return [
        f"{r.category}: {r.result} {', '.join(w.title for w in r.works)} / {', '.join(p.name for p in r.people)}"
        for r in records
        if isinstance(r, NominationRecord)
    ]


def held(problems: Iterable[Problem]) -> list[tuple[str, int | None]]:
    """Code and line of what holds."""
    return [(p.code, p.line) for p in problems if p.severity is Severity.HOLD]
