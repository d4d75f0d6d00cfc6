"""Figures of Rotten Tomatoes and Metacritic in an article's prose and tables, each with the number of reviews.

A figure belongs to the aggregator of its clause; one that speaks of an audience, of some critics only, or of another
film is left alone. What a sentence quotes is not read: a consensus may hold numbers of its own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from spiders.families.film_article.words import words
from spiders.formats.html.dom import Line, squeeze
from spiders.formats.html.grid import Row
from tracker.domain.tables import key
from tracker.domain.text.dates import DATE, iso_date
from tracker.domain.text.sentences import sentences

Measure = Literal["metascore", "tomatometer", "rt_average"]

TEN = 10
HUNDRED = 100

MAX_PARAGRAPH = 40_000
NEAR = 3
"""Sentences after the one that names a site which may still speak of it."""

_QUOTED = re.compile(r"[\"“][^\"“”]{0,1500}[\"”]|«[^»]{0,1500}»")
_JOINED = re.compile(r"(?<=[a-z]{3}[.!?])(?=[A-Z][a-z])")
"""Where the space between two sentences was lost."""
_REFERENCE = re.compile(r"\[(?:\d{1,3}|[a-z]{1,2}|note \d+|nb \d+|citation needed|update)\]", re.IGNORECASE)

_ROUGH = re.compile(r"\b(?:below|under|above|over|than|least|nearly|almost|about|around|to)\s*$", re.IGNORECASE)
"""Before a number: it is a bound, and no figure."""
_PERCENT = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d)?)\s?(?:%|percent\b|per\s?cent\b)", re.IGNORECASE)
_OUT_OF = r"(?:(?:meta)?points?\s+)?(?:possible\s+)?out\s+of\s+(?:a\s+)?(?:possible\s+)?"
_OF_TEN = re.compile(
    rf"(?<![\d./])(\d{{1,2}}(?:\.\d{{1,2}})?)\s?(?:/\s?10(?:\.0)?(?!\d)|{_OUT_OF}(?:10|ten)(?!\d))", re.IGNORECASE
)
_OF_HUNDRED = re.compile(
    rf"(?<![\d./])(\d{{1,3}})(?:\s?%)?\s?\)?(?:/\s?100\b|\s?\(?{_OUT_OF}(?:100|one hundred)\b)"
    r"|(?<![\d./])(\d{1,3})\s+(?:points?\s+)?of\s+(?:a\s+)?(?:possible\s+)?100\b",
    re.IGNORECASE,
)
_METASCORE = re.compile(
    r"(?<![\d./])(\d{1,3})(?:\s*\([^)]{0,40}\))?[\s-]+metascore\b"
    r"|\bmetascore\s+(?:rating\s+)?(?:of|is|at|:)?\s*(?:an?\s+)?(\d{1,3})(?![\d.%]|/10\b)",
    re.IGNORECASE,
)
_BARE_SCORE = re.compile(
    r"\b(?:scores?|scored|rating|ratings|rated|grade|average|mean|metascore|tomatometer|it|film|received|has|holds|had"
    r"|with|is)\s+(?:(?:it|the (?:film|movie|picture))\s+)?(?:an?\s+)?"
    r"(?:(?:weighted|normali[sz]ed|average|overall|mean|aggregate|aggregated|critical|metascore|rating|score|total"
    r"|favou?rable|positive)\s+)*"
    r"(?:of|at|is|was|as|:|to)?\s*(?:an?\s+)?(?<![\d.])(\d{1,3}(?:\.\d{1,2})?)"
    r"(?![\d%]|\s?(?:%|percent|per cent|/|out of|million|years?|minutes?|nominations?|awards?|st\b|nd\b|rd\b|th\b)"
    r"|[.,]\d)",
    re.IGNORECASE,
)
_AVERAGE = re.compile(
    r"\b(?:averag(?:e|ing)|mean)\b[^.;\d%]{0,40}?(?<![\d.])(\d(?:\.\d{1,2})?|10)"
    r"(?![\d%]|\s?%|\.\d|\s?(?:/|out of)|\s?(?:percent|reviews|critics))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One aggregator's figure as an article states it."""

    measure: Measure
    value: float
    reviews: int | None = None
    as_of: str | None = None
    """The day, month or year after "as of", ISO 8601."""


