"""From a backup file to a book in a new folder, opened before it is called restored."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from goldseam.errors import BookError
from goldseam.store.backup import Counts, inspect
from goldseam.store.book import open_header, refuse_occupied, take_place
from goldseam.store.faults import plain_faults
from goldseam.store.header import WrapKind, read_header
from goldseam.store.keys import Keys, wipe
from goldseam.store.packing import unpack
from goldseam.store.recovery import read_words
from goldseam.store.safe_file import discard


def restore(packed: Path, folder: Path, passphrase: str) -> Counts:
    """Unpack a backup into an absent or empty folder, and prove that this passphrase opens it.

    Gives the rows of each table. WrongKey for another passphrase (a backup keeps the one it was made
    with), BookDamaged where the file is not as it was made, BookError where the folder holds something.
    Nothing is left behind then.
    """
    return _restore(packed, folder, WrapKind.PASSPHRASE, passphrase)


def restore_with_kit(packed: Path, folder: Path, words: str) -> Counts:
    """As ``restore``, with the twelve words of the recovery kit."""
    return _restore(packed, folder, WrapKind.KIT, read_words(words))


def _restore(packed: Path, folder: Path, kind: WrapKind, secret: str) -> Counts:
    if not packed.is_file():
        raise BookError(f"There is no file at {packed}. Choose a backup.")
    refuse_occupied(folder)
    with plain_faults():
        folder.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".new", dir=folder.parent))
        try:
            unpack(packed, scratch)
            counts = _with_keys(scratch, kind, secret, lambda keys: inspect(scratch, keys))
            take_place(scratch, folder)
            return counts
        finally:
            discard(scratch)


def _with_keys(folder: Path, kind: WrapKind, secret: str, act: Callable[[Keys], Counts]) -> Counts:
    keys, master = open_header(read_header(folder), kind, secret)
    wipe(master)
    try:
        return act(keys)
    finally:
        keys.wipe()
