"""An answer for people and programs: rows with citations, sentences with counts and rates, and the scope."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from tracker.domain.categories import PICTURE, as_a_name, award_of, award_title, categories, genre_of
from tracker.domain.citations import licence_of
from tracker.domain.figures import in_words, listing, share, spans
from tracker.domain.titles.comparable import is_id
from tracker.edition.desk.absence import REASONS
from tracker.edition.desk.answer import OF_PEOPLE, Answer, Case, Status
from tracker.edition.desk.entries import NOMINATED, Entry
from tracker.edition.desk.question import ANY_BODY, MOST, PRECURSORS, Question, Term, groups
from tracker.edition.desk.units import Unit

Row = dict[str, Any]
CITED = ("source_url", "source_revision", "retrieved_at", "origin", "licence")
"""What cites a row: the page, as far as it is on record."""
COLUMNS = (
    *("group", "place", "film", "film_year", "span", "person", "category", "length", "nominations", "wins", "bodies"),
    *("film_level", "film_qid", "film_imdb", "film_key", "lists", *CITED, "source_urls", "searched"),
)
"""Of a row, one case; `span` and `length` of a person's run or gap, `film_level` where a list that names no people
counts. The page of its first list cites it, `lists` and `source_urls` name all; `searched` are the seasons at hand."""
GROUP_COLUMNS = ("group", "cases", "answers", "rate", "last_film", "last_person", "last_year", "searched")
UNITS = {
    "film": "film",
    "craft": "film in a category",
    "performance": "performance",
    "credit": "credit",
    "person": "person",
    "person_season": "person in a season",
}
PLACED = ("most", "least", "in_a_row", "gap")
"""Orders that give places."""
_COUNTED: tuple[Status, ...] = ("answer", "has", "film_level", "uncounted")
_RATED = 5
"""Cases from which on a share is told: of fewer it says nothing."""
_INVERTED = (", The", ", A", ", An")
_SHORT = 2
"""Seasons that are no run worth a sentence."""
_WIDE = ("film_qid", "film_imdb", "film_key", "lists", "bodies", "source_urls", "searched", *CITED)
_FLAGS = ("wins", "film_level")
"""Columns of which a nought says nothing."""
_COUNTS = ("nominations", "wins")
"""Columns of which a single one says nothing, but where places are given for it."""
_FEW = 5
"""Films that a cell names, and runs of years that a sentence does."""
_NAMED = 20
"""Names that a sentence gives, and runs of seasons that are not at hand."""
_EVER = (0, 9999)
_FILM_LEVEL = "by a list that names films only, where a colleague may be meant"


@dataclass
class Page:
    """What is printed or written of an answer."""

    title: str
    columns: tuple[str, ...]
    rows: list[Row]
    sentences: list[str]
    scope: list[str]
    counts: Mapping[str, int]
    is_ranked: bool = False
    """Whether it gives places."""
    untold: list[Row] = field(default_factory=list)
    """Cases that cannot be told because a list names no people, and its entries that may mean several."""
    sources: list[Row] = field(default_factory=list)
    """Every page that a row names."""
    folded: list[str] = field(default_factory=list)
    """What of the answer has no row, and how to ask for it."""
    bounds: str = ""
    """Of what the title is true: the seasons that were searched, where these are not all."""
    is_answer: bool = True
    """Whether any season was searched: else no list is at hand of what is asked for."""

    @property
    def heading(self) -> str:
        """The title, with its bounds."""
        return self.title + self.bounds

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns that a terminal has room for: those that hold something, and a span in place of its last year."""
        wide = (*_WIDE, *["film_year"] * any(row.get("span") for row in self.rows))
        return tuple(column for column in self.columns if column not in wide and self._tells(column))

    def _tells(self, column: str) -> bool:
        cells = [row[column] for row in self.rows]
        if column in _COUNTS and not self.is_ranked:
            return any((cell or 0) > 1 for cell in cells)
        return any(cell or (cell == 0 and column not in _FLAGS) for cell in cells)

    def document(self) -> Row:
        """As JSON."""
        return {
            "question": self.heading,
            "counts": dict(self.counts),
            "sentences": [*self.folded, *self.sentences],
            "scope": self.scope,
            "rows": self.rows,
            "cannot_be_told": self.untold,
            "sources": self.sources,
        }


