"""Several witnesses as one reading: log-odds added up with stated weights, each one removable.

Each witness says how far it moves the odds of a rupture from the base rate, in nats, and why. The
weights are presets, not estimates: below 1 where a witness partly repeats another (an item and the
total it is part of). Nothing is averaged away: every contribution stays in the reading.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from goldseam.errors import BadInput
from goldseam.noticing.constants import GENERAL
from goldseam.noticing.model import ALERT
from goldseam.noticing.ratings import log_odds, notice
from goldseam.noticing.wording import how_sure, number
from goldseam.terms.rupture import Reading, Signal, Standing
from goldseam.terms.scores import Trajectory

BASE = 0.10  # share of sessions in a rupture where nothing is known; science.md 0 gives 9 to 42 %
FARTHEST = 4.0  # nats one witness may move the odds: none may decide alone


@dataclass(frozen=True)
class Weight:
    """How much one witness counts, and why that much."""

    witness: str
    weight: float
    because: str


WEIGHTS: tuple[Weight, ...] = (
    Weight("ratings", 1.0, "calibrated, and the reference for the others"),
    Weight("item", 0.5, "part of the total already counted"),
    Weight("therapist", 0.6, "rates the same hour, r about .4 to .6 with the client"),
    Weight("attendance", 0.7, "missed forms and sessions have many other causes"),
    Weight("strain", 0.9, "asked outright, yet clients hide"),
    Weight("note", 0.6, "the therapist's own view, often of the same moment"),
    Weight("talk", 0.6, "markers in words and timing; accuracy in clinics unknown"),
)


@dataclass(frozen=True)
class Testimony:
    """What one witness says of one session: nats by which it moves the odds, and why in words."""

    __test__: ClassVar[bool] = False  # its name begins like a test's

    witness: str
    nats: float
    because: str

    @classmethod
    def of_chance(cls, witness: str, p: float, because: str, base: float = BASE) -> Testimony:
        """From a calibrated probability at a base rate.

        >>> Testimony.of_chance("note", 0.1, "The note is calm.").nats
        0.0
        """
        return cls(witness, log_odds(p) - log_odds(base), because)


def combine(
    session: int,
    testimonies: Sequence[Testimony],
    base: float = BASE,
    weights: tuple[Weight, ...] = WEIGHTS,
    without: Iterable[str] = (),
) -> Reading:
    """One reading from several witnesses of one session; those named in `without` are not heard.

    Errors: BadInput for a witness that has no weight, or a base rate outside 0 to 1.

    >>> calm = Testimony("ratings", -1.0, "36 lies within this client's usual 33 to 39.")
    >>> asked = Testimony("strain", 3.0, "The client marked some strain.")
    >>> both = combine(4, [calm, asked])
    >>> both.p_rupture > combine(4, [calm, asked], without=["strain"]).p_rupture
    True
    """
    if not 0 < base < 1:
        raise BadInput(f"The base rate {base:g} cannot be. Give a share between 0 and 1, such as 0.1.")
    left_out = set(without)
    heard = [one for one in testimonies if one.witness not in left_out]
    signals = tuple(_signal(one, weights) for one in heard)
    p = _chance(log_odds(base) + sum(signal.weight for signal in signals))
    standing = Standing.STRAINED if p >= ALERT else Standing.STEADY
    if not heard:
        standing = Standing.TOO_EARLY
    return Reading(
        session=session,
        score=None,
        p_rupture=p,
        usual_low=None,
        usual_high=None,
        status=standing,
        alert=False,
        because=_told(p, signals),
        signals=signals,
        witness="together",
        informative=bool(heard),
    )


def _signal(one: Testimony, weights: tuple[Weight, ...]) -> Signal:
    for weight in weights:
        if weight.witness == one.witness:
            held = max(-FARTHEST, min(FARTHEST, one.nats))
            return Signal(one.witness, one.because, weight.weight * held)
    known = ", ".join(weight.witness for weight in weights)
    raise BadInput(f"The witness {one.witness!r} has no weight. Give one of: {known}.")


def _told(p: float, signals: tuple[Signal, ...]) -> str:
    if not signals:
        return "No witness has been heard: too early to say."
    most = max(signals, key=lambda signal: abs(signal.weight))
    heard = f"{len(signals)} witnesses" if len(signals) > 1 else "One witness"
    return f"{heard}: {how_sure(round(10 * p))} chance of rupture. {most.because}"


def in_words(signal: Signal) -> str:
    """A contribution as a clause.

    >>> in_words(Signal("strain", "The client marked some strain.", 1.5))
    'strain speaks for a rupture (odds times 4.5): The client marked some strain.'
    """
    if abs(signal.weight) < 0.1:
        return f"{signal.witness} says little either way: {signal.because}"
    way = "for" if signal.weight > 0 else "against"
    times = f"odds times {math.exp(signal.weight):.1f}"
    return f"{signal.witness} speaks {way} a rupture ({times}): {signal.because}"


def _chance(nats: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, nats))))


def from_ratings(reading: Reading, base: float = BASE) -> Testimony:
    """The client's scores as a testimony; where they cannot tell, they move nothing."""
    nats = log_odds(reading.p_rupture) - log_odds(base) if reading.informative else 0.0
    return Testimony("ratings", 0.0 if reading.score is None else nats, reading.because)


