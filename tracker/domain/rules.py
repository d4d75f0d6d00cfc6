"""Award rules as dated data with a source: eligibility windows, category conditions, how categories compare.

A judged body's rules are `tracker/data/bodies/NAME/rules.yml`. No rule names a film.
"""

import hashlib
from datetime import date
from functools import cache, cached_property
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from tracker.domain.bodies import EVIDENCE, Concept, Evidence, Run, bodies, folders, slug_of
from tracker.domain.categories import categories, group_of, pool_of
from tracker.domain.models import Frozen
from tracker.domain.tables import read_model, table


class Window(Frozen):
    """Days between which a release qualifies, both inclusive."""

    since: date = Field(alias="from")
    to: date


class Extension(Frozen):
    """Days after the window on which a release may still qualify, and the condition."""

    to: date | Literal["ceremony"]
    condition: str


class Territory(Frozen):
    """Where a film must be released, with the names that records use for the place."""

    name: str
    also: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Every name, in lower case."""
        return frozenset(name.casefold() for name in (self.name, *self.also))


class EligibilityRule(Frozen):
    """Which films a run of ceremonies may honour."""

    ceremonies: Run
    window: Window | None = None
    calendar_year: bool = False
    """The window is the calendar year of the films honoured."""
    extended: Extension | None = None
    minutes_over: int | None = None
    grace_days: int = 0
    """Days after the window on which a dated release leaves open whether a qualifying run came first."""
    eligible_films: int | None = None
    """How many films were eligible, where the body said so."""
    basis: Literal["stated", "assumed"]
    rule: str
    source: str

    @model_validator(mode="after")
    def _one_window(self) -> Self:
        if (self.window is None) != self.calendar_year:
            raise ValueError("give either window or calendar_year")
        return self

    def window_of(self, film_year: int) -> tuple[date, date]:
        """First and last qualifying day for films of a year."""
        if self.window:
            return self.window.since, self.window.to
        return date(film_year, 1, 1), date(film_year, 12, 31)


class KindRule(Frozen):
    """What a body does with kinds of work, for a run of ceremonies."""

    ceremonies: Run = Run()
    bars: tuple[str, ...] = ()
    """Kinds that cannot enter at all."""
    without_category: tuple[str, ...] = ()
    """Kinds that have no category of their own there; read from a closed list too, where no page says it."""
    basis: Literal["stated", "assumed"]
    rule: str
    source: str


class CategoryRule(Frozen):
    """What one category requires beyond the body's own rule, for a run of ceremonies."""

    ceremonies: Run = Run()
    needs: Literal["submission", "qualification", "admission", "separation"]
    """A submission decides whether a film is in the race at all; a qualification is one more condition most meet. Where
    works are often disqualified without notice, only a record of the admission shows that one was in the race. A
    separation leaves it open for what stands in another category."""
    apart_from: tuple[Concept, ...] = ()
    """Those categories: nothing on record that was nominated in one of them was nominated in this one as well."""
    one_per_country: bool = False
    eligible_films: int | None = None
    """How many films met it, where the body said so."""
    rule: str = ""
    source: str


def _as_list(value: object) -> object:
    return [value] if isinstance(value, dict) else value


CategoryRules = Annotated[tuple[CategoryRule, ...], BeforeValidator(_as_list)]


class Implication(Frozen):
    """Another body's nomination that implies a release in the same territory and year."""

    body: str
    ceremonies: Run = Run()
    """The other body's ceremonies for which its rule asks for that."""
    categories: tuple[Concept, ...] = ()
    """The only categories whose nominations imply it; all of them where none is named."""
    not_groups: tuple[str, ...] = ()
    critics: float = Field(default=0.0, ge=0, le=1)
    """Least share of the critics' lists of that year that must name the film too, where a nomination is not enough."""
    basis: Literal["stated", "assumed"]
    rule: str
    source: str

    def covers(self, category: str, ceremony: int) -> bool:
        """Whether a nomination in a category of the other body's ceremony implies a release."""
        is_included = category in self.categories if self.categories else group_of(category) not in self.not_groups
        return is_included and self.ceremonies.covers(ceremony)


class BodyRules(Frozen):
    """The rules of one award body."""

    body: str
    title: str
    ceremony: str
    """How to print a ceremony, with `{ordinal}`."""
    territory: Territory
    place: int = 99
    """Its place among the judged bodies in tables and texts."""
    main: bool = False
    """Always judged, even when its list is missing."""
    precursors: tuple[str, ...] = ()
    """Bodies whose nominations predict its own; a category that one of them lacks does not count there."""
    eligibility: tuple[EligibilityRule, ...] = ()
    kinds: tuple[KindRule, ...] = ()
    categories: dict[Concept, CategoryRules] = Field(default_factory=dict)
    implied_by: tuple[Implication, ...] = ()

    def eligibility_at(self, ceremony: int) -> EligibilityRule | None:
        """The first rule that covers a ceremony; files list stated rules before assumed ones."""
        return next((rule for rule in self.eligibility if rule.ceremonies.covers(ceremony)), None)

    def kinds_at(self, ceremony: int) -> KindRule | None:
        """The first rule on barred kinds that covers a ceremony."""
        return next((rule for rule in self.kinds if rule.bars and rule.ceremonies.covers(ceremony)), None)

    def lacks_category_for(self, ceremony: int, kind: str) -> bool:
        """Whether a page states that a kind of work has no category of its own at a ceremony."""
        return any(kind in rule.without_category and rule.ceremonies.covers(ceremony) for rule in self.kinds)

    def category_at(self, ceremony: int, slug: str) -> CategoryRule | None:
        """What a category requires at a ceremony."""
        return next((rule for rule in self.categories.get(slug, ()) if rule.ceremonies.covers(ceremony)), None)


