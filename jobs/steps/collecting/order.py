"""In which order sources are asked: lists before what depends on them."""

from collections.abc import Sequence

from jobs.context import Context
from jobs.steps.collecting.archived import note_reading
from jobs.steps.collecting.collect import asks_for, collect
from jobs.steps.collecting.collected import Collected
from spiders.catalogue import family_of
from tracker.domain.sources import Source
from tracker.store.engine import transaction


def collect_sources(context: Context, names: Sequence[str], *, season: int | None) -> list[Collected]:
    """Collect lists, then the link titles that they brought, the registry of their films, and candidates' articles.

    Verified bodies are asked for every ceremony, since expectation is learnt from history; bodies on trial, registries
    and the bundled archive for the season alone.
    """
    collected = _collect(context, names, season)
    with transaction(context.engine) as conn:
        note_reading(context, conn, names, season or context.season, collected)
    return collected


def _collect(context: Context, names: Sequence[str], season: int | None) -> list[Collected]:
    whole = [] if context.settings.archive_only else [n for n in names if _teaches(context.sources[n])]
    rest = [n for n in names if n not in whole]
    stages = {name: family_of(context.sources[name]).stage for name in rest}
    if context.settings.archive_only:  # Its registry is the same whatever lists name: one crawl less.
        stages = {name: min(stage, 1) for name, stage in stages.items()}
    wanted, collected = [season or context.season], []
    for stage in sorted({0, *stages.values()}):
        asks = asks_for(context, [name for name in rest if stages[name] == stage], seasons=wanted)
        collected += collect(context, [*asks_for(context, whole), *asks] if stage == 0 else asks)
    return collected


def _teaches(source: Source) -> bool:
    return source.verified and source.ceremonies is not None and source.compared_with is None
