"""Splink's answer to the film-identity benchmark, for the side-by-side table; run by benchmarks/matching.py.

Runs under any Python that has `splink` (tried with 5.0), which is no dependency of the tracker:
python benchmarks/linkage.py QUERIES REGISTRY OUT. Both inputs: unique_id, key, other_key, year, director (folded).

Set up as its manual advises: u by random sampling, m by expectation maximisation over two blocking rules, title with
term frequencies and three levels of Jaro-Winkler similarity, a signed year gap, director where known.
"""

import sys
from pathlib import Path

import pandas as pd
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI


def settings() -> SettingsCreator:
    """Comparisons and blocking; queries are the left table ("a_queries" sorts before "b_registry")."""
    gap = "(year_r - year_l)"
    title = comparisons.CustomComparison(
        [
            levels.NullLevel("key"),
            levels.ExactMatchLevel("key", term_frequency_adjustments=True),
            levels.CustomLevel("key_l = other_key_r or other_key_l = key_r", "original title"),
            levels.JaroWinklerLevel("key", 0.96),
            levels.JaroWinklerLevel("key", 0.9),
            levels.CustomLevel("contains(key_r, key_l) or contains(key_l, key_r)", "one contains the other"),
            levels.ElseLevel(),
        ],
        output_column_name="title",
    )
    year = comparisons.CustomComparison(
        [
            levels.NullLevel("year"),
            levels.CustomLevel(f"{gap} = 0", "same year"),
            levels.CustomLevel(f"{gap} = -1", "a year earlier"),
            levels.CustomLevel(f"{gap} in (-2, 1)", "two earlier or one later"),
            levels.CustomLevel(f"{gap} between -5 and 3", "some years"),
            levels.ElseLevel(),
        ],
        output_column_name="year",
    )
    director = comparisons.CustomComparison(
        [
            levels.NullLevel("director"),
            levels.CustomLevel("contains(director_r, director_l) or contains(director_l, director_r)", "same"),
            levels.JaroWinklerLevel("director", 0.9),
            levels.ElseLevel(),
        ],
        output_column_name="director",
    )
    return SettingsCreator(
        link_type="link_only",
        comparisons=[title, year, director],
        blocking_rules_to_generate_predictions=[
            block_on("key"),
            "l.key = r.other_key",
            "substr(l.key, 1, 4) = substr(r.key, 1, 4) and r.year - l.year between -3 and 1",
            "right(l.key, 6) = right(r.key, 6) and r.year - l.year between -3 and 1",
        ],
        retain_matching_columns=False,
    )


def link(queries: pd.DataFrame, registry: pd.DataFrame) -> pd.DataFrame:
    """query, film, probability of every pair that Splink scores."""
    api = DuckDBAPI()
    tables = [
        api.register(queries, dataset_display_name="a_queries"),
        api.register(registry, dataset_display_name="b_registry"),
    ]
    linker = Linker(tables, settings(), log_level=40)
    linker.training.estimate_probability_two_random_records_match(
        ["l.key = r.key and r.year - l.year between -1 and 0"], recall=0.9
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for rule in (block_on("key"), "l.year = r.year and substr(l.key, 1, 3) = substr(r.key, 1, 3)"):
        linker.training.estimate_parameters_using_expectation_maximisation(rule, record_sample_proportion=1.0)
    pairs = linker.inference.predict(threshold_match_probability=0.001).as_pandas_dataframe()
    names = {"unique_id_l": "query", "unique_id_r": "film", "match_probability": "probability"}
    return pd.DataFrame(pairs.rename(columns=names)[list(names.values())])


def read(path: str) -> pd.DataFrame:
    """A table with blanks as nulls and years as numbers."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame["year"] = pd.to_numeric(frame["year"], errors="coerce").astype("Int64")
    return frame.assign(**{c: frame[c].mask(frame[c] == "", None) for c in ("key", "other_key", "director")})


if __name__ == "__main__":
    link(read(sys.argv[1]), read(sys.argv[2])).to_csv(Path(sys.argv[3]), index=False)
