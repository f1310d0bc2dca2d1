"""Where the books of this person live: one folder with `book/` and `demo/` in it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from goldseam.errors import BookError

SETTING = "GOLDSEAM_HOME"


@dataclass(frozen=True)
class Home:
    """The folder and the two books it has room for."""

    folder: Path

    @property
    def book(self) -> Path:
        """The person's own book."""
        return self.folder / "book"

    @property
    def demo(self) -> Path:
        """The book of invented people."""
        return self.folder / "demo"

    def ready(self) -> Home:
        """Make the folder, readable by its owner only. Errors: BookError where it cannot be made."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as problem:
            raise BookError(
                f"The folder {self.folder} cannot be made: {problem.strerror}. "
                "Choose another with --home, then start again."
            ) from problem
        return self


def home(given: str | os.PathLike[str] | None = None) -> Home:
    """The folder that was given, else the one that GOLDSEAM_HOME names, else this system's place for data."""
    chosen = given or os.environ.get(SETTING)
    return Home(Path(chosen).expanduser().absolute() if chosen else usual(sys.platform, os.environ))


def usual(platform: str, environ: Mapping[str, str]) -> Path:
    """This system's place for a person's data.

    Linux: the XDG base directories; macOS: Application Support; Windows: the local, not the roaming
    folder, since a roaming one is copied to a server.

    >>> usual("linux", {"HOME": "/home/noor"}).as_posix()
    '/home/noor/.local/share/goldseam'
    >>> usual("darwin", {"HOME": "/Users/noor"}).as_posix()
    '/Users/noor/Library/Application Support/goldseam'
    >>> usual("win32", {"LOCALAPPDATA": "C:/Users/noor/AppData/Local"}).as_posix()
    'C:/Users/noor/AppData/Local/goldseam'
    """
    person = Path(environ.get("HOME") or Path.home())
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or person / "AppData" / "Local") / "goldseam"
    if platform == "darwin":
        return person / "Library" / "Application Support" / "goldseam"
    asked = environ.get("XDG_DATA_HOME", "")  # relative ones are to be ignored, says the standard
    return (Path(asked) if os.path.isabs(asked) else person / ".local" / "share") / "goldseam"
