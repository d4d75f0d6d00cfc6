"""What categories ask beyond a body's own rule: submissions by country, further conditions, a kind's own category."""

import pandas as pd

from tracker.domain.rules import BodyRules, RuleBook
from tracker.judge.material.frames import among, lookup, pair
from tracker.judge.material.lists import fields
from tracker.judge.material.tables import SeasonTables

_CEREMONY = ["body", "ceremony"]


def asked_for(targets: pd.DataFrame, rules: RuleBook, needs: str) -> pd.DataFrame:
    """Categories of the judged ceremonies that ask for something: target, category."""
    found = []
    for target, body, number in targets[["target", *_CEREMONY]].itertuples(index=False, name=None):
        for slug in rules.bodies[body].categories:
            rule = rules.bodies[body].category_at(int(number), slug)
            if rule is not None and rule.needs == needs:
                found.append((target, slug))
    return pd.DataFrame(found, columns=["target", "category"])


def country_chose_other(
    tables: SeasonTables, candidates: pd.DataFrame, targets: pd.DataFrame, rules: RuleBook
) -> pd.DataFrame:
    """Films whose country is on the list with another film, where a country may send one.

    Only a film of a single country is decided: a co-production may have been any of its countries' choice.

    Returns:
        body, ceremony, film_year, film_key, category and `reason`.
    """
    columns = [*_CEREMONY, "film_year", "film_key", "category", "reason"]
    asked = [
        (body, number, film_year, slug)
        for body, number, film_year in targets[[*_CEREMONY, "film_year"]].itertuples(index=False, name=None)
        for slug in rules.bodies[body].categories
        if (rule := rules.bodies[body].category_at(int(number), slug)) is not None and rule.one_per_country
    ]
    ceremonies = pd.DataFrame(asked, columns=[*_CEREMONY, "film_year", "category"])
    listed = tables.entries[among(tables.entries, ceremonies, [*_CEREMONY, "category"])]
    sent = pair(listed, tables.credits[["statement", "name"]], ["statement"], how="left")
    named = pd.concat([sent.assign(country=sent["name"]), sent.assign(country=sent["detail"])])
    named = named[named["country"].fillna("") != ""].assign(country=lambda f: f["country"].str.casefold())
    choice = named.drop_duplicates([*_CEREMONY, "category", "country"])[
        [*_CEREMONY, "category", "country", "film", "title"]
    ]
    single = candidates[(candidates["countries"] != "") & ~candidates["countries"].str.contains(";", regex=False)]
    single = single.assign(country=single["countries"].str.casefold())[
        ["film_year", "film_key", "countries", "country"]
    ]
    pairs = pair(pair(ceremonies, single, ["film_year"]), choice, [*_CEREMONY, "category", "country"], one=True)
    stands = among(pairs, listed.rename(columns={"film": "film_key"}), [*_CEREMONY, "category", "film_key"])
    pairs = pairs[~stands]
    return pairs.assign(reason=pairs["countries"] + " was represented by " + pairs["title"])[columns]


def without_category(tables: SeasonTables, targets: pd.DataFrame, asked: pd.DataFrame, rules: RuleBook) -> pd.DataFrame:
    """Films of a kind for which a body had no category of its own: body, ceremony, film_key.

    Args:
        tables: every statement at hand.
        targets: the judged ceremonies.
        asked: films asked about at each ceremony (body, ceremony, film_key, work_kind).
        rules: says which category a kind has, and where a page states that there is none.
    """
    given = fields(tables)
    kinds = asked[asked["work_kind"].isin(list(rules.equivalence.kinds))]
    wanted = kinds.assign(category=kinds["work_kind"].map(rules.equivalence.kinds))
    has = among(wanted, given, [*_CEREMONY, "category"])
    closed = lookup(wanted, targets, _CEREMONY, ["closed"])["closed"].eq(True)
    stated = [
        _stated(rules.bodies[body], int(number), kind)
        for body, number, kind in wanted[[*_CEREMONY, "work_kind"]].itertuples(index=False, name=None)
    ]
    return wanted[~has & (closed | pd.Series(stated, index=wanted.index, dtype=bool))][[*_CEREMONY, "film_key"]]


def _stated(body: BodyRules, number: int, kind: str) -> bool:
    return body.lacks_category_for(number, kind)
