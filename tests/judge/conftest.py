"""A small season in memory: films, lists and claims, as the store would give them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
import pytest

from tracker.config import Thresholds
from tracker.domain.facts.frames import FRAMES
from tracker.domain.rules import RuleBook, load_rules
from tracker.frames import frame_of
from tracker.identity.resolve import with_keys
from tracker.judge.expectation import shipped
from tracker.judge.material.tables import SeasonTables, build
from tracker.judge.season import Judgement, judge_seasons

CEREMONIES = {"oscars": 1927, "baftas": 1946, "golden_globes": 1942, "critics_choice": 1994, "actor_awards": 1993}
"""What to subtract from a film year for a ceremony's number; bodies not named here count from 1900."""

PAGE = {"source": "test", "tier": 2, "licence": "CC0", "origin": "archive", "retrieved_at": "2026-01-01T00:00:00Z"}


@dataclass
class World:
    """Frames under construction. Films are named by title; their QIDs are made from it."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    films: dict[str, str] = field(default_factory=dict)
    statements: int = 0

    def _add(self, frame: str, **row: Any) -> str:
        self.statements += 1
        statement = f"{frame}-{self.statements}"
        url = f"https://example.org/{frame}/{row.get('body', '')}"
        page = {"statement": statement, "source_url": url, "source_revision": "7"} | PAGE
        self.rows.setdefault(frame, []).append({k: v for k, v in page.items() if k in FRAMES[frame]} | row)
        return statement

    def film(
        self, title: str, *, us: str | None = None, uk: str | None = None, year: int = 2010, **more: Any
    ) -> "World":
        """A film of the registry, with a claimed release in each territory that is given."""
        qid = self.films.setdefault(title, f"Q{1000 + len(self.films)}")
        scores = {m: more.pop(m) for m in ("metascore", "tomatometer") if m in more}
        self._add("films", qid=qid, title=title, year=year, **({"work_kind": "feature"} | more))
        for country, day in (("United States", us), ("United Kingdom", uk)):
            if day:
                self.release(title, day, country)
        for measure, value in scores.items():
            self._add("scores", qid=qid, measure=measure, value=float(value))
        return self

    def release(self, title: str, day: str, country: str | None, event: str | None = None) -> "World":
        url = f"https://example.org/releases/{len(self.rows.get('releases', []))}"
        self._add("releases", qid=self.films[title], date=day, country=country, event=event, source_url=url)
        return self

    def entry(
        self,
        body: str,
        category: str,
        title: str,
        *people: str,
        result: str = "nominated",
        season: int = 2010,
        **more: Any,
    ) -> "World":
        """One entry of a list; `announced_on`, `starred`, `official` and so on in `more`."""
        number = season - CEREMONIES.get(body, 1900)
        names = {"category_as_printed": category.replace("_", " ").title(), "ceremony_year": season + 1}
        years = {"ceremony": number, "film_year": season}
        row = names | years | more
        statement = self._add("nominations", body=body, category=category, result=result, **row)
        ids = {"qid": self.films.get(title)}
        self.rows.setdefault("works", []).append({"statement": statement, "position": 0, "title": title} | ids)
        for position, name in enumerate(people):
            self.rows.setdefault("credits", []).append({"statement": statement, "position": position, "name": name})
        return self

    def listed(self, body: str, season: int = 2010, **more: Any) -> "World":
        """The state of a body's list of nominations."""
        row = {"state": "fit", "kind": "nominations", "revision": "7", "as_of": "2026-01-01T00:00:00Z"}
        days = {"announced_on": f"{season + 1}-01-20", "held_on": f"{season + 1}-02-13"}
        years = {"ceremony": season - CEREMONIES.get(body, 1900), "ceremony_year": season + 1, "film_year": season}
        self._add("lists", body=body, **(row | days | years | more))
        return self

    def top_ten(self, title: str, lists: int, of: int = 100, season: int = 2010) -> "World":
        self._add("top_tens", title=title, qid=self.films[title], film_year=season, lists=lists, of=of)
        return self

    def record(self, body: str, title: str, status: str, category: str | None = None, reason: str = "") -> "World":
        """An eligibility record of the season of 2010."""
        ids = {"title": title, "qid": self.films[title], "ceremony": 2010 - CEREMONIES[body]}
        self._add("eligibility", body=body, category=category, status=status, reason=reason, people=[], **ids)
        return self

    def frames(self) -> dict[str, pd.DataFrame]:
        return {name: frame_of(rows, FRAMES[name]) for name, rows in self.rows.items()}

    def tables(self) -> SeasonTables:
        """The frames made ready; the same world is made ready once, so tests must not change what they get."""
        key = repr(self.rows)
        if key not in READY:
            READY[key] = build(with_keys(self.frames()))
        return READY[key]

    def judge(self, season: int = 2010, thresholds: Thresholds | None = None, as_of: str = "2026-11-21") -> Judgement:
        """The judgement; the same world is judged once, so tests must not change what they get."""
        key = (repr(self.rows), season, thresholds, as_of)
        if key not in JUDGED:
            day, begin = date.fromisoformat(as_of), thresholds or Thresholds()
            (JUDGED[key],) = judge_seasons(self.tables(), seasons=[season], rules=RULES, thresholds=begin, as_of=day)
        return JUDGED[key]


RULES = load_rules()
READY: dict[str, SeasonTables] = {}
JUDGED: dict[object, Judgement] = {}


@pytest.fixture
def rules() -> RuleBook:
    return RULES


@pytest.fixture
def world() -> World:
    """An empty world."""
    return World()


@pytest.fixture
def contest() -> Callable[[], World]:
    """Makes a season with both main lists closed, five nominees and twenty also-rans, all released in the window.

    `Nominee 0` to `4` stand on both lists for picture; `Film 0` to `19` have scores and critics' lists that fall with
    their number, and no award.
    """
    return full_contest


def full_contest() -> World:
    made = World().listed("oscars").listed("baftas")
    for i in range(5):
        made.film(f"Nominee {i}", us="2010-11-05", uk="2010-12-03", metascore=90 - i)
        made.entry("oscars", "picture", f"Nominee {i}").entry("baftas", "picture", f"Nominee {i}")
        made.top_ten(f"Nominee {i}", 60 - i)
    for slug in ("lead_actress", "supporting_actor", "adapted_screenplay", "original_screenplay", "original_score"):
        for i in range(5):
            people = [f"Person {slug} {i}"] if slug != "adapted_screenplay" else []
            made.entry("oscars", slug, f"Nominee {i}", *people).entry("baftas", slug, f"Nominee {i}", *people)
    for i in range(20):
        made.film(f"Film {i}", us="2010-06-04", uk="2010-07-02", metascore=80 - i)
        if i % 2:
            made.top_ten(f"Film {i}", 20 - i)
    return made


def row(judgement: Judgement, body: str, category: str, film: str, person: str = "") -> dict[str, Any]:
    """The one verdict of a unit."""
    v = judgement.verdicts
    hit = v[(v["body"] == body) & (v["category"] == category) & (v["film"] == film)]
    if person:
        hit = hit[hit["people"].str.contains(person, regex=False)]
    assert len(hit) == 1, f"{len(hit)} verdicts for {body} {category} {film} {person}"
    return dict(hit.iloc[0])


@pytest.fixture
def verdict() -> Callable[..., dict[str, Any]]:
    """The one verdict of a unit: verdict(judgement, body, category, film, person)."""
    return row


@pytest.fixture(scope="module")
def own_lists_alone() -> Iterator[None]:
    """E rests on the lists at hand, however few: nothing comes with the program."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shipped, "_seasons", lambda _: frozenset())
        yield
