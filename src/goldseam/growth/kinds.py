"""The fourteen marker kinds that are practised, by the codes that listening uses as well."""

from __future__ import annotations

from enum import Enum

from goldseam.growth.wording import table
from goldseam.terms.rupture import Marker


class MarkerKind(Enum):
    """The seven withdrawal and seven confrontation markers of the 3RS (Eubanks, Muran & Safran)."""

    DENIAL = "withdrawal: denial"
    MINIMAL = "withdrawal: minimal response"
    ABSTRACT = "withdrawal: abstract communication"
    SHIFT = "withdrawal: avoidant storytelling or topic shift"
    APPEASE = "withdrawal: deferential and appeasing"
    SPLIT = "withdrawal: content/affect split"
    SELF = "withdrawal: self-criticism or hopelessness"
    THERAPIST = "confrontation: complaints about the therapist"
    REJECTS = "confrontation: rejects therapist intervention"
    ACTIVITIES = "confrontation: complaints about activities"
    PARAMETERS = "confrontation: complaints about parameters"
    PROGRESS = "confrontation: complaints about progress"
    DEFENDS = "confrontation: defends self against therapist"
    CONTROL = "confrontation: efforts to control or pressure"

    @property
    def side(self) -> Marker:
        """Moving away or moving against.

        >>> MarkerKind.SPLIT.side.value
        'withdrawal'
        """
        return Marker(self.value.partition(":")[0])

    @property
    def said(self) -> str:
        """What the client does, in our words, after *a client ...*.

        >>> MarkerKind.DENIAL.said
        'says that all is fine'
        """
        words: str = table("sentences/kinds.toml")["name"][self.value]
        return words
