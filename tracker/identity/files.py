"""The scored matcher for CSV files: a registry and a list in, an answer for every line of the list out."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from tracker.domain.errors import InputError
from tracker.identity.films.scored import QUERY_COLUMNS, REGISTRY_COLUMNS, index_films, match_index, rank_candidates
from tracker.identity.tables import Columns, read_columns, write_rows

OUT_COLUMNS = ("query_id", "imdb_id", "score", "decision", "candidate", "reason")
OFFERED = 5
"""Candidates that the review file shows for one line."""

Step = Callable[[int, int, str], None]
"""Callback for progress: pieces done, pieces in all (0 if unknown), and the current work."""


def _silent(done: int, total: int, what: str) -> None:
    """Ignore progress."""


def match_files(
    registry_path: Path, queries_path: Path, out_path: Path, review_path: Path | None = None, step: Step = _silent
) -> pd.DataFrame:
    """Matches CSV files and writes query_id, imdb_id, score, decision, candidate, reason, a row for each query.

    `imdb_id` is blank unless the match is accepted; `candidate` is what a person should look at. The review file has a
    row for every candidate of the uncertain lines, the line itself beside it. The files are complete or not there.

    Returns:
        The frame of `scored.match`.

    Raises:
        InputError: names the file, the line and the column of what cannot be read; a place that cannot be written; an
            output that would overwrite an input.
    """
    _keep_inputs((registry_path, queries_path), (out_path, *([review_path] if review_path else [])))
    step(0, 0, "reading the registry")
    films, where_films = read_columns(registry_path, REGISTRY_COLUMNS)
    queries, where = read_columns(queries_path, QUERY_COLUMNS)
    step(0, 0, f"indexing {len(films['imdb_id'])} films")
    index = index_films(films, where_films)
    lines = len(queries["query_id"])
    results = match_index(queries, index, where, matched=lambda done: step(done, lines, "matching"))
    accepted = results["decision"] == "accept"
    rows = results.assign(
        candidate=results["imdb_id"].where(results["decision"] == "review"),
        imdb_id=results["imdb_id"].where(accepted),
        score=results["score"].map("{:.4f}".format),
    )
    tables = {out_path: rows[list(OUT_COLUMNS)]}
    if review_path:
        unsure = _rows(queries, (results["decision"] == "review").to_list())
        ranked = rank_candidates(unsure, index, _unplaced, most=OFFERED)
        tables[review_path] = _side_by_side(ranked, unsure, films)
    write_rows(tables)
    return results


def _keep_inputs(inputs: tuple[Path, ...], outputs: tuple[Path, ...]) -> None:
    places = [path.resolve() for path in inputs]
    for path in outputs:
        if path.resolve() in places:
            raise InputError(f"{path}: is read or written already; give every file a name of its own")
        places.append(path.resolve())


def _unplaced(row: int, column: str) -> str:
    """Name a row of lines that were already read without error."""
    return f"uncertain line {row + 1}, column {column}"


def _rows(columns: Columns, wanted: list[bool]) -> Columns:
    return {name: [v for v, keep in zip(values, wanted, strict=True) if keep] for name, values in columns.items()}


def _side_by_side(ranked: pd.DataFrame, queries: Columns, films: Columns) -> pd.DataFrame:
    """Candidates beside the list's printed values (left) and the registry's (right)."""
    line = {query: row for row, query in enumerate(queries["query_id"])}
    film = {imdb_id: row for row, imdb_id in enumerate(films["imdb_id"])}
    lines, rows = ranked["query_id"].map(line), ranked["imdb_id"].map(film)
    table = {name: [queries[name][at] for at in lines] for name in QUERY_COLUMNS}
    table |= {"rank": ranked["rank"].to_list(), "score": ranked["score"].map("{:.4f}".format).to_list()}
    table["imdb_id"] = ranked["imdb_id"].to_list()
    table |= {f"film_{name}": [films[name][at] for at in rows] for name in REGISTRY_COLUMNS if name != "imdb_id"}
    return pd.DataFrame(table | {"reason": ranked["reason"].to_list()})
