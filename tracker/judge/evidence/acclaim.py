"""A, acclaimed: a percentile among the season's eligible films, from independent families of evidence.

The formula, with a worked example, is in docs/acclaim.md. In short: each family is a figure, each figure a percentile
(mid-rank for ties), the percentiles are averaged, and the averages are ranked once more.
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from statistics import fmean
from typing import NamedTuple, TypeVar

import numpy as np

from tracker.judge.evidence.feeding import Row
from tracker.judge.evidence.gather import ACCLAIM_FAMILIES, ADVOCACY, SOURCE_WORK, Evidence, Score, settled_scores
from tracker.judge.evidence.hindsight import after
from tracker.judge.material.categories import NOT_FOR_CATEGORIES
from tracker.judge.material.frames import tuples
from tracker.judge.material.keys import FilmKey, UnitKey

CORE = ("scores", "critics_lists", "peers")
"""Families in which not being named counts: every film could have been scored, listed or nominated."""

BONUS = ("critics_prizes", "longlists", "festivals", SOURCE_WORK)
"""Families that name few; being absent says nothing, being named only raises."""

CATEGORY_CORE = ("peers",)

SUPPORT = 50.0
"""A score supports acclaim from this percentile on; any mention in another family does."""

FEW_REVIEWS = 5.0
"""As many reviews as these are worth as much as knowing nothing but the season."""

ARGUED = 1.0
"""So much advocacy supports acclaim: one article of the established press, or two of blogs (docs/prose.md)."""

RUNNERS_UP = 2.0
"""A runner-up weighs as one of two."""

_FAMILIES = (*ACCLAIM_FAMILIES, SOURCE_WORK, ADVOCACY)


class Acclaim(NamedTuple):
    """Acclaim of a film or a unit."""

    acclaim: float = math.nan
    families: str = ""
    """Families that support it."""
    families_n: int = 0
    scores: float = math.nan
    """Percentile of its scores."""


Figures = dict[str, float]
"""One figure a family."""

K = TypeVar("K", bound=Hashable)


def percentiles(values: Iterable[float], further: float = 0, at: float = -math.inf) -> list[float]:
    """Mid-rank percentiles, 0 to 100 exclusive, in the order of the values.

    Args:
        values: one figure a work.
        further: so many further works.
        at: the figure of each of these; below all others if it is not said.
    """
    asked = list(values)
    ordered = sorted(asked)
    shares = {}
    for value in set(asked):
        less = bisect_left(ordered, value) + (further if at < value else 0)
        most = bisect_right(ordered, value) + (further if at <= value else 0)
        shares[value] = (less + most) / 2 * 100.0 / (len(ordered) + further)
    return [shares[value] for value in asked]


def selectivity(rows: Sequence[Row], films: Mapping[int, int]) -> list[float]:
    """What each entry weighs, in bits: log2(1 + films / places), the fewer places the more.

    Places are the films of the field; of a prize its winners, of a starred place the starred, and two for a runner-up.
    Where the ceremony has no number nobody can tell which entries stood in one field.

    Args:
        rows: entries of lists; those of each judged ceremony are counted by themselves.
        films: size of the season's population, by ceremony.
    """
    fields = [(row.target, *_field(row)) for row in rows]
    numbered = [entry for entry in zip(fields, rows, strict=True) if isinstance(entry[1].ceremony, int)]
    every = _places((field, row.film_key) for field, row in numbered)
    starred = _places((field, row.film_key) for field, row in numbered if row.starred)
    won = _places((field, row.film_key) for field, row in numbered if row.result == "won")
    bits = []
    for field, row in zip(fields, rows, strict=True):
        places: float = every[field]
        if row.starred:
            places = min(places, starred[field])
        if row.result == "won":
            places = min(places, won[field])
        if row.result == "runner_up":
            places = min(places, RUNNERS_UP)
        bits.append(math.log2(1.0 + films[row.target] / max(places, 1.0)))
    return bits


def _places(films: Iterable[tuple[Hashable, str]]) -> Counter[Hashable]:
    """How many films stand in each field."""
    return Counter(field for field, _ in set(films))


def _field(row: Row) -> tuple[Hashable, ...]:
    """The field of a list in which an entry stands; of an article, itself."""
    if row.kind == ADVOCACY:
        return (row.statement,)
    category = row.category_as_printed if row.category in NOT_FOR_CATEGORIES else row.category
    return row.body, row.ceremony, category, row.stage


Population = Mapping[FilmKey, tuple[int, str]]
"""The films that may be nominated at each judged ceremony, with their season and the ceremony's body."""


