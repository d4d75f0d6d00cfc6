"""The press: which articles are read, what they say about which film, and how often a site was right."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobs.context import PRESS, Context
from jobs.files import content
from jobs.steps.collecting.collect import check_names, collect
from jobs.steps.collecting.collected import Collected
from jobs.steps.collecting.mentions import explained, with_mentions
from jobs.steps.collecting.page_claims import claims_of_page, claims_of_records
from jobs.steps.collecting.press_pages import remember
from jobs.steps.judging.judge import season_tables
from jobs.steps.judging.rows import records as json_rows
from jobs.steps.judging.tiers import site_tier
from spiders.asking.job import JobSource
from spiders.asking.web import MAX_BYTES
from spiders.catalogue import load_sources, read_page
from tracker.domain.errors import Exit, InputError, PolicyError
from tracker.domain.facts.records import MentionRecord, Origin, PageRecord
from tracker.domain.lists.problems import Problem
from tracker.domain.text.secrets import masked
from tracker.domain.verdicts import ListState
from tracker.store import frames, runs
from tracker.store.engine import reading, transaction
from tracker.store.intake.ingest import ingest
from tracker.store.pages import PageStore

if TYPE_CHECKING:
    import pandas as pd


_REMEDIES = ("give the article alone", "give a file or an http(s) address")
"""For a file that is too large, and for one that cannot be read."""


def add_address(context: Context, address: str) -> list[Collected]:
    """Read a page now and, once it could be read, from now on.

    Raises:
        ConfigError: the press is switched off.
        PolicyError: offline, or without a contact.
    """
    check_names(context, [PRESS])
    if context.settings.offline:
        raise PolicyError(f"{address}: offline, so nothing is fetched; save the page and give the file")
    context.require_contact()
    blocked = tuple(context.settings.press.blocked)
    outcomes = collect(context, [JobSource(name=PRESS, addresses=(address,), blocked=blocked)])
    if not any(c.status == "failed" for c in outcomes):
        remember(context, address)
    return outcomes


def said_on(context: Context, page: str) -> "tuple[pd.DataFrame, pd.DataFrame]":
    """What came of one page: what it says of films, and what it states of a film or a book."""
    with reading(context.engine) as conn:
        mentions, claims = frames.mentions(conn), claims_of_page(conn, page)
    return mentions[mentions["page_id"] == page], claims


def _day(text: str | None, today: date) -> str | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(f"--date {text!r}: write a day such as 2011-02-20") from None
    if day and day > today:
        raise InputError(f"--date {text}: lies in the future")
    return day.isoformat() if day else None


def _address(text: str | None) -> str | None:
    if text and not re.match(r"https?://[^\s/]+\.", text):
        raise InputError(f"--url {text!r}: write an address such as https://example.org/article")
    return text


def add_file(context: Context, path: Path, published: str | None, url: str | None) -> tuple[str, Sequence[Problem]]:
    """Take in a file; gives the name of its page and what could not be read.

    Raises:
        ConfigError: the press is switched off.
        InputError: the file cannot be read or is too large, `published` is no day that was, or `url` is no address.
    """
    check_names(context, [PRESS])
    day, address = _day(published, context.today), _address(url)
    body = content(path, MAX_BYTES, *_REMEDIES)
    page = _page(context, path.name).model_copy(
        update={
            "url": masked(address or path.name),
            "revised_at": day,
            "sha256": PageStore(context.pages_dir).put(body),
        }
    )
    return path.name, _take_in(context, page, body)


def _page(context: Context, name: str) -> PageRecord:
    return PageRecord(
        id=name,
        source=PRESS,
        title=name,
        url=name,
        retrieved_at=f"{context.now():%Y-%m-%dT%H:%M:%SZ}",
        origin=Origin.SUPPLIED,
    )


def _take_in(context: Context, page: PageRecord, body: bytes) -> Sequence[Problem]:
    """Read a file and take in what it says, in one transaction and with a run of its own; gives its problems."""
    source = context.sources[PRESS]
    records, problems = read_page(source, page, body)
    with transaction(context.engine) as conn:
        run = runs.begin(conn, job="press", host=context.host, now=context.now(), source=PRESS)
        ingest(
            conn,
            run_id=run,
            source=source,
            pages=[page],
            records=with_mentions(conn, records, context.corrections),
            fitness={None: (ListState.FIT, problems)},
            now=context.now(),
        )
        runs.finish(conn, run, "done", context.now(), exit_code=int(Exit.DONE))
    return problems


@dataclass(frozen=True)
class ReadText:
    """What a text says, of which nothing is kept."""

    mentions: "pd.DataFrame"
    stated: "pd.DataFrame"
    why: Sequence[Mapping[str, Any]]
    """By work, voice and what is said: the signs that weighed most."""
    problems: Sequence[Problem]


def read_file(context: Context, path: Path) -> ReadText:
    """What a saved page or text says about which film.

    Raises:
        InputError: the file cannot be read, or is larger than a page that is crawled may be.
    """
    records, problems = read_page(
        load_sources()[PRESS], _page(context, path.name), content(path, MAX_BYTES, *_REMEDIES)
    )
    with reading(context.engine) as conn:
        mentions = explained(conn, records, context.corrections)
    why = [
        {"work": mention.work.title, "voice": mention.voice, "says": says, "signs": list(signs)}
        for mention, read_by in mentions
        for says, signs in read_by.items()
    ]
    return ReadText(_mention_frame(mention for mention, _ in mentions), claims_of_records(records), why, problems)


def _mention_frame(mentions: Iterable[MentionRecord]) -> "pd.DataFrame":
    import pandas as pd

    rows = [m.model_dump() | {"title": m.work.title, "qid": m.work.qid} for m in mentions]
    unknown = dict.fromkeys(("published_on", "site", "article_title"))
    return pd.DataFrame([row | unknown for row in rows])


@dataclass(frozen=True)
class PressReview:
    """What was read so far, as rows."""

    articles: Sequence[Mapping[str, Any]]
    """published_on, site, title, words, source_url, and the works that are named (films)."""
    errors: Sequence[Mapping[str, Any]]
    """Claims that a closed list contradicts."""
    sites: Sequence[Mapping[str, Any]]
    """Tier, articles, and claims that were right, wrong or open."""


def review_of_sites(context: Context) -> PressReview:
    """The articles, what came of them, what was claimed wrongly, and each site's record."""
    from tracker.judge.claims.press import press_claims, press_errors

    with reading(context.engine) as conn:
        articles, mentions = frames.articles(conn), frames.mentions(conn)
        tables = season_tables(conn, context.corrections, context.settings.press.tiers) if len(articles) else None
    works = mentions.groupby("page_id")["title"].agg(lambda titles: "; ".join(dict.fromkeys(titles))).to_dict()
    rows = [
        {key: row[key] for key in ("published_on", "site", "title", "words", "source_url")}
        | {"films": works.get(row["page_id"], "")}
        for row in articles.to_dict("records")
    ]
    claims = press_claims(tables) if tables else None
    errors = [] if claims is None else json_rows(press_errors(claims))
    return PressReview(rows, errors, _sites(context, articles, claims))


def _sites(context: Context, articles: "pd.DataFrame", claims: "pd.DataFrame | None") -> list[dict[str, Any]]:
    """Every site that was read: its tier, its articles, and how often its claims were right, wrong or open."""
    from tracker.judge.claims.press import records_of_sites

    record = {} if claims is None else records_of_sites(claims).set_index("site").to_dict("index")
    tiers, blank = context.settings.press.tiers, {"right": 0, "wrong": 0, "open": 0}
    sites: list[dict[str, Any]] = []
    for site, rows in articles.groupby("site", sort=True):
        tier = site_tier(str(rows["source_url"].iloc[0] or ""), tiers, int(rows["tier"].iloc[0]))
        counts = {str(name): count for name, count in record.get(site, blank).items()}
        sites.append({"site": site, "tier": tier, "articles": len(rows)} | counts)
    return sites
