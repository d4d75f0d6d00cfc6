"""What is a miss and what is a fact in the table, decided here for every view; and the mirror of a miss, a surprise."""

import pandas as pd

from tracker.config import Thresholds
from tracker.domain.verdicts import MISSED, Label
from tracker.judge.verdict.labels import HARD_RUNGS


def missed(units: pd.DataFrame, thresholds: Thresholds) -> "pd.Series[bool]":
    """Whether each verdict tells of a miss; that a film was shut out is one only where something backs it.

    Args:
        units: label, near_miss, p_nomination, and the nominees that each work is `ahead_of`, `of_nominees`.
        thresholds: how far ahead of the nominated, and how unlikely no nomination at all.
    """
    least = (units["of_nominees"] * thresholds.shut_out_ahead).clip(lower=1)
    backed = (units["ahead_of"] >= least).fillna(False).astype(bool)
    backed |= (1.0 - units["p_nomination"] < thresholds.shut_out_unlikely).fillna(False).astype(bool)
    backed |= units["near_miss"].isin(HARD_RUNGS)
    return units["label"].isin([label.value for label in MISSED]) & (units["label"].ne(Label.SHUT_OUT.value) | backed)


def surprising(units: pd.DataFrame, thresholds: Thresholds) -> "pd.Series[bool]":
    """Whether each verdict is a nomination below the level of the film that was less likely than a snub's."""
    named = units["label"].eq(Label.NOMINATED.value) & units["category"].ne("")
    return named & (units["p_nomination"] < thresholds.snub).fillna(False).astype(bool)


def surprises(verdicts: pd.DataFrame) -> pd.DataFrame:
    """The surprising nominations, the least expected first.

    Args:
        verdicts: columns of `tracker.domain.facts.tables.VERDICTS`.
    """
    rows = verdicts[verdicts["surprising"]]
    return rows.sort_values(["p_nomination", "film", "category"], kind="stable", ignore_index=True)
