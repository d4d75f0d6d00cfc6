"""`snubs import`: the whole file or nothing, again without change, corrected, taken back, read again."""

import json
from pathlib import Path
from typing import Any

import pytest

from postgresql import migrated_database
from tracker.domain.errors import Exit
from tracker.store import frames
from tracker.store.engine import reading

OSCARS = "ceremony,category,title,imdb,nominees\n"
ROWS = [
    "83,picture,Inception,tt1375666,\n",
    "83,lead_actress,Black Swan,tt0947798,Natalie Portman\n",
    "82,picture,Up,tt1049413,\n",
]


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, desk: Any) -> Any:
    """A desk on each database, where a test does not choose one."""
    if request.param == "sqlite":
        return desk
    return desk.set(offline=True, database_url=migrated_database(request.getfixturevalue("postgresql_server")))


def bring(desk: Any, text: str, *more: str, kind: str = "nominations", name: str = "mine") -> Any:
    file = desk.folder / f"{name}.csv"
    file.write_bytes(text.encode())
    return desk.snubs(
        "import", kind, str(file), "--as-of", "2011-02-01", "--tier", "2", "--name", name, "--json", *more
    )


def lists(desk: Any, *rows: str, more: tuple[str, ...] = ()) -> Any:
    return bring(desk, OSCARS + "".join(rows), "--body", "oscars", "--columns", "people=nominees", *more)


def frame(desk: Any, name: str) -> list[dict[str, Any]]:
    engine = desk.context().engine
    with reading(engine) as conn:
        rows: list[dict[str, Any]] = getattr(frames, name)(conn).to_dict("records")
    engine.dispose()
    return rows


def films(desk: Any) -> list[str]:
    return sorted(row["title"] for row in frame(desk, "works"))


def test_a_file_whose_bytes_are_gone_is_taken_in_again(place: Any) -> None:
    assert lists(place, *ROWS).code == Exit.DONE
    for file in (place.data / "pages").rglob("*.gz"):
        file.unlink()
    gone = place.snubs("reparse", "mine.oscars")
    assert (gone.code, "import its file again" in gone.err) == (Exit.SOURCE_FAILED, True)
    assert lists(place, *ROWS).json["sources"][0]["new"] == 0
    assert place.snubs("reparse", "mine.oscars").code == Exit.DONE


@pytest.mark.parametrize("body", ["", "the guild", "../x", "1st_guild", "g" * 80])
def test_a_row_of_no_body_is_a_bad_row_with_its_line(desk: Any, body: str) -> None:
    text = f"body,film_year,category,title\noscars,2010,picture,Inception\n{body},2010,picture,Alice\n"
    refused = bring(desk, text)
    assert (refused.code, "mine.csv: line 3: body " in refused.err) == (Exit.USAGE, True)
    assert bring(desk, text, "--skip-bad").code == Exit.DONE
    assert films(desk) == ["Inception"]


def test_a_file_is_taken_in_again_corrected_and_taken_back(place: Any) -> None:
    first = lists(place, *ROWS)
    assert (first.code, first.json["sources"][0]["new"]) == (Exit.DONE, 3)
    assert films(place) == ["Black Swan", "Inception", "Up"]
    ids = {row["statement"] for row in frame(place, "nominations")}
    assert {row["list_state"] for row in frame(place, "nominations")} == {"trial"}

    assert lists(place, *ROWS).json == {"import": "mine", "unchanged": True}

    changed = lists(place, ROWS[0], ROWS[1].replace("Natalie", "Nathalie"))
    assert (changed.json["sources"][0]["new"], changed.json["sources"][0]["retracted"]) == (1, 2)
    assert films(place) == ["Black Swan", "Inception"]

    assert lists(place, *ROWS).json["sources"][0]["new"] == 2
    assert {row["statement"] for row in frame(place, "nominations")} == ids

    outcome = place.snubs("import", "remove", "mine", "--json")
    assert (outcome.code, outcome.json["sources"][0]["retracted"]) == (Exit.DONE, 3)
    assert films(place) == []
    assert frame(place, "lists") == []
    assert place.snubs("import", "list", "--json").json == []
    assert place.snubs("import", "remove", "mine").code == Exit.USAGE


