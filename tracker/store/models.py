"""The tables. A statement is what a source said; it is never changed, only seen again or retracted.

Statement ids are sha256 of the raw values, so that the same words read twice are one statement. When and where
they were read stands on the page, not in the statement.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

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
    """One piece of work: a crawl of a source, a weekly report; the schedule's memory."""

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
    """One (job, slot) that a process has taken, so that no other does it too."""

    __tablename__ = "claim"

    job: Mapped[str] = mapped_column(primary_key=True)
    slot: Mapped[str] = mapped_column(primary_key=True)
    host: Mapped[str]
    process: Mapped[str]
    claimed_at: Mapped[datetime]


class SourceRow(Base):
    """What every citation must say of a source; the source file is the master, this its last reading."""

    __tablename__ = "source"

    name: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str | None]
    title: Mapped[str]
    publisher: Mapped[str]
    family: Mapped[str]
    tier: Mapped[int]
    licence: Mapped[str]


class Import(Base):
    """A file a user brought in: what is needed to read its kept bytes again, and what came of it."""

    __tablename__ = "import"
    __table_args__ = (Index(None, "name"),)

    source: Mapped[str] = mapped_column(ForeignKey("source.name"), primary_key=True)
    """The import's name, with the body where the file speaks of bodies."""
    name: Mapped[str]
    kind: Mapped[str]
    file: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(HASH))
    as_of: Mapped[date]
    imported_at: Mapped[datetime]
    rows: Mapped[int]
    """Rows that were taken in."""
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
    """How the statements now shown were judged when they were read in; None before the first good list."""
    good_run: Mapped[str | None] = mapped_column(ForeignKey("run.id"))
    good_page: Mapped[str | None] = mapped_column(ForeignKey("page.key"))
    checked_at: Mapped[datetime]
    held_on: Mapped[str | None]
    announced_on: Mapped[str | None]
    problems: Mapped[Any | None] = mapped_column(JsonText)
    found: Mapped[int]
    """Entries of the last good list."""


class Statement:
    """Columns of everything a source can say."""

    id: Mapped[str] = mapped_column(String(HASH), primary_key=True)
    ceremony: Mapped[int | None]
    cites: Mapped[Any | None] = mapped_column(JsonText)

    @declared_attr
    def source(cls) -> Mapped[str]:  # noqa: N805
        """Who said it."""
        return mapped_column(ForeignKey("source.name"))

    @declared_attr
    def page(cls) -> Mapped[str]:  # noqa: N805
        """The version of the page in which it was last seen."""
        return mapped_column(ForeignKey("page.key"))

    @declared_attr
    def first_seen_run(cls) -> Mapped[str]:  # noqa: N805
        """The run that read it first."""
        return mapped_column(ForeignKey("run.id"))

    @declared_attr
    def last_seen_run(cls) -> Mapped[str]:  # noqa: N805
        """The last fit run that read it or found its page unchanged."""
        return mapped_column(ForeignKey("run.id"))

    @declared_attr
    def retracted_run(cls) -> Mapped[str | None]:  # noqa: N805
        """The fit run that no longer found it; None while it stands."""
        return mapped_column(ForeignKey("run.id"))


class Nomination(Statement, Base):
    """One nominee entry of one category of one ceremony."""

    __tablename__ = "nomination"
    __table_args__ = (Index(None, "source", "ceremony"), Index(None, "page"))

    body: Mapped[str]
    category: Mapped[str | None]
    category_as_printed: Mapped[str]
    result: Mapped[str] = mapped_column(String(16))
    detail: Mapped[str | None]
    note: Mapped[str | None]
    official: Mapped[bool]
    starred: Mapped[bool]
    announced_on: Mapped[str | None]
    line: Mapped[int | None]
    """Where it stood on the page last; no part of what was said."""


