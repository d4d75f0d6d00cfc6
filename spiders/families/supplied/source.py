"""The source of a user's file: what its rows are, and how to read them."""

from typing import Literal

from pydantic import Field

from tracker.domain.facts.records import Text
from tracker.domain.sources import FACTS_TIER, ListSource
from tracker.domain.tables import Numbers

Table = Literal["nominations", "films", "credits", "releases", "scores", "top_tens", "eligibility"]
"""Kinds of file that a user may supply."""


class SuppliedSource(ListSource):
    """A user's file, or one for each ceremony; `page` is its name."""

    page: str
    table: Table
    """Which schema the file has."""
    film_years: Numbers = ()
    """Seasons of which a file that ships with the program speaks; it is read once one of them is at hand."""
    columns: dict[str, str] | None = None
    """For an imported file: which of its columns is which of ours; None where the header must be exactly ours."""
    values: dict[str, str] = Field(default_factory=dict)
    """For an imported file: what holds for every row, by our column."""
    encoding: str = "utf-8"
    guarded: bool = False
    """Whether a spreadsheet's apostrophe stands before the cells of the file."""
    as_of: Text | None = None
    """Day (`YYYY-MM-DD`) up to which an imported file speaks."""
    complete: bool = False
    """Whether the user vouches that an imported file holds its lists whole."""
    skip_bad: bool = False
    """Whether rows of an imported file that cannot be read are left out, as somebody asked."""

    @property
    def imported(self) -> bool:
        """Whether this file was imported with `snubs import`."""
        return self.columns is not None

    @property
    def verified(self) -> bool:
        """Whether this file may close a list: facts that somebody declared complete, or a reader that was checked."""
        return super().verified or (self.complete and self.tier <= FACTS_TIER)
