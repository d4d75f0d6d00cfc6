"""Which film is meant: open cases and people's decisions, and matching somebody's list against a registry."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobs.cli.console import emit_json, progress, say, show_columns, show_table
from jobs.cli.options import Json, Season, path, this_context
from jobs.steps.judging.rows import records
from tracker.domain.cells import whole
from tracker.domain.errors import ConfigError
from tracker.domain.figures import quantity
from tracker.domain.lists.passes import GROUNDS
from tracker.domain.lists.problems import held_categories
from tracker.domain.printed import job_of_one
from tracker.domain.verdicts import ListState

if TYPE_CHECKING:
    import pandas as pd

    from jobs.steps.importing.doubtful import Doubt
    from jobs.steps.reviewing.passes import HeldLine
    from jobs.steps.reviewing.review import Case, Proposal
    from tracker.domain.facts.records import Person

SHOWN = 40
"""Changes of verdicts, and films that meet none, that are shown on a terminal."""

review = typer.Typer(help="Which film is meant: open cases, decisions, what they change.")

Who = Annotated[str, typer.Option("--who", help="Who decides.")]
Why = Annotated[str, typer.Option("--why", help="Why, in one line; readers see it in changes.csv.")]
Cited = Annotated[str, typer.Option("--source", help="Where it can be checked.")]
Film = Annotated[str, typer.Argument(help="Wikidata id.")]
Another = Annotated[str, typer.Argument(help="Another title of the film.")]
Shown = Annotated[str, typer.Argument(help="The title to show.")]
Yes = Annotated[bool, typer.Option("--yes", help="Store it without asking.")]


@review.callback(invoke_without_command=True)
def cases(command: typer.Context, season: Season = None, as_json: Json = False) -> None:
    """List titles that may mean several films, with their candidates, films that meet none, and held lines of lists.

    Rows of your files that contradict what is at hand come with what to do.

    Decide with `snubs review decide`. A decision shows its effect on the verdicts before it is stored, and can be
    taken back; docs/identity.md explains keys and decisions.
    """
    if command.invoked_subcommand is not None:
        return
    from jobs.steps.reviewing.passes import held_lines
    from jobs.steps.reviewing.review import Review

    context = this_context()
    at_hand = Review.of(context)
    open_cases = at_hand.cases(season)
    if as_json:
        emit_json([vars(case) for case in open_cases])
        return
    for case in open_cases:
        if case.candidates:
            _show_case(case)
    if unmet := [case for case in open_cases if not case.candidates]:
        rows = [(case.title, case.season, ", ".join(case.lists), case.key) for case in unmet[:SHOWN]]
        show_table(f"Films that meet none: {len(unmet)}", ("title", "year", "named by", "key"), rows)
    if len(unmet) > SHOWN:
        say(f"and {len(unmet) - SHOWN} more; --json lists them")
    if open_cases:
        none = "; or --none for --is FILM" if len(unmet) < len(open_cases) else ""  # which turns candidates down
        say(f"{len(open_cases)} open. To decide: snubs review decide 'KEY' --is FILM {GROUNDS}{none}")
    doubts = at_hand.doubts(season)
    _show_doubts(doubts)
    if not _show_held(held_lines(context)) and not open_cases and not doubts:
        say("nothing to review")


@review.command("rows")
def rows(season: Season = None, as_json: Json = False) -> None:
    """List rows of your own files that contradict what is at hand, or that nothing knows, and what to do."""
    from jobs.steps.reviewing.review import Review

    doubts = Review.of(this_context()).doubts(season)
    if as_json:
        emit_json([vars(one) for one in doubts])
    elif not _show_doubts(doubts):
        say("no row of your files needs a look")


def _show_doubts(doubts: "Sequence[Doubt]") -> bool:
    """Show the rows, if there are any."""
    if doubts:
        table = [(one.source, one.line or "", one.what, one.row, one.remedy) for one in doubts[:SHOWN]]
        show_table(
            f"{quantity(len(doubts), 'row').capitalize()} of your files",
            ("import", "line", "what", "row", "what to do"),
            table,
        )
    if len(doubts) > SHOWN:
        say(f"and {len(doubts) - SHOWN} more; `snubs review rows --json` lists them")
    return bool(doubts)


def _show_case(case: "Case") -> None:
    rows = [_candidate(number, candidate) for number, candidate in enumerate(case.candidates, 1)]
    heading = (
        f"{case.title}, films of {case.season or 'an unknown year'}, named by {', '.join(case.lists)}  [{case.key}]"
    )
    show_table(heading, ("", "film", "title", "year", "directors", "score", "why"), rows)


def _candidate(number: int, film: dict[Any, Any]) -> tuple[object, ...]:
    directors = ", ".join(film.get("directors", ()))
    title, year = film.get("title", ""), whole(film.get("year"))
    return (number, film["film"], title, year, directors, f"{film['score']:.2f}", film["why"])


@review.command("decide")
def decide(
    key: Annotated[str, typer.Argument(help="Key of the case as `snubs review` prints it, or of any work.")],
    *,
    who: Who,
    why: Why,
    film: Annotated[str | None, typer.Option("--is", help="Key of the intended film.")] = None,
    others: Annotated[list[str] | None, typer.Option("--is-not", help="Key of a film to rule out.")] = None,
    none: Annotated[bool, typer.Option("--none", help="Reject every candidate.")] = False,
    source: Cited = "",
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Decide which film a key means, or does not mean; also merges two ids of one film."""
    from jobs.steps.reviewing.review import Grounds, case_of
    from jobs.steps.reviewing.review import decide as propose

    if film and (others or none):
        raise ConfigError("--is says it all; leave out --is-not and --none")
    context = this_context()
    different: Sequence[str] = others or ()
    if not film and not different:
        case = case_of(context, key)
        _show_case(case)
        offered = [candidate["film"] for candidate in case.candidates]
        film, different = (None, offered) if none else _ask_which(key, offered)
    _conclude(propose(context, key, Grounds(who, why, source), film=film, others=different), sure=yes, as_json=as_json)


