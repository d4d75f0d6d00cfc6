"""The mirror of a snub: what was nominated although little spoke for it before the announcement."""

import pandas as pd

from tracker.domain.verdicts import Label


def surprises(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Nominations below the level of the film that have an E, the least expected first.

    Args:
        verdicts: columns of `tracker.judge.verdict.columns.VERDICTS`.
    """
    named = (verdicts["label"] == Label.NOMINATED.value) & (verdicts["category"] != "")
    rows = verdicts[named & verdicts["p_nomination"].notna()]
    return rows.sort_values(["p_nomination", "film", "category"], kind="stable", ignore_index=True)