def test_scores_and_films_without_a_wikidata_id_are_taken_in_and_replaced(place: Any) -> None:
    text = "title,film_year,imdb,metascore,tomatometer\nA,2010,,70,\nB,2010,tt0000002,71,80\n"
    assert bring(place, text, kind="scores").json["sources"][0]["new"] == 3
    assert {(r["title"], r["measure"], r["value"], r["as_of"]) for r in frame(place, "scores")} == {
        ("A", "metascore", 70, "2011-02-01"),
        ("B", "metascore", 71, "2011-02-01"),
        ("B", "tomatometer", 80, "2011-02-01"),
    }
    again = bring(place, text.replace(",70,", ",69,"), kind="scores")
    assert (again.json["sources"][0]["new"], again.json["sources"][0]["retracted"]) == (1, 1)
    registry = "title,imdb,qid,year\nA,tt0000001,,2010\nB,tt0000002,Q5,2010\nC,tt0000003,,2009\n"
    assert bring(place, registry, kind="films", name="registry").json["sources"][0]["new"] == 3
    assert [row["title"] for row in frame(place, "films")] == ["A", "C", "B"]


def test_one_bad_row_and_nothing_is_imported_unless_it_may_be_left_out(desk: Any) -> None:
    bad = "83,best hat,Alice,tt1014759,\n"
    refused = lists(desk, *ROWS, bad)
    assert refused.code == Exit.USAGE
    assert "mine.csv: line 5: category 'best hat' is neither a slug" in refused.err
    assert "1 row cannot be read; nothing was imported" in refused.err
    assert films(desk) == []
    skipped = lists(desk, *ROWS, bad, more=("--skip-bad",))
    assert skipped.code == Exit.DONE
    assert [line.split(":")[1] for line in skipped.json["left_out"]] == [" line 5"]
    assert len(films(desk)) == 3


def test_only_a_complete_list_that_is_whole_closes(desk: Any) -> None:
    assert lists(desk, *ROWS, more=("--complete",)).code == Exit.DONE
    ceremonies = {row["ceremony"]: row for row in frame(desk, "lists")}
    assert {row["state"] for row in ceremonies.values()} == {"trial"}
    assert "director is not in the file" in ceremonies[83]["problems"][0]
    assert ceremonies[83]["covers"] == "2011-02-01"
    assert ceremonies[83]["as_of"] == frame(desk, "nominations")[0]["retrieved_at"] != "2011-02-01T00:00:00Z"


def test_an_unknown_body_closes_on_the_users_word_but_not_before_its_year(desk: Any) -> None:
    rows = "body,ceremony_year,category,title,result\nguild_of_x,2011,picture,A,won\nguild_of_x,2012,picture,B,won\n"
    assert bring(desk, rows, "--complete").code == Exit.DONE
    assert {row["ceremony"]: row["state"] for row in frame(desk, "lists")} == {2011: "fit", 2012: "trial"}


def test_reparse_reads_the_kept_bytes_again(desk: Any) -> None:
    assert lists(desk, *ROWS).code == Exit.DONE
    (desk.folder / "mine.csv").unlink()
    again = desk.snubs("reparse", "mine.oscars", "--json")
    assert (again.code, again.json[0]["new"], again.json[0]["retracted"]) == (Exit.DONE, 0, 0)
    assert films(desk) == ["Black Swan", "Inception", "Up"]


def test_sources_and_status_show_imports(desk: Any) -> None:
    lists(desk, *ROWS, more=("--licence", "BSD", "--title", "My list"))
    (line,) = [s for s in desk.snubs("sources", "--json").json if s["family"] == "import"]
    assert (line["name"], line["tier"], line["state"], line["licence"]) == ("mine.oscars", 2, "evidence", "BSD")
    assert line["title"] == "My list, as of 2011-02-01"
    assert desk.snubs("status", "--json").json["imports"][0]["source"] == "mine.oscars"


