"""Identity from the lists themselves: printed ids, and the pages that titles link to."""

import re

import pandas as pd

from tracker.domain.titles.comparable import title_key
from tracker.identity.cells import article, chosen, one_to_one, text
from tracker.identity.corrections import Corrections

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


def follow(works: pd.DataFrame, films: pd.DataFrame, links: pd.DataFrame, corrections: Corrections) -> pd.DataFrame:
    """Works with the key from their list, after people's decisions about it.

    Args:
        works: one row a printed work: `title` and, where known, `link`, `imdb`, `qid`, `film_year`.
        films: the registry.
        links: where link titles lead.
        corrections: people's decisions, which override everything.

    Returns:
        A copy of `works` in the same order with `film` (key; empty only for a work without any name), `film_reason`
        (decision, explicit_id, link, redirect, or printed where nothing identifies the work), `film_why` and
        `film_year` (absent years as missing).
    """
    imdb_to_qid = one_to_one(text(films, "imdb"), text(films, "qid"))
    page_to_qid = one_to_one(article(text(films, "wikipedia")), text(films, "qid"))
    table = link_table(links)
    qid = text(works, "qid").where(lambda s: s.str.match(_QID), "")
    imdb = text(works, "imdb").where(lambda s: s.str.match(_IMDB), "")
    explicit = qid.where(qid != "", chosen(imdb, imdb_to_qid)).where(lambda s: s != "", imdb)

    link = article(text(works, "link"))
    known, gone = link.isin(table.index), link.isin(table.index[table["missing"]])
    canonical = chosen(link, table["canonical"].to_dict()).where(lambda s: s != "", link)
    link_qid = chosen(link, table["qid"].to_dict())
    link_qid = link_qid.where(link_qid != "", chosen(canonical, page_to_qid))
    live = (link != "") & ~gone
    page = ("wp:" + canonical).where(live, "")
    linked = link_qid.where(link_qid != "", page).where(live, "")

    title = text(works, "title").where(lambda s: s != "", link)
    year = pd.to_numeric(works["film_year"], errors="coerce") if "film_year" in works.columns else float("nan")
    year = pd.Series(year, index=works.index, dtype="Float64")
    key = title.map(title_key)
    years = year.map(lambda y: "" if pd.isna(y) else str(int(y)))
    red = ("wp:" + link).where((link != "") & gone, "")
    printed = red.where(red != "", ("printed:" + key + "|" + years).where(key != "", ""))

    reason = pd.Series("printed", index=works.index, dtype="object")
    reason = reason.mask(linked != "", "link").mask((linked != "") & known & (canonical != link), "redirect")
    film = explicit.where(explicit != "", linked).where(lambda s: s != "", printed)
    found = works.assign(film_year=year, film=film, film_reason=reason.mask(explicit != "", "explicit_id"))
    found["film_why"] = _why(found["film_reason"], link, canonical)
    return _decided(found, pd.DataFrame({"film": film, "page": page, "imdb": imdb}), corrections)


def _why(reason: "pd.Series[str]", link: "pd.Series[str]", canonical: "pd.Series[str]") -> "pd.Series[str]":
    said = pd.Series("", index=reason.index, dtype="object").mask(reason == "explicit_id", "the list gives its id")
    said = said.mask(reason == "link", "linked to " + link)
    return said.mask(reason == "redirect", "linked to " + link + ", which leads to " + canonical)


def _decided(found: pd.DataFrame, keys: pd.DataFrame, corrections: Corrections) -> pd.DataFrame:
    """Apply people's decisions: a key that belongs to another film, or is not the film it seemed."""
    if not corrections.in_force:
        return found
    films, reasons, whys = (found[name].tolist() for name in ("film", "film_reason", "film_why"))
    for row, own in enumerate(keys.itertuples(index=False, name=None)):
        names = [name for name in dict.fromkeys(own) if name]
        said = next((d for d in map(corrections.decided, names) if d), None)
        if said is not None:
            films[row], reasons[row], whys[row] = corrections.key(said.film), "decision", said.words
            continue
        apart = next((name for name in names[1:] if corrections.apart(name, films[row])), None)
        if apart is not None:
            films[row], reasons[row], whys[row] = apart, "decision", corrections.about[apart]
    return found.assign(
        **{
            name: pd.Series(values, index=found.index, dtype="object")
            for name, values in (("film", films), ("film_reason", reasons), ("film_why", whys))
        }
    )
