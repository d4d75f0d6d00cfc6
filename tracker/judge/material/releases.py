"""Claims about release dates that disagree: which speak first, and how the others stay visible."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from tracker.domain.cells import is_missing
from tracker.domain.sources import FACTS_TIER
from tracker.frames import TEXT
from tracker.judge.material.frames import tuples

_DAY = len("2010-09-15")
_PLACE = ["film", "place"]


class _Claim(NamedTuple):
    film: str
    date: str
    cites: Sequence[str]
    source_url: str
    country: str
    event: str
    tier: int | None


class _Chosen(NamedTuple):
    film: str
    date: str
    source_url: str


def release_days(releases: pd.DataFrame, territory: frozenset[str]) -> pd.DataFrame:
    """The one day of release of each film in a territory: what most documents of better sources agree on.

    The earliest where none leads; where no claim is a whole day, the earliest claim as it stands.

    Args:
        releases: claims with film, date, country, event, tier, cites and source_url.
        territory: names of countries, case folded.

    Returns:
        film, date, source_url.
    """
    here = [claim for claim in _claims(releases) if claim.country.casefold() in territory]
    return pd.DataFrame(_chosen(here), columns=list(_Chosen._fields), dtype=TEXT)


def days_by_country(releases: pd.DataFrame) -> pd.DataFrame:
    """The same for each country as it is written, "" where none is: film, date, source_url, country."""
    places: dict[str, list[_Claim]] = {}
    for claim in _claims(releases):
        places.setdefault(claim.country, []).append(claim)
    rows = [(*chosen, country) for country in sorted(places) for chosen in _chosen(places[country])]
    return pd.DataFrame(rows, columns=[*_Chosen._fields, "country"], dtype=TEXT)


def _claims(releases: pd.DataFrame) -> Iterator[_Claim]:
    """Claims that give a day, a month or a year; a showing at a festival is no release."""
    every = (_Claim(*row) for row in tuples(releases, list(_Claim._fields)))
    return (claim for claim in every if claim.date and not claim.event)


def first_releases(days: pd.DataFrame, releases: pd.DataFrame) -> "pd.Series[str]":
    """By film the earliest of its days of release and of what is claimed without a country.

    A year or a month gives way to a day that it may be.

    Args:
        days: one day a film and country (`days_by_country`).
        releases: claims, as for `release_days`.
    """
    nowhere = releases[releases["country"].eq("") & releases["event"].eq("") & releases["date"].ne("")]
    dates: dict[str, set[str]] = {}
    for film, day in tuples(days, ["film", "date"]) + tuples(nowhere, ["film", "date"]):
        dates.setdefault(film, set()).add(day)
    first = {
        film: min(day for day in own if not any(other != day and other.startswith(day) for other in own))
        for film, own in dates.items()
    }
    return pd.Series(first, dtype=TEXT)


def _chosen(claims: Sequence[_Claim]) -> list[_Chosen]:
    """The day of each film among claims about one place."""
    votes: dict[tuple[str, str], int] = {}
    sources: dict[tuple[str, str], str] = {}
    for film, day, cites, url, *_ in _better_sourced(claims):
        whole = len(day) == _DAY
        votes[film, day] = votes.get((film, day), 0) + max(len(cites), 1) * whole
        sources.setdefault((film, day), url)
    chosen: dict[str, str] = {}
    for film, day in sorted(votes, key=lambda one: (one[0], -votes[one], one[1])):
        chosen.setdefault(film, day)
    return [_Chosen(film, day, sources[film, day]) for film, day in chosen.items()]


def _better_sourced(claims: Sequence[_Claim]) -> Iterator[_Claim]:
    """Each film's claims by official and encyclopaedic sources; where it has none, all of them.

    A date on a site of the press is a claim like any other, and decides nothing where a better source speaks.
    """
    better = {claim.film for claim in claims if not _weak(claim)}
    return (claim for claim in claims if claim.film not in better or not _weak(claim))


def _weak(claim: _Claim) -> bool:
    return is_missing(claim.tier) or claim.tier is None or claim.tier > FACTS_TIER


def disagreement(rows: pd.DataFrame) -> "pd.Series[str]":
    """What other sources say of the same film and country, where it is another day: words to follow a claim.

    Args:
        rows: claims with film, date, country, event and source_url. "2010-09" and "2010-09-15" agree.
    """
    claims = rows[(rows["country"] != "") & (rows["event"] == "")]
    claims = claims.assign(place=claims["country"].str.casefold())
    places: dict[tuple[str, ...], list[tuple[Any, str, str]]] = {}
    cells = zip(claims.index.tolist(), tuples(claims, ["date", "source_url"]), tuples(claims, _PLACE), strict=True)
    for row, own, place in cells:
        places.setdefault(place, []).append((row, *own))
    words: dict[object, str] = {}
    for same in (same for same in places.values() if len({day for _, day, _ in same}) > 1):
        for row, day, url in same:
            others = {other for _, other, source in same if source != url}
            if others and not any(agree(other, day) for other in others):
                words[row] = f"; another source says {' or '.join(sorted(others))}"
    return pd.Series([words.get(row, "") for row in rows.index.tolist()], index=rows.index, dtype=TEXT)


def agree(one: str, other: str) -> bool:
    """Whether two dates may be the same day, one being less precise than the other."""
    return one.startswith(other) or other.startswith(one)
