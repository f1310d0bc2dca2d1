"""Ruptures and what becomes of them: readings, episodes, attempts, outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Marker(Enum):
    """The two ways a rupture shows (Safran & Muran; 3RS)."""

    WITHDRAWAL = "withdrawal"
    CONFRONTATION = "confrontation"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Standing(Enum):
    """How an alliance stands at one session, as far as one witness can tell."""

    TOO_EARLY = "too_early"
    STEADY = "steady"
    STRAINED = "strained"
    MENDING = "mending"


@dataclass(frozen=True)
class Signal:
    """One reason behind a reading. `weight` is its share of the log-odds, in nats."""

    witness: str
    because: str
    weight: float = 0.0


@dataclass(frozen=True)
class Reading:
    """What one witness says about one session, from this and earlier sessions only.

    `p_rupture` is a probability in 0..1. `usual_low` and `usual_high` bound this client's usual
    band in score units, None before there is one. `alert` is the policy's word: at most one for
    each rupture. `because` is one sentence a therapist could say aloud. `informative` is False
    where the witness cannot tell (every rating at the ceiling, say); `because` then says so.
    """

    session: int
    score: float | None
    p_rupture: float
    usual_low: float | None
    usual_high: float | None
    status: Standing
    alert: bool
    because: str
    signals: tuple[Signal, ...] = ()
    witness: str = "ratings"
    informative: bool = True


@dataclass(frozen=True)
class Rupture:
    """A probable rupture at a session, with its reasons."""

    session: int
    probability: float
    because: tuple[Signal, ...]


class Strategy(Enum):
    """The ten resolution strategies of the 3RS (Eubanks, Muran & Safran), by their names there."""

    CLARIFY = "clarify_misunderstanding"
    CHANGE_TASK = "change_tasks_or_goals"
    RATIONALE = "give_rationale"
    INVITE = "invite_thoughts_and_feelings"
    OWN = "acknowledge_contribution"
    DISCLOSE = "disclose_internal_experience"
    LINK_BETWEEN = "link_to_patterns_between_us"
    LINK_ELSEWHERE = "link_to_other_relationships"
    VALIDATE = "validate_defensive_posture"
    REFOCUS = "redirect_or_refocus"


class Judge(Enum):
    """Whose view of an outcome it is. The three are kept apart, never averaged."""

    THERAPIST = "therapist"
    CLIENT = "client"
    RATINGS = "ratings"


class Outcome(Enum):
    """How an episode came out, in one judge's view."""

    STILL_OPEN = "still_open"
    PARTLY_MENDED = "partly_mended"
    MENDED = "mended"
    ENDED_WITHOUT_REPAIR = "ended_without_repair"


class FactKind(Enum):
    """What can happen in an episode's life. Facts are only ever added."""

    NOTICED = "noticed"  # a witness (ratings, client, therapist) saw it at a session
    CONFIRMED = "confirmed"  # the therapist says: yes, something happened
    NOT_A_RUPTURE = "not_a_rupture"  # the therapist says: this was something else
    PLANNED = "planned"  # a plan for the next session was written
    ATTEMPTED = "attempted"  # repair was tried in a session
    JUDGED = "judged"  # a judge gave an outcome
    CLOSED = "closed"  # the therapist sets the episode down
    REOPENED = "reopened"  # it came back, or was closed too soon


@dataclass(frozen=True)
class Fact:
    """One dated fact of an episode. `order` breaks ties: clocks can jump, counters cannot."""

    kind: FactKind
    order: int
    session: int | None = None
    judge: Judge | None = None
    outcome: Outcome | None = None
    strategies: tuple[Strategy, ...] = ()
    because: str = ""
    on: date | None = None
    undone: bool = False


class EpisodeStatus(Enum):
    """Where an episode stands; always derived from its facts, never stored."""

    NOTICED = "noticed"
    OPEN = "open"
    PLANNED = "planned"
    ATTEMPTED = "attempted"
    PARTLY_MENDED = "partly_mended"
    MENDED = "mended"
    ENDED_WITHOUT_REPAIR = "ended_without_repair"
    SET_ASIDE = "set_aside"  # the therapist says it was something else
    SET_DOWN = "set_down"  # closed as it stands, with something unsettled in it


@dataclass(frozen=True)
class Attempt:
    """One try at repair: when, by which strategies."""

    session: int
    strategies: tuple[Strategy, ...]


@dataclass(frozen=True)
class Episode:
    """From a rupture through attempts to an outcome."""

    id: str
    alliance: str
    facts: tuple[Fact, ...]
