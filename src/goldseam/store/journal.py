"""Append-only corrections: every change keeps what was before, and can be undone for 30 days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models, transaction

from goldseam.errors import NotFound, Refused
from goldseam.store.models.base import Kept
from goldseam.store.models.change import Change

UNDO_FOR = timedelta(days=30)


def state_of(row: Kept) -> dict[str, Any]:
    """The row as plain values; sealed columns stay sealed.

    The row is read back, so that the journal holds just what the table holds.
    """
    found = type(row).rows.filter(pk=row.pk).values().get()
    return {name: _plain(value) for name, value in found.items() if name != "id"}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {"sealed": bytes(value).hex()}
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _note(
    row: Kept, kind: str, before: Any, after: Any, now: datetime, undoes: Change | None = None
) -> Change:
    return Change.objects.create(
        at=now,
        table=str(row._meta.model_name),
        row=row.pk,
        kind=kind,
        before=before,
        after=after,
        undoes=undoes,
    )


@transaction.atomic
def add(row: Kept, now: datetime) -> Change:
    """Save a new row and note it."""
    row.created_at = now
    row.save(force_insert=True)
    return _note(row, "added", None, state_of(row), now)


@transaction.atomic
def add_many(rows: Iterable[Kept], now: datetime) -> int:
    """Save many new rows of one table at once, each with its note."""
    rows = list(rows)
    if not rows:
        return 0
    for row in rows:
        row.created_at = now
    model = type(rows[0])
    model.rows.bulk_create(rows, batch_size=200)
    Change.objects.bulk_create(
        [
            Change(
                at=now, table=str(model._meta.model_name), row=row.pk, kind="added", before=None, after=None
            )
            for row in rows
        ],
        batch_size=200,
    )
    return len(rows)


@transaction.atomic
def correct(row: Kept, now: datetime, **fields: Any) -> Change | None:
    """Set fields of a row, keeping what stood there. Nothing changed, nothing noted."""
    before = state_of(row)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    after = state_of(row)
    return None if after == before else _note(row, "corrected", before, after, now)


@transaction.atomic
def remove(row: Kept, now: datetime) -> Change:
    """Take a row out of sight; it can be brought back for 30 days."""
    before = state_of(row)
    row.removed_at = now
    row.save(update_fields=["removed_at"])
    return _note(row, "removed", before, state_of(row), now)


@transaction.atomic
def restore(row: Kept, now: datetime) -> Change:
    """Bring a removed row back into sight."""
    before = state_of(row)
    row.removed_at = None
    row.save(update_fields=["removed_at"])
    return _note(row, "restored", before, state_of(row), now)


@transaction.atomic
def undo(change: Change, now: datetime) -> Kept:
    """Put a row back as it stood before `change`, as a change of its own.

    Errors: Refused where 30 days have passed, it was undone already, or the row has changed since.
    """
    row = _row_of(change)
    _refuse_what_cannot_be_undone(change, now)
    before = state_of(row)
    if change.kind == "added":
        row.removed_at = now
        row.save(update_fields=["removed_at"])
    else:
        _put_back(row, change.before or {})
    _note(row, "restored", before, state_of(row), now, undoes=change)
    return row


def _row_of(change: Change) -> Kept:
    for model in Kept.__subclasses__():
        if model._meta.model_name == change.table:
            found = model.rows.filter(pk=change.row).first()
            if found is not None:
                return found
    raise NotFound("What this change belonged to is no longer in the book.")


def _refuse_what_cannot_be_undone(change: Change, now: datetime) -> None:
    if now - change.at > UNDO_FOR:
        raise Refused("This change is more than 30 days old. Make a new correction instead.")
    if Change.objects.filter(undoes=change).exists():
        raise Refused("This change has been undone already.")
    if Change.objects.filter(row=change.row, id__gt=change.id, undoes=None).exists():
        raise Refused("This was changed again later. Undo the later change first.")


def _put_back(row: Kept, before: dict[str, Any]) -> None:
    names = []
    for field in row._meta.concrete_fields:
        if field.primary_key or field.attname not in before:
            continue
        value = before[field.attname]
        if isinstance(value, dict) and set(value) == {"sealed"}:
            _put_back_sealed(row, field, value["sealed"])
            continue
        setattr(row, field.attname, field.to_python(value))
        names.append(field.name)
    row.save(update_fields=names)


def _put_back_sealed(row: Kept, field: models.Field[Any, Any], sealed: str) -> None:
    """Write sealed bytes as they are: the envelope is bound to this row and column already."""
    table, column = row._meta.db_table, field.column
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" SET "{column}" = %s WHERE id = %s',  # noqa: S608 (names of our own tables)
            [bytes.fromhex(sealed), row.pk.hex],
        )


def history(row: Kept) -> models.QuerySet[Change]:
    """All changes of a row, oldest first."""
    return Change.objects.filter(row=row.pk).order_by("id")
