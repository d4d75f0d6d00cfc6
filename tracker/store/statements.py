"""How a record becomes rows: which columns it fills, and which of its values make its identity."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from tracker.domain.facts.records import (
    AccoladeRecord,
    ArticleRecord,
    BookRecord,
    CeremonyRecord,
    CreditRecord,
    EligibilityRecord,
    FactRecord,
    FieldRecord,
    FilmRecord,
    LinkRecord,
    MentionRecord,
    NominationRecord,
    Person,
    PersonRecord,
    ReleaseRecord,
    ScoreRecord,
    TopTenRecord,
    Work,
)
from tracker.store import models
from tracker.store.types import clean

_NUL = "\\u0000"
_spell = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def digest(parts: list[Any]) -> tuple[str, list[Any]]:
    """sha256 of values in one spelling, and the values as they can be kept.

    NUL, which PostgreSQL cannot keep, becomes the replacement character before hashing, so that both databases
    hold the same statements.
    """
    text = _spell(parts)
    if _NUL in text:
        parts = clean(parts)
        text = _spell(parts)
    return hashlib.sha256(text.encode()).hexdigest(), parts


@dataclass(frozen=True)
class Kind:
    """One kind of statement."""

    name: str
    table: Table
    columns: tuple[str, ...]
    """Columns that hold the raw values, in the order of `values`."""
    values: Callable[[Any], list[Any]]
    """The raw values; further ones beyond `columns` are works and people of a nomination."""
    unordered: tuple[str, ...] = ()
    """Columns whose lists mean the same in any order."""
    replaces: str | None = None
    """Column of the thing a statement is about, where a newer statement about it takes the place of an older."""
    by_page: bool = True
    """Whether a page that no longer holds a statement retracts it."""
    later: int = 0
    """So many of the last columns came later: where all of them are blank they are no part of the identity."""
    line: bool = False
    ceremonial: bool = False
    """Whether its statements belong to a ceremony."""


def _works(works: Iterable[Work]) -> list[list[str | None]]:
    return [[w.title, w.link, w.imdb, w.qid] for w in works]


def _people(people: Iterable[Person]) -> list[list[str | None]]:
    return [[p.name, p.link, p.role] for p in people]


def _nomination(r: NominationRecord) -> list[Any]:
    return [
        r.body,
        r.category,
        r.category_as_printed,
        r.result.value,
        r.detail,
        r.note,
        r.official,
        r.starred,
        r.announced_on,
        _works(r.works),
        _people(r.people),
    ]


def _ceremony_date(r: CeremonyRecord) -> list[Any]:
    return [r.body, r.property, r.value, r.as_printed]


def _field(r: FieldRecord) -> list[Any]:
    said = [r.value, r.most, r.official, r.as_printed]
    return [r.body, r.claim, r.declared, r.category, r.category_as_printed, *said]


def _film(r: FilmRecord) -> list[Any]:
    return [
        r.qid,
        r.imdb,
        r.title,
        r.original_title,
        list(r.aliases),
        r.year,
        r.work_kind,
        r.wikipedia,
        list(r.directors),
        list(r.countries),
        r.minutes,
        r.distributor,
        [[c.craft, c.name, c.qid] for c in r.credits],
        [[t.title, t.sort, t.language, t.country] for t in r.titles],
    ]


def _person(r: PersonRecord) -> list[Any]:
    return [r.qid, r.imdb, r.name, list(r.aliases)]


def _release(r: ReleaseRecord) -> list[Any]:
    return [r.qid, r.date, r.country, r.event, *_named(r)]


def _score(r: ScoreRecord) -> list[Any]:
    return [r.qid, r.measure, r.value, r.reviews, r.as_of, *_named(r)]


def _named(r: ReleaseRecord | ScoreRecord) -> list[Any]:
    return [r.title, r.link, r.imdb, r.film_year]


def _top_ten(r: TopTenRecord) -> list[Any]:
    return [*_works([r.film])[0], r.film_year, r.lists, r.of]


def _eligibility(r: EligibilityRecord) -> list[Any]:
    return [r.body, r.category, *_works([r.film])[0], _people(r.people), r.status, r.reason]


def _link(r: LinkRecord) -> list[Any]:
    return [r.title, r.canonical, r.qid, r.missing]


def _article(r: ArticleRecord) -> list[Any]:
    return [r.url, r.title, r.author, r.published_on, r.language, r.site, r.words, r.sketch]


def _mention(r: MentionRecord) -> list[Any]:
    lists = (r.crafts, r.people, r.missed, r.reasons, r.expects, r.quotations, r.quoted_for)
    return [*_works([r.work])[0], r.work_kind, r.voice, r.count, *map(list, lists), list(r.nominated) or None]


_WORK = ("title", "link", "imdb", "qid")


def _fact(r: FactRecord) -> list[Any]:
    return [r.qid, r.property, r.value, r.amount, r.currency, r.link, r.note, r.dated, r.title, r.imdb, r.film_year]


def _credit(r: CreditRecord) -> list[Any]:
    return [r.qid, r.craft, r.craft_as_printed, r.position, r.name, r.link, r.note, r.title, r.imdb, r.film_year]


def _book(r: BookRecord) -> list[Any]:
    prize = [r.claim, r.prize, r.prize_as_printed, r.category, r.year, r.quotation]
    return [r.title, r.link, _people(r.authors), *prize]


def _accolade(r: AccoladeRecord) -> list[Any]:
    named = [r.body, r.body_as_printed, r.body_link, r.number, r.year, r.date, r.category, r.category_as_printed]
    return [r.qid, *named, r.result, r.result_as_printed, _people(r.people), _works(r.works), r.note]


_NAMED = ("title", "link", "imdb", "film_year")

NOMINATION = Kind(
    "nomination",
    models.Base.metadata.tables["nomination"],
    (
        "body",
        "category",
        "category_as_printed",
        "result",
        "detail",
        "note",
        "official",
        "starred",
        "announced_on",
    ),
    _nomination,
    line=True,
    ceremonial=True,
)
WORKS = models.Base.metadata.tables["nomination_work"]
PEOPLE = models.Base.metadata.tables["nomination_person"]


def _kind(name: str, columns: tuple[str, ...], values: Callable[[Any], list[Any]], **more: Any) -> Kind:
    return Kind(name, models.Base.metadata.tables[name], columns, values, **more)


KINDS: dict[str, Kind] = {
    "nomination": NOMINATION,
    "ceremony": _kind("ceremony_date", ("body", "property", "value", "as_printed"), _ceremony_date, ceremonial=True),
    "field": _kind(
        "ceremony_field",
        (
            "body",
            "claim",
            "declared",
            "category",
            "category_as_printed",
            "value",
            "most",
            "official",
            "as_printed",
        ),
        _field,
        line=True,
        ceremonial=True,
    ),
    "film": _kind(
        "film",
        (
            "qid",
            "imdb",
            "title",
            "original_title",
            "aliases",
            "year",
            "work_kind",
            "wikipedia",
            "directors",
            "countries",
            "minutes",
            "distributor",
            "credits",
            "titles",
        ),
        _film,
        unordered=("aliases", "directors", "countries"),
        replaces="qid",
        later=2,
    ),
    "person": _kind(
        "person", ("qid", "imdb", "name", "aliases"), _person, unordered=("aliases",), replaces="qid", by_page=False
    ),
    "release": _kind("release", ("qid", "date", "country", "event", *_NAMED), _release, later=len(_NAMED)),
    "score": _kind("score", ("qid", "measure", "value", "reviews", "as_of", *_NAMED), _score, later=len(_NAMED)),
    "top_ten": _kind("top_ten", (*_WORK, "film_year", "lists", "of"), _top_ten),
    "eligibility": _kind(
        "eligibility", ("body", "category", *_WORK, "people", "status", "reason"), _eligibility, ceremonial=True
    ),
    "link": _kind("link", ("title", "canonical", "qid", "missing"), _link, replaces="title", by_page=False),
    "fact": _kind(
        "film_fact",
        ("qid", "property", "value", "amount", "currency", "link", "note", "dated", "title", "imdb", "film_year"),
        _fact,
        later=4,
    ),
    "credit": _kind(
        "film_credit",
        ("qid", "craft", "craft_as_printed", "position", "name", "link", "note", "title", "imdb", "film_year"),
        _credit,
        later=3,
    ),
    "book": _kind(
        "book",
        ("title", "link", "authors", "claim", "prize", "prize_as_printed", "category", "year", "quotation"),
        _book,
        line=True,
    ),
    "accolade": _kind(
        "accolade",
        (
            "qid",
            "body",
            "body_as_printed",
            "body_link",
            "number",
            "year",
            "date",
            "category",
            "category_as_printed",
            "result",
            "result_as_printed",
            "people",
            "works",
            "note",
        ),
        _accolade,
        line=True,
    ),
    "article": _kind(
        "article", ("url", "title", "author", "published_on", "language", "site", "words", "sketch"), _article
    ),
    "mention": _kind(
        "mention",
        (
            *_WORK,
            "work_kind",
            "voice",
            "count",
            "crafts",
            "people",
            "missed",
            "reasons",
            "expects",
            "quotations",
            "quoted_for",
            "nominated",
        ),
        _mention,
        later=1,
    ),
}
"""By the `kind` of a record."""


def identify(kind: Kind, source: str, ceremony: int | None, record: Any) -> tuple[str, list[Any]]:
    """A statement's id and its raw values.

    The id is sha256 over kind, source, ceremony and the values; fetch time, revision, line and cited addresses
    are no part of it.
    """
    values = kind.values(record)
    blank = kind.later and all(value is None or value == [] for value in values[-kind.later :])
    told = values[: -kind.later] if blank else values
    if kind.unordered:
        columns = kind.columns[: len(told)]
        ordered = [sorted(v) if column in kind.unordered else v for column, v in zip(columns, told, strict=True)]
        return digest([kind.name, source, ceremony, *ordered])[0], clean(values)
    id_, kept = digest([kind.name, source, ceremony, *told])
    return id_, [*kept[3:], *values[len(told) :]]
