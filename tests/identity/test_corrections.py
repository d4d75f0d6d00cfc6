"""People's decisions: read strictly, checked against each other, and stronger than any rule."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import InputError
from tracker.identity.corrections import COLUMNS, NONE, Correction, Corrections, read_corrections, shipped
from tracker.identity.films.matches import matches
from tracker.identity.resolve import with_keys

SIGNED = {"who": "A. Desk", "when": "2011-02-14", "why": "seen on the poster"}


def said(kind: str, film: str, other: str = "", title: str = "", line: int = 2, **more: str) -> Correction:
    row = {"kind": kind, "film": film, "other": other, "title": title, "place": f"own.csv:{line}"}
    return Correction.model_validate(row | SIGNED | more)


def write(folder: Path, *rows: dict[str, str], name: str = "own.csv") -> Path:
    path = folder / name
    pd.DataFrame([dict.fromkeys(COLUMNS, "") | SIGNED | row for row in rows]).to_csv(path, index=False)
    return path


FILMS = pd.DataFrame(
    [
        {"qid": "Q1", "imdb": "tt1", "title": "Gem", "year": 2010, "aliases": [], "directors": ["Ann Lee"]},
        {"qid": "Q2", "imdb": "tt2", "title": "Gem", "year": 2010, "aliases": [], "directors": ["Bo Ek"]},
        {"qid": "Q3", "imdb": "tt3", "title": "Stone", "year": 2010, "aliases": ["Rock"], "directors": ["Cy Ray"]},
    ]
)
LINKS = pd.DataFrame([{"title": "Gem (film)", "canonical": "Gem (film)", "qid": "Q1", "missing": False}])


def keys(*works: dict[str, Any], by: Corrections = NONE) -> list[tuple[str, str]]:
    rows = [
        {"statement": str(i), "film_year": 2010, "body": "b", "category": "picture"} | w for i, w in enumerate(works)
    ]
    table = pd.DataFrame(rows)
    frames = {"nominations": table[["statement", "body", "category", "film_year"]], "films": FILMS, "links": LINKS}
    tables = with_keys(frames | {"works": table.drop(columns=["body", "category"])}, by)
    return list(zip(tables["works"]["film"], tables["works"]["film_reason"], strict=True))


GEM, LINKED = {"title": "Gem"}, {"title": "Gem", "link": "Gem (film)"}


def test_a_decision_settles_what_rules_leave_open() -> None:
    assert keys(GEM) == [("printed:gem|2010", "review")]
    assert keys(GEM, by=Corrections([said("same", "Q2", "printed:gem|2010")])) == [("Q2", "decision")]


def test_a_decision_is_stronger_than_a_link_and_a_title() -> None:
    assert keys(LINKED) == [("Q1", "link")]
    assert keys(LINKED, by=Corrections([said("same", "Q2", "wp:Gem (film)")])) == [("Q2", "decision")]
    assert keys(LINKED, by=Corrections([said("different", "Q1", "wp:Gem (film)")])) == [("wp:Gem (film)", "decision")]
    stone = {"title": "Stone"}
    assert keys(stone) == [("Q3", "title_year")]
    assert keys(stone, by=Corrections([said("different", "Q3", "printed:stone|2010")]))[0][0] == "printed:stone|2010"
    assert keys(stone, by=Corrections([said("same", "Q1", "printed:stone|2010")])) == [("Q1", "decision")]


def test_an_alias_makes_a_title_known_and_what_is_excluded_leaves_the_other() -> None:
    assert keys({"title": "Pebble"}) == [("printed:pebble|2010", "printed")]
    assert keys({"title": "Pebble"}, by=Corrections([said("alias", "Q3", title="Pebble")])) == [("Q3", "title_year")]
    assert keys(GEM, by=Corrections([said("different", "Q1", "printed:gem|2010")])) == [("Q2", "title_year")]


def test_merged_films_are_one_everywhere() -> None:
    merged = Corrections([said("same", "Q1", "Q2"), said("same", "Q2", "tt99", line=3)])
    assert keys(GEM, {"title": "x", "qid": "Q2"}, {"title": "x", "imdb": "tt99"}, by=merged) == [
        ("Q1", "title_year"),
        ("Q1", "decision"),
        ("Q1", "decision"),
    ]
    scores = pd.DataFrame([{"qid": "Q2", "value": 1.0}])
    tables = with_keys({"films": FILMS, "links": LINKS, "scores": scores}, merged)
    assert tables["scores"]["film"].tolist() == ["Q1"]
    assert set(tables["films"]["film"]) == {"Q1", "Q3"}
    assert FILMS["qid"].tolist() == ["Q1", "Q2", "Q3"]
    assert scores["qid"].tolist() == ["Q2"]


def test_a_merged_film_is_known_by_all_its_titles() -> None:
    merged = Corrections([said("same", "Q3", "Q2")])
    assert keys({"title": "Rock"}, GEM, by=merged) == [("Q3", "title_year"), ("printed:gem|2010", "review")]


def test_a_film_shown_under_another_title_keeps_the_old_one() -> None:
    rows = with_keys({"films": FILMS}, Corrections([said("retitle", "Q3", title="The Stone")]))["films"]
    stone = rows[rows["qid"] == "Q3"].iloc[0]
    assert (stone["title"], stone["aliases"]) == ("The Stone", ["Rock", "Stone"])


def test_what_was_taken_back_counts_no_more() -> None:
    assert keys(GEM, by=Corrections([said("same", "Q2", "printed:gem|2010", undone="2011-02-15 A. Desk")])) == keys(GEM)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([said("same", "Q1", "tt9"), said("same", "Q2", "tt9", line=5)], "own.csv:5: .*contradicts own.csv:2"),
        ([said("same", "Q1", "Q2"), said("different", "Q1", "Q2", line=3)], "own.csv:3: .*contradicts own.csv:2"),
        (
            [said("same", "Q1", "Q2"), said("same", "Q2", "tt9", line=3), said("different", "Q1", "tt9", line=4)],
            "own.csv:4: .*contradicts own.csv:3",
        ),
        ([said("same", "Q1", "Q2"), said("same", "Q2", "Q1", line=3)], "own.csv:3: .*in a circle with own.csv:2"),
        (
            [said("same", "Q1", "Q2"), said("same", "Q2", "Q3", line=3), said("same", "Q3", "Q1", line=4)],
            "own.csv:4: .*in a circle with own.csv:",
        ),
        (
            [said("retitle", "Q1", title="A"), said("retitle", "Q1", title="B", line=9)],
            "own.csv:9: .*contradicts own.csv:2",
        ),
    ],
)
def test_contradictions_name_both_lines(rows: list[Correction], message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        Corrections(rows)
    assert "\n" not in str(error.value)


def test_a_contradiction_that_was_taken_back_is_none() -> None:
    Corrections([said("same", "Q1", "tt9", undone="2011-02-15"), said("same", "Q2", "tt9", line=5)])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"kind": "equal", "film": "Q1"}, "own.csv:2: kind: "),
        ({"kind": "same", "film": "Gem", "other": "Q1"}, "own.csv:2: film 'Gem' is not a key; `snubs review`"),
        ({"kind": "same", "film": "Q1", "other": ""}, "own.csv:2: '' is no key of another work; `snubs review`"),
        ({"kind": "same", "film": "Q1", "other": "Q1"}, "own.csv:2: Q1 is itself"),
        ({"kind": "alias", "film": "tt1", "title": "x"}, "own.csv:2: film 'tt1' is not a Wikidata id"),
        ({"kind": "alias", "film": "Q1"}, "own.csv:2: alias needs a title"),
        ({"kind": "alias", "film": "Q1", "title": "x" * 10_000}, "own.csv:2: title: "),
        ({"kind": "alias", "film": "Q1", "title": "a\x07b"}, "own.csv:2: title: has a control character"),
        ({"kind": "alias", "film": "Q1", "title": "x", "who": ""}, "own.csv:2: who: "),
        ({"kind": "alias", "film": "Q1", "title": "x", "why": ""}, "own.csv:2: why: "),
        ({"kind": "alias", "film": "Q1", "title": "x", "when": "yesterday"}, "own.csv:2: when: "),
    ],
)
def test_rows_that_cannot_be_read_name_the_line(tmp_path: Path, row: dict[str, str], message: str) -> None:
    with pytest.raises(InputError) as error:
        read_corrections(write(tmp_path, row))
    assert message in str(error.value)


def test_yaml_is_read_like_csv_and_names_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    signed = "  who: A. Desk\n  when: 2011-02-14\n  why: seen\n"
    path.write_text(f"# mine\n- kind: same\n  film: Q1\n  other: Q2\n{signed}- kind: alias\n  film: Q1\n{signed}")
    with pytest.raises(InputError, match=r"own\.yml:8: alias needs a title"):
        read_corrections(path)
    path.write_text(
        path.read_text().replace("- kind: alias\n  film: Q1", "- kind: alias\n  film: Q1\n  title: الجوهرة")
    )
    assert [row.title for row in read_corrections(path)] == ["", "الجوهرة"]


@pytest.mark.parametrize("text", ["kind,film,colour\n", "kind,film\nsame\n", "\x00", '"kind\n'])
def test_files_that_are_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "own.csv").write_text(text)
    with pytest.raises(InputError, match=r"own\.csv:\d"):
        read_corrections(tmp_path / "own.csv")


def test_no_file_is_no_decision_and_the_shipped_ones_agree(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "none.csv") == []
    assert Corrections(shipped()).rows is not None
    assert all(row.source for row in shipped())


KEYS = st.sampled_from(["Q1", "Q2", "Q3", "tt1", "tt2", "wp:A", "printed:a|2010"])


def _agreed(rows: list[Correction]) -> Corrections | str:
    try:
        return Corrections(rows)
    except InputError as error:
        return str(error)


@given(st.lists(st.tuples(st.sampled_from(["same", "different"]), KEYS, KEYS), max_size=8))
def test_decisions_that_stand_together_are_consistent(pairs: list[tuple[str, str, str]]) -> None:
    rows = [said(kind, film, other, line=n) for n, (kind, film, other) in enumerate(pairs, 2) if film != other]
    together = _agreed(rows)
    if isinstance(together, str):
        assert together.count("own.csv:") == 2
        return
    for row in rows:
        joined = together.key(row.film) == together.key(row.other)
        assert joined == (row.kind == "same")
        assert together.apart(row.other, row.film) == (row.kind == "different")
    for film in ("Q1", "Q2", "tt1", "wp:A"):
        assert together.key(together.key(film)) == together.key(film)


def test_matches_tell_the_step_the_reason_and_what_may_be_meant() -> None:
    works = pd.DataFrame([{"statement": "1", **LINKED}, {"statement": "2", **GEM}, {"statement": "3", "title": "Odd"}])
    lists = works[["statement"]].assign(body="oscars", category="picture", film_year=2010)
    table = matches(with_keys({"works": works, "nominations": lists, "films": FILMS, "links": LINKS}))
    rows = {row["title"] + row["film_wikipedia"]: row for row in table.to_dict("records")}
    assert rows["GemGem (film)"]["why"] == "linked to Gem (film)"
    assert rows["GemGem (film)"]["film_imdb"] == "tt1"
    assert rows["Odd"]["decision"] == "none"
    assert rows["Gem"]["step"] in ("same_season", "review")


def test_a_registry_s_article_title_is_shown_as_the_film_s_title() -> None:
    registry = FILMS.assign(title=["Gem (2010 film)", "Gem (silent film)", "(film)"])
    assert with_keys({"films": registry})["films"]["title"].tolist() == ["Gem", "Gem", "(film)"]
