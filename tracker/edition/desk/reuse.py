"""What answers to the named questions are made of: one whose material did not change is not worked out again."""

import hashlib
import marshal
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from tracker.domain.titles.comparable import is_id

_OF_BODIES: Mapping[str, Collection[str]] = {
    "entries": (),
    "coverage": (),
    "lists": ("body", "ceremony", "kind", "source_url"),
    "snubs": ("body", "film_key", "category", "label", "reason_code", "eligibility"),
}
"""Columns that questions read of tables whose rows are of a body; none are all of them."""
_OF_FILMS: Mapping[str, Collection[str]] = {
    "films": ("film_key", "film", "film_qid", "film_imdb", "countries", "distributor"),
    "alike": (),
}
"""The same of tables whose rows are not."""
FILMS = ""
"""In the place of a body: what is said of films whoever names them."""

Tables = Iterable[tuple[str, Sequence[str], Sequence[Sequence[Any]]]]
"""Name, columns and their cells, of each table."""


def material_of(season: Tables) -> list[str]:
    """Hashes of what questions read of a season, `BODY=HASH`, sorted."""
    tables = {name: dict(zip(columns, cells, strict=True)) for name, columns, cells in season}
    parts: dict[str, list[object]] = defaultdict(list)
    for name, columns in _OF_BODIES.items():
        rows: dict[str, list[object]] = defaultdict(list)
        for body, *row in _rows(tables.get(name, {}), "body", columns):
            rows[str(body)].append(row)
        for body, own in rows.items():
            parts[body].append([name, own])
    for name, columns in _OF_FILMS.items():
        parts[FILMS].append([name, list(_rows(tables.get(name, {}), "film_key", columns))])
    parts[FILMS].append(_titles(tables.get("films", {}), tables.get("entries", {})))
    return [f"{body}={_hash(of)}" for body, of in sorted(parts.items())]


def whole_material(seasons: Iterable[Collection[str]]) -> dict[str, str]:
    """The same of all seasons, by body."""
    hashes: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, season in enumerate(seasons):
        for body, _, key in (part.rpartition("=") for part in season):
            hashes[body].append((place, key))
    return {body: _hash(of) for body, of in hashes.items()}


def made_of(material: Mapping[str, str], bodies: Iterable[str]) -> str:
    """A hash of what an answer about some bodies is made of; "" where nothing is known of that."""
    return _hash([[body, material.get(body)] for body in sorted({*bodies, FILMS})]) if material else ""


def _rows(cells: Mapping[str, Sequence[Any]], first: str, columns: Collection[str]) -> Iterator[tuple[Any, ...]]:
    names = [first, *(columns or cells)]
    return zip(*(cells[name] for name in names), strict=True) if cells else iter(())


def _titles(films: Mapping[str, Sequence[Any]], entries: Mapping[str, Sequence[Any]]) -> list[Any]:
    """Titles that lists print for films that have none of their own, or one in capitals, and how often."""
    titles = zip(films.get("film_key", ()), films.get("film", ()), strict=True)
    proper = {key for key, title in titles if title and not title.isupper() and not is_id(title)}
    pairs = zip(entries.get("film_key", ()), entries.get("title", ()), strict=True)
    return sorted(Counter((key, title or "") for key, title in pairs if key and key not in proper).items())


def _hash(parts: Any) -> str:
    return hashlib.blake2b(marshal.dumps(parts, 2), digest_size=8).hexdigest()
