"""Charts as SVG that takes its colours and fonts from the page around it; no browser, no network, same bytes each time.

Altair and its renderer are imported only when a chart is drawn.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from tracker.domain.cells import harmless
from tracker.domain.figures import whole_percentile
from tracker.report.parts import Chart

WIDE, NARROW = 250, 165
_LABELS = {WIDE: 215, NARROW: 160}
"""Room for names, in pixels; names are cut well before, because fonts differ from reader to reader."""
_MORE = 45
"""Pixels that a plot of probabilities gives to names, which end in a category."""
_TICKS = (0, 0.5, 1)
"""Probabilities with a label, so few that none touches the next."""
_CUT = 0.84
_STEP = 23
STATUSES = ("Nominated", "Missed", "Not judged a miss")
_SHAPES = ("circle", "diamond", "square")
_INKS = {
    "#010101": "var(--ink)",
    "#020202": "var(--faint)",
    "#030303": "var(--nominated)",
    "#040404": "var(--missed)",
    "#050505": "var(--muted)",
}
"""Stand-in colours and the page's own that replace them, so that one drawing serves light, dark and print."""

_PAINT = re.compile(rf'(fill|stroke)="({"|".join(_INKS)})"')
_INK, _FAINT, _NOMINATED, _MISSED, _MUTED = _INKS
_TONES = (_NOMINATED, _MISSED, _MUTED)


def svg(chart: Chart, width: int) -> str:
    """The drawing at a width of its plot in pixels (`WIDE` or `NARROW`), without words for screen readers."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(_specification(chart, width).to_json())
    return _dressed(drawn)


def _dressed(drawn: str) -> str:
    """With the page's colours and fonts, scalable, and hidden from screen readers, which get the figures as a table."""
    drawn = _PAINT.sub(lambda match: f'{match[1]}="{_INKS[match[2]]}"', drawn)
    drawn = re.sub(r' font-family="[^"]*"', "", drawn)
    drawn = re.sub(r' (?:role|aria-\w+)="graphics[^"]*"| aria-roledescription="[^"]*"', "", drawn)
    size = r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>'
    head = r'<svg viewBox="0 0 \1 \2" width="\1" height="\2" aria-hidden="true" focusable="false">'
    return re.sub(size, head, drawn, count=1)


def _specification(chart: Chart, width: int) -> Any:
    import altair as alt

    marks = _expected(chart) if chart.expected else _acclaimed(chart, width)
    more = _MORE if chart.expected else 0
    room = _LABELS[width] + more
    names = {"labelAlign": "left", "labelPadding": room, "labelLimit": int(room * _CUT)}
    return (
        alt.layer(*marks)
        .properties(width=width - more, height=alt.Step(_STEP))
        .configure(background="transparent", aria=False, padding=2)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=13, labelColor=_INK, gridColor=_FAINT, domainColor=_FAINT, tickColor=_FAINT, gridOpacity=0.6
        )
        .configure_axisY(grid=False, domain=False, ticks=False, **names)
    )


def _rows(chart: Chart) -> list[dict[str, Any]]:
    """Numbered, because two films may share a title."""
    return [
        {
            "place": place,
            "name": harmless(p.name) if chart.expected else f"{whole_percentile(p.value)} · {harmless(p.name)}",
            "zero": 0,
            "value": p.value,
            "low": p.low,
            "high": p.high,
            "count": p.nominations,
            "status": p.status,
        }
        for place, p in enumerate(chart.points)
    ]


def _base(chart: Chart) -> tuple[Any, Any]:
    """The data, and its lines from top to bottom with their names."""
    import altair as alt

    rows = _rows(chart)
    names = json.dumps([row["name"] for row in rows])
    axis = alt.Axis(title=None, labelExpr=f"{names}[datum.value]")
    return alt.Chart(alt.InlineData(values=rows)), alt.Y(field="place", type="ordinal", axis=axis)


def _by_status(channel: Any, values: Sequence[str]) -> Any:
    import altair as alt

    return channel(
        field="status", type="nominal", scale=alt.Scale(domain=list(STATUSES), range=list(values)), legend=None
    )


def _points(base: Any, x: Any, y: Any) -> Any:
    import altair as alt

    return base.mark_point(size=100, filled=True, opacity=1).encode(
        x=x, y=y, color=_by_status(alt.Color, _TONES), shape=_by_status(alt.Shape, _SHAPES)
    )


def _expected(chart: Chart) -> list[Any]:
    import altair as alt

    base, y = _base(chart)
    scale = alt.Scale(domain=[0, 1], nice=False)
    axis = alt.Axis(title=None, format=".0%", values=list(_TICKS))
    spans = base.transform_filter("isValid(datum.low) && isValid(datum.high)").mark_rule(
        color=_MUTED, strokeWidth=3, opacity=0.45
    )
    spans = spans.encode(
        y=y, x=alt.X(field="low", type="quantitative", scale=scale, axis=axis), x2=alt.X2(field="high")
    )
    return [spans, _points(base, alt.X(field="value", type="quantitative", scale=scale, axis=axis), y)]


def _acclaimed(chart: Chart, width: int) -> list[Any]:
    import altair as alt

    base, y = _base(chart)
    most = max(4, *(point.nominations for point in chart.points))
    scale = alt.Scale(domain=[0, most + 1], nice=False)
    axis = alt.Axis(title=None, format="d", tickMinStep=1, tickCount=5 if width == WIDE else 3)
    x = alt.X(field="count", type="quantitative", scale=scale, axis=axis)
    nominated = base.transform_filter("datum.count > 0")
    bars = nominated.mark_bar(color=_NOMINATED, height=11).encode(x=x, y=y)
    counts = nominated.mark_text(align="left", dx=5, color=_INK, fontSize=12).encode(
        x=x, y=y, text=alt.Text(field="count", type="quantitative")
    )
    return [bars, counts, _points(base.transform_filter("datum.count == 0"), x, y)]
