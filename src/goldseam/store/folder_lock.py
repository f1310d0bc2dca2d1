"""One process at a time on one book: a lock the system lets go of when its holder dies.

``flock`` on POSIX, a byte-range lock on Windows. The file stays; only the lock on it counts, so a crash
leaves nothing to clean up.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from pathlib import Path

from goldseam.errors import BookBusy
from goldseam.store.faults import plain_faults

NAME = "book.lock"
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_FAR = 1 << 30  # Windows: lock a byte nobody reads

_guard = threading.Lock()
_held: dict[Path, int] = {}

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def take(folder: Path) -> bool:
    """Hold the book for this process; True where it was not held before.

    BookBusy where another process holds it.
    """
    place = folder.resolve()
    with _guard:
        if place in _held:
            return False
        with plain_faults():
            handle = os.open(place / NAME, _FLAGS, 0o600)
        try:
            _try_lock(handle)
        except OSError:
            busy = BookBusy(_sentence(handle))
            os.close(handle)
            raise busy from None
        with contextlib.suppress(OSError):  # the number is a courtesy; a full disk must not bar the door
            os.truncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, f"{os.getpid()}\n".encode())
        _held[place] = handle
        return True


def release(folder: Path) -> None:
    """Let the book go; harmless where it is not held."""
    with _guard:
        handle = _held.pop(folder.resolve(), None)
    if handle is not None:
        os.close(handle)


def held(folder: Path) -> bool:
    """Whether this process holds the book."""
    return folder.resolve() in _held


def _sentence(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    who = os.read(handle, 20).decode("ascii", "replace").strip()
    by = f" (process {who})" if who.isdigit() else ""
    return f"Another goldseam has this book open{by}. Close it there, then open it here."


def _forget_in_child() -> None:
    """A forked child must not keep its parent's book locked."""
    for handle in _held.values():
        os.close(handle)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_in_child)