Pages = dict[tuple[str, int | None], list[Row]]
"""Pages of lists by body and ceremony (`pages_of`)."""


def present(
    connection: sqlite3.Connection,
    answer: Answer,
    pages: Pages | None = None,
    *,
    with_untold: bool = True,
    year: int = 0,
) -> Page:
    """An answer as a page.

    Args:
        connection: of the edition.
        answer: to a question.
        pages: of lists, for a caller who presents many answers; they are read here where there are none yet.
        with_untold: whether to lay out what cannot be told, which takes long where it is much.
        year: in which it is asked: seasons before it without a list are named as such.
    """
    return _Page(connection, answer, {} if pages is None else pages, year).page(with_untold=with_untold)


class _Page:
    def __init__(self, connection: sqlite3.Connection, answer: Answer, pages: Pages, year: int) -> None:
        self._connection, self._answer, self._question = connection, answer, answer.question
        self._span = (answer.question.first or 0, answer.question.last or 9999)
        bodies = dict.fromkeys(body for condition in (*answer.having, *answer.without) for body in condition.bodies)
        self._gaps = {body: answer.absence.coverage.gaps(body, self._span, year) for body in bodies}
        self._answers = answer.of("answer")
        self._unassigned = sorted(answer.unassigned, key=lambda entry: (-entry.year, entry.film))
        for case in self._answers if self._question.show in ("in_a_row", "gap") else ():
            _narrow(case, _longest if self._question.show == "in_a_row" else _widest)
        self._films: dict[str, Film] = {}
        self._pages = pages
        self._cited: dict[str, Row] = {}

    def page(self, *, with_untold: bool) -> Page:
        question = self._question
        ranked = question.show in PLACED
        if question.by and not ranked:
            rows, folded = self._groups(), list[str]()
        else:
            cases, folded = self._chosen(ranked)
            self._look_up([case for _, _, case in cases])
            rows = [self._row(*case) for case in cases]
        untold = [
            case for case in self._answer.cases if case.status == "untold" or case.reason == "list_names_no_people"
        ]
        open_cases = sorted(untold, key=_latest)
        unassigned = [_of_nobody(entry) for entry in self._unassigned]
        laid_out = [*open_cases, *unassigned] if with_untold else []
        self._look_up(laid_out or [*open_cases[:_NAMED], *unassigned[:_NAMED]])
        counts = Counter(c.reason or c.status for c in self._answer.cases if c.status != "uncounted")
        return Page(
            question.title or describe(question, self._answer.titles),
            tuple(GROUP_COLUMNS if question.by and not ranked else COLUMNS),
            rows,
            self._sentences(open_cases),
            self._scope(),
            {**{status: len(self._answer.of(status)) for status in _COUNTED}, **counts},
            ranked,
            [self._row("", 0, case) for case in laid_out],
            list(self._cited.values()),
            folded,
            self._bounds(),
            bool(self._at_hand),
        )

    # --- rows ---

    @cached_property
    def _ordered(self) -> list[Case]:
        """The answers, the latest first."""
        return sorted(self._answers, key=_latest)

    def _chosen(self, ranked: bool) -> tuple[list[tuple[str, int, Case]], list[str]]:
        """Group, place and case of each line, and what is folded."""
        if not ranked:
            cases = self._ordered if self._question.show == "latest" else self._ordered[::-1]
            more = len(cases) - self._question.top
            later = "earlier" if self._question.show == "latest" else "later"
            return [("", place, case) for place, case in enumerate(cases[: self._question.top], 1)], (
                [f"And {more} {later}: {_option(len(cases))} shows all."] if more > 0 else []
            )
        chosen: list[tuple[str, int, Case]] = []
        folded: dict[str, tuple[int, str]] = {}
        for group, cases in self._grouped(self._answers).items():
            lines, (more, sentence) = self._places(cases)
            chosen += [(group, place, case) for place, case in lines]
            folded |= {group: (more, sentence)} if more else {}
        if not self._question.by:
            return chosen, [sentence for _, sentence in folded.values()]
        ties = ", ".join(f"{group} {more}" for group, (more, _) in folded.items())
        return chosen, [f"More that tie for the last place shown: {ties}; a higher --top lists them."] if ties else []

    def _places(self, cases: Sequence[Case]) -> tuple[list[tuple[int, Case]], tuple[int, str]]:
        """The first places; cases that tie for the last of them are counted where they are too many to list."""
        sign = 1 if self._question.show == "least" else -1
        measures = {id(case): case.measure for case in cases}
        ordered = sorted(cases, key=lambda case: sign * measures[id(case)])
        lines: list[tuple[int, Case]] = []
        top = self._question.top
        for measure, tied in groupby(ordered, key=lambda case: measures[id(case)]):
            same, place = list(tied), len(lines) + 1
            if place > top:
                break
            has_room = not lines or len(lines) + len(same) <= top
            cases_at_hand = sorted(same, key=lambda case: (-case.won, *_latest(case)))[:top] if has_room else []
            lines += [(place, case) for case in cases_at_hand]
            if more := len(same) - len(cases_at_hand):
                unit = _count(more, UNITS[self._question.of], "more " if cases_at_hand else "")
                level = f"{unit} {'tie' if more > 1 else 'ties'} for place {place}, with {self._measure(measure)}"
                option = _option(len(lines) + more)
                return lines, (more, f"{level}; {option} lists {'them' if more > 1 else 'it'}.")
        return lines, (0, "")

    def _measure(self, count: int) -> str:
        """What a place is given for: `3 nominations`, `5 seasons in a row`, `a gap of 12 seasons`."""
        orders = {"in_a_row": f"{_count(count, 'season')} in a row", "gap": f"a gap of {_count(count, 'year')}"}
        terms = [self._question.count] if self._question.count else self._question.having
        unit = "win" if all(term.result == "won" for term in terms) else "nomination"
        return orders.get(self._question.show, _count(count, unit))

    def _grouped(self, cases: Iterable[Case]) -> dict[str, list[Case]]:
        by = self._question.by
        if not by:
            return {"": list(cases)}
        groups: dict[str, list[Case]] = defaultdict(list)
        cases = list(cases)
        self._look_up(cases if by in ("country", "distributor", "film") else [])
        for case in cases:
            for group in self._names(case):
                groups[group].append(case)
        return dict(sorted(groups.items(), reverse=by in ("season", "decade")))

    def _names(self, case: Case) -> Iterable[str]:
        """The groups that a case belongs to; a film of two countries is in both."""
        film, is_craft = self._films.get(case.unit.film, Film()), self._question.of == "craft"
        groups: dict[str, Callable[[], Iterable[str]]] = {
            "season": lambda: [str(case.year)],
            "decade": lambda: [f"{case.year // 10 * 10}s"],
            "category": lambda: (
                [_title_of(case.unit.category)] if is_craft else dict.fromkeys(map(_award, case.entries))
            ),
            "person": lambda: [case.unit.person],
            "film": lambda: [film.title],
            "country": lambda: _parts(film.countries),
            "distributor": lambda: [film.distributor],
        }
        return filter(None, groups[self._question.by or ""]())

    def _groups(self) -> list[Row]:
        every = self._grouped(self._answer.of("answer", "has"))
        last = {group: min(own, key=_latest) for group, cases in every.items() if (own := _answers(cases))}
        self._look_up(last.values())
        rows = []
        for group, cases in every.items():
            own, case = _answers(cases), last.get(group)
            rate = round(len(own) / len(cases), 4) if len(cases) >= _RATED else None
            last_case = (self._title(case) if case else "", case and case.unit.person, case and case.year)
            row = (group, len(cases), len(own), rate, *last_case, self._seasons_at_hand)
            rows.append(dict(zip(GROUP_COLUMNS, row, strict=True)))
        return rows

    def _row(self, group: str, place: int, case: Case) -> Row:
        key = case.unit.film
        film = self._films.get(key, Film())
        lists = list(dict.fromkeys((entry.body, entry.ceremony) for entry in case.shown))
        searched = [
            (body, one.ceremony)
            for condition in self._answer.without
            for body in condition.bodies
            for year in sorted({entry.year for entry in case.shown})
            for one in self._answer.absence.coverage.of(body, year)
        ]
        own = {(entry.body, entry.ceremony): entry.source for entry in case.shown if entry.heard}
        pages = [self._page_of(one, own.get(one, "")) for one in dict.fromkeys((*lists, *searched))]
        cited = {page["source_url"]: {name: page[name] for name in CITED} for page in pages if page}
        self._cited |= cited
        awards = dict.fromkeys(map(_own_award, case.shown))
        return {
            "group": group,
            "place": place,
            "film": self._title(case),
            "film_year": case.year,
            "span": _span(case) if self._question.of == "person" else "",
            "person": case.unit.person,
            "category": "; ".join(awards),
            "length": case.length,
            "nominations": case.count,
            "wins": case.won,
            "bodies": "; ".join(dict.fromkeys(self._answer.titles[body] for body, _ in lists)),
            "film_level": case.is_at_film_level
            or (not case.unit.person and self._question.of in ("performance", "credit")),
            "film_qid": film.qid,
            "film_imdb": film.imdb,
            "film_key": key,
            "lists": "; ".join(f"{body} {ceremony}" for body, ceremony in dict.fromkeys((*lists, *searched))),
            **next(iter(cited.values()), dict.fromkeys(CITED)),
            "source_urls": list(cited),
            "searched": self._seasons_at_hand,
        }

    def _page_of(self, place: tuple[str, int | None], source: str) -> Row | None:
        """The page of a ceremony's list, as the source of an entry has it, else as the best reading does."""
        pages = self._pages.get(place, ())
        return next((page for page in pages if page["source"] == source), next(iter(pages), None))

    def _look_up(self, cases: Iterable[Case]) -> None:
        """Titles and ids of films, and addresses of lists, that the rows of some cases need."""
        films = {film for case in cases for film in case.films} - set(self._films)
        if films:
            self._films |= _films(self._connection, films)
        if not self._pages:
            for page in pages_of(self._connection):
                self._pages.setdefault((page["body"], page["ceremony"]), []).append(page)

    def _title(self, case: Case) -> str:
        films = case.films
        return f"{len(films)} films" if len(films) > _FEW else "; ".join(self._films[film].title for film in films)

    def _naming(self, case: Case) -> str:
        """`Amy Adams, Arrival (2016)`."""
        self._look_up([case])
        who = case.unit.person or (_title_of(case.unit.category) if self._question.of in OF_PEOPLE else "")
        return f"{', '.join(filter(None, (who, self._title(case))))} ({case.year})"

    # --- sentences ---

    def _sentences(self, open_cases: Sequence[Case]) -> list[str]:
        answer, question = self._answer, self._question
        decided = answer.of("answer", "has")
        if not answer.cases:
            return [self._none(), *self._not_counted()]
        lines = self._counts(decided) if question.without else [f"{_count(len(self._answers), UNITS[question.of])}."]
        by_season = question.of not in ("person", "person_season") and question.show not in ("most", "least")
        if self._answers and by_season:
            latest, earliest = self._ordered[0], self._ordered[-1]
            gaps = {year for of in self._gaps.values() for year in of}
            aside = [case for case in answer.of("aside", "film_level") if case.reason != "not_given"]
            open_ = {case.year for case in aside} | gaps
            last = "Last of what was searched" if max(open_, default=0) > latest.year else "Last"
            is_first = min(open_, default=latest.year) >= earliest.year
            at = "first" if is_first or last != "Last" else "first of what was searched"
            first = f"; {at}: {self._naming(earliest)}" if latest is not earliest else ""
            if not first or latest.year > earliest.year:
                lines.append(f"{last}: {self._naming(latest)}{first}.")
        if question.without and question.of != "person":
            lines += self._runs(decided)
        if open_cases:
            names = "; ".join(self._naming(case) for case in open_cases[:_NAMED])
            more = f"; and {len(open_cases) - _NAMED} more, in --json" if len(open_cases) > _NAMED else ""
            number = _count(len(open_cases), UNITS[question.of])
            lines.append(f"Cannot be told of {number}, since a list names films only: {names}{more}.")
        return [*lines, *self._not_counted()]

    def _none(self) -> str:
        """That no case is on the lists at hand: a fact where these are whole, and winners are not what is asked for."""
        coverage, having = self._answer.absence.coverage, self._answer.having
        if not self._at_hand:
            bodies = dict.fromkeys(body for condition in having for body in condition.bodies)
            return f"No answer: no list of {listing([self._answer.titles[body] for body in bodies])} is at hand."
        is_whole = all(coverage.is_whole(body, year) for one in having for body in one.bodies for year in self._at_hand)
        is_fact = is_whole and all(one.filter.results == NOMINATED for one in having)
        units = _count(2, UNITS[self._question.of]).removeprefix("2 ")
        return f"None {'' if is_fact else 'found '}among the {units} of {years(self._at_hand)}."

    def _not_counted(self) -> list[str]:
        """What of lists without people is nobody's, with films and years."""
        entries, titles = self._unassigned, self._films
        if not entries:
            return []
        several = len({entry.body for entry in entries}) > 1
        at = {entry.body: f" at the {self._answer.titles[entry.body]}" * several for entry in entries}
        names = "; ".join(f"{_award(e)}{at[e.body]}, {titles[e.film].title} ({e.year})" for e in entries[:_NAMED])
        more = f"; and {len(entries) - _NAMED} more, in --json" if len(entries) > _NAMED else ""
        number = "1 entry" if len(entries) == 1 else f"{len(entries):,} entries"
        return [f"Not counted: {number} of lists that name films only, where several may be meant: {names}{more}."]

    def _counts(self, decided: Sequence[Case]) -> list[str]:
        """How many of the cases that can be told are the answer, and how many a list without people leaves open."""
        answer, unit = self._answer, UNITS[self._question.of]
        own, rest, bodies = len(self._answers), len(answer.of("has")), " or the ".join(self._bodies())
        cases, had = answer.of("answer", "has", "film_level", "aside", "uncounted"), answer.of("uncounted")
        if not decided and had:
            line = (
                f"{f'{len(had)} of {_count(len(cases), unit)}' if len(cases) > 1 else f'The only {unit}'} "
                f"{self._had(len(had))} {bodies}; {self._lacking(cases)}, "
                "so nobody can be said to have missed it."
            )
        elif not decided:
            line = f"No answer: the lists at hand tell of none of {_count(len(cases), unit)}."
        elif len(decided) == 1:
            line = f"{'The answer is' if own else 'No answer:'} the only {unit} of which the lists at hand tell" + (
                "." if own else f" {self._had(1)} {bodies}."
            )
        elif not own:
            line = f"None of {_count(rest, unit)}; all {self._had(rest)} {bodies}."
        elif not rest:
            line = f"All of {_count(own, unit)}; none {self._had(1)} {bodies}."
        else:
            rate = f" ({share(own / len(decided))})" if len(decided) >= _RATED else ""
            others = f"other {rest:,}" if rest > 1 else "other one"
            line = f"{own:,} of {_count(len(decided), unit)}{rate}; the {others} {self._had(rest)} {bodies}."
        level = len(answer.of("film_level"))
        return [
            line,
            *[f"Not counted: {_count(level, unit)} that most likely {self._had(level, '')}, {_FILM_LEVEL}."]
            * bool(level),
        ]

    def _had(self, number: int, at: str = " at the") -> str:
        """What the others have and the answer lacks: `were nominated at the`, `won it at the`."""
        terms = self._question.without
        result = terms[0].result if len({term.result for term in terms}) == 1 else ""
        it = any(term.categories for term in terms)
        if result == "nominated":
            return f"{'was' if number == 1 else 'were'} nominated{' for it' * it}{at}"
        return f"{result or 'had'}{' it' * (it or not result)}{at}"

    def _lacking(self, cases: Iterable[Case]) -> str:
        """Which lists are not there by which some cases could have been told."""
        seasons, is_whole = (
            {entry.year for case in cases for entry in case.entries},
            self._answer.absence.coverage.is_whole,
        )
        of = {body: self._answer.titles[body] for one in self._answer.without for body in one.bodies}
        absent = [title for body, title in of.items() if not any(is_whole(body, year) for year in seasons)]
        return (
            f"no list of {' or '.join(absent)} is at hand and whole"
            if absent
            else "the lists are in no season all whole"
        )

    def _runs(self, decided: Sequence[Case]) -> list[str]:
        """The longest run of seasons with cases and no answer, and the one that still goes on."""
        seasons = {case.year for case in decided}
        hits = {case.year for case in self._answers}
        clear = _longest(seasons - hits)
        lines = []
        if hits and max(seasons) > max(hits):
            lines.append(f"None since; searched since then: {years(year for year in seasons if year > max(hits))}.")
        if hits and len(clear) > _SHORT:
            lines.append(f"Longest run of seasons without one: {clear[0]} to {clear[-1]}.")
        run = _longest(hits)
        if len(run) > _SHORT:
            lines.append(f"Longest run of seasons with one: {run[0]} to {run[-1]}.")
        return lines

    def _bodies(self) -> list[str]:
        bodies = dict.fromkeys(body for condition in self._answer.without for body in condition.bodies)
        return [self._answer.titles[body] for body in bodies]

    # --- scope ---

    @cached_property
    def _at_hand(self) -> list[int]:
        """Seasons with a list of what the cases must have."""
        coverage = self._answer.absence.coverage
        bodies = {body for condition in self._answer.having for body in condition.bodies}
        return sorted({year for body in bodies for year in coverage.at_hand(body, self._span)})

    @cached_property
    def _seasons_at_hand(self) -> str:
        return years(self._at_hand, most=len(self._at_hand))

    def _bounds(self) -> str:
        """Behind a title: the seasons that were searched, where fewer than all were and the most or a career is told.

        A person's earlier win, or a film with more, may stand in a season that is not at hand.
        """
        question, at_hand = self._question, self._at_hand
        claims = question.show in PLACED or question.of == "person"
        if not (claims and at_hand and (self._span != _EVER or any(self._gaps.values()))):
            return ""
        first, last = at_hand[0], at_hand[-1]
        holes = {*range(first, last + 1)}.difference(at_hand)
        without = f" without {years(holes, most=_NAMED)}" if holes else ""
        if first == last:
            return f", of the season searched ({first})"
        return f", of the seasons searched ({first} to {last}{without})"

    def _scope(self) -> list[str]:
        answer = self._answer
        cases = [case for case in answer.cases if case.status != "untold"]
        bodies = dict.fromkeys(body for condition in answer.having for body in condition.bodies)
        searched = self._searched(bodies)
        if not cases and not searched:
            return ["Searched: nothing at hand has what was asked for."]
        seasons = sorted({year for case in cases for year in case.years} or set(searched.values()))
        lists = {(entry.body, entry.ceremony) for case in cases for entry in case.entries} | set(searched)
        counts = {body for body, _ in lists}
        titles = [f"{answer.titles[body]} ({self._listed(body, lists)})" for body in bodies if body in counts]
        number = _count(len(cases), UNITS[self._question.of]) if cases else _count(2, UNITS[self._question.of])[2:]
        lines = [f"Searched: {number} of {years({*seasons, *searched.values()})}, on lists of {listing(titles)}."]
        lacking = dict.fromkeys(body for condition in answer.without for body in condition.bodies)
        for body in dict.fromkeys((*bodies, *lacking)):
            span = seasons if body not in bodies else range(_EVER[0], _EVER[1] + 1)
            missing = self._missing(body, seasons, span)
            parts = [*([self._closed(body, seasons)] if body in lacking else []), missing]
            lines += [f"{answer.titles[body]}: {'; '.join(filter(None, parts))}."] if any(parts) else []
        open_ = len(answer.of("uncounted"))
        units = _count(open_, UNITS[self._question.of]).partition(" ")[2]
        had = f"Not counted, though the {units} {self._had(open_)} {' or the '.join(self._bodies())}"
        for head, status in (("Left aside", "aside"), (had, "uncounted")):
            codes = Counter(case.reason for case in answer.cases if case.status == status)
            left = [
                f"{_count(codes[code], UNITS[self._question.of])} {REASONS[code]}" for code in REASONS if codes[code]
            ]
            lines += [f"{head}: {'; '.join(left)}."] if left else []
        return lines

    def _closed(self, body: str, seasons: Iterable[int]) -> str:
        whole = [year for year in seasons if self._answer.absence.coverage.is_whole(body, year)]
        return f"closed lists of {years(whole)}" if whole else "no closed list"

    def _missing(self, body: str, seasons: Iterable[int], asked: Container[int]) -> str:
        """Seasons of which a body's list is not at hand, each of them, and those of which it is not whole.

        Args:
            body: whose list.
            seasons: of the cases, in which it should be at hand.
            asked: those in which it was looked at.
        """
        coverage = self._answer.absence.coverage
        at_hand, began = coverage.at_hand(body, self._span), coverage.began.get(body, 0)
        gaps = (year for year in self._gaps[body] if year in asked)
        absent = {*gaps, *(year for year in seasons if year >= began and year not in at_hand)}
        partly = [year for year in at_hand if year in asked and not coverage.is_whole(body, year)]
        parts = (("not at hand", absent), ("not whole", partly))
        return "; ".join(f"{head}: {years(of, most=_NAMED)}" for head, of in parts if of)

    def _searched(self, bodies: Iterable[str]) -> dict[tuple[str, int | None], int]:
        """Film years of the lists of some bodies that were searched, whether or not they hold a case."""
        first, last = self._span
        return {
            (body, one.ceremony): year
            for body in bodies
            for year, of in self._answer.absence.coverage.lists.get(body, {}).items()
            if first <= year <= last
            for one in of
            if one.is_at_hand
        }

    def _listed(self, body: str, lists: Iterable[tuple[str, int | None]]) -> str:
        """How many lists of a body the cases stand on, and how many of them are not whole."""
        own = [ceremony for name, ceremony in lists if name == body]
        coverage = self._answer.absence.coverage.lists.get(body, {})
        whole = {one.ceremony for of in coverage.values() for one in of if one.is_closed}
        partly = len([ceremony for ceremony in own if ceremony not in whole])
        return _count(len(own), "list") + (f", {partly} not whole" if partly else "")


