"""What the press claims about nominations, beside the closed lists: the list decides, and each claim is right or wrong.

"It missed the Baftas" is a claim about nominations: a place on a longlist does not contradict it, and is told.
"""

import pandas as pd

from tracker.compare.frames import Kind, joined, lookup, typed
from tracker.compare.one_voice import closed
from tracker.compare.tables import SHOWN, SeasonTables

CLAIMS: dict[str, Kind] = {
    "film": "text",
    "film_qid": "text",
    "film_imdb": "text",
    "film_year": "int",
    "body": "text",
    "ceremony": "int",
    "ceremony_year": "int",
    "claim": "text",
    "holds": "text",
    "list_says": "text",
    "quotation": "text",
    "site": "text",
    "tier": "int",
    "published_on": "text",
    "article_title": "text",
    "source_url": "text",
    "list_url": "text",
    "list_revision": "text",
}
"""Columns of `press_claims`; `holds` is `right` or `wrong`, or `open` where no closed list decides."""

_AT = ["film_year", "body"]
_LIST = ["body", "ceremony"]


def press_claims(tables: SeasonTables) -> pd.DataFrame:
    """Every claim of an article that a body gave a film nothing, and what the body's closed list says.

    A claim made before the list was announced is a forecast, and stays open.
    """
    said = tables.mentions[(tables.mentions["work_kind"] == "film") & (tables.mentions["voice"] == "article")]
    claims = said.explode("missed").rename(columns={"missed": "body"})
    claims = claims[claims["body"].notna() & (claims["body"] != "")]
    claims = claims.merge(_seasons(tables), on="film", how="left", validate="many_to_many")
    lists = tables.lists[(tables.lists["kind"] == "nominations") & tables.lists["ceremony"].notna()]
    lists = lists.assign(whole=closed(lists)).sort_values(["whole", "as_of"], ascending=False, kind="stable")
    lists = lists.drop_duplicates(_LIST).rename(columns={"source_url": "list_url", "revision": "list_revision"})
    kept = [*_AT, "ceremony", "ceremony_year", "announced_on", "whole", "list_url", "list_revision"]
    found = claims.merge(lists[kept], on=_AT, how="left", validate="many_to_many")
    found = found.join(_on_lists(found, tables))
    early = (found["published_on"] != "") & (found["published_on"] < found["announced_on"].fillna(""))
    decided = found["whole"].eq(True) & ~early
    holds = (
        pd.Series("open", index=found.index).mask(decided, "right").mask(decided & (found["nominated"] != ""), "wrong")
    )
    text = found["nominated"].map(lambda names: f"nominated: {names}" if names else "no nomination")
    near = found["near"].map(lambda names: f"; but {names}" if names else "")
    names = lookup(found, tables.films, ["film"], ["title", "qid", "imdb"])
    shown = found.assign(
        film=names["title"].where(names["title"].fillna("") != "", found["title"]),
        film_qid=names["qid"],
        film_imdb=names["imdb"],
        claim="no nomination",
        holds=holds,
        list_says=(text + near).where(decided, ""),
        quotation=[
            _quotation(*each) for each in zip(found["quotations"], found["quoted_for"], found["body"], strict=True)
        ],
    )
    shown = typed(shown, CLAIMS)
    settled = shown.assign(open=shown["holds"] == "open").sort_values(["open", "film_year"], kind="stable")
    each = ["source_url", "film", "body"]
    doubtful = settled["open"] & settled.duplicated(each)  # another season of the film decides it
    order = ["published_on", "site", "film", "body", "ceremony"]
    return settled[~doubtful].drop(columns="open").sort_values(order, kind="stable", ignore_index=True)


def _seasons(tables: SeasonTables) -> pd.DataFrame:
    """The seasons of each film: of the lists it stands on, else of its own year."""
    entered = tables.entries[["film", "film_year"]].dropna().drop_duplicates()
    own = tables.films[["film", "year"]].dropna().rename(columns={"year": "film_year"})
    rest = own[~own["film"].isin(entered["film"])]
    return pd.concat([entered, rest], ignore_index=True).drop_duplicates()


def _on_lists(claims: pd.DataFrame, tables: SeasonTables) -> pd.DataFrame:
    """What a film's entries at a ceremony are: `nominated` and, short of that, `near`; texts, empty where none."""
    entries = tables.entries[tables.entries["official"]]
    key = ["film", *_LIST]
    shown = entries[entries["result"].isin(SHOWN)].assign(said=lambda e: e["category_as_printed"])
    short = entries[entries["result"].isin(["longlisted", "shortlisted"])]
    short = short.assign(said=short["result"] + " for " + short["category_as_printed"])
    parts = {}
    for name, rows in (("nominated", shown), ("near", short)):
        cells = joined(rows.drop_duplicates([*key, "said"]), key, "said", ", ").rename(columns={"said": name})
        parts[name] = lookup(claims, cells, key, [name])[name].fillna("")
    return pd.DataFrame(parts, index=claims.index)


def _quotation(texts: tuple[str, ...], quoted_for: tuple[str, ...], body: str) -> str:
    """The quotation that carries the claim about a body; an article read long ago has one for all its bodies."""
    for wanted in (f"missed:{body}", "missed"):
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
