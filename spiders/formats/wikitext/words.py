"""The reviewed table of template names and credit words, `words.yml`."""

import re
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from tracker.domain.models import Frozen
from tracker.domain.tables import Pattern, table

_SPACE = re.compile(r"[\s_-]+")


def plain_name(name: str) -> str:
    """A template's name as `words.yml` writes it: lower case, without spaces, hyphens and underscores."""
    folded = _SPACE.sub("", name.strip().removeprefix(":")).lower().removeprefix("template:")
    return folded or name.strip()[:1]


def _clause(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\s,;(])){pattern}", re.IGNORECASE)


class Words(Frozen):
    """The table of what each known template shows."""

    shows: dict[str, int | str]
    shows_italic: dict[str, int | str]
    shows_struck: dict[str, int | str]
    shows_raised: dict[str, int | str]
    links: dict[str, int | str]
    titled: dict[str, int | str]
    names: frozenset[str]
    lists: frozenset[str]
    breaks: frozenset[str]
    characters: dict[str, str]
    winner: frozenset[str]
    winner_signs: Pattern
    icons: frozenset[str]
    notes: frozenset[str]
    layout: Annotated[frozenset[str], AfterValidator(lambda names: names | {"-"})]
    category_template: re.Pattern[str]
    nominees_template: Pattern
    nominees_heading: Pattern
    nominees_layout: Pattern
    credit_words: frozenset[str]
    jobs: frozenset[str]
    role_endings: frozenset[str]
    beside_link: frozenset[str]
    source_clause: Annotated[re.Pattern[str], BeforeValidator(_clause)]
    unofficial: Pattern
    doubtful: Pattern
    not_nominee: Pattern
    ensemble: Pattern
    runner_up: Pattern
    presenters: Pattern
    beside_nominees: Pattern
    notes_below: Pattern
    leads_elsewhere: Pattern
    winner_words: Pattern
    nominee_words: Pattern
    aside_columns: Pattern
    performers: Pattern
    rank_column: Pattern
    results: dict[str, Pattern]
    """What a column of results says of an entry, by what became of it."""
    columns: dict[str, Pattern]
    """Names of columns in tables with a row an entry, by what their cells hold."""
    column_jobs: dict[str, Pattern]
    """Names of columns of people, by how an entry says what they did."""
    not_film: Pattern
    made_for_television: Pattern
    prize_words: Pattern
    disambiguator: Pattern
    source_jobs: Pattern
    prose: dict[str, Any]
    """Clauses of prose about prizes, and the words in them; read by `clauses.py`."""


@cache
def words() -> Words:
    """The table, read once."""
    return table("spiders.formats.wikitext", "words.yml", Words)
