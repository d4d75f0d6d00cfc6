"""Request the page of each ceremony."""

from spiders.ceremonies.ask import ask

__all__ = ["ask"]
