"""Every command of `snubs`: what it is called, what it takes, what it explains. The work is in the other modules."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from jobs.context import Context

app = typer.Typer(
    name="snubs",
    help="What acclaimed films missed, with a source, a date and a reason.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 10 something changed (with --detect-changes), 20 something is held, "
    "30 a source failed, 40 refused by policy, 2 usage or configuration, 1 a bug.",
)
database = typer.Typer(help="The database behind the reports.", no_args_is_help=True)
app.add_typer(database, name="db")
imports = typer.Typer(
    help="Bring in files of your own: nominations, films, release dates, scores, critics' lists, eligibility.\n\n"
    "`snubs import columns KIND` says which columns a file may have. A file whose columns are called otherwise is read "
    "with --columns OURS=THEIRS, and what no column says with --set OURS=VALUE. Nothing is imported unless every row "
    "can be read; bad rows are named with their line.",
    no_args_is_help=True,
)
app.add_typer(imports, name="import")
voices = typer.Typer(help="Columns, reviews and news: evidence of its own kind, never a fact.", no_args_is_help=True)
app.add_typer(voices, name="press")

review = typer.Typer(help="Which film is meant: open cases, decisions, what they change.")
app.add_typer(review, name="review")

Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output, for scripts.")]
Season = Annotated[
    int | None,
    typer.Option("--season", min=1900, max=2200, help="Film year, for example 2010 for the 2011 ceremonies."),
]
Out = Annotated[Path | None, typer.Option("--out", help="Folder to write to; default: output_dir of the settings.")]
DetectChanges = Annotated[
    bool, typer.Option("--detect-changes", help="Exit 10 when something a reader sees has changed.")
]


class State:
    """What the options before the command said, and what the command was given."""

    config: Path | None = None
    context: "Context | None" = None


def _end() -> None:
    """Give back what the command held, however it ended."""
    if State.context is not None:
        State.context.close()
    State.context = None


def _context() -> "Context":
    from jobs.context import Context

    State.context = Context.load(State.config)
    return State.context


def _print_version(wanted: bool) -> None:
    if wanted:
        from tracker import version

        typer.echo(f"snubs {version()}")
        raise typer.Exit


@app.callback()
def options(
    command: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option("--config", help="Settings file; default: SNUBS_CONFIG, else config.yaml in this folder."),
    ] = None,
    version: Annotated[  # noqa: ARG001 - handled eagerly
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """What acclaimed films missed, with a source, a date and a reason."""
    State.config = config
    command.call_on_close(_end)


@app.command()
def weekly(
    season: Season = None, out: Out = None, detect_changes: DetectChanges = False, as_json: Json = False
) -> None:
    """Do the whole job now: collect, check, ingest, match, compare, report, export.

    Without any configuration it reads the bundled archive of the films of 2010, offline.
    """
    from jobs.steps.publishing.weekly import run_weekly

    raise typer.Exit(run_weekly(_context(), season=season, out=out, detect_changes=detect_changes, as_json=as_json))


@app.command()
def run(detect_changes: DetectChanges = False, as_json: Json = False) -> None:
    """Do whatever is due now and stop; made for cron.

    Sources are due by their cadence and season, the report once a week; missed slots are caught up once.
    """
    from jobs.schedule.running import run_due

    raise typer.Exit(run_due(_context(), detect_changes=detect_changes, as_json=as_json))


@app.command()
def crawl(
    source: Annotated[list[str], typer.Argument(help="Names as `snubs sources` lists them.")],
    ceremony: Annotated[
        str | None, typer.Option("--ceremony", help="Numbers: 83, 72-97 or 72,75-80. Default: every one known so far.")
    ] = None,
    season: Annotated[
        str | None,
        typer.Option(
            "--season",
            help="Film years: 2010 or 1990..2015.",
        ),
    ] = None,
    detect_changes: DetectChanges = False,
    as_json: Json = False,
) -> None:
    """Collect the named sources now, check what came, and take in what is fit."""
    from jobs.steps.collecting.collect import run_crawl

    raise typer.Exit(
        run_crawl(_context(), source, ceremony=ceremony, season=season, detect_changes=detect_changes, as_json=as_json)
    )


@app.command()
def reparse(
    source: Annotated[list[str] | None, typer.Argument(help="Names of sources; default: all.")] = None,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="Let pass what was held for having changed too much; look at the page first."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Read every stored page again with today's parsers, without the network."""
    from jobs.steps.collecting.collect import run_reparse

    raise typer.Exit(run_reparse(_context(), source or [], accept=accept, as_json=as_json))


