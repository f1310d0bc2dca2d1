"""The filter's grid and its tables: what every possible score says about every possible cell.

A cell is a pair (own spread, own level). Scores are discrete, so the chance of each score in each
cell, at each depth of a drop, is computed once for a scale and looked up ever after.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from goldseam.noticing.constants import Constants

Floats = npt.NDArray[np.float32]
Wide = npt.NDArray[np.float64]

DEPTHS = (0.6, 1.2, 1.8, 2.6, 4.2)  # of a drop, in the client's own SDs
DEPTH_WEIGHTS = (0.34, 0.34, 0.22, 0.10)  # of a sudden drop, over the last four depths
SLIDES = 4  # a slide walks the first four depths, one a session
LASTING = 4  # a lasting drop stays at one of the last four
MOST_CODES = 97  # finer scales are read in this many intervals; see `Scale.of`


@dataclass(frozen=True)
class Scale:
    """A bounded scale as `codes` intervals: code 0 is "at most low", the last "at least high"."""

    low: float
    high: float
    codes: int

    @classmethod
    def of(cls, low: float, high: float, step: float) -> Scale:
        """A scale in its own steps, or in 96 where these are finer: far below any client's own spread."""
        return cls(float(low), float(high), min(max(2, round((high - low) / step) + 1), MOST_CODES))

    @property
    def width(self) -> float:
        """Of one interval, in score units."""
        return (self.high - self.low) / (self.codes - 1)

    def code(self, scores: Wide) -> npt.NDArray[np.intp]:
        """The interval of each score; a missing one (NaN) gets the code after the last."""
        missing = np.isnan(scores)
        share = (np.where(missing, self.low, scores) - self.low) / (self.high - self.low)
        nearest = np.rint(np.clip(share, 0, 1) * (self.codes - 1)).astype(np.intp)
        return np.where(missing, self.codes, nearest)

    def score(self, codes: npt.NDArray[np.intp]) -> Wide:
        """The score in the middle of each interval."""
        return np.asarray(self.low + codes * self.width, dtype=np.float64)


@dataclass(frozen=True)
class Grid:
    """Tables for one scale and one set of constants. `cells` = spreads x levels; `codes + 1` with missing.

    `start` (cells); `walk` (cells, cells); `steady`, `fresh`, `stay` (codes + 1, cells): a score's chance
    for mass that was steady, split as documented in `tables`; `deep` (codes + 1, depths, cells).
    `ahead_steady` (cells, 2 codes), `ahead_deep` (depths x cells, codes) and `ahead_quiet` (cells, codes: a
    session on which nothing is wrong) give all scores at once.
    """

    scale: Scale
    constants: Constants
    start: Floats
    walk: Floats
    stay: Floats
    fresh: Floats
    deep: Floats
    ahead_steady: Floats
    ahead_deep: Floats
    ahead_quiet: Floats
    spreads: Wide
    levels: Wide


@lru_cache(maxsize=32)
def grid(scale: Scale, constants: Constants, levels: int = 32, spreads: int = 3) -> Grid:
    """Build (or recall) the tables of a scale. About 20 ms the first time."""
    mu = _levels(constants, levels)
    sigma, sigma_weight = _spreads(constants, spreads)
    chances = _chances(scale, constants, mu, sigma)
    stay, fresh, deep = tables(chances, constants)
    start = (sigma_weight[:, None] * _level_weights(mu, constants)[None, :]).ravel()
    codes = scale.codes
    ahead = np.concatenate([(stay + _lasting_part(deep, constants))[:codes], fresh[:codes]])
    return Grid(
        scale,
        constants,
        start.astype(np.float32),
        _walk(mu, sigma, constants).astype(np.float32),
        stay.astype(np.float32),
        fresh.astype(np.float32),
        deep.astype(np.float32),
        np.ascontiguousarray(ahead.T, dtype=np.float32),
        np.ascontiguousarray(deep[:codes].reshape(codes, -1).T, dtype=np.float32),
        np.ascontiguousarray(chances[:codes, 0].T, dtype=np.float32),
        sigma,
        mu,
    )


def tables(chances: Wide, constants: Constants) -> tuple[Wide, Wide, Wide]:
    """Chances (codes + 1, 1 + depths, cells) to three tables of what a steady client's next score may be.

    `stay`: steady after this session too (a quiet session, a bad day, or a one-session rupture);
    `fresh`: a rupture that starts at this session, of any kind; `deep`: the chance at each depth.
    """
    c = constants
    v = c.rupture * c.v_share
    weights = np.array(DEPTH_WEIGHTS)
    sudden = np.einsum("ckx,k->cx", chances[:, 2:], weights)
    stay = (1 - c.rupture) * ((1 - c.bad_day) * chances[:, 0] + c.bad_day * sudden) + v * sudden
    fresh = v * sudden + _lasting_part(chances[:, 1:], c)
    return stay, fresh, chances[:, 1:]


