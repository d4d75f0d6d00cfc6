"""One entry of a list as masked text: films, links and quoted titles become single characters of private ranges.

With films and links masked, an entry such as `''Film'' – Person and Person, producers` is a short sentence in which
every dash, comma and "and" that is left separates something, and can be read by small regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import takewhile

from spiders.formats.wikitext.lines import Line, Piece
from spiders.formats.wikitext.strip import REF_MARK, seen
from spiders.formats.wikitext.words import words

WORK, LINK, QUOTE = "[\ue100-\ue5ff]", "[\ue600-\ueaff]", "[\ueb00-\uefff]"
"""Character classes of masked films (anything in italics), links and quoted titles."""
OBJECT = "[\ue100-\uefff]"
_FIRST = {"work": 0xE100, "link": 0xE600, "quote": 0xEB00}
_MOST = 0x500

MOSTLY = 0.5
"""Share of letters from which an entry as a whole counts as bold or struck through."""
AWARD = re.compile(r"(?:best|outstanding)\b", re.IGNORECASE)
"""How the name of a category begins."""
_FILM_TARGET = re.compile(r"\((?:\d{4} )?(?:[\w’'.-]+ )*film\)$", re.IGNORECASE)
_RAW = re.compile(r"\[\[|\]\]|\{\{|\}\}|\{\||\|\}|</?\w{1,12}[ />]|^\s*[|!]")
_QUOTED = re.compile(
    r"\"(?P<outer>[^\"“”„«»]*(?:“[^\"“”„«»]*”[^\"“”„«»]*)+)\"|[\"“”„«»](?P<inner>[^\"“”„«»]{1,300})[\"“”„«»]"
)
"""A title in quotation marks; in straight ones it may quote something itself."""
_SINGLE = re.compile(r"^\s*['‘](?!['‘])([^\"“”]{1,200}?)['’](?=\s*(?:$|[–—(,;\ue100-\ueaff]|-\s|(?:from|by|in|for)\b))")
"""A song at the beginning of an entry in single quotation marks; an apostrophe inside is followed by other words."""
_BROKEN_LINK = re.compile(r"\)\w|[\[\]{}<>\n]|^[#/]")
_IN_BRACKETS = re.compile(r"\s\([^()]*\)$")
_MARKS = re.compile(r"^[\s†‡]+|[\s†‡]+$")
_SPACES = re.compile(r"[\s\u00a0\u2002-\u200b\u202f\u2060\ufeff]+")
_ODD = re.compile("[\ue000-\ue004\u200b\u2060\ufeff]")
"""Marks of references and of what shows nothing, and the spaces that `str.split` does not know."""
_REMARK = re.compile(r"\([^()]*\)")
_EX_AEQUO = re.compile(r"ex[ -](?:aequo|æquo)", re.IGNORECASE)
TIE = re.compile(rf"{_EX_AEQUO.pattern}|tied?|(?:in )?a tie", re.IGNORECASE)
_TIED = re.compile(rf"\s*(?:\s[–—-]|,)\s+({TIE.pattern})$", re.IGNORECASE)
"""Behind a name or a film: the entry shared its prize."""
_VOTES = re.compile(r"\s*(?:\s[–—-]|[,:])\s+(\d{1,3} (?:votes?|points?|pts\.?))$", re.IGNORECASE)
"""Behind an entry, how many votes it had."""
_CAPITAL_AND = re.compile(r"(?<=\s)AND(?=\s)")
_DASH = re.compile(r"\s*[–—-]\s*")
_NOT_LETTERS = re.compile(r"[\W\d_]+")


class UnreadableError(Exception):
    """The entry matches no known form; the message names the obstacle."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Something masked: its text as printed and, for a link, its target."""

    text: str
    link: str | None = None

    @property
    def name(self) -> str:
        """The text as a name: unlike a title's, the brackets of a whole article's title are no part of it."""
        return _IN_BRACKETS.sub("", self.text) if self.text == self.link else self.text


@dataclass(slots=True)
class Entry:
    """One line of a list, ready to be read."""

    line: int
    bullets: str
    masked: str
    shown: dict[str, Shown]
    bold: float
    """Share of letters printed bold, in what is not a note."""
    bold_part: bool
    """Whether its film alone, or what stands beside it or before it alone, is bold."""
    dagger: bool
    won: bool
    """Whether words say that it won."""
    second: bool
    """Whether words say that it came second."""
    struck: float
    """Share of letters struck through."""
    removed: tuple[str, ...]
    """Names struck through inside an entry that stands."""
    marks: tuple[str, ...]
    """Notes and small daggers next to the names."""
    refs: tuple[int, ...]
    unknown: tuple[str, ...]
    pictured: bool = False
    """Whether a small picture stands beside it, of which nobody knows what it says."""

    def plain(self, masked: str) -> str:
        """The printed text of a part of the masked text."""
        text = "".join(self.shown[c].text if c in self.shown else c for c in masked)
        return _SPACES.sub(" ", text).strip()

    def names(self, masked: str) -> str:
        """The same of a part whose links lead to people or characters."""
        return self.plain("".join(self.shown[c].name if c in self.shown else c for c in masked))