def at_ceremonies(evidence: Evidence, population: Population, spoken: Mapping[int, str]) -> list[Row]:
    """Evidence for each judged ceremony, without that ceremony's own list.

    Args:
        evidence: of the seasons.
        population: the films that may be nominated.
        spoken: the day of each ceremony's announcement, "" where nobody states it.
    """
    judged = defaultdict(list)
    for (target, film), (season, body) in population.items():
        judged[season, film].append((target, body))
    rows = []
    for known_on, nominated_on, outright, season, *row in tuples(evidence.rows, [*_KNOWN, "film_year", *_ROW]):
        for target, body in judged.get((season, row[0]), ()):
            one = Row(target, *row)
            if one.body == body and one.stage == "nominations":
                continue
            if "acclaimed" in one.feeds and after(known_on, spoken[target]):
                nominee = one.result == "won" and not outright and not after(nominated_on, spoken[target])
                one = one._replace(since=known_on, nominee=nominee)
            rows.append(one)
    return rows


_KNOWN = ("known_on", "nominated_on", "outright")
_ROW = ["family" if name == "kind" else name for name in Row._fields[1 : Row._fields.index("since")]]
"""Columns of the evidence that make a `Row`."""


Weighed = Sequence[tuple[Row, float]]
"""Entries of lists and advocacy, with what each weighs."""


def weighed(rows: Iterable[Row], population: Population) -> Weighed:
    """What counts by its weight of the evidence: entries in bits; books and articles as they are valued."""
    counted = [row for row in rows if row.stage or (row.kind == ADVOCACY and row.feeds)]
    bits = selectivity(counted, Counter(target for target, _ in population))
    valued = (SOURCE_WORK, ADVOCACY)
    return [(row, row.value if row.kind in valued else of) for row, of in zip(counted, bits, strict=True)]


def film_acclaim(
    rows: Iterable[Row], entries: Weighed, population: Iterable[FilmKey], unseen: Mapping[int, int]
) -> dict[FilmKey, Acclaim]:
    """Acclaim of films at judged ceremonies.

    Args:
        rows: the evidence of `at_ceremonies`.
        entries: what of it is weighed.
        population: the films that are not known to be ineligible.
        unseen: by `target`, how many films the body called eligible beyond those at hand.
    """
    figures = _added(((row.target, row.film_key), row, weight) for row, weight in entries if row.kind != SOURCE_WORK)
    for row in rows:
        if row.kind == "critics_lists":
            key = row.target, row.film_key
            figures[row.kind][key] = max(row.value, figures[row.kind].get(key, 0.0))
    scores, films = _scores(rows), defaultdict(list)
    for key in population:
        films[key[0]].append(key)
    acclaim: dict[FilmKey, Acclaim] = {}
    for target, keys in films.items():
        # A family of which a ceremony's season has no evidence at all says nothing there, of nobody.
        seen = [kind for kind, own in figures.items() if not own.keys().isdisjoint(keys)]
        works = [{kind: figures[kind].get(key, 0.0) for kind in seen} for key in keys]
        for key, own in zip(keys, works, strict=True):
            if key in scores:
                own["scores"] = scores[key]
        acclaim |= zip(keys, _acclaim(works, _shares(works), CORE, unseen.get(target, 0)), strict=True)
    return acclaim


def _added(entries: Iterable[tuple[K, Row, float]]) -> dict[str, dict[K, float]]:
    """By family, what each work's entries come to: of several in one field the weightiest counts."""
    best: dict[tuple[str, K, Hashable], float] = {}
    for key, row, weight in entries:
        entry = row.kind, key, _field(row)
        best[entry] = max(weight, best.get(entry, weight))
    parts: dict[str, dict[K, list[float]]] = defaultdict(lambda: defaultdict(list))
    for (kind, key, _), weight in best.items():
        parts[kind][key].append(weight)
    sums = {kind: {key: math.fsum(own) for key, own in works.items()} for kind, works in parts.items()}
    return defaultdict(dict, sums)


