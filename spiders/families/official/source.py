"""The family's source file: where a body's own page has its list, and which source it verifies."""

from collections.abc import Mapping
from typing import Self

from tracker.domain.errors import ConfigError
from tracker.domain.models import Strict
from tracker.domain.sources import ListSource, Source


class Layout(Strict):
    """CSS selectors; those inside a category or an entry are relative to it."""

    category: str
    name: str
    entry: str
    standing: str
    """What says `Winner` or `Nominees`."""
    film: str
    people: str


class OfficialSource(ListSource):
    """A body's own pages."""

    verifies: str | None = None
    """Name of the source whose lists this one is compared with; categories and ceremonies are that one's."""
    official: Layout | None = None

    @property
    def compared_with(self) -> str | None:
        """Name of the source whose lists this one is compared with."""
        return self.verifies

    def completed(self, sources: Mapping[str, Source]) -> Self:
        """This source, with the ceremonies and categories of the one that it verifies."""
        if self.verifies is None:
            return self
        other = sources.get(self.verifies)
        if not isinstance(other, ListSource):
            raise ConfigError(f"{self.name}.yml: verifies: there is no source {self.verifies!r}")
        shared = ("ceremonies", "categories", "basis", "prefixes", "ignore")
        return self.model_copy(update={key: getattr(other, key) for key in shared})
