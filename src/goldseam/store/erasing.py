"""Removing for good: the row, every copy that the journal kept of it, and what waits in the write-ahead log.

The journal is only ever added to, with this one exception: of a page of the vault it lets go of what stood
there, and keeps that something did. The database holds the exception as narrowly (migration 0005): of any
other table, and of any other column, nothing can be altered. Deleted bytes are overwritten (`secure_delete`).
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from goldseam.store.models import Change, VaultRow

ERASED = "erased"


@transaction.atomic
def erase(row: VaultRow, now: datetime) -> None:
    """Take a page of the vault out of the book, and everything the journal kept of it. There is no undo."""
    table = str(row._meta.model_name)
    Change.objects.filter(row=row.pk, table=table).update(before=None, after=None)
    VaultRow.rows.filter(pk=row.pk).delete()
    Change.objects.create(at=now, table=table, row=row.pk, kind=ERASED, before=None, after=None)
    transaction.on_commit(empty_write_ahead_log, robust=True)


def is_let_go(change: Change) -> bool:
    """Whether nothing can be put back of this change: its page was erased."""
    return change.table == VaultRow._meta.model_name and change.after is None


def empty_write_ahead_log() -> None:
    """Older pages wait in the write-ahead log, encrypted; write it back now rather than later."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
