"""Charts as SVG that takes its colours and fonts from the page around it; no browser, no network, same bytes each time.

Drawn here, since each is a column of names and a mark or two beside each; a renderer takes a second to start.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import accumulate, pairwise
from typing import NamedTuple
from unicodedata import east_asian_width

from tracker.domain.cells import harmless
from tracker.domain.figures import whole_percentile
from tracker.report.parts import Band, Chart, ChartPoint

WIDE, NARROW = 250, 165
_LABELS = {WIDE: 215, NARROW: 160}
"""Room for names, in pixels; names are cut well before, because fonts differ from reader to reader."""
_MORE = 45
"""Pixels that a plot of probabilities gives to names, which end in a category."""
_CUT = 0.84
_STEP, _MARGIN, _AXIS = 23, 2, 20
"""Heights of a line, of the space around and of the axis with its labels, in pixels."""
_LINE = 15
"""What each further line under a name adds."""
_BAR, _HALF = 11, 5
"""Height of a bar, and half the width of a mark."""
_MOST_TICKS = {WIDE: 5.5, NARROW: 3.5}
_MARKS = {
    "Nominated": ("var(--nominated)", "M5,0A5,5,0,1,1,-5,0A5,5,0,1,1,5,0"),
    "Missed": ("var(--missed)", "M-5,0L0,-5L5,0L0,5Z"),
    "Not judged a miss": ("var(--muted)", "M-5,-5h10v10h-10Z"),
    "In the running": (
        "var(--link)",
        "M5,0A5,5,0,1,1,-5,0A5,5,0,1,1,5,0M2.5,0A2.5,2.5,0,1,0,-2.5,0A2.5,2.5,0,1,0,2.5,0",
    ),
}
"""Colour and shape of a status: circle, diamond, square, ring."""


def svg(chart: Chart, width: int) -> str:
    """The drawing at a width of its plot in pixels (`WIDE` or `NARROW`), without words for screen readers.

    They get the figures as a table.
    """
    more = _MORE if chart.expected else 0
    names, plot = _LABELS[width] + more, width - more
    labels = [_label(chart, point, names) for point in chart.points]
    tops = [*accumulate((_STEP + _LINE * (len(label) - 1) for label in labels), initial=0)]
    height = tops[-1]
    most = 1 if chart.expected else max(4, *(point.nominations for point in chart.points)) + 1
    parts = [
        *_axis(_ticks(chart, most, width), plot / most, plot, height),
        *(part for label, top in zip(labels, tops, strict=False) for part in _drawn(label, top, names)),
        *(
            part
            for point, (top, bottom) in zip(chart.points, pairwise(tops), strict=True)
            for part in _marks(chart, point, plot / most, (top + bottom) / 2)
        ),
    ]
    return _framed(parts, names, plot + _HALF * (1 if chart.expected else 2), height)


def reliability(bands: Sequence[Band], width: int) -> str:
    """Of each band, what was said on average and the share that was nominated, joined by a line."""
    step = _STEP + _LINE
    names, height = _LABELS[width], step * len(bands)
    parts = [*_axis(_PERCENT, width, width, height)]
    for top, band in zip(range(0, height, step), bands, strict=True):
        y, said, seen = top + step / 2, band.said * width, band.seen * width
        works = f"{band.works:,} {'work' if band.works == 1 else 'works'}"
        parts += _drawn([*_named(band.name, names), *_below(works, names)], top, names)
        parts.append(_line(said, y, seen, y, 'stroke="var(--muted)" stroke-width="3" opacity="0.45"'))
        parts += [_mark("Not judged a miss", said, y), _mark("Nominated", seen, y)]
    return _framed(parts, names, width + _HALF, height)


def _framed(parts: Iterable[str], names: int, right: int, height: int) -> str:
    """Parts as a drawing; x is 0 where the plot begins, right of the names."""
    across, down = names + right + 2 * _MARGIN, height + _AXIS + 2 * _MARGIN
    size = f'viewBox="0 0 {across} {down}" width="{across}" height="{down}" aria-hidden="true" focusable="false"'
    return f'<svg {size}><g transform="translate({_MARGIN + names},{_MARGIN})">{"".join(parts)}</g></svg>'


_PERCENT = [(0.0, "0"), (0.5, "50"), (1.0, "100")]


def _ticks(chart: Chart, most: int, width: int) -> list[tuple[float, str]]:
    """Values with a label, so few that none touches the next."""
    if chart.expected:
        return _PERCENT
    steps = (digit * 10**power for power in range(9) for digit in (1, 2, 5))
    step = next(step for step in steps if most / step <= _MOST_TICKS[width])
    return [(value, str(value)) for value in range(0, most + 1, step)]


def _axis(ticks: list[tuple[float, str]], unit: float, plot: int, height: int) -> Iterator[str]:
    for value, label in ticks:
        x = value * unit
        anchor = "start" if x == 0 else "end" if x == plot else "middle"
        yield _line(x, -0.5, x, height + 5, 'stroke="var(--faint)" stroke-opacity="0.6"')
        yield _text(x, height + 17, label, 13, anchor)
    yield _line(0, height + 0.5, plot, height + 0.5, 'stroke="var(--faint)"')


class _Line(NamedTuple):
    text: str
    size: int
    fill: str


def _label(chart: Chart, point: ChartPoint, room: int) -> list[_Line]:
    """A point's name, with the award behind or below it."""
    name = harmless(point.name if chart.two_lines else point.title)
    text = name if chart.expected else f"{whole_percentile(point.value)} · {name}"
    return [*_named(text, room), *(_below(harmless(point.award), room) if chart.two_lines else [])]


