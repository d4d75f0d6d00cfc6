"""A user's own file: any header, years for ceremonies, bad rows named, titles that stay text."""

import codecs
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.steps.importing.definition import define, pairs, source_of
from spiders.families.supplied.ceremonies import rule_of
from spiders.families.supplied.judge import judge
from spiders.families.supplied.read import read
from spiders.families.supplied.sheet import garbled, kinds
from spiders.family import Intake
from tracker.domain.ceremonies import CeremonyRule
from tracker.domain.errors import ConfigError
from tracker.domain.facts.records import (
    EligibilityRecord,
    FilmRecord,
    NominationRecord,
    Origin,
    PageRecord,
    Record,
    ReleaseRecord,
    ScoreRecord,
    TopTenRecord,
)
from tracker.domain.facts.tables import tables
from tracker.domain.lists.problems import Problem, Severity
from tracker.export.csvfiles import write_table

TODAY = date(2026, 5, 1)
PAGE = PageRecord(
    id="f", source="f", title="f.csv", url="f.csv", retrieved_at="2026-05-01T00:00:00Z", origin=Origin.SUPPLIED
)


def reading(kind: str, body: bytes | str, award: str | None = None, **said: Any) -> tuple[list[Any], list[Problem]]:
    """The records and problems of a file."""
    given_ = {"title": "f.csv", "publisher": "p", "licence": "l", "tier": 2, "as_of": date(2026, 4, 1)} | said
    source = source_of("f", define(kind, given_, TODAY), award, "f.csv")
    return read(source, PAGE, body.encode() if isinstance(body, str) else body)


def messages(found: tuple[list[Record], list[Problem]]) -> list[str]:
    return [problem.message for problem in found[1]]


def test_a_mapped_header_in_any_order_with_columns_left_aside() -> None:
    body = "year;who;movie;nominees\r\n2011;someone;Black Swan;Natalie Portman\r\n"
    columns = {"title": "movie", "people": "nominees", "ceremony_year": "year"}
    (record,), problems = reading(
        "nominations", body, "oscars", columns=columns, values={"body": "oscars", "category": "lead_actress"}
    )
    assert problems == []
    assert isinstance(record, NominationRecord)
    assert (record.ceremony, record.category, record.category_as_printed) == (83, "lead_actress", "Lead Actress")
    assert (record.works[0].title, record.people[0].name, record.line) == ("Black Swan", "Natalie Portman", 2)


@pytest.mark.parametrize(("column", "value"), [("ceremony", "83"), ("ceremony_year", "2011"), ("film_year", "2010")])
def test_a_ceremony_is_named_by_its_number_or_by_either_year(column: str, value: str) -> None:
    body = f"body,category,title,{column}\noscars,picture,Inception,{value}\n"
    (record,), problems = reading("nominations", body, "oscars")
    assert (record.ceremony, problems) == (83, [])


def test_years_that_contradict_the_bodys_count_are_a_bad_row() -> None:
    body = "body,category,title,ceremony,film_year\noscars,picture,Inception,83,2011\n"
    assert messages(reading("nominations", body, "oscars")) == [
        "f.csv: line 2: film_year is 2011, but of ceremony 83 of oscars it is 2010"
    ]


def test_rows_left_out_that_belong_to_no_list_are_one_problem_of_each_list_of_the_file() -> None:
    bad = "".join(f"oscars,{number},picture,A\n" for number in range(880, 889))
    body = f"body,ceremony,category,title\n{bad}oscars,83,x,B\noscars,83,picture,Inception\noscars,82,picture,Up\n"
    said = {"title": "f.csv", "publisher": "p", "licence": "l", "tier": 2, "as_of": date(2026, 4, 1), "skip_bad": True}
    source = source_of("f", define("nominations", said, TODAY), "oscars", "f.csv")
    records, problems = read(source, PAGE, body.encode())
    fitness = judge(Intake(source, [PAGE], records, problems), TODAY)
    left_out = (
        "f.csv: 9 rows cannot be read and are of no list; the first: line 2: ceremony 880 of oscars would be of 2808"
    )
    assert {number: [p.message[: len(left_out)] for p in of_list] for number, (_, of_list) in fitness.items()} == {
        83: [
            "f.csv: line 11: category 'x' is neither a slug nor a name that oscars is known to use"[: len(left_out)],
            left_out,
        ],
        82: [left_out],
    }


