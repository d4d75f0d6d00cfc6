"""Which film is meant: open cases, people's decisions, what a decision does to the verdicts, and taking it back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobs.context import Context
from jobs.steps.editions.shelf import Shelf
from jobs.steps.identity.renew import kept_keys
from jobs.steps.identity.season import every_frame_of
from jobs.steps.importing.unmet import doubts_in
from jobs.steps.judging.judge import judge_seasons, stored_frames
from tracker.domain.cells import whole
from tracker.domain.errors import InputError, problem_in_words
from tracker.store import imports
from tracker.store.engine import reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from jobs.steps.importing.doubtful import Doubt
    from tracker.identity.corrections import Correction, Corrections
    from tracker.identity.unmet import Unmet


@dataclass(frozen=True)
class Case:
    """One printed title that a person must look at, with the films it may mean."""

    key: str
    title: str
    season: int | None
    lists: tuple[str, ...]
    candidates: list[dict[Any, Any]]
    """film, score, why, title, year, directors; likeliest first."""


@dataclass(frozen=True)
class Review:
    """What a person must look at."""

    keyed: "Mapping[str, pd.DataFrame]"
    """Everything that the database holds, with keys of films and people."""
    imported: Sequence[str]
    """Sources of the user's files."""
    corrections: "Corrections"

    @classmethod
    def of(cls, context: Context) -> "Review":
        """By the kept keys.

        Raises:
            OutputError: they cannot be written.
        """
        shelf = Shelf(context.editions_dir)
        with shelf.alone(), reading(context.engine) as conn, kept_keys(context, conn) as keys:
            frames = every_frame_of(context, conn, keys)
            offers = keys.candidates(case for (case,) in keys.rows('SELECT DISTINCT "case" FROM offer'))
            return cls(
                frames | {"candidates": offers}, [one.source for one in imports.every(conn)], context.corrections
            )

    def cases(self, season: int | None) -> list[Case]:
        """Cases that no step settled, and films that only the user's own figures name, the latest season first."""
        from tracker.identity.unmet import unmet_of

        return open_cases(self.keyed, season, unmet_of(self.keyed, self.imported) if self.imported else None)

    def doubts(self, season: int | None) -> "list[Doubt]":
        """The rows of the user's files that contradict what is at hand, or that nothing at hand knows."""
        doubts = doubts_in(self.keyed, self.imported, self.corrections) if self.imported else []
        return [one for one in doubts if season in (None, one.film_year)]


def open_cases(keyed: "Mapping[str, pd.DataFrame]", season: int | None, unmet: "Unmet | None" = None) -> list[Case]:
    """The cases that no step settled, and films that meet none, the latest season first."""
    import pandas as pd

    from tracker.identity.films.matches import matches
    from tracker.identity.films.registry import FilmRegistry

    titles, candidates = matches(keyed), keyed["candidates"]
    titles = titles[titles["decision"] == "review"]
    if unmet is not None:
        titles = pd.concat([titles, unmet.rows.rename(columns={"film": "film_key", "source": "body"})])
    if season is not None:
        titles = titles[titles["film_year"] == season]
    registry = FilmRegistry.of(keyed["films"]).rows.set_index("film")[["title", "year", "directors"]].to_dict("index")
    offered = {str(case): rows for case, rows in candidates.groupby("case")}
    cases = []
    for key, rows in titles.groupby("film_key", sort=True):
        first = rows.iloc[0]
        films = [
            {name: row[name] for name in ("film", "score", "why")} | registry.get(row["film"], {})
            for row in offered.get(str(key), candidates.head(0)).to_dict("records")
        ]
        year, lists = whole(first["film_year"]), tuple(dict.fromkeys(rows["body"]))
        cases.append(Case(str(key), first["title"] or str(key), year, lists, films))
    return sorted(cases, key=lambda case: (-(case.season or 0), case.title, case.key))


# --- deciding ---


@dataclass(frozen=True)
class Grounds:
    """What every decision carries besides what it decides."""

    who: str
    why: str
    source: str = ""


@dataclass(frozen=True)
class Proposal:
    """A decision that is not stored yet, and what it would do."""

    words: Sequence[str]
    """What is decided, a line each."""
    changes: "pd.DataFrame | None"
    """Verdicts that would change; None where only the next reading of a page tells."""
    titles: int
    """Printed titles that would stand for another film."""
    store: Callable[[], None]
    """Writes it."""
    file: Path
    """The operator's decisions, where it is stored."""


def case_of(context: Context, key: str) -> Case:
    """The open case of a key.

    Raises:
        InputError: there is none.
    """
    cases = {case.key: case for case in Review.of(context).cases(None)}
    if key not in cases:
        raise InputError(f"{key!r} is no open case; `snubs review` lists them, or say what it is with --is or --is-not")
    if not cases[key].candidates:
        raise InputError(f"{key!r} has no candidates to turn down; say what it is with --is or --is-not")
    return cases[key]


def decide(context: Context, key: str, grounds: Grounds, *, film: str | None, others: Sequence[str]) -> Proposal:
    """Propose which film a key stands for, or which ones it does not.

    Raises:
        InputError: the decision contradicts another, or is none.
    """
    rows = [("same", film)] if film else [("different", other) for other in others]
    decisions = [dict(kind=kind, film=f, other=key) for kind, f in rows]  # noqa: C408 - as text, `other` is a category
    return propose(context, grounds, decisions)


