"""A book to test with: made once at the weakest allowed cost, copied for each test."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.conftest import web_settings

from goldseam.store import book, configure, folder_lock, keyring
from goldseam.store.kdf import KdfParams
from goldseam.store.keys import Compartment, Keys
from goldseam.store.sqlcipher.opening import NAME, open_encrypted

NOW = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
FLOOR = KdfParams(memory_kib=64 * 1024, passes=5, lanes=4)
PASSPHRASE = "four quiet grey herons"


def set_up_django() -> None:
    """One Django for all tests of a run, whoever comes first."""
    configure.configure_django(**web_settings())


@dataclass(frozen=True)
class Made:
    """A closed book in a folder of its own, and what opens it."""

    folder: Path
    passphrase: str
    words: str


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("template") / "book"
    made = book.create(folder, PASSPHRASE, params=FLOOR, now=NOW)
    made.keys.wipe()
    book.close(folder)
    return Made(folder, PASSPHRASE, made.recovery_words)


@pytest.fixture
def made(template: Made, tmp_path: Path) -> Iterator[Made]:
    folder = tmp_path / "book"
    shutil.copytree(template.folder, folder)
    yield Made(folder, template.passphrase, template.words)
    folder_lock.release(folder)


@pytest.fixture
def keys() -> Iterator[Keys]:
    held = Keys(uuid.UUID(int=7), bytes(range(32)))
    yield held
    held.wipe()


@pytest.fixture
def bare(tmp_path: Path, keys: Keys) -> Iterator[Path]:
    """A folder with an empty encrypted database, open in Django, without header or passphrase."""
    set_up_django()
    folder = tmp_path / "bare"
    folder.mkdir()
    open_encrypted(folder / NAME, keys.of(Compartment.DATABASE), new=True).close()
    keyring.hold(keys)
    configure.point_at(folder)
    yield folder
    configure.close_database()
