"""Ids that lists give to a film and that belong to another one."""

from collections.abc import Mapping
from functools import cached_property
from itertools import compress
from typing import Any, NamedTuple

import pandas as pd
from rapidfuzz.distance import Indel

from tracker.domain.titles.comparable import is_id, title_key
from tracker.frames import OBJECT
from tracker.identity.cells import article, one_to_one, text
from tracker.identity.films.cases import YEARS_BEFORE, named_beside
from tracker.identity.films.crews import CRAFT_OF_CREDIT, made_by_others
from tracker.identity.films.features import FAR_AFTER, FAR_BEFORE
from tracker.identity.films.links import Links, link_table
from tracker.identity.films.registry import FEATURE, FilmRegistry, names_of, registry_keys, share_a_person

WITH_IDS = ("works", "top_tens", "eligibility", "releases", "scores", "film_credits")
"""Frames whose rows may give a film its ids."""
IDS = ("qid", "imdb")
"""Columns of ids; the first that a row has identifies its film."""
_LEAST = 4
"""Fewest letters of a word that makes two titles alike."""
_ALIKE = 0.6
"""Least similarity, 0 to 1, of two titles that are spelt alike."""


Wrong = dict[tuple[str, str], "pd.Series[str]"]
"""By frame and column of ids, the film whose id a row gives, for rows that are about another film."""


def with_believed_ids(
    frames: Mapping[str, pd.DataFrame], registered: "Registered | None" = None
) -> dict[str, pd.DataFrame]:
    """The frames with the ids of other films left blank, so that something else identifies these rows.

    Args:
        frames: the store's, with the corrected registry; of works, also nominations and credits.
        registered: what the registry and links say, for a caller who asks of several parts of the lists.
    """
    believed = {**frames}
    for (name, column), wrong in wrong_ids(frames, registered).items():
        rows = believed[name]
        believed[name] = rows.assign(**{column: rows[column].where(~rows.index.isin(wrong.index), "")})
    return believed


