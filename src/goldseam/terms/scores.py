"""Questionnaires and what they give: items, responses, scores, trajectories."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

from goldseam.errors import BadInput


class Better(Enum):
    """Which end of a score is the good one."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True)
class Choice:
    """One answer a person may give: its value and, where rights allow, its words."""

    value: int
    text: str = ""
    loinc: str = ""


@dataclass(frozen=True)
class Item:
    """One question. `text` is empty where the rights holder has not allowed it here."""

    id: str
    choices: tuple[Choice, ...]
    text: str = ""
    scored: bool = True
    sensitive: bool = False
    show_if: str = ""
    loinc: str = ""

    def allowed(self) -> tuple[int, ...]:
        """The values an answer may have."""
        return tuple(choice.value for choice in self.choices)


@dataclass(frozen=True)
class Response:
    """A filled-in form: item id to value; an unanswered item is absent."""

    instrument: str
    version: str
    answers: tuple[tuple[str, int], ...]

    def answer(self, item: str) -> int | None:
        """The value given to `item`, or None where it was left blank."""
        return dict(self.answers).get(item)


@dataclass(frozen=True)
class Score:
    """One number from one form, with the range it can have.

    `value` is None where too many items were blank; `because` then says so.
    """

    instrument: str
    name: str
    value: float | None
    low: float
    high: float
    better: Better = Better.HIGHER
    band: str = ""
    because: str = ""


@dataclass(frozen=True)
class Trajectory:
    """One alliance's scores on one scale, session by session.

    `sessions` are strictly increasing numbers (gaps allowed); `scores` has one entry a session,
    None where the form is missing. All scores lie in `low..high`, higher is better (turn a
    lower-is-better score round before). `step` is the smallest difference the form can show.

    >>> Trajectory((1, 2, 3), (36.0, None, 38.0), 0, 40).until(2).scores
    (36.0, None)
    """

    sessions: tuple[int, ...]
    scores: tuple[float | None, ...]
    low: float
    high: float
    step: float = 1.0
    id: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if len(self.sessions) != len(self.scores):
            raise BadInput(
                f"{len(self.sessions)} sessions and {len(self.scores)} scores were given. "
                "Give one score for each session, None where the form is missing."
            )
        if not self.low < self.high or not 0 < self.step <= self.high - self.low:
            raise BadInput(
                f"The scale {self.low:g} to {self.high:g} in steps of {self.step:g} cannot be. "
                "Give the lowest and the highest possible score, and a step between them."
            )
        if any(b <= a for a, b in zip(self.sessions, self.sessions[1:], strict=False)):
            raise BadInput("Session numbers must rise. Sort the sessions and give each once.")
        for session, score in zip(self.sessions, self.scores, strict=True):
            if score is not None and not self.low <= score <= self.high:
                raise BadInput(
                    f"The score {score:g} at session {session} lies outside "
                    f"{self.low:g} to {self.high:g}. Check the score or the scale."
                )

    def until(self, count: int) -> Trajectory:
        """The first `count` sessions only: what was known then."""
        return replace(self, sessions=self.sessions[:count], scores=self.scores[:count])
