"""Family `wikipedia_film`: a film's rendered article (or a separate list of its accolades) read into claims.

Nothing is settled here: contradictory statements of an article become two claims and a warning that names both.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pydantic import BaseModel, ConfigDict, ValidationError

from spiders.families.film_article.accolade_lists import read_lists
from spiders.families.film_article.accolades import About, Accolade, AccoladeReading, read_table, row_text
from spiders.families.film_article.layout import tells_results
from spiders.families.film_article.scores import Figure, read_prose, read_score_table, settle
from spiders.families.film_article.subject import other_subject
from spiders.families.film_article.words import words
from spiders.formats.html import infobox as box
from spiders.formats.html.dom import (
    ArticleError,
    Block,
    Element,
    Line,
    Run,
    blocks,
    drop_noise,
    lines,
    parse,
    text_of,
    title_of,
)
from spiders.formats.html.grid import read_grid
from spiders.formats.html.infobox import PrintedName
from spiders.formats.html.releases import read_releases
from spiders.formats.html.words import words as labels
from tracker.domain.facts.records import (
    MAX_TEXT,
    AccoladeRecord,
    CreditRecord,
    FactRecord,
    PageRecord,
    Person,
    Record,
    ReleaseRecord,
    ScoreRecord,
    Work,
)
from tracker.domain.lists.problems import Problem, Severity
from tracker.domain.sources import Source
from tracker.domain.tables import key

MAX_CLAIMS = 3_000
"""Claims of one article."""
MAX_NAMED = 20
"""Rows named in one warning."""
_IMDB = re.compile(r"(?:^|//)(?:[a-z]+\.)?imdb\.com/title(?:/tt|\?(?:tt)?)(\d{1,10})(?!\d)", re.IGNORECASE)
"""Older links leave out the number's zeros; ids have at least seven digits."""
_QUALIFIER = re.compile(r"\s*\([^()]*\)\s*$")


