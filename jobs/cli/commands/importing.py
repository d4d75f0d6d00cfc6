"""Files of the user's own: bringing them in, listing them, and taking them back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobs.cli.console import emit_json, say, show_table, warn
from jobs.cli.options import Json, path, this_context
from tracker.domain.errors import ConfigError, Exit
from tracker.domain.figures import quantity
from tracker.domain.verdicts import ListState

if TYPE_CHECKING:
    from jobs.steps.importing.imports import Import

SHOWN = 50
"""Bad rows that are printed; the count says how many there are."""

FEW = 10
"""Films that are named in one line."""

imports = typer.Typer(
    help="Import your own files: nominations, films, credits, release dates, scores, critics' lists, eligibility.\n\n"
    "`snubs import columns KIND` says which columns a file may have. A file whose columns are called otherwise is read "
    "with --columns OURS=THEIRS, and what no column says with --set OURS=VALUE. Nothing is imported unless every row "
    "can be read; bad rows are named with their line.",
    no_args_is_help=True,
)


@imports.command("columns")
def columns(
    kind: Annotated[str | None, typer.Argument(help="One kind of file; default: all.")] = None, as_json: Json = False
) -> None:
    """Print the columns that a file of each kind may have, and their contents."""
    from spiders.families.supplied.sheet import kinds

    wanted = {kind.replace("-", "_"): None} if kind else dict.fromkeys(kinds())
    for name in wanted:
        if name not in kinds():
            raise ConfigError(f"{name!r} is no kind of file; one of {', '.join(kinds()).replace('_', '-')}")
    if as_json:
        emit_json({name: kinds()[name].model_dump() for name in wanted})
        return
    for name in wanted:
        rows = [(column, "yes" if c.needed else "", c.about) for column, c in kinds()[name].columns.items()]
        show_table(f"{name.replace('_', '-')}: {kinds()[name].about}", ("column", "needed", "what it holds"), rows)


@imports.command("list")
def list_imports(as_json: Json = False) -> None:
    """List the imports: file, day, tier, licence, rows, hash."""
    from tracker.store.overview import imports as every_import

    with this_context().glance() as rows:
        standing = every_import(rows)
    if as_json:
        emit_json([asdict(one) for one in standing])
        return
    if not standing:
        say("nothing was imported yet; `snubs import --help` says how")
        return
    heads = ("source", "kind", "file", "as of", "tier", "licence", "rows", "left out", "sha256", "imported (UTC)")
    lines = [
        (
            *(one.source, one.kind, one.file, one.as_of, one.definition["tier"], one.definition["licence"]),
            *(one.rows, one.left_out, one.sha256[:12], f"{one.imported_at:%Y-%m-%d %H:%M}"),
        )
        for one in standing
    ]
    show_table("Imports", heads, lines)


@imports.command("remove")
def remove(
    name: Annotated[str, typer.Argument(help="The name it was imported under; `snubs import list` shows it.")],
    as_json: Json = False,
) -> None:
    """Remove an import and retract all its statements."""
    from jobs.steps.importing.imports import remove_import

    removed = remove_import(this_context(), name)
    if as_json:
        emit_json({"import": name, "sources": [asdict(one) for one in removed]})
        return
    for part in removed:
        say(f"{part.source}: removed, {quantity(part.retracted, 'statement')} retracted")


def import_kind(
    call: typer.Context,
    file: Annotated[Path, typer.Argument(parser=path, help="A CSV file, UTF-8 unless --encoding says otherwise.")],
    *,
    as_of: Annotated[datetime, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Last day that it covers.")],
    tier: Annotated[
        int, typer.Option("--tier", min=1, max=4, help="1 official, 2 citing it, 3 established press, 4 blogs.")
    ],
    name: Annotated[str | None, typer.Option("--name", help="Name of the import; default: the file's name.")] = None,
    columns: Annotated[
        list[str] | None, typer.Option("--columns", help="OURS=THEIRS: the file's name for a column; repeatable.")
    ] = None,
    values: Annotated[list[str] | None, typer.Option("--set", help="OURS=VALUE for every row; repeatable.")] = None,
    body: Annotated[str | None, typer.Option("--body", help="The same as --set body=SLUG.")] = None,
    result: Annotated[
        str, typer.Option("--result", help="Result of entries without one: nominated, longlisted …")
    ] = "nominated",
    complete: Annotated[
        bool, typer.Option("--complete", help="The lists are whole: a film absent from one was not nominated.")
    ] = False,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Leave out rows that cannot be read, and list them.")
    ] = False,
    licence: Annotated[str, typer.Option("--licence", help="Terms of use of the file.")] = "the user's own",
    publisher: Annotated[str, typer.Option("--publisher", help="Who made it.")] = "the user",
    title: Annotated[str | None, typer.Option("--title", help="Title in citations; default: the file.")] = None,
    url: Annotated[str, typer.Option("--url", help="Where it can be read.")] = "",
    encoding: Annotated[str, typer.Option("--encoding", help="For example cp1252.")] = "utf-8",
    guarded: Annotated[
        bool, typer.Option("--guarded", help="Cells have a spreadsheet's apostrophe: remove one.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Import a file of the kind that the command is called by; all kinds take the same options."""
    from jobs.steps.importing.definition import pairs

    options = {
        "as_of": as_of.date(),
        "tier": tier,
        "columns": pairs("--columns", columns or ()),
        "values": pairs("--set", values or ()) | ({"body": body} if body else {}),
        "result": result,
        "complete": complete,
        "skip_bad": skip_bad,
        "licence": licence,
        "publisher": publisher,
        "url": url,
        "encoding": encoding,
        "guarded": guarded,
        **({"title": title} if title else {}),
    }
    return _import(str(call.info_name).replace("-", "_"), file, name, options, as_json=as_json)


