"""The forms in which tables are written besides as CSV."""

from enum import StrEnum


class Form(StrEnum):
    """One of them; its value is also the name of its folder and the end of its files' names."""

    XLSX = "xlsx"
    """A workbook for a desk: snubs.xlsx."""
    PARQUET = "parquet"
    JSONL = "jsonl"
    """JSON Lines."""
