"""The command `film`: verdicts, their reasons, the evidence and where it stands written."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from jobs.cli.console import Sources, emit_json, say, scope_line, show_table, warn
from jobs.cli.options import Csv, Json, Season, Xlsx, this_edition
from jobs.steps.questions.film import Dossier, answer
from tracker.domain.figures import chance, listing, whole_percentile
from tracker.edition.read import Row


def film(
    text: Annotated[str, typer.Argument(help="A title, a Wikidata id (Q927826) or an IMDb id (tt1334260).")],
    *,
    year: Annotated[int | None, typer.Option("--year", min=1870, max=2200, help="Year of the film.")] = None,
    season: Season = None,
    as_json: Json = False,
    as_csv: Csv = False,
    xlsx: Xlsx = None,
) -> None:
    """Show everything about one film: each body and category, verdict, reason, evidence and source.

    For example: snubs film "Never Let Me Go", snubs film "True Grit" --year 1969, snubs film tt1334260.

    Columns: verdict is the label (docs/verdicts.md); missed says whether it counts as a miss; eligible is "presumed"
    where dates alone speak for it; expected is the probability of a nomination from what was known before; acclaim
    is a percentile among the season's eligible films; near miss is how far the work came at this body short of a
    nomination. A number after a body or in the last column is that of a page below.
    """
    about = answer(this_edition(), text, year, season)
    if isinstance(about, Dossier):
        show_film(about, as_json=as_json, as_csv=as_csv, xlsx=xlsx)
        return
    from jobs.cli.answers import show_answer

    warn(f"no film is called {text.strip()!r}; a person is: snubs person")
    show_answer(about, as_json=as_json, as_csv=as_csv, xlsx=xlsx, every=True)


SILENT = ("WEAK_EVIDENCE", "NOT_APPLICABLE", "UNKNOWN")
"""Labels that claim nothing of a category."""


def show_film(about: Dossier, *, as_json: bool, as_csv: bool, xlsx: Path | None) -> None:
    """Print a film: for people, as its one JSON document, or as one CSV table."""
    film = about.film
    ids = {column: film[column] for column in ("film_qid", "film_imdb")}
    parts = {name: getattr(about, name) for name in ("verdicts", "evidence", "press_claims", "matches")}
    if xlsx is not None:
        from tracker.export.sheets import write_sheets

        write_sheets(xlsx, parts, about.scope["as_of"])
    if as_json:
        registered = {column: film[column] or () for column in _KNOWN}
        parts = {name: [_as_exported(row, about.figures) for row in rows] for name, rows in parts.items()}
        emit_json({"film": film["film"], **ids, "seasons": about.seasons, **registered, **parts, "scope": about.scope})
    elif as_csv:
        from jobs.cli.answers import write_csv

        write_csv(parts, about.scope)
    else:
        _show_text(about, ", ".join(filter(None, ids.values())))


def _as_exported(row: Row, figures: Collection[str]) -> Row:
    """A row with several values in one cell of text and blank text as "", as the tables have them."""
    return {
        name: ";".join(cell) if isinstance(cell, tuple) else cell if name in figures else cell or ""
        for name, cell in row.items()
    }


def _show_text(about: Dossier, ids: str) -> None:
    seasons, sources = " and ".join(map(str, about.seasons)), Sources()
    say(f"{about.film['film']}, film of {seasons} ({ids or 'no ids'})")
    for line in _known_of(about.film):
        say(line)
    for (year, *ceremony), rows in _grouped(about.verdicts, ("film_year", "body", "ceremony")).items():
        say("")
        _print_body(f"{about.ceremonies[year, *ceremony]} {sources.number(rows[0])}".rstrip(), rows, about.words)
    say("")
    _print_evidence(about, sources)
    if about.press_claims:
        _print_claims(about.press_claims)
    if about.matches:
        _print_matches(about.matches)
    sources.show()
    say(scope_line(about.scope))


Words = Mapping[tuple[str, str], str]
"""What codes are called, by kind and code."""


def _grouped(rows: Iterable[Row], columns: Sequence[str]) -> dict[tuple[Any, ...], list[Row]]:
    """Rows by what they have in some columns, in the order in which each first appears."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[column] for column in columns), []).append(row)
    return groups


_KNOWN = {"directors": "Directed by", "cast": "Cast", "release_titles": "Also known as", "release_years": "Released"}
"""Columns of films that say what the registry knows, and how a line of them begins."""


