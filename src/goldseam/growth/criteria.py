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

FEWEST_WORDS = 3  # below it the rules say nothing
ENGLISH = 0.25  # share of everyday English words, above which the rules read on
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
    question_none_meant: str
    question_many: str
    question_closed: str
    short_enough: str
    too_long: str
    later: str
    too_little: str
    other_language: str
    rough: str
    yourself: str
    unread: str
    one_thing: str
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
    """A whole reply. `stopped` is a reason to talk with someone first; nothing is judged then.

    `note`: what is said before all else, where the rules can say little, or the words would hurt.
    """

    kind: MarkerKind
    judged: tuple[Judged, ...]
    stopped: str = ""
    note: str = ""

    @property
    def is_unread(self) -> bool:
        """Whether the rules could read nothing of it: a word or two, or another language."""
        return bool(self.judged) and all(one.because == SAY.unread for one in self.judged)

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
    text: str,
    kind: MarkerKind,
    coach: Iterable[CoachFinding] = (),
    gate: str | None = None,
    *,
    no_question: bool = False,
) -> ReplyReading:
    """Read a reply by the criteria of its marker kind.

    `coach`: spans the repair coach found in the same text; `gate`: its reason to stop, if any.
    `no_question`: the therapist set out to ask nothing this time.
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
    if _says("yourself", text):
        return ReplyReading(kind, (), SAY.yourself)
    unread = _unread(text)
    if unread:
        blank = tuple(Judged(one, Seen.CANNOT_TELL, SAY.unread) for one in criteria(kind))
        return ReplyReading(kind, blank, note=unread)
    judged = tuple(_judge(one, text, found, kind, no_question) for one in criteria(kind))
    if _says("rough", text):
        return ReplyReading(kind, tuple(_not_by_silence(one) for one in judged), note=SAY.rough)
    return ReplyReading(kind, judged)


def _not_by_silence(judged: Judged) -> Judged:
    """Where words would hurt, nothing is called there only because no slip was found."""
    if judged.because != SAY.nothing_against:
        return judged
    return Judged(judged.criterion, Seen.CANNOT_TELL, SAY.cannot_tell)


def _unread(text: str) -> str:
    """Why the rules cannot read a reply: a word or two, or no English. Rough words are read all the same."""
    said = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.lower().replace("\u2019", "'"))
    if _says("rough", text):
        return ""
    if len(said) < FEWEST_WORDS:
        return SAY.too_little
    known = table("criteria.toml")["reading"]["english"]
    return "" if sum(word in known for word in said) >= ENGLISH * len(said) else SAY.other_language


def _says(what: str, text: str) -> bool:
    rule = _phrases(tuple(table("criteria.toml")["reading"][what]))
    return rule is not None and rule.search(text.replace("\u2019", "'")) is not None


def one_thing(reading: ReplyReading) -> Judged | None:
    """The first thing in the order of its kind that was not there: one thing to try, and no more.

    >>> one_thing(read_reply("You're right, I was late. That was me.", MarkerKind.THERAPIST)).criterion.id
    'asks'
    """
    return next((one for one in reading.judged if one.seen is Seen.NOT_THERE), None)


def _judge(
    criterion: Criterion, text: str, coach: tuple[CoachFinding, ...], kind: MarkerKind, no_question: bool
) -> Judged:
    row = table("criteria.toml")["criterion"][criterion.id]
    if row.get("count") == "questions":
        return _questions(criterion, text, no_question)
    if row.get("count") == "words":
        return _length(criterion, text)
    against = _place(text, criterion.id, "against", coach)
    if against and kind.value in row.get("later", ()) and _seen_before(text, coach, against[0]):
        return _judged(criterion, Seen.CANNOT_TELL, SAY.later, text, against)
    if against:
        return _judged(criterion, Seen.NOT_THERE, SAY.against, text, against)
    there = _place(text, criterion.id, "there", coach)
    if there:
        return _judged(criterion, Seen.THERE, SAY.there, text, there)
    silent = Seen(row["silent"])
    return Judged(criterion, silent, SAY.nothing_against if silent is Seen.THERE else SAY.cannot_tell)


def _seen_before(text: str, coach: tuple[CoachFinding, ...], at: int) -> bool:
    """Whether their side was seen before a place: what comes after it may be a reason, not a defence."""
    seen = _place(text, "validates", "there", coach)
    return seen is not None and seen[0] < at


def _judged(criterion: Criterion, seen: Seen, because: str, text: str, place: tuple[int, int]) -> Judged:
    start, end = place
    return Judged(criterion, seen, because.replace("{words}", text[start:end]), start, end)


def _place(text: str, id: str, side: str, coach: Iterable[CoachFinding]) -> tuple[int, int] | None:
    """The first place that speaks for or against a criterion: the coach's, or else a phrase's."""
    kinds = table("criteria.toml")["criterion"][id].get(f"coach_{side}", [])
    plain = text.replace("\u2019", "'")
    said = sorted(
        (one.start, one.end) for one in coach if one.kind in kinds and not _spared(id, plain, one.start)
    )
    if said:
        return said[0]
    rule = _rule(id, side)
    hits = rule.finditer(plain) if rule else ()
    meant = (hit for hit in hits if side == "there" or not _LET_OFF.search(plain, 0, hit.start()))
    hit = next(meant, None)
    return hit.span() if hit else None


_LET_OFF = re.compile(r"(?:(?:don't|do not) (?:have|need) to|no need to|needn't)\s+$", re.IGNORECASE)


def is_spared(text: str, finding: CoachFinding) -> bool:
    """Whether a mark of the coach does not count in practice: a feeling said back, a question about them.

    >>> is_spared("You feel like a burden here, too.", CoachFinding("interpretation", 0, 33))
    True
    """
    rows = table("criteria.toml")["criterion"]
    plain = text.replace("\u2019", "'")
    against = (id for id in rows if finding.kind in rows[id].get("coach_against", ()))
    return any(_spared(id, plain, finding.start) for id in against)


def _spared(id: str, plain: str, start: int) -> bool:
    """Whether the coach's mark does not count here, by how its words begin or by what stands before them."""
    row = table("criteria.toml")["criterion"][id]
    begins = _phrases(tuple(row.get("coach_unless", ())))
    before = plain[:start].rstrip().lower()
    return bool(begins and begins.match(plain, start)) or before.endswith(
        tuple(row.get("coach_unless_after", ())) or "\0"
    )


@cache
def _rule(id: str, side: str) -> re.Pattern[str] | None:
    return _phrases(tuple(table("criteria.toml")["criterion"][id].get(side, ())))


@cache
def _phrases(listed: tuple[str, ...]) -> re.Pattern[str] | None:
    phrases = sorted(listed, key=len, reverse=True)
    if not phrases:
        return None
    joined = "|".join(re.escape(one).replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for one in phrases)
    return re.compile(rf"(?<![\w'])(?:{joined})(?![\w'])", re.IGNORECASE)


_QUESTION = re.compile(r"[^.!?…\n]*\?")
_OPEN = re.compile(r"\b(?:what|how|which|where|when|who|tell me|in what way)\b", re.IGNORECASE)


def _questions(criterion: Criterion, text: str, no_question: bool) -> Judged:
    asked = list(_QUESTION.finditer(text))
    if not asked and no_question:
        return Judged(criterion, Seen.THERE, SAY.question_none_meant)
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
