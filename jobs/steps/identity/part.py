"""Match again only what some statements of lists can touch, with what the keys keep of every stage.

Rows of lists stand in the table `entry` with the keys that they have by themselves, and with those of their season.
What a statement touches follows from the stages: its *case*, and cases that are told by its title or its film; the
films that share a title and season with its own, and all rows of these; films whose titles have a *block* in common
with theirs in near seasons, or whose nominees they share; the *parts* of credits that have a *tie* of its own ones.
The tables that this leaves are those of matching everything.
"""

# ruff: noqa: S608 - our own names

from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from jobs.steps.identity.claims import AT, FRAME_OF, MOST, PartOfClaims
from jobs.steps.identity.keys import FILM, Row, offers
from jobs.steps.identity.rows import NAMED, entry_rows, part_rows
from jobs.steps.identity.stages import FINDINGS, OF_LISTS, UNMATCHED, best_row, finding_row
from tracker.domain.facts.frames import MATCHED
from tracker.store import frames as store

if TYPE_CHECKING:
    import pandas as pd

    from tracker.identity.films.alike import Films
_PARTS = ("nominations", "works", "credits", "top_tens", "eligibility")


class _Entry(NamedTuple):
    """A row of the table `entry`."""

    frame: str
    statement: str
    position: int
    film_year: int | None
    film: str
    film_reason: str
    film_score: float
    film_why: str
    printed: str
    title: str
    case: str
    link: str
    states: int
    season_film: str

    @property
    def place(self) -> Row:
        """Frame, statement and position."""
        return self[:3]

    @property
    def own(self) -> Row:
        """All but the key that the season's lists have together."""
        return self[:-1]

    @property
    def in_season(self) -> Row:
        """A row of the table `film`, with the key that the season's lists have together."""
        from tracker.identity.films import companions

        if self.season_film == self.film:
            return self[:8]
        return (*self[:4], self.season_film, companions.REASON, companions.SCORE, companions.WHY)


class _TooMuchError(Exception):
    """More may be different than is told here."""


