"""Remove what MediaWiki removes from a page first: comments, references and other extension tags.

Nothing is lost: a line keeps its number, and a reference leaves a mark that leads back to the addresses in it.
"""

import re
from dataclasses import dataclass

from spiders.formats.wikitext.words import words

SOFT_NEWLINE = "\ue002"
"""Stands for a line end inside something removed: it counts as a line and shows nothing."""
_NOWIKI = "\ue004"
"""Stands before what `<nowiki>` shows as it is, so that it begins no list and no heading; shows nothing itself."""
_UNSEEN = re.compile(f"[{SOFT_NEWLINE}{_NOWIKI}]")
_REF_OPEN, _REF_CLOSE = "\ue000", "\ue001"
REF_MARK = re.compile(f"{_REF_OPEN}(\\d+){_REF_CLOSE}")
"""Where a reference stood; the group is its place in `Stripped.refs`."""

_UNSHOWN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\U0001f1e6-\U0001f1ff]{2}")
"""Marks of direction and of places where a line may or may not break, and pictures of flags."""
_PRIVATE = re.compile("[\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_OPENER = re.compile(r"<!--|<(ref|nowiki|pre|gallery|timeline|math|score|syntaxhighlight|imagemap)\b", re.IGNORECASE)
_TITLE = re.compile(r"\|\s*title\s*=([^|{}]*)")
_ADDRESS = re.compile(r"https?://[^\s|\]}<>\"]+", re.IGNORECASE)
_ALONE = re.compile(f"(?m)^[ \t]*({SOFT_NEWLINE}*\ue003{SOFT_NEWLINE}*(?:[ \t]*{SOFT_NEWLINE}*\ue003)*)[ \t]*\n")
_BEGINNING = re.compile(f"\n({SOFT_NEWLINE}+)")
_COMMENT = "\ue003"


@dataclass(frozen=True, slots=True)
class Stripped:
    """A page without comments and extension tags."""

    text: str
    refs: tuple[tuple[str, ...], ...]
    """Addresses in each reference, in the order of the page."""
    unclosed: tuple[tuple[str, int], ...]
    """Name and line of whatever was opened and never closed."""


def seen(text: str, gap: str = "") -> str:
    """Text without the marks that show nothing; `gap` takes the place of each."""
    return text if text.isascii() else _UNSEEN.sub(gap, text)


def _tag_end(text: str, start: int) -> int:
    """Where an opening tag ends (after its `>`); -1 when it does not."""
    end = text.find(">", start, start + 2_000)
    return end + 1 if end >= 0 else -1


def strip(text: str) -> Stripped:
    """Take out comments, references and extension tags, in time linear in the length of the page."""
    text = _PRIVATE.sub("\ufffd", _UNSHOWN.sub("", text).replace("\r\n", "\n").replace("\r", "\n"))
    out: list[str] = []
    refs: list[tuple[str, ...]] = []
    unclosed: list[tuple[str, int]] = []
    never: set[str] = set()
    at = 0
    while match := _OPENER.search(text, at):
        out.append(text[at : match.start()])
        name = "comment" if match[1] is None else match[1].lower()
        body_from, body_to, end = _extent(text, match, name, never)
        if end < 0:
            if name not in never:
                unclosed.append((name, text.count("\n", 0, match.start()) + 1))
            never.add(name)
            out.append(match[0])
            at = match.end()
            continue
        out.append(_replacement(name, text[body_from:body_to], refs))
        out.append(SOFT_NEWLINE * text.count("\n", match.start(), end))
        at = end
    out.append(text[at:])
    plain = "".join(out)
    # As in MediaWiki, a line that holds nothing but a comment is no line at all: it must not break a list.
    plain = _ALONE.sub(lambda m: SOFT_NEWLINE * (m[1].count(SOFT_NEWLINE) + 1), plain).replace(_COMMENT, "")
    # A comment before a list mark leaves the mark at the beginning of its line.
    plain = _BEGINNING.sub(lambda m: f"{m[1]}\n", plain)
    return Stripped(plain, tuple(refs), tuple(unclosed))


def _extent(text: str, match: re.Match[str], name: str, never: set[str]) -> tuple[int, int, int]:
    """Start and end of a tag's contents, and the end of the whole tag, -1 if it is never closed."""
    if name in never:
        return 0, 0, -1
    if name == "comment":
        close = text.find("-->", match.end())
        return match.end(), close, close + 3 if close >= 0 else -1
    opened = _tag_end(text, match.end())
    if opened < 0:
        return 0, 0, -1
    if text[opened - 2] == "/":
        return opened, opened, opened
    closer = re.compile(f"</{name}\\s*>", re.IGNORECASE).search(text, opened)
    return (opened, closer.start(), closer.end()) if closer else (0, 0, -1)


def _taken_back(body: str) -> str:
    """A note of what a reference says, or its title, where it says that a nomination does not count."""
    text = " ".join(_TITLE.findall(body)) if "{{" in body else _ADDRESS.sub("", body)
    return f"{{{{efn|1={' '.join(text.split())}}}}}" if words().unofficial.search(text) else ""


def _replacement(name: str, body: str, refs: list[tuple[str, ...]]) -> str:
    if name == "comment":
        return _COMMENT
    if name == "ref":
        refs.append(tuple(dict.fromkeys(_ADDRESS.findall(body))))
        return f"{_REF_OPEN}{len(refs) - 1}{_REF_CLOSE}{_taken_back(body)}"
    if name == "nowiki":
        # Shown as it is; where it holds markup, that markup must not come alive again.
        return _NOWIKI + re.sub(r"[\[\]{}|'<>*#=\n]", "", body)
    return ""
