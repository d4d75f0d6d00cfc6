"""Rows of a user's files that contradict what is at hand, or that nothing at hand knows."""

import shlex
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from spiders.families.supplied.names import is_several
from tracker.domain.categories import OTHER, categories
from tracker.domain.cells import whole
from tracker.domain.lists.passes import GROUNDS
from tracker.domain.titles.comparable import is_id, title_key
from tracker.identity.cells import article, text
from tracker.identity.corrections import Corrections
from tracker.identity.films.alike import ALIKE
from tracker.identity.films.belief import WITH_IDS, wrong_ids
from tracker.identity.films.links import known_ids, link_table, stated_together
from tracker.judge.eligibility.categories import nominated_among_all
from tracker.judge.material.categories import ACTING
from tracker.judge.material.frames import among, tuples
from tracker.judge.material.tables import SHOWN, SeasonTables, build

_FILMS = ("works", "films", "top_tens", "eligibility", "releases", "scores", "film_credits")
"""Frames whose rows name films by ids and links."""
LISTS = ("works", "top_tens", "eligibility")
"""Those whose rows may make a film known by its id."""
NEEDED = (*_FILMS, "nominations", "credits", "persons", "links", "lists", "accolades")
"""Frames from which it is told."""


@dataclass(frozen=True)
class Doubt:
    """A row of a user's file that needs a look."""

    source: str
    line: int | None
    film_year: int | None
    what: str
    """What is the matter, alike for all rows of a kind."""
    row: str
    """The row, and what contradicts it."""
    remedy: str


OFF_LIST = "not on the list that is at hand"
TWO_FILMS = "an id and a link of two films"
OTHER_FILM = "an id of another film"
SECOND_ID = "another id for a film that has one"
NOT_APART = "an id that does not tell films of one title apart"
UNKNOWN_ID = "an id that nothing at hand knows"
BARRED = "bars a film that the list at hand nominates"
SEVERAL = "several names in one, which cannot be told apart"


def may_be_doubtful(frames: Mapping[str, pd.DataFrame], sources: Collection[str]) -> bool:
    """Whether any row of some sources could need a look; told before films have keys, which cost far more.

    Args:
        frames: the store's.
        sources: of the user's files.
    """
    if next(_several(frames, sources), None) or not barring(frames["eligibility"], sources).empty:
        return True
    rows = _of_statements(frames)
    if text(rows[rows["source"].isin(sources)], "title").map(is_id).any():
        return True
    named_twice = (_identified(name, frames[name]) for name in _FILMS if name != "works")
    if any(one["source"].isin(sources).any() for one in (*named_twice, _identified("works", rows))):
        return True
    wrong = wrong_ids(_with_rows_of({**frames, "works": rows}, sources))
    if wrong or _have_namesakes({**frames, "works": rows}, sources):
        return True
    return not _beside_closed(frames["nominations"], sources).empty


def _have_namesakes(frames: Mapping[str, pd.DataFrame], sources: Collection[str]) -> bool:
    """Whether a list of some sources gives a title an id that the registry lacks, beside another film of the title."""
    films = frames["films"]
    registry_ids = {*text(films, "imdb"), *text(films, "qid")}
    ids: dict[str, set[str]] = defaultdict(set)
    for title, *own in zip(*(text(films, name) for name in ("title", "imdb")), strict=True):
        ids[title_key(title)].update(own)
    own_titles: set[str] = set()
    for name in LISTS:
        columns = [text(frames[name], column).tolist() for column in ("source", "title", "imdb", "qid")]
        for source, title, imdb, qid in dict.fromkeys(zip(*columns, strict=True)):
            ids[title_key(title)].add(imdb or qid)
            if source in sources and (imdb or qid) not in registry_ids:
                own_titles.add(title_key(title))
    return any(len(ids[title] - {""}) > 1 for title in own_titles)


def _beside_closed(nominations: pd.DataFrame, sources: Collection[str]) -> pd.DataFrame:
    """The entries of some sources at bodies of which a closed list of these seasons is at hand."""
    closed = nominations.loc[nominations["list_state"] == "fit", "body"]
    return nominations[nominations["source"].isin(sources) & nominations["body"].isin(closed)]


