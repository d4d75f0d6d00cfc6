"""How good probabilities and rankings were, once the nominations are known."""

import numpy as np
import pandas as pd

from tracker.judge.expectation.logistic import Floats

BINS = 10
"""Classes of probability of equal width in a reliability plot."""

_LEAST = 1e-6


def log_loss(won: Floats, p: Floats) -> float:
    """Mean of -ln of the probability given to what happened; 0 is perfect, ln 2 says nothing."""
    sure = np.clip(p, _LEAST, 1.0 - _LEAST)
    return float(-(won * np.log(sure) + (1.0 - won) * np.log(1.0 - sure)).mean())


def brier(won: Floats, p: Floats) -> float:
    """Mean squared distance between probability and outcome."""
    return float(((won - p) ** 2).mean())


def reliability(won: Floats, p: Floats) -> pd.DataFrame:
    """For each class of probability that occurs: from, to, films, said (mean probability), seen (share nominated)."""
    place = np.minimum((p * BINS).astype(int), BINS - 1)
    rows = (
        pd.DataFrame({"place": place, "said": p, "seen": won})
        .groupby("place")
        .agg(films=("said", "size"), said=("said", "mean"), seen=("seen", "mean"))
    )
    rows = rows.reset_index()
    return pd.DataFrame(
        {
            "from": rows["place"] / BINS,
            "to": (rows["place"] + 1) / BINS,
            **{c: rows[c] for c in ("films", "said", "seen")},
        }
    )


def calibration_error(won: Floats, p: Floats) -> float:
    """Expected calibration error: how far the classes' shares lie from what was said, weighted by their films."""
    bins = reliability(won, p)
    return float((bins["films"] * (bins["said"] - bins["seen"]).abs()).sum() / bins["films"].sum())


def slots_named(won: Floats, score: Floats, picks: int) -> float:
    """How many of the first `picks` by score were nominated.

    Where several share the score at the last place, each is picked with the same chance: a ranking by counts must not
    gain or lose by the order of titles. A missing score stands below all others.
    """
    score = np.where(np.isnan(score), -np.inf, score)
    if picks <= 0 or not len(score):
        return 0.0
    last = np.sort(score)[::-1][min(picks, len(score)) - 1]
    above, level = score > last, score == last
    left = min(picks, len(score)) - int(above.sum())
    return float(won[above].sum() + left * won[level].mean())
