"""Listen to many transcript files: one line of progress a file, stopped and resumed at will.

Each finished file is one line in a journal beside the output. A run that is stopped goes on from
it; the last step turns the journal into JSON or CSV (or, through a writer, Parquet) and removes it.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from goldseam.errors import BadInput
from goldseam.noticing.listen import listen, moment_as_dict
from goldseam.transcripts import ENDINGS, guess_roles, read, with_roles
from goldseam.transcripts.limits import MAX_BYTES

SCHEMA = "goldseam.listen/1"
MOMENT_COLUMNS = ("file", "turns", "side", "kind", "code", "strength", "words", "timing", "because", "error")

Record = dict[str, Any]
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
        elif path.is_file() or str(path) == "-":
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
    guess = guess_roles(transcript)
    heard = listen(with_roles(transcript, guess.roles))
    counted = asdict(heard.facts)
    counted["pauses"] = [
        {**pause, "before": pause["before"].value, "after": pause["after"].value}
        for pause in counted["pauses"]
    ]
    return {
        "file": name,
        "error": "",
        "speakers": {label: speaker.value for label, speaker in guess.roles},
        "speakers_because": guess.because,
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

    `progress` is called with one line a file. `pipe` is read where a file is named `-`.
    """
    journal = out.with_name(out.name + ".part")
    _mend(journal)
    done = {record["key"]: record for record in _journal(journal)}
    wanted = list(files)
    listened = resumed = unread = 0
    with journal.open("a", encoding="utf-8") as log:
        for count, path in enumerate(wanted, start=1):
            key = _key(path)
            if key in done:
                resumed += 1
                continue
            record = listen_file(*_load(path, pipe))
            log.write(json.dumps({"key": key, **record}, ensure_ascii=False) + "\n")
            log.flush()
            listened += 1
            unread += bool(record["error"])
            progress(f"{count}/{len(wanted)} {_line(record)}")
    keys = {_key(path) for path in wanted}
    _finish(writer, (record for record in _journal(journal) if record["key"] in keys), out)
    journal.unlink()
    return FilesReport(listened, resumed, unread)


def _line(record: Record) -> str:
    if record["error"]:
        return f"{record['file']}: {record['error']}"
    return f"{record['file']}: {record['facts']['turns']} turns, {len(record['moments'])} possible moments"


def _key(path: Path) -> str:
    """A file is the same while its name, size and time of change are."""
    if str(path) == "-":
        return "-"
    state = path.stat()
    return f"{path}|{state.st_size}|{state.st_mtime_ns}"


def _load(path: Path, pipe: BinaryIO | None) -> tuple[bytes, str]:
    if str(path) == "-":
        return (pipe.read(MAX_BYTES + 1) if pipe is not None else b""), "-"
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1), str(path)
    except OSError:
        return b"", str(path)


def _mend(path: Path) -> None:
    """Take off a last line that a stop has cut short, so that the next record stands on its own line."""
    if path.exists():
        kept = path.read_bytes()
        path.write_bytes(kept[: kept.rfind(b"\n") + 1])


def _journal(path: Path) -> Iterator[Record]:
    """Finished records, in the order in which they were done."""
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
            body = {key: value for key, value in record.items() if key != "key"}
            stream.write((",\n" if at else "\n") + json.dumps(body, ensure_ascii=False))
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
