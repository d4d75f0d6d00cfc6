"""A film page's contents, gathered before they become records."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from spiders.formats.html import infobox as box
from spiders.formats.html.dom import Run, squeeze
from spiders.formats.html.releases import Showing, read_releases
from tracker.domain.facts.records import MAX_TEXT
from tracker.domain.titles.comparable import title_key

IMDB = re.compile(r"imdb\.com/title/(tt\d{7,10})(?!\d)", re.IGNORECASE)
QID = re.compile(r"wikidata\.org/(?:wiki|entity)/(Q[1-9]\d{0,12})(?!\d)", re.IGNORECASE)
_TITLE_YEAR = re.compile(r"^(.*?)\s*[(\[](?:[^()\d]{0,20}\s)?((?:18|19|20)\d\d)[)\]]")
_CHARACTER = re.compile(r"\s+(?:as|\.{2,}|…)\s+", re.IGNORECASE)


@dataclass
class FilmFacts:
    """A page's statements about its film, before they become records."""

    title: str = ""
    year: int | None = None
    imdb: str | None = None
    qid: str | None = None
    credits: dict[tuple[str, str], tuple[str, str | None]] = field(default_factory=dict)
    """By craft and name: the label as printed and a note."""
    facts: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    """By property and value: amount, note, when it was said."""
    releases: dict[Showing, None] = field(default_factory=dict)
    prose: list[tuple[str, str | None]] = field(default_factory=list)
    """Running text, each paragraph with when it was written."""

    @property
    def crafts(self) -> set[str]:
        """Crafts that the page credits."""
        return {craft for craft, _ in self.credits}

    def credit(self, craft: str, printed: str, name: str, note: str | None = None) -> None:
        """Note a person of a craft."""
        name, _, role = _CHARACTER.sub("\0", name, count=1).partition("\0")
        if name:
            self.credits.setdefault((craft, name[: box.MAX_NAME]), (printed, note or role or None))

    def fact(self, name: str, value: str, **more: Any) -> None:
        """Note a fact."""
        if value:
            self.facts.setdefault((name, value[:MAX_TEXT]), more)

    def add_releases(self, texts: Sequence[str], country: str | None = None) -> None:
        """Note the days in some texts; `country` is where they are said to be, unless a text says it itself."""
        for showing in read_releases([(Run(text),) for text in texts]):
            if country and showing.country is None and showing.event is None:
                showing = Showing(showing.date, country)  # noqa: PLW2901 - the label names the place
            self.releases[showing] = None

    def note_ids(self, address: str) -> None:
        """Note the id in an address of IMDb or Wikidata; the first one of each stays."""
        if self.imdb is None and (match := IMDB.search(address)):
            self.imdb = match[1].lower()
        if self.qid is None and (match := QID.search(address)):
            self.qid = match[1].upper()

    def named(self, text: str) -> None:
        """Title and year of a heading such as "Title (2010)"; a year alone does not change a title that is known."""
        match = _TITLE_YEAR.match(text)
        title = squeeze(match[1] if match else text)[:300]
        if not self.title:
            self.title = title
        if match and self.year is None and title_key(title) == title_key(self.title):
            self.year = int(match[2])
