"""Two files in one: the plain zip around a backup, read with suspicion.

A backup may come from anywhere; so only the expected names are taken, nothing compressed (no bombs),
nothing larger than said, and each file's digest must agree.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Final

from goldseam.errors import BookDamaged
from goldseam.store.header import MOST_BYTES as MOST_HEADER_BYTES
from goldseam.store.header import NAME as HEADER
from goldseam.store.safe_file import open_new
from goldseam.store.sqlcipher.opening import NAME as DATABASE

MANIFEST: Final = "backup.json"
FORMAT: Final = "goldseam-backup"
VERSION: Final = 1
MOST_DATABASE_BYTES: Final = 64 * 1024**3
_MOST: Final = {HEADER: MOST_HEADER_BYTES, DATABASE: MOST_DATABASE_BYTES, MANIFEST: 64 * 1024}
_CHUNK: Final = 1024 * 1024
_BROKEN: Final = "This backup is incomplete or altered. Use another one."


def pack(folder: Path, target: Path, now: datetime) -> None:
    """Put header and database of a folder into one new file, with their digests, and sync it."""
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "made": now.isoformat(),
        "sha256": {name: _digest(folder / name) for name in (HEADER, DATABASE)},
    }
    with os.fdopen(open_new(target), "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
            for name in (HEADER, DATABASE):
                archive.write(folder / name, name)
        file.flush()
        os.fsync(file.fileno())


def unpack(packed: Path, into: Path) -> None:
    """Write header and database of a backup into a folder; BookDamaged where the file is not as made."""
    try:
        with zipfile.ZipFile(packed) as archive:
            _refuse_strange(archive)
            digests = _manifest(archive)
            for name in (HEADER, DATABASE):
                if _extract(archive, name, into / name) != digests[name]:
                    raise BookDamaged(_BROKEN)
    except (zipfile.BadZipFile, EOFError, KeyError, ValueError, TypeError, NotImplementedError):
        raise BookDamaged(_BROKEN) from None


def is_backup(path: Path) -> bool:
    """Whether a file looks like a backup from outside; it is not opened for this."""
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_strange(archive)
            return True
    except (zipfile.BadZipFile, BookDamaged, OSError, ValueError, NotImplementedError):
        return False


def _refuse_strange(archive: zipfile.ZipFile) -> None:
    """Exactly the three files, stored as they are, each within its limit."""
    entries = archive.infolist()
    if sorted(entry.filename for entry in entries) != sorted(_MOST):
        raise BookDamaged(_BROKEN)
    for entry in entries:
        stored = entry.compress_type == zipfile.ZIP_STORED and entry.compress_size == entry.file_size
        if not stored or entry.flag_bits & 0x1 or entry.file_size > _MOST[entry.filename]:
            raise BookDamaged(_BROKEN)


def _manifest(archive: zipfile.ZipFile) -> dict[str, str]:
    """The digests a backup claims for its files."""
    said = json.loads(archive.read(MANIFEST))
    if said["format"] != FORMAT or said["version"] != VERSION:
        raise BookDamaged(
            "This backup has a format this goldseam does not know. Install the newest goldseam."
        )
    return {name: str(said["sha256"][name]) for name in (HEADER, DATABASE)}


def _extract(archive: zipfile.ZipFile, name: str, target: Path) -> str:
    """Write one member out, never more than its limit; its SHA-256."""
    digest, left = hashlib.sha256(), _MOST[name]
    with archive.open(name) as source, os.fdopen(open_new(target), "wb") as file:
        while chunk := source.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise BookDamaged(_BROKEN)
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
