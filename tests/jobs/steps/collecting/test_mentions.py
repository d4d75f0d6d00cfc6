"""By whom and under which titles articles may name a film: its nominees, and whom the registry and pages credit."""

import json
from typing import Any

import pandas as pd

from jobs.steps.collecting.mentions import known_works
from tracker.domain.facts.frames import JUDGED
from tracker.frames import typed
from tracker.prose.reading import read
from tracker.prose.titles import TitleIndex

FILM = {
    "qid": "Q1",
    "film": "Q1",
    "title": "Salt Road",
    "year": 2011,
    "directors": ["Ann Lee"],
    "credits": json.dumps([["cast", "Mara Quist", "Q7"], ["cast", "Ivo Brandt", None]]),
    "titles": json.dumps(
        [
            ["The Salt Way", "release", "en-gb", "United Kingdom"],
            ["Salzstrasse", "release", "de", "Germany"],
        ]
    ),
}
GIVEN: dict[str, list[dict[str, Any]]] = {
    "films": [FILM],
    "works": [{"statement": "s", "film": "Q1", "title": "Salt Road"}],
    "credits": [{"statement": "s", "name": "Nils Odell"}],
    "film_credits": [{"film": "Q1", "name": "Vera Stahl", "craft": "cinematography"}],
}


def _index() -> TitleIndex:
    return TitleIndex(known_works({name: typed(pd.DataFrame(rows), JUDGED[name]) for name, rows in GIVEN.items()}))


def test_people_of_lists_pages_and_the_registry_are_the_films() -> None:
    (known,) = known_works({name: typed(pd.DataFrame(rows), JUDGED[name]) for name, rows in GIVEN.items()})
    assert known.people == ("Nils Odell", "Vera Stahl", "Mara Quist", "Ivo Brandt")
    assert "The Salt Way" in known.other_titles
    assert "Salzstrasse" not in known.other_titles  # prose is read in English


def test_an_actor_whom_no_list_names_is_praised_by_name() -> None:
    (about,) = read("In Salt Road Mara Quist gives a superb performance.", _index())
    assert (about.crafts, about.people) == ({"acting"}, {"Mara Quist"})


def test_a_film_is_known_by_its_title_in_britain() -> None:
    (about,) = read("The Salt Way was snubbed by the Academy.", _index())
    assert (about.work.key, about.missed) == ("Q1", {"oscars"})