def test_wrong_names_files_and_kinds_are_one_clear_line(desk: Any, tmp_path: Path) -> None:
    assert "a source of the tracker's own is called so" in bring(desk, OSCARS, name="oscars").err
    gone = desk.snubs("import", "scores", str(tmp_path / "no.csv"), "--as-of", "2011-02-01", "--tier", "3")
    assert (gone.code, "No such file" in gone.err) == (Exit.USAGE, True)
    assert lists(desk, *ROWS).code == Exit.DONE
    other = bring(desk, "title,metascore\nA,70\n", kind="scores")
    assert "mine: is an import of nominations; choose another --name" in other.err
    assert "has no rows" in bring(desk, "title,metascore\n", kind="scores", name="empty").err


def test_the_columns_are_printed_and_documented(desk: Any) -> None:
    answer = desk.snubs("import", "columns", "--json").json
    text = (Path(__file__).resolve().parents[4] / "docs" / "importing.md").read_text(encoding="utf-8")
    for kind, entry in answer.items():
        section = text.partition(f"## `{kind.replace('_', '-')}`")[2].partition("\n## ")[0]
        for column, about in entry["columns"].items():
            assert f"| `{column}` | {'yes' if about['needed'] else ''} | " in section
    assert json.dumps(answer)
    assert desk.snubs("import", "columns", "hats").code == Exit.USAGE


SAME = (
    *("body", "ceremony", "ceremony_year", "film_year", "category", "category_as_printed", "film", "film_wikipedia"),
    *("film_qid", "film_imdb", "nominees", "detail", "result", "official", "source_url"),
)
"""What a row of nominations.csv says, without when it was read."""


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_the_exports_own_nominations_come_in_as_they_are_and_give_the_same_rows(
    short_week: Any, place: Any, tools: Any
) -> None:
    file = str(short_week.folder / "csv" / "nominations.csv")
    ran = place.snubs("import", "nominations", file, "--as-of", "2011-02-01", "--tier", "2", "--json")
    assert (ran.code, ran.err) == (Exit.DONE, "")
    assert ran.json["left_out"] == []
    was, now = tools.tables(short_week.folder)["nominations"], place.exported()["nominations"]
    rows = [sorted(tuple(row[name] for name in SAME) for row in table) for table in (was, now)]
    assert rows[0] == rows[1]


REGISTRY = "title,imdb,qid,year\nThe Long Winter,tt0000001,Q1,2010\nA Short Summer,tt0000002,Q2,2010\n"


@pytest.mark.parametrize(
    ("place", "kind", "text"),
    [
        ("sqlite", "scores", "title,film_year,metascore\nThe Long Winter,2010,70\nNobody’s Film,2010,50\n"),
        ("postgresql", "releases",
         "title,film_year,date\nThe Long Winter,2010,2010-05-01\nNobody’s Film,2010,2010-05-02\n"),
        ("sqlite", "top-tens", "title,film_year,lists,of\nThe Long Winter,2010,3,9\nNobody’s Film,2010,2,9\n"),
        ("postgresql", "eligibility", "body,film_year,title,status\noscars,2010,The Long Winter,eligible\n"
         "oscars,2010,Nobody’s Film,eligible\n"),
        ("sqlite", "credits",
         "title,film_year,craft,people\nThe Long Winter,2010,cast,Ann Lee\nNobody’s Film,2010,cast,Bo Ek\n"),
    ],
    indirect=["place"],
)  # fmt: skip
def test_films_that_meet_none_are_counted_named_and_stand_in_the_review(place: Any, kind: str, text: str) -> None:
    assert bring(place, REGISTRY, kind="films", name="registry").code == Exit.DONE
    output = bring(place, text, kind=kind)
    assert (output.code, output.json["unmet"], output.json["taken"]) == (Exit.DONE, ["Nobody’s Film (2010)"], [])
    (case,) = place.snubs("review", "--json").json
    assert (case["title"], case["season"], case["lists"][0].partition(".")[0]) == ("Nobody’s Film", 2010, "mine")
    text = place.snubs("review").out
    assert "Films that meet none: 1" in text
    assert "Nobody’s Film" in text
    assert "--none" not in text, "there are no candidates to turn down"


