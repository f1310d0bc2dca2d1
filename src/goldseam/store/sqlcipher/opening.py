"""Opening one encrypted SQLite file: the key first, the settings that keep promises, then a proof.

The key is a raw 256-bit key, never the passphrase: SQLCipher then skips its own key derivation
(0.1 ms a connection instead of 0.1 to 0.7 s). It goes in through the C call, not through SQL text, so no
statement, trace or log can hold it.
"""

from __future__ import annotations

import binascii
import os
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from goldseam.errors import BookDamaged
from goldseam.store.faults import DAMAGED, plain_faults
from goldseam.store.keys import wipe

NAME: Final = "book.db"
BUSY_SECONDS: Final = 10.0
PAGE_BYTES: Final = 4096  # SQLCipher 4
MISSING: Final = "The book's database is missing. Restore a backup of this book."

# WAL + FULL: a commit that was acknowledged survives a power cut. secure_delete overwrites what is
# deleted. Temporary tables and sorts stay in memory. 16 MB of cache: SQLCipher's default of 8 costs
# index-driven reads most.
SETTINGS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16000",
    "PRAGMA legacy_alter_table = OFF",
)


class BookConnection(dbapi2.Connection):  # type: ignore[misc]
    """A connection that says plainly when the disk is full, and that a lock can end from another thread.

    The driver crashes when one thread closes while another works; so both take ``turn`` first.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        self.turn = threading.RLock()
        super().__init__(*args, **options)

    def commit(self) -> None:
        """Commit; faults of the disk become plain errors."""
        with self.turn, plain_faults():
            super().commit()

    def rollback(self) -> None:
        """Undo what is not committed."""
        with self.turn, plain_faults():
            super().rollback()

    def close(self) -> None:
        """Close; once is enough."""
        with self.turn:
            super().close()


def open_encrypted(path: Path, key: bytearray, *, new: bool = False, **options: Any) -> BookConnection:
    """A connection to an encrypted file, keyed, set up and proven to open with this key.

    ``new`` makes the file; otherwise it must be there (SQLite would make an empty one and hide the
    loss). ``options`` go to the driver's ``connect``. BookDamaged where the file is missing, not
    encrypted, not a database, or belongs to another key; BookError where the disk refuses.
    """
    if not new and not path.exists():
        raise BookDamaged(MISSING)
    given = {"timeout": BUSY_SECONDS, "factory": BookConnection, **options}
    with plain_faults(), ExitStack() as undo:
        connection: BookConnection = dbapi2.connect(os.fspath(path), **given)
        undo.callback(connection.close)
        give_key(connection, key)
        prove(connection)
        for setting in SETTINGS:
            connection.execute(setting)
        connection.execute("PRAGMA journal_mode = WAL")
        undo.pop_all()
    return connection


def give_key(connection: BookConnection, key: bytearray) -> None:
    """Hand the raw key to SQLCipher; the copy made for it is wiped."""
    connection.execute("PRAGMA cipher_log_level = NONE")  # else a wrong key writes lines to stderr
    literal = bytearray(b"x'" + binascii.hexlify(key) + b"'")
    try:
        connection.set_key(literal)
    finally:
        wipe(literal)


def prove(connection: BookConnection) -> None:
    """Read the first page with the key; BookDamaged where the file is not ours or nothing encrypts."""
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    status = connection.execute("PRAGMA cipher_status").fetchone()
    if status is None or str(status[0]) != "1":  # a build without the cipher would write plain pages
        raise BookDamaged(DAMAGED)


def whole(connection: BookConnection) -> list[str]:
    """What is wrong with the file's pages and structure: empty where it is whole. Reads every page."""
    torn = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
    if torn:
        return torn
    found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    return [] if found == ["ok"] else found
