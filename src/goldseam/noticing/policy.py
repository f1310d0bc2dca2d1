"""The alert policy in words: how many false alerts one is ready to bear, and what an alert then means.

An alert is given where the chance of a rupture *not yet spoken of* reaches a limit; then that chance
is set aside, so a second alert needs a new rupture. The limits and rates below come from
`benchmarks/noticing_quality.py` (development seeds); no rate from a clinic is known yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from goldseam.errors import BadInput
from goldseam.noticing.model import ALERT


@dataclass(frozen=True)
class Limit:
    """A limit on the chance of a new rupture, and what simulation says it does.

    `false_rate`: alerts a quiet session; `caught`: share of ruptures that get their alert. Both are the
    means over the generators of the benchmark.
    """

    at: float
    words: str
    false_rate: float
    caught: float


class Budget(Enum):
    """How many false alerts are bearable."""

    ONE_IN_TEN = Limit(0.26, "at most about one false alert in 10 quiet sessions", 0.034, 0.55)
    ONE_IN_TWENTY = Limit(ALERT, "at most about one false alert in 20 quiet sessions", 0.014, 0.40)
    ONE_IN_FORTY = Limit(0.56, "at most about one false alert in 40 quiet sessions", 0.005, 0.24)


def chance_it_is_real(budget: Budget, new_ruptures: float) -> float:
    """Chance that an alert is a real rupture, where so many sessions in a hundred begin one.

    `new_ruptures` is a share of sessions, 0 to 1. Errors: BadInput outside it.

    >>> 0.3 < chance_it_is_real(Budget.ONE_IN_TWENTY, 0.03) < 0.7
    True
    """
    if not 0 <= new_ruptures <= 1:
        raise BadInput(
            f"The share {new_ruptures:g} lies outside 0 to 1. Give it as a part of 1, such as 0.05."
        )
    real = budget.value.caught * new_ruptures
    false = budget.value.false_rate * (1 - new_ruptures)
    return real / (real + false)


def in_words(budget: Budget, new_ruptures: float) -> str:
    """The budget and what an alert means under it, as a sentence or two for the page.

    >>> in_words(Budget.ONE_IN_TWENTY, 0.04).startswith("Alerts are set to at most about one false")
    True
    """
    tenths = round(10 * chance_it_is_real(budget, new_ruptures))
    return f"Alerts are set to {budget.value.words}. About {tenths} in 10 alerts are then a real rupture."