for _kind, _about in (
    ("nominations", "Nominations, longlists, shortlists and prizes; one row for each entry."),
    ("films", "Films for the registry, each with an IMDb or Wikidata id."),
    ("credits", "Casts and crews of films; one row for each craft of a film."),
    ("releases", "Claims about release dates; they may differ."),
    ("scores", "Aggregators' figures: Metascore, Tomatometer, average."),
    ("top-tens", "Critics' year-end lists, as tallies or place by place."),
    ("eligibility", "Reminder lists, longlists, disqualifications."),
):
    imports.command(_kind, help=_about)(import_kind)


def _import(kind: str, file: Path, name: str | None, options: Mapping[str, Any], *, as_json: bool) -> int:
    from jobs.steps.importing.imports import BadRowsError, import_file

    try:
        done = import_file(this_context(), kind, file, name=name, options=options)
    except BadRowsError as error:
        _warn_of([problem.message for problem in error.problems])
        raise
    if as_json:
        emit_json({"import": done.name} | ({"unchanged": True} if done.unchanged else _as_document(done)))
    elif done.unchanged:
        say(f"{done.name}: nothing has changed since; `snubs reparse` reads it again as this version does")
    else:
        _show(done)
    return Exit.HELD if done.held else Exit.DONE


def _warn_of(messages: Sequence[str]) -> None:
    for message in messages[:SHOWN]:
        warn(message)
    if len(messages) > SHOWN:
        warn(f"and {len(messages) - SHOWN} more")


def _as_document(done: "Import") -> dict[str, Any]:
    sources = [asdict(one) for one in done.imported]
    return {"left_out": done.left_out, "aside": done.aside} | {
        "unmet": done.unmet,
        "unsure": done.unsure,
        "taken": done.taken,
        "doubts": done.doubts,
        "sources": sources,
    }


def _show(done: "Import") -> None:
    states = (ListState.FIT, ListState.HELD, ListState.TRIAL)
    rows = [(i.source, i.rows, i.new, i.retracted, *(i.lists.get(s.value, 0) for s in states)) for i in done.imported]
    show_table(f"Imported as {done.name}", ("source", "rows", "new", "retracted", "closed", "held", "evidence"), rows)
    if done.aside:
        say(f"columns left aside: {', '.join(done.aside)}")
    for one in done.imported:
        for problem in one.problems[:SHOWN]:
            warn(f"{one.source}: {problem}")
        if len(one.problems) > SHOWN:
            warn(f"{one.source}: and {len(one.problems) - SHOWN} more; `snubs status` counts them")
    for message in done.left_out:
        warn(f"left out: {message}")
    for what, doubtful in done.doubts.items():
        count = f"{len(doubtful)} {'row' if len(doubtful) == 1 else 'rows'}"
        warn(f"{count}: {what}: {_few(doubtful, '; ')}; `snubs review` says what to do")
    if done.taken:
        warn(f"{len(done.taken)} of {done.named} films are taken for one with a similar title: {_few(done.taken)}")
    if done.unsure:
        warn(
            f"{len(done.unsure)} of {done.named} films may be one that is at hand, but not for certain, so nothing "
            f"said of them is used: {_few(done.unsure)}; an id or a film_year settles it, or the title as "
            "lists print it, or `snubs review`"
        )
    if done.unmet:
        warn(
            f"{len(done.unmet)} of {done.named} films meet none that a list or the registry knows, so nothing said of "
            f"them is used: {_few(done.unmet)}; `snubs review` shows them"
        )


def _few(names: Sequence[str], mark: str = ", ") -> str:
    """The first of many names, and how many more there are."""
    return mark.join(names[:FEW]) + (f" and {len(names) - FEW} more" if len(names) > FEW else "")
