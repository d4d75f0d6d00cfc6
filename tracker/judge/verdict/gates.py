"""Gates G3 and G4: is it really absent, and did something else of its own take the place?"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pandas as pd

from tracker.domain.categories import group_of
from tracker.domain.rules import RuleBook
from tracker.domain.titles.comparable import is_id
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


def not_told_apart(
    tables: SeasonTables, films: pd.DataFrame, targets: pd.DataFrame, stands: Standing
) -> dict[tuple[int, str], frozenset[str]]:
    """The categories of a ceremony in which a film may stand under another key: by target and film, "" for all.

    Absence needs identity. A film is not told apart from the list's if one of its entries is alike, if another source's
    list of the ceremony names it, or if it has no id and the list names a film by its id alone.

    Args:
        tables: every statement at hand.
        films: the candidates at each ceremony: target, film_key, film_imdb.
        targets: the judged ceremonies.
        stands: the bodies' own lists.
    """
    open_: dict[tuple[int, str], set[str]] = {}
    listed = stands.entries[["target", "film_key"]].drop_duplicates().rename(columns={"film_key": "twin"})
    alike = pair(films[["target", "film_key"]], tables.alike.rename(columns={"film": "film_key"}), ["film_key"])
    for key in tuples(alike[among(alike, listed, ["target", "twin"])], ["target", "film_key"]):
        open_.setdefault(key, set()).add("")
    unheard = pair(tables.unheard, targets[["body", "ceremony", "target"]], ["body", "ceremony"], one=True)
    unheard = unheard.rename(columns={"film": "film_key"})
    for target, film, category in tuples(unheard[~among(unheard, stands.entries, FILM_UNIT)], _CATEGORY):
        open_.setdefault((target, film), set()).add(category)
    for target, film, category in _beside_ids(films, stands):
        open_.setdefault((target, film), set()).add(category)
    return {key: frozenset(slugs) for key, slugs in open_.items()}


_CATEGORY = ["target", "film_key", "category"]


def _beside_ids(films: pd.DataFrame, stands: Standing) -> Iterator[tuple[int, str, str]]:
    """Films without an id, and the categories in which the list names some film by nothing but its id."""
    bare: dict[int, set[str]] = {}
    for target, category, printed in tuples(stands.entries, ["target", "category", "printed"]):
        if is_id(printed):
            bare.setdefault(target, set()).add(category)
    for target, film, imdb in tuples(films, ["target", "film_key", "film_imdb"]):
        if not imdb:
            yield from ((target, film, category) for category in bare.get(target, ()))


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