@pytest.mark.parametrize(
    ("category", "cell", "people", "detail"),
    [
        ("screenplay", "Ann Lee, Bo Ray", ["Ann Lee", "Bo Ray"], None),
        ("screenplay", "Ann Lee, Bo Ray and Cy Orr", ["Ann Lee", "Bo Ray", "Cy Orr"], None),
        ("director", "Ann Lee & Bo Ray", ["Ann Lee", "Bo Ray"], None),
        ("original_score", "Ann Lee, Cuba Orr, Jr.", ["Ann Lee", "Cuba Orr, Jr."], None),
        ("original_score", "Derek and the Dominos", ["Derek and the Dominos"], None),
        ("original_score", "The Long Night, Ann Lee", ["The Long Night, Ann Lee"], None),
        ("original_score", "Ann Lee, Acme Pictures Inc.", ["Ann Lee, Acme Pictures Inc."], None),
        ("lead_actor", "Cuba Orr, Jr.", ["Cuba Orr, Jr."], None),
        ("picture", "Lion King, The", ["Lion King, The"], None),
        ("original_song", '"Hold Me, Kiss Me", Ann Lee, Enya', ["Ann Lee", "Enya"], "Hold Me, Kiss Me"),
        ("original_song", '"May It Be", Enya', ["Enya"], "May It Be"),
        ("original_song", '"Deep", Bo Ek, Cy Ek, The Eks', ["Bo Ek", "Cy Ek", "The Eks"], "Deep"),
    ],
)  # fmt: skip
def test_names_in_one_cell_stand_apart_where_each_can_only_be_a_name(
    category: str, cell: str, people: list[str], detail: str | None
) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    body = f"body,ceremony,category,title,people\noscars,83,{category},Inception,{quoted}\n"
    (record,), problems = reading("nominations", body, "oscars")
    assert ([person.name for person in record.people], record.detail, problems) == (people, detail, [])


SONGS = ["Lean Days, Ann Lee, Bo Ray", "Stay (Faraway, So Close!), U2", '"""Sun"", Cy Orr"', '"""Moon"", Di Fox"']


@pytest.mark.parametrize(
    ("rows", "people"),
    [
        (SONGS, [["Ann Lee", "Bo Ray"], ["U2"], ["Cy Orr"], ["Di Fox"]]),
        ([*SONGS, "Eve Roe"], [["Lean Days", "Ann Lee", "Bo Ray"], None, ["Cy Orr"], ["Di Fox"], ["Eve Roe"]]),
    ],
)
def test_a_file_that_puts_the_song_first_does_so_without_quotation_marks_too(
    rows: list[str], people: list[list[str] | None]
) -> None:
    cells = [row if row.startswith('"') else f'"{row}"' for row in rows]
    body = "body,ceremony,category,title,people\n" + "".join(f"oscars,83,original_song,Up,{c}\n" for c in cells)
    records, _ = reading("nominations", body, "oscars")
    for record, names in zip(records, people, strict=True):
        assert names is None or [person.name for person in record.people] == names


def test_only_the_rows_of_the_sources_body_are_read() -> None:
    body = "body,ceremony,category,title\noscars,83,picture,Inception\nbaftas,64,picture,Inception\nbaftas,64,x,Y\n"
    (record,), problems = reading("nominations", body, "oscars")
    assert (record.body, problems) == ("oscars", [])


def test_the_printed_name_of_a_known_body_gives_the_category() -> None:
    body = "body,ceremony,category,title\noscars,83,Best Picture,Inception\noscars,83,Best Poster,Inception\n"
    records, (problem,) = reading("nominations", body, "oscars")
    assert [r.category for r in records] == ["picture"]
    assert "line 3: category 'Best Poster' is neither a slug nor a name that oscars is known to use" in problem.message


