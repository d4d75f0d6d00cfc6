"""Answers the two services' requests from the recorded archive, so that the same spiders run without a network.

Only what the spiders ask is answered, in the shapes that MediaWiki (`formatversion=2`) and a SPARQL endpoint use;
anything else is a 404 with a JSON body.
"""

import json
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

SEASON_FOLDER = Path(__file__).resolve().parent / "season_2010"
MOST_TITLES = 50
"""As MediaWiki allows an anonymous client."""

_JSON = {"Content-Type": "application/json; charset=utf-8"}
_RESULTS = {"Content-Type": "application/sparql-results+json"}
_NAMED_QUERY = re.compile(r"\s*# snubs:(?P<name>[a-z]+) (?P<year>\d{4})\s*\n")
_VALUES = re.compile(r"\bwd:(Q\d+)\b(?=[^{}]*\})")
_IMDB_IDS = re.compile(r'"(tt\d+)"')
_INVALID = re.compile(r"[<>\[\]{}\x00-\x1f\x7f\ufffd]")
_INFO = ("contentmodel", "pagelanguage", "touched", "lastrevid", "length")
_REVISION = {"ids": ("revid", "parentid"), "timestamp": ("timestamp",), "sha1": ("sha1",), "content": ("slots",)}

Answer = tuple[int, dict[str, str], bytes]
Json = dict[str, Any]


