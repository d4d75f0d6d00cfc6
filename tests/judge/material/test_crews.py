"""Casts, crews, titles and years by country, as readers get them."""

import json

import pandas as pd

from tracker.domain.facts.frames import JUDGED
from tracker.frames import frame_of
from tracker.judge.material.crews import credits_table, crew_columns
from tracker.judge.material.tables import build

FILMS = frame_of(
    [
        {
            "qid": "Q1",
            "film": "Q1",
            "title": "Gem",
            "source": "registry",
            "credits": json.dumps([["director", "Ann Lee", "Q5"], ["cast", "Bo; Ek", None], ["cast", "Cy Ray", "Q6"]]),
            "titles": json.dumps([["Juwel", "native", "de", None], ["Bijou", "original", "fr", "France"]]),
        },
        {"qid": "Q2", "film": "Q2", "title": "Pearl", "source": "registry"},
    ],
    JUDGED["films"],
)
RELEASES = frame_of(
    [
        {"film": "Q1", "qid": "Q1", "date": "2010-09-03", "event": "Festival"},
        {"film": "Q1", "qid": "Q1", "date": "2011-02", "country": "United Kingdom"},
        {"film": "Q1", "qid": "Q1", "date": "2010-11-05", "country": "United States"},
        {"film": "Q1", "qid": "Q1", "date": "2012", "country": "United States"},
        {"film": "Q2", "qid": "Q2", "date": "2010"},
    ],
    JUDGED["releases"],
)
MADE = frame_of(
    [
        {"qid": "Q1", "film": "Q1", "craft": "editor", "name": "Di Fox", "person": "Di Fox (editor)", "source": "wiki"},
        {"qid": "Q1", "film": "Q1", "craft": "cast", "name": "Cy Ray", "person": "name:cy ray", "source": "wiki"},
        {"qid": "Q1", "film": "Q1", "craft": "cast", "name": "Gil Orr", "person": "name:gil orr", "source": "wiki"},
        {"qid": "Q1", "film": "Q1", "craft": "editor", "name": "Ed Ito", "person": "name:ed ito", "source": "wiki"},
    ],
    JUDGED["film_credits"],
)
SAID = frame_of(
    [
        {"qid": film, "film": film, "property": "distributor", "value": name}
        for film, name in (("Q1", "Gem Pictures"), ("Q2", "Sea; Co"), ("Q2", "Sand"), ("Q2", "Sand"))
    ],
    JUDGED["facts"],
)
TABLES = build({"films": FILMS, "releases": RELEASES, "film_credits": MADE, "facts": SAID})
SEASON = pd.DataFrame(
    [
        {"film_year": 2010, "film": title, "film_key": key, "film_qid": key, "film_imdb": "", "distributor": own}
        for key, title, own in (("Q1", "Gem", "Gem Ltd"), ("Q2", "Pearl", None), ("printed:x|2010", "X", None))
    ]
)


def test_films_have_casts_of_registry_and_pages_titles_and_years_by_country_or_blanks() -> None:
    rows = crew_columns(SEASON, TABLES).fillna("").to_dict("records")
    assert rows[0] == {
        "cast": "Bo\\; Ek;Cy Ray;Gil Orr",
        "distributor": "Gem Ltd",
        "release_titles": "Juwel (de);Bijou (France)",
        "first_release": "2010-11-05",
        "release_years": "United Kingdom 2011;United States 2010",
    }
    blank = {"cast": "", "release_titles": "", "release_years": ""}
    assert rows[1] == blank | {"distributor": "Sea\\; Co;Sand", "first_release": "2010"}
    assert not any(rows[2].values())


def test_credits_say_who_says_so() -> None:
    rows = credits_table(TABLES, SEASON)
    told = rows[["film", "craft", "person", "person_wikipedia", "person_qid", "source"]].to_numpy().tolist()
    assert told == [
        ["Gem", "cast", "Bo; Ek", "", "", "registry"],
        ["Gem", "cast", "Cy Ray", "", "Q6", "registry"],
        ["Gem", "cast", "Cy Ray", "", "", "wiki"],
        ["Gem", "cast", "Gil Orr", "", "", "wiki"],
        ["Gem", "director", "Ann Lee", "", "Q5", "registry"],
        ["Gem", "editor", "Di Fox", "Di Fox (editor)", "", "wiki"],
        ["Gem", "editor", "Ed Ito", "", "", "wiki"],
    ]
