"""Small trained layers as plain arrays: feelings in words, and a few heads over words and rules.

Trained by `benchmarks/train_listening.py` on data whose licence lets weights ship; its notice is in
`listening_layers.NOTICE.txt`. Linear throughout: a turn's hashed words (and the numbers of
`features`) times weights. No embedding: the small ones measured cannot tell *is helping me* from
*is not helping me at all*.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from goldseam.noticing.features import RULES, Seen, numbers, see, with_neighbours
from goldseam.noticing.words import Floats, buckets, weigh

FILE = Path(__file__).with_name("listening_layers.npz")


@dataclass(frozen=True)
class Layers:
    """Weights: rarity (buckets,), words (buckets, outputs), beside (heads, 3 x columns), bias (outputs,).

    The first `feelings` outputs are feelings; the rest are `heads`.
    """

    feelings: tuple[str, ...]
    heads: tuple[str, ...]
    rarity: Floats
    words: Floats
    beside: Floats
    bias: Floats


@dataclass(frozen=True)
class Heard:
    """A conversation as the layers hear it: what each turn shows, and (turns, outputs) log-odds."""

    seen: tuple[Seen, ...]
    feelings: Floats
    heads: Floats
    names: tuple[str, ...]

    def head(self, name: str) -> Floats:
        """Log-odds of one head, one number a turn."""
        column: Floats = self.heads[:, self.names.index(name)]
        return column


def fingerprint() -> int:
    """A number that changes with any rule: layers fit only the rules they were trained with."""
    return zlib.crc32("\n".join(rule.pattern.pattern for rule in RULES).encode("utf-8"))


@lru_cache(maxsize=1)
def load() -> Layers:
    """The layers that ship with this version."""
    with np.load(FILE, allow_pickle=False) as kept:
        if int(kept["fingerprint"]) != fingerprint():
            raise RuntimeError(
                "listening_layers.npz was trained with other rules; run benchmarks/train_listening.py"
            )
        return Layers(
            tuple(str(name) for name in kept["feelings"]),
            tuple(str(name) for name in kept["heads"]),
            kept["rarity"].astype(np.float64),
            kept["words"].astype(np.float32) * kept["scale"].astype(np.float32),
            kept["beside"].astype(np.float64),
            kept["bias"].astype(np.float64),
        )


def hear(texts: Sequence[str], first: Sequence[bool], layers: Layers | None = None) -> Heard:
    """Read turns (in order; `first` marks where a conversation begins) with rules and layers.

    >>> hear(["How was it?", "Fine."], [True, False]).heads.shape[0]
    2
    """
    layers = layers or load()
    seen = tuple(see(text) for text in texts)
    words = word_outputs(seen, layers)
    count = len(layers.feelings)
    feelings = words[:, :count] + layers.bias[:count]
    rows = with_neighbours(numbers(seen, feelings), first) if seen else np.zeros((0, layers.beside.shape[1]))
    heads = words[:, count:] + rows @ layers.beside.T + layers.bias[count:]
    return Heard(seen, feelings, heads, layers.heads)


def word_outputs(seen: Sequence[Seen], layers: Layers) -> Floats:
    """(turns, outputs): hashed words times weights."""
    out = np.zeros((len(seen), layers.words.shape[1]))
    for row, one in enumerate(seen):
        if one.words:
            places, values = weigh(buckets(one.words), layers.rarity)
            out[row] = values @ layers.words[places]
    return out
