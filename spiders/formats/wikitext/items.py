"""Items of lists in HTML that nobody closed, closed where a browser closes them: before the next item, or the end."""

import re

_MARK = re.compile(r"<(?P<end>/?)(?P<tag>li|ul|ol)\b[^<>]*>|^[ \t]*(?:=|\{\||\||!)", re.IGNORECASE | re.MULTILINE)


def whole_items(text: str) -> str:
    """The page with every item and list between its two tags; lines keep their numbers."""
    tags = [(match["tag"].lower(), bool(match["end"])) for match in _MARK.finditer(text) if match["tag"]]
    if all(tags.count((tag, True)) >= tags.count((tag, False)) for tag in ("li", "ul", "ol")):
        return text
    parts: list[str] = []
    open_tags: list[str] = []
    at = 0
    for match in _MARK.finditer(text):
        tag, is_end = (match["tag"] or "").lower(), bool(match["end"])
        before = match.start() if tag else max(at, match.start() - 1)  # a heading or a cell begins its line
        parts += [text[at:before], *_closed(open_tags, tag, is_end=is_end)]
        at = before
        if tag and not is_end:
            open_tags.append(tag)
    return "".join([*parts, text[at:], *_closed(open_tags, "", is_end=False)])


def _closed(open_tags: list[str], tag: str, *, is_end: bool) -> list[str]:
    """The ends missing in front of a tag, or of a heading or a cell, where every list ends; they are open no more."""
    if not tag:
        missing = [f"</{one}>" for one in reversed(open_tags)]
        open_tags.clear()
        return missing
    missing = []
    if open_tags[-1:] == ["li"] and is_end != (tag == "li"):
        missing.append(f"</{open_tags.pop()}>")
    if is_end and open_tags[-1:] == [tag]:
        open_tags.pop()
    return missing