@dataclass(slots=True)
class _Masker:
    shown: dict[str, Shown] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def mask(self, kind: str, text: str, link: str | None) -> str:
        number = self.counts.get(kind, 0)
        if number >= _MOST:
            raise UnreadableError(f"more than {_MOST} {kind}s in one entry")
        self.counts[kind] = number + 1
        character = chr(_FIRST[kind] + number)
        self.shown[character] = Shown(_MARKS.sub("", _SPACES.sub(" ", text)).strip(), link)
        return character


def clean(text: str) -> str:
    """Printed text with single spaces and without marks of references."""
    if text.isascii() or _ODD.search(text) is None:
        return " ".join(text.split())
    return _SPACES.sub(" ", seen(REF_MARK.sub("", text))).strip()


def make_entry(line: Line, *, song: bool = False) -> Entry:
    """Mask a line.

    Args:
        line: as shown.
        song: whether it begins with a title in quotation marks, which may be single ones.

    Raises:
        UnreadableError: wikitext that did not parse is left in it, or a film's italics hold more than the film.
    """
    if not line.closed:
        raise UnreadableError("bold or italics that are never closed")
    pieces, refs, marks, unknown, dagger = _sorted_out(line)
    won = second = False
    if _result().search("\n".join(piece.text for piece in pieces)):
        pieces, won = _without_result(pieces, words().winner_words)
        pieces, second = _without_result(pieces, words().runner_up)
        pieces, _ = _without_result(pieces, words().nominee_words)
    bold, struck = _shares(pieces)
    removed: list[str] = []
    if struck < MOSTLY:
        removed = [p.text.strip() for p in pieces if p.struck and p.text.strip()]
        pieces = [p for p in pieces if not p.struck]
    pieces = [replace(p, italic=False) if _EX_AEQUO.fullmatch(p.text.strip()) and not p.link else p for p in pieces]
    pieces = [replace(p, italic=False) if _is_gap(pieces, n) else p for n, p in enumerate(pieces)]
    whole = "".join(p.text for p in pieces)
    if raw := _RAW.search(whole):
        raise UnreadableError(f"broken markup {raw[0].strip()!r}")
    if broken := next((p.link for p in pieces if p.link and _BROKEN_LINK.search(p.link)), None):
        raise UnreadableError(f"broken link {broken!r}")
    masker = _Masker()
    masked = _mask_pieces(pieces, masker)
    masked = _mask_quotes(_SINGLE.sub(r'"\1"', masked) if song else masked, masker)
    masked = _SPACES.sub(" ", masked.replace("‡", "").replace("†", "").replace("\u2212", "–")).strip()
    masked = _CAPITAL_AND.sub("and", _VOTES.sub(r" (\1)", _TIED.sub(r" (\1)", masked)))
    return Entry(
        line=line.number,
        bullets=line.bullets,
        masked=masked,
        shown=masker.shown,
        bold=bold,
        bold_part=bold > 0 and any(_shares(part)[0] == 1 for part in _parts(pieces)),
        dagger=dagger or "‡" in whole,
        won=won,
        second=second,
        struck=struck,
        removed=tuple(removed),
        marks=tuple(m for m in (*_without_repeats(marks), *("†" for p in pieces if "†" in p.text)) if m),
        refs=tuple(refs),
        unknown=tuple(unknown),
        pictured=any(piece.kind == "image" for piece in line.pieces),
    )


def _sorted_out(line: Line) -> tuple[list[Piece], list[int], list[str], list[str], bool]:
    """Shown pieces, then references, notes, unknown templates and whether there is a winner's dagger."""
    pieces: list[Piece] = []
    refs: list[int] = []
    marks: list[str] = []
    unknown: list[str] = []
    dagger = False
    for piece in line.pieces:
        if piece.kind == "winner":
            dagger = True
        elif piece.kind == "note":
            marks.append(piece.text)
        elif piece.kind in ("unknown", "category"):
            unknown.append(piece.text)
        elif piece.kind != "image":
            refs.extend(int(n) for n in REF_MARK.findall(piece.text))
            text = seen(REF_MARK.sub("", piece.text))
            if text:
                pieces.append(Piece("text", text, piece.link, piece.link_id, piece.bold, piece.italic, piece.struck))
    return pieces, refs, marks, unknown, dagger


