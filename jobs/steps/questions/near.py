"""Names that are like one that is not at hand."""

import json
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from tracker.domain.titles.comparable import fold, search_key
from tracker.edition.queries.search import LIKE, NAMES, SHORT
from tracker.edition.read import Edition, Row

SHARE = 0.62
"""Likeness, 0 to 1, from which a name is offered."""
PART = 0.9
"""Likeness of a name that has every word that is asked for."""
SAME = 0.999
OFFERED = 6
_RUN = 3


def like(edition: Edition, text: str, *kinds: str) -> list[Row]:
    """Names of some kinds that are like a text, each with its likeness (0 to 1) as `share`; the likest first.

    A row has the comparable form of a name (`text`), the name, its kind and its key.
    """
    wanted, title = fold(text), search_key(text)
    rows = [row for row in _candidates(edition, title) if not kinds or row["kind"] in kinds]
    rows = [row | {"share": _share(title if row["kind"] == "film" else wanted, row["text"])} for row in rows]
    return sorted(
        (row for row in rows if row["share"] >= SHARE),
        key=lambda row: (-row["share"], not row["text"].startswith(title), row["name"]),
    )


def offer(edition: Edition, text: str, kind: str, *others: str) -> str:
    """`; near: A Title (1999); Another (2001)` for the end of a sentence, or nothing.

    Args:
        edition: where names are looked for.
        text: a name that nothing of the kind has.
        kind: what is asked for: `film`, `person` or `body`.
        others: kinds of which some are offered, with the command for them, where one is called so, or none of the
            kind is near.
    """
    rows = like(edition, text, kind, *others)
    for other in others:
        matches = [row for row in rows if row["kind"] == other]
        if matches and (exact(matches) or not any(row["kind"] == kind for row in rows)):
            return f"; near, for snubs {other}: {_titles(edition, exact(matches) or matches)}"
    own = [row for row in rows if row["kind"] == kind]
    return f"; near: {_titles(edition, own)}" if own else ""


def _titles(edition: Edition, rows: Sequence[Row]) -> str:
    """What the things of some names are called, each once; films with their years."""
    titles = edition.rows(NAMES, json.dumps([row["key"] for row in rows]))
    names = {(row["kind"], row["key"]): row["name"] for row in titles}
    return "; ".join(list(dict.fromkeys(names[row["kind"], row["key"]] for row in rows))[:OFFERED])


def _candidates(edition: Edition, wanted: str) -> list[Row]:
    runs = _runs(wanted)
    rows = edition.rows(LIKE, " OR ".join(runs)) if runs else []
    return rows if len(wanted) > 2 * _RUN else [*rows, *edition.rows(SHORT, wanted)]


def _runs(text: str) -> list[str]:
    """The runs of three letters that the search knows, quoted."""
    runs = sorted({text[at : at + _RUN] for at in range(len(text) - _RUN + 1)})
    return ['"' + run.replace('"', '""') + '"' for run in runs]


def all_of(*words: str) -> str:
    """A search for names in which all runs of some words stand; "" where they are too short to have any."""
    return " AND ".join(run for word in words for run in _runs(word))


def _share(wanted: str, name: str) -> float:
    """How alike two comparable names are; one whose words stand in the other is nearly the same."""
    own, other = set(wanted.split()), set(name.split())
    part = PART if own and (own <= other or (other <= own and len(other) > 1)) else 0.0
    return max(part, SequenceMatcher(None, wanted, name).ratio())


def exact(rows: Iterable[Row]) -> list[Row]:
    """Those that are the name itself."""
    return [row for row in rows if row["share"] >= SAME]
