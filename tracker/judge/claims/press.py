"""What the press claims about nominations, beside the closed lists: the list decides, and each claim is right or wrong.

"It missed the Baftas" is a claim about nominations (`tracker.judge.claims.misses`): a place on a longlist does not
contradict it, and is told. "It has five Oscar nominations" is one as well (`tracker.judge.claims.nominations`). Neither
sets a fact.
"""

import pandas as pd

from tracker.domain.facts.tables import schema
from tracker.judge.claims.misses import missed
from tracker.judge.claims.nominations import judged
from tracker.judge.material.frames import lookup, typed
from tracker.judge.material.tables import SeasonTables

CLAIMS = schema("press_claims")
"""Columns of `press_claims`.

`claimed` is `missed`, `nominated` or `won`; `holds` is `right` or `wrong`, or `open` where no closed list decides.
"""


def press_claims(tables: SeasonTables) -> pd.DataFrame:
    """Every claim of an article that a body gave a film nothing, or something, and what the body's closed list says.

    A claim made before the list was announced is a forecast, and stays open.
    """
    mentions = tables.mentions[(tables.mentions["work_kind"] == "film") & (tables.mentions["voice"] == "article")]
    if mentions.empty:
        return typed(mentions, CLAIMS)
    every = missed(mentions, tables), judged(mentions, tables)
    claims = pd.concat([part for part in every if len(part)] or [every[0]], ignore_index=True)
    names = lookup(claims, tables.films, ["film"], ["title", "qid", "imdb"])
    quoted = ("quotations", "quoted_for", "claimed", "body")
    shown = claims.assign(
        film_key=claims["film"],
        film=names["title"].where(names["title"].fillna("") != "", claims["title"]),
        film_qid=names["qid"],
        film_imdb=names["imdb"],
        quotation=[_quotation(*each) for each in zip(*(claims[c] for c in quoted), strict=True)],
    )
    order = ["published_on", "site", "film", "body", "ceremony", "claimed", "category"]
    return typed(shown, CLAIMS).sort_values(order, kind="stable", ignore_index=True)


def _quotation(texts: tuple[str, ...], quoted_for: tuple[str, ...], claimed: str, body: str) -> str:
    """The quotation that carries the claim about a body; an article read long ago has one for all it missed at."""
    kind = "missed" if claimed == "missed" else "nominated"
    for wanted in (f"{kind}:{body}", "missed" if claimed == "missed" else ""):
        for text, what in zip(texts, quoted_for, strict=False):
            if wanted in what.split():
                return text
    return ""


def press_errors(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that a closed list contradicts."""
    return claims[claims["holds"] == "wrong"].reset_index(drop=True)


def records_of_sites(claims: pd.DataFrame) -> pd.DataFrame:
    """How often each site was right: site, right, wrong, open; the sites that were wrong most often first."""
    counts = claims.groupby(["site", "holds"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=["right", "wrong", "open"], fill_value=0).reset_index()
    return counts.sort_values(["wrong", "site"], ascending=[False, True], kind="stable", ignore_index=True)
