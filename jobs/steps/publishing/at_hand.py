"""Which seasons are at hand, and which of them is told of where nobody asks for one."""

from jobs.context import Context
from jobs.steps.editions.frames import frame
from tracker.domain.errors import ConfigError
from tracker.edition.queries.race import IS_RUNNING
from tracker.edition.read import Edition

_LISTED = "SELECT 1 FROM snubs WHERE film_year = ? AND label = 'NOMINATED' LIMIT 1"


def leading(context: Context, edition: Edition) -> int:
    """The season that is told of where nobody asks for another one.

    It is the running one as soon as a judged body's nominations are at hand, or a list besides festivals' tells who is
    in the running for them. Until then, and between seasons, it is the last one of which there are nominations; without
    any, the running one.
    """
    running = context.season
    if running in edition.seasons and edition.rows(IS_RUNNING, running):
        return running
    years = (year for year in sorted(edition.seasons, reverse=True) if year <= running)
    return next((year for year in years if edition.rows(_LISTED, year)), running)


def chosen(context: Context, edition: Edition, season: int | None) -> int:
    """The season that somebody asked for; without one, the season that leads.

    Raises:
        ConfigError: nothing is at hand of the season that was asked for; says what brings it.
    """
    if season is None:
        return leading(context, edition)
    if all(frame(edition, name, season).empty for name in ("lists", "films")):
        remedy = f"`snubs crawl SOURCE --season {season}` or `snubs import` brings it"
        if context.origin == "archive":
            remedy = (
                "the bundled archive has one season: set `contact` or SNUBS_CONTACT to go live, or `snubs import` it"
            )
        raise ConfigError(f"films of {season}: nothing is at hand; {remedy}")
    return season
