"""Rows of a user's file as records: one function a kind of file, from text to what the row says."""

import re
from collections.abc import Callable
from datetime import date

from spiders.families.supplied.doubts import is_nobody
from spiders.families.supplied.names import with_names_apart
from spiders.families.supplied.sheet import BadInputError, Row
from spiders.families.supplied.source import SuppliedSource
from tracker.domain.bodies import slug_of
from tracker.domain.categories import award_alone, categories, entry_of
from tracker.domain.ceremonies import CeremonyRule
from tracker.domain.errors import ConfigError
from tracker.domain.facts.records import (
    CreditRecord,
    EligibilityRecord,
    FilmRecord,
    NominationRecord,
    PageRecord,
    Person,
    Record,
    ReleaseRecord,
    Result,
    ScoreRecord,
    TopTenRecord,
    Work,
)
from tracker.domain.figures import ordinal
from tracker.domain.printed import printed_key
from tracker.domain.text.parties import country_of, is_country

_WORK = ("title", "link", "imdb", "qid")
_IMDB = re.compile(r"tt\d{7,10}")
_QID = re.compile(r"Q[1-9]\d{0,11}")
_URL = re.compile(r"(?:https?://[^\s/]+|pkg:)\S*")
_PLACE = re.compile(rf"{_URL.pattern}|[\w.-]+\.\w{{2,5}}")
"""An address, or the name of a file from which an exported row came."""
_NUMBER = re.compile(r"[0-9]{1,6}")
_FIGURE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,6})?")
_SLUG = re.compile(r"[a-z][a-z0-9_]*")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_YEARS = range(1880, 2201)
_AHEAD = 2
"""Years for which a file may speak of ceremonies to come."""
_STATUSES = ("eligible", "ineligible", "not_submitted", "not_advanced")
_STATUS = {status: status for status in _STATUSES} | {"disqualified": "ineligible"}
_KINDS = ("", "feature", "short", "documentary", "television")
_YES = {"yes": True, "true": True, "no": False, "false": False}
MEASURES: dict[str, float] = {"metascore": 100, "tomatometer": 100, "rt_average": 10}
"""Aggregators' figures by column, each with its greatest value."""


def number(row: Row, column: str) -> int:
    """A whole number that must be there."""
    if not _NUMBER.fullmatch(row[column]):
        raise BadInputError(f"{column} must be a whole number, not {row[column][:80]!r}")
    return int(row[column])


def _number_or_none(row: Row, column: str) -> int | None:
    return number(row, column) if row[column] else None


def year(row: Row, column: str) -> int | None:
    """A year, if the cell holds anything."""
    value = _number_or_none(row, column)
    if value is not None and value not in _YEARS:
        raise BadInputError(f"{column} must be a year such as 2010, not {row[column][:80]!r}")
    return value


def _shaped(row: Row, column: str, shape: re.Pattern[str], example: str) -> str | None:
    if row[column] and not shape.fullmatch(row[column]):
        raise BadInputError(f"{column} must look like {example}, not {row[column][:80]!r}")
    return row[column] or None


def _day(row: Row, column: str) -> str | None:
    try:
        return date.fromisoformat(row[column]).isoformat() if row[column] else None
    except ValueError:
        raise BadInputError(f"{column} must be a day such as 2011-01-25, not {row[column][:80]!r}") from None


def _choice(row: Row, column: str, choices: tuple[str, ...]) -> str:
    if row[column] not in choices:
        raise BadInputError(
            f"{column} must be one of {', '.join(c or 'blank' for c in choices)}, not {row[column][:80]!r}"
        )
    return row[column]


def _cites(source: SuppliedSource, row: Row) -> tuple[str, ...]:
    url = _shaped(row, "source_url", _PLACE if source.imported else _URL, "https://…")
    if url:
        return (url,)
    if source.imported:  # the file itself, its hash and its day are the citation
        return ()
    raise BadInputError("source_url is blank; say where the fact was read")


def body_of(row: Row) -> str:
    """The award body of a row: its slug, or another name of a body as a slug ("ace" for the ACE Eddie Awards)."""
    body = _shaped(row, "body", _SLUG, "oscars")
    if not body:
        raise BadInputError("body is blank")
    return slug_of(body)


def _work(row: Row, *, titled: bool = True) -> Work:
    """The work of a row; with `titled` it must have a title, else its id stands in for one."""
    imdb, qid = _shaped(row, "imdb", _IMDB, "tt0123456"), _shaped(row, "qid", _QID, "Q927826")
    title = row["title"] or ("" if titled else qid or imdb or row["link"])
    if not title:
        raise BadInputError("title is blank")
    return Work(title=title, link=row["link"] or None, imdb=imdb, qid=qid)