def doubtful_rows(
    frames: Mapping[str, pd.DataFrame], sources: Collection[str], corrections: Corrections
) -> list[Doubt]:
    """The rows of some sources that need a look, one doubt a row; unknown ids, once a film, come last.

    Args:
        frames: the store's, with film and person keys.
        sources: of the user's files.
        corrections: people's decisions.
    """
    frames = {**frames, "works": _of_statements(frames)}
    unknown = _unknown_ids(frames, sources)
    others = {**frames, "works": frames["works"][~frames["works"]["film"].isin(unknown["film"])]}
    doubts = [
        *_other_films(frames, sources),
        *_two_films(frames, sources, corrections),
        *_second_ids(frames, sources, corrections),
        *_of_unknown_ids(unknown),
        *_off_list(others, sources),
        *_barred(frames, sources),
        *_several(frames, sources),
    ]
    first: dict[tuple[str, object], Doubt] = {}
    for one in doubts:
        first.setdefault((one.source, one.line or one.row), one)
    return sorted(first.values(), key=lambda one: (one.what == UNKNOWN_ID, one.source, one.line or 0, one.row))


def _of_statements(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Works with source, line, category and season of their entries."""
    own = frames["nominations"][["statement", "source", "line", "category_as_printed", "film_year"]]
    return frames["works"].drop(columns=["film_year"], errors="ignore").merge(own, on="statement", how="left")


def _several(frames: Mapping[str, pd.DataFrame], sources: Collection[str]) -> Iterator[Doubt]:
    """Rows whose people stand as one person with commas in the name, where the import could not tell them apart."""
    own = frames["nominations"][["statement", "source", "line", "category", "category_as_printed", "film_year"]]
    people = frames["credits"][["statement", "name"]]
    rows = people[people["name"].str.contains(",", regex=False)].merge(own[own["source"].isin(sources)], on="statement")
    names = ["source", "line", "film_year", "name", "category", "category_as_printed"]
    for source, line, year, name, category, award in tuples(rows, names):
        if is_several(name, category):
            remedy = "put ; between people, a song's title into the column detail, and import again"
            yield Doubt(source, whole(line), whole(year), SEVERAL, f"{name}, {award}", remedy)


def barring(eligibility: pd.DataFrame, sources: Collection[str]) -> pd.DataFrame:
    """The rows of some sources that bar a film as a whole."""
    own = eligibility[eligibility["source"].isin(sources) & (text(eligibility, "category") == "")]
    return own[own["status"].isin(("ineligible", "not_submitted"))]


def _barred(frames: Mapping[str, pd.DataFrame], sources: Collection[str]) -> Iterator[Doubt]:
    """Rows that bar a film as a whole which a list of the same ceremony nominates among all films."""
    key = ["body", "ceremony", "film"]
    rows = barring(frames["eligibility"], sources)
    entries = frames["nominations"][["statement", "body", "ceremony", "category", "official", "result"]]
    entries = entries[among(entries, rows, ["body", "ceremony"])]
    nominees = nominated_among_all(frames["works"][["statement", "film"]].merge(entries, on="statement"))
    for *film, source, title, year, status in tuples(rows, [*key, "source", "title", "film_year", "status"]):
        if tuple(film) in nominees:
            remedy = "correct or leave out the row and import the file again; until then it bars nothing"
            yield Doubt(source, None, whole(year), BARRED, f"{title}, {status} at {film[0]}", remedy)


# --- off the list ---


def _off_list(frames: Mapping[str, pd.DataFrame], sources: Collection[str]) -> Iterator[Doubt]:
    """Official nominations that the closed list of their ceremony does not have: neither the film, nor who for it."""
    if _beside_closed(frames["nominations"], sources).empty:
        return
    tables = build(frames)
    rows = tables.unheard[tables.unheard["source"].isin(sources)]
    if rows.empty:
        return
    works, performers, closed = _listed(tables)
    who = _people(tables, rows)
    names = ["statement", "body", "ceremony", "category", "film"]
    more = ["source", "line", "film_year", "title", "category_as_printed"]
    for statement, *key, source, line, year, title, award_name in tuples(rows, names + more):
        body, ceremony, category, film = key
        people = who[statement] if category in ACTING else []
        at_hand = closed.get((body, ceremony))
        work = body, ceremony, category, film
        if at_hand and (work not in works or any((*work, one) not in performers for one, _ in people)):
            by = ", ".join(name for _, name in who[statement])
            award = award_name if category in ("", OTHER) else categories()[category].title
            yield Doubt(
                source,
                whole(line),
                whole(year),
                OFF_LIST,
                f"{title}, {award}{f' ({by})' if by else ''}",
                f"correct or leave out the row and import the file again; the list at hand: {at_hand}",
            )


def _listed(
    tables: SeasonTables,
) -> tuple[set[tuple[object, ...]], set[tuple[object, ...]], dict[tuple[str, int], str]]:
    """Films and performers of the lists that speak, and where each closed one can be read."""
    own = tables.entries
    own = own[own["official"] & own["result"].isin(SHOWN)]
    who = _people(tables, own)
    works: set[tuple[object, ...]] = set()
    performers: set[tuple[object, ...]] = set()
    closed: dict[tuple[str, int], str] = {}
    for statement, body, ceremony, slug, concept, film, state, url in tuples(
        own, ["statement", "body", "ceremony", "category", "counted_as", "film", "list_state", "source_url"]
    ):
        if state == "fit":
            closed.setdefault((body, ceremony), url)
        for category in {slug, concept}:
            works.add((body, ceremony, category, film))
            performers |= {(body, ceremony, category, film, one) for one, _ in who[statement]}
    return works, performers, closed


def _people(tables: SeasonTables, entries: pd.DataFrame) -> Mapping[str, list[tuple[str, str]]]:
    """Key and name of everybody an entry names."""
    credits = tables.credits[tables.credits["statement"].isin(entries["statement"])]
    people: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for statement, person, name in tuples(credits, ["statement", "person", "name"]):
        people[statement].append((person, name))
    return people


# --- ids ---


def _unknown_ids(frames: Mapping[str, pd.DataFrame], sources: Collection[str]) -> pd.DataFrame:
    """First entries of films by nothing but an id that neither the registry nor any other row gives a title."""
    films = set(text(frames["films"], "film"))
    for name in _FILMS:
        films |= set(frames[name]["film"][~text(frames[name], "title").map(is_id).astype(bool)])
    works = frames["works"]
    rows = works[works["source"].isin(sources) & text(works, "title").map(is_id) & ~works["film"].isin(films)]
    return rows.sort_values("line", kind="stable").drop_duplicates(["source", "film"])


def _of_unknown_ids(rows: pd.DataFrame) -> Iterator[Doubt]:
    names = ["source", "line", "film_year", "title", "category_as_printed"]
    for source, line, year, title, award in tuples(rows, names):
        remedy = "correct the id, or import the film with its title (`snubs import films`)"
        yield Doubt(source, whole(line), whole(year), UNKNOWN_ID, f"{title}, {award}", remedy)


def _with_rows_of(frames: Mapping[str, pd.DataFrame], sources: Collection[str]) -> Mapping[str, pd.DataFrame]:
    """The frames with the rows of some sources alone, where rows give films ids."""
    with_ids = {name: frames[name] for name in WITH_IDS if name in frames}
    return {**frames, **{name: rows[rows["source"].isin(sources)] for name, rows in with_ids.items()}}


def _other_films(frames: Mapping[str, pd.DataFrame], sources: Collection[str]) -> Iterator[Doubt]:
    """Rows whose id is believed to be of another film than they name, and therefore identifies nothing."""
    own = _with_rows_of(frames, sources)
    films = {film: (title, whole(year)) for film, title, year in tuples(frames["films"], ["film", "title", "year"])}
    for (name, column), wrong in wrong_ids(own).items():
        rows = own[name].loc[wrong.index].reindex(columns=["source", "line", "film_year", "title", column])
        for film, (source, line, year, title, own_id) in zip(wrong, tuples(rows, [*rows.columns]), strict=True):
            main, release = films[film]
            words = f"{title}: {own_id} is {main}{f' ({release})' if release else ''}"
            remedy = "correct the id and import again; until then the row is matched without it"
            if film.startswith("Q"):
                remedy += f"; if the id is right, say so: snubs review alias {film} {shlex.quote(title)} {GROUNDS}"
            yield Doubt(source, whole(line), whole(year), OTHER_FILM, words, remedy)


def _second_ids(
    frames: Mapping[str, pd.DataFrame], sources: Collection[str], corrections: Corrections
) -> Iterator[Doubt]:
    """First rows with an id that is not told apart from another film's of its title, or was taken for it."""
    names = {film: title for film, title, _ in tuples(frames["films"], ["film", "title", "year"])}
    of_film = _ids_of(frames["films"], {})
    twins = defaultdict(set)
    for film, twin in tuples(frames["alike"], list(ALIKE)):
        if twin in names or is_id(twin):
            twins[film].add(twin)
    columns = ["source", "line", "film_year", "title", "imdb", "qid", "film"]
    own = [frames[name][frames[name]["source"].isin(sources)] for name in LISTS]
    rows = pd.concat([part.reindex(columns=columns) for part in own], ignore_index=True)
    for source, line, year, title, imdb, qid, film in tuples(rows.drop_duplicates(["source", "imdb", "qid"]), columns):
        own_id = qid or imdb
        is_taken = own_id != film and imdb not in of_film[film] and (film in names or is_id(film))
        other = film if is_taken else min(twins[film], default="") if own_id == film and film not in names else ""
        if not own_id or not other or corrections.decided(own_id):
            continue
        other_film = f"{names[other]}: {', '.join(sorted(of_film[other])) or other}" if other in names else other
        decide = f"snubs review decide {own_id} --is {other} {GROUNDS}"
        remedy = f"correct the id, or say that both are one film: {decide}"
        yield Doubt(
            source,
            whole(line),
            whole(year),
            SECOND_ID if is_taken else NOT_APART,
            f"{title}: {own_id}, but {other_film}" if is_taken else f"{title}: {own_id}, beside {other_film}",
            remedy if is_taken else f"{remedy}; or two: {decide.replace('--is', '--is-not')}",
        )


def _two_films(
    frames: Mapping[str, pd.DataFrame], sources: Collection[str], corrections: Corrections
) -> Iterator[Doubt]:
    """Rows whose id and link are known otherwise by what other sources say."""
    links, tables = link_table(frames["links"]), {name: _identified(name, frames[name]) for name in _FILMS}
    titles = dict(tuples(frames["films"], ["film", "title"]))
    for source in sorted(sources):
        own = {name: rows[(rows["source"] == source)] for name, rows in tables.items()}
        if not any(len(rows) for rows in own.values()):
            continue
        others = [rows[rows["source"] != source] for rows in tables.values()]
        films = frames["films"][frames["films"]["source"] != source]
        ids = known_ids(films, links, stated_together(others))
        of_film = _ids_of(films, ids.by_imdb)
        for rows in own.values():
            for line, year, title, imdb, link, qid in _rows(rows):
                by_link = links.qid.get(link) or ids.by_page.get(links.page(link), "")
                by_id = ids.by_imdb.get(imdb, "")
                agrees = by_link in ("", by_id, qid) or imdb in of_film[by_link]
                if agrees or _is_decided(corrections, imdb, by_id, by_link):
                    continue
                if by_id:
                    words = (
                        f"{title}: {imdb} is {titles.get(by_id) or by_id}, {link} is {titles.get(by_link) or by_link}"
                    )
                    yield Doubt(source, line, year, TWO_FILMS, words, "correct the id or the link, and import again")
                elif of_film[by_link]:
                    words = f"{title}: {imdb}, but {link} is {', '.join(sorted(of_film[by_link]))}"
                    decide = f"snubs review decide {imdb} --is {by_link} {GROUNDS}"
                    remedy = f"correct the id, or say that both are one film: {decide}"
                    yield Doubt(source, line, year, SECOND_ID, words, remedy)


def _identified(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows that have an IMDb id and a link; a film's Wikidata id is that which people decided on."""
    if name == "films":
        rows = rows.drop(columns="qid").rename(columns={"wikipedia": "link", "year": "film_year", "film": "qid"})
    rows = rows.reindex(columns=["source", "line", "film_year", "title", "imdb", "link", "qid"])
    return rows[(text(rows, "imdb") != "") & (text(rows, "link") != "")]


def _rows(rows: pd.DataFrame) -> Iterable[tuple[int | None, int | None, str, str, str, str]]:
    own = rows.assign(link=article(text(rows, "link"))).drop_duplicates()
    for line, year, *names in tuples(own, ["line", "film_year", "title", "imdb", "link", "qid"]):
        yield whole(line), whole(year), *names


def _ids_of(films: pd.DataFrame, by_imdb: Mapping[str, str]) -> Mapping[str, set[str]]:
    """The IMDb ids of each film."""
    of_film: dict[str, set[str]] = defaultdict(set)
    for film, imdb in (*tuples(films, ["film", "imdb"]), *((film, imdb) for imdb, film in by_imdb.items())):
        if imdb:
            of_film[film].add(imdb)
    return of_film


def _is_decided(corrections: Corrections, imdb: str, by_id: str, by_link: str) -> bool:
    """Whether somebody decided that both are one film."""
    decided = corrections.decided(imdb) or (corrections.decided(by_id) if by_id else None)
    return decided is not None and corrections.key(decided.film) == corrections.key(by_link)
