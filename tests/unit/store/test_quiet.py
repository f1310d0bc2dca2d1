"""What may be said about a fault: in a log, in a sentence, and to a debugger."""

from __future__ import annotations

import errno
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from goldseam.errors import BookBusy, BookDamaged, BookError
from goldseam.store.faults import explained, plain_faults
from goldseam.store.quiet_log import QuietFormatter, logging_settings

WORDS = "grey heron over the pond"


def logged(name: str, text: str, *args: object, problem: BaseException | None = None) -> str:
    info = (type(problem), problem, problem.__traceback__) if problem else None
    return QuietFormatter().format(logging.LogRecord(name, logging.ERROR, "x.py", 1, text, args, info))


def test_our_own_loggers_say_what_they_have_to_say() -> None:
    assert logged("goldseam.store", "opened %s", "b17").endswith("ERROR goldseam.store: opened b17")


@pytest.mark.parametrize("name", ["django.request", "waitress", "root", "goldseamster"])
def test_foreign_loggers_keep_their_arguments_to_themselves(name: str) -> None:
    assert WORDS not in logged(name, "Bad value: %s", WORDS)


def test_an_exceptions_text_is_left_out_and_its_place_kept() -> None:
    try:
        try:
            raise ValueError(WORDS)
        except ValueError as first:
            raise KeyError(WORDS) from first
    except KeyError as problem:
        line = logged("goldseam", "it broke", problem=problem)
    assert WORDS not in line
    assert "KeyError" in line
    assert "ValueError" in line
    assert "test_quiet.py" in line


def test_no_query_is_ever_logged() -> None:
    queries = logging_settings()["loggers"]["django.db.backends"]
    assert queries == {"handlers": [], "level": "CRITICAL", "propagate": False}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "The disk is full"), (errno.EFBIG, "The disk is full"), (errno.EROFS, "cannot be written"),
        (errno.EACCES, "cannot be written"), (errno.EIO, "The disk gave an error"),
    ],
)  # fmt: skip
def test_faults_of_the_disk_are_said_plainly(code: int, said: str) -> None:
    with pytest.raises(BookError, match=said), plain_faults():
        raise OSError(code, os.strerror(code))


@pytest.mark.parametrize(
    ("code", "kind"),
    [(5, BookBusy), (8, BookError), (10, BookError), (11, BookDamaged), (13, BookError), (14, BookError),
     (26, BookDamaged), (10 | 3 << 8, BookError), (5 | 2 << 8, BookBusy)],
)  # fmt: skip
def test_faults_of_the_database_are_said_plainly(code: int, kind: type[BookError]) -> None:
    problem = dbapi2.OperationalError(WORDS)
    problem.sqlite_errorcode = code
    plain = explained(problem)
    assert type(plain) is kind
    assert WORDS not in str(plain)


@pytest.mark.parametrize("bug", [FileNotFoundError(2, "x"), dbapi2.IntegrityError("x"), ValueError("x")])
def test_what_is_our_own_fault_goes_on_unchanged(bug: Exception) -> None:
    with pytest.raises(type(bug)), plain_faults():
        raise bug


def test_every_sentence_says_what_to_do_next() -> None:
    from goldseam.store import faults

    for text in (faults.FULL, faults.READ_ONLY, faults.DISK, faults.DAMAGED, faults.BUSY, faults.CANNOT_OPEN):
        assert text.endswith(".")
        assert any(verb in text for verb in ("again", "restore", "Check", "Free"))
        assert "fail" not in text.lower()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no core files")
def test_a_hardened_process_leaves_no_core_and_hides_its_memory() -> None:
    code = (
        "import resource, sys\nfrom goldseam.store.hardening import harden\ndone = harden()\n"
        "assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)\nprint(done)"
        "\nif sys.platform == 'linux':\n    import ctypes; print(ctypes.CDLL(None).prctl(3))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    wanted = "['no core file', 'not dumpable']\n0\n" if sys.platform == "linux" else "['no core file']\n"
    assert done.stdout == wanted


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_the_key_reaches_neither_arguments_nor_environment(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom datetime import datetime, UTC\n"
        "from goldseam.store import book, kdf, keyring\nfrom goldseam.store.keys import Compartment\n"
        "made = book.create(Path(sys.argv[1]), 'four quiet grey herons', params=kdf.SMALLEST, now=datetime.now(UTC))\n"
        "keyring.hold(made.keys)\n"
        "seen = Path('/proc/self/environ').read_bytes() + Path('/proc/self/cmdline').read_bytes()\n"
        "for part in Compartment:\n"
        "    key = bytes(made.keys.of(part))\n"
        "    assert key not in seen and key.hex().encode() not in seen\n"
        "print('looked')"
    )
    done = subprocess.run(
        [sys.executable, "-", str(tmp_path / "b")], input=code, capture_output=True, text=True, check=False
    )
    assert done.stdout == "looked\n", done.stderr
    assert done.stderr == ""
