"""Family `wikipedia_titles`: an Action API answer about link titles, read into where each of them leads."""

import json
from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict, ValidationError

from spiders.formats.mediawiki import Lookup, Reply
from tracker.domain.facts.records import LinkRecord, PageRecord, Record
from tracker.domain.lists.problems import Problem
from tracker.domain.sources import Source


class _Envelope(BaseModel):
    model_config = ConfigDict(extra="forbid")

    asked: dict[str, str | None]
    answers: list[Reply]


def envelope(titles: Mapping[str, str | None], answers: Sequence[bytes]) -> bytes:
    """The stored form of one batch: the answer's parts as they came, and which title was asked for which link.

    Args:
        titles: each link title as printed, to the title that was asked; None when it can name no page.
        answers: JSON bodies of the Action API.
    """
    parts = [json.loads(answer) for answer in answers]
    return json.dumps({"asked": dict(titles), "answers": parts}, ensure_ascii=False, sort_keys=True).encode()


def read(source: Source, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
    """One `LinkRecord` for each link title, in the order of the titles; a problem for each one without an answer."""
    try:
        content = _Envelope.model_validate_json(body)
    except ValidationError as error:
        return [], [Problem(code="unexpected_answer", message=f"{source.name}: {page.title}: {error}", page=page.id)]
    lookup = Lookup()
    for answer in content.answers:
        lookup.add(answer)
    return [_link(page.id, title, target, lookup) for title, target in sorted(content.asked.items())], []


def _link(page: str, title: str, page_title: str | None, lookup: Lookup) -> LinkRecord:
    target = lookup.find(page_title).page if page_title is not None else None
    if target is None or target.absent:
        return LinkRecord(page=page, title=title, canonical=None, qid=None, missing=True)
    return LinkRecord(page=page, title=title, canonical=target.title, qid=target.qid)
