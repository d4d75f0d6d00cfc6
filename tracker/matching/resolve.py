"""From what a list printed to a film key: identity first, titles last, and nothing merged on a guess.

The key is a Wikidata id when known, else an IMDb id, else `wp:<article>`, else `printed:<title key>|<film year>`.
"""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from tracker.domain.titles import fold, title_key

REASONS = {"explicit_id": 1.0, "link": 1.0, "redirect": 1.0, "title_year": 0.9, "printed": 0.0}
"""Why a work has its key, and how far that can be trusted, 0 to 1."""

YEAR_SLACK = 1
"""A printed title may match a film of the registry whose year is this far from the season's."""

NOT_FILMS = ("book", "song")

_IMDB = re.compile(r"^tt\d+$")
_QID = re.compile(r"^Q[1-9]\d*$")


def _chosen(values: "pd.Series[Any]", mapping: Mapping[Any, Any]) -> "pd.Series[str]":
    """Values looked up, "" where there is nothing."""
    return pd.Series([mapping.get(value, "") for value in values], index=values.index, dtype="object")


def text(frame: pd.DataFrame, column: str) -> "pd.Series[str]":
    """A text column with every missing value as the empty string; empty strings never identify anything."""
    if column not in frame.columns:
        return pd.Series("", index=frame.index, dtype="object")
    values = frame[column].astype("object")
    return values.where(values.notna(), "").astype("str").str.strip().astype("object")


def article(titles: "pd.Series[str]") -> "pd.Series[str]":
    """Link targets in the form of article titles: no fragment, spaces for underscores, first letter upper case."""
    plain = titles.str.split("#", n=1).str[0].str.replace("_", " ", regex=False).str.replace(r"\s+", " ", regex=True)
    plain = plain.astype("object").where(plain.notna(), "").str.strip()
    return plain.str[:1].str.upper() + plain.str[1:]


def _one_to_one(keys: "pd.Series[str]", values: "pd.Series[str]") -> dict[str, str]:
    """Pairs in which a key has exactly one value; neither is ever empty."""
    pairs = pd.DataFrame({"key": keys.to_numpy(), "value": values.to_numpy()}).drop_duplicates()
    pairs = pairs[(pairs["key"] != "") & (pairs["value"] != "")]
    pairs = pairs[~pairs["key"].duplicated(keep=False)]
    return dict(zip(pairs["key"], pairs["value"], strict=True))


def _links(links: pd.DataFrame) -> pd.DataFrame:
    """Where link titles lead: title, canonical, qid, missing."""
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


def registry_keys(films: pd.DataFrame) -> "pd.Series[str]":
    """The key of each row of the registry: its Wikidata id, also where only another row of its IMDb id has one."""
    qid, imdb = text(films, "qid"), text(films, "imdb")
    known = _chosen(imdb, _one_to_one(imdb, qid))
    return qid.where(qid != "", known.where(known != "", imdb))


def _by_title_and_year(films: pd.DataFrame) -> pd.DataFrame:
    """Every title the registry knows a film by: key, year, qid (its key). Books and songs are not films."""
    kind = text(films, "work_kind")
    films = films[~kind.isin(NOT_FILMS)]
    base = pd.DataFrame({"qid": registry_keys(films), "year": pd.to_numeric(films["year"], errors="coerce")})
    names = [base.assign(name=text(films, column)) for column in ("title", "original_title")]
    if "aliases" in films.columns:
        aliases = base.assign(name=films["aliases"].map(lambda a: list(a) if isinstance(a, list | tuple) else []))
        aliases = aliases.explode("name")
        names.append(aliases.assign(name=text(aliases, "name")))
    table = pd.concat(names, ignore_index=True)
    table = table[(table["name"] != "") & (table["qid"] != "") & table["year"].notna()]
    table["key"] = table["name"].map(title_key)
    return table[["key", "year", "qid"]].drop_duplicates(ignore_index=True)


def _match_titles(works: pd.DataFrame, films: pd.DataFrame) -> "pd.Series[str]":
    """QIDs by index of `works` (key, film_year) where exactly one film has that title about that year."""
    known = _by_title_and_year(films)
    wanted = works[works["film_year"].notna() & (works["key"] != "")].reset_index(names="row")
    pairs = wanted.merge(known, on="key", how="inner", validate="many_to_many")
    pairs = pairs[(pairs["year"] - pairs["film_year"].astype("float64")).abs() <= YEAR_SLACK]
    pairs = pairs[["row", "qid"]].drop_duplicates()
    single = pairs[~pairs["row"].duplicated(keep=False)]
    return pd.Series(single["qid"].to_numpy(), index=single["row"].to_numpy(), dtype="object")


