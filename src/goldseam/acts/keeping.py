"""Backup, restore and export for someone at the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from goldseam.acts import book, exporting
from goldseam.errors import BookError
from goldseam.store import backup as backups
from goldseam.store import keyring, restoring
from goldseam.store.safe_file import write_whole


@contextmanager
def _opened(folder: Path, passphrase: str, now: datetime) -> Iterator[None]:
    """The book, open for as long as the work takes."""
    book.unlock_book(folder, passphrase, now)
    try:
        yield
    finally:
        book.lock_book(folder)


def backup(folder: Path, passphrase: str, now: datetime, to: Path | None = None) -> Path:
    """Save a checked backup. `to` is a file, or a folder for a dated file."""
    with _opened(folder, passphrase, now):
        target = to or folder.parent
        if target.is_dir():
            target = target / backups.backup_name(now)
        return backups.backup(folder, target, keyring.current(), now=now)


def restore(file: Path, folder: Path, secret: str, *, with_kit: bool = False) -> None:
    """Bring a book back into a new folder; it is opened once to check it."""
    (restoring.restore_with_kit if with_kit else restoring.restore)(file, folder, secret)


def export(folder: Path, passphrase: str, to: Path, now: datetime, *, with_notes: bool = False) -> Path:
    """Write the record in open formats. Errors: BookError where the file is there already."""
    if to.exists():
        raise BookError(f"{to} is there already. Choose another name, so that nothing is overwritten.")
    with _opened(folder, passphrase, now):
        made = exporting.export(now, with_notes=with_notes)
    write_whole(to, made)
    return to
