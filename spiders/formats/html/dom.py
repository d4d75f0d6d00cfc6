"""A rendered article as a tree of bounded size, its text as runs, and its blocks in reading order.

It relies only on labels, headings, captions and links; the skin's wrappers and classes change every year.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from spiders.formats.replies import CodedError

Element = Any
"""An element of lxml, which has no types."""

MAX_CHARACTERS = 8_000_000
MAX_ELEMENTS = 300_000
MAX_RUNS = 20_000
"""Pieces of text in one cell or paragraph."""

_CLASSES = "mw-editsection mw-empty-li noprint Inline-Template mw-references reflist sortkey metadata thumb gallery"
_NOISE = (
    '//*[self::script or self::style or self::figure or @id="toc" or @class and ('
    + " or ".join(f'contains(@class,"{name}")' for name in _CLASSES.split())
    + ' or self::sup and contains(@class,"reference") or self::ol and contains(@class,"references")'
    ' or self::table and contains(@class,"mbox") or (self::table or self::div) and contains(@class,"navbox"))]'
)
"""What is on a page and says nothing about the film: notes, menus, pictures."""
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_MARK = re.compile(r"\d{1,2}|[A-Za-z]|[*†§¶#]")
_BREAKS = frozenset("br li p div tr dt dd ul ol dl table blockquote hr h2 h3 h4 h5 h6 td th".split())  # noqa: SIM905
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LISTS = frozenset({"ul", "ol", "dl"})
_SPACE = re.compile(r"[\s\u200b\ufeff\u00ad]+")


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that a page may hold and the tree will not take back."""


