"""Match what the statements name, each stage again only where something that it reads is different.

The stages and what they read: *findings* of the registry, by case; keys of *lists*, by everything that lists say;
keys of *claims* by the claims, the registry, the films that lists alone know and ids that are stated with links; keys
that lists have *together*; *people*. What a stage gave stands as long as that is the same.
"""

import gc
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from jobs.context import Context
from jobs.steps.identity.keys import Keys, Row, offers
from jobs.steps.identity.rows import CLAIMS, NAMED, credit_rows, film_rows
from tracker.domain.facts.frames import MATCHED
from tracker.store import frames as store

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

    from tracker.identity.films.cases import Findings
    from tracker.identity.films.links import Stated

OF_LISTS = frozenset({"nomination", "eligibility", "top_ten", "field"})
"""Kinds of statements that lists make."""
_OF_REGISTRY = frozenset({"film", "credit"})
"""Kinds by which a finding is told."""
_ONLY_CLAIMS = ("releases", "scores", "mentions", "facts")
"""Frames that nothing reads but the stage of claims."""
_FILM_AT = {"film": 4, "credit": 3, "alike": 0, "offer": 0}
"""Where a row has its film, or the case that may mean one."""
_PERSON_AT = 4


def match(
    context: Context, conn: "Connection", keys: Keys, changed: Collection[str] | None
) -> tuple[set[str], set[str]]:
    """Bring all keys up to date; gives films and people of which anything is different from before.

    Args:
        context: people's decisions.
        conn: a connection.
        keys: as they were.
        changed: kinds of which statements came, went or moved since; None where anything may be different.
    """
    matching = _Matching(context, conn, keys, changed)
    with without_collection():
        matching.run()
        _forget_texts()
    return matching.films, matching.people


