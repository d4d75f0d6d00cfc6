"""The records desk: superlatives with their scope, as a table, JSON or CSV."""

import csv
from pathlib import Path

from jobs.cli.console import emit_json, progress, say, show_table
from jobs.context import Context
from jobs.steps.judging.judge import records as rows_for_json
from jobs.steps.judging.judge import season_tables
from tracker.domain.errors import ConfigError, Exit, OutputError
from tracker.domain.rules import load_rules
from tracker.store.engine import reading


def run_records(
    context: Context,
    *,
    body: str,
    by: str,
    first: int | None,
    last: int | None,
    top: int,
    out: Path | None,
    as_json: bool,
) -> int:
    """The command `snubs records`.

    Raises:
        ConfigError: no such body, or nothing to divide by under that name.
        OutputError: the CSV cannot be written.
    """
    from tracker.judge.desk.records import BY, RECORDS, records

    rules = load_rules()
    if body not in rules.bodies:
        raise ConfigError(f"--body {body}: no rules of it; one of {', '.join(rules.bodies)}")
    wanted = next((name for name in BY if name == by), None)
    if wanted is None:
        raise ConfigError(f"--by {by}: one of {', '.join(BY)}")
    with progress("searching"), reading(context.engine) as conn:
        tables = season_tables(conn, context.corrections)
    seasons = range(first or 1900, (last or 2200) + 1) if first or last else None
    found = records(tables, rules, body=body, by=wanted, seasons=seasons, top=top)
    if out is not None:
        _write(out, list(RECORDS), found.rows.astype("object").fillna("").to_numpy().tolist())
    if as_json:
        emit_json({"scope": found.scope, "records": rows_for_json(found.rows)})
        return int(Exit.DONE)
    columns = (by, "place", "film", "year", "nominations", "won", "by", "for")
    shown = ["group", "rank", "film", "film_year", "precursor_nominations", "precursor_wins", "bodies", "categories"]
    title = f"Most precursor nominations without one at the {rules.bodies[body].title}"
    show_table(title, columns, found.rows[shown].to_numpy().tolist())
    say(found.scope)
    return int(Exit.DONE)


def _write(path: Path, header: list[str], rows: list[list[object]]) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow(header)
            writer.writerows(rows)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
