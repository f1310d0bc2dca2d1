"""Long files in two processes: cut where one client ends and the next begins, joined in order.

The result is that of one process, byte for byte. Where a client turns up in two parts, or a quoted
cell may span a cut, the rest of the file is read by one process with every client kept.
"""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, TextIO

import numpy as np

from goldseam.corpus.asked import Asked, Summary
from goldseam.corpus.clients import Clients, Past, Returned
from goldseam.corpus.rows import Header, delimiter_of, header_of
from goldseam.corpus.stream import through
from goldseam.errors import BadInput

LARGE = 48 * 1024 * 1024  # bytes; starting processes costs about half a second
PART = 16 * 1024 * 1024
FARTHEST = 1024 * 1024  # bytes to look for the end of a client before giving up
WORKERS = 2


@dataclass(frozen=True)
class _Part:
    """A stretch of the file in bytes, and the file's first line."""

    file: str
    start: int
    end: int
    head: str
    sink: str
    asked: Asked


@dataclass(frozen=True)
class _Done:
    """What came of a part. `clients`: 8 bytes for each; empty where the part could not stand alone."""

    told: Summary
    lines: int
    clients: bytes
    alone: bool


def is_large(file: str) -> bool:
    """Whether a file is worth more than one process here."""
    return (os.cpu_count() or 1) >= WORKERS and os.path.isfile(file) and os.path.getsize(file) >= LARGE


def notice_large(
    file: str, source: TextIO, sink: TextIO, asked: Asked, folder: Path, part: int = PART
) -> Summary:
    """As `notice_csv`, for a large UTF-8 file that is also open as `source`.

    Parts lie for a while in `folder`, which is that of the output: nothing of a client lands elsewhere.
    """
    told = Summary()
    with TemporaryDirectory(prefix=".goldseam-", dir=folder) as parts:
        try:
            whole = _parts_joined(_parts(file, asked, part, parts), sink, told)
        except (OSError, BadInput):
            whole = False
    if whole:
        return told
    source.seek(0)
    again = Summary()
    through(source, sink, asked, again, Clients(keep_all=True), skip=told.rows if told.rows else -1)
    return again


def _parts(file: str, asked: Asked, size: int, folder: str) -> Iterator[_Part]:
    with open(file, "rb") as data:
        first = data.readline()
        head = first.decode("utf-8-sig", "surrogateescape")
        delimiter = delimiter_of(head)
        header = header_of(head.rstrip("\r\n").split(delimiter), delimiter)
        start, total = data.tell(), os.path.getsize(file)
        while start < total:
            end = _next_client(data, min(start + size, total), total, header)
            yield _Part(file, start, end, head, os.path.join(folder, f"{start}.csv"), asked)
            start = end


def _next_client(data: BinaryIO, near: int, total: int, header: Header) -> int:
    """The first place after `near` where a line begins another client than the line before."""
    if near >= total:
        return total
    data.seek(near)
    data.readline()
    before: bytes | None = None
    while (at := data.tell()) < min(near + FARTHEST, total):
        cells = data.readline().split(header.delimiter.encode())
        client = cells[header.client] if len(cells) == header.count else None
        if before is not None and client is not None and client != before:
            return at
        before = client if client is not None else before
    return total


def _parts_joined(parts: Iterator[_Part], sink: TextIO, told: Summary) -> bool:
    """Run parts two at a time, join them in order; False where a part could not stand alone."""
    known = np.empty(0, dtype=np.uint64)
    lines = 1
    running: list[tuple[_Part, subprocess.Popen[bytes]]] = []
    try:
        while True:
            while len(running) < WORKERS and (part := next(parts, None)) is not None:
                running.append((part, _begun(part)))
            if not running:
                return True
            part, process = running.pop(0)
            done = _ended(process)
            names = np.frombuffer(done.clients, dtype=np.uint64)
            if not done.alone or np.intersect1d(names, known).size:
                return False
            known = np.concatenate([known, names])
            _join(part, sink, first=told.rows == 0)
            told.add(done.told, lines - 1)
            lines += done.lines
    finally:
        for _, process in running:
            process.kill()
            process.communicate()


def _begun(part: _Part) -> subprocess.Popen[bytes]:
    """A process that reads one part. Started plainly: it does not run the caller's own script again."""
    code = "from goldseam.corpus.parallel import work; work()"
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    process = subprocess.Popen(  # noqa: S603  (this Python, a constant text)
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | one_thread,
    )
    if process.stdin is not None:
        pickle.dump(part, process.stdin)
        process.stdin.close()
        process.stdin = None
    return process


def _ended(process: subprocess.Popen[bytes]) -> _Done:
    said, _ = process.communicate()
    if process.returncode:
        return _Done(Summary(), 0, b"", alone=False)
    done: _Done = pickle.loads(said)  # noqa: S301  (said by our own process)
    return done


def work() -> None:
    """In a process of its own: a part comes in by the standard input, what came of it goes out."""
    with open(0, "rb", closefd=False) as asked, open(1, "wb", closefd=False) as answer:
        part: _Part = pickle.load(asked)  # noqa: S301  (asked by our own process)
        pickle.dump(_one(part), answer)


def _join(part: _Part, sink: TextIO, first: bool) -> None:
    with open(part.sink, encoding="utf-8", errors="surrogateescape", newline="") as made:
        if not first:
            made.readline()
        shutil.copyfileobj(made, sink, 1 << 20)
    os.unlink(part.sink)


def _one(part: _Part) -> _Done:
    """Read one part in a process of its own."""
    told, clients, counted = Summary(), _Named(), _Counted(part)
    with open(part.sink, "w", encoding="utf-8", errors="surrogateescape", newline="") as sink:
        try:
            through(chain([part.head], counted), sink, part.asked, told, clients, skip=-1)
        except (Returned, BadInput):
            return _Done(told, 0, b"", alone=False)
    return _Done(told, counted.lines, bytes(clients.names), alone=not told.open_quotes)


class _Counted:
    """The lines of a part, as text, counted."""

    def __init__(self, part: _Part) -> None:
        self._part = part
        self.lines = 0

    def __iter__(self) -> Iterator[str]:
        with open(self._part.file, "rb") as data:
            data.seek(self._part.start)
            left = self._part.end - self._part.start
            for line in data:
                if left <= 0:
                    return
                left -= len(line)
                self.lines += 1
                yield line.decode("utf-8", "surrogateescape")


class _Named(Clients):
    """Clients whose names are also kept as 8 bytes each, to compare parts."""

    def __init__(self) -> None:
        super().__init__(keep_all=False)
        self.names = bytearray()

    def new(self, client: str, session: int) -> Past:
        """Begin a client, and keep its name's bytes."""
        self.names += blake2b(client.encode("utf-8", "surrogateescape"), digest_size=8).digest()
        return super().new(client, session)
