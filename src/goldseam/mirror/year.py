"""*A year ago you wrote*: only when the therapist asks for it; nothing calls this by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from goldseam.mirror.wording import words
from goldseam.terms.therapist import Reflection

AROUND = timedelta(days=3)


@dataclass(frozen=True)
class YearWords:
    """What is said. In `sentences/year.toml`."""

    offer: str
    title: str
    none: str


SAY = words("year", YearWords)


def a_year_ago(entries: Iterable[Reflection], today: date) -> tuple[Reflection, ...]:
    """Entries within three days of this day last year, in order; the 29th of February meets the 28th.

    >>> then = Reflection("1", date(2025, 3, 4), "It rained.")
    >>> [one.id for one in a_year_ago([then], date(2026, 3, 2))]
    ['1']
    """
    last_year = today.year - 1
    leap_day = (today.month, today.day) == (2, 29)
    then = date(last_year, 2, 28) if leap_day else today.replace(year=last_year)
    near = (one for one in entries if abs(one.on - then) <= AROUND)
    return tuple(sorted(near, key=lambda one: (one.on, one.id)))