class Part(PartOfClaims):
    """The stages of what changed statements of lists can touch."""

    def run(self) -> bool:
        """Bring the keys up to date; gives whether they are."""
        statements = self._statements()
        if statements is None or self.basis_of_lists != self.keys.about.get("lists"):
            return False
        return self.key_claims() and (not statements or self._match(statements))

    def _match(self, statements: set[str]) -> bool:
        """Match what statements of lists can touch; gives whether that is all."""
        links = self._work_links
        del self._work_links
        try:
            films = self._join(self._answer(statements))
        except _TooMuchError:
            return False
        nominations = {row[1] for row in films if row[0] == "works"} | statements
        self._credits(
            nominations | self._linked(links ^ self._work_links), {r[1] for r in films if r[0] == "film_credits"}
        )
        return True

    def _statements(self) -> set[str] | None:
        """Those of lists that came, went or moved to another season; None where more is different than is told here."""
        kinds = OF_LISTS | UNMATCHED | FRAME_OF.keys() | {"article"}
        if self.changes is None or not {*self.changes} <= kinds or "people" not in self.keys.about:
            return None
        lists = ((kind, several) for kind, several in self.changes.items() if kind in OF_LISTS)
        rows = ((kind, one, ends) for kind, several in lists for one, ends in several.items())
        moved = {
            one
            for kind, one, (before, after) in rows
            if kind != "field" and (before is None or after is None or before[1:] != after[1:])
        }
        return moved if len(moved) <= MOST else None

    @cached_property
    def _rulings(self) -> "pd.DataFrame":
        from tracker.judge.material.rulings import with_rulings

        none = store.eligibility(self.conn, {}, columns=MATCHED["eligibility"])
        return with_rulings({"lists": self.frames["lists"], "eligibility": none})["eligibility"]

    def _of(self, statements: Collection[str]) -> "dict[str, pd.DataFrame]":
        """The rows of lists by statement, dated, and with them what is read of everything."""
        import pandas as pd

        from tracker.identity.films.belief import with_believed_ids
        from tracker.identity.resolve import dated

        among = {"statement": statements}
        rows = {name: getattr(store, name)(self.conn, among, columns=MATCHED[name]) for name in _PARTS}
        rulings = self._rulings[self._rulings["statement"].isin(statements)]
        if len(rulings):
            rows["eligibility"] = pd.concat([rows["eligibility"], rulings], ignore_index=True)
        every = {**self.frames, **rows}
        works = dated("works", every)
        return with_believed_ids(every if works is None else {**every, "works": works}, self._registered)

    def _entries(self, column: str, values: Iterable[object]) -> list[_Entry]:
        sql = f'SELECT * FROM entry WHERE "{column}" IN'
        return [_Entry(*row) for row in self.keys.among(sql, {*values} - {"", None})]

    def _entries_of(self, statements: Collection[str]) -> list[_Entry]:
        sql = "SELECT * FROM entry WHERE frame = ? AND statement IN"
        return [_Entry(*row) for name in NAMED for row in self.keys.among(sql, statements, name)]

    def _answer(self, statements: set[str]) -> list[_Entry]:
        """Give rows the keys that they have by themselves; gives those that differ, as they were and as they are."""
        before, frames = self._entries_of(statements), self._of(statements)
        after = [row for name in NAMED for row in _entries_in(name, _as_printed(frames[name]))]
        if any(row.states for row in (*before, *after)):
            raise _TooMuchError  # An id and a link that one row states are those of every row that has either.
        return self._answer_cases(statements, before, {row.case for row in (*before, *after)} - {""})

    def _answer_cases(self, statements: set[str], others_before: list[_Entry], cases: set[str]) -> list[_Entry]:
        """The same, with all rows of some cases; and of those that are told by titles or films that come or go."""
        from tracker.identity.films.cases import Beside
        from tracker.identity.resolve import keyed_lists

        before = {row.place: row for row in (*others_before, *self._entries("case", cases))}
        frames = self._of(statements | {place[1] for place in before})
        frames |= {name: _at(name, frames[name], before, statements) for name in NAMED}
        if any(_may_be_open(frames[name], self._missing) for name in NAMED):
            frames |= self._read(("film_credits",))
        findings = self._as_findings(self.keys.among(f"{FINDINGS} FROM finding WHERE key IN", cases))
        every_plain = self.keys.rows("SELECT key, first FROM finding WHERE plain IS NOT NULL")
        plain = frozenset(film for case, film in every_plain if case not in cases)
        titled = self._titled(frames, statements)
        beside = Beside(findings, titled, plain)
        ids_before = self._stated_before("stated by lists") | self._stated_before("stated by claims")
        entries, answers = keyed_lists(frames, ids_before, self.corrections, beside)
        after = {row.place: row for name in NAMED for row in _entries_in(name, entries[name])}
        now_plain = plain | {of.plain[0] for of in findings.values() if of.plain}
        flips = _titles_by_id(before.values()) ^ _titles_by_id(after.values())
        more = self._told_by({film for _, film in every_plain} ^ now_plain, flips - titled)
        if more - cases:
            return self._answer_cases(statements, others_before, cases | more)
        self._check_alone(before, after)
        self.keys.remove("finding", "key = ?", [(case,) for case in cases])
        self.keys.write("finding", map(finding_row, findings.items()))
        of_lists = "\"case\" = ? AND frame = 'lists'"
        self._put("offer", of_lists, [(case,) for case in cases], offers("lists", answers.candidates))
        return self._note_entries(before, after)

    @cached_property
    def _missing(self) -> set[str]:
        return {title for title, gone in self._registered.links.missing.items() if gone}

    def _titled(self, frames: "Mapping[str, pd.DataFrame]", statements: set[str]) -> frozenset[tuple[str, int]]:
        """Titles of films that other lists give an id, in the seasons of the rows."""
        years = {int(year) for name in NAMED for year in frames[name]["film_year"].dropna()}
        rows = (row for row in self._entries("film_year", years) if row.statement not in statements)
        return frozenset(_titles_by_id(rows))

    def _told_by(self, films: Iterable[str], titles: Iterable[tuple[str, int]]) -> set[str]:
        """Cases of which the first film is one of these, or the title and season."""
        by_film = self.keys.among("SELECT key FROM finding WHERE first IN", films)
        texts = [f"{title}|{year}" for title, year in titles]
        by_title = self.keys.among("SELECT key FROM finding WHERE season_title IN", texts)
        return {case for (case,) in (*by_film, *by_title)}

    def _check_alone(self, before: "Mapping[Row, _Entry]", after: "Mapping[Row, _Entry]") -> None:
        """Whether lists alone know the same films, of the same titles and years: claims are matched with these.

        Raises:
            _TooMuchError: they do not.
        """
        ids = {row.film for row in (*before.values(), *after.values()) if row.film.startswith("tt")}
        own = self._entries("film", ids)
        others = [row for row in own if row.place not in before]
        if _alone(own) != _alone(others) | _alone(after.values()):
            raise _TooMuchError

    def _note_entries(self, before: "Mapping[Row, _Entry]", after: "Mapping[Row, _Entry]") -> list[_Entry]:
        same = {place for place, row in after.items() if place in before and before[place].own == row.own}
        self.keys.remove("entry", AT, before.keys() - after.keys())
        self.keys.write("entry", (row for place, row in after.items() if place not in same))
        return [row for rows in (before, after) for place, row in rows.items() if place not in same]

    def _join(self, changed: list[_Entry]) -> set[Row]:
        """Give rows the keys that lists have together; gives the rows of the table `film` that differ."""
        films, rows = self._together(changed)
        self._join_season(rows)
        every = {row.place: row for row in self._entries_of({place[1] for place in rows})}
        rows = {place: every[place] for place in rows}
        films |= {row.season_film for row in rows.values()}
        best_of, moved = self._join_alike(films - {""}, every)
        places = {row.place for row in changed} | rows.keys()
        rows |= {row.place: row for row in self._entries("season_film", moved)}
        differ = self._put(
            "film", AT, places | rows.keys(), [best_row(row.in_season, best_of) for row in rows.values()]
        )
        return differ | self._join_claims(best_of)

    def _together(self, changed: list[_Entry]) -> tuple[set[str], dict[Row, _Entry]]:
        """The films that share titles of a season, by way of any of their rows, with those of some rows; and all rows.

        Raises:
            _TooMuchError: there are too many.
        """
        films: set[str] = set()
        titles: set[tuple[str, int]] = set()
        places = {row.place for row in changed}
        rows = {row.place: row for row in self._entries_of({place[1] for place in places}) if row.place in places}
        fresh = changed
        while fresh:
            new = {film for row in fresh for film in (row.film, row.season_film)} - films
            new_titles = {(row.title, row.film_year) for row in fresh if row.printed and row.film_year} - titles
            films |= new
            titles |= new_titles
            of_films = (*self._entries("film", new), *self._entries("season_film", new))
            sql = "SELECT * FROM entry WHERE title IN"
            of_titles = (_Entry(*row) for row in self.keys.among(sql, {title for title, _ in new_titles}))
            every = (*of_films, *(row for row in of_titles if (row.title, row.film_year) in new_titles))
            fresh = [row for row in every if row.place not in rows]
            rows |= {row.place: row for row in fresh}
            if len(rows) > MOST:
                raise _TooMuchError
        return films - {""}, rows

    def _join_season(self, rows: "Mapping[Row, _Entry]") -> None:
        """Give rows the key that the season's lists have together; they are all rows of their titles and films."""
        from tracker.identity.films.companions import join_companions

        frames = self._of({place[1] for place in rows})
        keyed = frames | {name: _with_keys(name, _at(name, frames[name], rows), rows) for name in NAMED}
        join_companions(keyed, self.frames["films"], self.corrections)
        keys = (
            (place, film)
            for name in NAMED
            for place, film in zip(_places(name, keyed[name]), keyed[name]["film"], strict=True)
        )
        self.keys.write(
            "entry", (rows[p]._replace(season_film=film) for p, film in keys if rows[p].season_film != film)
        )

    def _join_alike(self, films: set[str], rows: "Mapping[Row, _Entry]") -> tuple[dict[str, str], set[str]]:
        """Compare films with those that they may be alike; gives the best keys, and films that may have another one.

        Args:
            films: of which rows are different.
            rows: theirs, as they are now.
        """
        from tracker.identity.films.alike import Pair, alike_pairs, best_keys, blocks, groups_of, twins

        here = self._films(rows, films)
        before = [Pair(*row) for row in self.keys.rows("SELECT * FROM pair ORDER BY film, twin")]
        self.keys.remove("block", "film = ?", [(film,) for film in films])
        self.keys.write("block", ((block, film) for film in films & here.of.keys() for block in blocks(here.of[film])))
        near = self._near(films & here.of.keys(), here)
        groups = groups_of(before)
        near |= {mate for film in near | films for mate in groups.get(film, ())}
        beside = self._entries("season_film", near - films)
        every = self._entries_of({row.statement for row in (*beside, *rows.values())})
        works = self._films({row.place: row for row in every}, films | near | {row.season_film for row in beside})
        pairs = [p for p in alike_pairs(works, self.corrections, films) if {p.one, p.other} <= films | near]
        pairs += [p for p in before if p.one not in films and p.other not in films]
        self.keys.replace("pair", "", map(astuple, pairs))
        now = groups_of(pairs)
        moved = films.union(*(of.get(film, ()) for film in films for of in (groups, now)))
        best_of = {film: best for film, best in self.keys.rows("SELECT film, best FROM best") if film not in moved}
        best_of |= best_keys({film: group for film, group in now.items() if film in moved}, works, self.corrections)
        self.keys.replace("best", "", best_of.items())
        self._replace("alike", "", twins(pairs, best_of))
        return best_of, moved

    def _films(self, rows: "Mapping[Row, _Entry]", films: set[str]) -> "Films":
        """What rows and the registry say of films."""
        from tracker.identity.films.alike import Films

        frames = self._of({place[1] for place in rows})
        keys = {name: [rows[p].in_season[4:6] for p in _places(name, frames[name])] for name in NAMED}
        frames |= {
            name: frames[name].assign(film=[key for key, _ in keys[name]], film_reason=[why for _, why in keys[name]])
            for name in NAMED
        }
        registry = self.frames["films"]
        return Films(frames, registry[registry["film"].isin(films)], self.frames["links"])

    def _near(self, films: set[str], here: "Films") -> set[str]:
        """Films of near seasons that may be alike: by a block in common, a title nearly so, or somebody honoured."""
        from tracker.identity.films.alike import IN_ONE_WORD, blocks, name_key
        from tracker.identity.films.doubts import NEIGHBOURS, misspelt

        seasons = {year for film in films for year in here.of[film].seasons}
        near = {year + step for year in seasons for step in range(-NEIGHBOURS, NEIGHBOURS + 1)}
        of_seasons = self.keys.among("SELECT DISTINCT season_film FROM entry WHERE film_year IN", near)
        of_registry = self.keys.among(
            "SELECT film FROM film WHERE frame = 'films' AND film_year IN", near | {year - 1 for year in near}
        )
        own = {block for film in films for block in blocks(here.of[film])}
        alike = self.keys.among("SELECT DISTINCT film FROM block WHERE block IN", own)
        of_time = {film for (film,) in (*of_seasons, *of_registry)}
        every = {film for (film,) in alike} & of_time
        titles = "SELECT block, film FROM block WHERE block GLOB ? AND film IN"
        films_of: dict[str, set[str]] = {}
        for block, film in self.keys.among(titles, of_time, f"{IN_ONE_WORD}*"):
            films_of.setdefault(block.removeprefix(IN_ONE_WORD), set()).add(film)
        words = {word for film in films for word in here.of[film].words}
        every |= {film for _, other in misspelt([*words], [*films_of]) for film in films_of[other]}
        names = {name for film in films for _, name, _ in here.of[film].honoured}
        if names:
            works = {
                row.statement: row.season_film for row in self._entries("film_year", seasons) if row.frame == "works"
            }
            credits = store.credits(self.conn, {"statement": works.keys()}, columns=("statement", "name"))
            pairs = zip(credits["statement"].tolist(), credits["name"].tolist(), strict=True)
            every |= {works[statement] for statement, name in pairs if name_key(name) in names}
        return every - {""}

    @cached_property
    def _work_links(self) -> set[str]:
        """Targets of links of works, as the table `entry` has them."""
        return {link for (link,) in self.keys.rows("SELECT DISTINCT link FROM entry WHERE frame = 'works'")}

    def _linked(self, links: Collection[str]) -> set[str]:
        """Nominations that link one of their people to one of these articles."""
        from tracker.identity.cells import article_title

        if not links:
            return set()
        rows = self.conn.exec_driver_sql("SELECT statement, link FROM nomination_person WHERE link IS NOT NULL")
        return {statement for statement, link in rows if article_title(link.strip()) in links}

    def _credits(self, nominations: set[str], articles: set[str]) -> None:
        """Tell people apart again: those of some nominations and articles' credits, and whom these can touch."""
        if not nominations | articles:
            return
        own = {"credits": nominations, "film_credits": articles}
        at = "FROM {} WHERE frame = ? AND statement IN"
        parts = {
            part
            for name, several in own.items()
            for (part,) in self.keys.among(f"SELECT part {at.format('part')}", several, name)
        }
        before = [
            row
            for name, several in own.items()
            for row in self.keys.among(f"SELECT * {at.format('credit')}", several, name)
        ]
        _, every = self._people_in(own)
        ties = {tie for several in every["person_ties"] for tie in several} | self._credited({*every["film"]})
        parts |= {part for (part,) in self.keys.among("SELECT part FROM tie WHERE tie IN", ties)}
        beside = [*self.keys.among("SELECT frame, statement, position FROM part WHERE part IN", parts)]
        together = {name: several | {row[1] for row in beside if row[0] == name} for name, several in own.items()}
        rows, every = self._people_in(together, {*beside}, own)
        before += [row for place in beside for row in self.keys.rows(f"SELECT * FROM credit WHERE {AT}", *place)]
        self._note("credit", self.keys.put("credit", {*before}, rows))
        self.keys.remove("part", "part = ?", [(part,) for part in parts])
        self.keys.remove("tie", "part = ?", [(part,) for part in parts])
        for table, lines in zip(("part", "tie"), part_rows([row[:3] for row in rows], every), strict=True):
            self.keys.write(table, lines)
        self.keys.write("about", [("people", "")])

    def _people_in(
        self,
        statements: "Mapping[str, set[str]]",
        places: Collection[Row] | None = None,
        whole: "Mapping[str, set[str]] | None" = None,
    ) -> "tuple[list[Row], pd.DataFrame]":
        """The credits of statements with their people; of those that are not `whole`, the ones in some places."""
        from tracker.identity.people.persons import credits_beside

        frames = self._of(statements["credits"])
        frames["works"] = self.keys.completed("works", frames["works"])
        of_articles = {"statement": statements["film_credits"]}
        articles = store.film_credits(self.conn, of_articles, columns=MATCHED["film_credits"])
        frames["film_credits"] = self.keys.completed("film_credits", articles)
        if places is not None and whole is not None:
            frames |= {name: _at(name, frames[name], places, whole[name]) for name in whole}
        return self._resolved({**frames, **self._persons}, credits_beside(frames, self._work_links))

    @cached_property
    def _persons(self) -> "dict[str, pd.DataFrame]":
        return self._read(("persons",))

    def _credited(self, films: set[str]) -> set[str]:
        """The ties of people whom the registry names for films."""
        from tracker.domain.facts.film_cells import credits_of
        from tracker.identity.people.credits import id_tie

        registry = self.frames["films"]
        cells = registry.loc[registry["film"].isin(films - {""}), "credits"].tolist()
        return {id_tie(credit.qid) for cell in cells if cell for credit in credits_of(cell) if credit.qid}


