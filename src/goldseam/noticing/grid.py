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
DEEPEN = (0.60, 0.12, 0.12, 0.05, 0.0)  # chance a session that a drop deepens; a slide begins at the first
STATES = 1 + len(DEPTHS)  # steady, and a drop at each depth
TILE = 16
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

    `start` (cells); `moves` (states + 1, states): what becomes of each state between sessions, and in the
    last row all of them together; `walk` (cells, cells): the steady level's drift. What a score says:
    `likely` (states, codes + 1, cells). What each possible score would say, for all at once:
    `ahead_steady` (cells, 2 codes): stays steady, and the one-session rupture among that; `ahead_lasting`
    (cells, codes): a rupture begins that lasts; `ahead_deep` (depths, cells, codes); `ahead_quiet`
    (cells, codes): a session on which nothing is wrong.
    """

    scale: Scale
    constants: Constants
    start: Floats
    moves: Floats
    walk: Floats
    likely: Floats
    ahead_steady: Floats
    ahead_lasting: Floats
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
    stay, brief, lasting = _from_steady(chances, constants)
    start = (sigma_weight[:, None] * _level_weights(mu, constants)[None, :]).ravel()
    codes = scale.codes
    return Grid(
        scale,
        constants,
        _single(start),
        _single(moves(constants)),
        _single(_walk(mu, sigma, constants)),
        _single(np.concatenate([stay[None], chances[:, 1:].swapaxes(0, 1)])),
        _single(np.concatenate([_tiled(part[:codes].T) for part in (stay, brief)], axis=1)),
        _single(_tiled(lasting[:codes].T)),
        _single(_tiled(chances[:codes, 1:].transpose(1, 2, 0))),
        _single(_tiled(chances[:codes, 0].T)),
        sigma,
        mu,
    )


def _single(values: Wide) -> Floats:
    return np.ascontiguousarray(values, dtype=np.float32)


def _tiled(values: Wide) -> Wide:
    """Columns padded to a multiple of 16.

    Matrix products take their last, odd columns by another road, whose rounding depends on a row's
    neighbours; whole tiles keep every alliance's numbers the same to the last bit in any company.
    """
    short = -values.shape[-1] % TILE
    return np.concatenate([values, np.zeros((*values.shape[:-1], short))], axis=-1)


def moves(constants: Constants) -> Wide:
    """What becomes of each state between sessions: (states + 1, states), the last row their sum.

    A drop mends, deepens, lightens by one depth, or stays; some of the steady (and just mended) begin one.
    Mass that begins is also counted as steady: `stay` takes its share off.
    """
    c = constants
    out = np.zeros((STATES + 1, STATES))
    out[0, 0], out[0, 1:] = 1, c.mend
    for k, deepen in enumerate(DEEPEN):
        lighten = c.partly if k > 1 else 0.0
        out[1 + k, 1 + k] = (1 - c.mend) * (1 - deepen - lighten)
        if deepen:
            out[2 + k, 1 + k] = (1 - c.mend) * deepen
        if lighten:
            out[k, 1 + k] = (1 - c.mend) * lighten
    out[STATES] = out[:STATES].sum(axis=0)
    out[1:STATES] += np.outer(inflow(c), out[0])
    return out


def inflow(constants: Constants) -> Wide:
    """Chance a session that a rupture which lasts begins, at each depth; a slide begins at the first."""
    c = constants
    sudden = c.rupture * (1 - c.v_share - c.slide_share)
    return np.array([c.rupture * c.slide_share, *(sudden * w for w in DEPTH_WEIGHTS)])


def _from_steady(chances: Wide, constants: Constants) -> tuple[Wide, Wide, Wide]:
    """Chances (codes + 1, 1 + depths, cells) to what a steady client's next score may come from.

    Steady after it too (a quiet session, a bad day, a one-session rupture); the one-session rupture
    alone; a new one that lasts. Each (codes + 1, cells).
    """
    c = constants
    sudden = np.einsum("ckx,k->cx", chances[:, 2:], np.array(DEPTH_WEIGHTS))
    brief = c.rupture * c.v_share * sudden
    lasting = np.einsum("ckx,k->cx", chances[:, 1:], inflow(c))
    quiet = (1 - c.bad_day) * chances[:, 0] + c.bad_day * sudden
    return (1 - c.rupture) * quiet + brief, brief, lasting


def _levels(constants: Constants, count: int) -> Wide:
    """Levels at equal shares of a mixture of the prior and a flat floor: fine where clients are."""
    fine = np.linspace(-0.12, 1.20, 2641)
    density = 0.35 * _bell((fine - constants.centre) / (1.4 * constants.between)) / (1.4 * constants.between)
    mass = np.cumsum(density + 0.65 / 1.32)
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
    return np.where(out < 1e-9, 0, out)


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
    # A cell stands for all levels half-way to its neighbours: their spread is added to the client's own.
    blurred = np.sqrt(sigma[:, None] ** 2 + np.gradient(mu)[None, :] ** 2 / 12)
    z = (edges[:, None, None, None] - mean[None]) / blurred[None, None]
    below = (1 - constants.tail) * phi(z) + constants.tail * phi(z / 2.5)
    whole = np.concatenate([np.zeros_like(below[:1]), below, np.ones_like(below[:1])])
    chances = np.maximum(np.diff(whole, axis=0), 1e-12)
    flat = chances.reshape(scale.codes, len(depth), -1)
    missing = np.ones_like(flat[:1])
    missing[:, 1:] = constants.silence
    return np.concatenate([flat, missing])


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
