"""Charts as SVG that takes its colours and fonts from the page around it; no browser, no network, same bytes each time.

Altair and its renderer are imported only when a chart is drawn.
"""

import re
from typing import TYPE_CHECKING, Any

from tracker.report.parts import Chart

if TYPE_CHECKING:
    import altair as alt

WIDE, NARROW = 640, 210
_LABELS = {WIDE: 260, NARROW: 122}
_STEP = 26
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

_INK, _FAINT, _NOMINATED, _MISSED, _MUTED = _INKS


def svg(chart: Chart, width: int) -> str:
    """The drawing at a width of its plot in pixels (`WIDE` or `NARROW`), without words for screen readers."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(_specification(chart, width).to_json())
    return _dressed(drawn)


def _dressed(drawn: str) -> str:
    """With the page's colours and fonts, scalable, and hidden from screen readers, which get the figures as a table."""
    for stand_in, ink in _INKS.items():
        drawn = drawn.replace(f'"{stand_in}"', f'"{ink}"')
    drawn = re.sub(r' font-family="[^"]*"', "", drawn)
    drawn = re.sub(r' (?:role|aria-\w+)="graphics[^"]*"| aria-roledescription="[^"]*"', "", drawn)
    size = r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>'
    head = r'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \1 \2" width="\1" height="\2" aria-hidden="true" focusable="false">'
    return re.sub(size, head, drawn, count=1)


def _specification(chart: Chart, width: int) -> "alt.LayerChart":
    import altair as alt

    rows: list[dict[str, Any]] = [
        {"name": p.name, "value": p.value, "low": p.low, "high": p.high, "status": p.status} for p in chart.points
    ]
    base = alt.Chart(alt.Data(values=rows))
    scale = alt.Scale(domain=list(chart.domain), nice=False, zero=False)
    ticks = alt.Axis(title=None, format=".0%" if chart.domain[1] <= 1 else "d", tickCount=5 if width == WIDE else 3)
    names = alt.Axis(title=None, labelLimit=_LABELS[width], domain=False, ticks=False, labelPadding=10)
    y = alt.Y(field="name", type="nominal", sort=None, axis=names)
    x = alt.X(field="value", type="quantitative", scale=scale, axis=ticks)
    stems = base.mark_rule(color=_FAINT, strokeWidth=1).encode(
        y=y, x=alt.XDatum(chart.domain[0], scale=scale), x2=alt.X2(field="value")
    )
    intervals = base.transform_filter("isValid(datum.low) && isValid(datum.high)")
    spans = intervals.mark_rule(color=_MUTED, strokeWidth=3, opacity=0.45).encode(
        y=y, x=alt.X(field="low", type="quantitative", scale=scale), x2=alt.X2(field="high")
    )
    marks = base.mark_point(size=110, filled=True, opacity=1).encode(
        x=x,
        y=y,
        color=alt.Color(
            field="status",
            type="nominal",
            scale=alt.Scale(domain=list(STATUSES), range=[_NOMINATED, _MISSED, _MUTED]),
            legend=None,
        ),
        shape=alt.Shape(
            field="status",
            type="nominal",
            scale=alt.Scale(domain=list(STATUSES), range=list(_SHAPES)),
            legend=None,
        ),
    )
    layers: alt.LayerChart = alt.layer(stems, spans, marks).properties(width=width, height=alt.Step(_STEP))
    return (
        layers.configure(background="transparent", aria=False, padding=2)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=13, labelColor=_INK, gridColor=_FAINT, domainColor=_FAINT, tickColor=_FAINT, gridOpacity=0.6
        )
        .configure_axisY(grid=False)
    )
