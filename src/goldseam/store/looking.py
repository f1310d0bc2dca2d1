"""What stands in a folder, seen without any key: no book, a book, or a damaged one and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from goldseam.errors import BookError
from goldseam.store.backup import SUFFIX
from goldseam.store.header import NAME as HEADER
from goldseam.store.header import read_header
from goldseam.store.packing import is_backup
from goldseam.store.sqlcipher.opening import MISSING, PAGE_BYTES
from goldseam.store.sqlcipher.opening import NAME as DATABASE

NO_HEADER = "The book's header (book.json) is missing. Restore a backup of this book."
CUT_SHORT = "The book's database is cut short. Restore a backup of this book."


class BookState(StrEnum):
    """What a folder holds."""

    ABSENT = "absent"
    OK = "ok"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Look:
    """A folder's state, why, in one sentence, and the backups found beside it, newest first."""

    state: BookState
    because: str = ""
    backups: tuple[Path, ...] = ()


def look(folder: Path) -> Look:
    """What stands in this folder. Reads no secret and changes nothing.

    A page inside the database may still be damaged; ``unlock`` and ``inspect`` find that.
    """
    has_header, has_database = (folder / HEADER).exists(), (folder / DATABASE).exists()
    if not has_header and not has_database:
        return Look(BookState.ABSENT, backups=backups_near(folder))
    trouble = _trouble(folder, has_header, has_database)
    if not trouble:
        return Look(BookState.OK, backups=backups_near(folder))
    found = backups_near(folder)
    return Look(BookState.DAMAGED, f"{trouble} {_advice(found)}", found)


def backups_near(folder: Path) -> tuple[Path, ...]:
    """Backups in the book's folder and the one above, newest name first."""
    places = [place for place in (folder, folder.parent) if place.is_dir()]
    found = {path for place in places for path in place.glob(f"*{SUFFIX}") if is_backup(path)}
    return tuple(sorted(found, key=lambda path: (path.name, str(path)), reverse=True))


def _trouble(folder: Path, has_header: bool, has_database: bool) -> str:
    if not has_header:
        return NO_HEADER
    if not has_database:
        return MISSING
    if (folder / DATABASE).stat().st_size < PAGE_BYTES:
        return CUT_SHORT
    try:
        read_header(folder)
    except BookError as problem:
        return str(problem)
    return ""


def _advice(found: tuple[Path, ...]) -> str:
    if not found:
        return "No backup lies beside it. Look on your other disks for a file ending in .goldseam-backup."
    return f"The newest backup here is {found[0]}."
