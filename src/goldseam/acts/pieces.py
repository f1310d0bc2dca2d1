"""Pieces of sealed writing, a client's notes and the vault's pages alike: kept, finished, put away.

A piece is one JSON object, sealed whole. Unfinished it is saved as it grows; finished it is corrected, and
what stood before stays in the journal.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from goldseam.errors import BadInput
from goldseam.store import journal
from goldseam.store.models import VaultRow, WritingRow

Piece = VaultRow | WritingRow
Body = dict[str, Any]
LONGEST = 100_000  # characters in one piece


def body_of(row: Piece) -> Body:
    """What was written, by field."""
    return json.loads(row.body) if row.body else {}


def packed(body: Mapping[str, Any]) -> str:
    """Fields as one text. Errors: BadInput where it has grown too long; the last saved text stays.

    >>> packed({"what": "It rained."})
    '{"what": "It rained."}'
    """
    whole = json.dumps(dict(body), ensure_ascii=False)
    if len(whole) > LONGEST:
        raise BadInput(f"This has {len(whole):,} characters; a page holds up to {LONGEST:,}. Begin another.")
    return whole


def keep(row: Piece, now: datetime, fields: Mapping[str, Any]) -> None:
    """Keep some fields. Unfinished it is saved as it grows; finished it is corrected.

    Errors: BadInput where it has grown too long.
    """
    whole = packed({**body_of(row), **fields})
    if row.finished_at is not None:
        if whole != row.body:  # sealing the same words anew would look like a change
            journal.correct(row, now, body=whole, changed_at=now)
        return
    row.body, row.changed_at = whole, now
    row.save(update_fields=["body", "changed_at"])


def finish(row: Piece, now: datetime) -> None:
    """It is done; later changes are corrections that keep what was before."""
    if row.finished_at is None:
        journal.correct(row, now, finished_at=now)


def put_away(row: Piece, now: datetime, away: bool) -> None:
    """Keep it without showing it again, or bring it back."""
    journal.correct(row, now, put_away=away)
