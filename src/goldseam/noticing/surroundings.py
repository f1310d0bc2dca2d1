"""The talk around a turn: how the same person talks close by, and how both talk further off.

Talk comes in runs: a client who speaks against a change has mostly just done so, and how the
therapist talks around it matters too. Each is a mean that fades with distance in turns.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goldseam.noticing.features import without_rates
from goldseam.noticing.words import Floats

Marks = NDArray[np.bool_]
NEAR, FAR = 1.0, 8.0  # turns after which a turn counts 1/e as much


def around(rows: Floats, first: Sequence[bool], client: Sequence[bool]) -> Floats:
    """(turns, near + 2 x far columns) from the numbers of turns in order; not a number where nobody spoke.

    Near: the same speaker close by, the turn itself among them. Far: the same speaker, then the other.
    """
    mine = np.asarray(client, dtype=bool)
    starts, plain = np.asarray(first, dtype=bool), without_rates(rows)
    near, far = np.empty_like(rows), np.empty((len(rows), 2 * plain.shape[1]))
    for who in (True, False):
        speaks = (mine == who).astype(float)
        total, weight = faded(rows, starts, speaks, NEAR)
        at, others = mine == who, mine != who
        near[at] = (total[at] + rows[at]) / (weight[at] + 1.0)[:, None]
        mean = _mean(*faded(plain, starts, speaks, FAR))
        far[at, : plain.shape[1]], far[others, plain.shape[1] :] = mean[at], mean[others]
    return np.hstack([near, far])


def _mean(total: Floats, weight: Floats) -> Floats:
    heard = weight[:, None] > 0
    return np.where(heard, total / np.where(heard, weight[:, None], 1.0), np.nan)


def faded(rows: Floats, first: Marks, speaks: Floats, reach: float) -> tuple[Floats, Floats]:
    """Sums (turns, columns) and weights (turns,) of a conversation's other turns, by exp(-distance/reach).

    >>> rows, first = np.array([[1.0], [5.0], [3.0]]), np.array([True, False, False])
    >>> total, weight = faded(rows, first, np.array([1.0, 0.0, 1.0]), 1.0)
    >>> [round(float(t / w), 2) for t, w in zip(total[:, 0], weight)]
    [3.0, 2.0, 1.0]
    """
    counted = np.hstack([rows * speaks[:, None], speaks[:, None]])
    both = _one_way(counted, first, reach)
    last = np.append(first[1:], True)
    both += _one_way(counted[::-1], last[::-1], reach)[::-1]
    return both[:, :-1], both[:, -1]


def _one_way(rows: Floats, starts: Marks, reach: float) -> Floats:
    """What came before each row, faded; nothing crosses a start."""
    out, kept, fade = np.zeros_like(rows), np.zeros(rows.shape[1]), np.exp(-1.0 / reach)
    for at in range(1, len(rows)):
        kept = np.zeros_like(kept) if starts[at] else fade * (kept + rows[at - 1])
        out[at] = kept
    return out
