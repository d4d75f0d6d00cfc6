"""Lines that hold several entries: nominees set apart by line breaks, and several names behind one label.

A break separates entries only where both sides name a film; elsewhere it only wraps a long entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from spiders.formats.names import is_name
from spiders.formats.wikitext.entry import clean
from spiders.formats.wikitext.lines import Line, Piece
from spiders.formats.wikitext.words import words

_GOES_ON = re.compile(r"(?:[,;:&/(–—-]|\b(?:and|or|with|by|from|for|as))$")
_CONTINUES = re.compile(r"(?:[,;:&/()–—-]|(?:and|or|from|for|in|as|with|by)\b)")
_AND = re.compile(r"\s*;\s*|,?\s+and\s+|,\s+", re.IGNORECASE)
_CREDITS = re.compile(r"\s*[,;:()–—]\s*|\s-\s|\s+and\s+|\s*&\s*")
"""Sets names apart from each other, and from what else stands beside them."""
_BETWEEN = re.compile(r"\s*(?:;|,?\s(?:and|&)\s)\s*", re.IGNORECASE)
_NAME = re.compile(r"[\"“'‘]?[A-ZÀ-Ý](?:[^–—]*\s[–—-]\s*|[^–—,]*\w\s*,\s*|[^–—]*\w\sfor\s*|[^–—(]*\w\s*\()")
"""What stands before a film: a name, and what sets the film off."""
_BRACKETED = re.compile(r"[A-ZÀ-Ý][^–—:(]*\w\s*\(")
_CLOSED = re.compile(r"(?:^|(?<=\)))\s*(?:[,;]\s*(?:and|&)?|(?:and|&))\s+")
"""Sets apart entries whose films stand in brackets."""
_VOTED = re.compile(r"(?<=\))\s*;\s+")
"""Sets apart entries with their votes in brackets."""
_SECOND = re.compile(
    rf"(?:^|\s*[;,.(]|\s+[–—-])\s*(?:with\s+)?(?:{words().runner_up.pattern})\s*[:–—]\s*", re.IGNORECASE
)
"""Sets a winner apart from whoever came second, on one line."""
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_SLASH = re.compile(r"^\s*/\s*|\s+[/;]\s+|;\s+")
"""Sets two entries apart, behind a film or behind the character played in it."""
_DASHED = re.compile(r"[A-ZÀ-Ý][^–—:]*\s(?:[–—-]|for)\s*")
"""A name set off by a dash or a word: behind a character, a comma may go on with it."""


def has_film(pieces: Sequence[Piece]) -> bool:
    """Whether something in italics is named."""
    return any(p.kind == "text" and p.italic and any(c.isalnum() for c in p.text) for p in pieces)


def names_something(line: Line) -> bool:
    """Whether a line has a link or a film in it, so that it may be an entry."""
    return any(p.link for p in line.pieces) or has_film(line.pieces)


def at_breaks(line: Line) -> list[Line] | None:
    """The entries of a line that breaks may separate; None where that cannot be told: a second title or a second film.

    Args:
        line: with the pieces of breaks in it.
    """
    parts: list[list[Piece]] = [[]]
    films_first = _begins_with_title(line.pieces)
    for piece in line.pieces:
        if not piece.breaks:
            parts[-1].append(piece)
        elif has_film(parts[-1]) or (films_first and _text(parts[-1])):
            parts.append([])
        else:
            parts[-1].append(piece)
    entries: list[list[Piece]] = [parts[0]]
    for part in parts[1:]:
        if not has_film(part) or _is_one(entries[-1], part):
            entries[-1] += [Piece("text", " ", breaks=True), *part]
        elif _bare(entries[-1]) and _bare(part) and not _two_articles(entries[-1], part):
            return None
        else:
            entries.append(part)
    return [replace(line, pieces=_with_gaps(pieces)) for pieces in entries]


def _begins_with_title(pieces: Sequence[Piece]) -> bool:
    """Whether a title stands alone before the first break, but for brackets: names on their own lines then follow."""
    first = list(takewhile(lambda piece: not piece.breaks, pieces))
    beside = "".join(p.text for p in first if p.kind == "text" and not p.italic)
    return has_film(first) and not any(map(str.isalnum, _IN_BRACKETS.sub("", beside)))


def at_gaps(line: Line) -> Line:
    """A line of a cell that holds names and no film, with what each break stands for."""
    if has_film(line.pieces) or not any(piece.breaks for piece in line.pieces):
        return line
    pieces = _with_gaps([replace(piece) for piece in line.pieces])
    return replace(line, pieces=[replace(piece, breaks=False) for piece in pieces])


def _with_gaps(pieces: list[Piece]) -> list[Piece]:
    """The pieces of one entry, with what each break stands for."""
    breaks = [n for n, piece in enumerate(pieces) if piece.breaks]
    for start, end in pairwise([*breaks, len(pieces)]):
        pieces[start].text = _gap(pieces[:start], pieces[start + 1 : end])
    return pieces


def _gap(before: Sequence[Piece], after: Sequence[Piece]) -> str:
    """What a break stands for in one entry: it sets names apart, and names off from their film."""
    credit = _is_credit(_text(after))
    if credit and _is_name(_CREDITS.split(_text(before))[-1].rpartition(" by ")[-1]):
        return "; "
    if has_film(after) or not (credit or _is_name(_CREDITS.split(_text(after))[0])):
        return " "
    last = max((n for n, p in enumerate(before) if p.italic and p.text.strip()), default=None)
    text = _text(before if last is None else before[last + 1 :])
    if last is not None and not _IN_BRACKETS.sub("", text).strip():
        return " – "
    return ", " if _is_name(_CREDITS.split(text)[-1]) else " "


def _is_credit(text: str) -> bool:
    """Whether words say what somebody did, and go on with who: "Lyrics by …"."""
    jobs, by, _ = text.partition(" by ")
    return bool(by) and all(word.strip(",").lower() in {*words().credit_words, "and", "&"} for word in jobs.split())


def _is_name(text: str) -> bool:
    """Whether words are a full name, which does not go on behind a break."""
    return len(text.split()) > 1 and is_name(text.strip())


def _is_one(before: Sequence[Piece], after: Sequence[Piece]) -> bool:
    """Whether what follows a break goes on with what stands before it."""
    rest = _text(after)
    source = words().source_clause.search(rest)
    return bool(_GOES_ON.search(_text(before)) or _CONTINUES.match(rest) or (source and source.start() == 0))


def _bare(pieces: Sequence[Piece]) -> bool:
    """Whether nothing but a title stands there."""
    return not any(c.isalnum() for p in pieces if p.kind == "text" and not p.italic for c in p.text)


def _two_articles(before: Sequence[Piece], after: Sequence[Piece]) -> bool:
    """Whether two titles have articles of their own: of a film's two titles one is linked, or both alike."""
    links = [{p.link for p in pieces if p.link} for pieces in (before, after)]
    return all(links) and links[0].isdisjoint(links[1])


