"""Whether lists are fit: each by its own page."""

from spiders.ceremonies.judge import judge

__all__ = ["judge"]
