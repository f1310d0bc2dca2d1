"""Crisis contacts and people to tell: set up by the therapist, none assumed, because they are local."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from goldseam.errors import BadInput
from goldseam.safety.wording import each, words

MOST = 120  # characters; what fits on one line of a client's page
_ADDRESS = re.compile(r"\w\.\w|@")
_DIAL = re.compile(r"[+\d][\d ()/.-]*\d|\d")


class ContactKind(Enum):
    """Whom a contact is for: help at once, a client in a crisis, or the therapist's own person to tell."""

    EMERGENCY = "emergency"
    CRISIS_LINE = "crisis_line"
    PERSON = "person"


@dataclass(frozen=True)
class ContactWords:
    """What is said about contacts. In `sentences/contacts.toml`."""

    none_set: str
    no_name: str
    no_reach: str
    too_long: str
    not_reachable: str
    bad_line: str


SAY = words("contacts", ContactWords)
KIND_NAMES = each("contacts", "kind", ContactKind)


@dataclass(frozen=True)
class CrisisContact:
    """Who answers, how to reach them (a number or an address), and when. Made by `contact`."""

    name: str
    reach: str
    kind: ContactKind = ContactKind.CRISIS_LINE
    hours: str = ""

    @property
    def line(self) -> str:
        """The contact on one line, as a client reads it."""
        return f"{self.name}: {self.reach}" + (f" ({self.hours})" if self.hours else "")

    @property
    def dial(self) -> str:
        """The digits for a telephone link; empty where `reach` is more than a number."""
        return re.sub(r"[^\d+]", "", self.reach) if _DIAL.fullmatch(self.reach) else ""


def contact(
    name: str, reach: str, kind: ContactKind = ContactKind.CRISIS_LINE, hours: str = ""
) -> CrisisContact:
    """Make a contact from what was typed.

    Errors: BadInput where the name or the way to reach it is missing, too long, or holds neither a number
    nor an address. A wrong number cannot be seen from here.

    >>> contact("Night line", "0800 000 000", hours="day and night").line
    'Night line: 0800 000 000 (day and night)'
    """
    made = CrisisContact(" ".join(name.split()), " ".join(reach.split()), kind, " ".join(hours.split()))
    if not made.name:
        raise BadInput(SAY.no_name)
    if not made.reach:
        raise BadInput(SAY.no_reach.format(name=made.name))
    if len(made.line) > MOST:
        raise BadInput(SAY.too_long.format(name=made.name, count=len(made.line), most=MOST))
    if not any(letter.isdigit() for letter in made.reach) and not _ADDRESS.search(made.reach):
        raise BadInput(SAY.not_reachable.format(reach=made.reach))
    return made


def read_lines(text: str, kind: ContactKind = ContactKind.CRISIS_LINE) -> tuple[CrisisContact, ...]:
    """Read contacts from lines of `name: number`; empty lines are left out. Errors: BadInput names the line.

    >>> [one.dial for one in read_lines("Night line: 0800 000 000")]
    ['0800000000']
    """
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        name, colon, reach = line.partition(":")
        if not colon:
            raise BadInput(SAY.bad_line.format(number=number, line=line.strip()))
        found.append(contact(name, reach, kind))
    return tuple(found)


def of_kind(contacts: Iterable[CrisisContact], *kinds: ContactKind) -> tuple[CrisisContact, ...]:
    """The contacts of these kinds, in the order given."""
    return tuple(one for one in contacts if one.kind in kinds)
