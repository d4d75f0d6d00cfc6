"""The scored matcher: which film of a registry a printed title means, when nothing links to it.

Candidates come from `blocking`, the evidence from `features`, the probability from `model`.
Nothing is joined on a blank: a title without anything to compare finds no candidate, and an unknown year or director
says nothing for or against.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tracker.domain.errors import InputError
from tracker.domain.titles.forms import begins_with_article, take_apart
from tracker.identity.films.blocking import MAX_ENTRIES, Floats, Ints, Level, Pairs, Registry, WordLists, collect_forms
from tracker.identity.films.blocking import join as join_pairs
from tracker.identity.films.blocking import take as take_pairs
from tracker.identity.films.features import Mask, Queries, YearKind, evidence, year_gap
from tracker.identity.films.model import Model, load_model, probabilities, utilities
from tracker.identity.names import credits_agree
from tracker.identity.tables import Columns, Where

QUERY_COLUMNS = ("query_id", "title", "year", "director", "source")
REGISTRY_COLUMNS = ("imdb_id", "title", "year", "director", "original_title")
RESULT_COLUMNS = ("query_id", "imdb_id", "score", "decision", "reason")
FIRST_YEAR, LAST_YEAR = 1800, 2199
_CHUNK = 10_000
"""Queries in one batch; bounds the memory."""
OLDER = -2
"""Years between the printed one and the registry's from which on the film is older than festivals explain."""
_TELLING = 8
"""Letters of a part of a title that tell one film from others of its year."""
_EVEN = 0.5
"""Least probability of a film whose title has the printed one for a part."""
_RIVAL = 0.2
"""A runner-up with this probability is named in the reason."""

CANDIDATE_COLUMNS = ("query_id", "rank", "imdb_id", "score", "alike", "reason", "accepted")
_WORTH_SHOWING = 0.01
"""Least probability of a candidate shown to a person."""


@dataclass(frozen=True)
class FilmIndex:
    """An indexed registry."""

    ids: Sequence[str]
    directors: Sequence[str]
    registry: Registry


@dataclass(frozen=True)
class Candidates:
    """Candidate pairs of some queries with all their evidence."""

    pairs: Pairs
    evidence: dict[str, Floats]


def match(queries: pd.DataFrame, registry: pd.DataFrame) -> pd.DataFrame:
    """The film each query means.

    Args:
        queries: query_id, title, year, director, source (year an integer or digits; blank where unknown).
        registry: imdb_id, title, year, director, original_title; one row for each film.

    Returns:
        One row for each query, in their order: query_id; imdb_id (None when the decision is `none`); score, the
        probability of the best candidate, 0 to 1; decision `accept`, `review` (imdb_id is the candidate to look at)
        or `none`; reason.

    Raises:
        InputError: a column is missing, an id is blank or given twice, a year is not a year.
    """
    index = index_films(_columns_of(registry, REGISTRY_COLUMNS, "registry"), _named_by_row("registry"))
    return match_index(_columns_of(queries, QUERY_COLUMNS, "queries"), index, _named_by_row("queries"))


def _named_by_row(name: str) -> Where:
    return lambda row, column: f"{name}, row {row + 1}, column {column}"


def _columns_of(frame: pd.DataFrame, needed: Sequence[str], name: str) -> Columns:
    missing = [column for column in needed if column not in frame.columns]
    if missing:
        raise InputError(f"{name}: no column {', '.join(missing)}; needed are {', '.join(needed)}")
    return {
        column: [str(v) for v in frame[column].astype(object).where(frame[column].notna(), "").tolist()]
        for column in needed
    }


def _years(values: Sequence[str], where: Where) -> Ints:
    """Years as integers, 0 for a blank."""
    years = np.zeros(len(values), np.int64)
    numbers: dict[str, int] = {"": 0}
    for row, text in enumerate(values):
        year = numbers.get(text)
        if year is None:
            year = numbers[text] = _year(text, row, where)
        years[row] = year
    return years


