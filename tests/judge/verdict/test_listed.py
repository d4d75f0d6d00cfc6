"""What a ceremony's own list comes to: how many nominations a film has, and whom each is for."""

from types import SimpleNamespace
from typing import Any

from tracker.judge.material.keys import UnitKey
from tracker.judge.verdict.units import Entry, Standing, names, unit_people

SONG, SCRIPT = UnitKey(1, "original_song", "Q1"), UnitKey(1, "original_screenplay", "Q1")


def entry(unit: UnitKey, statement: str, who: str, name: str, result: str = "nominated") -> Entry:
    return Entry(unit, who, name, "", result, statement, "Gem", "", "Best Work")


def people(*entries: Entry, witnesses: Any = (), evidence: Any = None) -> dict[UnitKey, str]:
    names_of: Any = SimpleNamespace(people=evidence or {})
    return {
        unit: own for unit, (own, _) in names(unit_people(Standing([*entries], [], []), witnesses, names_of)).items()
    }


def test_each_song_of_a_film_is_a_nomination_and_a_team_is_one() -> None:
    songs = [entry(SONG, "a", "p", "Ann Lee"), entry(SONG, "a", "q", "Bo Ek"), entry(SONG, "b", "p", "Ann Lee", "won")]
    stands = Standing([*songs, entry(SCRIPT, "c", "r", "Cy Ray")], [], [])
    assert stands.counts[SONG.film] == {"nominated": 2, "won": 1}


def test_people_whom_one_article_is_about_are_all_named() -> None:
    pair = [entry(SCRIPT, "c", "Gem siblings", "Ann Gem"), entry(SCRIPT, "c", "Gem siblings", "Bo Gem")]
    assert people(*pair) == {SCRIPT: "Ann Gem;Bo Gem"}


def test_another_list_of_the_craft_adds_nobody_to_the_nominees_of_the_body() -> None:
    evidence = {"d": [("p", "A. Lee", ""), ("q", "Bo Ek", "")]}
    own = entry(SCRIPT, "c", "p", "Ann Lee")
    assert people(own, witnesses=[(SCRIPT, "d")], evidence=evidence) == {SCRIPT: "Ann Lee"}


def test_where_the_body_names_nobody_another_list_says_whose_work_it_is() -> None:
    evidence = {"d": [("p", "A. Lee", ""), ("q", "Bo Ek", "")]}
    own = entry(SCRIPT, "c", "", "")
    assert people(own, witnesses=[(SCRIPT, "d")], evidence=evidence) == {SCRIPT: "A. Lee;Bo Ek"}


def test_another_list_s_spelling_of_a_person_is_no_other_person() -> None:
    evidence = {"d": [("p", "Ann Lee", "")], "e": [("p", "A. Lee", ""), ("q", "Bo Ek", "")]}
    assert people(witnesses=[(SCRIPT, "d"), (SCRIPT, "e")], evidence=evidence) == {SCRIPT: "Ann Lee;Bo Ek"}