def name_film(context: Context, kind: str, film: str, title: str, grounds: Grounds) -> Proposal:
    """Propose another title of a film (`alias`), or the one to show (`retitle`).

    Raises:
        InputError: the decision contradicts another, or is none; or nothing at hand has the id.
    """
    proposal = propose(context, grounds, [{"kind": kind, "film": film, "title": title}])
    if not _is_at_hand(context, film):
        raise InputError(
            f"{film}: no film at hand has this id; `snubs search TITLE` finds films, `snubs film` their ids"
        )
    return proposal


def _is_at_hand(context: Context, qid: str) -> bool:
    """Whether any statement that stands names a Wikidata id, which is one: somebody else has looked at its letters."""
    places = [
        "film WHERE retracted_run IS NULL AND",
        "link WHERE retracted_run IS NULL AND",
        "nomination_work WHERE",
    ]
    with context.glance() as rows:
        return any(rows(f"SELECT 1 FROM {place} qid = '{qid}' LIMIT 1") for place in places)  # noqa: S608 - an id


def _correction(context: Context, grounds: Grounds, what: "Mapping[str, str | None]") -> "Correction":
    from pydantic import ValidationError

    from tracker.identity.corrections import Correction

    place = f"{context.settings.corrections_file} (new)"
    row = {"who": grounds.who, "why": grounds.why, "source": grounds.source, "when": context.today, "place": place}
    try:
        return Correction.model_validate(row | {name: value or "" for name, value in what.items()})
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(": ".join([*map(str, first["loc"]), problem_in_words(first["msg"])])) from error


def propose(
    context: Context, grounds: Grounds, decisions: "Sequence[Mapping[str, str | None]]", *, effect: bool = True
) -> Proposal:
    """Propose decisions, by the columns of a file of corrections.

    Args:
        context: settings and clock.
        grounds: who decides and why.
        decisions: what is decided.
        effect: whether they change verdicts at once.

    Raises:
        InputError: one contradicts another, or is none.
    """
    from tracker.identity.corrections import append_correction, read_corrections

    corrections = [_correction(context, grounds, decision) for decision in decisions]
    after = context.corrections.with_rows(*corrections)
    path = context.settings.corrections_file
    read_corrections(path)

    def store() -> None:
        for row in corrections:
            append_correction(path, row)

    return _with_effect(context, [row.words for row in corrections], after if effect else None, store)


def _with_effect(
    context: Context, words: Sequence[str], after: "Corrections | None", store: Callable[[], None]
) -> Proposal:
    """A proposal with what the decisions after it would change; None where they change no verdict by themselves."""
    changes, titles = None, 0
    if after is not None:
        with context.progress("judging with and without it"):
            changes, titles = effect(context, context.corrections, after)
    return Proposal(words, changes, titles, store, context.settings.corrections_file)


def effect(context: Context, before: "Corrections", after: "Corrections") -> "tuple[pd.DataFrame, int]":
    """What other decisions would do: the changes of verdicts of the seasons concerned, and of how many titles."""
    import pandas as pd

    from tracker.identity.resolve import with_keys
    from tracker.judge.desk.changes import CHANGES, carry, diff
    from tracker.judge.material.tables import build

    with reading(context.engine) as conn:
        raw = stored_frames(conn)
    old, new = with_keys(raw, before), with_keys(raw, after)
    seasons, titles = _concerned(old, new)
    if not seasons:
        return pd.DataFrame(columns=list(CHANGES)), titles
    parts = []
    judged = (judge_seasons(context, build(frames), seasons) for frames in (old, new))
    for one, other in zip(*judged, strict=True):
        parts.append(diff(carry(one.verdicts.head(0), one.verdicts, before.about), other.verdicts, after.about))
    return pd.concat(parts, ignore_index=True), titles


def _concerned(old: "Mapping[str, pd.DataFrame]", new: "Mapping[str, pd.DataFrame]") -> tuple[list[int], int]:
    """Seasons in which a title or a name stands for another, or a film is called otherwise; and the titles."""
    years: set[int] = set()
    titles = 0
    for name in ("works", "top_tens", "eligibility"):
        if name in old and "film" in old[name].columns:
            other = old[name]["film"] != new[name]["film"]
            titles += int(other.sum())
            years |= {int(year) for year in old[name].loc[other, "film_year"].dropna()}
    if "credits" in old and "nominations" in old:
        other = old["credits"]["person"] != new["credits"]["person"]
        lists = old["nominations"][["statement", "film_year"]].drop_duplicates("statement").set_index("statement")
        years |= {int(year) for year in old["credits"].loc[other, "statement"].map(lists["film_year"]).dropna()}
    renamed = old["films"]["title"].fillna("") != new["films"]["title"].fillna("")
    years |= {int(year) for year in old["films"].loc[renamed, "year"].dropna()}
    return sorted(years), titles


# --- looking back ---


def take_back(context: Context, line: int | None, grounds: Grounds) -> Proposal:
    """Propose to take back the operator's latest decision, or the one in a line of the file.

    Raises:
        InputError: there is none.
    """
    from tracker.identity.corrections import read_corrections, undo_correction

    path = context.settings.corrections_file
    mine = [row for row in read_corrections(path) if not row.undone]
    if line is not None:
        mine = [row for row in mine if row.place == f"{path}:{line}"]
    if not mine:
        raise InputError(
            f"{path}: no decision to take back{f' in line {line}' if line else ''}; see `snubs review log`"
        )
    row = mine[-1]
    note = f"{context.today} {grounds.who}: {grounds.why}"
    return _with_effect(
        context,
        [f"taken back: {row.words}"],
        None if row.kind == "pass" else context.corrections.without(row.place),
        lambda: undo_correction(path, row.place, note),
    )
