"""A book: a folder with an encrypted database and a small header. Make it, open it, change its keys.

``book.json`` wraps a random master key; ``book.db`` is encrypted with a key made from it. A change of
passphrase rewraps the master and touches no other byte.
"""

from __future__ import annotations

import errno
import tempfile
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from goldseam.errors import BookDamaged, BookError
from goldseam.store import folder_lock
from goldseam.store.faults import plain_faults
from goldseam.store.header import NAME as HEADER
from goldseam.store.header import (
    Header,
    WrapKind,
    check_seal,
    make_wrap,
    open_wrap,
    read_header,
    sealed_by,
    write_header,
)
from goldseam.store.kdf import SMALLEST, KdfParams, check_params, check_passphrase, tune
from goldseam.store.keys import Compartment, Keys, new_master, wipe
from goldseam.store.recovery import new_words, read_words
from goldseam.store.safe_file import discard, sync_folder
from goldseam.store.sqlcipher.opening import MISSING, open_encrypted
from goldseam.store.sqlcipher.opening import NAME as DATABASE

# "gold" in ASCII, in the database header's application id: https://www.sqlite.org/pragma.html
APPLICATION_ID = 0x676F6C64
# Names that may stand in a folder before a book is made there.
_HARMLESS = {folder_lock.NAME, "book.tries", ".DS_Store", "desktop.ini"}
_TAKEN = "There is a book in {} already. Open it, or choose another folder."


@dataclass(frozen=True, slots=True)
class NewBook:
    """A book just made: its keys, and the words of its recovery kit, shown once."""

    keys: Keys
    recovery_words: str = field(repr=False)


def create(folder: Path, passphrase: str, *, params: KdfParams | None = None, now: datetime) -> NewBook:
    """Make a book in a folder that is absent or empty; it appears whole or not at all.

    ``params`` None tunes the passphrase's cost to this computer. ``now`` must carry its time zone.
    BadInput for a passphrase too short, BookError where the folder holds something already.
    The book is held for this process until ``close``.
    """
    check_passphrase(passphrase)
    refuse_occupied(folder)
    cost = check_params(params) if params else tune()
    master = new_master()
    try:
        header, keys, words = _new_header(passphrase, master, cost, now)
    finally:
        wipe(master)
    with plain_faults():
        _build(folder, header, keys)
    folder_lock.take(folder)
    return NewBook(keys, words)


def _new_header(
    passphrase: str, master: bytearray, cost: KdfParams, now: datetime
) -> tuple[Header, Keys, str]:
    """Header, keys and kit of a book that is not on disk yet."""
    book, words = uuid.uuid4(), new_words()
    keys = Keys(book, master)
    wraps = (
        make_wrap(book, WrapKind.PASSPHRASE, passphrase, master, cost),
        make_wrap(book, WrapKind.KIT, words, master, SMALLEST),  # 128 random bits need no stretching
    )
    return sealed_by(Header(book, _in_zone(now), wraps), keys), keys, words


def _build(folder: Path, header: Header, keys: Keys) -> None:
    """Write the book beside its place, then move it there in one step."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".new", dir=folder.parent))  # 0700
    try:
        _new_database(scratch / DATABASE, keys)
        write_header(scratch, header)
        take_place(scratch, folder)
    finally:
        discard(scratch)


def take_place(scratch: Path, folder: Path) -> None:
    """Move a finished book to its folder in one step; never over one that came in the meantime."""
    try:
        if folder.exists():
            _empty_out(folder)
        scratch.rename(folder)
    except OSError as problem:
        if problem.errno in {errno.ENOTEMPTY, errno.EEXIST}:
            raise BookError(_TAKEN.format(folder)) from None
        raise
    sync_folder(folder.parent)


def _new_database(path: Path, keys: Keys) -> None:
    connection = open_encrypted(path, keys.of(Compartment.DATABASE), new=True, isolation_level=None)
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
    path.chmod(0o600)


def refuse_occupied(folder: Path) -> None:
    """BookError where a folder is not free for a new book."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise BookError(f"{folder} is a file. Choose a folder for the book.")
    if (folder / HEADER).exists() or (folder / DATABASE).exists():
        raise BookError(_TAKEN.format(folder))
    if any(entry.name not in _HARMLESS for entry in folder.iterdir()):
        raise BookError(f"{folder} holds other files. Choose an empty folder for the book.")


