"""Identity from the lists themselves: printed ids, and the pages that titles link to."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from tracker.domain.titles.comparable import title_key
from tracker.identity.cells import article, chosen, one_to_one, text
from tracker.identity.corrections import Corrections
from tracker.identity.films.registry import registry_keys

_IMDB = re.compile(r"^tt\d+$")
_QID = re.compile(r"^Q[1-9]\d*$")


def link_table(links: pd.DataFrame) -> pd.DataFrame:
    """Where link titles lead: canonical, qid, missing, by title; the best of several answers."""
    table = pd.DataFrame(
        {
            "title": article(text(links, "title")),
            "canonical": article(text(links, "canonical")),
            "qid": text(links, "qid"),
            "missing": links["missing"].fillna(False).astype(bool) if "missing" in links.columns else False,
        }
    )
    table = table[table["title"] != ""].sort_values(
        ["title", "missing", "qid"], kind="stable", ascending=[True, True, False]
    )
    first: pd.DataFrame = table.drop_duplicates("title").set_index("title")
    return first


@dataclass(frozen=True)
class Ids:
    """The film key of each IMDb id and of each article, by the registry and by rows that state both."""

    by_imdb: Mapping[str, str]
    by_page: Mapping[str, str]


def known_ids(films: pd.DataFrame, table: pd.DataFrame, frames: Iterable[pd.DataFrame]) -> Ids:
    """What the registry says, and what rows with an id and a link add: both are of one film.

    Args:
        films: the registry.
        table: where link titles lead, as `link_table` has it.
        frames: rows that name films, some with `imdb` and `link`. A contradiction among them says nothing.
    """
    pages, qids = article(text(films, "wikipedia")), text(films, "qid")
    by_imdb = one_to_one(text(films, "imdb"), qids)
    by_page = one_to_one(pages, text(films, "film") if "film" in films.columns else registry_keys(films))
    canonical, qid_of, missing = (table[name].to_dict() for name in ("canonical", "qid", "missing"))
    pairs = {
        (imdb, canonical.get(page, "") or page)
        for rows in frames
        if {"imdb", "link"} <= set(rows.columns)
        for imdb, page in zip(text(rows, "imdb"), article(text(rows, "link")), strict=True)
        if page and _IMDB.match(imdb) and not missing.get(page, False)
    }
    both = pd.DataFrame(sorted(pairs), columns=["imdb", "page"], dtype="object")
    back = one_to_one(both["page"], both["imdb"])
    for imdb, page in one_to_one(both["imdb"], both["page"]).items():
        if back.get(page) == imdb:
            key = by_imdb.get(imdb) or by_page.get(page) or qid_of.get(page) or imdb
            by_page.setdefault(page, key)
            if key != imdb:
                by_imdb.setdefault(imdb, key)
    return Ids(by_imdb, by_page)


def follow(works: pd.DataFrame, ids: Ids, table: pd.DataFrame, corrections: Corrections) -> pd.DataFrame:
    """Works with the key from their list, after people's decisions about it.

    Args:
        works: one row a printed work: `title` and, where known, `link`, `imdb`, `qid`, `film_year`.
        ids: film keys of ids and articles.
        table: where link titles lead, as `link_table` has it.
        corrections: people's decisions, which override everything.

    Returns:
        A copy of `works` in the same order with `film` (key; empty only for a work without any name), `film_reason`
        (decision, explicit_id, link, redirect, or printed where nothing identifies the work), `film_why` and
        `film_year` (absent years as missing).
    """
    qid = text(works, "qid").where(lambda s: s.str.match(_QID), "")
    imdb = text(works, "imdb").where(lambda s: s.str.match(_IMDB), "")
    explicit = qid.where(qid != "", chosen(imdb, ids.by_imdb)).where(lambda s: s != "", imdb)

    link = article(text(works, "link"))
    is_link, is_missing = link.isin(table.index), link.isin(table.index[table["missing"]])
    canonical = chosen(link, table["canonical"].to_dict()).where(lambda s: s != "", link)
    link_qid = chosen(link, table["qid"].to_dict())
    link_qid = link_qid.where(link_qid != "", chosen(canonical, ids.by_page))
    live = (link != "") & ~is_missing
    page = ("wp:" + canonical).where(live, "")
    linked = link_qid.where(link_qid != "", page).where(live, "")

    title = text(works, "title").where(lambda s: s != "", link)
    year = pd.to_numeric(works["film_year"], errors="coerce") if "film_year" in works.columns else float("nan")
    year = pd.Series(year, index=works.index, dtype="Float64")
    key = title.map(title_key)
    years = year.map(lambda y: "" if pd.isna(y) else str(int(y)))
    red = ("wp:" + link).where((link != "") & is_missing, "")
    printed = red.where(red != "", ("printed:" + key + "|" + years).where(key != "", ""))

    reason = pd.Series("printed", index=works.index, dtype="object")
    reason = reason.mask(linked != "", "link").mask((linked != "") & is_link & (canonical != link), "redirect")
    film = explicit.where(explicit != "", linked).where(lambda s: s != "", printed)
    keyed = works.assign(film_year=year, film=film, film_reason=reason.mask(explicit != "", "explicit_id"))
    keyed["film_why"] = _why(keyed["film_reason"], link, canonical)
    return _decided(keyed, pd.DataFrame({"film": film, "page": page, "imdb": imdb}), corrections)


def _why(reason: "pd.Series[str]", link: "pd.Series[str]", canonical: "pd.Series[str]") -> "pd.Series[str]":
    why = pd.Series("", index=reason.index, dtype="object").mask(reason == "explicit_id", "the list gives its id")
    why = why.mask(reason == "link", "linked to " + link)
    return why.mask(reason == "redirect", "linked to " + link + ", which leads to " + canonical)


def _decided(keyed: pd.DataFrame, keys: pd.DataFrame, corrections: Corrections) -> pd.DataFrame:
    """Apply people's decisions: a key that belongs to another film, or is not the film it seemed."""
    if not corrections.in_force:
        return keyed
    films, reasons, whys = (keyed[name].tolist() for name in ("film", "film_reason", "film_why"))
    for row, own in enumerate(keys.itertuples(index=False, name=None)):
        names = [name for name in dict.fromkeys(own) if name]
        decision = next((d for d in map(corrections.decided, names) if d), None)
        if decision is not None:
            films[row], reasons[row], whys[row] = corrections.key(decision.film), "decision", decision.words
            continue
        apart = next((name for name in names[1:] if corrections.apart(name, films[row])), None)
        if apart is not None:
            films[row], reasons[row], whys[row] = apart, "decision", corrections.about[apart]
    return keyed.assign(
        **{
            name: pd.Series(values, index=keyed.index, dtype="object")
            for name, values in (("film", films), ("film_reason", reasons), ("film_why", whys))
        }
    )