def _narrow(case: Case, pick: Callable[[Sequence[int]], Sequence[int]]) -> None:
    """Let a person's line be about the seasons of a run, or of the two ends of a gap, and nothing else."""
    seasons = pick(sorted({entry.year for entry in case.entries}))
    case.shown = case.counted = [entry for entry in case.entries if entry.year in seasons]
    case.length = seasons[-1] - seasons[0] + (pick is _longest)


def _widest(seasons: Sequence[int]) -> Sequence[int]:
    """The two seasons between which most years went by; of several such, the latest."""
    gaps = [(later - year, later) for year, later in pairwise(seasons)]
    gap, later = max(gaps, default=(0, seasons[-1]))
    return (later - gap, later)


def _span(case: Case) -> str:
    years = sorted({entry.year for entry in case.shown})
    return f"{years[0]} to {years[-1]}" if len(years) > 1 else str(years[0])


def _answers(cases: Iterable[Case]) -> list[Case]:
    return [case for case in cases if case.status == "answer"]


def _of_nobody(entry: Entry) -> Case:
    """An entry of a list without people as a line of its own."""
    return Case(Unit(entry.film, sure=[entry]), [entry], [entry])


def _latest(case: Case) -> tuple[int, str, str]:
    return (-case.year, case.unit.person, case.unit.film)