def test_several_works_and_works_known_by_their_id_alone() -> None:
    body = "body,ceremony,category,title,imdb,official\noscars,1,lead_actor,A|B,tt0019217|tt0018253,false\n"
    body += "oscars,1,lead_actor,,tt0019071,true\noscars,2,lead_actor,One|Two,tt0019071,\n"
    body += "oscars,3,lead_actor,A|B|C,tt0019217|tt0018253,\n"
    records, (problem,) = reading("nominations", body, "oscars")
    assert [[(w.title, w.imdb) for w in r.works] for r in records][:2] == [
        [("A", "tt0019217"), ("B", "tt0018253")],
        [("tt0019071", "tt0019071")],
    ]
    assert [r.official for r in records] == [False, True, True]
    assert [work.title for work in records[2].works] == ["One|Two"]
    assert problem.message == "f.csv: line 5: title and ids have different numbers of works between |"


def test_a_prize_without_an_official_nomination_is_official_unless_it_was_taken_back() -> None:
    body = "body,ceremony,category,title,result,official,note\noscars,2,picture,A,won,false,\n"
    body += "oscars,2,picture,B,nominated,false,\noscars,8,picture,C,won,false,THIS IS NOT AN OFFICIAL NOMINATION.\n"
    body += "oscars,41,picture,D,won,false,Declared not eligible\n"
    records, _ = reading("nominations", body, "oscars")
    assert [record.official for record in records] == [True, False, True, False]


def test_a_longlists_star_may_be_said_in_words() -> None:
    body = "body,ceremony,category,title,people,result,detail,starred\n"
    body += "baftas,64,lead_actress,A,Ann,longlisted,starred: among the five with most support,\n"
    body += (
        "baftas,64,lead_actress,B,Bea,longlisted,starred: among the five,no\nbaftas,64,lead_actress,C,Cy,longlisted,,\n"
    )
    records, _ = reading("nominations", body, "baftas")
    assert [record.starred for record in records] == [True, False, False]


def test_what_an_award_is_its_body_says_and_not_the_file() -> None:
    body = "body,ceremony,category,category_as_printed,title\n"
    body += "spirit_awards,38,debut,independent spirit award: best first screenplay,A\n"
    body += "spirit_awards,38,lead_actor,Best Lead Performance,B\nspirit_awards,38,debut,Something New,C\n"
    records, _ = reading("nominations", body, "spirit_awards")
    assert [record.category for record in records] == ["screenplay", "lead_performance", "debut"]


TITLES = ["None", "NA", "null", "1917", "8½", "'71", "-30-", "+1", "@Zola", "10/31", "=1+1", '=HYPERLINK("x")', "2:22"]


@pytest.mark.parametrize("title", TITLES)
def test_titles_that_look_like_something_else_stay_text(title: str) -> None:
    quoted = title.replace('"', '""')
    (film,), problems = reading("films", f'title,imdb,year\r\n"{quoted}",tt8579674,2019\r\n')
    assert isinstance(film, FilmRecord)
    assert (film.title, film.qid, film.imdb, film.year, problems) == (title, None, "tt8579674", 2019, [])


def test_a_spreadsheets_apostrophe_is_taken_away_only_on_request() -> None:
    body = "title,imdb\n''71,tt2614684\n"
    assert reading("films", body, guarded=True)[0][0].title == "'71"
    assert reading("films", body)[0][0].title == "''71"


