"""Reliability, what was said against what was seen: a season's, for its report; an evaluation's, as a plot in SVG."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tracker.domain.cells import is_missing
from tracker.domain.figures import in_words, listing, quantity
from tracker.judge.verdict.reliability import ENOUGH, bands, can_be_checked
from tracker.report.parts import Band, Trust
from tracker.report.words import sentence

_SIZE = 420
_COLOURS = {"model": "#1f5f8b", "table": "#b06f1c"}
_NAMES = {"model": "regression", "table": "base-rate table"}


def trust(rows: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> Trust:
    """How far to trust a season's probabilities, in sentences and by band.

    Args:
        rows: of snubs.csv.
        titles: of the judged bodies, in their order.
    """
    own = [Band(_name(band.first, band.last), band.works, band.said, band.nominated) for band in reversed(bands(rows))]
    works = sum(band.works for band in own)
    if works < ENOUGH:
        return Trust(_too_few(rows, works), caption="", bands=())
    where = {str(row["body"]) for row in rows if can_be_checked(row)}
    return Trust(_about(own, [title for body, title in titles.items() if body in where]), _caption(own), tuple(own))


def _name(first: int, last: int) -> str:
    """`less than 10%`, `10% to 29%`, `90% or more`."""
    if not first:
        return f"less than {last + 1}%"
    return f"{first}% or more" if last == 100 else f"{first}% to {last}%"  # noqa: PLR2004


def _too_few(rows: Iterable[Mapping[str, Any]], works: int) -> str:
    if all(is_missing(row.get("p_nomination")) for row in rows):
        return "No probability of a nomination was learnt for this season, so there is nothing to check."
    return (
        f"{quantity(works, 'work').capitalize()} of this season can be checked, and it takes {ENOUGH} to say how far "
        f"to trust the probabilities. A work can be once the body’s list for its award is complete, where a precursor "
        f"had nominated it for the same award."
    )


def _about(own: Sequence[Band], bodies: Sequence[str]) -> str:
    works, nominated = sum(band.works for band in own), sum(band.nominated for band in own)
    expected = round(sum(band.works * band.said for band in own))
    made = f"{in_words(nominated)} {'was' if nominated == 1 else 'were'}"
    return (
        f"The probabilities of {works:,} works can be checked: a precursor had nominated each for the same award, and "
        f"the body’s list there is complete. They add up to {quantity(expected, 'nomination')}; {made} made. The "
        f"works are those of the {listing(bodies)}. One that was not eligible counts as not nominated, since a "
        f"probability knows no rules. Works that no precursor had nominated for the award are left out: each nominee "
        f"among them has a verdict, but not each of the others. Where a band has few works, a difference may be chance."
    )


def _caption(own: Sequence[Band]) -> str:
    """What the outermost bands show."""
    ends = [own[0], *own[1:][-1:]]
    parts = [f"of the {quantity(band.works, 'work')} given {band.name}, {_nominated(band)}" for band in ends]
    return sentence("; ".join(parts))


def _nominated(band: Band) -> str:
    """`31 were nominated (84%)`, `none was nominated`."""
    if band.nominated in (0, band.works):
        return "all were nominated" if band.nominated else "none was nominated"
    return f"{in_words(band.nominated)} {'was' if band.nominated == 1 else 'were'} nominated ({band.share})"


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
