"""A draft of the column "Not at the Oscars", written from evidence alone."""

from datetime import date
from typing import TYPE_CHECKING

from jobs.context import Context
from jobs.steps.editions.current import to_ask
from jobs.steps.editions.frames import frame
from jobs.steps.questions.film import film_of
from tracker.domain.errors import ConfigError, InputError
from tracker.domain.rules import load_rules
from tracker.judge.verdict.news import ranked_misses

if TYPE_CHECKING:
    import pandas as pd


def draft_column(context: Context, wanted: str, *, body: str | None, season: int | None) -> str:
    """The text of the column on one film and one body.

    Raises:
        ConfigError: no such body is judged.
        InputError: no such film, or nothing of it was missed there.
    """
    from tracker.report.column import ColumnInput, render

    rules = load_rules()
    if body is not None and body not in rules.bodies:
        raise ConfigError(f"--body {body!r}: one of {', '.join(rules.order)}")
    edition = to_ask(context)
    row = film_of(edition, wanted, season, missed_at=body)
    year, film = row["film_year"], row["film_key"]
    tables = {name: frame(edition, name, year) for name in ("snubs", "evidence", "factors", "lists", "films")}
    verdicts, evidence, factors = (_of_film(tables[name], film) for name in ("snubs", "evidence", "factors"))
    body = body or _biggest(verdicts) or rules.order[0]
    factors = factors[factors["body"] == body]
    grounds = {one for ids in factors["evidence_ids"] for one in ids.split(";")}
    material = ColumnInput(
        film=str(verdicts["film"].iloc[0]),
        body=body,
        body_title=rules.bodies[body].title,
        as_of=date.fromisoformat(edition.as_of),
        verdicts=verdicts[verdicts["body"] == body],
        evidence=evidence,
        factors=factors,
        grounds=tables["evidence"][tables["evidence"]["evidence_id"].isin(grounds)],
        films=tables["films"],
        lists=tables["lists"][tables["lists"]["body"] == body],
    )
    try:
        return render(material)
    except ValueError as error:
        raise InputError(f"{error}; `snubs film` shows what is known") from error


def _of_film(rows: "pd.DataFrame", film: str) -> "pd.DataFrame":
    return rows[rows["film_key"] == film]


def _biggest(verdicts: "pd.DataFrame") -> str:
    """The body at which the film's biggest miss in the order of news is; "" for none."""
    bodies = ranked_misses(verdicts)["body"]
    return str(bodies.iloc[0]) if len(bodies) else ""
