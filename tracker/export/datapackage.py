"""`datapackage.json` (Frictionless Data Package 1) and `run.json`: the folder's contents and how they were made."""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from tracker.domain.cells import is_missing, is_web_address
from tracker.domain.facts.tables import Column, Table, tables
from tracker.export.csvfiles import write_table
from tracker.export.forms import Form
from tracker.export.tables import cell
from tracker.export.typed import Rows, write_json_lines, write_parquet
from tracker.export.workbook import write_workbook

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._]+")
_STAMP = Column(name="created", type="datetime", about="", example="")  # type: ignore[call-arg]
SECRETS = frozenset({"contact", "database_url", "data_dir", "output_dir"})
"""Settings that reveal who or where the operator is; they never leave the machine."""


@dataclass(frozen=True)
class Provenance:
    """A source of the folder's statements."""

    title: str
    url: str
    licence: str


def provenances(frames: Iterable[pd.DataFrame]) -> list[Provenance]:
    """Each source page named by any row of any frame, once, sorted."""
    pages: set[Provenance] = set()
    for frame in frames:
        if not {"source", "source_url"} <= set(frame.columns):
            continue
        cited = frame.reindex(columns=["source", "source_url", "licence"]).drop_duplicates()
        for source, url, licence in cited.itertuples(index=False):
            if not is_missing(source) and is_web_address(url):
                pages.add(Provenance(str(source), str(url), "" if is_missing(licence) else str(licence)))
    return sorted(pages, key=lambda one: (one.title, one.url, one.licence))


def _field(column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    if column.required:
        limits["required"] = True
    if column.allowed:
        limits["enum"] = list(column.allowed)
    field = {"name": column.name, "type": column.kind, "description": column.about, "example": column.example}
    return field | ({"constraints": limits} if limits else {})


ONCE = {"films": ("film_key",)}
"""Keys of tables that have one row where an edition has one a season."""


def _keys(table: Table, written: Collection[str]) -> dict[str, Any]:
    """What names a row of a table, and the rows of other written tables that it refers to."""
    key = ONCE.get(table.name, table.key)
    refers = {other: list(ONCE.get(other, columns)) for other, columns in table.refers.items() if other in written}
    foreign = [
        {"fields": columns, "reference": {"resource": other, "fields": columns}} for other, columns in refers.items()
    ]
    return ({"primaryKey": list(key)} if key else {}) | ({"foreignKeys": foreign} if foreign else {})


def _resource(folder: Path, name: str, written: Collection[str]) -> dict[str, Any]:
    table, path = tables()[name], folder / "csv" / f"{name}.csv"
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256")
    return {
        "name": name,
        "title": table.title,
        "description": table.about,
        "path": f"csv/{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest.hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
        | _keys(table, written),
    }


def _licences(sources: Sequence[Provenance]) -> list[dict[str, str]]:
    names = sorted({source.licence for source in sources} - {""})
    return [{"name": _NOT_IN_NAMES.sub("-", name).strip("-") or "other", "title": name} for name in names]


def blanks(frame: pd.DataFrame, columns: Iterable[str]) -> dict[str, int]:
    """How many rows of a table name no page, no revision of it and no licence; nothing of a table without pages."""
    cells = [name for name in columns if name in ("source_url", "source_revision", "revision", "licence")]
    if not ("source_url" in cells and set(cells) <= set(frame.columns)):
        return {}
    return {"rows": len(frame)} | {name: int((frame[name].isna() | frame[name].eq("")).sum()) for name in cells}


def _write_forms(
    folder: Path, written: Mapping[str, Rows], forms: Collection[Form], *, title: str, version: str, created: datetime
) -> None:
    if Form.XLSX in forms:
        about = {"made": cell(created, _STAMP), "by": f"snubs {version}"}
        write_workbook(folder / "snubs.xlsx", written, title=title, about=about, created=created)
    for form, write in ((Form.PARQUET, write_parquet), (Form.JSONL, write_json_lines)):
        if form in forms:
            (folder / form).mkdir()
            for name, rows in written.items():
                write(folder / form / f"{name}.{form}", tables()[name], rows)


def write_export(
    folder: Path,
    frames: Mapping[str, pd.DataFrame],
    *,
    title: str,
    version: str,
    created: datetime,
    forms: Collection[Form] = (),
) -> dict[str, int]:
    """Write every table that `frames` holds, as CSV in both dialects and in other forms, and `datapackage.json`.

    Args:
        folder: an existing folder.
        frames: frame by table name (`snubs`, `nominations`, ...).
        title: for people, for example "Award snubs, films of 2010".
        version: of the program.
        created: aware moment of writing.
        forms: in which the tables are written besides.

    Returns:
        Rows by table name, in the order of the data dictionary.

    Raises:
        ConfigError: a form needs a library that is not installed.
    """
    written = {name: write_table(folder, name, frames[name]) for name in tables() if name in frames}
    _write_forms(folder, written, forms, title=title, version=version, created=created)
    rows = {name: len(of_table) for name, of_table in written.items()}
    sources = provenances(frames[name] for name in rows)
    licences = _licences(sources)
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "snubs",
        "title": title,
        "version": version,
        "created": cell(created, _STAMP),
        **({"licenses": licences} if licences else {}),
        **({"sources": [{"title": s.title, "path": s.url} for s in sources]} if sources else {}),
        "blank_citations": {name: counts for name in rows if (counts := blanks(frames[name], tables()[name].names))},
        "resources": [_resource(folder, name, rows) for name in rows],
    }
    write_json(folder / "datapackage.json", package)
    return rows


def settings_digest(settings: Mapping[str, Any]) -> str:
    """SHA-256 of the settings that affect the result, without `SECRETS`; equal digests mean equal rules."""
    open_settings = {key: value for key, value in settings.items() if key not in SECRETS}
    return hashlib.sha256(json.dumps(open_settings, sort_keys=True, default=str).encode()).hexdigest()


def write_run(
    folder: Path,
    *,
    version: str,
    settings: Mapping[str, Any],
    season: int | None,
    as_of: date,
    generated_at: datetime,
    offline: bool,
    rows: Mapping[str, int],
    numbered: int,
    held: Sequence[Mapping[str, Any]],
    sources: Sequence[str],
    runs: Sequence[str],
) -> None:
    """Write `run.json`.

    Args:
        folder: the folder being written.
        version: of the program.
        settings: all settings; only a digest without `SECRETS` is written.
        season: film year; None for an export of all seasons.
        as_of: day up to which evidence counts.
        generated_at: aware moment of writing.
        offline: whether the bundled archive stood in for the network.
        rows: rows by table, as `write_export` returns them.
        numbered: films of the season of which nothing but a number is on record.
        held: one mapping for each held list (body, ceremony, problems).
        sources: names of the sources read.
        runs: ids of the runs whose statements are in here.
    """
    record = {
        "program": "snubs",
        "version": version,
        "season": season,
        "as_of": as_of.isoformat(),
        "generated_at": cell(generated_at, _STAMP),
        "offline": offline,
        "settings_sha256": settings_digest(settings),
        "rows": dict(rows),
        "films_known_by_number": numbered,
        "held": [dict(one) for one in held],
        "sources": list(sources),
        "runs": list(runs),
    }
    write_json(folder / "run.json", record)


def write_json(path: Path, value: Any) -> None:
    """Write indented UTF-8 JSON that ends with a newline."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8")
