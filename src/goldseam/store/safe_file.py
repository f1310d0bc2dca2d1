"""Files that are there whole or not at all, readable by their owner only.

Temporary file in the same folder, fsync, rename, fsync of the folder: the only order that survives a
power cut on common file systems (Pillai et al., OSDI 2014).
"""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from goldseam.errors import BookError
from goldseam.store.faults import plain_faults

OWNER_ONLY_FILE = 0o600


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file's content so that a crash leaves the old or the new, never half."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    with plain_faults():
        try:
            with os.fdopen(os.open(part, _NEW, OWNER_ONLY_FILE), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
    try:
        sync_folder(path.parent)
    except OSError as problem:
        raise BookError(_UNSURE) from problem


_UNSURE = (
    "The change is made, but the disk gave an error at its very end. A power cut could undo it. "
    "Check the disk, and make a backup elsewhere."
)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def open_new(path: Path) -> int:
    """A descriptor of a new file for writing, for its owner only; FileExistsError where it is there."""
    return os.open(path, _NEW, OWNER_ONLY_FILE)


def sync_file(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until a folder's names are on the disk, where the system can (Windows does it by itself)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def discard(folder: Path) -> None:
    """Remove a scratch folder, trying twice; what a fault leaves there is encrypted."""
    for _ in range(2):
        shutil.rmtree(folder, ignore_errors=True)
