"""The frames a judgement reads: statements of all seasons at hand, each with the film and person it is about."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tracker.domain.bodies import way_of_giving
from tracker.domain.cells import is_missing
from tracker.domain.facts.frames import ALIKE, JUDGED, PROVENANCE, Schema
from tracker.domain.text.names import in_text, is_loud
from tracker.domain.text.parties import country_of
from tracker.frames import TEXT, checked, cited, typed
from tracker.judge.material.categories import ACTING, NOT_FOR_CATEGORIES
from tracker.judge.material.frames import chosen, digest, pair, tuples
from tracker.judge.material.one_voice import meant, speaking
from tracker.judge.material.performances import counted_as

__all__ = ["IN_SEASON", "LISTED", "LIST_ID", "PROVENANCE", "SHOWN", "SeasonTables", "build"]

IN_SEASON = ["film_year", "film_key"]
"""What names a film of a season; a film may belong to several."""

SHOWN = ("won", "nominated")
"""Results that are nominations."""

LISTED = {"won": "nominations", "nominated": "nominations", "runner_up": "nominations"}
"""The kind of list that a result stands in; other results name their own kind."""

LIST_ID = "l"
"""How ids of lists as evidence begin."""


@dataclass(frozen=True)
class SeasonTables:
    """Frames of every season at hand; text is never missing but "", and nothing here is changed by a judgement.

    `entries` is one row a statement and film: the columns of `nominations`, the printed work, its `film` key with
    `film_reason` and `film_score`, `stage` (the kind of list), `stated_on` (the day it came out, its own or its list's:
    of a prize, the day of its nomination), `public_by` (a day by which all that it says was known), `given_on` (the day
    of a prize) and `outright` (a prize for which nobody was nominated). A prize is given on the day of the ceremony; a
    body that only votes gives it on the day of the vote, and elsewhere an entry's own day counts where no list went
    before. `counted_as` is the concept that an entry counts as at other bodies.
    `unheard` are official nominations of lists for which another source's list of the ceremony speaks; `means` and
    `means_film` name the entry and film of that list which names nobody, where one of these says whom it means.
    `alike` are film keys that are not told apart, each pair both ways (film, twin).
    `credits` has `person` keys; `films`, `releases`, `scores`, `top_tens`, `eligibility` and `mentions`
    have `film`. `films` tells how many sources state its kind (`kind_sources`). `lists` are as they are cited, with a
    `list_id` of the page and revision that were read.
    """

    nominations: pd.DataFrame
    entries: pd.DataFrame
    unheard: pd.DataFrame
    alike: pd.DataFrame
    credits: pd.DataFrame
    films: pd.DataFrame
    releases: pd.DataFrame
    scores: pd.DataFrame
    top_tens: pd.DataFrame
    eligibility: pd.DataFrame
    mentions: pd.DataFrame
    accolades: pd.DataFrame
    film_credits: pd.DataFrame
    facts: pd.DataFrame
    books: pd.DataFrame
    links: pd.DataFrame
    lists: pd.DataFrame


def people_of(tables: SeasonTables) -> dict[str, list[str]]:
    """The keys of the people of entries, by statement; "" for whoever has none."""
    people: dict[str, list[str]] = {}
    for statement, person in tuples(tables.credits, ["statement", "person"]):
        people.setdefault(statement, []).append(person)
    return people


def performers(people: Mapping[str, Sequence[str]], statement: str, category: str) -> Sequence[str]:
    """Whose performances an entry names, of `people_of`; "" where it names nobody, and outside acting."""
    return (people.get(statement) if category in ACTING else None) or ("",)


def build(frames: Mapping[str, pd.DataFrame]) -> SeasonTables:
    """The tables from frames by the names in `JUDGED`; an absent frame counts as empty.

    Args:
        frames: the store's frames with the film and person keys of `tracker.identity.resolve.with_keys`. A work without
            a key stands in no season.
    """
    raw = {name: _table(frames, name, schema) for name, schema in JUDGED.items()}
    lists = _with_kind(raw["lists"])
    nominations = _staged(raw["nominations"], lists)
    entries = _entries(nominations, _titled(raw["works"]))
    unheard, alike = entries.head(0), _table(frames, "alike", ALIKE)
    if nominations["source"].nunique() > 1:
        kept = speaking(nominations, entries, raw["credits"], lists)
        nominations = nominations[nominations["statement"].isin(kept)].reset_index(drop=True)
        unheard = _shown(entries[~entries["statement"].isin(kept)])
        entries = entries[entries["statement"].isin(kept)].reset_index(drop=True)
    means = list(zip(*meant(entries, unheard, raw["credits"], alike), strict=True)) or [(), ()]
    unheard = unheard.assign(**typed(pd.DataFrame(dict(zip(_MEANS, means, strict=True))), _MEANS))
    accolades = _keyed(raw["accolades"].assign(film=raw["accolades"]["qid"]))
    entries = entries.assign(counted_as=counted_as(entries, raw["credits"], accolades))
    return SeasonTables(
        nominations=nominations,
        entries=entries,
        unheard=unheard,
        alike=alike,
        credits=_named(raw["credits"]),
        films=_registry(raw["films"]),
        releases=_keyed(_by_id(raw["releases"])).assign(country=lambda rows: rows["country"].map(country_of)),
        scores=_keyed(_by_id(raw["scores"])),
        top_tens=_keyed(raw["top_tens"]),
        eligibility=_keyed(raw["eligibility"]),
        mentions=_keyed(raw["mentions"]),
        accolades=accolades,
        film_credits=_keyed(_by_id(raw["film_credits"])),
        facts=_keyed(_by_id(raw["facts"])),
        books=raw["books"],
        links=raw["links"],
        lists=_cited(lists, raw["nominations"]),
    )


_MEANS: Schema = {"means": "text", "means_film": "text"}


def _shown(entries: pd.DataFrame) -> pd.DataFrame:
    return entries[entries["official"] & entries["result"].isin(SHOWN)].reset_index(drop=True)


def _table(frames: Mapping[str, pd.DataFrame], name: str, schema: Schema) -> pd.DataFrame:
    return typed(checked(frames[name], schema, name) if name in frames else pd.DataFrame(), schema)


def _named(credits: pd.DataFrame) -> pd.DataFrame:
    """Names in capitals alone as running text has them."""
    loud = credits["name"].map(is_loud).astype(bool)
    names = [in_text(*row) for row in tuples(credits[loud], ["name", "person"])]
    return credits.assign(name=credits["name"].mask(loud, pd.Series(names, index=credits.index[loud], dtype=TEXT)))


def _keyed(rows: pd.DataFrame) -> pd.DataFrame:
    keyed = list(map(bool, rows["film"].tolist()))
    return rows if all(keyed) else rows[keyed].reset_index(drop=True)


def _titled(works: pd.DataFrame) -> pd.DataFrame:
    """A film that a list names by its id alone is called as another list prints it."""
    bare = works["title"].str.fullmatch(r"tt\d+|Q\d+")
    printed = works[~bare & (works["film"] != "")].drop_duplicates("film").set_index("film")["title"]
    return works.assign(
        title=works["title"].mask(bare, chosen(works["film"], printed)).where(lambda t: t != "", works["title"])
    )


def _by_id(rows: pd.DataFrame) -> pd.DataFrame:
    """With the Wikidata id for a key where matching gave none."""
    if rows.empty:
        return rows
    return rows.assign(film=rows["film"].where(rows["film"] != "", rows["qid"]))


def _registry(films: pd.DataFrame) -> pd.DataFrame:
    """One row a film: the first stated value of every column; the statement that says most comes first.

    Its provenance is that of the first statement as a whole, never one source's address with another's revision.
    """
    films = _keyed(_by_id(films))
    cells = {str(name): values.tolist() for name, values in films.items()}
    facts = {name: of for name, of in cells.items() if name not in PROVENANCE}
    blanks = [sum(map(_is_blank, row)) for row in zip(*facts.values(), strict=True)]
    places: dict[str, list[int]] = {}
    for place, film in enumerate(cells["film"]):
        places.setdefault(film, []).append(place)
    statements = [sorted(of, key=blanks.__getitem__) for of in places.values()]
    sources = Counter((film, kind) for film, kind, _ in {*zip(*(cells[name] for name in _KIND), strict=True)})
    merged = {name: [of[first] for first, *_ in statements] for name, of in cells.items()}
    merged |= {name: [_first_stated(of, each) for each in statements] for name, of in facts.items()}
    counts = [sources[key] for key in zip(merged["film"], merged["work_kind"], strict=True)]
    return typed(pd.DataFrame(merged), JUDGED["films"]).assign(kind_sources=counts)


_KIND = ("film", "work_kind", "source")


def _first_stated(cells: Sequence[Any], places: Sequence[int]) -> Any:
    """The first cell at some places that is not blank, else the first."""
    stated = (cells[place] for place in places if not _is_blank(cells[place]))
    return next(stated, cells[places[0]])


def _is_blank(cell: object) -> bool:
    return cell == () or is_missing(cell)


def _with_kind(lists: pd.DataFrame) -> pd.DataFrame:
    return lists.assign(kind=lists["kind"].replace({"nominated": "nominations", "": "nominations"}))


def _cited(lists: pd.DataFrame, nominations: pd.DataFrame) -> pd.DataFrame:
    """Lists as they are cited: one that was read in a file by the page that most of its rows name."""
    of_file = nominations[(nominations["origin"] == "supplied") & (nominations["cites"].str.len() > 0)]
    pages: dict[tuple[object, ...], Counter[str]] = defaultdict(Counter)
    for *key, cites in tuples(of_file, [*_LIST, "cites"]):
        pages[tuple(key)][cites[0]] += 1
    most = {key: max(counts, key=lambda page: (counts[page], page)) for key, counts in pages.items()}
    rows = lists.assign(
        list_id=digest(LIST_ID, lists[["body", "ceremony", "source_url", "revision"]]),
        cites=[most.get(key, "") for key in tuples(lists, _LIST)],
    )
    return cited(rows, revision="revision").drop(columns="cites")


_LIST = ["source", "body", "ceremony"]


def _staged(nominations: pd.DataFrame, lists: pd.DataFrame) -> pd.DataFrame:
    """With `stage`, `stated_on`, `public_by`, `given_on` and `outright` (`SeasonTables`)."""
    days, entries = _days(lists), _awarded(nominations)
    up_for_one = _up_for_one(entries)
    rows = []
    for body, ceremony, award, result, announced in entries:
        stage = LISTED.get(result, result)
        of_list, held = days.get((body, ceremony, stage), ("", ""))
        day = announced or of_list
        if result not in ("won", "runner_up"):
            rows.append((stage, day, day or held, "", False))
            continue
        way, led = way_of_giving(body), (body, ceremony) in up_for_one
        prize_day = day if way == "votes" and day else held if led or not announced else announced
        outright = (body, ceremony, award) not in up_for_one and not (led and way == "nominates")
        rows.append((stage, prize_day if outright else day, prize_day, prize_day, outright))
    return nominations.assign(**typed(pd.DataFrame(rows, columns=list(_STAGED)), _STAGED))


_STAGED: Schema = {"stage": "text", "stated_on": "text", "public_by": "text", "given_on": "text", "outright": "no"}


def _awarded(nominations: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Body, ceremony, award (the category, or what is printed where nobody compares it), result and day of each."""
    entries = tuples(nominations, ["body", "ceremony", "category", "category_as_printed", "result", "announced_on"])
    return [
        (body, ceremony, printed if slug in NOT_FOR_CATEGORIES else slug, result, announced)
        for body, ceremony, slug, printed, result, announced in entries
    ]


def _up_for_one(entries: Iterable[tuple[Any, ...]]) -> set[tuple[Any, ...]]:
    """Body and ceremony, and these with the award, where somebody was up for a prize."""
    up = {
        (body, ceremony, award)
        for body, ceremony, award, result, _ in entries
        if result in ("nominated", "shortlisted", "longlisted") and not is_missing(ceremony)
    }
    return up | {award[:2] for award in up}


def _days(lists: pd.DataFrame) -> dict[tuple[Any, ...], tuple[str, str]]:
    """By body, ceremony and kind of list, the latest stated days of its announcement and of the ceremony."""
    days: dict[tuple[Any, ...], tuple[str, str]] = {}
    for *key, announced, held in tuples(lists, ["body", "ceremony", "kind", "announced_on", "held_on"]):
        if not is_missing(key[1]):
            before = days.get(tuple(key), ("", ""))
            days[tuple(key)] = max(announced, before[0]), max(held, before[1])
    return days


def _entries(nominations: pd.DataFrame, works: pd.DataFrame) -> pd.DataFrame:
    works = works[(works["statement"] != "") & (works["film"] != "")]
    listed = nominations[nominations["statement"] != ""]
    return pair(works, listed, ["statement"], one=True).reset_index(drop=True)
