"""What an article is about, so that nothing is read from one on a series, a season, an episode, a game or an album."""

import re
from collections.abc import Iterator

from spiders.families.film_article.words import words
from spiders.formats.html.dom import Element, blocks, squeeze, text_of
from spiders.formats.html.grid import rows_of
from tracker.domain.tables import key

FILM = "film"
_LEAD = 250
"""Characters of the first sentence in which a page says what it is about."""
_IS = re.compile(r"\b(?:is|was|are|were|will be)\s+(?:an?|the|one of the)\s+(.*)", re.IGNORECASE | re.DOTALL)
_WHOSE = re.compile(
    r"\b(?:written|produced|directed|created|developed|based|adapted|starring|which|that|by|from|for|about)\b"
)
"""What comes after the words for what a page is about."""
_PART_OF = re.compile(r"^The\s+(?:\w+[\s-]+){1,3}?(?=(?:season|series|episode)\s+of\b)(.*)", re.IGNORECASE | re.DOTALL)


def other_subject(root: Element, title: str, infobox: Element | None) -> str | None:
    """What an article is about if it is no film, "television series"; None for a film, or where nothing says.

    The title's own note goes first ("(film)"), then the infobox's labels, the short description and the first sentence.

    Args:
        root: the page, with what it hides.
        title: of the page.
        infobox: the one on the film.
    """
    subject = next(filter(None, map(_kind, _statements(root, title, infobox))), FILM)
    return None if subject == FILM else subject


def _statements(root: Element, title: str, infobox: Element | None) -> Iterator[str]:
    """What a page says of its kind, the surest first."""
    yield from re.findall(r"\(([^()]*)\)$", title)
    labels = {key(text_of(cell)) for row in rows_of(infobox) for cell in row} if infobox is not None else set()
    yield from (kind for kind, names in words().other_labels.items() if names & labels)
    short = [squeeze(part.text_content()) for part in root.xpath('//*[contains(@class,"shortdescription")]')]
    yield from sorted(short, key=lambda text: _kind(text) != FILM)  # a page on a play and its film has two
    for block in blocks(root):
        text = squeeze(text_of(block.element))[:_LEAD] if block.kind == "paragraph" else ""
        if match := _PART_OF.search(text) or _IS.search(text):
            yield _WHOSE.split(match[1])[0]
            return


def _kind(text: str) -> str | None:
    """The first kind of work that words name, the longest where several begin together."""
    kinds = [
        (m.start(), -len(m[0]), kind) for kind, pattern in words().subjects.items() for m in pattern.finditer(text)
    ]
    return min(kinds)[2] if kinds else None
