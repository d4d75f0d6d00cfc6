"""Whether anything of a season is at hand that somebody asks for."""

from jobs.steps.editions.frames import frame
from tracker.domain.errors import ConfigError
from tracker.edition.read import Edition


def require(edition: Edition, season: int) -> None:
    """Refuse a season of which nothing is at hand.

    Raises:
        ConfigError: says what brings it.
    """
    if all(frame(edition, name, season).empty for name in ("lists", "films")):
        remedy = f"`snubs crawl SOURCE --season {season}` or `snubs import` brings it"
        raise ConfigError(f"films of {season}: nothing is at hand; {remedy}")
