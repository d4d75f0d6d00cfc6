"""What a source file of the family says: where on a festival's page its line-ups and prizes stand."""

from spiders.ceremonies.source import PagedSource
from tracker.domain.tables import Names, Strict


class Sections(Strict):
    """Which parts of a page are left out, and which list prizes, by heading; `leave` wins."""

    leave: Names = ()
    awards: Names = ()


class FestivalSource(PagedSource):
    """A festival that has a page each time it is held."""

    sections: Sections = Sections()
