"""The incident record: facts only, few of them needed, apart from any reflection.

The fields follow the incident forms of workplace safety authorities (OSHA 3148, public domain; CDC), in our
own words. It is no disciplinary tool and no assessment of anyone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from goldseam.safety.days import in_words
from goldseam.safety.facts_only import SAY, Flag, not_facts
from goldseam.safety.wording import each


class Kind(Enum):
    """What kind of incident it was; several may hold."""

    VERBAL = "verbal"
    THREAT = "threat"
    PHYSICAL = "physical"
    SEXUAL = "sexual"
    STALKING = "stalking"
    DAMAGE = "damage"
    ONLINE = "online"
    OTHER = "other"


class Activity(Enum):
    """What was going on."""

    IN_SESSION = "in_session"
    BEFORE_OR_AFTER = "before_or_after"
    CALL_OR_VIDEO = "call_or_video"
    MESSAGE = "message"
    AWAY_FROM_WORK = "away_from_work"
    OTHER = "other"


class Relation(Enum):
    """Who it was, to the therapist."""

    CLIENT = "client"
    FORMER_CLIENT = "former_client"
    CLOSE_TO_CLIENT = "close_to_client"
    OTHER = "other"


class Weapon(Enum):
    """Whether there was a weapon."""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


class Part(Enum):
    """The parts of the record, by the field that holds them, in the order they are shown."""

    DAY = "day"
    TIME = "time"
    PLACE = "place"
    PEOPLE = "people"
    KINDS = "kinds"
    ACTIVITY = "activity"
    RELATION = "relation"
    WHAT_HAPPENED = "what_happened"
    THEIR_WORDS = "their_words"
    WITNESSES = "witnesses"
    WEAPON = "weapon"
    INJURIES = "injuries"
    TOLD = "told"
    SUPPORT = "support"
    WORK_LOST = "work_lost"
    PREVENTION = "prevention"


@dataclass(frozen=True)
class Incident:
    """One incident. Every field may be empty; the time is text, since it is often only roughly known."""

    day: date | None = None
    time: str = ""
    place: str = ""
    people: str = ""
    kinds: tuple[Kind, ...] = ()
    activity: Activity | None = None
    relation: Relation | None = None
    what_happened: str = ""
    their_words: str = ""
    witnesses: str = ""
    weapon: Weapon | None = None
    injuries: str = ""
    told: str = ""
    support: str = ""
    work_lost: str = ""
    prevention: str = ""


ENOUGH = (Part.DAY, Part.KINDS, Part.WHAT_HAPPENED)
TOLD_IN_WORDS = (Part.WHAT_HAPPENED, Part.PEOPLE, Part.WITNESSES, Part.INJURIES, Part.PREVENTION)
PART_NAMES = each("incident", "part", Part)
_NAMES: dict[type[Enum], dict[Enum, str]] = {
    Kind: {**each("incident", "kind", Kind)},
    Activity: {**each("incident", "activity", Activity)},
    Relation: {**each("incident", "relation", Relation)},
    Weapon: {**each("incident", "weapon", Weapon)},
}


def name_of(choice: Kind | Activity | Relation | Weapon) -> str:
    """A choice in words.

    >>> name_of(Kind.STALKING)
    'Following or watching'
    """
    return _NAMES[type(choice)][choice]


def missing(incident: Incident) -> tuple[Part, ...]:
    """Which of the three parts that are enough are still empty. A record is kept whatever is missing."""
    return tuple(part for part in ENOUGH if not getattr(incident, part.value))


def missing_words(incident: Incident) -> str:
    """The same as a sentence, empty where nothing is missing.

    >>> missing_words(Incident(what_happened="He threw a chair."))
    'Still empty: Day; Kind.'
    """
    parts = "; ".join(PART_NAMES[part] for part in missing(incident))
    return SAY.missing.format(parts=parts) if parts else ""


def flags(incident: Incident) -> dict[Part, tuple[Flag, ...]]:
    """Judgements in the parts told in one's own words; what they said, in quotes, is left alone.

    >>> flags(Incident(what_happened="She was hysterical."))[Part.WHAT_HAPPENED][0].word
    'hysterical'
    """
    found = {part: not_facts(getattr(incident, part.value)) for part in TOLD_IN_WORDS}
    return {part: marked for part, marked in found.items() if marked}


def rows(incident: Incident) -> tuple[tuple[str, str], ...]:
    """The record as label and text, in order, for a page or a PDF; parts left open are left out.

    >>> rows(Incident(day=date(2026, 3, 2)))
    (('Day', '2 March 2026'),)
    """
    shown = {part: _shown(getattr(incident, part.value)) for part in Part}
    return tuple((PART_NAMES[part], text) for part, text in shown.items() if text)


def left_open(incident: Incident) -> str:
    """Which parts say nothing, in a sentence, so that no one reads an empty part as a fact.

    >>> left_open(Incident(day=date(2026, 3, 2)))[:25]
    'Nothing noted here: Time;'
    """
    parts = [PART_NAMES[part] for part in Part if not _shown(getattr(incident, part.value))]
    return SAY.left_open.format(parts="; ".join(parts)) if parts else ""


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(name_of(one) for one in value)
    if isinstance(value, Activity | Relation | Weapon):
        return name_of(value)
    return in_words(value) if isinstance(value, date) else str(value or "")
