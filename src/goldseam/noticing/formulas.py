"""The arithmetic of published rules: each gives, for every scored session, how far it goes.

Every function takes scored sessions only (missing forms already left out; "previous" is the last
scored session) and a `Reference`, and gives one number a session: the larger, the more of a drop;
NaN where the rule can say nothing. SDs have n - 1 below the line.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from goldseam.noticing.constants import family

Wide = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Reference:
    """The sample a rule compares with, in score units; a clinic's own figures are better than these.

    `within`: mean own SD of clients. `change`: SD of session-to-session differences. `spread`: SD of all
    scores. `reliability`: of the form. `low`, `high`: of the scale.
    """

    low: float
    high: float
    within: float
    change: float
    spread: float
    reliability: float = 0.85

    @classmethod
    def declared(cls, low: float, high: float) -> Reference:
        """Declared priors for a scale's family (science figures of `docs/explanation/noticing.md`).

        >>> round(Reference.declared(0, 40).within, 2)
        3.0
        """
        c, width = family(low, high), high - low
        spread = float(np.hypot(c.between, c.within))
        return cls(low, high, c.within * width, c.within * width * 2**0.5, spread * width)

    @property
    def reliable_change(self) -> float:
        """The smallest change beyond error: 1.96 * sqrt(2) * SD * sqrt(1 - r) (Jacobson & Truax 1991)."""
        return float(1.96 * 2**0.5 * self.spread * (1 - self.reliability) ** 0.5)


def from_previous(x: Wide) -> Wide:
    """Fall from the last scored session."""
    return np.concatenate([[np.nan], x[:-1] - x[1:]])


def from_highest(x: Wide) -> Wide:
    """Fall from the highest score before."""
    return np.concatenate([[np.nan], np.maximum.accumulate(x)[:-1] - x[1:]])


def change_sd(x: Wide, ref: Reference) -> Wide:
    """Fall from the previous score in SDs of the sample's session-to-session change."""
    return from_previous(x) / ref.change


def strauss(x: Wide, ref: Reference) -> Wide:
    """Fall from the running high in mean within-client SDs, for clients who vary more than that."""
    fall = from_highest(x) / ref.within
    return fall if len(x) > 1 and x.std(ddof=1) > ref.within else np.where(np.isnan(fall), np.nan, 0.0)


def stevens(x: Wide, ref: Reference) -> Wide:
    """Fall from the previous score in points of a 1-to-7 mean (a sixth of the range)."""
    return from_previous(x) / ((ref.high - ref.low) / 6)


def gumz(x: Wide, ref: Reference) -> Wide:
    """Fall from the previous score over the larger of own and sample SD of differences."""
    own = float(np.diff(x).std(ddof=1)) if len(x) > 2 else 0.0
    return from_previous(x) / max(own, ref.change)


def moving_range(x: Wide) -> float:
    """Mean absolute difference of neighbours."""
    return float(np.abs(np.diff(x)).mean())


def individuals_chart(x: Wide, ref: Reference) -> Wide:
    """How many chart sigmas (mean moving range / 1.128) a score lies below the course's mean."""
    return _over(x.mean() - x, moving_range(x) / 1.128)


def partition(x: Wide, ref: Reference) -> Wide:
    """How far the segment a score falls in lies below the segment before it, in chart sigmas.

    Binary splits at the least within-segment sum of squares, while a split lowers it by more than
    2 ln(n) chart variances (our stopping rule: the source's is not known to us).
    """
    sigma = moving_range(x) / 1.128
    edges = [0, *sorted(_splits(x, 0, len(x), 2 * np.log(len(x)) * sigma**2)), len(x)]
    means = [float(x[a:b].mean()) for a, b in pairwise(edges)]
    out = np.zeros(len(x))
    for i in range(1, len(means)):
        out[edges[i] : edges[i + 1]] = means[i - 1] - means[i]
    return _over(out, sigma)


def _splits(x: Wide, start: int, end: int, penalty: float) -> list[int]:
    part = x[start:end]
    if len(part) < 2:
        return []
    whole = _squares(part)
    costs = [_squares(part[:k]) + _squares(part[k:]) for k in range(1, len(part))]
    best = int(np.argmin(costs))
    if whole - costs[best] <= penalty:
        return []
    at = start + best + 1
    return [*_splits(x, start, at, penalty), at, *_splits(x, at, end, penalty)]


def _squares(part: Wide) -> float:
    return float(((part - part.mean()) ** 2).sum())


def own_mean(x: Wide, ref: Reference) -> Wide:
    """How many own SDs a score lies below the own mean of the whole course, itself included."""
    return _over(x.mean() - x, float(x.std(ddof=1)))


def tukey(x: Wide, ref: Reference) -> Wide:
    """How many interquartile ranges a score lies below the first quartile (numpy's linear quartiles)."""
    first, third = np.quantile(x, [0.25, 0.75])
    return _over(first - x, float(third - first))


def reliable_fall(x: Wide, ref: Reference) -> Wide:
    """Fall from the previous score in reliable changes."""
    return from_previous(x) / ref.reliable_change


def reliable_fall_from_high(x: Wide, ref: Reference) -> Wide:
    """Fall from the highest earlier score in reliable changes."""
    return from_highest(x) / ref.reliable_change


T_CRITICAL = {4: 4.303, 5: 3.182, 6: 2.776}  # two-sided .05 at n - 2 degrees of freedom


def sudden_loss(x: Wide, ref: Reference) -> Wide:
    """Tang & DeRubeis' three criteria turned to losses: 1 where all hold at a session, else 0.

    Falls by a reliable change; by a quarter of the score before (counted from the scale's low end);
    and the three sessions before lie above the three from here by the critical t, adjusted for how many
    there are (Wiedemann 2020, `suddengains`).
    """
    out = np.zeros(len(x))
    for i in range(1, len(x)):
        fall, base = x[i - 1] - x[i], x[i - 1] - ref.low
        if fall >= ref.reliable_change and fall >= 0.25 * base:
            out[i] = float(_stable(x[max(0, i - 3) : i], x[i : i + 3]))
    out[0] = np.nan
    return out


def _stable(before: Wide, after: Wide) -> bool:
    count = len(before) + len(after)
    if len(before) < 2 or len(after) < 2:
        return False
    pooled = ((len(before) - 1) * before.var(ddof=1) + (len(after) - 1) * after.var(ddof=1)) / (count - 2)
    return bool(before.mean() - after.mean() > T_CRITICAL[count] * pooled**0.5)


def below_nine_tenths(x: Wide, ref: Reference) -> Wide:
    """How far below nine tenths of the scale (36 of 40), in fortieths of it."""
    unit = (ref.high - ref.low) / 40
    return (ref.low + 36 * unit - x) / unit


def below_or_fell(x: Wide, ref: Reference) -> Wide:
    """The larger of: below 36 of 40; a fall by a fortieth (1 point) from the previous score."""
    unit = (ref.high - ref.low) / 40
    fell = np.nan_to_num(from_previous(x) / unit - 1, nan=-np.inf)
    return np.maximum(below_nine_tenths(x, ref), np.where(fell >= -1e-9, fell + 1e-6, fell))


def _over(excess: Wide, unit: float) -> Wide:
    """`excess / unit`; with no unit (a constant course) nothing is beyond anything."""
    tiny = 1e-9 * (1 + float(np.abs(excess).max(initial=0)))
    return excess / unit if unit > tiny else np.zeros(len(excess))