def _is_gap(pieces: Sequence[Piece], n: int) -> bool:
    """Whether a piece in italics is no more than a dash between others, inside no title."""
    if not pieces[n].italic or _DASH.fullmatch(pieces[n].text) is None:
        return False
    return not any(p.italic for p in (*pieces[max(0, n - 1) : n], *pieces[n + 1 : n + 2]))


def _without_repeats(marks: list[str]) -> list[str]:
    """Notes, without the titles of articles cited for what one before them says of the nomination."""
    unofficial = [mark for mark in marks if words().unofficial.search(mark)]
    return [mark for mark in marks if mark not in unofficial[1:]]


@cache
def _result() -> re.Pattern[str]:
    """Whatever says what became of an entry: few pieces have any of it, and are looked at more closely."""
    patterns = (words().winner_words, words().runner_up, words().nominee_words)
    return re.compile("|".join(pattern.pattern for pattern in patterns), re.IGNORECASE)


def _without_result(pieces: list[Piece], result: re.Pattern[str]) -> tuple[list[Piece], bool]:
    """Pieces without words that say what became of the entry, a label in front or a remark; and whether there were."""
    if not any(result.search(piece.text) for piece in pieces):
        return pieces, False
    phrase = result.pattern
    texts = [place for place, piece in enumerate(pieces) if piece.text.strip()]
    plain = [place for place in texts if not pieces[place].link and not pieces[place].italic]
    patterns = (
        *((place, rf"^\s*(?:{phrase})\s*(?::\s*|\s[–—-]\s)") for place in texts[:1]),
        *((place, rf"\s*[–—-]\s+(?:{phrase})[\s!]*$") for place in texts[-1:]),
        *((place, rf"\s*[(\[]\s*(?:{phrase})[\s!]*[)\]]") for place in plain),
    )
    for place, pattern in patterns:
        piece = pieces[place]
        rest = piece.text if piece.link else re.sub(pattern, "", piece.text, count=1, flags=re.IGNORECASE)
        if rest != piece.text:
            return [*pieces[:place], piece.showing(rest), *pieces[place + 1 :]], True
    alone = [n for n in texts if not pieces[n].link and re.fullmatch(rf"\s*(?:{phrase})[\s!]*", pieces[n].text, re.I)]
    if len(texts) > 1 and alone[:1] == texts[:1]:
        after = pieces[texts[1]]
        colon = re.match(r"\s*:\s*", after.text)
        has_style = after.italic or (pieces[texts[0]].bold and not after.bold)
        if colon or (has_style and not pieces[texts[0]].italic):
            text = after.text[colon.end() :] if colon else after.text
            return [after.showing(text), *pieces[texts[1] + 1 :]], True
    remarks = (_without_remark(pieces, n, last=n == texts[-1]) for n in alone)
    without = next((rest for rest in remarks if rest is not None), None)
    return (pieces, False) if without is None else (without, True)


def _without_remark(pieces: list[Piece], n: int, *, last: bool) -> list[Piece] | None:
    """Pieces without the result that one of them says in its own style: in brackets, or at the end of the entry."""
    before, after = pieces[:n], pieces[n + 1 :]
    opening = re.search(r"\s*[(\[]\s*$", before[-1].text) if before else None
    closing = re.match(r"\s*[)\]]", after[0].text) if after else None
    if opening and closing and (not pieces[n].italic or pieces[n].text.islower()):
        head = before[-1].showing(before[-1].text[: opening.start()])
        return [*before[:-1], head, after[0].showing(after[0].text[closing.end() :]), *after[1:]]
    is_bold = pieces[n].bold and not all(piece.bold for piece in before if piece.text.strip())
    if last and before and not pieces[n].italic and (is_bold or pieces[n].text.isupper()):
        return [*before[:-1], before[-1].showing(re.sub(r"(?:\s+[–—-]|,)?\s*$", "", before[-1].text)), *after]
    return None


