"""The one definition of every kind of fact: what a crawl writes, one record a line, strings as printed.

A record is what a page *said*; the page it was read from (address, revision, hash, time) is a `PageRecord`
named by `page` in every other record. Times are UTC ISO 8601 with seconds, days are `YYYY-MM-DD`.

Tables, frames, statement ids and exported columns are derived from these classes (`kinds.py`), so a new field is
written here and nowhere else. The line below a field says what it means. A field whose type allows None or a tuple
may be missing. A field added after its kind says since which migration it is there: `Annotated[..., Since("0009")]`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field, TypeAdapter

from tracker.domain.models import Frozen

MAX_TEXT = 2_000
MAX_ARTICLE = 200_000


@dataclass(frozen=True)
class Since:
    """A field that came after its kind. A statement that leaves it blank has the id that it had before."""

    revision: str
    """Of the migration that added its column."""


@dataclass(frozen=True)
class Mark:
    """How a field is stored, where that is special."""

    identity: bool = True
    """Whether another value makes another statement."""
    any_order: bool = False
    """A list whose order does not matter."""
    kept: bool = True
    table: str = ""
    """A list whose parts are rows of a table of their own."""
    example: str = ""
    """A value as a CSV has it; a field with one is a column of its kind's exported table."""
    parsed_late: bool = False
    """Parts that frames pass on as stored JSON text; `film_cells` reads it on demand."""


Text = Annotated[str, Field(max_length=MAX_TEXT)]
LongText = Annotated[str, Field(max_length=MAX_ARTICLE)]
Names = Annotated[tuple[Text, ...], Mark(any_order=True)]
Cites = Annotated[tuple[Text, ...], Mark(identity=False)]
"""Addresses that the page itself cites."""
Line = Annotated[int | None, Mark(identity=False)]
"""Where it was on the page last."""


class Statement(Frozen):
    """Anything that a page states."""

    table: ClassVar[str]
    since: ClassVar[str] = "0001"
    """The migration that made the table."""
    indexed: ClassVar[str | None] = None
    """A column by which statements are looked up, besides page and ceremony."""
    replaces: ClassVar[str | None] = None
    """Identifies the subject of a statement if a newer statement about it replaces an older one."""
    by_page: ClassVar[bool] = True
    """Whether a page that no longer holds a statement retracts it."""

    page: Annotated[Text, Mark(identity=False)]


class Result(StrEnum):
    """How far an entry came, according to the list."""

    WON = "won"
    NOMINATED = "nominated"
    RUNNER_UP = "runner_up"
    SHORTLISTED = "shortlisted"
    LONGLISTED = "longlisted"
    SELECTED = "selected"
    """Shown by a festival in a section that gives no prize."""


class Origin(StrEnum):
    """Where a page came from."""

    LIVE = "live"
    ARCHIVE = "archive"
    SUPPLIED = "supplied"


class PageRecord(Frozen):
    """One response that was read, kept by the hash of its bytes."""

    kind: Literal["page"] = "page"
    id: Text
    """Unique within a crawl: the canonical page title, the query's name or the file's name."""
    source: Text
    title: Text
    url: Text
    """Where a person can read it."""
    revision: Text | None = None
    revised_at: Text | None = None
    sha256: Text | None = None
    """Of the stored bytes; None for a page that was not downloaded because its revision is known."""
    retrieved_at: Text
    origin: Origin
    ceremony: int | None = None
    missing: bool = False
    unchanged: bool = False


class Work(Frozen):
    """A film, song or other work in an entry: as printed, and the link target that identifies it."""

    title: Text
    link: Text | None = None
    imdb: Text | None = None
    qid: Text | None = None


class Person(Frozen):
    """A person in an entry: as printed, link target, and the role the page gives ("producer", "as Nina Sayers")."""

    name: Text
    link: Text | None = None
    role: Text | None = None


class NominationRecord(Statement):
    """One nominee entry of one category of one ceremony."""

    table = "nomination"
    kind: Literal["nomination"] = "nomination"
    body: Text
    ceremony: int
    category: Text | None
    """Slug from `tracker/data/categories`; None when the source does not declare what is printed."""
    category_as_printed: Text
    result: Annotated[Result, Mark(example="nominated")]
    """How far the entry came; selected: shown by a festival in a section without a prize."""
    works: Annotated[tuple[Work, ...], Mark(table="nomination_work")] = ()
    people: Annotated[tuple[Person, ...], Mark(table="nomination_person")] = ()
    detail: Annotated[Text | None, Mark(example="Toy Story 3")] = None
    """Character, song title, country or place in a list, as printed."""
    note: Text | None = None
    official: Annotated[bool, Mark(example="true")] = True
    """False for what the body itself does not count."""
    starred: bool = False
    """Marked on a longlist as a chapter's own choice (BAFTA, to 2012)."""
    cites: Cites = ()
    """Addresses the entry itself cites."""
    line: Line = None
    announced_on: Text | None = None
    """Day the entry became public, when the source states it for the entry itself."""


