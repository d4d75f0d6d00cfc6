"""The family's source file: where a festival's page has its line-ups and prizes."""

from spiders.ceremonies.source import PagedSource
from tracker.domain.models import Strict
from tracker.domain.tables import Names


class Sections(Strict):
    """Which parts of a page are left out, and which list prizes, by heading; `leave` wins."""

    leave: Names = ()
    awards: Names = ()


class FestivalSource(PagedSource):
    """A festival that has a page each time it is held."""

    sections: Sections = Sections()
