"""An answer for people and programs: rows with citations, sentences with counts and rates, and the scope."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any, NamedTuple

from tracker.domain.categories import PICTURE, award_title, categories, genre_of
from tracker.domain.figures import whole_percent
from tracker.domain.titles.comparable import is_id
from tracker.edition.desk.absence import REASONS
from tracker.edition.desk.answer import OF_PEOPLE, Answer, Case, Status
from tracker.edition.desk.entries import Entry
from tracker.edition.desk.question import Question

Row = dict[str, Any]
COLUMNS = (
    *("group", "place", "film", "film_year", "person", "category", "nominations", "wins", "bodies"),
    *("film_level", "film_qid", "film_imdb", "film_key", "lists", "source_urls"),
)
"""Of a row, one case; `film_level` where a list that names no people counts, `lists` and `source_urls` cite it."""
GROUP_COLUMNS = ("group", "cases", "answers", "rate", "last_film", "last_person", "last_year")
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
_INVERTED = (", The", ", A", ", An")
_SHORT = 2
"""Seasons that are no run worth a sentence."""
_WIDE = ("film_qid", "film_imdb", "film_key", "lists", "bodies")
_FEW = 5
"""Names that a sentence gives."""


@dataclass
class Page:
    """What is printed or written of an answer."""

    title: str
    columns: tuple[str, ...]
    rows: list[Row]
    sentences: list[str]
    scope: list[str]
    counts: Mapping[str, int]
    untold: list[Row] = field(default_factory=list)
    """Cases that cannot be told because a list names no people."""

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns that a terminal has room for."""
        return tuple(column for column in self.columns if column not in _WIDE)

    def document(self) -> Row:
        """As JSON."""
        return {
            "question": self.title,
            "counts": dict(self.counts),
            "sentences": self.sentences,
            "scope": self.scope,
            "rows": self.rows,
            "cannot_be_told": self.untold,
        }


def present(connection: sqlite3.Connection, answer: Answer) -> Page:
    """An answer as a page."""
    return _Page(connection, answer).page()


