"""Consent to keep what was said, and the end of it: nothing is stored before one, nothing stays after.

Consents go through the journal like any fact of the record. Transcripts do not: of a deleted one only
its log row stays (when, why, how many turns), and the page of the table that held it is overwritten.
A backup that was made before still holds it, sealed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from goldseam.acts import remembering
from goldseam.errors import BadInput, NotFound, Refused
from goldseam.store import journal
from goldseam.store.erasing import empty_write_ahead_log
from goldseam.store.models import AllianceRow, ConsentRow, SessionRow, TalkLogRow, TranscriptRow

KEPT_DAYS = 30
LONGEST_DAYS = 365


class By(Enum):
    """Who gave the consent."""

    CLIENT = "client"
    GUARDIAN = "guardian"  # a parent or legal guardian, for the client


class How(Enum):
    """How it was given."""

    SIGNED = "signed"
    SAID_RECORDED = "said_recorded"  # aloud, at the start of the recording
    SAID = "said"  # aloud, noted by the therapist


class Why(Enum):
    """Why a transcript went, or was copied."""

    ASKED = "asked"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SHARED = "shared"


@dataclass(frozen=True)
class Given:
    """A consent as a person notes it. `until` None: until it is withdrawn."""

    by: By
    how: How
    on: date
    until: date | None = None
    whole_work: bool = False  # for every session with this client, not this one only
    may_share: bool = False


def record(session: SessionRow, given: Given, now: datetime) -> ConsentRow:
    """Note a consent. Errors: BadInput for a day ahead, or an end before today."""
    today = timezone.localdate(now)
    if given.on > today:
        raise BadInput(f"{given.on} lies ahead. Give the day on which the consent was given.")
    if given.until is not None and given.until < today:
        raise BadInput(f"This consent ended on {given.until}. Ask again, then note the new one.")
    row = ConsentRow(
        alliance=session.alliance,
        session=None if given.whole_work else session,
        given_by=given.by.value,
        given_how=given.how.value,
        given_on=given.on,
        until=given.until,
        may_share=given.may_share,
    )
    journal.add(row, now)
    return row


def consent(key: UUID | str) -> ConsentRow:
    """One consent. Errors: NotFound."""
    found = ConsentRow.objects.filter(pk=key).select_related("alliance__client", "session").first()
    if found is None or found.alliance.client.removed_at is not None:
        raise NotFound("This consent is not in this book. See Changes to undo a removal.")
    return found  # type: ignore[no-any-return]


def holds(row: ConsentRow, today: date) -> bool:
    """Whether a consent holds on this day: not removed, not withdrawn, not over."""
    over = row.until is not None and row.until < today
    return row.removed_at is None and row.withdrawn_on is None and not over


def holding(session: SessionRow, now: datetime) -> ConsentRow | None:
    """The newest consent that covers this session now, if there is one."""
    today = timezone.localdate(now)
    rows = ConsentRow.objects.filter(alliance=session.alliance).order_by("-created_at")
    return next((row for row in rows if row.session_id in {None, session.pk} and holds(row, today)), None)


def needed(session: SessionRow, now: datetime) -> ConsentRow:
    """The consent that covers this session. Errors: Refused where there is none."""
    found = holding(session, now)
    if found is None:
        raise Refused("No consent is noted for this session. Note it first; nothing was stored.")
    return found


@transaction.atomic
def withdraw(row: ConsentRow, now: datetime) -> int:
    """The consent is taken back: every transcript under it is deleted at once. Returns how many."""
    journal.correct(row, now, withdrawn_on=timezone.localdate(now))
    found = list(TranscriptRow.rows.filter(consent=row))
    for one in found:
        delete(one, Why.WITHDRAWN, now)
    return len(found)


def last_day(row: ConsentRow, now: datetime, days: int = KEPT_DAYS) -> date:
    """The last day of a transcript added now: never after its consent ends. Errors: BadInput."""
    if not 1 <= days <= LONGEST_DAYS:
        raise BadInput(f"{days} days were given. Keep a transcript for 1 to {LONGEST_DAYS} days.")
    day = timezone.localdate(now) + timedelta(days=days)
    return min(day, row.until) if row.until is not None else day


@transaction.atomic
def delete(row: TranscriptRow, why: Why, now: datetime) -> TalkLogRow:
    """Delete a transcript for good, and log that it went. There is no undo."""
    by = "therapist" if why is Why.ASKED else "program"
    logged: TalkLogRow = _log(row, "deleted", why, by, now)
    TranscriptRow.rows.filter(pk=row.pk).delete()
    remembering.forget(row.pk)
    transaction.on_commit(empty_write_ahead_log, robust=True)
    return logged


def log_copy(row: TranscriptRow, now: datetime) -> None:
    """Log that a de-identified copy was made."""
    _log(row, "copied", Why.SHARED, "therapist", now)


def log_read(row: TranscriptRow, now: datetime) -> None:
    """Log that a recording became this transcript and was let go of."""
    _log(row, "read", Why.ASKED, "program", now)


def log_sent(row: TranscriptRow, now: datetime) -> None:
    """Log that a language model beyond this computer was asked about it."""
    _log(row, "sent", Why.ASKED, "therapist", now)


def _log(row: TranscriptRow, what: str, why: Why, by: str, now: datetime) -> TalkLogRow:
    return TalkLogRow.objects.create(
        at=now, transcript=row.pk, session=row.session, what=what, why=why.value, by=by, turns=row.turns
    )


def delete_expired(now: datetime) -> int:
    """Delete what is past its last day or without a consent that holds. Returns how many went."""
    today = timezone.localdate(now)
    gone = 0
    for row in TranscriptRow.rows.select_related("consent", "session").defer("body", "views"):
        why = _why_it_goes(row, today)
        if why is not None:
            delete(row, why, now)
            gone += 1
    return gone


def _why_it_goes(row: TranscriptRow, today: date) -> Why | None:
    if row.expires_on < today:
        return Why.EXPIRED
    return None if holds(row.consent, today) else Why.WITHDRAWN


def log_of(session: SessionRow) -> list[TalkLogRow]:
    """What became of this session's transcripts, oldest first."""
    return list(TalkLogRow.objects.filter(session=session).order_by("id"))


def consents_of(alliance: AllianceRow) -> list[ConsentRow]:
    """All consents of an alliance, newest first."""
    return list(ConsentRow.objects.filter(alliance=alliance).order_by("-created_at"))
