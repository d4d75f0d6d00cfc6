"""Who was in the running for a body's categories, season by season, and what was known of them before it spoke.

One row a season, category and unit (a film; in acting a film and a person). A unit is `named` when another body's list
named it in the category; for every film named anywhere there is also a row for each category in which none did.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from tracker.domain.categories import OTHER, categories
from tracker.domain.rules import Equivalence
from tracker.judge.evidence.announcements import NOMINATIONS
from tracker.judge.expectation.logistic import Floats
from tracker.judge.material.categories import NOT_FOR_CATEGORIES, either_kind, genres_of
from tracker.judge.material.frames import Kind, tuples, typed
from tracker.judge.material.tables import SHOWN, SeasonTables, people_of, performers

FIELD = ["film_year", "category"]
CONTENDER = [*FIELD, "film_key", "person"]
"""What tells contenders apart; person "" outside acting and where lists name the film only."""

MIN_LISTS = 3
"""A body's lists are evidence when so many seasons have them."""

MODELLED = tuple(slug for slug, category in categories().items() if category.model)
"""Categories with a model, each learnt with its neighbours."""


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
    closed = {int(year): bool(whole) for year, whole in tuples(own, ["film_year", "closed"])}
    people = people_of(tables)
    nominations = _nominations(tables, body, {year for year, whole in closed.items() if whole})
    sizes = _field_sizes(nominations)
    years = sorted({*closed, *seasons})
    last = _last(sizes, years) if vocabulary is None else {year: one.categories for year, one in vocabulary.items()}
    fields = _with_last(sizes, closed, last)
    evidence = _evidence(entries, equivalence)
    fed = _with_people(_fed(evidence, fields, equivalence), people)
    peers = [line for line in fed if line.peer]
    outcomes = _meant(_outcomes(nominations, people), peers)
    lists = _asked(fed, evidence, fields)
    split = [line._replace(giver=f"{line.giver} for {line.genre}") for line in fed if line.genre]
    if vocabulary is None:
        givers, genres, heard = (_often(one) for one in (lists, _in_years(split), _in_years(evidence)))
        earlier = _earlier(outcomes, years) if histories else {}
        vocabulary = {year: Vocabulary(givers, genres, heard, last.get(year, ()), earlier.get(year)) for year in years}
    named = dict.fromkeys(line.unit for line in peers)
    units = [*named, *_elsewhere(evidence, named, fields)]
    of_field = [unit[:2] for unit in units]
    givers_by_season = {year: one.givers for year, one in vocabulary.items()}
    of_all, of_genres = (
        tuple(sorted(frozenset().union(*by_season)))
        for by_season in (givers_by_season.values(), (one.genres for one in vocabulary.values()))
    )
    signals = _signals(
        units,
        [line for line in evidence if line.giver in vocabulary[line.year].heard],
        [line for line in peers if line.giver in givers_by_season[line.year]],
        {year: one.earlier for year, one in vocabulary.items()},
    )
    return Contenders(
        rows=_frame(
            units,
            named=[unit in named for unit in units],
            won=_won(units, outcomes),
            closed=[closed.get(unit[0], False) for unit in units],
            peers_of=_count(of_field, ((year, slug) for (year, slug, _), peer in lists.items() if peer)),
            peers=_count(units, _once((line.unit, line.giver) for line in peers)),
        ),
        givers=of_all,
        hits=_marks(units, ((line.unit, line.giver) for line in fed), of_all),
        asked=_marks(of_field, (((year, slug), giver) for year, slug, giver in lists), of_all),
        genres=of_genres,
        for_genre=_marks(units, ((line.unit, line.giver) for line in split), of_genres),
        signal_names=tuple(signals),
        signals=np.column_stack(list(signals.values())) if units else np.zeros((0, len(signals))),
        fields=typed(pd.DataFrame([(*field, n) for field, n in sizes.items()], columns=list(_FIELDS)), _FIELDS),
        vocabulary=vocabulary,
    )


Field = tuple[int, str]
"""A film year and a category."""

