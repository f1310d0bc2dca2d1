"""The numbers and people a therapist has set, as lines of the settings say them. Nothing is assumed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from goldseam.acts import settings
from goldseam.safety.contacts import ContactKind, CrisisContact

_NUMBER = re.compile(r"[+(]?\d[\d ()/.+-]*$")


def read(lines: Iterable[str], kind: ContactKind) -> tuple[CrisisContact, ...]:
    """Each line as a contact: name, then a number after a colon or at the end. No line is refused.

    In a bad hour a line without a colon is still a line to call, so it is shown as it stands.

    >>> [(one.name, one.dial) for one in read(["Ada next door 555 12"], ContactKind.PERSON)]
    [('Ada next door', '55512')]
    """
    return tuple(_one(" ".join(line.split()), kind) for line in lines if line.strip())


def _one(line: str, kind: ContactKind) -> CrisisContact:
    name, colon, reach = line.partition(":")
    if colon and reach.strip():
        return CrisisContact(name.strip(), reach.strip(), kind)
    number = _NUMBER.search(line)
    if number is None:
        return CrisisContact(line, "", kind)
    return CrisisContact(line[: number.start()].strip(" ,"), number.group().strip(), kind)


def for_now() -> tuple[CrisisContact, ...]:
    """Whom *I don't feel safe* shows: numbers to call, then people to tell."""
    known = settings.preferences()
    return (
        *read(known.emergency_numbers, ContactKind.EMERGENCY),
        *read(known.safety_people, ContactKind.PERSON),
    )


def for_clients() -> tuple[CrisisContact, ...]:
    """The crisis contacts that clients and letters show."""
    return read(settings.preferences().crisis_contacts, ContactKind.CRISIS_LINE)
