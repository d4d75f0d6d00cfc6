"""Claims of the press that a body gave a film nothing, beside its closed list.

A claim about an award, or about a person, is judged about that one; what the list cannot tell of it is open.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping

import pandas as pd

from tracker.domain.categories import group_of
from tracker.domain.facts.nomination_claims import UNTOLD, MissClaim, parsed_miss
from tracker.domain.printed import printed_key
from tracker.frames import OBJECT
from tracker.judge.claims.lists import LIST, beside_lists, may_stand, near_misses, nominated_for, nominations
from tracker.judge.claims.nominations import Ceremony, stands_for
from tracker.judge.material.frames import among, tuples
from tracker.judge.material.tables import SeasonTables

_HOLDS = {True: "right", False: "wrong", None: "open"}


def missed(mentions: pd.DataFrame, tables: SeasonTables) -> pd.DataFrame:
    """Every claim of a mention that a body gave the film nothing, or nothing for an award or a person.

    Args:
        mentions: those of films by articles.
        tables: everything at hand.

    Returns:
        The rows of `mentions`, one a claim, with the list's columns and `claimed`, `category`, `claim`, `holds` and
        `list_says`.
    """
    claims = mentions.explode("missed").rename(columns={"missed": "written"})
    claims = claims[claims["written"].notna() & (claims["written"] != "")]
    parsed = {cell: parsed_miss(cell) for cell in claims["written"].unique()}
    rows = beside_lists(
        claims.assign(body=claims["written"].map({w: claim.body for w, claim in parsed.items()})), tables
    )
    holds = pd.Series(_holds(rows, parsed, tables), index=rows.index, dtype=OBJECT).map(_HOLDS)
    text = nominated_for(rows, tables).map(lambda names: f"nominated: {names}" if names else "no nomination")
    rows = rows.assign(
        claimed="missed",
        category=[parsed[cell].category.replace(UNTOLD, "") for cell in rows["written"]],
        claim=[parsed[cell].told() for cell in rows["written"]],
        holds=holds,
        list_says=(text + near_misses(rows, tables)).where(holds != "open", ""),
    )
    settled = rows.assign(open=holds == "open").sort_values(["open", "film_year"], kind="stable")
    doubtful = settled["open"] & settled.duplicated(["source_url", "film", "written"])  # another season decides it
    return settled[~doubtful].drop(columns=["open", "written"])


def _holds(rows: pd.DataFrame, parsed: Mapping[str, MissClaim], tables: SeasonTables) -> list[bool | None]:
    """Whether each claim is right; None where no closed list decides it, or had not when it was written."""
    standing, people = nominations(tables), defaultdict(list)
    for statement, name in tuples(tables.credits[tables.credits["statement"].isin(standing["statement"])], _NAMED):
        people[statement].append(name)
    asked = standing[among(standing, rows, LIST)]
    ceremonies = {key: Ceremony(of) for key, of in asked.groupby(LIST, sort=False)}
    nothing, open_ = Ceremony(standing.iloc[:0]), may_stand(rows, tables)
    columns = ["written", "film", "body", "ceremony", "published_on", "announced_on", "whole"]
    holds: list[bool | None] = []
    for place, (cell, film, body, ceremony, published, announced, whole) in enumerate(tuples(rows, columns)):
        claim, early = parsed[cell], bool(published) and isinstance(announced, str) and published < announced
        at = ceremonies.get((body, ceremony), nothing)
        answer = _holds_at(claim, film, at, people) if whole is True and not early else None
        category = "" if claim.category == UNTOLD else claim.category
        slugs = stands_for(category) if category else ("",)
        holds.append(None if answer and any(open_(place, slug) for slug in slugs) else answer)
    return holds


_NAMED = ["statement", "name"]


def _holds_at(claim: MissClaim, film: str, at: Ceremony, people: Mapping[str, Collection[str]]) -> bool | None:
    """Whether a closed list bears a claim out; None where it cannot tell."""
    if at.of(film, "", won=False).empty:
        return True
    if UNTOLD in (claim.category, claim.person) or (claim.category and not at.gives(claim.category)):
        return None
    rows = at.of(film, claim.category, won=False)
    if not claim.person:
        return rows.empty
    names = [people.get(statement, ()) for statement in rows["statement"]]
    if any(_is_named(claim.person, own) for own in names):
        return False
    # A performer without an award of their own is looked for among performances; others' lists name other jobs.
    concerned = rows["category"].map(lambda slug: bool(claim.category) or group_of(slug) == "acting").astype(bool)
    unclear = [not own or any(_may_be(claim.person, name) for name in own) for own in names]
    return None if any(one and may for one, may in zip(concerned, unclear, strict=True)) else True


def _is_named(person: str, names: Collection[str]) -> bool:
    return printed_key(person) in map(printed_key, names)


def _may_be(person: str, name: str) -> bool:
    """Whether two names share their last word: one may be short for the other."""
    return printed_key(person).split()[-1:] == printed_key(name).split()[-1:]
