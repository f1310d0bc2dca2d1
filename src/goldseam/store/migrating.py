"""New tables for an older book: a verified backup first, then forward, never back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from goldseam.errors import BookError
from goldseam.store import keyring
from goldseam.store.backup import backup, backup_name


def bring_up_to_date(folder: Path, now: datetime) -> Path | None:
    """Apply what is pending; the path of the backup made before, or None where none was needed.

    A new book needs no backup: it holds nothing. BookError where a newer goldseam wrote the book.
    """
    executor = MigrationExecutor(connections["default"])
    _refuse_newer(executor)
    targets = executor.loader.graph.leaf_nodes()
    plan = executor.migration_plan(targets)
    if not plan:
        return None
    kept = None
    if executor.loader.applied_migrations:
        connections["default"].close()
        kept = backup(folder, folder.parent / backup_name(now, "before-update"), keyring.current(), now=now)
    executor.migrate(targets, plan)
    return kept


def _refuse_newer(executor: MigrationExecutor) -> None:
    """A migration this program does not know comes from a later version."""
    known = set(executor.loader.disk_migrations)
    unknown = [
        f"{app}.{name}" for app, name in executor.loader.applied_migrations if (app, name) not in known
    ]
    if any(name.startswith(("store.", "sessions.")) for name in unknown):
        raise BookError(
            "A newer goldseam has written this book. Nothing was changed. "
            "Install the newest goldseam, then open it."
        )