Unit = tuple[int, str, str, str]
"""The values of `CONTENDER`."""


class _Line(NamedTuple):
    """An entry that says something of a film. In plain rows: most seasons have few, and frames of few rows are slow."""

    year: int
    category: str
    """What it counts as, or the judged body's category that it speaks for."""
    film: str
    person: str
    giver: str
    """The body; for a list that is not of nominations also which."""
    peer: bool
    """Whether a place on it makes a contender, which festival line-ups and longlists do not."""
    body: str
    festival: bool
    genre: str
    given_as: str
    """The list's own category."""
    result: str
    statement: str

    @property
    def work(self) -> tuple[int, str, str]:
        """Year, category and film."""
        return self[:3]

    @property
    def unit(self) -> Unit:
        """The values of `CONTENDER`."""
        return self[:4]


def _often(lists: Iterable[tuple[int, str, str]]) -> frozenset[str]:
    """The givers whose lists so many seasons have that they are evidence; of year, category and giver."""
    seasons: dict[str, set[int]] = defaultdict(set)
    for year, _, giver in lists:
        seasons[giver].add(year)
    return frozenset(giver for giver, years in seasons.items() if len(years) >= MIN_LISTS)


def _in_years(lines: Iterable[_Line]) -> Iterator[tuple[int, str, str]]:
    return ((line.year, line.category, line.giver) for line in lines)


def _nominations(tables: SeasonTables, body: str, years: Collection[int]) -> list[tuple[Any, ...]]:
    """The body's own nominations of seasons: statement, year, category and film."""
    rows = tuples(tables.entries, ["statement", "film_year", "category", "film", "result", "official", "body"])
    return [row[:4] for row in rows if row[6] == body and row[5] and row[4] in SHOWN and row[1] in years]


def _field_sizes(nominations: Iterable[tuple[Any, ...]]) -> dict[Field, int]:
    """The entries of each category of closed seasons, in order of both."""
    statements = {statement: (year, slug) for statement, year, slug, _ in reversed([*nominations])}
    sizes = Counter(field for field in statements.values() if field[1] in MODELLED)
    return {field: sizes[field] for field in sorted(sizes)}


