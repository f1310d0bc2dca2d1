"""Readings of a block of clients: filtered together, told one row at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldseam.corpus.asked import Asked
from goldseam.corpus.clients import Past
from goldseam.corpus.rows import quoted
from goldseam.noticing.model import BLOCK, filter_codes
from goldseam.noticing.standing import STANDING, Kind, carried, kinds
from goldseam.noticing.wording import because
from goldseam.terms.scores import Better

MOST_CELLS = 60_000  # alliances x sessions filtered at once: bounds memory for very long courses


@dataclass(frozen=True, slots=True)
class Cells:
    """What follows a row. `low` and `high` are NaN before there is a band."""

    p: float
    low: float
    high: float
    status: str
    alert: bool
    because: str

    def text(self) -> str:
        """As CSV."""
        band = f"{self.low:g},{self.high:g}" if self.low == self.low else ","
        return f"{self.p:.4f},{band},{self.status},{'true' if self.alert else 'false'},{quoted(self.because)}"


class Told:
    """A client's readings, one session at a time."""

    __slots__ = ("_asked", "_at", "_batch")

    def __init__(self, batch: _Batch, at: int, asked: Asked) -> None:
        self._batch, self._at, self._asked = batch, at, asked

    def cells(self, place: int, score: float) -> Cells:
        """What follows the row at a place of the course."""
        b, at = self._batch, self._at
        p, low, high = b.p[at][place], b.low[at][place], b.high[at][place]
        higher = self._asked.better is Better.HIGHER
        words = because(b.kind[at][place], score, low, high, round(10 * p), b.rare[at][place], higher)
        return Cells(p, low, high, b.status[at][place], b.alert[at][place], words)


@dataclass(frozen=True)
class _Batch:
    """Filtered arrays as plain lists: faster to pick from one by one."""

    p: list[list[float]]
    low: list[list[float]]
    high: list[list[float]]
    rare: list[list[int]]
    kind: list[list[int]]
    status: list[list[str]]
    alert: list[list[bool]]


def readings(clients: list[str], pasts: dict[str, Past], asked: Asked) -> dict[str, Told]:
    """Filter the clients of a block together, those of like length side by side."""
    order = sorted(clients, key=lambda client: len(pasts[client].codes))
    out: dict[str, Told] = {}
    start = 0
    while start < len(order):
        longest = len(pasts[order[min(start + BLOCK, len(order)) - 1]].codes)
        group = order[start : start + max(1, min(BLOCK, MOST_CELLS // longest))]
        batch = _batch([pasts[client].codes for client in group], asked)
        for at, client in enumerate(group):
            out[client] = Told(batch, at, asked)
        start += len(group)
    return out


_STATUS = np.array([STANDING[Kind(k)].value if Kind(k) in STANDING else "" for k in range(len(Kind))])


def _batch(histories: list[bytearray], asked: Asked) -> _Batch:
    scale = asked.scale
    codes = np.full((len(histories), max(map(len, histories))), scale.codes, dtype=np.intp)
    for i, history in enumerate(histories):
        codes[i, : len(history)] = np.frombuffer(history, dtype=np.uint8)
    read = filter_codes(codes, scale, asked.fitted, asked.alert_at)
    kind = kinds(read, codes, scale, asked.alert_at)
    low, high = np.round(read.low, 4), np.round(read.high, 4)
    if asked.better is Better.LOWER:
        low, high = asked.low + asked.high - high, asked.low + asked.high - low
    rare = np.minimum(99, np.floor(np.nan_to_num(read.lower_than))).astype(int)
    return _Batch(
        np.round(read.p, 4).tolist(),
        np.round(low, 4).tolist(),
        np.round(high, 4).tolist(),
        rare.tolist(),
        kind.tolist(),
        _STATUS[carried(kind)].tolist(),
        read.alert.tolist(),
    )