def _empty_out(folder: Path) -> None:
    """Remove a folder that holds nothing of worth; OSError where something else stands in it."""
    for name in _HARMLESS:
        (folder / name).unlink(missing_ok=True)
    folder.rmdir()


def unlock(folder: Path, passphrase: str) -> Keys:
    """The keys of a book, by its passphrase.

    Holds the book for this process (BookBusy where another has it). WrongKey where the passphrase does
    not open it, BookDamaged where the files are altered, BookError where there is no book.
    """
    return _unlock(folder, WrapKind.PASSPHRASE, passphrase)


def unlock_with_kit(folder: Path, words: str) -> Keys:
    """The keys of a book, by the twelve words of its recovery kit; as ``unlock``, BadInput for a typo."""
    return _unlock(folder, WrapKind.KIT, read_words(words))


def _unlock(folder: Path, kind: WrapKind, secret: str) -> Keys:
    header = read_header(folder)
    first = folder_lock.take(folder)
    try:
        keys, master = open_header(header, kind, secret)
        wipe(master)
        check_database(folder, keys)
        return keys
    except BookError:
        if first:
            folder_lock.release(folder)
        raise


def open_header(header: Header, kind: WrapKind, secret: str) -> tuple[Keys, bytearray]:
    """Keys and master of a header, its seal checked."""
    master = open_wrap(header, kind, secret)
    keys = Keys(header.book, master)
    try:
        check_seal(header, keys)
    except BookDamaged:
        keys.wipe()
        wipe(master)
        raise
    return keys, master


def check_database(folder: Path, keys: Keys) -> None:
    """BookDamaged where the database is missing or does not open with the book's own key."""
    path = folder / DATABASE
    if not path.is_file() or path.stat().st_size == 0:
        raise BookDamaged(MISSING)
    open_encrypted(path, keys.of(Compartment.DATABASE)).close()


def close(folder: Path) -> None:
    """Let another process open the book. The keys are the caller's to wipe (``keyring.drop``)."""
    folder_lock.release(folder)


def change_passphrase(folder: Path, old: str, new: str, *, params: KdfParams | None = None) -> None:
    """Put a new passphrase in place of the old one; nothing is encrypted again, the kit stays good."""
    check_passphrase(new)
    _rewrap(folder, (WrapKind.PASSPHRASE, old), (WrapKind.PASSPHRASE, new), params or tune())


def replace_passphrase(folder: Path, kit_words: str, new: str, *, params: KdfParams | None = None) -> None:
    """Set a new passphrase with the recovery kit, where the old one is forgotten."""
    check_passphrase(new)
    _rewrap(folder, (WrapKind.KIT, read_words(kit_words)), (WrapKind.PASSPHRASE, new), params or tune())


def new_kit(folder: Path, passphrase: str) -> str:
    """The words of a fresh recovery kit; the printed old one opens nothing from now on."""
    words = new_words()
    _rewrap(folder, (WrapKind.PASSPHRASE, passphrase), (WrapKind.KIT, words), SMALLEST)
    return words


def _rewrap(
    folder: Path, opens: tuple[WrapKind, str], seals: tuple[WrapKind, str], params: KdfParams
) -> None:
    """Unwrap the master with one secret, wrap it under another, replace the header whole."""
    first = folder_lock.take(folder)
    try:
        header = read_header(folder)
        keys, master = open_header(header, *opens)
        try:
            changed = header.with_wrap(make_wrap(header.book, *seals, master, params))
            write_header(folder, sealed_by(changed, keys))
        finally:
            wipe(master)
            keys.wipe()
    finally:
        if first:
            folder_lock.release(folder)


def _in_zone(now: datetime) -> datetime:
    if now.tzinfo is None:
        raise ValueError("now must carry its time zone")
    return now
