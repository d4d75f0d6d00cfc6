"""A question to the records desk: a small grammar, as options and as YAML (docs/records.md).

A condition is `[all of | any of | N of] BODIES[:CATEGORIES][:RESULT]`, names joined by `+` or a comma:
`oscars:picture:won`, `3 of golden_globes+actor_awards+baftas`, `nbr:Top Ten Films`.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from tracker.domain.categories import categories, pool_of
from tracker.domain.errors import ConfigError, nearest, problem_in_words
from tracker.domain.models import Frozen
from tracker.domain.printed import printed_key
from tracker.domain.tables import as_tuple

Subject = Literal["film", "craft", "performance", "credit", "person", "person_season"]
"""What is counted: a film, a film in a category, an acting performance, a person in a film, in all, or in a season."""
Order = Literal["latest", "earliest", "most", "least", "in_a_row", "gap"]
Group = Literal["season", "decade", "category", "country", "distributor", "person", "film"]
Result = Literal["nominated", "won", "lost", "shortlisted", "longlisted"]
"""Whoever won was nominated; whoever lost was nominated where winners are at hand, and did not win."""
ACTING = "acting"
STORY = "story"
"""What no concept is and counts as writing: an award for the story of a film, whoever wrote the screenplay."""
_WRITING = "writing"
ANY_BODY = "any_body"
MOST = 1000
"""Lines that may be asked for by their number."""
PRECURSORS = ".precursors"
"""Behind a body's name: the bodies whose nominations predict its own."""
_QUANTITY = re.compile(r"(?:(?P<word>all|any)|(?P<least>\d{1,3}))\s+of\s+(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_QUANTITY_KEY = "least"
_PARTS = 3
_AGAIN = re.compile(r":[^:]*[+,][^:]*:(?!\s*(?:nominated|won|lost|shortlisted|longlisted)\s*$)", re.IGNORECASE)
"""A category after each body of several."""


class Term(Frozen):
    """One condition: nominations or wins at bodies."""

    bodies: tuple[str, ...] = Field(min_length=1)
    """Slugs; `oscars.precursors` and `any_body` stand for several."""
    least: Annotated[int, Field(ge=1)] | Literal["all", "any"] | None = None
    """At how many of them; None means all where it is wished and any where it is ruled out."""
    categories: tuple[str, ...] = ()
    """Concepts, groups of them, or names as printed; none means any."""
    result: Result = "nominated"

    @property
    def text(self) -> str:
        """As a person would write it."""
        quantity = "" if self.least is None else f"{self.least} of "
        result = "" if self.result == "nominated" else f":{self.result}"
        names = "+".join(self.categories)
        return quantity + "+".join(self.bodies) + (f":{names}" if names or result else "") + result


def parse_term(text: str) -> Term:
    """A condition as it is written.

    Raises:
        ValueError: says what is wrong and how to write it.
    """
    quantity = _QUANTITY.fullmatch(text.strip())
    rest = quantity["rest"] if quantity else text.strip()
    parts = [part.strip() for part in rest.split(":")]
    if parts[-1].casefold() in get_args(Result) and len(parts) > 1:
        *parts, result = parts
    else:
        result = "nominated"
    if _AGAIN.search(rest):
        raise ValueError(f"{text!r}: write the category once, as in A+B:CATEGORY, or give each as a term of its own")
    if len(parts) >= _PARTS or not parts[0]:
        raise ValueError(f"{text!r}: write BODY[:CATEGORY][:won], such as oscars:picture:won")
    return Term.model_validate(
        {
            "bodies": tuple(dict.fromkeys(name.casefold() for name in _names(parts[0]))),
            "least": _least(quantity) if quantity else None,
            "categories": tuple(map(_slug, _names(":".join(parts[1:])))),
            "result": result.casefold(),
        }
    )


def _least(quantity: re.Match[str]) -> int | str:
    if quantity["least"] and not int(quantity["least"]):
        raise ValueError(f"{quantity[0]!r}: write a number from 1 on before 'of', or all or any")
    return int(quantity["least"]) if quantity["least"] else quantity["word"].casefold()


def _names(text: str) -> list[str]:
    return [name.strip() for name in re.split(r"[+,]", text) if name.strip()]


def _slug(name: str) -> str:
    """A concept or group by its slug, whatever its case and spaces; else the name as printed."""
    slug = name.casefold().replace(" ", "_")
    return slug if slug in categories() or slug in groups() else name


@cache
def groups() -> frozenset[str]:
    """Groups of categories, such as acting."""
    return frozenset(category.group for category in categories().values())


def concepts(names: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The concepts that names of categories stand for, and the comparable printed names among them.

    A group stands for all of its categories, a pooled concept for those that are pooled with it.
    """
    slugs, printed = set(), set()
    for name in names:
        if name in groups():
            slugs |= {slug for slug, one in categories().items() if one.group == name}
            slugs |= {STORY} if name == _WRITING else set()
        elif name in categories():
            slugs |= {slug for slug in categories() if slug == name or pool_of(slug) == name}
        else:
            printed.add(printed_key(name))
    return frozenset(slugs), frozenset(printed)


def _as_terms(value: object) -> object:
    return tuple(map(_as_term, value if isinstance(value, list | tuple) else [value]))


def _as_term(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: as_tuple(_as_list(part)) if name in _LISTS else part for name, part in value.items()}
    return parse_term(value) if isinstance(value, str) else value


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


_LISTS = ("bodies", "categories")
Terms = Annotated[tuple[Term, ...], BeforeValidator(_as_terms)]
OneTerm = Annotated[Term, BeforeValidator(_as_term)]


class Question(Frozen):
    """What is asked: units with something and without something else, in a span, in an order."""

    title: str = ""
    of: Subject = "film"
    having: Terms = Field(default=(), alias="with")
    """Every one of these holds: such units are the cases."""
    without: Terms = ()
    """None of these holds: such cases are the answer. Absence is read from closed lists only."""
    first: int | None = Field(default=None, alias="from", ge=1880, le=2200)
    last: int | None = Field(default=None, alias="to", ge=1880, le=2200)
    """Film years."""
    count: OneTerm | None = None
    """What `most` and `least` count; else the nominations that make the cases."""
    show: Order = "latest"
    by: Group | None = None
    """Counts and rates by group or, with `most` and `least`, the first places in each."""
    top: int = Field(default=15, ge=1, le=MOST)
    """Lines, or places; what ties with the last of them is counted, not listed."""

    @model_validator(mode="before")
    @classmethod
    def _cases(cls, data: Any) -> Any:
        if isinstance(data, dict) and not data.get("with"):
            if not data.get("count"):
                raise ValueError("nothing to look among: say what they have, such as --with oscars:picture:won")
            data = {**data, "with": (data["count"],)}
        return data

    @model_validator(mode="after")
    def _sense(self) -> "Question":
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"the span ends before it begins: --from {self.first} --to {self.last}")
        if self.show in ("in_a_row", "gap") and self.of != "person":
            raise ValueError(f"{self.show} is about persons: add --of person; runs of seasons are always told")
        late = next((term for term in self.without if term.result in ("shortlisted", "longlisted")), None)
        if late:
            raise ValueError(f"{late.text}: absence is read from lists of nominations; leave out {late.result}")
        return self


def as_question(data: Mapping[str, Any], name: str) -> Question:
    """A question from options or from YAML.

    Raises:
        ConfigError: one line that names the key and the remedy.
    """
    try:
        return Question.model_validate(dict(data))
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(": ".join(part for part in (name, *_where(first["loc"]), _remedy(first)) if part)) from error


def _where(place: tuple[int | str, ...]) -> list[str]:
    """The keys on the way to what is wrong, without numbers, and without the forms that a quantity may have."""
    keys = [part for part in place if isinstance(part, str)]
    return keys[: keys.index(_QUANTITY_KEY) + 1] if _QUANTITY_KEY in keys else keys


def _keys(model: type[Question | Term]) -> set[str]:
    return {field.alias or key for key, field in model.model_fields.items()}


def _remedy(error: Any) -> str:
    if error["type"] == "extra_forbidden":
        keys = _keys(Question if len(error["loc"]) == 1 else Term)
        return f"no such key; {nearest(str(error['loc'][-1]), keys) or 'one of ' + ', '.join(sorted(keys))}"
    if error["type"] == "literal_error":
        return f"{error['input']!r} is none of {error['ctx']['expected']}"
    return problem_in_words(error["msg"])


def options(asked: Mapping[str, Any], body: str | None) -> dict[str, Any]:
    """The keys of a question from the options of the command; those that were not given are left out.

    Args:
        asked: values by key; None or an empty list where an option was not given.
        body: short for its precursors' nominations without one of its own, most first; `by` may say film or craft then.

    Raises:
        ConfigError: `by` says craft otherwise.
    """
    options = {key: value for key, value in asked.items() if value not in (None, [])}
    if body is None or {"with", "without"} & set(options):
        if options.get("by") == "craft":
            raise ConfigError("--by craft: only beside --body BODY; in a question of your own it is --of craft")
        return options
    of = options.pop("by") if options.get("by") in ("film", "craft") else "film"
    by = {"by": "category"} if of == "craft" else {}
    return {
        "with": [f"any of {body}{PRECURSORS}"],
        "without": [body],
        "show": "most",
        "top": 10,
        "of": of,
        **by,
        **options,
    }
