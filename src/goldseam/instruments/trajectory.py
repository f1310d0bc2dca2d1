"""From a form's score to a scale that noticing can run on: its ends, its step, its good end."""

from __future__ import annotations

from math import gcd
from typing import NamedTuple

from goldseam.instruments.questionnaire import Method, Questionnaire
from goldseam.terms.scores import Better, Score


class ScoreScale(NamedTuple):
    """The lowest and highest score, the smallest difference it can show, and its good end."""

    low: float
    high: float
    step: float
    better: Better


def trajectory_scale(questionnaire: Questionnaire, score: str) -> ScoreScale:
    """The scale of one score, for a Trajectory. Errors: NotFound for an unknown score.

    `step` is that of a form without blanks: 1 for most sums, 1/n for the mean of n items.

    >>> from goldseam.instruments.files import get
    >>> trajectory_scale(get("session-check-in"), "connection")
    ScoreScale(low=0.0, high=50.0, step=1.0, better=<Better.HIGHER: 'higher'>)
    """
    rule = questionnaire.rule(score)
    step = 1.0
    if rule.method is not Method.COUNT_TRUE:
        allowed = [questionnaire.item(id).allowed() for id in rule.items]
        step = float(gcd(*(value - values[0] for values in allowed for value in values)))
    if rule.method is Method.MEAN:
        step /= len(rule.items)
    return ScoreScale(rule.low, rule.high, step, rule.better)


def turn_round(value: float | None, low: float, high: float) -> float | None:
    """Turn a score round within its range, so that its good end is the high one; None stays None.

    >>> turn_round(3, 0, 10), turn_round(None, 0, 10)
    (7, None)
    """
    return None if value is None else low + high - value


def upward(score: Score) -> float | None:
    """The score's value with higher as better, as a Trajectory wants it.

    >>> upward(Score("session-check-in", "strain", 3.0, 0.0, 10.0, Better.LOWER))
    7.0
    """
    return score.value if score.better is Better.HIGHER else turn_round(score.value, score.low, score.high)
