"""Everything known about an award body, in one folder named by its slug: `tracker/data/bodies/NAME/`.

`body.yml` has its title, how it counts its ceremonies and which categories it gave; `names.yml` when each name of a
category was in print; `days.yml` when its nominations came out; `rules.yml` what it takes to be eligible
(`tracker.domain.rules`). Only the first is required. `spiders/sources/` says where lists are read.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, TypeVar, get_args

from pydantic import Field

from tracker.domain.ceremonies import CeremonyRule
from tracker.domain.errors import ConfigError
from tracker.domain.printed import printed_key
from tracker.domain.sources import Bases, DeclaredCategory, Names, Numbers, Span, Strict
from tracker.domain.tables import read_model

Evidence = Literal["peers", "critics_prizes", "festivals"]
"""What a body's prizes are evidence of. Circles of critics agree with one another, so all of them are one kind."""
EVIDENCE: tuple[Evidence, ...] = get_args(Evidence)
_Model = TypeVar("_Model")


class Body(Strict):
    """One award body: `body.yml`."""

    name: str
    """The folder's name; also its slug everywhere else."""
    title: str
    """Plain English, for reports."""
    evidence: Evidence = "peers"
    ceremonies: CeremonyRule
    unofficial: Numbers = ()
    """Ceremonies whose nominees, other than the winners, the body does not hold to be official."""
    basis: Bases = ()
    """Where the spans and sizes of the categories come from; a size without one is from nowhere."""
    prefixes: Names = ()
    """What names of categories and their pages begin with and what does not count, such as "Academy Award for"."""
    printed: dict[str, Span] = Field(default_factory=dict)
    """First and last ceremony at which every category's own name is in print, by basis; else `names.yml` tells."""
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
    source: str


def parse_body(text: str, name: str) -> Body:
    """Parse the text of a `body.yml`.

    Raises:
        ConfigError: names the file, the key and what is wrong.
    """
    return read_model(text, f"{name}/body.yml", Body, {"name": name})


def folders(directory: Traversable | None = None) -> list[Traversable]:
    """The folder of each body, in alphabetical order: those that ship with the tracker, or those in another place."""
    place = directory or files("tracker.data").joinpath("bodies")
    return sorted((one for one in place.iterdir() if one.joinpath("body.yml").is_file()), key=lambda one: one.name)


@cache
def bodies() -> dict[str, Body]:
    """Every body that ships with the tracker, by slug, in alphabetical order."""
    return {one.name: parse_body(one.joinpath("body.yml").read_text(encoding="utf-8"), one.name) for one in folders()}


def _part(body: str, part: str, model: type[_Model]) -> _Model | None:
    """Another file of a body's folder, or None."""
    path = files("tracker.data").joinpath("bodies", body, part)
    return read_model(path.read_text(encoding="utf-8"), f"{body}/{part}", model) if path.is_file() else None


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


_Prints = dict[str, dict[str, dict[str, Span]]]


@cache
def printed_names() -> tuple[dict[str, str], ...]:
    """What categories are and were called: one row a body, category and printed name.

    Columns: body, category (as declared), concept, printed, from_ceremony, to_ceremony, from_year, to_year (the first
    and last at which this name is printed in what is at hand; blank where it is declared alone), basis (`pages`,
    `record`, `archive` or `declared`).
    """
    return tuple(row for body in bodies().values() for row in _rows(body))


def _rows(body: Body) -> list[dict[str, str]]:
    prints = _part(body.name, "names.yml", _Prints) or {}
    rows = []
    for name, category in body.categories.items():
        own = prints.get(name) or {basis: {name: span} for basis, span in body.printed.items()}
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
    """Which of its body's ceremonies a list reaches, where it is not all of them."""

    first: int = 1
    last: int | None = None


def with_body(data: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of a source file with what is known of its body; what the file says of its own list goes first.

    Raises:
        ValidationError: `ceremonies` names neither a rule nor the first and last ceremony.
    """
    body = bodies().get(str(data.get("body")))
    if body is None:
        return dict(data)
    own = data.get("ceremonies")
    rule = body.ceremonies
    if isinstance(own, dict) and "film_year" not in own:
        rule = rule.model_copy(update=_Reach.model_validate(own).model_dump())
        data = {key: value for key, value in data.items() if key != "ceremonies"}
    shared = ("title", "unofficial", "basis", "prefixes", "categories")
    return {"ceremonies": rule} | {key: getattr(body, key) for key in shared} | dict(data)
