"""What sources brought, and how a command ends that asked them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tracker.domain.errors import Exit


@dataclass(frozen=True)
class Collected:
    """What one source brought."""

    source: str
    status: Literal["done", "held", "failed"]
    lists: Mapping[str, int] = field(default_factory=dict)
    """How many lists are in each state."""
    new: int = 0
    retracted: int = 0
    requests: int = 0
    content_bytes: int = 0
    problems: Sequence[str] = ()
    aside: str = ""
    """For a source that closes no list: how what it holds is said, which is no reason to wake anybody."""

    @property
    def exit_code(self) -> Exit:
        """What this result alone would exit with."""
        return {"failed": Exit.SOURCE_FAILED, "held": Exit.HELD}.get(self.status, Exit.DONE)

    @property
    def changed(self) -> bool:
        """Whether anything a reader could see is different now."""
        return bool(self.new or self.retracted)


def worst(collected: Iterable[Collected]) -> Exit:
    """One exit code for several results: failed before held before done."""
    return max((c.exit_code for c in collected), default=Exit.DONE)


def exit_code(collected: Sequence[Collected], *, detect_changes: bool) -> int:
    """The code to exit with; a change is only said where nothing is wrong."""
    code = worst(collected)
    if code is Exit.DONE and detect_changes and any(c.changed for c in collected):
        return int(Exit.CHANGED)
    return int(code)