def from_items(items: Sequence[tuple[str, Trajectory]], base: float = BASE) -> Testimony | None:
    """The item or subscale that fell most at the last session, as a testimony; None where none did.

    A Goal item may fall while the total sits at the ceiling. Higher is better on each.
    """
    found = [(name, notice(trajectory)[-1]) for name, trajectory in items if trajectory.sessions]
    fallen = [(name, r) for name, r in found if r.score is not None and r.informative and r.p_rupture > base]
    if not fallen:
        return None
    name, worst = max(fallen, key=lambda pair: pair[1].p_rupture)
    # Of several items the lowest is picked, so its odds are shared among them (Bonferroni).
    nats = max(0.0, log_odds(worst.p_rupture) - log_odds(base) - math.log(len(found)))
    return Testimony("item", nats, f"{name}: {worst.because}")


def from_gap(client: Trajectory, therapist: Trajectory, base: float = BASE) -> Testimony | None:
    """How the client's score stands to the therapist's, against how it usually does for the two.

    Sessions on which only one rated say nothing. Both on one scale, higher is better.
    """
    other = dict(zip(therapist.sessions, therapist.scores, strict=True))
    gaps = [
        None if score is None or other.get(session) is None else score - (other[session] or 0.0)
        for session, score in zip(client.sessions, client.scores, strict=True)
    ]
    if not gaps or gaps[-1] is None:
        return None
    width = client.high - client.low
    series = Trajectory(client.sessions, tuple(gaps), -width, width, client.step)
    last = notice(series, GENERAL.but(centre=0.52, between=0.07, within=0.045))[-1]
    if last.usual_low is None:
        return None
    way = "lower" if gaps[-1] < 0 else "higher"
    words = f"The client rates {number(abs(gaps[-1]))} {way} than the therapist."
    if gaps[-1] < last.usual_low:
        words = words[:-1] + ", a wider gap than is usual for the two."
    return Testimony("therapist", log_odds(last.p_rupture) - log_odds(base), words)


def from_attendance(missed_in_a_row: int, told_before: bool = False) -> Testimony | None:
    """Missed sessions or skipped forms just before: a weak sign. Preset: odds times 1.5, then 2.2.

    >>> from_attendance(0) is None, from_attendance(2).because
    (True, 'The client missed the last 2 times without word.')
    """
    if missed_in_a_row < 1 or told_before:
        return None
    times = "the last time" if missed_in_a_row == 1 else f"the last {missed_in_a_row} times"
    return Testimony(
        "attendance", min(0.8, 0.4 * missed_in_a_row), f"The client missed {times} without word."
    )


def from_strain(value: float, low: float, high: float) -> Testimony:
    """The direct item ("any tension between us?"), none at `low`. Preset: from odds halved to odds times 20.

    Errors: BadInput outside the item's range.

    >>> from_strain(0, 0, 10).nats < 0 < from_strain(3, 0, 10).nats
    True
    """
    if not low <= value <= high:
        raise BadInput(f"The answer {value:g} lies outside {low:g} to {high:g}. Check the answer.")
    share = (value - low) / (high - low)
    if share == 0:
        return Testimony("strain", -0.7, "The client marked no strain.")
    words = f"The client marked strain: {number(value)} of {number(high)}."
    return Testimony("strain", 1.0 + 2.0 * share, words)


def at(reading: Reading, testimonies: Sequence[Testimony], base: float = BASE) -> Reading:
    """The client's own reading with further witnesses heard; its score, band and alert are kept."""
    together = combine(reading.session, [from_ratings(reading, base), *testimonies], base)
    if not testimonies:
        return reading
    return replace(
        together,
        score=reading.score,
        usual_low=reading.usual_low,
        usual_high=reading.usual_high,
        alert=reading.alert,
    )
