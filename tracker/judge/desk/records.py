"""Records: the films with the most precursor nominations and none at a body, overall and by craft, country and so on.

A superlative is only as true as what was searched, so every answer names its scope: which films, which bodies' lists,
which closed lists of the body itself, and what was left aside and why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Literal

import pandas as pd

from tracker.domain.categories import categories, kinds_of
from tracker.domain.rules import RuleBook
from tracker.domain.titles.comparable import is_id
from tracker.judge.eligibility.gate import judge_eligibility
from tracker.judge.material.candidates import Film, candidates
from tracker.judge.material.categories import in_groups
from tracker.judge.material.frames import Kind, among, chosen, filled, join, tuples, typed
from tracker.judge.material.lists import ceremonies, fields
from tracker.judge.material.lists import targets as list_targets
from tracker.judge.material.open_categories import open_names
from tracker.judge.material.performances import asked_about
from tracker.judge.material.tables import IN_SEASON, SHOWN, SeasonTables
from tracker.judge.material.unread import unread_of
from tracker.judge.verdict.gates import season_unsettled

By = Literal["film", "craft", "distributor", "country", "decade"]
BY: tuple[By, ...] = ("film", "craft", "distributor", "country", "decade")

RECORDS: dict[str, Kind] = {
    "group": "text",
    "rank": "int",
    "film": "text",
    "film_qid": "text",
    "film_imdb": "text",
    "film_year": "int",
    "precursor_nominations": "int",
    "precursor_wins": "int",
    "bodies": "text",
    "categories": "text",
}
"""Columns of the answer; `group` is "" for films overall."""


@dataclass(frozen=True)
class Records:
    """`rows` has the columns of `RECORDS`; `scope` says in one paragraph what was searched."""

    rows: pd.DataFrame
    scope: str


def records(
    tables: SeasonTables, rules: RuleBook, *, body: str, by: By, seasons: range | None = None, top: int = 10
) -> Records:
    """The record holders among films without a nomination at a body.

    By craft, a film counts in each category that the body gave that season, for which it has precursor nominations and
    none of the body's own, whatever the body nominated it for elsewhere; otherwise it has no nomination at the body at
    all, in any season on record.

    Args:
        tables: every statement at hand.
        rules: which bodies count as precursors of which, and which lists are judged.
        body: a body with rules.
        by: what to divide the films by.
        seasons: film years to search; None means all.
        top: places a group; films that tie for the last place are all there.
    """
    lists = ceremonies(tables, rules)
    closed = lists[(lists["body"] == body) & lists["closed"]]
    if seasons is not None:
        closed = closed[closed["film_year"].isin(list(seasons))]
    entries = tables.entries[tables.entries["official"] & tables.entries["result"].isin(SHOWN)]
    peers = entries[entries["body"].isin(rules.equivalence.precursors.get(body, ()))]
    peers = peers[peers["film_year"].isin(closed["film_year"])].assign(category=lambda rows: rows["counted_as"])
    own = entries[entries["body"] == body]
    pool = rules.equivalence.pool
    unit = ["film", "pooled"] if by == "craft" else ["film"]
    pooled = pd.concat([own, asked_about(own)]).assign(pooled=lambda rows: rows["category"].map(pool))
    peers = peers.assign(pooled=peers["category"].map(pool))
    if by == "craft":
        peers = peers[peers["category"].map(_is_craft).astype(bool) & among(peers, pooled, ["film_year", "pooled"])]
    missed = peers[~among(peers, pooled, unit)]
    doubtful = _not_told_apart(missed, own, tables, body)
    ruling = _ruling(missed, closed, lists, tables, rules)
    open_ = _unsettled(missed, lists, body) & ~ruling.settled(missed)
    untitled = missed["title"].map(is_id).astype(bool)
    unread = _may_stand_unread(missed, closed, tables, craft=by == "craft")
    barred = ruling.barred(missed, craft=by == "craft")
    by_record, by_rule = barred == "record", barred == "rule"
    counted = _counted(missed[~doubtful & (barred == "") & ~open_ & ~untitled & ~unread], craft=by == "craft")
    groups, blank = _grouped(counted, tables, by)
    scope = _scope(rules, body, closed, peers)
    aside = [
        (int(missed["film"][by_record].nunique()), "not eligible by a record"),
        (int(missed["film"][by_rule].nunique()), "not eligible by kind or days of release"),
        (int(missed["film"][doubtful].nunique()), "not told apart from a film that it nominated"),
        (
            int(missed["film"][open_ & ~doubtful & (barred == "")].nunique()),
            "that may belong to a season whose list is not at hand",
        ),
        (int(missed["film"][untitled].nunique()), "known by their number alone"),
        (int(missed["film"][unread].nunique()), "that may stand in what of a list was not read"),
        (blank, f"without a {by} on record"),
    ]
    left = "; ".join(f"{_count(n, 'film')} {why}" for n, why in aside if n)
    return Records(_ranked(groups, tables, rules, top), scope + (f" Left aside: {left}." if left else ""))


def _is_craft(slug: str) -> bool:
    """Whether a category is one award, not a collection of those that no concept fits nor a prize of either kind."""
    return slug in categories() and categories()[slug].compared and len(kinds_of(slug)) == 1


def _not_told_apart(missed: pd.DataFrame, own: pd.DataFrame, tables: SeasonTables, body: str) -> "pd.Series[bool]":
    """Films that the body may have nominated under another key, or that another list of the body names."""
    alike = set(tables.alike["film"][tables.alike["twin"].isin(own["film"])])
    unheard = set(tables.unheard["film"][tables.unheard["body"] == body])
    return missed["film"].isin(alike | unheard)


def _may_stand_unread(
    missed: pd.DataFrame, closed: pd.DataFrame, tables: SeasonTables, *, craft: bool
) -> "pd.Series[bool]":
    """Films that something unread of any list names, and those whose own season's list has the category open."""
    lists = closed.assign(target=range(len(closed)))
    partly = lists[lists["unread"] != ""]
    unread = unread_of(tables, partly, product(partly["target"].tolist(), set(missed["film"].tolist())))
    season = lists.groupby("film_year")["target"].agg(list).to_dict()
    named = {film for _, film in unread.films}
    rows = tuples(missed, ["film_year", "category", "film"])
    found = [
        film in named or any(unread.holds(target, category if craft else "", film) for target in season[year])
        for year, category, film in rows
    ]
    return pd.Series(found, index=missed.index, dtype=bool)


