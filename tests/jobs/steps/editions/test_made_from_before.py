"""An edition that is made from the one before has the bytes of one made anew, whatever changed since."""

import json
import pickle
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
import time_machine

from jobs.steps.identity.season import season_frames_of
from postgresql import migrated_database
from processes import once
from written import asked, retract, state

BODIES = {"oscars": 1927, "spirit_awards": 1984}
"""The film year before a body's first ceremony."""
YEARS = range(2022, 2025)
"""One that a change touches, one beside it, and one that it does not reach."""
MANY_YEARS = range(2020, 2025)
FILMS = [(f"Film {letter}", f"tt000000{place}") for place, letter in enumerate("ABCDEFGH", 1)]
PEOPLE = ["Ann Lee", "Bo Ek", "Cy Fox"]
CATEGORIES = ["picture", "director", "lead_actress", "lead_actor", "lead_performance"]


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, desk: Any) -> Any:
    """An empty desk on each database."""
    if request.param == "sqlite":
        return desk
    return desk.set(offline=True, database_url=migrated_database(request.getfixturevalue("postgresql_server")))


class Changes:
    """What happens to a desk, by chance."""

    def __init__(self, desk: Any, chance: random.Random, now: Any, years: range = YEARS) -> None:
        self.desk, self.chance, self.now, self.years = desk, chance, now, years
        self.lists: dict[str, dict[int, list[str]]] = {body: {} for body in BODIES}
        self.decisions = 0

    def begin(self) -> None:
        """Lists of every season."""
        self.the_registry_says_otherwise()
        for body in BODIES:
            self.lists[body] = {year: self.entries() for year in self.years}
            self.bring_lists(body)

    def entries(self) -> list[str]:
        return [self.entry() for _ in range(self.chance.randrange(2, 5))]

    def entry(self) -> str:
        category, (title, imdb) = self.chance.choice(CATEGORIES), self.chance.choice(FILMS)
        person = self.chance.choice(PEOPLE) if category != "picture" else ""
        return f"{category},{title},{imdb if self.chance.random() < 0.7 else ''},{person}"

    def bring(self, kind: str, name: str, header: str, rows: list[str], *more: str) -> None:
        file = self.desk.folder / f"{name}.csv"
        file.write_text("\n".join([header, *dict.fromkeys(rows), ""]), encoding="utf-8")
        intake = ("import", kind, str(file), "--as-of", "2025-01-02", "--tier", "2", "--name", name)
        outcome = self.desk.snubs(*intake, *more, at=self.now)
        assert outcome.code == 0, outcome.err

    def bring_lists(self, body: str) -> None:
        rows = [f"{year - BODIES[body]},{row}" for year, of in self.lists[body].items() for row in of]
        complete = ["--complete"] if self.chance.random() < 0.5 else []
        columns = ("--columns", "people=nominees", "--body", body)
        self.bring(
            "nominations",
            f"lists-{body.replace('_', '-')}",
            "ceremony,category,title,imdb,nominees",
            rows,
            *columns,
            *complete,
        )

    def a_list_gains_or_loses(self) -> None:
        body, year = self.chance.choice(list(BODIES)), self.chance.choice(self.years)
        rows = self.lists[body][year]
        if len(rows) > 1 and self.chance.random() < 0.5:
            rows.remove(self.chance.choice(rows))
        else:
            rows.append(self.entry())
        self.bring_lists(body)

    def another_source_gives_lists_of_a_season(self) -> None:
        body, year = self.chance.choice(list(BODIES)), self.chance.choice(self.years)
        rows = [f"{year - BODIES[body]},{row}" for row in self.entries()]
        self.bring(
            "nominations",
            "others",
            "ceremony,category,title,imdb,nominees",
            rows,
            "--body",
            body,
            "--columns",
            "people=nominees",
        )

    def an_import_is_taken_back(self) -> None:
        self.desk.snubs("import", "remove", "others", at=self.now)

    def critics_name_films(self) -> None:
        rows = [f"{title},{self.chance.choice(self.years)},3,9" for title, _ in self.chance.sample(FILMS, 2)]
        self.bring("top-tens", "critics", "title,film_year,lists,of", rows)

    def the_registry_says_otherwise(self) -> None:
        films = enumerate(FILMS, 1)
        rows = [f"{title},{imdb},Q{place},{self.chance.choice(self.years)}" for place, (title, imdb) in films]
        self.bring("films", "registry", "title,imdb,qid,year", rows)

    def the_press_writes(self) -> None:
        """An article says of films what it likes, or copies another one; or one is taken back."""
        if not self.takes_back("article"):
            published_on = f"{self.chance.choice(self.years) + 1}-01-{self.chance.randrange(10, 30)}"
            of_article = {"url": "https://x.example/", "title": "A Column", "site": "x.example", "words": 300}
            sketch = {"sketch": self.chance.choice("abc") * 64}
            self.state([("article", {**of_article, **sketch, "published_on": published_on}), *self.mentions()])

    def mentions(self) -> list[tuple[str, dict[str, Any]]]:
        rows = []
        for title, imdb in self.chance.sample(FILMS, 2):
            person = self.chance.choice(PEOPLE)
            opinion = {"crafts": '["acting"]', "people": f'["{person}"]', "missed": '["oscars"]'}
            work = {"title": title, "imdb": imdb if self.chance.random() < 0.7 else None, "work_kind": "film"}
            rows.append(("mention", {**work, **opinion, "voice": "article", "count": 1}))
        return rows

    def an_article_lists_prizes(self) -> None:
        """A film's article gains or loses a row of its prizes."""
        if not self.takes_back("accolade"):
            film = {"qid": f"Q{self.chance.randrange(1, len(FILMS))}", "year": self.chance.choice(self.years)}
            award = {"body_as_printed": "Critics of X", "category": self.chance.choice(CATEGORIES), "line": 1}
            prize = {"category_as_printed": "A Prize", "result": "won", "result_as_printed": "Won"}
            self.state([("accolade", {**film, **award, **prize, "people": f'["{self.chance.choice(PEOPLE)}"]'})])

    def state(self, statements: list[tuple[str, dict[str, Any]]]) -> None:
        state(self.desk.database, f"page {self.chance.randrange(10**9)}", statements)

    def takes_back(self, table: str) -> bool:
        rows = asked(self.desk.database, f"SELECT id FROM {table} WHERE retracted_run IS NULL ORDER BY id")  # noqa: S608
        if not rows or self.chance.random() < 0.6:
            return False
        retract(self.desk.database, f"run {self.chance.randrange(10**9)}", table, self.chance.choice(rows))
        return True

    def somebody_decides(self) -> None:
        self.decisions += 1
        rows = [f"retitle,Q{n},,Other {n},A,2025-01-02,a test,,\n" for n in range(1, self.decisions + 1)]
        header = "kind,film,other,title,who,when,why,source,undone\n"
        (self.desk.data / "identity-corrections.csv").write_text(header + "".join(rows), encoding="utf-8")

    def time_passes(self) -> None:
        self.now += timedelta(days=self.chance.randrange(1, 400))

    def weights_are_learnt_again(self) -> None:
        shutil.rmtree(self.desk.data / "weights", ignore_errors=True)

    def the_kept_keys_are_lost(self) -> None:
        (self.desk.data / "archive-editions-keys.sqlite3").write_bytes(self.chance.choice([b"", b"no database" * 99]))


