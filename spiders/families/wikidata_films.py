"""Family `wikidata_films`: the films of a season from Wikidata, by a few small SPARQL queries.

A season's registry is every film with a publication date in that calendar year, wherever it came out: a film of the
year before that reached another country in this one competes there in this season. All of a film's dates come along,
those of other years too.

The queries keep to what both query.wikidata.org and a plain SPARQL 1.1 endpoint can do: labels by `rdfs:label`, since
the label service is Blazegraph's own. `mul` is Wikidata's "same in all languages", used where no English label is.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from spiders.replies import RefusalError
from tracker.domain.problems import Problem, Severity
from tracker.domain.records import MAX_TEXT, FilmRecord, PageRecord, Record, ReleaseRecord, ScoreRecord
from tracker.domain.sources import Source

_ENGLISH = 'IN ("en", "mul")'

_SEASON = """\
  ?film p:P577/ps:P577 ?published .
  FILTER(?published >= "{year}-01-01T00:00:00Z"^^xsd:dateTime && ?published < "{next}-01-01T00:00:00Z"^^xsd:dateTime)
  ?film wdt:P31 ?class . ?class wdt:P279* wd:Q11424 .
"""

_WHERE = {
    "films": f"""SELECT DISTINCT ?film ?label ?imdb ?kind ?original WHERE {{
{{season}}  ?film rdfs:label ?label . FILTER(LANG(?label) {_ENGLISH})
  OPTIONAL {{ ?film wdt:P345 ?imdb . }}
  OPTIONAL {{ ?class rdfs:label ?kind . FILTER(LANG(?kind) {_ENGLISH}) }}
  OPTIONAL {{ ?film wdt:P1476 ?original . }}
}}""",
    "releases": f"""SELECT DISTINCT ?film ?date ?precision ?country ?ref WHERE {{
{{season}}  ?film p:P577 ?statement .
  ?statement wikibase:rank ?rank ; psv:P577 [ wikibase:timeValue ?date ; wikibase:timePrecision ?precision ] .
  FILTER(?rank != wikibase:DeprecatedRank)
  OPTIONAL {{ ?statement pq:P291 ?place . ?place rdfs:label ?country . FILTER(LANG(?country) {_ENGLISH}) }}
  OPTIONAL {{ ?statement prov:wasDerivedFrom/pr:P854 ?ref . }}
}}""",
    "scores": """SELECT DISTINCT ?film ?score ?reviewer ?method ?reviews ?scoreDate WHERE {
{season}  ?film p:P444 ?statement .
  ?statement wikibase:rank ?rank ; ps:P444 ?score ; pq:P447 ?reviewer .
  FILTER(?rank != wikibase:DeprecatedRank && ?reviewer IN (wd:Q105584, wd:Q150248))
  OPTIONAL { ?statement pq:P459 ?method . }
  OPTIONAL { ?statement pq:P7887 ?reviews . }
  OPTIONAL { ?statement pq:P585 ?scoreDate . }
}""",
    "people": f"""SELECT DISTINCT ?film ?director ?origin ?distributor ?minutes WHERE {{
{{season}}  {{ ?film wdt:P57 ?person . ?person rdfs:label ?director . FILTER(LANG(?director) {_ENGLISH}) }}
  UNION {{ ?film wdt:P495 ?place . ?place rdfs:label ?origin . FILTER(LANG(?origin) {_ENGLISH}) }}
  UNION {{ ?film wdt:P750 ?company . ?company rdfs:label ?distributor . FILTER(LANG(?distributor) {_ENGLISH}) }}
  UNION {{ ?film wdt:P2047 ?minutes . }}
}}""",
    "aliases": """SELECT DISTINCT ?film ?alias ?article WHERE {
{season}  { ?film skos:altLabel ?alias . FILTER(LANG(?alias) = "en") }
  UNION { ?article schema:about ?film ; schema:isPartOf <https://en.wikipedia.org/> . }
}""",
}
QUERIES: Mapping[str, str] = _WHERE
"""By name, with the place of the season's films marked `{season}`; `query` fills it in."""

REQUIRED = ("films", "releases")
"""Without an answer to these a season is not readable; the others may be empty."""

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

_ENTITY = re.compile(r"https?://www\.wikidata\.org/entity/(Q[1-9]\d{0,11})")
_IMDB = re.compile(r"tt\d{7,10}")
_TIME = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)(?:T[\d:.]+Z?)?")
_WHOLE = re.compile(r"\+?(\d{1,6})(?:\.0+)?")
_KINDS = (("television", "television"), ("series", "television"), ("short", "short"), ("documentary", "documentary"))