def _works(source: SuppliedSource, row: Row) -> tuple[Work, ...]:
    """The works of an entry: several where title and an id have the same number of parts between `|`."""
    parts = {column: row[column].split("|") for column in _WORK if row[column]}
    n = max(len(parts.get(column, ())) for column in _WORK[1:])
    if not source.imported or n < 2:  # noqa: PLR2004 - a title alone may hold the mark
        return (_work(row, titled=not source.imported),)
    if any(len(cells) != n for cells in parts.values()):
        raise BadInputError("title and ids have different numbers of works between |")
    return tuple(_work({c: parts[c][i].strip() if c in parts else "" for c in _WORK}, titled=False) for i in range(n))


def _people(row: Row, *, countries: bool = False) -> tuple[Person, ...]:
    """Who is named; a country is nobody, but where the category's lists name countries."""
    names = [name.strip() for name in row["people"].split(";")] if row["people"] else []
    links = [link.strip() for link in row["people_links"].split(";")] if row["people_links"] else [""] * len(names)
    if len(links) != len(names):
        raise BadInputError(f"people_links has {len(links)} parts for {len(names)} people")
    if not all(names):
        raise BadInputError("people has an empty name between semicolons")
    if nobody := next((name for name in names if is_nobody(name) and not (countries and is_country(name))), None):
        raise BadInputError(f"people names {nobody[:80]!r}, which is nobody's name")
    return tuple(Person(name=name, link=link or None) for name, link in zip(names, links, strict=True))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def ceremony_number(source: SuppliedSource, row: Row) -> int:
    """The ceremony a row is about, by its number or by one of its years; what the row says twice must agree."""
    number_, year_held, films = _number_or_none(row, "ceremony"), year(row, "ceremony_year"), year(row, "film_year")
    rule = source.ceremonies
    if rule is None:
        if number_ is None:
            raise BadInputError("ceremony must be a whole number, not ''")
        return number_
    if number_ is None:
        number_ = _by_year(source, rule, year_held, films)
    ceremony = rule.ceremony(number_)
    if number_ < 1 or ceremony.year not in _YEARS:
        raise BadInputError(f"ceremony {number_} of {source.body} would be of {ceremony.year}, and there is none")
    if source.as_of and ceremony.year > int(source.as_of[:4]) + _AHEAD:
        raise BadInputError(f"ceremony {number_} of {source.body} is of {ceremony.year}, the file as of {source.as_of}")
    is_counted_back = number_ < rule.first and not rule.by_year
    if is_counted_back and year_held is None and films is None:
        raise BadInputError(f"{_earliest(source, rule)}; say the year of ceremony {number_} too")
    for column, value, own in (("ceremony_year", year_held, ceremony.year), ("film_year", films, ceremony.film_year)):
        if value is not None and value != own:
            why = f"; {_earliest(source, rule)}, and the years before are counted back" if is_counted_back else ""
            raise BadInputError(f"{column} is {value}, but of ceremony {number_} of {source.body} it is {own}{why}")
    return number_


def _earliest(source: SuppliedSource, rule: CeremonyRule) -> str:
    """From where on a page or a record counts a body's ceremonies; an earlier one is confirmed by a row's own year."""
    first = rule.ceremony(rule.first)
    return f"the earliest ceremony of {source.body} at hand is the {ordinal(first.number)} ({first.year})"


def _by_year(source: SuppliedSource, rule: CeremonyRule, year_held: int | None, films: int | None) -> int:
    any_year = year_held or films
    if any_year is None:
        raise BadInputError("say ceremony, ceremony_year or film_year")
    near = rule.known_by(any_year + 1)
    if rule.by_year:  # such a count has no beginning
        near = [rule.ceremony(n) for n in range(any_year - 1, min(any_year + 1, rule.last or any_year + 1) + 1)]
    numbers = [
        c.number for c in near if (year_held is None or c.year == year_held) and (films is None or c.film_year == films)
    ]
    if len(numbers) != 1:
        which = " and ".join(f"{n} {v}" for n, v in (("ceremony_year", year_held), ("film_year", films)) if v)
        if any_year < rule.ceremony(rule.first).film_year and not rule.by_year:
            raise BadInputError(f"{which}: {_earliest(source, rule)}; say the number of this one")
        what = "several ceremonies" if numbers else "no ceremony"
        raise BadInputError(f"{which}: {source.body} has {what} there; say its number")
    return numbers[0]


