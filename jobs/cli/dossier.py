"""One film as a terminal shows it: the verdicts, their reasons, the evidence and where it stands written."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jobs.cli.console import emit_json, say, show_table
from jobs.cli.values import percent, percentile
from jobs.steps.judging.film import Judged
from jobs.steps.judging.judge import records
from tracker.domain.cells import is_missing, is_web_address, parts_of
from tracker.domain.ceremonies import ordinal
from tracker.domain.rules import load_rules
from tracker.domain.verdicts import Label
from tracker.report.words import category_title, listing, reason_words, words

if TYPE_CHECKING:
    import pandas as pd

SILENT = frozenset({Label.WEAK_EVIDENCE.value, Label.NOT_APPLICABLE.value, Label.UNKNOWN.value})
"""Labels that claim nothing of a category."""


def show_film(found: Judged, *, as_json: bool) -> None:
    """Print a film, or its one JSON document."""
    from tracker.judge.claims.press import press_claims

    judgement, film, matched = found.judgement, found.film, found.matches
    claims = press_claims(found.tables)
    claims = claims[claims["film_key"] == film]
    verdicts = judgement.verdicts[judgement.verdicts["film_key"] == film]
    about = judgement.films[judgement.films["film_key"] == film].iloc[0]
    named = {column: about[column] for column in ("film_qid", "film_imdb")}
    evidence = judgement.evidence[judgement.evidence["film_key"] == film]
    if as_json:
        parts = {"verdicts": verdicts, "evidence": evidence, "press_claims": claims, "matches": matched}
        known = {column: parts_of(about[column]) for column in _KNOWN}
        emit_json({"film": about["film"], **named, **known} | {name: records(rows) for name, rows in parts.items()})
        return
    ids = ", ".join(str(value) for value in named.values() if value)
    say(f"{about['film']}, film of {judgement.season} ({ids or 'no ids'}), as of {judgement.as_of}")
    for line in _known_of(about):
        say(line)
    for (body, ceremony), rows in verdicts.groupby(["body", "ceremony"], sort=False, dropna=False):
        say("")
        _print_body(_ceremony(str(body), ceremony), rows)
    say("")
    _print_evidence(evidence)
    if len(claims):
        _print_claims(claims)
    if len(matched):
        _print_matches(matched)


_KNOWN = {
    "directors": "Directed by",
    "cast": "Cast",
    "release_titles": "Also known as",
    "release_years": "Released",
}
"""Columns of films that say what the registry knows, and how a line of them begins."""
CAST_SHOWN = 12


def _known_of(film: "pd.Series[Any]") -> list[str]:
    """A line for each thing that the registry knows of the film."""
    lines = []
    for column, begin in _KNOWN.items():
        values = parts_of(film[column])
        more = f" and {len(values) - CAST_SHOWN} more" if len(values) > CAST_SHOWN else ""
        if values:
            lines.append(f"{begin}: {'; '.join(values[:CAST_SHOWN])}{more}")
    return lines


def _ceremony(body: str, number: Any) -> str:
    title = load_rules().equivalence.title(body)
    return title if is_missing(number) else f"{ordinal(int(number))} {title}"


def _print_body(ceremony: str, verdicts: "pd.DataFrame") -> None:
    """What one body made of the film: a table and a sentence each of what says something, one line for the rest."""
    silent = verdicts["label"].isin(SILENT) & (verdicts["category"] != "")
    telling = verdicts[~silent]
    show_table(ceremony, _COLUMNS, [_row(row) for row in telling.to_dict("records")])
    for sentence in dict.fromkeys(telling["sentence"]):
        if sentence:
            say(f"- {sentence}")
    if silent.any():
        say(f"- Nothing is claimed for the rest. {_summed_up(verdicts[silent])}.")


_COLUMNS = ("category", "people", "verdict", "missed", "why", "eligible", "expected", "acclaim", "near miss")


def _row(row: Mapping[Any, Any]) -> tuple[object, ...]:
    return (
        category_title(row["category"]) if row["category"] else "film as a whole",
        listing(parts_of(row["people"])),
        row["label"],
        "yes" if row["missed"] else "",
        reason_words(row["reason_code"]),
        row["eligibility"],
        percent(row["p_nomination"]),
        percentile(row["acclaim_percentile"]),
        row["near_miss"],
    )


def _summed_up(verdicts: "pd.DataFrame") -> str:
    """Categories by the reason they share, in one line; awards that were not given come last, and without people."""
    groups: dict[str, dict[str, None]] = {}
    absent = verdicts["label"] == Label.NOT_APPLICABLE.value
    for row in [*verdicts[~absent].to_dict("records"), *verdicts[absent].assign(people="").to_dict("records")]:
        people = listing(parts_of(row["people"]))
        unit = category_title(row["category"]) + (f" ({people})" if people else "")
        groups.setdefault(reason_words(row["reason_code"]), {})[unit] = None
    return ". ".join(f"{reason}: {', '.join(units)}" for reason, units in groups.items())


def _print_evidence(evidence: "pd.DataFrame") -> None:
    families = words().families
    rows = [
        (families.get(row["family"], row["family"]), row["dated"], row["claim"], _source(row))
        for row in evidence.to_dict("records")
    ]
    show_table("Evidence", ("kind", "dated", "what the source says", "source"), rows)


def _source(row: Mapping[Any, Any]) -> str:
    """The page that was read, with its revision; for a row of a supplied file, the page that the row names."""
    if not is_web_address(row["source_url"]) and row["cites"]:
        return str(row["cites"]).split(";")[0]
    return f"{row['source_url']} {row['source_revision'] or ''}".strip()


def _print_claims(claims: "pd.DataFrame") -> None:
    """What articles say of its nominations, and what the lists make of it."""
    columns = ("site", "published_on", "body", "ceremony_year", "claim", "holds", "list_says", "list_url")
    rows = [tuple("" if is_missing(row[c]) else row[c] for c in columns) for row in claims.to_dict("records")]
    heads = ("site", "dated", "at", "in", "says", "which is", "the list says", "list")
    show_table("What the press says of its nominations", heads, rows)


def _print_matches(matched: "pd.DataFrame") -> None:
    """How the lists' printed titles led to this film, one line for the same title and reason."""
    rows = [
        ("; ".join(sorted(set(same["body"]))), title, step, f"{score:.2f}", why)
        for (title, step, score, why), same in matched.groupby(["title", "step", "score", "why"], sort=True)
    ]
    show_table("How it was recognised", ("lists", "printed as", "step", "sure", "why"), rows)
