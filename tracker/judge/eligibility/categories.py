"""What categories ask beyond a body's own rule: submissions by country, further conditions, a kind's own category."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pandas as pd

from tracker.domain.categories import award_of, group_of
from tracker.domain.rules import RuleBook
from tracker.domain.text.sentences import country_words
from tracker.judge.eligibility.by_rule import KIND_IN_DOUBT, OWN_FIELDS
from tracker.judge.material.frames import among, tuples
from tracker.judge.material.open_categories import open_concepts
from tracker.judge.material.tables import IN_SEASON, SHOWN, SeasonTables

NO_CATEGORY = "no_category_for_kind"
KIND_WITHOUT_AWARD = "kind_without_award"
_CEREMONY = ["body", "ceremony"]


def nominated_among_all(entries: pd.DataFrame) -> set[tuple[str, int, str]]:
    """Films that bodies' own lists nominate for what any film may be nominated for: body, ceremony, film.

    Args:
        entries: body, ceremony, category, film, official and result of entries of lists.
    """
    own = entries[entries["official"] & entries["result"].isin(SHOWN)]
    rows = tuples(own, [*_CEREMONY, "film", "category"])
    return {(body, ceremony, film) for body, ceremony, film, slug in rows if group_of(slug) not in OWN_FIELDS}


def asked_for(targets: pd.DataFrame, rules: RuleBook) -> dict[tuple[int, str], str]:
    """What categories of the judged ceremonies ask for (`submission`, `qualification`), by target and category."""
    return {
        (target, slug): rule.needs
        for target, body, number in tuples(targets, ["target", *_CEREMONY])
        for slug in rules.bodies[body].categories
        if (rule := rules.bodies[body].category_at(number, slug)) is not None
    }


def standing_apart(
    entries: Iterable[tuple[int, str, str, str]], targets: pd.DataFrame, rules: RuleBook
) -> dict[tuple[int, str, str], str]:
    """Works of which it is open whether they could stand in a category, for one apart from it nominated them.

    Args:
        entries: target, category, film and the category's printed name of each nomination.
        targets: the judged ceremonies.
        rules: which categories are apart from which.

    Returns:
        By target, category and film the other category's award.
    """
    apart = defaultdict(list)
    for target, body, number in tuples(targets, ["target", *_CEREMONY]):
        for slug in rules.bodies[body].categories:
            rule = rules.bodies[body].category_at(number, slug)
            for other in rule.apart_from if rule else ():
                apart[target, other].append(slug)
    return {
        (target, slug, film): award_of(category, printed)
        for target, category, film, printed in entries
        for slug in apart.get((target, category), ())
    }


def country_chose_other(
    tables: SeasonTables, candidates: pd.DataFrame, targets: pd.DataFrame, rules: RuleBook
) -> Iterator[tuple[tuple[str, int, int, str, str], str]]:
    """Films whose country is on the list with another film, where a country may send one.

    Only a film of a single country is decided: a co-production may have been any of its countries' choice.

    Returns:
        Body, ceremony, season, film and category, and the reason in words.
    """
    asked = [
        (body, number, year, slug)
        for body, number, year in tuples(targets, [*_CEREMONY, "film_year"])
        for slug in rules.bodies[body].categories
        if (rule := rules.bodies[body].category_at(number, slug)) is not None and rule.one_per_country
    ]
    if not asked:
        return
    films = candidates[(candidates["countries"] != "") & ~candidates["countries"].str.contains(";", regex=False)]
    single = tuples(films, ["film_year", "film_key", "countries"])
    entries = tables.entries[tables.entries["category"].isin({slug for *_, slug in asked})]
    choices, listed = _choices(entries, tables.credits)
    for body, number, year, slug in asked:
        choice = choices.get((body, number, slug), {})
        for season, film, country in single:
            if season == year and country.casefold() in choice and (body, number, slug, film) not in listed:
                title = choice[country.casefold()]
                yield (body, number, year, film, slug), f"{country_words(country)} was represented by {title}"


def _choices(
    entries: pd.DataFrame, credits: pd.DataFrame
) -> tuple[dict[tuple[str, int, str], dict[str, str]], set[tuple[str, int, str, str]]]:
    """By category of a ceremony, the title that each country sent; and every film on these lists.

    A list gives the country as the nominee, or else beside the film.
    """
    names = defaultdict(list)
    for statement, name in tuples(credits[credits["statement"].isin(entries["statement"])], ["statement", "name"]):
        names[statement].append(name)
    rows = tuples(entries, [*_CEREMONY, "category", "title", "statement", "detail"])
    sent = [(key, title, name) for *key, title, statement, _ in rows for name in names[statement]]
    sent += [(key, title, detail) for *key, title, _, detail in rows]
    choices: dict[tuple[str, int, str], dict[str, str]] = defaultdict(dict)
    for key, title, country in sent:
        if country:
            choices[tuple(key)].setdefault(country.casefold(), title)
    return choices, set(tuples(entries, [*_CEREMONY, "category", "film"]))


def without_category(
    fields: pd.DataFrame,
    targets: pd.DataFrame,
    candidates: pd.DataFrame,
    entries: pd.DataFrame,
    rules: RuleBook,
) -> dict[tuple[str, int, str], tuple[str, str]]:
    """Films of a kind for which a body had no category of its own: body, ceremony, film.

    Args:
        fields: every category of every list (`tracker.judge.material.lists.fields`).
        targets: the judged ceremonies.
        candidates: the seasons' films.
        entries: of the bodies' lists; one that nominates such a film for another award leaves the kind open.
        rules: says which category a kind has, and where a page states that there is none.

    Returns:
        The reason's code and its words.
    """
    kinds = rules.equivalence.kinds
    of_a_kind = candidates[candidates["work_kind"].isin(list(kinds))]
    films = tuples(of_a_kind, ["film_year", "film_key", "work_kind", "kind_doubt"])
    lists = set(tuples(fields, [*_CEREMONY, "category"]))
    others = nominated_otherwise(entries[among(entries, targets, _CEREMONY)], candidates, rules)
    return {
        (body, number, film): _lack(doubt, others.get((body, number, kind)))
        for body, number, year, closed, unread in tuples(targets, [*_CEREMONY, "film_year", "closed", "unread"])
        for season, film, kind, doubt in films
        if season == year
        and (body, number, kinds[kind]) not in lists
        and kinds[kind] not in open_concepts(unread)
        and (closed or rules.bodies[body].lacks_category_for(number, kind))
    }


def _lack(doubt: str, other: tuple[str, str] | None) -> tuple[str, str]:
    """What a film has against it of whose kind there was no category, as code and in words."""
    if doubt:
        return KIND_IN_DOUBT, f"{doubt}, for which there was no award"
    if other:
        film, award = other
        return KIND_WITHOUT_AWARD, f"there was no award for its kind of film, though {film} was nominated for {award}"
    return NO_CATEGORY, "no award for this kind of film"


def nominated_otherwise(
    entries: pd.DataFrame, candidates: pd.DataFrame, rules: RuleBook
) -> dict[tuple[str, int, str], tuple[str, str]]:
    """Kinds of which a body's own list nominates a film for an award that is no kind's own: by body, ceremony and kind.

    Args:
        entries: of the bodies' lists.
        candidates: the seasons' films.
        rules: says which category a kind has.

    Returns:
        The first such film and the award.
    """
    kinds = rules.equivalence.kinds
    of_a_kind = candidates[candidates["work_kind"].isin(list(kinds)) & (candidates["kind_doubt"] == "")]
    films = {row[:2]: row[2:] for row in tuples(of_a_kind, [*IN_SEASON, "work_kind", "film"])}
    rows = entries[entries["official"] & entries["result"].isin(SHOWN) & (entries["category"] != "")]
    first: dict[tuple[str, int, str], tuple[str, str]] = {}
    for *ceremony, year, film, slug, printed in tuples(rows, _NOMINATED):
        kind, title = films.get((year, film), ("", ""))
        if kind and group_of(slug) not in OWN_FIELDS:
            first.setdefault((*ceremony, kind), (title, award_of(slug, printed)))
    return first


_NOMINATED = [*_CEREMONY, "film_year", "film", "category", "category_as_printed"]
