"""A body gave nothing by refusal, by recognition negated, or in answer to another; forecasts say nothing."""

import pytest

from tracker.domain.text.sentences import sentences
from tracker.prose.misses import clause_features, event, with_their_lists


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("<x> ignored it", "refused"),
        ("<x> did n't ignore it", "not refused"),
        ("<x> could n't find room for it", "may be"),
        ("<x> never found room for it", "not given"),
        ("<x> nominated it four times", "given"),
        ("<x> may well ignore it", "may be"),
        ("<x> opened in march", "silent"),
    ],
)
def test_a_negation_turns_round_what_a_clause_tells(clause: str, said: str) -> None:
    assert event(clause) == said


@pytest.mark.parametrize(
    ("tokens", "verdict"),
    [
        ("the writers guild nominated it . <x> did not .", "refused"),
        ("<x> and <b> ignored it", "refused"),
        ("<b> nominated it but <x> ignored it", "refused"),
        ("<x> nominated it but <b> ignored it", "given"),
        ("not a single <x> came", "no body"),
    ],
)
def test_each_body_has_the_verdict_of_its_own_clause(tokens: str, verdict: str) -> None:
    before, _, own = tokens.rpartition(" . ") if tokens.count(" .") > 1 else ("", "", tokens)
    assert clause_features(own.split(), before.split(), []).get(f"told: verdict {verdict}") == 1.0


@pytest.mark.parametrize(
    ("tokens", "after", "hedge"),
    [
        ("if <x> ignores it there will be a riot", "", "if"),
        ("will <x> ignore it ?", "", "whether"),
        ("i had heard that <x> ignored it", "", "hearsay"),
        ("<x> ignored it , they wrote .", "not so .", "denied after"),
    ],
)
def test_questions_conditions_hearsay_and_denials_are_no_miss(tokens: str, after: str, hedge: str) -> None:
    features = clause_features(tokens.split(), [], after.split())
    assert f"told: {hedge}" in features
    assert "told: a miss" not in features


def test_bodies_of_one_list_share_what_is_said() -> None:
    (sentence,) = sentences("SAG, the Directors Guild and now the Academy passed, but BAFTA nominated it.")
    assert with_their_lists(sentence, {"oscars"}) == {"actor_awards", "dga", "oscars"}
    assert with_their_lists(sentence, set()) == set()
