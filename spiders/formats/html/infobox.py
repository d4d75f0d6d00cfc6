"""The infobox of a film article: makers, releases, costs and the work it is based on.

Rows are found by their labels; labels missing from `words.yml` are ignored.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spiders.formats.html.dom import Element, Line, Run, lines, plain, squeeze, text_of
from spiders.formats.html.grid import rows_of
from spiders.formats.html.words import words
from spiders.formats.names import whole_names
from tracker.domain.tables import key

MAX_NAME = 120
_LEAST_LABELS = 2

_MARK = "\ue000{}\ue001"
_MARKED = re.compile("\ue000(\\d+)\ue001")
_NOTE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_APART = re.compile(r"\s*(?:,(?!\s*(?:Inc|Ltd|LLC)\b)|;|/|•|·|\s&(?=\s)|(?<!\w)and(?=\s)|(?<!\w)with(?=\s))\s*")
_LEADING = re.compile(r"^(?:and|with|&|by)\s+", re.IGNORECASE)
_COMPANY_APART = re.compile(r"\s*(?:;|•|·|\s/\s)\s*")
_VALUE_APART = re.compile(r"\s*(?:,|;|/|•|·|\s&(?=\s)|(?<!\w)and(?=\s))\s*")
_MINUTES = re.compile(r"(\d{1,4}(?:\.\d+)?)\s*(?:[-–]\s*\d{1,4}\s*)?(?:min\b|mins\b|minutes?\b|m\b|′)", re.IGNORECASE)
_HOURS = re.compile(r"(\d{1,2})\s*(?:h\b|hrs?\b|hours?\b)(?:[,\s]*(?:and\s+)?(\d{1,2})\s*(?:m\b|min\w*))?", re.I)
_AMOUNT = re.compile(
    r"(?P<low>\d{1,3}(?:[,\s]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s*(?P<lowscale>million|millon|billion|thousand|crore|lakh|m|bn|k)\b)?"
    r"(?:\s*(?:–|-|—|to)\s*\D{0,3}(?P<high>\d[\d,]*(?:\.\d+)?))?"
    r"(?:\s*(?P<scale>million|millon|billion|thousand|crore|lakh|m|bn|k)\b)?",
    re.IGNORECASE,
)
_SCALE = {
    "million": 1e6, "millon": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "thousand": 1e3, "k": 1e3, "crore": 1e7,
    "lakh": 1e5,
}  # fmt: skip
_BY = re.compile(r"(?:^|\s)by(?=\s|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A name as printed, where it leads, and what is noted beside it."""

    name: str
    link: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One row of the infobox."""

    label: str
    lines: tuple[Line, ...]
    element: Element


def find_infobox(root: Element) -> Element | None:
    """The infobox of the film: the table with the most labels of a film, the first of several; None without any."""
    best, most = None, _LEAST_LABELS - 1
    for table in root.xpath('//table[contains(@class,"infobox")]'):
        labels = {key(text_of(head)) for row in rows_of(table) for head in row if head.tag == "th"}
        count = len(labels & words().film_labels)
        if count > most:
            best, most = table, count
    return best


def title_in(infobox: Element) -> str | None:
    """The infobox's title: the first header cell without a value, or the caption."""
    for caption in infobox.xpath("./caption"):
        if text := text_of(caption):
            return text[:MAX_NAME]
    for row in rows_of(infobox):
        if [cell.tag for cell in row] == ["th"]:
            return text_of(row[0])[:MAX_NAME] or None
    return None


def fields(infobox: Element) -> Iterator[Field]:
    """Rows with a label and a value, in order."""
    for row in rows_of(infobox):
        head = next((cell for cell in row if cell.tag == "th"), None)
        value = next((cell for cell in row if cell.tag == "td"), None)
        if head is not None and value is not None:
            yield Field(squeeze(text_of(head))[:MAX_NAME], tuple(lines(value)), value)


