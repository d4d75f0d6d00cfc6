"""The tables. A statement is never changed, only seen again or retracted.

Tables of statements are derived from `tracker.domain.facts.records`. Their ids are sha256 of the raw values, so that
the same words read twice are one statement. The page, not the statement, holds when and where they were read.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeEngine

from tracker.domain.facts import kinds
from tracker.domain.facts.kinds import Kind, Part, Type
from tracker.store.types import JsonText, UtcDateTime

HASH = 64
"""Characters of a sha256 in hexadecimal."""


class Base(DeclarativeBase):
    """All tables; every constraint has a name from the first migration on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        int: Integer,
        float: Float,
        bool: Boolean,
        datetime: UtcDateTime,
        date: Date,
    }


def _one_of(column: str, *values: str) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


class Run(Base):
    """One piece of work, such as a crawl or a weekly report; the schedule's memory."""

    __tablename__ = "run"
    __table_args__ = (
        CheckConstraint(_one_of("status", "running", "done", "held", "failed"), name="status"),
        Index(None, "job", "source", "started_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    job: Mapped[str]
    slot: Mapped[str | None]
    """The period the work is for, as its claim names it."""
    source: Mapped[str | None]
    status: Mapped[str] = mapped_column(String(16))
    host: Mapped[str]
    process: Mapped[str]
    """Process id and, where the system tells it, its start: a reused id is another process."""
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    exit_code: Mapped[int | None]
    reason: Mapped[str | None]
    stats: Mapped[Any | None] = mapped_column(JsonText)


class Claim(Base):
    """A (job, slot) taken by one process, so that no other repeats it."""

    __tablename__ = "claim"

    job: Mapped[str] = mapped_column(primary_key=True)
    slot: Mapped[str] = mapped_column(primary_key=True)
    host: Mapped[str]
    process: Mapped[str]
    claimed_at: Mapped[datetime]


class DatabaseOrigin(Base):
    """What crawls have filled the database from: one row from the first of them on, none before."""

    __tablename__ = "database_origin"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint(_one_of("origin", "live", "archive"), name="origin"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    origin: Mapped[str] = mapped_column(String(16))


class SourceRow(Base):
    """The citation data of a source, copied from the last reading of its source file."""

    __tablename__ = "source"

    name: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str | None]
    title: Mapped[str]
    publisher: Mapped[str]
    family: Mapped[str]
    tier: Mapped[int]
    licence: Mapped[str]


class Import(Base):
    """A user's imported file: how to read its stored bytes again, and the outcome."""

    __tablename__ = "import"
    __table_args__ = (Index(None, "name"),)

    source: Mapped[str] = mapped_column(ForeignKey("source.name"), primary_key=True)
    """The import's name, with the body if the file names bodies."""
    name: Mapped[str]
    kind: Mapped[str]
    file: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(HASH))
    as_of: Mapped[date]
    imported_at: Mapped[datetime]
    rows: Mapped[int]
    """Imported rows."""
    left_out: Mapped[int]
    """Rows that could not be read and were left out on request."""
    definition: Mapped[Any] = mapped_column(JsonText)
    """How the file is to be read; keys as in `jobs.steps.importing.imports.Definition`."""


class Page(Base):
    """One version of one page: statements cite the version in which they were last seen."""

    __tablename__ = "page"
    __table_args__ = (Index(None, "source", "id"),)

    key: Mapped[str] = mapped_column(String(HASH), primary_key=True)
    """sha256 of source, id, revision and content."""
    source: Mapped[str] = mapped_column(ForeignKey("source.name"))
    id: Mapped[str]
    title: Mapped[str]
    url: Mapped[str]
    revision: Mapped[str | None]
    revised_at: Mapped[str | None]
    sha256: Mapped[str | None] = mapped_column(String(HASH))
    """Of the stored bytes; None where the page does not exist."""
    retrieved_at: Mapped[str]
    """ISO 8601 as the crawl wrote it."""
    origin: Mapped[str] = mapped_column(String(16))
    ceremony: Mapped[int | None]
    missing: Mapped[bool]
    checked_at: Mapped[datetime]
    """When the source last confirmed that this is its page."""


class CeremonyList(Base):
    """What is known of one list of a body: gate G2 reads it. Registries have one row without a ceremony."""

    __tablename__ = "ceremony_list"
    __table_args__ = (
        CheckConstraint(_one_of("state", "fit", "held", "trial", "missing"), name="state"),
        CheckConstraint(_one_of("good_state", "fit", "trial"), name="good_state"),
        Index(None, "source", "ceremony"),
    )

    key: Mapped[str] = mapped_column(primary_key=True)
    """Source, body and ceremony in one, because two of them may be empty."""
    source: Mapped[str] = mapped_column(ForeignKey("source.name"))
    body: Mapped[str | None]
    ceremony: Mapped[int | None]
    year: Mapped[int | None]
    film_year: Mapped[int | None]
    kind: Mapped[str]
    """`nominations`, `shortlisted`, `longlisted`, `eligibility` or `registry`."""
    state: Mapped[str] = mapped_column(String(16))
    good_state: Mapped[str | None] = mapped_column(String(16))
    """The judgement of the statements now shown when they were ingested; None before the first good list."""
    good_run: Mapped[str | None] = mapped_column(ForeignKey("run.id"))
    good_page: Mapped[str | None] = mapped_column(ForeignKey("page.key"))
    checked_at: Mapped[datetime]
    held_on: Mapped[str | None]
    announced_on: Mapped[str | None]
    problems: Mapped[Any | None] = mapped_column(JsonText)
    unread: Mapped[Any | None] = mapped_column(JsonText)
    """Categories that no reading has closed, each with its name, concept and whatever text of it there is."""
    found: Mapped[int]
    """Entries of the last good list."""


_TYPES: dict[Type, type[TypeEngine[Any]] | TypeEngine[Any]] = {
    "text": Text,
    "code": String(16),
    "int": Integer,
    "float": Float,
    "bool": Boolean,
    "list": JsonText,
    "rows": JsonText,
}


_CEREMONY, _FILM = ("body", "ceremony"), (("imdb",), ("link",))
_ASKED: dict[str, tuple[tuple[str, ...], ...]] = {
    "nomination": (_CEREMONY,),
    "works": _FILM,
    "field": (_CEREMONY,),
    "eligibility": (_CEREMONY, *_FILM),
    "top_ten": (("film_year",), *_FILM),
    "film": (("year",), ("imdb",), ("wikipedia",)),
    "release": (("imdb",),),
    "score": (("imdb",),),
}
"""By what a season's statements, and what else is said of its films, are looked up (`tracker.store.frames`)."""


def _table(kind: Kind) -> Table:
    """The table of a kind of statement: its values, source and page, and the runs that bound it."""
    lookups = [("page",), *([("source", "ceremony")] if kind.ceremonial else []), *_ASKED.get(kind.name, ())]
    if kind.record.indexed:
        lookups.append((kind.record.indexed,))
    return Table(
        kind.table,
        Base.metadata,
        Column("id", String(HASH), primary_key=True),
        Column("ceremony", Integer),
        Column("cites", JsonText),
        Column("source", Text, ForeignKey("source.name"), nullable=False),
        Column("page", String(HASH), ForeignKey("page.key"), nullable=False),
        *(Column(name, Text, ForeignKey("run.id"), nullable=False) for name in ("first_seen_run", "last_seen_run")),
        Column("retracted_run", Text, ForeignKey("run.id")),
        *(Column(column.name, _TYPES[column.type], nullable=column.optional) for column in kind.own),
        *(Index(None, *columns) for columns in lookups),
    )


def _part_table(kind: Kind, part: Part) -> Table:
    """The works or people of a statement, in printed order."""
    return Table(
        part.table,
        Base.metadata,
        Column("statement", String(HASH), ForeignKey(f"{kind.table}.id"), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        *(Column(column.name, _TYPES[column.type], nullable=column.optional) for column in part.columns),
        *(Index(None, *columns) for columns in _ASKED.get(part.name, ())),
    )


STATEMENTS = {kind.name: _table(kind) for kind in kinds.STATEMENTS.values()}
"""The table of each kind of statement. `retracted_run` is the fit run that no longer found it; None while it stands."""
PARTS = {part.name: _part_table(kind, part) for kind in kinds.STATEMENTS.values() for part in kind.parts}
"""Tables of what a nomination lists: `works` and `people`."""


class Verdict(Base):
    """One wording of one verdict, from the run that first gave it to the run that gave another."""

    __tablename__ = "verdict"
    __table_args__ = (ForeignKeyConstraint(["first_run"], ["run.id"]), Index(None, "film_year", "superseded_run"))

    unit: Mapped[str] = mapped_column(String(HASH), primary_key=True)
    """sha256 of body, ceremony, category, level, film and people."""
    first_run: Mapped[str] = mapped_column(primary_key=True)
    last_run: Mapped[str] = mapped_column(ForeignKey("run.id"))
    superseded_run: Mapped[str | None] = mapped_column(ForeignKey("run.id"))
    film_year: Mapped[int]
    as_of: Mapped[date]
    first_seen: Mapped[date]
    """Day of the first verdict on this unit."""
    last_changed: Mapped[date]
    """Day on which this wording began."""
    meaning: Mapped[str] = mapped_column(String(HASH))
    """sha256 of the values that distinguish a wording: label, strength, reason, eligibility, status."""
    row: Mapped[Any] = mapped_column(JsonText)
    """The columns of snubs.csv."""


OUR_TABLES = frozenset(Base.metadata.tables)


def ours(name: str | None, type_: str, _parents: object = None) -> bool:
    """Whether autogenerate may look at something: other programs may share the database."""
    return type_ != "table" or name in OUR_TABLES
