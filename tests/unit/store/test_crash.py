"""Killed while writing, and writing until the disk is full: nothing acknowledged is lost, nothing is half done."""

from __future__ import annotations

import os
import random
import stat
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from tests.unit.store.conftest import FLOOR, NOW

from goldseam.errors import BookError
from goldseam.store import book, folder_lock, kdf
from goldseam.store.backup import backup, inspect
from goldseam.store.delays import note_wrong, seconds_left
from goldseam.store.keys import Compartment, Keys
from goldseam.store.looking import BookState, look
from goldseam.store.restoring import restore
from goldseam.store.safe_file import write_whole
from goldseam.store.sqlcipher.base import BookCursor
from goldseam.store.sqlcipher.opening import BookConnection, open_encrypted, whole

CYCLES = 100
KEY = bytearray(range(32))
# The writer takes its key from its standard input, commits pairs of rows, and acknowledges each pair.
WRITER = """
import os, sys
from pathlib import Path
from goldseam.store.sqlcipher.opening import open_encrypted
key = bytearray(sys.stdin.buffer.read(32))
live = open_encrypted(Path(sys.argv[1]), key, isolation_level=None)
n = live.execute("SELECT coalesce(max(n), 0) FROM a").fetchone()[0]
while True:
    n += 1
    live.execute("BEGIN IMMEDIATE")
    live.execute("INSERT INTO a VALUES (?, ?)", (n, "grey heron " * (n % 300)))
    live.execute("INSERT INTO b VALUES (?)", (n,))
    if n % 5 == 0:
        live.execute("DELETE FROM a WHERE n = ?", (n - 4,))
        live.execute("DELETE FROM b WHERE n = ?", (n - 4,))
    live.execute("COMMIT")
    os.write(1, n.to_bytes(4, "big"))
"""


def connect(path: Path, *, new: bool = False) -> BookConnection:
    return open_encrypted(path, KEY, new=new, isolation_level=None)


def killed_after(path: Path, seconds: float) -> int:
    """Let a writer work for a while after its first commit, kill it, and give the last pair it acknowledged."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert writer.stdin is not None
    assert writer.stdout is not None
    writer.stdin.write(KEY)
    writer.stdin.close()
    said = writer.stdout.read(4)
    time.sleep(seconds)
    writer.kill()
    said += writer.stdout.read()
    writer.wait()
    writer.stdout.close()
    whole_words = len(said) // 4 * 4
    return int.from_bytes(said[whole_words - 4 : whole_words], "big")


def test_a_hundred_kills_lose_no_acknowledged_row(tmp_path: Path) -> None:
    path, rng, acknowledged = tmp_path / "book.db", random.Random(1), 0
    with closing(connect(path, new=True)) as fresh:
        fresh.execute("CREATE TABLE a (n INTEGER PRIMARY KEY, words)")
        fresh.execute("CREATE TABLE b (n INTEGER PRIMARY KEY)")
    for _ in range(CYCLES):
        last = killed_after(path, rng.random() * 0.03)
        acknowledged += 1
        with closing(connect(path)) as after:
            newest = after.execute("SELECT max(n) FROM a").fetchone()[0]
            assert newest in (last, last + 1), "an acknowledged pair is lost, or one came from nowhere"
            assert (
                after.execute("SELECT count(*) FROM a").fetchone()
                == after.execute("SELECT count(*) FROM b").fetchone()
            )
            assert after.execute(
                "SELECT count(*) FROM a LEFT JOIN b USING (n) WHERE b.n IS NULL"
            ).fetchone() == (0,)
    with closing(connect(path)) as after:
        assert whole(after) == []
    assert acknowledged == CYCLES


FULL_DISK = """
import os, resource, sys
from contextlib import closing, suppress
from pathlib import Path
from goldseam.errors import BookError
from goldseam.store.safe_file import write_whole
from goldseam.store.sqlcipher.base import BookCursor
from goldseam.store.sqlcipher.opening import open_encrypted, whole
path, key, told = Path(sys.argv[1]), bytearray(sys.stdin.buffer.read(32)), set()
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
kept = 0
for limit in range(0, 600_000, 4096 * 3 + 100):
    live = open_encrypted(path, key, isolation_level=None)
    live.execute("PRAGMA wal_autocheckpoint = 20")
    cursor = live.cursor(factory=BookCursor)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    for n in range(60):
        try:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("INSERT INTO a VALUES (NULL, %s)", ["grey heron " * 200])
            cursor.execute("COMMIT")
            kept += 1
        except BookError as problem:
            told.add(str(problem))
            if live.in_transaction:
                live.rollback()
            break
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    live.close()
    with closing(open_encrypted(path, key, isolation_level=None)) as after:
        found = after.execute("SELECT count(*) FROM a").fetchone()[0]
        assert found == kept, (limit, found, kept)
        assert whole(after) == []