def _dumps(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def normal_title(raw: str) -> str:
    """A title as MediaWiki writes it: no section, spaces for underscores, a capital first."""
    text = " ".join(raw.partition("#")[0].replace("_", " ").split())
    capital = text[:1].upper()
    return (capital if len(capital) == 1 else text[:1]) + text[1:]


def _several(value: str) -> tuple[str, ...]:
    return tuple(part for part in value.split("|") if part)


class Archive:
    """A folder of recorded responses; read when first asked, and never written."""

    def __init__(self, directory: Path = SEASON_FOLDER) -> None:
        self.directory = directory

    def _json(self, name: str) -> Any:
        return json.loads((self.directory / name).read_text(encoding="utf-8"))

    @cached_property
    def season(self) -> int:
        """Year of the films it holds."""
        return int(self._json("edition.json")["season"])

    @cached_property
    def recorded_on(self) -> str:
        """Day of the edition, `YYYY-MM-DD`: when its answers were last true."""
        return str(self._json("edition.json")["date"])

    @property
    def supplied(self) -> Path:
        """The folder of the archive's CSV files, as a user would supply them."""
        return self.directory / "supplied"

    @cached_property
    def _pages(self) -> dict[str, Json]:
        names = sorted((self.directory / "pages").glob("*.json"))
        pages = [*self._json("titles.json"), *(json.loads(name.read_text(encoding="utf-8")) for name in names)]
        return {page["title"]: page for page in pages}

    @cached_property
    def _redirects(self) -> dict[str, str]:
        return {redirect["from"]: redirect["to"] for redirect in self._json("redirects.json")}

    def answer(self, method: str, url: str, body: bytes = b"") -> Answer:
        """What the service would answer: status, headers and body.

        Args:
            method: `GET`, or `POST` with a form.
            url: the request's address; its host and path do not matter.
            body: the form of a POST.
        """
        fields = parse_qsl(urlsplit(url).query, keep_blank_values=True)
        if method == "POST":
            fields += parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
        parameters = dict(fields)
        if method not in {"GET", "POST"}:
            return self._unknown(f"no {method} requests are recorded")
        if "query" in parameters and "action" not in parameters:
            return self._sparql(parameters["query"])
        if parameters.get("action") == "query" and "titles" in parameters:
            return self._action_api(parameters)
        return self._unknown("the archive holds action=query with titles, and named queries")

    def _unknown(self, info: str) -> Answer:
        return 404, _JSON, _dumps({"error": {"code": "not_in_archive", "info": info}})

    def _sparql(self, query: str) -> Answer:
        match = _NAMED_QUERY.match(query)
        if not match:
            return self._unknown("a query begins with a line such as `# snubs:films 2010`")
        name = {"ids": "films", "named": "films"}.get(match["name"], match["name"])
        path = self.directory / "sparql" / f"{name}.json"
        if int(match["year"]) != self.season or not path.is_file():
            return self._unknown(
                f"the bundled archive holds the films of {self.season} alone; set a contact to go live"
            )
        answer = json.loads(path.read_bytes())
        rows = answer["results"]["bindings"]
        answer["results"]["bindings"] = self._ids(query, rows) if name != match["name"] else _asked_for(query, rows)
        return 200, _RESULTS, _dumps(answer)

    def _ids(self, query: str, films: list[Json]) -> list[Json]:
        """The ids of films, all of them in the month in which the year begins: a year alone is its first day."""
        numbers = {*_IMDB_IDS.findall(query)}
        if numbers:
            return [{"film": row["film"]} for row in films if row.get("imdb", {}).get("value") in numbers]
        return [{"film": row["film"]} for row in films] if f'>= "{self.season}-01-01T' in query else []

    def _action_api(self, parameters: Mapping[str, str]) -> Answer:
        titles = list(dict.fromkeys(parameters["titles"].split("|"))) if parameters["titles"] else []
        if len(titles) > MOST_TITLES:
            info = f'Too many values supplied for parameter "titles". The limit is {MOST_TITLES}.'
            return 200, _JSON, _dumps({"error": {"code": "toomanyvalues", "info": info, "limit": MOST_TITLES}})
        if not titles:
            return 200, _JSON, _dumps({"batchcomplete": True})
        return 200, _JSON, _dumps({"batchcomplete": True, "query": self._query(titles, parameters)})

    def _query(self, titles: list[str], parameters: Mapping[str, str]) -> Json:
        normal = {title: title if _INVALID.search(title) else normal_title(title) for title in titles}
        redirects = {t: self._redirects[t] for t in normal.values() if t in self._redirects and "redirects" in parameters}
        pages = dict.fromkeys(redirects.get(title, title) for title in normal.values())
        query: Json = {}
        if renames := [(raw, title) for raw, title in normal.items() if raw != title]:
            query["normalized"] = [{"fromencoded": False, "from": raw, "to": title} for raw, title in renames]
        if redirects:
            query["redirects"] = [{"from": title, "to": to} for title, to in redirects.items()]
        return query | {"pages": [self._page(title, parameters) for title in pages]}

    def _page(self, title: str, parameters: Mapping[str, str]) -> Json:
        if bad := _INVALID.search(title):
            reason = f'The requested page title contains invalid characters: "{bad[0]}".'
            return {"title": title, "invalidreason": reason, "invalid": True}
        if not title:
            reason = "The requested page title is empty or contains only the name of a namespace."
            return {"title": title, "invalidreason": reason, "invalid": True}
        recorded = self._pages.get(title)
        if recorded is None:
            return {"ns": 0, "title": title, "missing": True}
        page = {key: recorded[key] for key in ("pageid", "ns", "title")}
        for prop in _several(parameters.get("prop", "")):
            page |= _property(prop, recorded, parameters)
        return page


def _asked_for(query: str, rows: list[Json]) -> list[Json]:
    """The rows of films, or people, whose ids a query gives; all where it gives none."""
    ids = {*_VALUES.findall(query)}
    subject = "person" if "VALUES ?person" in query else "film"
    return [row for row in rows if not ids or row[subject]["value"].rpartition("/")[2] in ids]


def _property(prop: str, recorded: Json, parameters: Mapping[str, str]) -> Json:
    """One `prop` of a page that exists."""
    if prop == "info":
        address = dict.fromkeys(("fullurl", "canonicalurl"), recorded["canonicalurl"])
        shown = address if "url" in _several(parameters.get("inprop", "")) else {}
        return {key: recorded[key] for key in _INFO} | shown
    if prop == "revisions":
        parts = _several(parameters.get("rvprop", "ids|timestamp"))
        keys = [key for part in parts for key in _REVISION.get(part, ())]
        return {"revisions": [{key: revision[key] for key in keys} for revision in recorded["revisions"]]}
    if prop == "pageprops":
        wanted = _several(parameters.get("ppprop", ""))
        props = {k: v for k, v in recorded.get("pageprops", {}).items() if not wanted or k in wanted}
        return {"pageprops": props} if props else {}
    return {}
