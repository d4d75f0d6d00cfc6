"""The body, ceremony and category of a printed name, by the sources' own names and pages."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from spiders.catalogue import family_of, load_sources
from spiders.families.film_article.words import words
from tracker.domain.bodies import Aliases, aliases, bodies
from tracker.domain.categories import categories
from tracker.domain.sources import ListSource
from tracker.domain.tables import key, turned

LAST_YEAR = 2100
"""Pages of ceremonies are told by their titles up to this year."""

_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b((?:19|20)\d\d)(?:[–/-]\d\d(?:\d\d)?)?\b")
_PARENTHESES = re.compile(r"\([^()]*\)")
_ENDS = (" awards", " award", " prizes", " prize", " gala", " film", " films", " movie")
_EPONYM = re.compile(r"^.*\b(?:awards?|prize)\b(?: for)?", re.IGNORECASE)
_NEUTRAL = r"(?:(?:theatrical|motion|pictures?|films?|feature|movies?|cinema)\b\s*)+"
"""A note that says of a category only that it is one for films."""
_STARTS = ("the ", "annual ", "official ")


@dataclass(frozen=True, slots=True)
class Body:
    """A body with what is known: its slug, and the number and year of the printed ceremony."""

    slug: str | None
    number: int | None = None
    year: int | None = None


@cache
def _sources() -> dict[str, ListSource]:
    """The source that holds each body's nominations."""
    sources: dict[str, ListSource] = {}
    for source in load_sources().values():
        if isinstance(source, ListSource) and source.body and family_of(source).nominating:
            sources.setdefault(source.body, source)
    return sources


@cache
def _pages() -> dict[str, tuple[str, int, int]]:
    """Body, number and year of every ceremony by the title of its page."""
    pages: dict[str, tuple[str, int, int]] = {}
    for slug, source in _sources().items():
        rule = source.ceremonies
        for ceremony in rule.known_by(LAST_YEAR) if rule else ():
            pages.setdefault(key(source.page_title(ceremony)), (slug, ceremony.number, ceremony.year))
    return pages


@cache
def _names() -> dict[str, str]:
    """Slugs by the bare forms of every name of a body."""
    names: dict[str, str] = {}
    for slug, body_names in aliases().items():
        for spelling in body_names.tables:
            names.setdefault(_bare(spelling), slug)
    for slug, source in _sources().items():
        names.setdefault(_bare(source.title), slug)
        names.setdefault(_bare(re.sub(r"\{[^}]*\}", " ", source.page or "")), slug)
    return names


def _bare(printed: str) -> str:
    """A body's name without number, year and the word "awards"."""
    text = key(_YEAR.sub(" ", _ORDINAL.sub(" ", printed)))
    for start in _STARTS:
        text = text.removeprefix(start)
    while (shorter := _shorter(text)) != text:
        text = shorter
    return text


def _shorter(text: str) -> str:
    return next((text.removesuffix(end).strip() for end in _ENDS if text.endswith(end)), text)


@lru_cache(maxsize=20_000)
def find_body(printed: str, links: tuple[str, ...] = ()) -> Body:
    """The body that a cell names.

    The page it leads to is asked first, since it names the ceremony too; then the text, without what stands in
    parentheses and with it.
    """
    number = _number(printed)
    for link in links[:2]:
        if page := _pages().get(key(link)):
            return Body(*page)
    year = int(match[1]) if (match := _YEAR.search(printed)) else None
    inside = [part.strip("()") for part in _PARENTHESES.findall(printed)]
    for name in (_PARENTHESES.sub(" ", printed), printed, *links[:2], *inside):
        slug = _names().get(_bare(name))
        if slug:
            number = number or _number(name)
            year = year or (int(found[1]) if (found := _YEAR.search(name)) else None)
            return Body(slug, _plausible(slug, number), year)
    return Body(None, None, year)


def body_of_award(printed: str, links: tuple[str, ...] = ()) -> Body | None:
    """The body of "Academy Award for Best Actor"; None where a name is not of this form."""
    for name in (printed, *links[:2]):
        before, apart, _ = name.partition(" for ")
        if apart and (body := find_body(before)).slug:
            return body
    return None


@cache
def _in_sentences() -> re.Pattern[str]:
    """Every name of a body; a single word only where it is no part of another body's name, as "Academy" is."""
    names = {name: slug for slug, others in aliases().items() for name in others.tables}
    names |= {re.sub(r"\{[^}]*\}", " ", source.title).strip(): slug for slug, source in _sources().items()}
    shared = {
        word: {slug for name, slug in names.items() if word in name.split()} for name in names for word in name.split()
    }
    whole = [name for name in filter(None, names) if " " in name or len(shared[name]) == 1]
    either = "|".join(sorted((re.escape(name).replace("'", "['’]") for name in whole), key=len, reverse=True))
    return re.compile(
        rf"(?:\b\d{{1,3}}(?:st|nd|rd|th)\s+(?:annual\s+)?)?\b(?:{either})(?:\s+(?:awards?|prizes?))?\b", re.I
    )


def body_in(sentence: str, links: tuple[str, ...] = ()) -> str | None:
    """The name of the one body that a sentence tells of, from a link or in words; None where it tells of several."""
    linked = {link: find_body(link) for link in links}
    names = [link for link, body in linked.items() if body.slug] or [m[0] for m in _in_sentences().finditer(sentence)]
    slugs = {find_body(name).slug for name in names}
    return max(names, key=lambda name: find_body(name).number or 0) if len(slugs) == 1 and None not in slugs else None