@dataclass(frozen=True)
class _Ruling:
    """What documents and rules say of films at a body's ceremonies, as verdicts do."""

    answers: Mapping[tuple[int, str, str], tuple[str, str]]
    """Eligibility and reason code by film year, film and category, "" for the film as a whole."""
    older: set[tuple[int, str]]
    """Films that may belong to the season before, by film year."""

    def barred(self, missed: pd.DataFrame, *, craft: bool) -> "pd.Series[str]":
        """`record` or `rule`, by what keeps the film, or by craft the work, out of its season; "" for the rest."""
        rows = tuples(missed, ["film_year", "film", "category"])
        bars = [self._bar(year, film, slug if craft else "") for year, film, slug in rows]
        return pd.Series(bars, missed.index, dtype="str")

    def _bar(self, year: int, film: str, category: str) -> str:
        for slug in {"", category}:
            eligibility, reason = self.answers.get((year, film, slug), ("", ""))
            if eligibility in ("ineligible", "not_submitted"):
                return "record" if reason.startswith(("record_", "country_")) else "rule"
        return ""

    def settled(self, missed: pd.DataFrame) -> "pd.Series[bool]":
        """Whether it is on record that the film belongs to this season."""
        rows = tuples(missed, ["film_year", "film"])
        answers = [self.answers.get((*row, ""), ("",))[0] for row in rows]
        settled = [
            answer == "eligible" or (answer == "presumed" and row not in self.older)
            for answer, row in zip(answers, rows, strict=True)
        ]
        return pd.Series(settled, missed.index, dtype=bool)


def _ruling(
    missed: pd.DataFrame, closed: pd.DataFrame, lists: pd.DataFrame, tables: SeasonTables, rules: RuleBook
) -> _Ruling:
    """Gate G1 of the films at the closed ceremonies of their seasons, and which of them may belong to another."""
    years = sorted({int(year) for year in missed["film_year"].tolist()})
    films = candidates(tables, years)
    films = films[among(films, missed.assign(film_key=missed["film"]), IN_SEASON)].reset_index(drop=True)
    targets = list_targets(closed, years, rules)
    targets = targets[among(targets, closed, ["body", "ceremony"])]
    gate = judge_eligibility(tables, films, targets, fields(tables), rules)
    key = ["film_year", "film_key", "category", "eligibility", "reason_code"]
    answers = {row[:3]: row[3:] for part in (gate.categories, gate.films) for row in tuples(part, key)}
    held = dict(tuples(targets, ["film_year", "target"]))
    by_key = {
        (held[film.film_year], film.film_key): film
        for film in (Film(*row) for row in tuples(films.astype({"year": "float64"}), list(Film._fields)))
        if film.film_year in held
    }
    year_of = {target: year for year, target in held.items()}
    older = season_unsettled(tables, by_key, lists, targets, rules)
    return _Ruling(answers, {(year_of[target], film) for target, film in older})


def _unsettled(missed: pd.DataFrame, lists: pd.DataFrame, body: str) -> "pd.Series[bool]":
    """Films of kinds that bodies often honour in another season, where the body's list beside theirs is not closed."""
    whole = set(lists["film_year"][(lists["body"] == body) & lists["closed"]].tolist())
    other = set(missed["film"][in_groups(missed["category"], _OTHER_SEASONS)])
    gap = [not {year - 1, year + 1} <= whole for year in missed["film_year"].tolist()]
    return missed["film"].isin(other) & pd.Series(gap, index=missed.index, dtype=bool)


