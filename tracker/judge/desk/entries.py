"""What the desk of an edition asks: every official entry of every source, also of lists for which another speaks."""

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from tracker.judge.material.frames import tuples
from tracker.judge.material.tables import SHOWN, SeasonTables

_FIRST = ["film_year", "body", "ceremony", "category", "statement", "position"]


def entries_table(tables: SeasonTables, keyed: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a film of an entry, and one for an entry that names people and no film.

    Args:
        tables: as a judgement reads them.
        keyed: the store's frames, with film and person keys.

    Returns:
        film_year, body, ceremony, category (what it counts as), category_as_printed, result, heard (whether it counts;
        else another source's list of the ceremony speaks for it), tells (whether it says whom an entry that counts and
        names nobody means), source, film_key, title, position (of the film in
        the entry, from 0), people, person_keys, source_url.
    """
    heard = tables.entries.assign(heard=True, category=tables.entries["counted_as"])
    own = keyed["nominations"]
    filmless = own[~own["statement"].isin(keyed["works"]["statement"][keyed["works"]["film"] != ""])]
    filmless = filmless.assign(
        heard=filmless["statement"].isin(tables.nominations["statement"]), film="", title="", position=0
    )
    unheard = tables.unheard.assign(heard=False, tells=tables.unheard["means"] != "")
    rows = pd.concat([heard.assign(tells=False), unheard, filmless.assign(tells=False)], ignore_index=True)
    rows = rows[
        rows["official"] & rows["result"].isin([*SHOWN, "shortlisted", "longlisted"]) & (rows["statement"] != "")
    ]
    rows = rows.sort_values(_FIRST, kind="stable").rename(columns={"film": "film_key"})
    people: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for statement, name, person in tuples(keyed["credits"], ["statement", "name", "person"]):
        people[statement].append((name, person))
    credits = [people.get(statement, []) for statement in rows["statement"]]
    rows = rows.assign(
        people=pd.Series([tuple(name for name, _ in each) for each in credits], index=rows.index, dtype=object),
        person_keys=pd.Series([tuple(key for _, key in each) for each in credits], index=rows.index, dtype=object),
    )
    return rows[(rows["film_key"] != "") | rows["people"].map(bool)][_COLUMNS]


_COLUMNS = [
    *("film_year", "body", "ceremony", "category", "category_as_printed", "result", "heard", "tells", "source"),
    *("film_key", "title", "position", "people", "person_keys", "source_url"),
]
