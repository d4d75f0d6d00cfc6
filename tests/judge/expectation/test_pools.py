"""What is learnt of several at once: of both awards for a script, of whoever plays in a film."""

import math

import pandas as pd
import pytest

from tracker.domain.rules import load_rules
from tracker.judge.expectation.baserates import Counts
from tracker.judge.expectation.contenders import CONTENDER, Contenders
from tracker.judge.expectation.learn import Expectation, Forecast

SCRIPT = (2010, "screenplay", "Q1", "")


@pytest.mark.parametrize(
    ("original", "adapted", "p"), [(0.7, 0.7, 0.91), (0.5, 0.5, 0.75), (0.9, 0.02, 0.902), (0.0, 0.0, 0.0)]
)
def test_both_awards_together_are_less_than_their_sum(original: float, adapted: float, p: float) -> None:
    ends = [(original, original / 2, original), (adapted, adapted / 2, adapted)]
    rows = [
        (2010, slug, "Q1", "", *share)
        for slug, share in zip(("original_screenplay", "adapted_screenplay"), ends, strict=True)
    ]
    model = pd.DataFrame(rows, columns=[*CONTENDER, "p", "low", "high"])
    none = pd.DataFrame(columns=["film_year", "concept", "film_key", "person", "hits", "bodies", "genre", "possible"])
    lessons = Expectation(frozenset({2010}), Counts(none, none), {}, Contenders.nobody(), model)
    share = Forecast(lessons, load_rules().equivalence).by_model(SCRIPT)
    assert share.p == pytest.approx(p)
    assert share.low <= share.p <= share.high <= 1.0


def test_performers_share_what_is_known_of_the_film_alone() -> None:
    shares = [("supporting_actor", "Q1", "", 0.9), ("supporting_actor", "Q1", "Ann Lee", 0.4)]
    rows = [(2010, slug, film, who, p, p / 2, p) for slug, film, who, p in shares]
    model = pd.DataFrame(rows, columns=[*CONTENDER, "p", "low", "high"])
    none = pd.DataFrame(columns=["film_year", "concept", "film_key", "person", "hits", "bodies", "genre", "possible"])
    forecast = Forecast(
        Expectation(frozenset({2010}), Counts(none, none), {}, Contenders.nobody(), model), load_rules().equivalence
    )
    units = [(2010, "supporting_actor", "Q1", who) for who in ("Ann Lee", "Bo Ek", "Cy Ray")]
    assert [one.p_nomination for one in forecast.expect(units)] == [0.4, 0.45, 0.45]
    assert [one.p_nomination for one in forecast.expect(units[:2])] == [0.4, 0.9]


@pytest.mark.parametrize(
    ("hits", "p", "n", "reason"),
    [
        ({"Ann Lee": 3}, 0.8, 3, ""),
        ({"Ann Lee": 3, "Bo Ek": 1}, 0.8, 3, ""),
        ({"Ann Lee": 2, "Bo Ek": 2}, math.nan, None, "list_names_no_people"),
        ({}, 0.1, 0, ""),
    ],
)
def test_a_nominee_without_a_name_is_the_performer_whom_most_other_lists_name(
    hits: dict[str, int], p: float, n: int | None, reason: str
) -> None:
    shares = {"": 0.1, "Ann Lee": 0.8, "Bo Ek": 0.3}
    rows = [(2010, "lead_actor", "Q1", who, p, p / 2, p) for who, p in shares.items()]
    model = pd.DataFrame(rows, columns=[*CONTENDER, "p", "low", "high"])
    columns = ["film_year", "concept", "film_key", "person", "hits", "bodies", "genre"]
    seen = pd.DataFrame([(2010, "lead_actor", "Q1", who, k, k, "") for who, k in hits.items()], columns=columns)
    possible = pd.DataFrame([(2010, "lead_actor", 3)], columns=["film_year", "concept", "possible"])
    lessons = Expectation(frozenset({2010}), Counts(seen, possible), {}, Contenders.nobody(), model)
    (one,) = Forecast(lessons, load_rules().equivalence).expect([(2010, "lead_actor", "Q1", "")])
    assert one.p_nomination == pytest.approx(p, nan_ok=True)
    assert (one.precursor_hits, one.precursor_possible, one.e_reason) == (n, 3, reason)