class _Parsed(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    title: str
    revid: int = 0
    text: str


class _Stored(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    film: str
    answer: dict[str, _Parsed]


def envelope(film: str, answer: bytes) -> bytes:
    """The stored form of one article: the answer as it came, and the item of the film it was asked for.

    Args:
        film: QID; an article's own where it has one.
        answer: a JSON body of `action=parse`.
    """
    answer_page = json.loads(answer)["parse"]
    page = {name: answer_page[name] for name in ("title", "revid", "text") if name in answer_page}
    return json.dumps({"film": film, "answer": {"parse": page}}, ensure_ascii=False, sort_keys=True).encode()


def list_titles(html: str, title: str = "") -> list[str]:
    """Titles of the separate lists of accolades that a film's article points to from its own accolades.

    Args:
        html: the page.
        title: of the page; one that is no film's leads to none.

    Raises:
        ArticleError: not a page.
    """
    root = parse(html)
    if other_subject(root, title, box.find_infobox(root)):
        return []
    titles: dict[str, None] = {}
    for block in blocks(root):
        if block.kind == "hatnote":
            for link in block.element.xpath(".//a[@href]"):
                to = title_of(link.get("href"))
                if (
                    to
                    and to.startswith(words().accolade_list)
                    and not to.startswith("List of awards and nominations received by the ")
                ):
                    titles[to.partition("#")[0]] = None
    return list(titles)[:3]


def read(source: Source, page: PageRecord, body: bytes) -> tuple[list[Record], list[Problem]]:
    """Claims of one article: facts and credits of the infobox, releases, scores, accolades and the IMDb id.

    Args:
        source: this family's.
        page: the article and its revision.
        body: what `envelope` made.
    """
    try:
        content = _Stored.model_validate_json(body)
        article = content.answer["parse"]
        root = parse(article.text)
    except (ValidationError, KeyError) as error:
        return [], [
            Problem(code="unexpected_answer", message=f"{source.name}: {page.title}: {error}"[:500], page=page.id)
        ]
    except ArticleError as error:
        return [], [Problem(code=error.code, message=f"{page.title}: {error}", severity=Severity.WARN, page=page.id)]
    return _Article(page, content.film, article.title, root).read()


@dataclass
class _Section:
    """A stretch of the article under one heading, with the headings above it."""

    headings: tuple[str, ...]
    blocks: list[Block] = field(default_factory=list)

    @property
    def other_subject(self) -> bool:
        """Whether its figures are about something other than the film."""
        return any(key(heading) in words().other_subject_headings for heading in self.headings)

    @property
    def accolades(self) -> bool:
        """Whether it holds the film's accolades."""
        return any(word in key(heading) for heading in self.headings for word in words().accolade_headings)


def _sections(page_blocks: Iterable[Block]) -> Iterator[_Section]:
    path: list[tuple[int, str]] = []
    section = _Section(())
    for block in page_blocks:
        if block.kind == "heading":
            yield section
            path = [(level, text) for level, text in path if level < block.level]
            path.append((block.level, text_of(block.element)))
            section = _Section(tuple(text for _, text in path))
        section.blocks.append(block)
    yield section


class _Article:
    def __init__(self, page: PageRecord, qid: str, title: str, root: Element) -> None:
        self.page, self.qid, self.title, self.root = page, qid, title, root
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        self.is_list = title.startswith(words().accolade_list)

    def read(self) -> tuple[list[Record], list[Problem]]:
        self._imdb()
        if subject := other_subject(self.root, self.title, box.find_infobox(self.root)):
            self.records.clear()
            self._fact("subject", PrintedName(subject))
            self._warn("not_a_film", f"is about something else: {subject}; nothing is read")
            return self.records, self.problems
        drop_noise(self.root)
        infobox = box.find_infobox(self.root)
        own = self._own_titles(infobox)
        if self.is_list:
            self.records.clear()
        elif infobox is None:  # blanked, damaged or no film's article: what was known stays
            self.records.clear()
            self._warn("no_infobox", "no infobox of a film was found; nothing is read")
            return [], self.problems
        else:
            self._infobox(infobox)
        sections = list(_sections(blocks(self.root)))
        if not self.is_list:
            self._scores(sections, own)
        self._accolades(sections, own)
        self._conflicts()
        return self.records[:MAX_CLAIMS], self.problems

    def _warn(self, code: str, message: str) -> None:
        text = f"{self.page.title}: {message}"
        self.problems.append(Problem(code=code, message=text[:MAX_TEXT], severity=Severity.WARN, page=self.page.id))

    def _own_titles(self, infobox: Element | None) -> frozenset[str]:
        """Comparable forms of the film's titles: the article's, the infobox's, and what follows a colon in them."""
        titles = [self.title, _QUALIFIER.sub("", self.title)]
        if infobox is not None and (shown := box.title_in(infobox)):
            titles.append(shown)
        for start in words().accolade_list:
            titles += [t.removeprefix(start) for t in titles if t.startswith(start)]
        subtitles = [part for t in titles for part in t.split(": ")[1:]]
        return frozenset(key(t) for t in [*titles, *subtitles] if t)

    # --- ids ---

    def _imdb(self) -> None:
        """The id among the external links; of several films, the link with this film's title."""
        texts_of: dict[str, list[str]] = {}
        for section in _sections(_with_links(self.root)):
            if any("external links" in key(h) for h in section.headings):
                for block in section.blocks:
                    for link in block.element.xpath(".//a[@href]"):
                        if match := _IMDB.search(link.get("href") or ""):
                            texts_of.setdefault(f"tt{int(match[1]):07d}", []).append(text_of(link))
        titles = {key(self.title), key(_QUALIFIER.sub("", self.title))}
        of_this_title = {imdb for imdb, texts in texts_of.items() if any(key(t) in titles for t in texts)}
        ids = [imdb for imdb in texts_of if not of_this_title or imdb in of_this_title]
        self.records += [FactRecord(page=self.page.id, qid=self.qid, property="imdb", value=imdb) for imdb in ids]
        if len(ids) > 1:
            self._warn("several_ids", f"names several IMDb ids: {', '.join(ids)}")

    # --- infobox ---

    def _infobox(self, infobox: Element) -> None:
        if title := box.title_in(infobox):
            self._fact("title", PrintedName(title))
        for row in box.fields(infobox):
            label = key(row.label)
            if craft := labels().crafts.get(label):
                self._credits(craft, row)
            elif fact := labels().facts.get(label):
                self._row(fact, row.lines)

    def _credits(self, craft: str, row: box.Field) -> None:
        earlier = {(r.craft, r.name) for r in self.records if isinstance(r, CreditRecord)}
        start = sum(c == craft for c, _ in earlier)
        fresh = [n for n in dict.fromkeys(box.people(row.lines)) if (craft, n.name) not in earlier]
        self.records += [
            CreditRecord(
                page=self.page.id,
                qid=self.qid,
                craft=craft,
                craft_as_printed=row.label,
                position=start + position,
                name=person.name,
                link=person.link,
                note=_cut(person.note),
            )
            for position, person in enumerate(fresh)
        ]

    def _row(self, fact: str, value: Sequence[Line]) -> None:
        if fact == "release":
            self.records += [
                ReleaseRecord(page=self.page.id, qid=self.qid, date=s.date, country=s.country, event=_cut(s.event))
                for s in read_releases(value)
            ]
        elif fact == "minutes":
            for time in box.minutes(value):
                self._fact("minutes", PrintedName(time.printed, None, time.note), amount=time.number)
        elif fact in ("budget", "gross"):
            for sum_ in box.money(value):
                self._fact(fact, PrintedName(sum_.printed, None, sum_.note), amount=sum_.number, currency=sum_.currency)
        elif fact == "based_on":
            for basis in box.based_on(value):
                self._fact(basis.property, basis.named)
        else:
            split = box.companies if fact in ("studio", "distributor") else box.values
            for name in split(value):
                self._fact(fact, name)

    def _fact(self, name: str, named: PrintedName, *, amount: float | None = None, currency: str | None = None) -> None:
        record = FactRecord(
            page=self.page.id,
            qid=self.qid,
            property=name,
            value=named.name[:MAX_TEXT],
            amount=amount,
            currency=currency,
            link=named.link,
            note=_cut(named.note),
        )
        if record not in self.records:
            self.records.append(record)

    # --- reception ---

    def _scores(self, sections: Sequence[_Section], own: frozenset[str]) -> None:
        figures: list[Figure] = []
        for section in sections:
            if section.other_subject:
                continue
            prose = [_flat(b.element) for b in section.blocks if b.kind in ("paragraph", "item")]
            figures += read_prose(prose, own)
            for block in section.blocks:
                if block.kind == "table" and "infobox" not in (block.element.get("class") or ""):
                    figures += read_score_table(read_grid(block.element), own)
        self.records += [
            ScoreRecord(
                page=self.page.id, qid=self.qid, measure=f.measure, value=f.value, reviews=f.reviews, as_of=f.as_of
            )
            for f in settle(figures)
        ]

    # --- accolades ---

    def _accolades(self, sections: Sequence[_Section], own: frozenset[str]) -> None:
        accolades: list[Accolade] = []
        unread: list[str] = []
        shown_in = [int(record.date[:4]) for record in self.records if isinstance(record, ReleaseRecord)]
        year = min(shown_in, default=None)
        tables: list[str] = []
        for section in sections:
            among = section.accolades or (self.is_list and not section.other_subject)
            about = About(own, year, section.headings[-1] if section.headings else "", accolades=among)
            for before, block in zip([None, *section.blocks], section.blocks, strict=False):
                if block.kind == "table":
                    reading = _table(block.element, before, section, about)
                    accolades += reading.accolades
                    unread += reading.unread
                    tables += reading.tables
            if among:
                lists = read_lists(section.blocks, section.headings, about)
                accolades += lists.accolades
                unread += lists.unread
        self.records += [self._accolade(row, accolade) for row, accolade in enumerate(_once(accolades), 1)]
        self._unread("accolade", "rows", unread)
        self._unread("accolade_table", "tables", tables)

    def _unread(self, name: str, what: str, printed: list[str]) -> None:
        """Keep accolades that could not be taken apart as they are printed, and warn of them."""
        for row in printed:
            self._fact(name, PrintedName(row))
        if printed:
            shown = "; ".join(printed[:MAX_NAMED])
            self._warn(f"{name}s_unread", f"{len(printed)} {what} of accolades could not be read: {shown}")

    def _accolade(self, row: int, accolade: Accolade) -> AccoladeRecord:
        return AccoladeRecord(
            page=self.page.id,
            qid=self.qid,
            body=accolade.body.slug,
            body_as_printed=accolade.body_as_printed[:MAX_TEXT],
            body_link=accolade.body_link,
            number=accolade.body.number,
            year=accolade.year,
            date=_cut(accolade.date),
            category=accolade.category,
            category_as_printed=_cut(accolade.category_as_printed),
            result=accolade.result,
            result_as_printed=_cut(accolade.result_as_printed),
            people=tuple(Person(name=n.name, link=n.link, role=_cut(n.note)) for n in accolade.people),
            works=tuple(Work(title=n.name, link=n.link) for n in accolade.works),
            note=_cut(accolade.note),
            line=row,
        )

    def _conflicts(self) -> None:
        """Report contradictory statements of the article."""
        scores: dict[str, set[float]] = {}
        for record in self.records:
            if isinstance(record, ScoreRecord):
                scores.setdefault(record.measure, set()).add(record.value)
        for measure, values in scores.items():
            if len(values) > 1:
                self._warn("conflict", f"gives {measure} as {' and '.join(f'{v:g}' for v in sorted(values))}")
        opens = Counter(r.country for r in self.records if isinstance(r, ReleaseRecord) and r.country and not r.event)
        for country, count in opens.items():
            if count > 1:
                self._warn("conflict", f"gives {count} release dates for {country}")


def _cut(text: str | None) -> str | None:
    return text[:MAX_TEXT] if text else None


def _flat(element: Element) -> Line:
    return tuple(run for line in lines(element, nested=False) for run in (*line, Run(" ")))


def _with_links(root: Element) -> Iterator[Block]:
    """Blocks, and tables' contents: external links may stand in a box."""
    return blocks(root)


def _table(table: Element, before: Block | None, section: _Section, about: About) -> AccoladeReading:
    """The accolades of a table, or of the lists that it sets side by side; a table of neither is named."""
    if table.xpath(".//table") or "infobox" in (table.get("class") or ""):
        return AccoladeReading()  # those inside it are read by themselves
    grid = read_grid(table)
    caption = next((text_of(part) for part in table.xpath("./caption")), "")
    line = text_of(before.element) if before and before.kind in ("paragraph", "term") else ""
    if reading := read_table(grid, replace(about, near=(caption, line))):
        return reading
    if about.accolades and table.xpath(".//li|.//dd"):
        return read_lists([part for cell in table.iter("td") for part in blocks(cell)], section.headings, about)
    rows = [text for row in grid if (text := row_text(row))]
    if not rows or not (tells_results(grid) or (about.accolades and len(rows) > 1)):
        return AccoladeReading()
    return AccoladeReading(tables=[f"{caption or about.heading}: {rows[0][:100]} ({len(rows)} rows)"])


def _once(accolades: Iterable[Accolade]) -> list[Accolade]:
    """Each accolade once: a table and a list of one article may repeat it."""
    return list(dict.fromkeys(accolades))
