"""Everything known about an award body, in one folder named by its slug: `tracker/data/bodies/NAME/`.

`body.yml` has its title, its ceremonies and its categories; `names.yml` the years in which each name of a category was
in print; `aliases.yml` other names for it; `days.yml` the announcement days; `rules.yml` the conditions of eligibility
(`tracker.domain.rules`). Only the first is required. `spiders/sources/` says where lists are read.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, BeforeValidator, Field

from tracker.domain.categories import categories
from tracker.domain.ceremonies import FIRST_YEAR, CeremonyRule
from tracker.domain.errors import ConfigError
from tracker.domain.models import Strict
from tracker.domain.printed import printed_key
from tracker.domain.tables import Names, Numbers, Span, as_tuple, read_model

Evidence = Literal["peers", "critics_prizes", "festivals"]
"""The kind of evidence that a body's prizes are. Critics' circles tend to agree, so they are all one kind."""
EVIDENCE: tuple[Evidence, ...] = get_args(Evidence)
_Model = TypeVar("_Model")
_TIE = 2
_NEAR = 3
"""Bodies that are offered where a name is nobody's."""


def _is_concept(slug: str) -> str:
    if slug not in categories():
        raise ValueError(f"unknown category concept {slug!r}; see tracker/data/categories")
    return slug


Concept = Annotated[str, AfterValidator(_is_concept)]
"""A slug of `tracker/data/categories`."""


class Run(Strict):
    """A run of ceremonies; a missing end leaves it open."""

    since: int | None = Field(default=None, alias="from")
    to: int | None = None

    def covers(self, ceremony: int) -> bool:
        """Whether a ceremony belongs to it."""
        return (self.since is None or ceremony >= self.since) and (self.to is None or ceremony <= self.to)


class FieldSize(Run):
    """How many nominees a category has, for a run of ceremonies."""

    size: Span
    era: str | None = None
    """What says that the size, or how it is set, changed here: the title of a page, or `counted` where the basis shows
    it. The size to expect is learnt from ceremonies of one era; a run without it belongs to the era before."""


class Basis(Run):
    """What the categories, their spans and sizes were counted on, for a run of ceremonies."""

    source: str
    films: bool = False
    """Whether those lists name films, each once, whatever stood in a category twice for it."""


Bases = Annotated[tuple[Basis, ...], BeforeValidator(as_tuple)]


def _as_sizes(value: object) -> object:
    if isinstance(value, int) or (isinstance(value, list) and all(isinstance(n, int) for n in value)):
        return ({"size": value},)
    return as_tuple(value)


class DeclaredCategory(Run):
    """One printed category of a body."""

    concept: Concept = Field(alias="is")
    counts_as: Concept | None = None
    """The concept that it counts as at other bodies, where it honours something else than theirs of its own concept."""
    also: Names = ()
    """Other printed names, and link targets, that mean the same category."""
    links: Names = ()
    """Link targets it shares with other categories, such as an article on all awards for music."""
    field: Annotated[tuple[FieldSize, ...], BeforeValidator(_as_sizes)] = ()
    gaps: Numbers = ()
    """Ceremonies inside the span at which it was not given."""
    winners: Annotated[tuple[FieldSize, ...], BeforeValidator(_as_sizes)] = ()
    """How many winners it had where a tie does not explain them."""
    without_film: Numbers = ()
    """Ceremonies at which an entry may name people or studios and no film."""
    optional: bool = False
    """Not given every time; its absence is no problem."""
    lineup: Names = ()
    """At a festival, headings of the section whose films make this category; `*` stands for any words."""
    prize: Names = ()
    """Printed names of a festival's prize, `*` for any words; at a line-up, of the prize that its winner has."""
    selected: bool = False
    """A section without a competition: its films are shown, and not nominated for anything."""
    any_section: bool = False
    """A festival's prize that may go to a film of any section; other prizes go to films of the main competition."""
    basis: str | None = None
    """What its sizes were counted on, where that is not what the file's others were."""
    countries: bool = False
    """An entry names the film's countries where other categories name people."""
    instead_of: Concept | None = None
    """The concept that no work nominated in it stood in at the same ceremony."""

    def given_at(self, ceremony: int) -> bool:
        """Whether the body is declared to have given this award at a ceremony."""
        return self.covers(ceremony) and ceremony not in self.gaps

    def most_winners(self, ceremony: int) -> int:
        """The most winners that raise no warning."""
        return max([_TIE, *(f.size[1] for f in self.winners if f.covers(ceremony))])

    def size_at(self, ceremony: int) -> tuple[int, int] | None:
        """Least and most nominees at a ceremony; None when nothing is declared."""
        return next((f.size for f in self.field if f.covers(ceremony)), None)


