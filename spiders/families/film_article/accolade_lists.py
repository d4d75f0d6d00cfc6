"""Accolades in lists: the body in a heading, a line over the list or the item itself; the result likewise.

An item must give body, category and result; otherwise it is left out and counted, since a list's sentence may say
anything.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spiders.families.film_article.accolades import (
    MAX_ROWS,
    About,
    Accolade,
    AccoladeReading,
    is_sentence,
    named_body,
    recipients,
)
from spiders.families.film_article.bodies import find_body, find_category, is_category_part
from spiders.families.film_article.layout import BODY_WORD
from spiders.families.film_article.results import RESULT_WORD, heading_result, take_result
from spiders.families.film_article.words import words
from spiders.formats.html.dom import Block, Line, Run, lines, plain, squeeze
from tracker.domain.tables import key

MAX_ITEM = 600
"""Characters of an item that can be one; a longer one is prose."""
MAX_LABEL = 90

_LOST = re.compile(r"\(?\s*\blost to\b[^()]*(?:\([^()]*\)[^()]*)?\)?", re.IGNORECASE)
_YEAR = re.compile(r"^\W*((?:19|20)\d\d)\s*(?:[:–—-]|\s(?=[A-Z]))\s*")
_IN_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RANK = re.compile(r"\s*[:–—-]?\s*(?:#|No\.\s?)(\d{1,3})\b.*$")
_FOR = re.compile(r"\s+for\s+", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:\s[–—-]\s|[–—]|:\s|\s\(|\()\s*")
_CATEGORY = re.compile(
    r"^(?:the\s+)?(?:best|outstanding|achievement|excellence|favou?rite|choice|top\s|special|grand|golden|silver"
    r"|actor|actress|director|film|screenplay|supporting|costume|cinematography|original|adapted|art direction"
    r"|production design|editing|sound|visual|make-?up|score|song|british|newcomer|breakthrough|performance"
    r"|motion picture|picture|foreign|afi)",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\s*(?:[,;]\s*and\b|[,;]|\band\b)\s+(?=(?:the )?(?P<next>Best|Outstanding|Favorite|Choice|[A-Z][^(),;]*(?:\s\()))"
)
"""Before another category of an item: by its word, or after the recipients of the last by having its own."""


@dataclass(frozen=True, slots=True)
class Context:
    """The text above an item: the body's name with its links, and a result."""

    body: str = ""
    links: tuple[str, ...] = ()
    result: str | None = None


def read_lists(
    blocks: Iterable[Block],
    headings: Sequence[str] = (),
    about: About = About(),  # noqa: B008 - frozen
) -> AccoladeReading:
    """The accolades of the lists of one section, whose lines and items are given in order.

    Args:
        blocks: of the section; its headings are left aside.
        headings: the section's own and those above it, the outermost first.
        about: the film.
    """
    reading = AccoladeReading()
    section = Context()
    for heading in headings:
        section = _heading(heading, section)
    over = section
    stack: list[tuple[int, Context]] = []
    for block in blocks:
        if len(reading.accolades) >= MAX_ROWS:
            break
        if block.kind in ("term", "paragraph"):
            stack = []
            over = _labelled(block, over, section)
            continue
        if block.kind != "item":
            continue
        while stack and stack[-1][0] >= block.level:
            stack.pop()
        context = stack[-1][1] if stack else over
        own = tuple(r for line in lines(block.element, nested=False) for r in (*line, Run(" ")))
        text = squeeze(plain(own))
        if block.element.xpath("./ul|./ol|./dl"):
            stack.append((block.level, _with(context, text, own)))
            continue
        if not text or len(text) > MAX_ITEM:
            continue
        entries = list(_items(own, context, about))
        if entries:
            reading.accolades += entries
        else:
            reading.unread.append(text[:200])
    return reading


def _heading(text: str, above: Context) -> Context:
    result = heading_result(text)
    if result and "award" not in text.casefold():
        return replace(above, result=result)
    return _with(above, text, ())


