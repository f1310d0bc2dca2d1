"""Locking by itself after a while without anyone there."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable

DEFAULT_MINUTES = 10


class Idle:
    """How long nobody has done anything. `clock` gives seconds that never run backwards.

    Sleep counts: a laptop that was closed for longer than the limit is locked when it opens.

    >>> seconds = [0.0]
    >>> idle = Idle(minutes=10, clock=lambda: seconds[0])
    >>> seconds[0] = 599.0
    >>> idle.left()
    1.0
    >>> idle.touch()
    >>> idle.left()
    600.0
    """

    def __init__(self, minutes: int = DEFAULT_MINUTES, clock: Callable[[], float] | None = None) -> None:
        self._clock = clock or steady_seconds
        self._limit = minutes * 60.0
        self._last = self._clock()

    @property
    def seconds(self) -> int:
        """The limit."""
        return int(self._limit)

    def touch(self) -> None:
        """Someone did something."""
        self._last = self._clock()

    def set_minutes(self, minutes: int) -> None:
        """Change the limit and begin again."""
        self._limit = minutes * 60.0
        self.touch()

    def left(self) -> float:
        """Seconds until locking; 0 or less when it is time."""
        return self._last + self._limit - self._clock()


def steady_seconds() -> float:
    """Seconds since some start, counting the time a computer sleeps where the system can tell.

    Python's own monotonic clock stands still in sleep on Linux and macOS. CLOCK_BOOTTIME (Linux) and
    CLOCK_MONOTONIC as macOS means it do not: clock_gettime(2), clock_gettime(3).
    """
    name = "CLOCK_MONOTONIC" if sys.platform == "darwin" else "CLOCK_BOOTTIME"
    clock = getattr(time, name, None)
    return time.clock_gettime(clock) if clock is not None else time.monotonic()


def watch(
    idle: Idle, is_open: Callable[[], bool], on_idle: Callable[[], None], stop: threading.Event
) -> None:
    """Call `on_idle` once the limit has passed while the book is open; for a thread of its own."""
    while not stop.wait(min(max(idle.left(), 0.2), 5.0)):
        if not is_open():
            idle.touch()
        elif idle.left() <= 0:
            on_idle()
            return


IDLE = Idle()
"""The idle time of this process."""
