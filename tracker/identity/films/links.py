"""Identity from the lists themselves: printed ids, and the pages that titles link to."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from tracker.domain.titles.comparable import title_key
from tracker.domain.titles.forms import without_remark
from tracker.frames import OBJECT
from tracker.identity.cells import article, one_to_one, text
from tracker.identity.corrections import Corrections
from tracker.identity.films.registry import registry_keys

_IMDB = re.compile(r"^tt\d+$")
_QID = re.compile(r"^Q[1-9]\d*$")


@dataclass(frozen=True)
class Links:
    """Where link titles lead: the best of several answers, by title."""

    canonical: Mapping[str, str]
    qid: Mapping[str, str]
    missing: Mapping[str, bool]

    @cached_property
    def qids(self) -> dict[str, str]:
        """The one Wikidata id of each article, under whatever title it was asked for."""
        qids = pd.Series(self.qid, dtype=OBJECT)
        titles, pages = qids.index.to_series(), pd.Series(self.canonical, dtype=OBJECT)
        return one_to_one(pages, qids) | one_to_one(titles, qids)

    def page(self, title: str) -> str:
        """The article that a title leads to; itself where nobody asked."""
        return self.canonical.get(title) or title


def link_table(links: pd.DataFrame) -> Links:
    """Where link titles lead, from the store's frame."""
    gone = links["missing"].fillna(False).tolist() if "missing" in links.columns else [False] * len(links)
    titles, pages, qids = article(text(links, "title")), article(text(links, "canonical")), text(links, "qid")
    answers = list(zip(titles, pages, qids, map(bool, gone), strict=True))[::-1]
    answers.sort(key=lambda one: (one[0], not one[3], one[2]))
    best = {title: (page, qid, missing) for title, page, qid, missing in answers if title}
    return Links(
        {title: page for title, (page, _, _) in best.items()},
        {title: qid for title, (_, qid, _) in best.items()},
        {title: missing for title, (_, _, missing) in best.items()},
    )


@dataclass(frozen=True)
class Ids:
    """The film key of each IMDb id and of each article, by the registry and by rows that state both."""

    by_imdb: Mapping[str, str]
    by_page: Mapping[str, str]


Stated = frozenset[tuple[str, str]]
"""IMDb ids and link targets that rows state together."""


def stated_together(frames: Iterable[pd.DataFrame]) -> Stated:
    """The ids and links of rows that have both."""
    return frozenset(
        (imdb, page)
        for rows in frames
        if {"imdb", "link"} <= set(rows.columns)
        for imdb, page in zip(text(rows, "imdb").tolist(), article(text(rows, "link")).tolist(), strict=True)
        if page and _IMDB.match(imdb)
    )


def known_ids(films: pd.DataFrame, links: Links, stated: Stated) -> Ids:
    """What the registry says, and what rows with an id and a link add: both are of one film.

    Args:
        films: the registry.
        links: where link titles lead.
        stated: by rows that name films. A contradiction among them says nothing.
    """
    pages, qids = article(text(films, "wikipedia")), text(films, "qid")
    by_imdb = one_to_one(text(films, "imdb"), qids)
    by_page = one_to_one(pages, text(films, "film") if "film" in films.columns else registry_keys(films))
    pairs = {(imdb, links.page(page)) for imdb, page in stated if not links.missing.get(page, False)}
    both = pd.DataFrame(sorted(pairs), columns=["imdb", "page"], dtype=OBJECT)
    back = one_to_one(both["page"], both["imdb"])
    for imdb, page in one_to_one(both["imdb"], both["page"]).items():
        if back.get(page) == imdb:
            key = by_imdb.get(imdb) or by_page.get(page) or links.qid.get(page) or imdb
            by_page.setdefault(page, key)
            if key != imdb:
                by_imdb.setdefault(imdb, key)
    return Ids(by_imdb, by_page)


def follow(works: pd.DataFrame, ids: Ids, links: Links, corrections: Corrections) -> pd.DataFrame:
    """Works with the key from their list, after people's decisions about it.

    Args:
        works: one row a printed work: `title` and, where known, `link`, `imdb`, `qid`, `film_year`.
        ids: film keys of ids and articles.
        links: where link titles lead.
        corrections: people's decisions, which override everything.

    Returns:
        A copy of `works` in the same order with `film` (key; empty only for a work without any name), `film_reason`
        (decision, explicit_id, link, redirect, or printed where nothing identifies the work), `film_why` and
        `film_year` (absent years as missing).
    """
    names = ("film", "film_reason", "film_why", "page", "imdb")
    if works.empty:  # as most frames of a small database
        nothing = pd.Series([], index=works.index, dtype=OBJECT)
        return works.assign(film_year=nothing.astype("Float64"), **dict.fromkeys(names[:3], nothing))
    year = pd.to_numeric(works["film_year"], errors="coerce") if "film_year" in works.columns else float("nan")
    year = pd.Series(year, index=works.index, dtype="Float64")
    seasons = ["" if pd.isna(one) else str(int(one)) for one in year.tolist()]
    columns = (text(works, "qid"), text(works, "imdb"), article(text(works, "link")), text(works, "title"))
    each = zip(*(column.tolist() for column in columns), seasons, strict=True)
    rows = [_followed(row, ids, links) for row in each]
    table = pd.DataFrame(rows, columns=list(names), index=works.index, dtype=OBJECT)
    keyed = works.assign(film_year=year, **{name: table[name] for name in names[:3]})
    return _decided(keyed, table[["film", "page", "imdb"]], corrections)


def _followed(row: tuple[str, ...], ids: Ids, links: Links) -> tuple[str, str, str, str, str]:
    """Film, reason, words, the linked page and the IMDb id; `row` is qid, imdb, link, title and season."""
    qid, imdb, link, title, season = row
    imdb = imdb if _IMDB.match(imdb) else ""
    explicit = (qid if _QID.match(qid) else "") or ids.by_imdb.get(imdb, "") or imdb
    missing, canonical = links.missing.get(link, False), links.page(link)
    page = f"wp:{canonical}" if link and not missing else ""
    if explicit:
        return explicit, "explicit_id", "the list gives its id", page, imdb
    if page:
        film = links.qid.get(link) or ids.by_page.get(canonical) or page
        if link in links.canonical and canonical != link:
            return film, "redirect", f"linked to {link}, which leads to {canonical}", page, imdb
        return film, "link", f"linked to {link}", page, imdb
    return printed_key(link, title, season), "printed", "", page, imdb


def printed_key(link: str, title: str, season: str) -> str:
    """The key of a work that nothing identifies: its red link, else its title and season."""
    key = title_key(without_remark(title or link))
    return f"wp:{link}" if link else key and f"printed:{key}|{season}"


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
            name: pd.Series(values, index=keyed.index, dtype=OBJECT)
            for name, values in (("film", films), ("film_reason", reasons), ("film_why", whys))
        }
    )
