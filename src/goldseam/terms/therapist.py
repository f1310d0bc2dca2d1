"""The therapist's own side: reflections, patterns, exercises, consultations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class Reflection:
    """A private entry in the therapist's vault; `alias` stands for a client, never a name.

    `tags` are what was tapped, as `topic:value`; `at` is the local time of day, None if unknown.
    """

    id: str
    on: date
    text: str
    alias: str = ""
    tags: tuple[str, ...] = ()
    at: time | None = None


@dataclass(frozen=True)
class Pattern:
    """Something several entries have in common, in words, with the evidence for it.

    `p_chance` is how often shuffled entries give as much anywhere (0..1); `key` stays the same when
    the pattern is found again; `first` and `last` are the days of its first and last entry.
    """

    name: str
    entries: tuple[str, ...]
    because: str
    p_chance: float
    key: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Exercise:
    """A client line to answer, the marker kind it shows, and how hard it is (1 to 3)."""

    id: str
    line: str
    marker: str
    difficulty: int
    setting: str = ""


@dataclass(frozen=True)
class Consultation:
    """Who was asked, when, and what was advised."""

    on: date
    who: str
    advice: str