def _text(line: Line, own: frozenset[str]) -> tuple[str, list[str]]:
    """A paragraph's text without notes and quotations, and the other titles in italics that it names."""
    parts, titles = [], []
    for run in line:
        if run.italic and run.text.strip():
            bare = key(run.text)
            if bare in own:
                parts.append("\ue004" if len(run.text) == len(run.text.strip()) else "\ue004 ")
                continue
            titles.append(squeeze(run.text))
        parts.append(run.text)
    text = _REFERENCE.sub("", "".join(parts)[:MAX_PARAGRAPH])
    return squeeze(_QUOTED.sub(lambda m: "“”." if m[0][-2:-1] in ".!?" else "“”", text)), titles


def read_prose(paragraphs: Iterable[Line], own_titles: frozenset[str]) -> list[Figure]:
    """Figures of some paragraphs, in order; a later sentence on the same site completes an earlier one."""
    figures: list[Figure] = []
    for line in paragraphs:
        text, titles = _text(line, own_titles)
        about: str | None = None
        since, reviews = 0, None
        for sentence in (part.text.strip() for part in sentences(_JOINED.sub(" ", text))):
            names = _mentions(sentence)
            since = 0 if names else since + 1
            if since > NEAR:
                about = None
            if not names:
                rest = _of_all_critics(sentence)
                if about and not _foreign(rest, titles):
                    _complete(figures, about, rest, reviews)
                if words().others.search(sentence):
                    about = None
                continue
            about = names[-1][1] if names[-1][1] in ("rt", "mc") else None
            reviews = _count(sentence)
            for site, whole in _clauses(sentence, names):
                clause = _of_all_critics(whole)
                if site in ("rt", "mc") and not _foreign(clause, titles, sentence):
                    figures += _rotten(clause) if site == "rt" else _metacritic(clause)
    return figures


def _mentions(sentence: str) -> list[tuple[int, str]]:
    """Where a sentence names a site, and which; neighbours of one site once."""
    mentions = [(m.start(), name) for name, pattern in words().aggregators.items() for m in pattern.finditer(sentence)]
    mentions += [(m.start(), "other") for m in words().others.finditer(sentence)]
    first_of_each: list[tuple[int, str]] = []
    for at, name in sorted(mentions):
        if not first_of_each or first_of_each[-1][1] != name:
            first_of_each.append((at, name))
    return first_of_each


_SCALE = re.compile(
    r"\s?/\s?10{1,2}(?:\.0)?(?!\d)|\b(?:out\s+)?of\s+(?:a\s+)?(?:possible\s+)?10{1,2}\b(?!\s+(?:critics|reviews))"
    r"|(?<!\d)[01]\s?(?:[–-]|to)\s?10{1,2}\b|\b(?:normali[sz]ed\s+)?to\s+100\b",
    re.IGNORECASE,
)
"""The upper end of a scale, which is no number of reviews."""
_CONNECT = re.compile(
    r";|,\s*(?:and|while|whereas|but|as well as|with)\b|,|\band\b|\bwhile\b|\bwhereas\b|\bas well as\b|\bbut\b|—|–\s",
    re.I,
)
_SCORE_LIKE = re.compile(
    rf"{_PERCENT.pattern}|{_OF_HUNDRED.pattern}|{_OF_TEN.pattern}|{_METASCORE.pattern}|{_BARE_SCORE.pattern}",
    re.IGNORECASE,
)