def _year(text: str, row: int, where: Where) -> int:
    digits = text.strip().removesuffix(".0")
    if not digits:
        return 0
    if not (digits.isascii() and digits.isdigit() and FIRST_YEAR <= int(digits[:9]) <= LAST_YEAR):
        shown = text if len(text) <= 20 else text[:20] + "…"  # noqa: PLR2004
        raise InputError(f"{where(row, 'year')}: {shown!r} is not a year; write four digits or leave it blank")
    return int(digits)


def check_ids(ids: Sequence[str], column: str, where: Where) -> None:
    """Check that every row has its own id.

    Raises:
        InputError: names the row that has none, or both that share one.
    """
    first: dict[str, int] = {}
    for row, value in enumerate(ids):
        if not value.strip():
            raise InputError(f"{where(row, column)}: blank; every row needs an id of its own")
        if first.setdefault(value, row) != row:
            raise InputError(f"{where(row, column)}: {value!r} is given twice (first at {where(first[value], column)})")


def index_films(films: Columns, where: Where, aliases: Sequence[tuple[int, str]] = ()) -> FilmIndex:
    """Indexes the columns of a registry.

    Args:
        films: `REGISTRY_COLUMNS`.
        where: names a row and column in an error.
        aliases: more titles, each with the position of its film.

    Raises:
        InputError: an id is blank or given twice, a year is not a year, or there are too many films.
    """
    check_ids(films["imdb_id"], "imdb_id", where)
    titles = [*((row, text) for row, text in enumerate(films["original_title"]) if text), *aliases]
    if len(titles) + len(films["imdb_id"]) > MAX_ENTRIES:
        raise InputError(f"registry: more than {MAX_ENTRIES} titles; split it by years")
    registry = Registry(films["title"], titles, _years(films["year"], where))
    return FilmIndex(films["imdb_id"], films["director"], registry)


def read_queries(table: Columns, where: Where, model: Model) -> Queries:
    """Printed titles split into forms, with the meaning of each source's year.

    Raises:
        InputError: a year is not a year.
    """
    titles = [take_apart(title, listed=True) for title in table["title"]]
    years = _years(table["year"], where)
    for row in np.flatnonzero(years == 0).tolist():
        years[row] = titles[row].year or 0
    kinds = {source: model.year_kind(source) for source in set(table["source"])}
    sources = np.array([kinds[s] for s in table["source"]], dtype=np.int8)
    return Queries(titles, table["title"], years, table["director"], sources)


def find_candidates(queries: Queries, index: FilmIndex) -> Candidates:
    """Candidate pairs and their evidence. Titles that settle the matter are not searched for by words."""
    registry = index.registry
    words = WordLists.read([title.bare for title in queries.titles], registry.vocabulary, grow=False)
    pairs = registry.pairs_by_form(collect_forms(queries.titles), queries.year)
    pairs = take_pairs(pairs, _same_kind(pairs, queries, registry))
    open_queries = np.setdiff1d(np.arange(len(queries.titles)), _settled(pairs, queries, registry))
    similar = registry.pairs_by_words(words.take(open_queries), open_queries, queries.year[open_queries])
    similar = take_pairs(similar, _same_kind(similar, queries, registry))
    pairs = registry.one_each(join_pairs(pairs, similar))
    pairs = take_pairs(pairs, _listed_once(pairs, index))
    return Candidates(pairs, evidence(registry, index.directors, queries, words, pairs))


def _listed_once(pairs: Pairs, index: FilmIndex) -> Mask:
    """Without the later ids of a film that the registry lists twice: same title, same year, same known director.

    Such rows do not compete; the lowest IMDb number, which was assigned first, is kept.
    """
    keep = np.ones(len(pairs.query), dtype=bool)
    year = index.registry.year[pairs.entry]
    same = np.flatnonzero((pairs.level == Level.SAME) & (year > 0))
    same = same[np.lexsort((year[same], pairs.query[same]))]
    query, when = pairs.query[same], year[same]
    for start in np.flatnonzero((query[1:] == query[:-1]) & (when[1:] == when[:-1])).tolist():
        keep[_later_listing(int(same[start]), int(same[start + 1]), pairs, index)] = False
    return keep


