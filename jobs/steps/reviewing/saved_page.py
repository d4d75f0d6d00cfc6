"""What is read of a saved page, line by line, and what holds: nothing is stored."""

import re
from dataclasses import dataclass
from pathlib import Path

from jobs.context import Context
from spiders.catalogue import family_of, parse_source, read_page
from spiders.families.ceremony.source import CeremonySource, Sections
from spiders.family import Intake
from spiders.formats.wikitext.page import LEAST
from tracker.domain.errors import ConfigError, InputError
from tracker.domain.facts.records import NominationRecord, Origin, PageRecord
from tracker.domain.lists.passes import let_pass
from tracker.domain.lists.problems import Problem
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


def read_saved(context: Context, source: ListSource, number: int, file: Path) -> SavedPage:
    """Read and judge a page as a crawl would, and an excerpt as if it stood in a section with lists.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        body = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: {error.strerror or error}") from error
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
    state, problems = judged[number]
    entries = [r for r in records if isinstance(r, NominationRecord)]
    return SavedPage(sorted(entries, key=lambda entry: entry.line or 0), state, problems, excerpt)