BAD = [
    ("scores", "title,metascore\nA,101\n", "line 2: metascore must be a number from 0 to 100, not '101'"),
    ("scores", "title,metascore\nA,\n", "line 2: no figure"),
    ("scores", "title,metascore,as_of\nA,70,3/4/2011\n", "line 2: as_of must be a day"),
    ("scores", "title,metascore\nA,=70\n", "line 2: metascore must be a number"),
    ("scores", "title,metascore\n,70\n", "line 2: title is blank"),
    ("releases", "title,date\nA,2011-02-30\n", "line 2: date must be a day, a month or a year of the calendar"),
    ("releases", "title,date\nA,11.2.2011\n", "line 2: date must look like"),
    ("credits", "qid,craft,people\nQ1,cast,\n", "line 2: neither craft nor people may be blank"),
    ("credits", "qid,craft,people\nQ1,Best Boy,A B\n", "line 2: craft must look like"),
    ("films", "title,qid\nA,\n", "line 2: neither imdb nor qid"),
    ("scores", "title,metascore\nLes MisÃ©rables,70\n", "line 2: title 'Les MisÃ©rables' is garbled, probably"),
    ("scores", "title,metascore\nAmÃ©lie,70\n", "line 2: title 'AmÃ©lie' is garbled, probably 'Amélie'"),
    ("scores", "title,metascore\nItâ€™s Kind,70\n", "line 2: title 'Itâ€™s Kind' is garbled, probably 'It’s Kind'"),
    ("scores", "title,metascore\nAm√©lie,70\n", "line 2: title 'Am√©lie' is garbled, probably 'Amélie'"),
    ("scores", "title,metascore\nÐ•Ð»ÐµÐ½Ð°,70\n", "line 2: title 'Ð•Ð»ÐµÐ½Ð°' is garbled, probably 'Елена'"),
    ("scores", "title,metascore\nAm\ufffdlie,70\n", "line 2: title 'Am\ufffdlie' is garbled, probably 'Am?lie'"),
    ("films", "title,imdb\nA,1334260\n", "line 2: imdb must look like tt0123456"),
    ("films", "title,imdb,work_kind\nA,tt1334260,book\n", "line 2: work_kind must be one of"),
    ("top_tens", "film_year,title,lists,of\n2010,A,7,6\n", "line 2: lists must be at most of"),
    ("top_tens", "film_year,title,critic,rank\n2010,A,X,first\n", "line 2: rank must be a whole number"),
    ("eligibility", "body,ceremony,status,title\noscars,83,banned,A\n", "line 2: status must be one of"),
    ("eligibility", "body,status,title\noscars,eligible,A\n", "line 2: say ceremony, ceremony_year or film_year"),
    ("scores", "title,metascore\nA,70\nA,70\n", "line 3: the same as line 2"),
    ("scores", "title,metascore,as_of\nA,70,2031-01-01\n", "line 2: as_of 2031-01-01 lies in the future"),
    ("credits", "qid,craft,people\nQ1,cast,Ann Bell;Winner\n", "line 2: people names 'Winner', which is nobody's name"),
    ("credits", "qid,craft,people\nQ1,cast,TBA\n", "line 2: people names 'TBA'"),
    ("credits", "qid,craft,people\nQ1,cast,United States\n", "line 2: people names 'United States'"),
    ("credits", "qid,craft,people\nQ1,cast,n/a\n", "line 2: people names 'n/a'"),
    (
        "eligibility",
        "body,ceremony,status,title,people\noscars,83,eligible,A,Nominee\n",
        "line 2: people names 'Nominee'",
    ),
    ("scores", "title,metascore\nA,70,1\n", "line 2: 3 cells where the header has 2"),
    ("scores", 'title,metascore\n"A\nB",70\n', "line 2: title holds a line break"),
    ("scores", f"title,metascore\n{'x' * 3000},70\n", "line 2: title: String should have at most 2000 characters"),
]


@pytest.mark.parametrize(("kind", "body", "says"), BAD)
def test_a_bad_row_is_named_with_its_line(kind: str, body: str, says: str) -> None:
    (message,) = messages(reading(kind, body, "oscars" if kind == "eligibility" else None))
    assert f"f.csv: {says}" in message


def test_a_country_is_named_where_a_category_s_lists_name_countries() -> None:
    row = "body,ceremony,category,title,people\noscars,83,{},A,Denmark\n"
    assert messages(reading("nominations", row.format("international_feature"), "oscars")) == []
    (message,) = messages(reading("nominations", row.format("director"), "oscars"))
    assert "people names 'Denmark', which is nobody's name" in message


@pytest.mark.parametrize(
    "body",
    [
        "title,metascore\nA,70\nA,71\n",
        "title,imdb,metascore\nA,tt0000001,70\nThe A,tt0000001,71\n",
        "title,metascore,reviews,as_of\nA,70,5,2011-01-01\nA,71,6,2011-01-01\n",
    ],
)
def test_two_scores_of_one_film_and_day_that_differ_are_both_left_out(body: str) -> None:
    records, problems = reading("scores", body + "B,tt0000002,50\n" * ("imdb" in body))
    assert [problem.line for problem in problems] == [2, 3]
    assert "for the same film and day" in problems[0].message
    assert [record.title for record in records] == ["B"] * ("imdb" in body)


