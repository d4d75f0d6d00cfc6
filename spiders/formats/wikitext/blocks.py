"""Split a page into blocks in reading order: headings, table rows and cells, and lines of styled pieces.

mwparserfromhell reads the page once and gives the tree; bold and italics are decided afterwards, line by line, as
MediaWiki itself does, because lists of winners are full of runs of three and five apostrophes that no tree can hold.
"""

from __future__ import annotations

import gc
import html
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import mwparserfromhell
from mwparserfromhell.nodes import (
    Argument,
    Comment,
    ExternalLink,
    Heading,
    HTMLEntity,
    Tag,
    Template,
    Text,
    Wikilink,
)

from spiders.formats.replies import CodedError
from spiders.formats.wikitext.items import whole_items
from spiders.formats.wikitext.lines import Line, Piece, mark_notes, style_line
from spiders.formats.wikitext.strip import REF_MARK, SOFT_NEWLINE, seen, strip
from spiders.formats.wikitext.tables import whole_tables
from spiders.formats.wikitext.words import plain_name, words
from tracker.domain.text.parties import country_of_code

MAX_CHARACTERS = 2_000_000
"""Longest page read; the longest ceremony page seen has a twentieth of it."""
_LIMITS = (
    ("<", 6_000),
    ("{|", 600),
    ("{{", 12_000),
    ("[[", 40_000),
    ("{{{", 200),
    ("[http", 1_500),
    ("\n=", 4_000),
    ("\n*", 20_000),
)
"""More of these than any real page has, and the library's time would grow with their square."""
_OPEN = (("{{", "}}", 200), ("[[", "]]", 200), ("{|", "|}", 50))
"""Likewise, more of the first than of the second by so many."""
_LONG_MARKS = re.compile(r"^[*#:;]{30}", re.MULTILINE)

_NOT_TEXT = ("file", "image", "category", "media")
_ELSEWHERE = re.compile(
    r":[a-z][a-z-]*:|[a-z][a-z-]*:(?=\S)"
    r"|:?(?i:special|user|category|wikipedia|project|portal|help|template|draft|talk|[a-z]+ talk) *:"
)
"""How a link to another wiki, or to no article, begins; an article's title begins with a capital."""
_COLOUR = re.compile(r"\s*#?(?:[0-9a-fA-F]{3}){1,2}\s*|\s*[a-z]*\s*")
_BACKGROUND = re.compile(r"\bbackground(?:-color)?\s*:\s*(#?\w+)", re.IGNORECASE)
_NO_SHADE = frozenset({"", "none", "inherit", "transparent", "initial", "white", "#ffffff"})
_IN_WORDS = re.compile(r"\w\W?\s*$")
"""A name or character before a flag, whose country is no more of it."""
_NAME_BEHIND = re.compile(r"\s*(?:''')?[^\W\d_a-z]")
"""A name behind a flag, in bold or not, which begins with a capital; a title in italics is none."""
_NAMES = re.compile(r"\[\[|''")
"""A link or a title."""
_SAYS_NOTE = re.compile("efn|refn|notetag")
_CHECKS = ("tick", "check", "checkmark", "yes")
"""Templates that affirm what their column says, and not only that somebody won."""
_AFFIRMED = (*_CHECKS, "won", "winner")
"""What the name of a picture says that is the sign of a winner."""
_WIDTH = re.compile(r"(\d{1,3})?(?:x\d{1,3})? ?px")
_ICON = 40
"""Most dots across a picture that may be a sign."""
_PLACED = {"thumb", "thumbnail", "frame", "framed", "left", "right", "center"}
"""How a picture is said to stand beside the text."""
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_COUNTED = re.compile(r"[\s_-]*\d+$")
_SIZE = re.compile(r"\s*\d+(?:\.\d+)?\s*(?:em|px|%)?\s*")
_LANGUAGE_TEMPLATE = re.compile(r"langx?|lang\w{2,3}")
"""`{{lang-fr|…}}` and its like: shown in italics."""
_INVISIBLE = frozenset({"gallery", "math", "timeline", "ref", "references", "templatestyles", "includeonly", "style"})
_TRANSPARENT = frozenset(
    {"span", "div", "center", "font", "u", "ins", "sup", "sub", "p", "noinclude", "onlyinclude", "poem", "bdi", "abbr"}
    | {"nobr", "ul", "ol", "dl", "section", "tt", "code", "cite", "q", "kbd", "var", "samp", "blockquote"}
)


