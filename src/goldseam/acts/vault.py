"""Pages of the vault: begun, kept at every change, finished, put away, removed; sealed throughout."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from goldseam.acts import pieces, remembering
from goldseam.acts.pieces import Body, body_of
from goldseam.errors import NotFound
from goldseam.store import erasing, journal
from goldseam.store.models import VaultRow

__all__ = [
    "Body", "Kind", "begin", "body_of", "erase", "erase_removed", "finish", "keep", "page", "pages",
    "put_away", "remove", "removed",
]  # fmt: skip


class Kind(Enum):
    """What a page of the vault is."""

    REFLECTION = "reflection"
    LETTER = "letter"
    WHAT_IF = "what_if"
    MIRROR_CHECK = "mirror_check"
    MEASURE = "measure"  # a questionnaire about oneself
    SUPERVISOR = "supervisor"
    SUPERVISION = "supervision"  # how one supervision was
    DECISION = "decision"  # what the therapist made of a pattern
    EXERCISE = "exercise"  # made from one's own moment
    REPLY = "reply"
    SHEET = "sheet"  # for supervision
    SHARE = "share"  # one thing that left, or is about to
    COMMENT = "comment"  # what came back
    RECEIVED = "received"  # what somebody sent
    KEYS = "keys"


def begin(kind: Kind, now: datetime, body: Mapping[str, Any], *, finished: bool = False) -> VaultRow:
    """Start a page; it is in the book from its first letter."""
    row = VaultRow(
        kind=kind.value, body=pieces.packed(body), changed_at=now, finished_at=now if finished else None
    )
    journal.add(row, now)
    return row


def page(key: UUID | str, *kinds: Kind) -> VaultRow:
    """One page. Errors: NotFound where it is gone or of another kind."""
    found = VaultRow.objects.filter(pk=key, kind__in=[kind.value for kind in kinds or Kind]).first()
    if found is None:
        raise NotFound("This page is not in your vault. It may have been removed; see Changes to undo.")
    return found  # type: ignore[no-any-return]


def pages(kind: Kind, *, with_put_away: bool = False) -> list[VaultRow]:
    """All pages of a kind, the latest begun first."""
    rows = VaultRow.objects.filter(kind=kind.value)
    return list((rows if with_put_away else rows.filter(put_away=False)).order_by("-created_at", "id"))


def keep(row: VaultRow, now: datetime, **fields: Any) -> VaultRow:
    """Keep some fields: saved as it grows, corrected once finished. Errors: BadInput where it is too long."""
    pieces.keep(row, now, fields)
    return row


def finish(row: VaultRow, now: datetime) -> VaultRow:
    """It is done; later changes are corrections that keep what was before."""
    pieces.finish(row, now)
    return row


def put_away(row: VaultRow, now: datetime, away: bool = True) -> VaultRow:
    """Keep it without showing it again, or bring it back."""
    pieces.put_away(row, now, away)
    return row


def remove(row: VaultRow, now: datetime) -> None:
    """Take it out of sight. For 30 days it can be put back; then it goes for good."""
    journal.remove(row, now)


def erase(row: VaultRow, now: datetime) -> None:
    """Remove it for good, with every earlier wording the journal kept; nothing of it stays in memory."""
    erasing.erase(row, now)
    remembering.forget_all()


def removed() -> list[VaultRow]:
    """Pages that are out of sight and can still be put back."""
    return list(VaultRow.rows.filter(removed_at__isnull=False).order_by("-removed_at"))


def erase_removed(now: datetime, *, all_of_them: bool = False) -> int:
    """Remove for good what was removed more than 30 days ago, or all that is out of sight. How many went."""
    gone = [
        row
        for row in removed()
        if all_of_them or (row.removed_at and now - row.removed_at > journal.UNDO_FOR)
    ]
    for row in gone:
        erase(row, now)
    return len(gone)
