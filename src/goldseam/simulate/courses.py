"""A batch of invented alliances: scores as a clinic would see them, and what was really so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
import numpy.typing as npt

Wide = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int8]


class Fate(IntEnum):
    """What became of a rupture, kept at its first session; 0 elsewhere."""

    NONE = 0
    REPAIRED = 1
    PARTLY = 2
    LASTING = 3


@dataclass(frozen=True)
class Courses:
    """Invented alliances. Every array is (alliances, sessions).

    `scores`: NaN where a form is missing or no session was held. `held`: the session took place.
    `rupture`: the alliance was in a rupture. `onset`: a rupture began. `fate`: at its onset.
    """

    name: str
    low: float
    high: float
    step: float
    scores: Wide
    held: Bools
    rupture: Bools
    onset: Bools
    fate: Whole

    def first(self, sessions: int) -> Courses:
        """The same alliances cut short."""
        return replace(
            self,
            scores=self.scores[:, :sessions],
            held=self.held[:, :sessions],
            rupture=self.rupture[:, :sessions],
            onset=self.onset[:, :sessions],
            fate=self.fate[:, :sessions],
        )

    @property
    def judged(self) -> Bools:
        """Sessions with a score."""
        return ~np.isnan(self.scores)


def rounded(latent: Wide, low: float, high: float, step: float) -> Wide:
    """What a form shows of a latent value: clipped to the scale, in its steps."""
    return low + np.rint((np.clip(latent, low, high) - low) / step) * step


def with_gaps(scores: Wide, held: Bools, chance: Wide | float, rng: np.random.Generator) -> Wide:
    """Scores with forms missing at random (the first kept), and none where no session was held."""
    gone = rng.random(scores.shape) < chance
    gone[:, 0] = False
    return np.where(gone | ~held, np.nan, scores)


def lengths(n: int, low: int, high: int, rng: np.random.Generator) -> Bools:
    """Which sessions are planned: a uniform number of them for each alliance."""
    planned = rng.integers(low, high + 1, n)
    return np.arange(high)[None, :] < planned[:, None]
