"""The table matches.csv: the film that every printed title was matched to, why, and how surely."""

from collections.abc import Mapping

import pandas as pd

from tracker.frames import OBJECT
from tracker.identity.cells import text
from tracker.identity.films.registry import registry_keys

MATCHES = (
    "film_year",
    "body",
    "title",
    "film_wikipedia",
    "film",
    "film_qid",
    "film_imdb",
    "film_key",
    "step",
    "score",
    "decision",
    "why",
    "candidates",
)
"""Columns of the frame of matches, one row a title of a season's list of a body."""

_UNIT = ["film_year", "body", "title", "link", "film", "film_reason"]
_OTHER_LISTS = {"top_tens": "critics_lists", "eligibility": "eligibility"}
"""The value of `body` for frames that are not a body's list of nominations."""


def matches(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The matches (`MATCHES`) in order of season, body and title.

    Args:
        frames: as `resolve.with_keys` gives them. `decision` is `accepted`, `review` (a person must look at
            `candidates`) or `none`.
    """
    films = frames.get("films", pd.DataFrame(columns=["qid", "imdb", "title"]))
    keyed = films.assign(film=text(films, "film") if "film" in films.columns else registry_keys(films))
    registry = keyed[keyed["film"] != ""].drop_duplicates("film").set_index("film")
    offered = frames["candidates"].groupby("case")["film"].agg(tuple).to_dict()
    rows = pd.concat([_rows(name, frames) for name in ("works", *_OTHER_LISTS) if name in frames], ignore_index=True)
    rows = rows[rows["film"] != ""].drop_duplicates(_UNIT).sort_values(_UNIT, kind="stable", ignore_index=True)
    qid = rows["film"].where(rows["film"].str.match(r"^Q\d+$"), "")
    imdb = rows["film"].map(text(registry, "imdb").to_dict()).astype("object").fillna("")
    table = rows.assign(
        film_qid=qid,
        film_imdb=imdb.where(imdb != "", rows["film"].where(rows["film"].str.match(r"^tt\d+$"), "")),
        film_key=rows["film"],
        film=rows["film"].map(text(registry, "title").to_dict()).astype("object").fillna(""),
        film_wikipedia=rows["link"],
        step=rows["film_reason"],
        score=rows["film_score"],
        decision=rows["film_reason"].map(lambda r: {"review": "review", "printed": "none"}.get(r, "accepted")),
        why=rows["film_why"],
        candidates=[offered.get(key, ()) for key in rows["film"]],
    )
    return table[list(MATCHES)]


def _rows(name: str, frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    rows = frames[name]
    if "film" not in rows.columns:
        return pd.DataFrame(columns=[*_UNIT, "film_score", "film_why"])
    body = pd.Series(_OTHER_LISTS.get(name, ""), index=rows.index, dtype=OBJECT)
    if name == "works":
        lists = frames["nominations"].drop_duplicates("statement").set_index("statement")["body"]
        body = text(rows, "statement").map(lists.to_dict()).fillna("")
    year = pd.to_numeric(rows["film_year"], errors="coerce").astype("Float64").astype("Int64")
    texts = {column: text(rows, column) for column in ("title", "link", "film", "film_reason", "film_why")}
    return pd.DataFrame({"film_year": year, "body": body, **texts, "film_score": rows["film_score"]})
