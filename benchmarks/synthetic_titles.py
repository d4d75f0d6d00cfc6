"""Made-up registries and queries of any size with the habits of real ones: short titles, namesakes, remakes, series.

Nothing is taken from real films: words are syllables put together, drawn with Zipf frequencies.

python -m benchmarks.synthetic_titles FILMS QUERIES REGISTRY.csv QUERIES.csv
"""

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

Array = np.ndarray[Any, Any]

WORDS = 60_000
LENGTHS = [0.15, 0.27, 0.25, 0.15, 0.09, 0.09]
"""Share of titles with one to six words."""
REMAKES, SERIES, SUBTITLES, ORIGINALS, DIRECTED, ARTICLES = 0.08, 0.03, 0.08, 0.1, 0.7, 0.3
QUERY_SHARES = {"exact": 0.6, "year before": 0.15, "dressed": 0.1, "mistyped": 0.08, "absent": 0.07}


def vocabulary(rng: np.random.Generator, size: int) -> Array:
    """Distinct made-up words, the commonest first."""
    consonants = [*"bcdfghjklmnprstvwz", "br", "cr", "dr", "fr", "gr", "pl", "st", "tr", "th", "sh"]
    heads = [consonant + vowel for consonant in consonants for vowel in "aeiou"]
    words: dict[str, None] = {}
    while len(words) < size:
        counts, ends = rng.choice([1, 2, 2, 3, 3, 4], 1000), rng.choice(["", "n", "r", "s", "l", "nd"], 1000)
        for drawn, count, end in zip(rng.choice(heads, (1000, 4)), counts, ends, strict=True):
            words["".join(drawn[:count]) + end] = None
    return np.array(list(words)[:size], dtype=object)


def plain_titles(rng: np.random.Generator, words: Array, count: int) -> list[str]:
    """Titles of one to six words."""
    weight = 1 / (np.arange(len(words)) + 20.0)
    lengths = rng.choice(np.arange(1, 7), count, p=LENGTHS)
    drawn = iter(rng.choice(words, lengths.sum(), p=weight / weight.sum()).tolist())
    article = rng.random(count) < ARTICLES
    return [
        ("The " if the else "") + " ".join(next(drawn).capitalize() for _ in range(n))
        for n, the in zip(lengths, article, strict=True)
    ]


def registry(films: int, seed: int = 1) -> pd.DataFrame:
    """A made-up registry."""
    rng = np.random.default_rng(seed)
    words = vocabulary(rng, WORDS)
    titles = plain_titles(rng, words, films)
    kind, other = rng.random(films), rng.integers(0, films, films)
    extra = plain_titles(rng, words, films)
    for film in range(films):
        if kind[film] < REMAKES:
            titles[film] = titles[other[film]]
        elif kind[film] < REMAKES + SERIES:
            titles[film] = f"{titles[other[film]]} {2 + other[film] % 4}"
        elif kind[film] < REMAKES + SERIES + SUBTITLES:
            titles[film] = f"{titles[film]}: {extra[film]}"
    names = [w.capitalize() for w in words[rng.integers(0, 8000, 3 * films)]]
    directed, foreign = rng.random(films) < DIRECTED, rng.random(films) < ORIGINALS
    years = 2025 - np.minimum(rng.exponential(28, films).astype(int), 120)
    return pd.DataFrame(
        {
            "imdb_id": [f"tt{n:07d}" for n in range(1, films + 1)],
            "title": titles,
            "year": years.astype(str),
            "director": [f"{names[n]} {names[films + n]}" if d else "" for n, d in enumerate(directed)],
            "original_title": [text if f else "" for text, f in zip(extra, foreign, strict=True)],
        }
    )


def _dressed(title: str, rng: np.random.Generator) -> str:
    bare = title.removeprefix("The ")
    ways = [f"{rng.integers(1, 100)}. {title}", f"{bare}, The", f"{title} (again)", title.upper(), f"{title} (film)"]
    return ways[int(rng.integers(len(ways)))]


def _mistyped(title: str, rng: np.random.Generator) -> str:
    at = int(rng.integers(1, max(len(title) - 1, 2)))
    return title[:at] + title[at + 1 :]


def queries(films: pd.DataFrame, count: int, seed: int = 2) -> pd.DataFrame:
    """Lines that mean films of the registry, as printed by somebody; `kind` says what was done to each."""
    rng = np.random.default_rng(seed)
    chosen = films.iloc[rng.integers(0, len(films), count)]
    kinds = rng.choice(list(QUERY_SHARES), count, p=list(QUERY_SHARES.values()))
    absent = iter(plain_titles(rng, vocabulary(rng, WORDS), count))
    change: dict[str, Callable[[str, np.random.Generator], str]] = {
        "dressed": _dressed,
        "mistyped": _mistyped,
        "absent": lambda _, __: next(absent),
    }
    titles = [change[k](t, rng) if k in change else t for k, t in zip(kinds, chosen["title"], strict=True)]
    known = rng.random(count) < 0.3
    return pd.DataFrame(
        {
            "query_id": [f"q{n}" for n in range(count)],
            "title": titles,
            "year": (chosen["year"].astype(int) + (kinds == "year before")).astype(str).tolist(),
            "director": np.where(known & (kinds != "absent"), chosen["director"], ""),
            "source": "list",
            "film": np.where(kinds == "absent", "", chosen["imdb_id"]),
            "kind": kinds,
        }
    )


if __name__ == "__main__":
    size, count, registry_file, queries_file = sys.argv[1:]
    made = registry(int(size))
    made.to_csv(registry_file, index=False)
    queries(made, int(count)).to_csv(queries_file, index=False)
    print("{}")