class PageError(CodedError):
    """The page cannot be read as wikitext at all."""


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A section heading."""

    number: int
    level: int
    text: str
    link: str | None


@dataclass(frozen=True, slots=True)
class _Place:
    number: int
    """Line of the page."""


class TableStart(_Place):
    """A table begins."""


class TableEnd(_Place):
    """A table ends."""


class RowStart(_Place):
    """A table row begins."""


@dataclass(frozen=True, slots=True)
class CellStart(_Place):
    """A table cell begins; its lines follow."""

    header: bool
    colspan: int
    rowspan: int
    shade: str | None = None
    """Its background, or its row's, where they have one."""


Block = Line | HeadingBlock | TableStart | TableEnd | RowStart | CellStart


@dataclass(frozen=True, slots=True)
class Infobox:
    """The first infobox of a page: its parameters as wikitext."""

    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as blocks."""

    blocks: tuple[Block, ...]
    infobox: Infobox
    refs: tuple[tuple[str, ...], ...]
    unclosed: tuple[tuple[str, int], ...]
    legends: tuple[tuple[str, str], ...] = ()
    """What templates such as `{{legend}}` explain: a colour or a mark, and what it means."""


class _Style(NamedTuple):
    bold: bool = False
    italic: bool = False
    struck: bool = False
    link: str | None = None
    link_id: int = 0
    tint: str = ""
    raised: bool = False


_PLAIN = _Style()


def read_blocks(text: str) -> ReadPage:
    """Read a page.

    Raises:
        PageError: too large, or with more markup than any real page has.
    """
    if len(text) > MAX_CHARACTERS:
        raise PageError("page_too_large", f"page of {len(text)} characters, more than {MAX_CHARACTERS}")
    stripped = strip(whole_tables(text))
    for mark, most in _LIMITS:
        if stripped.text.count(mark) > most:
            raise PageError("page_damaged", f"more than {most} times {mark.strip()!r}: not a page written by people")
    for opening, closing, most in _OPEN:
        if stripped.text.count(opening) - stripped.text.count(closing) > most:
            raise PageError("page_damaged", f"more than {most} {opening!r} are never closed")
    if _LONG_MARKS.search(stripped.text):
        raise PageError("page_damaged", "a list nested deeper than any real one")
    walker = _Walker()
    try:
        with _no_collection():
            walker.walk(mwparserfromhell.parse(whole_items(stripped.text), skip_style_tags=True), _PLAIN)
    except (RecursionError, mwparserfromhell.parser.ParserError) as error:
        raise PageError("page_damaged", f"markup nested too deeply: {type(error).__name__}") from error
    walker.end_line()
    box, legends = Infobox(walker.infobox), tuple(walker.legends)
    return ReadPage(tuple(walker.blocks), box, stripped.refs, stripped.unclosed, legends)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Look for no cycles meanwhile: a page's tree is tens of thousands of objects, and has none."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _lines_in(value: object) -> int:
    text = str(value)
    return text.count("\n") + text.count(SOFT_NEWLINE)


@dataclass(slots=True)
class _Walker:
    """Walks the tree once, keeping count of lines."""

    number: int = 1
    blocks: list[Block] = field(default_factory=list)
    infobox: dict[str, str] = field(default_factory=dict)
    legends: list[tuple[str, str]] = field(default_factory=list)
    _shade: str | None = None
    """Background of the cell at hand, else of the row."""
    _pieces: list[Piece] = field(default_factory=list)
    _country_pieces: list[Piece] = field(default_factory=list)
    """Of the flag that was shown last, until it is known what follows it."""
    _bullets: str = ""
    _begun: int = 1
    _links: int = 0

    # --- lines ---

    def end_line(self) -> None:
        """Close the line at hand and keep it if it shows anything."""
        if self._bullets or any(p.kind != "text" or p.text.strip() for p in self._pieces):
            closed = style_line(self._pieces)
            mark_notes(self._pieces)
            shade = _tint(self._pieces) or self._shade
            self.blocks.append(Line(self._begun, self._bullets, self._pieces, closed, shade))
        self._pieces, self._bullets, self._begun, self._country_pieces = [], "", self.number, []

    def _text(self, text: str, style: _Style) -> None:
        if "\n" not in text and SOFT_NEWLINE not in text:
            if text:
                self._signed(text, style)
            return
        parts = text.split("\n")
        for place, part in enumerate(parts):
            if place:
                self.number += 1
                self.end_line()
            soft = part.count(SOFT_NEWLINE)
            if part:
                self._signed(part, style)
            self.number += soft

    def _signed(self, text: str, style: _Style) -> None:
        """Text, and the signs of winners in it that need no key."""
        if text.isascii():
            self._add(text, style)
            return
        for place, part in enumerate(words().winner_signs.split(text)):
            if place:
                self._mark("winner", "‡", style)
            if part:
                self._add(part, style)

    def _add(self, text: str, style: _Style, kind: str = "text") -> None:
        if not self._pieces and not self._bullets:
            self._begun = self.number
        look = style.bold, style.italic, style.struck
        piece = Piece(kind, text, style.link, style.link_id, *look, tint=style.tint, raised=style.raised)
        if text.strip():
            self._set_apart(piece)
        self._pieces.append(piece)

    def _set_apart(self, behind: Piece) -> None:
        """Put the country of a flag in brackets where a name follows: it is no part of it."""
        country, self._country_pieces = self._country_pieces, []
        if country and not behind.italic and _NAME_BEHIND.match(behind.text):
            country[0].text = "(" + country[0].text
            country[-1].text += ")"

    def _break(self, style: _Style) -> None:
        """A line break separates nothing inside a link."""
        self._add(" ", style)
        self._pieces[-1].breaks = not style.link_id

    def _mark(self, kind: str, text: str, style: _Style = _PLAIN, link: str | None = None) -> None:
        self._add(text, style._replace(link=link, link_id=0), kind)

    # --- the tree ---

    def walk(self, code: Any, style: _Style) -> None:
        """Every node of a piece of wikitext, in order."""
        for node in code.nodes:
            if isinstance(node, Text):
                self._text(node.value, style)
            elif isinstance(node, Wikilink):
                self._wikilink(node, style)
            elif isinstance(node, Template):
                self._template(node, style)
            elif isinstance(node, Tag):
                self._tag(node, style)
            elif isinstance(node, HTMLEntity):
                self._add(html.unescape(str(node)), style)
            elif isinstance(node, Heading):
                self._heading(node)
            elif isinstance(node, ExternalLink):
                self._external(node, style)
            elif isinstance(node, Argument):
                self._mark("unknown", str(node)[:60])
                self.number += _lines_in(node)
            elif isinstance(node, Comment):
                self.number += _lines_in(node)

    def _heading(self, node: Heading) -> None:
        self.end_line()
        inner = _Walker(self.number)
        inner.walk(node.title, _PLAIN)
        inner.end_line()
        lines = [b for b in inner.blocks if isinstance(b, Line)]
        link = next((p.link for line in lines for p in line.pieces if p.link), None)
        text = " ".join(REF_MARK.sub("", " ".join(line.text for line in lines)).split())
        self.blocks.append(HeadingBlock(self.number, node.level, text, link))
        self.number += _lines_in(node)

    def _wikilink(self, node: Wikilink, style: _Style) -> None:
        shown = str(node.title)
        title = " ".join(html.unescape(seen(shown, " ")).split())
        if ":" in title and title.partition(":")[0].strip().lower() in _NOT_TEXT:
            self._picture(title.partition(":")[2], str(node.text or ""), style)
            self.number += _lines_in(node)
            return
        self._links += 1
        target = title.lstrip(":").replace("_", " ").strip()
        inner = style._replace(link=target, link_id=self._links)
        while elsewhere := _ELSEWHERE.match(title):
            # A page of another wiki is no article of this one.
            inner, title = style, title[elsewhere.end() :]
        whole = node.text is None or str(node.text).strip() == title.lstrip(":")
        if whole:
            self._add(words().disambiguator.sub("", title.lstrip(":").partition("#")[0]), inner)
        self.number += _lines_in(shown)
        if not whole:
            self.walk_inline(node.text, inner)

    def _picture(self, name: str, arguments: str, style: _Style) -> None:
        """A small picture on a line may be the sign of a winner; portraits, posters and flags are none."""
        options = [one.strip() for one in seen(arguments).split("|")]
        width = next((int(m[1] or 0) for one in options if (m := _WIDTH.fullmatch(one))), None)
        if width is None or width > _ICON or not _PLACED.isdisjoint(options) or re.search("flag", name, re.IGNORECASE):
            return
        captions = [one.removeprefix("alt=") for one in options]
        parts = {word for word in _NOT_LETTERS.split(name.rpartition(".")[0].lower()) if word}
        captioned = any(map(words().winner_words.fullmatch, captions))
        says = captioned or (parts <= words().icons and not parts.isdisjoint(_AFFIRMED))
        if says:
            self._mark("winner", "✓", style)
        else:
            self._mark("image", name.strip(), style)

    def walk_inline(self, code: Any, style: _Style) -> None:
        """Walk something that stays on its line whatever line ends are in it."""
        begun, before = self.number, len(self.blocks)
        outer = self._pieces, self._bullets, self._begun
        self._pieces, self._bullets, self._begun = [], "", begun
        self.walk(code, style)
        pieces = self._pieces
        inside = self.blocks[before:]
        del self.blocks[before:]
        self._pieces, self._bullets, self._begun = outer
        if inside:
            # More than one line: whatever it is, it is not the text of a name.
            for block in inside:
                if isinstance(block, Line):
                    self._pieces.extend(block.pieces)
                    self._pieces.append(Piece("text", " "))
        if not self._pieces and not self._bullets:
            self._begun = begun
        self._pieces.extend(pieces)

    def _external(self, node: ExternalLink, style: _Style) -> None:
        if node.title is not None:
            self.walk_inline(node.title, style)
        self._mark("unknown", "external link", style)

    # --- templates ---

    def _template(self, node: Template, style: _Style) -> None:
        name = plain_name(seen(str(node.name)))
        table, total = words(), self.number + _lines_in(node)
        if name in table.winner:
            self._mark("winner", "✓" if name in _CHECKS else "‡", style)
            self._entry_in(node, name, style)
        elif name in table.notes and not (name in table.shows and _argument(node, 1) is not None):
            self._note(node, name, style)
        elif name in table.lists or (name in table.layout and _bullets_in(node)):
            self._list(node, style)
        elif name in table.breaks:
            self._break(style)
        elif name in table.characters and not _argument_text(node, 1).strip():
            self._add(table.characters[name], style)
        elif name.startswith("legend"):
            self.legends.append((shade_of(_argument_text(node, 1)) or "", _argument_text(node, 2)))
        elif name in table.layout:
            self._entry_in(node, name, style)
        elif name.startswith("infobox"):
            self._infobox(node)
        elif table.category_template.match(name):
            self._category(node)
        elif name in table.names:
            self._sortname(node, style)
        elif (place := table.links.get(name)) is not None:
            self._interlanguage(node, place, style)
        else:
            self._shown(node, name, style)
        self.number = total

    def _note(self, node: Template, name: str, style: _Style) -> None:
        """A note, whose own references belong to the entry; other marks say where one stands, and by what id."""
        text = _plain(_argument(node, 1)) if _SAYS_NOTE.match(name) else ""
        self._mark("note", REF_MARK.sub("", text).strip() if text else "†" if name in ("dagger", "†") else "", style)
        if refs := "".join(match[0] for match in REF_MARK.finditer(text)):
            self._add(refs, style)

    def _list(self, node: Template, style: _Style) -> None:
        """A template that prints a list: bullets of its own, or names of the line that it stands on."""
        values = [p.value for p in node.params if str(p.name).strip().isdigit()]
        self.number += _lines_in(node.name)
        begun = any(p.text.strip() for p in self._pieces)
        if not begun and (title := _argument(node, "title")) is not None:
            self.end_line()
            self.walk_inline(title, _PLAIN._replace(bold=True))
            self.end_line()
        if any("\n*" in str(value) for value in values):
            # How wide a list is and how many columns it has names nobody.
            values = [value for value in values if not _SIZE.fullmatch(str(value))]
        if len(values) == 1 and "\n" in str(values[0]):
            items = self._lines_of(values[0], style) if begun else []
            if items and not any(p.italic for item in items for p in item.pieces if p.text.strip()):
                self._names_in(items)
                return
            self.end_line()
            self.walk(values[0], style)
            self.end_line()
            return
        for place, value in enumerate(values):
            if not begun:
                self.end_line()
                self._bullet("*")
            elif place:
                self._add(", ", style)
            self.walk_inline(value, style)
        if not begun:
            self.end_line()

    def _lines_of(self, value: Any, style: _Style) -> list[Line]:
        """The lines that something prints, apart from the one at hand."""
        inner = _Walker(self.number, _links=self._links)
        inner.walk(value, style)
        inner.end_line()
        self._links = inner._links
        return [block for block in inner.blocks if isinstance(block, Line)]

    def _names_in(self, items: Sequence[Line]) -> None:
        """Items of a list of names, which go on with the line that it stands on."""
        for place, item in enumerate(items):
            if place:
                self._add(", ", _PLAIN)
            self._pieces += item.pieces

    def _titled(self, node: Template, place: int | str) -> None:
        """A template that folds lists away under a title, which may name their category, or end with them."""
        titles = {str(place), "title", "header"}
        self.end_line()
        self.number += _lines_in(node.name)
        values = []
        for parameter in node.params:
            self.number += _lines_in(parameter.name) if parameter.showkey else 0
            values.append((str(parameter.name).strip(), self.number, parameter.value))
            self.number += _lines_in(parameter.value)
        for name, self.number, value in sorted(values, key=lambda one: one[0] not in titles):
            if name in titles:
                self.walk_inline(value, _PLAIN._replace(bold=True))
            elif name.isdigit() or name in ("content", "text"):
                self.walk(value, _PLAIN)
            self.end_line()

    def _shown(self, node: Template, name: str, style: _Style) -> None:
        table = words()
        if table.nominees_template.fullmatch(name):
            self._nominees(node, style)
            return
        if (place := table.titled.get(name)) is not None:
            self._titled(node, place)
            return
        code = "" if node.params else seen(str(node.name)).strip()
        if (country := country_of_code(code)) is not None:
            # Called by a country's code, a template shows its flag and name.
            self._country(country, style)
            return
        for kinds, inner in (
            (table.shows, style),
            (table.shows_italic, style._replace(italic=True)),
            (table.shows_struck, style._replace(struck=True)),
            (table.shows_raised, style._replace(raised=True)),
        ):
            place = kinds.get(name)
            if place is not None and (value := _argument(node, place)) is not None:
                if name.startswith("flag"):
                    self._country(value, style)
                else:
                    tint = shade_of(_argument_text(node, 1)) if name in _COLOURED else None
                    self.walk_inline(value, inner._replace(tint=tint or name if name in _SIZED else tint or inner.tint))
                return
        if _LANGUAGE_TEMPLATE.fullmatch(name) and (value := _argument(node, "last")) is not None:
            self.walk_inline(value, style._replace(italic=True))
            return
        self._mark("unknown", str(node.name).strip()[:60] or "{{}}", style)
        self._pieces[-1].raw = seen(str(node))[:200] if _may_name(node, name) else ""
        if _bullets_in(node):
            for parameter in node.params:
                self.walk_inline(parameter.value, style)

    def _country(self, value: Any, style: _Style) -> None:
        """A country behind its flag, by its name or code; beside a name it stands apart, as in brackets."""
        country = country_of_code(str(value).strip()) or value
        begun = len(self._pieces)
        beside = _IN_WORDS.search("".join(p.text for p in self._pieces))
        self._add("(" if beside else "", style)
        if isinstance(country, str):
            self._add(country, style)
        else:
            self.walk_inline(country, style)
        self._add(")" if beside else "", style)
        self._country_pieces = [] if beside else self._pieces[begun:]

    def _entry_in(self, node: Template, name: str, style: _Style) -> None:
        """What a template that says what became of an entry shows, where that is the entry itself or says otherwise."""
        part = "won" if name in words().winner else "nominated"
        says = part == "won" or words().results[part].fullmatch(name)
        value = _argument(node, 1) if says else None
        text = str(value or "").strip()
        if value is None or words().results[part].fullmatch(text):
            if name in ("nom", "nominated"):
                self._mark("nominee", "", style)
            return
        if _NAMES.search(text):
            self.walk_inline(value, style)
        elif any(c.isalpha() for c in text):
            self.walk_inline(value, style)
            self._pieces[-1].raw = text

    def _nominees(self, node: Template, style: _Style) -> None:
        """A template that prints a category's heading and its nominees; one with other arguments names the category."""
        said = [(_said_by(p), p.value) for p in node.params if _said_by(p) != "layout" and str(p.value).strip()]
        if said and said[0][0] == "entry" and not _NAMES_FILM.search(str(said[0][1])):
            said[0] = ("title", said[0][1])
        headings = [(says, value) for says, value in said if says in ("category", "title")]
        certain = len(headings) < 2 and all(says for says, _ in said)  # noqa: PLR2004 - one
        self.end_line()
        for says, heading in headings:
            self._heading_in(heading, sure=says == "category")
            if not certain:
                self._unread(node, style)
        if not (headings or certain):
            self._unread(node, style)
        for part in ("won", "entry") if certain else ():
            for value in (value for says, value in said if says == part):
                self._entries_in(value, style, label="Winner: " if part == "won" else "")

    def _heading_in(self, value: Any, *, sure: bool) -> None:
        """The heading of a category, as one of its templates has it, or a line in bold that may be one."""
        if not sure:
            self.walk_inline(value, _PLAIN._replace(bold=True))
            self.end_line()
            return
        pieces = [piece for line in self._lines_of(value, _PLAIN) for piece in line.pieces]
        link = next((p.link for p in pieces if p.link), None)
        self._mark("category", " ".join("".join(p.text for p in pieces if p.kind == "text").split()), link=link)
        self.end_line()

    def _unread(self, node: Template, style: _Style) -> None:
        """A template whose nominees nobody can tell apart, on a line of its own."""
        self._mark("unknown", str(node.name).strip()[:60], style)
        self._pieces[-1].raw = seen(str(node))[:200]
        self.end_line()

    def _entries_in(self, value: Any, style: _Style, *, label: str) -> None:
        """The entries that an argument prints, each behind a label."""
        for line in self._lines_of(value, style):
            pieces = [Piece("text", label), *line.pieces] if label else line.pieces
            self.blocks.append(replace(line, bullets=line.bullets or "*", pieces=pieces))

    def _sortname(self, node: Template, style: _Style) -> None:
        first, last = _argument_text(node, 1).strip(), _argument_text(node, 2).strip()
        shown = f"{first} {last}".strip()
        target = _argument_text(node, 3).strip() or shown
        extra = _argument_text(node, "dab").strip()
        linked = not _argument_text(node, "nolink").strip()
        self._links += 1
        link = (f"{target} ({extra})" if extra else target) if linked else None
        self._add(shown, style._replace(link=link, link_id=self._links if linked else 0))

    def _interlanguage(self, node: Template, place: int | str, style: _Style) -> None:
        target = _plain(_argument(node, place))
        shown = _argument(node, "lt")
        self._links += 1
        inner = style._replace(link=target, link_id=self._links)
        if any(_argument_text(node, name).strip() for name in ("i", "italic", "italics")):
            inner = inner._replace(italic=True)
        if shown is not None:
            self.walk_inline(shown, inner)
        else:
            self._add(words().disambiguator.sub("", target), inner)

    def _category(self, node: Template) -> None:
        arguments = {str(p.name).strip(): p.value for p in node.params if not _COLOUR.fullmatch(str(p.value))}
        linked = (value for value in arguments.values() if "[[" in str(value))
        value = arguments.get("2", next(linked, next(reversed(arguments.values()), None)))
        inner = _Walker(self.number)
        if value is not None:
            inner.walk_inline(value, _PLAIN)
            inner.end_line()
        line = next((b for b in inner.blocks if isinstance(b, Line)), None)
        pieces = line.pieces if line else []
        unknown = next((p for p in pieces if p.kind == "unknown"), None)
        if unknown:
            self._mark("unknown", unknown.text)
            return
        link = next((p.link for p in pieces if p.link), None)
        self._mark("category", " ".join("".join(p.text for p in pieces if p.kind == "text").split()), link=link)

    def _infobox(self, node: Template) -> None:
        if not self.infobox:
            self.infobox.update({str(p.name).strip().lower(): str(p.value).strip() for p in node.params})

    # --- tags ---

    def _tag(self, node: Tag, style: _Style) -> None:
        if node.wiki_markup in ("*", "#", ":", ";"):
            self._bullet(node.wiki_markup)
            return
        name = str(node.tag).strip().lower()
        opening = sum(_lines_in(a) for a in node.attributes) + _lines_in(node.padding)
        if name == "table":
            self._table(node, opening)
        elif name == "tr":
            self.end_line()
            self.blocks.append(RowStart(self.number))
            self.number += opening
            outer, self._shade = self._shade, _background(node) or self._shade
            self._inside(node, style)
            self.end_line()
            self._shade = outer
        elif name in ("td", "th"):
            self._cell(node, name == "th", opening, style)
        elif name == "br":
            self._break(style)
            self.number += opening
        elif name == "hr":
            self.end_line()
            self.number += opening
        elif name == "li":
            self.end_line()
            self._bullet("*")
            self.number += opening
            self._inside(node, style)
            self.end_line()
        elif name in _INVISIBLE:
            self.number += _lines_in(node)
        else:
            self._inline_tag(node, name, opening, style)

    def _inline_tag(self, node: Tag, name: str, opening: int, style: _Style) -> None:
        style = style._replace(tint=_tint_of(node, name) or style.tint, raised=style.raised or name in ("sup", "sub"))
        if name in ("b", "strong", "mark"):
            style = style._replace(bold=True)
        elif name in ("i", "em", "dfn", "cite", "var"):
            style = style._replace(italic=True)
        elif name in ("s", "strike", "del"):
            style = style._replace(struck=True)
        elif name not in _TRANSPARENT and name not in ("small", "big"):
            self.number += opening
            self._mark("unknown", f"<{name[:40]}>", style)
            self.number += _lines_in(node) - opening
            return
        self.number += opening
        self._inside(node, _styled(node, style))

    def _inside(self, node: Tag, style: _Style) -> None:
        """What a tag holds, and the lines of its end."""
        if node.contents is not None:
            self.walk(node.contents, style)
        if not node.wiki_markup:
            self.number += _lines_in(node.closing_tag)

    def _bullet(self, mark: str) -> None:
        if self._pieces and any(p.text.strip() for p in self._pieces):
            self.end_line()
        if not self._bullets:
            self._begun = self.number
            self._pieces = []
        self._bullets += mark

    def _table(self, node: Tag, opening: int) -> None:
        self.end_line()
        self.blocks.append(TableStart(self.number))
        self.number += opening
        self._inside(node, _PLAIN)
        self.end_line()
        self.blocks.append(TableEnd(self.number))

    def _cell(self, node: Tag, header: bool, opening: int, style: _Style) -> None:
        self.end_line()
        spans = {"colspan": 1, "rowspan": 1}
        for attribute in node.attributes:
            key = str(attribute.name).strip().lower()
            if key in spans and (digits := re.match(r"\D{0,3}(\d{1,3})", str(attribute.value or ""))):
                spans[key] = max(1, min(int(digits[1]), 100))
        first = node.contents.nodes[0] if node.contents is not None and node.contents.nodes else ""
        caption = not header and str(first).startswith("+")
        outer, self._shade = self._shade, _background(node) or self._shade
        span = spans["colspan"], spans["rowspan"]
        self.blocks.append(CellStart(self.number, header or caption, *span, self._shade))
        self.number += opening
        if caption:
            # A caption is read as a row of one heading.
            node.contents.replace(first, str(first).removeprefix("+"))
        self._inside(node, style)
        self.end_line()
        self._shade = outer
        if caption:
            self.blocks.append(RowStart(self.number))


