"""The shape of one instrument, as its file says it: items, score rules, alerts, rights.

`terms.scores` holds what every room knows (items, responses, scores). What only this room needs
(how a score is made, what may be shown, what is known about its precision) is here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from goldseam.errors import NotFound
from goldseam.instruments.rights import Attestation, ItemText, Rights
from goldseam.terms.scores import Better, Item


class Person(StrEnum):
    """Who answers a form, or whom it is about."""

    CLIENT = "client"
    THERAPIST = "therapist"


class Purpose(StrEnum):
    """What a form is for."""

    ALLIANCE = "alliance"
    RUPTURE = "rupture"
    REPAIR = "repair"
    OUTCOME = "outcome"
    RISK = "risk"
    GOALS = "goals"
    SELF = "self"


class Method(StrEnum):
    """How a score is made from its items."""

    SUM = "sum"
    MEAN = "mean"
    COUNT_TRUE = "count_true"


class Impute(StrEnum):
    """What stands in for a blank item."""

    NONE = "none"
    PERSON_MEAN = "person_mean"


class Rounding(StrEnum):
    """How a score with imputed items is rounded."""

    NONE = "none"
    HALF_UP = "half_up"


class Level(StrEnum):
    """How an alert is to be read by the therapist."""

    LOOK = "look"
    RUPTURE = "rupture"
    RISK = "risk"


class Action(StrEnum):
    """What an alert asks the program to do."""

    ASK = "ask"
    SHOW_BEFORE_NEXT_SESSION = "show_before_next_session"
    OPEN_RUPTURE_EPISODE = "open_rupture_episode"
    OPEN_RISK_REVIEW = "open_risk_review"


class Rhythm(StrEnum):
    """How often a form is offered, unless the therapist sets it otherwise."""

    EVERY_SESSION = "every_session"
    FIRST_FOUR_THEN_EVERY_THIRD = "first_four_then_every_third"
    EVERY_2_TO_4_WEEKS = "every_2_to_4_weeks"
    AFTER_A_FLAGGED_SESSION = "after_a_flagged_session"
    QUARTERLY = "quarterly"
    WHEN_NEEDED = "when_needed"


@dataclass(frozen=True)
class Cadence:
    """The default rhythm, and the fewest days between two forms (0: none)."""

    default: Rhythm = Rhythm.WHEN_NEEDED
    min_days: int = 0


@dataclass(frozen=True)
class Code:
    """A code of the whole instrument in a terminology, such as LOINC."""

    system: str
    code: str


@dataclass(frozen=True)
class FreeText:
    """A question answered in words. The words are never scored and never leave with the scores."""

    id: str
    text: str
    show_if: str = ""


@dataclass(frozen=True)
class Missing:
    """How many blank items a score bears, and what stands in for them."""

    max: int = 0
    impute: Impute = Impute.NONE
    round: Rounding = Rounding.NONE
    source: str = ""


@dataclass(frozen=True)
class Band:
    """A named part of the range: every value below `lt` and not below the band before."""

    lt: float
    label: str


@dataclass(frozen=True)
class Cutoff:
    """A published dividing line; a score at or above it counts."""

    at: float
    label: str
    source: str


@dataclass(frozen=True)
class PublishedChange:
    """A change, in points, that its source calls reliable. `level` is the confidence, if given."""

    reliable: float
    source: str
    level: float | None = None


@dataclass(frozen=True)
class Reliability:
    """What is known of a score's precision, each figure with its source. `sd` in score points."""

    source: str
    alpha: float | None = None
    omega: float | None = None
    retest: float | None = None
    sd: float | None = None

    def coefficient(self) -> tuple[str, float] | None:
        """The coefficient to use, with its name: alpha, else omega, else retest."""
        named = (("alpha", self.alpha), ("omega", self.omega), ("retest", self.retest))
        return next(((name, value) for name, value in named if value is not None), None)


@dataclass(frozen=True)
class ScoreRule:
    """How one score is made. `verified` is False where the key is from memory; `note` says more."""

    id: str
    method: Method
    items: tuple[str, ...]
    low: float
    high: float
    better: Better
    reverse: tuple[str, ...] = ()
    missing: Missing = Missing()
    loinc: str = ""
    bands: tuple[Band, ...] = ()
    bands_source: str = ""
    cutoffs: tuple[Cutoff, ...] = ()
    change: PublishedChange | None = None
    reliability: Reliability | None = None
    verified: bool = True
    note: str = ""


@dataclass(frozen=True)
class AlertRule:
    """When to tell the therapist something, and what. The client never sees these words."""

    when: str
    level: Level
    action: Action
    text: str


@dataclass(frozen=True)
class Watch:
    """Tell the therapist when an item falls `fall` points below this client's own median.

    At least `earlier` earlier answers are needed. A convention, not a norm; `source` says whose.
    """

    items: tuple[str, ...]
    fall: float
    earlier: int
    level: Level
    action: Action
    text: str
    source: str


@dataclass(frozen=True)
class Example:
    """A worked example: answers, and what must come of them. A score of None is a missing one."""

    answers: tuple[tuple[str, int], ...]
    scores: tuple[tuple[str, float | None], ...]
    bands: tuple[tuple[str, str], ...]
    alerts: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """One instrument in one language, read from one file.

    `scales` names the answer scale of each item. `mirrors` is the id of the form whose items this
    one repeats from the other chair. `licence` and `text_language` are set only by
    `licence.overlay`.
    """

    id: str
    version: str
    title: str
    respondent: Person
    subject: Person
    purpose: Purpose
    validated: bool
    recall: str
    minutes: float
    items: tuple[Item, ...]
    scores: tuple[ScoreRule, ...]
    rights: Rights
    label: str = ""
    stem: str = ""
    closing: str = ""
    note: str = ""
    scales: tuple[tuple[str, str], ...] = ()
    item_notes: tuple[tuple[str, str], ...] = ()
    free_text: tuple[FreeText, ...] = ()
    alerts: tuple[AlertRule, ...] = ()
    watch: Watch | None = None
    cadence: Cadence = Cadence()
    codes: tuple[Code, ...] = ()
    mirrors: str = ""
    examples: tuple[Example, ...] = ()
    licence: Attestation | None = None
    text_language: str = ""

    def item(self, id: str) -> Item:
        """The item with this id. Errors: NotFound names the items there are."""
        for one in self.items:
            if one.id == id:
                return one
        known = ", ".join(item.id for item in self.items)
        raise NotFound(f"{self.title} has no item '{id}'. Its items: {known}.")

    def rule(self, id: str) -> ScoreRule:
        """The rule of this score. Errors: NotFound names the scores there are."""
        for one in self.scores:
            if one.id == id:
                return one
        known = ", ".join(rule.id for rule in self.scores) or "none"
        raise NotFound(f"{self.title} has no score '{id}'. Its scores: {known}.")

    def order(self) -> tuple[str, ...]:
        """The item ids in the order they are asked."""
        return tuple(item.id for item in self.items)

    def language(self) -> str:
        """The language of its words, such as en; `key` where it carries none."""
        return self.text_language or self.version.split(".")[-2]

    def has_text(self) -> bool:
        """Whether it can be shown to a person: its items carry words."""
        return self.rights.item_text is not ItemText.SUPPLIED
