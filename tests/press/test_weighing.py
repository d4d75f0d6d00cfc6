"""Decisions weigh signs; each says which weighed most; a body's list shares what is said of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.press.lexicon import lexicon, shipped_words, using
from tracker.press.missing import with_their_lists
from tracker.press.reading import read, spoken
from tracker.press.signs import Candidate, vocabulary
from tracker.press.text import sentences
from tracker.press.titles import Known, TitleIndex
from tracker.press.weighing import Weights, decided, weights

INDEX = TitleIndex(
    Known(key=title, title=title, directors=("Ann Lee",), people=("Bo Carrow",))
    for title in ("Glass Harbour", "Long Field")
)
SIGNS = st.dictionaries(st.text(max_size=3), st.floats(0, 1), max_size=6)


@given(SIGNS, SIGNS)
def test_a_probability_grows_with_what_speaks_for_it(of: dict[str, float], signs: dict[str, float]) -> None:
    weighed = Weights(of, 0.0, 0.5)
    assert 0.5 <= weighed.probability(signs) <= 1
    assert len(weighed.reasons(signs)) <= 3


def test_reasons_are_the_heaviest_signs_that_are_there() -> None:
    weighed = Weights({"praise": 2.0, "doubt": -1.0, "absent": 5.0}, 0.0, 0.5)
    assert weighed.reasons({"praise": 1.0, "doubt": 1.0, "absent": 0.0}) == ["+praise", "-doubt"]


def test_each_slug_is_decided_by_its_likeliest_candidate() -> None:
    said = {"rules": 1.0, "as noun": 1.0}
    likely, unlikely = Candidate("sound", {**said, "clause praises": 1.0}), Candidate("sound", said)
    assert decided("praised", [unlikely, likely, Candidate("acting", {"numbers": 1.0})]) == {"sound": likely}


@pytest.mark.parametrize(("decision", "against"), [("praised", "clause: turn of blame"), ("missed", "unsure")])
def test_rules_speak_for_and_blame_or_doubt_against(decision: str, against: str) -> None:
    assert 0.3 < weights(decision).needed < 0.6
    assert weights(decision).of["rules"] > 0 > weights(decision).of[against]


def test_what_was_decided_says_why() -> None:
    (about,) = read("The Academy ignored Glass Harbour, and its photography is a wonder.", INDEX)
    assert set(about.because) == {"missed:oscars", "praised:cinematography"}
    assert all(reasons[0].startswith("+") for reasons in about.because.values())


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("Bafta had a shelf of prizes to give and took none of them down for Glass Harbour.", {"baftas"}),
        ("Why did the Academy have no use for Glass Harbour?", {"oscars"}),
        ("Will the Academy have any use for Glass Harbour?", set()),
        ("The Academy gave Glass Harbour two nominations.", set()),
        ("Bo Carrow joined the Academy the year after Glass Harbour.", set()),
    ],
)
def test_a_body_that_is_named_missed_the_film_unless_something_speaks_against_it(text: str, missed: set[str]) -> None:
    assert {body for about in read(text, INDEX) for body in about.missed} == missed


def test_bodies_of_one_list_share_what_is_said() -> None:
    (said,) = sentences("SAG, the Directors Guild and now the Academy passed, but BAFTA nominated it.")
    assert with_their_lists(said, {"oscars"}) == {"actor_awards", "dga", "oscars"}
    assert with_their_lists(said, set()) == set()


def test_a_film_that_another_is_set_against_has_the_clause_about_itself() -> None:
    text = "Unlike Glass Harbour, which the Academy ignored, Long Field got nine nominations."
    assert {a.work.title: a.missed for a in read(text, INDEX)} == {"Glass Harbour": {"oscars"}, "Long Field": set()}


def test_only_films_are_spoken_of_and_titles_say_nothing() -> None:
    parts = [(work.title, said.part.text) for work, said in spoken("Bo Carrow is the heart of Glass Harbour.", INDEX)]
    assert parts == [("Glass Harbour", "Bo Carrow is the heart of Xxxxxxxxxxxxx.")]


def test_other_words_are_used_only_within() -> None:
    shipped = lexicon()
    with using({**shipped_words(), "praise": ["plonk"]}):
        assert lexicon()["praise"].search("a plonk")
    assert lexicon() is shipped
    assert not lexicon()["praise"].search("a plonk")


def test_words_of_general_english_are_told_apart() -> None:
    tone = vocabulary()
    assert tone.good.count("an elegant, dazzling and well-paced film") == 2
    assert tone.bad.count("a turgid and witless film") == 2
