"""Sessions: find or add by number, correct day and attendance."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from goldseam.errors import BadInput, NotFound
from goldseam.store import journal
from goldseam.store.models import AllianceRow, SessionRow
from goldseam.terms.people import Attendance

MOST_SESSIONS = 5_000


def sessions_of(alliance: AllianceRow) -> list[SessionRow]:
    """All sessions of an alliance, in order."""
    return list(SessionRow.objects.filter(alliance=alliance).order_by("number"))


def session(key: UUID | str) -> SessionRow:
    """One session. Errors: NotFound."""
    found = SessionRow.objects.filter(pk=key).select_related("alliance__client").first()
    if found is None or found.alliance.client.removed_at is not None:
        raise NotFound("This session is not in this book. It may have been removed; see Changes to undo.")
    return found  # type: ignore[no-any-return]


def next_number(alliance: AllianceRow) -> int:
    """One more than the highest session number so far."""
    return int(SessionRow.objects.filter(alliance=alliance).aggregate(top=Max("number"))["top"] or 0) + 1


@transaction.atomic
def ensure(
    alliance: AllianceRow, now: datetime, *, number: int | None = None, held_on: date | None = None
) -> SessionRow:
    """The session with this number (else of this day), added where it is not there yet."""
    if number is None and held_on is not None:
        same_day = SessionRow.objects.filter(alliance=alliance, held_on=held_on).order_by("number").last()
        if same_day is not None:
            return same_day  # type: ignore[no-any-return]
    number = next_number(alliance) if number is None else number
    if not 1 <= number <= MOST_SESSIONS:
        raise BadInput(f"Session {number} was given; sessions count from 1 to {MOST_SESSIONS}.")
    found = SessionRow.objects.filter(alliance=alliance, number=number).first()
    if found is not None:
        if held_on is not None and found.held_on is None:
            journal.correct(found, now, held_on=held_on)
        return found  # type: ignore[no-any-return]
    row = SessionRow(alliance=alliance, number=number, held_on=held_on)
    journal.add(row, now)
    return row


def correct(row: SessionRow, now: datetime, *, held_on: date | None, attendance: Attendance) -> None:
    """Correct a session's day or attendance; what was there is kept."""
    journal.correct(row, now, held_on=held_on, attendance=attendance.value)


def date_is_ahead(day: date | None, today: date) -> bool:
    """Whether a day lies in the future; a page asks about it instead of refusing."""
    return day is not None and day > today


def last_held_on(alliance: AllianceRow) -> date | None:
    """The day of the last session that took place."""
    there = {Attendance.HELD.value, Attendance.LATE.value}
    days = [row.held_on for row in sessions_of(alliance) if row.held_on and row.attendance in there]
    return max(days, default=None)
