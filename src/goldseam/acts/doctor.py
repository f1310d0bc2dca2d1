"""Look at this computer and the book, and say what to mend."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from goldseam.acts import book
from goldseam.acts.home import home

NEEDED = ("numpy", "django", "sqlcipher3", "argon2-cffi", "cryptography", "waitress", "whitenoise")
ROOM = 200 * 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """One thing looked at, whether it is fine, and what to do where it is not."""

    what: str
    fine: bool
    hint: str = ""


def look(given: str | None = None) -> list[Finding]:
    """Everything worth knowing before a first evening."""
    place = home(given)
    return [_python(), *map(_package, NEEDED), _printing(), _folder(place.folder), _book(place.book)]


def _python() -> Finding:
    said = f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}"
    return Finding(
        said, sys.version_info >= (3, 11), "" if sys.version_info >= (3, 11) else "Use Python 3.11+."
    )


def _package(name: str) -> Finding:
    try:
        return Finding(f"{name} {version(name)}", True)
    except PackageNotFoundError:
        return Finding(f"{name} is missing", False, "Install goldseam again: pip install goldseam")


def _printing() -> Finding:
    try:
        return Finding(f"PDFs: typst {version('typst')}", True)
    except PackageNotFoundError:
        return Finding("PDFs: pages print from the browser; for PDFs: pip install 'goldseam[report]'", True)


def _folder(folder: Path) -> Finding:
    there = next(p for p in (folder, *folder.parents) if p.exists())
    free = shutil.disk_usage(there).free
    said = f"Folder for books: {folder} ({free // 1_000_000:,} MB free)"
    return Finding(said, free > ROOM, "" if free > ROOM else "Make room on this disk before you write.")


def _book(folder: Path) -> Finding:
    seen = book.look_at(folder)
    return Finding(f"Your book: {seen.state.value}", not seen.because, seen.because)
