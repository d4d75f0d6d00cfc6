"""What decides which films some seasons' lists mean: the lists around them, and rows that share an id or an article.

Lists that name one film are a season apart at most. Only an id or an article joins rows of seasons further apart. The
registry stands whole, since how common a title is says how far it can be trusted (decision 0025).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tracker.store import frames as store

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

AROUND = 2
"""Seasons on each side whose lists are looked at."""
_ALSO = ("top_tens", "eligibility")
_TITLED = ("releases", "scores")
"""Figures, which name a film by its id or by title and year."""
_REGISTRY = ("films", "links", "lists")


def window(conn: "Connection", seasons: Iterable[int]) -> dict[str, "pd.DataFrame"]:
    """The store's frames as far as lists and what they share decide the films of some film years."""
    import pandas as pd

    years = {year + step for year in seasons for step in range(-AROUND, AROUND + 1)}
    ids: dict[str, set[str]] = {}
    works = store.works(conn, {"film_year": years})
    also = {name: getattr(store, name)(conn, {"film_year": years}) for name in _ALSO}
    while new := _new_ids((works, *also.values()), ids):
        ids = {name: ids.get(name, set()) | values for name, values in new.items()}
        far = set(store.works(conn, new)["statement"]) - set(works["statement"])
        if far:
            works = store.works(conn, {"film_year": years, "statement": far | set(works["statement"])})
        also = {name: getattr(store, name)(conn, {"film_year": years, **ids}) for name in _ALSO}
    far_works = {"film_year": years, "statement": set(works["statement"])}
    lists = {name: getattr(store, name)(conn, far_works) for name in ("nominations", "credits")}
    characters = store.works(conn, {"link": set(lists["credits"]["link"]) - {""}})
    works = pd.concat([works, characters]).drop_duplicates(["statement", "position"])
    works = works.sort_values(["statement", "position"], ignore_index=True)
    figures = {name: getattr(store, name)(conn, {"film_year": years, "imdb": ids["imdb"]}) for name in _TITLED}
    figures["facts"] = store.facts(conn, {"film_year": years, "link": ids["link"]})
    return {"works": works} | also | lists | figures | {name: getattr(store, name)(conn) for name in _REGISTRY}


def _new_ids(frames: Iterable["pd.DataFrame"], ids: dict[str, set[str]]) -> dict[str, set[str]]:
    """IMDb ids and links of rows that were not asked for yet; nothing if there is none."""
    frames = list(frames)
    every = {name: set().union(*(frame[name] for frame in frames)) - {""} for name in ("imdb", "link")}
    new = {name: values - ids.get(name, set()) for name, values in every.items()}
    return new if any(new.values()) or not ids else {}
