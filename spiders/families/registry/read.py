"""Family `wikidata_films`: the films of a season from Wikidata, by a few small SPARQL queries.

A season's registry is every film with a publication date in that calendar year, wherever it came out: a film of the
year before that reached another country in this one competes there in this season. All of a film's dates come along,
those of other years too.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, get_args
from urllib.parse import unquote, urlsplit

from pydantic import ValidationError

from spiders.families.registry.answers import Rows, Season, Value, literal, qid_of, whole
from spiders.families.registry.people import credits_by_film, persons, read_names
from spiders.families.registry.queries import CRAFTS
from tracker.domain.facts.records import (
    MAX_TEXT,
    FilmCredit,
    FilmRecord,
    FilmTitle,
    PageRecord,
    Record,
    ReleaseRecord,
    ScoreRecord,
)
from tracker.domain.lists.problems import Problem, Severity
from tracker.domain.sources import Source

MAX_CREDITS = 300
MAX_TITLES = 60
"""Of one film; crew stands before cast, and what goes beyond is left out."""

_SCORES = {
    ("Q105584", "Q108403393"): "tomatometer",
    ("Q105584", "Q108403540"): "rt_average",
    ("Q150248", "Q106515043"): "metascore",
}
"""Reviewer and method of determination, as Wikidata names them, to the measure."""

_SHAPES: Mapping[str, re.Pattern[str]] = {
    "tomatometer": re.compile(r"(\d{1,3})\s*%"),
    "rt_average": re.compile(r"(\d{1,2}(?:\.\d{1,2})?)\s*/\s*10"),
    "metascore": re.compile(r"(\d{1,3})(?:\s*/\s*100|\s*%)?"),
}
_BY_REVIEWER = {"Q105584": ("tomatometer", "rt_average"), "Q150248": ("metascore",)}
_LIMIT = {"tomatometer": 100.0, "rt_average": 10.0, "metascore": 100.0}

_SORTS = get_args(FilmTitle.model_fields["sort"].annotation)
_IMDB = re.compile(r"tt\d{7,10}")
_TIME = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)(?:T[\d:.]+Z?)?")
_KINDS = (("television", "television"), ("series", "television"), ("short", "short"), ("documentary", "documentary"))


@dataclass
class _Film:
    labels: dict[str, str] = field(default_factory=dict)
    originals: set[str] = field(default_factory=set)
    imdb: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    directors: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    distributors: set[str] = field(default_factory=set)
    minutes: set[int] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    credits: set[FilmCredit] = field(default_factory=set)
    titles: set[FilmTitle] = field(default_factory=set)


def read(source: Source, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
    """The films of one season with their people, releases and scores, in the order of their QIDs.

    A row that cannot be read is left out and counted in one warning; films without an English title are left out.
    """
    try:
        season = Season.model_validate_json(body)
    except ValidationError as error:
        return [], [Problem(code="unexpected_answer", message=f"{source.name}: {page.title}: {error}", page=page.id)]
    answers = defaultdict(list, {name: part.bindings for name, part in season.answers.items()})
    films, people = _films(answers), read_names(answers["names"])
    for qid, credits in credits_by_film(answers["credits"], people).items():
        if qid in films:
            films[qid].credits |= credits
    releases, bad_dates = _releases(page.id, answers["releases"], films)
    scores, bad_scores = _scores(page.id, answers["scores"], films)
    years = _first_years(releases)
    records: list[Record] = [_film(page.id, qid, films[qid], years.get(qid)) for qid in sorted(films, key=_number)]
    records += [*persons(page.id, (film.credits for film in films.values()), people), *releases, *scores]
    return records, _complaints(page, bad_dates + bad_scores)


def _complaints(page: PageRecord, bad: int) -> list[Problem]:
    if not bad:
        return []
    message = f"{page.title}: {bad} rows could not be read and are left out"
    return [Problem(code="bad_rows", message=message, severity=Severity.WARN, page=page.id)]


def _number(qid: str) -> int:
    return int(qid[1:])


def _films(answers: Mapping[str, Rows]) -> dict[str, _Film]:
    """Films by QID, from every answer; only those that the query `films` gave a title."""
    films: dict[str, _Film] = {}
    for row in answers["films"]:
        qid, label = qid_of(row, "film"), literal(row, "label")
        if qid and label:
            films.setdefault(qid, _Film()).labels[row["label"].lang or "en"] = label
    for row in [*answers["films"], *answers["people"], *answers["aliases"], *answers["titles"]]:
        film = films.get(qid_of(row, "film") or "")
        if film:
            _add(film, row)
    return films


_TEXTS = ("original", "kind", "alias", "director", "origin", "distributor")
_SETS = attrgetter("originals", "kinds", "aliases", "directors", "origins", "distributors")


def _add(film: _Film, row: Mapping[str, Value]) -> None:
    """Put one row's facts to its film, whichever query gave them."""
    for name, texts in zip(_TEXTS, _SETS(film), strict=True):
        if text := literal(row, name):
            texts.add(text)
    if (imdb := literal(row, "imdb")) and _IMDB.fullmatch(imdb):
        film.imdb.add(imdb)
    if (minutes := whole(row, "minutes")) is not None:
        film.minutes.add(minutes)
    if date := _date(literal(row, "date"), whole(row, "precision")):
        film.years.add(int(date[:4]))
    if (article := row.get("article")) and (title := _article_title(article.value)):
        film.articles.add(title)
    if (title := literal(row, "title")) and (sort := literal(row, "sort")) in _SORTS:
        place = {"language": row["title"].lang, "country": literal(row, "country")}
        film.titles.add(FilmTitle.model_validate({"title": title, "sort": sort, **place}))


