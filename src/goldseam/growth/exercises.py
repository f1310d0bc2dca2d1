"""Client lines to answer: chosen, easier, harder, changed by one thing, or made from one's own moment."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from goldseam.errors import BadInput, Refused
from goldseam.growth.kinds import MarkerKind
from goldseam.growth.wording import table, words
from goldseam.terms.rupture import Marker
from goldseam.terms.therapist import Exercise

EASIEST, HARDEST = 1, 3
ALOUD_SECONDS = 90
OWN = "own-"


@dataclass(frozen=True)
class ExerciseWords:
    """What is said around an exercise. In `sentences/exercises.toml`."""

    answer: str
    aloud: str
    aloud_seconds: str
    again: str
    easier: str
    harder: str
    hardest: str
    easiest: str
    enough: str
    own_title: str
    own_confirm: str
    own_confirmed: str
    own_not_confirmed: str
    own_setting: str
    changes: tuple[str, ...]
    ask_nothing: tuple[str, ...]
    turns_withdrawal: tuple[str, ...]
    turns_confrontation: tuple[str, ...]


SAY = words("sentences/exercises.toml", ExerciseWords)


@dataclass(frozen=True)
class Reply:
    """What the therapist answered to one line. `aloud`: spoken first, typed after."""

    exercise: Exercise
    text: str
    at: datetime
    aloud: bool = False


@cache
def library() -> tuple[Exercise, ...]:
    """The built-in lines, in the order of the file.

    >>> len(library()) >= 60
    True
    """
    return tuple(
        Exercise(row["id"], row["line"], MarkerKind(row["marker"]).value, row["difficulty"], row["setting"])
        for row in table("scenarios.toml")["scenario"]
    )


@cache
def holds(exercise_id: str) -> tuple[str, ...]:
    """What a good reply to this very line holds; nothing for one's own moments."""
    rows = table("scenarios.toml")["scenario"]
    return next((tuple(row["holds"]) for row in rows if row["id"] == exercise_id), ())


def exercise(id: str) -> Exercise:
    """A built-in line by its id. Errors: BadInput where there is none."""
    found = next((one for one in library() if one.id == id), None)
    if found is None:
        raise BadInput(
            f"There is no exercise {id!r}. Choose one from the library, or make one from your own moment."
        )
    return found


def choose(
    kind: MarkerKind, difficulty: int, tried: Collection[str] = (), own: Collection[Exercise] = ()
) -> Exercise:
    """A line of one kind, as near to a difficulty (1 to 3) as there is, one not tried yet first.

    `own`: exercises from one's own moments; they come before the library. Errors: BadInput for a
    difficulty outside 1 to 3.

    >>> choose(MarkerKind.DENIAL, 2).id, choose(MarkerKind.DENIAL, 2, ["denial-3"]).id
    ('denial-3', 'denial-4')
    """
    if not EASIEST <= difficulty <= HARDEST:
        raise BadInput(f"The difficulty {difficulty} is not known. Choose {EASIEST}, 2 or {HARDEST}.")
    fitting = [one for one in (*own, *library()) if one.marker == kind.value]
    return min(fitting, key=lambda one: (abs(one.difficulty - difficulty), one.id in tried))


def harder(one: Exercise, tried: Collection[str] = ()) -> Exercise | None:
    """The next harder line of the same kind; None at the hardest."""
    return _step(one, 1, tried)


def easier(one: Exercise, tried: Collection[str] = ()) -> Exercise | None:
    """The next easier line of the same kind; None at the easiest.

    >>> easier(exercise("denial-3")).id
    'denial-1'
    """
    return _step(one, -1, tried)


def _step(one: Exercise, by: int, tried: Collection[str]) -> Exercise | None:
    if not EASIEST <= one.difficulty + by <= HARDEST:
        return None
    return choose(MarkerKind(one.marker), one.difficulty + by, tried)


@dataclass(frozen=True)
class Change:
    """The same line again: one thing to do otherwise, and what the client does next."""

    exercise: Exercise
    change: str
    then: str

    @property
    def asks_nothing(self) -> bool:
        """Whether the change is to ask nothing, or to stop before a question comes."""
        return self.change in SAY.ask_nothing


def again(one: Exercise, times: int) -> Change:
    """The line again with one change; `times` (0, 1, 2 ...) is how often it was changed before.

    >>> again(exercise("denial-1"), 0).change
    'Say it in half the words.'
    """
    withdrawn = MarkerKind(one.marker).side is Marker.WITHDRAWAL
    turns = SAY.turns_withdrawal if withdrawn else SAY.turns_confrontation
    return Change(one, SAY.changes[times % len(SAY.changes)], turns[times % len(turns)])


def from_own_moment(id: str, line: str, kind: MarkerKind, difficulty: int, confirmed: bool) -> Exercise:
    """An exercise from one's own moment; `line` comes here after names and places were taken out.

    `confirmed`: the therapist has read the line and says that nobody can be known by it.
    Errors: Refused where it is not confirmed; BadInput for an empty line or an unknown difficulty.

    >>> from_own_moment("7", "You forgot me.", MarkerKind.THERAPIST, 2, confirmed=True).id
    'own-7'
    """
    if not confirmed:
        raise Refused(SAY.own_not_confirmed)
    if not line.strip():
        raise BadInput("The line is empty. Write what your client said, in one or two sentences.")
    if not EASIEST <= difficulty <= HARDEST:
        raise BadInput(f"The difficulty {difficulty} is not known. Choose {EASIEST}, 2 or {HARDEST}.")
    return Exercise(OWN + id, line.strip(), kind.value, difficulty, SAY.own_setting)
