"""The season table: films down, bodies across, what was missed first."""

import hashlib
import re
from collections.abc import Iterable, Mapping

from tracker.report.parts import Badge, Cell, Row, RowGroup, Verdict
from tracker.report.words import label_words, listing, number

MAX_ROWS = 60
_OWN_ID = re.compile(r"Q\d+|tt\d+")


def anchor_of(film_key: str) -> str:
    """An id for the page: the film's own id where it has one, else a digest of its key."""
    return f"film-{film_key if _OWN_ID.fullmatch(film_key) else hashlib.sha256(film_key.encode()).hexdigest()[:10]}"


def badges_of(verdicts: Iterable[Verdict]) -> tuple[Badge, ...]:
    """The missed labels of a film, the news first, each with the bodies that gave rise to it."""
    bodies: dict[str, dict[str, None]] = {}
    for verdict in sorted(verdicts, key=lambda v: v.rank, reverse=True):
        if verdict.missed:
            bodies.setdefault(verdict.label, {})[verdict.body_title] = None
    return tuple(Badge(label_words(label), listing(list(titles))) for label, titles in bodies.items())


def film_rank(verdicts: Iterable[Verdict]) -> tuple[float, ...]:
    """The higher, the more a film is news: its strongest miss, at how many bodies, how acclaimed."""
    missed = [verdict for verdict in verdicts if verdict.missed]
    strongest = max((verdict.rank for verdict in missed), default=(0, 0, 0))
    bodies = len({verdict.body for verdict in missed})
    shut_out = len({verdict.body for verdict in missed if verdict.label == "SHUT_OUT"})
    return (*strongest[:2], shut_out, strongest[2], bodies)


def cell_of(body_title: str, verdicts: list[Verdict]) -> Cell:
    """What one body made of one film, at a glance."""
    badges: list[Badge] = []
    missed = sorted((v for v in verdicts if v.missed), key=lambda v: v.rank, reverse=True)
    for label in dict.fromkeys(v.label for v in missed):
        categories = list(dict.fromkeys(v.category_title for v in missed if v.label == label and v.category_title))
        badges.append(Badge(label_words(label), _few(categories)))
    nominated = [v for v in verdicts if v.label == "NOMINATED"]
    if nominated:
        count = len({(v.category, v.people) for v in nominated if v.category}) or len(nominated)
        badges.append(Badge(label_words("NOMINATED"), number(count, "category", "categories")))
    return Cell(body_title, tuple(badges)) if badges else _quiet_cell(body_title, verdicts)


def _few(categories: list[str]) -> str:
    most = 3
    return listing(categories) if len(categories) <= most else f"{len(categories)} categories"


def _quiet_cell(body_title: str, verdicts: list[Verdict]) -> Cell:
    """A film that was neither missed nor nominated: the film's own verdict, else the most frequent one."""
    if not verdicts:
        return Cell(body_title, ())
    of_film = [v for v in verdicts if not v.category]
    labels = [v.label for v in of_film or verdicts]
    label = max(dict.fromkeys(labels), key=labels.count)
    reason = next((v.reason for v in of_film or verdicts if v.label == label and v.reason), "")
    return Cell(body_title, (Badge(label_words(label)),), reason)


def season_table(
    films: Mapping[str, list[Verdict]], order: list[str], titles: Mapping[str, str], with_dossier: set[str]
) -> tuple[RowGroup, ...]:
    """Three groups: missed, nominated, and neither with the reason why.

    Args:
        films: verdicts by film.
        order: bodies, as the columns shall stand.
        titles: body to its title.
        with_dossier: films to link to their dossier.
    """
    groups: dict[str, list[tuple[tuple[float, ...], Row]]] = {"missed": [], "nominated": [], "neither": []}
    for key, verdicts in films.items():
        cells = tuple(cell_of(titles[body], [v for v in verdicts if v.body == body]) for body in order)
        acclaim = max((v.acclaim for v in verdicts if v.acclaim is not None), default=None)
        row = Row(verdicts[0].film, anchor_of(key) if key in with_dossier else None, acclaim, cells)
        if any(v.missed for v in verdicts):
            groups["missed"].append((film_rank(verdicts), row))
        elif any(v.label == "NOMINATED" for v in verdicts):
            count = sum(v.label == "NOMINATED" and bool(v.category) for v in verdicts)
            groups["nominated"].append(((count,), row))
        else:
            groups["neither"].append(((acclaim or 0,), row))
    return tuple(_group(name, rows) for name, rows in groups.items() if rows)


_HEADINGS = {
    "missed": ("Missed", "At least one verdict of a miss; a film may be nominated elsewhere."),
    "nominated": ("Nominated", "Nominated somewhere, and missed nowhere by the rules below."),
    "neither": ("Not called a snub, and why", "The most acclaimed first; every film and category is in snubs.csv."),
}


def _group(name: str, rows: list[tuple[tuple[float, ...], Row]]) -> RowGroup:
    title, about = _HEADINGS[name]
    ranked = [row for _, row in sorted(rows, key=lambda pair: ([-part for part in pair[0]], pair[1].film))]
    return RowGroup(title, about, tuple(ranked[:MAX_ROWS]), max(0, len(ranked) - MAX_ROWS))
