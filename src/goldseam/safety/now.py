"""*I don't feel safe*: three acts, the numbers one set up oneself, and nothing else on the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from goldseam.safety.contacts import ContactKind, CrisisContact, of_kind
from goldseam.safety.wording import each, words


class Act(Enum):
    """What to do first, in this order."""

    LEAVE = "leave"
    CALL = "call"
    TELL = "tell"


@dataclass(frozen=True)
class NowWords:
    """What the page says. In `sentences/now.toml`."""

    title: str
    later: str
    leave_hint: str
    call_hint: str
    tell_hint: str
    no_number: str
    no_person: str


SAY = words("now", NowWords)
ACT_NAMES = each("now", "act", Act)


@dataclass(frozen=True)
class NowAct:
    """One act: its name, one line, its contacts; `none_set` is said where there are none."""

    act: Act
    name: str
    hint: str
    contacts: tuple[CrisisContact, ...] = ()
    none_set: str = ""


def now_acts(contacts: Iterable[CrisisContact]) -> tuple[NowAct, ...]:
    """The three acts with the therapist's own contacts; no number is ever assumed.

    >>> [one.name for one in now_acts([])]
    ['Leave', 'Call', 'Tell someone']
    """
    known = tuple(contacts)
    calls = of_kind(known, ContactKind.EMERGENCY)
    people = of_kind(known, ContactKind.PERSON)
    return (
        NowAct(Act.LEAVE, ACT_NAMES[Act.LEAVE], SAY.leave_hint),
        NowAct(Act.CALL, ACT_NAMES[Act.CALL], SAY.call_hint, calls, "" if calls else SAY.no_number),
        NowAct(Act.TELL, ACT_NAMES[Act.TELL], SAY.tell_hint, people, "" if people else SAY.no_person),
    )
