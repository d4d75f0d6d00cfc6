"""A film page's lines: labelled credits and facts, the list of release dates, talk of awards in prose."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from spiders.families.press.film_pages.facts import FilmFacts
from spiders.families.press.film_pages.layout import PageLine
from spiders.families.press.film_pages.words import words
from spiders.formats.html import infobox as box
from spiders.formats.html.dom import Line, Run, plain, squeeze
from spiders.formats.html.releases import read_releases
from tracker.domain.tables import key
from tracker.domain.text.parties import parties
from tracker.domain.text.sentences import sentences
from tracker.prose.reading import quotation

_PROSE = 12
"""Words from which a line is prose."""
_BARE = 5
"""Words that an unlabelled line in the block of facts has at most."""
_COMPANIES = re.compile(r"\s*(?:,(?!\s*(?:Inc|Ltd|LLC)\b)|;|•|·|\s/\s)\s*")
_YEAR = re.compile(r"(?<!\d)((?:18|19|20)\d\d)(?!\d)")


def read_lines(film: FilmFacts, page: Sequence[PageLine]) -> None:
    """Read a page line by line: labels with their values, lists of release dates, bare facts, and prose."""
    dates, said_in, bare = False, None, list[PageLine]()
    for number, line in enumerate(page):
        label = line.label or (key(line.text) if line.parts else "")
        if line.kind == "heading":
            _facts_block(film, bare)
            dates, said_in, bare = key(line.text) in words().release_headings, _year_of(line.text), []
            if number == 1:  # a day right below the title
                film.add_releases([line.text])
            continue
        if _labelled(film, label, line):
            continue
        if dates and len(line.text.split()) < _PROSE:
            film.add_releases([line.text])
        elif len(line.text.split()) >= _PROSE:
            head, _, rest = line.text.partition(":") if line.label else ("", "", line.text)
            said_in = _year_of(head) if head else said_in
            film.prose.append((rest.strip(), said_in))
        elif line.kind == "item" and not line.label:
            bare.append(line)
    _facts_block(film, bare)
    _talk(film)


def _year_of(text: str) -> str | None:
    """The year that a heading or label names; several say nothing."""
    years = set(_YEAR.findall(text))
    return years.pop() if len(years) == 1 else None


def _labelled(film: FilmFacts, label: str, line: PageLine) -> bool:
    """Read a line by its label; gives whether the label is known."""
    printed = line.text.partition(":")[0]
    if craft := words().crafts.get(label):
        for person in box.people(line.value):
            film.credit(craft, printed, person.name, person.note)
        return True
    if label in words().release_headings:
        film.add_releases([plain(part) for part in line.value])
        return True
    fact = words().facts.get(label) or ("release" if "release" in label.split() else None)
    if fact is None:
        return False
    _fact(film, fact, line.value, _place_in(label))
    return True


_RELEASE_WORDS = ("release", "date", "dates", "released", "theatrical")


def _place_in(label: str) -> str | None:
    """The country of a label such as "UK release date"."""
    bare = " ".join(word for word in label.split() if word not in _RELEASE_WORDS)
    return parties().country(bare)


def _fact(film: FilmFacts, fact: str, value: Sequence[Line], place: str | None) -> None:
    printed = [squeeze(plain(line)) for line in value]
    if fact == "release":
        film.add_releases(printed, place)
    elif fact in _READ:
        _READ[fact](film, value)
    else:
        for text in printed:
            for name in _COMPANIES.split(text):
                film.fact(fact, squeeze(name))


def _minutes(film: FilmFacts, value: Sequence[Line]) -> None:
    for time in box.minutes(value):
        film.fact("minutes", time.printed, amount=time.number, note=time.note)


def _money(fact: str, film: FilmFacts, value: Sequence[Line]) -> None:
    for sum_ in box.money(value):
        film.fact(fact, sum_.printed, amount=sum_.number, currency=sum_.currency, note=sum_.note)


def _source_work(film: FilmFacts, value: Sequence[Line]) -> None:
    for basis in box.based_on(value):
        if basis.property != "based_on" or key(basis.named.name) not in words().nameless_sources:
            film.fact(basis.property, basis.named.name, note=basis.named.note)


def _certificate(film: FilmFacts, value: Sequence[Line]) -> None:
    codes = words().certificates
    for text in map(plain, value):
        film.fact("certificate", codes.get(key(text)) or codes.get(key(text.strip().partition(" ")[0])) or "")


def _year(film: FilmFacts, value: Sequence[Line]) -> None:
    film.year = film.year or next((int(year) for line in value if (year := _year_of(plain(line)))), None)


_READ: Mapping[str, Callable[[FilmFacts, Sequence[Line]], None]] = {
    "minutes": _minutes,
    "budget": partial(_money, "budget"),
    "gross": partial(_money, "gross"),
    "based_on": _source_work,
    "certificate": _certificate,
    "year": _year,
}


def _facts_block(film: FilmFacts, bare: Sequence[PageLine]) -> None:
    """Unlabelled items beside a running time: certificate, genre and company, by what they look like."""
    shown = [line.text.rstrip(" ,;") for line in bare]
    times = {text: time for text in shown for time in box.minutes([(Run(text),)]) if len(text.split()) <= _BARE}
    if not times:
        return
    for text in shown:
        parts = key(text).split()
        if text in times:
            film.fact("minutes", text, amount=times[text].number)
        elif code := words().certificates.get(key(text)):
            film.fact("certificate", code)
        elif parts and set(parts) <= words().genres:
            film.fact("genre", text)
        elif 0 < len(parts) <= _BARE and not read_releases([(Run(text),)]):
            film.fact("company", text)


def _talk(film: FilmFacts) -> None:
    """What was written of the film's chances, a sentence each, with when."""
    for text, said_in in film.prose:
        for sentence in sentences(text):
            if words().buzz.search(sentence.text):
                film.fact("buzz", quotation(sentence.text.strip(' "“”')), dated=said_in)
