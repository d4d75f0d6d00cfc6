"""Film keys that may mean one film, although lists name them differently: by title, people, role, song and list.

Absence needs identity: a film is absent from a list only when it is told apart from every entry of it. Two keys are
told apart by ids of one kind, by a list that names both, by the people of one craft, by kind or year. Otherwise they
are alike when their titles agree in any form, or when lists name the same people in one category for titles that
resemble each other, for one role, or for one song.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from typing import Any

import pandas as pd
from rapidfuzz.distance import Indel

from tracker.domain.categories import OTHER, categories, group_of, prizes_of_either
from tracker.domain.facts.film_cells import credits_of, titles_of
from tracker.domain.titles.comparable import fold
from tracker.frames import TEXT
from tracker.identity.cells import chosen, parts, text
from tracker.identity.corrections import Corrections
from tracker.identity.films.cases import named_beside
from tracker.identity.films.companions import REASON, SCORE
from tracker.identity.films.doubts import NEIGHBOURS, OF_AWARDS, Doubt, Doubts
from tracker.identity.films.film import Film
from tracker.identity.films.links import Links, link_table
from tracker.identity.films.registry import names_of, share_a_person

ALIKE = ("film", "twin")
"""Columns of the frame of keys that are not told apart; every pair stands in it both ways."""
SLIP, SHORTEST_SLIP = 0.9, 7
"""Least similarity of two titles that differ by a slip, and fewest letters of which that is said."""
SHORTEST_BEGINNING = 8
"""Fewest letters with which a longer title may begin so that it is the same."""
CONTENT_WORD = 4
"""Fewest letters of a word whose presence in two titles makes them resemble each other."""
YEARS_APART = 2
"""Years between two films of the registry from which on they are two."""

Key = str


def titles_agree(one: Film, other: Film) -> bool:
    """Whether a whole title of one is one of the other or a piece of it, begins it, or differs from it by a slip."""
    if one.whole & (other.whole | other.pieces) or one.pieces & other.whole:
        return True
    return any(_begins(a, b) or _begins(b, a) or _slip(a, b) for a in one.whole for b in other.whole)


def _begins(one: str, other: str) -> bool:
    return len(one) >= SHORTEST_BEGINNING and other.startswith(f"{one} ")


def _slip(one: str, other: str) -> bool:
    if min(len(one), len(other)) < SHORTEST_SLIP or re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    return Indel.normalized_similarity(one, other, score_cutoff=SLIP) > 0


def name_key(name: str) -> str:
    """A name as lists of one season are compared by it: folded, in any order of its words."""
    return " ".join(sorted(fold(name).split()))


def resemble(one: Film, other: Film) -> bool:
    """Whether the titles have a word of some length in common."""
    words = [
        {word for title in film.whole for word in title.split() if len(word) >= CONTENT_WORD} for film in (one, other)
    ]
    return bool(words[0] & words[1])


def told_apart(one: Film, other: Film, doubt: Doubt | None = None) -> bool:
    """Whether ids, years, kind, a list that names both, or the people of one craft make them two films.

    Args:
        one: a film.
        other: another one.
        doubt: what makes the pair doubtful, so that numbers tell nothing.
    """
    numbers = () if doubt else ((one.qid, other.qid), (one.imdb, other.imdb))
    for mine, theirs in (*numbers, (one.page, other.page)):
        if mine and theirs and mine != theirs:
            return True
    if one.year and other.year and abs(one.year - other.year) >= YEARS_APART:
        return True
    if _are_of_other_years(one, other):
        return True
    if None not in (one.short, other.short) and one.short != other.short:
        return True
    return _beside_each_other(one, other) or _made_by_others(one, other)


def _are_of_other_years(one: Film, other: Film) -> bool:
    """Whether links tell them apart by years; an article may move to the year beside its own, with its whole title."""
    if not (one.qualifiers and other.qualifiers) or one.qualifiers & other.qualifiers:
        return False
    between = min(abs(mine - theirs) for mine, theirs in product(one.qualifiers, other.qualifiers))
    return between >= YEARS_APART or not one.full & other.full


def _beside_each_other(one: Film, other: Film) -> bool:
    """Whether one list names both in one category where an entry is a film."""
    return any(
        not statements & other.places[place] for place, statements in one.places.items() if place in other.places
    )


def _made_by_others(one: Film, other: Film) -> bool:
    crews = ((names_of(one.crew[c]), names_of(other.crew[c])) for c in one.crew.keys() & other.crew.keys())
    sharing = [share_a_person(*crew) for crew in crews if all(crew)]
    return bool(sharing) and not any(sharing)


class Films:
    """Every film key in use, and what is said of it."""

    def __init__(self, frames: Mapping[str, pd.DataFrame], films: pd.DataFrame, links: pd.DataFrame) -> None:
        self.of: dict[Key, Film] = defaultdict(Film)
        self.listed: set[Key] = set()
        self.name_keys = cache(name_key)
        self._loose: dict[tuple[str, Key], tuple[str, int]] = {}
        """Title and season of rows of awards' lists that nothing but their title gives a film."""
        self._pages(link_table(links))
        self._registry(films)
        self.registered = set(self.of)
        for name in _NAMED:
            if name in frames and {"film", "film_year"} <= set(frames[name].columns):
                self._titles(name, frames)
        self._loose_rows(frames)
        self._lists(frames)
        self._credits(films)
        for key, film in self.of.items():
            film.qid = key if key.startswith("Q") else ""
        self.doubts = Doubts(self.of, self.listed, self.registered).pairs()

    def _pages(self, links: Links) -> None:
        there = [title for title, gone in links.missing.items() if not gone]
        self.asked = {*there, *map(links.canonical.__getitem__, there)}

    def _titles(self, name: str, frames: Mapping[str, pd.DataFrame]) -> None:
        rows = frames[name]
        columns = [text(rows, column).tolist() for column in ("film", "title", "link", "imdb", "qid")]
        printed: dict[Key, dict[str, set[tuple[int, str]]]] = defaultdict(lambda: defaultdict(set))
        more = (text_or_number(rows, "film_year"), _publishers(rows, frames))
        for key, title, link, imdb, qid, year, publisher in dict.fromkeys(zip(*columns, *more, strict=True)):
            if key:
                film = self.of[key]
                printed[key].setdefault(link.split("#")[0].replace("_", " "), set())
                printed[key][title] |= {(int(year), f"{name} {publisher}")} if year else set()
                film.seasons |= {int(year)} if year else set()
                film.is_linked = film.is_linked or key not in (imdb, qid)
                film.imdb = film.imdb or (key if key.startswith("tt") and _ID.fullmatch(key) else imdb)
                film.page = film.page or (key[3:] if key.startswith("wp:") and key[3:] in self.asked else "")
        for key, titles in printed.items():
            for title, places in titles.items():
                if title and not _ID.fullmatch(title):
                    whole = self.of[key].add_title(title)
                    for year, label in places:
                        self.of[key].printed[whole, year].add(label)

    def _loose_rows(self, frames: Mapping[str, pd.DataFrame]) -> None:
        if OF_AWARDS not in frames or not {"film_year", "film_reason", "statement"} <= set(frames[OF_AWARDS].columns):
            return
        rows = frames[OF_AWARDS]
        rows = rows[rows["film_reason"].isin(_BY_TITLE)]
        rows = rows[(text(rows, "imdb") == "") & (text(rows, "qid") == "")]
        columns = [text(rows, column).tolist() for column in ("statement", "film", "title", "link")]
        for statement, key, title, link, year in zip(*columns, text_or_number(rows, "film_year"), strict=True):
            # An article without the film's number is what makes the row the film's own.
            if title and year and link.split("#")[0].replace("_", " ") not in self.asked:
                self._loose[statement, key] = self.of[key].add_title(title), int(year)

    def _credits(self, films: pd.DataFrame) -> None:
        """Whom the registry names beside loose rows' films."""
        if "film" in films.columns and self._loose:
            for key, cell in zip(films["film"].tolist(), text(films, "credits").tolist(), strict=True):
                if cell and self.of[key].loose:
                    self.of[key].firm |= {credit.name for credit in credits_of(cell)}

    def _lists(self, frames: Mapping[str, pd.DataFrame]) -> None:
        works, lists, credits = (frames.get(name) for name in ("works", "nominations", "credits"))
        if works is None or lists is None or credits is None or "body" not in lists.columns:
            return
        parts = ("source", "body", "ceremony", "category", "detail", "film_year")
        nominations = dict(
            zip(
                lists["statement"].tolist(),
                zip(*(text_or_number(lists, name) for name in parts), strict=True),
                strict=True,
            )
        )
        beside = named_beside(works["statement"], credits, lists)
        columns = [column.tolist() for column in (works["film"], works["statement"], beside["named"], beside["people"])]
        several = Counter(columns[1])
        for key, statement, crew, people in zip(*columns, strict=True):
            if key and statement in nominations:
                self.listed.add(key)
                source, body, ceremony, slug, detail, year = nominations[statement]
                self._entry(self.of[key], statement, (source, body, ceremony, slug))
                if several[statement] == 1:
                    if (statement, key) in self._loose:
                        self.of[key].loose[self._loose[statement, key]].append(people)
                    else:
                        self.of[key].firm |= {*people}
                    self._honoured(self.of[key], (slug, detail, year), people)
                    for craft, name in crew:
                        if craft != "cast":
                            self.of[key].crew[craft].add(name)

    def told_apart(self, one: Key, other: Key) -> bool:
        """Whether two keys mean two films."""
        doubt = self.doubts.get((min(one, other), max(one, other)))
        return told_apart(self.of[one], self.of[other], doubt if doubt is Doubt.NUMBER else None)

    def _entry(self, film: Film, statement: str, place: tuple[str, ...]) -> None:
        group = group_of(place[-1])
        film.groups.add(group)
        if group not in _SEVERAL:
            film.places[place].add(statement)

    def _honoured(self, film: Film, nomination: tuple[str, ...], people: Iterable[str]) -> None:
        slug, detail, year = nomination
        concept = categories().get(slug)
        if concept and concept.compared:
            work = fold(detail) if concept.group == "acting" or concept.entry == "song" else ""
            award = prizes_of_either().get(slug) or concept.pool or slug
            film.honoured |= {(f"{award} {year}", self.name_keys(name), work) for name in people}

    def _registry(self, films: pd.DataFrame) -> None:
        if films.empty or "film" not in films.columns:
            return
        columns = [
            text(films, name).tolist() for name in ("film", "imdb", "wikipedia", "title", "original_title", "titles")
        ]
        more = zip(parts(films, "aliases"), parts(films, "directors"), _years(films), strict=True)
        for (key, imdb, page, title, original, titles), (aliases, directors, year) in zip(
            zip(*columns, strict=True), more, strict=True
        ):
            if not key:
                continue
            film = self.of[key]
            film.imdb, film.page = film.imdb or imdb, film.page or page
            film.year = year if film.year is None else film.year
            if directors:
                film.crew["director"] |= set(directors)
                film.firm |= set(directors)
            if year is not None:
                film.seasons |= {year, year + 1}
            for one in (title, original, *aliases, *(t.title for t in titles_of(titles))):
                if one:
                    film.add_title(one)
            film.known = {*film.full}


