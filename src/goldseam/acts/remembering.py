"""What was worked out from a transcript, remembered while the book is open: listening takes half a second.

In memory only, of the last few transcripts, forgotten at once where one is deleted; a lock ends the process.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar, cast
from uuid import UUID

MOST = 3
Made = TypeVar("Made")
_guard = threading.Lock()
_kept: dict[UUID, tuple[object, object]] = {}


def remembered(key: UUID, source: object, make: Callable[[], Made]) -> Made:
    """What `make` gives for `source`; made again only where the source has changed.

    >>> remembered(UUID(int=1), "a", lambda: 1), remembered(UUID(int=1), "a", lambda: 2)
    (1, 1)
    >>> remembered(UUID(int=1), "b", lambda: 3), forget(UUID(int=1))
    (3, None)
    """
    found = _kept.get(key)
    if found is not None and found[0] == source:
        return cast(Made, found[1])
    made = make()
    with _guard:
        _kept.pop(key, None)
        _kept[key] = (source, made)
        while len(_kept) > MOST:
            _kept.pop(next(iter(_kept)))
    return made


def forget(key: UUID) -> None:
    """Remember nothing of this one any more."""
    with _guard:
        _kept.pop(key, None)


def forget_all() -> None:
    """Remember nothing any more."""
    with _guard:
        _kept.clear()
