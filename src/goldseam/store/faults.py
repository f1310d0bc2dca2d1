"""What can go wrong with a disk or a database file, said in plain sentences.

SQLite and the operating system report faults by codes; a person needs to know what was kept and what
to do. Everything not listed here is the program's own fault and goes on unchanged.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlcipher3 import dbapi2

from goldseam.errors import BookBusy, BookDamaged, BookError

FULL: Final = (
    "The disk is full. What was saved before is safe; this last change was not saved. "
    "Free some space, then save again."
)
READ_ONLY: Final = (
    "The book's folder cannot be written. Nothing was changed. Check that the disk is not read-only "
    "and the folder is yours, then try again."
)
DISK: Final = (
    "The disk gave an error. What was saved before is kept; this last change was not saved. "
    "Close goldseam, check the disk, then open the book again."
)
DAMAGED: Final = "The book's database is damaged. Close goldseam and restore a backup."
BUSY: Final = "Another part of goldseam is still writing. Nothing was changed. Try again in a moment."
CANNOT_OPEN: Final = "The book's database cannot be opened. Check that the folder is there and yours."

# Primary result codes, https://www.sqlite.org/rescode.html (extended codes carry them in the low byte).
_BY_CODE: Final[dict[int, tuple[type[BookError], str]]] = {
    5: (BookBusy, BUSY),
    8: (BookError, READ_ONLY),
    10: (BookError, DISK),
    11: (BookDamaged, DAMAGED),
    13: (BookError, FULL),
    14: (BookError, CANNOT_OPEN),
    26: (BookDamaged, DAMAGED),
}
_BY_ERRNO: Final[dict[int, str]] = {
    errno.ENOSPC: FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EIO: DISK,
}


def explained(problem: BaseException) -> BookError | None:
    """The plain error for a database or file fault, or None where it is none of these.

    >>> str(explained(OSError(errno.ENOSPC, "No space left on device")))[:17]
    'The disk is full.'
    """
    if isinstance(problem, dbapi2.Error):
        code = getattr(problem, "sqlite_errorcode", None)
        kind, text = _BY_CODE.get((code or 0) & 0xFF, (None, ""))
        return kind(text) if kind else None
    if isinstance(problem, OSError) and problem.errno in _BY_ERRNO:
        return BookError(_BY_ERRNO[problem.errno])
    return None


@contextmanager
def plain_faults() -> Iterator[None]:
    """Turn faults of disk and database into their plain errors; let everything else through."""
    try:
        yield
    except (dbapi2.Error, OSError) as problem:
        plain = explained(problem)
        if plain is None:
            raise
        raise plain from problem