def _later_listing(one: int, other: int, pairs: Pairs, index: FilmIndex) -> list[int]:
    """Of two pairs with the same title and year, the later listing of the same film, if any."""
    mine, theirs = (index.directors[pairs.row[at]] for at in (one, other))
    if not credits_agree(mine, theirs):
        return []
    first, second = (index.ids[pairs.row[at]] for at in (one, other))
    return [one if (len(first), first) > (len(second), second) else other]


def _same_kind(pairs: Pairs, queries: Queries, registry: Registry) -> Mask:
    """A line marked "(novel)" or "(TV series)" matches no film, nor does a series in the registry."""
    if not registry.other_work and not any(title.other_work for title in queries.titles):
        return np.ones(len(pairs.query), dtype=bool)
    return np.array(
        [
            queries.titles[q].other_work == registry.other_work.get(entry, "")
            for q, entry in zip(pairs.query.tolist(), pairs.entry.tolist(), strict=True)
        ],
        dtype=bool,
    )


def _settled(pairs: Pairs, queries: Queries, registry: Registry) -> Ints:
    """Queries with exactly one film of the same title in the same year or the year before."""
    gap, dated = year_gap(registry, queries, pairs)
    near = dated & (gap >= -1) & (gap <= 0) & (pairs.level == Level.SAME)
    query, count = np.unique(pairs.query[near], return_counts=True)
    clear: Ints = query[count == 1]
    return clear


def _chunks(columns: Columns) -> Iterator[tuple[int, Columns]]:
    for start in range(0, len(columns["query_id"]), _CHUNK):
        yield start, {name: values[start : start + _CHUNK] for name, values in columns.items()}


def match_index(
    columns: Columns,
    index: FilmIndex,
    where: Where,
    model: Model | None = None,
    matched: Callable[[int], None] = lambda _: None,
) -> pd.DataFrame:
    """As `match`, for columns of text and a registry that is already indexed.

    `matched` is called from time to time with the number of answered queries.
    """
    model = model or load_model()
    check_ids(columns["query_id"], "query_id", where)
    frames = []
    for start, chunk in _chunks(columns):
        frames.append(_match_chunk(chunk, index, _shifted(where, start), model))
        matched(start + len(chunk["query_id"]))
    return _together(frames, RESULT_COLUMNS)


def rank_candidates(
    columns: Columns, index: FilmIndex, where: Where, *, most: int, model: Model | None = None
) -> pd.DataFrame:
    """The films that each query may mean, likeliest first, for a person to choose from.

    Args:
        columns: as `match_index` takes them.
        index: the registry.
        where: names a row and column in an error.
        most: candidates of one query.
        model: weights; default: those that ship with the tracker.

    Returns:
        query_id, rank (from 1), imdb_id, score (0 to 1), alike (a `Level`: how the titles agree), reason and whether
        `match` accepts it; nothing for a query without a candidate.
    """
    model = model or load_model()
    frames = [_rank_chunk(chunk, index, _shifted(where, start), model, most) for start, chunk in _chunks(columns)]
    return _together(frames, CANDIDATE_COLUMNS)


def _rank_chunk(columns: Columns, index: FilmIndex, where: Where, model: Model, most: int) -> pd.DataFrame:
    queries = read_queries(columns, where, model)
    candidates = find_candidates(queries, index)
    chance = _chances(candidates, queries, index, model)
    order = np.lexsort((candidates.pairs.row, -chance, candidates.pairs.query))
    query = candidates.pairs.query[order]
    rank = np.arange(len(order)) - np.searchsorted(query, query) + 1
    shown = (rank <= most) & (chance[order] >= _WORTH_SHOWING)
    best = order[shown]
    sure = (rank[shown] == 1) & (chance[best] >= model.accept) & _witnessed(candidates, queries, index)[best]
    words = _agreements(candidates, queries, index, best)
    return pd.DataFrame(
        {
            "query_id": pd.Series([columns["query_id"][q] for q in candidates.pairs.query[best]], dtype=object),
            "rank": rank[shown],
            "imdb_id": pd.Series([index.ids[row] for row in candidates.pairs.row[best]], dtype=object),
            "score": chance[best],
            "alike": candidates.pairs.level[best],
            "reason": pd.Series([", ".join(reason) for reason in words], dtype=object),
            "accepted": sure,
        }
    )


