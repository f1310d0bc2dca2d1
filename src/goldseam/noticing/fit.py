"""Empirical Bayes: the constants under which a clinic's own scores are least surprising.

The log-likelihood is the filter's own (the chance it gave each next score), so what is fitted is
exactly what is used. Search: one constant at a time, up and down by shrinking factors, with a weak
pull towards the constants one started from, so that a small file moves them little.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from goldseam.noticing.constants import Constants, default_step
from goldseam.noticing.grid import Scale, grid
from goldseam.noticing.model import filter_codes

LEAST_CLIENTS = 20
MOST_CLIENTS = 512
# Name, first step (of the centre in range shares, else of the logarithm), and prior SD of the same.
_MOVES = (
    ("centre", 0.08, 0.20),
    ("between", 0.40, 0.60),
    ("within", 0.30, 0.60),
    ("within_spread", 0.30, 0.40),
)
_MOST = {"within_spread": 1.2, "within": 0.4}


def fit(
    scores: npt.ArrayLike, low: float, high: float, step: float | None, start: Constants, rounds: int = 3
) -> Constants:
    """Fit constants to `scores` (alliances, sessions), NaN where missing. Higher is better.

    Up to 512 alliances, spread evenly over the batch, are used: about five seconds.
    """
    values = np.asarray(scores, dtype=np.float64)
    values = values[(~np.isnan(values)).sum(axis=1) >= 2]
    picked = values[np.unique(np.linspace(0, len(values) - 1, min(len(values), MOST_CLIENTS)).astype(int))]
    scale = Scale.of(low, high, step or default_step(low, high))
    codes = _by_length(scale.code(picked), scale.codes)
    best, best_value = start, _value(codes, scale, start, start)
    for turn in range(rounds):
        for name, move, _ in _MOVES:
            best, best_value = _along(name, move / 2**turn, best, best_value, codes, scale, start)
    grid.cache_clear()
    return best


def log_chance(codes: list[npt.NDArray[np.intp]], scale: Scale, constants: Constants) -> float:
    """Log-chance of all scores after the first sessions' priors, summed."""
    return sum(float(filter_codes(part, scale, constants).log_chance.sum()) for part in codes)


def _by_length(codes: npt.NDArray[np.intp], missing: int) -> list[npt.NDArray[np.intp]]:
    """Courses of like length side by side, in blocks without empty tails."""
    length = np.array([len(row) - int(np.argmax(row[::-1] != missing)) for row in codes])
    order = np.argsort(length, kind="stable")
    return [codes[part, : length[part].max()] for part in np.array_split(order, max(1, len(order) // 128))]


def _value(codes: list[npt.NDArray[np.intp]], scale: Scale, now: Constants, start: Constants) -> float:
    pull = sum(_distance(name, now, start) ** 2 / sd**2 for name, _, sd in _MOVES)
    return log_chance(codes, scale, now) - 0.5 * pull


def _distance(name: str, now: Constants, start: Constants) -> float:
    a, b = float(getattr(now, name)), float(getattr(start, name))
    return a - b if name == "centre" else math.log(a / b)


def _moved(name: str, by: float, now: Constants) -> Constants:
    value = float(getattr(now, name))
    new = value + by if name == "centre" else value * math.exp(by)
    if name == "centre":
        return now.but(centre=min(max(new, 0.05), 1.15))
    return now.but(**{name: min(new, _MOST.get(name, 1.0))})


def _along(
    name: str,
    move: float,
    best: Constants,
    best_value: float,
    codes: list[npt.NDArray[np.intp]],
    scale: Scale,
    start: Constants,
) -> tuple[Constants, float]:
    """Walk along one constant while it helps, at most three steps either way."""
    for by in (move, -move):
        for turn in range(3):
            tried = _moved(name, by, best)
            value = _value(codes, scale, tried, start)
            if tried == best or value <= best_value:
                break
            best, best_value = tried, value
            if turn == 2:
                return best, best_value
    return best, best_value
