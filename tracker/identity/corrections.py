"""People's decisions about the identity of films and people: correction files, checked for contradictions.

A decision names films by their keys: a Wikidata id (`Q927826`), an IMDb id (`tt1334260`), an article
(`wp:Never Let Me Go (2010 film)`) or a printed title of a season (`printed:never let me go|2010`). A person is named by
`person:` and the key of their credits: an article (`person:Steve McQueen (director)`) or a name without one
(`person:name:steve mcqueen`). A `pass` names no film: it lets a held line of a list pass.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pandas as pd
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from tracker.domain.errors import InputError, problem_in_words, unread
from tracker.domain.facts.records import MAX_TEXT
from tracker.domain.lists.passes import Passes
from tracker.domain.yamltext import MAX_CHARACTERS, load_yaml
from tracker.identity.tables import write_rows

_OF_PASSES = ("ceremony", "category", "problem")
COLUMNS = ("kind", "film", "other", "title", "who", "when", "why", "source", "undone", *_OF_PASSES)
"""Columns of a file of corrections, in order; the last three only where a line passes."""

_QID = re.compile(r"Q[1-9]\d{0,11}")
_KEY = re.compile(r"Q[1-9]\d{0,11}|tt\d{1,10}|wp:\S.*|printed:[^|]+\|(\d{4})?|person:\S.*")
_PERSON = "person:"
_KEYS = "`snubs review` and matches.csv print keys, and `snubs film TITLE` shows ids"
_CEREMONY = re.compile(r"(\w+) (\d{1,4})")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def person_key(key: str) -> str:
    """The name that decisions use for the person with this credit key."""
    return _PERSON + key


class Correction(BaseModel):
    """One decision of one person."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["alias", "same", "different", "retitle", "pass"]
    """`alias`: the film has this title too. `same`: the key `other` means `film`. `different`: it does not, whatever a
    rule says. `retitle`: the film is shown as `title`. `pass`: `problem` holds nothing."""
    film: str = ""
    """The film's key; a Wikidata id for alias and retitle."""
    other: str = ""
    """The other key of `same` and `different`."""
    title: str = Field(default="", max_length=MAX_TEXT)
    ceremony: str = ""
    """Body and number of a list: `oscars 83`."""
    category: str = ""
    """The declared category that a line holds; blank for one that holds the page."""
    problem: str = Field(default="", max_length=MAX_TEXT)
    """The mark of what holds (`tracker.domain.lists.problems.Problem.mark`)."""
    who: str = Field(min_length=1, max_length=MAX_TEXT)
    when: date
    why: str = Field(min_length=1, max_length=MAX_TEXT)
    source: str = Field(default="", max_length=MAX_TEXT)
    """Where it can be checked."""
    undone: str = Field(default="", max_length=MAX_TEXT)
    """Who took it back, and on which day; such a decision stays in the file without effect."""
    place: str = Field(default="", exclude=True)
    """File and line."""

    @field_validator(
        "film", "other", "title", "ceremony", "category", "problem", "who", "why", "source", "undone", mode="before"
    )
    @classmethod
    def _plain(cls, value: object) -> object:
        if isinstance(value, str) and _CONTROL.search(value):
            raise ValueError("has a control character")
        return value.strip() if isinstance(value, str) else value

    @model_validator(mode="after")
    def _whole(self) -> "Correction":
        if self.kind == "pass":
            if not _CEREMONY.fullmatch(self.ceremony) or not self.problem or self.film or self.other or self.title:
                raise ValueError("pass needs a ceremony (`oscars 83`) and a problem, and no film")
            return self
        if self.ceremony or self.category or self.problem:
            raise ValueError(f"{self.kind} has no ceremony, category or problem")
        titled = self.kind in ("alias", "retitle")
        if not (_QID if titled else _KEY).fullmatch(self.film):
            raise ValueError(
                f"film {self.film!r} is not a {'Wikidata id such as Q185888' if titled else 'key'}; {_KEYS}"
            )
        if titled and (not self.title or self.other):
            raise ValueError(f"{self.kind} needs a title and no other key")
        if not titled and (self.title or not _KEY.fullmatch(self.other)):
            raise ValueError(f"{self.other!r} is no key of another work; {_KEYS}")
        if not titled and self.film.startswith(_PERSON) != self.other.startswith(_PERSON):
            raise ValueError(f"{self.film} and {self.other} are not both people or both films")
        if not titled and self.film == self.other:
            raise ValueError(f"{self.film} is itself")
        return self

    @property
    def words(self) -> str:
        """The decision in words."""
        decision = {
            "alias": f"{self.film} is also called {self.title}",
            "same": f"{self.other} is {self.film}",
            "different": f"{self.other} is not {self.film}",
            "retitle": f"{self.film} is shown as {self.title}",
            "pass": f"{self.ceremony}, {self.category or 'the page'}: let pass: {self.problem}",
        }[self.kind]
        return f"{decision} ({self.grounds})"

    @property
    def grounds(self) -> str:
        """Who decided, when and why."""
        return f"{self.who}, {self.when}: {self.why}"


