"""A decision weighs features and says which weighed most; what is only named is told from what is said of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.prose.features import kinds
from tracker.prose.lexicon import words_pattern
from tracker.prose.mentions import mentions
from tracker.prose.model import Model, model
from tracker.prose.parts import parts
from tracker.prose.reading import read
from tracker.prose.titles import KnownWork, TitleIndex

INDEX = TitleIndex(
    KnownWork(key=title, title=title, directors=("Ann Lee",), people=("Bo Carrow",))
    for title in ("Glass Harbour", "Long Field")
)
FEATURES = st.dictionaries(st.text(max_size=3), st.floats(0, 1), max_size=6)


@given(FEATURES, FEATURES)
def test_a_score_grows_with_what_speaks_for_it(weights: dict[str, float], features: dict[str, float]) -> None:
    weighed = Model(weights, 0.0, 0.5)
    assert weighed.score(features) >= 0
    assert len(weighed.reasons(features)) <= 3


NOVEL = TitleIndex(
    [
        KnownWork(key="film", title="Glass Harbour", directors=("Ann Lee",), people=("Bo Carrow",)),
        KnownWork(key="book", title="Glass Harbour", kind="book", people=("Cy Orr",)),
    ]
)
CHAPTERS = "Glass Harbour: Plot\n\nThree friends leave Glass Harbour.\n\nGlass Harbour: Verdict\n\nIt is beautiful.\n\n"
FILMED = "The Glass Harbour movie, a film with Bo Carrow, is worth watching."


@pytest.mark.parametrize(
    ("head", "kinds_"),
    [
        ("Glass Harbour: Book Review", ["book"] * 4 + ["film"]),
        ("Book review: Glass Harbour by Cy Orr", ["book"] * 4 + ["film"]),
        ("Glass Harbour by Cy Orr – novel review", ["book"] * 4 + ["film"]),
        ("Glass Harbour: Review", ["film"] * 5),
    ],
)
def test_a_review_of_a_book_is_of_the_book_where_it_does_not_name_the_film(head: str, kinds_: list[str]) -> None:
    readings = mentions(f"{head}\n\n{CHAPTERS}{FILMED}", NOVEL)
    assert [mention.kind for mention in readings] == kinds_


def test_reasons_are_the_heaviest_features_that_are_there() -> None:
    weighed = Model({"praise": 2.0, "doubt": -1.0, "absent": 5.0}, 0.0, 0.5)
    assert weighed.reasons({"praise": 1.0, "doubt": 1.0, "absent": 0.0}) == ["+praise", "-doubt"]


def test_the_shipped_weights_agree_with_the_rules() -> None:
    missed = model("missed").weights
    assert missed["told: a miss"] > 0 > missed["told: clause given"]
    praised = model("praised").weights
    assert praised["judged"] > 0
    assert praised["a clause praises"] > 0 > praised.get("a clause blames", -0.01)


def test_no_weight_is_of_a_film_a_person_or_a_body() -> None:
    names = [name for task in ("praised", "missed") for name in model(task).weights]
    assert not [name for name in names if "<b." in name or "<m." in name]


def test_what_was_decided_says_why() -> None:
    (about,) = read("The Academy ignored Glass Harbour, and its photography is a wonder.", INDEX)
    assert set(about.because) == {"missed:oscars", "praised:cinematography"}
    assert all(any(reason.startswith("+") for reason in reasons) for reasons in about.because.values())


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("The Academy ignored Glass Harbour.", {"oscars"}),
        ("Why did the Academy have no use for Glass Harbour?", {"oscars"}),
        ("Will the Academy have any use for Glass Harbour?", set()),
        ("The Academy gave Glass Harbour two nominations.", set()),
        ("Bo Carrow joined the Academy the year after Glass Harbour.", set()),
        ("People keep telling me that BAFTA ignored Glass Harbour.", set()),
    ],
)
def test_a_body_that_is_named_need_not_have_missed_the_film(text: str, missed: set[str]) -> None:
    assert {body for about in read(text, INDEX) for body in about.missed} == missed


def test_only_films_are_spoken_of_and_titles_say_nothing() -> None:
    text = "Bo Carrow is the heart of Glass Harbour."
    (part,) = parts(text, mentions(text, INDEX))
    assert (part.key, part.text.text) == (("Glass Harbour", "film"), "Bo Carrow is the heart of Xxxxxxxxxxxxx.")


def test_kinds_of_words_are_told_apart() -> None:
    assert "good" in kinds("dazzling")
    assert "bad" in kinds("dreary")
    assert "refuse" in kinds("snubbed")
    assert kinds("table") == ()


def test_entries_are_whole_words_with_any_ending_where_they_say_so() -> None:
    assert words_pattern(["nod*", "no"]).findall("no nods, not now") == ["no", "nods"]