def _category(source: SuppliedSource, row: Row, ceremony: int) -> tuple[str | None, str]:
    """Slug and printed name."""
    cell = row["category"] or row["category_as_printed"]
    if not source.imported:
        declared = source.declared(cell, ceremony)
        return (declared[1].concept if declared else None), cell
    if cell in categories():
        printed = row["category_as_printed"]
        return _concept(source, cell, printed, ceremony), printed or categories()[cell].title
    declared = source.declared(cell, ceremony)
    if declared is None and not row["category"]:
        return None, cell  # a list has it as printed, and nobody knows what it is
    if declared is None:
        raise BadInputError(f"category {cell[:80]!r} is neither a slug nor a name that {source.body} is known to use")
    return declared[1].concept, row["category_as_printed"] or cell


def _concept(source: SuppliedSource, slug: str, award: str, ceremony: int) -> str:
    """What the body declares of the award's printed name, if it declares one thing; else the file's own slug.

    Files sort awards in ways of their own: one for a first script under `debut`, one for actors and actresses alike
    under `lead_actor`.
    """
    names = (source.meanings(award, ceremony) or source.meanings(award_alone(award), ceremony)) if award else ()
    concepts = {source.categories[name].concept for name in names}
    return concepts.pop() if len(concepts) == 1 else slug


def _nomination(source: SuppliedSource, page: PageRecord, row: Row, line: int) -> list[Record]:
    if source.body is None and source.imported:  # no name of a body: those rows are read for what is wrong with them
        raise BadInputError(f"body must look like oscars, not {row['body'][:80]!r}" if row["body"] else "body is blank")
    if source.body is None:
        raise ConfigError(f"{source.name}: a supplied list of nominations needs a body")
    if printed_key(row["category"]) in map(printed_key, source.ignore):
        return []
    ceremony = ceremony_number(source, row)
    if not (row["category"] or row["category_as_printed"]):
        raise BadInputError("category is blank")
    slug, printed = _category(source, row, ceremony)
    if source.imported:
        row = with_names_apart(row, slug)
    people = _people(row, countries=entry_of(slug) == "country")
    if people and people[0].name == row["detail"]:  # exported tables name the country among the nominees too
        people = people[1:]
    has_work = any(row[column] for column in _WORK)
    if not has_work and not people:
        raise BadInputError("neither a title nor people")
    result = _choice(row, "result", ("", *Result)) or source.result
    star = _STAR.match(row["detail"] or row["note"]) if result == Result.LONGLISTED else None
    return [
        NominationRecord(
            page=page.id,
            body=source.body,
            ceremony=ceremony,
            category=slug,
            category_as_printed=printed,
            result=Result(result),
            works=_works(source, row) if has_work else (),
            people=people,
            detail=row["detail"] or None,
            note=row["note"] or None,
            official=_YES.get(_choice(row, "official", ("", *_YES)), True)
            or (result == Result.WON and _won_without_nomination(source, ceremony, row["note"])),
            starred=_YES.get(_choice(row, "starred", ("", "no", "yes")), star is not None),
            cites=_cites(source, row),
            line=line,
            announced_on=_day(row, "announced_on"),
        )
    ]


_STAR = re.compile(r"starred\b(?! in)", re.IGNORECASE)
"""How a file says in words that a longlist marks an entry."""


def _won_without_nomination(source: SuppliedSource, ceremony: int | None, note: str) -> bool:
    """Whether what a file calls unofficial is the nomination alone, of a year without any or of a write-in.

    Its prize is the body's own; a prize that was taken back is not.
    """
    return ceremony in source.unofficial or "not an official nomination" in note.casefold()


def _film(_source: SuppliedSource, page: PageRecord, row: Row, _line: int) -> list[Record]:
    work = _work(row)
    if not work.imdb and not work.qid:
        raise BadInputError("neither imdb nor qid; the registry knows films by an id")
    return [
        FilmRecord.model_validate(
            {
                "page": page.id,
                **work.model_dump(exclude={"link"}),
                "wikipedia": work.link,
                "original_title": row["original_title"] or None,
                **{name: _listed(row[name]) for name in ("aliases", "directors", "countries")},
                "year": year(row, "year"),
                "work_kind": _choice(row, "work_kind", _KINDS) or None,
                "minutes": _number_or_none(row, "minutes"),
                "distributor": row["distributor"] or None,
            }
        )
    ]


