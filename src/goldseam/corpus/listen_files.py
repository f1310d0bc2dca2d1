"""Listen to many transcript files: one line of progress a file, stopped and resumed at will.

Each finished file is one line in a journal beside the output, without a word of anyone (`listen_journal`).
A run that is stopped goes on from it; the last step reads each file's words again, writes JSON or CSV (or,
through a writer, Parquet) and removes the journal.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from goldseam.corpus.listen_journal import Record, filled, hollow, is_journal, speakers_of
from goldseam.errors import BadInput
from goldseam.noticing.listen import listen, moment_as_dict
from goldseam.transcripts import ENDINGS, guess_roles, read, with_roles
from goldseam.transcripts.limits import MAX_BYTES

SCHEMA = "goldseam.listen/1"
MOMENT_COLUMNS = ("file", "turns", "side", "kind", "code", "strength", "words", "timing", "because", "error")

PIPE = "-"
Writer = Callable[[Iterator[Record], Path], None]


@dataclass(frozen=True)
class FilesReport:
    """How many files were listened to now, taken over from an earlier run, and could not be read."""

    listened: int
    resumed: int
    unread: int


def transcript_files(paths: Iterable[Path]) -> list[Path]:
    """Files as given, and in folders every file whose ending is that of a transcript, sorted.

    Raises BadInput for a path that is not there.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in ENDINGS)
        elif path.is_file() or str(path) == PIPE:
            found.append(path)
        else:
            raise BadInput(f"{path} is not there. Give a file, a folder, or - for a pipe.")
    return found


def listen_file(data: bytes, name: str) -> Record:
    """One file's record: speakers, facts, moments, problems; or what stood in the way, in `error`.

    >>> listen_file(b"T: How was it?\\nC: You never listen.", "a.txt")["moments"][0]["kind"]
    'complains about you'
    """
    try:
        transcript = read(data, name)
    except BadInput as why:
        return {"file": name, "error": str(why), "moments": []}
    heard = listen(with_roles(transcript, guess_roles(transcript).roles))
    counted = asdict(heard.facts)
    counted["pauses"] = [
        {**pause, "before": pause["before"].value, "after": pause["after"].value}
        for pause in counted["pauses"]
    ]
    return {
        "file": name,
        "error": "",
        **speakers_of(transcript),
        "facts": counted,
        "moments": [moment_as_dict(moment) for moment in heard.moments],
        "problems": list(transcript.problems),
    }


def listen_files(
    files: Iterable[Path],
    out: Path,
    writer: Writer,
    progress: Callable[[str], None],
    pipe: BinaryIO | None = None,
) -> FilesReport:
    """Listen to `files` in order and write `out`; files in the journal of a stopped run are not read again.

    An `out` that lies among them is passed over. `progress` is called with one line a file. `pipe` is
    read where a file is named `-`.
    """
    out.with_name(out.name + ".new").unlink(missing_ok=True)  # half an output, left by a stop at the very end
    journal = out.with_name(out.name + ".part")
    _mend(journal)
    done = {line["key"]: bool(line.get("unread")) for line in _journal(journal)}
    wanted = [path for path in files if path.absolute() != out.absolute()]
    piped: dict[str, Record] = {}  # a pipe is read once, so its record stays in memory
    listened = resumed = unread = 0
    with journal.open("a", encoding="utf-8") as log:
        for count, path in enumerate(wanted, start=1):
            key = _key(path)
            if key in done:
                resumed += 1
                unread += done[key]
                continue
            data, name = _load(path, pipe)
            record = listen_file(data, name)
            if str(path) == PIPE:
                piped[key] = record
            else:
                line = {"key": key, "unread": bool(record["error"]), **hollow(record, data)}
                log.write(json.dumps(line, ensure_ascii=False) + "\n")
                log.flush()
            listened += 1
            unread += bool(record["error"])
            progress(f"{count}/{len(wanted)} {_line(record)}")
    _finish(writer, _records(wanted, journal, piped), out)
    journal.unlink()
    return FilesReport(listened, resumed, unread)


