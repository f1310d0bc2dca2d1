"""What this process shows right now: nothing (locked), a new kit, the book, or one form to one client.

One process, one person, one state. It lives in memory only, so it ends with the process.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from uuid import UUID

from goldseam.errors import Refused


class Kind(Enum):
    """The states, each with the routes that exist in it."""

    LOCKED = "goldseam.web.locked.urls"
    NEW_KIT = "goldseam.web.locked.kit_urls"
    OPEN = "goldseam.web.urls"
    WITH_CLIENT = "goldseam.web.client.urls"


@dataclass(frozen=True)
class Handed:
    """What was handed over: a session (an id, no name), the forms to fill in, and where to go after."""

    session: UUID
    instruments: tuple[str, ...]
    back_to: str = "/"
    one_page: bool = False


@dataclass(frozen=True)
class Here:
    """One state. `seat` is the secret of the browser that brought us here; it changes with each state."""

    kind: Kind
    seat: str = ""
    book: Path | None = None
    invented: bool = False
    handed: Handed | None = None
    recovery_words: str = field(default="", repr=False)


LOCKED = Here(Kind.LOCKED)


class Place:
    """The state and its only ways on: open, hand over, take back, lock.

    Callers ask for the passphrase before; here is only the order of things.

    >>> place = Place()
    >>> place.open_book(Path("book")).kind.name, place.lock().kind.name
    ('OPEN', 'LOCKED')
    """

    def __init__(self) -> None:
        self._here = LOCKED
        self._guard = threading.Lock()
        self._on_lock: list[Callable[[], None]] = []

    @property
    def here(self) -> Here:
        """Where we are now."""
        return self._here

    @property
    def book(self) -> Path:
        """The folder of the open book. Errors: Refused where none is open."""
        book = self._here.book
        if book is None:
            raise Refused("No book is open. Open one with its passphrase, then go on.")
        return book

    def when_locked(self, act: Callable[[], None]) -> None:
        """Do this at every lock, after the state has changed."""
        self._on_lock.append(act)

    def open_book(self, book: Path, invented: bool = False) -> Here:
        """From locked to open."""
        return self._go(Kind.LOCKED, Here(Kind.OPEN, _seat(), book, invented))

    def hand_over(self, handed: Handed) -> Here:
        """From open to one form for one client. Errors: Refused where the book is not open."""
        was = self._here
        return self._go(Kind.OPEN, Here(Kind.WITH_CLIENT, _seat(), was.book, was.invented, handed))

    def take_back(self) -> Here:
        """From the client back to the book; whoever calls this has asked for the passphrase."""
        was = self._here
        return self._go(Kind.WITH_CLIENT, Here(Kind.OPEN, _seat(), was.book, was.invented))

    def open_new_book(self, book: Path, recovery_words: str) -> Here:
        """From locked to the page that shows the recovery kit once."""
        return self._go(Kind.LOCKED, Here(Kind.NEW_KIT, _seat(), book, recovery_words=recovery_words))

    def kit_is_safe(self) -> Here:
        """From the recovery kit to the book; the words are forgotten."""
        return self._go(Kind.NEW_KIT, Here(Kind.OPEN, _seat(), self._here.book))

    def lock(self) -> Here:
        """From anywhere to locked. What is to be done at a lock is done before this returns."""
        with self._guard:
            was, self._here = self._here, LOCKED
        if was.kind is not Kind.LOCKED:
            for act in self._on_lock:
                act()
        return LOCKED

    def _go(self, wanted: Kind, to: Here) -> Here:
        with self._guard:
            if self._here.kind is not wanted:
                raise Refused(
                    "goldseam has moved on in another window. Go to the first page, then try again."
                )
            self._here = to
            return to


def _seat() -> str:
    return secrets.token_urlsafe(32)


PLACE = Place()
"""The place of this process."""
