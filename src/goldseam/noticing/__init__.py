"""Witnesses of a rupture: over scores, over talk, over the therapist's own note."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldseam.noticing.combine import Testimony, combine
    from goldseam.noticing.looking_back import LookedBack, look_back
    from goldseam.noticing.model import Filtered, filter_batch
    from goldseam.noticing.ratings import notice

__all__ = ["Filtered", "LookedBack", "Testimony", "combine", "filter_batch", "look_back", "notice"]
_HOME = {
    "Filtered": "model",
    "LookedBack": "looking_back",
    "Testimony": "combine",
    "filter_batch": "model",
    "look_back": "looking_back",
    "notice": "ratings",
}


def __getattr__(name: str) -> object:
    """Load numpy only when ratings are read: talk witnesses do without it."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
