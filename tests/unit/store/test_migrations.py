"""A book made by any earlier version opens, keeps every row, and a backup is made before its tables change."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from goldseam.store import book, configure, folder_lock, keyring
from goldseam.store.kdf import SMALLEST

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


def earlier_versions() -> list[str]:
    """The names of all migrations but the newest."""
    loader = MigrationLoader(None)
    return sorted(name for app, name in loader.disk_migrations if app == "store")[:-1]


def book_of(version: str, folder: Path) -> None:
    """A book as that version left it, with one client in it."""
    made = book.create(folder, "four quiet grey herons", params=SMALLEST, now=NOW)
    keyring.hold(made.keys)
    configure.point_at(folder)
    executor = MigrationExecutor(connection)
    executor.migrate(
        [("store", version), *[key for key in executor.loader.graph.leaf_nodes() if key[0] != "store"]]
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO store_clientrow (id, created_at, removed_at, code, number, alias, invented) "
            "VALUES (%s, %s, NULL, 'Sam', 0, 'abcdef', 0)",
            ["0" * 31 + "7", NOW.isoformat()],
        )
    connection.close()


@pytest.mark.parametrize("version", earlier_versions())
def test_an_earlier_book_opens_with_all_it_held(version: str, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    book_of(version, folder)
    try:
        kept = configure.open_database(folder, now=NOW)
        assert kept is not None, "no backup was made before the tables changed"
        assert kept.exists()
        from goldseam.store.models import ClientRow, WritingRow

        assert ClientRow.objects.get().code == "Sam"
        assert WritingRow.rows.count() == 0
        assert configure.open_database(folder, now=NOW) is None
    finally:
        configure.close_database()
        folder_lock.release(folder)


def test_the_tables_say_what_the_models_say(open_book: Path) -> None:
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
