"""What a source with ceremony pages must declare."""

from pydantic import model_validator

from tracker.domain.sources import ListSource


class PagedSource(ListSource):
    """A source that has a page for each ceremony."""

    @model_validator(mode="after")
    def _whole(self) -> "PagedSource":
        if not (self.body and self.page and self.ceremonies):
            raise ValueError(f"a {self.family} source needs body, page and ceremonies")
        return self