def test_a_film_that_is_taken_for_another_by_its_title_is_named(desk: Any) -> None:
    assert bring(desk, REGISTRY, kind="films", name="registry").code == Exit.DONE
    text = "title,film_year,metascore\nThe Long Winter: A Tale,2010,70\n"
    output = bring(desk, text, kind="scores", name="scores")
    assert (output.json["unmet"], output.json["taken"]) == ([], ["The Long Winter: A Tale (2010) for The Long Winter"])
    file = desk.folder / "again.csv"
    file.write_text(text, encoding="utf-8")
    plain = desk.snubs("import", "scores", str(file), "--as-of", "2011-02-01", "--tier", "3")
    assert "1 of 1 films are taken for one with a similar title: The Long Winter: A Tale (2010) for" in plain.err


def test_a_film_without_a_year_is_not_said_to_be_unknown(desk: Any) -> None:
    assert bring(desk, REGISTRY, kind="films", name="registry").code == Exit.DONE
    file = desk.folder / "days.csv"
    file.write_text("title,date\nThe Long Winter,2010-05-01\nNobody’s Film,2010-05-01\n", encoding="utf-8")
    lines = desk.snubs("import", "releases", str(file), "--as-of", "2011-02-01", "--tier", "3").err.splitlines()
    assert [line.partition(": ")[2].partition("; ")[0] for line in lines] == ["The Long Winter", "Nobody’s Film"]
    assert "an id or a film_year settles it, or the title as lists print it" in lines[0]
    assert "meet none that a list or the registry knows" in lines[1]


def test_a_figure_under_a_misspelt_title_waits_for_a_person(desk: Any) -> None:
    assert bring(desk, REGISTRY, kind="films", name="registry").code == Exit.DONE
    output = bring(desk, "title,film_year,metascore\nThe Lonng Winter,2010,70\n", kind="scores", name="scores")
    assert (output.json["unmet"], output.json["unsure"], output.json["taken"]) == ([], ["The Lonng Winter (2010)"], [])
    assert "The Lonng Winter" in desk.snubs("review").out
    [case] = desk.snubs("review", "--json").json
    decided = desk.snubs("review", "decide", case["key"], "--none", "--who", "A", "--why", "seen", "--yes")
    assert (decided.code, desk.snubs("review", "--json").json[0]["candidates"]) == (Exit.DONE, []), decided.err
    again = desk.snubs("review", "decide", case["key"], "--none", "--who", "A", "--why", "seen", "--yes")
    assert (again.code, "has no candidates to turn down" in again.err) == (Exit.USAGE, True)


def test_a_decision_gives_a_film_that_met_none_its_place(desk: Any) -> None:
    assert bring(desk, REGISTRY, kind="films", name="registry").code == Exit.DONE
    assert bring(desk, "title,film_year,metascore\nNobody’s Film,2010,50\n", kind="scores").code == Exit.DONE
    (case,) = desk.snubs("review", "--json").json
    decided = desk.snubs(
        "review", "decide", case["key"], "--is", "Q2", "--who", "me", "--why", "its old title", "--yes"
    )
    assert decided.code == Exit.DONE, decided.err
    assert desk.snubs("review", "--json").json == []


def test_a_film_that_only_a_list_names_is_met(desk: Any) -> None:
    assert lists(desk, "83,picture,Listed Alone,,\n", "83,picture,Up,tt1049413,\n").code == Exit.DONE
    text = "title,film_year,imdb,metascore\nListed Alone,2010,,50\nUp,2010,,60\nX,2010,tt1049413,70\n"
    assert bring(desk, text, kind="scores", name="scores").json["unmet"] == []


CLOSED = "body,ceremony_year,category,title,imdb,people,result\n" + "".join(
    f"guild_of_x,2011,{row}\n"
    for row in (
        "picture,The Long Winter,tt0000001,,won",
        "picture,A Short Summer,tt0000002,,nominated",
        "lead_actress,The Long Winter,tt0000001,Ann Lee,won",
    )
)


