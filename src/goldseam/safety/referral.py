"""Where a client can go next, and who is there until then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from goldseam.errors import BadInput
from goldseam.safety.wording import each, words

WANTED = 2  # a second place makes it a choice; ethics codes ask for alternatives, none for a number


class Room(Enum):
    """Whether a place can take someone, as far as the therapist knows."""

    NOT_ASKED = "not_asked"
    HAS_ROOM = "has_room"
    WAITING_LIST = "waiting_list"
    NO_ROOM = "no_room"


@dataclass(frozen=True)
class Referral:
    """A person or place, how to reach it, and what for. Made by `referral`."""

    name: str
    reach: str
    what: str = ""
    room: Room = Room.NOT_ASKED


@dataclass(frozen=True)
class ReferralWords:
    """What is said about referrals. In `sentences/referral.toml`."""

    title: str
    none: str
    one: str
    enough: str
    no_name: str
    no_reach: str
    ask_first: str
    called: str
    no_bridge: str


SAY = words("referral", ReferralWords)
ROOM_NAMES = each("referral", "room", Room)


def referral(name: str, reach: str, what: str = "", room: Room = Room.NOT_ASKED) -> Referral:
    """Make a referral. Errors: BadInput where the name or the way to reach it is missing.

    >>> referral("Dr Vale", " 01 234 ").reach
    '01 234'
    """
    made = Referral(" ".join(name.split()), " ".join(reach.split()), " ".join(what.split()), room)
    if not made.name:
        raise BadInput(SAY.no_name)
    if not made.reach:
        raise BadInput(SAY.no_reach.format(name=made.name))
    return made


def usable(referrals: Sequence[Referral]) -> tuple[Referral, ...]:
    """Those that may take someone: not the ones that said they have no room."""
    return tuple(one for one in referrals if one.room is not Room.NO_ROOM)


def enough(referrals: Sequence[Referral]) -> bool:
    """Whether there is a choice between at least two usable places."""
    return len(usable(referrals)) >= WANTED


def said(referrals: Sequence[Referral]) -> str:
    """How many places there are, in a sentence.

    >>> said([])
    'No place named yet. Two or three give a choice.'
    """
    count = len(usable(referrals))
    return (SAY.none, SAY.one)[count] if count < WANTED else SAY.enough.format(count=count)
