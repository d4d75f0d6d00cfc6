"""One person: every nomination, miss and near miss, by body and year."""

import json
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence

from jobs.steps.questions.answers import Answer, Part, answered
from jobs.steps.questions.near import all_of, offer
from tracker.domain.categories import PICTURE, categories, entry_of
from tracker.domain.errors import InputError
from tracker.domain.figures import in_words, quantity
from tracker.domain.printed import job_of_one, printed_key
from tracker.domain.titles.comparable import fold
from tracker.edition.queries import person as queries
from tracker.edition.read import Edition, Row

KEY = "person:"
"""What stands before a person's key, as in a decision."""
HONOURS = {"won": 0, "nominated": 1, "selected": 2, "runner_up": 2}
"""Results that count as entries of a list, the highest first; the others are steps towards it."""
_COLUMNS = {"year": "year", "title": "at", "award": "for", "film": "film"}


def find(edition: Edition, text: str) -> list[Row]:
    """The persons whom an id, a key (`person:KEY`) or a name may mean."""
    wanted = text.strip()
    if wanted.startswith(KEY):
        return edition.rows(queries.BY_ID, wanted.removeprefix(KEY))
    if not fold(wanted):
        return []
    return edition.rows(queries.BY_NAME, fold(wanted)) or edition.rows(queries.BY_ID, wanted)


def answer(edition: Edition, text: str) -> Answer:
    """Everything about a person.

    Raises:
        InputError: nobody of that name, or several people; the message says who may be meant.
    """
    if not text.strip():
        raise InputError("say which person: a name, a Wikidata id or an IMDb id")
    people = find(edition, text)
    if not people and (called := _called(edition, text)):
        count = quantity(len(called), "person has", "people have").capitalize()
        return _several(edition, called, text.strip(), f"{count} this name as a part of theirs.")
    if not people:
        near = offer(edition, text, "person", "film") or "; try snubs search"
        raise InputError(f"no list or verdict at hand names {text.strip()!r}{near}")
    return answer_about(edition, people)


def answer_about(edition: Edition, people: Sequence[Row]) -> Answer:
    """Everything about the one person, or who the several of one name are."""
    name = people[0]["name"]
    return _one(edition, people[0]) if len(people) == 1 else _several(edition, people, name, _apart(people))


def _called(edition: Edition, text: str) -> list[Row]:
    """The persons with a name that has every word of a text, such as a family name alone."""
    words = fold(text).split()
    rows = edition.rows(queries.PART_OF_NAME, all_of(*words)) if any(map(all_of, words)) else []
    return list({row["person_key"]: row for row in rows if {*words} <= {*row.pop("text").split()}}.values())


def _several(edition: Edition, people: Sequence[Row], name: str, note: str) -> Answer:
    rows = []
    for person in people:
        [work] = edition.rows(queries.WORK, person["person_key"])
        years = f"{work['first']} to {work['last']}" if work["first"] != work["last"] else work["first"]
        ask = f'snubs person "{KEY}{person["person_key"]}"'
        rows.append(person | work | {"years": years, "ask": ask})
    columns = {"name": "name", "years": "film years", "entries": "entries", "films": "films", "ask": "ask for"}
    return answered(edition, name, {"name": name}, [note], [Part("people", "Who is meant", columns, rows)])


_TELLING = ("person_qid", "person_imdb", "person_wikipedia")


def _apart(people: Sequence[Row]) -> str:
    """What tells people of one name apart: ids and articles, or no more than another job or many years between."""
    if all(any(person[mark] for mark in _TELLING) for person in people):
        return f"{quantity(len(people), 'person', 'people').capitalize()} of this name, told apart by id or article."
    return (
        f"{quantity(len(people), 'career').capitalize()} under this name, with another job or many years between them; "
        "nothing at hand says whether they are one person's."
    )


def _one(edition: Edition, person: Row) -> Answer:
    documents = documents_of(edition, person["person_key"])
    once = _once(documents)
    entries = [_with_role(_dated(row)) for row in once]
    own = [row for row in entries if row["result"] in HONOURS]
    verdicts = [_dated(row) for row in _credited(edition, person)]
    misses = [row for row in verdicts if row["missed"]]
    honoured = {_place(row) for row in own}
    missed = {_place(row): row["label"] for row in misses}
    near = [
        row | {"reached": row.get("near_miss") or row.get("result"), "label": missed.get(_place(row))}
        for row in (*entries, *verdicts)
        if _place(row) not in honoured and (row.get("near_miss") or row.get("result"))
    ]
    near = list({_place(row): row for row in near}.values())
    film_only = _film_only(edition, person, {_place(row) for row in (*entries, *verdicts)})
    of_ties = _COLUMNS | {"reached": "result", "label": "verdict", "tie": "why it may be theirs"}
    parts = (
        Part("nominations", "Nominations and prizes", _COLUMNS | {"role": "role", "result": "result"}, own),
        Part("misses", "Missed", _COLUMNS | {"label": "verdict", "aside": "why"}, misses),
        Part("near_misses", "Near misses", _COLUMNS | {"reached": "reached", "label": "verdict"}, near),
        Part("film_only", "Not counted", of_ties, film_only),
    )
    counts = _counts(nominations(documents), Counter(row["result"] for row in own), misses, near)
    notes = [counts, *_uncounted(film_only), *_notes(edition, person)]
    return answered(edition, person["name"], person, notes, parts)


