"""The forms in which tables are written besides as CSV."""

from collections.abc import Iterable
from enum import StrEnum
from importlib.util import find_spec

from tracker.domain.errors import ConfigError

WORKBOOK = "snubs.xlsx"


class Form(StrEnum):
    """One of them; its value is also the name of its folder and the end of its files' names."""

    XLSX = "xlsx"
    """A workbook for a desk: snubs.xlsx."""
    PARQUET = "parquet"
    JSONL = "jsonl"
    """JSON Lines."""


def require(forms: Iterable[Form]) -> None:
    """Refuse a form that cannot be written, before long work begins.

    Raises:
        ConfigError: it needs a library that is not installed.
    """
    if Form.PARQUET in forms and find_spec("pyarrow") is None:
        raise ConfigError("--format parquet needs pyarrow: .venv/bin/python -m pip install pyarrow")