def _together(frames: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    if frames:
        return pd.concat(frames, ignore_index=True)
    empty = pd.DataFrame({column: pd.Series(dtype=object) for column in columns})
    kinds: dict[str, type] = {"score": float, "rank": int, "alike": int, "accepted": bool}
    return empty.astype({name: kind for name, kind in kinds.items() if name in columns})


def _shifted(where: Where, start: int) -> Where:
    return lambda row, column: where(start + row, column)


def _match_chunk(columns: Columns, index: FilmIndex, where: Where, model: Model) -> pd.DataFrame:
    queries = read_queries(columns, where, model)
    close = find_candidates(queries, index)
    chance = _chances(close, queries, index, model)
    best, second = _best_two(close.pairs, chance, len(queries.titles))
    score = _at(chance, best)
    accept = (score >= model.accept) & (_at(_witnessed(close, queries, index).astype(float), best) > 0)
    decision = np.where(accept, "accept", np.where(score >= model.review, "review", "none"))
    ids = [
        index.ids[close.pairs.row[b]] if b >= 0 and d != "none" else None for b, d in zip(best, decision, strict=True)
    ]
    rivals = np.where((second >= 0) & (_at(chance, second) >= _RIVAL), second, -1)
    reasons = _reasons(close, queries, index, best, rivals)
    return pd.DataFrame(
        {
            "query_id": pd.Series(columns["query_id"], dtype=object),
            "imdb_id": pd.Series(ids, dtype=object),
            "score": score,
            "decision": pd.Series(decision.tolist(), dtype=object),
            "reason": pd.Series(reasons, dtype=object),
        }
    )


def _witnessed(candidates: Candidates, queries: Queries, index: FilmIndex) -> Mask:
    """Whether each pair has more evidence than the title: years that agree or a shared director.

    A title alone is never accepted: the film may be a namesake of the intended one.
    """
    gap, dated = year_gap(index.registry, queries, candidates.pairs)
    older = np.flatnonzero(dated & (gap <= OLDER))
    places = zip(candidates.pairs.query[older].tolist(), candidates.pairs.entry[older].tolist(), strict=True)
    dated[older] = [_came_late(queries, q, index.registry, entry) for q, entry in places]
    return dated | (candidates.evidence["same_director"] > 0) | (candidates.evidence["director_in_title"] > 0)


def _came_late(queries: Queries, q: int, registry: Registry, entry: int) -> bool:
    """Whether a season may have honoured this film although it is two years older, by all that its title tells.

    Under its very title, with or without "The"; and if that is one word, which many films have, one from abroad.
    """
    return (
        queries.year_kind[q] == YearKind.SEASON
        and begins_with_article(queries.printed[q]) == begins_with_article(registry.printed[entry])
        and (" " in queries.titles[q].bare or int(registry.row[entry]) in registry.renamed)
    )


def _chances(candidates: Candidates, queries: Queries, index: FilmIndex, model: Model) -> Floats:
    """The probability of each pair; enough to accept for the only film whose title holds the printed one whole."""
    chance = probabilities(candidates.pairs.query, utilities(model, candidates.evidence))
    sole = _sole_holders(candidates, queries, index.registry, chance)
    chance[sole] = np.maximum(chance[sole], model.accept)
    return chance


def _sole_holders(candidates: Candidates, queries: Queries, registry: Registry, chance: Floats) -> Ints:
    """Pairs in which one title stands whole, word by word, in the other, where no second film's does.

    Both are of one year; a title of several words may be of the year before. Other numbers mean a sequel, other
    directors another film.
    """
    pairs, features = candidates.pairs, candidates.evidence
    gap, dated = year_gap(registry, queries, pairs)
    against = sum(features[name] for name in ("other_director", "other_number", "number_on_one_side"))
    part = (pairs.level != Level.SIMILAR) & (pairs.length >= _TELLING) & (gap == 0)
    open_ = dated & (gap <= 0) & (gap >= -1) & (against == 0) & (pairs.level != Level.SAME)
    holders: dict[int, list[int]] = {}
    for at in np.flatnonzero(open_).tolist():
        titles = queries.titles[pairs.query[at]].bare, registry.whole[pairs.entry[at]]
        one, other = sorted(titles, key=len)
        if part[at] or (pairs.level[at] == Level.SIMILAR and _holds(other, one) and (gap[at] == 0 or " " in one)):
            holders.setdefault(int(pairs.query[at]), []).append(at)
    sole = [several[0] for several in holders.values() if len({int(pairs.row[at]) for at in several}) == 1]
    return np.array([at for at in sole if not part[at] or chance[at] >= _EVEN], dtype=np.int64)


def _holds(title: str, other: str) -> bool:
    """Whether another title of some length stands whole in a title."""
    telling = len(other.replace(" ", "")) > _TELLING or len(other.split()) > 2  # noqa: PLR2004
    return telling and f" {other} " in f" {title} "


def _best_two(pairs: Pairs, chance: Floats, queries: int) -> tuple[Ints, Ints]:
    """Positions of the likeliest and the second likeliest pair of each query, -1 where there is none."""
    order = np.lexsort((pairs.row, -chance, pairs.query))
    query = pairs.query[order]
    first = np.searchsorted(query, np.arange(queries))
    stop = np.searchsorted(query, np.arange(queries), side="right")
    best, second = np.full(queries, -1), np.full(queries, -1)
    best[stop > first] = order[first[stop > first]]
    second[stop > first + 1] = order[first[stop > first + 1] + 1]
    return best, second


def _at(values: Floats, positions: Ints) -> Floats:
    """Values at positions; 0 where the position is -1."""
    return np.concatenate((values, [0.0]))[positions]


_LEVEL_WORDS = {
    Level.SAME: "same title",
    Level.ALIAS: "an alternative title",
    Level.PART: "part of the title",
    Level.SIMILAR: "similar title",
}


def _year_words(gap: int, dated: bool) -> str:
    if not dated:
        return "year unknown"
    if gap == 0:
        return "same year"
    return f"{abs(gap)} {'year' if abs(gap) == 1 else 'years'} {'earlier' if gap < 0 else 'later'}"


def _reasons(candidates: Candidates, queries: Queries, index: FilmIndex, best: Ints, rivals: Ints) -> list[str]:
    reasons = []
    agreements = iter(_agreements(candidates, queries, index, best[best >= 0]))
    for query, (one, other) in enumerate(zip(best.tolist(), rivals.tolist(), strict=True)):
        if one < 0:
            reasons.append(_why_nothing(queries, query))
            continue
        words = next(agreements)
        if other >= 0:
            words.append(f"rival {index.ids[candidates.pairs.row[other]]}")
        reasons.append(", ".join(words))
    return reasons


def _agreements(candidates: Candidates, queries: Queries, index: FilmIndex, pairs: Ints) -> list[list[str]]:
    """In words, what agrees and what does not, for each of the pairs at these positions."""
    gap, dated = year_gap(index.registry, queries, candidates.pairs)
    words = [
        [_LEVEL_WORDS[Level(int(candidates.pairs.level[pair]))], _year_words(int(gap[pair]), bool(dated[pair]))]
        for pair in pairs.tolist()
    ]
    for name, text in _PEOPLE_WORDS.items():
        for pair_at in np.flatnonzero(candidates.evidence[name][pairs]).tolist():
            words[pair_at].append(text)
    return words


_PEOPLE_WORDS = {
    "same_director": "same director",
    "other_director": "other director",
    "director_in_title": "director named in the title",
}


def _why_nothing(queries: Queries, query: int) -> str:
    title = queries.titles[query]
    if not title.whole:
        return "no title"
    return f"not a film: {title.other_work}" if title.other_work else "no film like it"
