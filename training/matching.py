"""Fits the scored matcher's weights on one half of the film-identity benchmark: python -m training.matching.

The halves are split by a hash of the gold film, so all queries of one film are on one side. Only the fit half is used
here: as it is, once more against a registry without any of its films (so that "none" is learnt from titles whose
namesakes and sequels are still there), and in copies that count less: with typing mistakes made on purpose, without the
year, and without the year but with the director.
"""

import argparse
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import yaml

from tracker.domain.titles.comparable import title_key
from tracker.identity.films.blocking import Floats, Ints
from tracker.identity.films.model import Model
from tracker.identity.films.scored import (
    QUERY_COLUMNS,
    REGISTRY_COLUMNS,
    find_candidates,
    index_films,
    read_queries,
)
from tracker.identity.tables import Columns, Where, read_columns

ROOT = Path(__file__).resolve().parent.parent
BENCHMARK = ROOT.parent / "shared" / "truth" / "matching"
MODEL = ROOT / "tracker" / "data" / "matching_model.yml"
ABSENT_COUNTS = 0.2
"""Weight of a line whose film was taken out; with the films that are really absent, about one in four is a "none"."""
COPY_COUNTS = 0.1
RIDGE = 0.1
"""Strength of the pull of every weight towards 0; keeps evidence that was hardly seen from deciding alone."""


def half_of(film: str, title: str) -> int:
    """0 (fit) or 1 (held out): by the gold film, for a film that is not in the registry by its title."""
    return hashlib.sha256((film or title_key(title)).encode()).digest()[0] % 2


@dataclass(frozen=True)
class Sample:
    """Candidate pairs of queries: evidence, the query of each pair, whether it is the right film, query weights."""

    evidence: Floats
    query: Ints
    right: Floats
    weight: Floats

    @staticmethod
    def joined(samples: list["Sample"]) -> "Sample":
        """All samples as one; queries are numbered on."""
        shift = np.cumsum([0, *(len(s.weight) for s in samples)])
        return Sample(
            np.concatenate([s.evidence for s in samples]),
            np.concatenate([s.query + n for s, n in zip(samples, shift[:-1], strict=True)]),
            np.concatenate([s.right for s in samples]),
            np.concatenate([s.weight for s in samples]),
        )


def chosen(columns: Columns, which: list[int]) -> Columns:
    """Some rows of columns."""
    return {name: [values[i] for i in which] for name, values in columns.items()}


def sample(asked: Columns, gold: list[str], films: Columns, model: Model, weight: float) -> tuple[Sample, list[str]]:
    """Candidates of queries with the right film marked; a right film that is no candidate leaves "none" as right.

    Also gives the names of the evidence, in order.
    """
    where: Where = lambda row, column: f"row {row}, {column}"  # noqa: E731
    index = index_films(films, where)
    found = find_candidates(read_queries(asked, where, model), index)
    right = np.array(
        [
            bool(gold[q]) and index.ids[row] == gold[q]
            for q, row in zip(found.pairs.query.tolist(), found.pairs.row.tolist(), strict=True)
        ],
        dtype=float,
    )
    names = list(found.evidence)
    table = np.column_stack([found.evidence[name] for name in names])
    return Sample(table, found.pairs.query, right, np.full(len(gold), weight)), names


def mistyped(title: str, rng: np.random.Generator) -> str:
    """A title with one letter left out, doubled, replaced or swapped, or with a number or a remark added."""
    inside = [i for i in range(1, len(title) - 1) if title[i - 1 : i + 2].isalpha()]
    if not inside:
        return title
    at = int(rng.choice(inside))
    slips = [
        title[:at] + title[at + 1 :],
        title[:at] + title[at] + title[at:],
        title[:at] + "aeiourstln"[int(rng.integers(10))] + title[at + 1 :],
        title[: at - 1] + title[at] + title[at - 1] + title[at + 1 :],
        f"{at}. {title}",
        f"{title} (seen again)",
    ]
    return slips[int(rng.integers(len(slips)))]


def probabilities_of(data: Sample, weights: Floats) -> tuple[Floats, Floats]:
    """Probability of each pair and of "none" for each query."""
    utility = data.evidence @ weights
    top = np.zeros(len(data.weight))
    np.maximum.at(top, data.query, utility)
    share = np.exp(utility - top[data.query])
    total = np.bincount(data.query, weights=share, minlength=len(top)) + np.exp(-top)
    return share / total[data.query], np.exp(-top) / total