class CeremonyRecord(Statement):
    """A date a page states about a ceremony."""

    table = "ceremony_date"
    kind: Literal["ceremony"] = "ceremony"
    body: Text
    ceremony: int
    property: Literal["held_on", "announced_on", "longlist_announced_on"]
    value: Text
    as_printed: Text


class FieldRecord(Statement):
    """What a page shows or states about the categories of a ceremony and the sizes of their fields.

    `given`: the page lists the category. `size`: how many entries it lists there. `stated_categories` and
    `stated_size`: a sentence or the page's own box, which the list may contradict.
    """

    table, since = "ceremony_field", "0008"
    kind: Literal["field"] = "field"
    body: Text
    ceremony: int
    claim: Literal["given", "size", "stated_categories", "stated_size"]
    declared: Text | None = None
    """Name of the category in the source file; None for a claim about all categories together."""
    category: Text | None = None
    category_as_printed: Text | None = None
    value: int | None = None
    """Entries, or categories; the least of a range. None where the claim is that a category was given."""
    most: int | None = None
    """The most of a range ("between five and ten")."""
    official: int | None = None
    """Of a size: entries that the page does not mark as unofficial."""
    as_printed: Text | None = None
    """The words that say it."""
    line: Line = None


NOT_FILMS = ("book", "song", "series")
"""Kinds of work that are never a film, whatever they are called: what a film is based on, sung in it, or part of."""


class FilmCredit(Frozen):
    """A person on a film in a registry that identifies people by id."""

    craft: Text
    """`director`, `screenwriter`, `cast` …, as in `CreditRecord`."""
    name: Text
    qid: Text | None = None


class FilmTitle(Frozen):
    """A title under which a film was released, or its title in a language."""

    title: Text
    sort: Literal["original", "official", "native", "release"]
    """`original` and `official`: stated as the film's title, or as its official name; `native`: its title in its own
    language; `release`: its title in another variety of English, or in the named country."""
    language: Text | None = None
    """Tag as the source writes it, for example `da` or `en-gb`."""
    country: Text | None = None
    """English name of the country it had this title in; None where the source does not say."""


class FilmRecord(Statement):
    """A film of the registry."""

    table, indexed, replaces = "film", "qid", "qid"
    kind: Literal["film"] = "film"
    qid: Text | None
    """None for a film that is known by its IMDb id alone."""
    imdb: Text | None = None
    title: Text
    original_title: Text | None = None
    aliases: Names = ()
    year: int | None = None
    work_kind: Literal["feature", "short", "documentary", "television", "series", "book", "song"] | None = None
    wikipedia: Text | None = None
    directors: Names = ()
    countries: Names = ()
    minutes: int | None = None
    distributor: Text | None = None
    credits: Annotated[tuple[FilmCredit, ...], Mark(parsed_late=True), Since("0006")] = ()
    """Everybody the registry credits, directors included; empty where it names nobody."""
    titles: Annotated[tuple[FilmTitle, ...], Mark(parsed_late=True), Since("0006")] = ()
    """Titles with where they belong; not repeated among `aliases`."""


class PersonRecord(Statement):
    """A person of the registry's films."""

    table, since, indexed, replaces, by_page = "person", "0006", "qid", "qid", False
    kind: Literal["person"] = "person"
    qid: Text
    imdb: Text | None = None
    name: Text
    aliases: Names = ()
    """Other spellings and names."""


class ReleaseRecord(Statement):
    """One source's claim about one release date of a film; claims may conflict."""

    table, indexed = "release", "qid"
    kind: Literal["release"] = "release"
    qid: Text | None
    date: Text
    """`YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as precise as the source."""
    country: Text | None = None
    """English name of the country; None when the source does not say."""
    event: Text | None = None
    """A festival, when the source says the date is a showing there: not a release."""
    cites: Cites = ()
    title: Annotated[Text | None, Since("0002")] = None
    """As printed, where the source names the film otherwise than by its Wikidata id; so are the three below."""
    link: Annotated[Text | None, Since("0002")] = None
    imdb: Annotated[Text | None, Since("0002")] = None
    film_year: Annotated[int | None, Since("0002")] = None