def _places(name: str, frame: "pd.DataFrame") -> list[Row]:
    """Frame, statement and position of each row."""
    positions = frame["position"].tolist() if name in {"works", "credits"} else [0] * len(frame)
    return list(zip([name] * len(frame), frame["statement"].tolist(), positions, strict=True))


def _at(
    name: str, frame: "pd.DataFrame", places: Collection[Row], statements: Collection[str] = frozenset()
) -> "pd.DataFrame":
    """The rows in some places, and those of some statements."""
    mask = [place in places or place[1] in statements for place in _places(name, frame)]
    return frame.iloc[[at for at, is_there in enumerate(mask) if is_there]].reset_index(drop=True)


def _as_printed(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Rows as if nothing but their titles identified them."""
    return frame.assign(film="?", film_reason="printed", film_score=0.0, film_why="")


def _entries_in(name: str, frame: "pd.DataFrame") -> list[_Entry]:
    """Rows of lists with their keys, as if no other list had them."""
    return [_Entry(*row) for row in entry_rows(name, {name: frame}, frame["film"].tolist())]


def _with_keys(name: str, frame: "pd.DataFrame", rows: "Mapping[Row, _Entry]") -> "pd.DataFrame":
    """Rows with the keys that they have by themselves."""
    cells = [rows[place][4:8] for place in _places(name, frame)]
    columns = zip(*cells, strict=True) if cells else [()] * len(FILM)
    return frame.assign(**{column: [*values] for column, values in zip(FILM, columns, strict=True)})


def _titles_by_id(rows: Iterable[_Entry]) -> set[tuple[str, int]]:
    """Titles and seasons of rows that a list gives an id."""
    return {(row.title, row.film_year) for row in rows if row.film_year and not row.case and _has_id(row.film)}


def _has_id(film: str) -> bool:
    return film.startswith(("Q", "tt"))


def _alone(rows: Iterable[_Entry]) -> set[Row]:
    """Ids, titles and years of films that lists alone know."""
    return {(row.film, row.printed, row.film_year) for row in rows if row.film.startswith("tt") and row.film_year}


def _may_be_open(frame: "pd.DataFrame", missing: Collection[str]) -> bool:
    """Whether any row may be identified by nothing but its title."""
    from tracker.identity.cells import article, text

    columns = (text(frame, "imdb"), text(frame, "qid"), article(text(frame, "link")))
    return any(not (imdb or qid) and (not link or link in missing) for imdb, qid, link in zip(*columns, strict=True))
