"""People of the registry's films: ids in one answer, names in another."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spiders.families.registry.answers import Rows, literal, parts, qid_of
from spiders.families.registry.queries import CRAFTS
from tracker.domain.facts.records import MAX_TEXT, FilmCredit, PersonRecord, Record

_QID = re.compile(r"Q[1-9]\d{0,11}")
_IMDB_PERSON = re.compile(r"nm\d{7,10}")


@dataclass(frozen=True)
class Named:
    """A person's names."""

    name: str
    imdb: str | None
    aliases: tuple[str, ...]


def read_names(rows: Rows) -> dict[str, Named]:
    """The people credited on the season's films, by QID; an English name precedes one for all languages."""
    people: dict[str, Named] = {}
    for row in rows:
        qid, name, imdb = qid_of(row, "person"), literal(row, "name"), literal(row, "imdb")
        if not qid or not name or (qid in people and row["name"].lang != "en"):
            continue
        aliases = (" ".join(alias.split()) for alias in parts(row, "aliases"))
        others = tuple(sorted({alias for alias in aliases if 0 < len(alias) <= MAX_TEXT} - {name}))
        people[qid] = Named(name, imdb if imdb and _IMDB_PERSON.fullmatch(imdb) else None, others)
    return people


def credits_by_film(rows: Rows, people: Mapping[str, Named]) -> dict[str, set[FilmCredit]]:
    """People by film; one without a name in English is nobody whom a list could mean."""
    films: dict[str, set[FilmCredit]] = {}
    for row in rows:
        film, craft = qid_of(row, "film"), literal(row, "craft")
        if film and craft in CRAFTS:
            qids = (qid for qid in parts(row, "people") if _QID.fullmatch(qid) and qid in people)
            credits = {FilmCredit(craft=craft, name=people[qid].name, qid=qid) for qid in qids}
            films.setdefault(film, set()).update(credits)
    return films


def persons(page: str, credits: Iterable[set[FilmCredit]], people: Mapping[str, Named]) -> list[Record]:
    """Of the people credited, those of whom more is known than the credit says, in the order of their QIDs."""
    qids = {credit.qid for several in credits for credit in several}
    entries = {qid: p for qid, p in people.items() if qid in qids and (p.imdb or p.aliases)}
    return [
        PersonRecord(page=page, qid=qid, imdb=entries[qid].imdb, name=entries[qid].name, aliases=entries[qid].aliases)
        for qid in sorted(entries, key=lambda qid: int(qid[1:]))
    ]
