"""What film articles add to the lists: whom a craft's verdict is about, and prizes of bodies without a list at hand.

An article never overrides a list. Where the body's own list of the season was read, its entries speak and the
article's rows say nothing; where they contradict a closed list, `contradictions` names both.
"""

from collections import defaultdict
from collections.abc import Iterable

import pandas as pd

from tracker.domain.categories import as_a_name, categories
from tracker.domain.rules import RuleBook
from tracker.judge.material.frames import Kind, among, chosen, digest, filled, lookup, pair, tuples, typed
from tracker.judge.material.keys import FilmKey, Person, UnitKey
from tracker.judge.material.one_voice import closed
from tracker.judge.material.tables import PROVENANCE, SeasonTables
from tracker.judge.material.unread import unread_of

_VERB = {"won": "Won", "nominated": "Nominated for", "runner_up": "Runner-up for"}
_NO_CREDIT = ("uncredited", "song", "additional", "original version")
"""In a note beside a name: the person is not the one a nomination would name."""


def credited(tables: SeasonTables, films: Iterable[FilmKey], named: Iterable[Person]) -> list[Person]:
    """People of films' crafts by their articles, where no list or other evidence names anyone.

    Args:
        tables: with `film_credits`.
        films: the films asked about.
        named: people of units as lists and evidence name them (`tracker.judge.verdict.units.unit_people`).

    Returns:
        People of further units only; acting is not among the crafts.
    """
    slugs = defaultdict(list)
    for slug, category in categories().items():
        for craft in category.crafts:
            slugs[craft].append(slug)
    people = defaultdict(list)
    for film, craft, note, *person in tuples(tables.film_credits, _CREDIT):
        if principal(note):
            people[film].append((craft, person))
    works = {one.unit.work for one in named}
    once: dict[tuple[UnitKey, str], Person] = {}
    for target, film in films:
        for craft, (who, *name) in people.get(film, ()):
            for unit in (UnitKey(target, slug, film) for slug in slugs[craft]):
                if unit.work not in works:
                    once.setdefault((unit, who), Person(unit, who, *name))
    return list(once.values())


def principal(note: str) -> bool:
    """Whether a credit's note leaves it possible that a nomination would name the person."""
    return not any(word in note.casefold() for word in _NO_CREDIT)


_CREDIT = ["film", "craft", "note", "person", "name", "person_qid"]

_SHOWN: dict[str, Kind] = {
    "evidence_id": "text",
    "film_key": "text",
    "body": "text",
    "ceremony_year": "int",
    "category": "text",
    "category_as_printed": "text",
    "result": "text",
    "stage": "text",
    "people": "text",
    "family": "text",
    "claim": "text",
    "feeds": "text",
    "statement": "text",
    "film_year": "int",
}


def accolade_evidence(tables: SeasonTables, rules: RuleBook, films: pd.DataFrame) -> pd.DataFrame:
    """Prizes and nominations by films' articles, at bodies none of whose lists of the season was read.

    They speak for acclaim alone: an article does not say when a nomination became public. A performance's row speaks
    for the film, since it cannot be told from others of the same film.

    Args:
        tables: with `accolades`.
        rules: says which family a body's prizes belong to, and which bodies are judged.
        films: candidates with `film_year` and `film_key`.

    Returns:
        Columns of `EVIDENCE` as far as an article fills them, with `film_year`.
    """
    rows = tables.accolades
    main = {body for body, rule in rules.bodies.items() if rule.main}
    rows = rows[rows["result"].isin(list(_VERB)) & (rows["body"] != "") & ~rows["body"].isin(main)]
    rows = pair(
        rows.rename(columns={"film": "film_key"}), films[["film_year", "film_key"]].drop_duplicates(), ["film_key"]
    )
    late = rows["year"] - rows["film_year"]
    rows = rows[late.isna() | late.isin([0, 1]).fillna(False)]
    rows = rows[~among(rows, _read(tables), ["body", "film_year"])].reset_index(drop=True)
    acting = rows["category"].map({slug: c.group == "acting" for slug, c in categories().items()}).fillna(False)
    bodies = rows["body"].unique()
    people = rows["people"].map(", ".join)
    award = rows["category_as_printed"].map(as_a_name).where(rows["category_as_printed"] != "", "an award")
    title = chosen(rows["body"], {body: rules.equivalence.title(body) for body in bodies})
    claim = chosen(rows["result"], _VERB) + " " + award + " – " + title + (" (" + people + ")").where(people != "", "")
    evidence = rows.assign(
        evidence_id=digest("a", rows[["statement", "film_year"]]),
        ceremony_year=pd.array([pd.NA] * len(rows), dtype="Int64"),
        category=rows["category"].mask(acting.astype(bool), ""),
        stage="nominations",
        people=people.str.replace(", ", ";"),
        family=chosen(rows["body"], {body: rules.equivalence.family(body) for body in bodies}),
        claim=claim,
        feeds="acclaimed",
    )
    shown = typed(evidence, _SHOWN | PROVENANCE).assign(cites="")
    return shown.drop_duplicates(["film_year", "film_key", "body", "category_as_printed", "people"], ignore_index=True)


