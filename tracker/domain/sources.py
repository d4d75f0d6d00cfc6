"""Sources: one YAML file each, saying where a body's lists are and what they must look like."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Annotated, Literal, Self

from pydantic import Field

from tracker.domain.bodies import Bases, DeclaredCategory, bodies
from tracker.domain.ceremonies import Ceremony, CeremonyRule
from tracker.domain.errors import ConfigError
from tracker.domain.facts.records import Result
from tracker.domain.figures import ordinal
from tracker.domain.models import Strict
from tracker.domain.printed import NamePatterns, printed_key
from tracker.domain.tables import Names, Numbers, Span

OFFICIAL_TIER, FACTS_TIER = 1, 2
"""Facts about nominations come from this tier or a better one; the rest gives acclaim, expectation and reasons."""


class Cadence(Strict):
    """How often a source is due."""

    off_season: Literal["daily", "weekly", "monthly"] = "weekly"
    season: Literal["hourly", "daily", "weekly"] = "daily"
    months: Numbers = ()
    """Months of the season."""


class Effort(Strict):
    """What it costs to ask for one page, title or season, until a run has measured it."""

    requests: float = 0.02
    """Fifty pages come with one request."""
    kilobytes: float = 41
    """The mean of 128 ceremony pages of 1998 to 2025 as wikitext."""
    many: int = 1
    """How many of them there are to ask for: link titles of a list, articles of a season."""


class Expect(Strict):
    """Limits for one ceremony's list: below a floor it is held, above a ceiling it warns."""

    categories: Span | None = None
    nominations: Span | None = None


class Source(Strict):
    """What every source file declares; a family's own model adds how its pages are read."""

    name: str
    """The file's name without `.yml`; also what the command line calls it."""
    family: str
    """Which room of `spiders.families` reads it."""
    title: str
    publisher: str
    tier: int = Field(ge=1, le=4)
    licence: str
    body: str | None = None
    """Slug of the award body; None for registries."""
    ceremonies: CeremonyRule | None = None
    """How its ceremonies are counted; None where it is not read ceremony by ceremony."""
    verified_on: Names = ()
    """Real pages on which a person has checked the parser; none means the source is on trial and closes no list."""
    cadence: Cadence = Cadence()
    effort: Effort = Effort()
    note: str | None = None

    @property
    def imported(self) -> bool:
        """Whether this is a file imported with `snubs import`."""
        return False

    @property
    def verified(self) -> bool:
        """Whether this source may close a list."""
        return bool(self.verified_on)

    @property
    def on_trial(self) -> bool:
        """Whether its lists are read as evidence and close nothing."""
        return self.ceremonies is not None and not self.verified

    @property
    def compared_with(self) -> str | None:
        """The source that this one only checks; None if its own lists count."""
        return None

    def completed(self, sources: Mapping[str, "Source"]) -> Self:  # noqa: ARG002 - a family's model may look
        """This source, completed from another one.

        Raises:
            ConfigError: there is no such source.
        """
        return self

    def unsized(self, year: int) -> int:  # noqa: ARG002 - a source of lists looks
        """How many declared categories have no size at the latest ceremony, up to the films of `year`, with them."""
        return 0


