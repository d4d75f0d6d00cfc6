"""A person's nominations, misses and near misses, told apart from those of others of the name."""

import pytest

from jobs.steps.questions import person
from jobs.steps.questions.answers import Answer
from tracker.domain.errors import InputError
from tracker.edition.read import Edition


def rows(about: Answer, part: str) -> list[tuple[object, ...]]:
    [own] = [one for one in about.parts if one.name == part]
    return [
        (row["body"], row["year"], row["category"], row["film"], row.get("result") or row.get("label"))
        for row in own.rows
    ]


@pytest.mark.parametrize("name", ["Ada Moss", "ada moss", "A. Moss", "Q11", "person:Ada Moss"])
def test_a_person_is_found_by_name_spelling_id_and_key(edition: Edition, name: str) -> None:
    assert person.answer(edition, name).title == "Ada Moss"


def test_an_entry_of_two_documents_counts_once_with_its_highest_result(edition: Edition) -> None:
    about = person.answer(edition, "Ada Moss")
    assert rows(about, "nominations") == [("oscars", 2002, "lead_actress", "The Long Night", "won")]
    assert about.notes[0] == "One nomination or prize (won), one miss, one near miss."


def test_a_longlist_is_a_near_miss_and_no_nomination(edition: Edition) -> None:
    assert rows(person.answer(edition, "Ada Moss"), "near_misses")[0][:3] == ("baftas", 2002, "lead_actress")


def test_a_near_miss_is_a_step_short_of_a_nomination_whether_it_was_missed_or_not(edition: Edition) -> None:
    about = person.answer(edition, "person:Sam Lee (director)")
    [near] = [part for part in about.parts if part.name == "near_misses"]
    assert [(row["category"], row["reached"], row["label"]) for row in near.rows] == [
        ("director", "shortlisted", "SNUB_SHOCK")
    ]
    assert "one miss, one near miss (one of the misses)" in about.notes[0]
    assert all("near miss" not in part.columns.values() for part in about.parts)


def test_one_prize_for_several_films_counts_once(edition: Edition) -> None:
    about = person.answer(edition, "Eve Roe")
    assert about.notes[0] == "One nomination or prize (won), no misses, no near misses."
    assert [row["film"] for row in about.parts[0].rows] == ["Émile", "The Garden Party"]


def test_entries_that_name_a_film_alone_are_shown_and_not_counted(edition: Edition) -> None:
    about = person.answer(edition, "Eve Roe")
    assert about.notes[1:] == [
        "Not counted: one entry of lists that name the film only, where a colleague may be meant.",
    ]
    assert rows(about, "film_only") == [("oscars", 2002, "casting", "The Garden Party", "nominated")]
    assert all(row["source_url"] for row in about.parts[-1].rows)


def test_a_mere_part_of_a_name_is_no_other_spelling_of_it() -> None:
    parts = {short: person._is_part(short, "Charlie Chaplin") for short in ("Charlie", "Charles Chaplin", "Char")}
    assert parts == {"Charlie": True, "Charles Chaplin": False, "Char": False}
    assert not person._is_part("Emile", "Émile"), "an accent makes another spelling"


def test_people_of_one_name_are_told_apart_and_listed(edition: Edition) -> None:
    about = person.answer(edition, "Sam Lee")
    [part] = about.parts
    assert [row["years"] for row in part.rows] == [2001, 1950]
    assert [row["ask"] for row in part.rows] == [
        'snubs person "person:Sam Lee (director)"',
        'snubs person "person:name:sam lee"',
    ]
    assert about.notes[0].endswith("nothing at hand says whether they are one person's.")


@pytest.mark.parametrize("name", ["Moss", "moss", "Ada"])
def test_a_part_of_a_name_leads_to_those_who_have_it(edition: Edition, name: str) -> None:
    about = person.answer(edition, name)
    assert (about.title, [row["name"] for row in about.parts[0].rows]) == (name, ["Ada Moss"])
    assert about.parts[0].rows[0]["ask"] == 'snubs person "person:Ada Moss"'
    assert about.notes == ["One person has this name as a part of theirs."]


def test_a_verdict_without_an_id_is_nobody_s_where_two_have_the_name(edition: Edition) -> None:
    director = person.answer(edition, "person:Sam Lee (director)")
    assert [row[2] for row in rows(director, "misses")] == ["director"], "the score may be either one's"
    assert "Others have this name" in director.notes[-1]
    assert rows(person.answer(edition, "person:name:sam lee"), "misses") == []


def test_a_person_is_cited(edition: Edition) -> None:
    [row] = person.answer(edition, "Ada Moss").parts[0].rows
    assert (row["source_url"], row["source_revision"]) == ("https://en.wikipedia.org/wiki/a", "77")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Ada Mos", "near: Ada Moss"),
        ("The Long Night", r"near, for snubs film: The Long Night \(1950\); The"),
        ("", "say which person"),
    ],
)
def test_a_name_that_nobody_has_offers_near_ones(edition: Edition, name: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        person.answer(edition, name)
