"""One film as a terminal shows it: the verdicts, their reasons, the evidence and where it stands written."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jobs.cli.console import emit_json, percent, percentile, say, show_table
from jobs.steps.editions.film import Dossier, Row
from tracker.domain.cells import is_missing, parts_of
from tracker.domain.verdicts import Label
from tracker.report.words import category_title, listing, reason_words, short_revision, words

SILENT = frozenset({Label.WEAK_EVIDENCE.value, Label.NOT_APPLICABLE.value, Label.UNKNOWN.value})
"""Labels that claim nothing of a category."""


def show_film(about: Dossier, *, as_json: bool) -> None:
    """Print a film, or its one JSON document."""
    film = about.film
    ids = {column: film[column] for column in ("film_qid", "film_imdb")}
    if as_json:
        registered = {column: parts_of(film[column]) for column in _KNOWN}
        parts = {name: getattr(about, name) for name in ("verdicts", "evidence", "press_claims", "matches")}
        emit_json({"film": film["film"], **ids, **registered, **parts})
        return
    id_words = ", ".join(str(value) for value in ids.values() if value)
    say(f"{film['film']}, film of {about.season} ({id_words or 'no ids'}), as of {about.as_of}")
    for line in _known_of(film):
        say(line)
    for ceremony, rows in _grouped(about.verdicts, ("body", "ceremony")).items():
        say("")
        _print_body(about.ceremonies[ceremony], rows)
    say("")
    _print_evidence(about)
    if about.press_claims:
        _print_claims(about.press_claims)
    if about.matches:
        _print_matches(about.matches)


def _grouped(rows: Iterable[Row], columns: Sequence[str]) -> dict[tuple[Any, ...], list[Row]]:
    """Rows by what they have in some columns, in the order in which each first appears."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[column] for column in columns), []).append(row)
    return groups


_KNOWN = {"directors": "Directed by", "cast": "Cast", "release_titles": "Also known as", "release_years": "Released"}
"""Columns of films that say what the registry knows, and how a line of them begins."""
CAST_SHOWN = 12


def _known_of(film: Row) -> list[str]:
    """A line for each thing that the registry knows of the film."""
    lines = []
    for column, begin in _KNOWN.items():
        values = parts_of(film[column])
        more = f" and {len(values) - CAST_SHOWN} more" if len(values) > CAST_SHOWN else ""
        if values:
            lines.append(f"{begin}: {'; '.join(values[:CAST_SHOWN])}{more}")
    return lines


def _print_body(ceremony: str, verdicts: Sequence[Row]) -> None:
    """What one body made of the film: a table and a sentence each of what says something, one line for the rest."""
    silent = [row for row in verdicts if row["label"] in SILENT and row["category"]]
    telling = [row for row in verdicts if not (row["label"] in SILENT and row["category"])]
    show_table(ceremony, _COLUMNS, [_row(row) for row in telling])
    for sentence in _sentences(telling):
        say(f"- {sentence}")
    if silent:
        say(f"- Nothing is claimed for the rest. {_summed_up(silent)}.")


MOST_ALIKE = 2
"""Sentences of one label and reason that are printed of a film at a body; the table says it of the others."""


def _sentences(verdicts: Sequence[Row]) -> list[str]:
    """What stands in snubs.csv of these verdicts, without saying the same of one thing after another."""
    counts: Counter[tuple[object, object]] = Counter()
    sentences = []
    for row in verdicts:
        alike = (row["label"], row["reason_code"])
        if row["sentence"] and row["sentence"] not in sentences and counts[alike] < MOST_ALIKE:
            sentences.append(row["sentence"])
            counts[alike] += 1
    return sentences


_COLUMNS = ("category", "people", "verdict", "missed", "why", "eligible", "expected", "acclaim", "near miss")


def _row(row: Mapping[Any, Any]) -> tuple[object, ...]:
    return (
        category_title(row["category"], row["category_as_printed"]) if row["category"] else "film as a whole",
        listing(parts_of(row["people"])),
        row["label"],
        "yes" if row["missed"] else "",
        reason_words(row["reason_code"]),
        row["eligibility"],
        percent(row["p_nomination"]),
        percentile(row["acclaim_percentile"]),
        row["near_miss"],
    )


def _summed_up(verdicts: Sequence[Row]) -> str:
    """Categories by the reason they share, in one line; awards that were not given come last, and without people."""
    groups: dict[str, dict[str, None]] = {}
    for row in sorted(verdicts, key=_is_absent):
        people = "" if _is_absent(row) else listing(parts_of(row["people"]))
        unit = category_title(row["category"], row["category_as_printed"]) + (f" ({people})" if people else "")
        groups.setdefault(reason_words(row["reason_code"]), {})[unit] = None
    return ". ".join(f"{reason}: {', '.join(units)}" for reason, units in groups.items())


def _is_absent(row: Row) -> bool:
    return bool(row["label"] == Label.NOT_APPLICABLE.value)


def _print_evidence(about: Dossier) -> None:
    families, titles = words().families, {body: title for (body, _), title in about.ceremonies.items()}
    rows = [
        (families.get(row["family"], row["family"]), _dated(row, titles), row["claim"], _source(row))
        for row in about.evidence
    ]
    show_table("Evidence", ("kind", "dated", "what the source says", "source"), rows)


def _dated(row: Mapping[Any, Any], titles: Mapping[str, str]) -> str:
    """The day, and which ceremonies had been announced before it."""
    before = listing([titles.get(body, body) for body in parts_of(row["hindsight"])])
    return ", ".join(filter(None, [str(row["dated"] or ""), before and f"after the nominations of the {before}"]))


def _source(row: Mapping[Any, Any]) -> str:
    """The page that it is cited by, with its revision."""
    revision = f", revision {short_revision(row['source_revision'])}" if row["source_revision"] else ""
    return f"{row['source_url']}{revision}"


def _print_claims(claims: Sequence[Row]) -> None:
    """What articles say of its nominations, and what the lists make of it."""
    columns = ("site", "published_on", "body", "ceremony_year", "claim", "holds", "list_says", "list_url")
    rows = [tuple("" if is_missing(row[c]) else row[c] for c in columns) for row in claims]
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
