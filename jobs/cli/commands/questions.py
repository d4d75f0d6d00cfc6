"""Questions about films, people, seasons, categories and changes, answered from the edition that holds now."""

from datetime import datetime
from typing import Annotated

import typer

from jobs.cli.options import Json, Season, kept_editions, this_edition

Csv = Annotated[bool, typer.Option("--csv", help="One CSV table on standard output, with every row.")]
All = Annotated[bool, typer.Option("--all", help="Every row; else at most a screen is shown.")]
First = Annotated[int | None, typer.Option("--from", min=1900, max=2200, help="First film year.")]
Last = Annotated[int | None, typer.Option("--to", min=1900, max=2200, help="Last film year.")]


def film(
    text: Annotated[str, typer.Argument(help="A title, a Wikidata id (Q927826) or an IMDb id (tt1334260).")],
    year: Annotated[int | None, typer.Option("--year", min=1870, max=2200, help="Year of the film.")] = None,
    season: Season = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Show everything about one film: each body and category, verdict, reason, evidence and source."""
    from jobs.cli.dossier import show_film
    from jobs.steps.questions.film import Dossier, answer

    about = answer(this_edition(), text, year, season)
    if isinstance(about, Dossier):
        show_film(about, as_json=as_json, as_csv=as_csv)
        return
    from jobs.cli.answers import show_answer
    from jobs.cli.console import warn

    warn(f"no film is called {text.strip()!r}; a person is: snubs person")
    show_answer(about, as_json=as_json, as_csv=as_csv, every=False)


def person(
    name: Annotated[str, typer.Argument(help="A name, a Wikidata id or an IMDb id.")],
    every: All = False,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Show every nomination, miss and near miss of one person, by body and year."""
    from jobs.cli.answers import show_answer
    from jobs.steps.questions.person import answer

    show_answer(answer(this_edition(), name), as_json=as_json, as_csv=as_csv, every=every)


def season(
    year: Annotated[int, typer.Argument(min=1900, max=2200, help="Film year: 2010 for the 2011 ceremonies.")],
    body: Annotated[str, typer.Argument(help="One body alone, for example oscars.")] = "",
    every: All = False,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Show a season: what was missed, who was a surprise, what swept, and which lists were read."""
    from jobs.cli.answers import show_answer
    from jobs.steps.questions.season import answer

    show_answer(answer(this_edition(), year, body), as_json=as_json, as_csv=as_csv, every=every)


def category(
    body: Annotated[str, typer.Argument(help="The body, for example oscars.")],
    name: Annotated[str, typer.Argument(metavar="CATEGORY", help="Any name that the category has or had.")],
    *,
    first: First = None,
    last: Last = None,
    every: All = False,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Show a category of a body by year: nominees, winner and best miss."""
    from jobs.cli.answers import show_answer
    from jobs.steps.questions.category import answer

    show_answer(answer(this_edition(), body, name, first, last), as_json=as_json, as_csv=as_csv, every=every)


def changes(
    since: Annotated[datetime, typer.Option("--since", formats=["%Y-%m-%d"], help="The first day that counts.")],
    every: All = False,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """List what changed since a day, with the cause: verdicts, corrections, new lists."""
    from jobs.cli.answers import show_answer
    from jobs.steps.questions.changes import answer

    show_answer(answer(kept_editions(), since.date()), as_json=as_json, as_csv=as_csv, every=every)


def search(
    text: Annotated[str, typer.Argument(help="A part of a title or a name; it may be misspelt.")],
    every: All = False,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Search films, people, bodies and categories, and show what to ask for."""
    from jobs.cli.answers import show_answer
    from jobs.steps.questions.search import answer

    show_answer(answer(this_edition(), text), as_json=as_json, as_csv=as_csv, every=every)
