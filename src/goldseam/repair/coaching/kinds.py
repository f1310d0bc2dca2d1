"""The words of the coach: kinds of spans, the eleven criteria, how far each is there, what a reading is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any


class Kind(Enum):
    """What a stretch of a draft may be: nine to reconsider, five that are there already."""

    JUSTIFICATION = "justification"
    CONDITIONAL_APOLOGY = "conditional_apology"
    BLAME = "blame"
    OVER_APOLOGY = "over_apology"
    SEEKS_REASSURANCE = "seeks_reassurance"
    PROMISE = "promise"
    INTERPRETATION = "interpretation"
    LECTURE = "lecture"
    TOO_LONG = "too_long"
    NAMES_MOMENT = "names_moment"
    OWNS_PART = "owns_part"
    VALIDATES = "validates"
    INVITES = "invites"
    OFFERS_CHANGE = "offers_change"


THERE_ALREADY = (Kind.NAMES_MOMENT, Kind.OWNS_PART, Kind.VALIDATES, Kind.INVITES, Kind.OFFERS_CHANGE)
RECONSIDER = tuple(kind for kind in Kind if kind not in THERE_ALREADY)


class Standing(Enum):
    """How far a criterion is there."""

    THERE = "there"
    PARTLY = "partly"
    NOT_YET = "not_yet"


@dataclass(frozen=True)
class Span:
    """A stretch of the draft: characters `start` to `end` (end exclusive) of the text as given.

    `instead` is a prompt, never a sentence to say; it is empty for what is there already.
    """

    start: int
    end: int
    kind: Kind
    because: str
    instead: str = ""


@dataclass(frozen=True)
class Criterion:
    """One of the eleven: what it says, how far it is there, why, and the place that shows it (or None)."""

    id: str
    says: str
    standing: Standing
    because: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Coaching:
    """What the coach reads in one draft. With a `gate`, the coaching stops: no spans, and the reason.

    `doubted`: no phrase of the gate stands there; the words together sound like it. The reason comes first;
    the reading is there for when its writer says that it was something else.
    """

    text: str
    spans: tuple[Span, ...]
    criteria: tuple[Criterion, ...]
    gate: str | None = None
    doubted: bool = False

    def of(self, kind: Kind) -> tuple[Span, ...]:
        """The spans of one kind."""
        return tuple(span for span in self.spans if span.kind is kind)

    def as_json(self) -> dict[str, Any]:
        """The reading as plain values; the schema is docs/reference/coach-json.md."""
        return {
            "spans": [
                {
                    "start": s.start,
                    "end": s.end,
                    "kind": s.kind.value,
                    "because": s.because,
                    "instead": s.instead,
                }
                for s in self.spans
            ],
            "criteria": {one.id: one.standing.value for one in self.criteria},
            "gate": self.gate,
            "doubted": self.doubted,
        }
