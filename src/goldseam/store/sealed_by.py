"""Who sealed a file: a tag that only the two people of a pair of keys can make, and a key in six words.

HMAC-SHA256 under a key that both share (X25519 of one's secret and the other's public key, HKDF-SHA256).
The recipient sees that the sender's key was used. It proves nothing to a third person, because the recipient
could have made it as well: a copy for supervision is no affidavit. The same age key seals and makes the tag;
the two derivations never share a salt and a name (age-encryption.org/v1, RFC 5869).
"""

from __future__ import annotations

import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from mnemonic import Mnemonic

from goldseam.store.sharing_keys import Pair, tidy_public

WORDS = 6  # 66 bits: enough to compare by telephone, too many to search for a key that fits
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_CHECKSUM = 6
_SIZE = 32


def tag(mine: Pair, theirs: str, data: bytes) -> str:
    """The tag of `data` from me to them. Errors: BadInput for a key that is none.

    >>> from goldseam.store.sharing_keys import new_pair
    >>> noor, dana = new_pair(), new_pair()
    >>> fits(dana, noor.public, b"one moment", tag(noor, dana.public, b"one moment"))
    True
    """
    shared = _shared(mine, tidy_public(theirs), sender=mine.public, recipient=tidy_public(theirs))
    return hmac.new(shared, data, hashlib.sha256).hexdigest()


def fits(mine: Pair, theirs: str, data: bytes, given: str) -> bool:
    """Whether `given` is the tag of `data` from them to me. Errors: BadInput for a key that is none."""
    shared = _shared(mine, tidy_public(theirs), sender=tidy_public(theirs), recipient=mine.public)
    return hmac.compare_digest(hmac.new(shared, data, hashlib.sha256).hexdigest().encode(), given.encode())


def _shared(mine: Pair, theirs: str, *, sender: str, recipient: str) -> bytes:
    secret = X25519PrivateKey.from_private_bytes(_raw(mine.secret))
    together = secret.exchange(X25519PublicKey.from_public_bytes(_raw(theirs)))
    name = f"goldseam sealed by/1 {sender} {recipient}".encode()
    return HKDF(SHA256(), _SIZE, salt=b"goldseam sealed by", info=name).derive(together)


def in_words(public: str) -> str:
    """A public key in six words that two people can compare by telephone. Errors: BadInput.

    >>> len(in_words("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p").split())
    6
    """
    number = int.from_bytes(hashlib.sha256(b"goldseam key words" + _raw(tidy_public(public))).digest(), "big")
    listed = Mnemonic("english").wordlist
    return " ".join(listed[number >> (256 - 11 * (place + 1)) & 2047] for place in range(WORDS))


def _raw(key: str) -> bytes:
    """The 32 bytes of an age key (Bech32, BIP 173; its checksum was read when the key came in)."""
    digits = [_LETTERS.index(letter) for letter in key.lower().rpartition("1")[2][:-_CHECKSUM]]
    number, spare = 0, 5 * len(digits) - 8 * _SIZE
    for digit in digits:
        number = number << 5 | digit
    return (number >> spare).to_bytes(_SIZE, "big")
