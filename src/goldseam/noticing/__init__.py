"""Witnesses of a rupture: over scores, over talk, over the therapist's own note.

The functions `listen` and `combine` are in the modules of their names; `goldseam.listen` is the first.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldseam.noticing.combine import Testimony
    from goldseam.noticing.listen import Listening, talk_reading
    from goldseam.noticing.looking_back import LookedBack, look_back
    from goldseam.noticing.model import Filtered, filter_batch
    from goldseam.noticing.moments import Moment, find_moments
    from goldseam.noticing.ratings import notice
    from goldseam.noticing.talk_scores import TalkScores, score_turns

__all__ = [
    "Filtered",
    "Listening",
    "LookedBack",
    "Moment",
    "TalkScores",
    "Testimony",
    "filter_batch",
    "find_moments",
    "look_back",
    "notice",
    "score_turns",
    "talk_reading",
]
_HOME = {
    "Filtered": "model",
    "Listening": "listen",
    "LookedBack": "looking_back",
    "Moment": "moments",
    "TalkScores": "talk_scores",
    "Testimony": "combine",
    "filter_batch": "model",
    "find_moments": "moments",
    "look_back": "looking_back",
    "notice": "ratings",
    "score_turns": "talk_scores",
    "talk_reading": "listen",
}


def __getattr__(name: str) -> object:
    """Load numpy only when ratings are read: talk witnesses do without it."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
