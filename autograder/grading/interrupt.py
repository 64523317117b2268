"""Ctrl-C while processes are started."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def deferred() -> Iterator[None]:
    """What Ctrl-C does, it does at the end: a process that is half started would be lost.

    Processes that start in here do not hear of it, until they let SIGINT through.
    """
    if threading.current_thread() is not threading.main_thread():  # It interrupts no other.
        yield
        return
    rung: list[int] = []
    # Another thread may take the signal in spite of the mask, and then this one handles it.
    handler = signal.signal(signal.SIGINT, lambda number, _: rung.append(number))
    masked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, masked)
        signal.signal(signal.SIGINT, handler)
    if rung:
        signal.raise_signal(signal.SIGINT)
