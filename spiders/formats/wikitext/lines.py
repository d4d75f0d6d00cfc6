"""Lines of shown text, their bold and italics decided as MediaWiki does.

After `Parser::doQuotes` of MediaWiki 1.39: runs of two, three and five apostrophes toggle; when both bold and italics
stay open at the end of the line, one run of three is read as an apostrophe and a run of two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_RUN = re.compile("('{2,})")
_RAISED = re.compile(r"((?<=[^\W\d_])[¹²³⁰⁴⁵⁶⁷⁸⁹]+)")
"""Small raised numbers behind a letter."""
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_ITALIC, _BOLD, _BOTH = 2, 3, 5
_FOUR = 4


@dataclass(slots=True)
class Piece:
    """A run of shown text in one style, or a mark: `kind` says which."""

    kind: str
    """`text`, `winner`, `nominee` (a template that says no more), `note` (a posthumous dagger, a footnote), `image`,
    `ref`, `unknown` or `category`."""
    text: str
    link: str | None = None
    link_id: int = 0
    """Pieces of one link share it; 0 outside links."""
    bold: bool = False
    italic: bool = False
    struck: bool = False
    breaks: bool = False
    """A line break inside the line, whose text is a space."""
    tint: str = ""
    """What sets its letters off but for bold and italics: their colour, the one behind them, a line, or their size."""
    raw: str = ""
    """The wikitext of a template that nobody knows and that may hold a nominee."""
    raised: bool = False
    """Above or below the line, as the marks of notes are."""

    def showing(self, text: str) -> Piece:
        """The same but for its text; pages are cut into pieces so often that `dataclasses.replace` took a twentieth."""
        style = self.bold, self.italic, self.struck
        return Piece(self.kind, text, self.link, self.link_id, *style, self.breaks, self.tint, self.raw)


@dataclass(slots=True)
class Line:
    """One line of shown text."""

    number: int
    bullets: str
    """The list marks it begins with, such as `**`; empty for a plain line."""
    pieces: list[Piece]
    closed: bool = True
    """Whether bold and italics opened on the line are closed on it."""
    shade: str | None = None
    """What sets all its letters off, else the background of its table cell or of that cell's row."""
    country: str = ""
    """What the column of countries says beside it, in a table with a row an entry."""

    @property
    def text(self) -> str:
        """The shown text, without notes."""
        return "".join(p.text for p in self.pieces if p.kind in ("text", "category"))

    @property
    def raw(self) -> str:
        """The wikitext in it that may hold a nominee and cannot be read."""
        return " ".join(p.raw for p in self.pieces if p.raw)


def style_line(pieces: list[Piece]) -> bool:
    """Set `bold` and `italic` on the pieces of one line and remove their apostrophes, in place.

    Returns:
        Whether everything opened on the line is closed on it.
    """
    if not any("''" in piece.text for piece in pieces if piece.kind == "text"):
        return True
    parts = _split(pieces)
    runs = [n for n, (_, length) in enumerate(parts) if length]
    bold = sum(parts[n][1] in (_BOLD, _BOTH) for n in runs)
    italic = sum(parts[n][1] in (_ITALIC, _BOTH) for n in runs)
    if bold % 2 and italic % 2:
        _mend(parts, runs)
    pieces[:] = _apply(parts)
    toggles = [parts[n][1] for n in runs]
    closed = [sum(length in (one, _BOTH) for length in toggles) % 2 == 0 for one in (_BOLD, _ITALIC)]
    return all(closed)


def mark_notes(pieces: list[Piece]) -> None:
    """Make notes of raised letters and numbers that are no part of a name or title, in place.

    In italics without a link, either may be meant.
    """
    if not any(piece.raised or _RAISED.search(piece.text) for piece in pieces):
        return
    parts = [part for piece in pieces for part in _at_raised(piece)]
    for place, piece in enumerate(parts):
        before, after = ("".join(p.text for p in part) for part in (parts[:place], parts[place + 1 :]))
        mark = piece.text.strip(" []()")
        is_note = piece.raised and piece.kind == "text" and any(map(str.isalnum, mark)) and not after[:1].isalpha()
        if not is_note or (before[-1:].isdigit() and mark.lower() in _ORDINALS) or mark in (piece.link or ""):
            continue
        titled = piece.italic and not (piece.link or any(p.link for p in parts if p.italic))
        piece.kind, piece.text = ("unknown", f"raised {mark}") if titled else ("note", mark)
    pieces[:] = parts


def _at_raised(piece: Piece) -> Iterator[Piece]:
    """A piece with the raised numbers behind its words apart; in a title or a link they are its own."""
    if piece.kind != "text" or piece.italic or piece.link or piece.text.isascii():
        yield piece
        return
    for place, part in enumerate(_RAISED.split(piece.text)):
        if part:
            yield replace(piece, text=part, raised=piece.raised or place % 2 == 1)


def _split(pieces: list[Piece]) -> list[tuple[Piece, int]]:
    """Pieces cut at runs of apostrophes; the number is the run's length, 0 for shown text."""
    parts: list[tuple[Piece, int]] = []
    for piece in pieces:
        if piece.kind != "text" or "''" not in piece.text:
            parts.append((piece, 0))
            continue
        for text in _RUN.split(piece.text):
            if not text:
                continue
            if not text.startswith("''"):
                parts.append((_like(piece, text), 0))
                continue
            extra = len(text) - _BOTH if len(text) > _BOTH else 1 if len(text) == _FOUR else 0
            if extra:
                parts.append((_like(piece, "'" * extra), 0))
            parts.append((_like(piece, ""), len(text) - extra))
    return parts


def _like(piece: Piece, text: str) -> Piece:
    """Shown text in the style of a piece."""
    style = piece.bold, piece.italic, piece.struck
    return Piece("text", text, piece.link, piece.link_id, *style, tint=piece.tint, raised=piece.raised)


def _mend(parts: list[tuple[Piece, int]], runs: list[int]) -> None:
    """Read one run of three as an apostrophe and a run of two: after a one-letter word, else after a word, else any."""
    single = multi = space = None
    for n in runs:
        if parts[n][1] != _BOLD:
            continue
        before = "".join(part.text for part, _ in parts[max(0, n - 2) : n])
        if before[-1:] == " ":
            space = n if space is None else space
        elif before[-2:-1] == " ":
            single = n
            break
        else:
            multi = n if multi is None else multi
    chosen = next((n for n in (single, multi, space) if n is not None), None)
    if chosen is not None:
        piece = parts[chosen][0]
        piece.text = "'"
        parts[chosen] = (piece, _ITALIC)


def _apply(parts: list[tuple[Piece, int]]) -> list[Piece]:
    bold = italic = False
    shown: list[Piece] = []
    for piece, length in parts:
        if length and piece.text:
            # The apostrophe that a mended run of three leaves stands before the change.
            shown.append(_styled(_like(piece, piece.text), bold, italic))
        if length in (_BOLD, _BOTH):
            bold = not bold
        if length in (_ITALIC, _BOTH):
            italic = not italic
        if not length:
            shown.append(_styled(piece, bold, italic))
    return shown


def _styled(piece: Piece, bold: bool, italic: bool) -> Piece:
    piece.bold, piece.italic = piece.bold or bold, piece.italic or italic
    return piece
