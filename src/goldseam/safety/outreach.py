"""After a client stopped coming: one warm contact, then stop. The program keeps count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from goldseam.safety.days import in_words
from goldseam.safety.wording import words

ALLOWED = 1  # one warm contact; more is pursuit


class OutreachStatus(Enum):
    """Where it stands; derived from the contacts."""

    NOT_YET = "not_yet"
    WAITING = "waiting"
    STOPPED = "stopped"
    ANSWERED = "answered"
    NOT_SAFE = "not_safe"


@dataclass(frozen=True)
class OutreachWords:
    """What is said, to the therapist and in the message. In `sentences/outreach.toml`."""

    not_yet: str
    waiting: str
    stopped: str
    answered: str
    not_for_risk: str
    not_safe: str
    greeting: str
    missed: str
    anything_i_did: str
    offer: str
    free: str
    wish: str
    signature: str


SAY = words("outreach", OutreachWords)


@dataclass(frozen=True)
class Outreach:
    """The days of contacts made, the day of an answer, and whether contact is safe."""

    sent: tuple[date, ...] = ()
    answered: date | None = None
    safe: bool = True


def status(outreach: Outreach) -> OutreachStatus:
    """Where the outreach stands. Whether it is safe comes before everything else.

    >>> status(Outreach((date(2026, 3, 2),))).value
    'waiting'
    """
    if not outreach.safe:
        return OutreachStatus.NOT_SAFE
    if outreach.answered is not None:
        return OutreachStatus.ANSWERED
    if not outreach.sent:
        return OutreachStatus.NOT_YET
    return OutreachStatus.WAITING if len(outreach.sent) <= ALLOWED else OutreachStatus.STOPPED


def may_write(outreach: Outreach) -> bool:
    """Whether a first contact is still to be sent; never a second one.

    >>> may_write(Outreach()), may_write(Outreach((date(2026, 3, 2),)))
    (True, False)
    """
    return status(outreach) is OutreachStatus.NOT_YET


def said(outreach: Outreach) -> str:
    """The status in a sentence or two."""
    match status(outreach):
        case OutreachStatus.NOT_SAFE:
            return SAY.not_safe
        case OutreachStatus.ANSWERED:
            return SAY.answered.format(day=in_words(outreach.answered or date.min))
        case OutreachStatus.NOT_YET:
            return SAY.not_yet
        case OutreachStatus.WAITING:
            return SAY.waiting.format(day=in_words(outreach.sent[0]))
        case OutreachStatus.STOPPED:
            return SAY.stopped.format(count=len(outreach.sent))


def message(name: str, therapist: str, last_met: date | None) -> tuple[str, ...]:
    """The one warm message as lines: an open question, one offer, a free choice, a wish.

    Without `last_met` the line about it is left out.
    """
    missed = SAY.missed.format(day=in_words(last_met)) if last_met else ""
    lines: Sequence[str] = (
        SAY.greeting.format(name=name), missed, SAY.anything_i_did, SAY.offer, SAY.free, SAY.wish,
        SAY.signature.format(therapist=therapist),
    )  # fmt: skip
    return tuple(line for line in lines if line)