@cache
def _title_of(slug: str) -> str:
    category = categories().get(slug)
    return category.title if category else slug


def _award(entry: Entry) -> str:
    """What an entry was for: the concept, or what the list printed where none fits."""
    if (entry.category in categories() and categories()[entry.category].compared) or not entry.printed:
        return _title_of(entry.category)
    title = award_title(entry.category, entry.printed)
    return as_a_name(entry.printed) if title == _title_of(entry.category) else title


def _own_award(entry: Entry) -> str:
    """The same for a line: a prize for the best film of a genre is called by its own name."""
    is_of_genre = entry.category == PICTURE and genre_of(entry.printed)
    return award_title(entry.category, entry.printed) if is_of_genre else _award(entry)


class Film(NamedTuple):
    """What a line says of a film."""

    title: str = ""
    qid: str = ""
    imdb: str = ""
    countries: str = ""
    distributor: str = ""


def _films(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, Film]:
    """Films by key; a title that is not all in capitals where a list prints one."""
    wanted = json.dumps(sorted(keys))
    films = {key: Film(qid=key if key[:1] == "Q" else "", imdb=key if key[:2] == "tt" else "") for key in keys}
    query = (
        "SELECT film_key, coalesce(film, ''), coalesce(film_qid, ''), coalesce(film_imdb, ''), "
        "coalesce(countries, ''), coalesce(distributor, '') FROM json_each(?) f CROSS JOIN films ON film_key = f.value"
    )
    for key, *cells in connection.execute(query, (wanted,)):
        films[key] = Film(*(new or old for new, old in zip(cells, films[key], strict=True)))
    query = (
        "SELECT film_key, title, count(*) FROM json_each(?) f CROSS JOIN entries ON film_key = f.value "
        "WHERE title <> '' GROUP BY 1, 2"
    )
    titles: dict[str, tuple[tuple[bool, bool, int], str]] = {}
    for key, title, times in connection.execute(query, (wanted,)):
        rank = (not is_id(title), not title.isupper() and not title.endswith(_INVERTED), times)
        titles[key] = max(titles.get(key, (rank, title)), (rank, title))
    return {
        key: film
        if film.title and not film.title.isupper()
        else film._replace(title=titles[key][1] if key in titles else key)
        for key, film in films.items()
    }


