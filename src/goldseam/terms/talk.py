"""What was said: turns and transcripts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Speaker(Enum):
    """Who speaks in a turn."""

    THERAPIST = "therapist"
    CLIENT = "client"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Turn:
    """One person's uninterrupted speech; times in seconds from the start, None if unknown."""

    number: int
    label: str
    text: str
    start: float | None = None
    end: float | None = None
    speaker: Speaker = Speaker.UNKNOWN


@dataclass(frozen=True)
class Transcript:
    """A session's turns in order, and what the reader had to leave out."""

    turns: tuple[Turn, ...]
    problems: tuple[str, ...] = ()
