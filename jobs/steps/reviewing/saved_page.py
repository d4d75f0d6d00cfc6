"""What is read of a saved page, line by line, and what holds: nothing is stored."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from jobs.context import Context
from jobs.files import content
from spiders.asking.job import Limits
from spiders.catalogue import family_of, parse_source, read_page
from spiders.families.ceremony.source import CeremonySource, Sections
from spiders.family import Intake
from spiders.formats.wikitext.page import LEAST
from tracker.domain.errors import ConfigError
from tracker.domain.facts.records import NominationRecord, Origin, PageRecord
from tracker.domain.lists.passes import let_pass
from tracker.domain.lists.problems import Problem
from tracker.domain.printed import printed_key
from tracker.domain.sources import ListSource, Source
from tracker.domain.verdicts import ListState


@dataclass(frozen=True)
class SavedPage:
    """A reading: entries in the order of the page, the state its list would have, and the problems."""

    entries: list[NominationRecord]
    state: ListState
    problems: list[Problem]
    excerpt: bool
    """Whether it is no whole page: lists alone, without a box or a section."""


_OF_A_PAGE = re.compile(rb"(?m)^==[^=\n]|\{\{\s*infobox|^\s*#\s*redirect", re.IGNORECASE)


def source_of(context: Context, body: str, draft: Path | None) -> ListSource:
    """The source of a body, or a draft of one.

    Raises:
        ConfigError: there is none, or it lists no ceremonies.
    """
    source: Source
    if draft is not None:
        try:
            source = parse_source(draft.read_text(encoding="utf-8"), draft.stem)
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{draft}: cannot be read: {error}") from error
    elif body in context.sources:
        source = context.sources[body]
    else:
        raise ConfigError(f"there is no source {body!r}; `snubs sources` lists them")
    if not isinstance(source, ListSource) or source.ceremonies is None:
        raise ConfigError(f"{source.name}: has no pages by ceremony")
    return source


_MARKUP = re.compile(r"\[\[[^\[\]|]*\||\[\[|\]\]|''+")


class _Page(NamedTuple):
    """The page of a ceremony: its title, and what `snubs read` is told to read it."""

    title: str
    command: str


_NAME = re.compile(rb"(?m)^\s*\|\s*name\s*=\s*([^<{\n]+)")
"""What the box of a page calls its ceremony."""


def _page_of(context: Context, source: ListSource, body: bytes) -> _Page | None:
    """Whose page a saved page is, by the name in its box; the source that was asked for goes first."""
    name = _NAME.search(body)
    wanted = printed_key(_MARKUP.sub("", name[1].decode("utf-8", "replace"))) if name else ""
    for one in (source, *context.sources.values()):
        if isinstance(one, ListSource) and one.page and one.ceremonies:
            for ceremony in one.ceremonies.known_by(context.today.year + 1):
                title = one.page_title(ceremony)
                if printed_key(title) == wanted:
                    return _Page(title, f"{one.name} {ceremony.number}")
    return None


def _other_page(source: ListSource, number: int, other: _Page) -> Problem:
    """That a page is another ceremony's, and how to read it as what it is."""
    asked = f"{source.title}, ceremony {number}"
    message = f"this is the page {other.title!r}, not one of {asked}: read it with `snubs read {other.command} FILE`"
    return Problem(code="other_page", message=message, ceremony=number)


_SAVE = "save the page first, of a wiki with `?action=raw`, and give its path"


def read_saved(context: Context, source: ListSource, number: int, file: Path) -> SavedPage:
    """Read and judge a page as a crawl would, and an excerpt as if it stood in a section with lists.

    Raises:
        ConfigError: the source has no such ceremony.
        InputError: the file cannot be read, or is larger than an answer that is crawled may be.
    """
    # A page of the ceremony to come may be there before its season is.
    if source.ceremonies and (unknown := source.ceremonies.what_is_unknown([number], context.today.year + 1)):
        raise ConfigError(f"{source.name}: {unknown}")
    body = content(file, Limits().max_bytes, "give one page", _SAVE)
    other = _page_of(context, source, body)
    if other and other.command != f"{source.name} {number}":
        return SavedPage([], ListState.HELD, [_other_page(source, number, other)], excerpt=False)
    page = PageRecord(
        id=file.name,
        source=source.name,
        title=file.name,
        url="",
        retrieved_at=f"{context.now():%Y-%m-%dT%H:%M:%SZ}",
        origin=Origin.SUPPLIED,
        ceremony=number,
    )
    excerpt = isinstance(source, CeremonySource) and not _OF_A_PAGE.search(body)
    if isinstance(source, CeremonySource) and excerpt:
        source = source.model_copy(update={"sections": Sections(leave=source.sections.leave)})
        body += b"\n" * LEAST
    records, problems = read_page(source, page, body)
    judged = family_of(source).judge(Intake(source, [page], records, problems), context.today)
    judged = let_pass(source, judged, context.corrections.passes)
    state, problems = judged[number if number in judged else None]
    entries = [r for r in records if isinstance(r, NominationRecord)]
    return SavedPage(sorted(entries, key=lambda entry: entry.line or 0), state, problems, excerpt)
