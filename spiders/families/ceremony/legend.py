"""What a page's key says of its signs: which mark beside an entry, or which colour behind it, stands for a winner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spiders.formats.wikitext.blocks import Block, CellStart, ReadPage
from spiders.formats.wikitext.entry import clean
from spiders.formats.wikitext.lines import Line, Piece
from spiders.formats.wikitext.words import words

_MARK = "[†‡§¶*#+^★☆✦✓✔▲△♦◆●]"
_WINNER = r"(?:an? |the |each |overall )*(?:categor(?:y|ies) |award |prize )?winn(?:ers?|ing (?:films?|entry|entries))"
_KEY = re.compile(
    rf"({_MARK})[\s'\")]*(?:[=:–—-]|denotes?|indicates?|marks?|means?|represents?|signif(?:y|ies)|shows?)\s*{_WINNER}"
    r"(?: (?:of|in) (?:the|each|that|its|their) (?:award|prize|categor(?:y|ies)))?\s*(?:[.,;)]|$)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\bwinn(?:ers?|ing \w+)\b[^.;]{0,60}?"
    r"\b(?:marked|indicated|denoted|shown|noted|signified|identified|highlighted|shaded)\b([^.;]{0,120})",
    re.IGNORECASE,
)
_NAMES = {"‡": r"double[- ]daggers?", "†": r"(?<!double )(?<!double-)daggers?", "*": "asterisks?", "★": "stars?"}
_SHADE = re.compile(r"colou?r|background|shad(?:e|ing)|yellow|gold|green|blue|\bin (?:red|orange|grey|gray|pink)", re.I)
_GREY = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})")
_GREYS = frozenset({"silver", "gainsboro", "whitesmoke", "lightgray", "lightgrey", "gray", "grey", "snow", "ivory"})
_SPREAD = 0x12
"""Difference of red, green and blue up to which a colour is a grey, which sets rows off and says nothing."""


@dataclass(frozen=True, slots=True)
class Legend:
    """Signs of a winner."""

    marks: frozenset[str] = frozenset()
    shades: frozenset[str] = frozenset()
    shaded: bool = False
    """Whether the page says that winners are shaded, without saying how."""

    def apply(self, block: Block) -> Block:
        """A line with the marks of winners in place of the signs that the key explains."""
        if not (self.marks and isinstance(block, Line)):
            return block
        pieces = [part for piece in block.pieces for part in self._marked(piece)]
        return replace(block, pieces=pieces) if len(pieces) > len(block.pieces) else block

    def _marked(self, piece: Piece) -> Iterator[Piece]:
        text = piece.text.strip()
        if piece.kind == "note" and text in self.marks:
            yield replace(piece, text="")
            yield Piece("winner", text)
        elif piece.kind == "text" and text[-1:] in self.marks and text[-1:]:
            yield replace(piece, text=piece.text.rstrip()[:-1])
            yield Piece("winner", text[-1])
        elif piece.kind == "text" and text[:1] in self.marks and text[:1] and not (piece.link or piece.italic):
            yield Piece("winner", text[0])
            yield replace(piece, text=piece.text.lstrip()[1:])
        else:
            yield piece


def legend_of(page: ReadPage) -> Legend:
    """What the key of a page explains, in a sentence, a template or a table."""
    marks: set[str] = set()
    shades, shaded = set(_keys_in_cells(page.blocks)), False
    for sign, meaning in page.legends:
        if words().winner_words.fullmatch(meaning.strip(" .:")):
            (marks if re.fullmatch(_MARK, sign) else shades).add(sign)
    before = ""
    for line in (block for block in page.blocks if isinstance(block, Line)):
        text = "".join(p.text for p in line.pieces).strip()
        alone, before = re.fullmatch(_MARK, before) and before, text
        if "winn" not in text.lower():
            continue
        text = clean(text)
        keys = (text, f"{alone} {text}", f"{alone} = {text}") if alone else (text,)
        marks |= {match[1] for key in keys for match in _KEY.finditer(key)}
        for match in _SENTENCE.finditer(text):
            spelled = {mark for mark, name in _NAMES.items() if re.search(name, match[1], re.IGNORECASE)}
            signs = set(re.findall(_MARK, match[1])) or spelled
            marks |= signs
            shaded = shaded or (not signs and _SHADE.search(match[0]) is not None)
    return Legend(frozenset(marks), frozenset(shades - {""}), shaded)


def _keys_in_cells(blocks: Sequence[Block]) -> Iterator[str]:
    """Colours of cells that say "Winner", or stand before one that does; headings of columns are no key."""
    shade = before = ""
    for block in blocks:
        if isinstance(block, CellStart):
            before, shade = shade, "" if block.header else block.shade or ""
        elif (shade or before) and isinstance(block, Line):
            text = clean(block.text).strip(" .:")
            if words().winner_words.fullmatch(text):
                yield shade or before
            shade = "" if text else shade


def telling(shades: Iterable[str]) -> set[str]:
    """Colours that may tell winners apart: greys only set rows off."""
    return {shade for shade in shades if not _is_grey(shade)}


def _is_grey(shade: str) -> bool:
    if match := _GREY.fullmatch(shade):
        parts = [int(part, 16) for part in match.groups()]
        return max(parts) - min(parts) <= _SPREAD
    return shade in _GREYS
