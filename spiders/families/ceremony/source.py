"""The family's source file: where a ceremony's page has its lists."""

from spiders.ceremonies.source import PagedSource
from tracker.domain.models import Strict
from tracker.domain.tables import Names


class Sections(Strict):
    """Which parts of a page hold the lists, by heading; `leave` wins. Subsections belong to their section."""

    take: Names = ()
    leave: Names = ()


class CeremonySource(PagedSource):
    """A body whose ceremonies have a page each."""

    sections: Sections = Sections()
    prose: bool = False
    """Whether sentences on its pages say who won and who came after, as on pages of critics' groups."""
