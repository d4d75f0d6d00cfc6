"""The families of sources, whose names only this module knows, and the sources that ship: `spiders/sources/`."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from spiders.family import Family
from tracker.domain.bodies import Body, with_body
from tracker.domain.errors import ConfigError
from tracker.domain.facts.records import PageRecord, Record
from tracker.domain.lists.problems import Problem
from tracker.domain.sources import Source
from tracker.domain.tables import as_model
from tracker.domain.yamltext import load_yaml

S = TypeVar("S", bound=Source)
ROOMS: dict[str, str] = {
    "wikipedia_ceremony": "ceremony",
    "wikipedia_festival": "festival",
    "official_page": "official",
    "wikipedia_titles": "links",
    "wikidata_films": "registry",
    "wikipedia_film": "film_article",
    "press": "press",
    "book_prize": "book_prize",
    "supplied": "supplied",
}
"""The folder of each family, by the name that source files give it."""


@cache
def family(name: str) -> Family:
    """The family of a name.

    Raises:
        ConfigError: nobody has written it.
    """
    if name not in ROOMS:
        raise ConfigError(f"no family is called {name!r}; known: {', '.join(ROOMS)}")
    room: Family = import_module(f"spiders.families.{ROOMS[name]}").FAMILY
    return room


def family_of(source: Source) -> Family:
    """The family that asks for, reads and judges a source's pages."""
    return family(source.family)


def read_page(source: Source, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
    """What a page says, by its source's family."""
    return family_of(source).read(source, page, body)


def parse_source(
    text: str,
    name: str,
    model: type[S] = Source,  # type: ignore[assignment]  # S is Source then
    bodies: Mapping[str, Body] | None = None,
) -> S:
    """A source from its YAML text, as its family's model has it.

    Args:
        text: YAML.
        name: the file's name without `.yml`.
        model: what kind of source is expected.
        bodies: what is known of bodies; None means those that ship with the tracker.

    Raises:
        ConfigError: names the file, the key and what is wrong, for example an unquoted title `1917`.
    """
    data = load_yaml(text, f"{name}.yml")
    if not isinstance(data, dict):
        raise ConfigError(f"{name}.yml: must be a mapping of keys")
    source = as_model({"name": name} | with_body(data, bodies), f"{name}.yml", family(str(data.get("family"))).model)
    if not isinstance(source, model):
        raise ConfigError(f"{name}.yml: family: {source.family} reads no {model.__name__}")
    return source


def load_sources(directory: Path | None = None) -> dict[str, Source]:
    """Every source by name, in alphabetical order.

    Args:
        directory: where the YAML files are; None means the built-in ones, which are read once.

    Raises:
        ConfigError: the folder cannot be read, or a file in it is wrong; the message names file and key.
    """
    return dict(_shipped()) if directory is None else _sources_in(directory)


@cache
def _shipped() -> dict[str, Source]:
    return _sources_in(files("spiders").joinpath("sources"))


def _sources_in(folder: Traversable) -> dict[str, Source]:
    try:
        entries = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".yml")), key=lambda e: e.name)
    except OSError as error:
        raise ConfigError(f"{folder}: the folder of sources cannot be read: {error.strerror or error}") from error
    sources: dict[str, Source] = {}
    for entry in entries:
        name = entry.name.removesuffix(".yml")
        try:
            text = entry.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{entry.name}: cannot be read: {error}") from error
        sources[name] = parse_source(text, name)
    return {name: source.completed(sources) for name, source in sources.items()}
