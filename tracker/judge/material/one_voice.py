"""Where several sources give one list, one of them speaks: nothing is counted twice.

A closed list speaks alone for its ceremony and kind, since absence is read from it; what another source says the body
does not count stays beside it, and so does what it says of a category that the closed list has open. Where none is
closed, all speak, and of entries for one film in one category those of one source count. The source that names people
comes first, then the better tier, then pages before users' files.

Who is meant by an entry that names nobody is said by another source that has as many entries for that film in that
category, with the same result, and names people in each: its entries then stand for those of the list that speaks. A
list of films alone merges two performances of one film, so beside it the other may have more. Where it has not as many,
the entry of the list stays, and the people whom the other names for it are its own all the same (`meant`).
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from tracker.domain.categories import pool_of
from tracker.domain.titles.forms import take_apart
from tracker.judge.material.categories import ACTING
from tracker.judge.material.frames import filled, lookup, pair, tuples
from tracker.judge.material.open_categories import open_concepts

_LIST = ["body", "ceremony", "stage"]
_RANK = ["nameless", "tier", "supplied", "source"]


def is_closed(state: str, as_of: str) -> bool:
    """Whether a list is whole as of its last good reading (gate G2)."""
    return state == "fit" or (state == "held" and as_of != "")


def closed(lists: pd.DataFrame) -> "pd.Series[bool]":
    """Which lists are."""
    return pd.Series([is_closed(*row) for row in tuples(lists, ["state", "as_of"])], index=lists.index, dtype=bool)


def speaking(nominations: pd.DataFrame, entries: pd.DataFrame, credits: pd.DataFrame, lists: pd.DataFrame) -> list[str]:
    """Statements that count.

    Args:
        nominations: with `stage`; text is never missing.
        entries: one row a statement and film, with the columns of `nominations`.
        credits: statement, one row a person.
        lists: how every list stands.
    """
    every = _ranked(nominations, credits)
    outvoted = _outvoted(every, lists)
    heard = set(every["statement"][~outvoted]) ^ set(_in_their_place(every, outvoted, entries))
    ranked = every[every["statement"].isin(heard)]
    each = entries[entries["statement"].isin(ranked["statement"])]
    if each["source"].nunique() > 1:
        each = pair(each, ranked[["statement", "nameless", "supplied"]], ["statement"], one=True)
        films = each.sort_values(_RANK, kind="stable")
        first = films.groupby([*_LIST, "category", "official", "film"], sort=False, dropna=False)["source"]
        doubled = set(films["statement"][first.transform("first") != films["source"]])
        statements = set(films["statement"]) - doubled
        ranked = ranked[~ranked["statement"].isin(doubled - statements)]
    return [str(statement) for statement in ranked["statement"]]


def _ranked(nominations: pd.DataFrame, credits: pd.DataFrame) -> pd.DataFrame:
    """With what tells sources apart: whether the list names nobody, and whether a user brought it."""
    people = nominations["statement"].isin(credits["statement"])
    nobody = ~people.groupby([nominations[c] for c in ("source", "body", "ceremony")], dropna=False).transform("any")
    return nominations.assign(named=people, nameless=nobody, supplied=nominations["origin"] == "supplied")


_WORK = [*_LIST, "category", "official", "film"]
_ENTRY = [*_WORK, "result"]


def _in_their_place(ranked: pd.DataFrame, outvoted: "pd.Series[bool]", entries: pd.DataFrame) -> list[str]:
    """Statements that change places: those of the list that speaks that name nobody, and those that name whom."""
    speakers = ranked.assign(outvoted=outvoted)[["statement", "named", "nameless", "supplied", "outvoted"]]
    rows = pair(entries, speakers, ["statement"], one=True)
    rows = rows[~rows["statement"].duplicated(keep=False) & (rows["film"] != "") & (rows["named"] == rows["outvoted"])]
    silent, others = rows[~rows["named"]], rows[rows["named"]].sort_values(_RANK, kind="stable")
    results = dict(tuples(rows, ["statement", "result"]))
    swapped: list[str] = []
    merged = silent["nameless"] & silent["category"].isin(list(ACTING))
    for apart, lists in ((_WORK, silent[merged]), (_ENTRY, silent)):
        mute = _statements(lists[~lists["statement"].isin(swapped)], apart)
        for (*entry, _), saying in _statements(others, [*apart, "source"]).items():
            own = mute.get(tuple(entry), [])
            told, untold = (Counter(map(results.__getitem__, these)) for these in (saying, own))
            if own and (told > untold if apart is _WORK else told == untold):
                swapped += [*mute.pop(tuple(entry)), *saying]
    return swapped


def _statements(rows: pd.DataFrame, by: list[str]) -> dict[tuple[Any, ...], list[str]]:
    statements: dict[tuple[Any, ...], list[str]] = {}
    for key, statement in zip(tuples(rows, by), rows["statement"].tolist(), strict=True):
        statements.setdefault(key, []).append(statement)
    return statements


def _outvoted(ranked: pd.DataFrame, lists: pd.DataFrame) -> "pd.Series[bool]":
    """Official entries of a list for which another source's closed list speaks."""
    whole = lists.loc[closed(lists) & lists["ceremony"].notna(), ["source", "body", "ceremony", "kind", "unread"]]
    whole = whole.rename(columns={"kind": "stage"}).drop_duplicates([*_LIST, "source"])
    sources = pair(ranked.drop_duplicates([*_LIST, "source"]), whole, [*_LIST, "source"], one=True)
    chosen = sources.sort_values(_RANK, kind="stable").drop_duplicates(_LIST)
    speakers = lookup(ranked, chosen.rename(columns={"source": "speaker"}), _LIST, ["speaker", "unread"])
    speaker = speakers["speaker"]
    is_read = [
        pool_of(slug) not in open_concepts(text)
        for slug, text in zip(ranked["category"].tolist(), filled(speakers["unread"]).tolist(), strict=True)
    ]
    return speaker.notna() & (speaker != ranked["source"]) & ranked["official"] & pd.Series(is_read, index=ranked.index)


