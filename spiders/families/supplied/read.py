"""Family `supplied`: CSV files that a user provides, or that come with the archive.

A file of the archive has exactly the header of its schema (`HEADERS`); an imported one has any of the columns of
`columns.yml`, under its own names. Every value is plain text: the titles `1917`, `None`, `NA` and `8½`
are titles. A blank cell means "not known". A row that cannot be read becomes a problem that names the file and the
line, and gives no record.
"""

from pydantic import ValidationError

from spiders.ceremonies.fields import file_claims
from spiders.families.supplied.doubts import refuse_future, scores_that_differ
from spiders.families.supplied.names import titles_quoted
from spiders.families.supplied.placements import is_placement, tallies
from spiders.families.supplied.rows import READERS, ceremony_number
from spiders.families.supplied.sheet import BadInputError, Flaw, Row, Sheet, read_sheet
from spiders.families.supplied.source import SuppliedSource
from tracker.domain.bodies import slug_of
from tracker.domain.errors import ConfigError, problem_in_words
from tracker.domain.facts.records import PageRecord, Record
from tracker.domain.lists.problems import Problem, Severity

_WORK = ("title", "link", "imdb", "qid")
_PEOPLE = ("people", "people_links")
HEADERS: dict[str, tuple[str, ...]] = {
    "nominations": (
        *("ceremony", "category", "result", *_WORK, *_PEOPLE),
        *("starred", "detail", "note", "announced_on", "source_url"),
    ),
    "films": (*_WORK, "distributor", "source_url"),
    "credits": (*_WORK, "craft", *_PEOPLE, "source_url"),
    "top_tens": ("film_year", *_WORK, "lists", "of", "source_url"),
    "eligibility": ("body", "ceremony", "category", "status", *_WORK, *_PEOPLE, "reason", "source_url"),
}
"""The columns of each schema of the archive, in order; docs/supplied.md explains them."""


def read(source: SuppliedSource, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
    """The records of a supplied file, one a row, and a problem for every row that cannot be read.

    Of an imported file with several bodies, only the rows of the source's body are read.

    Args:
        source: its `table` says which schema the file has.
        page: the file.
        body: the file's bytes.

    Raises:
        ConfigError: the source does not say its schema, or has no body where it needs one.
    """
    if source.table is None or (not source.imported and source.table not in HEADERS):
        raise ConfigError(f"{source.name}.yml: table: say one of {', '.join(HEADERS)}")
    return read_rows(source, page, read_sheet(body, source, None if source.imported else HEADERS[source.table]))


def read_rows(source: SuppliedSource, page: PageRecord, sheet: Sheet) -> tuple[list[Record], list[Problem]]:
    """As `read`, for a file already split into rows."""
    records, flaws = _records(source, page, sheet)
    if source.complete:
        records += file_claims(source, page, records)
    mine = [flaw for flaw in sheet.flaws if _is_mine(source, flaw.cells, unknown=True)]
    return records, [_problem(source, page, flaw) for flaw in (*mine, *flaws)]


def _records(source: SuppliedSource, page: PageRecord, sheet: Sheet) -> tuple[list[Record], list[Flaw]]:
    rows = [(line, row) for line, row in sheet.rows if _is_mine(source, row)]
    if source.imported and source.table == "nominations":
        rows = titles_quoted(rows)
    if source.table == "top_tens" and source.imported and any(is_placement(row) for _, row in rows):
        return tallies(source, page, rows)
    read_row = READERS[str(source.table)]
    flaws = []
    by_line: dict[int, list[Record]] = {}
    for line, row in rows:
        try:
            records = read_row(source, page, row, line)
            if source.imported:
                refuse_future(row, page.retrieved_at[:10])
            by_line[line] = records
        except BadInputError as error:
            flaws.append(Flaw(str(error), line, row))
        except ValidationError as error:
            first = error.errors()[0]
            flaws.append(Flaw(f"{'.'.join(map(str, first['loc']))}: {problem_in_words(first['msg'])}", line, row))
    differing = scores_that_differ(by_line) if source.imported else {}
    cells = dict(rows)
    flaws += [Flaw(message, line, cells[line]) for line, message in differing.items()]
    bad = {flaw.line for flaw in flaws}
    return [record for line, of in by_line.items() if line not in bad for record in of], flaws


def _is_mine(source: SuppliedSource, row: Row, *, unknown: bool = False) -> bool:
    """Whether a row is about the source's body; `unknown` answers for a row whose body cannot be told."""
    if not source.imported or source.body is None:
        return True
    return slug_of(row["body"]) == slug_of(source.body) if row.get("body") else unknown


def _problem(source: SuppliedSource, page: PageRecord, flaw: Flaw) -> Problem:
    where = f"{page.title}: line {flaw.line}: " if flaw.line else f"{page.title}: "
    return Problem(
        code="bad_row" if flaw.line else "bad_file",
        message=where + flaw.message,
        severity=Severity.WARN if source.skip_bad and flaw.line else Severity.HOLD,
        page=page.id,
        ceremony=_ceremony_of(source, flaw.cells),
        line=flaw.line,
    )


def _ceremony_of(source: SuppliedSource, cells: Row) -> int | None:
    """The ceremony a bad row belongs to, when at least that can be read."""
    if "ceremony" not in cells:
        return None
    try:
        return ceremony_number(source, cells)
    except BadInputError:
        return None
