"""Risk reviews as facts: what was asked, what was said, what was done, who knows. No score, no prediction.

Prediction of violence and of suicide by checklists is poor (science: "extremely poor", Bernstein 1981, for
assault), so this room keeps steps and dates and judges nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from goldseam.safety.wording import words


class Step(Enum):
    """One thing done in a risk review."""

    ASKED = "asked"
    SAID = "said"
    PROCEDURE = "procedure"
    PLAN = "plan"
    TOLD = "told"
    REVIEW = "review"
    CLOSED = "closed"
    REOPENED = "reopened"


class ReviewStatus(Enum):
    """Whether a review still asks for something; derived, never stored."""

    OPEN = "open"
    CLOSED = "closed"


TO_NOTE = (Step.ASKED, Step.SAID, Step.PROCEDURE, Step.PLAN, Step.TOLD, Step.REVIEW)


@dataclass(frozen=True)
class RiskFact:
    """One step with the therapist's words. `order` is a counter; `review_on` belongs to Step.REVIEW."""

    step: Step
    order: int
    words: str = ""
    on: date | None = None
    review_on: date | None = None
    undone: bool = False


@dataclass(frozen=True)
class RiskReview:
    """A review, the reasons that opened it (the sentences of the form's own rules), and its steps."""

    reasons: tuple[str, ...]
    facts: tuple[RiskFact, ...] = ()


@dataclass(frozen=True)
class RiskWords:
    """What a risk review says. In `sentences/risk.toml`."""

    not_a_rating: str
    local: str
    asked: str
    said: str
    procedure: str
    plan: str
    told: str
    review: str
    closed: str
    reopened: str
    hint_asked: str
    hint_said: str
    hint_procedure: str
    hint_plan: str
    hint_told: str
    hint_review: str
    hint_closed: str
    hint_reopened: str
    not_noted: str
    all_noted: str
    review_due: str
    no_contacts: str


SAY = words("risk", RiskWords)


def label(step: Step) -> str:
    """A step's name for a person.

    >>> label(Step.ASKED)
    'You asked directly'
    """
    return str(getattr(SAY, step.value))


def hint(step: Step) -> str:
    """One line of help for noting a step."""
    return str(getattr(SAY, f"hint_{step.value}"))


def is_open(steps: Sequence[Step]) -> bool:
    """Whether a review is open after these steps, in order. Only the therapist's own word closes it.

    >>> is_open([]), is_open([Step.ASKED, Step.CLOSED]), is_open([Step.CLOSED, Step.REOPENED])
    (True, False, True)
    """
    ends = [step for step in steps if step in {Step.CLOSED, Step.REOPENED}]
    return not ends or ends[-1] is Step.REOPENED


def steps_of(facts: Iterable[RiskFact]) -> tuple[Step, ...]:
    """The steps that count, in the order of their counter."""
    return tuple(fact.step for fact in _standing(facts))


def status(facts: Sequence[RiskFact]) -> ReviewStatus:
    """Derive a review's status from its facts."""
    return ReviewStatus.OPEN if is_open(steps_of(facts)) else ReviewStatus.CLOSED


def not_noted(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps nobody has noted yet, in their usual order. A reminder, never a lock.

    >>> [step.value for step in not_noted([Step.ASKED, Step.SAID])]
    ['procedure', 'plan', 'told', 'review']
    """
    given = set(steps)
    return tuple(step for step in TO_NOTE if step not in given)


def gaps(steps: Iterable[Step]) -> str:
    """The same as a sentence.

    >>> gaps([Step.ASKED, Step.SAID, Step.PROCEDURE, Step.PLAN, Step.TOLD])
    'Not noted yet: The day you look at it again.'
    """
    missing = not_noted(steps)
    return (
        SAY.not_noted.format(steps="; ".join(label(step) for step in missing)) if missing else SAY.all_noted
    )


def review_day(facts: Sequence[RiskFact]) -> date | None:
    """The latest day set for looking at it again."""
    days = [fact.review_on for fact in _standing(facts) if fact.review_on is not None]
    return days[-1] if days else None


def is_due(facts: Sequence[RiskFact], today: date) -> bool:
    """Whether an open review's day has come."""
    day = review_day(facts)
    return day is not None and day <= today and status(facts) is ReviewStatus.OPEN


def _standing(facts: Iterable[RiskFact]) -> list[RiskFact]:
    return sorted((fact for fact in facts if not fact.undone), key=lambda fact: fact.order)
