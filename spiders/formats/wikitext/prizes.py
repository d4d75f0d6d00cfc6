"""Prizes as festival pages list them: a label, a colon, and the film and people, or the winners in bullets below."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from spiders.formats.wikitext.breaks import has_film, names_something
from spiders.formats.wikitext.entry import clean
from spiders.formats.wikitext.grid import GridRow
from spiders.formats.wikitext.lines import Line, Piece
from spiders.formats.wikitext.rows import UNKNOWN, Column, cells_by_kind, columns_of, is_aside, row_of
from spiders.formats.wikitext.words import words

_COLON = re.compile(r"\s*:\s*")
_DASH = re.compile(r"\s+[–—-]+\s+")
_ASIDE = re.compile(r"\([^()]*\)")
"""The only text that may follow a label with winners below it: what the prize was given for."""
_LONGEST = 120
"""Characters of a line that stand for the name of its prize."""
_SENTENCE = 2
"""Words in lower case that make a line beside a film a sentence."""
_BESIDE = frozenset({"and", "by", "for", "in"})
"""Words between the names on a winner's line."""
_SHOWN = ("text", "category")


@dataclass(slots=True)
class Prize:
    """One prize with the lines that name its winners."""

    label: str
    number: int
    lines: list[Line] = field(default_factory=list)
    astray: list[Line] = field(default_factory=list)
    """Lines that may name winners and are not read: those under a bullet that does not read as the name of a prize may
    belong to the prize before it; or those without a bullet."""


def prizes_of(lines: Iterable[Line], heading: str, is_prize: Callable[[str], bool]) -> list[Prize]:
    """The prizes among the bullets of one section, in order, each with its winners.

    A bullet that names no prize is a winner of the section's own, unless another bullet names that, or it has the words
    of a prize itself.

    Args:
        lines: of the section.
        heading: names the prize of bullets that name none.
        is_prize: whether words are the name of a prize; decides what a colon sets off.
    """
    lines = list(lines)
    bullets = [line for line in lines if line.bullets and clean(line.text)]
    prizes: list[Prize] = []
    bare: list[Prize] = []
    above: dict[int, Prize] = {}
    loose: set[int] = set()
    deeper = {id(a): len(b.bullets) > len(a.bullets) for a, b in pairwise(bullets)}
    for line in lines:
        if not line.bullets and is_prize(name := clean(line.text).strip(" :")):
            # A line of its own above bullets heads them.
            prizes.append(Prize(name, line.number, []))
            above = {0: prizes[-1]}
            continue
        if not line.bullets and prizes and may_be_entry(line, _BESIDE):
            prizes[-1].astray.append(line)
        if not (line.bullets and clean(line.text)):
            continue
        depth = len(line.bullets)
        above = {d: prize for d, prize in above.items() if d < depth}
        label, rest = split_label(line, is_prize, introduces=deeper.get(id(line), False))
        if label is None and above:
            prize = above[max(above)]
            prize.lines.append(line)
            prize.astray += [line] if id(prize) in loose else []
            continue
        prize = Prize(label or heading, line.number, [rest] if rest else [])
        prizes.append(prize)
        above[depth] = prize
        loose |= {id(prize)} if not (label and (rest or is_prize(label) or _reads_as_prize(line))) else set()
        if label is None:
            bare.append(prize)
    apart = any(is_prize(prize.label) for prize in prizes if prize not in bare)
    for prize in bare:
        text = clean(" ".join(line.text for line in prize.lines))
        if apart or words().prize_words.search(_own_words(prize.lines)):
            prize.label = text[:_LONGEST]
    return [prize for prize in prizes if prize.lines or is_prize(prize.label)]


def tabled_prizes(rows: Sequence[GridRow], heading: str) -> list[Prize] | None:
    """The prizes of a table with a row a winner; None where its columns do not say what they are.

    Args:
        rows: of the table.
        heading: names the prize of a table without a column of prizes.
    """
    columns: dict[int, Column] = {}
    headings: dict[int, str] = {}
    prizes: list[Prize] = []
    for row in rows:
        if row.is_header:
            headings = {place: cell.text for place, cell in row.cells.items()}
            columns = columns_of(headings) or columns
            continue
        by_kind = cells_by_kind(columns, row.cells)
        label = " ".join(cell.text for cell in by_kind.get(Column.CATEGORY, ())) or heading
        parts = row_of(by_kind).parts
        prize = Prize(label, row.number, [line for part in (None, "won") for line in parts.get(part, ())])
        others = [cell for place, cell in row.cells.items() if place not in columns and not is_aside(headings[place])]
        prize.astray += [line for cell in others for line in cell.lines if names_something(line)]
        prize.astray += [line for line in parts.get(UNKNOWN, ()) if names_something(line)]
        prizes.append(prize)
    return prizes if columns else None


def may_be_entry(line: Line, joints: frozenset[str] = frozenset()) -> bool:
    """Whether a line names a film and is no sentence about one; `joints` are words that make no sentence."""
    beside = " ".join(p.text for p in line.pieces if p.kind == "text" and not (p.italic or p.link)).split()
    return has_film(line.pieces) and sum(word[:1].islower() and word not in joints for word in beside) < _SENTENCE


def _reads_as_prize(line: Line) -> bool:
    """Whether a bullet above others looks like the name of a prize: by its style, a colon or its words."""
    shown = [piece for piece in line.pieces if piece.kind in _SHOWN and piece.text.strip()]
    styled = any(piece.bold or piece.italic or piece.link for piece in shown)
    text = clean(line.text)
    return styled or text.endswith(":") or words().prize_words.search(text) is not None


def _own_words(lines: Iterable[Line]) -> str:
    """What stands on lines beside titles and links."""
    pieces = (piece for line in lines for piece in line.pieces if piece.kind == "text")
    return " ".join(piece.text for piece in pieces if not (piece.link or piece.italic))


def split_label(line: Line, is_prize: Callable[[str], bool], *, introduces: bool) -> tuple[str | None, Line | None]:
    """The prize that a line names and the rest of the line, each None if absent.

    A colon sets off a label unless what stands before it is a film; a dash only after a known prize.

    Args:
        line: one bullet.
        is_prize: whether words are the name of a prize.
        introduces: whether bullets under this one follow, so that all of it may be a label.
    """
    shown = line.text
    for separator, needs_known in ((_COLON, False), (_DASH, True)):
        if not separator.search(shown):
            continue
        for place, piece in enumerate(line.pieces):
            cut = separator.search(piece.text) if piece.kind == "text" else None
            if cut is None:
                continue
            before = [*line.pieces[:place], piece.showing(piece.text[: cut.start()])]
            label = _words(before)
            if label and (is_prize(label) or not (needs_known or piece.link_id or _has_film(before))):
                rest = [piece.showing(piece.text[cut.end() :]), *line.pieces[place + 1 :]]
                text = clean("".join(p.text for p in rest if p.kind in _SHOWN))
                return label, None if not text or _ASIDE.fullmatch(text) else replace(line, pieces=rest)
            break
    label = _words(line.pieces)
    if is_prize(label) or (introduces and not _has_film(line.pieces)):
        return label, None
    return None, line


def _words(pieces: Iterable[Piece]) -> str:
    return clean("".join(p.text for p in pieces if p.kind in _SHOWN)).strip(" :–—-[]{}|")


def _has_film(pieces: Iterable[Piece]) -> bool:
    """Whether something is in italics and not in bold: a prize in italics is set in bold as well, or linked."""
    return any(p.kind == "text" and p.italic and not p.bold and p.text.strip() for p in pieces)
