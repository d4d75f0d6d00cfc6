"""The state of the race: who is in the running for nominations that are still to come, and how likely they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from jobs.steps.questions.answers import Answer, Part, answered
from jobs.steps.questions.bodies import body_of, category_of
from tracker.domain.bodies import bodies
from tracker.domain.categories import categories
from tracker.domain.ceremonies import Known, phase_of
from tracker.domain.errors import InputError
from tracker.domain.figures import chance, in_words, listing
from tracker.domain.rules import load_rules
from tracker.domain.text.dates import day_words
from tracker.edition.queries import race as queries
from tracker.edition.read import Edition, Row
from tracker.judge.material.categories import title_of
from tracker.report.words import likely

_LEADERS = 6
"""Contenders that one line names."""
_AWARDS = {"title": "at", "award": "for", "leaders": "in the running"}
_CONTENDERS = {
    "who": "who",
    "film": "film",
    "chance": "chance",
    "named": "named by",
    "passed_over": "passed over by",
    "eligibility": "eligible",
}


def answer(edition: Edition, body: str = "", category: str = "", season: int | None = None) -> Answer:
    """Who is in the running.

    Args:
        edition: where it is read.
        body: one body alone, by its name; "" for all.
        category: one category of it, by any name; "" for all.
        season: film year; None for the latest at hand.

    Raises:
        InputError: no such body or category, or no nominations of that season are to come.
    """
    wanted = body_of(edition, body)["body"] if body else ""
    if category and not wanted:
        raise InputError(f"say whose award {category.strip()!r} is: `snubs race BODY CATEGORY`")
    concept = category_of(edition, wanted, category)[0] if category else ""
    year = season or max((row["film_year"] for row in edition.rows(queries.SEASONS)), default=0)
    coming = [row for row in edition.rows(queries.COMING, year) if wanted in ("", row["body"])]
    if not coming and not edition.rows(queries.STANDING, year):
        raise InputError(f"nothing of the films of {year} is at hand")
    if not coming:
        whose = f"of the {body_of(edition, body)['title']} " if body else ""
        raise InputError(
            f"films of {year}: no nominations {whose}are to come; `snubs season {year}` tells of those made"
        )
    rows = [
        row
        for own in coming
        for row in contenders(edition, own)
        if not concept or concept in (row["category"], *_may_stand_for(row))
    ]
    if not rows:
        raise InputError(f"nobody is in the running for {category.strip()} on what is known")
    awards = _by_award(rows)
    notes = [
        *(f"{row['title']}: {_after_colon(due(row, edition.as_of))}" for row in coming),
        *([_to_come(rows), _not_told([row for row in rows if row["category"] != concept])] if concept else []),
        *(row["worth"] for row in rows[:1] if concept and row["worth"]),
    ]
    parts = (
        Part("awards", "In the running", {} if concept else _AWARDS, awards),
        Part("contenders", "In the running", _CONTENDERS if concept else {}, rows),
        Part("phases", "Where each body stands", {} if concept else _PHASES, phases(edition, year)),
    )
    title = f"The race: films of {year}" + (f", {rows[0]['title']}, {rows[0]['award']}" if concept else "")
    about = {"film_year": year, "body": wanted, "category": concept}
    return answered(edition, title, about, [note for note in notes if note], parts)


_PHASES = {"title": "at", "phase": "stands", "announced_on": "nominations", "held_on": "ceremony"}


def phases(edition: Edition, year: int) -> list[Row]:
    """Every ceremony of a season with its `phase`."""
    return [
        row | {"phase": phase_of(_known_of(row), edition.as_of).value} for row in edition.rows(queries.STANDING, year)
    ]


def _known_of(row: Row) -> Known:
    return Known(
        announced_on=row["announced_on"] or "",
        held_on=row["held_on"] or "",
        has_list=bool(row["has_list"]),
        has_longlist=bool(row["has_longlist"]),
        has_winners=bool(row["has_winners"]),
    )


def due(coming: Row, as_of: str) -> str:
    """When a body's nominations are due, in a sentence."""
    day, held = coming["announced_on"] or "", coming["held_on"] or ""
    if not day:
        ceremony = f"; the ceremony is on {day_words(held)}" if held > as_of else ""
        return f"No page at hand says when the nominations are due{ceremony}."
    if day <= as_of:
        return f"The nominations came out on {day_words(day)}, and no list of them was read yet."
    return f"The nominations are due on {day_words(day)}."


