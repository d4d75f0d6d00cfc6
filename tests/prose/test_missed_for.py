"""What a column says that a body gave nothing for: a film at all, an award, or a person."""

import pytest

from tracker.prose.reading import read
from tracker.prose.titles import KnownWork, TitleIndex

INDEX = TitleIndex(
    KnownWork(title, title, directors=(director,), people=people)
    for title, director, people in (
        ("Sparrows", "Ana Reyes", ("Joan Marsh",)),
        ("Low Tide", "Samir Nagy", ("Greta Holm",)),
    )
)


def misses(text: str) -> set[str]:
    return {cell for about in read(text, INDEX) for cell in about.misses}


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("The Academy ignored the film Sparrows altogether.", {"oscars"}),
        ("The Academy snubbed the film Sparrows for Costume Design.", {"oscars:costume_design"}),
        ("The Academy snubbed the film Sparrows for Best Picture.", {"oscars:picture"}),
        ("The Academy left Ana Reyes out of Director for the film Sparrows.", {"oscars:director:Ana Reyes"}),
        ("The Academy snubbed Joan Marsh for the film Sparrows.", {"oscars::Joan Marsh"}),
        ("The Academy snubbed Ana Reyes for the film Sparrows.", {"oscars:director:Ana Reyes"}),
        ("The Academy ignored the score of the film Sparrows.", {"oscars:original_score"}),
        ("The Academy did not nominate Joan Marsh for the film Sparrows.", {"oscars::Joan Marsh"}),
        ("Even the Oscars snubbed Sparrows's director.", {"oscars:director"}),
        ("The Academy ignored the film Sparrows, whose costumes are a marvel.", {"oscars"}),
        ("The costume design of the film Sparrows, sadly, was ignored by the Academy.", {"oscars:costume_design"}),
        ("Ana Reyes's film Sparrows was ignored by the Academy.", {"oscars"}),
    ],
)
def test_a_miss_is_of_what_the_sentence_names(text: str, works: set[str]) -> None:
    assert misses(text) == works


@pytest.mark.parametrize(
    "text",
    [
        "The Academy snubbed the film Sparrows for Picture.",
        "The Academy snubbed Tom Waring for the film Sparrows.",
        "The Academy ignored the film Sparrows with its marvel of a score.",
    ],
)
def test_what_is_named_and_cannot_be_told_is_no_claim_about_the_whole_film(text: str) -> None:
    (cell,) = misses(text)
    assert "?" in cell


def test_what_another_body_gave_narrows_nothing() -> None:
    text = "The Globes nominated the film Sparrows for Best Director, but the Academy ignored it."
    assert misses(text) == {"oscars"}


def test_the_film_as_a_whole_holds_all_else_and_what_goes_on_is_no_other_miss() -> None:
    narrow = "The Academy snubbed the film Sparrows for Best Director."
    assert misses(narrow + " Ignored, just like that!") == {"oscars:director"}
    assert misses(narrow + " It got nothing at all from the Academy.") == {"oscars"}
    assert misses("The film Sparrows got nothing from the Academy. The Academy ignored its score.") == {"oscars"}
