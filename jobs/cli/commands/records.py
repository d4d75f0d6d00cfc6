"""The records desk: named questions, and questions of one's own (docs/records.md)."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobs.cli.console import Sources, emit_json, say, scope_line, show_table, tell
from jobs.cli.options import All, Json, one_form, path, this_edition
from tracker.domain.figures import share

if TYPE_CHECKING:
    from tracker.edition.desk.present import Page

_ASK = "What is asked"
_SHOW = "How it is shown"
_HEADINGS = {
    **{"film_year": "year", "span": "years", "nominations": "noms", "film_level": "level"},
    **{"last_film": "last", "last_person": "who", "last_year": "year"},
}


def records(
    *,
    name: Annotated[str, typer.Argument(metavar="[NAME|FILE.yml]", help="A named question, or a file of them.")] = "",
    of: Annotated[
        str | None,
        typer.Option("--of", help="film, craft, performance, credit, person or person_season.", rich_help_panel=_ASK),
    ] = None,
    having: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="TERM", help="What they have: oscars:picture:won.", rich_help_panel=_ASK),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="TERM", help="What they have not; none of it.", rich_help_panel=_ASK),
    ] = None,
    first: Annotated[
        int | None, typer.Option("--from", min=1880, max=2200, help="First film year.", rich_help_panel=_ASK)
    ] = None,
    last: Annotated[
        int | None, typer.Option("--to", min=1880, max=2200, help="Last film year.", rich_help_panel=_ASK)
    ] = None,
    show: Annotated[
        str | None,
        typer.Option("--show", help="latest, earliest, most, least, in_a_row or gap.", rich_help_panel=_SHOW),
    ] = None,
    count: Annotated[
        str | None,
        typer.Option("--count", metavar="TERM", help="What most and least count.", rich_help_panel=_SHOW),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            help="season, decade, category, country, distributor, person or film.",
            rich_help_panel=_SHOW,
        ),
    ] = None,
    top: Annotated[
        int | None, typer.Option("--top", min=1, max=1000, help="Lines, or places.", rich_help_panel=_SHOW)
    ] = None,
    body: Annotated[
        str | None,
        typer.Option("--body", help="Short for the most nominations by a body's precursors and none of its own."),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", parser=path, help="Also write this CSV file.")] = None,
    every: All = False,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", callback=one_form, help="One CSV table on standard output.")] = False,
) -> None:
    """Answer what columnists compile by hand: with, without, most, last, streaks, rates; without a question, list them.

    For example: snubs records all_four_and_missed, or snubs records --with oscars:picture:won --without
    oscars:director.

    A TERM is a body, or several joined by +, then :CATEGORY and :won where that is meant. Before it may stand "all
    of", "any of" or a number, as in "3 of golden_globes+actor_awards+baftas". docs/records.md explains all of it.

    Columns: place, with ties sharing one; noms and wins are those that are counted; length is that of a run in seasons
    or of a gap in years; level is "film" where a list that names no people tells of a film alone; source is the number
    of a page below, the first of those that --json lists.
    """
    from jobs.steps.editions.records import ask, every_line, listed, questions, write_csv, write_listed
    from tracker.edition.desk.question import options

    asked = {"of": of, "with": having, "without": without, "from": first, "to": last}
    asked |= {"show": show, "count": count, "by": by, "top": top}
    wanted = questions(name, options(asked, body))
    if not wanted:
        if as_json:
            emit_json([{"name": name, "title": title} for name, title in listed()])
        elif as_csv:
            write_listed()
        else:
            show_table("Named questions: snubs records NAME", ("name", "what it answers"), listed())
        return
    edition = this_edition()
    if every or (top is None and (as_json or as_csv or out)):
        wanted = [every_line(question, places=every) for question in wanted]
    pages = ask(edition, wanted, with_untold=as_json)
    if out is not None:
        write_csv(out, pages)
    if as_json:
        documents = [page.document() | {"edition": edition.scope} for page in pages]
        emit_json(documents if len(documents) > 1 else documents[0])
    elif as_csv:
        write_csv(None, pages)
    else:
        sources = Sources()
        for question, page in zip(wanted, pages, strict=True):
            _show(page, sources, every=every or (top is not None and not question.by))
        sources.show()
        say(scope_line(edition.scope))


def _show(page: "Page", sources: Sources, *, every: bool) -> None:
    """A table of the columns that hold something, at most a screen with what is counted and searched under it."""
    from jobs.cli.answers import screen, show_part
    from jobs.steps.questions.answers import Part

    notes = (*page.folded, *page.sentences, *page.scope)
    if page.rows:
        columns = {column: _HEADINGS.get(column, column.replace("_", " ")) for column in page.shown}
        rows = [row | {column: _cell(row[column]) for column in columns} for row in page.rows]
        show_part(Part("", page.heading, columns, rows), sources, None if every else screen(notes))
    else:
        say(page.heading)
    for line in notes:
        tell(line)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "film" if value else ""
    return "" if value is None else share(value) if isinstance(value, float) else str(value)
