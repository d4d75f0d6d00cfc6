"""Named questions: those that ship can be asked, an edition keeps their answers, and a report says what moved."""

import sqlite3
from pathlib import Path

import pytest

from tests.edition.conftest import Desk
from tracker.domain.bodies import bodies
from tracker.domain.errors import ConfigError
from tracker.edition.desk import weekly
from tracker.edition.desk.named import every, named, of_file, shipped
from tracker.edition.desk.question import ANY_BODY, PRECURSORS, as_question, options
from tracker.edition.desk.reuse import FILMS, material_of

_QUESTIONS = {
    "lacked": {"title": "Winners without direction", "with": "oscars:picture:won", "without": "oscars:director"},
    "most": {"title": "Most nominations", "with": "oscars", "show": "most", "top": 2},
    "elsewhere": {"title": "Of a body that is not at hand", "with": "nowhere"},
}


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "shipped" not in request.node.name:
        questions = {name: as_question(data, name) for name, data in _QUESTIONS.items()}
        monkeypatch.setattr(weekly, "every", lambda: questions)


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_question_has_a_title_and_names_bodies_that_exist(name: str) -> None:
    question = every()[name]
    assert question.title
    slugs = {body.removesuffix(PRECURSORS) for term in (*question.having, *question.without) for body in term.bodies}
    assert slugs <= {*bodies(), ANY_BODY}
    assert all(not printed for term in question.without for printed in term.categories if " " in printed)


def test_a_name_that_no_shipped_question_has_is_refused_with_the_nearest() -> None:
    with pytest.raises(ConfigError, match="did you mean all_four_and_missed"):
        named("all_four_and_mised")