def _records(wanted: Iterable[Path], journal: Path, piped: dict[str, Record]) -> Iterator[Record]:
    """Whole records in the order of the files: the words of each are read from its file again."""
    kept = {line["key"]: line for line in _journal(journal)}
    for path in wanted:
        key = _key(path)
        if key in piped:
            yield piped[key]
            continue
        data, name = _load(path, None)
        yield filled(kept.get(key), data, name) or listen_file(data, name)


def _line(record: Record) -> str:
    if record["error"]:
        return f"{record['file']}: {record['error']}"
    return f"{record['file']}: {record['facts']['turns']} turns, {len(record['moments'])} possible moments"


def _key(path: Path) -> str:
    """A file is the same while its name, size and time of change are; kept as a mark, without the name."""
    if str(path) == PIPE:
        return PIPE
    try:
        state = path.stat()
    except OSError:  # gone since the folder was read: its record will say so
        return hashlib.blake2b(f"{path}|gone".encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
    seen = f"{path}|{state.st_size}|{state.st_mtime_ns}"
    return hashlib.blake2b(seen.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _load(path: Path, pipe: BinaryIO | None) -> tuple[bytes, str]:
    if str(path) == PIPE:
        return (pipe.read(MAX_BYTES + 1) if pipe is not None else b""), PIPE
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1), str(path)
    except OSError:
        return b"", str(path)


def _mend(path: Path) -> None:
    """Take off a last line that a stop has cut short, so that the next record stands on its own line.

    A journal of an older goldseam, or of no goldseam, is begun anew.
    """
    if not path.exists():
        return
    kept = path.read_bytes()
    kept = kept[: kept.rfind(b"\n") + 1]
    path.write_bytes(kept if is_journal(kept) else b"")


def _journal(path: Path) -> Iterator[Record]:
    """Lines of finished files, in the order in which they were done."""
    if path.exists():
        with path.open(encoding="utf-8") as stream:
            yield from map(json.loads, stream)


def _finish(writer: Writer, records: Iterator[Record], out: Path) -> None:
    """Write beside the output, then put it in place at once: a reader never sees half a file."""
    fresh = out.with_name(out.name + ".new")
    writer(records, fresh)
    os.replace(fresh, out)


def write_json(records: Iterator[Record], out: Path) -> None:
    """One JSON object: the schema's name and a list of files (docs/reference/moments-schema.md)."""
    with out.open("w", encoding="utf-8") as stream:
        stream.write(f'{{"schema": "{SCHEMA}", "files": [')
        for at, record in enumerate(records):
            stream.write((",\n" if at else "\n") + json.dumps(record, ensure_ascii=False))
        stream.write("\n]}\n")


def write_csv(records: Iterator[Record], out: Path) -> None:
    """One row a moment; a file without any, or with an error, has one row without a moment."""
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, MOMENT_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(_inert(row) for row in moment_rows(records))


def moment_rows(records: Iterator[Record]) -> Iterator[dict[str, str | float]]:
    """Flat rows for tables: MOMENT_COLUMNS, strength as a number."""
    for record in records:
        base = {"file": record["file"], "error": record["error"]}
        if not record["moments"]:
            yield {**dict.fromkeys(MOMENT_COLUMNS, ""), "strength": 0.0, **base}
        for moment in record["moments"]:
            yield {
                **base,
                "turns": " ".join(str(number) for number in moment["turns"]),
                "words": " / ".join(span["words"] for span in moment["spans"]),
                **{name: moment[name] for name in ("side", "kind", "code", "strength", "timing", "because")},
            }


def _inert(row: dict[str, str | float]) -> dict[str, str | float]:
    """A cell that a spreadsheet would run as a formula gets an apostrophe before it (CWE-1236)."""
    risky = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
    return {
        key: f"'{v}" if isinstance(v, str) and v.startswith(risky) and v != "-" else v
        for key, v in row.items()
    }
