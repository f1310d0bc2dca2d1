"""Backups: whole, opened once, and restored; and files that only look like one."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import random
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.unit.store.conftest import FLOOR, NOW, Made

from goldseam.errors import BadInput, BookDamaged, BookError, WrongKey
from goldseam.store import backup as backing
from goldseam.store import book
from goldseam.store.backup import backup, backup_name, inspect
from goldseam.store.keys import Compartment, Keys
from goldseam.store.looking import BookState, look
from goldseam.store.packing import is_backup, unpack
from goldseam.store.restoring import restore, restore_with_kit
from goldseam.store.sqlcipher.opening import BookConnection, open_encrypted


def connect(folder: Path, keys: Keys) -> BookConnection:
    return open_encrypted(folder / "book.db", keys.of(Compartment.DATABASE), isolation_level=None)


@pytest.fixture
def opened(made: Made) -> Iterator[Keys]:
    """The keys of a book with 300 rows in it."""
    keys = book.unlock(made.folder, made.passphrase)
    with closing(connect(made.folder, keys)) as live:
        live.execute('CREATE TABLE "odd ""name" (x)')
        live.executemany('INSERT INTO "odd ""name" VALUES (?)', [("heron " * 20,)] * 300)
    yield keys
    keys.wipe()


@pytest.fixture
def packed(made: Made, opened: Keys, tmp_path: Path) -> Path:
    return backup(made.folder, tmp_path / "elsewhere" / backup_name(NOW), opened, now=NOW)


def test_a_backup_comes_back_as_the_same_book(made: Made, opened: Keys, packed: Path, tmp_path: Path) -> None:
    assert restore(packed, tmp_path / "again", made.passphrase).rows == (('odd "name', 300),)
    assert look(tmp_path / "again").state is BookState.OK
    keys = book.unlock(tmp_path / "again", made.passphrase)
    with closing(connect(tmp_path / "again", keys)) as there:
        assert there.execute('SELECT count(*) FROM "odd ""name" WHERE x LIKE \'heron%\'').fetchone() == (300,)
    book.close(tmp_path / "again")


def test_the_recovery_kit_restores_too(made: Made, packed: Path, tmp_path: Path) -> None:
    assert restore_with_kit(packed, tmp_path / "again", made.words.upper()).total == 300


def test_a_backup_is_one_private_file_and_nothing_is_left_beside_it(packed: Path) -> None:
    assert [path.name for path in packed.parent.iterdir()] == [
        "goldseam-20260301-200000-backup.goldseam-backup"
    ]
    assert os.name != "posix" or packed.stat().st_mode & 0o777 == 0o600


def test_what_others_write_meanwhile_neither_hurts_nor_hangs(
    made: Made, opened: Keys, tmp_path: Path
) -> None:
    with closing(connect(made.folder, opened)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute('INSERT INTO "odd ""name" VALUES (1)')
        path = backup(made.folder, tmp_path / "a", opened, now=NOW, time_limit=20)
        writer.execute("COMMIT")
    assert restore(path, tmp_path / "again", made.passphrase).total == 300


def test_a_backup_while_rows_come_in_holds_one_moment(
    made: Made, opened: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backing, "PAGES_A_STEP", 3)
    with closing(connect(made.folder, opened)) as writer:
        monkeypatch.setattr(
            backing, "_until", lambda _: lambda *_: writer.execute('INSERT INTO "odd ""name" VALUES (1)')
        )
        path = backup(made.folder, tmp_path / "a", opened, now=NOW)
        assert writer.execute('SELECT count(*) FROM "odd ""name"').fetchone()[0] > 301
    assert restore(path, tmp_path / "again", made.passphrase).total == 300


def test_a_backup_that_takes_too_long_stops_and_leaves_nothing(
    made: Made, opened: Keys, tmp_path: Path
) -> None:
    target = tmp_path / "elsewhere" / "a"
    with pytest.raises(BookError, match="took too long"):
        backup(made.folder, target, opened, now=NOW, time_limit=-1)
    assert list(target.parent.iterdir()) == []


def test_a_file_in_the_way_is_not_overwritten(made: Made, opened: Keys, packed: Path) -> None:
    before = packed.read_bytes()
    with pytest.raises(BookError, match="Choose another name"):
        backup(made.folder, packed, opened, now=NOW)
    assert packed.read_bytes() == before


def test_a_backup_of_a_damaged_book_is_not_called_one(made: Made, opened: Keys, tmp_path: Path) -> None:
    data = bytearray((made.folder / "book.db").read_bytes())
    for page in range(3, 6):
        data[4096 * page + 50] ^= 1
    (made.folder / "book.db").write_bytes(data)
    with pytest.raises(BookDamaged):
        backup(made.folder, tmp_path / "a", opened, now=NOW)
    assert not (tmp_path / "a").exists()


def test_a_backup_that_lacks_a_row_is_not_called_one(
    made: Made, opened: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = backing.inspect
    monkeypatch.setattr(backing, "inspect", lambda *a: type(honest(*a))((('odd "name', 299),)))
    with pytest.raises(BookError, match="does not hold what the book holds"):
        backup(made.folder, tmp_path / "a", opened, now=NOW)
    assert not (tmp_path / "a").exists()


def test_a_locked_book_is_not_backed_up(made: Made, opened: Keys, tmp_path: Path) -> None:
    opened.wipe()
    with pytest.raises(BookError, match="locked"):
        backup(made.folder, tmp_path / "a", opened, now=NOW)


def test_a_backup_keeps_the_passphrase_it_was_made_with(made: Made, packed: Path, tmp_path: Path) -> None:
    book.change_passphrase(made.folder, made.passphrase, "seven slow silver snails", params=FLOOR)
    with pytest.raises(WrongKey):
        restore(packed, tmp_path / "again", "seven slow silver snails")
    assert not (tmp_path / "again").exists()
    assert restore(packed, tmp_path / "again", made.passphrase).total == 300


def test_restoring_overwrites_nothing(made: Made, packed: Path, tmp_path: Path) -> None:
    with pytest.raises(BookError, match="There is a book in"):
        restore(packed, made.folder, made.passphrase)
    with pytest.raises(BookError, match="holds other files"):
        restore(packed, packed.parent, made.passphrase)
    with pytest.raises(BookError, match="There is no file at"):
        restore(tmp_path / "nothing", tmp_path / "again", made.passphrase)
    with pytest.raises(BadInput, match="Word 1"):
        restore_with_kit(packed, tmp_path / "again", "heronn")


def test_a_damaged_book_is_saved_by_its_backup(made: Made, packed: Path, tmp_path: Path) -> None:
    shutil.move(packed, made.folder / packed.name)
    book.close(made.folder)
    (made.folder / "book.json").write_text("")
    seen = look(made.folder)
    assert seen.state is BookState.DAMAGED
    assert restore(seen.backups[0], tmp_path / "again", made.passphrase).total == 300


def test_every_changed_byte_of_a_backup_is_noticed(
    made: Made, packed: Path, opened: Keys, tmp_path: Path
) -> None:
    good, rng, silent = packed.read_bytes(), random.Random(11), 0
    wanted = inspect_packed(packed, tmp_path / "whole", opened)
    for n in range(300):
        bad = bytearray(good)
        bad[rng.randrange(len(bad))] ^= 1 << rng.randrange(8)
        packed.write_bytes(bad)
        try:
            silent += inspect_packed(packed, tmp_path / f"try{n}", opened) != wanted
        except BookError:
            continue
    assert silent == 0


def inspect_packed(packed: Path, into: Path, keys: Keys) -> Any:
    into.mkdir()
    unpack(packed, into)
    return inspect(into, keys)


def test_every_shortened_backup_is_noticed(packed: Path, tmp_path: Path) -> None:
    good, rng = packed.read_bytes(), random.Random(12)
    for end in sorted(rng.sample(range(len(good)), 100)):
        packed.write_bytes(good[:end])
        (tmp_path / f"try{end}").mkdir()
        with pytest.raises(BookDamaged):
            unpack(packed, tmp_path / f"try{end}")
        assert not is_backup(packed)


def rewritten(packed: Path, change: Any) -> Path:
    """The backup after a forger rewrote it; ``change`` edits a dict of name to bytes."""
    with zipfile.ZipFile(packed) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.update({"../outside": b"x"}),
        lambda m: m.update({"/abs": b"x"}),
        lambda m: m.update({"..\\outside": b"x"}),
        lambda m: m.update({"book.db-wal": b"x"}),
        lambda m: m.pop("backup.json"),
        lambda m: m.pop("book.db"),
        lambda m: m.update({"book.json": b"x" * 70_000}),
        lambda m: m.update({"backup.json": b"[]"}),
        lambda m: m.update({"backup.json": b"\xff"}),
        lambda m: m.update({"backup.json": b'{"format": "goldseam-backup", "version": 9}'}),
        lambda m: m.update({"book.db": m["book.db"][:-1]}),
        lambda m: m.update({"book.json": m["book.json"] + b" "}),
    ],
)
def test_a_forged_backup_is_refused_and_writes_nowhere_else(
    packed: Path, tmp_path: Path, change: Any
) -> None:
    before = set(tmp_path.rglob("*"))
    with pytest.raises(BookDamaged):
        restore(rewritten(packed, change), tmp_path / "again", "four quiet grey herons")
    assert set(tmp_path.rglob("*")) == before


def test_a_compressed_backup_is_refused_as_a_possible_bomb(made: Made, packed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    assert not is_backup(packed)
    with pytest.raises(BookDamaged, match="incomplete or altered"):
        restore(packed, tmp_path / "again", made.passphrase)


def test_a_page_that_nobody_counts_is_still_checked(made: Made, packed: Path, tmp_path: Path) -> None:
    def spoil(members: dict[str, bytes]) -> None:
        data = bytearray(members["book.db"])
        data[4096 * 5 + 9] ^= 1
        said = json.loads(members["backup.json"])
        said["sha256"]["book.db"] = hashlib.sha256(data).hexdigest()
        members.update({"book.db": bytes(data), "backup.json": json.dumps(said).encode()})

    with pytest.raises(BookDamaged):
        restore(rewritten(packed, spoil), tmp_path / "again", made.passphrase)


@pytest.mark.parametrize("page", range(1, 8))
def test_each_damaged_page_is_found(made: Made, opened: Keys, page: int) -> None:
    data = bytearray((made.folder / "book.db").read_bytes())
    data[4096 * page + 9] ^= 1
    (made.folder / "book.db").write_bytes(data)
    with pytest.raises(BookDamaged):
        inspect(made.folder, opened)


def test_two_members_of_one_name_are_refused(packed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("book.db", b"second")
    assert not is_backup(packed)


def test_a_header_of_another_book_is_refused(made: Made, packed: Path, tmp_path: Path) -> None:
    other = book.create(tmp_path / "other", made.passphrase, params=FLOOR, now=NOW)
    other.keys.wipe()
    book.close(tmp_path / "other")
    stranger = (tmp_path / "other" / "book.json").read_bytes()

    def swap(members: dict[str, bytes]) -> None:
        said = json.loads(members["backup.json"])
        said["sha256"]["book.json"] = hashlib.sha256(stranger).hexdigest()
        members.update({"book.json": stranger, "backup.json": json.dumps(said).encode()})

    with pytest.raises(BookDamaged):
        restore(rewritten(packed, swap), tmp_path / "again", made.passphrase)


def test_backups_at_many_moments_of_writing_all_open(made: Made, opened: Keys, tmp_path: Path) -> None:
    with closing(connect(made.folder, opened)) as writer:
        for n in range(25):
            writer.executemany('INSERT INTO "odd ""name" VALUES (?)', itertools.repeat((n,), n))
            path = backup(made.folder, tmp_path / f"{n}", opened, now=NOW)
            wanted = 300 + sum(range(n + 1))
            assert inspect_packed(path, tmp_path / f"open{n}", opened).total == wanted