@app.command(name="new-source")
def new_source(
    name: Annotated[str, typer.Argument(help="What the source will be called, for example goyas.")],
    page: Annotated[str, typer.Argument(help="Title of one of its ceremony pages on English Wikipedia.")],
    into: Annotated[Path, typer.Option("--into", help="Checkout of the project to write into.")] = Path(),
    as_json: Json = False,
) -> None:
    """Draft a source for a further award body from one of its pages.

    Writes the source file with what the page shows, the page itself, what is read from it, and a test that fails until
    a person has looked at the result.
    """
    from jobs.steps.reviewing.new_source import run_new_source

    raise typer.Exit(run_new_source(_context(), name, page, into=into, as_json=as_json))


@app.command()
def compare(season: Season = None, as_json: Json = False) -> None:
    """Judge a season from what is in the database and show what was missed."""
    from jobs.steps.judging.judge import run_compare

    raise typer.Exit(run_compare(_context(), season=season, as_json=as_json))


@app.command()
def report(season: Season = None, out: Out = None, as_json: Json = False) -> None:
    """Write the report and its CSVs of a season from what is in the database."""
    from jobs.steps.publishing.publish import run_report

    raise typer.Exit(run_report(_context(), season=season, out=out, as_json=as_json))


@app.command()
def export(
    out: Annotated[Path, typer.Option("--out", help="Folder to write csv/, excel/ and datapackage.json to.")],
    season: Season = None,
    every: Annotated[bool, typer.Option("--all", help="Every season in the database.")] = False,
    as_json: Json = False,
) -> None:
    """Write the CSVs, for machines in csv/ and guarded for spreadsheets in excel/."""
    from jobs.steps.publishing.publish import run_export

    raise typer.Exit(run_export(_context(), season=season, every=every, out=out, as_json=as_json))


@app.command()
def film(
    name: Annotated[str, typer.Argument(help="A title, a Wikidata id (Q927826) or an IMDb id (tt1334260).")],
    season: Season = None,
    as_json: Json = False,
) -> None:
    """Everything known of one film: each body and category, the verdict, its reason, evidence and source."""
    from jobs.cli.dossier import run_film

    raise typer.Exit(run_film(_context(), name, season=season, as_json=as_json))