_PAGE = ("source", "body", "ceremony", "source_url", "revision", "as_of", "origin")


def pages_of(connection: sqlite3.Connection) -> Iterator[Row]:
    """The pages of lists, each with what cites it, those of whole lists of nominations first."""
    query = (
        f"SELECT {', '.join(_PAGE)} FROM lists WHERE source_url <> '' "  # noqa: S608 - our own names
        "ORDER BY kind <> 'nominations', state <> 'fit', rowid"
    )
    terms = dict(connection.execute("SELECT code, title FROM words WHERE kind = 'licence' ORDER BY rowid").fetchall())
    for cells in connection.execute(query):
        source, body, ceremony, url, revision, day, origin = cells
        cited = dict(zip(CITED, (url, revision, day, origin, licence_of(url, terms) or None), strict=True))
        yield {"source": source, "body": body, "ceremony": ceremony} | cited


def _parts(text: str) -> list[str]:
    return list(map(str, json.loads(text))) if text.startswith("[") else [part for part in text.split(";") if part]


def _longest(seasons: Iterable[int]) -> list[int]:
    """The longest run of consecutive seasons; of several, the latest."""
    best: list[int] = []
    run: list[int] = []
    for year in sorted(seasons):
        run = [*run, year] if run and run[-1] == year - 1 else [year]
        best = run if len(run) >= len(best) else best
    return best


