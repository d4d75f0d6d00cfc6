"""Which film is meant: open cases, people's decisions, what a decision does to the verdicts, and taking it back."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jobs.cli.console import emit_json, progress, say, show_table
from jobs.context import Context
from jobs.steps.judging.judge import judge_seasons, keyed_frames, records, stored_frames
from tracker.domain.errors import ConfigError, Exit, InputError
from tracker.store.engine import reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from tracker.identity.corrections import Correction, Corrections

SHOWN = 40
"""Changes of verdicts shown on a terminal before a decision is stored."""


@dataclass(frozen=True)
class Case:
    """One printed title that a person must look at, with the films it may mean."""

    key: str
    title: str
    season: int | None
    lists: tuple[str, ...]
    candidates: list[dict[Any, Any]]
    """film, score, why, title, year, directors; likeliest first."""


def open_cases(keyed: "Mapping[str, pd.DataFrame]", season: int | None) -> list[Case]:
    """The cases that no step settled, the latest season first."""
    from tracker.identity.films.matches import matches
    from tracker.identity.films.registry import Known

    named = matches(keyed)
    named = named[named["decision"] == "review"]
    if season is not None:
        named = named[named["film_year"] == season]
    known = Known.of(keyed["films"]).rows.set_index("film")[["title", "year", "directors"]].to_dict("index")
    offered = {str(case): rows for case, rows in keyed["candidates"].groupby("case")}
    cases = []
    for key, rows in named.groupby("film_key", sort=True):
        first = rows.iloc[0]
        films = [
            {name: row[name] for name in ("film", "score", "why")} | known.get(row["film"], {})
            for row in offered[str(key)].to_dict("records")
        ]
        cases.append(
            Case(str(key), first["title"], _whole(first["film_year"]), tuple(dict.fromkeys(rows["body"])), films)
        )
    return sorted(cases, key=lambda case: (-(case.season or 0), case.title, case.key))


def _whole(year: Any) -> int | None:
    import pandas as pd

    return None if year is None or pd.isna(year) else int(year)


def run_list(context: Context, *, season: int | None, as_json: bool) -> int:
    """The command `snubs review`: the open cases, each beside its candidates."""
    with reading(context.engine) as conn:
        cases = open_cases(keyed_frames(conn, context.corrections), season)
    if as_json:
        emit_json([vars(case) for case in cases])
        return int(Exit.DONE)
    if not cases:
        say("nothing to review")
        return int(Exit.DONE)
    for case in cases:
        _show(case)
    say(f"{len(cases)} open. To decide: snubs review decide 'KEY' --is FILM, or --none")
    return int(Exit.DONE)


def _show(case: Case) -> None:
    rows = [
        (
            n,
            c["film"],
            c.get("title", ""),
            _whole(c.get("year")),
            ", ".join(c.get("directors", ())),
            f"{c['score']:.2f}",
            c["why"],
        )
        for n, c in enumerate(case.candidates, 1)
    ]
    heading = (
        f"{case.title}, films of {case.season or 'an unknown year'}, named by {', '.join(case.lists)}  [{case.key}]"
    )
    show_table(heading, ("", "film", "title", "year", "directors", "score", "why"), rows)


# --- deciding ---


@dataclass(frozen=True)
class Said:
    """What every decision carries besides what it decides."""

    who: str
    why: str
    source: str = ""
    sure: bool = False
    """Store it without asking."""


def run_decide(
    context: Context, key: str, said: Said, *, film: str | None, others: Sequence[str], none: bool, as_json: bool
) -> int:
    """The command `snubs review decide`: what a key stands for, or which films it is not."""
    if film and (others or none):
        raise ConfigError("--is says it all; leave out --is-not and --none")
    if not film and not others:
        offered = _candidates(context, key)
        film, others = (None, offered) if none else _ask_which(key, offered)
    rows = [("same", film)] if film else [("different", other) for other in others]
    made = [_correction(context, said, kind=kind, film=f, other=key) for kind, f in rows]
    return _store(context, made, said, as_json=as_json)


def run_title(context: Context, kind: str, film: str, title: str, said: Said, *, as_json: bool) -> int:
    """The commands `snubs review alias` and `snubs review retitle`."""
    return _store(context, [_correction(context, said, kind=kind, film=film, title=title)], said, as_json=as_json)


def _candidates(context: Context, key: str) -> list[str]:
    with reading(context.engine) as conn:
        cases = {case.key: case for case in open_cases(keyed_frames(conn, context.corrections), None)}
    if key not in cases:
        raise InputError(f"{key!r} is no open case; `snubs review` lists them, or say what it is with --is or --is-not")
    _show(cases[key])
    return [candidate["film"] for candidate in cases[key].candidates]


def _ask_which(key: str, offered: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    if not sys.stdin.isatty():
        raise ConfigError("say --is FILM, --is-not FILM or --none")
    import typer

    answer = typer.prompt(f"Which film is {key}? A number, a key, or n for none of them")
    if answer.strip().lower() == "n":
        return None, offered
    if answer.isdigit() and 1 <= int(answer) <= len(offered):
        return offered[int(answer) - 1], ()
    return answer.strip(), ()


def _correction(context: Context, said: Said, **what: str | None) -> "Correction":
    from pydantic import ValidationError

    from tracker.identity.corrections import Correction

    place = f"{context.settings.corrections_file} (new)"
    row = {"who": said.who, "why": said.why, "source": said.source, "when": context.today, "place": place}
    try:
        return Correction.model_validate(row | {name: value or "" for name, value in what.items()})
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(": ".join([*map(str, first["loc"]), first["msg"].removeprefix("Value error, ")])) from error


def _store(context: Context, made: "Sequence[Correction]", said: Said, *, as_json: bool) -> int:
    from tracker.identity.corrections import append_correction, read_corrections

    after = context.corrections.with_rows(*made)
    path = context.settings.corrections_file
    read_corrections(path)

    def write() -> None:
        for row in made:
            append_correction(path, row)

    return _with_effect(context, [row.words for row in made], after, write, sure=said.sure, as_json=as_json)


def _with_effect(
    context: Context,
    words: Sequence[str],
    after: "Corrections",
    write: Callable[[], None],
    *,
    sure: bool,
    as_json: bool,
) -> int:
    """Show what would change, ask, and only then write."""
    with progress("judging with and without it"):
        changes, titles = effect(context, context.corrections, after)
    stored = sure
    if not as_json:
        for line in words:
            say(line)
        _show_effect(changes, titles)
        stored = sure or (sys.stdin.isatty() and _confirmed())
    if stored:
        write()
    if as_json:
        emit_json({"decisions": list(words), "titles": titles, "changes": records(changes), "stored": stored})
    elif stored:
        say(f"stored in {context.settings.corrections_file}; the next report tells why its verdicts changed")
    else:
        say("nothing stored; --yes stores it")
    return int(Exit.DONE)


def _confirmed() -> bool:
    import typer

    return typer.confirm("Store it?", default=False)


def _show_effect(changes: "pd.DataFrame", titles: int) -> None:
    say(f"{titles} printed titles stand for another film; {len(changes)} verdicts change")
    if len(changes):
        columns = ("body", "category", "film", "people", "label_before", "label_after")
        rows = [[row[name] for name in columns] for row in changes.head(SHOWN).to_dict("records")]
        show_table("Verdicts", ("body", "category", "film", "people", "now", "then"), rows)
    if len(changes) > SHOWN:
        say(f"and {len(changes) - SHOWN} more; --json has them all")


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


def run_log(context: Context, *, as_json: bool) -> int:
    """The command `snubs review log`: every decision, also those that were taken back."""
    rows = context.corrections.rows
    if as_json:
        emit_json([row.model_dump(mode="json") | {"place": row.place} for row in rows])
        return int(Exit.DONE)
    show_table(
        "Decisions",
        ("where", "decision", "source", "taken back"),
        [(row.place, row.words, row.source, row.undone) for row in rows],
    )
    return int(Exit.DONE)


def run_undo(context: Context, line: int | None, said: Said, *, as_json: bool) -> int:
    """The command `snubs review undo`: take back one's own latest decision, or the one in a line of the file."""
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
    note = f"{context.today} {said.who}: {said.why}"
    return _with_effect(
        context,
        [f"taken back: {row.words}"],
        context.corrections.without(row.place),
        lambda: undo_correction(path, row.place, note),
        sure=said.sure,
        as_json=as_json,
    )
