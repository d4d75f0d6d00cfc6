"""A film page as lines: headings, items and paragraphs, with each label and its value on a line of their own.

A web page and a plain text give the same form, so one reader serves both.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spiders.families.press.film_pages.words import words
from spiders.formats.html.dom import Element, Line, Run, lines, plain, squeeze, text_of
from tracker.domain.tables import key

MAX_LABEL = 40
MAX_LINES = 20_000
_BULLET = re.compile(r"^\s*(?:[•*·‣▪◦-]|\d+\.)\s+")
_LABELLED = re.compile(rf"^([^:]{{1,{MAX_LABEL}}}?)\s*:\s*(\S.*)$", re.DOTALL)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset("p li dt dd tr blockquote div section article table ul ol dl header main caption".split())  # noqa: SIM905
_SKIPPED = frozenset("script style noscript nav footer form template svg button select".split())  # noqa: SIM905
_LONGEST_HEADING = 8
"""Words; of a plain text, whose headings are not marked."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of a page."""

    text: str
    kind: Literal["heading", "item", "text"] = "text"
    parts: tuple[Line, ...] = ()
    """The same, cut where the page starts a new line."""

    @property
    def label(self) -> str:
        """Comparable form of the text before the first colon; empty without one."""
        match = _LABELLED.match(self.text)
        return key(match[1]) if match else ""

    @property
    def value(self) -> tuple[Line, ...]:
        """The text after the label."""
        if self.parts:
            return self.parts
        match = _LABELLED.match(self.text)
        return ((Run(match[2]),),) if match else ()


def of_text(text: str) -> list[PageLine]:
    """The lines of a plain text; a short one without a colon or a full stop is a heading."""
    page = []
    for line in text.splitlines()[:MAX_LINES]:
        bare = squeeze(_BULLET.sub("", line))
        if not bare:
            continue
        item = bool(_BULLET.match(line))
        short = len(bare.split()) <= _LONGEST_HEADING and ":" not in bare and bare[-1] not in '.,;!?”"'
        page.append(PageLine(bare, "item" if item else "heading" if short else "text"))
    return page


def of_page(root: Element) -> list[PageLine]:
    """The lines of a web page in reading order."""
    return [line for line in _walk(root) if line.text][:MAX_LINES]


def _walk(element: Element) -> Iterator[PageLine]:
    """Leaf blocks become lines; where labels stand in elements of their own, each becomes a line with its value."""
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            continue
        if tag in _HEADINGS:
            yield PageLine(text_of(child), "heading")
        elif tag in ("tr", "dl") or _is_label(child):
            yield from _labelled(child)
        elif _beside_label(child):
            continue
        elif any(inner.tag in _BLOCKS or inner.tag in _HEADINGS for inner in child.iterdescendants()):
            yield from _loose(child)
            yield from _walk(child)
        elif any(_is_label(inner) for inner in child):
            yield from _walk(child)
        else:
            kind: Literal["item", "text"] = "item" if tag == "li" else "text"
            yield from (PageLine(squeeze(plain(line)), kind) for line in lines(child))


def _loose(element: Element) -> Iterator[PageLine]:
    """Loose text in a block beside other blocks."""
    parts = [element.text, *(child.tail for child in element)]
    yield from (PageLine(squeeze(part)) for part in parts if part and part.strip())


def _is_label(element: Element) -> bool:
    """Whether an element holds a known label and nothing else, so that what stands beside it is the value."""
    if not isinstance(element.tag, str) or element.tag in _HEADINGS:
        return False
    text = squeeze(element.text_content() or "") if sum(1 for _ in element.iter()) <= 3 else ""  # noqa: PLR2004
    name = key(text.rstrip(" :"))
    is_known = name in words().crafts or name in words().facts or name in words().release_headings
    return 0 < len(text) <= MAX_LABEL and is_known


def _beside_label(element: Element) -> bool:
    before = element.getprevious()
    return before is not None and _is_label(before) and not (before.tail or "").strip()


def _labelled(element: Element) -> Iterator[PageLine]:
    if element.tag == "dl":
        yield from _definitions(element)
    elif element.tag == "tr":
        cells = [cell for cell in element if cell.tag in ("th", "td")]
        if cells:
            yield _pair(text_of(cells[0]), [line for cell in cells[1:] for line in lines(cell)])
    else:
        yield _pair(text_of(element), list(_values(element)))


def _values(label: Element) -> Iterator[Line]:
    """The value of a label: the rest of its line, else the one block that follows it."""
    parts: list[str] = []
    tail = label.tail
    for after in [label, *label.itersiblings()]:
        if after is not label:
            if not isinstance(after.tag, str) or _is_label(after) or (after.tag == "br" and parts):
                break
            if after.tag in _BLOCKS:
                if not parts:
                    yield from lines(after)
                break
            parts += [] if after.tag == "br" else [squeeze(plain(line)) for line in lines(after)]
            tail = after.tail
        if tail and tail.strip(" :,;\n\t"):
            parts.append(squeeze(tail).strip(" :,;"))
    yield from ((Run(text),) for text in parts if text)


def _definitions(element: Element) -> Iterator[PageLine]:
    term, value = "", list[Line]()
    for part in [*element.iter("dt", "dd"), None]:
        if part is None or part.tag == "dt":
            if term:
                yield _pair(term, value)
            term, value = (text_of(part), []) if part is not None else ("", [])
        else:
            value += lines(part)


def _pair(label: str, value: Sequence[Line]) -> PageLine:
    shown = "; ".join(plain(line) for line in value)
    name = label.rstrip(" :")
    return PageLine(f"{name}: {shown}" if shown else name, "item", tuple(value) if shown else ())
