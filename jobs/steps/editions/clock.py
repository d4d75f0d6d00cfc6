"""A clock that was set back: its today lies before the last published report, which would give way to an older one."""

from jobs.context import Context
from jobs.steps.editions.shelf import Shelf
from tracker.domain.errors import ConfigError

REMEDY = "set the clock; if it is right, say so once: snubs weekly --clock-is-right"


def setback(context: Context) -> str:
    """What to say of a clock that lies behind the last published report, naming both days; "" for any other."""
    last = Shelf(context.editions_dir).published_on()
    if last is None or context.today >= last:
        return ""
    return f"the clock says {context.today}, and the last weekly report was published on {last}"


def refuse_setback(context: Context) -> None:
    """Refuse to publish by such a clock.

    Raises:
        ConfigError: names both days and the remedy.
    """
    if words := setback(context):
        raise ConfigError(f"{words}: {REMEDY}")
