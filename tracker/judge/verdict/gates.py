"""Gates G3 and G4: is it really absent, and did something else of its own take the place?"""

from collections import defaultdict
from typing import Any

import pandas as pd

from tracker.domain.categories import group_of
from tracker.domain.rules import RuleBook
from tracker.domain.titles.comparable import title_key
from tracker.judge.material.categories import ACTING, credit_of, in_groups
from tracker.judge.material.frames import among, chosen, pair, tuples
from tracker.judge.material.tables import SHOWN, SeasonTables
from tracker.judge.verdict.units import FILM_UNIT, UNIT, Standing


def neighbours(tables: SeasonTables, targets: pd.DataFrame) -> pd.DataFrame:
    """Films that the same body nominated in the season before or after: target, film_key, other (ceremony number)."""
    entries = tables.entries[tables.entries["result"].isin(SHOWN) & tables.entries["official"]]
    entries = entries[["body", "film_year", "ceremony", "film"]].drop_duplicates()
    judged = targets[["target", "body", "film_year"]].assign(own=targets["ceremony"])
    asked = pd.concat([judged.assign(film_year=judged["film_year"] + step) for step in (-1, 1)], ignore_index=True)
    found = pair(asked, entries, ["body", "film_year"])
    found = found[found["ceremony"].ne(found["own"])].sort_values("ceremony", kind="stable")
    found = found.drop_duplicates(["target", "film"]).reset_index(drop=True)
    return pd.DataFrame({"target": found["target"], "film_key": found["film"], "other": found["ceremony"]})


def season_unsettled(
    films: pd.DataFrame, ceremonies: pd.DataFrame, targets: pd.DataFrame, rules: RuleBook
) -> pd.DataFrame:
    """Films that may belong to the season before, whose list is not at hand: target, film_key.

    A film older than the season may have been honoured the year before as another country's entry; a film of the
    body's own territory may not. Only a closed list of that season settles it.

    Args:
        films: the candidates at each ceremony: target, film_key, film_year, year, countries.
        ceremonies: every list (`tracker.judge.material.lists.ceremonies`).
        targets: the judged ceremonies.
        rules: the bodies' territories.
    """
    closed = ceremonies[ceremonies["closed"]]
    closed = closed.assign(film_year=closed["film_year"] + 1)
    open_ = targets[~among(targets, closed, ["body", "film_year"])]
    older = films[films["target"].isin(open_["target"]) & (films["year"] < films["film_year"]).fillna(False)]
    body = chosen(older["target"], open_.set_index("target")["body"])
    home = [
        any(country.casefold() in rules.bodies[own].territory.names for country in cell.split(";"))
        for own, cell in zip(body, older["countries"], strict=True)
    ]
    return older.loc[[not at_home for at_home in home], ["target", "film_key"]]


def same_title_listed(tables: SeasonTables, films: pd.DataFrame, stands: Standing) -> pd.DataFrame:
    """Films that may be on the list under another key, as target and film_key.

    The list names that title, and one of the two has no QID: two QIDs are two films. Every title counts that any list
    prints for a film or the registry knows it by.

    Args:
        tables: every statement at hand.
        films: the candidates at each ceremony: target, film_key.
        stands: the bodies' own lists.
    """
    listed = stands.entries[["target", "film_key", "printed"]].drop_duplicates()
    keys = {title: title_key(title) for title in listed["printed"].unique()}
    listed = pd.DataFrame(
        {"target": listed["target"], "other": listed["film_key"], "key": chosen(listed["printed"], keys)}
    )
    listed = listed[listed["key"] != ""].drop_duplicates()
    mine = pair(films[["target", "film_key"]], _titles(tables, films), ["film_key"])
    pairs = pair(mine, listed, ["target", "key"])
    pairs = pairs[pairs["film_key"] != pairs["other"]]
    qid = r"^Q\d+$"
    open_ = ~(pairs["film_key"].str.match(qid) & pairs["other"].str.match(qid))
    return pairs.loc[open_, ["target", "film_key"]].drop_duplicates()


def _titles(tables: SeasonTables, films: pd.DataFrame) -> pd.DataFrame:
    """Comparable titles of films: film_key, key."""
    printed = tables.entries[["film", "title"]]
    aliases = tables.films[["film", "aliases"]].explode("aliases").rename(columns={"aliases": "title"})
    original = tables.films[["film", "original_title"]].rename(columns={"original_title": "title"})
    known = pd.concat([printed, tables.films[["film", "title"]], original, aliases], ignore_index=True).dropna()
    known = known[known["film"].isin(films["film_key"]) & (known["title"] != "")].drop_duplicates()
    keys = {title: title_key(title) for title in known["title"].unique()}
    return pd.DataFrame({"film_key": known["film"], "key": chosen(known["title"], keys)}).drop_duplicates()


def other_performances(entries: pd.DataFrame) -> pd.DataFrame:
    """Acting categories in which a nameless performance may be the one that was nominated in another.

    Args:
        entries: nominations of the judged bodies: target, category, film_key.

    Returns:
        target, category, film_key: the lead category of a film nominated in the supporting one, and the reverse.
    """
    acted = entries.loc[entries["category"].isin(ACTING), FILM_UNIT].drop_duplicates()
    moved = {
        slug: [other for other in ACTING if other != slug and credit_of(other) == credit_of(slug)] for slug in ACTING
    }
    return acted.assign(category=acted["category"].map(moved)).explode("category", ignore_index=True)


_SHIFT = ["shift", "shift_person", "shift_to", "shift_category"]


def shifted(units: pd.DataFrame, people: pd.DataFrame, stands: Standing) -> pd.DataFrame:
    """For units that are not nominated: what of theirs was, with the index of `units`.

    Returns:
        `shift` ("" when nothing): `other_film` when the same person is nominated in this category for another film,
        `other_category` when this performance (or this script) is nominated in another category; `shift_person`,
        `shift_to` (title of the nominated film) and `shift_category` (where it is nominated).
    """
    people_of, films, parts, scripts = (defaultdict[tuple[Any, ...], list[Any]](list) for _ in range(4))
    for *unit, who in tuples(people, [*UNIT, "who"]):
        people_of[tuple(unit)].append(who)
    nominated = stands.entries[stands.entries["who"] != ""].drop_duplicates([*FILM_UNIT, "who"])
    for target, slug, film, who, name, printed in tuples(nominated, [*FILM_UNIT, "who", "name", "printed"]):
        films[target, slug, who].append((film, ("other_film", name, printed, slug)))
        if slug in ACTING:
            parts[target, film, who].append((slug, ("other_category", name, printed, slug)))
    written = _writing(stands.entries).drop_duplicates(FILM_UNIT)
    for target, slug, film, name, printed in tuples(written, [*FILM_UNIT, "name", "printed"]):
        scripts[target, film].append((slug, ("other_category", name, printed, slug)))
    rows = []
    for target, slug, film, person in tuples(units, UNIT):
        own = people_of.get((target, slug, film, person), ())
        beside = [
            *([(slug, scripts.get((target, film), ()))] if group_of(slug) == "writing" else ()),
            *((slug, parts.get((target, film, who), ())) for who in own if slug in ACTING),
            *((film, films.get((target, slug, who), ())) for who in own),
        ]
        shifts = (shift for mine, others in beside for other, shift in others if other != mine)
        rows.append(next(shifts, ("", "", "", "")))
    return pd.DataFrame(rows, columns=_SHIFT, index=units.index, dtype="str")


def _writing(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[in_groups(rows["category"], ("writing",))]
