"""What the press claims about nominations, beside the closed lists: the list decides, and each claim is right or wrong.

"It missed the Baftas" is a claim about nominations: a place on a longlist does not contradict it, and is told. "It has
five Oscar nominations" is one as well (`tracker.judge.claims.nominations`). Neither sets a fact.
"""

import pandas as pd

from tracker.domain.facts.tables import schema
from tracker.judge.claims.lists import beside_lists, may_stand, near_misses, nominated_for
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
    parts = [part for part in (_missed(mentions, tables), judged(mentions, tables)) if len(part)]
    claims = pd.concat(parts, ignore_index=True) if parts else _missed(mentions, tables)
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


def _missed(mentions: pd.DataFrame, tables: SeasonTables) -> pd.DataFrame:
    """Claims that a body gave a film nothing."""
    claims = mentions.explode("missed").rename(columns={"missed": "body"})
    claims = claims[claims["body"].notna() & (claims["body"] != "")]
    rows = beside_lists(claims, tables)
    nominated = nominated_for(rows, tables)
    early = (rows["published_on"] != "") & (rows["published_on"] < rows["announced_on"].fillna(""))
    open_ = may_stand(rows, tables)
    unread = pd.Series([open_(place, "") for place in range(len(rows))], index=rows.index, dtype=bool)
    decided = rows["whole"].eq(True) & ~early & ((nominated != "") | ~unread)
    holds = pd.Series("open", index=rows.index).mask(decided, "right").mask(decided & (nominated != ""), "wrong")
    text = nominated.map(lambda names: f"nominated: {names}" if names else "no nomination")
    rows = rows.assign(
        claimed="missed",
        category="",
        claim="no nomination",
        holds=holds,
        list_says=(text + near_misses(rows, tables)).where(decided, ""),
    )
    settled = rows.assign(open=holds == "open").sort_values(["open", "film_year"], kind="stable")
    doubtful = settled["open"] & settled.duplicated(["source_url", "film", "body"])  # another season decides it
    return settled[~doubtful].drop(columns="open")


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