def _tint(pieces: Sequence[Piece]) -> str:
    """What sets off all letters of a line; "" where anything tells some from others."""
    if not any(p.tint for p in pieces):
        return ""
    tints = {p.tint for p in pieces if p.kind == "text" and any(c.isalnum() for c in p.text)}
    return tints.pop() if len(tints) == 1 else ""


def _styled(node: Tag, style: _Style) -> _Style:
    """A style with what the `style` attribute of a tag adds to it."""
    css = next((str(a.value or "") for a in node.attributes if str(a.name).strip().lower() == "style"), "")
    return style._replace(
        bold=style.bold or _BOLD.search(css) is not None,
        italic=style.italic or _ITALIC.search(css) is not None,
        struck=style.struck or _STRUCK.search(css) is not None,
    )


_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:\s*[a-z ]*line-through", re.IGNORECASE)
_COLOURED = ("color", "colour", "fontcolor", "fontcolour")
_SIZED = ("big",)
_INK = re.compile(r"(?<![-\w])color\s*:\s*(#?\w+)", re.IGNORECASE)


def _tint_of(node: Tag, name: str) -> str:
    """What sets off the letters in a tag."""
    if name in ("u", "ins", "big"):
        return name
    values = {str(a.name).strip().lower(): str(a.value or "") for a in node.attributes}
    ink = _INK.search(values.get("style", ""))
    inks = [values.get("color", "") if name == "font" else "", ink[1] if ink else ""]
    return _background(node) or next(filter(None, map(shade_of, inks)), "") or ""


