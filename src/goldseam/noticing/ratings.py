"""One alliance's scores as readings: the filter, the policy and the words together."""

from __future__ import annotations

import math

import numpy as np

from goldseam.noticing.constants import Constants, family
from goldseam.noticing.grid import Scale
from goldseam.noticing.model import ALERT, Filtered, filter_batch
from goldseam.noticing.standing import CANNOT_TELL, STANDING, Kind, carried, kinds
from goldseam.noticing.wording import because
from goldseam.terms.rupture import Reading, Signal
from goldseam.terms.scores import Trajectory

LONGEST_GAP = 12  # sessions without a row, beyond which more time says nothing more


def notice(
    trajectory: Trajectory, constants: Constants | None = None, alert_at: float = ALERT
) -> tuple[Reading, ...]:
    """Read an alliance's scores: one reading a session, each from that and earlier sessions only.

    Higher is better. `constants` default to those of the scale's family; `alert_at` is the policy's
    limit. Source: `docs/explanation/noticing.md`.

    >>> readings = notice(Trajectory((1, 2, 3, 4, 5), (36, 37, None, 38, 27), 0, 40))
    >>> readings[-1].status.value, readings[-1].alert, readings[2].because
    ('strained', True, 'There is no score at this session, so nothing new can be said.')
    """
    t = trajectory
    if not t.sessions:
        return ()
    places, scores = dense(t)
    read = filter_batch(scores[None], t.low, t.high, t.step, constants or family(t.low, t.high), alert_at)
    scale = Scale.of(t.low, t.high, t.step)
    kind = kinds(read, scale.code(scores[None]), scale, alert_at)
    standing = carried(kind)
    return tuple(
        _reading(t.sessions[i], t.scores[i], read, place, Kind(kind[0, place]), Kind(standing[0, place]))
        for i, place in enumerate(places)
    )


def dense(t: Trajectory) -> tuple[list[int], np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Scores with a place for each session that has no row, and where each given session went."""
    places: list[int] = []
    for i, session in enumerate(t.sessions):
        gap = min(session - t.sessions[i - 1], LONGEST_GAP) if i else 0
        places.append(places[-1] + gap if i else 0)
    scores = np.full(places[-1] + 1, np.nan)
    for place, score in zip(places, t.scores, strict=True):
        scores[place] = np.nan if score is None else score
    return places, scores


def _reading(
    session: int, score: float | None, read: Filtered, at: int, kind: Kind, standing: Kind
) -> Reading:
    p, low, high = (float(values[0, at]) for values in (read.p, read.low, read.high))
    rare = float(read.lower_than[0, at])
    words = because(
        int(kind),
        math.nan if score is None else score,
        low,
        high,
        round(10 * p),
        0 if math.isnan(rare) else min(99, math.floor(rare)),
    )
    return Reading(
        session=session,
        score=score,
        p_rupture=p,
        usual_low=None if math.isnan(low) else low,
        usual_high=None if math.isnan(high) else high,
        status=STANDING[standing],
        alert=bool(read.alert[0, at]),
        because=words,
        signals=(Signal("ratings", words, log_odds(p)),),
        informative=kind not in CANNOT_TELL,
    )


def log_odds(p: float) -> float:
    """A chance as log-odds in nats, kept finite.

    >>> log_odds(0.5)
    0.0
    """
    safe = min(max(p, 1e-6), 1 - 1e-6)
    return math.log(safe / (1 - safe))