def with_printed_ids(keyed: Mapping[str, pd.DataFrame], frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Frames with keys and the ids that their rows print, believed or not."""
    printed = {
        name: {column: frames[name][column] for column in IDS if column in frames[name].columns}
        for name in WITH_IDS
        if name in frames
    }
    return {**keyed, **{name: keyed[name].assign(**ids) for name, ids in printed.items()}}


def wrong_ids(frames: Mapping[str, pd.DataFrame], registered: "Registered | None" = None) -> Wrong:
    """The ids of the registry's films that rows about other films give; frames and columns without any are absent.

    The title must not be the film's own. If it is nothing like any that the registry has for the film, the year must be
    far off or the work that of other people: a translation, or a title in another script, is believed as long as these
    do not contradict. If the title or the link is that of another film of the season, nobody beside the row may have
    made the film of the id. A title that both films have decides where only the other one is of the season.
    """
    films = frames.get("films")
    if films is None or films.empty or not any(name in frames for name in WITH_IDS):
        return {}
    registered = registered or Registered(frames)
    every = {
        (name, column): _in_question(name, column, frames, registered)
        for name in WITH_IDS
        if name in frames
        for column in IDS
        if column in frames[name].columns
    }
    every = {place: rows for place, rows in every.items() if rows}
    if not every:
        return {}
    registry = registered.among({film for rows in every.values() for one in rows for film in (one.film, *one.others)})
    wrong = {place: {one.index: one.film for one in rows if one.is_wrong(registry)} for place, rows in every.items()}
    return {place: pd.Series(rows, dtype=OBJECT) for place, rows in wrong.items() if rows}


class Registered:
    """The registry by id and by title, and where links lead."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self._films, self._links = frames["films"], frames.get("links")
        films = self._films
        self.keys = films["film"] if "film" in films.columns else registry_keys(films)
        self.of_id = {
            "imdb": one_to_one(text(films, "imdb"), self.keys),
            "qid": one_to_one(text(films, "qid"), self.keys),
        }
        self.year = dict(zip(self.keys, films["year"] if "year" in films.columns else [None] * len(films), strict=True))
        self.titled: dict[str, set[str]] = {}
        """Films by title key; aliases aside, which several films share more often."""
        for film, *titles in zip(self.keys, text(films, "title"), text(films, "original_title"), strict=True):
            for title in titles:
                if title:
                    self.titled.setdefault(title_key(title), set()).add(film)

    @cached_property
    def links(self) -> Links:
        """Where link titles lead."""
        return Links({}, {}, {}) if self._links is None else link_table(self._links)

    def among(self, films: set[str]) -> "_Made":
        """What the registry says of some films."""
        rows = self._films[self.keys.isin(films)]
        registry = FilmRegistry.of(rows)
        titles = {
            film: {title_key(one) for one in (row.title, row.original_title, *row.aliases) if one}
            for film, row in registry.of_film.items()
        }
        for film, page in zip(self.keys[rows.index], article(text(rows, "wikipedia")), strict=True):
            if page and film in titles:
                titles[film].add(title_key(page))
        return _Made(registry, titles)


class _Made(NamedTuple):
    """The films in question, and the title keys of each, those of its article among them."""

    registry: FilmRegistry
    titles: Mapping[str, set[str]]


class _Row(NamedTuple):
    """A row whose id may be another film's."""

    index: Any
    film: str
    """The one of the id."""
    titles: tuple[str, ...]
    """The title keys of what it prints and links."""
    is_far: bool
    """Whether the film is of another time."""
    others: frozenset[str]
    """Other films of the registry: those of its season that have its title, and the one that its link leads to."""
    people: tuple[tuple[str, str], ...]
    """Craft and name."""
    is_of_short: bool
    """Whether it stands in a category for shorts."""

    def is_wrong(self, made: _Made) -> bool:
        """Whether it is about another film than that of its id."""
        if self.film not in made.titles:
            return False
        titles, registry = made.titles[self.film], made.registry
        by_others = made_by_others(self.people, self.film, registry)
        by_others |= self.is_of_short and registry.of_film[self.film].work_kind == FEATURE
        if not any(are_alike(one, other) for one in self.titles for other in titles) and (self.is_far or by_others):
            return True
        crew = names_of(name for _, name in self.people)
        if not self.others or share_a_person(crew, registry.crew(self.film)):
            return False
        by_other_crew = any(share_a_person(crew, registry.crew(film)) for film in self.others)
        return self.titles[0] not in titles or self.is_far or (by_others and by_other_crew)


def _in_question(name: str, column: str, frames: Mapping[str, pd.DataFrame], registered: Registered) -> list[_Row]:
    """The rows that give an id of the registry and not the film's main title alone, or that are of another time."""
    of_id, rows = registered.of_id[column], frames[name]
    own = rows[[one in of_id for one in text(rows, column).tolist()]] if of_id else rows[:0]
    if own.empty:
        return []
    own = own[[title != "" and not is_id(title) for title in text(own, "title").tolist()]]
    keys = [title_key(title) for title in text(own, "title")]
    films = [of_id[one] for one in text(own, column)]
    seasons = _years(name, own, frames)
    far = [_is_far(season, registered.year[film]) for season, film in zip(seasons, films, strict=True)]
    doubts = [
        is_far or registered.titled.get(key, set()) != {film}
        for key, film, is_far in zip(keys, films, far, strict=True)
    ]
    if not any(doubts):
        return []
    own = own[doubts]
    pages = article(text(own, "link")) if name != "film_credits" else pd.Series("", index=own.index)
    qids = registered.links.qid if any(pages) else {}
    beside = zip(own.index, pages, *_people_beside(name, own, frames), strict=True)
    doubtful = compress(zip(films, keys, seasons, far, strict=True), doubts)
    in_question = []
    for (index, page, people, is_of_short), (film, key, season, is_far) in zip(beside, doubtful, strict=True):
        target = qids.get(page, "")
        if target != film:
            others = {one for one in registered.titled.get(key, ()) if _is_of(season, registered.year[one])}
            others |= {target} & registered.year.keys()
            titles = (key, title_key(page)) if page else (key,)
            in_question.append(_Row(index, film, titles, is_far, frozenset(others - {film}), people, is_of_short))
    return in_question


def _is_of(season: Any, year: Any) -> bool:
    """Whether a film of a year may be meant by its title alone."""
    return not (pd.isna(season) or pd.isna(year)) and 0 <= season - year <= YEARS_BEFORE


def are_alike(one: str, other: str) -> bool:
    """Whether two title keys have a word in common, or are spelt nearly alike."""
    words = {word for word in one.split() if len(word) >= _LEAST} & {*other.split()}
    left, right = one.replace(" ", ""), other.replace(" ", "")
    short = min(left, right, key=len)
    within = len(short) >= _LEAST and short in left and short in right
    return one == other or bool(words) or within or Indel.normalized_similarity(left, right) >= _ALIKE


def _is_far(season: Any, year: Any) -> bool:
    return not (pd.isna(season) or pd.isna(year)) and not -FAR_AFTER <= season - year <= FAR_BEFORE


def _people_beside(name: str, rows: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> tuple[list[Any], list[bool]]:
    """Craft and name of the people beside each row, and whether its category is one of shorts."""
    no_short = [False] * len(rows)
    if name == "film_credits":
        crafts = text(rows, "craft").map(lambda craft: CRAFT_OF_CREDIT.get(craft, craft))
        return [((craft, person),) for craft, person in zip(crafts, text(rows, "name"), strict=True)], no_short
    if name == "works" and {"credits", "nominations"} <= {*frames} and "statement" in rows.columns:
        beside = named_beside(rows["statement"], frames["credits"], frames["nominations"])
        return beside["named"].tolist(), beside["short"].tolist()
    return [()] * len(rows), no_short


def _years(name: str, rows: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> list[Any]:
    """The film year of each row, if need be that of its list."""
    if name == "works" and "film_year" not in rows.columns and "nominations" in frames:
        lists = frames["nominations"]
        years = dict(zip(lists["statement"], lists["film_year"], strict=True))
        return [years.get(statement) for statement in rows["statement"]]
    return rows["film_year"].tolist() if "film_year" in rows.columns else [None] * len(rows)
