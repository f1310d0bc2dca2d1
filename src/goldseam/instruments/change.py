"""Reliable change: is a difference between two scores more than the form's own imprecision?

SEM = SD * sqrt(1 - reliability); the smallest reliable change is z * sqrt(2) * SEM (Jacobson &
Truax 1991). A threshold that a source publishes goes before one computed here. Where nothing is
published, nothing is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import sqrt

from goldseam.errors import BadInput
from goldseam.instruments.questionnaire import Questionnaire, ScoreRule
from goldseam.terms.scores import Better

Z_95 = 1.96
NOTHING_PUBLISHED = "There is no published change threshold for this score."


class Direction(Enum):
    """Which way a score has gone, as far as its precision lets one say."""

    BETTER = "better"
    WORSE = "worse"
    WITHIN_ERROR = "within_error"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True)
class Threshold:
    """The smallest change that counts, in score points, and where it comes from.

    `points` is None where nothing is published. `computed` is the figure from `sem`, shown beside
    a published one. `because` names the SD, the reliability and the source used.
    """

    points: float | None
    because: str
    sem: float | None = None
    computed: float | None = None


@dataclass(frozen=True)
class Change:
    """The difference between two scores (last minus first, in points) and how to read it."""

    direction: Direction
    difference: float
    threshold: Threshold
    because: str


def standard_error(sd: float, reliability: float) -> float:
    """The standard error of measurement, in score points.

    Errors: BadInput where the SD is not above 0 or the reliability lies outside 0 to 1.

    >>> round(standard_error(5.5, 0.89), 2)
    1.82
    """
    if not sd > 0 or not 0 <= reliability <= 1:
        raise BadInput(
            f"SD {sd:g} with reliability {reliability:g} cannot be. "
            "Give an SD above 0 and a reliability from 0 to 1."
        )
    return sd * sqrt(1 - reliability)


def smallest_reliable(sd: float, reliability: float, z: float = Z_95) -> float:
    """The smallest reliable change in score points; z is 1.96 for 95 %, 1.645 for 90 %.

    >>> round(smallest_reliable(7.7, 0.90, z=1.645), 2)
    5.66
    """
    return z * sqrt(2) * standard_error(sd, reliability)


def threshold(rule: ScoreRule, z: float = Z_95) -> Threshold:
    """The change threshold of a score: published if there is one, else computed, else none.

    >>> from goldseam.instruments.files import get
    >>> threshold(get("wai-sr").rule("bond")).because
    'There is no published change threshold for this score.'
    """
    sem, computed, how = _computed(rule, z)
    if rule.change is not None:
        level = f", {rule.change.level:.0%} confidence" if rule.change.level else ""
        because = f"{rule.change.reliable:g} points: {rule.change.source}{level}.{' ' + how if how else ''}"
        return Threshold(rule.change.reliable, because, sem, computed)
    if computed is not None:
        return Threshold(computed, how, sem, computed)
    return Threshold(None, NOTHING_PUBLISHED)


def reliable_change(
    questionnaire: Questionnaire, score: str, first: float, last: float, z: float = Z_95
) -> Change:
    """Compare two values of one score. Errors: NotFound for an unknown score, BadInput out of range.

    >>> from goldseam.instruments.files import get
    >>> reliable_change(get("phq-9"), "total", 18, 11).direction
    <Direction.BETTER: 'better'>
    """
    rule = questionnaire.rule(score)
    for value in (first, last):
        if not rule.low <= value <= rule.high:
            raise BadInput(
                f"The {score} score {value:g} lies outside {rule.low:g} to {rule.high:g}. Check it."
            )
    bar = threshold(rule, z)
    direction = _direction(rule, last - first, bar.points)
    return Change(direction, last - first, bar, _sentence(direction, first, last, bar))


def _computed(rule: ScoreRule, z: float) -> tuple[float | None, float | None, str]:
    known = rule.reliability
    named = known.coefficient() if known else None
    if known is None or named is None or known.sd is None:
        return None, None, ""
    name, value = named
    sem, points = standard_error(known.sd, value), smallest_reliable(known.sd, value, z)
    how = (
        f"Computed: {points:.1f} points at z = {z:g}, from SD {known.sd:g} and {name} {value:g} "
        f"(SEM {sem:.2f}). Source: {known.source}."
    )
    return sem, points, how


def _direction(rule: ScoreRule, difference: float, points: float | None) -> Direction:
    if points is None:
        return Direction.CANNOT_SAY
    # The margin keeps a mean score of exactly the threshold from missing it by a float's last digit.
    if abs(difference) < points - 1e-9:
        return Direction.WITHIN_ERROR
    rose = difference > 0
    return Direction.BETTER if rose == (rule.better is Better.HIGHER) else Direction.WORSE


def _sentence(direction: Direction, first: float, last: float, bar: Threshold) -> str:
    moved = f"The score went from {first:g} to {last:g}."
    reading = {
        Direction.BETTER: "That is reliably better.",
        Direction.WORSE: "That is reliably worse.",
        Direction.WITHIN_ERROR: "That lies within the form's own imprecision.",
        Direction.CANNOT_SAY: "Whether that is a reliable change cannot be said.",
    }[direction]
    return f"{moved} {reading} {bar.because}"
