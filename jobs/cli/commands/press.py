"""The press: reading a page or a file, and what was read so far."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobs.cli.commands.collecting import show_collected
from jobs.cli.console import emit_json, say, show_columns, show_table, warn
from jobs.cli.options import Json, path, this_context
from tracker.domain.errors import Exit

if TYPE_CHECKING:
    import pandas as pd

    from tracker.domain.lists.problems import Problem

press = typer.Typer(help="Columns, reviews and news: evidence of its own kind, never a fact.", no_args_is_help=True)


@press.command("add")
def add(
    what: Annotated[str, typer.Argument(metavar="URL-OR-FILE", help="An article's address, or a saved page or text.")],
    published: Annotated[
        str | None, typer.Option("--date", help="Day a file was published, if it does not say: 2011-02-20.")
    ] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where a file was published.")] = None,
    as_json: Json = False,
) -> int:
    """Read an article, film page or book review now; a web page is then read on schedule too."""
    from jobs.steps.collecting.press import add_address, add_file, said_on

    context = this_context()
    if what.startswith(("http://", "https://")):
        failed = [c for c in add_address(context, what) if c.status == "failed"]
        if failed:
            show_collected(failed, as_json=as_json)
            return Exit.SOURCE_FAILED
        page = what
    else:
        page, problems = add_file(context, Path(what), published, url)
        _warn_of(problems)
    _show(*said_on(context, page), as_json=as_json)
    return Exit.DONE


@press.command("read")
def read(
    file: Annotated[Path, typer.Argument(parser=path, help="A saved page or a text file.")], as_json: Json = False
) -> None:
    """Show what a text says about which film, without keeping it."""
    from jobs.steps.collecting.press import read_file

    text = read_file(this_context(), file)
    _warn_of(text.problems)
    _show(text.mentions, text.stated, text.why, as_json=as_json)


def _warn_of(problems: "Iterable[Problem]") -> None:
    for problem in problems:
        warn(problem.message)


def _show(
    mentions: "pd.DataFrame", claims: "pd.DataFrame", why: Sequence[Mapping[str, Any]] | None = None, *, as_json: bool
) -> None:
    if as_json:
        reasons = {} if why is None else {"why": why}
        emit_json({"mentions": _mention_rows(mentions), "states": claims.to_dict("records")} | reasons)
        return
    if len(mentions) or claims.empty:
        _show_mentions(mentions)
    if len(claims):
        show_table(_STATED, [*map(str, claims)], claims.to_numpy().tolist())
    if why:
        rows = [(w["work"], w["voice"], w["says"], "; ".join(w["signs"])) for w in why]
        show_table("Why: what weighed most for it (+) and against it (-)", ("work", "voice", "says", "signs"), rows)


_STATED = "Stated; claims stand side by side with what others say"
_HEADS = ("praises", "people", "says missed", "says it has", "reasons", "expects")
_LISTS = ("crafts", "people", "missed", "nominated", "reasons", "expects")


def _mention_rows(mentions: "pd.DataFrame") -> list[dict[str, Any]]:
    columns = ("title", "qid", "work_kind", "voice", "count", *_LISTS, "quotations")
    wanted = (*columns, "published_on", "site", "article_title")
    return [{c: row[c] for c in wanted} for row in mentions.to_dict("records")]


def _show_mentions(mentions: "pd.DataFrame") -> None:
    rows = mentions.to_dict("records")
    if not rows:
        warn("no known film was found in it; `snubs status` shows what is at hand")
        return
    rows = [row | {"nominated": [_claim_words(claim) for claim in row["nominated"]]} for row in rows]
    rows = [row | {"missed": [_miss_words(claim) for claim in row["missed"]]} for row in rows]
    shown = [(r["title"], r["work_kind"], r["voice"], r["count"], *("; ".join(r[c]) for c in _LISTS)) for r in rows]
    show_table("Read", ("work", "kind", "voice", "named", *_HEADS), shown)


def _claim_words(cell: str) -> str:
    from tracker.domain.facts.nomination_claims import parsed

    claim = parsed(cell)
    return cell if claim is None else f"{claim.body}: {claim.told()}"


def _miss_words(cell: str) -> str:
    from tracker.domain.facts.nomination_claims import parsed_miss

    claim = parsed_miss(cell)
    return cell if cell == claim.body else f"{claim.body}: {claim.told()}"


_ARTICLE = {"published_on": "published", "site": "site", "title": "title", "words": "words", "films": "works named"}
_ERROR = {
    "site": "site",
    "film": "of",
    "body": "at",
    "ceremony_year": "in",
    "claim": "says",
    "list_says": "the list says",
    "list_url": "list",
}


@press.command("list")
def list_articles(as_json: Json = False) -> None:
    """List the articles read and the works they name, press errors, and how often each site was right."""
    from jobs.steps.collecting.press import review_of_sites

    review = review_of_sites(this_context())
    if as_json:
        emit_json({"articles": review.articles, "press_errors": review.errors, "sites": review.sites})
        return
    if not review.articles:
        say("no article has been read yet; `snubs press add ADDRESS` reads one")
        return
    show_columns("Articles", _ARTICLE, review.articles)
    if review.errors:
        show_columns("Press errors: a closed list says otherwise", _ERROR, review.errors)
    heads = ("site", "tier", "articles", "claims right", "wrong", "not decided")
    columns = [tuple(site.values()) for site in review.sites]
    show_table("Sites, and how often their claims about nominations held", heads, columns)
