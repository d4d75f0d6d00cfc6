"""`datapackage.json` (Frictionless Data Package 1) and `run.json`: the folder's contents and how they were made."""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.domain.cells import is_missing, is_web_address
from tracker.domain.facts.tables import Column, Table, tables
from tracker.export.csvfiles import read_rows, write_table
from tracker.export.forms import WORKBOOK, Form
from tracker.export.last import Files, Made, hash_of
from tracker.export.tables import cell
from tracker.export.typed import Rows, write_json_lines, write_parquet

if TYPE_CHECKING:
    import pandas as pd

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._]+")
_CITED = ("source_url", "source_revision", "revision", "licence")
_STAMP = Column(name="created", type="datetime", about="", example="")  # type: ignore[call-arg]
SECRETS = frozenset({"contact", "database_url", "data_dir", "output_dir"})
"""Settings that reveal who or where the operator is; they never leave the machine."""


@dataclass(frozen=True)
class Provenance:
    """A source of the folder's statements."""

    title: str
    url: str
    licence: str


def provenances(rows: Iterable[Mapping[str, Any]]) -> list[Provenance]:
    """Each page that a row's `source_url` names with its `source` and `licence`, once, sorted."""
    pages = {
        Provenance(str(row["source"]), str(row["source_url"]), "" if is_missing(licence) else str(licence))
        for row in rows
        if not is_missing(row["source"]) and is_web_address(row["source_url"])
        for licence in [row.get("licence")]
    }
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


def blanks(table: Table, rows: Rows) -> dict[str, int]:
    """How many rows of a table name no page, no revision of it and no licence; nothing of a table without pages."""
    cells = {name: at for at, name in enumerate(table.names) if name in _CITED}
    if "source_url" not in cells:
        return {}
    return {"rows": len(rows)} | {name: sum(not row[at] for row in rows) for name, at in cells.items()}


def _write_forms(
    folder: Path, written: Mapping[str, Rows], forms: Collection[Form], *, title: str, version: str, created: datetime
) -> None:
    if Form.XLSX in forms:
        from tracker.export.workbook import write_workbook

        about = {"made": cell(created, _STAMP), "by": f"snubs {version}"}
        write_workbook(folder / WORKBOOK, written, title=title, about=about, created=created)
    for form, write in ((Form.PARQUET, write_parquet), (Form.JSONL, write_json_lines)):
        if form in forms:
            (folder / form).mkdir()
            for name, rows in written.items():
                write(folder / form / f"{name}.{form}", tables()[name], rows)


def write_export(
    folder: Path,
    frames: "Mapping[str, pd.DataFrame]",
    *,
    title: str,
    version: str,
    created: datetime,
    forms: Collection[Form] = (),
    sources: Iterable[Mapping[str, Any]] = (),
    files: Files | None = None,
    made_of: Mapping[str, str] | None = None,
) -> dict[str, int]:
    """Write every table that `frames` holds, as CSV and in other forms, and `datapackage.json`.

    Args:
        folder: an existing folder.
        frames: frame by table name (`snubs`, `nominations`, ...).
        title: for people, for example "Award snubs, films of 2010".
        version: of the program.
        created: aware moment of writing.
        forms: in which the tables are written besides.
        sources: rows that name the pages of the tables; see `provenances`.
        files: those of the folder, which may take over some of the last report.
        made_of: a hash of what each table is made of, where files may be taken over; the form is then the workbook.

    Returns:
        Rows by table name, in the order of the data dictionary.
    """
    files, of_each = files or Files(folder), made_of or {}
    written = {name: _table(folder, name, frames, files, of_each.get(name)) for name in tables() if name in frames}
    of_all = hash_of(title, version, *of_each.values())
    if not (made_of and files.take_over([WORKBOOK], of_all)):
        _write_forms(folder, written, forms, title=title, version=version, created=created)
        if made_of:
            files.note([WORKBOOK], of_all)
    rows = {name: len(of_table) for name, of_table in written.items()}
    pages = provenances(sources)
    licences = _licences(pages)
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "snubs",
        "title": title,
        "version": version,
        "created": cell(created, _STAMP),
        **({"licenses": licences} if licences else {}),
        **({"sources": [{"title": s.title, "path": s.url} for s in pages]} if pages else {}),
        "blank_citations": {name: counts for name in rows if (counts := blanks(tables()[name], written[name]))},
        "resources": [_resource(folder, name, rows) for name in rows],
    }
    write_json(folder / "datapackage.json", package)
    return rows


def _table(folder: Path, name: str, frames: "Mapping[str, pd.DataFrame]", files: Files, made_of: str | None) -> Rows:
    """Write a table, or take it over; gives its rows."""
    path = f"csv/{name}.csv"
    if made_of is None:
        return write_table(folder, name, frames[name])
    if files.take_over([path], made_of):
        return read_rows(folder / path, tables()[name])
    rows = write_table(folder, name, frames[name])
    files.note([path], made_of)
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
    lists: Mapping[str, int],
    held: Sequence[Mapping[str, Any]],
    sources: Sequence[str],
    runs: Sequence[str],
    reliability: Sequence[Mapping[str, Any]] = (),
    files: Mapping[str, Made] | None = None,
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
        lists: how many lists stand in each way.
        held: one mapping for each held list (body, ceremony, problems).
        sources: names of the sources read.
        runs: ids of the runs whose statements are in here.
        reliability: what probabilities said and what came of it, a mapping for each band of them.
        files: what each file is made of, for the next report.
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
        "lists": dict(lists),
        "held": [dict(one) for one in held],
        "reliability": [dict(one) for one in reliability],
        "sources": list(sources),
        "runs": list(runs),
        "files": dict(files or {}),
    }
    write_json(folder / "run.json", record)


def write_json(path: Path, value: Any) -> None:
    """Write indented UTF-8 JSON that ends with a newline."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8")
