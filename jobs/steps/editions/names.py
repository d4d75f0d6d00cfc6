"""What things are called: whom verdicts credit, awards as headings name them, and codes in plain English."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tracker.domain.categories import as_a_name, categories
from tracker.domain.cells import parts_of
from tracker.domain.citations import licences
from tracker.domain.titles.comparable import fold
from tracker.domain.verdicts import Label
from tracker.report.words import category_title, words

if TYPE_CHECKING:
    import pandas as pd


def of_season(season: int, own: "Mapping[str, pd.DataFrame]") -> "dict[str, pd.DataFrame]":
    """Tables of a season that follow from its others."""
    import pandas as pd

    verdicts = own["snubs"]
    people = zip(*(verdicts[name].tolist() for name in ("verdict_id", "people", "people_qids")), strict=True)
    rows = [(season, verdict, *person) for verdict, names, ids in people for person in _credits(names, ids)]
    columns = ["film_year", "verdict_id", "position", "name", "name_key", "person_qid"]
    lists = [own[name][["category", "category_as_printed"]] for name in ("snubs", "nominations") if name in own]
    pairs = dict.fromkeys(pair for of in lists for pair in zip(*(of[name].tolist() for name in of), strict=True))
    awards = [(season, *pair, _title(*pair)) for pair in pairs if pair[0]]
    return {
        "credited": pd.DataFrame(rows, columns=columns),
        "awards": pd.DataFrame(awards, columns=["film_year", "category", "printed", "title"]),
    }


def _title(category: str, printed: str) -> str:
    """What a heading calls an award; one of no concept that does not read as a name is called as it is printed."""
    title, concept = category_title(category, printed), categories().get(category)
    return as_a_name(printed) or title if concept and not concept.compared and title == concept.title else title


def _credits(names: object, qids: object) -> Iterator[tuple[int, str, str, str]]:
    """Each person of a verdict: place, name, comparable name, and Wikidata id where as many ids as names are known."""
    people, ids = parts_of(names), parts_of(qids)
    ids = ids if len(ids) == len(people) else [""] * len(people)
    for place, (name, qid) in enumerate(zip(people, ids, strict=True)):
        yield place, name, fold(name), qid


def plain_english() -> "pd.DataFrame":
    """What each code is called, by its kind."""
    import pandas as pd

    own = words()
    kinds: dict[str, Mapping[str, str]] = {
        "label": {label.value: label.words.title for label in Label},
        "reason": own.reasons,
        "family": own.families,
        "eligibility": own.eligibility,
        "state": own.states,
        "kind": own.kinds,
        "change": own.changes,
        "category": {slug: category.title for slug, category in categories().items()},
        "licence": licences(),
    }
    rows = [(kind, code, title) for kind, titles in kinds.items() for code, title in titles.items()]
    return pd.DataFrame(rows, columns=["kind", "code", "title"])