class ListSource(Source):
    """A source of a body's lists: the names of its categories and the shape of a whole list."""

    page: str | None = None
    """Page title by ceremony, with `{ordinal}`, `{number}`, `{year}`, `{film_year}`; for `supplied` the file's name."""
    result: Annotated[Result, Field(strict=False)] = Result.NOMINATED
    """What a place on this list means, for shortlists and longlists."""
    categories: dict[str, DeclaredCategory] = Field(default_factory=dict)
    ignore: Names = ()
    """Printed categories left out on purpose; a leading or trailing `*` matches any words."""
    prefixes: Names = ()
    """What names of categories and their pages begin with and what does not count, such as "Academy Award for"."""
    unofficial: Numbers = ()
    """Ceremonies whose nominees, other than the winners, the body does not hold to be official."""
    expect: Expect = Expect()
    basis: Bases = ()
    """Where the declared spans and sizes come from; a test refuses a size without one."""

    @property
    def declared_in(self) -> str:
        """The file that declares its categories: its body's, or its own where the list has categories of its own."""
        body = bodies().get(self.body or "")
        return f"{self.body}/body.yml" if body and body.categories == self.categories else f"{self.name}.yml"

    def basis_at(self, ceremony: int, category: str) -> str | None:
        """What a category's declared size was counted on at a ceremony, or None."""
        return self.categories[category].basis or next((one.source for one in self.basis if one.covers(ceremony)), None)

    def counts_films(self, ceremony: int, category: str) -> bool:
        """Whether a category's declared size at a ceremony is a number of films."""
        basis = None if self.categories[category].basis else next((b for b in self.basis if b.covers(ceremony)), None)
        return basis is not None and basis.films

    def unsized(self, year: int) -> int:
        """How many declared categories have no size at the latest ceremony, up to the films of `year`, with them."""
        numbers = [c.number for c in self.ceremonies.known_by(year)][::-1] if self.ceremonies else []
        latest = (next((n for n in numbers if c.given_at(n)), None) for c in self.categories.values())
        pairs = zip(self.categories.values(), latest, strict=True)
        return sum(number is not None and category.size_at(number) is None for category, number in pairs)

    def page_title(self, ceremony: Ceremony) -> str:
        """Title of the page of a ceremony."""
        if self.page is None or self.ceremonies is None:
            raise ConfigError(f"{self.name}: has no pages by ceremony")
        odd = self.ceremonies.exceptions.get(ceremony.number)
        if odd and odd.page:
            return odd.page
        return self.page.format(
            ordinal=ordinal(ceremony.number), number=ceremony.number, year=ceremony.year, film_year=ceremony.film_year
        )

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        """Declared categories by the comparable form of every name they go by."""
        return self._by_key({name: (name, *category.also) for name, category in self.categories.items()})

    @cached_property
    def _links(self) -> dict[str, tuple[str, ...]]:
        """The same with the link targets that several categories share."""
        return self._by_key({name: (name, *c.also, *c.links) for name, c in self.categories.items()})

    def _by_key(self, names: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        categories: dict[str, list[str]] = {}
        for name, spellings in names.items():
            for key in dict.fromkeys(map(self._short, spellings)):
                categories.setdefault(key, []).append(name)
        return {key: tuple(of) for key, of in categories.items()}

    def _short(self, printed: str) -> str:
        return _without_prefixes(printed_key(printed), self._prefix_keys)

    @cached_property
    def _prefix_keys(self) -> tuple[str, ...]:
        return tuple(f"{printed_key(prefix)} " for prefix in self.prefixes)

    @cached_property
    def _left_out(self) -> NamePatterns:
        return NamePatterns(self.ignore, self._short)

    @cached_property
    def _line_ups(self) -> dict[str, NamePatterns]:
        return {name: NamePatterns(category.lineup) for name, category in self.categories.items() if category.lineup}

    @cached_property
    def _prizes(self) -> dict[str, NamePatterns]:
        return {name: NamePatterns((name, *category.prize)) for name, category in self.categories.items()}

    def _matching(self, patterns: Mapping[str, NamePatterns], printed: str, ceremony: int) -> str | None:
        """The first category given at a ceremony whose patterns match."""
        key = printed_key(printed)
        names = (name for name, of in patterns.items() if of.match(key) and self.categories[name].given_at(ceremony))
        return next(names, None)

    def meanings(self, printed: str, ceremony: int, *, link: bool = False) -> tuple[str, ...]:
        """All declared categories given at a ceremony that a printed name or link target may mean."""
        names = (self._links if link else self._names).get(self._short(printed), ())
        return tuple(name for name in names if self.categories[name].given_at(ceremony))

    def line_up(self, heading: str, ceremony: int) -> str | None:
        """The category made up of the films under a festival's heading."""
        return self._matching(self._line_ups, heading, ceremony)

    def prize(self, label: str, ceremony: int) -> str | None:
        """The category of a festival's prize; for a line-up's first prize, that of the line-up."""
        if name := self._matching(self._prizes, label, ceremony):
            return name
        names = [name for name in self.meanings(label, ceremony) if not self.categories[name].lineup]
        return names[0] if len(names) == 1 else None

    def leaves_out(self, printed: str) -> bool:
        """Whether a printed name or link target is one of those left out on purpose."""
        return self._left_out.match(self._short(printed))

    def declared(self, printed: str, ceremony: int) -> tuple[str, DeclaredCategory] | None:
        """The declared category that a printed name (or link target) means at a ceremony, if any."""
        return next(((name, self.categories[name]) for name in self.meanings(printed, ceremony)), None)


@lru_cache(maxsize=10_000)  # each heading is looked up by words, by link and among those left out
def _without_prefixes(key: str, prefixes: tuple[str, ...]) -> str:
    """A comparable name without the words that a body puts before all of them, unless nothing else is left."""
    before = ""
    while key != before:
        before = key
        for prefix in prefixes:
            key = key.removeprefix(prefix) if len(key) > len(prefix) else key
    return key