class _Page:
    def __init__(self, connection: sqlite3.Connection, answer: Answer) -> None:
        self._connection, self._answer, self._question = connection, answer, answer.question
        self._answers = answer.of("answer")
        for case in self._answers if self._question.show in ("in_a_row", "gap") else ():
            seasons = sorted({entry.year for entry in case.entries})
            gap = max((later - year for year, later in pairwise(seasons)), default=0)
            case.count = gap if self._question.show == "gap" else len(_longest(seasons))
        self._films: dict[str, Film] = {}
        self._urls: dict[tuple[str, int | None], str] = {}

    def page(self) -> Page:
        question = self._question
        ranked = question.show in PLACED
        if question.by and not ranked:
            rows, hidden = self._groups(), list[str]()
        else:
            cases, hidden = self._chosen(ranked)
            self._look_up([case for _, _, case in cases])
            rows = [self._row(*case) for case in cases]
        untold = [
            case for case in self._answer.cases if case.status == "untold" or case.reason == "list_names_no_people"
        ]
        open_cases = sorted(untold, key=_latest)[: question.top]
        self._look_up(open_cases)
        counts = Counter(c.reason or c.status for c in self._answer.cases if c.status != "uncounted")
        return Page(
            question.title or describe(question),
            tuple(GROUP_COLUMNS if question.by and not ranked else COLUMNS),
            rows,
            [*hidden, *self._sentences(open_cases, len(untold))],
            self._scope(),
            {**{status: len(self._answer.of(status)) for status in _COUNTED}, **counts},
            [self._row("", 0, case) for case in open_cases],
        )

    # --- rows ---

    def _chosen(self, ranked: bool) -> tuple[list[tuple[str, int, Case]], list[str]]:
        """Group, place and case of each line, and what is folded."""
        if not ranked:
            cases = sorted(self._answers, key=_latest, reverse=False)
            cases = cases if self._question.show == "latest" else cases[::-1]
            more = len(cases) - self._question.top
            later = "earlier" if self._question.show == "latest" else "later"
            return [("", place, case) for place, case in enumerate(cases[: self._question.top], 1)], (
                [f"And {more} {later}: --top {len(cases)} shows all."] if more > 0 else []
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
        return chosen, [f"More that tie for the last place shown: {ties}; --top shows more."] if ties else []

    def _places(self, cases: Sequence[Case]) -> tuple[list[tuple[int, Case]], tuple[int, str]]:
        """The first places; cases that tie for the last of them are counted where they are too many to list."""
        sign = 1 if self._question.show == "least" else -1
        ordered = sorted(cases, key=lambda case: (sign * case.count, -case.won, *_latest(case)))
        lines: list[tuple[int, Case]] = []
        unit = UNITS[self._question.of]
        for count, tied in groupby(ordered, key=attrgetter("count")):
            same = list(tied)
            place = len(lines) + 1
            if place > self._question.top:
                break
            if lines and len(lines) + len(same) > self._question.top:
                tied_here = f"Place {place} is shared by {_count(len(same), unit)} with {self._measure(count)}"
                return lines, (len(same), f"{tied_here}: --top {len(lines) + len(same)} names them.")
            lines += [(place, case) for case in same[: self._question.top]]
            if (more := len(same) - self._question.top) > 0:
                level = (
                    f"{_count(more, unit, 'more ')} {'is' if more == 1 else 'are'} level with {self._measure(count)}"
                )
                return lines, (more, f"{level}: --top {len(same)} names all.")
        return lines, (0, "")

    def _measure(self, count: int) -> str:
        """What a place is given for: `3 nominations`, `5 seasons in a row`, `a gap of 12 seasons`."""
        seasons = _count(count, "season")
        orders = {"in_a_row": f"{seasons} in a row", "gap": f"a gap of {seasons}"}
        return orders.get(self._question.show, _count(count, "nomination"))

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
        film = self._films.get(case.unit.film, Film())
        groups: dict[str, Callable[[], Iterable[str]]] = {
            "season": lambda: [str(case.year)],
            "decade": lambda: [f"{case.year // 10 * 10}s"],
            "category": lambda: dict.fromkeys(map(_award, case.entries)),
            "person": lambda: [case.unit.person],
            "film": lambda: [film.title],
            "country": lambda: _parts(film.countries),
            "distributor": lambda: [film.distributor],
        }
        return filter(None, groups[self._question.by or ""]())

    def _groups(self) -> list[Row]:
        every = self._grouped(case for case in self._answer.cases if case.status in ("answer", "has", "film_level"))
        last = {group: min(own, key=_latest) for group, cases in every.items() if (own := _answers(cases))}
        self._look_up(last.values())
        rows = []
        for group, cases in every.items():
            own, case = _answers(cases), last.get(group)
            row = (group, len(cases), len(own), round(len(own) / len(cases), 4))
            film = self._title(case) if case else ""
            rows.append(
                dict(zip(GROUP_COLUMNS, (*row, film, case and case.unit.person, case and case.year), strict=True))
            )
        return rows

    def _row(self, group: str, place: int, case: Case) -> Row:
        key = case.unit.film
        film = self._films.get(key, Film())
        lists = list(dict.fromkeys((entry.body, entry.ceremony) for entry in case.entries))
        searched = [
            (body, one.ceremony)
            for condition in self._answer.without
            for body in condition.bodies
            for year in sorted({entry.year for entry in case.entries})
            for one in self._answer.absence.coverage.of(body, year)
        ]
        urls = dict.fromkeys(filter(None, (self._urls.get(one) for one in (*lists, *searched))))
        awards = dict.fromkeys(map(_own_award, case.entries))
        return {
            "group": group,
            "place": place,
            "film": self._title(case),
            "film_year": case.year,
            "person": case.unit.person,
            "category": "; ".join(awards),
            "nominations": case.count,
            "wins": case.won,
            "bodies": "; ".join(dict.fromkeys(self._answer.titles[body] for body, _ in lists)),
            "film_level": case.is_at_film_level
            or (not case.unit.person and self._question.of in ("performance", "credit")),
            "film_qid": film.qid,
            "film_imdb": film.imdb,
            "film_key": key,
            "lists": "; ".join(f"{body} {ceremony}" for body, ceremony in dict.fromkeys((*lists, *searched))),
            "source_urls": list(urls),
        }

    def _look_up(self, cases: Iterable[Case]) -> None:
        """Titles and ids of films, and addresses of lists, that the rows of some cases need."""
        films = {case.unit.film for case in cases if case.unit.film} - set(self._films)
        if films:
            self._films |= _films(self._connection, films)
        if not self._urls:
            query = "SELECT body, ceremony, source_url FROM lists WHERE source_url <> '' ORDER BY kind = 'nominations'"
            self._urls = {(body, ceremony): url for body, ceremony, url in self._connection.execute(query)}

    def _title(self, case: Case) -> str:
        if case.unit.film:
            return self._films[case.unit.film].title
        films = {entry.film for entry in case.entries}
        return f"{len(films)} films" if len(films) > 1 else ""

    def _naming(self, case: Case) -> str:
        """`Amy Adams, Arrival (2016)`."""
        self._look_up([case])
        who = case.unit.person or (_title_of(case.unit.category) if self._question.of in OF_PEOPLE else "")
        return f"{', '.join(filter(None, (who, self._title(case))))} ({case.year})"

    # --- sentences ---

    def _sentences(self, open_cases: Sequence[Case], untold: int) -> list[str]:
        answer, question = self._answer, self._question
        decided = answer.of("answer", "has", "film_level")
        unit = UNITS[question.of]
        if not question.without:
            lines = [f"{_count(len(self._answers), unit)}."]
        elif not decided and not answer.of("uncounted"):
            lines = [
                f"No answer: {_count(len(answer.cases), 'case')}, and no list that is at hand and whole decides any."
            ]
        elif not decided:
            lines = [
                f"{len(answer.of('uncounted'))} of {_count(len(answer.cases), unit)} had it at "
                f"{' or '.join(self._bodies())}; no list of theirs is at hand and whole, so nobody can be said to have "
                "missed it."
            ]
        else:
            share = whole_percent(len(self._answers) / len(decided))
            rest = len(answer.of("has"))
            all_others = 0 < rest == len(decided) - len(self._answers)
            others = f"{'the other ' * all_others}{rest:,}" if rest else "none"
            bodies = " or ".join(self._bodies())
            lines = [f"{len(self._answers):,} of {_count(len(decided), unit)} ({share}%); {others} had it at {bodies}."]
            level = len(answer.of("film_level"))
            lines += [f"{level} more at film level, where a list names no people and a colleague may be meant."] * bool(
                level
            )
        if self._answers and question.of not in ("person", "person_season"):
            ordered = sorted(self._answers, key=_latest)
            open_ = any(case.year > ordered[0].year for case in answer.of("aside", "film_level"))
            last = "Last of what was searched" if open_ else "Last"
            first = f"; first: {self._naming(ordered[-1])}" if len(ordered) > 1 else ""
            if not first or ordered[0].year > ordered[-1].year:
                lines.append(f"{last}: {self._naming(ordered[0])}{first}.")
        if question.without:
            lines += self._runs(decided)
        if open_cases:
            names = "; ".join(self._naming(case) for case in open_cases[:_FEW])
            more = f" and {untold - _FEW} more" if untold > _FEW else ""
            lines.append(f"Cannot be told, since a list names films only: {names}{more}.")
        return lines

    def _runs(self, decided: Sequence[Case]) -> list[str]:
        """The longest run of seasons with cases and no answer, and the one that still goes on."""
        seasons = {case.year for case in decided}
        hits = {case.year for case in self._answers}
        clear = _longest(seasons - hits)
        lines = []
        if hits and max(seasons) > max(hits):
            lines.append(
                f"None since: {_count(len([year for year in seasons if year > max(hits)]), 'season')} searched."
            )
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

    def _scope(self) -> list[str]:
        answer = self._answer
        cases = [case for case in answer.cases if case.status != "untold"]
        if not cases:
            return ["Searched: nothing at hand has what was asked for."]
        seasons = sorted({entry.year for case in cases for entry in case.entries})
        bodies = dict.fromkeys(body for condition in answer.having for body in condition.bodies)
        lists = {(entry.body, entry.ceremony) for case in cases for entry in case.entries}
        counts = {body for body, _ in lists}
        titles = [f"{answer.titles[body]} ({self._listed(body, lists)})" for body in bodies if body in counts]
        lines = [
            f"Searched: {_count(len(cases), UNITS[self._question.of])} of {years(seasons)}, "
            f"on lists of {_listing(titles)}."
        ]
        for body in dict.fromkeys(body for condition in answer.without for body in condition.bodies):
            whole = [year for year in seasons if answer.absence.coverage.is_whole(body, year)]
            missing = [
                year for year in seasons if year not in whole and year >= answer.absence.coverage.began.get(body, 0)
            ]
            closed = f"closed lists of {years(whole)}" if whole else "no closed list"
            lines.append(
                f"{answer.titles[body]}: {closed}"
                + (f"; not at hand or not whole: {years(missing)}" if missing else "")
                + "."
            )
        had = f"Not counted, though {' or '.join(self._bodies())} had it"
        for head, status in (("Left aside", "aside"), (had, "uncounted")):
            codes = Counter(case.reason for case in answer.cases if case.status == status)
            left = [
                f"{_count(codes[code], UNITS[self._question.of])} {REASONS[code]}" for code in REASONS if codes[code]
            ]
            lines += [f"{head}: {'; '.join(left)}."] if left else []
        return lines

    def _listed(self, body: str, lists: Iterable[tuple[str, int | None]]) -> str:
        """How many lists of a body the cases stand on, and how many of them are not whole."""
        own = [ceremony for name, ceremony in lists if name == body]
        coverage = self._answer.absence.coverage.lists.get(body, {})
        whole = {one.ceremony for of in coverage.values() for one in of if one.is_closed}
        partly = len([ceremony for ceremony in own if ceremony not in whole])
        return _count(len(own), "list") + (f", {partly} not whole" if partly else "")


def _answers(cases: Iterable[Case]) -> list[Case]:
    return [case for case in cases if case.status == "answer"]


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
    return entry.printed if title == _title_of(entry.category) else title


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
    for key, title, number in connection.execute(query, (wanted,)):
        rank = (not is_id(title), not title.isupper() and not title.endswith(_INVERTED), number)
        titles[key] = max(titles.get(key, (rank, title)), (rank, title))
    return {
        key: film
        if film.title and not film.title.isupper()
        else film._replace(title=titles[key][1] if key in titles else key)
        for key, film in films.items()
    }


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


def years(seasons: Iterable[int]) -> str:
    """`2000 to 2004, 2006`; many single ones in few words: `13 seasons from 2000 to 2024`."""
    runs: list[list[int]] = []
    for year in sorted(set(seasons)):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    if len(runs) > _FEW:
        count = sum(map(len, runs))
        return f"{count} of the years {runs[0][0]} to {runs[-1][-1]}"
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def _count(number: int, unit: str, which: str = "") -> str:
    one, _, rest = unit.partition(" ")
    plural = {"person": "people"}.get(one, one + "s")
    return f"{number:,} {which}{one if number == 1 else plural}{' ' + rest if rest else ''}"


def _listing(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "nobody"


def describe(question: Question) -> str:
    """The question in one line: its own terms."""
    parts = [_count(2, UNITS[question.of]).removeprefix("2 ").capitalize()]
    parts += [f"with {term.text}" for term in question.having]
    parts += [f"without {term.text}" for term in question.without]
    if question.first or question.last:
        parts.append(f"of {question.first or 'the first'} to {question.last or 'the last season'}")
    by = f"by {question.by}" if question.by else ""
    return ", ".join(filter(None, [*parts, _ORDERS[question.show], by]))


_ORDERS = {
    "latest": "",
    "earliest": "first ones first",
    "most": "most first",
    "least": "fewest first",
    "in_a_row": "longest run of seasons first",
    "gap": "longest gap between seasons first",
}
