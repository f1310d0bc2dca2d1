"""How good a detector is where the truth is known: ranking, false alarms, delay, calibration.

All functions take (alliances, sessions) arrays; `judged` marks sessions with a score.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Wide = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def auroc(sign: Wide, positive: Bools) -> float:
    """Chance that a positive case has the larger sign; ties count half. Shapes: (cases,), (cases,).

    >>> auroc(np.array([0.1, 0.4, 0.35, 0.8]), np.array([False, False, True, True]))
    0.75
    """
    n_yes, n_no = int(positive.sum()), int((~positive).sum())
    if not n_yes or not n_no:
        return float("nan")
    _, where, counts = np.unique(sign, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[where]
    return float((rank[positive].sum() - n_yes * (n_yes + 1) / 2) / (n_yes * n_no))


def limit_for(sign: Wide, quiet: Bools, rate: float) -> float:
    """The lowest limit at which at most `rate` of quiet sessions have a sign above it."""
    return float(np.quantile(sign[quiet], 1 - rate, method="higher"))


def caught(sign: Wide, limit: float, judged: Bools, rupture: Bools, onset: Bools) -> tuple[float, float]:
    """Share of ruptures with an alarm while they last, and the mean delay in sessions of those caught."""
    alarms = (sign > limit) & judged
    return caught_by(alarms, rupture, onset)


def caught_by(alarms: Bools, rupture: Bools, onset: Bools, most: int = 4) -> tuple[float, float]:
    """As `caught`, for alarms as given. A rupture counts as caught in its first `most` sessions."""
    found, delays = 0, []
    rows, starts = np.nonzero(onset)
    for i, t in zip(rows.tolist(), starts.tolist(), strict=True):
        end = min(_end(rupture[i], onset[i], t), t + most)
        hits = np.nonzero(alarms[i, t:end])[0]
        if len(hits):
            found += 1
            delays.append(int(hits[0]))
    return found / max(1, len(rows)), float(np.mean(delays)) if delays else float("nan")


def _end(rupture: Bools, onset: Bools, start: int) -> int:
    stop = start + 1
    while stop < len(rupture) and rupture[stop] and not onset[stop]:
        stop += 1
    return stop


def alarm_events(alarms: Bools, judged: Bools) -> Bools:
    """First sessions of runs of alarms: a run is felt as one alarm. Sessions without a score are skipped."""
    out = np.zeros_like(alarms)
    before = np.zeros(len(alarms), dtype=bool)
    for t in range(alarms.shape[1]):
        out[:, t] = alarms[:, t] & judged[:, t] & ~before
        before = np.where(judged[:, t], alarms[:, t], before)
    return out


def caught_at_event_rate(sign: Wide, judged: Bools, rupture: Bools, onset: Bools, rate: float) -> float:
    """Share of ruptures caught where alarm events come on `rate` of quiet sessions.

    An event counts for a rupture when it falls within its first four sessions.
    """
    quiet = judged & ~rupture
    low, high = float(np.nanmin(sign[judged])), float(np.nanmax(sign[judged]))
    best = 0.0
    for limit in np.quantile(sign[judged], np.linspace(0.70, 0.999, 60)):
        if not low <= limit <= high:
            continue
        events = alarm_events(np.nan_to_num(sign, nan=-np.inf) > limit, judged)
        if events[quiet].mean() <= rate:
            best = max(best, caught_by(events, rupture, onset)[0])
    return best


def calibration_error(p: Wide, truth: Bools, bins: int = 10) -> float:
    """Mean distance between the stated chance and the share that came true, over equal-count bins."""
    order = np.argsort(p, kind="stable")
    parts = np.array_split(order, bins)
    return float(sum(len(b) * abs(p[b].mean() - truth[b].mean()) for b in parts if len(b)) / len(p))


def brier(p: Wide, truth: Bools) -> float:
    """Mean squared distance between the stated chance and what was so."""
    return float(((p - truth) ** 2).mean())


def precision_at(sensitivity: float, false_rate: float, base: float) -> float:
    """Chance that an alarm is real, at a base rate.

    >>> round(precision_at(0.76, 0.05, 0.09), 2)
    0.6
    """
    true, false = sensitivity * base, false_rate * (1 - base)
    return true / (true + false) if true + false else float("nan")


@dataclass(frozen=True)
class Quality:
    """One detector on one set of invented courses. See `benchmarks/README.md` for each column."""

    auroc: float
    auroc_onset: float
    sensitivity_5: float
    episodes_5: float
    events_5: float
    events_2: float
    delay: float
    quiet_courses: float
    brier: float
    calibration: float


def quality(sign: Wide, judged: Bools, rupture: Bools, onset: Bools, probability: bool = False) -> Quality:
    """All figures of one detector. `sign`: the larger, the more of a rupture; NaN says nothing."""
    filled = np.where(np.isnan(sign), -np.inf, sign)
    low = filled[np.isfinite(filled)].min() if np.isfinite(filled).any() else 0.0
    filled = np.where(np.isfinite(filled), filled, low)
    quiet = judged & ~rupture
    limit = limit_for(filled, quiet, 0.05)
    at = (judged & rupture, judged & onset)
    found, delay = caught(filled, limit, judged, rupture, onset)
    no_rupture = ~rupture.any(axis=1)
    alarms = (filled > limit) & judged
    return Quality(
        auroc(filled[judged], rupture[judged]),
        auroc(filled[quiet | at[1]], onset[quiet | at[1]]),
        float((filled[at[0]] > limit).mean()),
        found,
        caught_at_event_rate(filled, judged, rupture, onset, 0.05),
        caught_at_event_rate(filled, judged, rupture, onset, 0.02),
        delay,
        float(alarms[no_rupture].any(axis=1).mean()),
        brier(filled[judged], rupture[judged]) if probability else float("nan"),
        calibration_error(filled[judged], rupture[judged]) if probability else float("nan"),
    )
