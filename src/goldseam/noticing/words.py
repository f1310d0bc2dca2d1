"""Words as numbers: a small tokenizer and hashed counts, in numpy and the standard library only.

Words, word pairs and pieces of words fall into 2**16 buckets by CRC-32 (the hashing trick, Weinberger
et al. 2009), so the trained layers are plain arrays without a vocabulary: no word of any training text ships.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from goldseam.noticing.marks import plain

BUCKETS = 2**16
PIECES = (3, 4, 5)  # letters, the spaces around the word among them: "un", "-ing", "ridicul-" are heard
MAX_TOKENS = 4000  # a turn longer than this is read to here; an hour of talk has about 8,000 words
Floats = NDArray[np.float64]

_OUT = re.compile(r"https?://\S+|@\w+|&#?\w{1,8};|\[[a-z _]{1,24}\]")
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|[?!]")


def tokens(text: str) -> list[str]:
    """Lower-case words with their apostrophes, and the marks ? and !.

    >>> tokens("I don’t KNOW, do you?")
    ['i', "don't", 'know', 'do', 'you', '?']
    """
    return _TOKEN.findall(_OUT.sub(" ", plain(text).lower()))[:MAX_TOKENS]


@lru_cache(maxsize=200_000)
def _bucket(feature: str) -> int:
    return zlib.crc32(feature.encode("ascii")) % BUCKETS


def buckets(words: Sequence[str]) -> dict[int, int]:
    """How often each bucket is hit by the words and neighbouring pairs."""
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    return Counter(map(_bucket, [*words, *pairs]))


@lru_cache(maxsize=50_000)
def _pieces(word: str) -> tuple[int, ...]:
    spaced = f" {word} "
    cuts = (spaced[at : at + size] for size in PIECES for at in range(max(len(spaced) - size + 1, 1)))
    return tuple(_bucket(cut) for cut in cuts)


def pieces(words: Sequence[str]) -> dict[int, int]:
    """How often each bucket is hit by pieces of the words, three to five letters long.

    >>> len(pieces(["no"]))  # " no", "no ", " no "
    3
    """
    return Counter(piece for word in words for piece in _pieces(word))


def weigh(counts: dict[int, int], rarity: Floats) -> tuple[NDArray[np.int64], Floats]:
    """Buckets and their weights: (1 + log count) x rarity, scaled to length 1 (sublinear TF-IDF)."""
    places = np.fromiter(counts.keys(), np.int64, len(counts))
    values = (1.0 + np.log(np.fromiter(counts.values(), np.float64, len(counts)))) * rarity[places]
    length = float(np.sqrt(values @ values))
    return places, values / length if length else values
