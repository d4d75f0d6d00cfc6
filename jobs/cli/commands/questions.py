"""Questions about people, seasons, categories and changes, answered from the edition that holds now."""

from datetime import datetime
from typing import Annotated

import typer

from jobs.cli.options import All, Csv, Json, this_context, this_edition

First = Annotated[int | None, typer.Option("--from", min=1900, max=2200, help="First film year.")]
Last = Annotated[int | None, typer.Option("--to", min=1900, max=2200, help="Last film year.")]


def person(
    name: Annotated[str, typer.Argument(help="A name, a Wikidata id or an IMDb id.")],
    every: All = False,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Show every nomination, miss and near miss of one person, body by body."""
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
    from jobs.steps.editions.kept import kept_editions
    from jobs.steps.questions.changes import answer

    context = this_context()
    about = answer(kept_editions(context), since.date(), context.today)
    show_answer(about, as_json=as_json, as_csv=as_csv, every=every)


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
