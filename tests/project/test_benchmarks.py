"""Benchmarks: their document says what was measured last."""

import json

from benchmarks.document import DOCUMENT, FIGURES, table


def test_the_document_has_the_figures_that_were_measured() -> None:
    assert table(json.loads(FIGURES.read_text(encoding="utf-8"))) in DOCUMENT.read_text(encoding="utf-8")
