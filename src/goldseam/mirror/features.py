"""What one entry holds: moments, situations, feelings, defaults, what helped; tapped, or read from words.

The reading is a list of phrases in `sentences/features.toml` that a clinician can review. It reads what
is written, never what it may mean, and every reading can be shown with its words and taken back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache

from goldseam.errors import BadInput
from goldseam.mirror.wording import table
from goldseam.terms.therapist import Reflection


class Topic(Enum):
    """What a feature is about. The order is the order in a sentence."""

    WHO = "who"
    DAY = "day"
    HOUR = "hour"
    MOMENT = "moment"
    SITUATION = "situation"
    HELPED = "helped"
    FEELING = "feeling"
    DEFAULT = "default"
    AFTER = "after"


READ = (Topic.MOMENT, Topic.SITUATION, Topic.HELPED, Topic.FEELING, Topic.DEFAULT, Topic.AFTER)
_ORDER = tuple(Topic)


@dataclass(frozen=True)
class Feature:
    """One thing an entry can hold, such as `feeling:ashamed`."""

    topic: Topic
    value: str

    def __str__(self) -> str:
        return f"{self.topic.value}:{self.value}"

    def __lt__(self, other: Feature) -> bool:
        return self._place() < other._place()

    def _place(self) -> tuple[int, str]:
        return _ORDER.index(self.topic), self.value


@dataclass(frozen=True)
class Said:
    """How a feature is said: alone, at the start of a sentence, at its end."""

    name: str
    if_: str
    then: str


@dataclass(frozen=True)
class Seen:
    """A feature read from a text: its place (characters, end exclusive) and the words there."""

    feature: Feature
    start: int
    end: int
    words: str


def feature(tag: str) -> Feature:
    """A tag such as `feeling:ashamed` as a feature.

    Errors: BadInput where topic or value is not known; it names the allowed ones.

    >>> str(feature("moment:quiet"))
    'moment:quiet'
    """
    topic, _, value = tag.partition(":")
    if topic not in {one.value for one in READ}:
        allowed = ", ".join(one.value for one in READ)
        raise BadInput(f"The tag {tag!r} has no known topic. Write topic:value with one of {allowed}.")
    if value not in table("features")[topic]:
        allowed = ", ".join(table("features")[topic])
        raise BadInput(f"The tag {tag!r} is not known. Allowed after {topic}: {allowed}.")
    return Feature(Topic(topic), value)


def from_chips(chips: Iterable[str], feelings: Iterable[str] = ()) -> tuple[str, ...]:
    """Tags for what was tapped in a hard-session note; *don't know* and unknown chips give none.

    >>> from_chips(["quiet", "unknown"], ["ashamed"])
    ('moment:quiet', 'feeling:ashamed')
    """
    known = table("features")["chips"]
    named = table("features")["feeling"]
    return (
        *(known[chip] for chip in chips if chip in known),
        *(f"feeling:{one}" for one in feelings if one in named),
    )


@dataclass(frozen=True)
class Chips:
    """What a page may offer to tap for one topic: its question, and tags with their words."""

    topic: Topic
    ask: str
    choices: tuple[tuple[str, str], ...]


def chips(topic: Topic) -> Chips:
    """The chips of one topic. Taps count fully; words are read only where a phrase is known.

    Errors: BadInput for a topic that comes from the entry itself (who, day, hour).

    >>> chips(Topic.AFTER).choices
    (('after:lighter', 'lighter afterwards'), ('after:heavy', 'still heavy afterwards'))
    """
    if topic not in READ:
        allowed = ", ".join(one.value for one in READ)
        raise BadInput(f"The topic {topic.value} is not tapped; it comes from the entry. Allowed: {allowed}.")
    rows = table("features")[topic.value]
    choices = tuple((f"{topic.value}:{value}", row["name"]) for value, row in rows.items())
    return Chips(topic, table("features")["ask"][topic.value], choices)


def said(one: Feature) -> Said:
    """How a feature is said to the therapist.

    >>> said(Feature(Topic.WHO, "M.")).if_
    'With M.'
    """
    row = table("features")[one.topic.value]["alias" if one.topic is Topic.WHO else one.value]
    return Said(*(row[key].replace("{alias}", one.value) for key in ("name", "if_", "then")))


@cache
def _rules() -> tuple[tuple[Feature, re.Pattern[str]], ...]:
    return tuple(
        (
            Feature(topic, value),
            re.compile(rf"(?<![\w'])(?:{_any_of(row['phrases'])})(?![\w'])", re.IGNORECASE),
        )
        for topic in READ
        for value, row in table("features")[topic.value].items()
    )


def _any_of(phrases: Iterable[str]) -> str:
    """Phrases as one regular expression: the longest first, a star ends a word freely."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(one).replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for one in ordered)


# A negation up to three words before, within the same clause, switches a phrase off.
_NOT = re.compile(r"\b(?:not|never|no|without|nor|hardly|\w+n't)(?:\s+\w+){0,3}\s*$", re.IGNORECASE)


def read(text: str) -> tuple[Seen, ...]:
    """What the words of an entry say, in order; each stretch of text is read once, longest phrase first.

    >>> [str(one.feature) for one in read("She went quiet. I went quiet too, and I did not feel ashamed.")]
    ['moment:quiet', 'default:withdraw']
    """
    plain = text.replace("\u2019", "'")
    hits = [
        Seen(one, hit.start(), hit.end(), text[hit.start() : hit.end()])
        for one, rule in _rules()
        for hit in rule.finditer(plain)
        if not _NOT.search(plain[max(0, hit.start() - 40) : hit.start()])
    ]
    kept: list[Seen] = []
    for hit in sorted(hits, key=lambda one: (one.start - one.end, one.start, str(one.feature))):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return tuple(sorted(kept, key=lambda one: one.start))


def features_of(entry: Reflection) -> frozenset[Feature]:
    """All an entry holds: its tags, its words, its client alias, its weekday and part of the day.

    Errors: BadInput where a tag is not known.

    >>> from datetime import date, time
    >>> one = Reflection("1", date(2026, 3, 2), "I explained, twice.", "M.", ("moment:quiet",), time(20, 5))
    >>> [str(each) for each in sorted(features_of(one))]
    ['who:M.', 'day:monday', 'hour:evening', 'moment:quiet', 'default:explain']
    """
    found = {feature(tag) for tag in entry.tags} | {one.feature for one in read(entry.text)}
    found.add(Feature(Topic.DAY, _DAYS[entry.on.weekday()]))
    if entry.alias:
        found.add(Feature(Topic.WHO, entry.alias))
    if entry.at is not None:
        found.add(Feature(Topic.HOUR, _part_of_day(entry.at.hour)))
    return frozenset(found)


_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _part_of_day(hour: int) -> str:
    """Morning from 5, afternoon from 12, evening from 17, night from 21; our own cut points."""
    if 5 <= hour < 12:
        return "morning"
    if 12 <= hour < 17:
        return "afternoon"
    return "evening" if 17 <= hour < 21 else "night"
