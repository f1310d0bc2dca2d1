"""One curious question at a time, in the order of a repair, with a kind way out at every step.

The questions are the therapist's to think about; no one answers them for them, and nothing is scored.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from goldseam.errors import BadInput
from goldseam.repair.plan import Fits, Phase, card, member, why_wait
from goldseam.repair.wording import table, words
from goldseam.terms.rupture import Marker, Strategy

FILES = {
    Fits.WITHDRAWAL: "questions/withdrawal.toml",
    Fits.CONFRONTATION: "questions/confrontation.toml",
    Fits.ANY: "questions/either.toml",
}


_KEYS = ("id", "text", "strategy", "phase", "lean")


class Lean(Enum):
    """What a therapist tends to do with blame: take too much, hand it back, or neither."""

    OVER_OWN = "over_own"
    DEFLECT = "deflect"
    ANY = "any"


@dataclass(frozen=True)
class Question:
    """One question for the therapist. `lean` is ANY unless it helps one tendency only."""

    id: str
    text: str
    fits: Fits
    strategy: Strategy
    phase: Phase
    lean: Lean = Lean.ANY

    @property
    def links_pattern(self) -> bool:
        """Whether it leads to a pattern of the client, which waits beyond the first turn."""
        return card(self.strategy).links_pattern


@dataclass(frozen=True)
class Break:
    """The way out of the questions that counts as much as any answer."""

    offer: str


BREAK = words("self_compassion", Break)


@cache
def all_questions() -> tuple[Question, ...]:
    """Every question, by phase; those for one marker before those for any."""
    found = [one for fits, name in FILES.items() for one in _questions(table(name), fits, name)]
    return tuple(sorted(found, key=lambda one: one.phase))


def read_questions(text: str, fits: Fits, name: str) -> tuple[Question, ...]:
    """Read questions from TOML text; `name` is said in errors. Errors: BadInput names place and allowed."""
    return _questions(tomllib.loads(text), fits, name)


def _questions(raw: dict[str, Any], fits: Fits, name: str) -> tuple[Question, ...]:
    rows = enumerate(raw.get("question", []), start=1)
    return tuple(_question(row, fits, f"{name}, question {number}") for number, row in rows)


def _question(row: dict[str, Any], fits: Fits, where: str) -> Question:
    if not {"id", "text", "strategy", "phase"} <= set(row) <= {*_KEYS}:
        raise BadInput(f"{where} has {', '.join(row)}. Needed: id, text, strategy, phase. Allowed too: lean.")
    strategy = member(Strategy, row["strategy"], where)
    phase = member(Phase, row["phase"], where)
    if card(strategy).phase is not phase:
        raise BadInput(
            f"{where} says phase {phase.value}. {strategy.value} is in {card(strategy).phase.value}."
        )
    lean = member(Lean, row.get("lean", "any"), where)
    return Question(row["id"], row["text"], fits, strategy, phase, lean)


def question(id: str) -> Question:
    """One question by its id. Errors: BadInput where there is none."""
    found = next((one for one in all_questions() if one.id == id), None)
    if found is None:
        raise BadInput(f"There is no question {id!r}. Allowed: {', '.join(q.id for q in all_questions())}.")
    return found


def next_question(
    asked: Collection[str],
    marker: Marker = Marker.UNKNOWN,
    phase: Phase | None = None,
    *,
    lean: Lean = Lean.ANY,
    seen: Collection[str] = (),
    taken_in: bool = False,
    safe: bool = True,
) -> Question | None:
    """The next question, the same for the same input; None where there is none to ask.

    Without `phase`: one question from each phase in turn, then None; a phase is skipped by putting one of
    its ids into `asked`. With `phase`: the next of that phase. What was not `seen` on other evenings comes
    first, then what helps the therapist's `lean`, then what fits the marker. Exploring waits until the
    client has `taken_in` the repair. Where anyone is not `safe`, nothing is asked.

    >>> next_question([], Marker.CONFRONTATION).text
    'Where are they right?'
    >>> next_question(["c-validate-right"], Marker.CONFRONTATION).phase.name
    'OWN'
    """
    if not safe:
        return None
    touched = {question(id).phase for id in asked}
    fitting = [
        one
        for one in all_questions()
        if one.id not in asked
        and one.fits.suits(marker)
        and one.lean in {Lean.ANY, lean}
        and (taken_in or one.phase is not Phase.EXPLORE)
        and (one.phase is phase if phase is not None else one.phase not in touched)
    ]
    return min(fitting, key=lambda one: _place(one, marker, seen), default=None)


def _place(one: Question, marker: Marker, seen: Collection[str]) -> tuple[int, bool, bool, bool]:
    """Phase; new before seen; this lean; this marker (where none is known: the plain ones)."""
    known = marker in {Marker.WITHDRAWAL, Marker.CONFRONTATION}
    plain = one.fits is Fits.ANY
    return (one.phase, one.id in seen, one.lean is Lean.ANY, plain if known else not plain)


def early(id: str, asked: Collection[str], taken_in: bool = False) -> str | None:
    """Say why a question comes early after those `asked`, None where it is in order.

    >>> early("e-own-need", ["e-validate-them"]) is None
    True
    >>> print(early("e-explore-elsewhere", []))
    Leave patterns for another day. In the first turn they can sound like blame.
    """
    one = question(id)
    return why_wait(one.phase, {question(done).phase for done in asked}, one.links_pattern, taken_in)
