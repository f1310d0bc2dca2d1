"""Boundaries: a behaviour, what I do then, what happens next, and whether the door stays open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from goldseam.safety.facts_only import Instead, not_facts
from goldseam.safety.wording import each, words


class Door(Enum):
    """Whether one can come back."""

    OPEN = "open"
    OPEN_IF = "open_if"
    CLOSED = "closed"


class Part(Enum):
    """The parts of a boundary."""

    BEHAVIOUR = "behaviour"
    LIMIT = "limit"
    NEXT_STEP = "next_step"
    DOOR = "door"
    CONDITION = "condition"


class Step(Enum):
    """What can happen to a boundary."""

    WRITTEN = "written"
    SAID = "said"
    KEPT = "kept"
    CROSSED = "crossed"
    LIFTED = "lifted"


class BoundaryStatus(Enum):
    """Where a boundary stands; derived, never stored."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    LIFTED = "lifted"


@dataclass(frozen=True)
class Boundary:
    """A boundary in the therapist's words, in halves of sentences that `statement` joins.

    `behaviour` goes on from "When ...", `limit` is what the therapist does then. `condition` belongs to
    Door.OPEN_IF.
    """

    behaviour: str = ""
    limit: str = ""
    next_step: str = ""
    door: Door | None = None
    condition: str = ""


@dataclass(frozen=True)
class BoundaryFact:
    """One step with its day; `order` is a counter."""

    step: Step
    order: int
    on: date | None = None
    words: str = ""
    undone: bool = False


@dataclass(frozen=True)
class BoundaryWords:
    """What is said about boundaries. In `sentences/boundaries.toml`."""

    title: str
    intro: str
    whole: str
    missing: str
    statement: str
    person_not_behaviour: str
    your_limit: str
    say_it_once: str


SAY = words("boundaries", BoundaryWords)
PART_NAMES = each("boundaries", "part", Part)
HINTS = each("boundaries", "hint", Part)
STEP_NAMES = each("boundaries", "step", Step)
STATUS_NAMES = each("boundaries", "status", BoundaryStatus)
_DOOR = each("boundaries", "door", Door)
# A limit binds the one who sets it: these beginnings bind the other person.
_BINDS_THEM = re.compile(r"\s*(?:you|he|she|they|the client|my client)\b", re.IGNORECASE)


def missing(boundary: Boundary) -> tuple[Part, ...]:
    """The parts still to say; a condition only where the door is open on one.

    >>> [part.value for part in missing(Boundary("you shout at me", door=Door.OPEN_IF))]
    ['limit', 'next_step', 'condition']
    """
    needed = [part for part in Part if part is not Part.CONDITION or boundary.door is Door.OPEN_IF]
    return tuple(part for part in needed if not _given(getattr(boundary, part.value)))


def _given(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


def hints(boundary: Boundary) -> tuple[str, ...]:
    """What to look at again before saying it: missing parts, words about the person, a limit on the other.

    >>> hints(Boundary("you get manipulative", "you leave", "We speak by phone", Door.OPEN))
    ('"manipulative" is about the person. Name what they do.', 'A limit says what you do. This one ...')
    """
    absent = missing(boundary)
    found = [SAY.missing.format(parts="; ".join(PART_NAMES[part] for part in absent))] if absent else []
    about = {Instead.CHARACTER, Instead.DIAGNOSIS, Instead.MOTIVE}
    judged = [flag.word for flag in not_facts(boundary.behaviour) if flag.instead in about]
    found += [SAY.person_not_behaviour.format(word=word) for word in judged]
    if _BINDS_THEM.match(boundary.limit):
        found.append(SAY.your_limit)
    return tuple(found)


def statement(boundary: Boundary) -> str:
    """The boundary as it can be said aloud; empty until every part is there.

    >>> print(statement(Boundary("you shout at me", "I end the session for that day",
    ...     "We speak by phone before we meet again", Door.OPEN)))
    When you shout at me, I end the session for that day. We speak by phone before we meet again. The
    door stays open.
    """
    if missing(boundary) or boundary.door is None:
        return ""
    said = SAY.statement.format(
        behaviour=_half(boundary.behaviour), limit=_half(boundary.limit), next_step=_half(boundary.next_step)
    )
    return f"{said} {_DOOR[boundary.door].format(condition=_half(boundary.condition))}"


def in_short(boundary: Boundary) -> str:
    """The behaviour and the limit only, for a page that is read in seconds; empty until both are there.

    >>> in_short(Boundary("you shout at me", "I end the session for that day"))
    'When you shout at me, I end the session for that day.'
    """
    if not (boundary.behaviour.strip() and boundary.limit.strip()):
        return ""
    first = SAY.statement.partition(" {next_step}")[0]
    return first.format(behaviour=_half(boundary.behaviour), limit=_half(boundary.limit))


def _half(text: str) -> str:
    """Half a sentence, without the full stop it may have been typed with."""
    return " ".join(text.split()).rstrip(".;, ")


def status(facts: Sequence[BoundaryFact]) -> BoundaryStatus:
    """Derive where a boundary stands: in force once it was said, until it is lifted.

    >>> status([BoundaryFact(Step.WRITTEN, 1), BoundaryFact(Step.SAID, 2)]).value
    'in_force'
    """
    found = BoundaryStatus.DRAFT
    for fact in sorted((one for one in facts if not one.undone), key=lambda one: one.order):
        if fact.step is Step.SAID:
            found = BoundaryStatus.IN_FORCE
        elif fact.step is Step.LIFTED:
            found = BoundaryStatus.LIFTED
    return found
