"""What every page knows: the state of the program, the look, and when it locks by itself."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest

from goldseam.web.idle import IDLE
from goldseam.web.place import PLACE, Kind


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context for all templates. Settings are read where a book is open, and the idle time follows them."""
    here = PLACE.here
    look = "auto"
    if here.kind in {Kind.OPEN, Kind.WITH_CLIENT}:
        look = _settings_as_they_stand()
    return {
        "place": here.kind.name.lower(),
        "invented": here.invented,
        "turn": _mark(here.seat),
        "idle_seconds": IDLE.seconds,
        "theme_class": {"light": "theme-light", "dark": "theme-dark"}.get(look, ""),
    }


def _mark(seat: str) -> str:
    """A name for the present state that other windows can compare and nobody can turn into the cookie."""
    return hashlib.sha256(seat.encode()).hexdigest()[:16] if seat else "locked"


def _settings_as_they_stand() -> str:
    # Imported here: the locked app opens no database and its first page comes sooner without models.
    from goldseam.acts.settings import preferences

    kept = preferences()
    if kept.idle_minutes * 60 != IDLE.seconds:
        IDLE.set_minutes(kept.idle_minutes)
    return kept.look
