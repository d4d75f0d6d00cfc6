"""A season as it comes in, morning by morning: what is known is said, and nothing else."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from spiders.archive.generate import Row, ceremony_text, page_object, page_url, read_facts

WRITING = 3
"""Awards that stand on a page while the others are still being typed."""


class Season:
    """What the season's pages say, day by day."""

    def __init__(self) -> None:
        self.ceremonies = [row for row in read_facts("ceremonies") if row["announced_on"] or row["held_on"]]
        self.entries: dict[str, list[Row]] = {}
        for row in read_facts("nominations"):
            self.entries.setdefault(row["body"], []).append(row)

    def pages(self, day: date, writing: Iterable[str] = ()) -> Mapping[str, Any]:
        """Every page that there is on a day, as the Action API gives it.

        Args:
            day: the day.
            writing: bodies whose page has only the first awards of its list.
        """
        pages = {}
        for ceremony in self.ceremonies:
            text = self._text(ceremony, day.isoformat(), half=ceremony["body"] in {*writing})
            revision = {"edition": str(int(day.strftime("%Y%m%d")) * 2 - (ceremony["body"] in {*writing})), "date": day}
            title = ceremony["page"]
            pages[title] = page_object(title, text, page_url(title), {k: str(v) for k, v in revision.items()})
        return pages

    def announced(self, body: str) -> str:
        """The day on which a body's list came out."""
        return next(row["announced_on"] or row["held_on"] for row in self.ceremonies if row["body"] == body)

    def held(self, body: str) -> str:
        """The day of a body's ceremony."""
        return next(row["held_on"] for row in self.ceremonies if row["body"] == body)

    def _text(self, ceremony: Row, day: str, *, half: bool) -> str:
        rows = self.entries.get(ceremony["body"], [])
        announced, held = ceremony["announced_on"] or ceremony["held_on"], ceremony["held_on"]
        if day < announced:
            return _ahead(ceremony)
        if day < held or not held:
            rows = [row | {"result": "nominated"} if row["result"] == "won" else row for row in rows]
        if half:
            first = list(dict.fromkeys(row["category"] for row in rows))[:WRITING]
            rows = [row for row in rows if row["category"] in first]
        return ceremony_text(ceremony, rows)


def _ahead(ceremony: Row) -> str:
    """A page that names the days to come and no list."""
    box = ["{{Infobox film awards", f"| award = {ceremony['award']}"]
    lead = f"The '''{ceremony['name']}''' will honour the films of {ceremony['film_year']}."
    if ceremony["held_on"]:
        box.append(f"| date = {_printed(ceremony['held_on'])}")
    if ceremony["announced_on"]:
        lead += f" The nominations will be announced on {_printed(ceremony['announced_on'])}."
    about = f"It is presented by those who give the {ceremony['award']}, and nothing else is known of it yet."
    return "\n".join([*box, "}}", lead, "", about, "", "==References==", "{{reflist}}", ""])


def _printed(day: str) -> str:
    value = date.fromisoformat(day)
    return f"{value:%B} {value.day}, {value.year}"


JUDGED = ("oscars", "baftas", "golden_globes")
BODIES = (
    *(*JUDGED, "actor_awards", "critics_choice", "spirit_awards", "pga", "dga", "wga", "asc", "ace_eddie", "adg"),
    *("nbr", "nyfcc", "lafca", "nsfc", "bifa", "cannes", "venice"),
)
SETTINGS = {"sources": {"on": [*BODIES, "wikipedia_titles", "wikidata_films"]}}
FACTS = Season()
NOTHING = b'{"head": {"vars": []}, "results": {"bindings": []}}'
MORNING = time(9, tzinfo=UTC)
FIRST, BEGINS, LAST = date(2010, 9, 1), date(2010, 11, 1), date(2011, 3, 31)
"""The season is the running one from November on; before, the registry is asked for films of the one before alone."""

pytestmark = pytest.mark.usefixtures("quick_crawls")


