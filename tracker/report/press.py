"""What the press said wrongly of nominations, beside the lists that say otherwise."""

from collections.abc import Callable, Mapping
from typing import Any

from tracker.domain.cells import whole
from tracker.report.citations import Citations, text_of
from tracker.report.parts import PressError

MAX_ERRORS = 12


def press_errors(
    rows: list[dict[str, Any]],
    lists: Mapping[tuple[str, int | None], list[dict[str, Any]]],
    title: Callable[[str], str],
    citations: Citations,
) -> tuple[tuple[PressError, ...], int]:
    """The claims that a closed list contradicts, the better sites first, and how many there are beyond those.

    Args:
        rows: of press_claims.csv.
        lists: rows of lists.csv by body and ceremony.
        title: of a body.
        citations: hands out the numbers of sources.
    """
    wrong = [row for row in rows if text_of(row, "holds") == "wrong"]
    wrong.sort(key=lambda row: (text_of(row, "tier") or "9", text_of(row, "published_on"), text_of(row, "film")))
    shown = tuple(_error(row, lists, title, citations) for row in wrong[:MAX_ERRORS])
    return shown, len(wrong) - len(shown)


def _error(
    row: Mapping[str, Any],
    lists: Mapping[tuple[str, int | None], list[dict[str, Any]]],
    title: Callable[[str], str],
    citations: Citations,
) -> PressError:
    body, number, year = text_of(row, "body"), row.get("ceremony"), row.get("ceremony_year")
    ceremony = whole(number)
    held_by = [
        each for each in lists.get((body, ceremony), []) if text_of(each, "source_url") == text_of(row, "list_url")
    ]
    of_list = held_by[0] if held_by else {"source_url": row.get("list_url"), "revision": row.get("list_revision")}
    return PressError(
        site=text_of(row, "site"),
        published_on=text_of(row, "published_on"),
        film=text_of(row, "film"),
        body_title=title(body),
        ceremony_year=whole(year),
        claim=text_of(row, "claim"),
        list_says=text_of(row, "list_says"),
        quotation=text_of(row, "quotation"),
        cites=citations.cite(row),
        list_cites=citations.cite(of_list, revision="revision", seen="as_of"),
    )