def resolve(works: pd.DataFrame, films: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Give every work a film key.

    Args:
        works: one row a printed work, with `title` and, where known, `link`, `imdb`, `qid`, `film_year`.
        films: the registry (qid, imdb, title, original_title, aliases, year, work_kind, wikipedia).
        links: where link titles lead (title, canonical, qid, missing).

    Returns:
        A copy of `works` in the same order with `film` (key; empty only for a work without any name), `film_reason`
        (one of `REASONS`) and `film_score` (0 to 1). A link target wins over a title; a title alone counts only when
        exactly one film of the registry bears it within a year of `film_year`.
    """
    imdb_to_qid = _one_to_one(text(films, "imdb"), text(films, "qid"))
    page_to_qid = _one_to_one(article(text(films, "wikipedia")), text(films, "qid"))
    table = _links(links)

    found = works.copy()
    qid = text(works, "qid").where(lambda s: s.str.match(_QID), "")
    imdb = text(works, "imdb").where(lambda s: s.str.match(_IMDB), "")
    explicit = qid.where(qid != "", _chosen(imdb, imdb_to_qid)).where(lambda s: s != "", imdb)

    link = article(text(works, "link"))
    known, gone = link.isin(table.index), link.isin(table.index[table["missing"]])
    canonical = _chosen(link, table["canonical"].to_dict()).where(lambda s: s != "", link)
    link_qid = _chosen(link, table["qid"].to_dict())
    link_qid = link_qid.where(link_qid != "", _chosen(canonical, page_to_qid))
    live = (link != "") & ~gone
    linked = link_qid.where(link_qid != "", "wp:" + canonical).where(live, "")

    title = text(works, "title").where(lambda s: s != "", link)
    year = pd.to_numeric(works["film_year"], errors="coerce") if "film_year" in works.columns else float("nan")
    key = title.map(title_key)
    alone = (explicit == "") & (linked == "")
    by_title = _match_titles(pd.DataFrame({"key": key, "film_year": year}, index=works.index)[alone], films)
    titled = _chosen(works.index.to_series(), by_title.to_dict())
    years = pd.Series(year, index=works.index).map(lambda y: "" if pd.isna(y) else str(int(y)))
    red = ("wp:" + link).where((link != "") & gone, "")
    printed = red.where(red != "", ("printed:" + key + "|" + years).where(key != "", ""))

    reason = pd.Series("printed", index=works.index, dtype="object")
    reason = reason.mask(titled != "", "title_year")
    reason = reason.mask(linked != "", "link").mask((linked != "") & known & (canonical != link), "redirect")
    found["film_reason"] = reason.mask(explicit != "", "explicit_id")
    found["film"] = (
        explicit.where(explicit != "", linked).where(lambda s: s != "", titled).where(lambda s: s != "", printed)
    )
    found["film_score"] = found["film_reason"].map(REASONS).astype("float64")
    return found


def with_keys(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The store's frames with a film key for every printed work and a person key for every credit.

    Args:
        frames: by the names of `tracker.store.frames`; works, credits, top_tens and eligibility are completed, the rest
            is handed on as it is. Absent frames stay absent.
    """
    films = frames.get("films", pd.DataFrame(columns=["qid", "imdb", "title", "year"]))
    links = frames.get("links", pd.DataFrame(columns=["title", "canonical", "qid", "missing"]))
    found = dict(frames)
    if "films" in frames:
        found["films"] = films.assign(film=registry_keys(films))
    if "works" in frames and "nominations" in frames:
        found["works"] = resolve(_dated(frames["works"], frames["nominations"], ["statement"]), films, links)
    if "credits" in frames:
        found["credits"] = resolve_people(frames["credits"], links)
    if "top_tens" in frames:
        found["top_tens"] = resolve(frames["top_tens"], films, links)
    if "eligibility" in frames:
        years = frames.get("lists", frames.get("nominations", pd.DataFrame()))
        found["eligibility"] = resolve(_dated(frames["eligibility"], years, ["body", "ceremony"]), films, links)
    known = _with_named_works(films, found.get("works"))
    for name in ("releases", "scores", "mentions"):
        if name in frames:
            found[name] = resolve(frames[name], known, links)
    _join_companions(found, films)
    return found


def _with_named_works(films: pd.DataFrame, works: pd.DataFrame | None) -> pd.DataFrame:
    """The registry, with the films that lists identify by their IMDb id alone: their titles find them elsewhere too."""
    if works is None or "film_year" not in works.columns:
        return films
    alone = works[works["film"].str.startswith("tt") & works["film_year"].notna()]
    named = pd.DataFrame({"qid": None, "imdb": alone["film"], "title": alone["title"], "year": alone["film_year"]})
    named = named.drop_duplicates()
    return films if named.empty else pd.concat([films, named], ignore_index=True)


_STRENGTH = {"Q": 0, "tt": 1, "wp": 2, "printed": 3}
"""Kinds of film key, the strongest first."""


def _kind(film: str) -> str:
    return next(kind for kind in _STRENGTH if film.startswith(kind))


def _join_companions(found: dict[str, pd.DataFrame], films: pd.DataFrame) -> None:
    """Give works of one season and title the key of the one film among them that is identified best.

    Lists of a season name the same films, some by article, some by id and some by title alone. Where more than one film
    of a kind bears the title, or the registry knows the film under another article or id, each keeps its own key.
    """
    frames = [name for name in ("works", "top_tens", "eligibility") if name in found and "film" in found[name].columns]
    named = [_named(found[name]) for name in frames if "film_year" in found[name].columns]
    if not named:
        return
    table = pd.concat(named).dropna(subset="film_year").drop_duplicates()
    several = table[table.duplicated(["key", "film_year"], keep=False)]
    pages = dict(zip(text(films, "qid"), article(text(films, "wikipedia")), strict=True))
    imdbs = dict(zip(text(films, "qid"), text(films, "imdb"), strict=True))
    joined: dict[tuple[str, str, int], str] = {}
    for (key, year), group in several.groupby(["key", "film_year"], sort=False):
        for film, target in _companions(list(group["film"]), pages, imdbs).items():
            joined[film, str(key), int(str(year).split(".")[0])] = target
    for name in frames:
        found[name] = _rekeyed(found[name], joined)


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """Film keys in use by title and season."""
    year = pd.to_numeric(rows["film_year"], errors="coerce").astype("Float64")
    named = pd.DataFrame({"film": rows["film"], "key": text(rows, "title").map(title_key), "film_year": year})
    return named[(named["film"] != "") & (named["key"] != "")]


def _companions(keys: list[str], pages: Mapping[str, str], imdbs: Mapping[str, str]) -> dict[str, str]:
    """For the keys of one title and season, which of them stand for the best identified one."""
    best = min(_STRENGTH[_kind(key)] for key in keys)
    strongest = [key for key in keys if _STRENGTH[_kind(key)] == best]
    if len(strongest) > 1:
        return {}
    target = strongest[0]
    weaker = [key for key in keys if key != target and [_kind(other) for other in keys].count(_kind(key)) == 1]
    known = {"tt": imdbs.get(target, ""), "wp": f"wp:{pages[target]}" if pages.get(target) else "", "printed": ""}
    return {key: target for key in weaker if known[_kind(key)] in ("", key)}


def _rekeyed(rows: pd.DataFrame, joined: Mapping[tuple[str, str, int], str]) -> pd.DataFrame:
    named = _named(rows).dropna(subset="film_year")
    keys = zip(named["film"], named["key"], named["film_year"].astype(int), strict=True)
    films = pd.Series([joined.get(key, "") for key in keys], index=named.index, dtype="object")
    films = films[films != ""]
    rekeyed = rows.copy()
    rekeyed.loc[films.index, "film"] = films
    rekeyed.loc[films.index, "film_reason"] = "title_year"
    rekeyed.loc[films.index, "film_score"] = REASONS["title_year"]
    return rekeyed


def _dated(rows: pd.DataFrame, years: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """With the `film_year` of each row's list, unless the rows have one."""
    if "film_year" in rows.columns or not set(key) <= set(years.columns):
        return rows
    known = years[[*key, "film_year"]].dropna().drop_duplicates(key)
    return rows.merge(known, on=key, how="left", validate="many_to_one").set_axis(rows.index)


def resolve_people(credits: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Give every credit a person key: the article a name links to, else the folded name.

    An unlinked name takes the article's key when exactly one linked person is printed under that name.

    Returns:
        A copy of `credits` with `person` (key) and `person_qid` (empty when unknown).
    """
    table = _links(links)
    link = article(text(credits, "link"))
    canonical = _chosen(link, table["canonical"].to_dict()).where(lambda s: s != "", link)
    name = text(credits, "name").where(lambda s: s != "", canonical).map(fold)
    linked = link != ""
    same = _one_to_one(name[linked], canonical[linked])
    found = credits.copy()
    found["person"] = canonical.where(linked, _chosen(name, same)).where(lambda s: s != "", "name:" + name)
    qids = _one_to_one(table["canonical"], table["qid"]) | _one_to_one(table.index.to_series(), table["qid"])
    found["person_qid"] = _chosen(found["person"], qids)
    return found
