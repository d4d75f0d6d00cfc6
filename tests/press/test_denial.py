"""A body gave nothing by refusal, by recognition negated, or in answer to another; forecasts say nothing."""

import pytest

from tracker.press.claims import missed_bodies
from tracker.press.lexicon import words_pattern
from tracker.press.text import sentences


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("The Academy gave it a wide berth.", ["oscars"]),
        ("The cutting never lets it sag, and nobody will ignore it.", []),
        ("BAFTA couldn't find space for it, but the Academy did.", ["baftas"]),
        ("It came up short with the Globes, then rallied with six Oscar nods.", ["golden_globes"]),
        ("The Oscars, the Globes and SAG all drew a blank on it.", ["actor_awards", "golden_globes", "oscars"]),
        ("The Academy did not snub it.", []),
        ("The Academy may well ignore it.", []),
        ("The Academy nominated it four times.", []),
        ("People keep telling me that BAFTA ignored it.", []),
    ],
)
def test_what_a_sentence_says_a_body_did(text: str, bodies: list[str]) -> None:
    assert missed_bodies(sentences(text)[0]) == bodies


def test_a_short_answer_turns_what_the_sentence_before_told() -> None:
    before, after = sentences("The Writers Guild nominated it. The Academy did not.")
    assert missed_bodies(after, before) == ["oscars"]
    assert missed_bodies(after) == []


def test_a_contracted_negation_is_found_inside_its_word() -> None:
    assert words_pattern(["n't", "no"]).findall("it won't do, not now, no") == ["n't", "no"]
