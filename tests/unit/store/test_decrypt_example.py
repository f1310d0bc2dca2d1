"""The script that reads a book without goldseam does just that."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.unit.store.conftest import NOW, Made, set_up_django

from goldseam.store import book, configure, keyring

SCRIPT = Path(__file__).parents[3] / "examples" / "decrypt_book.py"


@pytest.fixture
def written(made: Made) -> Made:
    """A closed book with a client, and sealed words in three tables."""
    set_up_django()
    from django.contrib.sessions.backends.db import SessionStore

    from goldseam.acts import people
    from goldseam.store.models import Draft, EpisodeFactRow, EpisodeRow

    keyring.hold(book.unlock(made.folder, made.passphrase))
    configure.open_database(made.folder, now=NOW)
    alliance = people.alliance_of(people.add_client("Sam Ö", NOW))
    episode = EpisodeRow.objects.create(alliance=alliance, created_at=NOW)
    EpisodeFactRow.objects.create(
        episode=episode,
        order=1,
        kind="note",
        words="I pulled away. \U0001f9a2",
        on=date(2026, 3, 1),
        created_at=NOW,
    )
    Draft.objects.create(place="here", words="not finished", at=NOW)
    SessionStore().save()  # its key has 32 letters too, and is no id
    configure.close_database()
    book.close(made.folder)
    return made


def run(made: Made, out: Path, passphrase: str) -> subprocess.CompletedProcess[str]:
    given = [sys.executable, "-I", str(SCRIPT), str(made.folder), str(out)]
    return subprocess.run(given, input=passphrase + "\n", capture_output=True, text=True, check=False)


def test_every_row_comes_out_with_its_sealed_words(written: Made, tmp_path: Path) -> None:
    done = run(written, tmp_path / "out.json", written.passphrase)
    assert done.returncode == 0, done.stderr
    rows = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert rows["store_clientrow"][0]["code"] == "Sam Ö"
    assert rows["store_episodefactrow"][0]["words"] == "I pulled away. \U0001f9a2"
    assert rows["store_draft"][0]["words"] == "not finished"


def test_the_book_still_opens_afterwards(written: Made, tmp_path: Path) -> None:
    run(written, tmp_path / "out.json", written.passphrase)
    assert book.unlock(written.folder, written.passphrase)


def test_a_wrong_passphrase_writes_nothing(written: Made, tmp_path: Path) -> None:
    assert run(written, tmp_path / "out.json", "not this one").returncode != 0
    assert not (tmp_path / "out.json").exists()


def test_it_is_short_and_uses_public_libraries_only() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 60
    modules = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name).split(".")[0]  # type: ignore[union-attr]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert modules - set(sys.stdlib_module_names) == {"argon2", "cryptography", "sqlcipher3"}
