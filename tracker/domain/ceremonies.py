"""Seasons and ceremonies: a body's ceremony number, its calendar year and the year of the films it honours."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from tracker.domain.figures import ordinal
from tracker.domain.models import Frozen


def edition(number: int, title: str) -> str:
    """`83rd Academy Awards`; of a body that numbers its ceremonies by the year, `2010 National Board of Review`."""
    return f"{ordinal(number) if number < FIRST_YEAR else number} {title}"


FIRST_YEAR = 1000
"""No award has been given a thousand times: from here on, a ceremony's number is a year."""

_OFFSET = re.compile(r"^ceremony\s*([+-])\s*(\d{1,4})$")


def _parse_offset(value: object) -> object:
    if isinstance(value, str) and (match := _OFFSET.match(value.strip())):
        return int(match[1] + match[2])
    raise ValueError('write it as "ceremony + 1927"')


Offset = Annotated[int, BeforeValidator(_parse_offset)]
"""Written in YAML as `ceremony + 1927`: what to add to a ceremony's number."""


class CeremonyException(Frozen):
    """A ceremony that breaks its body's pattern, and the document that says so."""

    page: str | None = None
    film_year: int | None = None
    year: int | None = None
    same_film: dict[str, str] = Field(default_factory=dict)
    """Titles under which a page names a film that it lists by another title elsewhere."""
    source: str


class Ceremony(BaseModel):
    """One ceremony with its number, its calendar year and its film year."""

    model_config = ConfigDict(frozen=True)

    number: int
    year: int
    """Calendar year of the ceremony."""
    film_year: int
    """Year of the films it honours; the later one of a split season."""


class CeremonyRule(Frozen):
    """How a body counts its ceremonies."""

    first: int = 1
    """The earliest that a page or a record at hand states; lists are asked for from it on."""
    last: int | None = None
    film_year: Offset
    year: Offset
    exceptions: dict[int, CeremonyException] = Field(default_factory=dict)

    @property
    def by_year(self) -> bool:
        """Whether a ceremony's number is a year, so that the count has no beginning of its own."""
        return self.first >= FIRST_YEAR

    def ceremony(self, number: int) -> Ceremony:
        """The ceremony with this number."""
        odd = self.exceptions.get(number)
        return Ceremony(
            number=number,
            year=odd.year if odd and odd.year else number + self.year,
            film_year=odd.film_year if odd and odd.film_year else number + self.film_year,
        )

    def known_by(self, year: int) -> list[Ceremony]:
        """Every ceremony that honours films of `year` or earlier, oldest first."""
        last = min(year - self.film_year, self.last or year)
        return [self.ceremony(number) for number in range(self.first, last + 1)]

    def what_is_unknown(self, numbers: Iterable[int], year: int) -> str:
        """The first number of which no ceremony is known by a film year, in words; "" where all are known."""
        ceremonies = self.known_by(year)
        first, last = ceremonies[0].number, ceremonies[-1].number
        strange = next((number for number in numbers if not first <= number <= last), None)
        return "" if strange is None else f"no ceremony {strange} is known; it is read from {first} to {last}"

    def of_film_year(self, film_year: int) -> list[Ceremony]:
        """The ceremonies that honour films of one year (most years one, rarely none or two)."""
        near = film_year - self.film_year
        numbers = range(max(self.first, near - 2), min(near + 2, self.last or near + 2) + 1)
        return [c for c in map(self.ceremony, numbers) if c.film_year == film_year]


def current_season(now: date) -> int:
    """The film year whose awards are being given or prepared: this year's films from November on."""
    return now.year if now.month >= _NOVEMBER else now.year - 1


def first_day(season: int) -> date:
    """The day from which on a season is the running one."""
    return date(season, _NOVEMBER, 1)


_NOVEMBER = 11


class Phase(StrEnum):
    """What a body has done about the films of a year, the first thing first."""

    BUILDING = "building"
    """Films come out, critics and festivals speak, and the body has said nothing yet."""
    LONGLISTED = "longlisted"
    """A longlist or a shortlist of it is at hand."""
    ANNOUNCED = "announced"
    """Its nominations are out."""
    AWARDED = "awarded"
    """Its ceremony was held; the list at hand does not say who won."""
    CLOSED = "closed"
    """The same, and the winners are at hand."""


class Known(NamedTuple):
    """What is known of one ceremony; days are ISO dates, "" where nobody states them."""

    announced_on: str = ""
    held_on: str = ""
    has_list: bool = False
    """Nominations of it were read."""
    has_longlist: bool = False
    has_winners: bool = False


def phase_of(known: Known, as_of: str) -> Phase:
    """The phase of a ceremony on a day.

    A list that was read is out, whatever day anybody states; a day that has come counts without a list.

    Args:
        known: of the ceremony.
        as_of: the day, as an ISO date.
    """
    if known.has_winners or (known.held_on and known.held_on < as_of):
        return Phase.CLOSED if known.has_winners else Phase.AWARDED
    if known.has_list or (known.announced_on and known.announced_on <= as_of):
        return Phase.ANNOUNCED
    return Phase.LONGLISTED if known.has_longlist else Phase.BUILDING
