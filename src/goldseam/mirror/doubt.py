"""Doubt about one's work and kindness to oneself, asked together and shown side by side.

Never one without the other, never added up, and never called progress: see `sentences/doubt.toml` for why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goldseam.errors import BadInput
from goldseam.mirror.wording import words

LOW, MIDDLE, HIGH = 0, 5, 10


@dataclass(frozen=True)
class DoubtWords:
    """The two questions and what is said back. In `sentences/doubt.toml`."""

    doubt: str
    kindness: str
    scale_low: str
    scale_high: str
    together: str
    both_high: str
    doubt_only: str
    kindness_only: str
    both_low: str


SAY = words("doubt", DoubtWords)


@dataclass(frozen=True)
class DoubtAndKindness:
    """Both answers of one day, 0 to 10 each. There is no total."""

    on: date
    doubt: int
    kindness: int


def asked_together(on: date, doubt: int | None, kindness: int | None) -> DoubtAndKindness | None:
    """Both answers as one value; None where both were left blank.

    Errors: BadInput where only one is given, or one lies outside 0 to 10.

    >>> asked_together(date(2026, 3, 2), 8, 6)
    DoubtAndKindness(on=datetime.date(2026, 3, 2), doubt=8, kindness=6)
    """
    if doubt is None and kindness is None:
        return None
    if doubt is None or kindness is None:
        raise BadInput("One of the two was answered. They belong together: answer both, or leave both blank.")
    for value in (doubt, kindness):
        if not LOW <= value <= HIGH:
            raise BadInput(
                f"The answer {value} lies outside {LOW} to {HIGH}. Choose a number from {LOW} to {HIGH}."
            )
    return DoubtAndKindness(on, doubt, kindness)


def say(both: DoubtAndKindness) -> str:
    """One sentence about the two together.

    >>> say(DoubtAndKindness(date(2026, 3, 2), 9, 2))
    'Much doubt, little kindness tonight. Kindness first; the question keeps.'
    """
    doubts, kind = both.doubt >= MIDDLE, both.kindness >= MIDDLE
    if doubts and kind:
        return SAY.both_high
    if doubts:
        return SAY.doubt_only
    return SAY.kindness_only if kind else SAY.both_low


def over_time(answers: Iterable[DoubtAndKindness]) -> tuple[DoubtAndKindness, ...]:
    """The answers in order of days, both in every row; no slope, no average."""
    return tuple(sorted(answers, key=lambda one: one.on))