def inflow(constants: Constants) -> tuple[float, Wide]:
    """Chance a session that a slide starts, and that a lasting drop starts at each of its depths."""
    slide = constants.rupture * constants.slide_share
    lasting = constants.rupture * (1 - constants.v_share - constants.slide_share)
    return slide, lasting * np.array(DEPTH_WEIGHTS)


def _lasting_part(deep: Wide, constants: Constants) -> Wide:
    slide, lasting = inflow(constants)
    part: Wide = slide * deep[:, 0] + np.einsum("ckx,k->cx", deep[:, 1:], lasting)
    return part


def _levels(constants: Constants, count: int) -> Wide:
    """Levels at equal shares of a mixture of the prior and a flat floor: fine where clients are."""
    fine = np.linspace(-0.10, 1.25, 2701)
    density = 0.65 * _bell((fine - constants.centre) / (1.4 * constants.between)) / (1.4 * constants.between)
    mass = np.cumsum(density + 0.35 / 1.35)
    return np.interp((np.arange(count) + 0.5) / count, mass / mass[-1], fine)


def _level_weights(mu: Wide, constants: Constants) -> Wide:
    z = (mu - constants.centre) / constants.between
    density = 0.94 * _bell(z) / constants.between + 0.06 / 1.35
    weights = density * np.gradient(mu)
    normal: Wide = weights / weights.sum()
    return normal


def _spreads(constants: Constants, count: int) -> tuple[Wide, Wide]:
    """Own spreads at the Gauss-Hermite points of a log-normal."""
    if count == 1:
        return np.array([constants.within]), np.ones(1)
    points, weights = np.polynomial.hermite_e.hermegauss(count)
    return constants.within * np.exp(constants.within_spread * points), weights / weights.sum()


def _walk(mu: Wide, sigma: Wide, constants: Constants) -> Wide:
    """The level's slow drift as one matrix over cells, never mixing spreads."""
    levels = len(mu)
    out = np.zeros((levels * len(sigma), levels * len(sigma)))
    for i, spread in enumerate(sigma):
        reach = max(constants.walk * spread, 1e-9)
        kernel = np.exp(-0.5 * ((mu[None, :] - mu[:, None]) / reach) ** 2) * np.gradient(mu)[None, :]
        # A coarse grid cannot show a small step as a kernel; match its variance by the neighbours' share.
        kernel = np.where(np.isfinite(kernel), kernel, 0)
        block = _matched(mu, reach) if reach < 1.2 * np.gradient(mu).max() else kernel
        out[i * levels : (i + 1) * levels, i * levels : (i + 1) * levels] = block / block.sum(
            1, keepdims=True
        )
    return out


def _matched(mu: Wide, reach: float) -> Wide:
    """A three-point kernel whose mean is 0 and whose variance is reach squared."""
    out = np.zeros((len(mu), len(mu)))
    for i in range(len(mu)):
        down = mu[i] - mu[i - 1] if i > 0 else math.inf
        up = mu[i + 1] - mu[i] if i + 1 < len(mu) else math.inf
        if math.isinf(down) or math.isinf(up):
            out[i, i] = 1
            continue
        below, above = reach**2 / (down * (down + up)), reach**2 / (up * (down + up))
        share = min(1.0, 0.98 / (below + above))
        out[i, i - 1], out[i, i + 1] = below * share, above * share
        out[i, i] = 1 - out[i, i - 1] - out[i, i + 1]
    return out


def _chances(scale: Scale, constants: Constants, mu: Wide, sigma: Wide) -> Wide:
    """Chance of each code (and 1 for missing) at each depth in each cell: interval- and end-censored."""
    depth = np.array((0.0, *DEPTHS))
    mean = mu[None, None, :] - depth[:, None, None] * sigma[None, :, None]
    edges = (np.arange(scale.codes - 1) + 0.5) / (scale.codes - 1)
    z = (edges[:, None, None, None] - mean[None]) / sigma[None, None, :, None]
    below = (1 - constants.tail) * phi(z) + constants.tail * phi(z / 2.5)
    whole = np.concatenate([np.zeros_like(below[:1]), below, np.ones_like(below[:1])])
    chances = np.maximum(np.diff(whole, axis=0), 1e-12)
    flat = chances.reshape(scale.codes, len(depth), -1)
    return np.concatenate([flat, np.ones_like(flat[:1])])


def _bell(z: Wide) -> Wide:
    bell: Wide = np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)
    return bell


_PHI_AT = np.linspace(-9, 9, 3601)
_PHI = np.array([0.5 * math.erfc(-z / math.sqrt(2)) for z in _PHI_AT])


def phi(z: Wide) -> Wide:
    """The normal distribution function, to about 1e-6 (linear interpolation of the exact one).

    >>> round(float(phi(np.array(1.96))), 4)
    0.975
    """
    return np.asarray(np.interp(z, _PHI_AT, _PHI), dtype=np.float64)