def test_scores_of_two_days_may_differ() -> None:
    records, problems = reading("scores", "title,metascore,as_of\nA,70,2011-01-01\nA,71,2011-02-01\n")
    assert (len(records), problems) == (2, [])


HEADERS = [
    (
        "scores",
        "Date,Name,Year,Letterboxd URI,Rating\n2011-02-01,A,2010,https://boxd.it/1,4\n2011-02-01,B,2010,x,5\n",
        "no column is title (nor imdb, qid, link); the file has Date, Name, Year, Letterboxd URI, Rating: "
        "say --columns title=Name",
    ),
    (
        "scores",
        "title,score\nA,70\n",
        "no column is metascore (nor tomatometer, rt_average); the file has title, score: "
        "say --columns metascore=score",
    ),
    (
        "scores",
        "Movie,Metascore\nA,70\n",
        "no column is title (nor imdb, qid, link); the file has Movie, Metascore: say --columns title=Movie",
    ),
    (
        "scores",
        "Never Let Me Go,2010,69\nA,2010,70\n",
        "no column is title (nor imdb, qid, link); the file has Never Let Me Go, 2010, 69: say --columns title=THEIRS",
    ),
    (
        "releases",
        "Movie,Released\nA,2011-02-11\n",
        "no column is date; the file has Movie, Released: say --columns date=Released",
    ),
    ("films", "title\nA\n", "no column is imdb (nor qid); the file has title: say --columns imdb=THEIRS"),
    (
        "top_tens",
        "Film,Points\nA,3\n",
        "no column is film_year; the file has Film, Points: say --columns "
        "film_year=THEIRS, or for every row --set film_year=VALUE",
    ),
    (
        "eligibility",
        "title\nA\n",
        "no column is body; the file has title: say --columns body=THEIRS, or for every row --set body=VALUE",
    ),
    (
        "nominations",
        "Award,Category\noscars,picture\n",
        "no column is body; the file has Award, Category: say --columns body=Award, or for every row --set body=VALUE",
    ),
    (
        "nominations",
        "sep=;\nbody;category\noscars;picture\n",
        "'sep=' is for one spreadsheet program only; delete the line",
    ),
    (
        "nominations",
        "body|category|title\noscars|picture|A\n",
        "the cells are separated by '|'; save the file with commas, semicolons or tabs",
    ),
    (
        "credits",
        "Film,Job,Name\nA,cast,B\n",
        "no column is craft; the file has Film, Job, Name: say --columns craft=Job, or for every row --set craft=VALUE",
    ),
]


@pytest.mark.parametrize(("kind", "body", "says"), HEADERS)
def test_a_missing_column_is_named_once_with_a_remedy(kind: str, body: str, says: str) -> None:
    assert messages(reading(kind, body)) == [f"f.csv: line 1: {says}"]


@pytest.mark.parametrize(
    "title", ["Amélie", "Ça commence aujourd'hui", "Ã bout de souffle", "8½", "Ås", "CAFÉ…", "c’è Monti", "Москва"]
)
def test_a_title_that_only_looks_odd_is_none_that_is_garbled(title: str) -> None:
    assert garbled(title) is None


UNREADABLE = [
    (b"title,metascore\nAm\xe9lie,70\n", "line 2: not UTF-8"),
    ("title,metascore\nA,70\n".encode("utf-16"), "is UTF-16"),
    (b"", "is empty; its first line names its columns"),
    (b"title,title,metascore\nA,B,70\n", "the header has title twice"),
    (b'title,metascore\n"A,70\n', "check its quotation marks"),
    (b"title,metascore\n" + b"x" * 200_000 + b",70\n", "field larger than field limit"),
]


@pytest.mark.parametrize(("body", "says"), UNREADABLE, ids=[says for _, says in UNREADABLE])
def test_a_file_that_cannot_be_read_is_one_problem(body: bytes, says: str) -> None:
    kind = "top_tens" if not body else "scores"
    records, (problem,) = reading(kind, body)
    assert (records, problem.line) == ([], None)
    assert says in problem.message


