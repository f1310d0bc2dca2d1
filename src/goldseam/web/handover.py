"""The device in a client's hands: one form and nothing else, until the therapist is back.

Everything but the form stops existing: the routes themselves are exchanged (`place`). Coming back takes
the passphrase or the PIN; wrong ones wait longer each time, and the fifth locks everything.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from django.http import HttpResponse

from goldseam.acts import book
from goldseam.acts.settings import pin_is
from goldseam.web.place import PLACE, Handed
from goldseam.web.turning import turned

MOST_WRONG = 5


class Came(Enum):
    """What came of a try to come back."""

    BACK = "back"
    WRONG = "wrong"
    TOO_SOON = "too soon"
    LOCKED = "locked"


class WayBack:
    """Counts wrong tries of one handing over. `clock` gives seconds that never run backwards."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong, self._not_before = 0, 0.0
        self._one_at_a_time = threading.Lock()

    def try_(self, fits: Callable[[], bool]) -> Came:
        """One try; `fits` is only asked when the wait is over."""
        with self._one_at_a_time:
            if self.wait() > 0:
                return Came.TOO_SOON
            if fits():
                self._wrong = 0
                return Came.BACK
            self._wrong += 1
            self._not_before = self._clock() + book.delay_after(self._wrong + 1)  # from the second on
            return Came.LOCKED if self._wrong >= MOST_WRONG else Came.WRONG

    def wait(self) -> float:
        """Seconds before the next try."""
        return max(0.0, self._not_before - self._clock())

    def left(self) -> int:
        """Tries left before everything locks."""
        return MOST_WRONG - self._wrong


_way_back = WayBack()


def way_back() -> WayBack:
    """The count of the present handing over."""
    return _way_back


def give(handed: Handed) -> HttpResponse:
    """Hand the device over: from the reply on, only the client's pages exist.

    Errors: Refused where the book is not open.
    """
    global _way_back
    PLACE.hand_over(handed)
    _way_back = WayBack()
    return turned("/")


def come_back(typed: str) -> Came:
    """Try to come back with the passphrase or the PIN. BACK and LOCKED have changed the state."""
    folder = PLACE.book
    came = _way_back.try_(lambda: _opens(folder, typed))
    if came is Came.BACK:
        PLACE.take_back()
    elif came is Came.LOCKED:
        PLACE.lock()
    return came


def _opens(folder: Path, typed: str) -> bool:
    return (typed.isdecimal() and pin_is(typed)) or book.passphrase_fits(folder, typed)
