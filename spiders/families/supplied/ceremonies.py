"""Derive a ceremony rule from a file's own rows, for a body that no source of ours numbers."""

from collections.abc import Iterable
from typing import Any

from spiders.families.supplied.sheet import Row


def rule_of(rows: Iterable[Row], file: str) -> dict[str, Any] | None:
    """The ceremony rule (as `CeremonyRule` reads it) in the rows of one body, or None.

    A ceremony has the number the rows give it, else the year it was held in, else the year of its films. A year that
    the rows leave out is taken to be the other one.
    """
    years: dict[int, tuple[int, int]] = {}
    for row in rows:
        number, year_held, films = (_number(row[c]) for c in ("ceremony", "ceremony_year", "film_year"))
        if year_held is None and films is None:
            continue
        year, film_year = year_held or films or 0, films or year_held or 0
        years.setdefault(number if number is not None else year, (year, film_year))
    if not years:
        return None
    first = min(years)
    year, film_year = years[first]
    return {
        "first": first,
        "last": max(years),
        "year": f"ceremony + {year - first}" if year >= first else f"ceremony - {first - year}",
        "film_year": f"ceremony + {film_year - first}" if film_year >= first else f"ceremony - {first - film_year}",
        "exceptions": {
            number: {"year": year_held, "film_year": films, "source": file}
            for number, (year_held, films) in sorted(years.items())
            if (year_held - number, films - number) != (year - first, film_year - first)
        },
    }


def _number(cell: str) -> int | None:
    return int(cell) if cell.isdecimal() and len(cell) <= len("2010") else None
