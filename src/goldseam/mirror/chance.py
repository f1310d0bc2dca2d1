"""How much of what goes together is chance: exact pair tests, and shuffles that count all pairs at once.

Each topic's columns are shuffled against the others', within stretches of time, so that what an entry
holds of one topic no longer has to do with what it holds of another, while every count and every slow
season stays as it was. The smallest chance over all pairs in each shuffled copy is what a found pair has
to beat: min-P, step-down (Westfall & Young 1993, Resampling-Based Multiple Testing, algorithm 2.8).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import comb

import numpy as np
from numpy.typing import NDArray

Held = NDArray[np.bool_]  # (entries, features): whether an entry holds a feature
STRETCH = 20  # entries in one stretch of time, at least; shuffles stay within it
_BATCH = 50


@dataclass(frozen=True)
class Pairs:
    """Pairs of columns with how often both hold, what no tie gives, and their chance.

    `one`, `two`: column numbers; `together`: entries that hold both; `expected`: their mean with no tie;
    `alone`: the exact chance of as many for this pair alone; `anywhere`: the chance that shuffled copies
    give as much in any pair still in play (0..1).
    """

    one: NDArray[np.int64]
    two: NDArray[np.int64]
    together: NDArray[np.int64]
    expected: NDArray[np.float64]
    alone: NDArray[np.float64]
    anywhere: NDArray[np.float64]


def stretches(count: int, least: int = STRETCH) -> NDArray[np.int64]:
    """The stretch each of `count` entries, in order of time, falls into.

    >>> stretches(5, 2).tolist()
    [0, 0, 0, 1, 1]
    """
    parts = np.array_split(np.arange(count), max(1, count // least))
    return np.concatenate([np.full(len(part), n) for n, part in enumerate(parts)]).astype(np.int64)


def judge_pairs(
    held: Held, topics: NDArray[np.int64], pairs: list[tuple[int, int]], shuffles: int, seed: int
) -> Pairs:
    """Judge pairs of columns of `held` (entries in order of time), columns of one topic kept together.

    `shuffles` copies are made from `seed`; `anywhere` is never below 1 / (shuffles + 1).
    """
    where = stretches(len(held))
    one, two = (np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True))
    tails, means = _tails(held, where, one, two)
    together = (held[:, one] & held[:, two]).sum(axis=0)
    row = np.arange(len(pairs))
    alone = tails[row, together]
    rng = np.random.default_rng(seed)
    shuffled = np.concatenate(
        [
            tails[row, _shuffled(held, topics, where, one, two, min(_BATCH, shuffles - done), rng)]
            for done in range(0, shuffles, _BATCH)
        ]
    )
    return Pairs(one, two, together, means, alone, step_down(alone, shuffled))


def step_down(found: NDArray[np.float64], shuffled: NDArray[np.float64]) -> NDArray[np.float64]:
    """Chances over all pairs from single chances: `found` (pairs,), `shuffled` (copies, pairs).

    The strongest pair has to beat the best of all pairs in each copy, the next the best of the rest.

    >>> step_down(np.array([0.01, 0.5]), np.array([[0.02, 0.9], [0.4, 0.005], [0.3, 0.7]])).tolist()
    [0.5, 0.5]
    """
    order = np.argsort(found, kind="stable")
    best_of_rest = np.minimum.accumulate(shuffled[:, order][:, ::-1], axis=1)[:, ::-1]
    as_much = (best_of_rest <= found[order] + 1e-12).sum(axis=0)
    chance = np.maximum.accumulate((1 + as_much) / (1 + len(shuffled)))
    back = np.empty_like(chance)
    back[order] = chance
    return back


def _shuffled(
    held: Held,
    topics: NDArray[np.int64],
    where: NDArray[np.int64],
    one: NDArray[np.int64],
    two: NDArray[np.int64],
    copies: int,
    rng: np.random.Generator,
) -> NDArray[np.int64]:
    """How often each pair holds together in shuffled copies: (copies, pairs)."""
    count = np.empty((copies, len(held), held.shape[1]), dtype=np.float32)
    for topic in np.unique(topics):
        columns = np.flatnonzero(topics == topic)
        # Sorting by stretch plus a random fraction shuffles within each stretch.
        order = np.argsort(where + rng.random((copies, len(held))), axis=1)
        count[:, :, columns] = held[:, columns][order]
    both: NDArray[np.float32] = np.matmul(count.transpose(0, 2, 1), count)
    return np.rint(both[:, one, two]).astype(np.int64)


def _tails(
    held: Held, where: NDArray[np.int64], one: NDArray[np.int64], two: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each pair the chance of at least 0, 1, 2 ... entries together, and the mean, with no tie."""
    sizes = np.bincount(where)
    counts = np.stack([held[where == n].sum(axis=0) for n in range(len(sizes))])
    table = np.zeros((len(one), len(held) + 2))
    means = np.zeros(len(one))
    for pair, (a, b) in enumerate(zip(one.tolist(), two.tolist(), strict=True)):
        chance = np.array([1.0])
        for n, size in enumerate(sizes.tolist()):
            chance = np.convolve(chance, _together(size, int(counts[n, a]), int(counts[n, b])))
        table[pair, : len(chance)] = np.cumsum(chance[::-1])[::-1]
        means[pair] = float(np.arange(len(chance)) @ chance)
    return table, means


@cache
def _together(size: int, a: int, b: int) -> NDArray[np.float64]:
    """The hypergeometric chances of 0, 1, 2 ... of `size` entries holding both, `a` and `b` holding each."""
    ways = comb(size, b)
    return np.array([comb(a, k) * comb(size - a, b - k) / ways for k in range(min(a, b) + 1)])