def _read(tables: SeasonTables) -> pd.DataFrame:
    """Bodies and film years of which a list of nominations was read, closed or on trial."""
    lists = tables.lists[(tables.lists["kind"] == "nominations") & (closed(tables.lists) | (tables.lists["found"] > 0))]
    entries = tables.entries[tables.entries["stage"] == "nominations"]
    both = pd.concat([lists[["body", "film_year"]], entries[["body", "film_year"]]], ignore_index=True)
    return both.dropna(subset="film_year").drop_duplicates(ignore_index=True)


CONTRADICTION: dict[str, Kind] = {
    "film": "text",
    "body": "text",
    "ceremony": "int",
    "category": "text",
    "category_as_printed": "text",
    "article_says": "text",
    "list_says": "text",
    "source_url": "text",
    "source_revision": "text",
}
"""Columns of `contradictions`; `list_says` is empty where the film is not on the list."""


def contradictions(tables: SeasonTables) -> pd.DataFrame:
    """Where an article's row and a closed list of the same ceremony and category differ; the list is what counts.

    A row that says "nominated" agrees with a win, since a film may have both a winner and a nominee.
    """
    key = ["body", "ceremony", "category"]
    rows = tables.accolades[
        tables.accolades["result"].isin(["won", "nominated"]) & (tables.accolades["category"] != "")
    ]
    rows = rows.rename(columns={"number": "ceremony"})
    lists = tables.lists[(tables.lists["kind"] == "nominations") & closed(tables.lists)]
    whole = lists.dropna(subset="ceremony").drop_duplicates(["body", "ceremony"])
    whole = whole[["body", "ceremony", "unread"]].assign(target=range(len(whole)))
    rows = pair(rows[rows["ceremony"].notna()], whole, ["body", "ceremony"]) if len(rows) else rows
    listed = tables.entries[tables.entries["result"].isin(["won", "nominated"])]
    pairs = listed[key].drop_duplicates()
    rows = rows[among(rows, pairs, key)] if len(rows) else rows
    best = listed.assign(won=listed["result"] == "won").groupby([*key, "film"])["won"].max().reset_index()
    best = best.assign(list_says=best["won"].map({True: "won", False: "nominated"}))
    says = filled(lookup(rows, best, [*key, "film"], ["list_says"])["list_says"])
    rows = rows.assign(list_says=says, article_says=rows["result"])
    differs = ((says == "") & ~_may_stand_unread(rows, whole, tables)) | (
        (says == "nominated") & (rows["article_says"] == "won")
    )
    return typed(rows[differs], CONTRADICTION)


def _may_stand_unread(rows: pd.DataFrame, whole: pd.DataFrame, tables: SeasonTables) -> "pd.Series[bool]":
    if rows.empty:
        return pd.Series(False, index=rows.index, dtype=bool)
    unread = unread_of(tables, whole, tuples(rows, ["target", "film"]))
    holds = [unread.holds(*key) for key in tuples(rows, ["target", "category", "film"])]
    return pd.Series(holds, index=rows.index, dtype=bool)
