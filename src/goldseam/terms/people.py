"""Who is in the room: clients, therapists, their alliance and its sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Attendance(Enum):
    """How a planned session went. A missed session is never a drop in a score."""

    HELD = "held"
    LATE = "late"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Ending(Enum):
    """How an alliance ended. All have the same dignity."""

    PLANNED = "planned"
    MOVED = "moved"
    CLIENT_LEFT = "client_left"
    WITHOUT_REPAIR = "without_repair"
    FOR_SAFETY = "for_safety"


@dataclass(frozen=True)
class Client:
    """A person in therapy, known here by a code name or initials only."""

    id: str
    code: str


@dataclass(frozen=True)
class Therapist:
    """The person whose book this is, or one of several in a clinic."""

    id: str
    name: str


@dataclass(frozen=True)
class Alliance:
    """One client with one therapist, from a first session to an ending."""

    id: str
    client: Client
    started: date
    ended: date | None = None
    ending: Ending | None = None


@dataclass(frozen=True)
class Session:
    """One therapy session: its number within the alliance and its day."""

    id: str
    number: int
    held: date
    attendance: Attendance = Attendance.HELD