def _clauses(sentence: str, names: Sequence[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """A sentence cut into one clause a site: before a figure that stands before its site, else before the site."""
    start = 0
    for number, (at, site) in enumerate(names):
        if number + 1 == len(names):
            yield site, sentence[start:]
            return
        following, _ = names[number + 1]
        leading = bool(_SCORE_LIKE.search(sentence, start, at))
        joints = [m.start() for m in _CONNECT.finditer(sentence, at, following)]
        cut = joints[-1] if joints else following
        if leading and joints:
            scores = [m.start() for m in _SCORE_LIKE.finditer(sentence, at, following)]
            before = [j for j in joints if scores and j <= scores[-1]]
            cut = before[-1] if before else scores[-1] if scores else cut
        yield site, sentence[start:cut]
        start = cut


def _of_all_critics(clause: str) -> str:
    """A clause up to where it turns to the opinion of an audience or of some critics only."""
    cue = words().some_only.search(clause)
    if cue is None:
        return clause
    cut = max((m.start() for m in _CONNECT.finditer(clause, 0, cue.start())), default=0)
    return clause[:cut]


def _foreign(clause: str, titles: Sequence[str], sentence: str = "") -> bool:
    """Whether a clause is about somebody else's opinion or another film."""
    if words().not_this.search(clause):
        return True
    others = [
        t
        for t in titles
        if t in clause and not words().aggregators["rt"].search(t) and not words().aggregators["mc"].search(t)
    ]
    if not others:
        return False
    own = "\ue004" in (sentence or clause) or re.search(
        r"\b(?:the|this) (?:film|movie|picture)\b|\bit\b", sentence or clause, re.I
    )
    figure = _SCORE_LIKE.search(clause)
    other = min(clause.find(t) for t in others)
    return not own and (figure is None or other < figure.start())


_BASED_ON = (
    r"\bbased (?:up)?on(?:\s+(?:the\s+)?(?:opinions?|reviews|a\s+(?:total|sample|survey)|sample)\s+(?:of|from))?"
    r"\s+(?:a\s+(?:total|sample)\s+of\s+)?(?:\w+\s+)?(\d{1,4})(?![\d.%/]|\s?%)"
)
_WORDS = re.compile(r"(?<=\bon )[a-z]+(?=\s)|(?<=\bfrom )[a-z]+(?=\s)", re.IGNORECASE)
"""Where a number may stand in words: "based on twenty reviews"."""
_FRESH_AND_ROTTEN = re.compile(
    r"(?<!\d)(\d{1,4})\s+(?:fresh|positive)(?:\s+reviews?)?\s*(?:,|and|&|to)?\s*(?:and\s+)?"
    r"(\d{1,4})\s+(?:rotten|negative)",
    re.IGNORECASE,
)


@cache
def _counts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Wordings of a number of reviews, and of "150 of 186 reviews"."""
    nouns = "|".join(map(re.escape, words().count_nouns))
    between = r"(?:(?!(?:out|percent|and|based|on|from|with|at|in|by|rating|score)\b)[a-z'’-]+\s+){0,4}?"
    wordings = (
        rf"(?<![\d.$£€])(\d{{1,4}}|\d,\d{{3}})\+?\s+{between}(?:{nouns})\b(?!['’]?\s+(?:top|year|best|lists?|site|aggreg))",
        r"\bfrom\s+(?:the\s+|a\s+total\s+of\s+)?(\d{1,4})\s+(?:tabulated|counted|collected|surveyed|sampled)\b",
        rf"\b(?:{nouns})\s+(?:from|by|of|counted|counted from|surveyed|collected from)\s+(?:\w+\s+){{0,2}}?"
        r"(\d{1,4})(?![\d.%/]|\s?%)",
        _BASED_ON,
        r"\b(?:sample|total|out) of (?:over |more than )?(\d{1,4})(?![\d.%/]|\s?(?:%|points))",
        r"(?<=\d% of )(\d{1,4})(?![\d.%])",
        r"(?<=\d percent of )(\d{1,4})(?![\d.%])",
    )
    share = rf"(?<![\d.])(\d{{1,4}})\s+(?:of|out\s+of)\s+(?:the\s+)?(\d{{1,4}})\s+(?:\w+\s+){{0,2}}?(?:{nouns})\b"
    return re.compile("|".join(wordings), re.IGNORECASE), re.compile(share, re.IGNORECASE)


def _count(clause: str) -> int | None:
    """How many reviews a clause counts; None when it names no number."""
    bare = _SCALE.sub(" ", _WORDS.sub(lambda m: str(words().number_words.get(m[0].casefold(), m[0])), clause))
    wordings, share = _counts()
    if (of := share.search(bare)) and int(of[1]) <= int(of[2]):
        return int(of[2])
    if parts := _FRESH_AND_ROTTEN.search(bare):
        return int(parts[1]) + int(parts[2])
    match = wordings.search(bare)
    return next(int(group.replace(",", "")) for group in match.groups() if group) if match else None


_AS_OF = re.compile(rf"\bas (?:of|at)\s+({DATE.pattern})", re.IGNORECASE)


def _as_of(clause: str) -> str | None:
    match = _AS_OF.search(clause)
    return iso_date(match[1]) if match else None


def _first(match: "re.Match[str]") -> float:
    return float(next(group for group in match.groups() if group))


def _of_ten(clause: str) -> float | None:
    match = _OF_TEN.search(clause) or _AVERAGE.search(clause)
    return _first(match) if match and _first(match) <= TEN else None


def _shares(clause: str) -> list[float]:
    """Shares of critics who liked the film, in percent."""
    matches = [m for m in _PERCENT.finditer(clause) if not _NEGATIVE.match(clause, m.end())]
    return [float(m[1]) for m in matches if float(m[1]) <= HUNDRED and not _ROUGH.search(clause[: m.start()])]


def _rotten(clause: str) -> list[Figure]:
    """A share of critics, and their average of ten."""
    figures: list[Figure] = []
    reviews, as_of = _count(clause), _as_of(clause)
    if shares := _shares(clause):
        figures.append(Figure("tomatometer", shares[0], reviews, as_of))
    if (average := _of_ten(clause)) is not None:
        figures.append(Figure("rt_average", average, reviews, as_of))
    return figures


_NEGATIVE = re.compile(r"\s(?:of\s\w+\s)?(?:negative|unfavou?rable)\b", re.IGNORECASE)
_USES_SCALE = re.compile(
    r"\b(?:which|that)\s[^.;,\d]{0,60}?(?:out of|of|in the|from|to)\s+(?:\d{1,3}\s*[–-]\s*)?(?:1\s?[–-]\s?)?100\b"
    r"[^,;.]{0,90}?(?:critics|publications|reviews?|films?|ratings?)?\s*,",
    re.IGNORECASE,
)
_TO_HUNDRED = re.compile(
    r"\b[01]\s?(?:–|-|to)\s?100\b|\b(?:rating|score|mean|average|normali[sz]ed|range)\s+(?:to|out of|of)\s+"
    r"(?:a\s+)?(?:1\s?[–-]\s?)?100\b(?! based)",
    re.IGNORECASE,
)


def _metacritic(clause: str) -> list[Figure]:
    """A mean of a hundred, printed as "of 100", as a Metascore, as a percentage or bare.

    What the site's scale is ("which assigns a rating out of 100 to reviews") is taken out before.
    """
    bare = words().aggregators["mc"].sub("Metacritic", clause)
    scaled = _TO_HUNDRED.sub(" ", _USES_SCALE.sub(" , ", bare))
    reviews = _count(scaled)
    for text in dict.fromkeys((scaled, bare)):
        for pattern in (_OF_HUNDRED, _METASCORE, _PERCENT, _BARE_SCORE):
            for match in pattern.finditer(text):
                value = _first(match)
                if value <= HUNDRED and value == int(value) and (value != reviews or pattern is not _BARE_SCORE):
                    return [Figure("metascore", value, reviews, _as_of(clause))]
                if pattern is _BARE_SCORE and value <= TEN and value != int(value):
                    return []  # an average of ten: not this site's
    return []


_SITE_AGAIN = re.compile(r"\b(?:site|website|aggregator|critics|reviews|average|score|rating|film|it)\b", re.IGNORECASE)


def _complete(figures: list[Figure], site: str, sentence: str, earlier_reviews: int | None) -> None:
    """Add what a sentence after the one that named a site says of it: an average, a share, the number of reviews.

    Args:
        figures: those so far; completed in place.
        site: that was named last.
        sentence: without a site's name.
        earlier_reviews: their number in the sentence that named the site.
    """
    if not _SITE_AGAIN.search(sentence) or words().others.search(sentence):
        return
    mine: tuple[Measure, ...] = ("tomatometer", "rt_average") if site == "rt" else ("metascore",)
    have = {figure.measure: figure for figure in figures if figure.measure in mine}
    reviews = _count(sentence)
    share = have.get("tomatometer")
    average = _OF_TEN.search(sentence) if site == "rt" and "rt_average" not in have else None
    if average and _first(average) <= TEN:
        figures.append(Figure("rt_average", _first(average), reviews or (share.reviews if share else None)))
    if site == "rt" and share is None and (shares := _shares(sentence)):
        figures.append(Figure("tomatometer", shares[0], reviews or earlier_reviews))
    elif reviews is not None and _SAMPLE.search(sentence):
        for at, figure in enumerate(figures):
            if figure.measure in mine and figure.reviews is None:
                figures[at] = replace(figure, reviews=reviews)


_SAMPLE = re.compile(r"\bbased (?:up)?on\b|\bsample\b|\bcounted\b", re.IGNORECASE)


def read_score_table(grid: Sequence[Row], own_titles: frozenset[str]) -> list[Figure]:
    """Figures of a table: one row a site ("Rotten Tomatoes | 94%"), or one row a film, of which only the film's own."""
    figures: list[Figure] = []
    for row in grid:
        cells = [cell.text for cell in dict.fromkeys(row) if cell.text]
        if len(cells) == 2 and (site := _site(cells[0])):  # noqa: PLR2004 - a name and its figure
            figures += _cell_figures(site, cells[1])
    if figures:
        return figures
    for at, row in enumerate(grid[:4]):
        sites = {column: site for column, cell in enumerate(row) if (site := _site(cell.text))}
        if not sites:
            continue
        for other in grid[at + 1 :]:
            if other and key(other[0].text) in own_titles:
                for column, site in sites.items():
                    figures += _cell_figures(site, other[column].text)
        break
    return figures


def _site(text: str) -> str | None:
    return next((name for name, pattern in words().aggregators.items() if pattern.match(squeeze(text))), None)


def _cell_figures(site: str, text: str) -> list[Figure]:
    if words().not_this.search(text):
        return []
    bare = _REFERENCE.sub("", text)
    if site == "rt":
        return _rotten(bare)
    match = _OF_HUNDRED.search(bare) or re.match(r"\s*(\d{1,3})(?![\d.])(?!\s*/)", bare)
    return [Figure("metascore", _first(match), _count(bare))] if match and _first(match) <= 100 else []  # noqa: PLR2004


def settle(figures: Sequence[Figure]) -> list[Figure]:
    """Each claim once: of two with one value, the one that counts reviews; different values stay side by side."""
    distinct: dict[tuple[Measure, float], Figure] = {}
    for figure in figures:
        earlier = distinct.get((figure.measure, figure.value))
        if earlier is None or (earlier.reviews is None and figure.reviews is not None):
            distinct[figure.measure, figure.value] = figure
    return list(distinct.values())
