"""A season, a category by year, changes, and the search."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jobs.steps.editions.kept import Kept
from jobs.steps.questions import category, changes, search, season, seasons
from tracker.domain.errors import InputError
from tracker.edition.read import Edition


def test_a_season_says_what_was_missed_in_the_order_of_news(edition: Edition) -> None:
    missed, surprises, sweeps, lists = season.answer(edition, 2001).parts
    assert [row["news"] for row in missed.rows] == [1, 2, 3]
    assert [row["film_key"] for row in surprises.rows] == ["Q1"]
    assert [(row["body"], row["film"], row["nominations"], row["won"]) for row in sweeps.rows] == [
        ("oscars", "The Long Night", 3, 1)
    ]
    assert [(row["body"], row["kind"], row["state"], row["sources"]) for row in lists.rows] == [
        ("oscars", "nominations", "complete", ("a", "b")),
        ("baftas", "nominations", "on trial", ("c",)),
        ("baftas", "longlisted", "on trial", ("d",)),
    ]


def test_a_season_says_how_many_lists_it_has_and_whether_surprises_can_be_told(edition: Edition) -> None:
    about = season.answer(edition, 2001)
    assert about.notes == [
        "Three misses; surprises cannot be told, since no probability was learnt.",
        "Three lists: one complete, two on trial.",
    ]


def test_nominations_that_were_less_likely_than_not_are_called_that(edition: Edition, tmp_path: Path) -> None:
    path = Path(shutil.copy(edition.path, tmp_path))
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE snubs SET p_nomination = 0.2")
    says = season.answer(Edition(path), 2001).notes[0]
    assert says == "Three misses, one surprise."


def test_films_known_by_number_alone_are_counted_and_no_findings(edition: Edition, tmp_path: Path) -> None:
    path = Path(shutil.copy(edition.path, tmp_path))
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE snubs SET film = 'tt0000001' WHERE film_key = 'Q1'")
        file.execute("UPDATE films SET film = 'tt0000001' WHERE film_key = 'Q1'")
    about = season.answer(Edition(path), 2001)
    assert not [row for part in about.parts[:3] for row in part.rows if row["film_key"] == "Q1"]
    assert about.notes[-1] == "Left out: one film known by number alone."


def test_where_no_list_that_was_read_settles_anything_no_misses_is_not_said(edition: Edition, tmp_path: Path) -> None:
    path = Path(shutil.copy(edition.path, tmp_path))
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE snubs SET label = iif(rowid % 2, 'UNKNOWN', 'NOMINATED'), missed = 0, surprising = 0")
    says = {body: season.answer(Edition(path), 2001, body).notes[0] for body in ("oscars", "baftas")}
    assert says == {
        "oscars": "Misses and surprises cannot be told, since no list that was read settles any.",
        "baftas": "Misses and surprises cannot be told, since no list of nominations was read whole.",
    }
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE lists SET state = 'missing'")
    [note, _] = season.answer(Edition(path), 2001, "baftas").notes
    assert note == "Misses and surprises cannot be told, since no list of nominations was read."


def test_a_film_with_two_songs_in_a_category_stands_there_twice() -> None:
    shared = {"film": ("The Film",), "film_key": ("Q1",), "nominees": None, "official": True, "result": "nominated"}
    songs = [shared | {"detail": song} for song in ("One", "Two", "Two")]
    lines = [category._entry(row) for row in category._once(songs, by_song=True)]
    assert lines == ["“One” (The Film)", "“Two” (The Film)"]
    assert len(category._once(songs, by_song=False)) == 1


@pytest.mark.parametrize("name", ["baftas", "BAFTA", "British Academy Film Awards", "british academy"])
def test_a_body_is_found_by_what_its_name_begins_with(edition: Edition, name: str) -> None:
    about = season.answer(edition, 2001, name)
    assert about.about["body"] == "baftas"
    assert [row["film_key"] for row in about.parts[0].rows] == ["Q2"]


@pytest.mark.parametrize(
    ("year", "body", "says"),
    [
        (1890, "", "at hand: films of 1950, 2001$"),
        (2001, "oskars", "no body is called"),
        (2001, "Brittish Academy", "near: British"),
    ],
)
def test_a_season_or_body_that_is_not_at_hand_is_said(edition: Edition, year: int, body: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        season.answer(edition, year, body)


def test_all_seasons_are_shown_with_their_lists_and_the_years_between_that_are_not_at_hand(edition: Edition) -> None:
    about = seasons.answer(edition)
    assert about.notes == [
        "Two seasons, films of 1950, 2001; not at hand: 1951 to 2000.",
        "Of the films of 1950 only those that a list names are on record: no other one can be missed.",
    ]
    rows = [(row["film_year"], row["complete"], row["on_trial"], row["misses"]) for row in about.parts[0].rows]
    assert rows == [(2001, 1, 2, 3), (1950, 1, 0, 0)]
    [late, early] = seasons.answer(edition, "bafta").parts[0].rows
    assert (late["on_trial"], late["complete"], late["misses"], early["on_trial"]) == (2, 0, 1, 0)


@pytest.mark.parametrize("name", ["director", "Best Director", "DIRECTION", "directing", "Director"])
def test_a_category_is_found_by_any_name_it_had(edition: Edition, name: str) -> None:
    years, _ = category.answer(edition, "oscars", name).parts
    assert [(row["year"], row["category_as_printed"]) for row in years.rows] == [
        (2002, "Directing"),
        (1951, "DIRECTION"),
    ]


def test_a_category_has_its_winner_nominees_and_best_miss_by_year(edition: Edition) -> None:
    about = category.answer(edition, "oscars", "director", first=2000)
    [year] = about.parts[0].rows
    assert (year["won"], year["nominated"]) == ("Juno", "Sam Lee (The Long Night)")
    assert year["missed"].startswith("Sam Lee (Red")
    assert about.notes[0] == "One ceremony at hand, films of 2001; its list is complete."


def test_a_category_calls_a_film_by_its_title_however_a_list_prints_it(edition: Edition, tmp_path: Path) -> None:
    [year] = category.answer(edition, "oscars", "lead_actress").parts[0].rows
    assert (year["won"], year["nominated"]) == ("Ada Moss (The Long Night)", "A. Moss (The Long Night)")
    path = Path(shutil.copy(edition.path, tmp_path))
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE films SET film = 'tt0000001' WHERE film_key = 'Q3'")
    [year] = category.answer(Edition(path), "oscars", "director", first=2000).parts[0].rows
    assert year["won"] == "the film with the IMDb number tt0000001"


def test_a_category_names_the_years_whose_list_does_not_have_it(edition: Edition) -> None:
    about = category.answer(edition, "oscars", "lead_actress", first=1950)
    assert "Not on the list at hand: films of 1950." in about.notes
    assert not any("Not on" in note for note in category.answer(edition, "oscars", "lead_actress").notes)


@pytest.mark.parametrize(
    ("body", "concept", "printed", "name"),
    [
        ("cannes", "picture", ["palme d'or", "In Competition (Palme d'Or)"], "Palme d'Or"),
        ("venice", "picture", ["golden lion: best film", "In Competition (Golden Lion)"], "Golden Lion"),
        ("cannes", "director", ["best director"], ""),
        ("oscars", "picture", ["OUTSTANDING PRODUCTION"], ""),
    ],
)
def test_a_festival_s_first_prize_has_its_own_name(body: str, concept: str, printed: list[str], name: str) -> None:
    assert category._own_name(body, concept, [{"category_as_printed": one} for one in printed]) == name


def test_a_festival_s_list_is_a_line_up(edition: Edition, tmp_path: Path) -> None:
    path = Path(shutil.copy(edition.path, tmp_path))
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE lists SET body = 'cannes'")
    *_, lists = season.answer(Edition(path), 2001).parts
    assert [row["what"] for row in lists.rows] == ["line-up", "longlist", "line-up"]


def test_a_category_names_the_years_whose_list_is_not_at_hand(edition: Edition) -> None:
    about = category.answer(edition, "oscars", "director", first=1949, last=1952)
    assert about.notes[-1] == "Not at hand: films of 1949, 1951 to 1952."
    assert [row["film_year"] for row in about.parts[1].rows] == [1949, 1951, 1952]
    assert category.answer(edition, "oscars", "director", first=2000).notes[-1] == "Not at hand: films of 2000."


def test_a_category_names_what_may_lie_before_its_first_list(edition: Edition, tmp_path: Path) -> None:
    path = Path(shutil.copy(edition.path, tmp_path))
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE bodies SET first_film_year = 1947 WHERE body = 'oscars'")
    assert (
        category.answer(Edition(path), "oscars", "director").notes[-1].startswith("Not at hand: films of 1947 to 1949")
    )
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE bodies SET first_film_year = NULL WHERE body = 'oscars'")
    unknown = "No record says when its first year was: of films before 1950 nothing is at hand."
    assert category.answer(Edition(path), "oscars", "director").notes[-1] == unknown
    assert unknown not in category.answer(Edition(path), "oscars", "director", first=1940).notes


@pytest.mark.parametrize(
    ("name", "says"), [("directer", "near: Director$"), ("juggling", "at hand: casting; director")]
)
def test_a_category_that_was_never_given_offers_others(edition: Edition, name: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        category.answer(edition, "oscars", name)


CHANGE = {"film_year": 2001, "kind": "label_changed", "body": "oscars", "ceremony": 74, "film": "Juno",
          "label_before": "UNKNOWN", "label_after": "SNUB", "cause": "new list"}  # fmt: skip
DAYS = ("2002-02-01", "2002-02-08", "2002-02-15", "2002-02-22")
TODAY = date(2002, 3, 1)


@pytest.fixture
def weeks(making: Any, tmp_path: Path) -> list[Edition]:
    return [making(tmp_path / day, day, [CHANGE | {"film": f"Film of {day}"}]) for day in DAYS]


def films(about: Any) -> list[tuple[str, str, str, str]]:
    return [(row["as_of"], row["film"], row["change"], row["cause"]) for row in about.parts[0].rows]


def test_a_change_says_of_which_award_and_of_whom(making: Any, tmp_path: Path) -> None:
    own = [CHANGE | {"category": "director", "people": ["Ada Moss"]}, CHANGE, CHANGE | {"film": "", "kind": "new_list"}]
    edition = making(tmp_path / "week", DAYS[0], own)
    about = changes.answer(Kept([edition], set()), date(2002, 2, 1), TODAY)
    units = [(row["award"], row["who"]) for row in about.parts[0].rows]
    assert units == [("Director", "Ada Moss"), ("film as a whole", ""), ("", "")]
    assert {"award": "for", "who": "who"}.items() <= about.parts[0].columns.items()


def test_changes_are_those_of_every_report_since_a_day_and_of_today(weeks: list[Edition]) -> None:
    """The third was made between two reports: the fourth has been compared with the same report, and has all of it."""
    published = {edition.path.name for edition in weeks[:2]}
    about = changes.answer(Kept(weeks, published), date(2002, 2, 8), TODAY)
    assert films(about) == [
        (day, f"Film of {day}", "UNKNOWN, now SNUB", "new list") for day in ("2002-02-22", "2002-02-08")
    ]
    assert about.notes == ["Two changes and no corrections."]


def test_what_was_reported_before_the_oldest_edition_is_said_to_be_gone(weeks: list[Edition]) -> None:
    about = changes.answer(Kept(weeks, set()), date(2002, 1, 1), TODAY)
    assert about.notes[1:] == ["What changed before 2002-02-01 is no longer at hand."]


def test_a_season_without_a_report_is_new_once_and_speaks_of_nothing_before(making: Any, tmp_path: Path) -> None:
    editions = [making(tmp_path / day, day, [CHANGE], first=True) for day in DAYS[:2]]
    published = {edition.path.name for edition in editions}
    about = changes.answer(Kept(editions, published), date(2002, 1, 1), TODAY)
    assert [row["as_of"] for row in about.parts[0].rows] == [DAYS[0]]
    assert about.notes == ["One change and no corrections.", f"Nothing was reported before {DAYS[0]}."]


def test_a_day_to_come_is_refused(weeks: list[Edition]) -> None:
    with pytest.raises(InputError, match="2002-03-02: that day is to come; today is 2002-03-01"):
        changes.answer(Kept(weeks, set()), date(2002, 3, 2), TODAY)


def test_a_search_for_an_id_finds_the_film_that_has_it_and_no_number_like_it(edition: Edition) -> None:
    for text, ask in (("TT0000002", "'The Long Night' --year 1950"), ("q3", "Juno --year 2001")):
        [row] = search.answer(edition, text).parts[0].rows
        assert row["ask"] == f"snubs film {ask}"
    with pytest.raises(InputError, match="no film at hand has the id tt0000003"):
        search.answer(edition, "tt0000003")


def test_a_search_groups_what_it_finds_and_says_what_to_ask(edition: Edition) -> None:
    about = search.answer(edition, "garden")
    films = about.parts[0].rows
    assert {row["ask"] for row in films} == {
        "snubs film 'Émile’s Garden – A Life' --year 2001",
        "snubs film 'The Garden Party' --year 2001",
    }
    people = {row["ask"] for row in search.answer(edition, "sam lee").parts[1].rows}
    assert people == {"snubs person 'person:Sam Lee (director)'", "snubs person 'person:name:sam lee'"}
    bodies = search.answer(edition, "academy awards").parts[2].rows
    assert bodies[0]["ask"] == "snubs season 2001 oscars"
    assert search.answer(edition, "best director").parts[3].rows[0]["ask"].startswith("snubs category ")
    concept = {"title": "Cinematography", "bodies": 2, "body": "oscars"}
    assert search._category({"name": "CINEMATOGRAPHY", "key": "cinematography"}, concept)["name"] == "Cinematography"


def test_a_search_shows_similar_names_only_where_none_has_the_words(edition: Edition) -> None:
    assert {row["name"] for part in search.answer(edition, "juno").parts for row in part.rows} == {"Juno"}
    assert [row["name"] for row in search.answer(edition, "junoo").parts[0].rows] == ["Juno"]


def test_a_name_of_nothing_that_is_at_hand_is_like_nothing(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"text": "gem", "name": "Gem", "kind": "category", "key": "gem", "share": 0.9}
    monkeypatch.setattr(search, "like", lambda *_: [row])
    with pytest.raises(InputError, match="nothing at hand is called anything like 'gem'"):
        search.answer(edition, "gem")


def test_what_is_like_nothing_is_said(edition: Edition) -> None:
    with pytest.raises(InputError, match="nothing at hand is called anything like"):
        search.answer(edition, "xyzzy")
