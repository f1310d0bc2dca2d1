"""Pages of the vault: begun, kept at every change, finished, put away, removed; sealed throughout."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from goldseam.errors import BadInput, NotFound
from goldseam.store import journal
from goldseam.store.models import VaultRow

LONGEST = 100_000
Body = dict[str, Any]


class Kind(Enum):
    """What a page of the vault is."""

    REFLECTION = "reflection"
    LETTER = "letter"
    WHAT_IF = "what_if"
    MIRROR_CHECK = "mirror_check"
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
    row = VaultRow(kind=kind.value, body=_packed(body), changed_at=now, finished_at=now if finished else None)
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


def body_of(row: VaultRow) -> Body:
    """What stands on a page."""
    return json.loads(row.body) if row.body else {}


def keep(row: VaultRow, now: datetime, **fields: Any) -> VaultRow:
    """Keep some fields. An unfinished page is saved as it grows, a finished one is corrected.

    Errors: BadInput where it has grown too long; the last saved text stays.
    """
    packed = _packed({**body_of(row), **fields})
    if row.finished_at is not None:
        if packed != row.body:
            journal.correct(row, now, body=packed, changed_at=now)
        return row
    row.body, row.changed_at = packed, now
    row.save(update_fields=["body", "changed_at"])
    return row


def _packed(body: Mapping[str, Any]) -> str:
    packed = json.dumps(dict(body), ensure_ascii=False)
    if len(packed) > LONGEST:
        raise BadInput(f"This has {len(packed):,} characters; a page holds up to {LONGEST:,}. Begin another.")
    return packed


def finish(row: VaultRow, now: datetime) -> VaultRow:
    """It is done; later changes are corrections that keep what was before."""
    if row.finished_at is None:
        journal.correct(row, now, finished_at=now)
    return row


def put_away(row: VaultRow, now: datetime, away: bool = True) -> VaultRow:
    """Keep it without showing it again, or bring it back."""
    journal.correct(row, now, put_away=away)
    return row


def remove(row: VaultRow, now: datetime) -> None:
    """Take it out of sight; undo stays possible for 30 days."""
    journal.remove(row, now)
