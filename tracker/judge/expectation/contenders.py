"""Who was in the running for a body's categories, season by season, and what was known of them before it spoke.

One row a season, category and unit (a film; in acting a film and a person). A unit is `named` when another body's list
named it in the category; for every film named anywhere there is also a row for each category in which none did.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from tracker.domain.categories import OTHER, categories
from tracker.domain.rules import Equivalence
from tracker.judge.evidence.announcements import NOMINATIONS
from tracker.judge.expectation.logistic import Floats
from tracker.judge.material.categories import ACTING, NOT_FOR_CATEGORIES, split_by_genre
from tracker.judge.material.frames import Kind, among, filled, lookup, pair, tuples, typed
from tracker.judge.material.performances import asked_about
from tracker.judge.material.tables import SHOWN, SeasonTables

FIELD = ["film_year", "category"]
CONTENDER = [*FIELD, "film_key", "person"]
"""What tells contenders apart; person "" outside acting and where lists name the film only."""

MIN_LISTS = 3
"""A body's lists are evidence when so many seasons have them."""

MODELLED = tuple(slug for slug, category in categories().items() if category.model)
"""Categories with a model, each learnt with its neighbours."""

_WORK = [*FIELD, "film_key"]
_FILM = ["film_year", "film_key"]


def _heading(category: str) -> str:
    """The heading under which a nomination in a category counts for the film's other categories."""
    entry = categories().get(category)
    if entry is None:
        return OTHER
    return category if entry.signal else entry.model or OTHER


@dataclass(frozen=True)
class Vocabulary:
    """What a season's evidence is read with, as other seasons have it.

    Attributes:
        givers: whose lists are evidence in the body's categories; `genres`, of categories split by genre; `heard`,
            whose nominations are counted in other categories.
        categories: those that the body gave last; they stand for a season of which no list is closed.
        earlier: nominations of performers by the body before the season; None where nothing was learnt of them.
    """

    givers: frozenset[str]
    genres: frozenset[str]
    heard: frozenset[str]
    categories: tuple[str, ...]
    earlier: Mapping[str, int] | None


@dataclass(frozen=True)
class Contenders:
    """Everybody in the running, with what was known.

    Attributes:
        rows: `CONTENDER`, `named`, `won` (the judged body nominated it), `closed` (its list is complete), `peers_of`
            (how many peer and critics' lists of that season had the category), `peers` (how many named the unit).
        hits: rows × `givers`, whether each giver named the unit; `asked`, whether its list had the category.
        for_genre: rows × givers that split a category by genre, once a genre: whether they named the unit in that one.
        signals: rows × `signal_names`, numbers about the film in other categories and about the person.
        fields: film_year, category, entries (nominations in the body's list), for closed lists.
        vocabulary: of each season.
    """

    rows: pd.DataFrame
    givers: tuple[str, ...]
    hits: Floats
    asked: Floats
    genres: tuple[str, ...]
    for_genre: Floats
    signal_names: tuple[str, ...]
    signals: Floats
    fields: pd.DataFrame
    vocabulary: Mapping[int, Vocabulary]

    @classmethod
    def nobody(cls) -> "Contenders":
        """Where there is too little to learn from."""
        none = np.zeros((0, 0))
        rows, fields = typed(pd.DataFrame(), _ROWS), typed(pd.DataFrame(), _FIELDS)
        return cls(rows, (), none, none, (), none, (), none, fields, defaultdict(lambda: _NOTHING))


_NOTHING = Vocabulary(frozenset(), frozenset(), frozenset(), (), {})


_FIELDS: dict[str, Kind] = {"film_year": "int", "category": "text", "entries": "int"}
_ROWS: dict[str, Kind] = {
    "film_year": "int",
    "category": "text",
    "film_key": "text",
    "person": "text",
    "named": "no",
    "won": "no",
    "closed": "no",
    "peers_of": "int",
    "peers": "int",
}


