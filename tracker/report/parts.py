"""The report as plain data: all that the pages print, in order and in words; templates compute nothing."""

from dataclasses import dataclass, field
from datetime import date, datetime
from math import inf

from tracker.domain.ceremonies import edition
from tracker.domain.figures import share
from tracker.domain.verdicts import LabelWords
from tracker.report.words import label_words, likely, precursors


@dataclass(frozen=True)
class Citation:
    """One page of one revision, numbered in order of first use."""

    number: int
    label: str
    url: str | None
    """An http or https address, else None."""
    revision: str
    """In words: a hash of what was read is no revision."""
    retrieved_at: str
    licence: str
    origin: str


@dataclass(frozen=True)
class Claim:
    """A sentence and the numbers of the citations that carry it."""

    text: str
    cites: tuple[int, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """One row of snubs.csv; blanks are "", None or ()."""

    film_key: str
    film: str
    body: str
    body_title: str
    ceremony: int | None
    category: str
    category_title: str
    level: str
    people: tuple[str, ...]
    label: str
    strength: str
    reason: str
    eligibility: str
    p: float | None
    low: float | None
    high: float | None
    acclaim: float | None
    hits: int | None
    possible: int | None
    near_miss: str
    instead: tuple[str, ...]
    factors: tuple[str, ...]
    sentence: str
    evidence_ids: tuple[str, ...]
    confidence: str
    first_seen: str
    last_changed: str
    status: str
    cites: tuple[int, ...] = ()
    """The list that the verdict was read from, then what speaks for it."""
    list_cites: tuple[int, ...] = ()
    """The list alone."""

    missed: bool = False
    """Whether it tells of a miss."""
    film_acclaim: float | None = None
    """That of its film as a whole at the same body."""
    aside: str = ""
    """What backs a miss, in few words."""
    prize: str = ""
    """Its category as a sentence calls it."""
    news: int | None = None
    """The place of a miss in the season's news, 1 for the biggest story."""
    fresh: bool = False
    """Whether its body announced its nominations within the last week: it is news before all that is older."""
    surprising: bool = False
    """Whether it is a nomination that was less likely than not, of a work that no earlier list of the body named."""
    nominations: int = 0
    """How many official ones the ceremony's list gives the film, in whatever categories."""

    @property
    def unit(self) -> tuple[str, ...]:
        """What it judges, whatever the report says beside it."""
        return self.film_key, self.body, self.category, *self.people

    @property
    def words(self) -> LabelWords:
        """How its label is shown."""
        return label_words(self.label, missed=self.missed)

    @property
    def place(self) -> float:
        """For sorting: misses in the order of news, the week's before the others, all else behind them."""
        if not self.missed or self.news is None:
            return inf
        return self.news / (self.news + 1) if self.fresh else self.news

    @property
    def ground(self) -> str:
        """What backs a miss, where film, award and people stand already."""
        return f"{self.aside[:1].upper()}{self.aside[1:]}." if self.aside else self.sentence

    @property
    def beside(self) -> tuple[str, ...]:
        """What stands beside a miss: its reason where nothing else backs it, figures, how sure it is."""
        parts = (
            "" if self.aside else self.reason,
            self.strength and f"{self.strength} acclaim",
            "" if self.p is None else f"expected {likely(self.p, self.low, self.high)}",
            precursors(self.hits, self.possible) if self.hits is not None and self.possible else "",
            self.near_miss and f"near miss: {self.near_miss}",
            self.confidence and f"confidence {self.confidence}",
        )
        return tuple(filter(None, parts))

    @property
    def ceremony_title(self) -> str:
        """`83rd Academy Awards`."""
        return edition(self.ceremony, self.body_title) if self.ceremony else self.body_title


@dataclass(frozen=True)
class Badge:
    """A label with its count."""

    words: LabelWords
    note: str = ""


@dataclass(frozen=True)
class Finding:
    """A film that leads the report."""

    film: str
    headline: str
    """What the report is called where this film comes first."""
    badges: tuple[Badge, ...]
    claims: tuple[Claim, ...]
    explanation: Claim | None
    """What may explain it; None where no record says anything."""
    measure: str
    """The figures that put it in its place."""
    more: int
    """Misses of the film that no claim tells of."""
    anchor: str


@dataclass(frozen=True)
class ChangeGroup:
    """Changes of one kind."""

    title: str
    claims: tuple[Claim, ...]
    more: int = 0


@dataclass(frozen=True)
class Standing:
    """What is known of one list."""

    body_title: str
    ceremony: str
    kind: str
    state: str
    state_title: str
    as_of: str
    remarks: str
    """What of it is held back, and why."""
    held: bool
    """Whether anything is held back that could be closed."""
    found: int | None
    sentence: str
    cites: tuple[int, ...]


@dataclass(frozen=True)
class NextDate:
    """A day that a list or page names."""

    day: date
    body: str
    body_title: str
    ceremony: int | None
    what: str
    url: str | None


@dataclass(frozen=True)
class Cell:
    """A film at a body."""

    body_title: str
    badges: tuple[Badge, ...]
    reason: str = ""


@dataclass(frozen=True)
class Row:
    """A film in the season table."""

    film: str
    anchor: str | None
    acclaim: float | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class RowGroup:
    """Rows under one heading of the season table."""

    title: str
    about: str
    rows: tuple[Row, ...]
    more: int = 0


@dataclass(frozen=True)
class ChartPoint:
    """One line of a chart."""

    name: str
    """Who or what may be nominated."""
    value: float
    """What the chart's `measure` says: a probability, or an acclaim percentile."""
    low: float | None
    high: float | None
    nominations: int
    status: str
    """`Nominated`, `Missed`, `Not judged a miss`, or `In the running` before there is a list."""
    award: str = ""
    """For what; nothing where each line is a film."""
    told: str = ""
    """Both, as a sentence has them."""

    @property
    def title(self) -> str:
        """Both, as a table has them."""
        return f"{self.name}, {self.award}" if self.award else self.name


@dataclass(frozen=True)
class Chart:
    """A chart's figures and words; drawn by `tracker.report.charts`.

    Where `expected`, each line is a film or person in a category, by probability with its interval; else a film,
    the most acclaimed first, by how many nominations it got.
    """

    title: str
    description: str
    drawn: str
    """What a reader of the drawing must know besides."""
    expected: bool
    measure: str
    axis: str
    points: tuple[ChartPoint, ...]
    two_lines: bool = False
    """Whether the award has a line of its own under each name: where two lines are of one film."""
    below: str = ""
    """What stands below the lines that the description counts, in a sentence; a reader of its table needs that too."""


@dataclass(frozen=True)
class Band:
    """Works whose probability was alike, and what came of them."""

    name: str
    works: int
    said: float
    """The mean of their probabilities."""
    nominated: int

    @property
    def seen(self) -> float:
        """The share that was nominated."""
        return self.nominated / self.works

    @property
    def share(self) -> str:
        """The same in words; a share of all or nothing is none of a probability."""
        return {0.0: "none", 1.0: "all"}.get(self.seen, share(self.seen))


@dataclass(frozen=True)
class Trust:
    """How far the season's probabilities came true."""

    about: str
    """What was checked, or why nothing is said."""
    caption: str
    """Of the drawing."""
    bands: tuple[Band, ...]
    """The likeliest first; none where too few works can be checked."""


@dataclass(frozen=True)
class Step:
    """A rung of the near-miss ladder."""

    name: str
    state: str
    """`reached`, `missed` or `unknown`."""
    detail: str = ""
    cites: tuple[int, ...] = ()


@dataclass(frozen=True)
class ReasonGroup:
    """Categories that share a label and a reason."""

    words: LabelWords
    reason: str
    categories: tuple[str, ...]
    cites: tuple[int, ...]


@dataclass(frozen=True)
class BodySection:
    """A film at one body, in a dossier."""

    title: str
    facts: tuple[tuple[str, str], ...]
    """What holds for the film at this body as a whole: name and value."""
    factors: tuple[str, ...]
    """What goes together with its misses there."""
    ladder: tuple[Step, ...]
    missed: tuple[Verdict, ...]
    """The film as a whole first, then the news first."""
    nominated: tuple[Verdict, ...]
    others: tuple[ReasonGroup, ...]


@dataclass(frozen=True)
class EvidenceLine:
    """One fact of a dossier."""

    claim: str
    family: str
    people: str
    dated: str
    hindsight: str
    """The bodies that had announced before it became known."""
    cites: tuple[int, ...]


@dataclass(frozen=True)
class Dossier:
    """Everything about one film."""

    anchor: str
    film: str
    original_title: str
    year: int | None
    directors: str
    links: tuple[tuple[str, str], ...]
    badges: tuple[Badge, ...]
    bodies: tuple[BodySection, ...]
    evidence: tuple[EvidenceLine, ...]
    evidence_more: int
    cautions: tuple[str, ...]


@dataclass(frozen=True)
class PressError:
    """A claim of an article about a nomination that the body's closed list contradicts."""

    site: str
    published_on: str
    film: str
    body_title: str
    ceremony_year: int | None
    claim: str
    list_says: str
    quotation: str
    cites: tuple[int, ...]
    list_cites: tuple[int, ...]


@dataclass(frozen=True)
class RaceLine:
    """Somebody in the running for an award."""

    who: str
    """People; "" where the award is the film's, or they are many."""
    film: str
    chance: str
    """The probability of a nomination with its interval, or nothing."""
    brief: str
    """Both with the figure alone: `Judi Dench (Philomena) 89%`."""
    named: str
    """Bodies whose lists name the contender."""
    passed_over: str
    """Precursors whose complete list does not."""
    cites: tuple[int, ...]


@dataclass(frozen=True)
class RaceAward:
    """An award whose nominations are still to come."""

    title: str
    lines: tuple[RaceLine, ...]
    more: int
    """Contenders beyond these."""
    worth: str
    """What as many precursors as the likeliest contender has have been worth, in a sentence, or nothing."""
    chart: Chart | None


@dataclass(frozen=True)
class Race:
    """The state of the race for one ceremony."""

    ceremony: str
    season: int
    about: str
    """When it is due, and who has spoken."""
    expected: str
    """How many nominations the films that lead may expect."""
    charted: tuple[RaceAward, ...]
    others: tuple[RaceAward, ...]


@dataclass(frozen=True)
class Report:
    """One issue of the weekly report."""

    season: int
    as_of: date
    generated_at: datetime
    version: str
    run: str
    offline: bool
    headline: str
    standfirst: str
    races: tuple[Race, ...]
    """Of bodies whose nominations are still to come."""
    findings: tuple[Finding, ...]
    order: str
    """What these are ordered by, a sentence without its full stop."""
    aside: str
    """That misses of low confidence would stand among these, a sentence; "" where none would."""
    first: bool
    changes: tuple[ChangeGroup, ...]
    records: tuple[str, ...]
    """What fell or rose at the records desk."""
    lists: str
    """How many lists there are, by how they stand."""
    standings: tuple[Standing, ...]
    held: tuple[Standing, ...]
    dates: tuple[NextDate, ...]
    known_dates: tuple[NextDate, ...]
    """Every day known, also past ones; for the calendar."""
    bodies: tuple[str, ...]
    table: tuple[RowGroup, ...]
    charts: tuple[Chart, ...]
    trust: Trust
    surprises: tuple[Verdict, ...]
    """The nominations that surprise most, the least expected first."""
    surprises_more: tuple[Verdict, ...]
    """The others."""
    press_errors: tuple[PressError, ...]
    press_errors_more: int
    dossiers: tuple[Dossier, ...]
    dossiers_more: int
    labels: tuple[LabelWords, ...]
    rules: tuple[str, ...]
    citations: tuple[Citation, ...]
    verdicts: tuple[Verdict, ...] = field(repr=False, default=())
    """The missed, active or corrected; for the feed."""