def _known_of(film: Row) -> list[str]:
    """A line for each thing that the registry knows of the film."""
    return [f"{begin}: {'; '.join(film[column])}" for column, begin in _KNOWN.items() if film[column]]


def _print_body(ceremony: str, verdicts: Sequence[Row], words: Words) -> None:
    """What one body made of the film: a table and a sentence each of what says something, one line for the rest."""
    silent = [row for row in verdicts if row["label"] in SILENT and row["category"]]
    telling = [row for row in verdicts if not (row["label"] in SILENT and row["category"])]
    show_table(ceremony, _COLUMNS, [_row(row, words) for row in telling])
    for sentence in quotable(telling):
        say(f"- {sentence}")
    if silent:
        say(f"- Nothing is claimed for the rest. {_summed_up(silent, words)}.")


MOST_ALIKE = 2
"""Sentences of one label and reason that are printed of a film at a body; the table says it of the others.

Of misses all are: a sentence of each is what is quoted."""


def quotable(verdicts: Sequence[Row]) -> list[str]:
    """What stands in snubs.csv of these verdicts, without saying the same of one thing after another."""
    counts: Counter[tuple[object, object]] = Counter()
    sentences = []
    for row in verdicts:
        alike = (row["label"], row["reason_code"])
        if row["sentence"] and row["sentence"] not in sentences and (row["missed"] or counts[alike] < MOST_ALIKE):
            sentences.append(row["sentence"])
            counts[alike] += 1
    return sentences


_COLUMNS = ("category", "people", "verdict", "missed", "why", "eligible", "expected", "acclaim", "near miss")


def _row(row: Row, words: Words) -> tuple[object, ...]:
    return (
        row["award"] if row["category"] else "film as a whole",
        listing(row["people"] or ()),
        row["label"],
        "yes" if row["missed"] else "",
        _reason(row, words),
        row["eligibility"],
        "" if row["p_nomination"] is None else chance(row["p_nomination"]),
        "" if row["acclaim_percentile"] is None else whole_percentile(row["acclaim_percentile"]),
        row["near_miss"],
    )


def _reason(row: Row, words: Words) -> str:
    code = row["reason_code"] or ""
    return words.get(("reason", code), code.replace("_", " ").capitalize())


def _summed_up(verdicts: Sequence[Row], words: Words) -> str:
    """Categories by the reason they share, in one line; awards that were not given come last, and without people."""
    groups: dict[str, dict[str, None]] = {}
    for row in sorted(verdicts, key=_is_absent):
        people = "" if _is_absent(row) else listing(row["people"] or ())
        unit = row["award"] + (f" ({people})" if people else "")
        groups.setdefault(_reason(row, words), {})[unit] = None
    return ". ".join(f"{reason}: {', '.join(units)}" for reason, units in groups.items())


def _is_absent(row: Row) -> bool:
    return bool(row["label"] == "NOT_APPLICABLE")


def _print_evidence(about: Dossier, sources: Sources) -> None:
    titles = {(year, body): title for (year, body, _), title in about.ceremonies.items()}
    rows = [
        (
            about.words.get(("family", row["family"]), row["family"]),
            _dated(row, titles),
            row["claim"],
            sources.number(row),
        )
        for row in about.evidence
    ]
    show_table("Evidence", ("kind", "dated", "what the source says", "source"), rows)


def _dated(row: Row, titles: Mapping[tuple[int, str], str]) -> str:
    """The day, and which ceremonies had been announced before it."""
    before = listing([titles.get((row["film_year"], body), body) for body in row["hindsight"] or ()])
    return ", ".join(filter(None, [row["dated"], before and f"after the nominations of the {before}"]))


def _print_claims(claims: Sequence[Row]) -> None:
    """What articles say of its nominations, and what the lists make of it."""
    columns = ("site", "published_on", "body", "ceremony_year", "claim", "holds", "list_says", "list_url")
    rows = [tuple(row[c] for c in columns) for row in claims]
    heads = ("site", "dated", "at", "in", "says", "which is", "the list says", "list")
    show_table("What the press says of its nominations", heads, rows)


def _print_matches(matches: Sequence[Row]) -> None:
    """How the lists' printed titles led to this film, one line for the same title and reason."""
    titles = sorted(_grouped(matches, ("title", "step", "score", "why")).items())
    rows = [
        ("; ".join(sorted({row["body"] for row in same})), title, step, f"{score:.2f}", why)
        for (title, step, score, why), same in titles
    ]
    show_table("How it was recognised", ("lists", "printed as", "step", "sure", "why"), rows)