def _labelled(block: Block, over: Context, section: Context) -> Context:
    """The context after a line over a list; a paragraph of prose ends it, unless it is about the same body."""
    own = tuple(r for line in lines(block.element, nested=False) for r in (*line, Run(" ")))
    text = squeeze(plain(own))
    if block.kind == "paragraph" and (len(text) > MAX_LABEL or (not text.endswith(":") and text.count(" ") > 9)):  # noqa: PLR2004
        nominated = re.search(r"\bnominated for the following\b|\bnominations for the following\b", text, re.IGNORECASE)
        if nominated and text.endswith(":"):
            return _with(replace(section, result="nominated"), text[nominated.end() :], own)
        slug = find_body(over.body, over.links).slug if over.body else None
        same = over.body and (over.body in text or (slug and any(find_body(h).slug == slug for h in _heads(text))))
        return replace(over, result=section.result) if same else section
    result = heading_result(text)
    if (
        result
        and not BODY_WORD.search(re.sub(r"\bawards?\b", "", text, flags=re.IGNORECASE))
        and "award" not in text.casefold()
    ):
        return replace(over, result=result)
    return _with(section, text, own)


def _with(context: Context, text: str, line: Line) -> Context:
    """A context extended by a label: a result, a body, or both ("79th Academy Awards nominees:")."""
    bare = text.strip(" :")
    result = heading_result(bare)
    name = squeeze(re.sub(rf"\b{RESULT_WORD}\b|[:()]|\bthe following\b|\bfor\b", " ", bare, flags=re.IGNORECASE)).strip(
        " –—-,"
    )
    links = tuple(dict.fromkeys(run.link for run in line if run.link))
    general = {key(name), key(bare)} & words().general
    body, links = ("", ()) if general else named_body(bare, links) if is_sentence(bare) else named_body(name, links)
    if body:
        return Context(body, links, result or context.result)
    return Context(context.body, context.links, result or context.result)


def _items(line: Line, context: Context, about: About) -> Iterator[Accolade]:
    """The accolades of an item, of which each part after a semicolon may have a result of its own."""
    parts = re.split(r";\s+(?![^()]*\))", squeeze(plain(line)))
    if len(parts) == 1 or sum(take_result(part)[1] is not None for part in parts) < len(parts):
        yield from _item(line, context, about)
        return
    for part in parts:
        for accolade in _item(_relinked(part, line), context, about):
            context = replace(context, body=accolade.body_as_printed, links=())
            yield accolade


def _item(line: Line, context: Context, about: About) -> Iterator[Accolade]:
    text = squeeze(_LOST.sub("", plain(line)))
    is_loss = len(text) < len(squeeze(plain(line)))
    links = tuple(dict.fromkeys(run.link for run in line if run.link))
    year = match[1] if (match := _YEAR.match(text)) else None
    if match:
        text = text[match.end() :]
    text, result, printed = take_result(text)
    rank = _RANK.search(text)
    if result is None and rank:
        text, result, printed = text[: rank.start()], "listed", squeeze(rank[0]).strip(" :–—-")
    result = result or context.result or ("nominated" if is_loss else None)
    if result is None:
        return
    name, body_links, rest = _take_body(text, links, context)
    if not name or not rest:
        return
    body = find_body(name, body_links)
    if body.slug is None and not BODY_WORD.search(name):
        return
    award_year = int(year) if year else int(in_year[0]) if (in_year := _IN_YEAR.search(name)) else body.year
    base = Accolade(
        body=body,
        body_as_printed=name,
        body_link=next(iter(body_links), None),
        category_as_printed=None,
        category=None,
        result=result,
        result_as_printed=printed,
        year=award_year,
    )
    parts = _several(rest)
    for part in parts:
        label, who = _category(part, said=name != context.body)
        if label is None:
            continue
        people, works = recipients([_relinked(who, line)], about.titles) if who else ([], [])
        targets = tuple(link for link in links if link not in body_links)
        yield replace(
            base,
            category_as_printed=label,
            category=find_category(body.slug, label, targets if len(parts) == 1 else (), body.number, about.year),
            people=tuple(people),
            works=tuple(works),
        )


