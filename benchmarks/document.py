"""The table of docs/benchmarks.md, made from the figures that a run wrote."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
FIGURES = Path(__file__).with_name("figures.json")
_BEGIN, _END = "<!-- figures -->", "<!-- end of figures -->"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.3g}" if value < 1000 else f"{value:.0f}"


def _row(result: Mapping[str, Any]) -> str:
    unit = result["unit"]
    theirs = f"{_number(result['theirs'])} {unit}" if result["theirs"] is not None else ""
    cells = (
        result["case"],
        result["what"],
        f"{_number(result['ours'])} {unit}",
        result["beside"],
        theirs,
        _number(result["ratio"]),
        _number(result["bar"]),
    )
    return f"| {' | '.join(cells)} |"


def table(figures: Mapping[str, Any]) -> str:
    """The figures as Markdown: when and where they were taken, then a row each."""
    rounds = max(result["rounds"] for result in figures["results"])
    return "\n".join(
        [
            f"{figures['measured_on']}, {figures['cores']} cores, Python {figures['python']}, up to {rounds} turns.",
            "",
            "| case | what | ours | beside | theirs | ratio | bar |",
            "|---|---|---|---|---|---|---|",
            *(_row(result) for result in figures["results"]),
        ]
    )


def write_table(figures: Mapping[str, Any]) -> None:
    """Put the table between its marks."""
    text = DOCUMENT.read_text(encoding="utf-8")
    between = re.compile(f"{re.escape(_BEGIN)}.*{re.escape(_END)}", re.DOTALL)
    DOCUMENT.write_text(between.sub(lambda _: f"{_BEGIN}\n\n{table(figures)}\n\n{_END}", text), encoding="utf-8")
