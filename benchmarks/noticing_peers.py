"""What a user would pick instead of the filter: simple own-past rules and change point packages, as signs.

Each function gives (alliances, sessions) numbers: the larger, the more of a drop; NaN says nothing.
Packages are read generously: of two ways to turn their segments into a sign the better one is shown.
"""

from __future__ import annotations

import warnings

import numpy as np

from goldseam.noticing.constants import family
from goldseam.simulate.courses import Courses


def shrunk_deviation(c: Courses) -> np.ndarray:
    """Own past mean and SD, the SD drawn towards the declared one with the weight of four sessions."""
    k, width = family(c.low, c.high), c.high - c.low
    out = np.full(c.scores.shape, np.nan)
    for t in range(c.scores.shape[1]):
        past = c.scores[:, :t]
        n = (~np.isnan(past)).sum(axis=1)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            mean = np.where(n > 0, np.nanmean(past, axis=1) if t else 0, c.low + k.centre * width)
            squares = np.nan_to_num(np.nanvar(past, axis=1) * n) if t else 0.0
        sd = np.sqrt((squares + 4 * (k.within * width) ** 2) / (n + 3))
        out[:, t] = (mean - c.scores[:, t]) / (sd * np.sqrt(1 + 1 / np.maximum(n, 1)))
    return out


def cusum(c: Courses, slack: float = 0.5) -> np.ndarray:
    """One-sided CUSUM of the shrunk deviation."""
    z = shrunk_deviation(c)
    out, run = np.full(z.shape, np.nan), np.zeros(len(z))
    for t in range(z.shape[1]):
        run = np.where(np.isnan(z[:, t]), run, np.maximum(0, run + np.nan_to_num(z[:, t]) - slack))
        out[:, t] = np.where(np.isnan(z[:, t]), np.nan, run)
    return out


def from_previous(c: Courses) -> np.ndarray:
    """Fall from the last scored session."""
    out, last = np.full(c.scores.shape, np.nan), np.full(len(c.scores), np.nan)
    for t in range(c.scores.shape[1]):
        out[:, t] = last - c.scores[:, t]
        last = np.where(np.isnan(c.scores[:, t]), last, c.scores[:, t])
    return out


def pelt(c: Courses, package: object, penalty: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """PELT with least squares over the whole course: below the segment before; below the course's median."""
    unit = family(c.low, c.high).within * (c.high - c.low)
    before, median = np.full(c.scores.shape, np.nan), np.full(c.scores.shape, np.nan)
    for i, row in enumerate(c.scores):
        at = np.flatnonzero(~np.isnan(row))
        x = row[at] / unit
        if len(x) < 4:
            continue
        ends = package.Pelt(model="l2", min_size=1, jump=1).fit(x[:, None]).predict(pen=penalty)  # type: ignore[attr-defined]
        edges = [0, *ends]
        means = [float(x[a:b].mean()) for a, b in zip(edges, ends, strict=False)]
        for k, mean in enumerate(means):
            part = at[edges[k] : edges[k + 1]]
            before[i, part] = (
                (max(means[:k]) if k else mean) - mean + 1e-3 * (mean - x[edges[k] : edges[k + 1]])
            )
            median[i, part] = float(np.median(x)) - mean
    return before, median


def bocpd(c: Courses) -> tuple[np.ndarray, np.ndarray]:
    """`bocd`, online: expected fall of the current run's mean below the mean before it; and of the score."""
    import bocd

    k, width = family(c.low, c.high), c.high - c.low
    fall, below = np.full(c.scores.shape, np.nan), np.full(c.scores.shape, np.nan)
    for i, row in enumerate(c.scores):
        at = np.flatnonzero(~np.isnan(row))
        x = (row[at] - c.low - k.centre * width) / (k.within * width)
        one = bocd.BayesianOnlineChangePointDetection(
            bocd.ConstantHazard(20), bocd.StudentT(mu=0, kappa=0.3, alpha=2, beta=1.5)
        )
        for t, value in enumerate(x):
            one.update(value)
            belief = one.belief[: t + 2]
            runs = np.arange(len(belief))
            means = np.array([x[t + 1 - r : t + 1].mean() if r else value for r in runs])
            past = np.array([x[: t + 1 - r].mean() if r <= t else x[: t + 1].mean() for r in runs])
            fall[i, at[t]] = float(belief @ (past - means))
            below[i, at[t]] = float(belief @ (past - value))
    return fall, below
