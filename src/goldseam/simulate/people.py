"""The shapes of invented clients: sessions, episodes, and the course that makes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from goldseam.terms.people import Attendance, Ending
from goldseam.terms.rupture import FactKind, Judge, Outcome, Strategy


@dataclass(frozen=True)
class InventedSession:
    """One session; `answers` None is a missed form."""

    number: int
    day: date
    attendance: Attendance
    answers: dict[str, int] | None
    words: str = ""


@dataclass(frozen=True)
class InventedFact:
    """One fact of an episode, at a session of the invented alliance."""

    kind: FactKind
    session: int
    witness: str = ""
    judge: Judge | None = None
    outcome: Outcome | None = None
    strategies: tuple[Strategy, ...] = ()
    because: str = ""
    words: str = ""


@dataclass(frozen=True)
class InventedClient:
    """An invented client with a whole course."""

    code: str
    started: date
    sessions: tuple[InventedSession, ...]
    facts: tuple[tuple[InventedFact, ...], ...] = ()
    ending: Ending | None = None
    ended: date | None = None


@dataclass(frozen=True)
class Course:
    """How one invented alliance goes: level of the five items (0–10 each), spread, and its drops.

    `drops` are (first session, depth a form of five items, for how many sessions, recovers).
    """

    code: str
    sessions: int
    level: float
    spread: float = 0.6
    drops: tuple[tuple[int, float, int, bool], ...] = ()
    slide: float = 0.0
    missed: float = 0.06
    blank: float = 0.1
    gap_weeks: int = 0
    ending: Ending | None = None
    facts: tuple[tuple[InventedFact, ...], ...] = field(default=())
    words: tuple[tuple[int, str], ...] = ()