def contenders(
    tables: SeasonTables,
    body: str,
    own: pd.DataFrame,
    entries: pd.DataFrame,
    equivalence: Equivalence,
    *,
    vocabulary: Mapping[int, Vocabulary] | None = None,
    seasons: Collection[int] = (),
    histories: bool = True,
) -> Contenders:
    """The contenders of a body's seasons.

    Args:
        tables: statements of all seasons.
        body: the judged body.
        own: its ceremonies, one a film year: film_year, closed.
        entries: those of other lists, and of its own longlists, known before it spoke (`announcements.known`).
        equivalence: how bodies and categories compare.
        vocabulary: by season; learnt from the entries where it is not given.
        seasons: further ones whose vocabulary is to be learnt.
        histories: learn of performers' earlier nominations.
    """
    sizes, outcomes = _field_sizes(tables, body, own), _outcomes(tables, body, own)
    years = sorted({*own["film_year"], *seasons})
    last = _last(sizes, years) if vocabulary is None else {year: one.categories for year, one in vocabulary.items()}
    fields = _with_last(sizes, own, last)
    evidence = _evidence(entries, equivalence)
    fed = _with_people(_fed(evidence, fields, equivalence), tables)
    peers = fed[fed["peer"]]
    outcomes = _meant(outcomes, peers)
    units = peers[CONTENDER].drop_duplicates(ignore_index=True).assign(named=True)
    rows = pd.concat([units, _elsewhere(evidence, units, fields)], ignore_index=True)
    rows = rows.assign(closed=rows["film_year"].isin(own["film_year"][own["closed"]]))
    rows = rows.assign(won=_won(rows, outcomes))
    lists = pd.concat([fed, _both_kinds(evidence, fields)], ignore_index=True).drop_duplicates([*FIELD, "giver"])
    split = _of_genres(fed)
    if vocabulary is None:
        often, of_genres, anywhere = (frozenset(_often(one)) for one in (lists, split, evidence))
        earlier = _earlier(outcomes, years) if histories else {}
        vocabulary = {
            year: Vocabulary(often, of_genres, anywhere, last.get(year, ()), earlier.get(year)) for year in years
        }
    by_season = {
        name: {year: getattr(one, name) for year, one in vocabulary.items()} for name in ("givers", "genres", "heard")
    }
    givers, genres = (tuple(sorted(frozenset().union(*by_season[name].values()))) for name in ("givers", "genres"))
    hits, for_genre = (_marks(rows, of, CONTENDER, names) for of, names in ((fed, givers), (split, genres)))
    asked = _marks(rows, lists, FIELD, givers)
    rows = rows.assign(
        peers=_count(tuples(rows, CONTENDER), _once(peers, CONTENDER)).astype(int),
        peers_of=_count(tuples(rows, FIELD), tuples(lists[lists["peer"]], FIELD)).astype(int),
    )
    every, here = _heard(evidence, by_season["heard"]), _heard(fed, by_season["givers"])
    signals = _signals(rows, every, here, {year: one.earlier for year, one in vocabulary.items()})
    return Contenders(
        rows=rows,
        givers=givers,
        hits=hits,
        asked=asked,
        genres=genres,
        for_genre=for_genre,
        signal_names=tuple(signals),
        signals=np.column_stack(list(signals.values())) if len(rows) else np.zeros((0, len(signals))),
        fields=sizes,
        vocabulary=vocabulary,
    )


def _often(lists: pd.DataFrame) -> tuple[str, ...]:
    """The givers whose lists so many seasons have that they are evidence."""
    counts = lists.groupby("giver")["film_year"].nunique()
    return tuple(sorted(str(giver) for giver in counts.index[counts >= MIN_LISTS]))


def _heard(rows: pd.DataFrame, givers: Mapping[int, frozenset[str]]) -> pd.DataFrame:
    """Evidence of those whose lists count in its season."""
    counted = [giver in givers[year] for giver, year in tuples(rows, ["giver", "film_year"])]
    heard: pd.DataFrame = rows[np.array(counted, dtype=bool)]
    return heard


def _of_genres(fed: pd.DataFrame) -> pd.DataFrame:
    """Entries of categories that are split by genre, each genre's as those of a giver."""
    split = fed[fed["genre"] != ""]
    return split.assign(giver=split["giver"] + " for " + split["genre"])


def _field_sizes(tables: SeasonTables, body: str, own: pd.DataFrame) -> pd.DataFrame:
    """Categories of each closed season: film_year, category, entries."""
    entries = _nominations(tables, body).drop_duplicates("statement")
    sizes = entries.groupby(FIELD).size().reset_index(name="entries")
    sizes = sizes[sizes["category"].isin(MODELLED)].astype({"entries": "Int64"})
    closed: pd.DataFrame = sizes[sizes["film_year"].isin(own["film_year"][own["closed"]])]
    return closed.astype({"film_year": "Int64"}).reset_index(drop=True)


