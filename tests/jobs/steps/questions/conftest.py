"""A small edition: two seasons of invented films, two people of one name, and a title that would harm a terminal."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tracker.domain.titles.comparable import fold, title_key
from tracker.edition.read import Edition
from tracker.edition.write import drafting

HOSTILE = "Red\x1b[31m \u202eeulB\n=1+1"
FILMS = {
    1950: [("tt0000002", "The Long Night", "title")],
    2001: [
        ("Q1", "The Long Night", "title"),
        ("Q2", "Émile’s Garden – A Life", "title"),
        ("Q2", "Le Jardin d'Émile", "original"),
        ("Q2", "The Garden", "alias"),
        ("Q2", "Émile's Garden (2001 film)", "link"),
        ("Q3", "Juno", "title"),
        ("Q4", HOSTILE, "title"),
        ("Q5", "The Garden Party", "title"),
        ("Q6", "O.K. the Last of the Line", "title"),
        ("Q7", "Ada Moss's 7-1/2", "title"),
        ("Q8", "Broke a Leg", "title"),
        ("Q9", "3½ Hours", "title"),
    ],
}
"""Key, title and kind of title by season."""
QIDS = {"Ada Moss": "Q11", "Sam Lee (director)": "Q12", "name:sam lee": None}
"""Wikidata ids by person."""
ENTRIES = [  # body, ceremony, year, season, category, printed, film, title, person, result, page
    ("oscars", 74, 2002, 2001, "lead_actress", "Best Actress", "Q1", "The Long Night", "Ada Moss", "won", "a"),
    ("oscars", 74, 2002, 2001, "lead_actress", "Best Actress", "Q1", "Long Night", "Ada Moss", "nominated", "b"),
    ("oscars", 74, 2002, 2001, "director", "Directing", "Q1", "The Long Night", "Sam Lee (director)", "nominated", "a"),
    ("oscars", 74, 2002, 2001, "director", "Directing", "Q3", "Juno", "", "won", "a"),
    ("baftas", 55, 2002, 2001, "director", "Best Direction", "Q1", "The Long Night", "Sam Lee (director)", "won", "c"),
    ("oscars", 74, 2002, 2001, "casting", "Casting", "Q5", "The Garden Party", "", "nominated", "a"),
    ("baftas", 55, 2002, 2001, "casting", "Best Casting", "Q2", "Émile", "Eve Roe", "won", "c"),
    ("baftas", 55, 2002, 2001, "casting", "Best Casting", "Q5", "The Garden Party", "Eve Roe", "won", "c"),
    ("baftas", 55, 2002, 2001, "lead_actress", "Best Actress", "Q2", "Émile", "Ada Moss", "longlisted", "c"),
    (
        "oscars",
        23,
        1951,
        1950,
        "director",
        "DIRECTION",
        "tt0000002",
        "The Long Night",
        "name:sam lee",
        "nominated",
        "d",
    ),
]
VERDICTS = [  # body, ceremony, season, category, film, people, qids, label, missed, near miss, news
    ("baftas", 55, 2001, "director", "Q2", ("Ada Moss",), ("Q11",), "SNUB", True, None, 1),
    ("oscars", 74, 2001, "director", "Q4", ("Sam Lee",), ("Q12",), "SNUB_SHOCK", True, "shortlisted", 2),
    ("oscars", 74, 2001, "original_score", "Q4", ("Sam Lee",), (), "OVERLOOKED", True, None, 3),
    ("oscars", 74, 2001, "", "Q2", (), (), "UNKNOWN", False, None, None),
    ("oscars", 74, 2001, "director", "Q1", ("Sam Lee",), ("Q12",), "NOMINATED", False, None, None),
]
READINGS = {
    "oscars": [("a", "nominations", "fit"), ("b", "nominations", "trial")],
    "baftas": [("c", "nominations", "trial"), ("d", "longlisted", "trial")],
}
"""Source, kind and state of each reading of a ceremony's lists."""
TITLES = {"oscars": "Academy Awards", "baftas": "British Academy Film Awards"}
NAMES = {"Best Director": "director", "Best Actress": "lead_actress"}
LISTED = {"film": "film", "film_key": "film_key", "nominees": "person"}
ID = {"Q": "film_qid", "t": "film_imdb"}
Rows = Iterable[Mapping[str, Any]]


def columns(rows: Rows) -> dict[str, list[Any]]:
    rows = list(rows)
    return {name: [row.get(name) for row in rows] for name in dict.fromkeys(name for row in rows for name in row)}


def _name(person: str, page: str) -> str:
    if page == "b":
        return "A. Moss"
    return "Sam Lee" if person.startswith("name:") else person.partition(" (")[0]


def entries(season: int) -> dict[str, Rows]:
    own = [(str(at), *entry) for at, entry in enumerate(ENTRIES) if entry[3] == season]
    shared = [
        {
            **{"statement": at, "body": body, "ceremony": number, "ceremony_year": year, "film_year": season},
            **{"category": category, "category_as_printed": printed, "film_key": key, "film": title},
            **{"person_key": person, "person": _name(person, page), "person_qid": QIDS.get(person), "result": result},
            **{"official": True, "source_url": f"https://en.wikipedia.org/wiki/{page}", "source_revision": "77"},
            **{"position": 0, "retrieved_at": "2002-02-12T06:00:00Z", "source": page},
        }
        for at, body, number, year, season, category, printed, key, title, person, result, page in own
    ]
    lists = [row | {name: (row[of],) if row[of] else () for name, of in LISTED.items()} for row in shared]
    return {
        "nominations": lists,
        "works": [row | {"title": row["film"]} for row in shared],
        "people": [row for row in shared if row["person_key"]],
    }