class Mornings:
    """One weekly run each morning, at pages as they stood then, and what its edition holds."""

    def __init__(self, desk: Any, services: Any, reply: Any) -> None:
        self.desk, self.services, self.reply = desk, services, reply
        services.faults["# snubs:"] = self._registry

    def _registry(self, services: Any, parameters: Mapping[str, str]) -> Any:
        """The archive's films; none of any other year."""
        of_season = "2010" in parameters.get("query", "").partition("\n")[0]
        return services.honest("/sparql", parameters) if of_season else self.reply(NOTHING)

    def see(self, on: date, *writing: str, hours: int = 0) -> "Morning":
        """A run at the pages of a day; `writing` are bodies whose list is being typed."""
        self.services.recorded.update(FACTS.pages(on, writing))
        ran = self.desk.snubs("weekly", at=datetime.combine(on, MORNING) + timedelta(hours=hours))
        assert ran.code in (0, 20) or (ran.code == 30 and on < BEGINS), ran.err
        edition = max(self.desk.data.glob("editions/*.sqlite3"), key=lambda path: path.stat().st_mtime_ns)
        with sqlite3.connect(edition) as file:
            file.row_factory = sqlite3.Row
            verdicts = file.execute("SELECT * FROM snubs WHERE film_year = 2010").fetchall()
            lists = file.execute("SELECT * FROM lists WHERE film_year = 2010").fetchall()
        report = (self.desk.output / "latest" / "report.md").read_text(encoding="utf-8")
        return Morning(on, report, verdicts, {row["body"]: row for row in lists}, {*writing})


class Morning:
    """What was said."""

    def __init__(
        self, day: date, report: str, verdicts: list[Any], lists: Mapping[str, Any], writing: set[str]
    ) -> None:
        self.day, self.report, self.verdicts, self.lists, self.writing = day, report, verdicts, lists, writing

    def of(self, body: str) -> list[Any]:
        return [row for row in self.verdicts if row["body"] == body]

    def check(self) -> None:
        """Each judged body's list is told of from the first morning on which it is whole, and never before."""
        assert self.day >= BEGINS or {row["label"] for row in self.verdicts} <= {"UNKNOWN"}
        for body in JUDGED if self.day >= BEGINS else ():
            if self.day.isoformat() < FACTS.announced(body):
                self.still_to_come(body)
            elif body in self.writing:
                assert {row["label"] for row in self.of(body)} <= {"UNKNOWN"}, "a list in part never speaks"
            else:
                self.judged(body)

    def still_to_come(self, body: str) -> None:
        verdicts = self.of(body)
        assert {row["label"] for row in verdicts} <= {"UNKNOWN"}
        assert {row["reason_code"] for row in verdicts} <= {"not_announced"}
        assert self.lists[body]["announced_on"] == FACTS.announced(body), "its day is known beforehand"

    def judged(self, body: str) -> None:
        verdicts = self.of(body)
        assert self.lists[body]["state"] == "fit"
        assert self.lists[body]["found"] == len(FACTS.entries[body])
        assert any(row["missed"] for row in verdicts)
        assert "not_announced" not in {row["reason_code"] for row in verdicts}
        has_winners = any(row["reason_code"] == "won" for row in verdicts)
        assert has_winners is (self.day.isoformat() >= FACTS.held(body))


@pytest.fixture(scope="module")
def quick_crawls(forked_crawls: None) -> None:
    """Crawls are copies of a process that has everything imported."""


@pytest.fixture(scope="module")
def mornings(tmp_path_factory: pytest.TempPathFactory, tools: Any) -> Iterator[Mornings]:
    folder: Path = tmp_path_factory.mktemp("season")
    with tools.services() as services:
        desk = tools.live(tools.Desk(folder), services, **SETTINGS)
        yield Mornings(desk, services, tools.Reply)


def test_a_body_speaks_on_the_morning_on_which_its_list_is_whole(mornings: Mornings) -> None:
    before = mornings.see(date(2010, 12, 13))
    before.check()
    assert "leads the race for the 83rd Academy Awards" in before.report.splitlines()[0]
    assert "14 December 2010" in before.report, "the calendar knows the day"
    [awaited] = re.findall(r"64th British Academy Film Awards\n.*?Still to speak: (.*?)\.", before.report, re.DOTALL)
    assert "Screen Actors Guild Awards" in awaited
    assert "Academy Awards" not in awaited, "the Academy is known to speak a week after"
    typed = mornings.see(date(2010, 12, 14), "golden_globes")
    typed.check()
    assert "leads the race" in typed.report.splitlines()[0]
    whole = mornings.see(date(2010, 12, 14), hours=3)
    whole.check()
    assert "Golden Globe Awards" in whole.report.splitlines()[0]
    assert "## The state of the race" in whole.report
    chances = [row for row in whole.of("oscars") if row["category"] and row["p_nomination"] is not None]
    assert len({row["category"] for row in chances}) > 8


@pytest.mark.long
def test_every_morning_of_a_season_is_right_about_what_is_known(mornings: Mornings) -> None:
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        out = [body for body in JUDGED if FACTS.announced(body) == day.isoformat()]
        if out:
            mornings.see(day, *out).check()
        mornings.see(day, hours=3 * bool(out)).check()
