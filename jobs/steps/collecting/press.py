"""The press: which articles are read, what they say about which film, and how often a site was right."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobs.cli.console import emit_json, say, show_table, warn
from jobs.context import Context
from jobs.steps.collecting.mentions import explained, with_mentions
from jobs.steps.collecting.page_claims import claims_of_page, claims_of_records, rows_of, show_claims
from jobs.steps.collecting.press_pages import PRESS, remember, site_tier
from jobs.steps.judging.judge import records as json_rows
from jobs.steps.judging.judge import season_tables
from spiders.families import read_page
from tracker.domain.errors import Exit, InputError
from tracker.domain.facts.nomination_claims import parsed
from tracker.domain.facts.records import MentionRecord, Origin, PageRecord
from tracker.domain.verdicts import ListState
from tracker.store import frames, runs
from tracker.store.engine import reading, transaction
from tracker.store.ingest import ingest
from tracker.store.pages import PageStore

if TYPE_CHECKING:
    import pandas as pd


def run_add(context: Context, what: str, *, published: str | None, url: str | None, as_json: bool) -> int:
    """The command `snubs press add`: read a page or file now, and the page from now on."""
    from jobs.steps.collecting.collect import collect, show
    from spiders.asking.job import JobSource

    if what.startswith(("http://", "https://")):
        context.require_contact()
        collected = collect(
            context, [JobSource(name=PRESS, addresses=(what,), blocked=tuple(context.settings.press.blocked))]
        )
        if any(c.status == "failed" for c in collected):
            show(collected, as_json=as_json)
            return int(Exit.SOURCE_FAILED)
        remember(context, what)
        page = what
    else:
        page = _add_file(context, Path(what), published, url)
    _show_page(context, page, as_json=as_json)
    return int(Exit.DONE)


def _show_page(context: Context, page: str, *, as_json: bool) -> None:
    """What came of one page: what it says of films, and what it states of a film or a book."""
    with reading(context.engine) as conn:
        named, stated = frames.mentions(conn), claims_of_page(conn, page)
    _show(named[named["page_id"] == page], stated, as_json=as_json)


def _show(
    named: "pd.DataFrame", stated: "pd.DataFrame", why: Sequence[Mapping[str, Any]] | None = None, *, as_json: bool
) -> None:
    if as_json:
        given = {} if why is None else {"why": why}
        emit_json({"mentions": _mention_rows(named), "states": rows_of(stated)} | given)
        return
    if len(named) or stated.empty:
        _show_mentions(named)
    if len(stated):
        show_claims(stated)
    if why:
        rows = [(w["work"], w["voice"], w["says"], "; ".join(w["signs"])) for w in why]
        show_table("Why: what weighed most for it (+) and against it (-)", ("work", "voice", "says", "signs"), rows)


def _day(text: str | None) -> str | None:
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        raise InputError(f"--date {text!r}: write a day such as 2011-02-20") from None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; give a file or an http(s) address") from error


def _add_file(context: Context, path: Path, published: str | None, url: str | None) -> str:
    """Take in a file; gives the name of its page."""
    day = _day(published)
    body = _bytes(path)
    page = _page(context, path.name).model_copy(
        update={"url": url or path.name, "revised_at": day, "sha256": PageStore(context.pages_dir).put(body)}
    )
    _take_in(context, page, body)
    return path.name


def _page(context: Context, name: str) -> PageRecord:
    return PageRecord(
        id=name,
        source=PRESS,
        title=name,
        url=name,
        retrieved_at=f"{context.now():%Y-%m-%dT%H:%M:%SZ}",
        origin=Origin.SUPPLIED,
    )


def _take_in(context: Context, page: PageRecord, body: bytes) -> None:
    """Read a file and take in what it says, in one transaction and with a run of its own."""
    source = context.sources[PRESS]
    records, problems = read_page(source, page, body)
    for problem in problems:
        warn(problem.message)
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


_HEADS = ("praises", "people", "says missed", "says it has", "reasons", "expects")
_LISTS = ("crafts", "people", "missed", "nominated", "reasons", "expects")


def _mention_rows(found: "pd.DataFrame") -> list[dict[str, Any]]:
    columns = ("title", "qid", "work_kind", "voice", "count", *_LISTS, "quotations")
    named = (*columns, "published_on", "site", "article_title")
    return [{c: row[c] for c in named} for row in found.to_dict("records")]


def _show_mentions(found: "pd.DataFrame") -> None:
    rows = found.to_dict("records")
    if not rows:
        warn("no known film was found in it; `snubs status` shows what is at hand")
        return
    rows = [row | {"nominated": [_told(claim) for claim in row["nominated"]]} for row in rows]
    shown = [(r["title"], r["work_kind"], r["voice"], r["count"], *("; ".join(r[c]) for c in _LISTS)) for r in rows]
    show_table("Read", ("work", "kind", "voice", "named", *_HEADS), shown)


def _told(written: str) -> str:
    claim = parsed(written)
    return written if claim is None else f"{claim.body}: {claim.told()}"


def run_read(context: Context, path: Path, *, as_json: bool) -> int:
    """The command `snubs press read`: what a text says, keeping nothing."""
    records, problems = read_page(context.sources[PRESS], _page(context, path.name), _bytes(path))
    for problem in problems:
        warn(problem.message)
    with reading(context.engine) as conn:
        found = explained(conn, records, context.corrections)
    why = [
        {"work": mention.work.title, "voice": mention.voice, "says": says, "signs": list(signs)}
        for mention, read_by in found
        for says, signs in read_by.items()
    ]
    _show(_mention_frame(mention for mention, _ in found), claims_of_records(records), why, as_json=as_json)
    return int(Exit.DONE)


def _mention_frame(found: Iterable[MentionRecord]) -> "pd.DataFrame":
    import pandas as pd

    rows = [m.model_dump() | {"title": m.work.title, "qid": m.work.qid} for m in found]
    unknown = dict.fromkeys(("published_on", "site", "article_title"))
    return pd.DataFrame([row | unknown for row in rows])


def run_list(context: Context, *, as_json: bool) -> int:
    """The command `snubs press list`: articles, what came of them, what was claimed wrongly, each site's record."""
    from tracker.judge.claims.press import press_claims, press_errors

    with reading(context.engine) as conn:
        articles, found = frames.articles(conn), frames.mentions(conn)
        tables = season_tables(conn, context.corrections, context.settings.press.tiers) if len(articles) else None
    named = found.groupby("page_id")["title"].agg(lambda titles: "; ".join(dict.fromkeys(titles))).to_dict()
    rows = [
        {key: row[key] for key in ("published_on", "site", "title", "words", "source_url")}
        | {"films": named.get(row["page_id"], "")}
        for row in articles.to_dict("records")
    ]
    claims = press_claims(tables) if tables else None
    errors = [] if claims is None else json_rows(press_errors(claims))
    sites = _sites(context, articles, claims)
    if as_json:
        emit_json({"articles": rows, "press_errors": errors, "sites": sites})
        return int(Exit.DONE)
    if not rows:
        say("no article has been read yet; `snubs press add ADDRESS` reads one")
        return int(Exit.DONE)
    show_table("Articles", ("published", "site", "title", "words", "works named"), _cells(rows, _ARTICLE))
    if errors:
        show_table("Press errors: a closed list says otherwise", _ERROR_HEADS, _cells(errors, _ERROR))
    heads = ("site", "tier", "articles", "claims right", "wrong", "not decided")
    show_table("Sites, and how often their claims about nominations held", heads, [tuple(s.values()) for s in sites])
    return int(Exit.DONE)


_ARTICLE = ("published_on", "site", "title", "words", "films")
_ERROR = ("site", "film", "body", "ceremony_year", "claim", "list_says", "list_url")
_ERROR_HEADS = ("site", "of", "at", "in", "says", "the list says", "list")


def _cells(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> list[list[Any]]:
    return [[row[column] for column in columns] for row in rows]


def _sites(context: Context, articles: "pd.DataFrame", claims: "pd.DataFrame | None") -> list[dict[str, Any]]:
    """Every site that was read: its tier, its articles, and how often its claims were right, wrong or open."""
    from tracker.judge.claims.press import records_of_sites

    record = {} if claims is None else records_of_sites(claims).set_index("site").to_dict("index")
    tiers, blank = context.settings.press.tiers, {"right": 0, "wrong": 0, "open": 0}
    found: list[dict[str, Any]] = []
    for site, rows in articles.groupby("site", sort=True):
        tier = site_tier(str(rows["source_url"].iloc[0] or ""), tiers, int(rows["tier"].iloc[0]))
        held = {str(name): count for name, count in record.get(site, blank).items()}
        found.append({"site": site, "tier": tier, "articles": len(rows)} | held)
    return found
