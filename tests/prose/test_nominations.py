"""Nominations and prizes that prose says a film has: what is claimed is read, and what only looks so is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.facts.nomination_claims import RESULTS, NominationClaim, parsed
from tracker.domain.text.sentences import MAX_CHARACTERS, Sentence
from tracker.prose.nominations import claims
from tracker.prose.reading import read
from tracker.prose.titles import KnownWork, TitleIndex

INDEX = TitleIndex(
    KnownWork(title, title, directors=(director,), people=people)
    for title, director, people in (
        ("Sparrows", "Ana Reyes", ("Joan Marsh",)),
        ("Low Tide", "Samir Nagy", ("Greta Holm",)),
    )
)


def said(text: str, before: str | None = None, people: tuple[str, ...] = ()) -> list[str]:
    return [c.written() for c in claims(Sentence(text, 0), Sentence(before, 0) if before else None, people)]


@pytest.mark.parametrize(
    "text",
    [
        "Xxxxx will be nominated for five Oscars.",
        "Xxxxx deserves an Oscar nomination for its score.",
        "Was Xxxxx ever nominated for an Oscar?",
        "Xxxxx has never won a Bafta.",
        "Oscar winner Kathy Bates is in Xxxxx.",
        "The Oscar-nominated director Ana Reyes made Xxxxx.",
        "Xxxxx was longlisted for four Baftas.",
        "I was told that Xxxxx had won an Oscar.",
        "Had Xxxxx been nominated for a Bafta, nobody would have minded.",
        "Ana Reyes won an Oscar for The Cold Room before she made Xxxxx.",
        "The Oscar for best use of a hat goes to Xxxxx.",
    ],
)
def test_hopes_doubts_and_other_peoples_prizes_are_no_claims(text: str) -> None:
    assert said(text) == []


def test_a_persons_nomination_is_the_films_where_it_was_for_the_film() -> None:
    assert said("Ana Reyes was nominated for a Bafta.") == []
    assert said("Ana Reyes was nominated for a Bafta for Xxxxx.") == ["baftas:nominated"]
    assert said("Xxxxx got a Bafta nomination for Ana Reyes.", people=("Ana Reyes",)) == ["baftas:nominated"]


def test_a_body_may_stand_in_the_sentence_before() -> None:
    assert said("It was nominated for Best Director.", "The Academy was kinder.") == ["oscars:nominated:director"]
    assert said("It was nominated for Best Director.", "The Academy and BAFTA were kinder.") == []
    assert said("It won Best Director in Chicago.", "The Academy was kinder.") == []


def test_a_figure_is_a_total_only_where_it_is_one() -> None:
    assert said("Xxxxx has at least five Oscar nominations.") == ["oscars:nominated"]
    assert said("Xxxxx won an Oscar and two Baftas.") == ["oscars:won", "baftas:won::2"]
    assert said("Xxxxx won five Oscars and Baftas.") == ["oscars:won", "baftas:won"]


def test_nothing_but_what_an_article_says_of_the_film_alone_is_read() -> None:
    text = "Sparrows and Low Tide open today. It has five Oscar nominations."
    assert not any(about.nominated for about in read(text, INDEX))


def test_endless_prose_costs_no_more_than_its_length() -> None:
    words = "won the Oscar and two Bafta nominations for the best of the best, Reyes and Marsh, "
    assert isinstance(read("Sparrows " + words * (MAX_CHARACTERS // len(words) // 8), INDEX), list)


made = st.builds(
    NominationClaim,
    st.sampled_from(["oscars", "baftas"]),
    st.sampled_from(RESULTS),  # type: ignore[arg-type]
    st.sampled_from(["", "director", "acting"]),
    st.none() | st.integers(1, 30),
    st.none() | st.integers(1928, 2100),
)


@given(made)
def test_a_claim_is_read_back_as_it_was_written(claim: NominationClaim) -> None:
    assert parsed(claim.written()) == claim


@given(st.text(max_size=40))
def test_what_nobody_wrote_is_no_claim_or_one_that_reads_back(text: str) -> None:
    claim = parsed(text)
    assert claim is None or parsed(claim.written()) == claim