print(kept, sorted(told))
"""


@pytest.mark.skipif(os.name != "posix", reason="file size limits are POSIX")
def test_a_disk_that_fills_at_any_page_loses_nothing_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    with closing(connect(path, new=True)) as fresh:
        fresh.execute("CREATE TABLE a (n INTEGER PRIMARY KEY, words)")
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)], input=bytes(KEY), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    kept, told = done.stdout.decode().split(" ", 1)
    assert int(kept) > 50
    assert "What was saved before is" in told


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 kB that is really full when it is full; needs the right to mount one."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = sys.platform.startswith("linux") and not subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(place)], capture_output=True, check=False
    ).returncode  # fmt: skip
    if not mounted:
        pytest.skip("a small disk can only be mounted by root on Linux; the file size test stands in for it")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_really_full_disk_says_so_keeps_everything_and_recovers(small_disk: Path, quick_kdf: None) -> None:
    folder, kept = small_disk / "book", 0
    keys = book.create(folder, OLD, params=FLOOR, now=NOW).keys
    with closing(open_encrypted(folder / "book.db", keys.of(Compartment.DATABASE))) as live:
        cursor = live.cursor(factory=BookCursor)
        cursor.execute("CREATE TABLE a (words)")
        with pytest.raises(BookError, match=r"The disk is full\. What was saved before is safe"):  # noqa: PT012
            while True:
                cursor.execute("INSERT INTO a VALUES (%s)", ["grey heron " * 500])
                live.commit()
                kept += 1
        with suppress(BookError):
            live.rollback()
    filler = small_disk / "filler"
    with suppress(OSError):
        filler.write_bytes(b"x" * 400_000)
    with pytest.raises(BookError, match="The disk is full"):
        book.change_passphrase(folder, OLD, NEW, params=FLOOR)
    with pytest.raises(BookError, match="The disk is full"):
        backup(folder, small_disk / "kept", keys, now=NOW)
    book.close(folder)
    assert folder_lock.take(folder)
    filler.unlink()
    assert kept > 10
    assert inspect(folder, keys).rows == (("a", kept),)
    assert opens(folder, OLD)


class Faults:
    """Lets the n-th call of these system functions go wrong, once."""

    NAMES = ("open", "fsync", "replace", "rename", "mkdir")

    def __init__(self, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
        self.calls, self.fails_at, self.code = 0, 0, code
        for name in self.NAMES:
            monkeypatch.setattr(os, name, self._wrapped(getattr(os, name)))

    def _wrapped(self, real: object) -> object:
        def call(*args: object, **kwargs: object) -> object:
            self.calls += 1
            if self.calls == self.fails_at:
                raise OSError(self.code, os.strerror(self.code))
            return real(*args, **kwargs)  # type: ignore[operator]

        return call

    def arm(self, nth: int) -> None:
        self.calls, self.fails_at = 0, nth

    @property
    def came(self) -> bool:
        """Whether the fault happened at all."""
        came = self.calls >= self.fails_at
        self.fails_at = 0
        return came


@pytest.fixture
def quick_kdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for Argon2id, so that hundreds of books can be opened."""
    import hashlib

    monkeypatch.setattr(
        kdf, "hash_secret_raw", lambda secret, salt, **_: hashlib.sha256(secret + salt).digest()
    )


OLD, NEW = "four quiet grey herons", "seven slow silver snails"


def opens(folder: Path, passphrase: str) -> bool:
    try:
        book.unlock(folder, passphrase).wipe()
    except BookError:
        return False
    book.close(folder)
    return True


