"""Files sealed for one person: a key pair of one's own, and the age format for what leaves the book.

age v1 with X25519 recipients (age-encryption.org/v1), by pyrage. A file sealed here opens with any age
program that holds the recipient's secret key.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pyrage

from goldseam.errors import BadInput, WrongKey

_NOT_A_KEY = "This is not a public key. It begins with age1 and has 62 characters; copy it whole."
_OTHER_KEY = "This file is sealed for another key. Ask the sender to seal it for the key shown here."
_DAMAGED = "This file cannot be opened. It may be incomplete, or of another kind. Ask for it again."


@dataclass(frozen=True)
class Pair:
    """A key pair: `public` may be given to anyone, `secret` stays in the vault."""

    public: str
    secret: str = field(repr=False)


def new_pair() -> Pair:
    """A fresh pair.

    >>> new_pair().public[:4]
    'age1'
    """
    made = pyrage.x25519.Identity.generate()
    return Pair(str(made.to_public()), str(made))


def tidy_public(key: str) -> str:
    """A public key as it is used. Errors: BadInput where it is none."""
    tidy = "".join(key.split()).lower()
    _recipient(tidy)
    return tidy


def _recipient(key: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError:
        raise BadInput(_NOT_A_KEY) from None


def seal_for(public: str, data: bytes) -> bytes:
    """`data` as an age file that only this key's owner opens. Errors: BadInput for a key that is none.

    >>> pair = new_pair()
    >>> open_with(pair.secret, seal_for(pair.public, b"one moment"))
    b'one moment'
    """
    sealed: bytes = pyrage.encrypt(data, [_recipient(public)])
    return sealed


def open_with(secret: str, sealed: bytes) -> bytes:
    """What an age file holds. Errors: WrongKey where it is for someone else, BadInput where it is damaged."""
    try:
        opened: bytes = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(secret)])
    except pyrage.DecryptError as why:
        if "matching" in str(why):
            raise WrongKey(_OTHER_KEY) from None
        raise BadInput(_DAMAGED) from None
    return opened
