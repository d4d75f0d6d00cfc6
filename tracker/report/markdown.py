"""The same report in Markdown, for mail, wikis and editors; every scraped character is text, never markup."""

import re
from functools import cache

import jinja2

from tracker.domain.cells import harmless, is_web_address
from tracker.report.html import templates
from tracker.report.parts import Report

_MARKUP = re.compile(r"([\\`*_\[\]|~$])")
_REFERENCE = re.compile(r"&(?=#?\w+;)")
"""What would be read as a character; any other ampersand is text, and stays one for who reads the file as it is."""
_SPACE = re.compile(r"\s+")
_BLOCK = re.compile(r"^([#+=>-]|\d{1,9}[.)](?=\s|$))")
_NOT_IN_LINK = {ord(c): f"%{ord(c):02X}" for c in "<>() \t\r\n\\\"'|`"}


class Ready(str):
    """Markdown that this module made itself."""

    __slots__ = ()


def escape(value: object) -> str:
    """A text as Markdown that shows exactly that text, on one line."""
    if isinstance(value, Ready):
        return value
    text = _SPACE.sub(" ", harmless(str(value))).strip() if isinstance(value, str) else str(value)
    text = _MARKUP.sub(r"\\\1", _REFERENCE.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;"))
    return _BLOCK.sub(_first_escaped, text)


def _first_escaped(match: re.Match[str]) -> str:
    r"""`1.` as `1\.`, `#` as `\#`: at the start of a line they would make a list or a heading."""
    return f"{match[1][:-1]}\\{match[1][-1]}"


def link(text: str, url: object) -> Ready:
    """A link to the web, or the bare text where there is none."""
    if not is_web_address(url):
        return Ready(escape(text))
    return Ready(f"[{escape(text)}]({str(url).translate(_NOT_IN_LINK)})")


def cites(numbers: tuple[int, ...]) -> Ready:
    """Footnote marks."""
    return Ready("".join(f"[^{number}]" for number in numbers))


@cache
def environment() -> jinja2.Environment:
    """Templates whose every value is escaped as Markdown."""
    made = templates(escape, autoescape=False)
    made.globals |= {"cites": cites, "link": link}
    return made


_BLANKS = re.compile(r"\n{3,}")


def render(report: Report) -> str:
    """The report as Markdown with footnotes."""
    return tidy(environment().get_template("report.md.j2").render(report=report))


def tidy(text: str) -> str:
    """No more than one blank line between two others, and one line end at the end."""
    return _BLANKS.sub("\n\n", text).strip() + "\n"