def edition(desk: Any, now: Any) -> bytes:
    outcome = desk.snubs("edition", "--json", at=now)
    assert outcome.code == 0, outcome.err
    return Path(outcome.json["edition"]).read_bytes()


def anew(desk: Any, now: Any) -> bytes:
    """An edition of the same desk, where there was none before."""
    other = type(desk)(desk.folder / "anew")
    shutil.copytree(desk.data, other.data, ignore=lambda *_: ["archive-editions", "archive-editions-keys.sqlite3"])
    other.set(**{name: of for name, of in desk.settings.items() if name not in ("data_dir", "output_dir")})
    whole = edition(other, now)
    shutil.rmtree(other.folder)
    return whole


KINDS: list[Callable[[Changes], None]] = [
    Changes.a_list_gains_or_loses,
    Changes.another_source_gives_lists_of_a_season,
    Changes.an_import_is_taken_back,
    Changes.critics_name_films,
    Changes.the_registry_says_otherwise,
    Changes.the_press_writes,
    Changes.an_article_lists_prizes,
    Changes.somebody_decides,
    Changes.time_passes,
    Changes.weights_are_learnt_again,
    Changes.the_kept_keys_are_lost,
]


LISTS = [Changes.a_list_gains_or_loses, Changes.another_source_gives_lists_of_a_season, Changes.an_import_is_taken_back]


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The film years that were judged, again and again."""
    years: list[int] = []

    def frames_of(context: Any, conn: Any, keys: Any, seasons: list[int]) -> Any:
        years.extend(seasons)
        return season_frames_of(context, conn, keys, seasons)

    monkeypatch.setattr("jobs.steps.editions.make.season_frames_of", frames_of)
    return years


def stay_equal(changes: Changes, kinds: list[Callable[[Changes], None]]) -> None:
    """Let things happen one by one, and compare the edition after each of them with one made anew."""
    for kind in kinds:
        kind(changes)
        whole = edition(changes.desk, changes.now)
        assert whole == anew(changes.desk, changes.now), [one.__name__ for one in kinds[: kinds.index(kind) + 1]]


def changes_of(place: Any, tools: Any, seed: int, years: range = YEARS) -> Changes:
    changes = Changes(place, random.Random(seed), tools.MONDAY + timedelta(days=365 * 14), years)  # noqa: S311
    changes.begin()
    edition(place, changes.now)
    return changes


def begun_once(folder: Path, base: Any, own: Path, tools: Any) -> Changes:
    """A copy of what `changes_of` made of a copy of a desk, which is made by the first process to ask for it."""

    def begin(folder: Path) -> None:
        changes = changes_of(beside(base, folder / "desk"), tools, 1)
        (folder / "changes").write_bytes(pickle.dumps((changes.chance, changes.now, changes.lists)))

    begun = once(folder, begin)
    changes = Changes(beside(type(base)(begun / "desk"), own), random.Random(), tools.MONDAY)  # noqa: S311
    changes.chance, changes.now, changes.lists = pickle.loads((begun / "changes").read_bytes())  # noqa: S301
    return changes


def beside(desk: Any, folder: Path) -> Any:
    """The same data and settings in a place of its own."""
    shutil.copytree(desk.folder, folder, symlinks=True)
    return type(desk)(folder).set(**{k: v for k, v in desk.settings.items() if k not in ("data_dir", "output_dir")})


@pytest.fixture
def begun(session_folder: Path, tools: Any, desk: Any) -> Changes:
    """Lists of every season on a desk that had none, and an edition of them."""
    return begun_once(session_folder / "begun", desk, desk.folder / "begun", tools)


@pytest.fixture
def begun_small(session_folder: Path, tmp_path: Path, tools: Any, small_week: Any) -> Changes:
    """The same after the small week."""
    return begun_once(session_folder / "begun-small", small_week.desk, tmp_path / "begun", tools)


@pytest.fixture
def changes(request: pytest.FixtureRequest, tools: Any) -> Changes:
    """The lists on each database."""
    if request.param == "sqlite":
        return cast("Changes", request.getfixturevalue("begun"))
    server = request.getfixturevalue("postgresql_server")
    place = request.getfixturevalue("desk").set(offline=True, database_url=migrated_database(server))
    return changes_of(place, tools, 1)


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ("sqlite", [Changes.a_list_gains_or_loses, Changes.time_passes, Changes.weights_are_learnt_again]),
        ("postgresql", [Changes.another_source_gives_lists_of_a_season, Changes.critics_name_films]),
    ],
    indirect=["changes"],
)
def test_after_some_changes_an_edition_has_the_bytes_of_one_made_anew(
    changes: Changes, kinds: list[Callable[[Changes], None]]
) -> None:
    stay_equal(changes, kinds)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 12))
def test_after_any_changes_an_edition_has_the_bytes_of_one_made_anew(place: Any, tools: Any, seed: int) -> None:
    changes = changes_of(place, tools, seed, MANY_YEARS)
    kinds = [*KINDS, *LISTS, *LISTS, *LISTS]
    stay_equal(changes, changes.chance.sample(kinds, len(kinds)))


def test_what_is_said_of_seasons_that_a_change_does_not_touch_is_taken_over(begun: Changes, judged: list[int]) -> None:
    changes, desk = begun, begun.desk
    judged.clear()
    header = "ceremony,category,title,imdb,nominees"
    rows = ["83,picture,A Film of Its Own,tt0000099,"]
    changes.bring("nominations", "older", header, rows, "--body", "oscars", "--columns", "people=nominees")
    assert edition(desk, changes.now) == anew(desk, changes.now)
    assert judged[0] == 2010
    assert judged.count(2024) == 1, "by the edition that was made anew"
    judged.clear()
    edition(desk, changes.now)
    assert judged == []


ARTICLE = {"url": "https://x.example/", "title": "A Column", "site": "x.example", "words": 300}


def opinion_of(title: str, imdb: str) -> tuple[str, dict[str, Any]]:
    """A mention that praises a film."""
    work = {"title": title, "imdb": imdb, "work_kind": "film", "voice": "article", "count": 1}
    return "mention", {**work, "crafts": '["acting"]', "people": '["Ann Lee"]'}


@pytest.fixture
def two_years_apart(begun: Changes) -> Changes:
    """Two films, each nominated in a season of its own and not otherwise, and an edition of that."""
    for name, number, title, imdb in (("older", 83, "Heath", "tt0000091"), ("newer", 90, "Marsh", "tt0000092")):
        rows = [f"{number},picture,{title},{imdb},"]
        columns = ("--body", "oscars", "--columns", "people=nominees")
        begun.bring("nominations", name, "ceremony,category,title,imdb,nominees", rows, *columns)
    edition(begun.desk, begun.now)
    return begun


def test_an_article_touches_the_seasons_of_the_films_that_it_speaks_of(
    two_years_apart: Changes, judged: list[int]
) -> None:
    desk, now = two_years_apart.desk, two_years_apart.now
    judged.clear()
    article = {**ARTICLE, "sketch": "a" * 64, "published_on": "2011-01-20"}
    state(desk.database, "a column", [("article", article), opinion_of("Heath", "tt0000091")])
    whole = edition(desk, now)
    assert judged == [2010], "the list of the year after has nobody whom it could mean"
    assert whole == anew(desk, now)


def test_an_earlier_copy_of_an_article_touches_the_seasons_of_the_films_in_both(
    two_years_apart: Changes, judged: list[int]
) -> None:
    desk, now = two_years_apart.desk, two_years_apart.now
    for day, film in (("2018-01-20", ("Marsh", "tt0000092")), ("2018-01-10", ("Heath", "tt0000091"))):
        judged.clear()
        article = {**ARTICLE, "sketch": "a" * 64, "published_on": day}
        state(desk.database, f"a column of {day}", [("article", article), opinion_of(*film)])
        whole = edition(desk, now)
    assert {2010, 2017} <= {*judged}, "the later one counts no more"
    assert 2024 not in judged
    assert whole == anew(desk, now)


def test_a_row_of_a_film_s_prizes_touches_its_seasons(two_years_apart: Changes, judged: list[int]) -> None:
    desk, now = two_years_apart.desk, two_years_apart.now
    two_years_apart.bring("films", "a-film", "title,imdb,qid,year", ["Heath,tt0000091,Q991,2010"])
    edition(desk, now)
    judged.clear()
    award = {"body_as_printed": "Critics of X", "category": "picture", "category_as_printed": "Best Film", "line": 1}
    state(desk.database, "an article", [("accolade", {"qid": "Q991", "year": 2010, "result": "won", **award})])
    whole = edition(desk, now)
    assert judged == [2010]
    assert whole == anew(desk, now)


def test_two_that_make_an_edition_at_once_make_one(small: Any, tools: Any) -> None:
    small.data.joinpath("identity-corrections.csv").write_text("kind,film,other,title,who,when,why,source,undone\n")
    folder = small.data / "archive-editions"
    before = {*folder.glob("*.sqlite3")}
    with time_machine.travel(tools.MONDAY, tick=False):
        ends = [small.fork("edition") for _ in range(2)]
        outcomes = [fork.end() for fork in ends]
    assert [code for code, _ in outcomes] == [0, 0], outcomes
    (path,) = {*folder.glob("*.sqlite3")} - before
    assert not list(folder.glob(".draft*"))
    whole = path.read_bytes()
    shutil.rmtree(folder)
    assert small.snubs("edition").code == 0
    assert (folder / path.name).read_bytes() == whole


def of_edition(desk: Any, sql: str, *cells: Any) -> None:
    folder = desk.data / "archive-editions"
    of_file(folder / json.loads((folder / "current").read_text())["edition"], sql, *cells)


def of_keys(desk: Any, sql: str, *cells: Any) -> None:
    of_file(desk.data / "archive-editions-keys.sqlite3", sql, *cells)


def of_file(path: Path, sql: str, *cells: Any) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(sql, cells)
        database.commit()


DAMAGE: list[tuple[Callable[..., None], str]] = [
    (of_edition, "UPDATE seasons SET material = 'no JSON'"),
    (of_edition, "UPDATE answers SET made_of = CAST(x'ff' AS TEXT)"),
    (of_edition, "DROP TABLE evidence"),
    (of_keys, "DROP TABLE film"),
]


@pytest.mark.parametrize(("damage", "sql"), DAMAGE, ids=[sql for _, sql in DAMAGE])
def test_what_damage_shows_only_while_an_edition_is_made_makes_it_anew(
    begun_small: Changes, damage: Callable[..., None], sql: str, session_folder: Path
) -> None:
    changes, desk = begun_small, begun_small.desk
    damage(desk, sql)
    changes.critics_name_films()

    def make(folder: Path) -> None:
        (folder / "edition").write_bytes(anew(desk, changes.now))

    assert edition(desk, changes.now) == (once(session_folder / "undamaged", make) / "edition").read_bytes()


def test_a_flipped_letter_that_can_be_read_is_not_carried_on(small: Any, tools: Any) -> None:
    of_edition(small, "UPDATE films SET film = 'Flipped' WHERE film_key = (SELECT min(film_key) FROM films)")
    later = tools.MONDAY + timedelta(days=7)
    assert edition(small, later) == anew(small, later)


def test_a_week_after_a_report_nothing_is_judged_and_the_bytes_are_those_of_one_made_anew(
    small: Any, tools: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = tools.MONDAY + timedelta(days=7)
    with monkeypatch.context() as patch:
        patch.setattr("jobs.steps.editions.make.make", None)
        whole = edition(small, later)
    assert whole == anew(small, later)


def test_an_older_database_that_is_put_back_keeps_no_edition_of_the_other(begun: Changes) -> None:
    changes, desk = begun, begun.desk
    older = desk.folder / "older.sqlite3"
    shutil.copy(desk.database, older)
    changes.now -= timedelta(days=1)  # the clock is behind
    changes.critics_name_films()
    edition(desk, changes.now)
    shutil.copy(older, desk.database)
    changes.critics_name_films()
    assert edition(desk, changes.now) == anew(desk, changes.now)
