"""Nominations and prizes that the press claims for a film, beside the closed lists.

A claim holds where the body's list bears it out: the film stands on it, in the category where one is named, and as
often as the article says. A prize is judged only where the list names its winners. What the list does not decide, or
had not said when the article was written, is open.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pandas as pd

from tracker.domain.categories import prizes_of_either
from tracker.domain.facts.nomination_claims import NominationClaim, parsed
from tracker.domain.yamltext import load_yaml
from tracker.judge.claims.lists import (
    AT,
    LIST,
    beside_lists,
    may_stand,
    near_misses,
    nominated_for,
    nomination_lists,
    nominations,
)
from tracker.judge.material.frames import among
from tracker.judge.material.tables import SeasonTables

_ORDER = {"right": 0, "open": 1, "wrong": 2}
"""Of a film with several seasons: one that bears a claim out decides, and one that is open keeps it open."""
_NEXT_SEASON = pd.Timedelta(days=300)
"""An article this much younger than a list may speak of the list after it."""


@cache
def stands_for(category: str) -> frozenset[str]:
    """The categories of lists that a category named in prose may mean: `acting` means all of them and the ensemble.

    Where a body honours actors and actresses with one prize, that is meant.
    """
    text = files("tracker.data").joinpath("prose/words.yml").read_text(encoding="utf-8")
    groups = load_yaml(text, "prose/words.yml")["stands_for"]
    meant = groups.get(category, [category])
    return frozenset(meant) | {prizes_of_either()[slug] for slug in meant if slug in prizes_of_either()}


@dataclass(frozen=True)
class Ceremony:
    """One body's nominations at one ceremony."""

    entries: pd.DataFrame

    def of(self, film: str, category: str, *, won: bool) -> pd.DataFrame:
        """The entries of a film in the categories that a name in prose may mean, in any for "", or its prizes."""
        rows = self._in(category)
        rows = rows[rows["film"] == film]
        return rows[rows["result"] == "won"] if won else rows

    def gives(self, category: str) -> bool:
        """Whether a category was given that the name in prose may mean."""
        return not self._in(category).empty

    def winners_known(self, category: str) -> bool:
        """Whether every category, or every one that the name may mean, has its winner."""
        rows = self._in(category)
        return not rows.empty and bool((rows["result"] == "won").groupby(rows["category_as_printed"]).any().all())

    def _in(self, category: str) -> pd.DataFrame:
        return self.entries[self.entries["category"].isin(stands_for(category))] if category else self.entries


def judged(mentions: pd.DataFrame, tables: SeasonTables) -> pd.DataFrame:
    """Every claim of a mention that the film was nominated or won, with what the closed list says.

    Args:
        mentions: those of films by articles.
        tables: everything at hand.

    Returns:
        The rows of `mentions`, one a claim, with the list's columns and `claimed`, `category`, `claimed_count`,
        `list_count`, `claim`, `holds` and `list_says`.
    """
    claims = mentions.explode("nominated").rename(columns={"nominated": "written"})
    parsed_claims = {w: claim for w in claims["written"].unique() if isinstance(w, str) and (claim := parsed(w))}
    claims = claims[claims["written"].isin(list(parsed_claims))]
    claims = claims.assign(body=claims["written"].map({w: claim.body for w, claim in parsed_claims.items()}))
    rows = beside_lists(claims, tables)
    rows = pd.concat([rows, _season_after(rows, tables)], ignore_index=True)
    rows = rows[~_of_another_year(rows, parsed_claims)].reset_index(drop=True)
    rows = rows.join(pd.DataFrame(_verdicts(rows, parsed_claims, tables), index=rows.index, columns=_VERDICT))
    decided = rows["holds"].map(_ORDER).sort_values(kind="stable").index
    return rows.loc[decided].drop_duplicates(["statement", "written"]).sort_index().drop(columns="written")