def _parts(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """The film, what stands beside it, and what stands before it: a character behind it is often in other letters."""
    yield from ([p for p in pieces if p.italic is italic] for italic in (True, False))
    yield [*takewhile(lambda p: not p.italic, pieces)]


def _shares(pieces: list[Piece]) -> tuple[float, float]:
    """Shares of letters that are bold and that are struck through, remarks in parentheses left aside."""
    letters = bold = struck = 0
    for piece in pieces:
        n = _letters(piece.text, bool(piece.link))
        letters, bold, struck = letters + n, bold + n * piece.bold, struck + n * piece.struck
    return (bold / letters, struck / letters) if letters else (0.0, 0.0)


@lru_cache(maxsize=1_000)  # an entry is weighed as a whole and in parts
def _letters(text: str, linked: bool) -> int:
    """How many letters words have without remarks, which links have none of; of a title such as *1917*, digits."""
    words_alone = text if linked else _REMARK.sub("", text)
    return len(_NOT_LETTERS.sub("", words_alone)) or sum(c.isalnum() for c in words_alone)


def _mask_pieces(pieces: list[Piece], masker: _Masker) -> str:
    """Mask italics as films and links outside italics as links; leave the rest."""
    out: list[str] = []
    at = 0
    while at < len(pieces):
        end = at + 1
        piece = pieces[at]
        if piece.italic and piece.text.strip():
            while end < len(pieces) and (pieces[end].italic or not pieces[end].text):
                end += 1
            out.append(_mask_italics(pieces[at:end], masker))
        elif piece.link is not None:
            while end < len(pieces) and pieces[end].link_id == piece.link_id:
                end += 1
            text = "".join(p.text for p in pieces[at:end])
            kind = "work" if _FILM_TARGET.search(piece.link) and not any(p.italic for p in pieces) else "link"
            kind = "quote" if _QUOTED.fullmatch(text.strip()) else kind
            out.append(masker.mask(kind, text, piece.link) if text.strip() else text)
        else:
            out.append(piece.text)
        at = end
    return "".join(out)


_BETWEEN = re.compile(r"\s*(?:[/,;]|,? and|&)\s*")
_BESIDE = re.compile(r"\s*[(•·].*|\s+(?:by|for|from)\s*", re.DOTALL)
"""Text after a link that may be in a film's italics without belonging to its title."""
_RUN_ON = re.compile(r"\s[–—-]\s|,\s|;|\band\b|\bas\b")


def _mask_italics(run: list[Piece], masker: _Masker) -> str:
    """One film, or several linked ones that share a pair of italics."""
    text = "".join(p.text for p in run)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    links = dict.fromkeys(p.link_id for p in run if p.link is not None)
    if len(links) <= 1:
        link = next((p.link for p in run if p.link is not None), None)
        title = re.sub(r"^''|''$", "", text.strip())
        if link is not None:
            # Apostrophes that an unbalanced line leaves behind are no part of a title.
            linked = "".join(p.text for p in run if p.link is not None).strip()
            title, after = _linked_title(title, linked, after)
        trailing = re.search(r"(?:[\s,;:]|\s[–—-])+$", title)
        if trailing and not link:
            title, after = title[: trailing.start()], trailing[0] + after
        return before + masker.mask("work", title, link) + after if title else text
    return _several(run, text, masker)


def _linked_title(title: str, linked: str, after: str) -> tuple[str, str]:
    """The title of a film whose italics hold a link and more; the text after the link may not belong to it."""
    start = title.find(linked)
    rest = title[start + len(linked) :]
    if not title[:start].strip("' ") and not rest.strip("' "):
        return linked, after
    if _BESIDE.fullmatch(rest):
        return title[: start + len(linked)], rest + after
    if _RUN_ON.search(rest) or _RUN_ON.search(title[:start]):
        raise UnreadableError(f"more than a title in italics: {clean(title)!r}")
    if aside := re.search(r"\s*\([^()]*\)$", rest):
        return title[: len(title) - len(aside[0])], aside[0] + after
    return title, after


def _several(run: list[Piece], text: str, masker: _Masker) -> str:
    """Several linked films in one pair of italics."""
    out: list[str] = []
    for piece_id, group in _by_link(run):
        part = "".join(p.text for p in group)
        if piece_id:
            out.append(masker.mask("work", part, group[0].link))
        elif part.strip() and not _BETWEEN.fullmatch(part):
            raise UnreadableError(f"two links in one title: {clean(text)!r}")
        else:
            out.append(part)
    return "".join(out)


def _by_link(run: list[Piece]) -> list[tuple[int, list[Piece]]]:
    groups: list[tuple[int, list[Piece]]] = []
    for piece in run:
        if groups and groups[-1][0] == piece.link_id:
            groups[-1][1].append(piece)
        else:
            groups.append((piece.link_id, [piece]))
    return groups


def _mask_quotes(text: str, masker: _Masker) -> str:
    """Quoted titles outside italics; a link inside the quotation belongs to the quoted title."""

    def quoted(match: re.Match[str]) -> str:
        inner = match["outer"] or match["inner"]
        link = next((masker.shown[c].link for c in inner if c in masker.shown), None)
        shown = "".join(masker.shown[c].text if c in masker.shown else c for c in inner)
        return masker.mask("quote", f'"{shown}"', link)

    return _QUOTED.sub(quoted, text)
