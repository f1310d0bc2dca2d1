"""The therapist's own side: reflections, patterns, exercises, consultations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Reflection:
    """A private entry in the therapist's vault; `alias` stands for a client, never a name."""

    id: str
    on: date
    text: str
    alias: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pattern:
    """Something several entries have in common, in words, with the evidence for it."""

    name: str
    entries: tuple[str, ...]
    because: str
    p_chance: float


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
