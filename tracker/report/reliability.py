"""The reliability plot of an evaluation, as SVG: what was said against what was seen."""

from collections.abc import Mapping, Sequence
from typing import Any

_SIZE = 420
_COLOURS = {"model": "#1f5f8b", "table": "#b06f1c"}
_NAMES = {"model": "regression", "table": "base-rate table"}


def svg(bins: Sequence[Mapping[str, object]], body: str) -> str:
    """A drawing with the diagonal of perfect reliability and one line a model; larger points hold more films.

    Args:
        bins: rows of `tracker.judge.expectation.evaluation.Evaluation.reliability`.
        body: for the heading.
    """
    import altair as alt
    import vl_convert

    rows = [{**row, "model": _NAMES[str(row["model"])]} for row in bins]
    base = alt.Chart(alt.InlineData(values=rows))
    unit = alt.Scale(domain=[0, 1], nice=False)
    colour = alt.Color(
        field="model",
        type="nominal",
        title=None,
        scale=alt.Scale(domain=list(_NAMES.values()), range=list(_COLOURS.values())),
    )
    x: Any = alt.X(field="said", type="quantitative", scale=unit, title="probability said")
    y: Any = alt.Y(field="seen", type="quantitative", scale=unit, title="share nominated")
    perfect = alt.Chart(alt.InlineData(values=[{"said": 0, "seen": 0}, {"said": 1, "seen": 1}]))
    chart = alt.layer(
        perfect.mark_line(color="#888", strokeDash=[4, 4]).encode(x=x, y=y),
        base.mark_line().encode(x=x, y=y, color=colour),
        base.mark_point(filled=True, opacity=1).encode(
            x=x, y=y, color=colour, size=alt.Size(field="films", type="quantitative", title="films")
        ),
    ).properties(width=_SIZE, height=_SIZE, title=f"Reliability, {body}")
    drawn: str = vl_convert.vegalite_to_svg(chart.to_json())
    return drawn