def _ask_which(key: str, offered: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    if not sys.stdin.isatty():
        raise ConfigError("say --is FILM, --is-not FILM or --none")
    answer = typer.prompt(f"Which film is {key}? A number, a key, or n for none of them")
    if answer.strip().lower() == "n":
        return None, offered
    if answer.isdigit() and 1 <= int(answer) <= len(offered):
        return offered[int(answer) - 1], ()
    return answer.strip(), ()


@review.command("alias")
def alias(
    film: Film, title: Another, *, who: Who, why: Why, source: Cited = "", yes: Yes = False, as_json: Json = False
) -> None:
    """Propose another title of a film; --yes adds it."""
    _name("alias", film, title, (who, why, source), sure=yes, as_json=as_json)


@review.command("retitle")
def retitle(
    film: Film, title: Shown, *, who: Who, why: Why, source: Cited = "", yes: Yes = False, as_json: Json = False
) -> None:
    """Propose to show a film under another title, the old one an alias; --yes does."""
    _name("retitle", film, title, (who, why, source), sure=yes, as_json=as_json)


def _name(kind: str, film: str, title: str, grounds: tuple[str, str, str], *, sure: bool, as_json: bool) -> None:
    from jobs.steps.reviewing.review import Grounds, name_film

    _conclude(name_film(this_context(), kind, film, title, Grounds(*grounds)), sure=sure, as_json=as_json)


@review.command("held")
def held(as_json: Json = False) -> None:
    """List lines that hold a list or a category of one, and lines that somebody let pass."""
    from jobs.steps.reviewing.passes import held_lines

    lines = held_lines(this_context())
    if as_json:
        emit_json([vars(line) for line in lines])
    elif not _show_held(lines):
        say("nothing is held")


def _show_held(lines: "Sequence[HeldLine]") -> bool:
    """Show the lines, if there are any."""
    if lines:
        rows = [
            (f"{one.source} {one.ceremony}", one.category, one.line, one.state, one.message, one.by) for one in lines
        ]
        show_table("Held lines", ("list", "category", "line", "state", "why", "passed by"), rows)
        say(
            f"After a look at the page: snubs review pass SOURCE CEREMONY --line N {GROUNDS}; or --category NAME, or "
            "--page, for --line N"
        )
    return bool(lines)


@review.command("pass")
def let_pass(
    source: Annotated[str, typer.Argument(help="Source of the page, as `snubs sources` lists it.")],
    ceremony: Annotated[int, typer.Argument(help="Number of the ceremony.")],
    *,
    who: Who,
    why: Why,
    line: Annotated[int | None, typer.Option("--line", help="Line of the page.")] = None,
    category: Annotated[str | None, typer.Option("--category", help="Category as declared: all that holds it.")] = None,
    page: Annotated[bool, typer.Option("--page", help="All that holds the page as a whole.")] = False,
    source_url: Cited = "",
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Let a held line pass after a look at the page, as long as the line stays as it is.

    The next `snubs reparse` or crawl then closes its category, except for films that an unread line names.
    `snubs review undo` takes it back.
    """
    from jobs.steps.reviewing.passes import pass_lines
    from jobs.steps.reviewing.review import Grounds

    if (line is not None) + (category is not None) + page != 1:
        raise ConfigError("say one of --line, --category and --page")
    grounds = Grounds(who, why, source_url)
    _conclude(
        pass_lines(this_context(), source, ceremony, grounds, line=line, category=category), sure=yes, as_json=as_json
    )


@review.command("log")
def log(as_json: Json = False) -> None:
    """List every decision, including those taken back."""
    rows = this_context().corrections.rows
    if as_json:
        emit_json([row.model_dump(mode="json") | {"place": row.place} for row in rows])
        return
    if not rows:
        say("nothing has been decided yet")
        return
    columns = ("where", "decision", "source", "taken back")
    show_table("Decisions", columns, [(row.place, row.words, row.source, row.undone) for row in rows])


@review.command("undo")
def undo(
    who: Who,
    why: Why,
    line: Annotated[int | None, typer.Option("--line", help="Line of your file; default: the latest decision.")] = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Take back a decision of your own; it stays on record."""
    from jobs.steps.reviewing.review import Grounds, take_back

    _conclude(take_back(this_context(), line, Grounds(who, why)), sure=yes, as_json=as_json)


def _conclude(proposal: "Proposal", *, sure: bool, as_json: bool) -> None:
    """Show what would change, ask, and only then store it."""
    agreed = sure
    if not as_json:
        for line in proposal.words:
            say(f"proposed: {line}")
        if proposal.changes is not None:
            _show_effect(proposal.changes, proposal.titles)
        agreed = sure or (sys.stdin.isatty() and typer.confirm("Store it?", default=False))
    if agreed:
        proposal.store()
    if as_json:
        changes = [] if proposal.changes is None else records(proposal.changes)
        emit_json({"decisions": list(proposal.words), "titles": proposal.titles, "changes": changes, "stored": agreed})
    elif agreed:
        then = "report tells why its verdicts changed" if proposal.changes is not None else "`snubs reparse` applies it"
        say(f"stored in {proposal.file}; the next {then}")
    else:
        say("nothing stored; --yes stores it")


def _show_effect(changes: "pd.DataFrame", titles: int) -> None:
    stand, change = ("stands" if titles == 1 else "stand"), ("changes" if len(changes) == 1 else "change")
    say(f"{quantity(titles, 'printed title')} {stand} for another film; {quantity(len(changes), 'verdict')} {change}")
    if len(changes):
        columns = {name: name for name in ("body", "category", "film", "people")}
        rows = changes.head(SHOWN).to_dict("records")
        show_columns("Verdicts", columns | {"label_before": "now", "label_after": "then"}, rows)
    if len(changes) > SHOWN:
        say(f"and {len(changes) - SHOWN} more; --json has them all")


def match(
    registry: Annotated[
        Path,
        typer.Option("--registry", parser=path, help="CSV of films: imdb_id, title, year, director, original_title."),
    ],
    queries: Annotated[
        Path, typer.Option("--queries", parser=path, help="CSV to match: query_id, title, year, director, source.")
    ],
    out: Annotated[
        Path,
        typer.Option("--out", parser=path, help="CSV to write: query_id, imdb_id, score, decision, candidate, reason."),
    ],
    review: Annotated[
        Path | None,
        typer.Option("--review", parser=path, help="CSV to write with the uncertain lines, up to 5 films each."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Match a list of films against a registry: find the IMDb id of each printed title.

    Every line gets one row: an id if the match is sure, else a candidate to check, and the reason. Blank cells are
    unknown. Titles may be untidy: "1. Title", "Title, The", "Title (director's cut)". See docs/matching.md.

    Columns of --out: query_id is that of the line; imdb_id is the film where decision is accept, candidate the
    likeliest one where it is review (look at it); score says how sure that is, 0 to 1; reason says why.
    """
    from tracker.identity.files import match_files

    with progress("matching") as advance:
        decisions = match_files(registry, queries, out, review, advance)
    count = Counter(decisions["decision"])
    if as_json:
        places = {"out": str(out)} | ({"review": str(review)} if review else {})
        emit_json({"lines": len(decisions), **{name: count[name] for name in ("accept", "review", "none")}, **places})
        return
    accepted, unsure, without = (count[decision] for decision in ("accept", "review", "none"))
    lines = f"{len(decisions)} {'line' if len(decisions) == 1 else 'lines'}"
    say(f"{out}: {lines}, {accepted} matched, {without} without a film, {unsure} unsure")
    if unsure:
        say(f"unsure: see {review}" if review else "unsure: --review FILE writes them with their candidates")


def read(
    body: Annotated[str, typer.Argument(help="Source of the page, as `snubs sources` lists it.")],
    ceremony: Annotated[int, typer.Argument(help="Number of the ceremony.")],
    file: Annotated[Path, typer.Argument(parser=path, help="A saved page: wikitext, or what its family reads.")],
    source: Annotated[
        Path | None, typer.Option("--source", parser=path, help="YAML of a draft, instead of a source's own.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what is read from a saved page or a part of one, line by line, and what holds; nothing is stored."""
    from jobs.steps.reviewing.saved_page import read_saved, source_of

    context = this_context()
    page = read_saved(context, source_of(context, body, source), ceremony, file)
    if as_json:
        entries, problems = ([one.model_dump(mode="json") for one in rows] for rows in (page.entries, page.problems))
        emit_json({"state": page.state.value, "excerpt": page.excerpt, "entries": entries, "problems": problems})
        return
    columns = ("line", "category", "printed", "result", "official", "films", "people", "detail", "note")
    rows = [
        (
            *(e.line, e.category, e.category_as_printed, e.result.value, "yes" if e.official else "no"),
            "; ".join(work.title for work in e.works),
            "; ".join(map(_person, e.people)),
            *(e.detail, e.note),
        )
        for e in page.entries
    ]
    part = " from an excerpt, without the page's box and sections" if page.excerpt else ""
    doubtful = ", ".join(sorted(held_categories(page.problems)))
    but = f" but for {doubtful}" if doubtful and page.state is not ListState.HELD else ""
    many = f"{len(rows)} {'entry' if len(rows) == 1 else 'entries'}"
    show_table(f"{many}{part}, the list would be {page.state.value}{but}", columns, rows)
    for problem in page.problems:
        what = "warns" if problem.severity.value == "warn" else f"holds {problem.category or 'the page'}"
        say(f"{what}: {problem.message}" if not problem.passed else f"passed: {problem.message} ({problem.passed})")


def _person(person: "Person") -> str:
    """A person with the role in brackets."""
    role = job_of_one(person.role or "")
    return f"{person.name} ({role})" if role else person.name