def test_a_file_of_questions_is_read_and_a_broken_one_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    path.write_text("mine:\n  with: {bodies: [oscars, globes], least: 1}\n", encoding="utf-8")
    [data] = of_file(path).values()
    assert as_question(data, "mine").having[0].least == 1
    path.write_text("- with: oscars\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="write each question as NAME"):
        of_file(path)


def edition(*films: tuple[str, int, str]) -> sqlite3.Connection:
    """Kept answers of an edition in which these films, with years, were nominated in these categories."""
    desk = Desk()
    for film, year, slugs in films:
        desk.listed("oscars", year, given="picture director sound")
        for slug in slugs.split():
            desk.named("oscars", year, slug, film, won=slug == "picture")
    answers, records = weekly.answers(desk.connection)
    desk.connection.execute(f"CREATE TABLE answers ({', '.join(weekly.ANSWERS)})")
    desk.connection.execute(f"CREATE TABLE records ({', '.join(weekly.RECORDS)})")
    for table, rows in (("answers", answers), ("records", records)):
        for row in rows:
            desk.connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
    return desk.connection


ALPHA, BETA, GAMMA = ("Alpha", 2001, "picture director"), ("Beta", 2002, "picture"), ("Gamma", 2003, "picture")


def test_an_edition_keeps_the_lines_of_each_answer_with_a_citation() -> None:
    rows = edition(ALPHA, BETA).execute("SELECT question, film, source_url FROM records ORDER BY rowid").fetchall()
    assert rows[0] == ("lacked", "Beta", "https://example.org/oscars/2002")
    assert {row[0] for row in rows} == {"lacked", "most"}


def test_an_edition_keeps_every_sentence_of_an_answer_and_what_was_searched() -> None:
    query = "SELECT cases, answers, sentence, scope FROM answers WHERE question = ?"
    row = edition(ALPHA, BETA, GAMMA).execute(query, ("lacked",)).fetchone()
    assert row == (
        3,
        2,
        "2 of 3 films; the other one was nominated for it at the Academy Awards. "
        "Last: Gamma (2003); first: Beta (2002).",
        "Searched: 3 films of 2001 to 2003, on lists of Academy Awards (3 lists). "
        "Academy Awards: closed lists of 2001 to 2003.",
    )
    many = [(f"Film {number:03}", 2010, "picture") for number in range(60)]
    row = edition(ALPHA, *many).execute(query, ("most",)).fetchone()
    assert row[0] == 61
    assert row[2] == "61 films. " + ("60 films tie for place 2, with 1 nomination; --top 61 lists them.")
    assert row[3].startswith("Searched: 61 films of 2001, 2010")


def test_a_record_is_compared_with_that_of_its_own_group(monkeypatch: pytest.MonkeyPatch) -> None:
    question = {"title": "Most by decade", "with": "oscars", "show": "most", "by": "decade", "top": 1}
    monkeypatch.setattr(weekly, "every", lambda: {"groups": as_question(question, "")})
    lines = weekly.moved(edition(ALPHA, ("Old", 1995, "picture")), edition(ALPHA, ("New", 1996, "picture director")))
    assert lines == ["Most by decade (1990s): New (1996) with 2, where it was 1, by Old (1995)."]


def test_nothing_is_said_where_nothing_moved() -> None:
    assert weekly.moved(edition(ALPHA, BETA), edition(ALPHA, BETA)) == []


def test_a_new_answer_is_said_with_the_count() -> None:
    lines = weekly.moved(edition(ALPHA, BETA), edition(ALPHA, BETA, GAMMA))
    assert lines == ["Winners without direction: new Gamma (2003) (2 of 3)."]


def test_an_answer_that_no_longer_holds_is_said() -> None:
    lines = weekly.moved(edition(ALPHA, BETA), edition(ALPHA))
    assert lines == ["Winners without direction: no longer Beta (2002) (0 of 1)."]


@pytest.mark.parametrize(
    ("slugs", "words"),
    [
        ("picture director sound", "Delta (2004) with 3, where it was 2, by Alpha (2001)."),
        ("picture director", "Delta (2004) with 2, level with Alpha (2001)."),
    ],
)
def test_a_record_that_was_broken_or_reached_is_said(slugs: str, words: str) -> None:
    lines = weekly.moved(edition(ALPHA, BETA), edition(ALPHA, BETA, ("Delta", 2004, slugs)))
    assert lines == [f"Most nominations: {words}"]


def test_a_report_has_few_lines_and_says_how_many_more() -> None:
    many = [(f"Film {year}", year, "picture") for year in range(2003, 2020)]
    questions = {f"q{n}": as_question({**_QUESTIONS["lacked"], "title": f"Title {n}"}, "") for n in range(7)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weekly, "every", lambda: questions)
        lines = weekly.moved(edition(ALPHA, BETA), edition(ALPHA, BETA, *many))
    assert len(lines) == weekly.LINES + 1
    assert lines[-1] == "And 2 more: snubs records."


def test_the_short_form_asks_for_precursors_without_an_own_nomination() -> None:
    assert options({"by": None, "top": 3, "with": []}, "oscars") == {
        **{"with": ["any of oscars.precursors"], "without": ["oscars"], "show": "most", "top": 3, "of": "film"}
    }
    assert options({"by": "craft"}, "baftas")["by"] == "category"
    assert options({"by": "film"}, "baftas")["of"] == "film"
    assert options({"by": "decade"}, "baftas")["by"] == "decade"
    with pytest.raises(ConfigError, match="it is --of craft"):
        options({"by": "craft"}, None)


def test_an_answer_is_worked_out_again_only_where_its_bodies_or_films_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk().listed("oscars", 2001, given="picture").named("oscars", 2001, "picture", "Alpha", won=True)
    numbers = {"oscars": "1", "globes": "1", FILMS: "1"}
    rows, lines = weekly.answers(desk.connection, numbers)
    before = {row[0]: weekly.Before(row, [line for line in lines if line[0] == row[0]]) for row in rows}
    questions: list[str] = []
    work_out = weekly.answer
    monkeypatch.setattr(weekly, "answer", lambda *of, **how: questions.append(of[1].title) or work_out(*of, **how))
    assert weekly.answers(desk.connection, numbers | {"globes": "2"}, before) == (rows, lines)
    assert questions == []
    for change in ({"oscars": "2"}, {FILMS: "2"}):
        weekly.answers(desk.connection, numbers | change, before)
        assert len(questions) == len(rows), change
        questions.clear()
    weekly.answers(desk.connection, {}, before)
    assert len(questions) == len(rows), "where nothing is known of the material, nothing is taken over"


def test_what_a_season_says_of_a_body_is_told_by_one_hash() -> None:
    def season(result: str, url: str, film: str = "Alpha", body: str = "oscars") -> list[str]:
        columns = ("film_year", "body", "film_key", "title", "result")
        entries = (
            "entries",
            columns,
            [[2001, 2001], ["oscars", body], ["Q1", "Q2"], ["Alpha", "BETA"], ["won", result]],
        )
        lists = ("lists", ("body", "ceremony", "kind", "source_url"), [["oscars"], [1], ["nominations"], [url]])
        films = (
            "films",
            ("film_key", "film", "film_qid", "film_imdb", "countries", "distributor"),
            [["Q1"], [film], ["Q1"], [None], ["[]"], [None]],
        )
        return material_of([entries, lists, films])

    first = season("won", "a")
    assert [part.partition("=")[0] for part in first] == [FILMS, "oscars"]
    assert season("won", "a") == first
    assert [a == b for a, b in zip(first, season("lost", "a"), strict=True)] == [True, False]
    assert [a == b for a, b in zip(first, season("won", "b"), strict=True)] == [True, False]
    assert [a == b for a, b in zip(first, season("won", "a", film="Other"), strict=True)] == [False, True]
    assert len(season("won", "a", body="globes")) == 3
