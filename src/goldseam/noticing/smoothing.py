"""The chance of a rupture at each session given the whole course, for many alliances at once.

Forward and backward over the same grid as the filter. For looking back and for research; an alert
never uses it, because it knows what came after.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from goldseam.noticing.constants import Constants, default_step, family
from goldseam.noticing.grid import DEPTH_WEIGHTS, STATES, Floats, Grid, Scale, Wide, grid
from goldseam.noticing.model import BLOCK, checked


def smooth_batch(
    scores: npt.ArrayLike,
    low: float,
    high: float,
    step: float | None = None,
    constants: Constants | None = None,
) -> Wide:
    """Chance of a rupture at each session, from all sessions. Shapes: (alliances, sessions), NaN missing.

    Higher is better. Errors: BadInput where the scale cannot be or a score lies outside it.

    >>> p = smooth_batch([[36, 37, 36, 37, 29, 28, 29, 28]], 0, 40)
    >>> bool(p[0, 4] > 0.7), bool(p[0, 3] < 0.2)
    (True, True)
    """
    values = checked(scores, low, high)
    scale = Scale.of(low, high, step or default_step(low, high))
    g = grid(scale, constants or family(low, high))
    codes = scale.code(values)
    parts = [_block(g, codes[i : i + BLOCK]) for i in range(0, len(codes), BLOCK)]
    return np.concatenate(parts) if parts else np.empty(codes.shape)


def _block(g: Grid, codes: npt.NDArray[np.intp]) -> Wide:
    rows, sessions = codes.shape
    before = _forward(g, codes)
    later = np.ones((STATES, rows, g.start.size), dtype=np.float32)
    share = _brief_share(g)
    out = np.zeros((rows, sessions))
    for t in range(sessions - 1, -1, -1):
        joint = before[t] * later
        total = joint.sum(axis=(0, 2))
        dropped = joint[1:].sum(axis=(0, 2)) + (joint[0] * share[codes[:, t]]).sum(axis=1)
        out[:, t] = dropped / total
        if t:
            later = _one_back(g, later, codes[:, t])
    return out


def _forward(g: Grid, codes: npt.NDArray[np.intp]) -> list[Floats]:
    """What is known after each session, as the filter has it."""
    rows, sessions = codes.shape
    mass = np.zeros((STATES, rows, g.start.size), dtype=np.float32)
    mass[0] = g.start
    out: list[Floats] = []
    for t in range(sessions):
        if t:
            mass = (g.moves[:STATES] @ mass.reshape(STATES, -1)).reshape(mass.shape)
            mass[0] = mass[0] @ g.walk
        mass = mass * np.take(g.likely, codes[:, t], axis=1)
        mass /= mass.sum(axis=(0, 2))[:, None]
        mass = np.maximum(mass, np.float32(1e-20))
        out.append(mass)
    return out


def _one_back(g: Grid, later: Floats, codes: npt.NDArray[np.intp]) -> Floats:
    """The chance of all later scores, seen from one session earlier (up to a factor)."""
    later = later * np.take(g.likely, codes, axis=1)
    later[0] = later[0] @ g.walk.T
    back = (g.moves[:STATES].T @ later.reshape(STATES, -1)).reshape(later.shape)
    back /= back.max(axis=(0, 2))[:, None]
    return np.asarray(np.maximum(back, np.float32(1e-20)))


def _brief_share(g: Grid) -> Floats:
    """Of the mass steady after a session, the share of one-session ruptures. Shape: (codes + 1, cells)."""
    c = g.constants
    brief = c.rupture * c.v_share * np.einsum("kcx,k->cx", g.likely[2:], np.array(DEPTH_WEIGHTS))
    return np.asarray(brief / g.likely[0], dtype=np.float32)
