"""Asking sources, reading stored pages again, and drafting a further source."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jobs.cli.console import emit_json, say, show_table, warn
from jobs.cli.options import DetectChanges, Json, Season, path, this_context
from tracker.domain.errors import ConfigError
from tracker.domain.figures import in_words, quantity, tally
from tracker.domain.verdicts import ListState

if TYPE_CHECKING:
    from jobs.steps.collecting.collected import Collected
    from jobs.steps.reviewing.new_source import Draft

MOST_PROBLEMS = 3
"""Problems of one source shown on a terminal; a page in an unknown layout has hundreds."""
MOST_UNREAD = 20
"""Tables and rows of articles shown on a terminal."""


def crawl(
    source: Annotated[list[str], typer.Argument(help="Names as `snubs sources` lists them.")],
    ceremony: Annotated[
        str | None, typer.Option("--ceremony", help="Numbers: 83, 72-97 or 72,75-80. Default: all known so far.")
    ] = None,
    season: Annotated[str | None, typer.Option("--season", help="Film years: 2010 or 1990..2015.")] = None,
    detect_changes: DetectChanges = False,
    as_json: Json = False,
) -> int:
    """Collect the named sources now, check the results, and ingest what is fit."""
    from jobs.steps.collecting.collect import asks_for, check_ceremonies, check_names, collect, parse_numbers
    from jobs.steps.collecting.collected import exit_code
    from jobs.steps.judging.film_years import parse_seasons

    if ceremony and season is not None:
        raise ConfigError("--ceremony and --season exclude each other; give one of them")
    numbers = parse_numbers(ceremony) if ceremony is not None else None
    seasons = parse_seasons(season, "--season") if season is not None else []
    context = this_context()
    check_names(context, source)
    check_ceremonies(context, source, seasons=seasons, numbers=numbers)
    if not context.settings.offline:
        context.require_contact()
    outcomes = collect(context, asks_for(context, source, seasons=seasons, numbers=numbers))
    show_collected(outcomes, as_json=as_json)
    return exit_code(outcomes, detect_changes=detect_changes)


def reparse(
    source: Annotated[list[str] | None, typer.Argument(help="Names of sources; default: all.")] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Accept lists held for too many changes; check the page first.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Read every stored page again with today's parsers, without the network."""
    from jobs.steps.collecting.collect import reparse as read_again
    from jobs.steps.collecting.collected import worst

    outcomes = read_again(this_context(), source or [], accept=accept)
    show_collected(outcomes, as_json=as_json)
    return worst(outcomes)


def show_collected(collected: "Sequence[Collected]", *, as_json: bool = False) -> None:
    """Say what each source brought and what is wrong; `--json` has requests and bytes, too."""
    if as_json:
        emit_json([asdict(c) for c in collected])
    elif not collected:
        say("no source was due; nothing was asked")
    else:
        _show_sources(collected)
        show_complaints(collected)


def show_in_brief(collected: "Sequence[Collected]", lists: Mapping[str, int]) -> None:
    """Say what all sources brought and what is at hand, a line each, and what is wrong.

    Args:
        collected: of each source.
        lists: how many lists are at hand now, by how they stand.
    """
    if not collected:
        say("no source was due; nothing was asked")
        return
    new, gone = sum(c.new for c in collected), sum(c.retracted for c in collected)
    changes = quantity(new, "new statement") if new else "nothing new"
    withdrawn = f", {in_words(gone)} withdrawn" if gone else ""
    say(f"read:    {quantity(len(collected), 'source')}; {changes}{withdrawn}")
    say(f"now:     {tally('list', lists) if lists else 'no list'}")
    show_complaints(collected)


def show_complaints(collected: "Sequence[Collected]") -> None:
    """Say what is wrong, each thing once, with the sources that say it."""
    sources: dict[tuple[str, str], list[str]] = {}
    for source, how, problem in (complaint for c in collected for complaint in _complaints(c)):
        sources.setdefault((how, problem), []).append(source)
    for (how, problem), names in sources.items():
        warn(": ".join([how, *filter(None, [", ".join(dict.fromkeys(filter(None, names)))]), problem]))