def _text(pieces: Sequence[Piece]) -> str:
    return clean("".join(p.text for p in pieces if p.kind == "text"))


def at_names(line: Line) -> Iterator[Line]:
    """The entries of "A – Film and B – Film": what follows a film must begin with a name, set off from its own film."""
    part: list[Piece] = []
    for place, piece in enumerate(line.pieces):
        plain = piece.kind == "text" and not (piece.link_id or piece.italic)
        for joint, name in _joints(piece.text) if plain and has_film(part) and _NAME.fullmatch(_head(part)) else ():
            after = [piece.showing(piece.text[joint.end() :]), *line.pieces[place + 1 :]]
            if has_film(after) and name.fullmatch(_head(after)):
                yield replace(line, pieces=[*part, piece.showing(piece.text[: joint.start()])])
                yield from at_names(replace(line, pieces=after))
                return
        part.append(piece)
    yield line


def _joints(text: str) -> Iterator[tuple[re.Match[str], re.Pattern[str]]]:
    """What may set two entries apart, each with what must stand before the second one's film."""
    if joint := _BETWEEN.match(text):
        yield joint, _NAME
    yield from ((joint, _DASHED) for joint in _SLASH.finditer(text))
    yield from ((joint, _BRACKETED) for joint in _CLOSED.finditer(text))
    yield from ((joint, _NAME) for joint in _VOTED.finditer(text))


def _head(pieces: Sequence[Piece]) -> str:
    """What stands before the first film."""
    at = next((n for n, p in enumerate(pieces) if p.kind == "text" and p.italic and p.text.strip()), len(pieces))
    return _text(pieces[:at])


def at_second(line: Line) -> tuple[Line, Line | None]:
    """A line up to its words for a runner-up, and what stands behind them: "*Film* (runner-up: *Film*)"."""
    for place, piece in enumerate(line.pieces):
        before = line.pieces[:place]
        if piece.kind != "text" or piece.link_id or piece.italic or not has_film(before):
            continue
        cut = _SECOND.search(piece.text)
        if cut is None or not has_film(line.pieces[place + 1 :]):
            continue
        rest = [piece.showing(piece.text[cut.end() :]), *line.pieces[place + 1 :]]
        if "(" in cut[0]:
            last = max(n for n, p in enumerate(rest) if p.kind == "text" and p.text.strip())
            rest[last] = rest[last].showing(re.sub(r"\)\s*$", "", rest[last].text))
        return replace(line, pieces=[*before, piece.showing(piece.text[: cut.start()])]), replace(line, pieces=rest)
    return line, None


def entries_behind_label(line: Line) -> Iterator[Line]:
    """The entries behind one label: "A – Film; B – Film", or "*Film* – A; *Film* – B"."""
    # One person may be behind several films.
    for part in [line] if _head(line.pieces) else _at_joints(line):
        for entry in at_names(part):
            yield from _at_titles(entry)


def _at_joints(line: Line) -> Iterator[Line]:
    """The entries of "*Film* and *Film*": each part must name a film."""
    part: list[Piece] = []
    for place, piece in enumerate(line.pieces):
        joint = None if piece.kind != "text" or piece.link_id or piece.italic else _AND.fullmatch(piece.text)
        if joint and has_film(part) and has_film(line.pieces[place + 1 :]):
            yield replace(line, pieces=part)
            part = []
        else:
            part.append(piece)
    yield replace(line, pieces=part)


def _at_titles(line: Line) -> Iterator[Line]:
    """The entries of "*Film* – A; *Film* – B": a semicolon stands between the people of one and the other's title."""
    part: list[Piece] = []
    for place, piece in enumerate(line.pieces):
        plain = piece.kind == "text" and not (piece.link_id or piece.italic)
        if plain and piece.text.rstrip().endswith(";") and has_film(part) and has_film(line.pieces[place + 1 :][:1]):
            yield replace(line, pieces=[*part, piece.showing(piece.text.rstrip()[:-1])])
            part = []
        else:
            part.append(piece)
    yield replace(line, pieces=part)
