"""Django without a book, with one, and locked again; tables brought up to date behind a backup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests.unit.store.conftest import NOW, Made, set_up_django

from goldseam.errors import BookError
from goldseam.store import book, configure, keyring
from goldseam.store.restoring import restore


@pytest.fixture
def here(made: Made) -> Iterator[Made]:
    """A book that is open in Django, with its tables."""
    set_up_django()
    keyring.hold(book.unlock(made.folder, made.passphrase))
    configure.open_database(made.folder, now=NOW)
    yield made
    configure.close_database()


def kept_backups(folder: Path) -> list[Path]:
    return list(folder.parent.glob("*.goldseam-backup"))


def test_setting_up_again_changes_nothing() -> None:
    set_up_django()
    before = settings.SECRET_KEY
    configure.configure_django(secret_key=b"another", debug=True)
    assert before == settings.SECRET_KEY
    assert settings.DEBUG is False


def test_a_new_book_gets_its_tables_without_a_backup(here: Made) -> None:
    assert {"store_change", "django_session"} <= set(connection.introspection.table_names())
    assert kept_backups(here.folder) == []


def test_opening_again_does_nothing(here: Made) -> None:
    assert configure.open_database(here.folder, now=NOW) is None


def test_logins_live_inside_the_encrypted_file(here: Made) -> None:
    login = SessionStore()
    login["words"] = "grey heron over the pond"
    login.save()
    assert SessionStore(login.session_key)["words"] == "grey heron over the pond"
    assert not [path for path in here.folder.iterdir() if b"grey heron" in path.read_bytes()]


def test_an_older_book_is_backed_up_before_its_tables_change(here: Made, tmp_path: Path) -> None:
    MigrationExecutor(connection).migrate([("sessions", None)])
    kept = configure.open_database(here.folder, now=NOW)
    assert kept_backups(here.folder) == [kept]
    assert kept is not None
    assert "before-update" in kept.name
    assert "django_session" in connection.introspection.table_names()
    rows = dict(restore(kept, tmp_path / "before", here.passphrase).rows)
    assert "django_session" not in rows
    assert "store_change" in rows


def test_without_room_for_the_backup_nothing_is_changed(here: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    from goldseam.store import migrating

    def no_room(*_: object, **__: object) -> Path:
        raise BookError("The disk is full.")

    MigrationExecutor(connection).migrate([("sessions", None)])
    monkeypatch.setattr(migrating, "backup", no_room)
    with pytest.raises(BookError, match="full"):
        configure.open_database(here.folder, now=NOW)
    assert "django_session" not in connection.introspection.table_names()


def test_a_book_from_a_newer_goldseam_is_left_alone(here: Made) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '9999_later', '2027-01-01')"
        )
    with pytest.raises(BookError, match="Install the newest goldseam"):
        configure.open_database(here.folder, now=NOW)
    assert kept_backups(here.folder) == []


def test_locking_wipes_the_keys_and_points_at_no_book(here: Made) -> None:
    held = keyring.current()
    configure.close_database()
    assert held.wiped
    assert connection.settings_dict["NAME"] == configure.NO_BOOK
    with pytest.raises(BookError, match="locked"):
        configure.open_database(here.folder, now=NOW)
    configure.close_database()


def test_after_locking_one_file_holds_the_whole_book(here: Made) -> None:
    SessionStore().save()
    configure.close_database()
    assert {path.name for path in here.folder.iterdir()} == {"book.json", "book.db", "book.lock"}


def test_settings_are_strict_and_quiet() -> None:
    set_up_django()
    assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Strict"
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.DATABASES["default"]["OPTIONS"] == {"transaction_mode": "IMMEDIATE"}
    assert len(settings.SECRET_KEY) >= 64
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
