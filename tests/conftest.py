"""What many tests need: an open book with its tables, a fresh copy for each test."""

from __future__ import annotations

import os
import shutil
import signal
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


def pytest_configure(config: pytest.Config) -> None:
    """Django as the running program sets it up, before any module with a table is imported."""
    from goldseam.store import configure

    # Playwright keeps an event loop in this thread; Django would refuse its database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    configure.configure_django(**web_settings())
    # A shell's `make test &` has Ctrl-C ignored, and what a test starts would inherit that and never end by it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Browser journeys are skipped with one line where there is no Chromium; under CI they run or fail."""
    from chromium import chromium

    if chromium() is not None or os.environ.get("CI"):
        return
    skip = pytest.mark.skip(reason="no Chromium here: install it to run the browser journeys")
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted database with all tables, made once."""
    from goldseam.store import configure, keyring
    from goldseam.store.keys import Compartment
    from goldseam.store.sqlcipher.opening import NAME, open_encrypted

    keys = fixed_keys()
    folder = tmp_path_factory.mktemp("migrated")
    open_encrypted(folder / NAME, keys.of(Compartment.DATABASE), new=True).close()
    keyring.hold(keys)
    configure.open_database(folder, now=NOW)
    configure.close_database()
    return folder


@pytest.fixture
def open_book(migrated: Path, tmp_path: Path) -> Iterator[Path]:
    """The folder of an open, empty book."""
    from goldseam.store import configure, keyring

    folder = tmp_path / "open-book"
    shutil.copytree(migrated, folder)
    keyring.hold(fixed_keys())
    configure.point_at(folder)
    yield folder
    configure.close_database()


def fixed_keys():  # type: ignore[no-untyped-def]
    """Keys that are the same in every run; for tests only."""
    from goldseam.store.keys import Keys

    return Keys(uuid.UUID(int=7), bytes(range(32)))


def web_settings() -> dict[str, object]:
    """The settings that the running program uses, so that every test sees the same Django."""
    from goldseam.acts.home import Home
    from goldseam.store.configure import APPS
    from goldseam.web import settings

    home = Home(Path("no home in tests"))

    return {
        "middleware": settings.MIDDLEWARE,
        "apps": (*APPS, *settings.APPS),
        "extra": settings.extra(8765, home),
    }


@pytest.fixture
def browser_of_noor(open_book: Path) -> Iterator[object]:
    """Noor's browser at the open book: Django's test client with her seat."""
    from django.test import Client

    from goldseam.web.guard import seat_cookie
    from goldseam.web.place import PLACE

    PLACE.lock()
    here = PLACE.open_book(open_book)
    client = Client(headers={"host": "localhost:8765"})
    client.cookies[seat_cookie(8765)] = here.seat
    yield client
    PLACE.lock()


@pytest.fixture
def now() -> datetime:
    """A fixed evening."""
    return NOW