def test_a_mapping_to_a_column_that_is_not_there_names_what_is() -> None:
    (message,) = messages(reading("scores", "film,score\nA,70\n", columns={"title": "movie", "metascore": "score"}))
    assert message == "f.csv: line 1: the header has no movie; it has film, score"


def test_encodings_marks_line_ends_and_odd_spaces() -> None:
    for body, encoding in (
        ("﻿title,metascore\r\nAmélie,69\r\n".encode(), "utf-8"),
        ("title,metascore\rAmélie,69\r".encode("cp1252"), "cp1252"),
        ("title\tmetascore\n\u200eAmélie\u00a0\t69\n\t\n".encode(), "utf-8"),
    ):
        (score,), problems = reading("scores", body, encoding=encoding)
        assert isinstance(score, ScoreRecord)
        assert (score.title, score.value, score.as_of, problems) == ("Amélie", 69, "2026-04-01", [])


def test_quotation_marks_that_were_escaped_twice_stand_alone() -> None:
    (score,), problems = reading("scores", 'title,metascore\n"Superman \\""Lives\\""",70\n')
    assert (score.title, problems) == ('Superman "Lives"', [])


def test_bad_rows_that_may_be_left_out_hold_nothing() -> None:
    records, (problem,) = reading("scores", "title,metascore\nA,70\nB,x\n", skip_bad=True)
    assert len(records) == 1
    assert problem.severity is Severity.WARN


def test_placements_are_counted_into_tallies() -> None:
    body = "film_year,critic,publication,rank,title,imdb\n"
    body += "2010,Ann,Post,1,The Social Network,tt1285016\n2010,Ann,Post,2,Winter's Bone,\n"
    body += "2010,Bob,Post,,Social Network,\n2010,Cid,Times,1,Carlos,\n2011,Ann,Post,1,Drive,tt0780504\n"
    records, problems = reading("top_tens", body)
    assert problems == []
    assert all(isinstance(r, TopTenRecord) for r in records)
    assert {(r.film_year, r.film.title, r.film.imdb, r.lists, r.of) for r in records} == {
        (2010, "The Social Network", "tt1285016", 2, 3),
        (2010, "Winter's Bone", None, 1, 3),
        (2010, "Carlos", None, 1, 3),
        (2011, "Drive", "tt0780504", 1, 1),
    }


def test_columns_are_known_in_capitals_and_with_spaces() -> None:
    body = "Title,Film Year,METASCORE,Film-Year\nNever Let Me Go,2010,69,1999\n"
    (score,), problems = reading("scores", body)
    assert (score.title, score.film_year, score.value, problems) == ("Never Let Me Go", 2010, 69, [])
    (score,), _ = reading("scores", "TITLE,title,metascore\nOther,Never Let Me Go,69\n")
    assert score.title == "Never Let Me Go"


@pytest.mark.parametrize("country", ["UK", "U.K.", "GBR", "Great Britain", "united kingdom", "United Kingdom"])
def test_a_release_is_in_the_country_that_its_spelling_means(country: str) -> None:
    (release,), _ = reading("releases", f"title,date,country\nNever Let Me Go,2010-09,{country}\n")
    assert release.country.casefold() == "united kingdom"


def test_a_release_and_an_eligibility_row_say_what_they_say() -> None:
    (release,), _ = reading("releases", "title,date,country,event\nNever Let Me Go,2010-09,United States,\n")
    assert isinstance(release, ReleaseRecord)
    assert (release.qid, release.date, release.title) == (None, "2010-09", "Never Let Me Go")
    body = "body,film_year,category,status,title,people,reason\noscars,2010,original_score,ineligible,B,C M,tracked\n"
    (record,), _ = reading("eligibility", body, "oscars")
    assert isinstance(record, EligibilityRecord)
    assert (record.ceremony, record.status, record.reason) == (83, "ineligible", "tracked")
    records, _ = reading("eligibility", body.replace("ineligible", "Not submitted"), "oscars")
    others, _ = reading("eligibility", body.replace("ineligible", "disqualified"), "oscars")
    assert [r.status for r in (*records, *others)] == ["not_submitted", "ineligible"]


