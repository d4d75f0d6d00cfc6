"""The report as one HTML file: no request to anywhere, no script, every text escaped, links only to the web."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup

from tracker.domain.cells import is_web_address
from tracker.report import charts
from tracker.report.parts import Report
from tracker.report.words import day_words, listing, number

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]|[\u202a-\u202e\u2066-\u2069]")


def harmless(text: object) -> object:
    """A text without control characters and without marks that turn the reading direction of what follows."""
    return _CONTROL.sub("\ufffd", text) if isinstance(text, str) and not isinstance(text, Markup) else text


def web(url: object) -> str:
    """An address that may stand in a link, else nothing."""
    return url if is_web_address(url) and isinstance(url, str) else ""


def percent(value: float | None) -> str:
    """`76%`; nothing for no figure."""
    return "" if value is None else f"{value:.0%}"


def figure(value: float | None) -> str:
    """`90` or `90.5`; nothing for no figure."""
    return "" if value is None else f"{value:.1f}".removesuffix(".0")


def minute(moment: Any) -> str:
    """`12 January 2026, 06:00 UTC`."""
    return f"{day_words(moment.date())}, {moment:%H:%M} {moment.tzname() or ''}".strip()


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("tracker.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=harmless,
    )
    environment.filters |= {
        "web": web,
        "percent": percent,
        "figure": figure,
        "day": day_words,
        "minute": minute,
        "listing": listing,
    }
    environment.globals |= {"number": number}
    return environment


def _drawings(report: Report) -> Sequence[tuple[Markup, Markup]]:
    # The renderer escapes every text that it draws; a test feeds it hostile titles.
    return [
        (Markup(charts.svg(chart, charts.WIDE)), Markup(charts.svg(chart, charts.NARROW)))  # noqa: S704
        for chart in report.charts
    ]


def render(report: Report) -> str:
    """The page as UTF-8 text, complete in itself."""
    template = _environment().get_template("report.html.j2")
    return template.render(report=report, drawings=_drawings(report)) + "\n"
