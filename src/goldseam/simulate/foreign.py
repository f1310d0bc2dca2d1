"""Generators that share no form with the filter: answers to items, and switching regimes.

A detector that only knows its own assumptions looks better than it is; these two are for that.
"""

from __future__ import annotations

import numpy as np

from goldseam.simulate.courses import Bools, Courses, Fate, Whole, Wide, lengths, rounded, with_gaps


def item_answers(n: int, rng: np.random.Generator) -> Courses:
    """Four ordered items of 0 to 10, summed: graded answers to one trait, therapists who differ.

    Forms go missing more often while the trait is low (informative), clients leave after a lasting drop,
    and ruptures have any depth and any length; nothing is Gaussian on the scale of the form.
    """
    held = lengths(n, 8, 20, rng)
    sessions = held.shape[1]
    therapist = rng.normal(0, 0.5, max(1, n // 12))[rng.integers(0, max(1, n // 12), n)]
    trait = 1.3 + therapist + rng.normal(0, 0.9, n)
    mood = np.zeros((n, sessions))
    for t in range(sessions):
        before = mood[:, t - 1] if t else rng.normal(0, 0.4, n)
        mood[:, t] = 0.4 * before + rng.normal(0, 0.33, n)
    depth, onset, fate, left = _ruptures(n, sessions, rng)
    held &= ~left
    theta = trait[:, None] + mood + 0.015 * np.arange(sessions) - depth
    scores = _graded(theta, rng).astype(np.float64)
    missing = np.clip(0.10 + 0.12 * (depth > 0) * np.minimum(depth, 2), 0, 0.5)
    given = with_gaps(scores, held, missing, rng)
    rupture = (depth > 0) & held
    onset &= held
    return Courses("item answers (0-40)", 0, 40, 1, given, held, rupture, onset, np.where(onset, fate, 0))


def _graded(theta: Wide, rng: np.random.Generator) -> np.ndarray:
    """Sum of four items answered by the graded response form, each with its own sharpness and places."""
    total = np.zeros(theta.shape, dtype=int)
    for sharp, shift in ((2.2, -0.3), (2.8, 0.0), (1.6, 0.3), (2.4, -0.1)):
        places = shift + np.array([-3.6, -3.1, -2.6, -2.1, -1.6, -1.1, -0.6, -0.1, 0.5, 1.1])
        at_least = 1 / (1 + np.exp(-sharp * (theta[..., None] - places)))
        total += (rng.random((*theta.shape, 1)) < at_least).sum(axis=-1)
    return total


def _ruptures(n: int, sessions: int, rng: np.random.Generator) -> tuple[Wide, Bools, Whole, Bools]:
    depth, onset = np.zeros((n, sessions)), np.zeros((n, sessions), dtype=bool)
    fate, left = np.zeros((n, sessions), dtype=np.int8), np.zeros((n, sessions), dtype=bool)
    for i in range(n):
        t = int(rng.geometric(0.06)) + 1
        while t < sessions:
            onset[i, t] = True
            following, fate[i, t] = _one(i, t, depth, left, rng)
            t = following
    return depth, onset, fate, left


def _one(i: int, t: int, depth: Wide, left: Bools, rng: np.random.Generator) -> tuple[int, int]:
    """One rupture: its shape by lot. Gives where the next may begin, and what became of this one."""
    sessions = depth.shape[1]
    by, kind = float(rng.gamma(5, 0.28)), rng.random()
    if kind < 0.40:  # a V
        depth[i, t] = by
        return t + 1 + int(rng.geometric(0.06)), Fate.REPAIRED
    if kind < 0.65:  # a U that comes back by steps
        for k, share in enumerate((1.0, 1.0, 0.8, 0.5)[: sessions - t]):
            depth[i, t + k] = by * share
        return t + 4 + int(rng.geometric(0.06)), Fate.REPAIRED
    if kind < 0.80:  # a slide that stays
        depth[i, t:] = by * np.minimum(1, (np.arange(sessions - t) + 1) / 4)
    elif kind < 0.90:  # comes half of the way back, and stays there
        depth[i, t:] = by * np.where(np.arange(sessions - t) < 3, 1.0, 0.5)
        return sessions, Fate.PARTLY
    else:
        depth[i, t:] = by
    gone = t + 1 + int(rng.geometric(0.22))
    left[i, gone:] = True
    return sessions, Fate.LASTING


def regimes(n: int, rng: np.random.Generator) -> Courses:
    """A 1-to-7 mean in eighths whose level jumps between regimes, with t(3) noise of changing size.

    A rupture is a stay in a regime well below the one before; its length has no constant hazard, and the
    spread itself doubles in some stretches that are no rupture.
    """
    low, high, step = 1.0, 7.0, 0.125
    held = lengths(n, 6, 24, rng)
    sessions = held.shape[1]
    level = 7.2 - rng.gamma(2.0, 0.55, n)
    own = rng.gamma(6, 0.46 / 6, n)  # about 8 % of the range, as in real bounded series
    depth, onset = np.zeros((n, sessions)), np.zeros((n, sessions), dtype=bool)
    fate, loud = np.zeros((n, sessions), dtype=np.int8), np.ones((n, sessions))
    for i in range(n):
        t = 2 + int(rng.gamma(2, 5))
        while t < sessions:
            stay = 1 + int(rng.gamma(1.3, 2.2))
            onset[i, t], depth[i, t : t + stay] = True, rng.uniform(0.5, 1.6)
            fate[i, t] = Fate.REPAIRED if t + stay < held[i].sum() else Fate.LASTING
            t += stay + 2 + int(rng.gamma(2, 5))
        if rng.random() < 0.3:
            start = int(rng.integers(0, sessions))
            loud[i, start : start + 4] = 2.0
    drift = rng.normal(0.01, 0.02, n)[:, None] * np.arange(sessions)
    noise = rng.standard_t(3, (n, sessions)) / np.sqrt(3) * own[:, None] * loud
    scores = rounded(level[:, None] + drift + noise - depth, low, high, step)
    given = with_gaps(scores, held, 0.2, rng)
    onset &= held
    rupture = (depth > 0) & held
    return Courses("regimes (1-7)", low, high, step, given, held, rupture, onset, np.where(onset, fate, 0))
