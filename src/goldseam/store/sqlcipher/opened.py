"""Which connections this process has open, so that locking a book can end every one of them.

Django keeps connections by thread and cannot close another thread's; a lock must.
"""

from __future__ import annotations

import threading
import time
import weakref
from typing import Any

PATIENCE_SECONDS = 1.0
_STEP_SECONDS = 0.01

_guard = threading.Lock()
_open: weakref.WeakSet[Any] = weakref.WeakSet()


def note(connection: Any) -> None:
    """Remember an open connection, for as long as somebody holds it."""
    with _guard:
        _open.add(connection)


def forget(connection: Any) -> None:
    """A connection that closed in its own time."""
    with _guard:
        _open.discard(connection)


def count() -> int:
    """How many are open."""
    with _guard:
        return len(_open)


def end_all(patience: float = PATIENCE_SECONDS) -> int:
    """Close every open connection: wait a little for those at work, then interrupt and close.

    ``patience`` in seconds; gives the number that had to be closed from here.
    """
    limit = time.monotonic() + patience
    while count() and time.monotonic() < limit:
        time.sleep(_STEP_SECONDS)
    with _guard:
        left = list(_open)
        _open.clear()
    for connection in left:
        connection.interrupt()
        connection.close()
    return len(left)
