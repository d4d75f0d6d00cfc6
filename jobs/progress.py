"""How a long step tells its caller how far it is."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Advance(Protocol):
    """Says how far a long piece of work is."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Say that `done` of `total` pieces are done, and what the present one is."""


class Progress(Protocol):
    """Begins to show how far a piece of work is; what it gives is told each advance."""

    def __call__(self, what: str) -> AbstractContextManager[Advance]:
        """Show `what` until the block ends."""


def _silent(done: int, total: int, what: str) -> None:
    """Nobody is looking."""


@contextmanager
def no_progress(what: str) -> Iterator[Advance]:  # noqa: ARG001 - part of the protocol
    """Shows nothing."""
    yield _silent