def verdicts(season: int) -> dict[str, Rows]:
    rows: list[dict[str, Any]] = []
    credited: list[dict[str, Any]] = []
    names = {key: title for key, title, kind in FILMS[season] if kind == "title"}
    for at, (body, number, year, category, key, people, qids, label, missed, near, news) in enumerate(VERDICTS):
        if year == season:
            verdict = f"v{at}"
            rows.append(
                {
                    "verdict_id": verdict,
                    "body": body,
                    "ceremony": number,
                    "ceremony_year": year + 1,
                    "film_year": year,
                    "category": category,
                    "film_key": key,
                    "film": names[key],
                    "people": people,
                    "label": label,
                    "missed": missed,
                    "near_miss": near,
                    "news": news,
                    "surprising": label == "NOMINATED",
                    "aside": "about 80% likely beforehand",
                    "list_url": "https://en.wikipedia.org/wiki/a",
                    "reason_code": "expected_not_nominated",
                    "sentence": "A sentence.",
                    "list_revision": "77",
                }
            )
            for place, name in enumerate(people):
                person = {"film_year": year, "verdict_id": verdict, "position": place, "name": name}
                credited.append(person | {"name_key": fold(name), "person_qid": qids[place] if qids else None})
    return {"snubs": rows, "credited": credited}


def season(year: int, changes: Rows = ()) -> dict[str, Rows]:
    own = entries(year) | verdicts(year)
    pairs = {
        (row.get("category"), row.get("category_as_printed")) for name in ("snubs", "nominations") for row in own[name]
    }
    ceremonies = sorted({(row["body"], row["ceremony"], row["ceremony_year"]) for row in own["nominations"]})
    return own | {
        "films": [
            {
                "film_year": year,
                "film_key": key,
                "film_qid": key if key[0] == "Q" else None,
                "year": year,
                "film": title,
                "film_imdb": key if key[0] == "t" else None,
                "nominations_n": 1,
            }
            for key, title, kind in FILMS[year]
            if kind == "title"
        ],
        "titles": [
            {"film_year": year, "film_key": key, "title_key": title_key(title), "title": title, "kind": kind}
            for key, title, kind in FILMS[year]
        ],
        "awards": [
            {"film_year": year, "category": slug, "printed": printed or None, "title": printed or slug}
            for slug, printed in sorted(pairs, key=str)
            if slug
        ],
        "ceremonies": [
            {
                "film_year": year,
                "body": body,
                "ceremony": number,
                "ceremony_year": calendar_year,
                "title": f"{number} {TITLES[body]}",
            }
            for body, number, calendar_year in ceremonies
        ],
        "coverage": [
            {
                "film_year": year,
                "body": body,
                "ceremony": number,
                "category": slug,
                "closed": body == "oscars",
                "why": "" if body == "oscars" else "list_on_trial",
            }
            for body, number, _ in ceremonies
            for slug in ("", "director")
        ],
        "lists": [
            {
                "film_year": year,
                "body": body,
                "ceremony": number,
                "ceremony_year": calendar_year,
                "kind": kind,
                "state": state,
            }
            | {"source": source, "source_url": f"https://en.wikipedia.org/wiki/{source}", "origin": "archive"}
            for body, number, calendar_year in ceremonies
            for source, kind, state in READINGS[body]
        ],
        "changes": changes,
    }


def make(folder: Path, as_of: str = "2002-03-01", changes: Rows = (), *, first: bool = False) -> Edition:
    everywhere: dict[str, Rows] = {
        "bodies": [
            {"body": body, "title": title, "place": at, "precursors": ("baftas", "golden_globes")}
            for at, (body, title) in enumerate(TITLES.items())
        ],
        "words": [
            {"kind": "category", "code": "director", "title": "Director"},
            {"kind": "licence", "code": "wikipedia.org", "title": "CC BY-SA 4.0"},
            {"kind": "reason", "code": "expected_not_nominated", "title": "Expected, not nominated"},
        ],
        "categories": [
            {"body": body, "category": name, "concept": concept, "printed": name}
            for body in TITLES
            for name, concept in NAMES.items()
        ],
    }
    with drafting(folder) as (draft, file):
        draft.add({name: columns(rows) for name, rows in everywhere.items()})
        for year in FILMS:
            row = {
                "film_year": year,
                "verdicts": 1,
                "misses": 1,
                "numbered": 0,
                "first": first,
                "settled_on": "",
                "unsettled_on": "",
            }
            draft.add_season(
                row,
                {
                    name: columns(rows)
                    for name, rows in season(year, changes if year == max(FILMS) else ()).items()
                    if rows
                },
            )
        draft.finish({"as_of": as_of, "origin": "archive", "version": "1", "rules": "r", "thresholds": "t"})
        path = file.rename(folder / f"{as_of}-{'0' * 8}.sqlite3")
    return Edition(path)


@pytest.fixture
def making() -> Callable[..., Edition]:
    """Makes an edition of a day in a folder, with changes of its last season."""
    return make


@pytest.fixture(scope="package")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return make(tmp_path_factory.mktemp("edition"))