class ArticleError(CodedError):
    """The page cannot be read."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style."""

    text: str
    link: str | None = None
    """Title of the page it leads to."""
    italic: bool = False
    bold: bool = False
    small: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the article, in reading order."""

    kind: Literal["heading", "paragraph", "item", "term", "table", "hatnote"]
    element: Element
    level: int = 0
    """Of a heading 1 to 6, of an item how deep it stands."""


def squeeze(text: str) -> str:
    """Text with single plain spaces."""
    return _SPACE.sub(" ", text).strip()


def parse(text: str) -> Element:
    """The tree of a rendered page.

    Raises:
        ArticleError: `page_empty`, `too_large`, or `not_html`.
    """
    if len(text) > MAX_CHARACTERS:
        raise ArticleError("too_large", f"{len(text)} characters; at most {MAX_CHARACTERS} are read")
    if not text.strip():
        raise ArticleError("page_empty", "the page is empty")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(_storable(text).encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ArticleError("not_html", f"the page cannot be read as HTML: {error}") from error
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise ArticleError("too_large", f"more than {MAX_ELEMENTS} elements")
    return root


def drop_noise(root: Element) -> None:
    """Remove parts of a tree that are not about the film, and hidden text except machine-readable days."""
    for element in root.xpath(_NOISE):
        _drop(element)
    for element in root.xpath("//sup[not(ancestor::i or ancestor::a)]"):
        if _is_mark(element):
            _drop(element)
    for element in root.xpath("//*[@style]"):
        if _HIDDEN.search(element.get("style") or "") and not element.xpath('.//*[contains(@class,"bday")]'):
            _drop(element)


def _is_mark(element: Element) -> bool:
    """Whether something raised is the mark of a note: it stands behind a word, and is no part of a title or ordinal."""
    text, parent, previous = squeeze(element.text_content()).strip("[]()"), element.getparent(), element.getprevious()
    before = (parent.text if previous is None else previous.tail or previous.text_content()) or ""
    return _MARK.fullmatch(text) is not None and before[-1:].isalpha() and not (element.tail or "")[:1].isalpha()


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is None or element.tag in {"html", "body"}:
        return
    tail = element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = _storable((before.tail or "") + tail)
    else:
        parent.text = _storable((parent.text or "") + tail)
    element.tail = None
    parent.remove(element)


def _storable(text: str) -> str:
    return _CONTROL.sub("\ufffd", text)


def title_of(href: str | None) -> str | None:
    """The title of the article that a link of the wiki leads to; None for other links and other namespaces."""
    if not href:
        return None
    path = urlsplit(href).path if "://" in href or href.startswith("//") else href.partition("#")[0].partition("?")[0]
    if path.startswith("./"):
        path = "/wiki/" + path[2:]
    if not path.startswith("/wiki/"):
        return None
    title = squeeze(unquote(path.removeprefix("/wiki/")).replace("_", " "))
    first = title.partition(":")[0]
    outside = first in {"File", "Image", "Category", "Help", "Wikipedia", "Special", "Template", "Portal", "Talk"}
    return None if not title or outside or len(title) > 255 else title  # noqa: PLR2004 - MediaWiki's own limit


def _links(href: str | None) -> str | None:
    try:
        return title_of(href)
    except ValueError:
        return None


def lines(element: Element, *, nested: bool = True) -> list[Line]:
    """An element's text, cut where the page starts a new line; empty lines are left out.

    Args:
        element: a cell, paragraph or item.
        nested: whether lists inside it are part of it.
    """
    runs: list[list[Run]] = [[]]
    style: list[tuple[str, str | None]] = []
    count = 0

    def add(text: str | None) -> None:
        nonlocal count
        if text and count < MAX_RUNS:
            count += 1
            tags = {tag for tag, _ in style}
            link = next((link for _, link in reversed(style) if link), None)
            italic, bold = bool(tags & {"i", "em", "cite"}), bool(tags & {"b", "strong", "th"})
            runs[-1].append(Run(text, link, italic, bold, bool(tags & {"small"})))

    walker = etree.iterwalk(element, events=("start", "end"))
    for event, at in walker:
        if not isinstance(at.tag, str):
            if event == "end":
                add(at.tail)
            continue
        if event == "start":
            skipped = not nested and at is not element and at.tag in _LISTS
            if skipped:
                walker.skip_subtree()
            if at.tag in _BREAKS and at is not element:
                runs.append([])
            style.append((at.tag, _links(at.get("href")) if at.tag == "a" else None))
            if not skipped:
                add(at.text)
        else:
            style.pop()
            if at is not element:
                if at.tag in _BREAKS and at.tag != "br":
                    runs.append([])
                add(at.tail)
    return [line for line in (_tidy(parts) for parts in runs) if line]


def _tidy(parts: Iterable[Run]) -> Line:
    """Runs with single spaces, none at the ends, neighbours of one style joined."""
    tidy: list[Run] = []
    for run in parts:
        text = _SPACE.sub(" ", run.text)
        if text.startswith(" ") and (not tidy or tidy[-1].text.endswith(" ")):
            text = text[1:]
        if not text:
            continue
        last = tidy[-1] if tidy else None
        if last and last.link is None and run.link is None and _style(last) == _style(run):
            tidy[-1] = Run(last.text + text, None, *_style(run))
        else:
            tidy.append(Run(text, run.link, *_style(run)))
    while tidy and not tidy[-1].text.strip():
        tidy.pop()
    if tidy:
        last = tidy[-1]
        tidy[-1] = Run(last.text.rstrip(), last.link, *_style(last))
    return tuple(tidy)


def _style(run: Run) -> tuple[bool, bool, bool]:
    return run.italic, run.bold, run.small


def plain(line: Line) -> str:
    """A line's text."""
    return "".join(run.text for run in line)


def text_of(element: Element) -> str:
    """All text of an element on one line."""
    return " ".join(plain(line) for line in lines(element))


def blocks(root: Element) -> Iterator[Block]:
    """Headings, paragraphs, items and tables in reading order; inside a table, only nested tables."""
    depth = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, at in walker:
        tag = at.tag
        if not isinstance(tag, str):
            continue
        if tag in _LISTS:
            depth += 1 if event == "start" else -1
            continue
        if event == "end":
            continue
        if tag in _HEADINGS:
            yield Block("heading", at, _HEADINGS[tag])
            walker.skip_subtree()
        elif tag == "table":
            yield Block("table", at)
            yield from (Block("table", inner) for inner in at.iterdescendants("table"))
            walker.skip_subtree()
        elif tag in {"p", "blockquote"}:
            yield Block("paragraph", at)
            walker.skip_subtree()
        elif tag == "dt":
            yield Block("term", at, depth)
            walker.skip_subtree()
        elif tag in {"li", "dd"}:
            yield Block("item", at, depth)
        elif tag == "div" and ("hatnote" in (at.get("class") or "") or at.get("role") == "note"):
            yield Block("hatnote", at)
            walker.skip_subtree()