@pytest.mark.parametrize("code", [28, 5, 13, 30])  # ENOSPC EIO EACCES EROFS
def test_a_change_of_passphrase_is_whole_whichever_call_goes_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick_kdf: None, code: int
) -> None:
    folder, nth, plain = tmp_path / "book", 0, 0
    book.create(folder, OLD, params=FLOOR, now=NOW)
    book.close(folder)
    faults = Faults(monkeypatch, code)
    while True:
        nth += 1
        faults.arm(nth)
        try:
            book.change_passphrase(folder, OLD, NEW, params=FLOOR)
        except BookError:
            plain += 1
        if not faults.came:
            break
        assert opens(folder, OLD) != opens(folder, NEW)
        assert {p.name for p in folder.iterdir()} <= {"book.json", "book.db", "book.lock"}
        if opens(folder, NEW):
            book.change_passphrase(folder, NEW, OLD, params=FLOOR)
    assert plain == nth - 1 >= 4


@pytest.mark.parametrize("code", [28, 5])
def test_a_book_is_made_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick_kdf: None, code: int
) -> None:
    faults, nth = Faults(monkeypatch, code), 0
    while True:
        nth += 1
        folder = tmp_path / f"place{nth}" / "book"
        folder.parent.mkdir()
        faults.arm(nth)
        with suppress(BookError):
            book.create(folder, OLD, params=FLOOR, now=NOW)
        came = faults.came
        assert look(folder).state is not BookState.DAMAGED
        assert [path.name for path in folder.parent.iterdir()] in ([], ["book"])
        if look(folder).state is BookState.OK:
            assert opens(folder, OLD)
        if not came:
            break
    assert nth > 6


@pytest.mark.parametrize("code", [28, 5])
def test_backup_and_restore_leave_all_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick_kdf: None, code: int
) -> None:
    folder = tmp_path / "book"
    keys = book.create(folder, OLD, params=FLOOR, now=NOW).keys
    faults, nth = Faults(monkeypatch, code), 0
    while True:
        nth += 1
        there = tmp_path / f"there{nth}"
        there.mkdir()
        faults.arm(nth)
        with suppress(BookError):
            backup(folder, there / "kept", keys, now=NOW)
            restore(there / "kept", there / "again", OLD)
        came = faults.came
        assert {path.name for path in there.iterdir()} <= {"kept", "again"}
        if (there / "kept").exists():
            restore(there / "kept", there / "proof", OLD)
        if (there / "again").exists():
            assert opens(there / "again", OLD)
        if not came:
            break
    assert nth > 12


@pytest.mark.skipif(os.name != "posix", reason="the folder is synced on POSIX only")
def test_a_file_is_replaced_in_the_one_order_that_survives_a_power_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"old")
    seen: list[str] = []
    fsync, replace = os.fsync, os.replace

    def noted_sync(handle: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"
        seen.append(f"sync {kind} of {os.fstat(handle).st_size if kind == 'file' else 'names'}")
        fsync(handle)

    def noted_replace(source: Path, target: Path) -> None:
        assert Path(target).read_bytes() == b"old"
        seen.append("replace")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_replace)
    write_whole(tmp_path / "file", b"newer")
    assert seen == ["sync file of 5", "replace", "sync folder of names"]


def test_a_full_disk_does_not_stop_anyone_from_trying_a_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = Faults(monkeypatch, 28)
    faults.arm(1)
    with pytest.raises(BookError, match="disk is full"):
        note_wrong(tmp_path, NOW)
    assert seconds_left(tmp_path, NOW) == 0


def test_an_interrupted_first_write_is_read_as_before(tmp_path: Path) -> None:
    keys = Keys(uuid.UUID(int=7), bytes(range(32)))
    with closing(open_encrypted(tmp_path / "book.db", keys.of(Compartment.DATABASE), new=True)) as live:
        live.execute("CREATE TABLE a (x)")
        live.commit()
        live.execute("INSERT INTO a VALUES (1)")
    with closing(open_encrypted(tmp_path / "book.db", keys.of(Compartment.DATABASE))) as after:
        assert after.execute("SELECT count(*) FROM a").fetchone() == (0,)
