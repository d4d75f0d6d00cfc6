"""Who a verdict is about where no list names anybody for the award: other lists' nominees, then the film's credits."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from tracker.domain.categories import PICTURE, categories
from tracker.domain.facts.film_cells import credits_of
from tracker.judge.evidence.articles import principal
from tracker.judge.evidence.gather import EVIDENCE
from tracker.judge.material.categories import ACTING
from tracker.judge.material.frames import digest, in_order, tuples, typed
from tracker.judge.material.keys import Person, UnitKey
from tracker.judge.material.tables import IN_SEASON, PROVENANCE
from tracker.judge.verdict.context import Context


class Credit(NamedTuple):
    """Somebody credited with a job on a film, and whose word that is."""

    craft: str
    name: str
    qid: str
    origin: tuple[object, ...]
    """As `PROVENANCE`."""
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Naming:
    """People of units that no list names: `links` lead to the `evidence` of those whom the film's credits name."""

    people: Sequence[Person]
    links: Mapping[UnitKey, Sequence[str]]
    evidence: pd.DataFrame


def name_people(context: Context, nameless: Sequence[UnitKey]) -> Naming:
    """People of units, by nominees of the same work elsewhere; of what was not nominated else by the film's credits.

    Whom a film credits, a body may not have nominated with it.
    """
    nominees = _nominees(context, nameless)
    listed = [Person(key, "", name, qid) for key in nominees for name, qid in nominees[key]]
    absent = [key for key in nameless if key not in nominees and key not in context.stands.nominated]
    credits = dict(_credits(context, absent))
    people = [*listed, *(Person(key, "", one.name, one.qid) for key, own in credits.items() for one in own)]
    evidence, links = _evidence(context, credits)
    return Naming(people, links, evidence)


def _nominees(context: Context, nameless: Sequence[UnitKey]) -> dict[UnitKey, dict[tuple[str, str], None]]:
    """Names and ids of whom any list names for the same work, in a category that is given for it elsewhere."""
    pool, films = context.given.equivalence.pool, {key.film_key for key in nameless}
    rows, people = context.shared.evidence.rows, context.shared.evidence.people
    works: dict[tuple[object, ...], list[tuple[str, str]]] = defaultdict(list)
    for year, film, slug, evidence_id in tuples(rows, [*IN_SEASON, "category", "evidence_id"]):
        if film in films and slug and slug not in ACTING:
            works[year, film, pool(slug)] += [(name, qid) for _, name, qid in people.get(evidence_id, ())]
    asked = {key: works.get(_work(context, key, pool(key.category)), ()) for key in nameless}
    return {key: dict.fromkeys(own) for key, own in asked.items() if own}


def _work(context: Context, key: UnitKey, category: str) -> tuple[object, ...]:
    return (context.ceremonies[key.target].film_year, key.film_key, category)


def _credits(context: Context, nameless: Sequence[UnitKey]) -> Iterator[tuple[UnitKey, list[Credit]]]:
    """Whom one source credits with the work of each unit: an article or page of the film, the registry, a line-up."""
    films = {key.film_key for key in nameless}
    tables, by_film = context.shared.tables, defaultdict(list)
    pages = tables.film_credits
    for film, note, craft, name, qid, cites, *origin in tuples(pages[pages["film"].isin(films)], _CREDIT):
        if principal(note):
            by_film[film].append(Credit(craft, name, qid, tuple(origin), cites))
    for row in tuples(tables.films[tables.films["film"].isin(films)], [*_REGISTERED, *PROVENANCE]):
        by_film[row[0]] += _registered(*row)
    for film, credit in _shown(context, films):
        by_film[film].append(credit)
    for key in nameless:
        crafts = categories()[key.category].crafts
        own = [one for one in by_film.get(key.film_key, ()) if one.craft in crafts]
        if own:
            yield key, list({one.name: one for one in own if one.origin == own[0].origin}.values())


def _shown(context: Context, films: Set[str]) -> Iterator[tuple[str, Credit]]:
    """Directors whom festivals name beside the films that they show; beside a prize may stand anybody.

    A festival of any season names them, whichever seasons are judged together.
    """
    tables, family = context.shared.tables, context.given.equivalence.family
    entries = tables.entries[tables.entries["film"].isin(films) & tables.entries["counted_as"].isin(_LINE_UPS)]
    festivals = [body for body in entries["body"].unique() if family(body) == "festivals"]
    listed = entries["official"] & (entries["stage"] == "nominations") & (entries["result"] != "selected")
    rows = entries[listed & entries["body"].isin(festivals)]
    nominated = (rows["result"] == "won") & ~rows["outright"] & (rows["stated_on"] != "")
    since = rows["public_by"].mask(nominated, rows["stated_on"])
    rows = in_order(rows.assign(since=since, id=digest("n", rows[["statement", "film"]])), ["film_year", "since", "id"])
    people = defaultdict(list)
    credits = tables.credits[tables.credits["statement"].isin(rows["statement"])]
    for statement, name, qid in tuples(credits, ["statement", "name", "person_qid"]):
        people[statement].append((name, qid))
    for film, statement, cites, *origin in tuples(rows, ["film", "statement", "cites", *PROVENANCE]):
        for name, qid in people[statement]:
            yield film, Credit("director", name, qid, tuple(origin), tuple(filter(None, cites)))


_LINE_UPS = [PICTURE, "festival_section"]

_CREDIT = ["film", "note", "craft", "name", "person_qid", "cites", *PROVENANCE]
_REGISTERED = ("film", "credits", "directors")


def _registered(_: str, cell: str, directors: tuple[str, ...], *origin: object) -> list[Credit]:
    """Credits of a film of the registry; its directors where it credits nobody with directing.

    Of several writers it tells not who wrote the script and who the book (docs/verdicts.md).
    """
    credits = [Credit(one.craft, one.name, one.qid, origin) for one in credits_of(cell)]
    if sum(one.craft == _WRITER for one in credits) > 1:
        credits = [one for one in credits if one.craft != _WRITER]
    if any(one.craft == "director" for one in credits):
        return credits
    return [*credits, *(Credit("director", name, "", origin) for name in directors)]


_WRITER = "screenwriter"


def _evidence(
    context: Context, credits: Mapping[UnitKey, Sequence[Credit]]
) -> tuple[pd.DataFrame, dict[UnitKey, list[str]]]:
    """Credits as evidence, one row a film and job, and the ids of the rows of each unit."""
    rows, of = [], []
    for key, own in credits.items():
        film = context.films[key.film]
        for craft in dict.fromkeys(one.craft for one in own):
            people = [one.name for one in own if one.craft == craft]
            cites = dict.fromkeys(page for one in own if one.craft == craft for page in one.cites)
            claim = f"Credited as {craft.replace('_', ' ')}: {', '.join(people)}"
            row = (
                film.film_year,
                key.film_key,
                film.film,
                film.film_qid,
                film.film_imdb,
                claim,
                ";".join(people),
                ";".join(cites),
            )
            rows.append((*row, "credit", *own[0].origin))
            of.append(key)
    columns = [*IN_SEASON, "film", "film_qid", "film_imdb", "claim", "people", "cites", "family", *PROVENANCE]
    frame = pd.DataFrame(rows, columns=columns)
    frame = frame.assign(evidence_id=digest("c", frame[["film_year", "film_key", "claim", "source_url"]]))
    links = defaultdict(list)
    for key, evidence_id in zip(of, frame["evidence_id"], strict=True):
        links[key].append(str(evidence_id))
    return typed(frame, EVIDENCE).drop_duplicates("evidence_id", ignore_index=True), dict(links)