class ScoreRecord(Statement):
    """An aggregator's figure for a film."""

    table, indexed = "score", "qid"
    kind: Literal["score"] = "score"
    qid: Text | None
    measure: Literal["metascore", "tomatometer", "rt_average"]
    value: float
    """metascore and tomatometer 0-100, rt_average 0-10."""
    reviews: int | None = None
    as_of: Text | None = None
    cites: Cites = ()
    title: Annotated[Text | None, Since("0002")] = None
    """As printed, where the source names the film otherwise than by its Wikidata id; so are the three below."""
    link: Annotated[Text | None, Since("0002")] = None
    imdb: Annotated[Text | None, Since("0002")] = None
    film_year: Annotated[int | None, Since("0002")] = None


class FactRecord(Statement):
    """One claim of a page about a film; conflicting claims are all kept."""

    table, since, indexed = "film_fact", "0004", "qid"
    kind: Literal["fact"] = "fact"
    qid: Text | None
    property: Literal[
        "title",
        "imdb",
        "minutes",
        "studio",
        "distributor",
        "country",
        "language",
        "budget",
        "gross",
        "based_on",
        "based_on_author",
        "certificate",
        "genre",
        "company",
        "buzz",
        "subject",
        "accolade",
        "accolade_table",
        "kind",
    ]
    """`subject` says what a page is about if not a film; `accolade` is a row that could not be taken apart; `kind` is
    the kind of the work behind `link`, according to the category of a list, which is the `note`."""
    value: Text
    """As printed; an id for `imdb`, a short quotation for `buzz` (what was written of its chances)."""
    amount: float | None = None
    """Minutes, or units of the currency; the lesser one of a range."""
    currency: Text | None = None
    """The sign as printed."""
    link: Text | None = None
    note: Text | None = None
    """The text in parentheses beside it."""
    dated: Annotated[Text | None, Since("0005")] = None
    """When it was said, as precise as the page tells; None for what holds whenever it is read."""
    cites: Cites = ()
    title: Annotated[Text | None, Since("0005")] = None
    """The film's, as printed, where the page names it otherwise than by its Wikidata id; so are the two below."""
    imdb: Annotated[Text | None, Since("0005")] = None
    film_year: Annotated[int | None, Since("0005")] = None


class CreditRecord(Statement):
    """One person a page credits with one craft of a film."""

    table, since, indexed = "film_credit", "0004", "qid"
    kind: Literal["credit"] = "credit"
    qid: Text | None
    craft: Text
    """`director`, `screenwriter`, `cast` …; the craft that an article's label means."""
    craft_as_printed: Text
    position: int
    name: Text
    link: Text | None = None
    note: Text | None = None
    """"uncredited", "score": as printed."""
    cites: Cites = ()
    title: Annotated[Text | None, Since("0005")] = None
    """The film's, as printed, where the page names it otherwise than by its Wikidata id; so are the two below."""
    imdb: Annotated[Text | None, Since("0005")] = None
    film_year: Annotated[int | None, Since("0005")] = None


class BookRecord(Statement):
    """One claim of a page about a book: its publication, or a prize it won or was listed for."""

    table, since = "book", "0005"
    kind: Literal["book"] = "book"
    title: Text
    link: Text | None = None
    authors: tuple[Person, ...] = ()
    claim: Literal["published", "won", "shortlisted", "longlisted"]
    prize: Text | None = None
    """Slug of `tracker/data/books.yml`; None for when it came out."""
    prize_as_printed: Text | None = None
    category: Text | None = None
    """As printed, where the prize has several."""
    year: int | None = None
    """Of the prize or of publication, as printed; None where the page does not say."""
    quotation: Text | None = None
    """A short one that carries it, where the page is prose."""
    line: Line = None
    cites: Cites = ()