@dataclass(frozen=True)
class Corrections:
    """Decisions in force, without contradictions.

    Raises:
        InputError: two of them contradict each other, or they go round in a circle; names both lines.
    """

    rows: Sequence[Correction] = ()
    _same: dict[str, Correction] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for row in self.in_force:
            if row.kind == "same":
                self._join(row)
        for row in self.in_force:
            self._check(row)

    def _join(self, row: Correction) -> None:
        earlier = self._same.setdefault(row.other, row)
        if earlier.film != row.film:
            raise InputError(f"{row.place}: {row.words} contradicts {earlier.place}: {earlier.words}; undo one of them")
        chain = [row]
        while (further := self._same.get(chain[-1].film)) is not None:
            if further.film == row.other:
                raise InputError(
                    f"{row.place}: {row.words} goes round in a circle with {further.place}: {further.words}; "
                    "undo one of them"
                )
            chain.append(further)

    def _check(self, row: Correction) -> None:
        if row.kind == "different" and self.key(row.film) == self.key(row.other):
            merge = self._same.get(row.other) or self._same[row.film]
            raise InputError(f"{row.place}: {row.words} contradicts {merge.place}: {merge.words}; undo one of them")
        if row.kind == "retitle":
            first = next(r for r in self.in_force if r.kind == "retitle" and self.key(r.film) == self.key(row.film))
            if first.title != row.title:
                raise InputError(f"{row.place}: {row.words} contradicts {first.place}: {first.words}; undo one of them")

    @cached_property
    def in_force(self) -> tuple[Correction, ...]:
        """The decisions that were not undone."""
        return tuple(row for row in self.rows if not row.undone)

    def key(self, film: str) -> str:
        """The key of this key's film after decisions; itself if there is none."""
        while (merge := self._same.get(film)) is not None:
            film = merge.film
        return film

    def decided(self, key: str) -> Correction | None:
        """The decision that assigns a film to a key, if any."""
        return self._same.get(key)

    @cached_property
    def different(self) -> frozenset[tuple[str, str]]:
        """Pairs of keys that are different films, in both orders, with their keys after decisions."""
        pairs = {(row.other, row.film) for row in self.in_force if row.kind == "different"}
        pairs |= {(other, self.key(film)) for other, film in pairs}
        return frozenset(pairs | {(film, other) for other, film in pairs})

    def with_rows(self, *more: Correction) -> "Corrections":
        """These decisions and more.

        Raises:
            InputError: they contradict each other.
        """
        return Corrections((*self.rows, *more))

    def without(self, place: str) -> "Corrections":
        """These decisions except the one at a position."""
        return Corrections(tuple(row for row in self.rows if row.place != place))

    def apart(self, one: str, other: str) -> bool:
        """Whether a person decided that these keys are different films."""
        return (one, other) in self.different

    @cached_property
    def aliases(self) -> Mapping[str, tuple[str, ...]]:
        """Titles that people added, by Wikidata id."""
        return self._titles("alias")

    @cached_property
    def retitled(self) -> Mapping[str, str]:
        """Titles to show, by Wikidata id."""
        return {film: titles[0] for film, titles in self._titles("retitle").items()}

    def _titles(self, kind: str) -> dict[str, tuple[str, ...]]:
        by_film: dict[str, list[str]] = {}
        for row in self.in_force:
            if row.kind == kind:
                by_film.setdefault(self.key(row.film), []).append(row.title)
        return {film: tuple(dict.fromkeys(titles)) for film, titles in by_film.items()}

    @cached_property
    def passes(self) -> Passes:
        """The problems of lists that hold nothing."""
        passes: dict[tuple[str, int], dict[tuple[str, str], str]] = {}
        for row in self.in_force:
            if at := _CEREMONY.fullmatch(row.ceremony):
                passes.setdefault((at[1], int(at[2])), {})[row.category, row.problem] = row.grounds
        return passes

    @cached_property
    def about(self) -> Mapping[str, str]:
        """The decisions about each key in words, including those about its key after decisions."""
        by_key: dict[str, list[str]] = {}
        for row in self.in_force:
            for key in (row.film, row.other, self.key(row.film)):
                if key:
                    by_key.setdefault(key, []).append(row.words)
        return {key: "; ".join(dict.fromkeys(words)) for key, words in by_key.items()}


