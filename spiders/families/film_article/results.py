"""How far an entry came, by the words or colours that say it."""

import re
from functools import cache

from spiders.families.film_article.words import words
from spiders.formats.wikitext.words import words as nominations
from tracker.domain.tables import key

RESULT_WORD = r"(?:winners?|won|wins|nominated|nominees?|nominations?|nom|runner[- ]?up|shortlisted|longlisted|pending)"
"""A word for a result in running text; for patterns that ignore case."""
_LEADING = re.compile(rf"^\W*(?P<word>{RESULT_WORD})\s*(?:[:,;–—-]|\bfor\b|\bthe\b)\s*(?:for\s+)?", re.IGNORECASE)
_TRAILING = re.compile(rf"\s*(?:[,;:–—-]|\s)\s*\(?(?P<word>{RESULT_WORD})\)?(?:\s*\([^()]*\))?\W*$", re.IGNORECASE)
_BEFORE_MORE = re.compile(rf"\s+[–—-]\s*(?P<word>{RESULT_WORD})\b(?P<more>[\w\s]{{0,60}})$", re.IGNORECASE)
_BEFORE_FOR = re.compile(rf"\s+(?P<word>{RESULT_WORD})(?=\s+for\s)", re.IGNORECASE)
_INSIDE = re.compile(rf"(?:\(|,\s*)(?P<word>{RESULT_WORD})\s*(?=[),])", re.IGNORECASE)
_REFERENCE = re.compile(r"\[[^\]]*\]")
_PLACE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_RANK = re.compile(r"^(?:no )?\d{1,4}\b(?!st|nd|rd|th)(?: |$)")
_BACK = f"(?:{nominations().unofficial.pattern})"
_NOT = re.compile(
    rf"\b(?:not|non|never|almost|nearly|without|withdrew|unsuccessful|{_BACK}|failed to)\b"
    r"|\b(?:did|was|were|is|has|had|does)nt\b"
    r"|\bno (?!\d)|^no$"
)
_TAKEN_BACK = re.compile(_BACK)
RIVAL = re.compile(
    r"\b(?:lost(?: out)? to|winners? (?:was|were|is)|won by|went to|beaten by|defeated by)\b\s*:?\s*(?P<name>.*)", re.I
)
"""What is before the name of whoever won instead."""


def result_of(text: str, look: str = "") -> str | None:
    """How far an entry came: by the words of a cell, else by its colours; None for what it did not reach."""
    bare = key(_REFERENCE.sub(" ", text))
    if bare:
        name = next((name for name, spellings in words().results if bare in spellings), None) or _inside(bare)
        if name or _denied(bare) or _TAKEN_BACK.fullmatch(bare):
            return None if _denied(bare) else name
        if match := _PLACE.search(bare):
            return "won" if match[1] == "1" else "runner_up"
        if _RANK.match(bare) and re.match(r"\W*(?:#|No\b)", text):
            return "listed"
    if look:
        return next((name for name, looks in words().looks if any(sign in look for sign in looks)), None)
    return None


def _inside(bare: str) -> str | None:
    """The result whose word stands among others."""
    return next((name for name, spellings in _spellings() if spellings.search(bare)), None)


@cache
def _spellings() -> list[tuple[str, re.Pattern[str]]]:
    longer = ((name, [re.escape(s) for s in spellings if len(s) > 2]) for name, spellings in words().results)  # noqa: PLR2004
    return [(name, re.compile(rf"\b(?:{'|'.join(spellings) or '(?!)'})\b")) for name, spellings in longer]


def _denied(bare: str) -> bool:
    """Whether words say what did not happen or was taken back: "Did not win", "Nominated (withdrawn)"."""
    return bool(_NOT.search(bare)) and _inside(bare) is not None


def rival_in(text: str) -> str | None:
    """Who won instead, where a cell says so: "Winner was Ann Lee"; None where it does not."""
    match = RIVAL.search(text)
    return match["name"].strip(" .") if match else None


def heading_result(text: str) -> str | None:
    """The result that a heading gives to what stands below it: "Wins"; none for "Awards and nominations"."""
    match = re.search(rf"\b{RESULT_WORD}\b", text, re.IGNORECASE)
    if match is None or re.search(r"\band nomin|awards? and|[/&]", text, re.IGNORECASE):
        return None
    return result_of(match[0])


def take_result(text: str) -> tuple[str, str | None, str | None]:
    """An item without the word of its result, the result, and that word."""
    for pattern in (_LEADING, _TRAILING):
        if match := pattern.search(text):
            rest = text[match.end() :] if pattern is _LEADING else text[: match.start()]
            if rest.strip():
                return rest.strip(), result_of(match["word"]), match["word"]
    if match := _BEFORE_MORE.search(text):
        return f"{text[: match.start()]} ({match['more'].strip()})", result_of(match["word"]), match["word"]
    if match := _BEFORE_FOR.search(text):
        return text[: match.start()] + text[match.end() :], result_of(match["word"]), match["word"]
    if match := _INSIDE.search(text):
        return text[: match.start("word")].rstrip(" ,") + text[match.end() :], result_of(match["word"]), match["word"]
    return text, None, None
