"""Works identified by nothing but their title, and the registry's film that each one means.

A *case* is one such work, whichever lists name it: the same printed title of one season, or the same red link.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from typing import Any, NamedTuple

import pandas as pd

from tracker.domain.categories import categories
from tracker.domain.facts.records import NOT_FILMS
from tracker.domain.titles.comparable import title_key
from tracker.frames import OBJECT
from tracker.identity.cells import parts, text
from tracker.identity.corrections import Corrections
from tracker.identity.films.blocking import Level
from tracker.identity.films.crews import CRAFT_OF_CREDIT, DIRECTOR, begin_alike, made_by_others
from tracker.identity.films.model import Model, load_model
from tracker.identity.films.registry import FilmRegistry, names_of, share_a_person
from tracker.identity.films.scored import rank_candidates

OFFERED = 5
"""Candidates kept of one case, for a person to choose from."""
AGREED, TITLED = 0.98, 0.9
"""Trust in an equal title and year, with and without a shared person."""
RENAMED, OTHERWISE_CALLED = 0.85, 0.5
"""Trust in a director's film of that year whose title begins alike, and in one with another title."""
YEARS_BEFORE = 1
"""Festivals show a film up to this many years before the season in which awards name it."""

CASES = ("case", "title", "film_year", "named", "people", "short", "dated_as", "figure")
"""Columns of a frame of cases."""
ANSWERS = ("case", "film", "film_reason", "film_score", "film_why")
CANDIDATES = ("case", "rank", "film", "score", "why")


@dataclass(frozen=True)
class Answers:
    """The answers to the cases."""

    settled: pd.DataFrame
    """`ANSWERS`, one row a case; film "" where a person must look."""
    candidates: pd.DataFrame
    """`CANDIDATES`: the films that an unsettled case may mean, likeliest first."""


def collect_cases(
    frames: Mapping[str, pd.DataFrame], credits: pd.DataFrame, categories_of: pd.DataFrame
) -> pd.DataFrame:
    """The cases of all frames (`CASES`), one row each.

    Args:
        frames: works, top_tens and eligibility as `links.follow` leaves them.
        credits: statement, name and, where known, role.
        categories_of: statement, category.
    """
    open_rows = {name: frame[is_open(frame)] for name, frame in frames.items() if not frame.empty}
    parts = [_cases(name, rows, credits, categories_of) for name, rows in open_rows.items() if not rows.empty]
    if not parts:
        return pd.DataFrame(columns=list(CASES))
    rows = pd.concat(parts, ignore_index=True)
    several: dict[str, list[tuple[Any, ...]]] = {}
    for case, *cells in zip(*(rows[name].tolist() for name in CASES), strict=True):
        several.setdefault(case, []).append(tuple(cells))
    table = pd.DataFrame([(case, *_one_case(several[case])) for case in sorted(several)], columns=list(CASES))
    return table.astype({"film_year": "Float64"})


