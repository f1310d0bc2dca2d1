"""Asked before any plan, question or draft: may curiosity go on, or does safety come first?"""

from __future__ import annotations

from dataclasses import dataclass

from goldseam.safety.wording import words


@dataclass(frozen=True)
class Concerns:
    """What is known at this moment. `own_breach`: the therapist crossed a limit of their own role.

    Apologies work worse after breaches of integrity (experiment, NCMR 9:177), so that goes to consultation.
    """

    not_safe: bool = False
    hostile: bool = False
    risk_open: bool = False
    own_breach: bool = False


@dataclass(frozen=True)
class Gate:
    """Whether reflective prompts go on, and why not. Nothing is locked: a person may still write."""

    go_on: bool
    because: str

    @property
    def because_not(self) -> str:
        """Why the prompts rest; empty where they go on."""
        return "" if self.go_on else self.because


@dataclass(frozen=True)
class GateWords:
    """What the gate says. In `sentences/gate.toml`."""

    go: str
    not_safe: str
    hostile: str
    risk_open: str
    own_breach: str


SAY = words("gate", GateWords)


def before_repair(concerns: Concerns) -> Gate:
    """Say whether the reflective prompts may go on; the gravest concern is the one that is said.

    >>> before_repair(Concerns()).go_on
    True
    >>> before_repair(Concerns(risk_open=True, not_safe=True)).because
    'You noted that you are not safe. Safety comes first, curiosity later.'
    """
    in_order = (
        (concerns.not_safe, SAY.not_safe),
        (concerns.risk_open, SAY.risk_open),
        (concerns.own_breach, SAY.own_breach),
        (concerns.hostile, SAY.hostile),
    )
    stop = next((because for holds, because in in_order if holds), None)
    return Gate(True, SAY.go) if stop is None else Gate(False, stop)
