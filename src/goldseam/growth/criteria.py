"""A reply read by criteria that a person can read too, with the therapist's own rating beside it.

The rules are phrases and counts in `criteria.toml`, and what the repair coach found, handed in as plain
values. They miss a lot: what they do not see is *cannot tell*, not *missing*. Where the therapist rates
otherwise, both ratings stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from goldseam.errors import BadInput
from goldseam.growth.kinds import MarkerKind
from goldseam.growth.wording import table, words

MOST_WORDS = 90  # spoken length of a repair, a design choice of the rubric


class Seen(Enum):
    """How far a criterion is there, in one view."""

    THERE = "there"
    NOT_THERE = "not_there"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class CriteriaWords:
    """What is said about a reading. At the top of `criteria.toml`."""

    intro: str
    there: str
    against: str
    nothing_against: str
    cannot_tell: str
    question_one: str
    question_none: str
    question_many: str
    question_closed: str
    short_enough: str
    too_long: str
    stopped: str
    differ: str
    agree: str
    empty: str


SAY = words("criteria.toml", CriteriaWords)


@dataclass(frozen=True)
class Criterion:
    """One thing a good reply may hold, and why."""

    id: str
    name: str
    why: str


@dataclass(frozen=True)
class CoachFinding:
    """What the repair coach found: its kind of span by name, and the place (characters, end exclusive)."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Judged:
    """One criterion as the rules see it: why, and the place that shows it (None where none does)."""

    criterion: Criterion
    seen: Seen
    because: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class ReplyReading:
    """A whole reply. `stopped` is a reason to talk with someone first; nothing is judged then."""

    kind: MarkerKind
    judged: tuple[Judged, ...]
    stopped: str = ""

    def of(self, criterion_id: str) -> Judged | None:
        """What was seen of one criterion; None where it does not belong to this kind."""
        return next((one for one in self.judged if one.criterion.id == criterion_id), None)


@cache
def criteria(kind: MarkerKind) -> tuple[Criterion, ...]:
    """The criteria of one marker kind, in the order they matter.

    >>> [one.id for one in criteria(MarkerKind.CONTROL)]
    ['validates', 'limit', 'undefended', 'no_reading', 'asks', 'brief']
    """
    rows = table("criteria.toml")["criterion"]
    return tuple(
        Criterion(id, rows[id]["name"], rows[id]["why"]) for id in table("criteria.toml")["kind"][kind.value]
    )


def read_reply(
    text: str, kind: MarkerKind, coach: Iterable[CoachFinding] = (), gate: str | None = None
) -> ReplyReading:
    """Read a reply by the criteria of its marker kind.

    `coach`: spans the repair coach found in the same text; `gate`: its reason to stop, if any.
    Errors: BadInput where the reply is empty or a span lies outside it.

    >>> reading = read_reply("You're right, I looked at my notes. What did I miss?", MarkerKind.THERAPIST)
    >>> [one.criterion.id for one in reading.judged if one.seen is Seen.THERE]
    ['receives', 'owns', 'undefended', 'nothing_back', 'asks', 'brief']
    """
    if not text.strip():
        raise BadInput(SAY.empty)
    found = tuple(coach)
    for one in found:
        if not 0 <= one.start < one.end <= len(text):
            raise BadInput(
                f"The place {one.start} to {one.end} lies outside the reply. Give places of this text."
            )
    if gate:
        return ReplyReading(kind, (), SAY.stopped)
    return ReplyReading(kind, tuple(_judge(one, text, found) for one in criteria(kind)))


def _judge(criterion: Criterion, text: str, coach: tuple[CoachFinding, ...]) -> Judged:
    row = table("criteria.toml")["criterion"][criterion.id]
    if row.get("count") == "questions":
        return _questions(criterion, text)
    if row.get("count") == "words":
        return _length(criterion, text)
    against = _place(text, criterion.id, "against", coach)
    if against:
        return _judged(criterion, Seen.NOT_THERE, SAY.against, text, against)
    there = _place(text, criterion.id, "there", coach)
    if there:
        return _judged(criterion, Seen.THERE, SAY.there, text, there)
    silent = Seen(row["silent"])
    return Judged(criterion, silent, SAY.nothing_against if silent is Seen.THERE else SAY.cannot_tell)


