"""Match what the statements name, each stage again only where something that it reads is different.

The stages and what they read: *findings* of the registry, by case; keys of *lists*, by everything that lists say;
keys of *claims* by the claims, the registry, the films that lists alone know and ids that are stated with links; keys
that lists have *together*; *people*. What a stage gave stands as long as that is the same.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from jobs.context import Context
from jobs.steps.identity.keys import Changes, Keys, Row, offers
from jobs.steps.identity.naming import naming_rows
from jobs.steps.identity.rows import CLAIMS, NAMED, credit_rows, entry_rows, film_rows, part_rows
from tracker.domain.facts.frames import MATCHED
from tracker.store import frames as store

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

    from tracker.identity.corrections import Corrections
    from tracker.identity.films.cases import Finding, Findings
    from tracker.identity.films.links import Stated

OF_LISTS = frozenset({"nomination", "eligibility", "top_ten", "field"})
"""Kinds of statements that lists make."""
UNMATCHED = frozenset({"field", "accolade", "book"})
"""Kinds of statements of which matching reads nothing: they have their films by themselves, or none."""
_OF_REGISTRY = frozenset({"film", "credit"})
"""Kinds by which a finding is told."""
_ONLY_CLAIMS = ("releases", "scores", "mentions", "facts")
"""Frames that nothing reads but the stage of claims."""
_FILM_AT = {"film": 4, "credit": 3, "alike": 0, "offer": 0}
"""Where a row has its film, or the case that may mean one."""
_PERSON_AT = 4
FINDINGS = 'SELECT "case", plain, likely, sure, by_others, key, season_title'


@dataclass
class Stages:
    """All stages of matching, of everything."""

    context: Context
    conn: "Connection"
    keys: Keys
    changes: Changes | None
    films: set[str] = field(default_factory=set)
    """Those of which anything is different from before."""
    people: set[str] = field(default_factory=set)

    def run(self) -> bool:
        """Bring the keys up to date; always true."""
        from tracker.identity.films.alike import blocks, join_alike
        from tracker.identity.films.cases import Beside
        from tracker.identity.films.companions import join_companions
        from tracker.identity.resolve import alone_in, keyed_lists, stated_in

        self._note_stated("stated by lists", stated_in(self.frames))
        stated = self._stated_before("stated by lists") | self._stated_by_claims()
        findings = self._findings()
        entries, answers = keyed_lists(self.frames, stated, self.corrections, Beside(findings))
        self._note_findings(findings)
        self._replace("offer", "lists", offers("lists", answers.candidates))
        alone = alone_in(entries.values())
        self._claims(alone, stated)
        keyed = {**self.frames, **entries}
        join_companions(keyed, self.frames["films"], self.corrections)
        for name in NAMED:
            self.keys.replace("entry", name, entry_rows(name, entries, keyed[name]["film"].tolist()))
        works, pairs, best_of = join_alike(keyed, self.frames["films"], self.frames["links"], self.corrections)
        self.keys.replace("pair", "", map(astuple, pairs))
        self.keys.replace("best", "", best_of.items())
        self.keys.replace("block", "", ((block, key) for key, film in works.of.items() for block in blocks(film)))
        del works, pairs, entries
        self.keys.write("about", [("lists", self.basis_of_lists)])
        for name in NAMED:
            self._replace("film", name, film_rows(name, keyed))
        self._replace("alike", "", keyed["alike"].itertuples(index=False, name=None))
        self._join_claims(best_of)
        self._people(keyed)
        return True

    @property
    def corrections(self) -> "Corrections":
        """People's decisions."""
        return self.context.corrections

    def _replace(self, table: str, frame: str, rows: Iterable[Row]) -> None:
        self._note(table, self.keys.replace(table, frame, rows))

    def _note(self, table: str, differ: Iterable[Row]) -> None:
        """Note films and people of rows that came or went."""
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
        return with_registry(with_rulings(raw), self.corrections)

    @cached_property
    def _claimed(self) -> "dict[str, pd.DataFrame]":
        from tracker.identity.films.belief import with_believed_ids

        beside = {name: self.frames[name] for name in ("films", "links")}
        return with_believed_ids({**beside, **self._read(_ONLY_CLAIMS)})

    def _read(self, names: Iterable[str]) -> "dict[str, pd.DataFrame]":
        return {name: getattr(store, name)(self.conn, columns=MATCHED[name]) for name in names}

    def _are_same(self, kinds: Iterable[str]) -> bool:
        return self.changes is not None and not {*self.changes} & {*kinds}

    @cached_property
    def _claims_are_same(self) -> bool:
        return (
            self.changes is not None
            and {*self.changes} <= OF_LISTS | UNMATCHED
            and "stated by claims" in self.keys.about
        )

    def _are_others(self, stage: str, of_lists: object) -> bool:
        """Whether what a stage reads is different from the last time, with what it reads of lists; notes that."""
        basis = digest(of_lists)
        is_same = self._claims_are_same and self.keys.about.get(stage) == basis
        self.keys.write("about", [(stage, basis)])
        return not is_same

    def _stated_by_claims(self) -> "Stated":
        from tracker.identity.resolve import stated_in

        if not self._claims_are_same:
            self._note_stated("stated by claims", stated_in(self._claimed))
        return self._stated_before("stated by claims")

    def _note_stated(self, name: str, stated: "Stated") -> None:
        self.keys.write("about", [(name, json.dumps(sorted(stated)))])

    def _stated_before(self, name: str) -> "Stated":
        return frozenset((imdb, page) for imdb, page in json.loads(self.keys.about[name]))

    def _findings(self) -> "Findings":
        if not self._are_same(_OF_REGISTRY):
            return {}
        return self._as_findings(self.keys.rows(f"{FINDINGS} FROM finding"))

    def _as_findings(self, rows: Iterable[Row]) -> "Findings":
        from tracker.identity.films.cases import Finding, Likely

        return {
            case: Finding(plain and tuple(json.loads(plain)), tuple(Likely(*one) for one in json.loads(likely)), *of)
            for case, plain, likely, *of in rows
        }

    def _note_findings(self, findings: "Findings") -> None:
        self.keys.replace("finding", "", map(finding_row, findings.items()))

    def _claims(self, alone: "pd.DataFrame", stated: "Stated") -> None:
        """Key the claims again, unless all that they are keyed by is the same."""
        from tracker.identity.resolve import keyed_claims

        rows = alone.astype("object").where(alone.notna(), None).itertuples(index=False, name=None)
        if not self._are_others("claims", [[*rows], sorted(stated)]):
            return
        frames = {**self.frames, **self._claimed}
        keyed, answers = keyed_claims(frames, alone, stated, self.corrections)
        keyed |= {"films": self.frames["films"]}
        del self._claimed
        self.keys.remove("unjoined", "true", [()])
        for name in CLAIMS:
            self._replace("film", name, film_rows(name, keyed))
        self._replace("offer", "claims", offers("claims", answers.candidates))
        for name in {*CLAIMS} - {"films"}:
            self.keys.replace("naming", name, naming_rows(name, keyed[name]))

    def _join_claims(self, best_of: Mapping[str, str]) -> set[Row]:
        """Give claims the keys that lists have together; gives rows that differ. `unjoined` are those without that."""
        sql = "SELECT * FROM film WHERE frame NOT IN ('works', 'top_tens', 'eligibility', 'films') AND film IN"
        own = {row[:3]: tuple(row) for row in self.keys.among(sql, best_of)}
        own |= {row[:3]: tuple(row) for row in self.keys.rows("SELECT * FROM unjoined")}
        rows = {place: best_row(row, best_of) for place, row in own.items()}
        at = "SELECT * FROM film WHERE frame = ? AND statement = ? AND position = ?"
        before = {tuple(row) for place in rows for row in self.keys.rows(at, *place)}
        differ = before ^ {*rows.values()}
        self.keys.write("film", (row for row in differ if row not in before))
        self.keys.replace("unjoined", "", (row for row in own.values() if row[4] in best_of))
        self._note("film", differ)
        return differ

    @cached_property
    def basis_of_lists(self) -> str:
        """What tells the film years of ceremonies, as a hash."""
        return digest(self.frames["lists"].drop(columns="source").astype("object").to_numpy().tolist())

    def _people(self, keyed: "Mapping[str, pd.DataFrame]") -> None:
        from tracker.identity.people.persons import article_links, credits_beside

        keyed = {**keyed, "film_credits": self.keys.completed("film_credits", keyed["film_credits"])}
        beside = credits_beside(keyed, article_links(keyed["works"]))
        if not self._are_others("people", [rows.to_numpy().tolist() for rows in beside.values()]):
            return
        rows, every = self._resolved(keyed, beside)
        self._replace("credit", "", rows)
        parts, ties = part_rows([row[:3] for row in rows], every)
        self.keys.replace("part", "", parts)
        self.keys.replace("tie", "", ties)

    def _resolved(
        self, keyed: "Mapping[str, pd.DataFrame]", beside: "Mapping[str, pd.DataFrame]"
    ) -> "tuple[list[Row], pd.DataFrame]":
        """Rows of the table `credit`, and the credits with their people."""
        import pandas as pd

        from tracker.identity.people.persons import people_of

        credits = pd.concat(beside.values(), ignore_index=True)
        every = people_of(credits, keyed, {*credits["film"]}, self.corrections)
        rows: list[Row] = []
        for name, part in beside.items():
            rows += credit_rows(name, keyed[name], every.iloc[len(rows) : len(rows) + len(part)])
        return rows, every


def digest(cells: object) -> str:
    """A hash of cells."""
    return blake2b(repr(cells).encode(), digest_size=16).hexdigest()


def best_row(row: Row, best_of: Mapping[str, str]) -> Row:
    """A row of the table `film` with the best key of its film."""
    from tracker.identity.films.alike import joined

    return (*row[:4], *joined(row[4:], best_of[row[4]])) if row[4] in best_of else row


def finding_row(finding: "tuple[str, Finding]") -> Row:
    """A row of the table `finding`; `first` is the film that the case means before all others."""
    case, of = finding
    first = of.plain[0] if of.plain else of.likely[0].film if of.likely else ""
    likely = json.dumps([astuple(one) for one in of.likely])
    return case, of.plain and json.dumps(of.plain), likely, of.sure, of.by_others, of.key, first, of.season_title