def _one_case(rows: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    """What its lists say together: all people, and the first title and season."""
    titles, years, names, people, short, dated_as, figure = zip(*rows, strict=True)
    year = next((year for year in years if not pd.isna(year)), None)
    return titles[0], year, _union(names), _union(people), all(short), dated_as[0], all(figure)


def is_open(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Whether each work has only a title and may be a film; books, songs and series are never matched."""
    cells = zip(text(rows, "work_kind").tolist(), rows["film_reason"].tolist(), rows["film"].tolist(), strict=True)
    open_ = [kind not in NOT_FILMS and reason == "printed" and film != "" for kind, reason, film in cells]
    return pd.Series(open_, index=rows.index, dtype=bool)


def titled_by_id(frames: Iterable[pd.DataFrame]) -> frozenset[tuple[str, int]]:
    """Title keys and seasons under which lists name a film by its id."""
    titled: set[tuple[str, int]] = set()
    for rows in frames:
        if "film_year" in rows.columns:
            cells = (rows["film"].tolist(), text(rows, "title").tolist(), rows["film_year"].tolist())
            for film, title, year in zip(*cells, strict=True):
                if film.startswith(("Q", "tt")) and not pd.isna(year):
                    titled.add((title_key(title), int(year)))
    return frozenset(titled)


def _union(cells: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(name for cell in cells for name in cell))


def _cases(name: str, rows: pd.DataFrame, credits: pd.DataFrame, categories_of: pd.DataFrame) -> pd.DataFrame:
    """The cases of open rows of a frame, a row each."""
    title = text(rows, "title").where(lambda s: s != "", text(rows, "link"))
    cases = pd.DataFrame({"case": rows["film"], "title": title, "film_year": rows["film_year"]})
    if name == "works" and "statement" in rows.columns:
        beside = named_beside(rows["statement"], credits, categories_of)
        return cases.assign(**beside, dated_as="", figure=False)
    people = parts(rows, "people")
    nobody = pd.Series([()] * len(rows), index=rows.index, dtype=OBJECT)
    figure = name not in DATED_AS
    return cases.assign(named=nobody, people=people, short=False, dated_as=DATED_AS.get(name, ""), figure=figure)


DATED_AS = {"top_tens": "critics_lists", "eligibility": "eligible_lists"}
"""What the year of a frame means, by the names of sources in matching_model.yml; nominations have an award's season."""


def named_beside(
    statements: "pd.Series[str]", credits: pd.DataFrame, categories_of: pd.DataFrame
) -> dict[str, "pd.Series[Any]"]:
    """People by craft, directors, all people, and whether the category is one of shorts, for each statement.

    Directors are the people of a directing category, and those whom a list labels so, as festival line-ups do.
    """
    slugs = dict(zip(text(categories_of, "statement"), text(categories_of, "category"), strict=True))
    each, names, directors = statements.tolist(), _Names(tuple), _Names(tuple)
    wanted = set(each)
    credited = (text(credits, column).tolist() for column in ("statement", "name", "role"))
    for statement, name, role in zip(*credited, strict=True):
        if name and statement in wanted:
            names[statement] += (name,)
            if role == DIRECTOR:
                directors[statement] += (name,)
    crafts, shorts = _crafts()
    crew = {
        statement: tuple((craft, name) for name in names.get(statement, ()))
        if (craft := crafts.get(slugs.get(statement, ""), ""))
        else tuple((DIRECTOR, name) for name in directors.get(statement, ()))
        for statement in names
    }
    columns = {
        "named": [crew.get(s, ()) for s in each],
        "directors": [tuple(name for craft, name in crew.get(s, ()) if craft == DIRECTOR) for s in each],
        "people": [names.get(s, ()) for s in each],
    }
    beside = {name: pd.Series(cells, index=statements.index, dtype=OBJECT) for name, cells in columns.items()}
    short = [slugs.get(s, "") in shorts for s in each]
    return beside | {"short": pd.Series(short, index=statements.index, dtype="bool")}


_Names = defaultdict[str, tuple[str, ...]]


@cache
def _crafts() -> tuple[dict[str, str], frozenset[str]]:
    """The craft that each category honours, and the categories of shorts."""
    concepts = categories()
    crafts = {slug: CRAFT_OF_CREDIT.get(one.credit or "", "") for slug, one in concepts.items()}
    return crafts, frozenset(slug for slug, one in concepts.items() if one.group == "short")


@dataclass(frozen=True)
class Likely:
    """A film that a case may mean."""

    film: str
    score: float
    alike: int
    """A `Level`."""
    why: str
    agreed: bool
    """Whether they share a person whom the scored matcher did not compare."""


class Finding(NamedTuple):
    """What the registry says of a case, whatever other cases there are."""

    plain: tuple[str, bool] | None
    """The one film of its title and year, and whether they share a person."""
    likely: tuple[Likely, ...] = ()
    """Else the films that it may mean, likeliest first."""
    sure: bool = False
    """Whether the scored matcher accepts the first of them."""
    by_others: bool = False
    """Whether other people than the case names made the first of them."""
    key: str = ""
    """The case's."""
    season_title: str = ""
    """The title key of the case and its season."""


Findings = MutableMapping[str, Finding]
"""By `written` case."""


class Beside(NamedTuple):
    """What is at hand besides some cases."""

    findings: Findings | None = None
    """Those of this registry and these decisions so far."""
    titled: frozenset[tuple[str, int]] = frozenset()
    """Titles of a season's films that other lists give an id (`titled_by_id`)."""
    plain: frozenset[str] = frozenset()
    """Films whose exact title other lists print."""


NOTHING = Beside()


def written(case: Any) -> str:
    """Everything that is known of a case, in one text."""
    return repr((*case[:2], _year_of(case), *case[3:]))


def answer(
    cases: pd.DataFrame,
    registry: Callable[[], FilmRegistry],
    corrections: Corrections,
    beside: Beside = NOTHING,
) -> Answers:
    """The film that each case means: by title and year if that is clear, else by the scored matcher.

    A case that no rule settles, but for which some film is likely enough, has `film_reason` `review`.

    Args:
        cases: `CASES`.
        registry: gives the films, if a case is new.
        corrections: people's decisions.
        beside: what is at hand besides; of its findings only the ones of these cases stay.
    """
    every: list[Any] = list(cases.itertuples(index=False, name="Case"))
    texts = [written(case) for case in every]
    findings = {} if beside.findings is None else beside.findings
    if any(new := [one not in findings for one in texts]):
        findings.update(_findings(cases[new], registry, corrections))
    for one in findings.keys() - {*texts}:
        del findings[one]
    of_case = [(case, findings[one]) for case, one in zip(every, texts, strict=True)]
    plain = beside.plain | {finding.plain[0] for _, finding in of_case if finding.plain}
    of_case.sort(key=lambda one: one[1].plain is None)
    answers, offers = [], []
    for case, finding in of_case:
        settled = _settled(case, finding, plain, beside.titled)
        answers.append((case.case, *settled))
        if settled[1] == "review":
            offers += [(case.case, rank, f.film, f.score, f.why) for rank, f in enumerate(finding.likely, 1)]
    return Answers(pd.DataFrame(answers, columns=list(ANSWERS)), pd.DataFrame(offers, columns=list(CANDIDATES)))


def _settled(
    case: Any, finding: Finding, plain: frozenset[str], titled: frozenset[tuple[str, int]]
) -> tuple[str, str, float, str]:
    """Film ("" where there is none for sure), reason, score and words.

    `plain` are films whose exact title a list prints: a merely similar title is more likely that of a sequel by the
    same people, so it goes to review; so does that of a mere figure, beside which nobody stands who could agree. So
    does any other title than the printed one where a list of the season gives a film of the printed one its id.
    """
    if finding.plain:
        film, agreed = finding.plain
        why = "the only film of that title and year" + (", people agree" if agreed else "")
        return film, "title_year", AGREED if agreed else TITLED, why
    if not finding.likely:
        return "", "printed", 0.0, "no film of the registry is like it"
    best = finding.likely[0]
    sibling = best.alike == Level.SIMILAR and (best.film in plain or (case.figure and not best.agreed))
    sibling |= best.alike != Level.SAME and season_title(case) in titled
    alike = best.score >= load_model().accept and not (sibling or finding.by_others)
    accepted = alike and (best.agreed or finding.sure)
    return best.film if accepted else "", "scored" if accepted else "review", best.score, best.why


def _findings(
    cases: pd.DataFrame, registry: Callable[[], FilmRegistry], corrections: Corrections
) -> dict[str, Finding]:
    films = registry()
    plain = _by_title_and_year(cases, films, corrections)
    scored = _by_score(cases[~cases["case"].isin(plain)], films, corrections)
    every = plain | scored
    rows: list[Any] = list(cases.itertuples(index=False, name="Case"))
    return {
        written(case): every[case.case]._replace(key=case.case, season_title="{}|{}".format(*season_title(case)))
        for case in rows
    }


def _directors(case: Any) -> tuple[str, ...]:
    return tuple(name for craft, name in case.named if craft == DIRECTOR)


def _fits(case: Any, qid: str, registry: FilmRegistry, corrections: Corrections) -> bool:
    """Whether a film may be meant at all.

    A short never matches a long film, since directors remake their shorts as long films of the same title.
    """
    return registry.is_short(qid) == case.short and not corrections.apart(case.case, qid)


def _by_title_and_year(cases: pd.DataFrame, registry: FilmRegistry, corrections: Corrections) -> dict[str, Finding]:
    """Cases whose title belongs to one film of that year or the year before, unless the people contradict it.

    That film is only likely where it is of the year before, and nothing but the title speaks for it.
    """
    dated = cases[cases["film_year"].notna()].assign(key=cases["title"].map(title_key))
    pairs = dated[dated["key"] != ""].merge(registry.names, on="key", how="inner", validate="many_to_many")
    gap = pairs["year"].astype("float64") - pairs["film_year"].astype("float64")
    pairs = pairs[(gap <= 0) & (gap >= -YEARS_BEFORE)].drop_duplicates(["case", "film"])
    films_of: dict[str, list[str]] = {}
    for case, film in zip(pairs["case"].tolist(), pairs["film"].tolist(), strict=True):
        films_of.setdefault(case, []).append(film)
    findings = {}
    one: Any
    for one in dated[dated["case"].isin(films_of)].itertuples(index=False):
        films = [film for film in films_of[one.case] if _fits(one, film, registry, corrections)]
        choice = _plain_one(one, films, registry)
        if choice is not None and not choice[1] and _may_be_later(one, choice[0], registry):
            why = "the only film of that title, of the year before, and nobody agrees"
            findings[one.case] = Finding(None, (Likely(choice[0], TITLED, int(Level.SAME), why, agreed=False),))
        elif choice is not None:
            findings[one.case] = Finding(choice)
    return findings


def _may_be_later(case: Any, film: str, registry: FilmRegistry) -> bool:
    """Whether an award's list may mean a film of its own season, which the registry lacks, instead of an earlier one.

    Awards name most films in the season of their own year: of one from the year before, more than the title must speak
    for it. Those who count what critics name, or what is eligible, print other years anyway.
    """
    of_award = not (case.figure or case.dated_as or case.short)
    return of_award and registry.of_film[film].year < case.film_year


def _plain_one(case: Any, films: list[str], registry: FilmRegistry) -> tuple[str, bool] | None:
    """The only film left after checking people, and whether they agree; None if there is no clear one."""
    people = names_of(case.people)
    agreeing = [film for film in films if share_a_person(people, registry.crew(film))]
    if len(agreeing) == 1:
        return agreeing[0], True
    if agreeing or len(films) != 1:
        return None
    return None if made_by_others(case.named, films[0], registry) else (films[0], False)


def _by_score(cases: pd.DataFrame, registry: FilmRegistry, corrections: Corrections) -> dict[str, Finding]:
    """What the scored matcher finds, and failing that, the films of a director whom the list names."""
    queries = {
        "query_id": cases["case"].tolist(),
        "title": cases["title"].tolist(),
        "year": ["" if pd.isna(year) else str(int(year)) for year in cases["film_year"]],
        "director": [", ".join(_directors(case)) for case in cases.itertuples(index=False)],
        "source": cases["dated_as"].tolist(),
    }
    model = load_model()
    ranked: dict[str, list[Any]] = {}
    row: Any
    likely = rank_candidates(queries, registry.index, _named(queries), most=OFFERED, model=model)
    for row in likely.itertuples(index=False):
        ranked.setdefault(row.query_id, []).append(row)
    sure = {(row.query_id, row.imdb_id) for several in ranked.values() for row in several[:1] if row.accepted}
    findings = {}
    case: Any
    for case in cases.itertuples(index=False):
        films = _likely(case, ranked.get(case.case, ()), registry, corrections, model)
        if not films or films[0].score < model.review:
            films = _by_director(case, registry, corrections)
        by_others = bool(films) and made_by_others(case.named, films[0].film, registry)
        is_sure = bool(films) and (case.case, films[0].film) in sure
        findings[case.case] = Finding(None, tuple(films), is_sure, by_others)
    return findings


def season_title(case: Any) -> tuple[str, int]:
    """The title key of a case, and its season."""
    return title_key(case.title), _year_of(case)


def _year_of(case: Any) -> int:
    """The season of a case, 0 where nobody states it."""
    return 0 if pd.isna(case.film_year) else int(case.film_year)


def _likely(
    case: Any, ranked: Sequence[Any], registry: FilmRegistry, corrections: Corrections, model: Model
) -> list[Likely]:
    """The candidates that fit, likeliest first.

    A shared person counts as much as a shared director; other people in the jobs that the list names count as much as
    another director.
    """
    people, films = names_of(case.people), []
    for row in ranked:
        film, score, why = str(row.imdb_id), float(row.score), str(row.reason)
        if not _fits(case, film, registry, corrections):
            continue
        directors = _directors(case)
        agreed = not directors and share_a_person(people, registry.crew(film))
        if agreed:
            score, why = _raised(score, model.weights["same_director"]), f"{why}, a person in common"
        elif not directors and made_by_others(case.named, film, registry):
            score, why = _raised(score, model.weights["other_director"]), f"{why}, other people"
        films.append(Likely(film, score, int(row.alike), why, agreed))
    return sorted(films, key=lambda f: (-f.score, f.film))


def _by_director(case: Any, registry: FilmRegistry, corrections: Corrections) -> list[Likely]:
    """Films of the season's year, or the year before, by a director whom the list names, under another title.

    One is accepted only if it is of that year, is the director's only one, and has a title that begins alike: films
    renamed for other countries change after the colon. Any other goes to review, since directors make films every year.
    """
    if pd.isna(case.film_year) or case.short:
        return []
    year, people = int(case.film_year), names_of(case.people)
    films = [f for f in registry.directed_by(people) if _fits(case, f, registry, corrections)]
    rows = (registry.of_film[film] for film in films)
    years = {row.film: int(row.year) for row in rows if not pd.isna(row.year)}
    near = [film for film in years if year - YEARS_BEFORE <= years[film] <= year]
    likely = []
    for film in near:
        if made_by_others(case.named, film, registry):
            continue
        renamed = near == [film] and years[film] == year and begin_alike(case.title, registry.of_film[film].title)
        why = "same director and year, " + ("the titles begin alike" if renamed else "another title")
        likely.append(Likely(film, RENAMED if renamed else OTHERWISE_CALLED, int(Level.SIMILAR), why, renamed))
    return sorted(likely, key=lambda f: (-f.score, f.film))


def _raised(probability: float, weight: float) -> float:
    """A probability with a weight of evidence (natural log of odds) added."""
    bounded = min(max(probability, 1e-9), 1 - 1e-9)
    return 1 / (1 + exp(-(log(bounded / (1 - bounded)) + weight)))


def _named(queries: Mapping[str, list[str]]) -> Any:
    return lambda row, column: f"{queries['query_id'][row]}, {column}"
