"""The report as one HTML file: no request to anywhere, no script, every text escaped, links only to the web."""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup

from tracker.domain.cells import harmless, is_web_address
from tracker.domain.figures import in_words, listing, quantity
from tracker.domain.text.dates import day_words
from tracker.report import charts
from tracker.report.parts import Chart, Report
from tracker.report.words import likely, percent, percentile, sentence


def web(url: object) -> str:
    """An address that may stand in a link, else nothing."""
    return url if is_web_address(url) and isinstance(url, str) else ""


def minute(moment: Any) -> str:
    """`12 January 2026, 06:00 UTC`."""
    return f"{day_words(moment.date())}, {moment:%H:%M} {moment.tzname() or ''}".strip()


def _finalize(value: object) -> object:
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def templates(finalize: Callable[[Any], object], *, autoescape: bool) -> jinja2.Environment:
    """The report's templates, and the words that they may call; every value goes through `finalize`."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("tracker.report", "templates"),
        autoescape=autoescape,  # noqa: S701 - Markdown escapes every value in `finalize` instead
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )
    words = {"percent": percent, "percentile": percentile, "day": day_words, "minute": minute, "listing": listing}
    environment.filters |= words | {"web": web, "sentence": sentence, "in_words": in_words}
    environment.globals |= {"quantity": quantity, "likely": likely}
    return environment


@cache
def _environment() -> jinja2.Environment:
    return templates(_finalize, autoescape=True)


def _drawings(drawn: Iterable[Chart]) -> Sequence[tuple[Markup, Markup]]:
    # The renderer escapes every text that it draws; a test feeds it hostile titles.
    return [
        (Markup(charts.svg(chart, charts.WIDE)), Markup(charts.svg(chart, charts.NARROW)))  # noqa: S704
        for chart in drawn
    ]


def _drawings_of_races(report: Report) -> Sequence[Sequence[tuple[Markup, Markup]]]:
    return [_drawings(award.chart for award in race.charted if award.chart) for race in report.races]


def _drawings_of_trust(report: Report) -> Sequence[Markup]:
    bands = report.trust.bands
    return [Markup(charts.reliability(bands, width)) for width in (charts.WIDE, charts.NARROW)]  # noqa: S704


class Script(NamedTuple):
    """The page's one script, and by which hash the page's own rules let it run."""

    text: Markup
    allowed: Markup


@cache
def _script() -> Script:
    text = files("tracker.report").joinpath("templates", "page.js").read_text(encoding="utf-8")
    digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Script(Markup(text), Markup(f"'sha256-{digest}'"))  # noqa: S704 - a file of ours, and its hash


def render(report: Report) -> str:
    """The page as UTF-8 text, complete in itself."""
    template = _environment().get_template("report.html.j2")
    drawings = {
        "drawings": _drawings(report.charts),
        "drawings_of_races": _drawings_of_races(report),
        "drawings_of_trust": _drawings_of_trust(report),
    }
    return template.render(report=report, script=_script(), **drawings) + "\n"
