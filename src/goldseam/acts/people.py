"""Clients and their alliances: add, find, rename, remove."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from goldseam.errors import BadInput, NotFound
from goldseam.store import journal
from goldseam.store.models import AllianceRow, ClientRow
from goldseam.terms.people import Ending

LONGEST_CODE = 60


def tidy_code(code: str) -> str:
    """A client's code as it is kept: Unicode NFC, no control characters, single spaces.

    Errors: BadInput where nothing is left or it is too long.

    >>> tidy_code("  A.  B. ")
    'A. B.'
    """
    visible = "".join(c for c in unicodedata.normalize("NFC", code) if unicodedata.category(c)[0] != "C")
    tidy = " ".join(visible.split())
    if not tidy:
        raise BadInput("Give a code name or initials, so that you know who this is.")
    if len(tidy) > LONGEST_CODE:
        raise BadInput(f"That has {len(tidy)} characters; a code has up to {LONGEST_CODE}. Initials do well.")
    return tidy


@transaction.atomic
def add_client(
    code: str, now: datetime, *, started_on: date | None = None, invented: bool = False
) -> ClientRow:
    """Add a client with a first alliance. Errors: BadInput where the code is taken or empty."""
    tidy = tidy_code(code)
    if find_code(tidy) is not None:
        raise BadInput(f"There is a client called {tidy} already. Choose another code, or open that page.")
    count = ClientRow.rows.count()
    client = ClientRow(code=tidy, number=count, invented=invented)
    journal.add(client, now)
    journal.add(AllianceRow(client=client, started_on=started_on or now.date()), now)
    return client


def find_code(code: str) -> ClientRow | None:
    """The client with this code, if there is one."""
    found: ClientRow | None = ClientRow.objects.filter(code=code).first()
    return found


def clients() -> Sequence[ClientRow]:
    """All clients, by code."""
    return list(ClientRow.objects.order_by("code"))


def client(key: UUID | str) -> ClientRow:
    """One client. Errors: NotFound."""
    found = ClientRow.objects.filter(pk=key).first()
    if found is None:
        raise NotFound("This client is not in this book. It may have been removed; see Changes to undo.")
    return found  # type: ignore[no-any-return]


def alliance_of(person: ClientRow) -> AllianceRow:
    """The client's present alliance: the open one, else the latest."""
    rows = list(AllianceRow.objects.filter(client=person).order_by("started_on", "created_at"))
    if not rows:
        raise NotFound("This client has no alliance in this book.")
    still = [row for row in rows if row.ended_on is None]
    return (still or rows)[-1]  # type: ignore[no-any-return]


def rename(person: ClientRow, code: str, now: datetime) -> None:
    """Give a client another code."""
    tidy = tidy_code(code)
    other = find_code(tidy)
    if other is not None and other.pk != person.pk:
        raise BadInput(f"There is a client called {tidy} already. Choose another code.")
    journal.correct(person, now, code=tidy)


def remove_client(person: ClientRow, now: datetime) -> None:
    """Take a client out of sight; undo stays possible for 30 days."""
    journal.remove(person, now)


def end_alliance(alliance: AllianceRow, ending: Ending, on: date, now: datetime) -> None:
    """Note how and when the work ended."""
    journal.correct(alliance, now, ended_on=on, ending=ending.value)
