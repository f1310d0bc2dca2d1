"""Which connections this process has open, so that locking a book can end every one of them.

Django keeps connections by thread and cannot close another thread's; a lock must.
"""

from __future__ import annotations

import contextlib
import threading
import time
import weakref

from sqlcipher3 import dbapi2

from goldseam.store.sqlcipher.opening import BookConnection

PATIENCE_SECONDS = 1.0
LAST_WAIT_SECONDS = 5.0
_STEP_SECONDS = 0.01

_guard = threading.Lock()
_open: weakref.WeakSet[BookConnection] = weakref.WeakSet()


def note(connection: BookConnection) -> None:
    """Remember an open connection, for as long as somebody holds it."""
    with _guard:
        _open.add(connection)


def forget(connection: BookConnection) -> None:
    """A connection that was closed."""
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
    with _guard:
        left = list(_open)
    limit = time.monotonic() + patience
    for connection in left:
        _end(connection, limit)
    return len(left)


def _end(connection: BookConnection, limit: float) -> None:
    """Close one connection when its turn comes, and hurry it after the limit."""
    last = limit + LAST_WAIT_SECONDS
    while not connection.turn.acquire(timeout=_STEP_SECONDS):
        if time.monotonic() > limit:
            with contextlib.suppress(dbapi2.ProgrammingError):  # closed by its own thread just now
                connection.interrupt()
        if time.monotonic() > last:
            return  # its thread holds it still; it closes it there, and the key is gone anyway
    try:
        connection.close()
        forget(connection)
    finally:
        connection.turn.release()
