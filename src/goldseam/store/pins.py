"""A short PIN for coming back from a client's form: hashed, never stored."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from goldseam.errors import BadInput

_HASHER = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=1)


def hash_pin(pin: str) -> str:
    """The Argon2id hash of a PIN. Errors: BadInput where it is not 4 to 12 digits."""
    if not (pin.isdecimal() and 4 <= len(pin) <= 12):
        raise BadInput("A PIN has 4 to 12 digits. Choose digits only, then save again.")
    return _HASHER.hash(pin)


def pin_fits(hashed: str, pin: str) -> bool:
    """Whether this PIN gave this hash; an empty hash fits nothing."""
    try:
        return bool(hashed) and _HASHER.verify(hashed, pin)
    except (VerificationError, InvalidHashError):
        return False