class NominationWork(Base):
    """A film, song or other work of a nomination, in printed order."""

    __tablename__ = "nomination_work"

    statement: Mapped[str] = mapped_column(ForeignKey("nomination.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str]
    link: Mapped[str | None]
    imdb: Mapped[str | None]
    qid: Mapped[str | None]


class NominationPerson(Base):
    """A person of a nomination, in printed order."""

    __tablename__ = "nomination_person"

    statement: Mapped[str] = mapped_column(ForeignKey("nomination.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    link: Mapped[str | None]
    role: Mapped[str | None]


class CeremonyDate(Statement, Base):
    """A date a page states about a ceremony."""

    __tablename__ = "ceremony_date"
    __table_args__ = (Index(None, "source", "ceremony"), Index(None, "page"))

    body: Mapped[str]
    property: Mapped[str]
    value: Mapped[str]
    as_printed: Mapped[str]


class CeremonyField(Statement, Base):
    """What a page shows or says of a ceremony's categories and the sizes of their fields."""

    __tablename__ = "ceremony_field"
    __table_args__ = (Index(None, "source", "ceremony"), Index(None, "page"))

    body: Mapped[str]
    claim: Mapped[str]
    declared: Mapped[str | None]
    category: Mapped[str | None]
    category_as_printed: Mapped[str | None]
    value: Mapped[int | None]
    most: Mapped[int | None]
    official: Mapped[int | None]
    as_printed: Mapped[str | None]
    line: Mapped[int | None]
    """Where it stood on the page last; no part of what was said."""


class Film(Statement, Base):
    """A film of the registry."""

    __tablename__ = "film"
    __table_args__ = (Index(None, "qid"), Index(None, "page"))

    qid: Mapped[str | None]
    imdb: Mapped[str | None]
    title: Mapped[str]
    original_title: Mapped[str | None]
    aliases: Mapped[Any | None] = mapped_column(JsonText)
    year: Mapped[int | None]
    work_kind: Mapped[str | None]
    wikipedia: Mapped[str | None]
    directors: Mapped[Any | None] = mapped_column(JsonText)
    countries: Mapped[Any | None] = mapped_column(JsonText)
    minutes: Mapped[int | None]
    distributor: Mapped[str | None]
    credits: Mapped[Any | None] = mapped_column(JsonText)
    """Craft, name and Wikidata id of each."""
    titles: Mapped[Any | None] = mapped_column(JsonText)
    """Title, sort, language and country of each."""


class Person(Statement, Base):
    """A person of the registry's films."""

    __tablename__ = "person"
    __table_args__ = (Index(None, "qid"), Index(None, "page"))

    qid: Mapped[str]
    imdb: Mapped[str | None]
    name: Mapped[str]
    aliases: Mapped[Any | None] = mapped_column(JsonText)


class Release(Statement, Base):
    """One source's claim about one release date of a film."""

    __tablename__ = "release"
    __table_args__ = (Index(None, "qid"), Index(None, "page"))

    qid: Mapped[str | None]
    date: Mapped[str]
    country: Mapped[str | None]
    event: Mapped[str | None]
    title: Mapped[str | None]
    link: Mapped[str | None]
    imdb: Mapped[str | None]
    film_year: Mapped[int | None]


class Score(Statement, Base):
    """An aggregator's figure for a film."""

    __tablename__ = "score"
    __table_args__ = (Index(None, "qid"), Index(None, "page"))

    qid: Mapped[str | None]
    measure: Mapped[str]
    value: Mapped[float]
    reviews: Mapped[int | None]
    as_of: Mapped[str | None]
    title: Mapped[str | None]
    link: Mapped[str | None]
    imdb: Mapped[str | None]
    film_year: Mapped[int | None]


class TopTen(Statement, Base):
    """In how many critics' year-end lists a film stood."""

    __tablename__ = "top_ten"
    __table_args__ = (Index(None, "page"),)

    title: Mapped[str]
    link: Mapped[str | None]
    imdb: Mapped[str | None]
    qid: Mapped[str | None]
    film_year: Mapped[int]
    lists: Mapped[int]
    of: Mapped[int]


class Eligibility(Statement, Base):
    """What a document says about one film's standing with one body."""

    __tablename__ = "eligibility"
    __table_args__ = (Index(None, "source", "ceremony"), Index(None, "page"))

    body: Mapped[str]
    category: Mapped[str | None]
    title: Mapped[str]
    link: Mapped[str | None]
    imdb: Mapped[str | None]
    qid: Mapped[str | None]
    people: Mapped[Any | None] = mapped_column(JsonText)
    """Name, link and role of each."""
    status: Mapped[str]
    reason: Mapped[str | None]


class Link(Statement, Base):
    """Where a link title leads."""

    __tablename__ = "link"
    __table_args__ = (Index(None, "title"), Index(None, "page"))

    title: Mapped[str]
    canonical: Mapped[str | None]
    qid: Mapped[str | None]
    missing: Mapped[bool]


class Article(Statement, Base):
    """An article of the press, without its text."""

    __tablename__ = "article"
    __table_args__ = (Index(None, "page"),)

    url: Mapped[str]
    title: Mapped[str]
    author: Mapped[str | None]
    published_on: Mapped[str | None]
    language: Mapped[str | None]
    site: Mapped[str]
    words: Mapped[int]
    sketch: Mapped[str]


class Mention(Statement, Base):
    """What an article, or the comments below it, says about one work."""

    __tablename__ = "mention"
    __table_args__ = (Index(None, "page"), Index(None, "qid"))

    title: Mapped[str]
    link: Mapped[str | None]
    imdb: Mapped[str | None]
    qid: Mapped[str | None]
    work_kind: Mapped[str]
    voice: Mapped[str]
    count: Mapped[int]
    crafts: Mapped[Any | None] = mapped_column(JsonText)
    people: Mapped[Any | None] = mapped_column(JsonText)
    missed: Mapped[Any | None] = mapped_column(JsonText)
    reasons: Mapped[Any | None] = mapped_column(JsonText)
    expects: Mapped[Any | None] = mapped_column(JsonText)
    quotations: Mapped[Any | None] = mapped_column(JsonText)
    quoted_for: Mapped[Any | None] = mapped_column(JsonText)
    nominated: Mapped[Any | None] = mapped_column(JsonText)


class FilmFact(Statement, Base):
    """One thing a page states about a film."""

    __tablename__ = "film_fact"
    __table_args__ = (Index(None, "qid"), Index(None, "page"))

    qid: Mapped[str | None]
    property: Mapped[str]
    value: Mapped[str]
    amount: Mapped[float | None]
    currency: Mapped[str | None]
    link: Mapped[str | None]
    note: Mapped[str | None]
    dated: Mapped[str | None]
    title: Mapped[str | None]
    imdb: Mapped[str | None]
    film_year: Mapped[int | None]


class FilmCredit(Statement, Base):
    """One person a page credits with one craft of a film."""

    __tablename__ = "film_credit"
    __table_args__ = (Index(None, "qid"), Index(None, "page"))

    qid: Mapped[str | None]
    craft: Mapped[str]
    craft_as_printed: Mapped[str]
    position: Mapped[int]
    name: Mapped[str]
    link: Mapped[str | None]
    note: Mapped[str | None]
    title: Mapped[str | None]
    imdb: Mapped[str | None]
    film_year: Mapped[int | None]


class Book(Statement, Base):
    """One thing a page states about a book: when it came out, or a prize it won or was listed for."""

    __tablename__ = "book"
    __table_args__ = (Index(None, "page"),)

    title: Mapped[str]
    link: Mapped[str | None]
    authors: Mapped[Any | None] = mapped_column(JsonText)
    """Name, link and role of each."""
    claim: Mapped[str]
    prize: Mapped[str | None]
    prize_as_printed: Mapped[str | None]
    category: Mapped[str | None]
    year: Mapped[int | None]
    quotation: Mapped[str | None]
    line: Mapped[int | None]


class Accolade(Statement, Base):
    """One row of a film's accolades as its article prints them."""

    __tablename__ = "accolade"
    __table_args__ = (Index(None, "qid"), Index(None, "page"))

    qid: Mapped[str]
    body: Mapped[str | None]
    body_as_printed: Mapped[str]
    body_link: Mapped[str | None]
    number: Mapped[int | None]
    year: Mapped[int | None]
    date: Mapped[str | None]
    category: Mapped[str | None]
    category_as_printed: Mapped[str | None]
    result: Mapped[str | None]
    result_as_printed: Mapped[str | None]
    people: Mapped[Any | None] = mapped_column(JsonText)
    """Name, link and note of each."""
    works: Mapped[Any | None] = mapped_column(JsonText)
    """Title, link and ids of each."""
    note: Mapped[str | None]
    line: Mapped[int | None]
    """Which of the article's accolades it was last; no part of what was said."""


class Verdict(Base):
    """One wording of one verdict, from the run that first gave it to the run that gave another."""

    __tablename__ = "verdict"
    __table_args__ = (
        ForeignKeyConstraint(["first_run"], ["run.id"]),
        Index(None, "film_year", "superseded_run"),
    )

    unit: Mapped[str] = mapped_column(String(HASH), primary_key=True)
    """sha256 of body, ceremony, category, level, film and people."""
    first_run: Mapped[str] = mapped_column(primary_key=True)
    last_run: Mapped[str] = mapped_column(ForeignKey("run.id"))
    superseded_run: Mapped[str | None] = mapped_column(ForeignKey("run.id"))
    film_year: Mapped[int]
    as_of: Mapped[date]
    first_seen: Mapped[date]
    """Day on which anything was first said of this unit."""
    last_changed: Mapped[date]
    """Day on which this wording began."""
    meaning: Mapped[str] = mapped_column(String(HASH))
    """sha256 of what makes a wording another one: label, strength, reason, eligibility, status."""
    row: Mapped[Any] = mapped_column(JsonText)
    """The columns of snubs.csv."""


OUR_TABLES = frozenset(Base.metadata.tables)


def ours(name: str | None, type_: str, _parents: object = None) -> bool:
    """Whether autogenerate may look at something: other programs may share the database."""
    return type_ != "table" or name in OUR_TABLES