def _named(name: str, room: int) -> list[_Line]:
    return [_Line(line, 13, "var(--ink)") for line in _wrapped(name, room * _CUT / 13)]


def _below(text: str, room: int) -> list[_Line]:
    return [_Line(line, 12, "var(--muted)") for line in _wrapped(text, room * _CUT / 12)]


def _drawn(label: Iterable[_Line], top: float, room: int) -> Iterator[str]:
    """A label left of the plot."""
    for at, line in enumerate(label):
        yield _text(-room, top + 15.5 + _LINE * at, line.text, line.size, "start", fill=line.fill)


def _wrapped(text: str, room: float) -> list[str]:
    """A text on one line, or between words on two; the second is cut where both are too short."""
    words, first = text.split(" "), 1
    while first < len(words) and _cut(own := " ".join(words[: first + 1]), room) == own:
        first += 1
    rest = " ".join(words[first:])
    return [_cut(" ".join(words[:first]), room), *([_cut(rest, room)] if rest else [])]


def _marks(chart: Chart, point: ChartPoint, unit: float, y: float) -> Iterator[str]:
    if chart.expected and point.low is not None and point.high is not None:
        yield _line(point.low * unit, y, point.high * unit, y, 'stroke="var(--muted)" stroke-width="3" opacity="0.45"')
    if chart.expected or not point.nominations:
        x = point.value * unit if chart.expected else 0
        yield _mark(point.status, x, y)
        return
    end = point.nominations * unit
    yield f'<rect y="{y - _BAR / 2:g}" width="{end:.5g}" height="{_BAR}" fill="var(--nominated)"/>'
    yield _text(end + 5, y + 4, str(point.nominations), 12, "start")


def _mark(status: str, x: float, y: float) -> str:
    colour, shape = _MARKS[status]
    return f'<path transform="translate({x:.5g},{y:g})" d="{shape}" fill="{colour}"/>'


def _line(x: float, y: float, to_x: float, to_y: float, style: str) -> str:
    return f'<line x1="{x:.5g}" y1="{y:g}" x2="{to_x:.5g}" y2="{to_y:g}" {style}/>'


def _text(x: float, y: float, text: str, size: int, anchor: str, *, fill: str = "var(--ink)") -> str:
    place = f'transform="translate({x:.5g},{y:g})" font-size="{size}px" fill="{fill}"'
    return f'<text text-anchor="{anchor}" {place}>{escape(text)}</text>'


def _cut(text: str, room: float) -> str:
    """As much of a text as fits into a room in ems."""
    width = 0.0
    for at, letter in enumerate(text):
        width += _width(letter)
        if width > room:
            return text[: max(at - 1, 0)].rstrip() + "…"
    return text


def _width(letter: str) -> float:
    """About how wide a letter of a sans-serif font is, in ems."""
    if east_asian_width(letter) in "WF" or letter in "mwMW@%":
        return 0.95
    if letter in " fijlrtI.,:;'’|!()-":
        return 0.31
    return 0.7 if letter.isupper() else 0.56
