"""Claims that a list itself makes about its categories: each was given, and how many entries it has."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spiders.formats.wikitext.credits import Form, Reading
from tracker.domain.bodies import DeclaredCategory
from tracker.domain.categories import categories
from tracker.domain.facts.records import CeremonyRecord, FieldRecord, NominationRecord, PageRecord, Record, Result
from tracker.domain.sources import ListSource

_MAX_NOTE = 1_500
_SHOWN = (Result.WON, Result.NOMINATED)


@dataclass(frozen=True, slots=True)
class Printed:
    """A category as a list prints it, with its declared category."""

    name: str | None
    """In the source file; None where a user's file names a concept that several categories share."""
    concept: str | None
    printed: str
    line: int | None


def field_claims(
    source: ListSource, page: PageRecord, ceremony: int, category: Printed, entries: Sequence[NominationRecord]
) -> list[FieldRecord]:
    """The claims that a category was given, and of what size; a heading without entries yet has no size.

    Where a list names winners only, they are all there is to count.
    """
    about = {
        "page": page.id,
        "body": source.body or "",
        "ceremony": ceremony,
        "declared": category.name,
        "category": category.concept,
        "category_as_printed": category.printed[:300],
        "line": category.line,
    }
    claims = [FieldRecord.model_validate(about | {"claim": "given"})]
    if entries:
        size = {"value": len(entries), "official": sum(entry.official for entry in entries)}
        claims.append(FieldRecord.model_validate(about | {"claim": "size"} | size))
    return claims


def file_claims(source: ListSource, page: PageRecord, records: Iterable[Record]) -> list[FieldRecord]:
    """The same claims of a user's file declared complete, by ceremony and printed category.

    Its sizes count the file's rows; a file that names a film once has fewer than the body has nominees.
    """
    fields: dict[tuple[int, str], list[NominationRecord]] = defaultdict(list)
    for record in records:
        if isinstance(record, NominationRecord) and record.result in _SHOWN:
            fields[record.ceremony, record.category_as_printed].append(record)
    claims: list[FieldRecord] = []
    for (ceremony, category), entries in fields.items():
        meanings = source.meanings(category, ceremony)
        name = meanings[0] if len(meanings) == 1 else None
        claims += field_claims(
            source, page, ceremony, Printed(name, entries[0].category, category, entries[0].line), entries
        )
    return claims


def form_of(declared: DeclaredCategory) -> Form:
    """How entries of a category are built."""
    if declared.countries:
        return Form.COUNTRY_ONLY
    category = categories()[declared.concept]
    if category.entry != "film":
        return {"song": Form.SONG, "country": Form.COUNTRY, "person": Form.PERSON}[category.entry]
    return Form.ACTING if category.group == "acting" else Form.GENERAL


def record_of(
    source: ListSource, page: PageRecord, category: Printed, result: Result, reading: Reading
) -> NominationRecord:
    """The record of an entry on the page of a ceremony; the line is that of `category`."""
    return NominationRecord(
        page=page.id,
        body=source.body or "",
        ceremony=page.ceremony or 0,
        category=category.concept,
        category_as_printed=category.printed[:300],
        result=result,
        works=tuple(reading.works),
        people=tuple(reading.people),
        detail=" | ".join(reading.details)[:_MAX_NOTE] or None,
        note="; ".join(dict.fromkeys(reading.notes))[:_MAX_NOTE] or None,
        official=reading.official,
        line=category.line,
    )


def day_claim(source: ListSource, page: PageRecord, name: str, day: str, text: str) -> CeremonyRecord:
    """The record of a day that the page of a ceremony states; `name` is one of `CeremonyRecord.property`."""
    about = {"page": page.id, "body": source.body or "", "ceremony": page.ceremony or 0}
    return CeremonyRecord.model_validate(about | {"property": name, "value": day, "as_printed": text[:500]})