@app.command()
def match(
    registry: Annotated[
        Path, typer.Option("--registry", help="CSV of films: imdb_id, title, year, director, original_title.")
    ],
    queries: Annotated[Path, typer.Option("--queries", help="CSV to match: query_id, title, year, director, source.")],
    out: Annotated[Path, typer.Option("--out", help="CSV to write: query_id, imdb_id, score, decision, reason.")],
    review: Annotated[
        Path | None, typer.Option("--review", help="CSV to write of the uncertain lines, with up to 5 films each.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Match a list of films against a registry: which IMDb id does each printed title mean.

    Every line gets one row: an id only where the match is sure, else what a person should look at, and why. Blank cells
    are unknown. Titles may be untidy: "1. Title", "Title, The", "Title (director's cut)". See docs/matching.md.
    """
    from jobs.steps.reviewing.match import run_match

    raise typer.Exit(run_match(registry, queries, out, review, as_json=as_json))


@app.command("records")
def records_desk(
    *,
    body: Annotated[str, typer.Option("--body", help="Whose nominations the films lack.")] = "oscars",
    by: Annotated[str, typer.Option("--by", help="film, craft, distributor, country or decade.")] = "film",
    first: Annotated[int | None, typer.Option("--from", min=1900, max=2200, help="First film year.")] = None,
    last: Annotated[int | None, typer.Option("--to", min=1900, max=2200, help="Last film year.")] = None,
    top: Annotated[int, typer.Option("--top", min=1, max=1000, help="Places a group; ties are all shown.")] = 10,
    out: Annotated[Path | None, typer.Option("--out", help="Also write this CSV file.")] = None,
    as_json: Json = False,
) -> None:
    """Name the films with the most precursor nominations and none at a body, and what was searched."""
    from jobs.steps.judging.records import run_records

    raise typer.Exit(
        run_records(_context(), body=body, by=by, first=first, last=last, top=top, out=out, as_json=as_json)
    )


@app.command()
def evaluate(
    body: Annotated[str, typer.Option("--body", help="The body whose nominations were to be foretold.")] = "oscars",
    seasons: Annotated[
        str, typer.Option("--seasons", help="Film years, first and last, for example 2000..2025.")
    ] = "2000..2025",
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for the figures as CSV and the reliability plot as SVG.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Measure expectation: each season judged by what the others teach, against what was then nominated.

    Prints log loss, Brier score, calibration error and slots named correctly for the regression and the base-rate
    table, and the slots that a plain ranking by Metascore or by number of precursor nominations names
    (docs/expectation.md).
    """
    from jobs.steps.judging.evaluate import run_evaluate

    raise typer.Exit(run_evaluate(_context(), body=body, seasons=seasons, out=out, as_json=as_json))


@app.command()
def sources(as_json: Json = False) -> None:
    """List the sources: what each one gives, how far it is trusted, when it was last read."""
    from jobs.cli.overview import run_sources

    raise typer.Exit(run_sources(_context(), as_json=as_json))


@app.command()
def status(as_json: Json = False) -> None:
    """Show what is held, how old the data is, and what is due next."""
    from jobs.cli.overview import run_status

    raise typer.Exit(run_status(_context(), as_json=as_json))


@app.command()
def doctor(as_json: Json = False) -> None:
    """Check settings, database, migrations, clock, disk, reachability and contact, each with its remedy."""
    from jobs.cli.doctor import run_doctor

    raise typer.Exit(run_doctor(State.config, as_json=as_json))


@app.command()
def schedule(
    once: Annotated[bool, typer.Option("--once", help="Tick once and stop; what `snubs run` does.")] = False,
) -> None:
    """Stay running and do what is due, every minute looked at anew; stop it with SIGTERM."""
    from jobs.schedule.daemon import run_schedule

    raise typer.Exit(run_schedule(_context(), once=once))


@app.command()
def column(
    title: Annotated[str, typer.Argument(help="A title, a Wikidata id or an IMDb id.")],
    body: Annotated[
        str | None, typer.Option("--body", help="oscars, baftas …; default: the first that missed it.")
    ] = None,
    season: Season = None,
    out: Annotated[Path | None, typer.Option("--out", help="File to write; default: standard output.")] = None,
) -> None:
    """Draft the column "Not at the Oscars – TITLE" from evidence alone, every line with its source."""
    from jobs.steps.publishing.column import run_column

    raise typer.Exit(run_column(_context(), title, body=body, season=season, out=out))


@app.command()
def articles(season: Season = None, as_json: Json = False) -> None:
    """Show where films' articles differ from closed lists, from each other and from other sources."""
    from jobs.steps.collecting.article_claims import run_articles

    raise typer.Exit(run_articles(_context(), season=season, as_json=as_json))


@voices.command("add")
def press_add(
    what: Annotated[str, typer.Argument(metavar="URL-OR-FILE", help="An article's address, or a saved page or text.")],
    published: Annotated[
        str | None, typer.Option("--date", help="Day a file was published, where it does not say: 2011-02-20.")
    ] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where a file was published.")] = None,
    as_json: Json = False,
) -> None:
    """Read an article, a film's page or the review of a book now and, if it is a page, on schedule from now on."""
    from jobs.steps.collecting.press import run_add

    raise typer.Exit(run_add(_context(), what, published=published, url=url, as_json=as_json))


@voices.command("read")
def press_read(
    file: Annotated[Path, typer.Argument(help="A saved page or a text file.")], as_json: Json = False
) -> None:
    """Show what a text says about which film, and keep nothing."""
    from jobs.steps.collecting.press import run_read

    raise typer.Exit(run_read(_context(), file, as_json=as_json))


@voices.command("list")
def press_list(as_json: Json = False) -> None:
    """List the articles that were read and the works they name, press errors, and how often each site was right."""
    from jobs.steps.collecting.press import run_list

    raise typer.Exit(run_list(_context(), as_json=as_json))


@database.command("upgrade")
def upgrade() -> None:
    """Bring the database to this version's tables."""
    from jobs.cli.overview import run_upgrade

    raise typer.Exit(run_upgrade(_context()))


@imports.command("columns")
def import_columns(
    kind: Annotated[str | None, typer.Argument(help="One kind of file; default: all.")] = None,
    as_json: Json = False,
) -> None:
    """Print the columns a file of a kind may have, and what each holds."""
    from jobs.steps.importing.desk import run_columns

    raise typer.Exit(run_columns(kind, as_json=as_json))


@imports.command("list")
def import_list(as_json: Json = False) -> None:
    """List what was imported: file, day, tier, licence, rows, hash."""
    from jobs.steps.importing.desk import run_list

    raise typer.Exit(run_list(_context(), as_json=as_json))


@imports.command("remove")
def import_remove(
    name: Annotated[str, typer.Argument(help="The name it was imported under; `snubs import list` shows it.")],
    as_json: Json = False,
) -> None:
    """Take an import back: everything it said is retracted."""
    from jobs.steps.importing.desk import run_remove

    raise typer.Exit(run_remove(_context(), name, as_json=as_json))


def _import_command(kind: str, about: str) -> None:
    """Register `snubs import KIND`; all kinds take the same options."""

    def command(
        file: Annotated[Path, typer.Argument(help="A CSV file, UTF-8 unless --encoding says otherwise.")],
        *,
        as_of: Annotated[datetime, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Day up to which it speaks.")],
        tier: Annotated[
            int, typer.Option("--tier", min=1, max=4, help="1 official, 2 citing it, 3 established press, 4 blogs.")
        ],
        name: Annotated[str | None, typer.Option("--name", help="What to call it; default: the file's name.")] = None,
        columns: Annotated[
            list[str] | None, typer.Option("--columns", help="OURS=THEIRS: what the file calls a column; repeatable.")
        ] = None,
        values: Annotated[list[str] | None, typer.Option("--set", help="OURS=VALUE for every row; repeatable.")] = None,
        body: Annotated[str | None, typer.Option("--body", help="The same as --set body=SLUG.")] = None,
        result: Annotated[
            str, typer.Option("--result", help="What an entry is where no row says: nominated, longlisted …")
        ] = "nominated",
        complete: Annotated[
            bool, typer.Option("--complete", help="The lists are whole: a film absent from them was not nominated.")
        ] = False,
        skip_bad: Annotated[
            bool, typer.Option("--skip-bad", help="Leave out rows that cannot be read, and list them.")
        ] = False,
        licence: Annotated[str, typer.Option("--licence", help="Under which terms you have it.")] = "the user's own",
        publisher: Annotated[str, typer.Option("--publisher", help="Who made it.")] = "the user",
        title: Annotated[str | None, typer.Option("--title", help="What citations call it; default: the file.")] = None,
        url: Annotated[str, typer.Option("--url", help="Where it can be read.")] = "",
        encoding: Annotated[str, typer.Option("--encoding", help="For example cp1252.")] = "utf-8",
        guarded: Annotated[
            bool, typer.Option("--guarded", help="Cells carry a spreadsheet's apostrophe, as in excel/: take one away.")
        ] = False,
        as_json: Json = False,
    ) -> None:
        from jobs.steps.importing.definition import pairs
        from jobs.steps.importing.imports import run_import

        said = {
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
        kind_ = kind.replace("-", "_")
        raise typer.Exit(run_import(_context(), kind_, file, name=name, said=said, as_json=as_json))

    command.__doc__ = about
    imports.command(kind)(command)


for _kind, _about in (
    ("nominations", "Nominations, longlists, shortlists and prizes; one row an entry."),
    ("films", "Films of the registry, each with an IMDb or Wikidata id."),
    ("releases", "Claims about release dates; they may differ."),
    ("scores", "Aggregators' figures: Metascore, Tomatometer, average."),
    ("top-tens", "Critics' year-end lists, as tallies or place by place."),
    ("eligibility", "Reminder lists, longlists, disqualifications."),
):
    _import_command(_kind, _about)


Who = Annotated[str, typer.Option("--who", help="Who decides.")]
Why = Annotated[str, typer.Option("--why", help="Why, in one line; readers see it in changes.csv.")]
Cited = Annotated[str, typer.Option("--source", help="Where it can be checked.")]
Yes = Annotated[bool, typer.Option("--yes", help="Store it without asking.")]


@review.callback(invoke_without_command=True)
def review_cases(context: typer.Context, season: Season = None, as_json: Json = False) -> None:
    """List printed titles that may mean several films, each beside its candidates.

    Decide with `snubs review decide`. A decision shows what it does to the verdicts before it is stored, and can be
    taken back; docs/identity.md explains keys and decisions.
    """
    if context.invoked_subcommand is None:
        from jobs.steps.reviewing.review import run_list

        raise typer.Exit(run_list(_context(), season=season, as_json=as_json))


@review.command("decide")
def review_decide(
    key: Annotated[str, typer.Argument(help="Key of the case as `snubs review` prints it, or of any work.")],
    *,
    who: Who,
    why: Why,
    film: Annotated[str | None, typer.Option("--is", help="Key of the film that is meant.")] = None,
    others: Annotated[list[str] | None, typer.Option("--is-not", help="Key of a film that is not meant.")] = None,
    none: Annotated[bool, typer.Option("--none", help="None of the candidates is meant.")] = False,
    source: Cited = "",
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Say which film a key stands for, or does not; also merges two ids of one film."""
    from jobs.steps.reviewing.review import Said, run_decide

    said = Said(who, why, source, yes)
    raise typer.Exit(run_decide(_context(), key, said, film=film, others=others or [], none=none, as_json=as_json))


@review.command("alias")
def review_alias(
    film: Annotated[str, typer.Argument(help="Wikidata id.")],
    title: Annotated[str, typer.Argument(help="Another title of the film.")],
    *,
    who: Who,
    why: Why,
    source: Cited = "",
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Add a title that a film is also known by."""
    from jobs.steps.reviewing.review import Said, run_title

    raise typer.Exit(run_title(_context(), "alias", film, title, Said(who, why, source, yes), as_json=as_json))


@review.command("retitle")
def review_retitle(
    film: Annotated[str, typer.Argument(help="Wikidata id.")],
    title: Annotated[str, typer.Argument(help="The title to show.")],
    *,
    who: Who,
    why: Why,
    source: Cited = "",
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Show a film under another title; the old one stays known."""
    from jobs.steps.reviewing.review import Said, run_title

    raise typer.Exit(run_title(_context(), "retitle", film, title, Said(who, why, source, yes), as_json=as_json))


@review.command("log")
def review_log(as_json: Json = False) -> None:
    """List every decision, also those that were taken back."""
    from jobs.steps.reviewing.review import run_log

    raise typer.Exit(run_log(_context(), as_json=as_json))


@review.command("undo")
def review_undo(
    who: Who,
    why: Why,
    line: Annotated[int | None, typer.Option("--line", help="Line of your file; default: the latest decision.")] = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Take back a decision of your own; it stays on record."""
    from jobs.steps.reviewing.review import Said, run_undo

    raise typer.Exit(run_undo(_context(), line, Said(who, why, sure=yes), as_json=as_json))
