"""The supervisee's own page about supervision: what strained, what to ask oneself, how to come back to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from goldseam.mirror.wording import table, words
from goldseam.terms.rupture import Reading, Standing

STRAIN_TOLD = 3  # of 10: the limit at which the Session Check-In asks on; our convention


@dataclass(frozen=True)
class SupervisingWords:
    """What is said on the page about supervision. In `sentences/supervising.toml`."""

    title: str
    offer: str
    added: str
    first: str
    early: str
    steady: str
    strained: str
    mending: str
    strain_told: str
    kept_back: str
    rule: str
    still_open: str
    partly: str
    mended: str
    left: str
    elsewhere: str
    power: str
    opener: str
    own_words: str


SAY = words("supervising", SupervisingWords)


class Since(Enum):
    """What became of a strain in supervision, by the supervisee's word alone."""

    OPEN = "open"
    PARTLY = "partly"
    MENDED = "mended"
    LEFT = "left"


SINCE = {
    Since.OPEN: SAY.still_open,
    Since.PARTLY: SAY.partly,
    Since.MENDED: SAY.mended,
    Since.LEFT: SAY.left,
}


@dataclass(frozen=True)
class Line:
    """A tap or a question: its id and its words."""

    id: str
    text: str


def moments() -> tuple[Line, ...]:
    """What may have happened in a supervision, to tap."""
    return tuple(Line(**row) for row in table("supervising")["moment"])


def openers() -> tuple[str, ...]:
    """Sentences to begin with, for those who want to come back to it."""
    return tuple(row["text"] for row in table("supervising")["opener_line"])


def questions() -> tuple[Line, ...]:
    """The questions for the supervisee, in order."""
    return tuple(Line(**row) for row in table("supervising")["question"])


def next_question(asked: Collection[str]) -> Line | None:
    """The next question that was not asked yet; None after the last.

    >>> next_question(["what-stayed"]).id
    'own-side'
    """
    return next((one for one in questions() if one.id not in asked), None)


def is_strained(reading: Reading | None, strain: float | None, taps: Collection[str]) -> bool:
    """Whether something strained: by the ratings, by the direct question, or by a tap.

    >>> is_strained(None, 4, ()), is_strained(None, 0, ["agreed"]), is_strained(None, None, ())
    (True, True, False)
    """
    by_ratings = reading is not None and reading.status is Standing.STRAINED
    return by_ratings or (strain is not None and strain >= STRAIN_TOLD) or bool(taps)


def say(reading: Reading | None, strain: float | None, taps: Collection[str]) -> tuple[str, ...]:
    """What is said after a note: by the ratings beside one's own earlier ones, then by what was told."""
    found = [] if reading is None else [_standing(reading)]
    if strain is not None and strain >= STRAIN_TOLD:
        found.append(SAY.strain_told)
    if {"left_out", "agreed"} & set(taps):
        found.append(SAY.kept_back)
    return tuple(found)


def _standing(reading: Reading) -> str:
    if not reading.informative or reading.status is Standing.TOO_EARLY:
        return SAY.early
    # Never surer than 9 in 10, as elsewhere: no answer is proof.
    sure = f"{min(max(round(10 * reading.p_rupture), 1), 9)} in 10"
    return {
        Standing.STRAINED: SAY.strained.replace("{sure}", sure),
        Standing.MENDING: SAY.mending,
    }.get(reading.status, SAY.steady)