class Silent(NamedTuple):
    """An entry of the list that speaks, which names a film and nobody."""

    statement: str
    film: str
    title: str
    result: str


def meant(
    entries: pd.DataFrame, unheard: pd.DataFrame, credits: pd.DataFrame, alike: pd.DataFrame
) -> list[tuple[str, str]]:
    """For which entry and film of the list that speaks each unheard one says whom it means; blank where for none.

    Both are official, of one field and result, and of one film: its key, one that is not told apart from it, or a title
    of the field. A list of films alone may give a film that won for one of two performances once. Several sources tell
    of one entry where they agree; else the first does.

    Args:
        entries: of the lists that speak, one row a statement and film.
        unheard: of the others.
        credits: statement and person, one row a person.
        alike: film keys that are not told apart.
    """
    people: dict[str, set[str]] = defaultdict(set)
    for statement, person in tuples(credits, ["statement", "person"]):
        people[statement].add(person)
    silent: dict[tuple[Any, ...], list[Silent]] = defaultdict(list)
    official = entries[entries["official"] & (entries["stage"] == "nominations")]
    for *field, statement, film, title, result in tuples(official, [*_FIELD, *Silent._fields]):
        if statement not in people:
            silent[tuple(field)].append(Silent(statement, film, title, result))
    twins = set(tuples(alike, ["film", "twin"]))
    spoken_of: dict[int, Silent] = {}
    told: dict[Silent, tuple[str, set[str]]] = {}
    rows = unheard.assign(place=range(len(unheard)), supplied=unheard["origin"] == "supplied")
    rows = rows.sort_values(_RANK[1:], kind="stable")
    for place, source, *field, statement, film, title, result in tuples(
        rows, ["place", "source", *_FIELD, *Silent._fields]
    ):
        of_field = silent.get(tuple(field), ()) if statement in people else ()
        if one := _same(Silent(statement, film, title, result), of_field, twins):
            spoken_of[place] = one
            first, named = told.setdefault(one, (source, set()))
            named |= people[statement] if source == first else set()
    agreed = {place for place, one in spoken_of.items() if people[unheard["statement"].iloc[place]] <= told[one][1]}
    return [
        (spoken_of[place].statement, spoken_of[place].film) if place in agreed else ("", "")
        for place in range(len(unheard))
    ]


_FIELD = ["body", "ceremony", "category"]


def _same(one: Silent, of_field: Sequence[Silent], twins: set[tuple[str, str]]) -> Silent | None:
    """The one entry of a field that is for the same film and says the same of it."""
    alike = [other for other in of_field if other.result in (one.result, "won")]
    for is_same in (_is_film, lambda a, b: (a.film, b.film) in twins, _is_title):
        same = [other for other in alike if is_same(one, other)]
        if same:
            return same[0] if len({other.film for other in same}) == 1 else None
    return None


def _is_film(one: Silent, other: Silent) -> bool:
    return one.film == other.film


def _is_title(one: Silent, other: Silent) -> bool:
    return take_apart(one.title).bare == take_apart(other.title).bare
