"""The records desk: superlatives with their scope."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.context import Context
from jobs.steps.judging.judge import season_tables
from tracker.domain.errors import ConfigError, OutputError
from tracker.domain.rules import load_rules
from tracker.store.engine import reading

if TYPE_CHECKING:
    from tracker.judge.desk.records import Records


def search(context: Context, *, body: str, by: str, first: int | None, last: int | None, top: int) -> "Records":
    """The films with the most precursor nominations and none at a body, and what was searched.

    Raises:
        ConfigError: no such body, or nothing to divide by under that name.
    """
    from tracker.judge.desk.records import BY, records

    rules = load_rules()
    if body not in rules.bodies:
        raise ConfigError(f"--body {body}: no rules of it; one of {', '.join(rules.bodies)}")
    wanted = next((name for name in BY if name == by), None)
    if wanted is None:
        raise ConfigError(f"--by {by}: one of {', '.join(BY)}")
    with context.progress("searching"), reading(context.engine) as conn:
        tables = season_tables(conn, context.corrections)
    seasons = range(first or 1900, (last or 2200) + 1) if first or last else None
    return records(tables, rules, body=body, by=wanted, seasons=seasons, top=top)


def write(path: Path, answer: "Records") -> None:
    """Write the rows as one CSV file.

    Raises:
        OutputError: it cannot be written.
    """
    from tracker.judge.desk.records import RECORDS

    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow(RECORDS)
            writer.writerows(answer.rows.astype("object").fillna("").to_numpy().tolist())
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