def years(seasons: Iterable[int], most: int = _FEW) -> str:
    """`2000 to 2004, 2006`, or where there are many runs `13 seasons from 2000 to 2024`."""
    return spans(seasons, most)


def _count(number: int, unit: str, which: str = "") -> str:
    one, _, rest = unit.partition(" ")
    plural = {"person": "people"}.get(one, one + "s")
    return f"{number:,} {which}{one if number == 1 else plural}{' ' + rest if rest else ''}"


def _option(lines: int) -> str:
    """What shows so many lines."""
    return f"--top {lines}" if lines <= MOST else "--all"


def describe(question: Question, titles: Mapping[str, str]) -> str:
    """The question in one line, in words.

    Args:
        question: of whoever asks.
        titles: of the bodies.
    """
    parts = [_count(2, UNITS[question.of]).removeprefix("2 ").capitalize()]
    parts[0] += " with " + " and ".join(_in_words(term, titles) for term in question.having)
    parts += [f"without {_in_words(term, titles)}" for term in question.without]
    by = f"by {question.by}" if question.by else ""
    return ", ".join(filter(None, [*parts, _film_years(question.first, question.last), _ORDERS[question.show], by]))


def _film_years(first: int | None, last: int | None) -> str:
    if first and last:
        return f"film years {first} to {last}"
    return f"film years up to {last}" if last else f"film years from {first} on" if first else ""