def _marked(line: Line) -> tuple[str, list[Run]]:
    """A line's text with a mark in place of each link, so that no name is cut inside a link."""
    links: list[Run] = []
    parts = []
    for run in line:
        if run.link or (run.italic and run.text.strip()):
            lead = run.text[: len(run.text) - len(run.text.lstrip())]
            tail = run.text[len(run.text.rstrip()) :]
            parts.append(lead + _MARK.format(len(links)) + tail)
            links.append(Run(run.text.strip(), run.link, run.italic, run.bold, run.small))
        else:
            parts.append(run.text.replace("\ue000", "").replace("\ue001", ""))
    return "".join(parts), links


def _shown(text: str, links: Sequence[Run]) -> str:
    def show(match: re.Match[str]) -> str:
        number = int(match[1])
        return links[number].text if number < len(links) else ""

    return squeeze(_MARKED.sub(show, text))


def _named(text: str, links: Sequence[Run]) -> PrintedName | None:
    notes = [_shown(a or b, links) for a, b in _NOTE.findall(text)]
    bare = _LEADING.sub("", squeeze(_NOTE.sub(" ", text)))
    bare, alias, other = bare.partition(" credited as ")
    if alias:
        notes.append("credited as " + _shown(other, links))
    name = _shown(bare, links).strip(' ,;:–-"“”')
    targets = [links[int(n)].link for n in _MARKED.findall(bare) if int(n) < len(links) and links[int(n)].link]
    if not name or len(name) > MAX_NAME or not any(c.isalpha() for c in name) or key(name) in words().nobody:
        return None
    return PrintedName(name, targets[0] if targets else None, "; ".join(filter(None, notes)) or None)


def people(value: Sequence[Line]) -> list[PrintedName]:
    """The people of a credit; a line such as "Uncredited:" is a note on those after it."""
    return _list(value, _APART)


def companies(value: Sequence[Line]) -> list[PrintedName]:
    """The companies of a row, one a line; their names may hold commas and "and"."""
    return _list(value, _COMPANY_APART)


def values(value: Sequence[Line]) -> list[PrintedName]:
    """Countries or languages."""
    return _list(value, _VALUE_APART)


def _list(value: Sequence[Line], apart: re.Pattern[str]) -> list[PrintedName]:
    entries: list[PrintedName] = []
    over: str | None = None
    for line in value:
        text, links = _marked(line)
        head, colon, rest = text.partition(":")
        if colon and not _MARKED.search(head) and len(head) < 40 and "(" not in head:  # noqa: PLR2004 - a heading
            over, text = squeeze(head), rest
        if not text.strip() or key(text) in words().nobody:
            continue
        if text.lstrip().startswith("(") and entries and not _NOTE.sub("", text).strip(" ,;"):
            note = squeeze(_shown(text, links).strip(" ()"))
            entries[-1] = PrintedName(
                entries[-1].name, entries[-1].link, "; ".join(filter(None, (entries[-1].note, note)))
            )
            continue
        if text.lstrip().startswith(("(", "[")):  # "(additional music by A and B)": a note without a name before it
            remark, names = _opened(text, links)
            entries += [PrintedName(n.name, n.link, remark) for n in names]
            continue
        hidden = {m[0]: _HIDE.format(i) for i, m in enumerate(_NOTE.finditer(text))}
        for inner, sign in hidden.items():
            text = text.replace(inner, sign, 1)
        for piece in whole_names(apart.split(text)):
            for inner, sign in hidden.items():
                piece = piece.replace(sign, inner, 1)  # noqa: PLW2901
            if name := _named(piece, links):
                entries.append(name if over is None else PrintedName(name.name, name.link, name.note or over))
    return entries


_HIDE = "\ue002{}\ue003"


def _opened(text: str, links: Sequence[Run]) -> tuple[str | None, list[PrintedName]]:
    inner = text.strip(" ()[]")
    before, by, after = inner.partition(" by ")
    if not by:
        return None, []
    names = [person for piece in whole_names(_APART.split(after)) if (person := _named(piece, links))]
    return squeeze(_shown(before, links)) or None, names