NONE = Corrections()
"""No decisions."""


def shipped() -> list[Correction]:
    """The reviewed decisions that come with the tracker."""
    text = files("tracker.data").joinpath("corrections.yml").read_text(encoding="utf-8")
    return _from_yaml(text, "corrections.yml")


def read_corrections(path: Path) -> list[Correction]:
    """The decisions in a CSV or YAML file, undone ones included; none if the file is missing.

    Raises:
        InputError: names file and line of what cannot be read.
    """
    try:
        if not path.exists():
            return []
        if path.is_fifo():  # it would be waited for
            raise InputError(f"{path}: is a pipe; name a CSV or YAML file")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {unread(error)}") from error
    if path.suffix.lower() in (".yml", ".yaml"):
        return _from_yaml(text, str(path))
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"{path}: larger than {MAX_CHARACTERS} characters; split the file")
    return _from_csv(io.StringIO(text, newline=""), str(path))


def _from_csv(lines: Iterable[str], name: str) -> list[Correction]:
    reader = csv.DictReader(lines, strict=True)
    rows = []
    try:
        odd = sorted(set(reader.fieldnames or ()) - set(COLUMNS))
        if odd:
            raise InputError(f"{name}:1: no column is called {', '.join(odd)}; known are {', '.join(COLUMNS)}")
        for row in reader:
            if None in row or None in row.values():
                raise InputError(f"{name}:{reader.line_num}: not as many cells as the header has")
            rows.append(_correction(dict(row), f"{name}:{reader.line_num}"))
    except csv.Error as error:
        raise InputError(f"{name}:{reader.line_num}: {error}") from error
    return rows


def _from_yaml(text: str, name: str) -> list[Correction]:
    entries = load_yaml(text, name) or []
    if not isinstance(entries, list):
        raise InputError(f"{name}:1: must be a list of corrections")
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    lines = [item.start_mark.line + 1 for item in node.value] if isinstance(node, yaml.SequenceNode) else []
    return [_correction(entry, f"{name}:{line}") for entry, line in zip(entries, lines, strict=True)]


def _correction(entry: object, place: str) -> Correction:
    if not isinstance(entry, dict):
        raise InputError(f"{place}: must be a mapping with {', '.join(COLUMNS)}")
    try:
        return Correction.model_validate(entry | {"place": place})
    except ValidationError as error:
        first = error.errors()[0]
        column = ".".join(str(part) for part in first["loc"])
        message = problem_in_words(first["msg"])
        raise InputError(f"{place}: {column}: {message}" if column else f"{place}: {message}") from error


def append_correction(path: Path, row: Correction) -> None:
    """Append a decision to a CSV file.

    Raises:
        InputError: the file is no CSV, or cannot be written; it is then as it was.
    """
    _rewrite(path, [*read_corrections(_csv(path)), row])


def undo_correction(path: Path, place: str, note: str) -> None:
    """Undo the decision at a position in a CSV file; it stays there, with a note of when and by whom.

    Raises:
        InputError: the file is no CSV, or cannot be written; it is then as it was.
    """
    rows = read_corrections(_csv(path))
    _rewrite(path, [row.model_copy(update={"undone": note}) if row.place == place else row for row in rows])


def _csv(path: Path) -> Path:
    if path.suffix.lower() in (".yml", ".yaml"):
        raise InputError(f"{path}: decisions are written to CSV; edit this file by hand, or set corrections to a .csv")
    return path


def _rewrite(path: Path, rows: Sequence[Correction]) -> None:
    passes = any(row.kind == "pass" for row in rows)
    columns = [column for column in COLUMNS if passes or column not in _OF_PASSES]
    table = pd.DataFrame([row.model_dump(mode="json") for row in rows], columns=columns)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_rows({path: table})
