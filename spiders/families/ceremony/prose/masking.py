"""A line of prose as masked text: films, people and the names of categories become single characters.

The remaining short sentence of ordinary words can be read or refused by a closed grammar (`clauses.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from spiders.families.ceremony.prose.vocabulary import Vocabulary
from spiders.formats.wikitext.entry import clean
from spiders.formats.wikitext.lines import Line, Piece
from spiders.formats.wikitext.strip import REF_MARK, seen

FILM, NAME, AWARD, ODD = "[\ue100-\ue5ff]", "[\ue600-\ueaff]", "[\uf500-\uf5ff]", "\uf8ff"
"""Classes of masked films (in italics, or linked as a film), links and names known from links, categories; and what
no sentence that is read may hold: an unknown template, an award of another body, something struck through."""
DOUBT = "[\uf700-\uf7ff]"
"""A category's name inside what may be another's: `British Best Film`, `Best Film Editing`."""
HIDDEN = "\uf8fe"
"""Italics that hold the name of a category and more: marks of bold or italics that were lost."""
OBJECT = "[\ue100-\ueaff]"
GROUP = "[\uf600-\uf6ff]"
"""The body itself."""
_FIRST = {"film": 0xE100, "name": 0xE600, "award": 0xF500, "group": 0xF600, "doubt": 0xF700}
_MOST = {"film": 0x500, "name": 0x500, "award": 0xFF, "group": 0x100, "doubt": 0x100}
_PRIVATE = re.compile("[\ue100-\uf8ff]")
_FILM_TARGET = re.compile(r"\((?:\d{4} )?(?:[\w’'.-]+ )*film\)$", re.IGNORECASE)
_SPACES = re.compile(r"[\s\u00a0\u2002-\u200b\u202f\u2060\ufeff]+")
_WORD_BEFORE = re.compile(r"([\w’'-]+)[ \u00a0]$")
_WORD_AFTER = re.compile(r"[ \u00a0]([\w’'-]+)(?P<more>[ \u00a0][\w])?")
_LONGER = frozenset({"in", "by"})
"""Words that make another category's name of one: Best Actor *in* a Comedy."""
_MAY_FOLLOW = frozenset({"Award", "Awards", "Prize", "Honor", "Honour"})
_ARTICLES = frozenset({"The", "A", "An", "Its", "Their", "Both"})


@dataclass(slots=True)
class MaskedLine:
    """One line, masked."""

    line: Line
    text: str = ""
    shown: dict[str, tuple[Piece, ...]] = field(default_factory=dict)
    awards: dict[str, str] = field(default_factory=dict)
    """Declared category of each masked name of one."""

    def entry(self, masked: str, *, bold: bool = False) -> Line:
        """A list line equal to an entry of masked text; a name on its own is a film's.

        `bold` keeps what is bold; in sentences it says nothing of who won.
        """
        alone = re.search(FILM, masked) is None
        pieces = [p for character in masked for p in self.shown.get(character) or (Piece("text", character),)]
        pieces = [replace(p, bold=p.bold and bold, italic=p.italic or alone) for p in pieces]
        return replace(self.line, pieces=pieces, bullets="*")

    def links(self, masked: str) -> set[str]:
        """Where the names and films of some masked text link to."""
        return {p.link for character in masked for p in self.shown.get(character, ()) if p.link}

    def plain(self, masked: str) -> str:
        """The printed text of some masked text."""
        return clean("".join("".join(p.text for p in self.shown.get(c, ())) or c for c in masked))

    def mask(self, kind: str, pieces: Iterable[Piece]) -> str:
        """A character that masks some pieces."""
        place = sum(_FIRST[kind] <= ord(c) < _FIRST[kind] + _MOST[kind] for c in self.shown)
        if place >= _MOST[kind]:
            return ODD
        character = chr(_FIRST[kind] + place)
        self.shown[character] = tuple(pieces)
        return character


def mask_line(line: Line, words: Vocabulary) -> MaskedLine:
    """Mask a line."""
    masked = MaskedLine(line)
    parts: list[str] = []
    for group in _groups(line.pieces):
        parts.append(_masked(group, "".join(parts), masked, words))
    text = _SPACES.sub(" ", "".join(parts)).strip()
    masked.text = text
    return masked


def _groups(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Runs of italics, links and plain text."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if piece.kind in ("note", "winner", "ref"):
            continue
        part = replace(piece, text=_PRIVATE.sub("", seen(REF_MARK.sub("", piece.text), " ")))
        same = groups and part.kind == "text" == groups[-1][-1].kind and _alike(groups[-1][-1], part)
        if same:
            groups[-1].append(part)
        elif part.text or part.kind != "text":
            groups.append([part])
    return groups


def _alike(one: Piece, other: Piece) -> bool:
    if one.italic or other.italic:
        return one.italic and other.italic
    return one.link_id == other.link_id and one.struck == other.struck


def _masked(group: list[Piece], before: str, masked: MaskedLine, words: Vocabulary) -> str:
    text, first = "".join(p.text for p in group), group[0]
    link = next((p.link for p in group if p.link), None)
    if first.kind != "text" or any(p.struck for p in group) or (link and not words.own(link) and words.foreign(link)):
        return ODD
    if link is None and not first.italic:
        return _plain(group, text, before, masked, words)
    if not text.strip():
        return text
    name = words.award_of(clean(text), link)
    if name is None and first.italic and words.awards.search(text):
        return HIDDEN
    mark = masked.mask(_kind(first, link, name, words), group)
    if name is not None:
        masked.awards[mark] = name
    return (" " if text[:1].isspace() else "") + mark + (" " if text[-1:].isspace() else "")


def _kind(first: Piece, link: str | None, award: str | None, words: Vocabulary) -> str:
    if link is not None and words.own(link):
        return "group"
    if award is not None:
        return "award"
    return "film" if first.italic or (link and _FILM_TARGET.search(link)) else "name"


def _plain(group: list[Piece], text: str, before: str, masked: MaskedLine, words: Vocabulary) -> str:
    """Unlinked text with the names of categories, and of what the page links elsewhere, masked."""

    def award(match: re.Match[str]) -> str:
        name = words.award_of(match[0], None)
        if name is None:
            return match[0]
        mark = masked.mask("doubt" if _part_of_longer(match, before) else "award", [Piece("text", match[0])])
        masked.awards[mark] = name
        return mark

    def known(match: re.Match[str]) -> str:
        return masked.mask("name", [Piece("text", match[0], bold=group[0].bold)])

    def own(match: re.Match[str]) -> str:
        return masked.mask("group", [Piece("text", match[0])])

    return words.known.sub(known, words.awards.sub(award, words.own_names.sub(own, text)))


def _part_of_longer(match: re.Match[str], before: str) -> bool:
    """Whether a category's name is part of another name: `British Best Film`, `Best Film Editing`."""
    text = before + match.string[: match.start()]
    ahead = _WORD_BEFORE.search(text)
    if ahead and ahead[1][0].isupper() and ahead[1] not in _ARTICLES and not _starts(text, ahead):
        return True
    after = _WORD_AFTER.match(match.string, match.end())
    if after is None:
        return False
    if after[1] in _LONGER:
        return after["more"] is not None
    return after[1][0].isupper() and after[1] not in _MAY_FOLLOW


def _starts(text: str, word: re.Match[str]) -> bool:
    """Whether a word begins a sentence, where a capital says nothing."""
    return re.search(r"(?:^|[.;:]\s+)$", text[: word.start()]) is not None