def _last(sizes: pd.DataFrame, years: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The categories of the last closed season before each season."""
    by_year = {int(str(year)): tuple(rows) for year, rows in sizes.groupby("film_year")["category"]}
    closed = sorted(by_year)
    before = {year: bisect_left(closed, year) for year in years}
    return {year: by_year[closed[at - 1]] for year, at in before.items() if at}


def _with_last(sizes: pd.DataFrame, own: pd.DataFrame, last: Mapping[int, tuple[str, ...]]) -> pd.DataFrame:
    """Film years and categories; a season without a closed list has those of the one before."""
    open_ = sorted(set(own["film_year"]) - set(sizes["film_year"]))
    more = pd.DataFrame([(year, slug) for year in open_ for slug in last.get(year, ())], columns=FIELD)
    every: pd.DataFrame = pd.concat([sizes[FIELD], more.astype(sizes[FIELD].dtypes)], ignore_index=True)
    return every


def _nominations(tables: SeasonTables, body: str) -> pd.DataFrame:
    """The body's own nominations."""
    entries = tables.entries
    own = (entries["body"] == body) & entries["result"].isin(SHOWN) & entries["official"]
    lines: pd.DataFrame = entries[own]
    return lines


def _evidence(entries: pd.DataFrame, equivalence: Equivalence) -> pd.DataFrame:
    """The known entries that say something of a film.

    `category` is what an entry counts as, `given_as` the list's own. With `giver` (the body;
    for a list that is not of nominations also which), `family` and `peer`: whether a place on it makes a contender,
    which festival line-ups and longlists do not.
    """
    usable = entries[entries["result"].isin([*SHOWN, "longlisted", "shortlisted"]) & entries["official"]]
    kind = usable["body"].map({name: equivalence.family(name) for name in usable["body"].unique()}).astype("str")
    stage = usable["stage"] == NOMINATIONS
    return usable.rename(columns={"film": "film_key"}).assign(
        category=usable["counted_as"],
        given_as=usable["category"],
        giver=usable["body"].where(stage, usable["body"] + ":" + usable["stage"]),
        family=kind,
        genre=split_by_genre(usable),
        peer=stage & (kind != "festivals"),
    )


def _both_kinds(evidence: pd.DataFrame, fields: pd.DataFrame) -> pd.DataFrame:
    """The judged body's categories that lists asked about by prizes of either kind: `FIELD`, giver, peer."""
    every = asked_about(evidence.assign(category=evidence["given_as"])[[*FIELD, "giver", "peer"]].drop_duplicates())
    return every[among(every, fields, FIELD)]


def _fed(evidence: pd.DataFrame, fields: pd.DataFrame, equivalence: Equivalence) -> pd.DataFrame:
    """Evidence by the judged body's category that it speaks for.

    An award that is broader than two categories, such as one for any screenplay, speaks for the one in which another
    list places the film; where none does, for both.
    """
    here = fields.groupby("film_year")["category"].agg(set).to_dict()
    usable = evidence[~evidence["category"].isin(NOT_FOR_CATEGORIES)]
    pairs = usable[FIELD].drop_duplicates()
    feeds = {
        (year, slug): [r for r in equivalence.feeds(slug, int(year)) if r in here.get(year, ())]
        for year, slug in pairs.itertuples(index=False, name=None)
    }
    keys = zip(usable["film_year"], usable["category"], strict=True)
    to = pd.Series([feeds[key] for key in keys], index=usable.index, dtype="object")
    spread = usable.assign(source_category=usable["category"], category=to).explode("category")
    spread = spread[spread["category"].notna()].astype({"category": "str"})
    direct = spread["category"] == spread["source_category"]
    places = spread.loc[direct & spread["peer"], [*_WORK]].drop_duplicates()
    at = among(spread, places, _WORK)
    elsewhere = ~among(spread, spread[at], [*_FILM, "source_category"])
    return spread[direct | at | elsewhere].reset_index(drop=True)


def _with_people(fed: pd.DataFrame, tables: SeasonTables) -> pd.DataFrame:
    """One row a person in acting; a list without names speaks for the performance that most others name there.

    Where two are named equally often it speaks for neither: who was meant is then anybody's guess.
    """
    acting = fed["category"].isin(ACTING)
    people = pair(fed[acting], tables.credits[["statement", "person"]], ["statement"], how="left")
    people = people.assign(person=filled(people["person"]))
    return pd.concat([fed[~acting].assign(person=""), _meant(people, people)], ignore_index=True)


def _meant(rows: pd.DataFrame, lists: pd.DataFrame) -> pd.DataFrame:
    """Rows of performances, where they name nobody with whom most lists name there, if that is one."""
    names = lists[lists["person"] != ""].drop_duplicates([*CONTENDER, "giver"])
    often = names.groupby(CONTENDER).size().reset_index(name="n")
    most = often[often["n"] == often.groupby(_WORK)["n"].transform("max")]
    guess = lookup(rows, most[~most.duplicated(_WORK, keep=False)], _WORK, ["person"])["person"]
    return rows.assign(person=rows["person"].mask((rows["person"] == "") & guess.notna(), guess))


def _elsewhere(evidence: pd.DataFrame, units: pd.DataFrame, fields: pd.DataFrame) -> pd.DataFrame:
    """Films that peers named for something, in every category in which none named them without a person."""
    films = evidence.loc[evidence["peer"], _FILM].drop_duplicates()
    every = pair(films, fields[FIELD], ["film_year"]).assign(person="")
    return every.loc[~among(every, units, CONTENDER), CONTENDER].assign(named=False)


def _outcomes(tables: SeasonTables, body: str, own: pd.DataFrame) -> pd.DataFrame:
    """What the body nominated, one row a category and unit."""
    entries = _nominations(tables, body).rename(columns={"film": "film_key"})
    entries = entries[entries["film_year"].isin(own["film_year"][own["closed"]])]
    people = pair(entries, tables.credits[["statement", "person"]], ["statement"], how="left")
    person = filled(people["person"]).where(people["category"].isin(ACTING), "")
    return people.assign(person=person)[CONTENDER].drop_duplicates(ignore_index=True)


def _won(rows: pd.DataFrame, outcomes: pd.DataFrame) -> "pd.Series[bool]":
    """Whether the unit was nominated; a row without a person stands for everybody in the film who has no row."""
    rest = outcomes[~among(outcomes, rows, CONTENDER)]
    return among(rows, outcomes, CONTENDER) | (among(rows, rest, _WORK) & (rows["person"] == ""))


def _marks(rows: pd.DataFrame, entries: pd.DataFrame, on: list[str], givers: tuple[str, ...]) -> Floats:
    """Rows × givers: whether a giver has an entry with the row's key."""
    keys = tuples(rows, on)
    places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    columns = {giver: column for column, giver in enumerate(givers)}
    marks = np.zeros((len(places), len(givers)))
    for key, giver in zip(tuples(entries, on), entries["giver"].tolist(), strict=True):
        if key in places and giver in columns:
            marks[places[key], columns[giver]] = 1.0
    return marks[[places[key] for key in keys]]


def _signals(
    rows: pd.DataFrame, evidence: pd.DataFrame, fed: pd.DataFrame, earlier: Mapping[int, Mapping[str, int] | None]
) -> dict[str, Floats]:
    """Numbers about a contender beyond the category's own hits; counts are ln(1 + n)."""
    entries = evidence.drop_duplicates([*_FILM, "giver", "category"])
    peers = entries[entries["peer"]]
    heading = peers["category"].map({slug: _heading(slug) for slug in peers["category"].unique()})
    festival = entries[entries["family"] == "festivals"]
    films = {
        **{f"in {name}": _once(own, _FILM) for name, own in peers.groupby(heading)},
        **{f"at {body}": tuples(own, _FILM) for body, own in peers.groupby("body")},
        "festivals": tuples(festival, _FILM),
        "festival prizes": tuples(festival[festival["result"] == "won"], _FILM),
    }
    works = list(dict.fromkeys(tuples(rows, _FILM)))
    place = {film: at for at, film in enumerate(works)}
    at = np.array([place[film] for film in tuples(rows, _FILM)], dtype=int)
    here = _count(tuples(rows, _WORK), _once(fed[fed["peer"]], _WORK))
    counts = {"elsewhere": np.maximum(_count(works, tuples(peers, _FILM))[at] - here, 0.0)}
    counts |= {name: _count(works, own)[at] for name, own in films.items()}
    return {name: np.log1p(values) for name, values in counts.items()} | _history(rows, earlier)


def _once(entries: pd.DataFrame, on: list[str]) -> list[tuple[Any, ...]]:
    """The keys of entries, each once for every giver."""
    return [row[:-1] for row in dict.fromkeys(tuples(entries, [*on, "giver"]))]


def _count(asked: Sequence[tuple[Any, ...]], keys: Iterable[tuple[Any, ...]]) -> Floats:
    """How often each key that is asked about stands among others."""
    counts = Counter(keys)
    return np.array([counts[key] for key in asked], dtype=float)


def _earlier(outcomes: pd.DataFrame, years: Iterable[int]) -> dict[int, dict[str, int]]:
    """By season, in how many film years before it the body nominated each performer."""
    acted = sorted({(year, person) for year, person in tuples(outcomes, ["film_year", "person"]) if person})
    return {year: Counter(person for earlier, person in acted if earlier < year) for year in years}


def _history(rows: pd.DataFrame, earlier: Mapping[int, Mapping[str, int] | None]) -> dict[str, Floats]:
    """A performer's earlier nominations by the body, and whether there is none.

    Both are 0 where lists name no people, and in seasons for which nothing was learnt of earlier nominations.
    """
    who = ((earlier[year], person) for year, person in tuples(rows, ["film_year", "person"]))
    before = np.array([-1.0 if one is None or not person else one.get(person, 0) for one, person in who], dtype=float)
    return {"earlier nominations": np.log1p(np.maximum(before, 0.0)), "newcomer": (before == 0.0).astype(float)}
