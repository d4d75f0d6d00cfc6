"""What a source is: one YAML file that says where a body's lists stand and what they must look like."""

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from tracker.domain.categories import categories, matches_name, printed_key
from tracker.domain.ceremonies import Ceremony, CeremonyRule, ordinal
from tracker.domain.errors import ConfigError
from tracker.domain.facts.records import Result, Text
from tracker.domain.yamltext import load_yaml

CEREMONY_FAMILIES = ("wikipedia_ceremony", "wikipedia_festival")
"""Families that read one page a ceremony and whose lists are judged one by one."""
Table = Literal["nominations", "films", "releases", "scores", "top_tens", "eligibility"]
"""Kinds of file that a user may supply."""

FACTS_TIER = 2
"""Facts about nominations come from this tier or a better one; the rest gives acclaim, expectation and reasons."""


_TIE = 2


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _as_range(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return (value, value)
    return tuple(value) if isinstance(value, list) else value


Span = Annotated[tuple[int, int], BeforeValidator(_as_range)]
"""Least and most, both inclusive; YAML may give one number for both."""


class _Run(_Strict):
    """A run of ceremonies; open where an end is not named."""

    since: int | None = Field(default=None, alias="from")
    to: int | None = None

    def covers(self, ceremony: int) -> bool:
        """Whether a ceremony belongs to it."""
        return (self.since is None or ceremony >= self.since) and (self.to is None or ceremony <= self.to)


class FieldSize(_Run):
    """How many nominees a category has, for a run of ceremonies."""

    size: Span
    era: str | None = None
    """What says that the size, or how it is set, changed here: the title of a page, or `counted` where the basis shows
    it. The size to expect is learnt from ceremonies of one era; a run without it belongs to the era before."""


class Basis(_Run):
    """What the categories of a source file, their spans and their sizes were counted on, for a run of ceremonies."""

    source: str


def _as_sizes(value: object) -> object:
    if isinstance(value, int) or (isinstance(value, list) and all(isinstance(n, int) for n in value)):
        return ({"size": value},)
    return tuple(value) if isinstance(value, list) else value


class DeclaredCategory(_Strict):
    """One printed category of a body."""

    concept: str = Field(alias="is")
    also: Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)] = ()
    """Other printed names, and link targets, that mean the same category."""
    links: Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)] = ()
    """Link targets it shares with other categories, such as an article on all awards for music."""
    field: Annotated[tuple[FieldSize, ...], BeforeValidator(_as_sizes)] = ()
    since: int | None = Field(default=None, alias="from")
    to: int | None = None
    gaps: Annotated[tuple[int, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)] = ()
    """Ceremonies inside the span at which it was not given."""
    winners: Annotated[tuple[FieldSize, ...], BeforeValidator(_as_sizes)] = ()
    """How many winners it had where a tie does not explain them."""
    without_film: Annotated[tuple[int, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)] = ()
    """Ceremonies at which an entry may name people or studios and no film."""
    optional: bool = False
    """Not given every time; its absence is no problem."""
    lineup: Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)] = ()
    """At a festival, headings of the section whose films make this category; `*` stands for any words."""
    prize: Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)] = ()
    """Printed names of a festival's prize, `*` for any words; at a line-up, of the prize that its winner has."""
    selected: bool = False
    """A section without a competition: its films are shown, and not nominated for anything."""
    any_section: bool = False
    """A festival's prize that may go to a film of any section; other prizes go to films of the main competition."""
    basis: str | None = None
    """What its sizes were counted on, where that is not what the file's others were."""
    countries: bool = False
    """An entry names the film's countries where other categories name people."""

    @model_validator(mode="after")
    def _known_concept(self) -> "DeclaredCategory":
        if self.concept not in categories():
            raise ValueError(f"unknown category concept {self.concept!r}; see tracker/data/categories.yml")
        return self

    def given_at(self, ceremony: int) -> bool:
        """Whether the body gave this award at a ceremony, as far as it is declared."""
        inside = (self.since is None or ceremony >= self.since) and (self.to is None or ceremony <= self.to)
        return inside and ceremony not in self.gaps

    def most_winners(self, ceremony: int) -> int:
        """How many winners are no surprise."""
        return max([_TIE, *(f.size[1] for f in self.winners if f.covers(ceremony))])

    def size_at(self, ceremony: int) -> tuple[int, int] | None:
        """Least and most nominees at a ceremony; None when nothing is declared."""
        return next((f.size for f in self.field if f.covers(ceremony)), None)


