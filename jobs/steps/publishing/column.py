"""A draft of the column "Not at the Oscars", written from evidence alone."""

from pathlib import Path
from typing import TYPE_CHECKING

from jobs.cli.console import say
from jobs.cli.dossier import judged
from jobs.context import Context
from tracker.domain.errors import ConfigError, Exit, InputError, OutputError
from tracker.domain.rules import load_rules
from tracker.judge.verdict.ranking import ranked_misses

if TYPE_CHECKING:
    import pandas as pd


def run_column(context: Context, wanted: str, *, body: str | None, season: int | None, out: Path | None) -> int:
    """The command `snubs column`.

    Raises:
        ConfigError: no such body is judged.
        InputError: no such film, or nothing of it was missed there.
        OutputError: the file cannot be written.
    """
    from tracker.report.column import ColumnInput, render

    rules = load_rules()
    if body is not None and body not in rules.bodies:
        raise ConfigError(f"--body {body!r}: one of {', '.join(rules.order)}")
    tables, judgement, film, _ = judged(context, wanted, season)
    verdicts = judgement.verdicts[judgement.verdicts["film_key"] == film]
    body = body or _first_missed(verdicts, rules.order)
    mine = verdicts[verdicts["body"] == body]
    factors = judgement.factors[(judgement.factors["film_key"] == film) & (judgement.factors["body"] == body)]
    of_season = (tables.lists["film_year"] == judgement.season) & (tables.lists["body"] == body)
    given = ColumnInput(
        film=str(verdicts["film"].iloc[0]),
        body=body,
        body_title=rules.bodies[body].title,
        as_of=context.today,
        verdicts=mine,
        evidence=judgement.evidence[judgement.evidence["film_key"] == film],
        factors=factors,
        lists=tables.lists[of_season],
    )
    try:
        text = render(given)
    except ValueError as error:
        raise InputError(f"{error}; `snubs film` shows what is known") from error
    if out is None:
        say(text.rstrip())
        return int(Exit.DONE)
    _write(out, text)
    say(f"column: {out}")
    return int(Exit.DONE)


def _first_missed(verdicts: "pd.DataFrame", order: "tuple[str, ...] | list[str]") -> str:
    """The first body, in the order of the rules, at which something was missed; else the first."""
    bodies = set(ranked_misses(verdicts)["body"])
    return next((body for body in order if body in bodies), order[0])


def _write(out: Path, text: str) -> None:
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(f"{out}: cannot be written: {error.strerror}; choose another place") from error
