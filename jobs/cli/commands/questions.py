"""Questions: one film, and the records desk."""

from pathlib import Path
from typing import Annotated

import typer

from jobs.cli.console import emit_json, say, show_table
from jobs.cli.options import Json, Season, this_context

_SHOWN = ["group", "rank", "film", "film_year", "precursor_nominations", "precursor_wins", "bodies", "categories"]


def film(
    name: Annotated[str, typer.Argument(help="A title, a Wikidata id (Q927826) or an IMDb id (tt1334260).")],
    season: Season = None,
    as_json: Json = False,
) -> None:
    """Show everything about one film: each body and category, verdict, reason, evidence and source."""
    from jobs.cli.dossier import show_film
    from jobs.steps.editions.film import dossier

    show_film(dossier(this_context(), name, season), as_json=as_json)


def records(
    *,
    body: Annotated[str, typer.Option("--body", help="Whose nominations the films lack.")] = "oscars",
    by: Annotated[str, typer.Option("--by", help="film, craft, distributor, country or decade.")] = "film",
    first: Annotated[int | None, typer.Option("--from", min=1900, max=2200, help="First film year.")] = None,
    last: Annotated[int | None, typer.Option("--to", min=1900, max=2200, help="Last film year.")] = None,
    top: Annotated[int, typer.Option("--top", min=1, max=1000, help="Places in each group; all ties are shown.")] = 10,
    out: Annotated[Path | None, typer.Option("--out", help="Also write this CSV file.")] = None,
    as_json: Json = False,
) -> None:
    """List the films with the most precursor nominations and none at a body, and the seasons searched."""
    from jobs.steps.judging.records import search, write
    from jobs.steps.judging.rows import records as rows_for_json
    from tracker.domain.rules import load_rules
    from tracker.judge.material.categories import title_of

    answer = search(this_context(), body=body, by=by, first=first, last=last, top=top)
    if out is not None:
        write(out, answer)
    if as_json:
        emit_json({"scope": answer.scope, "records": rows_for_json(answer.rows)})
        return
    title = f"Most precursor nominations without one at the {load_rules().bodies[body].title}"
    columns = (by, "place", "film", "year", "nominations", "won", "by", "for")
    shown = slice(1, None) if by == "film" else slice(None, -1) if by == "craft" else slice(None)
    if not answer.rows.empty:
        rows = answer.rows.assign(group=answer.rows["group"].map(title_of)) if by == "craft" else answer.rows
        show_table(title, columns[shown], rows[_SHOWN[shown]].to_numpy().tolist())
    say(answer.scope)