def _show_sources(collected: "Sequence[Collected]") -> None:
    rows = [
        (c.source, c.status, *(c.lists.get(state.value, 0) for state in ListState), c.new, c.retracted)
        for c in collected
    ]
    show_table("Collected", ("source", "status", "fit", "held", "trial", "missing", "new", "retracted"), rows)
    say(
        "fit: in order; held: in doubt, the last good data stays; trial: evidence that closes nothing; missing: no page"
    )


def _complaints(c: "Collected") -> Iterator[tuple[str, str, str]]:
    """Source, how it ended and what is wrong; the source is blank where a page or list is named in its place."""
    how = c.aside if c.aside and c.status == "done" else c.status
    own = f"{c.source}: "
    for problem in c.problems[:MOST_PROBLEMS]:
        yield (c.source if problem.startswith(own) else "", how, problem.removeprefix(own))
    if (more := len(c.problems) - MOST_PROBLEMS) > 0:
        where = "`--json` names" if c.status == "failed" else "`snubs status --json` lists"
        yield c.source, how, f"and {more} more; {where} them"


def articles(season: Season = None, as_json: Json = False) -> None:
    """Show where films' articles differ from closed lists, each other and other sources, and what was not read.

    For example: snubs articles --season 2010. docs/film-articles.md says what is read in an article.
    """
    from jobs.steps.collecting.article_claims import UNREAD, differences

    context = this_context()
    wanted = season or context.season
    claims = differences(context, wanted)
    if as_json:
        emit_json(
            {
                "claims": claims.counts,
                "differences": [asdict(difference) for difference in claims.differences],
                "unread": [asdict(one) for one in claims.unread],
            }
        )
        return
    if not any(claims.counts.values()):
        say(f"no film's article has been read: snubs crawl wikipedia_film --season {wanted}")
        return
    say(
        f"film articles: {claims.counts['facts']} facts, {claims.counts['film_credits']} credits, "
        f"{claims.counts['accolades']} accolades, {claims.unknown} of them of bodies that no source here reads"
    )
    for what, count in Counter(one.what for one in claims.unread).items():
        say(f"{UNREAD[what]}, not read: {count}")
    if claims.unread:
        shown = [(UNREAD[one.what], one.printed, one.source_url) for one in claims.unread[:MOST_UNREAD]]
        show_table("Not read", ("what", "as printed", "where"), shown)
    if (more := len(claims.unread) - MOST_UNREAD) > 0:
        say(f"and {more} more; `snubs articles --json` lists them")
    if not claims.differences:
        say(f"films of {wanted}: nothing is said in two ways")
        return
    rows = [(d.film, d.about, d.article, d.others or "not on the list", d.source_url) for d in claims.differences]
    show_table(f"Films of {wanted}: said in two ways", ("film", "about", "article", "others", "where"), rows)


def new_source(
    name: Annotated[str, typer.Argument(help="Name of the new source, for example goyas.")],
    page: Annotated[str, typer.Argument(help="Title of one of its ceremony pages on English Wikipedia.")],
    into: Annotated[Path, typer.Option("--into", parser=path, help="Checkout of the project to write into.")] = Path(),
    as_json: Json = False,
) -> None:
    """Draft a source for another award body from one of its pages.

    Writes the source file and the body's folder with what the page shows, the page itself, the records read from it,
    and a test that fails until a person has checked the result.
    """
    from jobs.steps.reviewing.new_source import draft_source

    draft = draft_source(this_context(), name, page, into=into)
    if as_json:
        places = {what: str(path) for what, path in draft.places.items()}
        emit_json(places | {"entries": len(draft.entries), "held": draft.doubts})
    else:
        _show_draft(draft)


def _show_draft(draft: "Draft") -> None:
    source = draft.source
    sizes = {name: sum(e.category_as_printed == name for e in draft.entries) for name in source.categories}
    rows = [(name, c.concept, sizes[name]) for name, c in source.categories.items()]
    show_table(f"Guessed from the page: {source.name}", ("category", "concept", "entries"), rows)
    for doubt in draft.doubts:
        say(f"held: {doubt}")
    for what, place in draft.places.items():
        say(f"{what + ':':8}{place}")
    say(
        "The next run of this checkout collects it, on trial: its lists are evidence and close nothing. To remove it, "
        "delete these files; what was read by then stays in the database."
    )
    say(f"The test fails until somebody has compared {draft.places['list'].name} with the page and set REVIEWED in it.")
