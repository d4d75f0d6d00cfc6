"""What one page states of a film or a book, as a table: credits, facts, release dates, prizes."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tracker.domain.cells import is_missing
from tracker.domain.facts.records import BookRecord, Record
from tracker.store import frames

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

_COLUMNS = ("of", "what", "says", "note")


def claims_of_page(conn: "Connection", page: str) -> "pd.DataFrame":
    """The claims of a page, in the order of credits, facts, dates and books: columns of, what, says, note.

    Args:
        conn: a connection.
        page: its id.
    """
    from tracker.frames import rows_of

    readers = {"credit": frames.film_credits, "fact": frames.facts, "release": frames.releases, "book": frames.books}
    of_page = {kind: every[every["page_id"] == page] for kind, frame in readers.items() for every in [frame(conn)]}
    return _claims({kind: rows_of(claims) for kind, claims in of_page.items()})


def claims_of_records(records: Iterable[Record]) -> "pd.DataFrame":
    """The same from what a page was read into."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        row = record.model_dump()
        if isinstance(record, BookRecord):
            row["authors"] = [author.name for author in record.authors]
        rows.setdefault(record.kind, []).append(row)
    return _claims(rows)


def _claims(rows: Mapping[str, list[dict[str, Any]]]) -> "pd.DataFrame":
    import pandas as pd

    claims = [
        *(_row(r, r["craft"], r["name"], r["note"]) for r in rows.get("credit", ())),
        *(_row(r, r["property"], r["value"], _said(r["note"], r["dated"])) for r in rows.get("fact", ())),
        *(_row(r, "release", r["date"], r["event"] or r["country"]) for r in rows.get("release", ())),
        *(_book(r) for r in rows.get("book", ())),
    ]
    return pd.DataFrame(claims, columns=list(_COLUMNS)).drop_duplicates(ignore_index=True)


def _row(row: dict[str, Any], what: str, says: str, note: str | None) -> tuple[str, ...]:
    year = "" if is_missing(row["film_year"]) else f" ({int(row['film_year'])})"
    return (f"{row['title'] or row['qid'] or row['imdb']}{year}", what.replace("_", " "), says, note or "")


def _said(note: str | None, dated: str | None) -> str:
    return "; ".join(part for part in (note, f"said {dated}" if dated else None) if part)


def _book(row: dict[str, Any]) -> tuple[str, ...]:
    year = "no year given" if is_missing(row["year"]) else str(int(row["year"]))
    by = f" by {', '.join(row['authors'])}" if row["authors"] else ""
    return (f"the book {row['title']}{by}", row["claim"], row["prize_as_printed"] or year, year)
