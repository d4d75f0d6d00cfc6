"""Categories of a list that no reading has closed, as the store keeps them: the JSON text `unread`."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from tracker.domain.categories import kinds_of, pool_of
from tracker.domain.lists.problems import Problem, held_categories


def rows_of(unread: str) -> list[dict[str, Any]]:
    """The lines of a list's `unread`: name, category, text, and `passed` where somebody let it pass."""
    rows: list[dict[str, Any]] = json.loads(unread or "[]")
    return rows


@lru_cache(maxsize=256)
def open_concepts(unread: str) -> frozenset[str]:
    """Concepts of which a list has an open category, each under the one that it is pooled with."""
    open_ = (one["category"] for one in rows_of(unread) if one["category"] and not one.get("passed"))
    return frozenset(concept for slug in open_ for concept in together(slug))


def together(slug: str) -> frozenset[str]:
    """The concepts that an entry of a category may stand for, each under the one that it is pooled with."""
    return frozenset(map(pool_of, (slug, *kinds_of(slug))))


def open_names(unread: str) -> tuple[str, ...]:
    """The names of a list's open categories."""
    return tuple(one["name"] for one in rows_of(unread) if one["name"] and not one.get("passed"))


def with_open_names(lists: pd.DataFrame) -> pd.DataFrame:
    """Lists with `not_read`, their open categories, and `withheld`, those held now that keep their last good state."""
    not_read = lists["unread"].map(open_names)
    held = lists["doubts"].map(_held_names)
    withheld = [tuple(name for name in names if name not in of) for names, of in zip(held, not_read, strict=True)]
    return lists.assign(not_read=not_read, withheld=pd.Series(withheld, index=lists.index, dtype=object))


def _held_names(doubts: str) -> list[str]:
    return sorted(held_categories(map(Problem.model_validate, json.loads(doubts or "[]"))))


def open_everywhere(texts: Sequence[str]) -> str:
    """What is open of several closed lists of one ceremony: a category that one of them has closed is not."""
    if len(texts) == 1:
        return texts[0]
    concepts = [{pool_of(one["category"]) for one in rows_of(text)} for text in texts]
    rows = [one for text in texts for one in rows_of(text) if all(pool_of(one["category"]) in of for of in concepts)]
    return json.dumps(rows) if rows else ""