_RESULTS = {
    "nominated": "a nomination",
    "won": "a win",
    "lost": "a nomination that did not win",
    "shortlisted": "a place on the shortlist",
    "longlisted": "a place on the longlist",
}


def _in_words(term: Term, titles: Mapping[str, str]) -> str:
    """`a win for Best Picture at the Academy Awards`."""
    awards = " or ".join(_award_in_words(name) for name in term.categories)
    names = [_bodies_in_words(name, titles) for name in term.bodies]
    if term.least is None:
        at = f"at {listing(names)}"
    else:
        least = in_words(term.least) if isinstance(term.least, int) else term.least
        at = f"from {'at least ' * isinstance(term.least, int)}{least} of {listing(names)}"
    return f"{_RESULTS[term.result]}{f' for {awards}' if awards else ''} {at}"


def _bodies_in_words(name: str, titles: Mapping[str, str]) -> str:
    if name == ANY_BODY:
        return "any body"
    body = name.removesuffix(PRECURSORS)
    return f"{'the precursors of ' * (body != name)}the {titles.get(body, body)}"


def _award_in_words(name: str) -> str:
    if name in categories():
        return award_of(name)
    return f"any {name.replace('_', ' ')} award" if name in groups() else name


_ORDERS = {
    "latest": "",
    "earliest": "first ones first",
    "most": "most first",
    "least": "fewest first",
    "in_a_row": "longest run of seasons first",
    "gap": "longest gap between seasons first",
}
