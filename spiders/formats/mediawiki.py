"""The Action API's requests and answers. Pure functions; nothing here opens a connection.

Requests follow https://www.mediawiki.org/wiki/API:Query with `formatversion=2`: at most 50 titles each, redirects
resolved by the server, `maxlag=5`.
"""

import contextlib
import html
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlencode, urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from spiders.formats.replies import RefusalError, misshapen

BATCH = 50
MAX_URL_TITLES = 6_000
"""Bytes of encoded titles in one address: servers refuse addresses beyond 8 KiB."""
MAX_TITLE_BYTES = 255
MAX_HOPS = 10
_MAX_ERROR = 10_000
BUSY_CODES = frozenset({"maxlag", "ratelimited"})
"""Errors that pass by themselves; they come with status 200."""
QID = re.compile(r"Q[1-9][0-9]{0,11}")

_BASE = {"action": "query", "format": "json", "formatversion": "2", "redirects": "1", "maxlag": "5"}
INFO = _BASE | {"prop": "info", "inprop": "url"}
CONTENT = _BASE | {
    "prop": "revisions|info|pageprops",
    "rvprop": "ids|timestamp|sha1|content",
    "rvslots": "main",
    "inprop": "url",
    "ppprop": "wikibase_item|disambiguation",
}
ARTICLES = _BASE | {"prop": "info|pageprops", "inprop": "url", "ppprop": "wikibase_item|disambiguation"}
LINKS = _BASE | {"prop": "pageprops", "ppprop": "wikibase_item"}


def clean_title(raw: str) -> str | None:
    """A link target as the API takes it: decoded, without section, spaces for underscores; None if it names no page.

    `[[never Let Me Go_(2010 film)#Plot]]` and `[[Never Let Me Go (2010 film)]]` are one page.
    """
    text = html.unescape(raw)
    with contextlib.suppress(UnicodeDecodeError):
        text = unquote(text, errors="strict")
    text = unicodedata.normalize("NFC", text.partition("#")[0].replace("_", " "))
    if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\t\n\r" for c in text):
        return None
    text = " ".join(text.split()).removeprefix(":").strip()
    upper = text[:1].upper()
    text = (upper if len(upper) == 1 else text[:1]) + text[1:]
    bad = any(c in "|<>[]{}\ufffd" for c in text)
    return None if bad or not text or len(text.encode()) > MAX_TITLE_BYTES else text


def batches(titles: Iterable[str]) -> list[tuple[str, ...]]:
    """Titles in order, without repeats, in runs that one request can carry."""
    runs: list[tuple[str, ...]] = []
    run: list[str] = []
    size = 0
    for title in dict.fromkeys(titles):
        cost = len(quote(title, safe="")) + len("%7C")
        if run and (len(run) == BATCH or size + cost > MAX_URL_TITLES):
            runs.append(tuple(run))
            run, size = [], 0
        run.append(title)
        size += cost
    return [*runs, tuple(run)] if run else runs


def with_query(address: str, query: Mapping[str, str]) -> str:
    """An address with further parameters."""
    return address + ("&" if urlsplit(address).query else "?") + urlencode(query)


def url(api: str, query: Mapping[str, str], titles: Sequence[str], more: Mapping[str, str] | None = None) -> str:
    """The address of one request; `more` is the `continue` of the answer before."""
    return with_query(api, {**query, "titles": "|".join(titles), **(more or {})})


def parse_url(api: str, title: str) -> str:
    """The address of one rendered page (https://www.mediawiki.org/wiki/API:Parsing_wikitext): one page a request."""
    shortened = dict.fromkeys(("disablelimitreport", "disableeditsection", "disabletoc"), "1")
    return with_query(api, _BASE | {"action": "parse", "prop": "text|revid", "page": title} | shortened)


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Move(_Answer):
    source: str = Field(alias="from")
    target: str = Field(alias="to")
    section: str | None = Field(default=None, alias="tofragment")


class _Slot(_Answer):
    content: str | None = None
    contentmodel: str | None = None


class _Revision(_Answer):
    revid: int
    timestamp: str | None = None
    sha1: str | None = None
    slots: dict[str, _Slot] = Field(default_factory=dict)