def contradicted(desk: Any, rows: str) -> Any:
    """What the import of more rows says beside a closed list and a registry."""
    registry = "title,imdb,qid,year,link\nThe Long Winter,tt0000001,Q1,2010,The Long Winter (film)\n"
    registry += "A Short Summer,tt0000002,Q2,2010,A Short Summer\nAutumn Light,tt0000003,Q3,2010,Autumn Light\n"
    assert bring(desk, registry, kind="films", name="registry").code == Exit.DONE
    assert bring(desk, CLOSED, "--complete", name="whole").code == Exit.DONE
    head = "body,ceremony_year,category,title,link,imdb,people\n"
    ran = bring(desk, head + rows, name="more")
    assert ran.code == Exit.DONE, ran.err
    return ran.json["doubts"]


@pytest.mark.parametrize(
    ("row", "what", "words"),
    [
        ("picture,Autumn Light,,tt0000003,", "not on the list that is at hand", "Autumn Light, Best Picture (line 2)"),
        ("lead_actress,The Long Winter,,tt0000001,Bo Ek", "not on the list that is at hand",
         "The Long Winter, Lead Actress (Bo Ek) (line 2)"),
        ("picture,A Short Summer,The Long Winter (film),tt0000002,", "an id and a link of two films",
         "A Short Summer: tt0000002 is A Short Summer, The Long Winter (film) is The Long Winter (line 2)"),
        ("picture,,,tt9999999,", "an id that nothing at hand knows", "tt9999999, Best Picture (line 2)"),
    ],
)  # fmt: skip
def test_a_row_that_contradicts_what_is_at_hand_is_named_with_what_to_do(
    desk: Any, row: str, what: str, words: str
) -> None:
    assert contradicted(desk, f"guild_of_x,2011,{row}\n") == {what: [words]}
    (doubt,) = desk.snubs("review", "rows", "--json").json
    assert (doubt["source"], doubt["line"], doubt["what"]) == ("more.guild_of_x", 2, what)
    assert doubt["remedy"]
    text = desk.snubs("review").out
    assert "One row of your files" in text
    assert "nothing to review" not in text


def test_a_row_that_says_what_the_list_says_needs_no_look(desk: Any) -> None:
    assert contradicted(desk, "guild_of_x,2011,lead_actress,The Long Winter,,tt0000001,Ann Lee\n") == {}
    assert desk.snubs("review", "rows", "--json").json == []


def test_an_id_of_another_film_is_named_and_joins_nothing(desk: Any) -> None:
    registry = "title,imdb,qid,year,directors\nThe Long Winter,tt0000001,Q1,2010,Ann Lee\n"
    assert bring(desk, registry, kind="films", name="registry").code == Exit.DONE
    head = "body,ceremony_year,category,title,imdb,people\n"
    rows = "oscars,2012,director,Quick Fox,tt0000001,Di Poe\noscars,2012,picture,Quick Fox,,\n"
    words = "Quick Fox: tt0000001 is The Long Winter (2010)"
    assert bring(desk, head + rows).json["doubts"] == {"an id of another film": [f"{words} (line 2)"]}
    (doubt,) = desk.snubs("review", "rows", "--json").json
    assert (doubt["line"], doubt["row"], doubt["what"]) == (2, words, "an id of another film")
    assert "snubs review alias Q1 'Quick Fox' --who YOU --why \"...\"" in doubt["remedy"]
    options = ("--who", "me", "--why", "its title at home", "--yes")
    assert desk.snubs("review", "alias", "Q1", "Quick Fox", *options).code == Exit.DONE
    assert desk.snubs("review", "rows", "--json").json == []