def _scores(rows: Iterable[Row]) -> dict[FilmKey, float]:
    """The mean percentile of each film among those that the same aggregators scored at a ceremony's season."""
    scores = [
        Score((row.target, row.film_key), row.result, row.value, row.reviews) for row in rows if row.kind == "scores"
    ]
    settled = settled_scores(scores)
    figures: dict[tuple[int, str], dict[FilmKey, list[float]]] = defaultdict(lambda: defaultdict(list))
    for score, value in zip(settled, by_count(settled), strict=True):
        figures[score.film[0], score.measure][score.film].append(value)
    shares = defaultdict(list)
    for own in figures.values():
        for film, share in zip(own, percentiles(fmean(values) for values in own.values()), strict=True):
            shares[film].append(share)
    return {film: fmean(own) for film, own in shares.items()}


def by_count(scores: Sequence[Score]) -> list[float]:
    """Figures drawn towards their season's mean, the fewer reviews the more: (n·v + k·m) / (n + k), k = `FEW_REVIEWS`.

    A figure whose count is not known stays as it is.

    Args:
        scores: of several films of a ceremony's season.
    """
    values = defaultdict(list)
    for score in scores:
        values[score.film[0], score.measure].append(score.value)
    means = {key: fmean(own) for key, own in values.items()}
    return [
        value if math.isnan(n) else (n * value + FEW_REVIEWS * means[film[0], measure]) / (n + FEW_REVIEWS)
        for film, measure, value, n in scores
    ]


def _shares(works: Sequence[Figures], further: float = 0, at: float = -math.inf) -> list[Figures]:
    """The percentile of each work in each family of which it has a figure."""
    shares: list[Figures] = [{} for _ in works]
    for kind in {kind for own in works for kind in own}:
        asked = [place for place, own in enumerate(works) if kind in own]
        for place, share in zip(asked, percentiles((works[place][kind] for place in asked), further, at), strict=True):
            shares[place][kind] = share
    return shares


def _acclaim(
    works: Sequence[Figures], shares: Sequence[Figures], core: tuple[str, ...], further: float
) -> Iterator[Acclaim]:
    """Acclaim of works of one field, from their figures and percentiles by family."""
    supports = [
        [kind for kind in _FAMILIES if kind in own and _supports(kind, own[kind], ranks)]
        for own, ranks in zip(works, shares, strict=True)
    ]
    raw = [combine(ranks, families, core) for ranks, families in zip(shares, supports, strict=True)]
    rounded = np.round(percentiles(raw, further), 1).tolist()
    for acclaim, families, ranks in zip(rounded, supports, shares, strict=True):
        yield Acclaim(acclaim, ";".join(families), len(families), ranks.get("scores", math.nan))


def _supports(kind: str, figure: float, shares: Figures) -> bool:
    """Whether the evidence of a family supports a claim of acclaim."""
    if kind == "scores":
        return shares["scores"] >= SUPPORT
    return figure >= ARGUED if kind == ADVOCACY else figure > 0


def combine(shares: Figures, supports: Iterable[str], core: tuple[str, ...]) -> float:
    """The plain mean of the core percentiles at hand, raised by any bonus family that raises it, best first."""
    base = [shares[kind] for kind in core if kind in shares]
    total, count = sum(base), len(base)
    best = total / count if count else 0.0
    for share in sorted((shares[kind] for kind in supports if kind in BONUS), reverse=True):
        total, count = total + share, count + 1
        best = max(best, total / count)
    return best


def category_acclaim(
    entries: Sequence[tuple[UnitKey, Row, float]], films: Mapping[int, int], unseen: Mapping[int, int]
) -> dict[UnitKey, Acclaim]:
    """Acclaim of films and performances by category at judged ceremonies, from evidence of that category only.

    Films without evidence in the category stand below and are not listed.

    Args:
        entries: what is weighed, by the unit that it speaks for.
        films: by `target`, how many films are not known to be ineligible.
        unseen: by `target`, how many more the body called eligible.
    """
    figures = _added(entries)
    units: dict[tuple[int, str], dict[UnitKey, None]] = defaultdict(dict)
    for unit, *_ in entries:
        units[unit[:2]][unit] = None
    acclaim: dict[UnitKey, Acclaim] = {}
    for (target, _), own in units.items():
        rest = films[target] - len({unit.film_key for unit in own})
        seen = [kind for kind, values in figures.items() if not values.keys().isdisjoint(own)]
        works = [{kind: figures[kind].get(unit, 0.0) for kind in seen} for unit in own]
        shares = _shares(works, rest, 0.0)
        acclaim |= zip(own, _acclaim(works, shares, CATEGORY_CORE, rest + unseen.get(target, 0)), strict=True)
    return acclaim
