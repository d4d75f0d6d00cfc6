"""A sentence about several films says something of each; a sentence's claim is quoted with the sentence."""

import pytest

from tracker.press.reading import read
from tracker.press.titles import Known, TitleIndex

INDEX = TitleIndex(Known(key=title, title=title) for title in ("Glass Harbour", "Long Field", "Salt Road"))


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
    said = {a.work.title: a.crafts for a in read("Glass Harbour has a better score than Long Field.", INDEX)}
    assert said == {"Glass Harbour": {"original_score"}, "Long Field": set()}


def test_a_quotation_names_the_body_it_is_quoted_for() -> None:
    (about,) = read("The Academy ignored Salt Road. BAFTA blanked Salt Road too.", INDEX)
    assert about.quotations == [
        ("The Academy ignored Salt Road.", "missed:oscars"),
        ("BAFTA blanked Salt Road too.", "missed:baftas"),
    ]
