"""Generators that share the filter's form: a level, an own spread, a drop, a bounded form in steps.

`same_form` draws from exactly that form, with constants of its own. `wobbling` adds what the filter
leaves out: an autocorrelated wobble and a trend of each client's own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldseam.simulate.courses import Bools, Courses, Fate, Whole, Wide, lengths, rounded, with_gaps


@dataclass(frozen=True)
class Truth:
    """Constants of `same_form`, in shares of the scale's range and chances per session."""

    centre: float = 0.90
    between: float = 0.13
    within: float = 0.065
    within_spread: float = 0.35
    walk: float = 0.15
    rupture: float = 0.06
    v_share: float = 0.35
    slide_share: float = 0.10
    mend: float = 0.28
    partly: float = 0.06
    bad_day: float = 0.015
    tail: float = 0.03
    missing: float = 0.15


DEPTHS = np.array([1.2, 1.8, 2.6, 4.2])
WEIGHTS = np.array([0.34, 0.34, 0.22, 0.10])
SLIDE = np.array([0.6, 1.2, 1.8, 2.6])
STEADY, SLIDING, DOWN = 0, 1, 2


def same_form(n: int, rng: np.random.Generator, truth: Truth = Truth()) -> Courses:
    """Alliances of 12 to 20 sessions on 0 to 40 in whole points, drawn from the filter's own form."""
    held = lengths(n, 12, 20, rng)
    sessions = held.shape[1]
    level = rng.normal(truth.centre, truth.between, n)
    spread = truth.within * np.exp(rng.normal(0, truth.within_spread, n))
    state, step = np.zeros(n, dtype=int), np.zeros(n, dtype=int)
    depth = np.zeros((n, sessions))
    rupture, onset = np.zeros((n, sessions), dtype=bool), np.zeros((n, sessions), dtype=bool)
    levels = np.zeros((n, sessions))
    for t in range(sessions):
        if t:
            _move_on(state, step, truth, rng)
            level = level + np.where(state == STEADY, truth.walk * spread * rng.normal(size=n), 0)
        depth[:, t], rupture[:, t], onset[:, t] = _begin(state, step, truth, rng)
        levels[:, t] = level
    wide = np.where(rng.random((n, sessions)) < truth.tail, 2.5, 1.0)
    latent = levels + spread[:, None] * (wide * rng.normal(size=(n, sessions)) - depth)
    scores = with_gaps(rounded(40 * latent, 0, 40, 1), held, truth.missing, rng)
    fate = fates(rupture & held, onset & held, depth, held)
    return Courses("same form (0-40)", 0, 40, 1, scores, held, rupture & held, onset & held, fate)


def _move_on(state: np.ndarray, step: np.ndarray, truth: Truth, rng: np.random.Generator) -> None:
    n = len(state)
    mended = (state != STEADY) & (rng.random(n) < truth.mend)
    state[mended] = STEADY
    part = (state == DOWN) & (rng.random(n) < truth.partly)
    step[part] = np.maximum(step[part] - 1, 0)
    deeper = (state == SLIDING) & (rng.random(n) < 0.9)
    step[deeper] += 1
    ended = deeper & (step > 3)
    state[ended], step[ended] = DOWN, 2


def _begin(
    state: np.ndarray, step: np.ndarray, truth: Truth, rng: np.random.Generator
) -> tuple[Wide, Bools, Bools]:
    n = len(state)
    free = state == STEADY
    starts = free & (rng.random(n) < truth.rupture)
    kind = rng.random(n)
    drawn = rng.choice(4, size=n, p=WEIGHTS)
    brief = starts & (kind < truth.v_share)
    slides = starts & (kind > 1 - truth.slide_share)
    falls = starts & ~brief & ~slides
    state[slides], step[slides] = SLIDING, 0
    state[falls], step[falls] = DOWN, drawn[falls]
    bad_day = free & ~starts & (rng.random(n) < truth.bad_day)
    depth = np.where(state == DOWN, DEPTHS[np.clip(step, 0, 3)], 0.0)
    depth = np.where(state == SLIDING, SLIDE[np.clip(step, 0, 3)], depth)
    depth = np.where(brief | bad_day, DEPTHS[drawn], depth)
    return depth, (state != STEADY) | brief, starts


def fates(rupture: Bools, onset: Bools, depth: Wide, held: Bools) -> Whole:
    """What became of each rupture: back within the course, back by half or more, or not."""
    out = np.zeros(rupture.shape, dtype=np.int8)
    for i, t in [(int(a), int(b)) for a, b in np.argwhere(onset)]:
        last = int(held[i].sum()) - 1
        run = t
        while run < last and rupture[i, run + 1] and not onset[i, run + 1]:
            run += 1
        deepest = float(depth[i, t : run + 1].max())
        if run < last:
            out[i, t] = Fate.REPAIRED
        else:
            out[i, t] = Fate.PARTLY if depth[i, run] <= 0.7 * deepest else Fate.LASTING
    return out


def wobbling(n: int, rng: np.random.Generator, mean_of_items: bool = False) -> Courses:
    """Alliances with an own trend and an AR(1) wobble; drops of 1 to 2.5 own SDs over 1 to 4 sessions.

    Two in five ruptures do not mend, and then one session in five is the last. On 0 to 40 in whole
    points (about a fifth of scores at the ceiling), or on 1 to 5 in twelfths (about a twelfth).
    """
    low, high, step = (1.0, 5.0, 1 / 12) if mean_of_items else (0.0, 40.0, 1.0)
    centre, between, within = (4.0, 0.60, 0.42) if mean_of_items else (36.4, 4.0, 2.7)
    held = lengths(n, 12, 20, rng)
    sessions = held.shape[1]
    own = within * rng.uniform(0.6, 1.6, n)
    wobble = np.zeros((n, sessions))
    wobble[:, 0] = rng.normal(size=n)
    for t in range(1, sessions):
        wobble[:, t] = 0.5 * wobble[:, t - 1] + np.sqrt(0.75) * rng.normal(size=n)
    noise = np.sqrt(0.4) * wobble + np.sqrt(0.6) * rng.normal(size=(n, sessions))
    trend = rng.normal(0.01, 0.03, n)[:, None] * np.arange(sessions)
    depth, onset, rupture, held = _drops(n, held, rng)
    level = rng.normal(centre, between, n)
    latent = level[:, None] + own[:, None] * (noise + trend - depth)
    scores = with_gaps(rounded(latent, low, high, step), held, 0.15, rng)
    name = "wobbling (1-5)" if mean_of_items else "wobbling (0-40)"
    fate = fates(rupture, onset, depth, held)
    return Courses(name, low, high, step, scores, held, rupture, onset, fate)


def _drops(n: int, held: Bools, rng: np.random.Generator) -> tuple[Wide, Bools, Bools, Bools]:
    sessions = held.shape[1]
    depth, onset = np.zeros((n, sessions)), np.zeros((n, sessions), dtype=bool)
    held = held.copy()
    starts = rng.random((n, sessions)) < 0.047
    starts[:, :2] = False
    for i in range(n):
        free = 0
        for t in np.flatnonzero(starts[i]).tolist():
            if t < free or not held[i, t]:
                continue
            by, long, mends = rng.uniform(1, 2.5), int(rng.integers(1, 5)), rng.random() < 0.6
            end = t + long if mends else sessions
            depth[i, t:end], onset[i, t], free = by, True, end + 1
            if not mends:
                held[i, t + long + int(rng.geometric(0.2)) :] = False
    return depth, onset & held, (depth > 0) & held, held
