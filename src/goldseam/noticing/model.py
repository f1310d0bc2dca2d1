"""The exact filter on a reduced grid: for each session, the chance that the alliance is in a rupture.

Hidden for each client: own level, own spread, and an episode: steady, a slide under way, a lasting
drop. One-session ruptures and bad days begin and end within a session. Each session the hidden state
moves on, then the score (interval- and end-censored) is weighed in; a missing form weighs nothing.
The reading at a session uses that session and those before it, never one after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from goldseam.errors import BadInput
from goldseam.noticing.constants import Constants, default_step, family
from goldseam.noticing.grid import LASTING, SLIDES, Floats, Grid, Scale, Wide, grid, inflow

BLOCK = 128  # alliances at once: the state of a block stays in the processor's cache
PAD = 16  # rows are padded to this, so that one alliance's numbers never depend on its neighbours
ALERT = (
    0.40  # chance of a rupture not yet alerted at which the policy speaks; see `docs/explanation/noticing.md`
)
BAND = (0.05, 0.95)


@dataclass(frozen=True)
class Filtered:
    """What the filter says of a batch. Every array is (alliances, sessions).

    `p`: chance of being in a rupture. `low`, `high`: the usual band (NaN at the first session). `lower_than`:
    of 100 quiet sessions expected here, how many would score higher. `alert`: the policy's word.
    `news`: chance of a rupture for which no alert was given yet. `log_chance`: log-likelihood of each score.
    """

    p: Wide
    low: Wide
    high: Wide
    lower_than: Wide
    alert: npt.NDArray[np.bool_]
    news: Wide
    log_chance: Wide


def filter_batch(
    scores: npt.ArrayLike,
    low: float,
    high: float,
    step: float | None = None,
    constants: Constants | None = None,
    alert_at: float = ALERT,
    levels: int = 32,
    spreads: int = 3,
) -> Filtered:
    """Filter many alliances at once. `scores` is (alliances, sessions), NaN where a form is missing.

    Higher is better. Errors: BadInput where the scale cannot be or a score lies outside it.

    >>> f = filter_batch([[36, 37, 36, 38, 25]], 0, 40)
    >>> bool(f.alert[0, 4]), bool(f.p[0, 4] > 4 * f.p[0, 3])
    (True, True)
    """
    values = _checked(scores, low, high)
    scale = Scale.of(low, high, step or default_step(low, high))
    return filter_codes(scale.code(values), scale, constants or family(low, high), alert_at, levels, spreads)


def filter_codes(
    codes: npt.NDArray[np.intp],
    scale: Scale,
    constants: Constants,
    alert_at: float = ALERT,
    levels: int = 32,
    spreads: int = 3,
) -> Filtered:
    """As `filter_batch`, for scores already turned into a scale's intervals by `Scale.code`."""
    tables = grid(scale, constants, levels, spreads)
    parts = [_block(tables, codes[i : i + BLOCK], alert_at) for i in range(0, len(codes), BLOCK)]
    if not parts:
        parts = [_block(tables, codes, alert_at)]
    return Filtered(*(np.concatenate([getattr(part, name) for part in parts]) for name in _NAMES))


_NAMES = ("p", "low", "high", "lower_than", "alert", "news", "log_chance")


def _checked(scores: npt.ArrayLike, low: float, high: float) -> Wide:
    values: Wide = np.asarray(scores, dtype=np.float64)
    if values.ndim != 2:
        raise BadInput(f"Scores of shape {values.shape} were given. Give (alliances, sessions).")
    if not low < high:
        raise BadInput(f"The scale {low:g} to {high:g} cannot be. Give the lowest score first.")
    with np.errstate(invalid="ignore"):
        outside = (values < low - 1e-9) | (values > high + 1e-9)
    if outside.any():
        worst = values[outside][0]
        raise BadInput(f"The score {worst:g} lies outside {low:g} to {high:g}. Check the score or the scale.")
    return values


@dataclass
class _State:
    """Mass of each hidden state: `steady` (rows, cells), `deep` (rows, slides + lasting, cells)."""

    steady: Floats
    deep: Floats
    unalerted: Floats  # (rows,) share of the deep mass that no alert has spoken of
    silent: npt.NDArray[np.bool_]  # rows that have not given a score yet


