"""The reviewed table `words.yml`: headers, results, names and wordings of film articles."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from tracker.domain.tables import AnyName, Keys, LongestFirst, Pattern, Turned, table

InOrder = BeforeValidator(lambda value: tuple(value.items()))
"""A mapping whose first entry that fits counts."""


class Words(BaseModel):
    """What headers, cells and cues mean."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    headers: Turned
    results: Annotated[tuple[tuple[str, Keys], ...], InOrder]
    looks: Annotated[tuple[tuple[str, tuple[str, ...]], ...], InOrder]
    accolade_list: tuple[str, ...]
    accolade_headings: tuple[str, ...]
    general: Keys
    category_words: tuple[str, ...]
    roles: Keys
    no_names: Keys
    other_subject_headings: Keys
    subjects: Mapping[str, Pattern]
    other_labels: Mapping[str, Keys]
    aggregators: Mapping[str, AnyName]
    others: AnyName
    some_only: Pattern
    not_this: Pattern
    count_nouns: LongestFirst
    number_words: Mapping[str, int]


@cache
def words() -> Words:
    """The table, read once."""
    return table("spiders.families.film_article", "words.yml", Words)
