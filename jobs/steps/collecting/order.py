"""In which order sources are asked: lists before what depends on them."""

from collections.abc import Sequence

from jobs.context import Context
from jobs.steps.collecting.archived import note_reading
from jobs.steps.collecting.collect import asks_for, collect
from jobs.steps.collecting.collected import Collected
from spiders.catalogue import family_of
from tracker.domain.rules import load_rules
from tracker.domain.sources import Source
from tracker.store.engine import transaction
from tracker.store.overview import listed_seasons

PAST = 2
"""Seasons before the running one whose films are asked for too."""


def collect_sources(context: Context, names: Sequence[str], *, season: int | None) -> list[Collected]:
    """Collect lists, then the link titles that they brought, the registry of their films, and candidates' articles.

    Verified bodies are asked for every ceremony, since expectation is learnt from history; bodies on trial and
    registries for the season and, where nobody asks for another one, for the last two before it: a season of which only
    lists are known has nobody to miss but nominees. The bundled archive is read for its season alone.
    """
    collected = _collect(context, names, season)
    with transaction(context.engine) as conn:
        note_reading(context, conn, names, season or context.season, collected)
    return collected


def _collect(context: Context, names: Sequence[str], season: int | None) -> list[Collected]:
    archived = context.settings.archive_only
    whole = [] if archived else [n for n in names if _teaches(context.sources[n])]
    rest = [n for n in names if n not in whole]
    stages = {name: family_of(context.sources[name]).stage for name in rest}
    if archived:  # Its registry is the same whatever lists name: one crawl less.
        stages = {name: min(stage, 1) for name, stage in stages.items()}
    wanted, collected = [season or context.season], []
    past = () if archived or season else past_seasons(context)
    if whole and not past and not season:  # The first live run: which seasons are past follows from what it brings.
        collected += collect(context, asks_for(context, whole))
        whole, past = [], past_seasons(context)
    for stage in sorted({0, *stages.values()}):
        asks = asks_for(context, [name for name in rest if stages[name] == stage], seasons=wanted, past=past)
        collected += collect(context, [*asks_for(context, whole), *asks] if stage == 0 else asks)
    return collected


def past_seasons(context: Context) -> tuple[int, ...]:
    """The last two seasons before the running one of which a judged body's nominations are at hand."""
    with context.glance() as rows:
        years = listed_seasons(rows, load_rules().bodies)
    return tuple([year for year in years if year < context.season][:PAST])


def _teaches(source: Source) -> bool:
    return source.verified and source.ceremonies is not None and source.compared_with is None
