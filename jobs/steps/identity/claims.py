"""Key claims of which some came or went, as keying all of them again would.

A claim has its film from its naming, whatever it says: a score that rises has the key of the one before. A new naming
is followed by itself where an id or a link tells its film; where its title has to be compared with the registry, all
claims decide together, and all of them are keyed again.
"""

# ruff: noqa: S608 - our own names

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from jobs.steps.identity.articles import mentions_in
from jobs.steps.identity.keys import FILM, Row
from jobs.steps.identity.naming import Naming, naming_rows, namings
from jobs.steps.identity.rows import film_rows
from jobs.steps.identity.stages import Stages, best_row
from tracker.domain.facts.frames import MATCHED
from tracker.store import frames as store

if TYPE_CHECKING:
    import pandas as pd

    from tracker.identity.films.belief import Registered

    Frames = Mapping[str, pd.DataFrame]

FRAME_OF = {"release": "releases", "score": "scores", "fact": "facts", "mention": "mentions"}
"""The frame of each kind of claim that is keyed here: credits also tell people."""
_FOLLOWED = ("releases", "scores", "mentions")
"""Frames of which each row is keyed by itself."""
MOST = 3_000
"""Rows beyond which matching everything takes no longer."""
AT = "frame = ? AND statement = ? AND position = ?"


