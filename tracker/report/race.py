"""The state of the race in a report: who is in the running for nominations that are still to come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.domain.cells import is_missing
from tracker.domain.figures import in_words, listing, quantity
from tracker.judge.verdict.news import weights
from tracker.report.citations import Citations, text_of
from tracker.report.parts import Chart, ChartPoint, Race, RaceAward, RaceLine
from tracker.report.words import likely, percent

MOST_DRAWN, MOST_LISTED = 10, 6
"""Contenders of an award that has a chart, and of one that has a line."""
_LEADERS = 3
"""Films that a standfirst names."""
_EVEN = 0.5
_WORTH_A_LINE = 0.01
"""Somebody less likely than this has no line in a chart."""


@dataclass(frozen=True)
class Coming:
    """A body whose nominations are still to come, as the edition has it."""

    title: str
    """Of the ceremony."""
    season: int
    """Film year."""
    due: str
    """When they are due, a sentence."""
    contenders: Sequence[Mapping[str, Any]]
    """Award by award, the likeliest first: `category`, `award`, `film`, `people`, `level`, `p_nomination`, `p_low`,
    `p_high`, `named`, `passed_over`, `to_come`, `worth`, and the page of the first list that names each."""


def races_of(coming: Sequence[Coming], citations: Citations) -> tuple[Race, ...]:
    """What a page shows of each: of the first one charts of the awards that readers ask about first, else lines."""
    return tuple(_race(one, citations, drawn=number == 0) for number, one in enumerate(coming))


def _race(coming: Coming, citations: Citations, *, drawn: bool) -> Race:
    awards = [_award(rows, citations, drawn=drawn) for rows in _by_award(coming.contenders)]
    speakers = dict.fromkeys(name.removesuffix(" (won)") for row in coming.contenders for name in row["named"])
    ahead = dict.fromkeys(name for row in coming.contenders for name in row["to_come"])
    parts = (
        coming.due,
        f"Lists at hand that name contenders: {listing(list(speakers))}." if speakers else "",
        f"Still to speak: {listing(list(ahead))}." if ahead else "",
    )
    return Race(
        ceremony=coming.title,
        season=coming.season,
        about=" ".join(filter(None, parts)),
        expected=_expected(coming),
        charted=tuple(award for award in awards if award.chart),
        others=tuple(award for award in awards if not award.chart),
    )


def headline(coming: Sequence[Coming]) -> str:
    """Who leads the first race, in at most twelve words; "" where there is none.

    Whose lead is smaller than a count of nominations tells does not lead.
    """
    if not coming:
        return ""
    films, title = _rounded(coming[0]), coming[0].title
    if not films:
        return f"The race for the {title} is open"
    leaders = [film for film, count in films if count == films[0][1]]
    return f"The race for the {title} is close" if len(leaders) > 1 else f"{leaders[0]} leads the race for the {title}"


def standfirst(coming: Sequence[Coming]) -> str:
    """What the first race stands at: nominations that films may expect, and when it is due; "" where there is none."""
    if not coming:
        return ""
    nobody = "Nobody’s chances can be told yet: no list from which any were learnt is at hand."
    few = "On what is known today no film may expect a nomination."
    return f"{_expected(coming[0]) or (few if _nominations(coming[0]) else nobody)} {coming[0].due}"


def _nominations(coming: Coming) -> list[tuple[str, float]]:
    """How many nominations each film may expect, the most first: its chances over all awards together."""
    sums: dict[str, tuple[str, float]] = {}
    for row in coming.contenders:
        if not is_missing(row["p_nomination"]):
            film, total = sums.get(row["film_key"], (str(row["film"]), 0.0))
            sums[row["film_key"]] = (film, total + row["p_nomination"])
    return sorted(sums.values(), key=lambda pair: (-pair[1], pair[0]))


def _rounded(coming: Coming) -> list[tuple[str, int]]:
    """Films that may expect a nomination at all, with how many as a sentence tells it."""
    return [(film, round(total)) for film, total in _nominations(coming) if round(total)]


def _expected(coming: Coming) -> str:
    """`On what is known today American Hustle may expect about eight nominations, and Gravity about seven.`."""
    films = _rounded(coming)[:_LEADERS]
    if not films:
        return ""
    (film, most), *others = films
    first = f"{film} may expect about {quantity(most, 'nomination')}"
    rest = [f"{other} about {in_words(count)}" for other, count in others]
    return f"On what is known today {listing([first, *rest])}."


def _by_award(contenders: Iterable[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    awards: dict[str, list[Mapping[str, Any]]] = {}
    for row in contenders:
        awards.setdefault(row["category"], []).append(row)
    return list(awards.values())


def _award(rows: Sequence[Mapping[str, Any]], citations: Citations, *, drawn: bool) -> RaceAward:
    """An award with whoever is in the running for it."""
    title, slug = str(rows[0]["award"]), str(rows[0]["category"])
    drawn = drawn and weights().of(slug) > 1
    likeliest = rows[: MOST_DRAWN if drawn else MOST_LISTED]
    lines = tuple(_line(row, citations) for row in likeliest)
    return RaceAward(
        title=title,
        lines=lines,
        more=len(rows) - len(likeliest),
        worth=text_of(rows[0], "worth"),
        chart=_chart(title, likeliest) if drawn else None,
    )


def _line(row: Mapping[str, Any], citations: Citations) -> RaceLine:
    return RaceLine(
        who=_who(row),
        film=str(row["film"]),
        chance=likely(row["p_nomination"], row["p_low"], row["p_high"]),
        brief=" ".join(filter(None, (_told(row), percent(row["p_nomination"])))),
        named=listing(list(row["named"])),
        passed_over=listing(list(row["passed_over"])),
        cites=citations.cite(row) if row.get("source_url") else (),
    )


def _who(row: Mapping[str, Any]) -> str:
    """The people, where the award is theirs and they are few."""
    people = list(row["people"] or ())
    return listing(people) if row["level"] == "credit" and 0 < len(people) <= _LEADERS else ""


def _told(row: Mapping[str, Any]) -> str:
    who = _who(row)
    return f"{who} ({row['film']})" if who else str(row["film"])


def _chart(award: str, rows: Sequence[Mapping[str, Any]]) -> Chart | None:
    """Chances with their intervals, the likeliest first; None where nobody has any."""
    likeliest = [row for row in rows if not is_missing(row["p_nomination"]) and row["p_nomination"] >= _WORTH_A_LINE]
    points = tuple(
        ChartPoint(
            name=_who(row) or str(row["film"]),
            value=row["p_nomination"],
            low=row["p_low"],
            high=row["p_high"],
            nominations=0,
            status="In the running",
            award=str(row["film"]) if _who(row) else "",
            told=_told(row),
        )
        for row in likeliest
    )
    if not points:
        return None
    ahead = [point.told for point in points if round(point.value, 2) > _EVEN]
    return Chart(
        title=award,
        description=f"More likely than not: {listing(ahead)}." if ahead else "Nobody is more likely than not.",
        drawn="",
        expected=True,
        measure="Probability",
        axis="Percent, with the interval",
        points=points,
        two_lines=any(point.award for point in points),
    )