def _credits(source: SuppliedSource, page: PageRecord, row: Row, _line: int) -> list[Record]:
    film = _work(row, titled=False)
    craft = _shaped(row, "craft", _SLUG, "screenwriter")
    people = _people(row)
    if not craft or not people:
        raise BadInputError("neither craft nor people may be blank")
    return [
        CreditRecord(
            page=page.id,
            **film.model_dump(exclude={"link"}),
            craft=craft,
            craft_as_printed=craft,
            position=position,
            name=person.name,
            link=person.link,
            note=row["note"] or None,
            cites=_cites(source, row),
            film_year=year(row, "film_year"),
        )
        for position, person in enumerate(people)
    ]


def _part_of_a_date(row: Row) -> str:
    text = _shaped(row, "date", _DATE, "2011-02-11, 2011-02 or 2011")
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        raise BadInputError(
            f"date must be a day, a month or a year of the calendar, not {row['date'][:80]!r}"
        ) from None
    return str(text)


def _release(source: SuppliedSource, page: PageRecord, row: Row, _line: int) -> list[Record]:
    film = _work(row, titled=False)
    return [
        ReleaseRecord(
            page=page.id,
            **film.model_dump(),
            date=_part_of_a_date(row),
            country=country_of(row["country"]) or None,
            event=row["event"] or None,
            cites=_cites(source, row),
            film_year=year(row, "film_year"),
        )
    ]


def _figure(row: Row, measure: str) -> float:
    if not _FIGURE.fullmatch(row[measure]) or float(row[measure]) > MEASURES[measure]:
        raise BadInputError(f"{measure} must be a number from 0 to {MEASURES[measure]}, not {row[measure][:80]!r}")
    return float(row[measure])


def _scores(source: SuppliedSource, page: PageRecord, row: Row, _line: int) -> list[Record]:
    film, reviews = _work(row, titled=False), _number_or_none(row, "reviews")
    scores: list[Record] = [
        ScoreRecord.model_validate(
            {
                "page": page.id,
                "measure": measure,
                "value": _figure(row, measure),
                "reviews": reviews,
                "as_of": _day(row, "as_of") or source.as_of,
                "cites": _cites(source, row),
                **film.model_dump(),
                "film_year": year(row, "film_year"),
            }
        )
        for measure in MEASURES
        if row[measure]
    ]
    if not scores:
        raise BadInputError(f"no figure: {', '.join(MEASURES)} are all blank")
    return scores


def top_ten(source: SuppliedSource, page: PageRecord, row: Row, lists: int, of: int) -> TopTenRecord:
    """A film's tally."""
    if lists > of or not of:
        raise BadInputError(f"lists must be at most of, and of more than 0, not {lists} of {of}")
    film, year_ = _work(row, titled=not source.imported), number(row, "film_year")
    return TopTenRecord(page=page.id, film=film, film_year=year_, lists=lists, of=of, cites=_cites(source, row))


def _tally(source: SuppliedSource, page: PageRecord, row: Row, _line: int) -> list[Record]:
    return [top_ten(source, page, row, number(row, "lists"), number(row, "of"))]


def _status(source: SuppliedSource, row: Row) -> str:
    if not source.imported:
        return _choice(row, "status", _STATUSES)
    return _STATUS[_choice({"status": re.sub(r"[\s-]+", "_", row["status"].casefold())}, "status", tuple(_STATUS))]


def _eligibility(source: SuppliedSource, page: PageRecord, row: Row, _line: int) -> list[Record]:
    if row["category"] and row["category"] not in categories():
        raise BadInputError(f"category must be blank or a slug of concepts.yml, not {row['category'][:80]!r}")
    return [
        EligibilityRecord.model_validate(
            {
                "page": page.id,
                "body": body_of(row),
                "ceremony": ceremony_number(source, row),
                "category": row["category"] or None,
                "film": _work(row, titled=not source.imported),
                "people": _people(row),
                "status": _status(source, row),
                "reason": row["reason"] or None,
                "cites": _cites(source, row),
            }
        )
    ]


READERS: dict[str, Callable[[SuppliedSource, PageRecord, Row, int], list[Record]]] = {
    "nominations": _nomination,
    "films": _film,
    "credits": _credits,
    "releases": _release,
    "scores": _scores,
    "top_tens": _tally,
    "eligibility": _eligibility,
}
"""What a row of each kind of file says."""
