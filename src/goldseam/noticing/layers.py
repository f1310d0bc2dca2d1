"""Small trained layers as plain arrays: feelings in words, and a few heads over words and rules.

Trained by `benchmarks/train_listening.py` on data whose licence lets weights ship; its notice is in
`listening_layers.NOTICE.txt`. All but linear: a turn's hashed words and pieces of words, and the
numbers of `features` and `surroundings` in standard units (none beyond four), times weights. No
embedding: the small ones measured cannot tell *is helping me* from *is not helping me at all*.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from goldseam.noticing.bare import Mended, mend
from goldseam.noticing.features import RULES, Seen, numbers, opening, see, without_rates
from goldseam.noticing.marks import Mark
from goldseam.noticing.surroundings import around
from goldseam.noticing.words import Floats, buckets, pieces, weigh

FILE = Path(__file__).with_name("listening_layers.npz")
MOST = (
    4.0  # standard units: beyond, one odd turn would speak for all (measured: .007 of AUROC on sustain talk)
)


@dataclass(frozen=True)
class Layers:
    """Weights. Outputs are feelings, then heads.

    rarity, letter_rarity (buckets,); words (buckets, outputs); letters (buckets, heads); bias (outputs,);
    middle, spread, beside (heads, columns): a column's mean and standard deviation in training, its weight.
    """

    feelings: tuple[str, ...]
    heads: tuple[str, ...]
    rarity: Floats
    letter_rarity: Floats
    words: Floats
    letters: Floats
    middle: Floats
    spread: Floats
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
    return zlib.crc32("\n".join(map(_spelled, RULES)).encode("utf-8"))


def _spelled(rule: Mark) -> str:
    return rule.pattern.pattern + (rule.unless.pattern if rule.unless else "")


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
            kept["letter_rarity"].astype(np.float64),
            kept["words"].astype(np.float32) * kept["words_scale"],
            kept["letters"].astype(np.float32) * kept["letters_scale"],
            kept["middle"].astype(np.float64),
            kept["spread"].astype(np.float64),
            kept["beside"].astype(np.float64),
            kept["bias"].astype(np.float64),
        )


def hear(
    texts: Sequence[str], first: Sequence[bool], client: Sequence[bool], layers: Layers | None = None
) -> Heard:
    """Read turns in order with rules and layers; `first` marks where a conversation begins.

    >>> hear(["How was it?", "Fine."], [True, False], [False, True]).heads.shape[0]
    2
    """
    layers = layers or load()
    mended = [mend(text) for text in texts]
    seen, opens = _seen([one.text for one in mended])
    count = len(layers.feelings)
    if not texts:
        return Heard((), np.zeros((0, count)), np.zeros((0, len(layers.heads))), layers.heads)
    words = _times(seen, buckets, layers.rarity, layers.words)
    feelings = words[:, :count] + layers.bias[:count]
    felt = _times(opens, buckets, layers.rarity, layers.words[:, :count]) + layers.bias[:count]
    rows = beside(seen, feelings, opens, felt, first, client)
    heads = words[:, count:] + _times(seen, pieces, layers.letter_rarity, layers.letters)
    heads += layers.bias[count:]
    for at in range(len(layers.heads)):
        heads[:, at] += standard(rows, layers.middle[at], layers.spread[at]) @ layers.beside[at]
    return Heard(_led_back(seen, mended), feelings, heads, layers.heads)


def _led_back(seen: Sequence[Seen], mended: Sequence[Mended]) -> tuple[Seen, ...]:
    """The same turns with their places in the text as it was given."""
    pairs = zip(seen, mended, strict=True)
    return tuple(replace(one, found=tuple(how.back(f) for f in one.found)) for one, how in pairs)


def _seen(texts: Sequence[str]) -> tuple[tuple[Seen, ...], tuple[Seen, ...]]:
    """What each turn shows, and what its first sentence does (read once where it is all there is)."""
    seen = tuple(see(text) for text in texts)
    starts = (opening(text) for text in texts)
    pairs = zip(texts, starts, seen, strict=True)
    return seen, tuple(whole if start == text.strip() else see(start) for text, start, whole in pairs)


def beside(
    seen: Sequence[Seen],
    feelings: Floats,
    opens: Sequence[Seen],
    felt: Floats,
    first: Sequence[bool],
    client: Sequence[bool],
) -> Floats:
    """(turns, columns): the numbers of each turn, of its first sentence, and of the talk around it."""
    rows = numbers(seen, feelings)
    return np.hstack([rows, without_rates(numbers(opens, felt)), around(rows, first, client)])


def standard(rows: Floats, middle: Floats, spread: Floats) -> Floats:
    """Rows in standard units, none beyond MOST; where there is nothing to count, the middle."""
    return np.nan_to_num(np.clip((rows - middle) / spread, -MOST, MOST))


def _times(
    seen: Sequence[Seen],
    cut: Callable[[Sequence[str]], dict[int, int]],
    rarity: Floats,
    weights: Floats,
) -> Floats:
    """(turns, outputs): hashed words, or pieces of them, times weights."""
    out = np.zeros((len(seen), weights.shape[1]))
    for row, one in enumerate(seen):
        if one.words:
            places, values = weigh(cut(one.words), rarity)
            out[row] = values @ weights[places]
    return out
