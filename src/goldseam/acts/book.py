"""A book from outside: make it, open it, lock it, change what opens it.

One process holds one open book. Who tries passphrases waits longer after each wrong one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from goldseam.errors import BookError, Refused, WrongKey
from goldseam.store import book, configure, delays, hardening, keyring, looking
from goldseam.store.backup import backup, backup_name
from goldseam.store.kdf import MIN_CHARACTERS, SMALLEST, KdfParams, check_passphrase
from goldseam.store.keys import Keys
from goldseam.store.looking import BookState, Look

__all__ = [
    "MIN_CHARACTERS",
    "BookState",
    "Look",
    "backup_now",
    "change_passphrase",
    "check_passphrase",
    "delay_after",
    "forget_keys",
    "harden",
    "is_open",
    "lock_book",
    "look_at",
    "make_book",
    "make_open_to_all",
    "new_kit",
    "open_to_all",
    "passphrase_fits",
    "prepare",
    "unlock_book",
    "unlock_with_kit",
]

# The book of invented people is encrypted like any other, so that it behaves like one; what opens it
# is no secret.
KNOWN_TO_ALL = "everyone here is invented"

_one_try_at_a_time = threading.Lock()
delay_after = delays.delay_after


def harden() -> list[str]:
    """Keep this process's memory from other programs, as far as the system can; what was done."""
    return hardening.harden()


def prepare(
    *, middleware: Sequence[str], apps: Sequence[str], extra: Mapping[str, Any], hosts: Sequence[str]
) -> None:
    """Set up the web framework without any book."""
    configure.configure_django(
        allowed_hosts=hosts, middleware=middleware, apps=(*configure.APPS, *apps), extra=extra
    )


def look_at(folder: Path) -> Look:
    """What stands in a folder: no book, a book, or a damaged one and what to do."""
    return looking.look(folder)


def is_open() -> bool:
    """Whether this process holds the keys of a book."""
    return keyring.is_open()


def make_book(folder: Path, passphrase: str, now: datetime, params: KdfParams | None = None) -> str:
    """Make a book and open it. Returns the twelve words of its recovery kit, which are shown once.

    Errors: BadInput for a passphrase too short, BookError where the folder holds something.
    """
    made = book.create(folder, passphrase, params=params, now=now)
    keyring.hold(made.keys)
    _connect(folder, now)
    return made.recovery_words


def unlock_book(folder: Path, passphrase: str, now: datetime) -> Path | None:
    """Open a book; the path of a backup that an update of its tables needed, or None.

    Errors: WrongKey, Refused (too soon after wrong ones), BookBusy, BookDamaged, BookError.
    """
    with _one_try_at_a_time:
        keyring.hold(_tried(folder, now, lambda: book.unlock(folder, passphrase)))
        return _connect(folder, now)


def unlock_with_kit(folder: Path, words: str, new: str, now: datetime) -> Path | None:
    """Set a new passphrase with the recovery kit, and open the book. Errors: as `unlock_book`; BadInput."""
    check_passphrase(new)
    with _one_try_at_a_time:
        keys = _tried(folder, now, lambda: book.unlock_with_kit(folder, words))
        book.replace_passphrase(folder, words, new)
        keyring.hold(keys)
        return _connect(folder, now)


def make_open_to_all(folder: Path, now: datetime) -> None:
    """Make a book that holds invented people only, and open it."""
    make_book(folder, KNOWN_TO_ALL, now, params=SMALLEST)


def open_to_all(folder: Path, now: datetime) -> None:
    """Open the book of invented people."""
    unlock_book(folder, KNOWN_TO_ALL, now)


def passphrase_fits(folder: Path, passphrase: str) -> bool:
    """Whether this opens the book that is open already."""
    try:
        book.unlock(folder, passphrase).wipe()
    except WrongKey:
        return False
    return True


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Change what opens the book. Errors: WrongKey for the old one, BadInput for the new one."""
    book.change_passphrase(folder, old, new)


def new_kit(folder: Path, passphrase: str) -> str:
    """Twelve new words; the old kit opens nothing from now on. Errors: WrongKey."""
    return book.new_kit(folder, passphrase)


def backup_now(folder: Path, now: datetime) -> Path:
    """Save a backup of the open book beside its folder, opened and compared once. Its path."""
    return backup(folder, folder.parent / backup_name(now), keyring.current(), now=now)


def forget_keys() -> None:
    """Wipe the keys at once; connections and the hold on the folder are left to the end of the process."""
    keyring.drop()


def lock_book(folder: Path | None) -> None:
    """End every connection, wipe the keys, let other processes have the book."""
    configure.close_database()
    if folder is not None:
        book.close(folder)


def _tried(folder: Path, now: datetime, act: Callable[[], Keys]) -> Keys:
    """One try, after the wait that earlier wrong ones earned."""
    wait = delays.seconds_left(folder, now)
    if wait > 0:
        raise Refused(f"Wait {_seconds(wait)}, then try again. The wait grows with each wrong try.")
    try:
        keys = act()
    except WrongKey as wrong:
        wait = delays.note_wrong(folder, now)
        raise WrongKey(f"{wrong} You can try again in {_seconds(wait)}." if wait else str(wrong)) from None
    delays.note_right(folder)
    return keys


def _seconds(wait: float) -> str:
    whole = max(1, round(wait))
    return "1 second" if whole == 1 else f"{whole} seconds"


def _connect(folder: Path, now: datetime) -> Path | None:
    try:
        return configure.open_database(folder, now=now)
    except BookError:
        lock_book(folder)
        raise