def _background(node: Tag) -> str | None:
    """The colour behind a row or a cell, as its attributes give it."""
    for attribute in node.attributes:
        key, value = str(attribute.name).strip().lower(), str(attribute.value or "")
        if key == "bgcolor" and (shade := shade_of(value)):
            return shade
        if key == "style" and (match := _BACKGROUND.search(value)) and (shade := shade_of(match[1])):
            return shade
    return None


def shade_of(colour: str) -> str | None:
    """A colour in comparable form; None for none and white, which set nothing apart."""
    shade = colour.strip(" \t'\"").lower()
    if re.fullmatch(r"#?[0-9a-f]{3}|#?[0-9a-f]{6}", shade):
        digits = shade.removeprefix("#")
        shade = "#" + (digits if len(digits) > 3 else "".join(digit * 2 for digit in digits))  # noqa: PLR2004 - short form
    return None if shade in _NO_SHADE else shade


def _may_name(node: Template, name: str) -> bool:
    """Whether a template that nobody knows may hold a nominee: it says so, or holds a title, a link or two names."""
    values = [str(p.value).strip() for p in node.params if not p.showkey]
    names = sum(value[:1].isupper() for value in values)
    has_word = bool(values) and words().nominee_words.search(name) is not None
    return has_word or names > 1 or any(_NAMES.search(value) for value in values)