@pytest.mark.parametrize("ids", ["tt0000001,", ",Q1"])
def test_a_wrong_id_of_a_film_a_year_away_takes_no_nomination_of_the_film_that_a_row_names(desk: Any, ids: str) -> None:
    registry = "title,imdb,qid,year\nThe Long Winter,tt0000001,Q1,2010\nQuick Fox,tt0000002,Q2,2011\n"
    assert bring(desk, registry, kind="films", name="registry").code == Exit.DONE
    rows = f"body,ceremony_year,category,title,imdb,qid\noscars,2012,picture,Quick Fox,{ids}\n"
    words = f"Quick Fox: {ids.strip(',')} is The Long Winter (2010)"
    assert bring(desk, rows).json["doubts"] == {"an id of another film": [f"{words} (line 2)"]}
    (doubt,) = desk.snubs("review", "rows", "--json").json
    assert (doubt["line"], doubt["row"]) == (2, words)
    (match,) = desk.snubs("film", "Quick Fox", "--json").json["matches"]
    assert match["film_key"] == "Q2"


@pytest.mark.parametrize(
    ("people", "what", "words"),
    [
        ("Ann Lee", "another id for a film that has one",
         "The Long Winter: tt0000009, but The Long Winter: tt0000001 (line 2)"),
        ("", "an id that does not tell films of one title apart",
         "The Long Winter: tt0000009, beside The Long Winter: tt0000001 (line 2)"),
        ("Cy Orr", None, ""),
    ],
)  # fmt: skip
def test_a_wrong_id_of_a_film_of_the_title_never_makes_that_film_absent(
    desk: Any, people: str, what: str | None, words: str
) -> None:
    registry = "title,imdb,qid,year,directors\nThe Long Winter,tt0000001,Q1,2010,Ann Lee\n"
    assert bring(desk, registry, kind="films", name="registry").code == Exit.DONE
    head = "body,ceremony_year,category,title,imdb,people\n"
    ran = bring(desk, f"{head}oscars,2011,director,The Long Winter,tt0000009,{people}\n")
    assert ran.json["doubts"] == ({what: [words]} if what else {})
    doubts = desk.snubs("review", "rows", "--json").json
    assert [(one["what"], one["line"]) for one in doubts] == ([(what, 2)] if what else [])
    if doubts:
        options = ("--is", "Q1", "--who", "me", "--why", "a slip", "--yes")
        assert desk.snubs("review", "decide", "tt0000009", *options).code == Exit.DONE
        assert desk.snubs("review", "rows", "--json").json == []


def test_a_second_id_for_a_link_is_named_until_somebody_says_that_both_are_one_film(desk: Any) -> None:
    assert contradicted(desk, "guild_of_x,2011,picture,The Long Winter,,tt0000001,\n") == {}
    text = "title,imdb,year,link\nThe Long Winter,tt0000009,2010,The Long Winter (film)\nOther,tt0000008,2010,\n"
    words = "The Long Winter: tt0000009, but The Long Winter (film) is tt0000001"
    output = bring(desk, text, kind="films", name="again")
    assert output.json["doubts"] == {"another id for a film that has one": [words]}
    assert 'tt0000009 --is Q1 --who YOU --why "..."' in desk.snubs("review", "rows", "--json").json[0]["remedy"]
    decision = ("tt0000009", "--is", "Q1", "--who", "me", "--why", "one film")
    assert desk.snubs("review", "decide", *decision, "--yes").code == Exit.DONE
    assert desk.snubs("review", "rows", "--json").json == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("883,picture,Inception,tt1375666,\n", "ceremony 883 of oscars would be of 2811, and there is none"),
        ("0,picture,Inception,tt1375666,\n", "ceremony 0 of oscars would be of 1928, and there is none"),
        ("120,picture,Inception,tt1375666,\n", "ceremony 120 of oscars is of 2048, the file as of 2011-02-01"),
    ],
)
def test_a_ceremony_that_cannot_be_is_a_bad_row(desk: Any, row: str, message: str) -> None:
    ran = lists(desk, row)
    assert ran.code == Exit.USAGE
    assert message in ran.err
    assert frame(desk, "nominations") == []


