"""From the filter's numbers to a standing and the kind of sentence that goes with it, in bulk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from goldseam.noticing.grid import Scale
from goldseam.noticing.model import Filtered
from goldseam.terms.rupture import Standing

MENDING_LASTS = 2  # scored sessions after a strained one that still count as mending


class Kind(IntEnum):
    """Why a reading says what it says; `wording` turns each into a sentence."""

    FIRST = 0
    SECOND = 1
    ALL_TOP = 2
    ALL_BOTTOM = 3
    MISSING = 4
    WITHIN = 5
    BELOW = 6
    ABOVE = 7
    NEW = 8
    STILL = 9
    SINKING = 10
    BACK = 11
    PART_BACK = 12


STANDING = {
    Kind.FIRST: Standing.TOO_EARLY,
    Kind.SECOND: Standing.TOO_EARLY,
    Kind.ALL_TOP: Standing.TOO_EARLY,
    Kind.ALL_BOTTOM: Standing.TOO_EARLY,
    Kind.WITHIN: Standing.STEADY,
    Kind.BELOW: Standing.STEADY,
    Kind.ABOVE: Standing.STEADY,
    Kind.NEW: Standing.STRAINED,
    Kind.STILL: Standing.STRAINED,
    Kind.SINKING: Standing.STRAINED,
    Kind.BACK: Standing.MENDING,
    Kind.PART_BACK: Standing.MENDING,
}
CANNOT_TELL = (Kind.ALL_TOP, Kind.ALL_BOTTOM)


@dataclass
class _Memory:
    """What each alliance's earlier sessions leave behind, (rows,)."""

    given: npt.NDArray[np.int64]
    lowest: npt.NDArray[np.float64]  # of the strained stretch under way, or NaN
    aim: npt.NDArray[np.float64]  # middle of the usual band when it began
    since: npt.NDArray[np.int64]  # scored sessions since the last strained one
    best: npt.NDArray[np.intp]  # the highest code so far
    all_top: npt.NDArray[np.bool_]
    all_bottom: npt.NDArray[np.bool_]


def kinds(
    read: Filtered, codes: npt.NDArray[np.intp], scale: Scale, strained_at: float
) -> npt.NDArray[np.int8]:
    """The kind of each reading, (alliances, sessions). Uses each session and earlier ones only."""
    rows, sessions = codes.shape
    out = np.full(codes.shape, Kind.MISSING, dtype=np.int8)
    memory = _Memory(
        np.zeros(rows, dtype=np.int64),
        np.full(rows, np.nan),
        np.full(rows, np.nan),
        np.full(rows, MENDING_LASTS + 1),
        np.full(rows, -1),
        np.ones(rows, dtype=bool),
        np.ones(rows, dtype=bool),
    )
    for t in range(sessions):
        out[:, t] = _one_session(read, codes[:, t], t, scale, strained_at, memory)
    return out


def _one_session(
    read: Filtered, code: npt.NDArray[np.intp], t: int, scale: Scale, strained_at: float, m: _Memory
) -> npt.NDArray[np.int8]:
    given = code < scale.codes
    score = scale.score(code)
    m.given += given
    m.all_top &= ~given | (code == scale.codes - 1)
    m.all_bottom &= ~given | (code == 0)
    low, high, p = read.low[:, t], read.high[:, t], read.p[:, t]
    strained = given & (code < m.best) & ((p >= strained_at) | read.alert[:, t])
    m.best = np.where(given, np.maximum(m.best, code), m.best)
    starts = strained & np.isnan(m.lowest)
    m.aim = np.where(starts, (low + high) / 2, m.aim)
    m.lowest = np.where(strained, np.fmin(m.lowest, score), m.lowest)
    half_way = m.lowest + (m.aim - m.lowest) / 2
    coming = strained & ~starts & ~read.alert[:, t] & (score > m.lowest) & (score >= half_way)
    m.since = np.where(strained, 0, m.since + given)
    after = given & ~strained & (m.since <= MENDING_LASTS)
    over = given & ~strained & (m.since > MENDING_LASTS)
    m.lowest = np.where(over, np.nan, m.lowest)
    with np.errstate(invalid="ignore"):
        below, above = score < low, score > high
    choices = [
        (~given, Kind.MISSING),
        (coming, Kind.PART_BACK),
        (strained & read.alert[:, t], Kind.NEW),
        (strained & below, Kind.STILL),
        (strained, Kind.SINKING),
        (m.given == 1, Kind.FIRST),
        (m.all_top, Kind.ALL_TOP),
        (m.all_bottom, Kind.ALL_BOTTOM),
        (after & below, Kind.PART_BACK),
        (after, Kind.BACK),
        (m.given == 2, Kind.SECOND),
        (below, Kind.BELOW),
        (above, Kind.ABOVE),
    ]
    picked = np.select([c for c, _ in choices], [int(k) for _, k in choices], default=int(Kind.WITHIN))
    return picked.astype(np.int8)


def carried(kind: npt.NDArray[np.int8]) -> npt.NDArray[np.int8]:
    """The kind whose standing holds at each session: at a missing form, the one before it."""
    out = kind.copy()
    for t in range(kind.shape[1]):
        before = out[:, t - 1] if t else np.full(len(kind), Kind.FIRST, dtype=np.int8)
        out[:, t] = np.where(kind[:, t] == Kind.MISSING, before, kind[:, t])
    return out
