"""Accolades in lists: the body in a heading, a line over the list or the item itself; the result likewise.

An item must give body, category and result; otherwise it is left out and counted, since a list's sentence may say
anything.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from spiders.families.film_article.accolades import MAX_ROWS, About, Accolade, recipients, result_of
from spiders.families.film_article.bodies import find_body, find_category
from spiders.formats.html.dom import Block, Line, Run, lines, plain, squeeze
from tracker.domain.tables import key

MAX_ITEM = 600
"""Characters of an item that can be one; a longer one is prose."""
MAX_LABEL = 90

_BODY_WORD = re.compile(
    r"\b(?:awards?|festival|guild|society|association|circle|globes?|academy|institute|prize|baftas?|oscars?|board|union"
    r"|critics|césars?|goyas?|eddies?|recognition|lists)\b",
    re.IGNORECASE,
)
_RESULT_WORD = (
    r"(?:winners?|won|wins|nominated|nominees?|nominations?|nom|runner[- ]?up|shortlisted|longlisted|pending)"
)
_LEADING = re.compile(rf"^\W*(?P<word>{_RESULT_WORD})\s*(?:[:,;–—-]|\bfor\b|\bthe\b)\s*(?:for\s+)?", re.IGNORECASE)
_TRAILING = re.compile(rf"\s*(?:[,;:–—-]|\s)\s*\(?(?P<word>{_RESULT_WORD})\)?(?:\s*\([^()]*\))?\W*$", re.IGNORECASE)
_BEFORE_MORE = re.compile(rf"\s+[–—-]\s*(?P<word>{_RESULT_WORD})\b(?P<more>[\w\s]{{0,60}})$", re.IGNORECASE)
_BEFORE_FOR = re.compile(rf"\s+(?P<word>{_RESULT_WORD})(?=\s+for\s)", re.IGNORECASE)
_INSIDE = re.compile(rf"(?:\(|,\s*)(?P<word>{_RESULT_WORD})\s*(?=[),])", re.IGNORECASE)
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
_KIND = re.compile(
    r"(?:(?:theatrical |feature |in a )?motion picture|feature film|drama|musical or comedy|comedy or musical"
    r"|musical/comedy|comedy/musical|wide release|limited release|contemporary|period|adapted|original)\b"
    r"\s*(?:drama|musical or comedy|comedy or musical|musical/comedy|film)?(?![\w ])",
    re.IGNORECASE,
)
"""What still belongs to a category after a dash: "Best Actress – Motion Picture Drama"."""
_SEVERAL = re.compile(r"\s*(?:,|;|\band\b|,\s*and)\s+(?=(?:Best|Outstanding|Favorite|Choice)\s)")


@dataclass(frozen=True, slots=True)
class Context:
    """The text above an item: the body's name with its links, and a result."""

    body: str = ""
    links: tuple[str, ...] = ()
    result: str | None = None


@dataclass(slots=True)
class ListReading:
    """The accolades in lists, and the items that could not be read."""

    accolades: list[Accolade] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_lists(
    blocks: Iterable[Block],
    headings: Sequence[str] = (),
    about: About = About(),  # noqa: B008 - frozen
) -> ListReading:
    """The accolades of the lists of one section, whose lines and items are given in order.

    Args:
        blocks: of the section; its headings are left aside.
        headings: the section's own and those above it, the outermost first.
        about: the film.
    """
    reading = ListReading()
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
        found = list(_item(own, context, about))
        if found:
            reading.accolades += found
        else:
            reading.unread.append(text[:200])
    return reading


def _heading(text: str, above: Context) -> Context:
    result = _result_word(text)
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
    result = _result_word(text)
    if (
        result
        and not _BODY_WORD.search(re.sub(r"\bawards?\b", "", text, flags=re.IGNORECASE))
        and "award" not in text.casefold()
    ):
        return replace(over, result=result)
    return _with(section, text, own)


def _with(context: Context, text: str, line: Line) -> Context:
    """A context extended by a label: a result, a body, or both ("79th Academy Awards nominees:")."""
    bare = text.strip(" :")
    result = _result_word(bare)
    name = squeeze(
        re.sub(rf"\b{_RESULT_WORD}\b|[:()]|\bthe following\b|\bfor\b", " ", bare, flags=re.IGNORECASE)
    ).strip(" –—-,")
    links = tuple(dict.fromkeys(run.link for run in line if run.link))
    if find_body(name, links).slug or (_BODY_WORD.search(name) and key(name) not in _PLAIN):
        return Context(name, links, result or context.result)
    return Context(context.body, context.links, result or context.result)


_PLAIN = frozenset(
    {
        "accolades",
        "awards",
        "awards and accolades",
        "awards and honors",
        "awards and honours",
        "awards and nominations",
        "awards nominations and honors",
        "critics",
        "film awards",
        "honors",
        "lists",
        "major awards",
        "nominations",
        "other accolades",
        "other awards",
        "recognition",
        "wins",
    }
)
"""Headings that name no body."""


