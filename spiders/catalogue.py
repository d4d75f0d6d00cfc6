"""The sources that ship with the code: one YAML file each in `spiders/sources/`."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from tracker.domain.errors import ConfigError
from tracker.domain.sources import Source, parse_source


def load_sources(directory: Path | None = None) -> dict[str, Source]:
    """Every source by name, in alphabetical order.

    Args:
        directory: where the YAML files are; None means the built-in ones.

    Raises:
        ConfigError: the folder cannot be read, or a file in it is wrong; the message names file and key.
    """
    folder: Traversable = directory if directory is not None else files("spiders").joinpath("sources")
    try:
        found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".yml")), key=lambda e: e.name)
    except OSError as error:
        raise ConfigError(f"{folder}: the folder of sources cannot be read: {error.strerror or error}") from error
    sources = {}
    for entry in found:
        name = entry.name.removesuffix(".yml")
        try:
            text = entry.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{entry.name}: cannot be read: {error}") from error
        sources[name] = parse_source(text, name)
    return {name: _like_the_verified(source, sources) for name, source in sources.items()}


def _like_the_verified(source: Source, sources: dict[str, Source]) -> Source:
    """A source that verifies another counts its ceremonies and names its categories as that one does."""
    if source.verifies is None:
        return source
    other = sources.get(source.verifies)
    if other is None:
        raise ConfigError(f"{source.name}.yml: verifies: there is no source {source.verifies!r}")
    shared = ("ceremonies", "categories", "basis", "prefixes", "ignore")
    return source.model_copy(update={key: getattr(other, key) for key in shared})
