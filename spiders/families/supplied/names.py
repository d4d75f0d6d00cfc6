"""Names that a user's file puts into one cell with commas: told apart where each part can only be a name.

A column of songs has the song before who wrote it: `"May It Be", Enya`. Its title goes to the song's own column.
"""

import re
from collections.abc import Iterable

from spiders.families.supplied.sheet import Row
from spiders.formats.names import is_name, whole_names
from tracker.domain.categories import categories
from tracker.domain.text.parties import is_organisation

_QUOTED = re.compile(r"""(?:"(?P<straight>[^"]+)"|“(?P<curly>[^”]+)”)\s*,\s*(?P<people>.+)""")
_OUTSIDE_BRACKETS = re.compile(r",\s*(?![^(]*\))")
_TWO = re.compile(r"\s+(?:and|&)\s+")
_ARTICLES = frozenset({"a", "an", "the", "la", "le", "les", "el"})
_GROUPS_OF_ONE = ("acting", "newcomer")
_SONGS = 2
"""Songs in quotation marks from which on a file is taken to put the song first."""


def titles_quoted(rows: Iterable[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """The rows, with a song's title in quotation marks wherever the rows of its award all begin with one.

    They do if some of them are quoted, and not one of them is a name alone.
    """
    rows = list(rows)
    awards: dict[tuple[str, str], list[str]] = {}
    for _, row in rows:
        if row.get("people") and not row.get("detail"):
            awards.setdefault(_award(row), []).append(row["people"])
    first = {
        award
        for award, cells in awards.items()
        if sum(_QUOTED.match(cell) is not None for cell in cells) >= _SONGS and all("," in cell for cell in cells)
    }
    return [(line, _quoted(row) if _award(row) in first and not row.get("detail") else row) for line, row in rows]


def _award(row: Row) -> tuple[str, str]:
    return row.get("body", ""), row.get("category_as_printed") or row.get("category", "")


def _quoted(row: Row) -> Row:
    cell = row["people"]
    if not cell or _QUOTED.match(cell) or ";" in cell:
        return row
    film = row["title"]
    title = film if film and cell.startswith(f"{film}, ") else _OUTSIDE_BRACKETS.split(cell)[0]
    return row | {"people": f'"{title}"{cell[len(title) :]}'}


def with_names_apart(row: Row, category: str | None) -> Row:
    """A row whose people stand apart, where its category is one of several people and each part looks like a name."""
    own = categories().get(category or "")
    if own is None or not own.credit or own.group in _GROUPS_OF_ONE or ";" in row["people"] or row["people_links"]:
        return row
    has_song = False
    if own.entry == "song" and (song := _QUOTED.fullmatch(row["people"])):
        row = row | {"detail": row["detail"] or song["straight"] or song["curly"], "people": song["people"]}
        has_song = True
    names = [name for part in _parts(row["people"]) for name in _pair(part)]
    # After a song stand those who wrote it, a band among them.
    apart = len(names) > 1 and all(map(is_name if has_song else _is_person, names))
    return row | {"people": "; ".join(names)} if apart else row


def _parts(cell: str) -> list[str]:
    return whole_names(part.strip() for part in _OUTSIDE_BRACKETS.split(cell))


def _pair(part: str) -> list[str]:
    """Both names of "Joel Coen and Ethan Coen"; "Derek and the Dominos" is one."""
    names = _TWO.split(part)
    return names if all(len(name.split()) > 1 for name in names) else [part]


def _is_person(name: str) -> bool:
    first = name.split(maxsplit=1)[0].casefold()
    return is_name(name) and first not in _ARTICLES and not is_organisation(name)


def is_several(cell: str, category: str | None) -> bool:
    """Whether a name in print can only be of several people, or of none, though it stands as one person's."""
    own = categories().get(category or "")
    return own is not None and bool(own.credit) and len(_parts(cell)) > 1
