"""`goldseam listen` as functions: what was asked, files and pipes in, a report and an exit code out."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, TextIO

from goldseam.corpus.listen_files import (
    FilesReport,
    Writer,
    listen_file,
    listen_files,
    transcript_files,
    write_csv,
    write_json,
)
from goldseam.corpus.listen_turns import TurnsReport, listen_turns
from goldseam.errors import BadInput
from goldseam.transcripts.limits import MAX_BYTES, encoding_of

Tell = Callable[[str], None]
PIPE = "-"
SAMPLE = 1_000_000  # bytes looked at to tell how a table writes its letters


def hear_files(names: Sequence[str], out: str, tell: Tell, pipe: BinaryIO) -> FilesReport:
    """Listen to files, folders and a pipe, into one table; a stopped run goes on when asked again.

    `tell` gets one line a file. Errors: BadInput where a path, the ending of `out`, or its folder is wrong.
    """
    target = Path(out)
    writer = _writer(target)
    if not target.parent.is_dir():
        raise BadInput(f"The folder {target.parent} is not there. Make it, or give another --out.")
    return listen_files(transcript_files(map(Path, names)), target, writer, tell, pipe)


def hear_to_lines(names: Sequence[str], tell: Tell, pipe: BinaryIO, say: Tell) -> FilesReport:
    """Listen to files, one JSON object a line as each is done; for pipes. Nothing is kept for resuming."""
    files = transcript_files(map(Path, names))
    unread = 0
    for count, path in enumerate(files, start=1):
        record = listen_file(_bytes(path, pipe), str(path))
        unread += bool(record["error"])
        say(json.dumps(record, ensure_ascii=False))
        told = record["error"] or f"{len(record['moments'])} possible moments"
        tell(f"{count}/{len(files)} {path}: {told}")
    return FilesReport(len(files), 0, unread)


def hear_turns(source: str, out: str, stdin: TextIO, stdout: TextIO) -> TurnsReport:
    """Score a table of turns into another; either may be "-". The output appears whole or not at all.

    Errors: BadInput where the table or a place is wrong.
    """
    with _opened(source, stdin) as reader, _sink(out, stdout) as writer:
        return listen_turns(reader, writer)


def _bytes(path: Path, pipe: BinaryIO) -> bytes:
    """A file's bytes, cut where the reader will say that it is too large."""
    if str(path) == PIPE:
        return pipe.read(MAX_BYTES + 1)
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError:
        return b""


def _writer(out: Path) -> Writer:
    ending = out.suffix.lower()
    if ending == ".parquet":
        try:
            from goldseam.corpus.listen_parquet import write_parquet
        except ImportError as missing:
            raise BadInput("Parquet needs an extra: pip install 'goldseam[batch]'.") from missing
        return write_parquet
    known: dict[str, Writer] = {".json": write_json, ".csv": write_csv}
    if ending not in known:
        raise BadInput(f"--out {out.name} was given; its ending may be .json, .csv or .parquet.")
    return known[ending]


@contextlib.contextmanager
def _opened(name: str, stdin: TextIO) -> Iterator[TextIO]:
    if name == PIPE:
        yield stdin
        return
    with contextlib.ExitStack() as held:
        try:
            with open(name, "rb") as raw:
                encoding = encoding_of(raw.read(SAMPLE))
            stream = held.enter_context(open(name, encoding=encoding, errors="replace", newline=""))
        except OSError as problem:
            raise BadInput(f"{name} cannot be opened ({problem.strerror}). Check the name.") from problem
        yield stream


@contextlib.contextmanager
def _sink(name: str, stdout: TextIO) -> Iterator[TextIO]:
    """Written beside its place, then put there at once; taken away where something goes wrong."""
    if name == PIPE:
        yield stdout
        return
    target = Path(name)
    fresh = target.with_name(target.name + ".new")
    try:
        stream = fresh.open("w", encoding="utf-8", newline="")
    except OSError as problem:
        raise BadInput(f"{name} cannot be written ({problem.strerror}). Give another --out.") from problem
    try:
        with stream:
            yield stream
        os.replace(fresh, target)
    finally:
        fresh.unlink(missing_ok=True)
