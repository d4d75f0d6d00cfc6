"""Standing of the book that a film adapts: prizes it won or was listed for, as evidence for adapted screenplay alone.

A book is never a film. It belongs to a film where a page says so: the film's article or page names it, its author is
among the film's writers and the titles are the same, or a review of the book speaks of the film of that title.
"""

from urllib.parse import urlsplit

import pandas as pd

from tracker.domain.sources import FACTS_TIER
from tracker.domain.titles.comparable import fold, title_key
from tracker.frames import TEXT
from tracker.judge.material.frames import Kind, digest, pair, typed
from tracker.judge.material.tables import PROVENANCE, SeasonTables

CATEGORY = "adapted_screenplay"
WEIGHTS = {"won": 2.0, "shortlisted": 1.0, "longlisted": 0.5}
"""What a prize weighs by how far the book came; several claims about one prize count once."""
SITES = 2
"""Sites of the press that must agree on a prize for it to count where no list of the prize is at hand."""
_WRITERS = ("writer", "screenwriter", "story")
NEAR = 2
"""Years between a book's publication and a prize for new books from which the two are shown as disagreeing."""

_SAID = {"won": "winner of", "shortlisted": "shortlisted for", "longlisted": "longlisted for"}
_ROWS: dict[str, Kind] = {
    "evidence_id": "text",
    "film_key": "text",
    "family": "text",
    "category": "text",
    "category_as_printed": "text",
    "result": "text",
    "stage": "text",
    "people": "text",
    "claim": "text",
    "value": "float",
    "dated": "text",
    "feeds": "text",
    "cites": "text",
    "statement": "text",
    **PROVENANCE,
}


def source_work_evidence(tables: SeasonTables) -> pd.DataFrame:
    """One row a claim about a book that a film adapts, best sourced first; columns of `EVIDENCE`.

    The best sourced claim about each prize counts if the prize's own list makes it, or sites that agree; the others are
    printed beside it with a value of 0, and what contradicts others says so.
    """
    books = _books(tables.books)
    linked = adapted(tables, books)
    if linked.empty:
        return typed(pd.DataFrame(), _ROWS)
    claims = pair(linked, books, ["statement"], one=True)
    claims = claims[~(claims["year"] > claims["film_year"]).fillna(False).astype(bool)]
    undated = claims["year"].isna()
    rank = claims["claim"].map({"won": 0, "shortlisted": 1, "longlisted": 2, "published": 3})
    order = claims.assign(undated=undated, rank=rank, tier=claims["tier"].fillna(9))
    order = order.sort_values(["film_key", "tier", "undated", "rank", "statement"], kind="stable")
    first = ~order.duplicated(["film_key", "book", "prize"]) & (order["claim"] != "published")
    value = order["claim"].map(WEIGHTS).where(first & _borne_out(order), 0.0).fillna(0.0)
    by = order["authors"].map(", ".join)
    words = "Adapts " + order["title"] + (" by " + by).where(by != "", "")
    evidence = pd.DataFrame(
        {
            "evidence_id": digest("b", order[["statement", "film_key"]]),
            "film_key": order["film_key"],
            "family": "source_work",
            "category": CATEGORY,
            "category_as_printed": order["prize_as_printed"],
            "result": order["claim"],
            "stage": pd.Series("source_work", index=order.index).where(value > 0, ""),
            "people": order["authors"].map(";".join),
            "claim": words + ", " + _wording(order) + _conflicts(order),
            "value": value,
            "dated": order["year"].map(lambda y: "" if pd.isna(y) else str(int(y))).astype("str"),
            "feeds": pd.Series("acclaimed", index=order.index).where(value > 0, ""),
            "cites": "",
            "statement": order["statement"],
        }
    )
    return typed(pd.concat([evidence, order[list(PROVENANCE)]], axis=1), _ROWS).drop_duplicates("evidence_id")


