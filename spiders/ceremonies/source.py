"""What a source with ceremony pages must declare."""

from tracker.domain.ceremonies import CeremonyRule
from tracker.domain.sources import ListSource


class PagedSource(ListSource):
    """A source that has a page for each ceremony."""

    body: str
    page: str
    ceremonies: CeremonyRule