def _last(sizes: Iterable[Field], years: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The categories of the last closed season before each season."""
    by_year: dict[int, tuple[str, ...]] = {}
    for year, slug in sizes:
        by_year[year] = (*by_year.get(year, ()), slug)
    closed = sorted(by_year)
    before = {year: bisect_left(closed, year) for year in years}
    return {year: by_year[closed[at - 1]] for year, at in before.items() if at}


def _with_last(sizes: Iterable[Field], own: Iterable[int], last: Mapping[int, tuple[str, ...]]) -> list[Field]:
    """Film years and categories; a season without a closed list has those of the one before."""
    fields = [*sizes]
    open_ = sorted({*own} - {year for year, _ in fields})
    return fields + [(year, slug) for year in open_ for slug in last.get(year, ())]


_READ = [
    *("film_year", "counted_as", "film", "body", "category", "ceremony", "category_as_printed", "result", "statement"),
    *("stage", "official"),
]


def _evidence(entries: pd.DataFrame, equivalence: Equivalence) -> list[_Line]:
    """The known entries that say something of a film, without people."""
    shown = {*SHOWN, "longlisted", "shortlisted"}
    rows = [row for row in tuples(entries, _READ) if row[-1] and row[7] in shown]
    genres = genres_of([(row[3], row[5], row[4], row[6]) for row in rows])
    festivals = {body for body in dict.fromkeys(row[3] for row in rows) if equivalence.family(body) == "festivals"}
    lines = []
    for (year, counted_as, film, body, category, _, _, result, statement, stage, _), genre in zip(
        rows, genres, strict=True
    ):
        nominates = stage == NOMINATIONS
        lines.append(
            _Line(
                year=year,
                category=counted_as,
                film=film,
                person="",
                giver=body if nominates else f"{body}:{stage}",
                peer=nominates and body not in festivals,
                body=body,
                festival=body in festivals,
                genre=genre,
                given_as=category,
                result=result,
                statement=statement,
            )
        )
    return lines


def _asked(
    fed: Iterable[_Line], evidence: Iterable[_Line], fields: Collection[Field]
) -> dict[tuple[int, str, str], bool]:
    """Which of the judged body's categories lists asked about, also by prizes of either kind: and whether as peers."""
    here = {*fields}
    asked = {(line.year, line.category, line.giver): line.peer for line in fed}
    both = {(line.year, slug, line.giver): line.peer for line in evidence for slug in either_kind(line.given_as)}
    return {key: peer for key, peer in both.items() if key[:2] in here} | asked


def _fed(evidence: Iterable[_Line], fields: Iterable[Field], equivalence: Equivalence) -> list[_Line]:
    """Evidence by the judged body's category that it speaks for.

    An award that is broader than two categories, such as one for any screenplay, speaks for the one in which another
    list places the film; where none does, for both.
    """
    here = {*fields}
    usable = [line for line in evidence if line.category not in NOT_FOR_CATEGORIES]
    feeds = {
        (year, slug): [to for to in equivalence.feeds(slug, year) if (year, to) in here]
        for year, slug in dict.fromkeys((line.year, line.category) for line in usable)
    }
    spread = [(line, to) for line in usable for to in feeds[line.year, line.category]]
    places = {line.work for line, to in spread if line.peer and line.category == to}
    placed = {line.work for line, to in spread if (line.year, to, line.film) in places}
    return [
        line._replace(category=to)
        for line, to in spread
        if line.category == to or (line.year, to, line.film) in places or line.work not in placed
    ]


def _with_people(fed: Iterable[_Line], people: Mapping[str, Sequence[str]]) -> list[_Line]:
    """One line a person in acting; a list without names speaks for the performance that most others name there.

    Where two are named equally often it speaks for neither: who was meant is then anybody's guess.
    """
    lines = [
        line._replace(person=person) for line in fed for person in performers(people, line.statement, line.category)
    ]
    meant = _most_named(lines)
    return [line if line.person else line._replace(person=meant.get(line.work, "")) for line in lines]


def _most_named(lines: Iterable[_Line]) -> dict[tuple[int, str, str], str]:
    """Whom most lists name for the performances of a film in a category, if that is one."""
    names = _once((line.unit, line.giver) for line in lines if line.person)
    often: dict[tuple[int, str, str], Counter[str]] = defaultdict(Counter)
    for *work, person in names:
        often[tuple(work)][person] += 1
    return {
        work: most[0]
        for work, counts in often.items()
        if len(most := [person for person, n in counts.items() if n == max(counts.values())]) == 1
    }


def _elsewhere(evidence: Iterable[_Line], named: Collection[Unit], fields: Iterable[Field]) -> Iterator[Unit]:
    """Films that peers named for something, in every category in which none named them without a person."""
    categories_of: dict[int, list[str]] = defaultdict(list)
    for year, slug in fields:
        categories_of[year].append(slug)
    for year, film in dict.fromkeys((line.year, line.film) for line in evidence if line.peer):
        for slug in categories_of[year]:
            if (year, slug, film, "") not in named:
                yield year, slug, film, ""


def _outcomes(nominations: Iterable[tuple[Any, ...]], people: Mapping[str, Sequence[str]]) -> dict[Unit, None]:
    """What the body nominated, each unit once."""
    return dict.fromkeys(
        (year, slug, film, person)
        for statement, year, slug, film in nominations
        for person in performers(people, statement, slug)
    )


def _meant(outcomes: Iterable[Unit], peers: Iterable[_Line]) -> list[Unit]:
    """What was nominated; a performance without a name is the one that most lists name there."""
    meant = _most_named(peers)
    return [unit if unit[3] else (*unit[:3], meant.get(unit[:3], "")) for unit in outcomes]


def _won(units: Sequence[Unit], outcomes: Iterable[Unit]) -> list[bool]:
    """Whether each unit was nominated; one without a person stands for everybody in the film who is none."""
    every = {*outcomes}
    rest = {unit[:3] for unit in every.difference(units)}
    return [unit in every or (not unit[3] and unit[:3] in rest) for unit in units]


def _frame(units: Sequence[Unit], **columns: Sequence[Any] | Floats) -> pd.DataFrame:
    """Contenders as a frame (`_ROWS`)."""
    rows = pd.DataFrame(list(units), columns=CONTENDER)
    return typed(rows.assign(**columns), _ROWS)


def _marks(asked: Sequence[tuple[Any, ...]], lines: Iterable[tuple[Any, str]], givers: Sequence[str]) -> Floats:
    """Keys that are asked about × givers: whether a giver has a line with the key."""
    places = {key: place for place, key in enumerate(dict.fromkeys(asked))}
    columns = {giver: column for column, giver in enumerate(givers)}
    marks = np.zeros((len(places), len(givers)))
    for key, giver in lines:
        if key in places and giver in columns:
            marks[places[key], columns[giver]] = 1.0
    return marks[[places[key] for key in asked]]


def _signals(
    units: Sequence[Unit],
    evidence: Iterable[_Line],
    peers_here: Iterable[_Line],
    earlier: Mapping[int, Mapping[str, int] | None],
) -> dict[str, Floats]:
    """Numbers about a contender beyond the category's own hits; counts are ln(1 + n)."""
    films = [(year, film) for year, _, film, _ in units]
    entries = {(line.year, line.film, line.giver, line.category): line for line in reversed([*evidence])}
    under: dict[str, dict[tuple[int, str, str], None]] = defaultdict(dict)
    at: dict[str, list[tuple[int, str]]] = defaultdict(list)
    peers, festivals, prizes = [], [], []
    for line in entries.values():
        film = (line.year, line.film)
        if line.peer:
            peers.append(film)
            under[_heading(line.category)][*film, line.giver] = None
            at[line.body].append(film)
        if line.festival:
            festivals.append(film)
            prizes += [film] * (line.result == "won")
    here = _count([unit[:3] for unit in units], _once((line.work, line.giver) for line in peers_here))
    counts = {
        "elsewhere": np.maximum(_count(films, peers) - here, 0.0),
        **{f"in {name}": _count(films, [key[:2] for key in under[name]]) for name in sorted(under)},
        **{f"at {body}": _count(films, at[body]) for body in sorted(at)},
        "festivals": _count(films, festivals),
        "festival prizes": _count(films, prizes),
    }
    return {name: np.log1p(values) for name, values in counts.items()} | _history(units, earlier)


def _once(lines: Iterable[tuple[tuple[Any, ...], str]]) -> list[tuple[Any, ...]]:
    """The keys of lines, each once for every giver."""
    return [key for key, _ in dict.fromkeys(lines)]


def _count(asked: Sequence[tuple[Any, ...]], keys: Iterable[tuple[Any, ...]]) -> Floats:
    """How often each key that is asked about stands among others."""
    counts = Counter(keys)
    return np.array([counts[key] for key in asked], dtype=float)


def _earlier(outcomes: Iterable[Unit], years: Iterable[int]) -> dict[int, dict[str, int]]:
    """By season, in how many film years before it the body nominated each performer."""
    acted = sorted({(year, person) for year, _, _, person in outcomes if person})
    return {year: Counter(person for earlier, person in acted if earlier < year) for year in years}


def _history(units: Iterable[Unit], earlier: Mapping[int, Mapping[str, int] | None]) -> dict[str, Floats]:
    """A performer's earlier nominations by the body, and whether there is none.

    Both are 0 where lists name no people, and in seasons for which nothing was learnt of earlier nominations.
    """
    who = ((earlier[year], person) for year, _, _, person in units)
    before = np.array([-1.0 if one is None or not person else one.get(person, 0) for one, person in who], dtype=float)
    return {"earlier nominations": np.log1p(np.maximum(before, 0.0)), "newcomer": (before == 0.0).astype(float)}