def query(name: str, year: int) -> str:
    """The text of one query for one season; its first line names both, for logs and for recorded answers."""
    season = _SEASON.replace("{year}", str(year)).replace("{next}", str(year + 1))
    prefix = "PREFIX pr: <http://www.wikidata.org/prop/reference/>\n"
    return f"# snubs:{name} {year}\n{prefix}{QUERIES[name].replace('{season}', season)}"


class _Value(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    type: str
    value: str
    lang: str | None = Field(default=None, alias="xml:lang")


class _Bindings(BaseModel):
    bindings: list[dict[str, _Value]]


class _Result(BaseModel):
    results: _Bindings


class _Season(BaseModel):
    model_config = ConfigDict(extra="forbid")

    year: int
    answers: dict[str, _Bindings]


Rows = list[dict[str, _Value]]


def check_answer(host: str, name: str, body: bytes) -> int:
    """How many rows an answer has.

    Raises:
        RefusalError: `truncated` (the service breaks off in mid-answer when a query takes too long),
            `unexpected_answer`, or `no_rows` where a season cannot be without any.
    """
    try:
        rows = _Result.model_validate_json(body).results.bindings
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            raise RefusalError(
                "truncated", f"{host} broke off its answer to the query {name} ({first['msg']})"
            ) from error
        where = ".".join(str(part) for part in first["loc"])
        message = f"{host} answered the query {name} in an unknown shape: {where}: {first['msg']}"
        raise RefusalError("unexpected_answer", message) from error
    if not rows and name in REQUIRED:
        raise RefusalError("no_rows", f"{host} has no rows for the query {name}: the season is empty there")
    return len(rows)


def envelope(year: int, answers: Mapping[str, bytes]) -> bytes:
    """The stored form of a season: every answer's rows as they came, sorted, since the service gives them in any order.

    So the same facts are the same bytes, and an unchanged season has an unchanged hash.
    """
    parts = {
        name: {"bindings": sorted(json.loads(body)["results"]["bindings"], key=lambda r: json.dumps(r, sort_keys=True))}
        for name, body in answers.items()
    }
    return json.dumps({"year": year, "answers": parts}, ensure_ascii=False, sort_keys=True).encode()


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


def read(source: Source, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
    """The films of one season with their releases and scores, in the order of their QIDs.

    A row that cannot be read is left out and counted in one warning; films without an English title are left out.
    """
    try:
        season = _Season.model_validate_json(body)
    except ValidationError as error:
        return [], [Problem(code="unexpected_answer", message=f"{source.name}: {page.title}: {error}", page=page.id)]
    answers = defaultdict(list, {name: part.bindings for name, part in season.answers.items()})
    films = _films(answers)
    releases, bad_dates = _releases(page.id, answers["releases"], films)
    scores, bad_scores = _scores(page.id, answers["scores"], films)
    years = _first_years(releases)
    records: list[Record] = [_film(page.id, qid, films[qid], years.get(qid)) for qid in sorted(films, key=_number)]
    records += [*releases, *scores]
    return records, _complaints(page, bad_dates + bad_scores)


def _complaints(page: PageRecord, bad: int) -> list[Problem]:
    if not bad:
        return []
    message = f"{page.title}: {bad} rows could not be read and are left out"
    return [Problem(code="bad_rows", message=message, severity=Severity.WARN, page=page.id)]


def _number(qid: str) -> int:
    return int(qid[1:])


def _text(row: Mapping[str, _Value], name: str) -> str | None:
    """A literal's text; None when absent, of another kind, blank or too long to be one."""
    found = row.get(name)
    if found is None or not found.type.endswith("literal"):
        return None
    text = " ".join(found.value.split())
    return text if 0 < len(text) <= MAX_TEXT else None


def _qid(row: Mapping[str, _Value], name: str) -> str | None:
    found = row.get(name)
    match = _ENTITY.fullmatch(found.value) if found and found.type == "uri" else None
    return match[1] if match else None


def _whole(row: Mapping[str, _Value], name: str) -> int | None:
    match = _WHOLE.fullmatch(_text(row, name) or "")
    return int(match[1]) if match else None


def _films(answers: Mapping[str, Rows]) -> dict[str, _Film]:
    """Films by QID, from every answer; only those that the query `films` gave a title."""
    films: dict[str, _Film] = {}
    for row in answers["films"]:
        qid, label = _qid(row, "film"), _text(row, "label")
        if qid and label:
            films.setdefault(qid, _Film()).labels[row["label"].lang or "en"] = label
    for row in [*answers["films"], *answers["people"], *answers["aliases"]]:
        film = films.get(_qid(row, "film") or "")
        if film:
            _add(film, row)
    return films


def _add(film: _Film, row: Mapping[str, _Value]) -> None:
    """Put one row's facts to its film, whichever query gave them."""
    texts = (
        (film.originals, "original"),
        (film.kinds, "kind"),
        (film.aliases, "alias"),
        (film.directors, "director"),
        (film.origins, "origin"),
        (film.distributors, "distributor"),
    )
    for target, name in texts:
        if text := _text(row, name):
            target.add(text)
    if (imdb := _text(row, "imdb")) and _IMDB.fullmatch(imdb):
        film.imdb.add(imdb)
    if (minutes := _whole(row, "minutes")) is not None:
        film.minutes.add(minutes)
    if date := _date(_text(row, "date"), _whole(row, "precision")):
        film.years.add(int(date[:4]))
    if (article := row.get("article")) and (title := _article_title(article.value)):
        film.articles.add(title)


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
    cut = {9: year, 10: f"{year}-{month}", 11: f"{year}-{month}-{day}"}.get(min(precision, 11))
    return cut if cut and "-00" not in cut else None


def _releases(page: str, rows: Rows, films: Mapping[str, _Film]) -> tuple[list[ReleaseRecord], int]:
    """Claims by film, date and place, each with all of its references; and how many rows were no claim."""
    claims: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    bad = 0
    for row in rows:
        qid = _qid(row, "film")
        date = _date(_text(row, "date"), _whole(row, "precision"))
        if not qid or not date:
            bad += 1
        elif qid in films:
            cites = claims[qid, date, *_place(row)]
            if (ref := row.get("ref")) and _is_web(ref.value):
                cites.add(ref.value)
    records = [
        ReleaseRecord(
            page=page,
            qid=qid,
            date=date,
            country=country or None,
            event=event or None,
            cites=tuple(sorted(cites)),
        )
        for (qid, date, country, event), cites in sorted(claims.items(), key=lambda c: (_number(c[0][0]), c[0]))
    ]
    return records, bad


def _place(row: Mapping[str, _Value]) -> tuple[str, str]:
    """Country and event of a claim; a "place of publication" that is a festival is a showing, not a country."""
    country, event = _text(row, "country") or "", _text(row, "event") or ""
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
    found: dict[tuple[str, str, float, str], int | None] = {}
    bad = 0
    for row in rows:
        qid = _qid(row, "film")
        score = _score(_text(row, "score") or "", _qid(row, "reviewer") or "", _qid(row, "method"))
        if not qid or not score:
            bad += 1
        elif qid in films:
            reviews = _whole(row, "reviews")
            key = (qid, *score, _date(_text(row, "scoreDate"), None) or "")
            found[key] = max(reviews or 0, found.get(key) or 0) or None
    records = [
        ScoreRecord(page=page, qid=qid, measure=measure, value=value, reviews=reviews, as_of=as_of or None)
        for (qid, measure, value, as_of), reviews in sorted(found.items(), key=lambda c: (_number(c[0][0]), c[0]))
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