def _season_after(claims: pd.DataFrame, tables: SeasonTables) -> pd.DataFrame:
    """The same claims beside the lists of the season after, where an article may mean that.

    A film that a body's list does not hold may have been released a year later there; an article of the season itself
    cannot know.
    """
    last = claims.sort_values("film_year", kind="stable").drop_duplicates(["statement", "written"], keep="last")
    last = last[(nominated_for(last, tables) == "") & last["film_year"].notna()]
    begins = pd.to_datetime(last["announced_on"].astype("str"), errors="coerce") + _NEXT_SEASON
    of_it = pd.to_datetime(last["published_on"].astype("str").str[:10], errors="coerce") < begins
    later = last[~of_it].assign(film_year=lambda rows: rows["film_year"] + 1)
    lists = nomination_lists(tables)
    return later.drop(columns=lists.columns.difference(AT)).merge(lists, on=AT, how="left", validate="many_to_many")


_VERDICT = ["claimed", "category", "claimed_count", "list_count", "claim", "holds", "list_says"]


def _of_another_year(rows: pd.DataFrame, claims: Mapping[str, NominationClaim]) -> "pd.Series[bool]":
    """Lists of another year than the one that a claim names; where there is none of that year, none decides."""
    years = rows["written"].map({w: claim.year for w, claim in claims.items()}).astype("Int64")
    other = years.notna() & ~((years == rows["ceremony_year"]) | (years == rows["film_year"])).fillna(value=False)
    other = other.astype(bool)
    rows["whole"] = rows["whole"].eq(True) & ~other
    return other & (~other).groupby([rows["statement"], rows["written"]]).transform("any")


def _verdicts(
    claimed: pd.DataFrame, claims: Mapping[str, NominationClaim], tables: SeasonTables
) -> Iterator[tuple[object, ...]]:
    standing = nominations(tables)
    asked = standing[among(standing, claimed, LIST)]
    ceremonies = {key: Ceremony(rows) for key, rows in asked.groupby(LIST, sort=False)}
    nothing = Ceremony(standing.iloc[:0])
    near, open_ = near_misses(claimed, tables), may_stand(claimed, tables)
    columns = ("written", "film", "body", "ceremony", "published_on", "announced_on", "held_on", "whole")
    for place, (*cells, beside) in enumerate(zip(*(claimed[c] for c in columns), near, strict=True)):
        written, film, body, ceremony, published, announced, held, whole = cells
        claim = claims[written]
        public = held if claim.result == "won" and isinstance(held, str) and held else announced
        early = bool(published) and isinstance(public, str) and published < public
        at = ceremonies.get((body, ceremony), nothing)
        holds, count, says = _held(claim, film, at) if whole and not early else _OPEN
        least = count is not None and claim.count is not None and count > claim.count
        if holds != ("right" if claim.count is None else "") and not least and _may_be_more(claim, place, open_):
            holds, count, says = _OPEN
        words = says + (beside if says.startswith(_NO_NOMINATION) else "")
        yield claim.result, claim.category, claim.count, count, claim.told(), holds, words


_NO_NOMINATION = "no nomination"
_OPEN = "open", None, ""


def _may_be_more(claim: NominationClaim, place: int, open_: Callable[[int, str], bool]) -> bool:
    """Whether the film of a claim may stand in a category that was not read, among those that the claim may mean."""
    return any(open_(place, slug) for slug in (stands_for(claim.category) if claim.category else ("",)))


def _held(claim: NominationClaim, film: str, at: Ceremony) -> tuple[str, int | None, str]:
    """A claim beside a closed list: how it holds, how often the list has the film, and what it says."""
    won = claim.result == "won"
    rows = at.of(film, claim.category, won=won)
    if claim.category and not at.gives(claim.category):
        return _OPEN
    borne_out = len(rows) == claim.count if claim.count is not None else len(rows) > 0
    if won and not at.winners_known(claim.category) and not (borne_out and claim.count is None):
        return _OPEN
    return "right" if borne_out else "wrong", len(rows), _says(film, at, won=won)


def _says(film: str, at: Ceremony, *, won: bool) -> str:
    """What a list has of a film: "2 nominations: Best Picture, Sound", "no prize; 1 nomination: Sound"."""
    entries, prizes = at.of(film, "", won=False), at.of(film, "", won=True)
    stands = _counted(entries, "nomination")
    return f"{_counted(prizes, 'prize')}; {stands}" if won else stands


def _counted(rows: pd.DataFrame, what: str) -> str:
    if rows.empty:
        return f"no {what}"
    return f"{len(rows)} {what}{'s' * (len(rows) > 1)}: {', '.join(dict.fromkeys(rows['category_as_printed']))}"