# --- amounts ---


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed amount: the number, its currency's sign and any note beside it."""

    printed: str
    number: float | None
    currency: str | None = None
    note: str | None = None


def minutes(value: Sequence[Line]) -> list[Amount]:
    """Running times, each with the version it belongs to."""
    times = []
    for line in value:
        text = squeeze(plain(line))
        notes = "; ".join(filter(None, (a or b for a, b in _NOTE.findall(text)))) or None
        match, hours = _MINUTES.search(text), _HOURS.search(text)
        number = float(match[1]) if match else None
        if hours and (match is None or hours.start() < match.start()):
            number = int(hours[1]) * 60.0 + int(hours[2] or 0)
        if number:
            times.append(Amount(text, number, note=notes))
    return times


def money(value: Sequence[Line]) -> list[Amount]:
    """Sums of a budget or of receipts, with the sign of the currency; a sum in parentheses is a note."""
    return [amount for line in value if (amount := _sum(squeeze(plain(line))))]


def _sum(text: str) -> Amount | None:
    bare = squeeze(_NOTE.sub(" ", text)) or text
    sign = next((c for c in words().currencies if c.casefold() in bare.casefold()), None)
    match = _AMOUNT.search(bare)
    if sign is None or match is None:
        return None
    scale = _SCALE.get((match["lowscale"] or match["scale"] or "").casefold(), 1.0)
    number = round(float(re.sub(r"[,\s]", "", match["low"])) * scale, 2)
    note = "; ".join(squeeze(a or b) for a, b in _NOTE.findall(text)) or None
    return Amount(text, number, sign, note)


# --- based on ---


@dataclass(frozen=True, slots=True)
class Basis:
    """A work that the film is based on, or its author."""

    property: Literal["based_on", "based_on_author"]
    named: PrintedName


def based_on(value: Sequence[Line]) -> list[Basis]:
    """Works in italics or quotation marks, and the names after "by"; without either, the whole line before "by"."""
    works: list[Basis] = []
    author = False
    for line in value:
        before, after = _parted(line)
        if before and author and not after and not any(run.italic for run in before):
            after, before = before, ()  # a second author on a line of his own
        if before and (work := _work(before)):
            last = works[-1] if works else None
            if last and last.property == "based_on" and not any(run.italic or run.link for run in before):
                kind = "; ".join(filter(None, (last.named.note, work.name)))  # "1993 book" on a line of its own
                works[-1] = Basis("based_on", PrintedName(last.named.name, last.named.link, kind))
            else:
                works.append(Basis("based_on", work))
            author = False
        if after is not None:
            author = True
            works += [Basis("based_on_author", named) for named in _list([after], _APART)]
    return works


def _parted(line: Line) -> tuple[Line, Line | None]:
    """A line before and after its "by"; None after it where there is none."""
    for at, run in enumerate(line):
        if not run.link and not run.italic and (match := _BY.search(run.text)):
            before, after = run.text[: match.start()], run.text[match.end() :]
            first = (*line[:at], Run(before)) if before.strip() else line[:at]
            return first, ((Run(after), *line[at + 1 :]) if after.strip() else line[at + 1 :])
    return line, None


def _work(line: Line) -> PrintedName | None:
    titled = [run for run in line if run.italic and run.text.strip()] or [run for run in line if run.link]
    printed = squeeze(plain(line))
    if not titled:
        quoted = re.search(r"[\"“]([^\"”]+)[\"”]", printed)
        name = quoted[1] if quoted else printed
        return PrintedName(name[:MAX_NAME], None, None) if any(c.isalpha() for c in name) else None
    name = squeeze("".join(run.text for run in titled))[:MAX_NAME].strip('"“” ,')
    rest = squeeze("".join(run.text for run in line if run not in titled)).strip('"“” ,()')
    link = next((run.link for run in titled if run.link), None) or next((run.link for run in line if run.link), None)
    return PrintedName(name, link, rest or None) if name else None
