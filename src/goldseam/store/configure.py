"""Django, set up once for this process, with a database that can be opened and closed while it runs.

Settings are made at start, before any passphrase; the book comes later (``open_database``) and goes on
lock (``close_database``). No key and no path of a key stands in the settings.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connections

from goldseam.errors import BookError
from goldseam.store import keyring
from goldseam.store.keys import LOCKED
from goldseam.store.migrating import bring_up_to_date
from goldseam.store.quiet_log import logging_settings
from goldseam.store.sqlcipher import opened
from goldseam.store.sqlcipher.opening import NAME as DATABASE

APPS = ("django.contrib.sessions", "goldseam.store", "goldseam.web")
NO_BOOK = Path("no book is open")


def configure_django(
    folder: Path | None = None,
    *,
    allowed_hosts: Sequence[str] = ("localhost",),
    secret_key: bytes | None = None,
    middleware: Sequence[str] = (),
    apps: Sequence[str] = APPS,
    debug: bool = False,
    extra: Mapping[str, Any] | None = None,
) -> None:
    """Set Django up; harmless when called again (only the folder is taken then).

    ``secret_key`` None makes one for this process only: logins end with it. ``extra`` adds or replaces
    single settings. Touches no database.
    """
    if not settings.configured:
        given = _settings(allowed_hosts, secret_key, middleware, apps, debug)
        settings.configure(**{**given, **(extra or {})})
        django.setup()
    if folder is not None:
        point_at(folder)


def _settings(
    allowed_hosts: Sequence[str],
    secret_key: bytes | None,
    middleware: Sequence[str],
    apps: Sequence[str],
    debug: bool,
) -> dict[str, Any]:
    return {
        "DEBUG": debug,
        "SECRET_KEY": (secret_key or secrets.token_bytes(48)).hex(),
        "ALLOWED_HOSTS": list(allowed_hosts),
        "INSTALLED_APPS": list(apps),
        "MIDDLEWARE": list(middleware),
        "ROOT_URLCONF": "goldseam.web.urls",
        "DATABASES": {"default": _database()},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "TEMPLATES": [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        "USE_TZ": True,
        "TIME_ZONE": "UTC",  # what is kept; the web shows this computer's own time
        "USE_I18N": True,
        "LANGUAGE_CODE": "en",
        "STATIC_URL": "/static/",
        "LOGGING": logging_settings(),
        **_COOKIES,
    }


def _database() -> dict[str, Any]:
    return {
        "ENGINE": "goldseam.store.sqlcipher",
        "NAME": NO_BOOK,
        "CONN_MAX_AGE": 0,  # a connection, and the pages it decrypted, live as long as one request
        "ATOMIC_REQUESTS": False,
        # IMMEDIATE: a transaction that will write waits at its start, not halfway through.
        "OPTIONS": {"transaction_mode": "IMMEDIATE"},
    }


_COOKIES = {
    "SESSION_ENGINE": "django.contrib.sessions.backends.db",  # inside the encrypted file
    "SESSION_COOKIE_SAMESITE": "Strict",
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
    "CSRF_COOKIE_SAMESITE": "Strict",
    "CSRF_COOKIE_HTTPONLY": True,
    "SECURE_CONTENT_TYPE_NOSNIFF": True,
    "SECURE_REFERRER_POLICY": "no-referrer",
    "X_FRAME_OPTIONS": "DENY",
}


def point_at(folder: Path) -> None:
    """From now on the database of this process is the one in this folder."""
    _database_settings()["NAME"] = Path(folder) / DATABASE


def open_database(folder: Path, *, now: datetime) -> Path | None:
    """Connect Django to an unlocked book and bring its tables up to date.

    The keys must be held already (``keyring.hold``). Where an older book needs new tables, a verified
    backup is made first; its path is given back. BookError where the book comes from a newer goldseam.
    """
    keyring.current()
    connections["default"].close()
    point_at(folder)
    return bring_up_to_date(folder, now)


def close_database() -> None:
    """End every connection, wipe the keys, and point at no book; harmless when nothing is open."""
    connections["default"].close()
    opened.end_all()
    keyring.drop()
    _database_settings()["NAME"] = NO_BOOK


def _database_settings() -> dict[str, Any]:
    """The live settings, shared by the connections of every thread."""
    if not settings.configured:
        raise BookError(LOCKED)
    found: dict[str, Any] = connections["default"].settings_dict
    return found