def _after_colon(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}"


def contenders(edition: Edition, coming: Row) -> list[Row]:
    """Everybody in the running for what a body has not announced, award by award, the likeliest first.

    Args:
        edition: where it is read.
        coming: a row of `queries.COMING`.
    """
    body, year = coming["body"], coming["film_year"]
    evidence = {row["evidence_id"]: row for row in edition.rows(queries.SPOKEN, year)}
    precursors = _precursors(edition, coming)
    worth = {(row["category"], row["hits"], row["possible"]): row for row in edition.rows(queries.WORTH, body, year)}
    feeds = load_rules().equivalence.feeds
    rows = []
    for row in edition.rows(queries.CONTENDERS, year, body):
        lists = [evidence[one] for one in row.pop("evidence_ids") or () if one in evidence]
        lists = [one for one in lists if row["category"] in feeds(one["category"] or "", year)]
        if row["p_nomination"] is None and not lists:
            continue
        own = {"title": coming["title"], "award": _award(row)}
        rows.append(row | own | _known(row, lists, precursors) | _worth(row, worth))
    rank = {slug: place for place, slug in enumerate(categories())}
    return sorted(rows, key=lambda row: rank.get(row["category"], len(rank)))


def _may_stand_for(row: Row) -> tuple[str, ...]:
    """The awards that a contender may be nominated for.

    What other bodies honour under a broader name, such as any screenplay, stands for each narrower award that this one
    gives until somebody tells for which of them the work counts.
    """
    slug, declared = row["category"], _declared(row["body"], row["film_year"])
    narrower = [one for one in load_rules().equivalence.feeds(slug, row["film_year"]) if one in declared]
    return (slug,) if slug in declared or not narrower else tuple(narrower)


def _award(row: Row) -> str:
    """What a body calls the award, or the awards of which a contender may stand for either."""
    own = _may_stand_for(row)
    return row["award"] if own == (row["category"],) else " or ".join(map(title_of, own))


@dataclass(frozen=True)
class _Precursor:
    """A body whose nominations tell something of those to come."""

    title: str
    at_hand: bool
    """Whether a list of it was read for the season."""
    closed: frozenset[str]
    """Categories that what it closed feeds: absence from them is a fact."""
    gives: frozenset[str]
    """Categories that what it is declared to give feeds; none where it is known to speak later than the other."""
    barred: frozenset[tuple[str, str | None]]
    """Films that it could not nominate, and works of one category: absence of these from its list says nothing."""


def _precursors(edition: Edition, coming: Row) -> list[_Precursor]:
    """The precursors of a body whose nominations are to come, in the order of its rules."""
    year, feeds = coming["film_year"], load_rules().equivalence.feeds
    titles = {row["body"]: row["title"] for row in edition.rows(queries.TITLES)}
    given, barred = edition.rows(queries.GIVEN, year), edition.rows(queries.BARRED, year)
    days = {row["body"]: row["announced_on"] or row["held_on"] or "" for row in edition.rows(queries.STANDING, year)}
    due = coming["announced_on"] or ""
    return [
        _Precursor(
            title=titles.get(name, name),
            at_hand=any(row["body"] == name for row in given),
            closed=frozenset(
                slug for row in given if row["body"] == name and row["closed"] for slug in feeds(row["category"], year)
            ),
            gives=frozenset(
                slug
                for concept in _declared(name, year)
                for slug in feeds(concept, year)
                if not due or days.get(name, "") <= due
            ),
            barred=frozenset((row["film_key"], row["category"]) for row in barred if row["body"] == name),
        )
        for name in coming["precursors"] or ()
    ]


