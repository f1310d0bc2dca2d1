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
from goldseam.noticing.grid import STATES, TILE, Floats, Grid, Scale, Wide, grid

BLOCK = 128  # alliances at once: the state of a block stays in the processor's cache
PAD = TILE  # rows are padded to this; see `grid`: an alliance's numbers never depend on its neighbours
ALERT = (
    0.40  # chance of a rupture not yet alerted at which the policy speaks; see `docs/explanation/noticing.md`
)
BAND = (0.05, 0.95)
LEAST = np.float32(1e-20)  # no state is ruled out for good, and numbers stay out of the slow denormal range


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
    values = checked(scores, low, high)
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


def checked(scores: npt.ArrayLike, low: float, high: float) -> Wide:
    """Scores as (alliances, sessions), all on the scale. Errors: BadInput."""
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
    """What is known of each alliance (rows) before its next session.

    `mass` (states, rows, cells): chance of each hidden state. `unalerted` (rows,): the share of its drops
    that no alert has spoken of. `best` (rows,): the highest code so far, -1 before the first.
    """

    mass: Floats
    unalerted: Floats
    best: npt.NDArray[np.intp]


@dataclass(frozen=True)
class _Seen:
    """What each possible score would mean, (rows, codes), and the score that came.

    `quiet` is cumulated: the chance of this score or a lower one, were nothing wrong.
    """

    total: Floats
    rupture: Floats
    dropped: Floats
    quiet: Floats
    here: npt.NDArray[np.intp]
    given: npt.NDArray[np.bool_]
    in_drop: Floats


