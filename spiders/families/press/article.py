"""Family `press`: one article, from a web page or a plain text file, with its date, language and comments."""

import re
from datetime import date, datetime
from functools import cache
from typing import Any

from spiders.asking.addresses import site_of
from spiders.asking.web import MAX_BYTES
from tracker.domain.facts.records import MAX_ARTICLE, MAX_TEXT, ArticleRecord, PageRecord, Record
from tracker.domain.lists.problems import Problem, Severity
from tracker.domain.sources import Source
from tracker.domain.tables import table

MIN_WORDS = 40
"""Fewer are a teaser, a wall or a caption."""
_ENGLISH_SHARE = 0.12
"""Least share of the commonest small words in an English text."""


@cache
def _words() -> dict[str, Any]:
    return table("tracker.data", "press_pages.yml", dict[str, Any])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(_words()[name]), re.IGNORECASE)


def read(source: Source, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
    """The article on a page, or the reason why there is none.

    Args:
        source: the press.
        page: where it stands; its `retrieved_at` says which dates lie in the future.
        body: the page's bytes: HTML, or plain text in UTF-8.
    """
    if len(body) > MAX_BYTES:
        return [], [warning(page, "too_large", f"larger than {MAX_BYTES} bytes")]
    parts = _from_html(page, body) if is_html(body) else _from_text(body)
    if not parts["text"].split():
        return [], [warning(page, "no_text", "no article text was found on it")]
    problem = _wall(page, parts["text"])
    if problem:
        return [], [problem]
    text = parts["text"][:MAX_ARTICLE]
    published, problems = _published(page, parts["date"] or page.revised_at or "")
    if not is_english(text):
        problems.append(warning(page, "not_english", "not in English: nothing was read from it"))
        return [], problems
    record = ArticleRecord(
        page=page.id,
        url=page.url[:MAX_TEXT],
        title=(parts["title"] or text.strip().splitlines()[0])[:300],
        author=parts["author"][:200] or None,
        published_on=published,
        language="en",
        site=site_of(page.url),
        words=len(text.split()),
        sketch=sketch(text),
        text=text,
        comments=parts["comments"][:MAX_ARTICLE],
    )
    return [record], problems


def warning(page: PageRecord, code: str, message: str) -> Problem:
    """A problem of a page of the press, which never holds a list."""
    return Problem(code=code, message=f"{page.title}: {message}"[:MAX_TEXT], severity=Severity.WARN, page=page.id)


def is_html(body: bytes) -> bool:
    """Whether bytes begin like a web page rather than plain text."""
    start = body[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(
        (b"<!doctype", b"<html", b"<?xml", b"<!--", b"<head", b"<body", b"<article", b"<div", b"<p")
    )


def _from_html(page: PageRecord, body: bytes) -> dict[str, str]:
    """Text, comments and what the page says about itself, by trafilatura."""
    import trafilatura

    document = trafilatura.bare_extraction(
        body, url=page.url, include_comments=True, include_formatting=True, with_metadata=True, favor_recall=True
    )
    if document is None or isinstance(document, dict):
        return dict.fromkeys(("title", "author", "date", "text", "comments"), "")
    title = document.title or ""
    text = _whole_lines(document.text or "")
    return {
        "title": title,
        "author": document.author or "",
        "date": document.date or "",
        "text": f"{title}\n{text}" if title and not text.startswith(title) else text,
        "comments": _whole_lines(document.comments or ""),
    }


def _whole_lines(text: str) -> str:
    """Emphasis marks stay, since they mark titles; headings and lists lose theirs."""
    lines = (re.sub(r"^(?:#+|[-*+]|\d+\.)\s+", "", line) for line in text.splitlines())
    return "\n".join(re.sub(r"\*\*(.+?)\*\*", r"\1", line) for line in lines)


def _from_text(body: bytes) -> dict[str, str]:
    text = body.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    parts = _pattern("comments_begin").split(text, maxsplit=1)
    after = _pattern("comments_end").split(parts[1], maxsplit=1)[0] if len(parts) > 1 else ""
    main = _pattern("comments_end").split(parts[0], maxsplit=1)[0]
    return {"title": "", "author": "", "date": "", "text": main, "comments": after}


def _wall(page: PageRecord, text: str) -> Problem | None:
    """A stub where the article should be: too short, and asking for money or consent."""
    words = len(text.split())
    for name, what in (("paywall", "only a teaser before a paywall"), ("consent", "a consent or cookie notice")):
        if words < 3 * MIN_WORDS and _pattern(name).search(text):
            return warning(page, name, f"{what}: nothing was read from it")
    return None


def _published(page: PageRecord, text: str) -> tuple[str | None, list[Problem]]:
    """The day that a page states, unless it lies after the day of fetching."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None, []
    if day > datetime.fromisoformat(page.retrieved_at).date():
        return None, [warning(page, "future_date", f"says it was published on {day}, which has not come: undated")]
    return day.isoformat(), []


def is_english(text: str) -> bool:
    """Whether the commonest English words are as frequent as in English."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    small = set(_words()["english"])
    return len(words) < MIN_WORDS or sum(word in small for word in words) >= _ENGLISH_SHARE * len(words)


_PERMUTATIONS = 64
_SHINGLE = 4


def sketch(text: str) -> str:
    """A MinHash of the text's runs of four words (Broder 1997, by datasketch), in hexadecimal."""
    from datasketch import MinHash

    words = re.findall(r"[^\W_]+", text.lower())
    minhash = MinHash(num_perm=_PERMUTATIONS, seed=1)
    minhash.update_batch([" ".join(words[i : i + _SHINGLE]).encode() for i in range(max(1, len(words) - _SHINGLE + 1))])
    return "".join(f"{int(value):08x}" for value in minhash.hashvalues)
