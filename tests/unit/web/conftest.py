"""What tests of the web shell need: a place that is tidied up, a small book that opens quickly, a browser."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from goldseam.acts import book
from goldseam.acts.home import Home
from goldseam.store.kdf import SMALLEST, KdfParams, check_params, normalise
from goldseam.web.place import PLACE
from shell import PASSPHRASE, Browser

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def quick_keys() -> Iterator[None]:
    """A passphrase becomes a key at once: here it matters that it fits, not what a guess costs.

    The real cost is in tests/unit/store, and in test_supervise, whose processes know nothing of this.
    """

    def derive(passphrase: str, salt: bytes, params: KdfParams) -> bytearray:
        check_params(params)
        return bytearray(hashlib.blake2b(normalise(passphrase), salt=salt, digest_size=32).digest())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("goldseam.store.header.derive", derive)
        patch.setattr("goldseam.store.book.tune", lambda: SMALLEST)
        yield


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A book with all its tables, locked, and the words of its kit."""
    folder = tmp_path_factory.mktemp("made") / "book"
    words = book.make_book(folder, PASSPHRASE, NOW, params=SMALLEST)
    book.lock_book(folder)
    return folder, words


@pytest.fixture
def home(tmp_path: Path, settings_of_django: Any) -> Home:
    """A home without any book."""
    here = Home(tmp_path / "home").ready()
    settings_of_django.GOLDSEAM_HOME = here
    return here


@pytest.fixture
def own_book(home: Home, made_once: tuple[Path, str]) -> Path:
    """A locked book in this home."""
    shutil.copytree(made_once[0], home.book)
    return home.book


@pytest.fixture
def settings_of_django() -> Iterator[Any]:
    """Django's settings, put back afterwards."""
    from django.test.utils import override_settings

    changed = override_settings()
    changed.enable()
    from django.conf import settings

    yield settings
    changed.disable()


@pytest.fixture(autouse=True)
def locked_again() -> Iterator[None]:
    """Every test starts and ends locked, whatever it did."""
    PLACE.lock()
    yield
    folder = PLACE.here.book
    PLACE.lock()
    book.lock_book(folder)


@pytest.fixture
def browser() -> Browser:
    """A window."""
    return Browser(headers={"Host": "localhost:8765", "Sec-Fetch-Mode": "navigate"})
