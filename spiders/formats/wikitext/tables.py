"""Tables that templates complete, written with the marks that everybody reads.

A page may end a table with `{{s-end}}`, or begin one with a template that prints its headings. What such a template
does is seen from what is missing: a table without its end, or an end without its table. A template of results may give
its cell attributes, so that no bar stands between it and those of the cell's own.
"""

import re
from dataclasses import dataclass

from spiders.formats.wikitext.words import plain_name, words

_INDENT = re.compile(r"^[:*]+ *(?=\{\|)", re.MULTILINE)
_TEMPLATE = re.compile(r"\{\{[^{}\n]*\}\} *")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_ATTRIBUTED = re.compile(
    r"(^[|!]|\|\||!!)((?:\s*[a-z]+\s*=\s*(?:\"[^\"\n|{}]*\"|[\w%-]+))+\s*)(?=\{\{([^{}|\n]+))", re.IGNORECASE
)
"""Attributes of a cell with a template right behind them."""


@dataclass
class _Table:
    """A table that has begun."""

    end: int | None = None
    """The line with the first template, alone on it and with `end` in its name, after which no row follows."""


def whole_tables(text: str) -> str:
    """The page with each table between `{|` and `|}`; lines keep their numbers.

    An indented table begins without its indent. A table that nothing ends before the next heading, and an end that
    nothing begins, stay as they are.
    """
    lines = [_attributed(line) for line in _INDENT.sub("", text).split("\n")]
    marks = [line.lstrip(" ") for line in lines]
    tables: list[_Table] = []
    start: int | None = None
    for at, mark in enumerate(marks):
        if mark.startswith("{|"):
            tables.append(_Table())
            start = None
        elif mark.startswith("|}") and not mark.startswith("|}}"):
            if tables:
                tables.pop()
            elif start is not None:
                lines[start] = "{|"
            start = None
        elif mark.startswith("=="):
            _end(tables, lines)
            tables, start = [], None
        elif tables and tables[-1].end is None and _ends(mark) and not _is_row(marks, at + 1):
            tables[-1].end = at
        elif not tables and start is None and _TEMPLATE.fullmatch(mark) and marks[at + 1 : at + 2]:
            start = at if marks[at + 1].startswith(("|", "!")) else None
    _end(tables, lines)
    return "\n".join(lines)


def _attributed(line: str) -> str:
    """A line of cells with a bar between a cell's attributes and a template that says a result."""
    if "{{" not in line or "=" not in line or line[:1] not in ("|", "!"):
        return line
    return _ATTRIBUTED.sub(lambda m: f"{m[1]}{m[2]}|" if _is_result(m[3]) else m[0], line)


def _is_result(name: str) -> bool:
    plain = plain_name(name)
    return plain in words().winner or any(says.fullmatch(plain) for says in words().results.values())


def _end(tables: list[_Table], lines: list[str]) -> None:
    """End the tables that nothing but a template has ended."""
    for table in tables:
        if table.end is not None:
            lines[table.end] = "|}"


def _ends(mark: str) -> bool:
    """Whether a line is a template alone, with the word `end` in its name."""
    return bool(_TEMPLATE.fullmatch(mark)) and "end" in _BETWEEN_WORDS.split(mark.partition("|")[0].casefold())


def _is_row(marks: list[str], at: int) -> bool:
    """Whether what follows, blank lines aside, is another row: the template ended something inside a cell."""
    following = next((mark for mark in marks[at : at + 3] if mark), "")
    return following.startswith(("|", "!"))
