"""One file that holds a whole book, made while the book is in use and opened once before it is called good.

A ``.goldseam-backup`` is a plain, uncompressed zip of ``book.json`` and ``book.db``, as encrypted as the
book itself. A backup that was never opened is only a hope; so the finished file is unpacked again,
every page's signature is checked, and its tables are counted against the book's.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from goldseam.errors import BookDamaged, BookError
from goldseam.store.faults import plain_faults
from goldseam.store.header import NAME as HEADER
from goldseam.store.header import check_seal, read_header
from goldseam.store.keys import Compartment, Keys
from goldseam.store.packing import pack, unpack
from goldseam.store.safe_file import discard, sync_file, sync_folder
from goldseam.store.sqlcipher.opening import NAME as DATABASE
from goldseam.store.sqlcipher.opening import BookConnection, open_encrypted, whole

SUFFIX = ".goldseam-backup"
TIME_LIMIT_SECONDS = 600.0
PAGES_A_STEP = 2000


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows in each table: what a copy must have too."""

    rows: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """Rows in all tables."""
        return sum(number for _, number in self.rows)


def backup_name(now: datetime, why: str = "backup") -> str:
    """A file name that sorts by time and tells nothing of the book.

    >>> backup_name(datetime(2026, 11, 22, 20, 31, 5))
    'goldseam-20261122-203105-backup.goldseam-backup'
    """
    return f"goldseam-{now:%Y%m%d-%H%M%S}-{why}{SUFFIX}"


def backup(
    folder: Path, target: Path, keys: Keys, *, now: datetime, time_limit: float = TIME_LIMIT_SECONDS
) -> Path:
    """Write a verified backup of an open book to ``target``; the path, once it has been opened and compared.

    Works while the book is in use; what is committed now is in it. Needs the held keys, since an
    unopened backup is not called one. ``time_limit`` in seconds. BookError where the target is there
    already, the disk is full or the limit passed; nothing is left behind then.
    """
    if target.exists():
        raise BookError(f"There is a file at {target} already. Choose another name.")
    with plain_faults(), _scratch_beside(target) as scratch:
        read_header(folder)  # a damaged book is told before any copying; its seal is checked in the copy
        shutil.copyfile(folder / HEADER, scratch / HEADER)
        counts = _copy_database(folder / DATABASE, scratch / DATABASE, keys, time_limit)
        packed = scratch / "packed"
        pack(scratch, packed, now)
        _refuse_unequal(counts, _counts_in(packed, scratch / "opened", keys))
        packed.rename(target)
        sync_folder(target.parent)
    return target


def _copy_database(source: Path, target: Path, keys: Keys, time_limit: float) -> Counts:
    """Copy the database as it stands now, and count what must arrive."""
    key = keys.of(Compartment.DATABASE)
    with closing(open_encrypted(source, key, isolation_level=None)) as live:
        # A read transaction pins one state for both the count and the copy; a backup from a connection
        # that writes would wait for itself for ever, so this is a connection of its own.
        live.execute("BEGIN")
        counts = count_rows(live)
        with closing(open_encrypted(target, key, new=True, isolation_level=None)) as copy:
            live.backup(copy, pages=PAGES_A_STEP, progress=_until(time.monotonic() + time_limit))
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        live.execute("ROLLBACK")
    sync_file(target)
    return counts


def _until(limit: float) -> Any:
    def stop_when_late(*_: int) -> None:
        if time.monotonic() > limit:
            raise BookError("The backup took too long and was stopped. Nothing was changed. Try again.")

    return stop_when_late


def count_rows(connection: BookConnection) -> Counts:
    """Rows in each table of a database."""
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
    ]
    quoted = [(name, name.replace('"', '""')) for name in names]
    return Counts(
        tuple(
            (name, connection.execute(f'SELECT count(*) FROM "{safe}"').fetchone()[0])  # noqa: S608
            for name, safe in quoted
        )
    )


def _counts_in(packed: Path, into: Path, keys: Keys) -> Counts:
    """Unpack a backup and open it with the book's keys; what it holds."""
    into.mkdir()
    unpack(packed, into)
    return inspect(into, keys)


def inspect(folder: Path, keys: Keys) -> Counts:
    """Check every page of a book's database and count its rows; BookDamaged where anything is amiss."""
    check_seal(read_header(folder), keys)
    with closing(open_encrypted(folder / DATABASE, keys.of(Compartment.DATABASE))) as database:
        wrong = whole(database)
        if wrong:
            raise BookDamaged(f"The database is damaged in {len(wrong)} places. Use another backup.")
        return count_rows(database)


def _refuse_unequal(there: Counts, here: Counts) -> None:
    if there != here:
        raise BookError("The backup does not hold what the book holds. Make it again on another disk.")


@contextmanager
def _scratch_beside(target: Path) -> Iterator[Path]:
    """A private folder on the target's own disk, gone afterwards."""
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".goldseam-", suffix=".part", dir=target.parent))
    try:
        yield scratch
    finally:
        discard(scratch)