class Cadence(_Strict):
    """How often a source is due."""

    off_season: Literal["daily", "weekly", "monthly"] = "weekly"
    season: Literal["hourly", "daily", "weekly"] = "daily"
    months: tuple[int, ...] = ()
    """Months of the season."""

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("months"), list):
            return value | {"months": tuple(value["months"])}
        return value


class Expect(_Strict):
    """Floors and ceilings for one ceremony's list: under a floor it is held, over a ceiling it warns."""

    categories: Span | None = None
    nominations: Span | None = None


class Sections(_Strict):
    """Which parts of a page hold the lists, by heading; `leave` wins. Subsections belong to their section."""

    take: Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)] = ()
    leave: Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)] = ()
    awards: Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)] = ()
    """On a festival's page, the sections that list prizes."""


class OfficialLayout(_Strict):
    """Where a body's own page holds its list: CSS selectors, those inside a category or an entry relative to it."""

    category: str
    name: str
    entry: str
    standing: str
    """What says `Winner` or `Nominees`."""
    film: str
    people: str


class Source(_Strict):
    """A source of one family; `SourceFile` on disk is this and nothing else."""

    name: str
    """The file's name without `.yml`; also what the command line calls it."""
    body: str | None = None
    """Slug of the award body; None for registries."""
    title: str
    publisher: str
    family: Literal[
        "official_page",
        "wikipedia_ceremony",
        "wikipedia_festival",
        "wikipedia_titles",
        "wikipedia_film",
        "wikidata_films",
        "supplied",
        "press",
        "book_prize",
    ]
    tier: int = Field(ge=1, le=4)
    licence: str
    page: str | None = None
    """Page title by ceremony, with `{ordinal}`, `{number}`, `{year}`, `{film_year}`; for `supplied` the file's name."""
    ceremonies: CeremonyRule | None = None
    book_prize: str | None = None
    """For `book_prize`: which prize of `tracker/data/books.yml` the page lists."""
    table: Table | None = None
    """For `supplied`: which schema the file has."""
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
    result: Annotated[Result, Field(strict=False)] = Result.NOMINATED
    """What standing in this list means, for lists of shortlisted or longlisted films."""
    prose: bool = False
    """Whether sentences on its pages say who won and who came after, as on pages of critics' groups."""
    verified_on: Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)] = ()
    """Real pages on which a person has checked the parser; none means the source is on trial and closes no list."""
    cadence: Cadence = Cadence()
    sections: Sections = Sections()
    categories: dict[str, DeclaredCategory] = Field(default_factory=dict)
    ignore: Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)] = ()
    """Printed categories left out on purpose; a leading or trailing `*` stands for any words."""
    prefixes: Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)] = ()
    """What names of categories and their pages begin with and what does not count, such as "Academy Award for"."""
    unofficial: Annotated[tuple[int, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)] = ()
    """Ceremonies whose nominees, other than the winners, the body does not hold to be official."""
    expect: Expect = Expect()
    basis: Annotated[tuple[Basis, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)] = ()
    """Where the declared spans and sizes of the categories come from; a size without one is from nowhere."""
    verifies: str | None = None
    """Name of the source whose lists this one is compared with; categories and ceremonies are that one's."""
    official: OfficialLayout | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> "Source":
        if self.family in CEREMONY_FAMILIES and not (self.body and self.page and self.ceremonies):
            raise ValueError(f"a {self.family} source needs body, page and ceremonies")
        if (self.family == "book_prize") != bool(self.book_prize and self.page):
            raise ValueError("a book_prize source, and no other, needs book_prize, and page")
        if (self.family == "supplied") != (self.table is not None) or (self.family == "supplied" and not self.page):
            raise ValueError("a supplied source, and no other, needs table and page (the file's name)")
        return self

    @property
    def imported(self) -> bool:
        """Whether this is a file that a user brought in with `snubs import`."""
        return self.columns is not None

    @property
    def verified(self) -> bool:
        """Whether this source may close a list: a parser that was checked, or a file of facts declared complete."""
        return bool(self.verified_on) or (self.complete and self.tier <= FACTS_TIER)

    def basis_at(self, ceremony: int, category: str) -> str | None:
        """What the size declared for a category at a ceremony was counted on; None where nothing is named."""
        return self.categories[category].basis or next((one.source for one in self.basis if one.covers(ceremony)), None)

    def unsized(self, year: int) -> int:
        """How many declared categories have no size at the latest ceremony, up to the films of `year`, with them."""
        known = [c.number for c in self.ceremonies.known_by(year)][::-1] if self.ceremonies else []
        latest = (next((n for n in known if c.given_at(n)), None) for c in self.categories.values())
        pairs = zip(self.categories.values(), latest, strict=True)
        return sum(number is not None and category.size_at(number) is None for category, number in pairs)

    @property
    def on_trial(self) -> bool:
        """Whether its lists are read as evidence and close nothing."""
        return self.ceremonies is not None and not self.verified

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
        found: dict[str, list[str]] = {}
        for name, spellings in names.items():
            for key in dict.fromkeys(map(self._short, spellings)):
                found.setdefault(key, []).append(name)
        return {key: tuple(of) for key, of in found.items()}

    @cached_property
    def _ignored(self) -> tuple[tuple[str, bool, bool], ...]:
        """Comparable forms of what is left out, each with whether anything may stand before and after it."""
        return tuple((self._short(p.strip("*")), p.startswith("*"), p.endswith("*")) for p in self.ignore)

    def _short(self, printed: str) -> str:
        key, before = printed_key(printed), ""
        prefixes = self._prefix_keys
        while key != before:
            before = key
            for prefix in prefixes:
                key = key.removeprefix(prefix) if len(key) > len(prefix) else key
        return key

    @cached_property
    def _prefix_keys(self) -> tuple[str, ...]:
        return tuple(f"{printed_key(prefix)} " for prefix in self.prefixes)

    def meanings(self, printed: str, ceremony: int, *, link: bool = False) -> tuple[str, ...]:
        """Names of all declared categories, given at a ceremony, that a printed name or a link target may stand for."""
        found = (self._links if link else self._names).get(self._short(printed), ())
        return tuple(name for name in found if self.categories[name].given_at(ceremony))

    def line_up(self, heading: str, ceremony: int) -> str | None:
        """Name of the category that the films under a festival's heading make."""
        for name, category in self.categories.items():
            if category.lineup and category.given_at(ceremony) and matches_name(heading, category.lineup):
                return name
        return None

    def prize(self, label: str, ceremony: int) -> str | None:
        """Name of the category that a festival's prize stands for; that of a line-up when it is its first prize."""
        for name, category in self.categories.items():
            if category.given_at(ceremony) and matches_name(label, (name, *category.prize)):
                return name
        found = [name for name in self.meanings(label, ceremony) if not self.categories[name].lineup]
        return found[0] if len(found) == 1 else None

    def leaves_out(self, printed: str) -> bool:
        """Whether a printed name or link target is one of those left out on purpose."""
        key = self._short(printed)
        return any(
            key == wanted
            or (before and after and wanted in key)
            or (before and key.endswith(wanted))
            or (after and key.startswith(wanted))
            for wanted, before, after in self._ignored
        )

    def declared(self, printed: str, ceremony: int) -> tuple[str, DeclaredCategory] | None:
        """The declared category that a printed name (or link target) stands for at a ceremony, if any."""
        return next(((name, self.categories[name]) for name in self.meanings(printed, ceremony)), None)


def parse_source(text: str, name: str) -> Source:
    """A source from its YAML text.

    Raises:
        ConfigError: names the file, the key and what is wrong, for example an unquoted title `1917`.
    """
    from tracker.domain.bodies import with_body

    data = load_yaml(text, f"{name}.yml")
    if not isinstance(data, dict):
        raise ConfigError(f"{name}.yml: must be a mapping of keys")
    try:
        return Source.model_validate({"name": name} | with_body(data))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "file"
        hint = "; put it in quotes" if first["type"] == "string_type" else ""
        raise ConfigError(f"{name}.yml: {where}: {first['msg']}{hint}") from error
