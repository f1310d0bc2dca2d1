"""The one place where this process holds the keys of its open book.

One book at a time. Code that needs a key asks here and gets a plain "locked" error where there is none.
"""

from __future__ import annotations

import threading

from goldseam.errors import BookError
from goldseam.store.keys import LOCKED, Compartment, Keys

_guard = threading.Lock()
_held: Keys | None = None


def hold(keys: Keys) -> None:
    """Keep these keys for the process; keys held before are wiped."""
    global _held
    with _guard:
        if _held is not None and _held is not keys:
            _held.wipe()
        _held = keys


def current() -> Keys:
    """The keys of the open book; BookError where it is locked."""
    held = _held
    if held is None or held.wiped:
        raise BookError(LOCKED)
    return held


def is_open() -> bool:
    """Whether keys are held."""
    held = _held
    return held is not None and not held.wiped


def drop() -> None:
    """Wipe and forget the keys; harmless where none are held."""
    global _held
    with _guard:
        if _held is not None:
            _held.wipe()
        _held = None


def database_key() -> bytearray:
    """The key of the database compartment: what the backend asks for, by this function's dotted name."""
    return current().of(Compartment.DATABASE)
