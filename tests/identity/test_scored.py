"""The scored matcher as its users see it: which film a printed line means, and when it rather asks or says none."""

import pandas as pd
import pytest

from tracker.identity.films.scored import match

FILLER = [
    ("tt9000001", "Harbour Lights", "1994", "Mary Doe", ""),
    ("tt9000002", "The Quiet Orchard", "2007", "John Roe", ""),
    ("tt9000003", "Letters to Nobody", "2012", "", ""),
    ("tt9000004", "A Cold Morning in June", "1988", "Paul Poe", ""),
    ("tt9000005", "Paper Moons", "2010", "Ann Lee", ""),
]


def films(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame([*rows, *FILLER], columns=["imdb_id", "title", "year", "director", "original_title"])


def ask(registry: pd.DataFrame, title: str, year: str = "", director: str = "", source: str = "list") -> pd.Series:
    queries = pd.DataFrame(
        [("q", title, year, director, source)], columns=["query_id", "title", "year", "director", "source"]
    )
    return match(queries, registry).iloc[0]


def accepted(
    registry: pd.DataFrame, title: str, year: str = "", director: str = "", source: str = "list"
) -> str | None:
    answer = ask(registry, title, year, director, source)
    return answer["imdb_id"] if answer["decision"] == "accept" else None


NETWORK = films(("tt1285016", "The Social Network", "2010", "David Fincher", ""))


@pytest.mark.parametrize(
    "printed",
    [
        "The Social Network",
        "1. The Social Network",
        "#7 The Social Network",
        "12) Social Network, The",
        "the social network!",
        "The Social Network (2010)",
        "The Social Network (2010 film)",
        "“The Social Network”",
        "THE SOCIAL NETWORK (the first hour)",
        "The Socal Network",
        "The Social Netwrok",
        "David Fincher's The Social Network",
        "The Social\x00 Network\x1b",
    ],
)
def test_dirty_printings_find_the_film(printed: str) -> None:
    assert accepted(NETWORK, printed, "2010") == "tt1285016"


@pytest.mark.parametrize(
    ("title", "year", "printed"),
    [
        ("Birdman or (The Unexpected Virtue of Ignorance)", "2014", "Birdman"),
        ("Crime Street", "2001", "Crime Street: The Untold Story"),
        ("A Crime", "2006", "Crime, A"),
        ("Winter & Snow", "2006", "Winter and Snow"),
        ("Rocky Road III", "1982", "Rocky Road 3"),
        ("The Long Road Part Two", "1982", "The Long Road II"),
        ("Twelve Angry Cats", "1957", "12 Angry Cats"),
        ("Amélie en été", "2001", "Amelie en ete"),
        ("Goodfarers", "1990", "Good Farers"),
        ("Левый берег", "2014", "Levyy bereg"),
        ("שלום", "2014", "שלום"),
        ("$", "1971", "$"),
        ("NA", "1971", "NA"),
        ("None", "1971", "None"),
    ],
)
def test_other_printings_of_a_title(title: str, year: str, printed: str) -> None:
    assert accepted(films(("tt0000077", title, year, "", "")), printed, year) == "tt0000077"


def test_the_original_title_is_an_alias() -> None:
    registry = films(("tt0000078", "The Snow Queen's Daughter", "2003", "", "La fille de la reine"))
    assert accepted(registry, "La Fille de la Reine", "2003") == "tt0000078"


CRASH = films(("tt0115964", "Crash", "1996", "David Cronenberg", ""), ("tt0375679", "Crash", "2004", "Paul Haggis", ""))


@pytest.mark.parametrize(("year", "film"), [("1996", "tt0115964"), ("2004", "tt0375679"), ("2005", "tt0375679")])
def test_remakes_and_namesakes_are_kept_apart_by_year(year: str, film: str) -> None:
    assert accepted(CRASH, "Crash", year) == film


def test_a_namesake_is_no_substitute_for_an_absent_film() -> None:
    assert accepted(CRASH, "Crash", "1977") is None
    four = films(*((f"tt000010{i}", "A Star Is Made", year, "", "") for i, year in enumerate(("1937", "1954", "1976"))))
    assert accepted(four, "A Star Is Made", "2018") is None
    assert accepted(four, "A Star Is Made", "1954") == "tt0000101"


def test_without_a_year_namesakes_are_not_guessed_but_the_director_tells() -> None:
    assert ask(CRASH, "Crash")["decision"] != "accept"
    assert "rival" in ask(CRASH, "Crash")["reason"]
    same_year = films(("tt0000001", "Crash", "2004", "Paul Haggis", ""), ("tt0000002", "Crash", "2004", "Mary Doe", ""))
    assert accepted(same_year, "Crash", "2004") is None
    assert ask(same_year, "Crash", "2004", "Haggis, Paul")["imdb_id"] == "tt0000001"


def test_a_title_alone_is_never_enough_but_with_the_director_it_is() -> None:
    assert ask(NETWORK, "The Social Network")["decision"] == "review"
    assert accepted(NETWORK, "The Social Network", "", "Fincher, David") == "tt1285016"
    undated = films(("tt0000001", "The Long Winter Night", "", "", ""))
    assert ask(undated, "The Long Winter Night", "2010")["decision"] == "review"


def test_another_director_speaks_against_the_film() -> None:
    right, wrong = (ask(NETWORK, "The Social Network", "2010", who)["score"] for who in ("David Fincher", "Ann Lee"))
    assert right > wrong


def test_a_film_listed_twice_is_no_rival_of_itself() -> None:
    twice = films(("tt7000000", "Crash", "2004", "Paul Haggis", ""), ("tt0375679", "Crash", "2004", "Paul Haggis", ""))
    assert accepted(twice, "Crash", "2004") == "tt0375679"


def test_sequels_are_other_films() -> None:
    registry = films(("tt0000001", "Rocky Road", "1976", "", ""), ("tt0000003", "Rocky Road 3", "1982", "", ""))
    assert accepted(registry, "Rocky Road 2", "1979") is None
    assert accepted(registry, "Rocky Road II", "1977") is None


def test_two_parts_of_a_series_are_not_one_film() -> None:
    registry = films(("tt0000001", "Ice Saga: The First Winter", "2010", "", ""))
    assert accepted(registry, "Ice Saga: The Last Summer", "2010") is None


@pytest.mark.parametrize("printed", ["The Social Network (novel)", "The Social Network (TV series)"])
def test_a_book_or_a_series_never_matches_its_film(printed: str) -> None:
    answer = ask(NETWORK, printed, "2010")
    assert (answer["decision"], answer["imdb_id"]) == ("none", None)
    assert answer["reason"].startswith("not a film")


def test_tolerance_for_years_depends_on_the_source() -> None:
    registry = films(("tt0000001", "Harp", "2009", "", ""), ("tt0000002", "The Harp of Winter", "2009", "", ""))
    season = ask(registry, "The Harp of Winter", "2011", source="academy_awards")["score"]
    release = ask(registry, "The Harp of Winter", "2011", source="the_numbers")["score"]
    assert season > release


OLDER = films(
    ("tt0000001", "Raven", "2009", "", ""),
    ("tt0000002", "The Harp of Winter", "2009", "", ""),
    ("tt0000003", "Utsu", "2009", "", "Utsu no hana"),
    ("tt0000004", "The Long Raven", "2009", "", ""),
)


@pytest.mark.parametrize(
    ("title", "source", "film"),
    [
        ("The Harp of Winter", "academy_awards", "tt0000002"),
        ("The Harp of Winter", "critics_lists", None),
        ("Utsu", "academy_awards", "tt0000003"),
        ("Raven", "academy_awards", None),
        ("Long Raven", "academy_awards", None),
    ],
)
def test_a_film_two_years_older_is_a_seasons_only_by_its_very_and_telling_title(
    title: str, source: str, film: str | None
) -> None:
    assert accepted(OLDER, title, "2011", source=source) == film


HELD = films(
    ("tt0000001", "Ann and Bo in 'A Matter of Bread'", "2008", "Ann Lee", ""),
)


def test_a_title_that_only_one_film_of_the_year_holds_whole_is_that_films() -> None:
    assert accepted(HELD, "A Matter of Bread", "2009") == "tt0000001"
    assert accepted(HELD, "A Matter of Bread", "2009", "Bo Orr") is None
    assert accepted(HELD, "A Matter of Bread", "2011") is None


def test_blanks_are_joined_with_nothing() -> None:
    registry = films(("tt0000001", "", "2010", "", ""), ("tt0000002", " ", "", "", ""))
    for title in ("", " ", "\x00", "\u200b"):
        answer = ask(registry, title, "2010")
        assert (answer["decision"], answer["imdb_id"], answer["reason"]) == ("none", None, "no title")


def test_missing_values_count_as_blanks() -> None:
    registry = NETWORK.astype(object).mask(NETWORK == "", None)
    queries = pd.DataFrame(
        {
            "query_id": ["a", "b"],
            "title": ["The Social Network", None],
            "year": pd.array([2010, None], dtype="Int64"),
            "director": [None, float("nan")],
            "source": [None, "list"],
        }
    )
    assert match(queries, registry)["decision"].tolist() == ["accept", "none"]


def test_an_empty_registry_and_no_queries() -> None:
    empty = NETWORK.iloc[:0]
    assert ask(empty, "The Social Network", "2010")["decision"] == "none"
    queries = pd.DataFrame(columns=["query_id", "title", "year", "director", "source"])
    assert list(match(queries, NETWORK).columns) == ["query_id", "imdb_id", "score", "decision", "reason"]


def test_reasons_say_what_agreed() -> None:
    assert (
        ask(NETWORK, "The Social Network", "2011", "D. Fincher")["reason"]
        == "same title, 1 year earlier, same director"
    )