_NAMES_FILM = re.compile(r"''|\n[*#]")


def _said_by(parameter: Any) -> str:
    """What an argument of a template of nominees is: `category`, `won`, `entry` or `layout`; "" where nobody knows."""
    key = _COUNTED.sub("", str(parameter.name).strip().lower()) if parameter.showkey else ""
    if not key:
        return "entry"
    parts = {"category": words().nominees_heading, "won": words().winner_words, "entry": words().nominee_words}
    parts |= {"layout": words().nominees_layout}
    return next((part for part, names in parts.items() if names.fullmatch(key)), "")


def _bullets_in(node: Template) -> bool:
    """Whether a template prints a list that stands in it."""
    return any("\n*" in str(parameter.value) for parameter in node.params)


def _argument(node: Template, place: int | str) -> Any | None:
    """A template's argument by number or name, or its last unnamed one; None when it is not there."""
    if place == "last":
        unnamed = [p for p in node.params if not p.showkey]
        return unnamed[-1].value if unnamed else None
    wanted = str(place)
    value = None
    for parameter in node.params:
        if str(parameter.name).strip() == wanted:
            value = parameter.value
    return value


def _argument_text(node: Template, place: int | str) -> str:
    return _plain(_argument(node, place))


def _plain(value: Any | None) -> str:
    """Shown text of a template's argument."""
    if value is None:
        return ""
    inner = _Walker()
    inner.walk_inline(value, _PLAIN)
    inner.end_line()
    shown = "".join(b.text for b in inner.blocks if isinstance(b, Line))
    return " ".join(seen(shown, " ").split())