def _number(printed: str) -> int | None:
    match = _ORDINAL.search(printed)
    return int(match[1]) if match else None


def _plausible(slug: str, number: int | None) -> int | None:
    source = _sources().get(slug)
    rule = source.ceremonies if source else None
    if number is None or rule is None or number < rule.first:
        return None
    return number


def number_in_year(slug: str, year: int) -> int | None:
    """The ceremony that a body held in a calendar year; None if unknown or if it held two."""
    source = _sources().get(slug)
    rule = source.ceremonies if source else None
    if rule is None:
        return None
    numbers = [c.number for c in rule.known_by(year + 1) if c.year == year]
    return numbers[0] if len(numbers) == 1 else None


@lru_cache(maxsize=20_000)
def find_category(
    slug: str | None, printed: str, links: tuple[str, ...] = (), number: int | None = None, year: int | None = None
) -> str | None:
    """The concept of a category's name, or of the page it links to, at a body; None if unknown.

    Args:
        slug: of the body.
        printed: the category as printed.
        links: titles of pages it leads to.
        number: of the ceremony; names change, so it decides what a name meant.
        year: of the film, for want of a number.
    """
    source = _sources().get(slug or "")
    if slug is None or not printed:
        return None
    numbers = _numbers(source, number, year) if source else ()
    own = _own(slug)
    tables = (own.spellings, _general(slug))
    for name, link in [(printed, False), *((target, True) for target in links[:2])]:
        for spelling in dict.fromkeys(
            (name, _without_notes(name), _short(name), _without_body(name, slug), _bare_category(name))
        ):
            if key(spelling) in own.vague:
                continue
            if source and (concept := _declared(source, spelling, numbers, link=link)):
                return concept
            bare = key(spelling)
            for table in tables:
                if concept := table.get(bare) or table.get(bare.removeprefix("best ")) or table.get(_outstanding(bare)):
                    return concept
    return None


@cache
def _category_words() -> frozenset[str]:
    """Every word of a category's name, without the names of people that some bear."""
    declared = (name for source in _sources().values() for name in source.categories)
    shared = (name for category in categories().values() for name in category.names)
    names = (*declared, *shared, *words().category_words)
    return frozenset(word for name in names for word in key(_EPONYM.sub("", name)).split()) - {
        "black",
        "white",
        "young",
    }


def is_category_part(text: str) -> bool:
    """Whether words may belong to a category's name: "Foreign Language", and no person's name or film's title."""
    return bool(key(text)) and all(word in _category_words() for word in key(text).split())


def _without_notes(name: str) -> str:
    """A category without what stands in parentheses, unless that may make it another: "Best Film (Foreign)"."""
    bare = re.sub(rf"(?i)\({_NEUTRAL}\)|\s[–—-]\s{_NEUTRAL}$", " ", name)
    return _PARENTHESES.sub(lambda m: m[0] if is_category_part(m[0]) else " ", bare)


def _bare_category(name: str) -> str:
    """A category without words that its long form adds: "Best Performance by an Actor in a Supporting Role"."""
    return re.sub(
        r"(?i)\bperformance by an? |\b(?:achievement|excellence) in |,? in (?:a|any) motion picture\b", "", name
    )


@cache
def _general(slug: str) -> dict[str, str]:
    """Names of categories that mean the same at every body, as far as this one gives such an award."""
    if slug in bodies() and bodies()[slug].evidence == "festivals":  # a jury's prize there, and no category
        return {}
    source = _sources().get(slug)
    concepts = {category.concept for category in source.categories.values()} if source else set()
    names = turned({concept: category.names for concept, category in categories().items()})
    return {name: concept for name, concept in names.items() if not concepts or concept in concepts}


@dataclass(frozen=True, slots=True)
class _Own:
    """What articles call one body's categories: concepts by spelling, and names that say too little."""

    spellings: dict[str, str]
    vague: frozenset[str]


@cache
def _own(slug: str) -> _Own:
    names = aliases().get(slug, Aliases())
    return _Own(turned(names.categories), frozenset(map(key, names.vague)))


def _short(name: str) -> str:
    """A category without the body's name before it: "Academy Award for Best Actor"."""
    before, separator, after = name.partition(" for ")
    return after if separator and "award" in before.casefold() else name


def _without_body(name: str, slug: str) -> str:
    """A category without the body's bare name before it: "Oscar Best Actor"."""
    at = name.find("Best ")
    return name[at:] if at > 0 and find_body(name[:at]).slug == slug else name


def _outstanding(bare: str) -> str:
    for start in ("outstanding ", "best achievement in ", "achievement in ", "the "):
        bare = bare.removeprefix(start)
    return bare


def _numbers(source: ListSource, number: int | None, year: int | None) -> tuple[int, ...]:
    """Ceremonies that a row may be of: the printed one, those of the film's year and the next, or any."""
    rule = source.ceremonies
    if number is not None or rule is None:
        return () if number is None else (number,)
    if year is not None:
        return tuple(c.number for y in (year, year + 1) for c in rule.of_film_year(y))
    return tuple(c.number for c in rule.known_by(LAST_YEAR)[::-4])[:30]


def _declared(source: ListSource, name: str, numbers: tuple[int, ...], *, link: bool) -> str | None:
    """The one concept that a name stands for at some ceremonies."""
    concepts = {source.categories[n].concept for at in numbers for n in source.meanings(name, at, link=link)}
    return concepts.pop() if len(concepts) == 1 else None