_NAMED = (OF_AWARDS, "top_tens", "eligibility")
_ID = re.compile(r"tt\d+|Q\d+")
_BY_TITLE = ("title_year", "scored", REASON)
"""Reasons of rows that may have nothing but their title."""


def _publishers(rows: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> list[str]:
    """Who publishes the list of each row; a user's file has a source for each body."""
    if "source" in rows.columns or "nominations" not in frames:
        sources = text(rows, "source").tolist()
    else:
        lists = frames["nominations"]
        source_of = dict(zip(text(lists, "statement"), text(lists, "source"), strict=True))
        sources = [source_of.get(statement, "") for statement in text(rows, "statement")]
    return [source.partition(".")[0] for source in sources]


_SEVERAL = ("acting", "music", OTHER)
"""Groups of categories in which one film may have several entries."""


def text_or_number(rows: pd.DataFrame, column: str) -> list[str]:
    """A column as text; whole numbers without a point, "" where there is nothing."""
    if column not in rows.columns:
        return [""] * len(rows)
    cells = zip(rows[column].tolist(), rows[column].isna().tolist(), strict=True)
    return ["" if missing else str(cell).removesuffix(".0") for cell, missing in cells]


def _years(films: pd.DataFrame) -> list[int | None]:
    if "year" not in films.columns:
        return [None] * len(films)
    return [None if pd.isna(year) else int(year) for year in pd.to_numeric(films["year"], errors="coerce")]


@dataclass(frozen=True)
class Pair:
    """Two keys that are alike and not told apart."""

    one: Key
    other: Key
    agreed: bool
    """Whether the titles agree, or the role or song does."""
    supported: bool
    """Whether lists name the same people for both in one category, two lists of one ceremony name them there, or the
    same people made films of the very title."""


def alike_pairs(films: Films, corrections: Corrections, about: Collection[Key] | None = None) -> list[Pair]:
    """Keys of near seasons that are alike and not told apart; one of the two is on a list, and one lacks an id.

    Args:
        films: what is said of each key.
        corrections: people's decisions.
        about: of which keys one must be among them; None for all pairs.
    """
    pairs = []
    for one, other in sorted(_by_title(films) | _by_people(films) | films.doubts.keys()):
        if about is not None and one not in about and other not in about:
            continue
        mine, theirs = films.of[one], films.of[other]
        doubt = films.doubts.get((one, other))
        if corrections.apart(one, other) or (told_apart(mine, theirs, doubt) and (doubt or 0) < Doubt.LOOSE):
            continue
        people, work = _shared(mine, theirs)
        agreed = titles_agree(mine, theirs) or work
        has_support = people or _two_lists(mine, theirs) or _by_same_people(mine, theirs)
        if agreed or doubt or mine.words & theirs.words or (people and resemble(mine, theirs)):
            is_open = doubt is Doubt.ROW or films.told_apart(one, other)
            pairs.append(Pair(one, other, agreed, has_support and not is_open))
    return pairs


def _shared(one: Film, other: Film) -> tuple[bool, bool]:
    """Whether lists of one season name the same person in one category, and for the same role or song."""
    works = {(place, name): work for place, name, work in one.honoured}
    both = [(works[place, name], work) for place, name, work in other.honoured if (place, name) in works]
    return bool(both), any(mine and mine == theirs for mine, theirs in both)


def _two_lists(one: Film, other: Film) -> bool:
    """Whether two sources' lists of one ceremony name them in one category."""
    mine, theirs = ({place[1:]: place[0] for place in film.places} for film in (one, other))
    return any(mine[place] != theirs[place] for place in mine.keys() & theirs.keys())


def _by_same_people(one: Film, other: Film) -> bool:
    """Whether the same people made films of the very title: festivals and other countries have a film a year apart.

    A short may become a long film of its title by the same people: neither may be known as one that the other is not.
    """
    if not one.full & other.full or (one.short or False) != (other.short or False):
        return False
    honoured = ({name for _, name, _ in film.honoured} for film in (one, other))
    return bool(set.intersection(*honoured)) or any(
        share_a_person(names_of(one.crew[craft]), names_of(other.crew[craft]))
        for craft in one.crew.keys() & other.crew.keys()
    )


def _by_title(films: Films) -> set[tuple[Key, Key]]:
    weak: dict[tuple[str, int], list[Key]] = defaultdict(list)
    for key, film in films.of.items():
        if not film.imdb:
            for block, season in product(blocks(film), film.seasons):
                weak[block, season].append(key)
    keys = set()
    for key, film in films.of.items():
        near = {season + step for season in film.seasons for step in range(-NEIGHBOURS, NEIGHBOURS + 1)}
        for other in {other for place in product(blocks(film), near) for other in weak.get(place, ())}:
            if other != key and (key in films.listed or other in films.listed):
                keys.add((min(key, other), max(key, other)))
    return keys


def blocks(film: Film) -> Iterator[str]:
    """What titles of films that are alike have in common: a whole title, a piece of one, its first or last letters."""
    yield from film.pieces
    yield from (f"{IN_ONE_WORD}{word}" for word in film.words)
    for title in film.whole:
        yield title
        letters = title.replace(" ", "")
        yield f"{letters[:_AT_AN_END]} …"
        yield f"… {letters[-_AT_AN_END:]}"


IN_ONE_WORD = "="
"""Before a title in one word."""
_AT_AN_END = 4
"""Letters of a title's beginning and of its end; a slip leaves one of the two as it is."""


def _by_people(films: Films) -> set[tuple[Key, Key]]:
    places: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key, film in films.of.items():
        for place, name, _ in film.honoured:
            places[place, name].append(key)
    pairs = (pair for keys in places.values() for pair in combinations(sorted(set(keys)), 2))
    return {pair for pair in pairs if not all(films.of[key].imdb for key in pair)}


def _kind(key: Key) -> int:
    """Kinds of key, the strongest first."""
    return next(rank for rank, start in enumerate(("Q", "tt", "wp:", "printed:")) if key.startswith(start))


def groups_of(pairs: Iterable[Pair]) -> dict[Key, set[Key]]:
    """By key, all keys that may mean one film with it: alike, and borne out by people or lists."""
    groups: dict[Key, set[Key]] = {}
    for pair in pairs:
        if pair.agreed and pair.supported:
            together = groups.get(pair.one, {pair.one}) | groups.get(pair.other, {pair.other})
            groups |= dict.fromkeys(together, together)
    return groups


def best_keys(groups: Mapping[Key, set[Key]], films: Films, corrections: Corrections) -> dict[Key, Key]:
    """The best key of each film that several keys mean, where none of them are told apart, by key that has another."""
    best_of = {}
    for key, group in groups.items():
        contradicted = any(films.told_apart(a, b) or corrections.apart(a, b) for a, b in combinations(sorted(group), 2))
        best = min(group, key=lambda key: (_kind(key), key not in films.registered, len(key), key))
        if not contradicted and key != best:
            best_of[key] = best
    return best_of


def join_alike(
    frames: dict[str, pd.DataFrame], films: pd.DataFrame, links: pd.DataFrame, corrections: Corrections
) -> tuple[Films, list[Pair], dict[Key, Key]]:
    """Give keys that lists show to be one film its best key, and name those that are not told apart (`ALIKE`).

    Args:
        frames: frames with film keys, changed in place; `alike` is added.
        films: the registry.
        links: where link titles lead.
        corrections: people's decisions.

    Returns:
        What is said of each key, the pairs that are alike, and the best key by key that has another one.
    """
    works = Films(frames, films, links)
    pairs = alike_pairs(works, corrections)
    best_of = best_keys(groups_of(pairs), works, corrections)
    if best_of:
        for name in [name for name, rows in frames.items() if "film" in rows.columns and name != "films"]:
            frames[name] = _rekeyed(frames[name], best_of)
    frames["alike"] = pd.DataFrame(twins(pairs, best_of), columns=list(ALIKE), dtype=TEXT)
    return works, pairs, best_of


def twins(pairs: Iterable[Pair], best_of: Mapping[Key, Key]) -> list[tuple[Key, Key]]:
    """The rows of `ALIKE`: keys that are not told apart, by their best keys."""
    ends = {(best_of.get(p.one, p.one), best_of.get(p.other, p.other)) for p in pairs}
    return sorted({pair for one, other in ends if one != other for pair in ((one, other), (other, one))})


def _rekeyed(rows: pd.DataFrame, best_of: Mapping[Key, Key]) -> pd.DataFrame:
    changes_key = rows["film"].isin(best_of)
    changes: dict[str, Any] = {"film": chosen(rows["film"], best_of)}
    if "film_reason" in rows.columns:
        changes |= {"film_reason": REASON, "film_score": SCORE}
    if "film_why" in rows.columns:
        changes["film_why"] = _WHY
    return rows.assign(**{name: rows[name].mask(changes_key, value) for name, value in changes.items()})


def joined(cells: Sequence[Any], best: Key) -> tuple[Any, ...]:
    """Film, reason, trust and words of a row whose film has a better key; a row without a reason stays without."""
    return (best, *cells[1:]) if cells[1] is None else (best, REASON, SCORE, _WHY)


_WHY = "another list names the same people, or the same place, under a title like it"
