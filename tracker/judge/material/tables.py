"""The frames a judgement reads: statements of all seasons at hand, each with the film and person it is about."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from tracker.domain.bodies import way_of_giving
from tracker.domain.facts.frames import ALIKE, JUDGED, PROVENANCE, Schema
from tracker.domain.text.names import in_text, is_loud
from tracker.domain.text.parties import country_of
from tracker.frames import checked, cited, filled, typed
from tracker.judge.material.categories import NOT_FOR_CATEGORIES
from tracker.judge.material.frames import among, chosen, digest, lookup, pair, tuples
from tracker.judge.material.one_voice import speaking
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
    `unheard` are official nominations of lists for which another source's list of the ceremony speaks.
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
    unheard = entries.head(0)
    if nominations["source"].nunique() > 1:
        kept = speaking(nominations, entries, raw["credits"], lists)
        nominations = nominations[nominations["statement"].isin(kept)].reset_index(drop=True)
        unheard = _shown(entries[~entries["statement"].isin(kept)])
        entries = entries[entries["statement"].isin(kept)].reset_index(drop=True)
    accolades = _keyed(raw["accolades"].assign(film=raw["accolades"]["qid"]))
    entries = entries.assign(counted_as=counted_as(entries, raw["credits"], accolades))
    return SeasonTables(
        nominations=nominations,
        entries=entries,
        unheard=unheard,
        alike=_table(frames, "alike", ALIKE),
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


def _shown(entries: pd.DataFrame) -> pd.DataFrame:
    return entries[entries["official"] & entries["result"].isin(SHOWN)].reset_index(drop=True)


def _table(frames: Mapping[str, pd.DataFrame], name: str, schema: Schema) -> pd.DataFrame:
    return typed(checked(frames[name], schema, name) if name in frames else pd.DataFrame(), schema)


def _named(credits: pd.DataFrame) -> pd.DataFrame:
    """Names in capitals alone as running text has them."""
    loud = credits["name"].map(is_loud).astype(bool)
    names = [in_text(*row) for row in tuples(credits[loud], ["name", "person"])]
    return credits.assign(name=credits["name"].mask(loud, pd.Series(names, index=credits.index[loud], dtype="str")))


def _keyed(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["film"] != ""].reset_index(drop=True)


def _titled(works: pd.DataFrame) -> pd.DataFrame:
    """A film that a list names by its id alone is called as another list prints it."""
    bare = works["title"].str.fullmatch(r"tt\d+|Q\d+")
    printed = works[~bare & (works["film"] != "")].drop_duplicates("film").set_index("film")["title"]
    return works.assign(
        title=works["title"].mask(bare, chosen(works["film"], printed)).where(lambda t: t != "", works["title"])
    )


def _by_id(rows: pd.DataFrame) -> pd.DataFrame:
    """With the Wikidata id for a key where matching gave none."""
    return rows.assign(film=rows["film"].where(rows["film"] != "", rows["qid"]))


def _registry(films: pd.DataFrame) -> pd.DataFrame:
    """One row a film: the first stated value of every column; the statement that says most comes first.

    Its provenance is that of the first statement as a whole, never one source's address with another's revision.
    """
    films = _by_id(films)
    films = films[films["film"] != ""]
    blank = films.mask(films.map(lambda v: isinstance(v, str | tuple) and not v))
    stated = films[["film"]].assign(
        at=films["film"].factorize()[0], blanks=blank.drop(columns=list(PROVENANCE)).isna().sum(axis=1)
    )
    order = stated.sort_values(["at", "blanks"], kind="stable").index
    films, blank = films.loc[order], blank.loc[order]
    merged = blank.groupby(films["film"], sort=False).first().drop(columns="film", errors="ignore").reset_index()
    first = films.drop_duplicates("film")[list(PROVENANCE)].reset_index(drop=True)
    sources = films.drop_duplicates(["film", "work_kind", "source"]).groupby(["film", "work_kind"]).size()
    counts = [int(sources.get(key, 0)) for key in zip(merged["film"], filled(merged["work_kind"]), strict=True)]
    registry = typed(merged.assign(**{name: first[name] for name in PROVENANCE}), JUDGED["films"])
    return registry.assign(kind_sources=counts)


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
    staged = nominations.assign(stage=nominations["result"].replace(LISTED))
    key = ["body", "ceremony", "kind"]
    dated = lists[lists["ceremony"].notna()].sort_values([*key, "announced_on", "held_on"], kind="stable")
    dated = dated.groupby(key, sort=False)[["announced_on", "held_on"]].max().reset_index()
    asked = staged.rename(columns={"stage": "kind"})
    day = lookup(asked, dated, key, ["announced_on", "held_on"]).apply(filled)
    announced = staged["announced_on"].where(staged["announced_on"] != "", day["announced_on"])
    prize, led, nominees = _prizes(staged)
    ways = {body: way_of_giving(body) for body in staged["body"].unique()}
    votes, nominates = (staged["body"].map(ways).eq(way) for way in ("votes", "nominates"))
    prize_day = day["held_on"].mask(~led & (staged["announced_on"] != ""), staged["announced_on"])
    prize_day = prize_day.mask(votes & (announced != ""), announced).where(prize, "")
    outright = prize & ~nominees & ~(led & nominates)
    stated = announced.mask(outright, prize_day)
    public = stated.where(stated != "", day["held_on"]).mask(prize, prize_day)
    return staged.assign(stated_on=stated, public_by=public, given_on=prize_day, outright=outright)


def _prizes(staged: pd.DataFrame) -> tuple["pd.Series[bool]", "pd.Series[bool]", "pd.Series[bool]"]:
    """Which entries are prizes; which stand at a ceremony, and in a category, where others were up for one."""
    prize = staged["result"].isin(["won", "runner_up"])
    compared = ~staged["category"].isin(NOT_FOR_CATEGORIES)
    keyed = staged.assign(award=staged["category"].where(compared, staged["category_as_printed"]))
    others = keyed[staged["result"].isin(["nominated", "shortlisted", "longlisted"])]
    ceremony = ["body", "ceremony"]
    return prize, among(keyed, others, ceremony), among(keyed, others, [*ceremony, "award"])


def _entries(nominations: pd.DataFrame, works: pd.DataFrame) -> pd.DataFrame:
    works = works[(works["statement"] != "") & (works["film"] != "")]
    listed = nominations[nominations["statement"] != ""]
    return pair(works, listed, ["statement"], one=True).reset_index(drop=True)
