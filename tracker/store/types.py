"""Column types that mean the same on SQLite and PostgreSQL."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

from tracker.domain.facts.identity import clean


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC; SQLite would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC; a naive time is refused, since its meaning is unknown."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """An aware time in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def dump(value: Any) -> str:
    """JSON in a canonical form; NUL, which PostgreSQL cannot store, becomes the replacement character."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return json.dumps(clean(value), ensure_ascii=False, separators=(",", ":")) if "\\u0000" in text else text


class JsonText(TypeDecorator[Any]):
    """JSON as text; nothing and an empty list are the same, and take no room."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To text."""
        return dump(value) if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """The value, or None if it was empty."""
        return None if value is None else json.loads(value)