def documents_of(edition: Edition, key: str) -> list[Row]:
    """What lists say of a person; the same entry of two documents is two rows."""
    return [row for query in (queries.ENTRIES, queries.ENTRIES_WITHOUT_FILM) for row in edition.rows(query, key)]


def nominations(documents: Sequence[Row]) -> tuple[int, int]:
    """How many nominations or prizes, and how many were won; one for several films is one.

    A list says that in one statement, or gives somebody the one prize of a category twice.
    """
    works = _works(documents)
    places: dict[tuple[str, str | None], list[tuple[object, ...]]] = {}
    for row in documents:
        if (work := works(row)) is not None:
            places.setdefault((row["statement"], row["detail"]), []).append(work)
    first: dict[tuple[object, ...], tuple[object, ...]] = {}
    for of in sorted(places.values(), key=len, reverse=True):
        first = dict.fromkeys(of, of[0]) | first
    own = [row for row in _once(documents) if row["result"] in HONOURS]
    prizes = {(*_place(row)[:-1], row["category_as_printed"]) for row in own if row["result"] == "won"}
    return len(prizes | {first[work] for row in own if (work := works(row)) and row["result"] == "nominated"}), len(
        prizes
    )


def _film_only(edition: Edition, person: Row, places: Container[tuple[object, ...]]) -> list[Row]:
    """Entries and misses that name a film and nobody, in awards for people that something ties the person to."""
    common_names = {row["text"] for row in _namesakes(edition, person) if row["persons"] > 1}
    names = [name for name in (person["name"], *(person["spellings"] or ())) if fold(name) not in common_names]
    jobs = [(craft, slug) for slug, one in categories().items() for craft in one.crafts]
    values = (
        person["person_key"],
        json.dumps(jobs),
        person["person_qid"],
        json.dumps(names),
        json.dumps(_OF_AUTHORS),
    )
    entries = _once(edition.rows(queries.ENTRIES_OF_FILMS, *values))
    verdicts = edition.rows(queries.MISSES_OF_FILMS, *values)
    places_of_verdicts = {_place(row) for row in verdicts}
    rows = [*(row for row in entries if row["result"] in HONOURS or _place(row) not in places_of_verdicts), *verdicts]
    return [
        _dated(row) | {"reached": row.get("result") or row.get("near_miss"), "tie": _tie(row)}
        for row in rows
        if _is_for_people(row["category"]) and _place(row) not in places
    ]


_AUTHORS = {slug: one.group for slug, one in categories().items() if one.group in ("directing", "writing")}
_OF_AUTHORS = [
    (one, other, [other] if _AUTHORS[one] == group else [slug for slug in _AUTHORS if _AUTHORS[slug] == group])
    for one in _AUTHORS
    for other, group in _AUTHORS.items()
    if one != other
]
"""Jobs that one person often has: who is named for the first may be meant by the second, if nobody is named for it."""


def _tie(row: Row) -> str:
    """What ties a person to an award of a film."""
    if row["how"] == 0:
        return "lists name them for it"
    if row["how"] == 1:
        return f"credited as {row['job'].replace('_', ' ')}"
    return f"lists name them for {categories()[row['job']].title}, nobody for this"


def _is_for_people(slug: str) -> bool:
    category = categories().get(slug)
    return bool(category and category.credit) and slug != PICTURE


def _uncounted(film_only: Sequence[Row]) -> list[str]:
    """What is not counted, where there is any."""
    entries = sum("label" not in row for row in film_only)
    misses = len(film_only) - entries
    number = quantity(entries, "entry of a list", "entries of lists") if entries else ""
    missed = quantity(misses, "miss or near miss", "misses or near misses") if misses else ""
    terms = " and ".join(filter(None, (number, missed)))
    names = "names" if len(film_only) == 1 else "name"
    return [f"Not counted: {terms} that {names} the film only, where a colleague may be meant."] if terms else []


def _counts(
    nominations: tuple[int, int], results: Mapping[str, int], misses: Sequence[Row], near: Sequence[Row]
) -> str:
    nominated, won = nominations
    both = sum(bool(row["label"]) for row in near)
    counts = (
        quantity(nominated, "nomination or prize", "nominations or prizes") + _of_them(won, nominated, "won"),
        *(quantity(results[one], *words) for one, words in _LESSER.items() if results.get(one)),
        quantity(len(misses), "miss", "misses"),
        quantity(len(near), "near miss", "near misses") + _among(both, len(near)),
    )
    return f"{', '.join(counts).capitalize()}."