def _block(g: Grid, codes: npt.NDArray[np.intp], alert_at: float) -> Filtered:
    rows, sessions = codes.shape
    padded = np.full((sessions, -(-max(rows, 1) // PAD) * PAD), g.scale.codes, dtype=np.intp)
    padded[:, :rows] = codes.T
    out = {name: np.full(padded.shape, np.nan) for name in _NAMES if name != "alert"}
    alert = np.zeros(padded.shape, dtype=bool)
    state = _start(g, padded.shape[1])
    for t in range(sessions):
        mass, together = _time_passes(g, state.mass) if t else (state.mass, state.mass[0])
        seen = _look(g, mass, together, padded[t])
        _write(out, t, g, seen, state)
        share = _unspoken(out, alert, t, g, seen, state, mass, alert_at)
        state = _learn(g, state, mass, padded[t], seen, share)
    return Filtered(alert=alert[:, :rows].T, **{name: values[:, :rows].T for name, values in out.items()})


def _start(g: Grid, rows: int) -> _State:
    mass = np.zeros((STATES, rows, g.start.size), dtype=np.float32)
    mass[0] = g.start
    return _State(mass, np.ones(rows, dtype=np.float32), np.full(rows, -1, dtype=np.intp))


def _time_passes(g: Grid, mass: Floats) -> tuple[Floats, Floats]:
    """Between two sessions drops mend, deepen, lighten, begin; the steady level drifts.

    Gives the states, and all of them together.
    """
    states, rows, cells = mass.shape
    moved = (g.moves @ mass.reshape(states, -1)).reshape(states + 1, rows, cells)
    moved[0] = moved[0] @ g.walk
    return moved[:states], moved[states]


def _look(g: Grid, mass: Floats, together: Floats, codes: npt.NDArray[np.intp]) -> _Seen:
    count = g.scale.codes
    ahead = mass[0] @ g.ahead_steady
    dropped = np.matmul(mass[1:], g.ahead_deep)[:, :, :count].sum(axis=0)
    quiet = np.cumsum((together @ g.ahead_quiet)[:, :count], axis=1)
    quiet /= quiet[:, -1:].copy()
    tile = ahead.shape[1] // 2
    given = codes < count
    steady_mass = mass[0].sum(axis=1)
    return _Seen(
        total=ahead[:, :count] + dropped,
        rupture=ahead[:, tile : tile + count] + dropped,
        dropped=dropped,
        quiet=quiet,
        here=np.minimum(codes, count - 1),
        given=given,
        in_drop=1 - steady_mass / together.sum(axis=1),
    )


def _write(out: dict[str, Wide], t: int, g: Grid, seen: _Seen, state: _State) -> None:
    """Readings of one session. A lower score is never read as a weaker sign: see `_never_weaker`."""
    row = np.arange(len(seen.here))
    p = _never_weaker(seen.rupture / seen.total)[row, seen.here]
    out["p"][t] = np.where(seen.given, p, _when_missing(g, seen, out["p"][t - 1] if t else None))
    low = (seen.quiet < BAND[0]).sum(axis=1)
    high = np.minimum((seen.quiet < BAND[1]).sum(axis=1), g.scale.codes - 1)
    out["low"][t] = np.where(state.best < 0, np.nan, g.scale.score(low))
    out["high"][t] = np.where(state.best < 0, np.nan, g.scale.score(high))
    out["lower_than"][t] = np.where(seen.given, 100 * (1 - seen.quiet[row, seen.here]), np.nan)
    out["log_chance"][t] = np.where(seen.given, np.log(seen.total[row, seen.here]), 0)


def _when_missing(g: Grid, seen: _Seen, before: Wide | None) -> Wide:
    """Silence is no sign: with no form a reading may fade as time passes, never rise.

    Only where a clinic has said that forms go missing more often in a rupture is silence weighed in.
    """
    odds = g.constants.silence * seen.in_drop / np.maximum(1 - seen.in_drop, 1e-9)
    p: Wide = np.asarray(odds / (1 + odds), dtype=np.float64)
    if g.constants.silence > 1:
        return p
    return np.minimum(g.constants.rupture if before is None else before, p)


def _never_weaker(by_score: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Make a reading rise (or stay) as the score falls: heavy tails alone would let it sag at extremes."""
    return np.maximum.accumulate(by_score[:, ::-1], axis=1)[:, ::-1]


def _unspoken(
    out: dict[str, Wide],
    alert: npt.NDArray[np.bool_],
    t: int,
    g: Grid,
    seen: _Seen,
    state: _State,
    mass: Floats,
    alert_at: float,
) -> Floats:
    """Write the chance of a rupture no alert has spoken of, and the alert; give its share of all drops.

    Old drops are told from new ones only where an alert has been given: elsewhere all are unspoken of.
    """
    news, share = np.where(seen.given, out["p"][t], 0), state.unalerted.copy()
    some = np.flatnonzero((share < 1) & seen.given)
    if some.size:
        rows = np.resize(some, -(-some.size // TILE) * TILE)  # whole tiles: see `grid`
        lasting = (mass[0, rows] @ g.ahead_lasting)[: some.size, : g.scale.codes]
        old = np.maximum(seen.dropped[some] - lasting, 0)
        spoken = (1 - share[some])[:, None] * old
        at = (np.arange(some.size), seen.here[some])
        news[some] = _never_weaker((seen.rupture[some] - spoken) / seen.total[some])[at]
        whole = np.maximum(old[at] + lasting[at], np.float32(1e-30))
        share[some] = np.clip((share[some] * old[at] + lasting[at]) / whole, 0, 1)
    out["news"][t] = news
    alert[t] = seen.given & (news >= alert_at) & (seen.here < state.best)  # a drop is from somewhere
    return np.where(alert[t], np.float32(0), share)


def _learn(
    g: Grid, state: _State, mass: Floats, codes: npt.NDArray[np.intp], seen: _Seen, share: Floats
) -> _State:
    """Weigh the score in. `share`: of the drops, how much no alert has spoken of."""
    row = np.arange(len(codes))
    mass = mass * np.take(g.likely, codes, axis=1)
    total = np.where(seen.given, seen.total[row, seen.here], 1).astype(np.float32)
    mass *= (1 / total)[:, None]
    np.maximum(mass, LEAST, out=mass)
    best = np.where(seen.given, np.maximum(state.best, seen.here), state.best)
    return _State(mass, share, best)