@cache
def _declared(body: str, year: int) -> frozenset[str]:
    """The concepts that a body is declared to give for the films of a year."""
    own = bodies()[body]
    numbers = [one.number for one in own.ceremonies.of_film_year(year)]
    return frozenset(one.concept for one in own.categories.values() if any(map(one.given_at, numbers)))


def _known(row: Row, lists: Sequence[Row], precursors: Sequence[_Precursor]) -> Row:
    """Which bodies named a contender, passed it over, or are still to speak; with the page of the first that did."""
    best: dict[str, str] = {}
    for one in lists:
        if one["result"] == "won" or one["title"] not in best:
            best[one["title"]] = one["result"]
    others, film, slug = [one for one in precursors if one.title not in best], row["film_key"], row["category"]
    page = next(iter(lists), {})
    return {
        "who": "; ".join(row["people"] or ()),
        "chance": "" if row["p_nomination"] is None else likely(*(row[name] for name in _ENDS)),
        "named": tuple(f"{title} (won)" if result == "won" else title for title, result in best.items()),
        "passed_over": tuple(
            one.title for one in others if slug in one.closed and one.barred.isdisjoint(((film, None), (film, slug)))
        ),
        "to_come": tuple(one.title for one in others if not one.at_hand and slug in one.gives),
        **{name: page.get(name) for name in ("source_url", "source_revision", "retrieved_at", "origin")},
    }


_ENDS = ("p_nomination", "p_low", "p_high")


def _worth(row: Row, worth: Mapping[tuple[str, int | None, int | None], Row]) -> Row:
    """What the same number of precursors has been worth for the award in other seasons, in a sentence."""
    hits, possible = row["precursor_hits"], row["precursor_possible"]
    past = worth.get((row["category"], hits, possible))
    if past is None or not hits:
        return {"worth": ""}
    every = {1: "the one precursor", 2: "both precursors"}.get(possible, f"all {in_words(possible)} precursors")
    by = every if hits == possible else f"{in_words(hits)} of the {in_words(possible)} precursors"
    years = (
        f"films of {past['first']} to {past['last']}" if past["first"] != past["last"] else f"films of {past['first']}"
    )
    return {"worth": f"Of {past['works']} named by {by} that had spoken, {past['nominated']} were nominated ({years})."}


def _by_award(rows: Iterable[Row]) -> list[Row]:
    """A row an award, with its likeliest contenders."""
    awards: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        awards.setdefault((row["body"], row["category"]), []).append(row)
    return [
        {name: of[0][name] for name in ("body", "ceremony", "film_year", "title", "category", "award")}
        | {"leaders": "; ".join(_leader(one) for one in of[:_LEADERS]), "contenders": len(of)}
        for of in awards.values()
    ]


def _leader(row: Row) -> str:
    """`Cate Blanchett (Blue Jasmine) 82 %`."""
    who = f"{row['who']} ({row['film']})" if row["level"] == "credit" and row["who"] else row["film"]
    return f"{who} {chance(row['p_nomination'])}" if row["p_nomination"] is not None else who


def _not_told(rows: Sequence[Row]) -> str:
    """Who stands for one of several awards, nobody having told which, in a sentence."""
    if not rows:
        return ""
    whom = listing([f"{row['who']} ({row['film']})" if row["who"] else str(row["film"]) for row in rows[:_LEADERS]])
    more = f", and {in_words(len(rows) - _LEADERS)} more" if len(rows) > _LEADERS else ""
    return f"No list at hand tells whether for {rows[0]['award']}: {whom}{more}."


def _to_come(rows: Sequence[Row]) -> str:
    """Which precursors are still to speak, in a sentence."""
    bodies = list(dict.fromkeys(title for row in rows for title in row["to_come"]))
    return f"Still to speak: {listing(bodies)}." if bodies else ""