def _judged(criterion: Criterion, seen: Seen, because: str, text: str, place: tuple[int, int]) -> Judged:
    start, end = place
    return Judged(criterion, seen, because.replace("{words}", text[start:end]), start, end)


def _place(text: str, id: str, side: str, coach: Iterable[CoachFinding]) -> tuple[int, int] | None:
    """The first place that speaks for or against a criterion: the coach's, or else a phrase's."""
    kinds = table("criteria.toml")["criterion"][id].get(f"coach_{side}", [])
    said = sorted((one.start, one.end) for one in coach if one.kind in kinds)
    if said:
        return said[0]
    rule = _rule(id, side)
    hit = rule.search(text.replace("\u2019", "'")) if rule else None
    return hit.span() if hit else None


@cache
def _rule(id: str, side: str) -> re.Pattern[str] | None:
    phrases = sorted(table("criteria.toml")["criterion"][id].get(side, []), key=len, reverse=True)
    if not phrases:
        return None
    joined = "|".join(re.escape(one).replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for one in phrases)
    return re.compile(rf"(?<![\w'])(?:{joined})(?![\w'])", re.IGNORECASE)


_QUESTION = re.compile(r"[^.!?…\n]*\?")
_OPEN = re.compile(r"\b(?:what|how|which|where|when|who|tell me|in what way)\b", re.IGNORECASE)


def _questions(criterion: Criterion, text: str) -> Judged:
    asked = list(_QUESTION.finditer(text))
    if not asked:
        return Judged(criterion, Seen.NOT_THERE, SAY.question_none)
    start, end = asked[0].span()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if len(asked) > 1:
        many = SAY.question_many.replace("{count}", str(len(asked)))
        return Judged(criterion, Seen.NOT_THERE, many, start, end)
    if _OPEN.search(text[start:end]):
        return Judged(criterion, Seen.THERE, SAY.question_one, start, end)
    return Judged(criterion, Seen.CANNOT_TELL, SAY.question_closed, start, end)


def _length(criterion: Criterion, text: str) -> Judged:
    count = len(text.split())
    said, seen = (SAY.short_enough, Seen.THERE) if count <= MOST_WORDS else (SAY.too_long, Seen.NOT_THERE)
    return Judged(criterion, seen, said.replace("{count}", str(count)))


@dataclass(frozen=True)
class Both:
    """One criterion in two views. `own` None: not rated. `differ` only where both took a stand."""

    judged: Judged
    own: Seen | None
    differ: bool
    because: str


def side_by_side(reading: ReplyReading, own: Mapping[str, Seen]) -> tuple[Both, ...]:
    """The therapist's own rating beside the rules', criterion by criterion; neither changes the other.

    `own`: criterion id -> rating. Errors: BadInput for a criterion that does not belong to this kind.

    >>> reading = read_reply("What did I miss?", MarkerKind.THERAPIST)
    >>> side_by_side(reading, {"asks": Seen.NOT_THERE})[5].because
    'You see this otherwise. Both views stay.'
    """
    known = [one.criterion.id for one in reading.judged]
    for id in own:
        if id not in known:
            raise BadInput(f"The criterion {id!r} does not belong here. Allowed: {', '.join(known)}.")
    return tuple(_both(one, own.get(one.criterion.id)) for one in reading.judged)


def _both(judged: Judged, own: Seen | None) -> Both:
    stands = own not in {None, Seen.CANNOT_TELL} and judged.seen is not Seen.CANNOT_TELL
    if not stands:
        return Both(judged, own, False, judged.because)
    differ = own is not judged.seen
    return Both(judged, own, differ, SAY.differ if differ else SAY.agree)