def _titles(film: _Film, title: str) -> tuple[FilmTitle, ...]:
    """In order; the film's own title says nothing new unless a country is named."""
    titles = (t for t in film.titles if t.country or t.title != title)
    return tuple(sorted(titles, key=lambda t: (t.title, t.sort, t.language or "", t.country or ""))[:MAX_TITLES])


_RANK = {craft: rank for rank, craft in enumerate((*(c for c in CRAFTS if c != "cast"), "cast"))}


def _article_title(address: str) -> str | None:
    """The title in `https://en.wikipedia.org/wiki/Never_Let_Me_Go_(2010_film)`."""
    path = urlsplit(address).path
    title = unquote(path.removeprefix("/wiki/")).replace("_", " ") if path.startswith("/wiki/") else ""
    return title if 0 < len(title) <= MAX_TEXT else None


def _film(page: str, qid: str, film: _Film, year: int | None) -> FilmRecord:
    title = film.labels.get("en") or next(iter(sorted(film.labels.values())))
    original = next(iter(sorted(film.originals - {title})), None) if len(film.originals) == 1 else None
    return FilmRecord(
        page=page,
        qid=qid,
        imdb=min(film.imdb, default=None),
        title=title,
        original_title=original,
        aliases=tuple(sorted((film.aliases | film.originals) - {title, original})),
        year=min(film.years, default=year),
        work_kind=_kind(film.kinds),
        wikipedia=min(film.articles, default=None),
        directors=tuple(sorted(film.directors)),
        countries=tuple(sorted(film.origins)),
        minutes=max(film.minutes, default=None),
        distributor=next(iter(film.distributors)) if len(film.distributors) == 1 else None,
        credits=tuple(sorted(film.credits, key=lambda c: (_RANK[c.craft], c.name, c.qid or ""))[:MAX_CREDITS]),
        titles=_titles(film, title),
    )


def _kind(kinds: Iterable[str]) -> Any:
    """The narrowest kind among the labels of a film's classes; plain "film" means a feature there."""
    text = " ".join(kinds).casefold()
    return next((kind for word, kind in _KINDS if word in text), "feature" if "film" in text else None)


def _date(text: str | None, precision: int | None) -> str | None:
    """A time value cut to its precision (9 year, 10 month, 11 day, as in Wikidata's time datatype); None if coarser."""
    match = _TIME.fullmatch(text or "")
    if not match:
        return None
    year, month, day = match.groups()
    if precision is None:
        precision = 9 if (month, day) in {("01", "01"), ("00", "00")} else 11
    value = {9: year, 10: f"{year}-{month}", 11: f"{year}-{month}-{day}"}.get(min(precision, 11))
    return value if value and "-00" not in value else None


def _releases(page: str, rows: Rows, films: Mapping[str, _Film]) -> tuple[list[ReleaseRecord], int]:
    """Claims by film, date and place, each with all of its references; and how many rows were no claim."""
    claims: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    bad = 0
    for row in rows:
        qid = qid_of(row, "film")
        date = _date(literal(row, "date"), whole(row, "precision"))
        if not qid or not date:
            bad += 1
        elif qid in films:
            cites = claims[qid, date, *_place(row)]
            if (ref := row.get("ref")) and _is_web(ref.value):
                cites.add(ref.value)
    records = [
        ReleaseRecord(
            page=page, qid=qid, date=date, country=country or None, event=event or None, cites=tuple(sorted(cites))
        )
        for (qid, date, country, event), cites in sorted(claims.items(), key=lambda c: (_number(c[0][0]), c[0]))
    ]
    return records, bad


def _place(row: Mapping[str, Value]) -> tuple[str, str]:
    """Country and event of a claim; a "place of publication" that is a festival is a showing, not a country."""
    country, event = literal(row, "country") or "", literal(row, "event") or ""
    return ("", event or country) if "festival" in country.casefold() else (country, event)


def _is_web(address: str) -> bool:
    return urlsplit(address).scheme in {"http", "https"} and len(address) <= MAX_TEXT


def _first_years(releases: Iterable[ReleaseRecord]) -> dict[str, int]:
    years: dict[str, int] = {}
    for release in releases:
        if release.qid is None:
            continue
        year = int(release.date[:4])
        years[release.qid] = min(year, years.get(release.qid, year))
    return years


def _scores(page: str, rows: Rows, films: Mapping[str, _Film]) -> tuple[list[ScoreRecord], int]:
    figures: dict[tuple[str, str, float, str], int | None] = {}
    bad = 0
    for row in rows:
        qid = qid_of(row, "film")
        score = _score(literal(row, "score") or "", qid_of(row, "reviewer") or "", qid_of(row, "method"))
        if not qid or not score:
            bad += 1
        elif qid in films:
            reviews = whole(row, "reviews")
            key = (qid, *score, _date(literal(row, "scoreDate"), None) or "")
            figures[key] = max(reviews or 0, figures.get(key) or 0) or None
    records = [
        ScoreRecord(page=page, qid=qid, measure=measure, value=value, reviews=reviews, as_of=as_of or None)
        for (qid, measure, value, as_of), reviews in sorted(figures.items(), key=lambda c: (_number(c[0][0]), c[0]))
    ]
    return records, bad


def _score(text: str, reviewer: str, method: str | None) -> tuple[str, float] | None:
    """The measure and its value; a method that is not known is another measure (an audience's score, say)."""
    for measure in _BY_REVIEWER.get(reviewer, ()):
        if method and _SCORES.get((reviewer, method)) != measure:
            continue
        match = _SHAPES[measure].fullmatch(text)
        if match and float(match[1]) <= _LIMIT[measure]:
            return measure, float(match[1])
    return None
