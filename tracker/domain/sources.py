"""What a source is: one YAML file that says where a body's lists stand and what they must look like."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from tracker.domain.categories import categories, printed_key
from tracker.domain.ceremonies import Ceremony, CeremonyRule, ordinal
from tracker.domain.errors import ConfigError
from tracker.domain.records import Result
from tracker.domain.yamltext import load_yaml


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _as_range(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return (value, value)
    return tuple(value) if isinstance(value, list) else value


Span = Annotated[tuple[int, int], BeforeValidator(_as_range)]
"""Least and most, both inclusive; YAML may give one number for both."""


class FieldSize(_Strict):
    """How many nominees a category has, for a run of ceremonies."""

    size: Span
    since: int | None = Field(default=None, alias="from")
    to: int | None = None

    def covers(self, ceremony: int) -> bool:
        """Whether this size holds at a ceremony."""
        return (self.since is None or ceremony >= self.since) and (self.to is None or ceremony <= self.to)


def _as_sizes(value: object) -> object:
    if isinstance(value, int) or (isinstance(value, list) and all(isinstance(n, int) for n in value)):
        return ({"size": value},)
    return tuple(value) if isinstance(value, list) else value


class DeclaredCategory(_Strict):
    """One printed category of a body."""

    concept: str = Field(alias="is")
    also: Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)] = ()
    """Other printed names, and link targets, that mean the same category."""
    field: Annotated[tuple[FieldSize, ...], BeforeValidator(_as_sizes)] = ()
    since: int | None = Field(default=None, alias="from")
    to: int | None = None
    gaps: Annotated[tuple[int, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)] = ()
    """Ceremonies inside the span at which it was not given."""
    optional: bool = False
    """Not given every time; its absence is no problem."""

    @model_validator(mode="after")
    def _known_concept(self) -> "DeclaredCategory":
        if self.concept not in categories():
            raise ValueError(f"unknown category concept {self.concept!r}; see tracker/data/categories.yml")
        return self

    def given_at(self, ceremony: int) -> bool:
        """Whether the body gave this award at a ceremony, as far as it is declared."""
        inside = (self.since is None or ceremony >= self.since) and (self.to is None or ceremony <= self.to)
        return inside and ceremony not in self.gaps

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


class Source(_Strict):
    """A source of one family; `SourceFile` on disk is this and nothing else."""

    name: str
    """The file's name without `.yml`; also what the command line calls it."""
    body: str | None = None
    """Slug of the award body; None for registries."""
    title: str
    publisher: str
    family: Literal["wikipedia_ceremony", "wikipedia_titles", "wikidata_films", "supplied"]
    tier: int = Field(ge=1, le=4)
    licence: str
    page: str | None = None
    """Page title by ceremony, with `{ordinal}`, `{number}`, `{year}`, `{film_year}`; for `supplied` the file's name."""
    ceremonies: CeremonyRule | None = None
    table: Literal["nominations", "top_tens", "eligibility"] | None = None
    """For `supplied`: which schema the file has."""
    result: Annotated[Result, Field(strict=False)] = Result.NOMINATED
    """What standing in this list means, for lists of shortlisted or longlisted films."""
    verified_on: Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)] = ()
    """Real pages on which a person has checked the parser; none means the source is on trial and closes no list."""
    cadence: Cadence = Cadence()
    sections: Sections = Sections()
    categories: dict[str, DeclaredCategory] = Field(default_factory=dict)
    ignore: Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)] = ()
    """Printed categories left out on purpose."""
    expect: Expect = Expect()
    note: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> "Source":
        if self.family == "wikipedia_ceremony" and not (self.body and self.page and self.ceremonies):
            raise ValueError("a wikipedia_ceremony source needs body, page and ceremonies")
        if (self.family == "supplied") != (self.table is not None) or (self.family == "supplied" and not self.page):
            raise ValueError("a supplied source, and no other, needs table and page (the file's name)")
        return self

    @property
    def verified(self) -> bool:
        """Whether this source may close a list."""
        return bool(self.verified_on)

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

    def declared(self, printed: str, ceremony: int) -> tuple[str, DeclaredCategory] | None:
        """The declared category that a printed name (or link target) stands for at a ceremony, if any."""
        key = printed_key(printed)
        hits = [
            (name, category)
            for name, category in self.categories.items()
            if key in {printed_key(name), *map(printed_key, category.also)}
        ]
        return next((hit for hit in hits if hit[1].given_at(ceremony)), None)


def parse_source(text: str, name: str) -> Source:
    """A source from its YAML text.

    Raises:
        ConfigError: names the file, the key and what is wrong, for example an unquoted title `1917`.
    """
    data = load_yaml(text, f"{name}.yml")
    if not isinstance(data, dict):
        raise ConfigError(f"{name}.yml: must be a mapping of keys")
    try:
        return Source.model_validate({"name": name} | data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "file"
        hint = "; put it in quotes" if first["type"] == "string_type" else ""
        raise ConfigError(f"{name}.yml: {where}: {first['msg']}{hint}") from error
