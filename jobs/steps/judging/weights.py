"""What E is learnt from other seasons, kept beside the editions: one file a body and judged season.

Weights are learnt again when they are asked for anew, when a list closes that E of the body learns from, or when the
program learns in another way. A corrected line of another season leaves them, and so E, alone.
"""

import json
import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.context import Context
from tracker.domain.rules import RuleBook, load_rules

if TYPE_CHECKING:
    from tracker.judge.expectation.weights import Kept
    from tracker.judge.material.tables import SeasonTables

_log = logging.getLogger(__name__)


def weights(
    context: Context,
    tables: "SeasonTables",
    seasons: "Sequence[int]",
    refit: bool = False,
    *,
    every: "Callable[[], SeasonTables] | None" = None,
) -> "Kept":
    """What judging seasons reads of all others; what does not hold any more is learnt, and kept.

    Args:
        context: where to keep it.
        tables: `lists` of all seasons, and statements of those to be judged.
        seasons: film years.
        refit: learn all of them again.
        every: gives the statements of all seasons, where `tables` does not hold them; asked only if something is to be
            learnt.
    """
    from tracker.judge.expectation.learn import rules_of, taught_by
    from tracker.judge.expectation.weights import Kept
    from tracker.judge.material.lists import ceremonies, targets
    from tracker.judge.season import judged_seasons

    rules = load_rules()
    all_ceremonies, made_by = ceremonies(tables, rules), rules_of(rules.equivalence)
    files: dict[tuple[str, int], bytes | Path] = {}
    late = {}
    with _notes(context) as notes:
        for body, years in judged_seasons(targets(all_ceremonies, seasons, rules)).items():
            lists, paths = taught_by(tables, all_ceremonies, body), {year: _file(context, body, year) for year in years}
            files |= {(body, year): path for year, path in paths.items()}
            late[body] = [year for year, path in paths.items() if refit or not _holds(path, lists, made_by, notes)]
    if any(late.values()):
        files |= _learn(context, every() if every else tables, late, rules)
    return Kept(files)


def _holds(path: Path, lists: Mapping[str, frozenset[int]], rules: str, notes: dict[str, str]) -> bool:
    """Whether a file holds; `notes` tell it of bytes that have been read before, and are brought up to date."""
    from tracker.judge.expectation.weights import VERSION, kept

    with suppress(OSError):
        content = path.read_bytes()
        basis = repr((VERSION, rules, sorted((body, sorted(years)) for body, years in lists.items())))
        name, note = f"{path.parent.name}/{path.name}", sha256(basis.encode() + content).hexdigest()
        if notes.get(name) == note:
            return True
        weights = kept(content)
        if weights is not None and weights.holds(lists, rules):
            notes[name] = note
            return True
    return False


@contextmanager
def _notes(context: Context) -> Iterator[dict[str, str]]:
    """By file, a hash of its bytes and of the lists and rules for which they hold; kept where they are renewed."""
    path = context.settings.data_dir / "weights" / "holding.json"
    notes: dict[str, str] = {}
    with suppress(OSError, ValueError, RecursionError):
        content = json.loads(path.read_text(encoding="utf-8"))
        notes = content if isinstance(content, dict) else {}
    before = dict(notes)
    yield notes
    if notes != before:
        with suppress(OSError):
            _write(path, json.dumps(notes, sort_keys=True).encode())


def _learn(
    context: Context, tables: "SeasonTables", late: Mapping[str, Sequence[int]], rules: RuleBook
) -> dict[tuple[str, int], bytes | Path]:
    """Learns and keeps; gives the bytes of what cannot be kept."""
    from tracker.judge.expectation.shipped import teach
    from tracker.judge.expectation.weights import as_bytes
    from tracker.judge.material.lists import ceremonies

    all_ceremonies, unkept = ceremonies(tables, rules), dict[tuple[str, int], bytes | Path]()
    for body, seasons in late.items():
        for learnt in teach(tables, body, seasons, all_ceremonies, rules.equivalence) if seasons else ():
            content, path = as_bytes(learnt), _file(context, body, learnt.season)
            try:
                _write(path, content)
            except OSError as error:
                _log.warning("%s: what E learnt was not kept: %s", path, error)
                unkept[body, learnt.season] = content
    return unkept


def _file(context: Context, body: str, season: int) -> Path:
    return context.settings.data_dir / "weights" / body / f"{season}.npz"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