class PeerBody(Frozen):
    """A body whose lists are evidence."""

    title: str
    evidence: Evidence


class Relation(Frozen):
    """How the category that gives evidence compares with the one that receives it."""

    giver: Concept = Field(alias="from")
    receiver: Concept = Field(alias="to")
    relation: Literal["exact", "broader", "narrower", "related", "none"] = Field(alias="is")
    film_years: Run = Run()
    source: str


class Equivalence(Frozen):
    """How bodies and their categories compare."""

    bodies: dict[str, PeerBody] = Field(default_factory=dict)
    categories: tuple[Relation, ...] = ()
    precursors: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """By judged body, the bodies whose nominations predict its own."""

    @cached_property
    def kinds(self) -> dict[str, str]:
        """A body's separate category for a kind of work, if any."""
        return {category.kind: slug for slug, category in categories().items() if category.kind}

    def family(self, body: str) -> str:
        """The family of acclaim evidence a body's prizes belong to."""
        entry = self.bodies.get(body)
        return entry.evidence if entry else "peers"

    def title(self, body: str) -> str:
        """A body's name in plain English; its slug in words when it is not in the data."""
        entry = self.bodies.get(slug_of(body))
        return entry.title if entry else body.replace("_", " ").title()

    def pool(self, category: str) -> str:
        """The concept under which a category's base rates are learnt."""
        return pool_of(category)

    def feeds(self, giver: str, film_year: int) -> tuple[str, ...]:
        """The categories that evidence in one category feeds: itself, and those it is exact with or broader than."""
        valid = (r for r in self.categories if r.giver == giver and r.film_years.covers(film_year))
        relations = {r.receiver: r.relation for r in valid}
        receivers = {receiver for receiver, relation in relations.items() if relation in ("exact", "broader")}
        return tuple(sorted(receivers | ({giver} if relations.get(giver, "exact") in ("exact", "broader") else set())))


class RuleBook(Frozen):
    """Every rule the judgement uses."""

    bodies: dict[str, BodyRules]
    equivalence: Equivalence

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The judged bodies as every table, chart and text names them: main ones first, then by their places."""
        return tuple(sorted(self.bodies, key=lambda b: (not self.bodies[b].main, self.bodies[b].place, b)))

    def territory(self, name: str) -> frozenset[str]:
        """The names that records use for a territory; none where no judged body asks for releases there."""
        return next(
            (rules.territory.names for rules in self.bodies.values() if rules.territory.name == name), frozenset()
        )

    @cached_property
    def titles(self) -> dict[str, str]:
        """Every body's title by slug: the judged ones in their order, then peers, critics and festivals by title."""
        every = self.equivalence.bodies
        others = sorted(every, key=lambda slug: (EVIDENCE.index(every[slug].evidence), every[slug].title))
        return {slug: self.equivalence.title(slug) for slug in dict.fromkeys((*self.order, *others))}

    @cached_property
    def fingerprint(self) -> str:
        """Changes when any rule changes; kept with a run so that a changed verdict can name its cause."""
        return hashlib.sha256(self.model_dump_json(by_alias=True).encode()).hexdigest()[:16]


def parse_body_rules(text: str, body: str, title: str) -> BodyRules:
    """One body's rules from YAML text.

    Raises:
        ConfigError: names the file, the key and what is wrong.
    """
    return read_model(text, f"{body}/rules.yml", BodyRules, {"body": body, "title": title})


@cache
def load_rules() -> RuleBook:
    """The rules that ship with the tracker; they are read once.

    Raises:
        ConfigError: names the file, the key and what is wrong.
    """
    texts = {one.name: one.joinpath("rules.yml") for one in folders() if one.joinpath("rules.yml").is_file()}
    judged = {
        slug: parse_body_rules(path.read_text(encoding="utf-8"), slug, bodies()[slug].title)
        for slug, path in texts.items()
    }
    equivalence = Equivalence(
        bodies={slug: PeerBody(title=body.title, evidence=body.evidence) for slug, body in bodies().items()},
        categories=table("tracker.data", "categories/relations.yml", tuple[Relation, ...]),
        precursors={slug: rules.precursors for slug, rules in judged.items()},
    )
    return RuleBook(bodies=judged, equivalence=equivalence)