_OTHER_SEASONS = ("feature_kind", "short")
"""Groups of films that come from other countries or festivals: bodies take them in different seasons."""


def _counted(missed: pd.DataFrame, *, craft: bool) -> pd.DataFrame:
    """One row a film and, by craft, a category: how many nominations, by whom, for what."""
    keys = ["film", "category"] if craft else ["film"]
    once = missed.drop_duplicates(["statement", "film"]).assign(award=_award)
    grouped = once.assign(won=once["result"] == "won").groupby(keys, sort=False)
    return pd.DataFrame(
        {
            "film_year": grouped["film_year"].min(),
            "printed": grouped["title"].first(),
            "precursor_nominations": grouped.size(),
            "precursor_wins": grouped["won"].sum(),
            "body_list": grouped["body"].agg(join),
            "categories": grouped["award"].agg(lambda names: "; ".join(dict.fromkeys(names))),
        }
    ).reset_index()


def _award(rows: pd.DataFrame) -> "pd.Series[str]":
    """What a nomination was for: the concept, or what the list printed where none fits."""
    own = rows["category"].map(lambda slug: categories()[slug].title if _is_craft(slug) else "")
    return own.where(own != "", rows["category_as_printed"])


def _grouped(counted: pd.DataFrame, tables: SeasonTables, by: By) -> tuple[pd.DataFrame, int]:
    """With `group`, and how many films have none on record; a film of two countries is in both groups."""
    if by == "film":
        return counted.assign(group=""), 0
    if by == "craft":
        return counted.assign(group=counted["category"]), 0
    if by == "decade":
        decade = (counted["film_year"] // 10 * 10).astype("str") + "s"
        return counted.assign(group=decade), 0
    films = tables.films.drop_duplicates("film").set_index("film")
    if by == "distributor":
        groups = pd.Series([(name,) if name else () for name in chosen(counted["film"], films["distributor"])])
    else:
        countries = films["countries"].to_dict()
        groups = pd.Series([countries.get(film, ()) for film in counted["film"]], dtype="object")
    every = counted.assign(group=groups.to_numpy()).explode("group")
    members = every[filled(every["group"]) != ""]
    return members, int(counted["film"].nunique() - members["film"].nunique())


def _ranked(members: pd.DataFrame, tables: SeasonTables, rules: RuleBook, top: int) -> pd.DataFrame:
    place = members.groupby("group")["precursor_nominations"].rank(method="min", ascending=False)
    members = members.assign(rank=place)[place <= top]
    films = tables.films.drop_duplicates("film").set_index("film")
    title, imdb = chosen(members["film"], films["title"]), chosen(members["film"], films["imdb"])
    key = members["film"]
    rows = members.assign(
        film=title.where(title != "", members["printed"]),
        film_qid=key.where(key.str.match(r"^Q\d"), ""),
        film_imdb=imdb.where(imdb != "", key.where(key.str.match(r"^tt\d"), "")),
        bodies=members["body_list"].map(lambda names: "; ".join(map(rules.equivalence.title, names.split(";")))),
    )
    order = ["group", "precursor_nominations", "precursor_wins", "film_year", "film"]
    return typed(rows.sort_values(order, ascending=[True, False, False, True, True], kind="stable"), RECORDS)


def _count(n: int, one: str) -> str:
    return f"{n} {one if n == 1 else one + 's'}"


def _scope(rules: RuleBook, body: str, closed: pd.DataFrame, peers: pd.DataFrame) -> str:
    title = rules.bodies[body].title
    if closed.empty or peers.empty:
        return f"Nothing was searched: no season has a complete list of the {title} and nominations by its precursors."
    first, last = peers["film_year"].min(), peers["film_year"].max()
    searched = closed[closed["film_year"].between(first, last)]
    gaps = int(last - first + 1 - searched["film_year"].nunique())
    partly = int(searched["unread"].map(open_names).map(bool).sum())
    wanted = rules.equivalence.precursors.get(body, ())
    names = [
        f"{rules.equivalence.title(b)} ({_count(peers['ceremony'][peers['body'] == b].nunique(), 'list')})"
        for b in wanted
    ]
    years = first if first == last else f"{first} to {last}"
    return (
        f"Searched: {_count(peers['film'].nunique(), 'film')} of {years}, "
        f"nominated by {', '.join(names)}, "
        f"against {_count(len(searched), 'complete list')} of the {title}"
        + (f", in {partly} of which a category was not read" if partly else "")
        + (f"; {gaps} {'season' if gaps == 1 else 'seasons'} in between have none" if gaps else "")
        + "."
    )
