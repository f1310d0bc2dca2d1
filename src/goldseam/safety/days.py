"""A day in words, without a locale: letters look the same on every machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldseam.safety.wording import words


@dataclass(frozen=True)
class DayWords:
    """In `sentences/days.toml`."""

    day: str
    months: tuple[str, ...]


SAY = words("days", DayWords)


def in_words(day: date) -> str:
    """A day as people write it.

    >>> in_words(date(2026, 3, 2))
    '2 March 2026'
    """
    return SAY.day.format(number=day.day, month=SAY.months[day.month - 1], year=day.year)
