"""A sentence about several films says something of each; a sentence's claim is quoted with the sentence."""

import pytest

from tracker.domain.text.sentences import sentences
from tracker.prose.reading import read
from tracker.prose.titles import KnownWork, TitleIndex

INDEX = TitleIndex(KnownWork(key=title, title=title) for title in ("Glass Harbour", "Long Field", "Salt Road"))


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        (
            "The Academy nominated Glass Harbour and ignored Long Field.",
            {"Glass Harbour": set(), "Long Field": {"oscars"}},
        ),
        (
            "The Globes went for Glass Harbour but shut the door on Long Field.",
            {"Glass Harbour": set(), "Long Field": {"golden_globes"}},
        ),
        (
            "Glass Harbour and Long Field were both snubbed by BAFTA.",
            {key: {"baftas"} for key in ("Glass Harbour", "Long Field")},
        ),
        (
            "BAFTA ignored Glass Harbour, Long Field and Salt Road.",
            {key: {"baftas"} for key in ("Glass Harbour", "Long Field", "Salt Road")},
        ),
    ],
)
def test_each_film_gets_what_its_part_says(text: str, missed: dict[str, set[str]]) -> None:
    assert {about.work.title: about.missed for about in read(text, INDEX)} == missed


def test_a_film_that_another_is_compared_with_is_not_praised() -> None:
    praises = {a.work.title: a.crafts for a in read("Glass Harbour has a better score than Long Field.", INDEX)}
    assert praises == {"Glass Harbour": {"original_score"}, "Long Field": set()}


def test_a_film_that_another_is_set_against_has_the_clause_about_itself() -> None:
    text = "Unlike Glass Harbour, which the Academy ignored, Long Field got nine nominations."
    assert {a.work.title: a.missed for a in read(text, INDEX)} == {"Glass Harbour": {"oscars"}, "Long Field": set()}


def test_a_titles_words_say_nothing_of_its_film() -> None:
    index = TitleIndex([KnownWork(key="f", title="The Paper Orchestra", directors=("Ann Lee",))])
    (about,) = read("Ann Lee is magnificent in The Paper Orchestra.", index)
    assert about.crafts == {"director"}
    assert about.quotations[0][0] == "Ann Lee is magnificent in The Paper Orchestra."


def test_a_sentence_that_never_ends_is_read_in_parts() -> None:
    text = "Salt Road, " * 600 + "the Academy " * 600
    parts = sentences(text)
    assert "".join(part.text for part in parts) == text
    assert max(len(part.text) for part in parts) <= 2000
    assert [about.count for about in read(text, INDEX)] == [600]


def test_a_quotation_names_the_body_it_is_quoted_for() -> None:
    (about,) = read("The Academy ignored Salt Road. BAFTA blanked Salt Road too.", INDEX)
    assert about.quotations == [
        ("The Academy ignored Salt Road.", "missed:oscars"),
        ("BAFTA blanked Salt Road too.", "missed:baftas"),
    ]
