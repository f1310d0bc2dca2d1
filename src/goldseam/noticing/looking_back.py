"""Looking back: when a rupture began, whether it came back, and how sure that is, from all sessions.

The filter runs forward; then whole hidden courses are drawn backwards from its posterior (forward
filtering, backward sampling). Every statement is a count over the same drawn courses, so that "it
began at 7" and "it came back by 9" fit together. This uses later sessions, and is never an alert.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from goldseam.noticing.constants import Constants, family
from goldseam.noticing.grid import DEPTH_WEIGHTS, DEPTHS, STATES, Grid, Scale, Wide, grid
from goldseam.noticing.ratings import dense
from goldseam.noticing.wording import how_sure
from goldseam.terms.scores import Trajectory

DRAWS = 400
LIKELY = 0.5


@dataclass(frozen=True)
class Passage:
    """One rupture, looked back on. The three chances add up to 1, given that there was a rupture.

    `began`, `deepest`: sessions. `back`: the first session at which it was more likely over than not,
    None where it is not. `p`: highest chance that there was one.
    """

    began: int
    deepest: int
    back: int | None
    p: float
    p_repaired: float
    p_partly: float
    p_lasting: float
    because: str


@dataclass(frozen=True)
class LookedBack:
    """For each session the chance of a rupture given the whole course, and the passages it makes."""

    p: tuple[float, ...]
    passages: tuple[Passage, ...]


def look_back(trajectory: Trajectory, constants: Constants | None = None) -> LookedBack:
    """Read a course from its end. Higher is better; one chance a session.

    >>> course = Trajectory(tuple(range(1, 9)), (36, 37, 36, 38, 27, 28, 37, 38), 0, 40)
    >>> [(one.began, one.back) for one in look_back(course).passages]
    [(5, 7)]
    """
    t = trajectory
    if not t.sessions:
        return LookedBack((), ())
    places, scores = dense(t)
    scale = Scale.of(t.low, t.high, t.step)
    g = grid(scale, constants or family(t.low, t.high))
    depth = _drawn(g, scale.code(scores[None])[0])
    chance = (depth > 0).mean(axis=0)
    found = tuple(_passage(run, depth, chance, places, t.sessions) for run in _runs(chance[places]))
    return LookedBack(tuple(float(chance[place]) for place in places), found)


def _runs(p: Wide) -> list[tuple[int, int]]:
    """First and one-past-last place of each run in which a rupture is likely."""
    likely = np.concatenate([[False], p >= LIKELY, [False]])
    edges = np.nonzero(np.diff(likely.astype(int)))[0]
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _passage(
    run: tuple[int, int], depth: Wide, chance: Wide, places: list[int], sessions: tuple[int, ...]
) -> Passage:
    start, end = run
    inside = depth[:, places[start] : places[end - 1] + 1]
    there = inside.max(axis=1) > 0
    last = depth[there][:, places[end:]].max(axis=1) if end < len(places) else inside[there, -1]
    if end < len(places):  # over within the course: what is left at the first session after
        last = depth[there][:, places[end]]
    deepest = inside[there].max(axis=1)
    mended = last == 0
    partly = ~mended & (last <= 0.7 * deepest)
    shares = (float(mended.mean()), float(partly.mean()), float((~mended & ~partly).mean()))
    back = sessions[end] if end < len(sessions) else None
    at = start + int(inside.mean(axis=0)[[places[i] - places[start] for i in range(start, end)]].argmax())
    p = float(chance[places[start] : places[end - 1] + 1].max())
    words = _words(sessions[start], back, p)
    return Passage(sessions[start], sessions[at], back, p, *shares, words)


def _words(began: int, back: int | None, p: float) -> str:
    came = f"came back by {back}" if back is not None else "has not come back"
    return f"Ratings fell at session {began} and {came}: {how_sure(round(10 * p))} chance of rupture."


def _drawn(g: Grid, codes: npt.NDArray[np.intp]) -> Wide:
    """Depth of the drop at each session (0: none) in each drawn course. Shape: (draws, sessions)."""
    rng = np.random.default_rng(20_260_101)
    after = _forward(g, codes)
    cells, last = g.start.size, len(codes) - 1
    picked = rng.choice(after[last].size, size=DRAWS, p=(after[last] / after[last].sum()).ravel())
    state, cell = picked // cells, picked % cells
    out = np.zeros((DRAWS, len(codes)))
    depths = np.array([0.0, *DEPTHS])
    for t in range(last, -1, -1):
        out[:, t] = np.where(state > 0, depths[state], _brief(g, int(codes[t]), state, cell, rng))
        if t:
            state, cell = _step_back(g, after[t - 1], state, cell, rng)
    return out


def _forward(g: Grid, codes: npt.NDArray[np.intp]) -> list[Wide]:
    """The posterior (states, cells) after each session."""
    mass = np.zeros((STATES, g.start.size))
    mass[0] = g.start
    out: list[Wide] = []
    for t, code in enumerate(codes):
        moved = g.moves[:STATES].astype(np.float64) @ mass if t else mass.copy()
        if t:
            moved[0] = moved[0] @ g.walk
        mass = moved * g.likely[:, code]
        mass /= mass.sum()
        out.append(mass)
    return out


def _step_back(
    g: Grid,
    before: Wide,
    state: npt.NDArray[np.intp],
    cell: npt.NDArray[np.intp],
    rng: np.random.Generator,
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Draw the hidden state one session earlier, for each course."""
    weights = g.moves[state][:, :, None] * before[None]  # (draws, states, cells)
    spread = np.where(
        (state == 0)[:, None], g.walk[:, cell].T, (np.arange(before.shape[1])[None] == cell[:, None])
    )
    flat = (weights * spread[:, None, :]).reshape(len(state), -1)
    total = np.cumsum(flat, axis=1)
    picked = (total < rng.random(len(state))[:, None] * total[:, -1:]).sum(axis=1)
    picked = np.minimum(picked, flat.shape[1] - 1)
    return picked // before.shape[1], picked % before.shape[1]


def _brief(
    g: Grid,
    code: int,
    state: npt.NDArray[np.intp],
    cell: npt.NDArray[np.intp],
    rng: np.random.Generator,
) -> Wide:
    """Depth of a one-session rupture among the steady ones, drawn from what their score allows."""
    if code == g.scale.codes:
        return np.zeros(len(state))
    c = g.constants
    by_depth = c.rupture * c.v_share * np.array(DEPTH_WEIGHTS)[:, None] * g.likely[2:, code]
    share = by_depth.sum(axis=0)[cell] / g.likely[0, code][cell]
    depth = np.array(DEPTHS[1:])[by_depth.argmax(axis=0)][cell]
    return np.where((state == 0) & (rng.random(len(state)) < share), depth, 0.0)