@contextmanager
def without_collection() -> Iterator[None]:
    """Without a look for cycles among millions of rows, which have none: it takes a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@dataclass
class _Matching:
    context: Context
    conn: "Connection"
    keys: Keys
    changed: Collection[str] | None
    films: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)

    def run(self) -> None:
        from tracker.identity.resolve import alone_in, join_lists, keyed_lists, stated_in

        stated = stated_in(self.frames) | self._stated_by_claims()
        findings = self._findings()
        entries, answers = keyed_lists(self.frames, stated, self.context.corrections, findings)
        self._note_findings(findings)
        self._replace("offer", "lists", offers("lists", answers.candidates))
        alone = alone_in(entries.values())
        self._claims(alone, stated)
        keyed = {**self.frames, **entries}
        best_of = join_lists(keyed, self.context.corrections)
        for name in NAMED:
            self._replace("film", name, film_rows(name, keyed))
        self._replace("alike", "", keyed["alike"].itertuples(index=False, name=None))
        self._join_claims(best_of)
        self._people(keyed)

    def _replace(self, table: str, frame: str, rows: Iterable[Row]) -> None:
        differ = self.keys.replace(table, frame, rows)
        self.films.update(row[_FILM_AT[table]] for row in differ)
        if table == "credit":
            self.people.update(row[_PERSON_AT] for row in differ)
        if table == "alike":
            self.films.update(twin for _, twin in differ)

    @cached_property
    def frames(self) -> "dict[str, pd.DataFrame]":
        """All but those that nothing reads but the stage of claims, with the registry as people corrected it."""
        from tracker.identity.resolve import with_registry
        from tracker.judge.material.rulings import with_rulings

        raw = self._read(name for name in MATCHED if name not in _ONLY_CLAIMS)
        return with_registry(with_rulings(raw), self.context.corrections)

    @cached_property
    def _claimed(self) -> "dict[str, pd.DataFrame]":
        return self._read(_ONLY_CLAIMS)

    def _read(self, names: Iterable[str]) -> "dict[str, pd.DataFrame]":
        return {name: getattr(store, name)(self.conn, columns=MATCHED[name]) for name in names}

    def _are_same(self, kinds: Iterable[str]) -> bool:
        return self.changed is not None and not {*self.changed} & {*kinds}

    @cached_property
    def _claims_are_same(self) -> bool:
        return self.changed is not None and {*self.changed} <= OF_LISTS and "stated" in self.keys.about

    def _are_others(self, stage: str, of_lists: object) -> bool:
        """Whether what a stage reads is different from the last time, with what it reads of lists; notes that."""
        basis = blake2b(repr(of_lists).encode(), digest_size=16).hexdigest()
        is_same = self._claims_are_same and self.keys.about.get(stage) == basis
        self.keys.write("about", [(stage, basis)])
        return not is_same

    def _stated_by_claims(self) -> "Stated":
        from tracker.identity.resolve import stated_in

        if not self._claims_are_same:
            self.keys.write("about", [("stated", json.dumps(sorted(stated_in(self._claimed))))])
        return frozenset((imdb, page) for imdb, page in json.loads(self.keys.about["stated"]))

    def _findings(self) -> "Findings":
        from tracker.identity.films.cases import Finding, Likely

        if not self._are_same(_OF_REGISTRY):
            return {}
        rows = self.keys.rows('SELECT "case", plain, likely, sure, by_others FROM finding')
        return {
            case: Finding(plain and tuple(json.loads(plain)), tuple(Likely(*one) for one in json.loads(likely)), *of)
            for case, plain, likely, *of in rows
        }

    def _note_findings(self, findings: "Findings") -> None:
        rows = (
            (
                case,
                of.plain and json.dumps(of.plain),
                json.dumps([astuple(one) for one in of.likely]),
                of.sure,
                of.by_others,
            )
            for case, of in findings.items()
        )
        self.keys.replace("finding", "", rows)

    def _claims(self, alone: "pd.DataFrame", stated: "Stated") -> None:
        """Key the claims again, unless all that they are keyed by is the same."""
        from tracker.identity.resolve import keyed_claims

        rows = alone.astype("object").where(alone.notna(), None).itertuples(index=False, name=None)
        if not self._are_others("claims", [[*rows], sorted(stated)]):
            return
        frames = {**self.frames, **self._claimed}
        keyed, answers = keyed_claims(frames, alone, stated, self.context.corrections)
        keyed |= {"films": self.frames["films"]}
        del self._claimed
        self.keys.remove("unjoined", "true", [()])
        for name in CLAIMS:
            self._replace("film", name, film_rows(name, keyed))
        self._replace("offer", "claims", offers("claims", answers.candidates))

    def _join_claims(self, best_of: Mapping[str, str]) -> None:
        """Give claims the keys that lists have together; `unjoined` are their rows without that."""
        from tracker.identity.films.alike import joined

        sql = "SELECT * FROM film WHERE frame NOT IN ('works', 'top_tens', 'eligibility', 'films') AND film IN"
        own = {row[:3]: tuple(row) for row in self.keys.among(sql, best_of)}
        own |= {row[:3]: tuple(row) for row in self.keys.rows("SELECT * FROM unjoined")}
        rows = {
            place: (*row[:4], *joined(row[4:], best_of[row[4]])) if row[4] in best_of else row
            for place, row in own.items()
        }
        at = "SELECT * FROM film WHERE frame = ? AND statement = ? AND position = ?"
        before = {tuple(row) for place in rows for row in self.keys.rows(at, *place)}
        differ = before ^ {*rows.values()}
        self.keys.write("film", (row for row in differ if row not in before))
        self.keys.replace("unjoined", "", (row for row in own.values() if row[4] in best_of))
        self.films.update(row[_FILM_AT["film"]] for row in differ)

    def _people(self, keyed: "Mapping[str, pd.DataFrame]") -> None:
        import pandas as pd

        from tracker.identity.people.persons import credits_beside, people_of

        keyed = {**keyed, "film_credits": self.keys.completed("film_credits", keyed["film_credits"])}
        beside = credits_beside(keyed)
        if not self._are_others("people", [rows.to_numpy().tolist() for rows in beside.values()]):
            return
        films = {film for rows in beside.values() for film in rows["film"].tolist()}
        credits = pd.concat(beside.values(), ignore_index=True)
        every = people_of(credits, keyed, films, self.context.corrections)
        start = 0
        for name, rows in beside.items():
            self._replace("credit", name, credit_rows(name, keyed[name], every.iloc[start : start + len(rows)]))
            start += len(rows)


def _forget_texts() -> None:
    """Free what was kept of titles and names for this matching alone."""
    from tracker.domain.titles.comparable import fold, title_key
    from tracker.identity import cells, names
    from tracker.identity.films import features

    for texts in (fold, title_key, cells.article_title, names.people, names.credits_agree, *features.KEPT):
        texts.cache_clear()
