"""A book's life: made, opened, given a new passphrase or kit, found damaged."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from tests.unit.store.conftest import FLOOR, NOW, PASSPHRASE, Made

from goldseam.errors import BadInput, BookBusy, BookDamaged, BookError, WrongKey
from goldseam.store import book, folder_lock
from goldseam.store.header import WrapKind, read_header
from goldseam.store.keys import Compartment
from goldseam.store.looking import BookState, look

NEW = "seven slow silver snails"


def test_passphrase_and_kit_open_the_same_keys(made: Made) -> None:
    one, other = book.unlock(made.folder, made.passphrase), book.unlock_with_kit(made.folder, made.words)
    assert one.book == other.book
    assert all(one.of(part) == other.of(part) for part in Compartment)


def test_a_wrong_passphrase_opens_nothing_and_holds_nothing(made: Made) -> None:
    with pytest.raises(WrongKey, match="Check capitals"):
        book.unlock(made.folder, "four quiet grey heron")
    assert not folder_lock.held(made.folder)


def test_the_kit_of_another_book_opens_nothing(made: Made) -> None:
    with pytest.raises(WrongKey, match="newer kit"):
        book.unlock_with_kit(made.folder, "abandon " * 11 + "about")


def test_a_new_passphrase_replaces_the_old_and_rewraps_only(made: Made) -> None:
    database, before = (made.folder / "book.db").read_bytes(), book.unlock(made.folder, made.passphrase)
    book.change_passphrase(made.folder, made.passphrase, NEW, params=FLOOR)
    assert book.unlock(made.folder, NEW).of(Compartment.DATABASE) == before.of(Compartment.DATABASE)
    assert (made.folder / "book.db").read_bytes() == database
    assert book.unlock_with_kit(made.folder, made.words)
    with pytest.raises(WrongKey):
        book.unlock(made.folder, made.passphrase)


def test_the_kit_sets_a_new_passphrase_where_the_old_is_forgotten(made: Made) -> None:
    book.replace_passphrase(made.folder, made.words, NEW, params=FLOOR)
    assert book.unlock(made.folder, NEW)
    assert book.unlock_with_kit(made.folder, made.words)


def test_a_new_kit_ends_the_old_one(made: Made) -> None:
    words = book.new_kit(made.folder, made.passphrase)
    assert book.unlock_with_kit(made.folder, words)
    assert book.unlock(made.folder, made.passphrase)
    with pytest.raises(WrongKey):
        book.unlock_with_kit(made.folder, made.words)


def test_a_wrong_old_passphrase_changes_nothing(made: Made) -> None:
    before = (made.folder / "book.json").read_bytes()
    with pytest.raises(WrongKey):
        book.change_passphrase(made.folder, "not the passphrase", NEW, params=FLOOR)
    with pytest.raises(BadInput):
        book.change_passphrase(made.folder, made.passphrase, "short", params=FLOOR)
    assert (made.folder / "book.json").read_bytes() == before


def test_a_made_book_shows_neither_keys_nor_words(tmp_path: Path) -> None:
    made = book.create(tmp_path / "b", PASSPHRASE, params=FLOOR, now=NOW)
    assert repr(made) == "NewBook(keys=<Keys>)"
    book.close(tmp_path / "b")


def test_a_book_may_have_a_thousand_characters_and_any_script(tmp_path: Path) -> None:
    long = "Хорошо 良い é \U0001f9a2 " * 72
    book.create(tmp_path / "b", long, params=FLOOR, now=NOW)
    assert len(long) > 1000
    assert book.unlock(tmp_path / "b", long)
    book.close(tmp_path / "b")


@pytest.mark.parametrize(
    "name", ["plain", "with space", "ünï-コ", "a'b\"c", "q?mode=memory", "file:x", "#1%20"]
)
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    if os.name == "nt" and set(name) & set('?:"'):
        return  # Windows itself refuses these
    folder = tmp_path / name
    book.create(folder, PASSPHRASE, params=FLOOR, now=NOW)
    assert (folder / "book.db").stat().st_size >= 4096
    assert look(folder).state is BookState.OK
    book.close(folder)


def test_a_book_takes_an_empty_folder_but_no_other(tmp_path: Path, made: Made) -> None:
    (tmp_path / "empty").mkdir()
    book.create(tmp_path / "empty", PASSPHRASE, params=FLOOR, now=NOW)
    book.close(tmp_path / "empty")
    with pytest.raises(BookError, match="There is a book in"):
        book.create(made.folder, PASSPHRASE, params=FLOOR, now=NOW)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    with pytest.raises(BookError, match="holds other files"):
        book.create(tmp_path / "full", PASSPHRASE, params=FLOOR, now=NOW)
    with pytest.raises(BookError, match="is a file"):
        book.create(tmp_path / "full" / "letter.txt", PASSPHRASE, params=FLOOR, now=NOW)
    assert (tmp_path / "full" / "letter.txt").read_text() == "mine"


def test_a_book_that_came_in_the_meantime_is_not_overwritten(made: Made, tmp_path: Path) -> None:
    before = {p.name: p.read_bytes() for p in made.folder.iterdir()}
    (tmp_path / "scratch").mkdir()
    with pytest.raises(BookError, match="There is a book in"):
        book.take_place(tmp_path / "scratch", made.folder)
    assert {p.name: p.read_bytes() for p in made.folder.iterdir()} | before == before
    assert {"book.json", "book.db"} <= {p.name for p in made.folder.iterdir()}


def test_nothing_is_left_where_making_a_book_was_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        book.create(tmp_path / "b", "short", params=FLOOR, now=NOW)
    with pytest.raises(BookDamaged):
        book.create(tmp_path / "b", PASSPHRASE, params=type(FLOOR)(8, 1, 1), now=NOW)
    with pytest.raises(ValueError, match="time zone"):
        book.create(tmp_path / "b", PASSPHRASE, params=FLOOR, now=datetime(2026, 1, 1))  # noqa: DTZ001
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_only_the_owner_may_enter(tmp_path: Path) -> None:
    book.create(tmp_path / "b", PASSPHRASE, params=FLOOR, now=NOW)
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o700
    assert {p.stat().st_mode & 0o077 for p in (tmp_path / "b").iterdir()} == {0}
    book.close(tmp_path / "b")


def test_creation_without_parameters_is_tuned_and_never_weak(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book, "tune", lambda: type(FLOOR)(65_536, 6, 4))
    book.create(tmp_path / "b", PASSPHRASE, now=NOW)
    assert read_header(tmp_path / "b").wrap(WrapKind.PASSPHRASE).params.passes == 6
    book.close(tmp_path / "b")


def test_a_missing_or_emptied_database_is_not_made_anew(made: Made) -> None:
    for spoil in (lambda p: p.write_bytes(b""), lambda p: p.unlink()):
        spoil(made.folder / "book.db")
        with pytest.raises(BookDamaged, match="database is missing"):
            book.unlock(made.folder, made.passphrase)
    assert not (made.folder / "book.db").exists()
    assert not folder_lock.held(made.folder)


@pytest.mark.parametrize("content", [b"SQLite format 3\x00" + bytes(4080), os.urandom(8192), b"hello" * 1000])
def test_a_database_that_is_not_ours_is_called_damaged(made: Made, content: bytes) -> None:
    (made.folder / "book.db").write_bytes(content)
    with pytest.raises(BookDamaged, match="restore a backup"):
        book.unlock(made.folder, made.passphrase)
    assert (made.folder / "book.db").read_bytes() == content


def test_an_unencrypted_database_is_never_opened(made: Made) -> None:
    import sqlite3

    (made.folder / "book.db").unlink()
    plain = sqlite3.connect(made.folder / "book.db")
    plain.execute("CREATE TABLE t (x)")
    plain.close()
    with pytest.raises(BookDamaged):
        book.unlock(made.folder, made.passphrase)


def test_a_second_process_is_told(made: Made) -> None:
    book.unlock(made.folder, made.passphrase)
    code = (
        "import sys; from pathlib import Path; from goldseam.store import book; from goldseam.errors import BookBusy\n"
        "try: book.unlock(Path(sys.argv[1]), 'not even looked at')\n"
        "except BookBusy as busy: sys.exit(str(busy))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(made.folder)], capture_output=True, text=True, check=False
    )
    assert f"Another goldseam has this book open (process {os.getpid()})" in done.stderr


def test_the_lock_dies_with_its_process(made: Made) -> None:
    code = (
        "import os, sys; from pathlib import Path; from goldseam.store import folder_lock\n"
        "folder_lock.take(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(made.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    with pytest.raises(BookBusy, match=f"process {other.pid}"):
        book.unlock(made.folder, made.passphrase)
    other.kill()
    other.communicate()
    assert book.unlock(made.folder, made.passphrase)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_child_does_not_keep_the_lock(made: Made) -> None:
    folder_lock.take(made.folder)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.read(reader, 1)
        os._exit(0)
    folder_lock.release(made.folder)
    code = "import sys; from pathlib import Path; from goldseam.store import folder_lock; folder_lock.take(Path(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", code, str(made.folder)], capture_output=True, check=False)
    os.write(writer, b"x")
    os.waitpid(child, 0)
    assert done.returncode == 0, done.stderr


def test_taking_the_lock_twice_in_one_process_is_fine(made: Made) -> None:
    assert folder_lock.take(made.folder) is True
    assert folder_lock.take(made.folder / ".." / made.folder.name) is False
    folder_lock.release(made.folder)
    folder_lock.release(made.folder)
    assert not folder_lock.held(made.folder)
