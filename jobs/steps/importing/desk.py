"""What was imported, what a file may hold, and taking an import back."""

from dataclasses import asdict

from jobs.cli.console import emit_json, say, show_table
from jobs.context import Context
from jobs.steps.importing.imports import JOB, Imported
from spiders.families.supplied.sheet import kinds
from tracker.domain.errors import ConfigError, Exit
from tracker.store import imports, runs
from tracker.store.engine import reading, transaction


def run_list(context: Context, *, as_json: bool) -> int:
    """The command `snubs import list`."""
    with reading(context.engine) as conn:
        found = imports.every(conn)
    if as_json:
        emit_json([asdict(one) for one in found])
        return int(Exit.DONE)
    if not found:
        say("nothing was imported yet; `snubs import --help` says how")
        return int(Exit.DONE)
    columns = ("source", "kind", "file", "as of", "tier", "licence", "rows", "left out", "sha256", "imported (UTC)")
    rows = [
        (
            *(one.source, one.kind, one.file, one.as_of, one.definition["tier"], one.definition["licence"]),
            *(one.rows, one.left_out, one.sha256[:12], f"{one.imported_at:%Y-%m-%d %H:%M}"),
        )
        for one in found
    ]
    show_table("Imports", columns, rows)
    return int(Exit.DONE)


def run_remove(context: Context, name: str, *, as_json: bool) -> int:
    """The command `snubs import remove`.

    Raises:
        ConfigError: nothing was imported under that name.
    """
    with transaction(context.engine) as conn:
        found = imports.every(conn, name)
        if not found:
            raise ConfigError(f"{name}: no import is called so; `snubs import list` lists them")
        removed = []
        for one in found:
            run = runs.begin(conn, job=JOB, host=context.host, now=context.now(), source=one.source)
            retracted = imports.forget(conn, one.source, run)
            runs.finish(conn, run, "done", context.now(), exit_code=0, reason="removed")
            removed.append(Imported(one.source, 0, 0, retracted))
    if as_json:
        emit_json({"import": name, "sources": [asdict(one) for one in removed]})
    else:
        for part in removed:
            say(f"{part.source}: removed, {part.retracted} statements retracted")
    return int(Exit.DONE)


def run_columns(kind: str | None, *, as_json: bool) -> int:
    """The command `snubs import columns`.

    Raises:
        ConfigError: no such kind.
    """
    wanted = {kind.replace("-", "_"): None} if kind else dict.fromkeys(kinds())
    for name in wanted:
        if name not in kinds():
            raise ConfigError(f"{name!r} is no kind of file; one of {', '.join(kinds())}")
    if as_json:
        emit_json({name: kinds()[name].model_dump() for name in wanted})
        return int(Exit.DONE)
    for name in wanted:
        rows = [(column, "yes" if c.needed else "", c.about) for column, c in kinds()[name].columns.items()]
        show_table(f"{name.replace('_', '-')}: {kinds()[name].about}", ("column", "needed", "what it holds"), rows)
    return int(Exit.DONE)
