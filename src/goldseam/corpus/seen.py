"""Whether a client has been seen before, in a fixed amount of memory, for files of any length."""

from __future__ import annotations

BITS = 28  # 32 MB; a million clients fill about 2 % of it, ten million about a fifth
PROBES = 6
_MIX = 0x9E3779B97F4A7C15  # 2**64 / golden ratio: spreads near numbers apart (Knuth, multiplicative hashing)
_MASK = (1 << 64) - 1


class Seen:
    """A Bloom filter: never forgets a name, and seldom takes a new one for an old one.

    >>> seen = Seen()
    >>> seen.add("A.B."), "A.B." in seen, "C.D." in seen
    (None, True, False)
    """

    def __init__(self) -> None:
        self._bits = bytearray(1 << (BITS - 3))

    def add(self, name: str) -> None:
        """Remember a name."""
        for place in _places(name):
            self._bits[place >> 3] |= 1 << (place & 7)

    def __contains__(self, name: str) -> bool:
        return all(self._bits[place >> 3] >> (place & 7) & 1 for place in _places(name))


def _places(name: str) -> list[int]:
    value = hash(name) & _MASK
    step = (value * _MIX & _MASK) | 1
    return [((value + i * step) & _MASK) >> (64 - BITS) for i in range(1, PROBES + 1)]