class Body(Strict):
    """One award body: `body.yml`."""

    name: str
    """The folder's name; also its slug everywhere else."""
    title: str
    """Plain English, for reports."""
    evidence: Evidence = "peers"
    votes_once: bool = False
    """It names its prizes on the day of its vote, without nominations; a gala later is no news."""
    ceremonies: CeremonyRule
    unofficial: Numbers = ()
    """Ceremonies whose nominees, other than the winners, the body does not hold to be official."""
    basis: Bases = ()
    """Where the categories' spans and sizes come from; a test refuses a size without one."""
    prefixes: Names = ()
    """What names of categories and their pages begin with and what does not count, such as "Academy Award for"."""
    printed: dict[str, Span] = Field(default_factory=dict)
    """First and last ceremony at which the own name of every category given then is in print, by basis; else
    `names.yml` tells."""
    categories: dict[str, DeclaredCategory]

    def eras(self) -> dict[str, tuple[int, ...]]:
        """By concept, the ceremonies at which an era of field sizes begins."""
        eras: dict[str, list[int]] = {}
        for category in self.categories.values():
            starts = [run.since or 0 for run in category.field if run.era]
            eras.setdefault(category.concept, []).extend(starts)
        return {concept: tuple(starts) for concept, starts in eras.items() if starts}


class Day(Strict):
    """A day on which a body's nominations came out, and the page that says so: a line of `days.yml`."""

    film_year: int
    on: str
    prizes: str = ""
    """The day on which its prizes were given, where the page states that too."""
    source: str


class RuledFilm(Strict):
    """The film that a ruling is about."""

    title: str
    imdb: str
    link: str | None = None


class Ruling(Strict):
    """A body's decision about one work, as the press reported it: a row of `rulings.yml`."""

    ceremony: int
    category: Concept | None = None
    """None where it holds for the film as a whole."""
    film: RuledFilm
    status: Literal["ineligible", "not_submitted"]
    reason: str
    cites: Annotated[Names, Field(min_length=2)]
    """At least two documents, since one decides nothing."""


class Aliases(Strict):
    """What others call a body and its awards: `aliases.yml`. Case does not count; `*` stands for any ending."""

    tables: Names = ()
    """In tables of film articles, without a leading number or year and a last "Award"."""
    prose: Names = ()
    """In columns and reviews, where a name must not be an ordinary word."""
    vague: Names = ()
    """Names of categories that stand for one on a ceremony's own page, and in an article for any of several."""
    categories: dict[Concept, Names] = Field(default_factory=dict)
    """By concept, other spellings in articles' tables."""


def parse_body(text: str, name: str) -> Body:
    """Parse the text of a `body.yml`.

    Raises:
        ConfigError: names the file, the key and what is wrong.
    """
    return read_model(text, f"{name}/body.yml", Body, {"name": name})


def folders() -> list[Traversable]:
    """The folder of each body, in alphabetical order."""
    place = files("tracker.data").joinpath("bodies")
    return sorted((one for one in place.iterdir() if one.joinpath("body.yml").is_file()), key=lambda one: one.name)


@cache
def bodies() -> dict[str, Body]:
    """Every body that ships with the tracker, by slug, in alphabetical order."""
    return {one.name: parse_body(one.joinpath("body.yml").read_text(encoding="utf-8"), one.name) for one in folders()}


def counts_as(body: str, slug: str) -> str:
    """The concept that a body's category counts as at other bodies: its own, where nothing else is declared."""
    return _otherwise().get((body, slug), slug)


@cache
def _otherwise() -> dict[tuple[str, str], str]:
    every = ((name, one) for name, body in bodies().items() for one in body.categories.values())
    return {(name, one.concept): one.counts_as for name, one in every if one.counts_as}


def way_of_giving(body: str) -> Literal["votes", "nominates", "chooses"]:
    """How a body comes to its prizes: by one vote, from nominees in every category, or in any way that lists show."""
    one = bodies().get(body)
    if one is None or one.evidence == "festivals":
        return "chooses"
    return "votes" if one.votes_once else "nominates"


def first_film_year(body: str) -> int | None:
    """The film year of a body's first ceremony; None where its ceremonies are numbered by the year, or nobody says."""
    rule = bodies()[body].ceremonies if body in bodies() else None
    return rule.ceremony(1).film_year if rule and rule.film_year > FIRST_YEAR else None


def _part(body: str, part: str, model: type[_Model]) -> _Model | None:
    """Another file of a body's folder, or None."""
    path = files("tracker.data").joinpath("bodies", body, part)
    return read_model(path.read_text(encoding="utf-8"), f"{body}/{part}", model) if path.is_file() else None


@cache
def rulings() -> tuple[tuple[str, Ruling], ...]:
    """Decisions of bodies about single works, each with its body."""
    return tuple((body, one) for body in bodies() for one in _part(body, "rulings.yml", list[Ruling]) or ())


@cache
def announcement_days() -> dict[tuple[str, int], Day]:
    """Days on which nominations came out, by body and film year, for lists whose own source states none.

    Raises:
        ConfigError: a file has an unknown key or says two days of one list.
    """
    days = [(body, day) for body in bodies() for day in _part(body, "days.yml", list[Day]) or ()]
    table = {(body, day.film_year): day for body, day in days}
    if len(table) != len(days):
        raise ConfigError("days.yml: two days for one list")
    return table


