"""How long to wait after a wrong passphrase: a little friction that grows, never a lock-out.

The count stands in a small open file beside the header. Somebody with the files can delete it; Argon2id
is what stops them. It only slows the hand that tries at this keyboard.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from goldseam.store.safe_file import write_whole

NAME = "book.tries"
FREE_TRIES = 2
MOST_SECONDS = 60.0


def delay_after(wrong: int) -> float:
    """Seconds to wait after so many wrong passphrases in a row: 0, 0, 1, 2, 4 ... up to 60.

    >>> [delay_after(wrong) for wrong in (0, 1, 2, 3, 4, 5, 6, 9, 99)]
    [0.0, 0.0, 0.0, 1.0, 2.0, 4.0, 8.0, 60.0, 60.0]
    """
    if wrong <= FREE_TRIES:
        return 0.0
    return min(MOST_SECONDS, 2.0 ** min(wrong - FREE_TRIES - 1, 10))


def note_wrong(folder: Path, now: datetime) -> float:
    """Count one wrong passphrase; the seconds to wait from now."""
    wrong = min(_read(folder)[0] + 1, 1_000_000)
    write_whole(folder / NAME, json.dumps({"wrong": wrong, "at": now.timestamp()}).encode())
    return delay_after(wrong)


def note_right(folder: Path) -> None:
    """Forget the wrong ones."""
    (folder / NAME).unlink(missing_ok=True)


def seconds_left(folder: Path, now: datetime) -> float:
    """How long the next try must still wait. A clock set back never makes it longer than the delay."""
    wrong, at = _read(folder)
    delay = delay_after(wrong)
    return max(0.0, delay - max(0.0, now.timestamp() - at))


def _read(folder: Path) -> tuple[int, float]:
    """Wrong tries and when the last was; none where the file is missing or makes no sense."""
    try:
        said = json.loads((folder / NAME).read_bytes())
        return max(0, int(said["wrong"])), float(said["at"])
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return 0, 0.0