def _borne_out(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Whether a source of facts makes a claim, or as many sites as must agree do."""
    sites = rows["source_url"].map(lambda url: urlsplit(url).hostname or url)
    same = [rows[name] for name in ("film_key", "book", "prize", "claim")]
    agreeing = sites.groupby(same, dropna=False).transform("nunique") >= SITES
    return agreeing | (rows["tier"] <= FACTS_TIER).astype(bool)


def _books(books: pd.DataFrame) -> pd.DataFrame:
    return books.assign(book=books["title"].map(title_key))


def _wording(rows: pd.DataFrame) -> "pd.Series[str]":
    year = rows["year"].map(lambda y: "" if pd.isna(y) else f" {int(y)}").astype("str")
    prize = rows["claim"].map(_SAID).fillna("") + " the " + rows["prize_as_printed"]
    prize = prize + year.where(year != "", " (the year is not stated)")
    return prize.where(rows["claim"] != "published", "said to have been published in" + year)


def _conflicts(rows: pd.DataFrame) -> "pd.Series[str]":
    """What others say of the same book that cannot hold beside a claim."""
    words: dict[object, str] = {}
    for _, group in rows.groupby(["film_key", "book"], sort=False):
        years = [None if pd.isna(year) else int(year) for year in group["year"]]
        claims = list(zip(group["claim"], group["prize"], years, strict=True))
        for row, own in zip(group.index, claims, strict=True):
            against = {text for other in claims if other is not own and (text := _against(own, other))}
            words[row] = "".join(f"; {text}" for text in sorted(against))
    return pd.Series([words[row] for row in rows.index], index=rows.index, dtype=TEXT)


_Said = tuple[str, str, int | None]
"""Claim, prize and year."""


def _against(own: _Said, other: _Said) -> str:
    claim, prize, year = own
    theirs, their_prize, their_year = other
    if year is None or their_year is None or year == their_year:
        return ""
    if claim == theirs == "published":
        return f"another source says it was published in {their_year}"
    if theirs == "published" and abs(year - their_year) > NEAR:
        return f"another source says it was published in {their_year}, which disagrees"
    if claim == "published" and abs(year - their_year) > NEAR:
        return f"but another source has it {_SAID[theirs]} a prize of {their_year}, which disagrees"
    if claim == theirs and prize == their_prize:
        return f"another source says {their_year}"
    return ""


# --- which book a film adapts ---


def adapted(tables: SeasonTables, books: pd.DataFrame) -> pd.DataFrame:
    """Films and the claims about the books they adapt.

    Args:
        tables: with `facts`, `film_credits`, `mentions` and `films`.
        books: claims, with `book`, the key of the title.

    Returns:
        film_key, film_year (of the film, missing where unknown) and statement (of the book's claim), each pair once.
    """
    if books.empty:
        return pd.DataFrame({"film_key": [], "film_year": [], "statement": []})
    pairs = pd.concat([_named(tables, books), _by_writer(tables, books), _reviewed(tables, books)], ignore_index=True)
    years = tables.films.drop_duplicates("film").set_index("film")["year"]
    pairs = pairs.drop_duplicates(["film_key", "statement"], ignore_index=True)
    return pairs.assign(film_year=pairs["film_key"].map(years).astype("Int64"))


def _named(tables: SeasonTables, books: pd.DataFrame) -> pd.DataFrame:
    """The film's article or page says what it is based on, and does not name another author."""
    facts = tables.facts
    works = facts[facts["property"] == "based_on"].assign(book=lambda f: f["value"].map(title_key))
    authors = facts[facts["property"] == "based_on_author"].groupby("film")["value"].agg(list).to_dict()
    pairs = pair(works[["film", "book", "link"]].drop_duplicates(), books, ["book"], suffixes=("", "_of_book"))
    same = [
        (bool(link) and link == own) or not stated or not by or share_a_name(stated, by)
        for link, own, stated, by in zip(
            pairs["link"],
            pairs["link_of_book"],
            [authors.get(film, []) for film in pairs["film"]],
            pairs["authors"],
            strict=True,
        )
    ]
    return _pairs(pairs[pd.Series(same, index=pairs.index, dtype=bool)])


def _by_writer(tables: SeasonTables, books: pd.DataFrame) -> pd.DataFrame:
    """The author is among the film's writers, or that of its unnamed source, and the titles are the same."""
    titles = tables.films.explode("aliases")[["film", "title", "original_title", "aliases"]]
    titles = titles.melt("film", value_name="name").assign(book=lambda t: t["name"].fillna("").map(title_key))
    pairs = pair(titles[titles["book"] != ""][["film", "book"]].drop_duplicates(), books, ["book"])
    credits, facts = tables.film_credits, tables.facts
    written = credits[credits["craft"].isin(_WRITERS)][["film", "name"]]
    stated = facts[facts["property"] == "based_on_author"].rename(columns={"value": "name"})[["film", "name"]]
    sources = facts.loc[facts["property"] == "based_on", "film"]
    pairs = pairs[~pairs["film"].isin(sources)]  # its source is known by name
    people = pd.concat([written, stated]).groupby("film")["name"].agg(list).to_dict()
    same = [share_a_name(people.get(film, []), by) for film, by in zip(pairs["film"], pairs["authors"], strict=True)]
    return _pairs(pairs[pd.Series(same, index=pairs.index, dtype=bool)])


def _reviewed(tables: SeasonTables, books: pd.DataFrame) -> pd.DataFrame:
    """The page that speaks of the book speaks of the film of its title too."""
    mentions = tables.mentions[tables.mentions["work_kind"] == "film"]
    films = mentions.assign(book=mentions["title"].map(title_key))[["film", "book", "source_url", "source"]]
    return _pairs(pair(films.drop_duplicates(), books, ["book", "source_url", "source"]))


def _pairs(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[["film", "statement"]].rename(columns={"film": "film_key"})


def share_a_name(some: "list[str] | tuple[str, ...]", others: "list[str] | tuple[str, ...]") -> bool:
    """Whether a person stands in both lists: the same surname, and the same initial where both give more than it."""
    return any(_same(a, b) for a in map(fold, some) for b in map(fold, others))


def _same(one: str, other: str) -> bool:
    a, b = one.split(), other.split()
    return bool(a and b) and a[-1] == b[-1] and (len(a) == 1 or len(b) == 1 or a[0][0] == b[0][0])