def loss_of(data: Sample, weights: Floats, ridge: Floats) -> float:
    """Weighted negative log likelihood with the ridge."""
    chance, none = probabilities_of(data, weights)
    has = np.bincount(data.query, weights=data.right, minlength=len(none)) > 0
    right = data.right > 0
    found = (data.weight[data.query[right]] * np.log(np.maximum(chance[right], 1e-300))).sum()
    absent = (data.weight[~has] * np.log(np.maximum(none[~has], 1e-300))).sum()
    return float(-found - absent + 0.5 * (ridge * weights**2).sum())


def fit(data: Sample, ridge: Floats, steps: int = 60) -> Floats:
    """Newton's method with step halving; the loss is convex, so there is one answer."""
    weights = np.zeros(data.evidence.shape[1])
    loss = loss_of(data, weights, ridge)
    for _ in range(steps):
        chance, _ = probabilities_of(data, weights)
        counted = data.weight[data.query]
        gradient = data.evidence.T @ (counted * (chance - data.right)) + ridge * weights
        mean = np.zeros((len(data.weight), len(weights)))
        np.add.at(mean, data.query, data.evidence * chance[:, None])
        hessian = (data.evidence * (counted * chance)[:, None]).T @ data.evidence
        hessian -= (mean * data.weight[:, None]).T @ mean
        step = np.linalg.solve(hessian + np.diag(ridge), gradient)
        size = 1.0
        while (new := loss_of(data, weights - size * step, ridge)) > loss and size > 1e-6:
            size /= 2
        weights, gain, loss = weights - size * step, loss - new, new
        if gain < 1e-7:
            break
    return weights


def training_data(folder: Path, model: Model, side: int) -> tuple[Sample, list[str]]:
    """The fit half with its copies."""
    asked, _ = read_columns(folder / "queries.csv", QUERY_COLUMNS)
    films, _ = read_columns(folder / "registry.csv", REGISTRY_COLUMNS)
    golds, _ = read_columns(folder / "gold.csv", ("query_id", "imdb_id"))
    answer = dict(zip(golds["query_id"], golds["imdb_id"], strict=True))
    gold = [answer[q] for q in asked["query_id"]]
    mine = [i for i, (g, t) in enumerate(zip(gold, asked["title"], strict=True)) if half_of(g, t) == side]
    asked, gold = chosen(asked, mine), [gold[i] for i in mine]
    taken = set(gold)
    fewer = chosen(films, [i for i, film in enumerate(films["imdb_id"]) if film not in taken])
    rng = np.random.default_rng(20)
    typed = {**asked, "title": [mistyped(t, rng) for t in asked["title"]]}
    none = [""] * len(gold)
    director = dict(zip(films["imdb_id"], films["director"], strict=True))
    blank = [""] * len(gold)
    undated = {**asked, "year": blank, "director": blank}
    credited = {**asked, "year": blank, "director": [director.get(film, "") for film in gold]}
    parts = [
        part
        for lines, weight in ((asked, 1.0), (typed, COPY_COUNTS), (undated, COPY_COUNTS), (credited, COPY_COUNTS))
        for part in (
            sample(lines, gold, films, model, weight),
            sample(lines, none, fewer, model, weight * (1.0 if lines is undated else ABSENT_COUNTS)),
        )
    ]
    return Sample.joined([part for part, _ in parts]), parts[0][1]


def fitted_model(folder: Path, model: Model, side: int) -> Model:
    """The model with weights fitted on one half of the benchmark."""
    data, names = training_data(folder, model, side)
    with_intercept = Sample(
        np.column_stack([np.ones(len(data.query)), data.evidence]), data.query, data.right, data.weight
    )
    ridge = np.full(len(names) + 1, RIDGE)
    ridge[0] = 0.01
    weights = fit(with_intercept, ridge).round(3)
    return model.model_copy(
        update={
            "intercept": float(weights[0]),
            "weights": {name: float(weight) for name, weight in zip(names, weights[1:], strict=True)},
        }
    )


def main() -> None:
    """Writes the fitted weights into matching_model.yml; thresholds and the meaning of years stay."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--benchmark", type=Path, default=BENCHMARK)
    parser.add_argument("--model", type=Path, default=MODEL)
    options = parser.parse_args()
    text = options.model.read_text(encoding="utf-8")
    model = fitted_model(options.benchmark, Model.model_validate(yaml.safe_load(text)), side=0)
    head = text[: text.index("intercept:")]
    fitted = {"intercept": model.intercept, "weights": model.weights}
    options.model.write_text(head + yaml.safe_dump(fitted, sort_keys=False), encoding="utf-8")
    print(pd.Series(model.weights).to_string())


if __name__ == "__main__":
    main()
