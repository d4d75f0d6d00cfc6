"""A film in schema.org's terms: credits, facts, dates, the source work and ids."""

import re
from typing import Any

from spiders.families.press.film_pages.facts import FilmFacts
from spiders.families.press.film_pages.words import words
from spiders.formats.html.structured import Node, name_of, texts, values
from tracker.domain.tables import key

_DURATION = re.compile(r"^P(?:T)?(?:(\d{1,2})H)?(?:(\d{1,4})M)?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:18|19|20)\d\d)(?!\d)")


def read_movie(film: FilmFacts, movie: Node) -> None:
    """Read a node of type Movie (https://schema.org/Movie)."""
    film.named(name_of(movie))
    for name, rewarded in words().schema_org.crafts.items():
        for person in texts(movie, name):
            film.credit(rewarded, name, person)
    for role in [v for v in values(movie, "contributor") if isinstance(v, dict)]:
        craft = words().crafts.get(key(name_of(role.get("roleName", ""))))
        for person in texts(role, "contributor") or texts(role, "name"):
            if craft:
                film.credit(craft, name_of(role["roleName"]), person)
    for name, fact in words().schema_org.facts.items():
        for value in texts(movie, name):
            film.fact(fact, words().certificates.get(key(value), value) if fact == "certificate" else value)
    for value in texts(movie, "duration")[:1]:
        match = _DURATION.match(value)
        if match and any(match.groups()):
            film.fact("minutes", value, amount=60.0 * int(match[1] or 0) + int(match[2] or 0))
    for work in values(movie, "isBasedOn"):
        _source_node(film, work)
    _structured_dates(film, movie)
    for value in texts(movie, "sameAs") + texts(movie, "url") + texts(movie, "identifier") + texts(movie, "@id"):
        film.note_ids(value)


def _source_node(film: FilmFacts, work: Any) -> None:
    if name_of(work) and not name_of(work).startswith("http"):
        film.fact("based_on", name_of(work))
    for author in texts(work, "author") if isinstance(work, dict) else []:
        film.fact("based_on_author", author)


def _structured_dates(film: FilmFacts, movie: Node) -> None:
    for value in texts(movie, "datePublished"):
        film.add_releases([value])
    for event in [v for v in values(movie, "releasedEvent") if isinstance(v, dict)]:
        places = texts(event, "location")
        for value in texts(event, "startDate"):
            film.add_releases([f"{value[:10]} ({place})" for place in places] or [value[:10]])
    years = [int(m[1]) for v in texts(movie, "dateCreated") if (m := _YEAR.match(v))]
    film.year = film.year or min(years, default=None)
