"""The season table: films down, bodies across, what was missed first."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from operator import attrgetter

from tracker.domain.figures import listing
from tracker.report.parts import Badge, Cell, Row, RowGroup, Verdict
from tracker.report.words import label_words, number, words

MAX_ROWS = {"missed": 1000, "nominated": 60, "neither": 30}
"""Every miss has its row; what is left out of the others stands in snubs.csv."""
_OWN_ID = re.compile(r"Q\d+|tt\d+")


def anchor_of(film_key: str) -> str:
    """An id for the page: the film's own id where it has one, else a digest of its key."""
    return f"film-{film_key if _OWN_ID.fullmatch(film_key) else hashlib.sha256(film_key.encode()).hexdigest()[:10]}"


def badges_of(verdicts: Iterable[Verdict]) -> tuple[Badge, ...]:
    """The missed labels of a film, the news first, each with its bodies in the order of the verdicts."""
    missed = [verdict for verdict in verdicts if verdict.missed]
    ranked = sorted(missed, key=attrgetter("place"))
    return tuple(_badge(label, missed) for label in dict.fromkeys(verdict.label for verdict in ranked))


def _badge(label: str, missed: list[Verdict]) -> Badge:
    bodies = dict.fromkeys(verdict.body_title for verdict in missed if verdict.label == label)
    return Badge(label_words(label), listing(list(bodies)))


def film_place(verdicts: Iterable[Verdict]) -> tuple[float, str]:
    """For sorting: a film stands where its biggest miss does in the news."""
    rows = list(verdicts)
    return (min(verdict.place for verdict in rows), rows[0].film)


def film_acclaim(verdicts: Iterable[Verdict]) -> float | None:
    """The acclaim of the film as a whole: the highest of the bodies', from film-level verdicts where there are any."""
    figures = [(verdict.category == "", verdict.acclaim) for verdict in verdicts if verdict.acclaim is not None]
    return max(figures)[1] if figures else None


def nomination_count(verdicts: Iterable[Verdict]) -> int:
    """Nominations of a film, as the lists have them, two songs in one category twice.

    Where no list is given: categories and people of the verdicts, and for a verdict on the film alone one.
    """
    nominated = [verdict for verdict in verdicts if verdict.label == "NOMINATED"]
    of_lists = {(v.film_key, v.body, v.ceremony): v.nominations for v in nominated}
    units = {(v.body, v.category, v.people) for v in nominated if v.category}
    return sum(of_lists.values()) or len(units) or len(nominated)


def cell_of(body_title: str, verdicts: list[Verdict]) -> Cell:
    """What one body made of one film, at a glance."""
    badges: list[Badge] = []
    missed = sorted((v for v in verdicts if v.missed), key=attrgetter("place"))
    for label in dict.fromkeys(v.label for v in missed):
        categories = list(dict.fromkeys(v.category_title for v in missed if v.label == label and v.category_title))
        badges.append(Badge(label_words(label), _few(categories)))
    nominated = [v for v in verdicts if v.label == "NOMINATED"]
    if nominated:
        badges.append(Badge(label_words("NOMINATED"), number(nomination_count(nominated), "nomination")))
    elif badges and any(v.words == words().unbacked for v in verdicts):
        badges.append(Badge(words().unbacked))
    return Cell(body_title, tuple(badges)) if badges else _quiet_cell(body_title, verdicts)


def _few(categories: list[str]) -> str:
    most = 3
    return listing(categories) if len(categories) <= most else f"{len(categories)} categories"


def _quiet_cell(body_title: str, verdicts: list[Verdict]) -> Cell:
    """A film that was neither missed nor nominated: the film's own verdict, else the most frequent one."""
    if not verdicts:
        return Cell(body_title, ())
    of_film = [v for v in verdicts if not v.category]
    shown = [v.words for v in of_film or verdicts]
    most = max(dict.fromkeys(shown), key=shown.count)
    reason = next((v.reason for v in of_film or verdicts if v.words == most and most != words().unbacked), "")
    return Cell(body_title, (Badge(most),), reason)


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
        acclaim = film_acclaim(verdicts)
        row = Row(verdicts[0].film, anchor_of(key) if key in with_dossier else None, acclaim, cells)
        if any(v.missed for v in verdicts):
            groups["missed"].append(((-film_place(verdicts)[0],), row))
        elif any(v.label == "NOMINATED" for v in verdicts):
            groups["nominated"].append(((nomination_count(verdicts),), row))
        else:
            groups["neither"].append(((acclaim or 0,), row))
    return tuple(_group(name, rows) for name, rows in groups.items() if rows)


_HEADINGS = {
    "missed": ("Missed", "The biggest miss first; a film may be nominated elsewhere."),
    "nominated": ("Nominated", "Nominated somewhere, and missed nowhere by the rules below."),
    "neither": ("Not called a snub, and why", "The most acclaimed first; every film and category is in snubs.csv."),
}


def _group(name: str, rows: list[tuple[tuple[float, ...], Row]]) -> RowGroup:
    title, about = _HEADINGS[name]
    ranked = [row for _, row in sorted(rows, key=lambda pair: ([-part for part in pair[0]], pair[1].film))]
    return RowGroup(title, about, tuple(ranked[: MAX_ROWS[name]]), max(0, len(ranked) - MAX_ROWS[name]))
