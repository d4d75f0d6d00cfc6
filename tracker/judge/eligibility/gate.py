"""Gate G1: may this film be nominated? Documents of the body first, then dated release claims under dated rules.

Claims may conflict. A conflict that would change the answer is kept as such and never gives more than `presumed`; a
rule that is only assumed gives `presumed` or `unknown` and nothing stronger either way.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import pandas as pd

from tracker.domain.categories import award_alone, group_of
from tracker.domain.facts.tables import schema
from tracker.domain.rules import RuleBook
from tracker.judge.eligibility.by_rule import OWN_FIELDS, Answer, by_rule
from tracker.judge.eligibility.categories import (
    NO_CATEGORY,
    country_chose_other,
    nominated_among_all,
    without_category,
)
from tracker.judge.material.frames import among, tuples, typed
from tracker.judge.material.tables import IN_SEASON, PROVENANCE, SHOWN, SeasonTables

ELIGIBILITY = schema("eligibility")
"""Columns of the eligibility frame; `category` is "" where the answer holds for the whole body."""

_ANSWER = {
    "ineligible": "ineligible",
    "not_submitted": "not_submitted",
    "not_advanced": "eligible",
    "eligible": "eligible",
}
_CEREMONY = ["body", "ceremony"]
_film, _unit = attrgetter("body", "ceremony", "film_key"), attrgetter("body", "ceremony", "film_key", "category")
_KEY = [*_CEREMONY, "film", "category"]
_STRENGTH = ("ineligible", "not_submitted", "eligible")
"""Answers of records, the strongest first."""


@dataclass(frozen=True)
class Eligible:
    """Gate G1 of a season: `films` one row a body and candidate, `categories` where one category differs."""

    films: pd.DataFrame
    categories: pd.DataFrame


def judge_eligibility(
    tables: SeasonTables, candidates: pd.DataFrame, targets: pd.DataFrame, fields: pd.DataFrame, rules: RuleBook
) -> Eligible:
    """G1 for every candidate at every judged ceremony of its season.

    Args:
        tables: every statement at hand.
        candidates: the seasons' films (`tracker.judge.material.candidates`).
        targets: the judged ceremonies (`tracker.judge.material.lists.targets`).
        fields: every category of every list (`tracker.judge.material.lists.fields`).
        rules: dated rules.
    """
    without = without_category(fields, targets, candidates, tables.entries, rules)
    ruled = {
        _film(answer): _no_category(answer, *without[_film(answer)]) if _film(answer) in without else answer
        for answer in by_rule(tables, candidates, targets, rules)
    }
    documents = _documents(tables, candidates, targets)
    whole = _first((one._replace(category="") for one in documents if _holds_for_all(one)), _film)
    chosen_other = [
        Answer(*key, "not_submitted", "country_chose_other", reason)
        for key, reason in country_chose_other(tables, candidates, targets, rules)
    ]
    each = _first((*(one for one in documents if one.category), *chosen_other), _unit)
    answers = [
        whole.get(film, answer)._replace(claimed_dates=answer.claimed_dates, conflict=answer.conflict)
        for film, answer in ruled.items()
    ]
    return Eligible(films=_frame(answers, candidates, targets), categories=_frame(each.values(), candidates, targets))


def _first(answers: Iterable[Answer], key: Callable[[Answer], tuple[Any, ...]]) -> dict[tuple[Any, ...], Answer]:
    """The first answer for each key."""
    first: dict[tuple[Any, ...], Answer] = {}
    for answer in answers:
        first.setdefault(key(answer), answer)
    return first


def _holds_for_all(document: Answer) -> bool:
    """Whether a document says of a film as a whole what it says of one category."""
    if not document.category:
        return True
    return document.eligibility == "eligible" and group_of(document.category) not in OWN_FIELDS


def _no_category(answer: Answer, code: str, reason: str) -> Answer:
    """The answer for a kind of film of which the body had no category, or may have had none."""
    eligibility = "ineligible" if code == NO_CATEGORY else "unknown"
    return answer._replace(eligibility=eligibility, reason_code=code, reason=reason)


def _frame(answers: Iterable[Answer], candidates: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """The frame `ELIGIBILITY`, by body, ceremony and film."""
    years = dict(zip(tuples(targets, _CEREMONY), targets["ceremony_year"].tolist(), strict=True))
    names = dict(zip(tuples(candidates, IN_SEASON), tuples(candidates, ["film", "film_qid", "film_imdb"]), strict=True))
    rows = [(*one, years[one.body, one.ceremony], *names[one.film_year, one.film_key]) for one in answers]
    columns = [*Answer._fields, "ceremony_year", "film", "film_qid", "film_imdb"]
    order = [columns.index(name) for name in ("body", "ceremony", "film", "film_key", "category")]
    rows.sort(key=lambda row: [row[place] for place in order])
    return typed(pd.DataFrame(rows, columns=columns), ELIGIBILITY)


def _documents(tables: SeasonTables, candidates: pd.DataFrame, targets: pd.DataFrame) -> list[Answer]:
    """What the bodies' own lists and records say of candidates: one answer a statement, the strongest first."""
    seasons = dict(zip(tuples(targets, _CEREMONY), targets["film_year"].tolist(), strict=True))
    films = set(tuples(candidates, IN_SEASON))
    records = tables.eligibility[among(tables.eligibility, targets, _CEREMONY)]
    entries = tables.entries[among(tables.entries, targets, _CEREMONY) & tables.entries["official"]]
    nominees = nominated_among_all(entries)
    answers = sorted((one for one in _records(records) if not _is_refuted(one, nominees)), key=_rank)
    documents = [*answers, *_listed(entries)]
    documents = [one._replace(film_year=seasons[one.body, one.ceremony]) for one in documents]
    return [one for one in documents if (one.film_year, one.film_key) in films]


def _is_refuted(record: Answer, nominees: set[tuple[str, int, str]]) -> bool:
    """Whether a record bars a film as a whole that the body's own list nominates: the list is the fact."""
    bars_all = not record.category and record.eligibility != "eligible"
    return bars_all and (record.body, record.ceremony, record.film_key) in nominees


def _rank(record: Answer) -> tuple[int, bool]:
    """The strongest first; of those that say the same one that names a nomination, which is a fact on a list."""
    return _STRENGTH.index(record.eligibility), not record.reason.startswith("nominated at ")


def _records(rows: pd.DataFrame) -> Iterator[Answer]:
    records = tuples(rows, [*_KEY, "status", "reason", "people", "cites", *PROVENANCE])
    for body, ceremony, film, slug, status, reason, people, cites, *source in records:
        if status in _ANSWER:
            answer, code = _ANSWER[status], f"record_{status}"
            yield Answer(
                body, ceremony, 0, film, slug, answer, code, reason, ";".join(people), ";".join(cites), *source
            )


def _listed(rows: pd.DataFrame) -> Iterator[Answer]:
    """An entry of a body's own list says that the film is eligible."""
    entries = tuples(rows, [*_KEY, "result", "category_as_printed", "cites", *PROVENANCE])
    for body, ceremony, film, slug, result, printed, cites, *source in entries:
        code, reason = "nominated" if result in SHOWN else result, f"on the body's own list for {award_alone(printed)}"
        yield Answer(body, ceremony, 0, film, slug, "eligible", code, reason, "", ";".join(cites), *source)