@cache
def aliases() -> dict[str, Aliases]:
    """What others call each body, by slug."""
    return {body: _part(body, "aliases.yml", Aliases) or Aliases() for body in bodies()}


def slug_of(body: str) -> str:
    """The slug of a body that goes by it or, as a slug, by another name that is its own; anything else as it is."""
    return body if body in bodies() else _slugs_by_name().get(body, body)


def bodies_like(name: str) -> list[str]:
    """Slugs of bodies that have a name like this one, or one that begins or ends with it; the likest first."""
    names = {**{slug: slug for slug in bodies()}, **_slugs_by_name()}
    within = (other for other in names if f"_{other}_".startswith(f"_{name}_") or f"_{other}_".endswith(f"_{name}_"))
    near = get_close_matches(name, names, n=_NEAR, cutoff=0.7)
    return list(dict.fromkeys(names[other] for other in (*near, *sorted(within))))[:_NEAR]


@cache
def _slugs_by_name() -> dict[str, str]:
    names: dict[str, set[str]] = {}
    for body, own in aliases().items():
        for name in own.tables:
            names.setdefault("_".join(printed_key(name).split()), set()).add(body)
    return {name: several.pop() for name, several in names.items() if len(several) == 1}


_Prints = dict[str, dict[str, dict[str, Span]]]


@cache
def instead_of() -> dict[tuple[str, str], tuple[str, Concept]]:
    """By body and comparable printed name, categories that take a work from another: declared name and that concept."""
    return {
        (body.name, printed_key(printed)): (name, category.instead_of)
        for body in bodies().values()
        for name, category in body.categories.items()
        if category.instead_of
        for printed in (name, *category.also)
    }


@cache
def printed_names() -> tuple[dict[str, str], ...]:
    """Present and past names of categories: one row for each body, category and printed name.

    Columns: body, category (as declared), concept, printed, from_ceremony, to_ceremony, from_year, to_year (the first
    and last at which this name was seen in print; blank if it is only declared), basis (`pages`,
    `record`, `archive` or `declared`).
    """
    return tuple(row for body in bodies().values() for row in _rows(body))


def _rows(body: Body) -> list[dict[str, str]]:
    prints = _part(body.name, "names.yml", _Prints) or {}
    rows = []
    for name, category in body.categories.items():
        printed = {basis: span for basis, span in body.printed.items() if all(map(category.given_at, span))}
        own = prints.get(name) or {basis: {name: span} for basis, span in printed.items()}
        spans = [(span, printed, basis) for basis, of in own.items() for printed, span in of.items()]
        key = {"body": body.name, "category": name, "concept": category.concept}
        rows += [key | _dated(body.ceremonies, *one) for one in sorted(spans, key=lambda one: (one[0][0], one[1]))]
        undated = _undated(name, category, {printed_key(printed) for _, printed, _ in spans})
        blank = dict.fromkeys(("from_ceremony", "to_ceremony", "from_year", "to_year"), "")
        rows += [key | {"printed": printed} | blank | {"basis": "declared"} for printed in undated]
    return rows


def _dated(rule: CeremonyRule, span: tuple[int, int], printed: str, basis: str) -> dict[str, str]:
    years = [str(rule.ceremony(number).year) for number in span]
    ends = {"from_ceremony": str(span[0]), "to_ceremony": str(span[1]), "from_year": years[0], "to_year": years[1]}
    return {"printed": printed} | ends | {"basis": basis}


def _undated(name: str, category: DeclaredCategory, seen: set[str]) -> list[str]:
    """Declared spellings that differ from the printed ones in more than case and dashes."""
    spellings = sorted({name, *category.also, *(p for p in (*category.lineup, *category.prize) if "*" not in p)})
    by_key = {printed_key(spelling): spelling for spelling in reversed(spellings)}
    return sorted(spelling for key, spelling in by_key.items() if key not in seen)


class _Reach(Strict):
    """The ceremonies that a list covers, if not all of its body's."""

    first: int = 1
    last: int | None = None


def with_body(data: Mapping[str, Any], among: Mapping[str, Body] | None = None) -> dict[str, Any]:
    """The keys of a source file merged with its body's; the file's own keys take precedence.

    Raises:
        ValidationError: `ceremonies` names neither a rule nor the first and last ceremony.
    """
    body = (bodies() if among is None else among).get(str(data.get("body")))
    if body is None:
        return dict(data)
    own = data.get("ceremonies")
    rule = body.ceremonies
    if isinstance(own, dict) and "film_year" not in own:
        rule = rule.model_copy(update=_Reach.model_validate(own).model_dump())
        data = {key: value for key, value in data.items() if key != "ceremonies"}
    shared = ("title", "unofficial", "basis", "prefixes", "categories")
    return {"ceremonies": rule} | {key: getattr(body, key) for key in shared} | dict(data)
