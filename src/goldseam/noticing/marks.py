"""Readable rules over a turn's words: what a rule is, and how it is found with its place.

A rule is a few phrases in a regular expression, the kind of moment they may show, and how much
they say (0..1) when nothing else is known. Kinds carry the code of the Rupture Resolution Rating
System (3RS; Eubanks, Muran & Safran 2015, list in the published papers); definitions and phrases
are our own words. A rule finds a *possible moment to listen to again*; context decides what it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

BEFORE = 48  # characters before a phrase that may take it back


class Side(Enum):
    """What a moment is about."""

    WITHDRAWAL = "withdrawal"
    CONFRONTATION = "confrontation"
    HOSTILITY = "hostility"
    RESOLUTION = "resolution"
    CONTRIBUTION = "contribution"
    RESISTANCE = "resistance"


@dataclass(frozen=True)
class Kind:
    """One kind of moment: its side, our name, the 3RS code it maps to ('' for none), our words."""

    side: Side
    name: str
    code: str
    says: str


@dataclass(frozen=True)
class Mark:
    """One rule: phrases, the kind they may show, its weight (0..1), and words before that take it back."""

    kind: Kind
    pattern: re.Pattern[str]
    weight: float
    unless: re.Pattern[str] | None = None

    def places(self, text: str) -> Iterator[re.Match[str]]:
        """Where the phrases stand and nothing just before, in the same clause, takes them back."""
        for hit in self.pattern.finditer(text):
            before = text[max(0, hit.start() - BEFORE) : hit.start()]
            if self.unless is None or not self.unless.search(before):
                yield hit


@dataclass(frozen=True)
class Found:
    """A rule that fired: where in the text (characters, end exclusive) and how much it says."""

    kind: Kind
    start: int
    end: int
    weight: float


def mark(kind: Kind, weight: float, *phrases: str, unless: str = "") -> Mark:
    """A rule from phrases (regular expressions without case), whole words only; `unless` stands just before.

    >>> rule = mark(Kind(Side.WITHDRAWAL, "denial", "W1", ""), 0.5, "it's fine", "no big deal")
    >>> [(f.start, f.end) for f in find([rule], "Well, it’s fine.")]
    [(6, 15)]
    """
    pattern = re.compile(r"(?<![\w'])(?:" + "|".join(phrases) + r")(?![\w'])", re.IGNORECASE)
    back = re.compile(rf"(?<![\w'])(?:{unless})$", re.IGNORECASE) if unless else None
    return Mark(kind, pattern, weight, back)


def plain(text: str) -> str:
    """Curly apostrophes as straight ones; the length, and so every place, stays the same."""
    return text.replace("\u2019", "'").replace("\u2018", "'")


def find(marks: Iterable[Mark], text: str) -> list[Found]:
    """Each rule's first place in the text."""
    words = plain(text)
    hits = ((rule, next(rule.places(words), None)) for rule in marks)
    return [Found(rule.kind, hit.start(), hit.end(), rule.weight) for rule, hit in hits if hit]


def either(weights: Iterable[float]) -> float:
    """Weights as independent chances: 1 - (1-a)(1-b)...; none gives 0.

    >>> round(either([0.5, 0.4]), 3)
    0.7
    """
    rest = 1.0
    for weight in weights:
        rest *= 1.0 - weight
    return 1.0 - rest
