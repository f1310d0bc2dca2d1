"""The consultation log: who was asked, when, what they advised, what was done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from goldseam.errors import BadInput
from goldseam.safety.days import in_words
from goldseam.safety.wording import each, words
from goldseam.terms.therapist import Consultation


class Taken(Enum):
    """What was done with the advice. Deciding otherwise is a decision, not a mistake."""

    TAKEN = "taken"
    PARTLY = "partly"
    NOT_TAKEN = "not_taken"
    NOT_YET = "not_yet"


@dataclass(frozen=True)
class Consulted:
    """One consultation with what followed from it."""

    consultation: Consultation
    taken: Taken = Taken.NOT_YET
    because: str = ""


@dataclass(frozen=True)
class ConsultWords:
    """What the log says. In `sentences/consult.toml`."""

    title: str
    intro: str
    none: str
    since: str
    why_not: str
    no_who: str


SAY = words("consult", ConsultWords)
TAKEN_NAMES = each("consult", "taken", Taken)


def consulted(
    on: date, who: str, advice: str = "", taken: Taken = Taken.NOT_YET, because: str = ""
) -> Consulted:
    """Make an entry. Errors: BadInput where nobody is named."""
    if not who.strip():
        raise BadInput(SAY.no_who)
    return Consulted(Consultation(on, " ".join(who.split()), advice.strip()), taken, because.strip())


def latest(log: Sequence[Consulted]) -> str:
    """Say who was asked last, or that no one was.

    >>> latest([])
    'No one asked yet. Two heads see more than one, above all when you are tired.'
    """
    if not log:
        return SAY.none
    last = max(log, key=lambda one: one.consultation.on).consultation
    return SAY.since.format(who=last.who, day=in_words(last.on))


def rows(log: Sequence[Consulted]) -> tuple[tuple[str, str, str, str], ...]:
    """The log as day, who, advice, what was done with it, oldest first, for a page or a PDF."""
    return tuple(
        (in_words(one.consultation.on), one.consultation.who, one.consultation.advice, _done(one))
        for one in sorted(log, key=lambda entry: entry.consultation.on)
    )


def _done(one: Consulted) -> str:
    name = TAKEN_NAMES[one.taken]
    return f"{name}: {one.because}" if one.because else name


def hint(one: Consulted) -> str:
    """A gentle line where advice was not taken and no reason stands beside it."""
    return SAY.why_not if one.taken in {Taken.NOT_TAKEN, Taken.PARTLY} and not one.because else ""