def _several(text: str) -> list[str]:
    """The categories of an item, each with its recipients: "Best Actor (Ann Lee, Bo Ek), David Lean Award (Cy Oz)"."""
    parts, start = [], 0
    for match in _NEXT.finditer(text):
        before = text[start : match.start()]
        inside = before.count("(") > before.count(")")
        if not inside and (before.endswith(")") or match["next"] in _FIRST_WORDS):
            parts.append(before)
            start = match.end()
    return [*parts, text[start:]]


_FIRST_WORDS = frozenset({"Best", "Outstanding", "Favorite", "Choice"})


def _take_body(text: str, links: tuple[str, ...], context: Context) -> tuple[str, tuple[str, ...], str]:
    """The body of an item, its links, and the rest: "Academy Award for Best Actor", "Golden Globes: Best Score"."""
    head, separator, rest = _split_once(_FOR, text)
    inner, colon, award = head.partition(": ")
    if separator and colon and find_body(inner).slug:  # "BAFTA Awards: Alexander Korda Award for Best British Film"
        return inner, (), f"{award} for {rest}"
    if separator and len(head) <= MAX_LABEL and _names_body(head):
        return re.sub(r"\s*\([^()]*\)\s*$", "", re.sub(r"^the\s", "", head, flags=re.IGNORECASE)).strip(), (), rest
    for pattern in (re.compile(r"\s*:\s+"), re.compile(r"\s+[–—-]\s+"), re.compile(r",\s+")):
        head, separator, rest = _split_once(pattern, text)
        if separator and rest and len(head) <= MAX_LABEL and (find_body(head).slug or not _CATEGORY.match(head)):
            mine = tuple(link for link in links[:1] if key(link).find(key(head)[:12]) >= 0)
            if find_body(head, mine).slug or (BODY_WORD.search(head) and not context.body):
                return head, mine, rest
    for slug_head in _heads(text):
        if find_body(slug_head).slug:
            return slug_head, (), text[len(slug_head) :].strip(" :–—-,")
    return (context.body, context.links, text) if context.body else ("", (), "")


def _names_body(head: str) -> bool:
    return bool(find_body(head).slug or (BODY_WORD.search(head) and not _CATEGORY.match(head)))


def _heads(text: str) -> Iterator[str]:
    """Beginnings of an item that end with the word Award: "BAFTA Award Best Actor"."""
    for match in list(re.finditer(r"\bAwards?\b", text))[:2]:
        yield text[: match.end()]


def _split_once(pattern: re.Pattern[str], text: str) -> tuple[str, bool, str]:
    match = pattern.search(text)
    return (text[: match.start()], True, text[match.end() :]) if match else (text, False, "")


def _category(part: str, *, said: bool) -> tuple[str | None, str]:
    """A category and what follows it: names in parentheses, after a dash, a colon or a comma.

    Args:
        part: an item after its body.
        said: whether the item itself names the body, so that what follows must be a category.
    """
    part = part.strip(" ,;.")
    match = _PARTS.search(part)
    label, rest = (part[: match.start()], part[match.end() :]) if match else (part, "")
    while rest and is_category_part(kind := _PARTS.split(rest.replace(",", " ("))[0].strip(" ,).")):
        label, rest = f"{label} – {kind}", rest.removeprefix(kind).strip(" :–—-(),")
    if not match:
        label, separator, rest = _split_once(re.compile(r",\s+|\s+for\s+"), part)
        if not separator:
            rest = ""
    label = squeeze(label).strip(" ,.–—-")
    if (
        not label
        or len(label) > 2 * MAX_LABEL
        or not (_CATEGORY.match(label) or BODY_WORD.search(label) or (said and label[0].isupper()))
    ):
        return None, ""
    return label, re.sub(r"\)\s*,?\s*\(", ", ", rest).strip(" ()–—-:,.")


def _relinked(text: str, line: Line) -> Line:
    """A part of an item as runs again, so that names keep where they lead and titles their italics."""
    out: list[Run] = []
    rest = text
    for run in line:
        name = run.text.strip()
        if not (run.link or run.italic) or not name:
            continue
        before, match, after = rest.partition(name)
        if match:
            out += [Run(before), Run(name, run.link, run.italic)]
            rest = after
    return (*out, Run(rest))