class ApiPage(_Answer):
    """One page of an answer."""

    title: str
    missing: bool = False
    invalid: bool = False
    special: bool = False
    lastrevid: int | None = None
    canonicalurl: str | None = None
    pageprops: dict[str, str] = Field(default_factory=dict)
    revisions: tuple[_Revision, ...] = ()

    @property
    def absent(self) -> bool:
        """No such page, or nothing that could be one."""
        return self.missing or self.invalid or self.special

    @property
    def revision(self) -> str | None:
        """Id of the newest revision, as text."""
        number = self.revisions[0].revid if self.revisions else self.lastrevid
        return None if number is None else str(number)

    @property
    def revised_at(self) -> str | None:
        """When that revision was saved, if the answer says."""
        return self.revisions[0].timestamp if self.revisions else None

    @property
    def sha1(self) -> str | None:
        """The server's SHA-1 of the wikitext."""
        return self.revisions[0].sha1 if self.revisions else None

    @property
    def slot(self) -> _Slot | None:
        """The main slot of the newest revision."""
        return self.revisions[0].slots.get("main") if self.revisions else None

    @property
    def qid(self) -> str | None:
        """Wikidata's id of the page's subject."""
        item = self.pageprops.get("wikibase_item", "")
        return item if QID.fullmatch(item) else None


class _Query(_Answer):
    normalized: tuple[_Move, ...] = ()
    redirects: tuple[_Move, ...] = ()
    pages: tuple[ApiPage, ...] = ()


class _Error(_Answer):
    code: str
    info: str = ""


class Reply(_Answer):
    """One answer, or one part of an answer that goes on with `more`."""

    query: _Query = _Query()
    error: _Error | None = None
    more: dict[str, str | int] = Field(default_factory=dict, alias="continue")
    warnings: dict[str, Any] = Field(default_factory=dict)

    @property
    def next(self) -> dict[str, str]:
        """Parameters that fetch the rest; empty when this is all. Nothing else in an answer may steer a request."""
        return {key: str(value) for key, value in self.more.items() if key.endswith("continue")}

    @property
    def remarks(self) -> list[str]:
        """The server's warnings, as text."""
        return [str(w["warnings"]) for w in self.warnings.values() if isinstance(w, dict) and "warnings" in w]


def read_reply(host: str, body: bytes) -> Reply:
    """An answer in typed form.

    Raises:
        RefusalError: `truncated`, `unexpected_answer`, `lagging`, or `api_error` with the server's own code.
    """
    try:
        reply = Reply.model_validate_json(body)
    except ValidationError as error:
        broken = f"{host} answered with broken or incomplete JSON"
        raise misshapen(error, broken, f"{host} answered in an unknown shape") from error
    if reply.error:
        code = "lagging" if reply.error.code in BUSY_CODES else "api_error"
        raise RefusalError(code, f"{host} refused the request: {reply.error.code}: {reply.error.info[:300]}")
    return reply


def error_code(body: bytes) -> str | None:
    """The code of an error answer, which comes with status 200; None for anything else. Cheap on large answers."""
    if len(body) > _MAX_ERROR or b'"error"' not in body:
        return None
    try:
        error = Reply.model_validate_json(body).error
    except ValidationError:
        return None
    return error.code if error else None


@dataclass(frozen=True)
class Destination:
    """The target of one requested title."""

    page: ApiPage | None
    """None: the answer does not mention it (a link to another wiki, for instance)."""
    moved: bool = False
    """A redirect led here."""
    section: str | None = None
    """The redirect names a section, so the page as a whole is about something else."""


class Lookup:
    """All parts of the answer about one batch of titles, put together."""

    def __init__(self) -> None:
        self._normal: dict[str, str] = {}
        self._moves: dict[str, _Move] = {}
        self._pages: dict[str, ApiPage] = {}

    def add(self, reply: Reply) -> None:
        """Add one part."""
        self._normal.update({move.source: move.target for move in reply.query.normalized})
        self._moves.update({move.source: move for move in reply.query.redirects})
        for page in reply.query.pages:
            self._pages[page.title] = _merged(self._pages.get(page.title), page)

    def find(self, title: str) -> Destination:
        """Follow a title through spelling and redirects to its page."""
        at = self._normal.get(title, title)
        section = None
        seen = {at}
        for _ in range(MAX_HOPS):
            move = self._moves.get(at)
            if move is None:
                break
            at, section = move.target, move.section
            if at in seen:
                return Destination(None, moved=True)
            seen.add(at)
        return Destination(self._pages.get(at), moved=len(seen) > 1, section=section)


def _merged(old: ApiPage | None, new: ApiPage) -> ApiPage:
    """Merge the parts of an answer, each of which holds some properties of a page."""
    if old is None:
        return new
    return new.model_copy(
        update={
            "lastrevid": new.lastrevid or old.lastrevid,
            "canonicalurl": new.canonicalurl or old.canonicalurl,
            "pageprops": old.pageprops | new.pageprops,
            "revisions": new.revisions or old.revisions,
        }
    )


def page_address(api: str, page: ApiPage) -> str:
    """A page's address for readers: the server's, if it is a web address, else derived from the API's."""
    if page.canonicalurl and urlsplit(page.canonicalurl).scheme in {"http", "https"}:
        return page.canonicalurl
    base = urlsplit(api)
    return f"{base.scheme}://{base.netloc}/wiki/{quote(page.title.replace(' ', '_'), safe='/:(),!')}"
