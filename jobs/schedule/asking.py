"""Which sources are due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from jobs.context import ASK_AGAIN, CRAWL, NOTHING, Context
from jobs.schedule.due import is_due
from jobs.steps.collecting.archived import already_read
from jobs.steps.collecting.press_pages import press_list
from spiders.catalogue import family_of
from spiders.family import PressList
from tracker.domain.rules import load_rules
from tracker.domain.sources import Source
from tracker.store import overview
from tracker.store.plain import Rows

A_DAY = timedelta(days=1)
EVER = datetime.min.replace(tzinfo=UTC)


def announcements(rows: Rows, now: datetime) -> dict[str, datetime]:
    """The announcement day nearest to `now` of each source's lists, at noon UTC, where a page states one."""
    nearest: dict[str, datetime] = {}
    for source, day in overview.announcement_days(rows):
        moment = datetime.fromisoformat(f"{day}T12:00:00+00:00")
        if source not in nearest or abs(moment - now) < abs(nearest[source] - now):
            nearest[source] = moment
    return nearest


def due_sources(context: Context) -> list[Source]:
    """Sources that should be asked something now by their cadence, in the order of their names.

    None where they would only say again what the bundled archive has said to this program. A source that depends on
    what others bring is among them beside those, since they may give it something to ask; of one that had nothing to
    be asked today it is not asked again.
    """
    now = context.now()
    with context.glance() as rows:
        days, asked = announcements(rows, now), overview.last_asked(rows, CRAWL, now)
        if already_read(context, rows, list(context.sources), context.season) is not None:
            return []
        never, outlook, without = overview.Asked(), _Outlook(context, rows), overview.last_without(rows, NOTHING, now)
        last = {name: asked.get(name, never) for name in context.sources}
        due = [
            source
            for name, source in sorted(context.sources.items())
            if is_due(source.cadence, last[name].done, now, days.get(name), last[name].refused)
        ]
        to_ask = {
            source.name
            for source in due
            if now - without.get(source.name, EVER) >= A_DAY and family_of(source).plan(source, outlook)
        }
        lists_are_due = any(source.name in to_ask and family_of(source).stage == 0 for source in due)
        return [source for source in due if source.name in to_ask or (lists_are_due and family_of(source).stage > 0)]


@dataclass
class _Outlook:
    """What tells at once that a source has nothing to ask; of all else, as if nothing were known."""

    context: Context
    rows: Rows
    seasons: tuple[int, ...] = ()
    past: tuple[int, ...] = ()
    numbers: tuple[int, ...] | None = None

    @property
    def season(self) -> int:
        return self.context.season

    @property
    def listed(self) -> Sequence[int]:
        return overview.listed_seasons(self.rows, load_rules().bodies)

    def revisions(self, source: str) -> dict[str, str]:  # noqa: ARG002
        return {}

    def hashes(self, source: str) -> dict[str, str]:  # noqa: ARG002
        return {}

    def lacking(self, source: str) -> dict[str, int]:  # noqa: ARG002
        return {}

    def open_links(self) -> tuple[str, ...]:
        return overview.open_links(self.rows, self.context.now() - ASK_AGAIN)

    def named(self, season: int) -> tuple[str, ...]:  # noqa: ARG002
        return ()

    def articles(self) -> dict[str, str]:
        return {"any": ""}

    def press(self) -> PressList:
        return press_list(self.context)
