"""What is a miss and what is a fact in the table, decided here for every view; and the mirror of a miss, a surprise."""

import numpy as np
import pandas as pd

from tracker.config import Thresholds
from tracker.domain.verdicts import MISSED, Label
from tracker.judge.material.frames import among
from tracker.judge.verdict.labels import FAMILIES_NEEDED, HARD_RUNGS

_FILM = ["target", "film_key"]


def ahead_of_nominated(whole: pd.DataFrame, films: pd.DataFrame) -> "pd.Series[float]":
    """Of the features nominated for anything at a ceremony, the share that each film is ahead of by acclaim.

    Args:
        whole: films as a whole: target, film_key, nominated, acclaim, families_n.
        films: the candidates of each ceremony (target, film_key, work_kind).

    Returns:
        With the index of `whole`, 0 to 1; 0 for a film whose acclaim rests on too few families, and where no feature
        was nominated. A nominated feature of unknown acclaim is ahead of every other film.
    """
    feature = ~among(whole, films[films["work_kind"] == "short"], _FILM)
    field = whole[feature & whole["nominated"]].assign(acclaim=lambda rows: rows["acclaim"].fillna(np.inf))
    nominated = {target: np.sort(rows.to_numpy(dtype=float)) for target, rows in field.groupby("target")["acclaim"]}
    own = whole["acclaim"].where(whole["families_n"] >= FAMILIES_NEEDED, -1.0).fillna(-1.0)
    shares = [
        float(nominated[target].searchsorted(acclaim)) / len(nominated[target]) if target in nominated else 0.0
        for target, acclaim in zip(whole["target"].tolist(), own.tolist(), strict=True)
    ]
    return pd.Series(shares, index=whole.index, dtype="float64")


def missed(units: pd.DataFrame, thresholds: Thresholds) -> "pd.Series[bool]":
    """Whether each verdict tells of a miss; that a film was shut out is one only where something backs it.

    Args:
        units: label, near_miss, p_nomination and, of films as a whole, `ahead` (`ahead_of_nominated`).
        thresholds: how far ahead of the nominated, and how unlikely no nomination at all.
    """
    backed = (units["ahead"] >= thresholds.shut_out_ahead).fillna(False).astype(bool)
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
