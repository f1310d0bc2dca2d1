"""Pieces of writing: begun, kept at every change, finished, put away. Sealed throughout."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from goldseam.acts import pieces
from goldseam.acts.pieces import body_of
from goldseam.errors import NotFound
from goldseam.store import journal
from goldseam.store.models import AllianceRow, EpisodeRow, SessionRow, WritingRow

__all__ = [
    "Kind",
    "begin",
    "belongs_to",
    "body_of",
    "finish",
    "keep",
    "of",
    "put_away",
    "remove",
    "unfinished",
    "writing",
]


class Kind(Enum):
    """What a piece of writing is."""

    HARD = "hard"  # a hard-session note
    DRAFT = "draft"  # a repair statement in the making
    INCIDENT = "incident"  # facts only
    BOUNDARY = "boundary"
    CONSULTATION = "consultation"
    ENDING = "ending"  # when it cannot be mended: why, what was tried, duties, letter
    GOODBYE = "goodbye"
    BRIEF = "brief"  # what the therapist adds to a before-session brief


def begin(
    kind: Kind,
    now: datetime,
    *,
    alliance: AllianceRow | None = None,
    session: SessionRow | None = None,
    episode: EpisodeRow | None = None,
    body: Mapping[str, Any] | None = None,
) -> WritingRow:
    """Start a piece of writing; it is in the book from its first letter."""
    row = WritingRow(
        kind=kind.value,
        alliance=alliance,
        session=session,
        episode=episode,
        body=pieces.packed(body or {}),
        changed_at=now,
    )
    journal.add(row, now)
    return row


def writing(key: UUID | str, kind: Kind | None = None) -> WritingRow:
    """One piece of writing. Errors: NotFound."""
    row = WritingRow.objects.filter(pk=key).select_related("alliance__client", "session", "episode").first()
    if row is None or _is_gone(row) or (kind is not None and row.kind != kind.value):
        raise NotFound("This note is not in this book. It may have been removed; see Changes to undo.")
    return row  # type: ignore[no-any-return]


def _is_gone(row: WritingRow) -> bool:
    """Whether its client was removed."""
    return row.alliance is not None and row.alliance.client.removed_at is not None


def keep(row: WritingRow, now: datetime, **fields: Any) -> WritingRow:
    """Keep some fields: saved as it grows, corrected once finished. Errors: BadInput where it is too long."""
    pieces.keep(row, now, fields)
    return row


def belongs_to(
    row: WritingRow,
    *,
    alliance: AllianceRow | None = None,
    session: SessionRow | None = None,
    episode: EpisodeRow | None = None,
) -> WritingRow:
    """Say which client, session or episode it is about."""
    row.alliance = alliance or row.alliance
    row.session = session or row.session
    row.episode = episode or row.episode
    row.save(update_fields=["alliance", "session", "episode"])
    return row


def finish(row: WritingRow, now: datetime) -> WritingRow:
    """It is done; later changes are corrections that keep what was before."""
    pieces.finish(row, now)
    return row


def put_away(row: WritingRow, now: datetime, away: bool = True) -> WritingRow:
    """Keep it without showing it again, or bring it back."""
    pieces.put_away(row, now, away)
    return row


def remove(row: WritingRow, now: datetime) -> None:
    """Take it out of sight; undo stays possible for 30 days."""
    journal.remove(row, now)


def of(alliance: AllianceRow, *kinds: Kind, with_put_away: bool = False) -> list[WritingRow]:
    """An alliance's writings of these kinds, latest first."""
    rows = WritingRow.objects.filter(alliance=alliance, kind__in=[kind.value for kind in kinds])
    return list((rows if with_put_away else rows.filter(put_away=False)).order_by("-changed_at"))


def unfinished(*kinds: Kind) -> list[WritingRow]:
    """What was left in the middle, latest first: it can be taken up again."""
    rows = WritingRow.objects.filter(kind__in=[kind.value for kind in kinds], finished_at=None)
    return [row for row in rows.order_by("-changed_at") if body_of(row)]