_LESSER = {
    "selected": ("film in a line-up", "films in line-ups"),
    "runner_up": ("runner-up place", "runner-up places"),
}
"""What stands among nominations and prizes, and is neither."""


def _notes(edition: Edition, person: Row) -> list[str]:
    notes = []
    if spellings := [one for one in person["spellings"] or () if not _is_part(one, person["name"])]:
        notes.append(f"Also written {'; '.join(spellings)}.")
    if shared := [row["text"] for row in _namesakes(edition, person) if row["persons"] > 1]:
        notes.append(f"Others have this name: a verdict that gives it without an id is left out ({'; '.join(shared)}).")
    return notes


def _is_part(spelling: str, name: str) -> bool:
    """Whether a spelling is a mere part of the name, and so tells nobody of another way to write it."""
    short, whole = fold(spelling), fold(name)
    return short != whole and f" {short} " in f" {whole} "


def _of_them(number: int, total: int, what: str) -> str:
    """` (two of them won)`, ` (all won)`, ` (won)`, or nothing."""
    if number == total:
        return f" ({'all ' if total > 1 else ''}{what})" if total else ""
    return f" ({in_words(number)} of them {what})" if number else ""


def _among(number: int, total: int) -> str:
    """How many near misses are counted as misses, too."""
    if not number:
        return ""
    if number < total:
        return f" ({in_words(number)} of them among the misses)"
    return " (all among the misses)" if total > 1 else " (one of the misses)"


def _names(person: Row) -> str:
    return json.dumps(sorted({fold(name) for name in (person["name"], *(person["spellings"] or ()))}))


def _namesakes(edition: Edition, person: Row) -> list[Row]:
    return edition.rows(queries.NAMESAKES, _names(person))


def _credited(edition: Edition, person: Row) -> list[Row]:
    """Misses and near misses of the person: by Wikidata id, else by a name that nobody else has."""
    shared = {row["text"] for row in _namesakes(edition, person) if row["persons"] > 1}
    qid = person["person_qid"]
    rows = edition.rows(queries.VERDICTS, qid, _names(person))
    return [
        row
        for row in rows
        if (qid and row["person_qid"] == qid) or (row["name_key"] not in shared and not (qid and row["person_qid"]))
    ]


def _once(rows: Sequence[Row]) -> list[Row]:
    """One row for each entry, however many documents have it: the highest result that any of them states."""
    works = _works(rows)
    entries: dict[tuple[object, ...], Row] = {}
    for row in rows:
        work = works(row)
        if work is None:
            continue
        before = entries.setdefault(work, row)
        if HONOURS.get(row["result"], len(HONOURS)) < HONOURS.get(before["result"], len(HONOURS)):
            entries[work] = row | {"role": row["role"] or before["role"]}
    return list(entries.values())


def _works(rows: Sequence[Row]) -> Callable[[Row], tuple[object, ...] | None]:
    """Gives what an entry is for: its place, and the song or the printed award where a place has several.

    A document that names no song tells of the one that others name, and of none where they name several; so does one
    that prints another award than a document which has several awards of one concept for a film.
    """
    songs: dict[tuple[object, ...], set[str]] = {}
    awards: dict[tuple[object, ...], dict[str, set[str]]] = {}
    for row in rows:
        songs.setdefault(_place(row), set()).update(filter(None, [_song(row)]))
        awards.setdefault(_place(row), {}).setdefault(row["source"], set()).add(_award(row))
    several = {place: of if of else max(awards[place].values(), key=len) for place, of in songs.items()}

    def work(row: Row) -> tuple[object, ...] | None:
        place = _place(row)
        if len(several[place]) <= 1:
            return place
        own = _song(row) if songs[place] else _award(row)
        return (*place, own) if own in several[place] else None

    return work


def _award(row: Row) -> str:
    """The printed name of an award, as names are compared."""
    return printed_key(row["category_as_printed"] or "")


def _song(row: Row) -> str:
    """The comparable title of the song that an entry names; "" where it names none."""
    return fold(row.get("detail") or "") if entry_of(row["category"]) == "song" else ""


def _with_role(row: Row) -> Row:
    """An entry with a character or a job, without the "as" that some lists print in front; a song has its title."""
    title = row["detail"] if entry_of(row["category"]) == "song" else ""
    words = title or row["role"] or row["detail"]
    own = {name: value for name, value in row.items() if name != "detail"}
    return own | {"role": job_of_one(words.removeprefix("as ")) if words else words}


def _place(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in ("body", "ceremony", "film_year", "category", "film_key"))


def _dated(row: Row) -> Row:
    return row | {"year": row["ceremony_year"] or row["film_year"]}
