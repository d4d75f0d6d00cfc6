"""Shared by readers of whole pages: problems with their lines, and challenge walls that are no page at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tracker.domain.facts.records import PageRecord
from tracker.domain.lists.problems import Problem, problem_at

_WALL = re.compile(r"\s*(?:<!doctype|<html|<head|<\?xml|<body|<script)", re.IGNORECASE)
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*["{\d\]])')
_REDIRECT = re.compile(r"\s*#\s*redirect\b", re.IGNORECASE)
MAX_PROBLEMS = 200
"""Problems named for one page; with more it is no page written by people."""
LEAST = 200
"""Characters under which no page can hold a list."""


@dataclass(slots=True)
class PageNotes:
    """The problems of one page."""

    page: PageRecord
    problems: list[Problem] = field(default_factory=list)

    def hold(
        self,
        code: str,
        message: str,
        line: int | None = None,
        *,
        category: str | None = None,
        unread: str | None = None,
        warn: bool = False,
    ) -> None:
        """Record a problem, which holds its category, or the page if it names none; `warn` only warns."""
        if len(self.problems) >= MAX_PROBLEMS:
            if warn or len(self.problems) > MAX_PROBLEMS:
                return
            code, message, line, category = "page_damaged", f"more than {MAX_PROBLEMS} problems", None, None
        place = (self.page.id, self.page.ceremony, line)
        problem = problem_at(self.page.title, code, message, place, warn=warn)
        self.problems.append(problem.model_copy(update={"category": category, "unread": unread}))


def page_text(notes: PageNotes, body: bytes) -> str | None:
    """The page's text; None, with a problem, when it is no page at all."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        notes.hold("not_wikitext", "the page is not UTF-8 text")
        return None
    if not text.strip():
        notes.hold("page_blank", "the page is blank")
    elif _WALL.match(text):
        notes.hold("not_wikitext", "HTML where wikitext was expected: a challenge, consent or error page")
    elif _JSON.match(text):
        notes.hold("not_wikitext", "JSON where wikitext was expected: an error answer")
    elif _REDIRECT.match(text):
        notes.hold("page_moved", "the page is a redirect; it has been moved")
    elif len(text) < LEAST:
        notes.hold("page_blank", f"the page has only {len(text)} characters")
    else:
        return text
    return None
