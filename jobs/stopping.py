"""Being asked to stop: a command ends in order, its runs closed and its unfinished files gone."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGTERM, signal.SIGINT)
Handler = Callable[[int, FrameType | None], object]


class Stopped(BaseException):
    """The process was asked to stop by a signal."""

    def __init__(self, signum: int) -> None:
        super().__init__(f"stopped by {signal.Signals(signum).name}")
        self.exit_code = 128 + signum
        """As a shell counts it: 143 for SIGTERM, 130 for Ctrl-C."""


def stop(signum: int, _frame: FrameType | None) -> None:
    """A handler that ends what is going on.

    Raises:
        Stopped: always.
    """
    raise Stopped(signum)


@contextmanager
def handling(handler: Handler) -> Iterator[None]:
    """The signals go to `handler`; in any thread but the main one nothing changes, for only that one hears them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {signum: signal.signal(signum, handler) for signum in SIGNALS}
    try:
        yield
    finally:
        for signum, handler_before in before.items():
            signal.signal(signum, signal.SIG_DFL if handler_before is None else handler_before)
