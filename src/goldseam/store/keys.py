"""The keys of one open book: one for each compartment, held in memory, wiped on lock.

A random 256-bit master is born with the book; HKDF-SHA256 (RFC 5869) makes from it one key for each
compartment, so that what opens the database does not open the vault.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid
from enum import StrEnum
from typing import NoReturn

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from goldseam.errors import BookError

MASTER_BYTES = 32
LOCKED = "The book is locked. Open it with your passphrase, then go on."


class Compartment(StrEnum):
    """Parts of a book that open with keys of their own."""

    DATABASE = "database"
    NOTES = "notes"
    VAULT = "vault"
    TALK = "talk"
    RESEARCH = "research"
    AUDIT = "audit"
    HEADER = "header"


def new_master() -> bytearray:
    """A fresh random master key, 32 bytes."""
    return bytearray(secrets.token_bytes(MASTER_BYTES))


def wipe(buffer: bytearray) -> None:
    """Overwrite a buffer with zeros, in place.

    Python may have copied the bytes before; this shortens their life, it cannot end every copy.
    """
    buffer[:] = bytes(len(buffer))


def derive_key(master: bytes | bytearray, book: uuid.UUID, compartment: Compartment) -> bytearray:
    """The key of one compartment: HKDF-SHA256, salt = the book's id, info = ``goldseam/1/<name>``."""
    info = f"goldseam/1/{compartment.value}".encode()
    return bytearray(HKDF(SHA256(), MASTER_BYTES, salt=book.bytes, info=info).derive(bytes(master)))


class Keys:
    """The keys of one open book. Shows nothing, copies nowhere, forgets on ``wipe``.

    >>> keys = Keys(uuid.UUID(int=1), bytes(32))
    >>> keys
    <Keys>
    >>> len(keys.of(Compartment.VAULT))
    32
    >>> keys.wipe()
    >>> keys.of(Compartment.VAULT)
    Traceback (most recent call last):
    ...
    goldseam.errors.BookError: The book is locked. Open it with your passphrase, then go on.
    """

    __slots__ = ("__weakref__", "_book", "_held")

    def __init__(self, book: uuid.UUID, master: bytes | bytearray) -> None:
        self._book = book
        self._held = {part: derive_key(master, book, part) for part in Compartment}

    @property
    def book(self) -> uuid.UUID:
        """The id of the book these keys open."""
        return self._book

    def of(self, compartment: Compartment) -> bytearray:
        """The 32-byte key of a compartment; BookError once the keys are wiped.

        This is the buffer itself, not a copy: do not change it and do not keep it.
        """
        if not self._held:
            raise BookError(LOCKED)
        return self._held[compartment]

    def seal_of(self, data: bytes) -> bytes:
        """HMAC-SHA256 of the header's bytes under its own key: tells a changed header from ours."""
        return hmac.new(self.of(Compartment.HEADER), data, hashlib.sha256).digest()

    @property
    def wiped(self) -> bool:
        """Whether the keys are gone."""
        return not self._held

    def wipe(self) -> None:
        """Overwrite every key and forget them."""
        for key in self._held.values():
            wipe(key)
        self._held = {}

    def __repr__(self) -> str:
        return "<Keys>"

    def _stay_here(self, *_: object) -> NoReturn:
        raise TypeError("Keys are never copied, pickled or written down.")

    __reduce__ = __copy__ = __deepcopy__ = __getstate__ = _stay_here
    __reduce_ex__ = _stay_here