class PartOfClaims(Stages):
    """The stage of claims, of those that came or went."""

    def key_claims(self) -> bool:
        """Bring their keys up to date; gives whether it can be told which keys differ."""
        new, departures = self._moved()
        if not departures and not any(new.values()):
            return True
        if len(departures) + sum(map(len, new.values())) > MOST:
            return False
        frames = self._keyed(self._frames_of(new), departures)
        if frames is not None:
            self._put_claims(frames, departures)
        return frames is not None

    def _moved(self) -> tuple[dict[str, set[str]], set[Row]]:
        """The claims that came, by frame, and those that went, each with its frame."""
        changes, new = self.changes or {}, {}
        departures: set[Row] = set()
        for kind, frame in FRAME_OF.items():
            ends = changes.get(kind, {})
            new[frame] = {one for one, (before, _) in ends.items() if before is None}
            gone = {one for one, (_, after) in ends.items() if after is None}
            if kind == "mention":
                new[frame], gone = self._heard(ends.keys() | mentions_in(self.conn, changes.get("article", {})))
            departures |= {(frame, one) for one in gone}
        return new, departures

    def _heard(self, mentions: Collection[str]) -> tuple[set[str], set[str]]:
        """Of some mentions, those that came and those that went; one without its article is not heard."""
        if not mentions:
            return set(), set()
        now = {*store.mentions(self.conn, {"statement": mentions}, columns=("statement",))["statement"]}
        sql = "SELECT statement FROM naming WHERE frame = ? AND statement IN"
        before = {one for (one,) in self.keys.among(sql, mentions, "mentions")}
        return now - before, before - now

    def _put_claims(self, frames: "Frames", departures: set[Row]) -> None:
        best_of: dict[str, str] = dict(self.keys.rows("SELECT film, best FROM best"))
        own = [row for name in frames for row in film_rows(name, frames)]
        places = {(*place, 0) for place in departures}
        self._put("film", AT, places | {row[:3] for row in own}, [best_row(row, best_of) for row in own])
        self.keys.remove("unjoined", AT, places)
        self.keys.write("unjoined", (row for row in own if row[4] in best_of))
        self.keys.remove("naming", "frame = ? AND statement = ?", departures)
        self.keys.write("naming", (row for name in frames for row in naming_rows(name, frames[name])))

    def _frames_of(self, statements: Mapping[str, set[str]]) -> "Frames":
        """Claims without the ids of other films."""
        from tracker.identity.films.belief import with_believed_ids

        rows = {
            name: getattr(store, name)(self.conn, {"statement": several}, columns=MATCHED[name])
            for name, several in statements.items()
        }
        every = with_believed_ids({**self.frames, **rows}, self._registered)
        return {name: every[name] for name in rows}

    def _keyed(self, frames: "Frames", departures: set[Row]) -> "Frames | None":
        """Claims that came with their keys; None where these, or those of others, may depend on one another."""
        of = {name: namings(frame) for name, frame in frames.items()}
        every = {(name, naming) for name, several in of.items() for naming in several}
        by_naming = self._keys_by_naming(every)
        fresh = {
            name: frame.iloc[[at for at, one in enumerate(of[name]) if (name, one) not in by_naming]]
            for name, frame in frames.items()
        }
        alone = self._followed({name: fresh[name] for name in _FOLLOWED})
        differ = [row for name, frame in alone.items() for row in naming_rows(name, frame)]
        if len(fresh["facts"]) or not self._are_apart([*differ, *self._lost(departures, every)]):
            return None
        keys = {(name, *row[:1]): row[1:] for name, frame in alone.items() for row in _rows(frame)}
        complete: dict[str, pd.DataFrame] = {}
        for name, frame in frames.items():
            places = zip(frame["statement"].tolist(), of[name], strict=True)
            cells = [by_naming.get((name, naming)) or keys[name, one] for one, naming in places]
            columns = zip(FILM, zip(*cells, strict=True) if cells else [()] * len(FILM), strict=True)
            complete[name] = frame.assign(
                **{column: [*values] for column, values in columns if name in _FOLLOWED or column == "film"}
            )
        return complete

    def _keys_by_naming(self, every: set[Row]) -> dict[Row, Row]:
        """The keys of namings by frame and naming, as claims have them by themselves."""
        sql = "SELECT frame, statement, naming FROM naming WHERE naming IN"
        rows = self.keys.among(sql, {naming for _, naming in every})
        of = {(frame, one): (frame, naming) for frame, one, naming in rows if (frame, naming) in every}
        keys: dict[Row, Row] = {}
        for table in ("film", "unjoined"):  # Rows of the second stand in the first with another film's key.
            columns = f"SELECT frame, statement, {', '.join(FILM)} FROM {table}"
            keys |= {of[frame, one]: tuple(cells) for frame, one, *cells in self._in_frames(columns, of)}
        return keys

    def _lost(self, departures: set[Row], new: set[Row]) -> list[Naming]:
        """Those that went whose naming no claim has any more."""
        rows = {row[:2]: Naming(*row) for row in self._in_frames("SELECT * FROM naming", departures)}
        sql = "SELECT frame, statement, naming FROM naming WHERE naming IN"
        others = self.keys.among(sql, {row.naming for row in rows.values()})
        standing = new | {(frame, naming) for frame, one, naming in others if (frame, one) not in departures}
        return [row for row in rows.values() if (row.frame, row.naming) not in standing]

    def _in_frames(self, columns: str, places: Iterable[Row]) -> Iterator[Row]:
        """The rows of a table for frames and statements."""
        statements: dict[str, set[str]] = {}
        for frame, one in places:
            statements.setdefault(frame, set()).add(one)
        for frame, several in statements.items():
            yield from self.keys.among(f"{columns} WHERE frame = ? AND statement IN", several, frame)

    def _are_apart(self, differ: list[Naming]) -> bool:
        """Whether namings that came or went cannot matter to other claims."""
        if any(row.frame not in _FOLLOWED or row.states or row.is_open for row in differ):
            return False
        # Where a film has its title by an id, other claims with nothing but that title are read otherwise.
        sql = "SELECT 1 FROM naming WHERE is_open AND title IN"
        return not [*self.keys.among(sql, {row.title for row in differ} - {""})]

    def _followed(self, claims: "Frames") -> "Frames":
        """Claims with the keys that they have by themselves."""
        import pandas as pd

        from tracker.identity.resolve import keyed_claims

        if all(frame.empty for frame in claims.values()):
            return {}
        sql = "SELECT DISTINCT film, printed, film_year FROM entry WHERE film GLOB 'tt*' AND film_year IS NOT NULL"
        alone = pd.DataFrame(self.keys.rows(f"{sql} ORDER BY 1, 2, 3"), columns=["imdb", "title", "year"])
        alone = alone.assign(qid=None, film=alone["imdb"])
        pairs = self._stated_before("stated by lists") | self._stated_before("stated by claims")
        frames, _ = keyed_claims({**self.frames, **claims}, alone, pairs, self.corrections)
        return frames

    @cached_property
    def frames(self) -> "dict[str, pd.DataFrame]":
        """What is read of everything: the registry and links, and the years of lists."""
        from tracker.identity.resolve import with_registry

        return with_registry(self._read(("films", "links", "lists")), self.corrections)

    @cached_property
    def _registered(self) -> "Registered":
        from tracker.identity.films.belief import Registered

        return Registered(self.frames)

    def _put(self, table: str, where: str, places: Iterable[Row], rows: Iterable[Row]) -> set[Row]:
        """Make the rows of some places these; gives those that differ."""
        sql = f"SELECT * FROM {table} WHERE {where}"
        before = {row for place in places for row in self.keys.rows(sql, *place)}
        differ = self.keys.put(table, before, rows)
        self._note(table, differ)
        return differ


def _rows(frame: "pd.DataFrame") -> Iterator[Row]:
    """Statement and keys of each row."""
    return zip(*(frame[column].tolist() for column in ("statement", *FILM)), strict=True)
