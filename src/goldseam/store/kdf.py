"""From a passphrase to a key: Argon2id, tuned to this computer, never weaker than the floor.

The cost stands in the book's header, where a thief could lower it; so it is checked on every open
and bound into each wrap (see ``header.py``).
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from goldseam.errors import BadInput, BookDamaged, BookError

KEY_BYTES = 32
SALT_BYTES = 16
MIN_CHARACTERS = 8
MAX_CHARACTERS = 10_000
MIB = 1024  # KiB


@dataclass(frozen=True, slots=True)
class KdfParams:
    """What one guess costs: memory in KiB, passes over it, lanes (threads) working at once.

    >>> KdfParams(memory_kib=64 * 1024, passes=5, lanes=4).memory_mib
    64
    """

    memory_kib: int
    passes: int
    lanes: int

    @property
    def memory_mib(self) -> int:
        """Memory in whole MiB."""
        return self.memory_kib // MIB


# 64 MiB x 5 is what current note vaults use; OWASP asks for 19 MiB x 2 at least. Four lanes: RFC 9106, 4.
FLOOR = KdfParams(memory_kib=64 * MIB, passes=5, lanes=1)
SMALLEST = KdfParams(memory_kib=64 * MIB, passes=5, lanes=4)
# Above this a header is not strong but hostile: opening it would freeze the computer.
CEILING = KdfParams(memory_kib=4096 * MIB, passes=100, lanes=64)
MOST_MEMORY_KIB = 256 * MIB  # a book made here still opens on a small laptop
WANTED_SECONDS = 0.75
MOST_SECONDS = 1.0


def check_params(params: KdfParams) -> KdfParams:
    """The parameters, if they lie between floor and ceiling; BookDamaged otherwise.

    >>> check_params(KdfParams(memory_kib=1024, passes=1, lanes=1))
    Traceback (most recent call last):
    ...
    goldseam.errors.BookDamaged: The book's header asks for 1 MiB and 1 passes, ...
    """
    if params.memory_kib < FLOOR.memory_kib or params.passes < FLOOR.passes or params.lanes < FLOOR.lanes:
        raise BookDamaged(
            f"The book's header asks for {params.memory_mib} MiB and {params.passes} passes, weaker than "
            f"{FLOOR.memory_mib} MiB and {FLOOR.passes}. Someone may have changed it. Restore a backup."
        )
    if (
        params.memory_kib > CEILING.memory_kib
        or params.passes > CEILING.passes
        or params.lanes > CEILING.lanes
    ):
        raise BookDamaged(
            f"The book's header asks for {params.memory_mib} MiB and {params.passes} passes, more than any "
            "book needs. Someone may have changed it. Restore a backup."
        )
    return params


def normalise(passphrase: str) -> bytes:
    """The passphrase as bytes, the same for every keyboard that shows the same characters.

    NFKC, as NIST SP 800-63B (5.1.1.2) advises: macOS may send "é" as two code points and a Japanese
    keyboard "Ａ" for "A". Spaces stay, at the ends too. A lone surrogate is kept rather than crashing.

    >>> normalise("cafe\\u0301") == normalise("café")
    True
    """
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def check_passphrase(passphrase: str) -> str:
    """A new passphrase, if its length will do; BadInput with advice otherwise.

    >>> check_passphrase("four quiet grey herons")
    'four quiet grey herons'
    """
    length = len(passphrase)
    if length < MIN_CHARACTERS:
        given = "is empty" if length == 0 else f"has {length} characters"
        raise BadInput(
            f"This passphrase {given}. It needs {MIN_CHARACTERS} or more. "
            "Four or five unrelated words are easy to keep and hard to guess."
        )
    _refuse_endless(passphrase)
    return passphrase


def derive(passphrase: str, salt: bytes, params: KdfParams) -> bytearray:
    """Argon2id (RFC 9106, version 19) of the normalised passphrase: 32 bytes, the caller wipes them."""
    check_params(params)
    _refuse_endless(passphrase)
    try:
        raw = hash_secret_raw(
            secret=normalise(passphrase),
            salt=salt,
            time_cost=params.passes,
            memory_cost=params.memory_kib,
            parallelism=params.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except HashingError as problem:
        raise BookError(
            f"Opening this book takes {params.memory_mib} MiB of free memory. "
            "Close other programs, then try again."
        ) from problem
    return bytearray(raw)


def tune(
    *, clock: Callable[[], float] = time.perf_counter, work: Callable[[KdfParams], object] | None = None
) -> KdfParams:
    """Parameters that take this computer 0.5 to 1 s: memory first, then passes, never below the floor.

    ``clock`` gives seconds, ``work`` does one derivation; both are arguments so that tests decide them.
    A computer too slow for the floor gets the floor.
    """
    run = work or (lambda params: derive("how long does this take", bytes(SALT_BYTES), params))
    started = clock()
    run(SMALLEST)
    chosen = _scale(SMALLEST, clock() - started)
    if chosen == SMALLEST:
        return chosen
    started = clock()
    run(chosen)
    spent = clock() - started
    return chosen if spent <= MOST_SECONDS else _scale(SMALLEST, spent * _work(SMALLEST) / _work(chosen))


def _scale(base: KdfParams, seconds: float) -> KdfParams:
    """Grow memory by doubling, then passes, while the time stays under what is wanted.

    Argon2's time is close to memory x passes, so one measurement tells the rest.
    """
    seconds = max(seconds, 1e-4)
    memory, passes = base.memory_kib, base.passes
    while memory * 2 <= MOST_MEMORY_KIB and seconds * 2 <= WANTED_SECONDS:
        memory, seconds = memory * 2, seconds * 2
    per_pass = seconds / passes
    passes = min(max(passes, int(WANTED_SECONDS / per_pass)), CEILING.passes)
    return KdfParams(memory_kib=memory, passes=passes, lanes=base.lanes)


def _work(params: KdfParams) -> int:
    """Blocks touched: what the time is proportional to."""
    return params.memory_kib * params.passes


def _refuse_endless(passphrase: str) -> None:
    if len(passphrase) > MAX_CHARACTERS:
        raise BadInput(
            f"This passphrase has {len(passphrase):,} characters. Up to {MAX_CHARACTERS:,} are taken. "
            "Use a shorter one."
        )