def _result_word(text: str) -> str | None:
    match = re.search(rf"\b{_RESULT_WORD}\b", text, re.IGNORECASE)
    if match is None or re.search(r"\band nomin|awards? and", text, re.IGNORECASE):
        return None
    return result_of(match[0])


def _item(line: Line, context: Context, about: About) -> Iterator[Accolade]:
    text = squeeze(_LOST.sub("", plain(line)))
    lost = len(text) < len(squeeze(plain(line)))
    links = tuple(dict.fromkeys(run.link for run in line if run.link))
    year = match[1] if (match := _YEAR.match(text)) else None
    if match:
        text = text[match.end() :]
    text, result, printed = _take_result(text)
    rank = _RANK.search(text)
    if result is None and rank:
        text, result, printed = text[: rank.start()], "listed", squeeze(rank[0]).strip(" :–—-")
    result = result or context.result or ("nominated" if lost else None)
    if result is None:
        return
    name, body_links, rest = _take_body(text, links, context)
    if not name or not rest:
        return
    body = find_body(name, body_links)
    if body.slug is None and not _BODY_WORD.search(name):
        return
    stated = int(year) if year else int(found[0]) if (found := _IN_YEAR.search(name)) else body.year
    base = Accolade(
        body=body,
        body_as_printed=name,
        body_link=next(iter(body_links), None),
        category_as_printed=None,
        category=None,
        result=result,
        result_as_printed=printed,
        year=stated,
    )
    for part in _SEVERAL.split(rest):
        label, who = _category(part, said=name != context.body)
        if label is None:
            continue
        people, works = recipients([_relinked(who, line)], about.titles) if who else ([], [])
        targets = tuple(link for link in links if link not in body_links)
        yield replace(
            base,
            category_as_printed=label,
            category=find_category(
                body.slug, label, targets if len(_SEVERAL.split(rest)) == 1 else (), body.number, about.year
            ),
            people=tuple(people),
            works=tuple(works),
        )


def _take_result(text: str) -> tuple[str, str | None, str | None]:
    """An item without the word of its result, the result, and that word."""
    for pattern in (_LEADING, _TRAILING):
        if match := pattern.search(text):
            rest = text[match.end() :] if pattern is _LEADING else text[: match.start()]
            if rest.strip():
                return rest.strip(), result_of(match["word"]), match["word"]
    if match := _BEFORE_MORE.search(text):
        return f"{text[: match.start()]} ({match['more'].strip()})", result_of(match["word"]), match["word"]
    if match := _BEFORE_FOR.search(text):
        return text[: match.start()] + text[match.end() :], result_of(match["word"]), match["word"]
    if match := _INSIDE.search(text):
        return text[: match.start("word")].rstrip(" ,") + text[match.end() :], result_of(match["word"]), match["word"]
    return text, None, None


def _take_body(text: str, links: tuple[str, ...], context: Context) -> tuple[str, tuple[str, ...], str]:
    """The body of an item, its links, and the rest: "Academy Award for Best Actor", "Golden Globes: Best Score"."""
    head, found, rest = _split_once(_FOR, text)
    if found and len(head) <= MAX_LABEL and _names_body(head):
        return re.sub(r"\s*\([^()]*\)\s*$", "", re.sub(r"^the\s", "", head, flags=re.IGNORECASE)).strip(), (), rest
    for pattern in (re.compile(r"\s*:\s+"), re.compile(r"\s+[–—-]\s+"), re.compile(r",\s+")):
        head, found, rest = _split_once(pattern, text)
        if found and rest and len(head) <= MAX_LABEL and (find_body(head).slug or not _CATEGORY.match(head)):
            mine = tuple(link for link in links[:1] if key(link).find(key(head)[:12]) >= 0)
            if find_body(head, mine).slug or (_BODY_WORD.search(head) and not context.body):
                return head, mine, rest
    for slug_head in _heads(text):
        if find_body(slug_head).slug:
            return slug_head, (), text[len(slug_head) :].strip(" :–—-,")
    return (context.body, context.links, text) if context.body else ("", (), "")


def _names_body(head: str) -> bool:
    return bool(
        find_body(head).slug or ("award" in head.casefold() and not re.match(r"best\b|outstanding\b", head, re.I))
    )


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
    while rest and (kind := _KIND.match(rest)):
        label, rest = f"{label} – {kind[0].strip()}", rest[kind.end() :].strip(" :–—-(,")
    if not match:
        label, found, rest = _split_once(re.compile(r",\s+|\s+for\s+"), part)
        if not found:
            rest = ""
    label = squeeze(label).strip(" ,.–—-")
    if (
        not label
        or len(label) > 2 * MAX_LABEL
        or not (_CATEGORY.match(label) or _BODY_WORD.search(label) or (said and label[0].isupper()))
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
        before, found, after = rest.partition(name)
        if found:
            out += [Run(before), Run(name, run.link, run.italic)]
            rest = after
    return (*out, Run(rest))