class AccoladeRecord(Statement):
    """One row of a film's accolades: an award or nomination, according to an article."""

    table, since, indexed = "accolade", "0004", "qid"
    kind: Literal["accolade"] = "accolade"
    qid: Text
    body: Text | None
    """Slug; None for a body that no source here reads."""
    body_as_printed: Text
    body_link: Text | None = None
    number: int | None = None
    """Of the body's ceremony, where the row names it."""
    year: int | None = None
    """As printed; a ceremony's or its films', as the article counts."""
    date: Text | None = None
    """Of the ceremony, as printed."""
    category: Text | None
    category_as_printed: Text | None
    result: Literal["won", "nominated", "runner_up", "shortlisted", "longlisted", "listed", "pending"] | None
    result_as_printed: Text | None
    """None where only the cell's colour or the heading tells the result."""
    people: tuple[Person, ...] = ()
    works: tuple[Work, ...] = ()
    """Songs and other works among the recipients, and films by name."""
    note: Text | None = None
    line: Line
    """Its position among the article's accolades, counted from 1."""
    cites: Cites = ()


class TopTenRecord(Statement):
    """The number of critics' year-end lists that name a film."""

    table = "top_ten"
    kind: Literal["top_ten"] = "top_ten"
    film: Work
    film_year: int
    lists: int
    of: int
    """How many lists were counted."""
    cites: Cites = ()


class EligibilityRecord(Statement):
    """A document's statement on one film's eligibility at one body."""

    table = "eligibility"
    kind: Literal["eligibility"] = "eligibility"
    body: Text
    ceremony: int
    category: Text | None = None
    film: Work
    people: tuple[Person, ...] = ()
    status: Literal["eligible", "ineligible", "not_submitted", "not_advanced"]
    reason: Text | None = None
    cites: Cites = ()


class LinkRecord(Statement):
    """Where a link title leads: through redirects to a page, and that page's Wikidata id."""

    table, indexed, replaces, by_page = "link", "title", "title", False
    kind: Literal["link"] = "link"
    title: Text
    canonical: Text | None
    qid: Text | None
    missing: bool = False


class ArticleRecord(Statement):
    """One article of the press. Its text is read and then dropped: it belongs to its publisher."""

    table, since = "article", "0003"
    kind: Literal["article"] = "article"
    url: Text
    title: Text
    author: Text | None = None
    published_on: Text | None = None
    """`YYYY-MM-DD` as the page or its feed states it; None rather than a day that has not come yet."""
    language: Text | None = None
    site: Text
    """Host that published it, without `www.`; the file's name for one that was supplied."""
    words: int
    sketch: Text
    """What near-duplicates have in common: a MinHash of its text, in hexadecimal."""
    text: Annotated[LongText, Mark(kept=False)] = Field(default="", repr=False)
    comments: Annotated[LongText, Mark(kept=False)] = Field(default="", repr=False)
    """From the readers' comments below it; counts less."""


class MentionRecord(Statement):
    """What one article, or the comments below it, say about one work."""

    table, since, indexed = "mention", "0003", "qid"
    kind: Literal["mention"] = "mention"
    work: Work
    work_kind: Literal["film", "book"]
    voice: Literal["article", "comment"]
    count: int
    """How often the work is named."""
    crafts: tuple[Text, ...] = ()
    """Crafts it praises or argues for: slugs of categories, or `acting`."""
    people: tuple[Text, ...] = ()
    """People it praises."""
    missed: tuple[Text, ...] = ()
    """Bodies that gave the film nothing, it says, and for what (`nomination_claims`). Opinion: it decides nothing."""
    nominated: Annotated[tuple[Text, ...], Since("0007")] = ()
    """Nominations and prizes it says the film has, as `nomination_claims` spells them. It decides nothing either."""
    reasons: tuple[Text, ...] = ()
    expects: tuple[Text, ...] = ()
    """Forecasts: `high` or `low`, and the category where one is named (`high:lead_actress`)."""
    quotations: tuple[Text, ...] = ()
    """Short ones that carry the above."""
    quoted_for: tuple[Text, ...] = ()
    """What each is quoted for: crafts, `missed:` and `nominated:` each with a body, `reasons`, `expects`, a space
    between."""


Record = Annotated[
    PageRecord
    | NominationRecord
    | CeremonyRecord
    | FieldRecord
    | FilmRecord
    | PersonRecord
    | ReleaseRecord
    | ScoreRecord
    | FactRecord
    | CreditRecord
    | AccoladeRecord
    | BookRecord
    | TopTenRecord
    | EligibilityRecord
    | LinkRecord
    | ArticleRecord
    | MentionRecord,
    Field(discriminator="kind"),
]
"""Any line of `records.jsonl`."""

RECORD: TypeAdapter[Record] = TypeAdapter(Record)