def _block(g: Grid, codes: npt.NDArray[np.intp], alert_at: float) -> Filtered:
    rows, sessions = codes.shape
    padded = np.full((-(-max(rows, 1) // PAD) * PAD, sessions), g.scale.codes, dtype=np.intp)
    padded[:rows] = codes
    out = {name: np.full(padded.shape, np.nan) for name in _NAMES if name != "alert"}
    alert = np.zeros(padded.shape, dtype=bool)
    state = _start(g, len(padded))
    for t in range(sessions):
        state = _time_passes(g, state) if t else state
        seen = _look(g, state, padded[:, t])
        _write(out, alert, t, g, seen, state, alert_at)
        state = _learn(g, state, padded[:, t], seen, alert[:, t])
    return Filtered(alert=alert[:rows], **{name: values[:rows] for name, values in out.items()})


def _start(g: Grid, rows: int) -> _State:
    steady = np.repeat(g.start[None], rows, axis=0)
    deep = np.zeros((rows, SLIDES + LASTING, g.start.size), dtype=np.float32)
    return _State(steady, deep, np.ones(rows, dtype=np.float32), np.ones(rows, dtype=bool))


def _time_passes(g: Grid, state: _State) -> _State:
    """Between two sessions: ruptures mend wholly, by a step, or go on; slides go deeper; levels drift."""
    c = g.constants
    old = state.deep
    steady = state.steady + np.float32(c.mend) * old.sum(axis=1)
    go_on = np.float32(1 - c.mend)
    deep = np.empty_like(old)
    deep[:, 0] = np.float32(0.1 * go_on) * old[:, 0]
    deep[:, 1:SLIDES] = (
        np.float32(0.1 * go_on) * old[:, 1:SLIDES] + np.float32(0.9 * go_on) * old[:, : SLIDES - 1]
    )
    less = np.float32(c.partly * go_on)
    deep[:, SLIDES:] = (go_on - less) * old[:, SLIDES:]
    deep[:, SLIDES] += less * old[:, SLIDES]
    deep[:, SLIDES:-1] += less * old[:, SLIDES + 1 :]
    deep[:, SLIDES + 2] += np.float32(0.9 * go_on) * old[:, SLIDES - 1]  # a slide ends as a lasting drop
    return _State(steady @ g.walk, deep, state.unalerted, state.silent)


@dataclass(frozen=True)
class _Seen:
    """What each possible score would mean, (rows, codes), and the score that came."""

    total: Floats
    fresh: Floats
    old: Floats
    quiet: Floats  # cumulated: chance of this score or a lower one, were nothing wrong
    here: npt.NDArray[np.intp]
    given: npt.NDArray[np.bool_]


def _look(g: Grid, state: _State, codes: npt.NDArray[np.intp]) -> _Seen:
    count = g.scale.codes
    rows = len(codes)
    ahead = state.steady @ g.ahead_steady
    by_depth = np.empty((rows, len(g.deep[0]), g.start.size), dtype=np.float32)
    by_depth[:, :SLIDES] = state.deep[:, :SLIDES]
    by_depth[:, SLIDES] = 0
    by_depth[:, 1:] += state.deep[:, SLIDES:]
    old = by_depth.reshape(rows, -1) @ g.ahead_deep
    quiet = np.cumsum((state.steady + by_depth.sum(axis=1)) @ g.ahead_quiet, axis=1)
    quiet /= quiet[:, -1:]
    given = codes < count
    return _Seen(ahead[:, :count] + old, ahead[:, count:], old, quiet, np.minimum(codes, count - 1), given)


def _write(
    out: dict[str, Wide],
    alert: npt.NDArray[np.bool_],
    t: int,
    g: Grid,
    seen: _Seen,
    state: _State,
    alert_at: float,
) -> None:
    """Readings of one session. A lower score is never read as a weaker sign: see `_never_weaker`."""
    row = np.arange(len(seen.here))
    p = _never_weaker((seen.fresh + seen.old) / seen.total)[row, seen.here]
    news = _never_weaker((seen.fresh + state.unalerted[:, None] * seen.old) / seen.total)[row, seen.here]
    quiet = seen.quiet
    fallback = state.deep.sum(axis=(1, 2)) / (state.deep.sum(axis=(1, 2)) + state.steady.sum(axis=1))
    before = out["p"][:, t - 1] if t else fallback
    out["p"][:, t] = np.where(seen.given, p, np.minimum(before, fallback))
    out["news"][:, t] = np.where(seen.given, news, 0)
    alert[:, t] = seen.given & (news >= alert_at) & ~state.silent
    codes_low = (quiet < BAND[0]).sum(axis=1)
    codes_high = (quiet < BAND[1]).sum(axis=1)
    first = state.silent
    out["low"][:, t] = np.where(first, np.nan, g.scale.score(codes_low))
    out["high"][:, t] = np.where(first, np.nan, g.scale.score(np.minimum(codes_high, g.scale.codes - 1)))
    out["lower_than"][:, t] = np.where(seen.given, 100 * (1 - quiet[row, seen.here]), np.nan)
    out["log_chance"][:, t] = np.where(seen.given, np.log(seen.total[row, seen.here]), 0)


def _never_weaker(by_score: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Make a reading rise (or stay) as the score falls: heavy tails alone would let it sag at extremes."""
    return np.maximum.accumulate(by_score[:, ::-1], axis=1)[:, ::-1]


def _learn(
    g: Grid, state: _State, codes: npt.NDArray[np.intp], seen: _Seen, alerted: npt.NDArray[np.bool_]
) -> _State:
    slide, lasting = inflow(g.constants)
    likely = g.deep[codes]
    total = np.where(seen.given, seen.total[np.arange(len(codes)), seen.here], 1).astype(np.float32)
    before = state.steady / total[:, None]
    likely /= total[:, None, None]
    deep = state.deep
    deep[:, :SLIDES] *= likely[:, :SLIDES]
    deep[:, SLIDES:] *= likely[:, 1:]
    old = deep.sum(axis=(1, 2))
    deep[:, 0] += np.float32(slide) * likely[:, 0] * state.steady
    deep[:, SLIDES:] += lasting.astype(np.float32)[:, None] * likely[:, 1:] * state.steady[:, None]
    now = deep.sum(axis=(1, 2))
    share = (state.unalerted * old + (now - old)) / np.maximum(now, np.float32(1e-30))
    unalerted = np.where(alerted, np.float32(0), np.clip(share, 0, 1)).astype(np.float32)
    return _State(before * g.stay[codes], deep, unalerted, state.silent & ~seen.given)
