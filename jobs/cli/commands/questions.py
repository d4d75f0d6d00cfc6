"""Questions about people, seasons, categories and changes, answered from the edition that holds now."""

from datetime import datetime
from typing import Annotated

import typer

from jobs.cli.options import All, Csv, Json, Xlsx, this_context, this_edition

First = Annotated[int | None, typer.Option("--from", min=1900, max=2200, help="First film year.")]
Last = Annotated[int | None, typer.Option("--to", min=1900, max=2200, help="Last film year.")]


def person(
    name: Annotated[str, typer.Argument(help="A name, a Wikidata id or an IMDb id.")],
    every: All = False,
    as_json: Json = False,
    as_csv: Csv = False,
    xlsx: Xlsx = None,
) -> None:
    """Show every nomination, miss and near miss of one person, body by body.

    For example: snubs person "Carey Mulligan", snubs person Q37876.

    Columns: year is that of the ceremony; at and for are the ceremony and the award as it was called; result is how
    far an entry of a list came; verdict is the label of what was missed; reached is a step short of a nomination at
    that body, such as a longlist, whether it was called a miss or not. source is the number of a page below.
    """
    from jobs.cli.answers import show_answer
    from jobs.steps.questions.person import answer

    show_answer(answer(this_edition(), name), as_json=as_json, as_csv=as_csv, xlsx=xlsx, every=every)


def season(
    year: Annotated[int, typer.Argument(min=1900, max=2200, help="Film year: 2010 for the 2011 ceremonies.")],
    body: Annotated[str, typer.Argument(help="One body alone, for example oscars.")] = "",
    *,
    every: All = False,
    as_json: Json = False,
    as_csv: Csv = False,
    xlsx: Xlsx = None,
) -> None:
    """Show a season: what was missed, who was a surprise, what swept, and which lists were read.

    For example: snubs season 2010, snubs season 2010 bafta.

    Tables: the misses in the order of news; the nominations that were least expected, with the probability from what
    was known before; the films with the most nominations at each body, and how many of them were won; the lists, each
    once. A list that is complete shows what is absent from it; one on trial or in part does not.
    """
    from jobs.cli.answers import show_answer
    from jobs.steps.questions.season import answer

    show_answer(answer(this_edition(), year, body), as_json=as_json, as_csv=as_csv, xlsx=xlsx, every=every)


def race(
    body: Annotated[str, typer.Argument(help="One body alone, for example oscars.")] = "",
    category: Annotated[str, typer.Argument(help="One award of it, by any name.")] = "",
    *,
    season: Annotated[
        int | None, typer.Option("--season", min=1900, max=2200, help="Film year; the latest at hand without it.")
    ] = None,
    every: All = False,
    as_json: Json = False,
    as_csv: Csv = False,
    xlsx: Xlsx = None,
) -> None:
    """Show the state of the race: who is in the running for nominations that are still to come.

    For example: snubs race, snubs race oscars, snubs race oscars "best actress".

    Without an award, each line names the likeliest contenders for one, with the probability of a nomination from what
    is known today; then where every body stands. Of one award: chance is that probability with its interval; named by
    are the bodies whose lists name the contender, passed over by those of its precursors whose complete list does not.
    """
    from jobs.cli.answers import show_answer
    from jobs.steps.questions.race import answer

    about = answer(this_edition(), body, category, season)
    show_answer(about, as_json=as_json, as_csv=as_csv, xlsx=xlsx, every=every)


def seasons(
    body: Annotated[str, typer.Argument(help="One body alone, for example oscars.")] = "",
    *,
    every: All = False,
    as_json: Json = False,
    as_csv: Csv = False,
    xlsx: Xlsx = None,
) -> None:
    """Show all seasons at a glance: how many lists of each are complete, held or missing, its films and its misses.

    For example: snubs seasons, snubs seasons oscars.

    Columns: a list is complete, in part, held, on trial or missing as in snubs season; films and misses are those of
    the season; the last column names the bodies with a missing list. Years between that have no season are named above.
    """
    from jobs.cli.answers import show_answer
    from jobs.steps.questions.seasons import answer

    show_answer(answer(this_edition(), body), as_json=as_json, as_csv=as_csv, xlsx=xlsx, every=every)


def category(
    body: Annotated[str, typer.Argument(help="The body, for example oscars.")],
    name: Annotated[str, typer.Argument(metavar="CATEGORY", help="Any name that the category has or had.")],
    *,
    first: First = None,
    last: Last = None,
    every: All = False,
    as_json: Json = False,
    as_csv: Csv = False,
    xlsx: Xlsx = None,
) -> None:
    """Show a category of a body by year: nominees, winner and best miss.

    For example: snubs category oscars director --from 2000, snubs category bafta "Best Film".

    Columns: year is that of the ceremony; as printed is the name that its list used; best miss comes first in the
    order of news, and is blank where nothing was missed or the list is not complete.
    """
    from jobs.cli.answers import show_answer
    from jobs.steps.questions.category import answer

    show_answer(answer(this_edition(), body, name, first, last), as_json=as_json, as_csv=as_csv, xlsx=xlsx, every=every)


def changes(
    since: Annotated[datetime, typer.Option("--since", formats=["%Y-%m-%d"], help="The first day that counts.")],
    every: All = False,
    as_json: Json = False,
    as_csv: Csv = False,
    xlsx: Xlsx = None,
) -> None:
    """List what changed since a day, with the cause: verdicts, corrections, new lists.

    For example: snubs changes --since 2026-01-01.

    What each weekly report since that day found different from the one before, then what is different from the last
    one. Columns: on is the day of the report; what is a new list, a new snub, one that is cleared, and so on; before
    and after are the labels, or the sentence of what has none; cause is that of snubs editions diff: new list, new
    evidence, correction, identity correction, rule change, threshold change, older database (a miss is gone with what
    an older copy lacks). A correction takes back what an earlier report said; why is its reason.
    """
    from jobs.cli.answers import show_answer
    from jobs.steps.editions.kept import kept_editions
    from jobs.steps.questions.changes import answer

    context = this_context()
    about = answer(kept_editions(context), since.date(), context.today)
    show_answer(about, as_json=as_json, as_csv=as_csv, xlsx=xlsx, every=every)


def search(
    text: Annotated[str, typer.Argument(help="A part of a title or a name; it may be misspelt.")],
    every: All = False,
    as_json: Json = False,
    as_csv: Csv = False,
    xlsx: Xlsx = None,
) -> None:
    """Search films, people, bodies and categories, and show what to ask for.

    For example: snubs search mulligan, snubs search "never let", snubs search sag.

    The likest names come first in each group; the last column is the command that tells more.
    """
    from jobs.cli.answers import show_answer
    from jobs.steps.questions.search import answer

    show_answer(answer(this_edition(), text), as_json=as_json, as_csv=as_csv, xlsx=xlsx, every=every)