def test_a_row_of_credits_is_a_credit_a_person_in_the_order_of_the_file() -> None:
    body = "qid,craft,people,people_links,source_url\nQ1,cast,Ann Bell;Cy Dee,Ann Bell (actress);,https://a.example/1\n"
    records, problems = reading("credits", body)
    assert problems == []
    assert [(r.qid, r.craft, r.position, r.name, r.link) for r in records] == [
        ("Q1", "cast", 0, "Ann Bell", "Ann Bell (actress)"),
        ("Q1", "cast", 1, "Cy Dee", None),
    ]
    assert records[0].cites == ("https://a.example/1",)


def test_a_body_nobody_counts_is_counted_as_the_file_does() -> None:
    rows = [
        {"ceremony": "40", "ceremony_year": "1990", "film_year": "1990"},
        {"ceremony": "41", "ceremony_year": "1991", "film_year": "1991"},
        {"ceremony": "42", "ceremony_year": "1993", "film_year": "1992"},
    ]
    rule = CeremonyRule.model_validate(rule_of(rows, "f.csv"))
    assert [(c.number, c.year, c.film_year) for c in rule.known_by(1995)] == [
        (40, 1990, 1990),
        (41, 1991, 1991),
        (42, 1993, 1992),
    ]


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"tier": 3}, "nominations are facts"),
        ({"as_of": date(2030, 1, 1)}, "lies in the future"),
        ({"columns": {"titel": "x"}}, "'titel' is no column of nominations"),
        ({"encoding": "klingon"}, "--encoding klingon"),
        ({"result": "praised"}, "--result"),
    ],
)
def test_options_that_cannot_be_are_refused(said: dict[str, Any], says: str) -> None:
    given_ = {"title": "t", "publisher": "p", "licence": "l", "tier": 2, "as_of": date(2026, 4, 1)} | said
    with pytest.raises(ConfigError, match=says):
        define("nominations", given_, TODAY)


def test_only_nominations_can_be_complete_and_pairs_need_an_equals_sign() -> None:
    with pytest.raises(ConfigError, match="only lists of nominations can be whole"):
        reading("scores", "", complete=True)
    assert pairs("--set", ["a=b=c"]) == {"a": "b=c"}
    with pytest.raises(ConfigError, match="write NAME=VALUE"):
        pairs("--set", ["a"])


@given(st.sampled_from(sorted(kinds())), st.binary(max_size=300))
def test_no_bytes_raise(kind: str, body: bytes) -> None:
    header = ",".join(kinds()[kind].columns).encode()
    reading(kind, header + b"\n" + body, "oscars" if kind in ("nominations", "eligibility") else None)


@given(st.sampled_from(sorted(kinds())), st.lists(st.text(max_size=20), max_size=20))
def test_no_cells_raise(kind: str, cells: list[str]) -> None:
    names = list(kinds()[kind].columns)
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in (cells + [""] * len(names))[: len(names)])
    body = (",".join(names) + "\n" + quoted + "\n").encode("utf-8", "replace")
    reading(kind, body, "oscars" if kind in ("nominations", "eligibility") else None)


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_an_exported_table_comes_in_as_it_is_also_when_a_spreadsheet_saved_it(tmp_path: Path, mark: bytes) -> None:
    titles = [
        "1917",
        "None",
        "'71",
        "''71",
        "=1+1",
        "+1",
        "-30-",
        "@Zola",
        "10/31",
        "8½",
        "NA",
        "Dove|Heaven",
        "Amélie; or",
    ]
    rows = pd.DataFrame({"film": titles, "nominees": "Ann Lee;Bo Ek", "result": "won", "official": True})
    rows = rows.assign(body="oscars", ceremony=83, category="picture", category_as_printed="Best Picture", detail="")
    write_table(tmp_path, "nominations", rows.reindex(columns=tables()["nominations"].names))
    records, problems = reading("nominations", mark + (tmp_path / "csv" / "nominations.csv").read_bytes(), "oscars")
    assert problems == []
    assert [record.works[0].title for record in records] == titles
    assert {(r.category_as_printed, r.result, len(r.people), r.official) for r in records} == {
        ("Best Picture", "won", 2, True)
    }