@pytest.mark.parametrize(
    ("body", "row", "message"),
    [
        ("dga", "3,1951,", ""),
        ("dga", "3,,1950", ""),
        ("nyfcc", ",,1950", ""),
        ("dga", "3,,", "the earliest ceremony of dga at hand is the 52nd (2000); say the year of ceremony 3 too"),
        ("dga", "3,1950,", "ceremony_year is 1950, but of ceremony 3 of dga it is 1951; the earliest ceremony of dga "
         "at hand is the 52nd (2000), and the years before are counted back"),
        ("dga", ",1951,", "ceremony_year 1951: the earliest ceremony of dga at hand is the 52nd (2000); "
         "say the number of this one"),
    ],
)  # fmt: skip
def test_a_record_of_a_ceremony_before_the_first_at_hand_is_taken_in_if_its_own_year_agrees(
    desk: Any, body: str, row: str, message: str
) -> None:
    text = f"body,ceremony,ceremony_year,film_year,category,title\n{body},{row},picture,The Long Winter\n"
    ran = bring(desk, text)
    assert (ran.code, message in ran.err) == (Exit.USAGE if message else Exit.DONE, True)
    assert len(frame(desk, "nominations")) == (0 if message else 1)


def test_names_in_one_cell_that_cannot_be_told_apart_are_named(desk: Any) -> None:
    head = "body,ceremony_year,category,title,people\n"
    ran = bring(desk, f'{head}guild_of_x,2011,screenplay,The Long Winter,"The Long Night, Ann Lee"\n')
    words = "The Long Night, Ann Lee, Screenplay"
    assert ran.json["doubts"] == {"several names in one, which cannot be told apart": [f"{words} (line 2)"]}


def test_a_record_that_bars_what_the_list_nominates_is_named(place: Any) -> None:
    assert lists(place, *ROWS).code == Exit.DONE
    text = "body,ceremony,category,title,imdb,status\noscars,83,,Inception,tt1375666,ineligible\n"
    text += "oscars,83,,Alice,tt1014759,ineligible\noscars,83,sound,Black Swan,tt0947798,ineligible\n"
    doubts = bring(place, text, kind="eligibility", name="barred").json["doubts"]
    assert doubts["bars a film that the list at hand nominates"] == ["Inception, ineligible at oscars"]
    [row] = [one for one in place.snubs("review", "rows", "--json").json if one["source"] == "barred.oscars"]
    assert row["remedy"].endswith("until then it bars nothing")


def test_a_body_that_is_like_a_known_one_is_named_and_closes_nothing(desk: Any) -> None:
    ran = bring(desk, "body,ceremony,category,result,title\noscarz,83,picture,won,The King's Speech\n")
    (source,) = ran.json["sources"]
    assert source["lists"] == {"trial": 1}
    assert source["problems"] == [
        "no body 'oscarz' is known: its rows stand under that name, as lists of a body of its own; "
        "if 'oscars' is meant, mend the column body and import again"
    ]


@pytest.mark.parametrize(
    ("body", "ends"),
    [
        ("osacrs", "; if 'oscars' is meant, mend the column body and import again"),
        ("guild_of_x", "; `snubs sources` lists those that are"),
    ],
)
def test_a_body_that_nobody_knows_is_named_whatever_it_is_like(desk: Any, body: str, ends: str) -> None:
    rows = f"body,ceremony_year,category,result,title\n{body},2011,picture,won,The King's Speech\n"
    (problem,) = bring(desk, rows).json["sources"][0]["problems"]
    words = "is known: its rows stand under that name, as lists of a body of its own"
    films = "; its ceremony of 2011 is taken for films of that year: a film_year says otherwise"
    assert problem == f"no body '{body}' {words}{films}{ends}"
    rows = f"body,ceremony_year,film_year,category,result,title\n{body},2011,2010,picture,won,The King's Speech\n"
    assert bring(desk, rows).json["sources"][0]["problems"] == [f"no body '{body}' {words}{ends}"]


def test_another_name_of_a_body_is_that_body(desk: Any) -> None:
    bring(desk, "body,ceremony,category,result,title\nace,61,film_editing,won,The Social Network\n")
    assert [row["body"] for row in frame(desk, "nominations")] == ["ace_eddie"]
