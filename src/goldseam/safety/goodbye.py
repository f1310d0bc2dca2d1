"""The goodbye reflection: what it meant, what one keeps, and the what-ifs set down.

Private. A what-if that was set down is sealed: it is kept, and no page shows it again unless asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from goldseam.safety.wording import each, words


class Part(Enum):
    """The three parts, in order."""

    MEANING = "meaning"
    KEEP = "keep"
    WHAT_IFS = "what_ifs"


@dataclass(frozen=True)
class GoodbyeWords:
    """What the reflection says and asks. In `sentences/goodbye.toml`."""

    title: str
    intro: str
    stop: str
    set_down_offer: str
    set_down_done: str
    nothing_left: str
    meaning: tuple[str, ...]
    keep: tuple[str, ...]
    what_ifs: tuple[str, ...]


SAY = words("goodbye", GoodbyeWords)
PART_NAMES = each("goodbye", "part", Part)
_ASKED = {Part.MEANING: SAY.meaning, Part.KEEP: SAY.keep, Part.WHAT_IFS: SAY.what_ifs}


@dataclass(frozen=True)
class Question:
    """One question of the reflection."""

    id: str
    part: Part
    text: str


@dataclass(frozen=True)
class WhatIf:
    """A what-if in the therapist's words, and the day it was set down."""

    text: str
    set_down_on: date | None = None


def questions() -> tuple[Question, ...]:
    """Every question, part by part.

    >>> questions()[0].id
    'meaning-1'
    """
    return tuple(
        Question(f"{part.value}-{number}", part, text)
        for part in Part
        for number, text in enumerate(_ASKED[part], start=1)
    )


def next_question(asked: Collection[str], part: Part | None = None) -> Question | None:
    """The next question: of `part`, or else of the first part nothing was asked of yet. None: enough asked.

    >>> next_question(["meaning-1"]).id
    'keep-1'
    """
    touched = {one.part for one in questions() if one.id in asked}
    left = (one for one in questions() if one.id not in asked)
    return next((one for one in left if one.part is part or (part is None and one.part not in touched)), None)


def set_down(what_if: WhatIf, day: date) -> WhatIf:
    """Set a what-if down; one that already was keeps its first day."""
    return what_if if what_if.set_down_on else replace(what_if, set_down_on=day)


def still_carried(what_ifs: Iterable[WhatIf]) -> tuple[WhatIf, ...]:
    """The what-ifs a page may show: those not set down.

    >>> still_carried([WhatIf("If I had called", date(2026, 3, 2))])
    ()
    """
    return tuple(one for one in what_ifs if one.set_down_on is None)
