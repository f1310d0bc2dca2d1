"""When it cannot be mended: why, what was tried, what is still to do, and a look back after 30 days.

No duty here states a law. Codes and laws differ by place and profession, so the list asks the therapist to
find theirs out and keeps the answer. Sources for the duties: expert advice on ending and the ethics codes
named in docs/explanation/safety-and-endings.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from goldseam.safety.days import in_words
from goldseam.safety.wording import each, words

REVIEW_AFTER = timedelta(days=30)


class Side(Enum):
    """Where a reason lies. Saying so is no blame."""

    CLIENT = "client"
    THERAPIST = "therapist"
    BETWEEN = "between"
    OUTSIDE = "outside"


class Why(Enum):
    """Why something could not be mended."""

    NOT_READY = "not_ready"
    FELL_SHORT = "fell_short"
    FEAR = "fear"
    SHAME = "shame"
    MISTRUST = "mistrust"
    DEEPER_WOUNDS = "deeper_wounds"
    NOT_HELPING = "not_helping"
    OUTSIDE_SKILL = "outside_skill"
    NOT_SAFE = "not_safe"
    LIMIT_CROSSED = "limit_crossed"
    LIFE = "life"
    OTHER = "other"


class Tried(Enum):
    """What was tried before."""

    RAISED_IT = "raised_it"
    CHANGED_APPROACH = "changed_approach"
    ASKED_FEEDBACK = "asked_feedback"
    CLEARED_FRAME = "cleared_frame"
    PROPOSED_TERMS = "proposed_terms"
    CONSULTED = "consulted"


class Who(Enum):
    """Who ends the work."""

    THERAPIST = "therapist"
    CLIENT = "client"
    BOTH = "both"
    VANISHED = "vanished"


class Safe(Enum):
    """Whether contact is safe, in the therapist's own judgement."""

    YES = "yes"
    NOT_SURE = "not_sure"
    NO = "no"


class Duty(Enum):
    """What may be left to do."""

    SAFETY_FIRST = "safety_first"
    CONSULT = "consult"
    CONSULT_BEFORE_CONTACT = "consult_before_contact"
    LOCAL_RULE = "local_rule"
    RISK_CHECK = "risk_check"
    TALK = "talk"
    OFFER_LAST_SESSION = "offer_last_session"
    NOTICE = "notice"
    REFERRALS = "referrals"
    REFERRALS_IF_SAFE = "referrals_if_safe"
    BRIDGE = "bridge"
    BRIDGE_IF_SAFE = "bridge_if_safe"
    OUTREACH = "outreach"
    LETTER = "letter"
    LETTER_CHECKED = "letter_checked"
    INCIDENT = "incident"
    RECORDS = "records"
    AFTERCARE = "aftercare"
    REVIEW = "review"


@dataclass(frozen=True)
class EndingWords:
    """What is said about ending. In `sentences/ending.toml`."""

    title: str
    intro: str
    not_law: str
    done: str
    to_do: str
    review_on: str
    review_now: str
    local_not_asked: str
    local_asked: str
    review_questions: tuple[str, ...]


SAY = words("ending", EndingWords)
SIDE_NAMES = each("ending", "side", Side)
WHY_WORDS = each("ending", "why", Why)
# What may lie on either side is said of the side it lies on; elsewhere the words of `why` fit.
EITHER = (Why.FEAR, Why.SHAME, Why.MISTRUST, Why.DEEPER_WOUNDS)
ONE_SIDED = {side: each("ending", f"why_{side.value}", Why, EITHER) for side in (Side.CLIENT, Side.THERAPIST)}
TRIED_WORDS = each("ending", "tried", Tried)
WHO_NAMES = each("ending", "who", Who)
SAFE_NAMES = each("ending", "safe", Safe)
DUTY_WORDS = each("ending", "duty", Duty)

# Where a reason lies unless the therapist says otherwise.
USUAL_SIDE = {
    Why.NOT_READY: Side.CLIENT,
    Why.FELL_SHORT: Side.THERAPIST,
    Why.OUTSIDE_SKILL: Side.THERAPIST,
    Why.LIFE: Side.OUTSIDE,
}

_LAST = (Duty.RECORDS, Duty.AFTERCARE, Duty.REVIEW)
_WHEN_SAFE: dict[Who, tuple[Duty, ...]] = {
    Who.THERAPIST: (
        Duty.CONSULT, Duty.LOCAL_RULE, Duty.RISK_CHECK, Duty.TALK, Duty.NOTICE, Duty.REFERRALS, Duty.BRIDGE,
        Duty.LETTER,
    ),
    Who.CLIENT: (
        Duty.RISK_CHECK, Duty.OFFER_LAST_SESSION, Duty.CONSULT, Duty.LOCAL_RULE, Duty.REFERRALS, Duty.LETTER,
    ),
    Who.BOTH: (
        Duty.RISK_CHECK, Duty.TALK, Duty.CONSULT, Duty.LOCAL_RULE, Duty.REFERRALS, Duty.BRIDGE, Duty.LETTER,
    ),
    Who.VANISHED: (
        Duty.RISK_CHECK, Duty.OUTREACH, Duty.CONSULT, Duty.LOCAL_RULE, Duty.REFERRALS, Duty.LETTER,
    ),
}  # fmt: skip
# Where it is not safe, nobody meets the client and nothing is sent before someone else has looked.
_WHEN_NOT_SAFE = (
    Duty.SAFETY_FIRST,
    Duty.CONSULT_BEFORE_CONTACT,
    Duty.INCIDENT,
    Duty.RISK_CHECK,
    Duty.LOCAL_RULE,
    Duty.REFERRALS_IF_SAFE,
    Duty.BRIDGE_IF_SAFE,
    Duty.LETTER_CHECKED,
)


@dataclass(frozen=True)
class Reason:
    """One reason, the side it lies on (None: the usual one), and words of one's own."""

    why: Why
    side: Side | None = None
    words: str = ""


@dataclass(frozen=True)
class LocalRule:
    """What the therapist found out about the rules of their place. Asked, never asserted."""

    place: str
    asked: str
    on: date
    answer: str = ""


@dataclass(frozen=True)
class Done:
    """A duty that was seen to, with its day and a line."""

    duty: Duty
    on: date | None = None
    words: str = ""


def side_of(reason: Reason) -> Side:
    """The side a reason lies on.

    >>> side_of(Reason(Why.SHAME)).value, side_of(Reason(Why.SHAME, Side.THERAPIST)).value
    ('between', 'therapist')
    """
    return reason.side or USUAL_SIDE.get(reason.why, Side.BETWEEN)


def account(reasons: Iterable[Reason]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The reasons in words, grouped by side, in a fixed order; a side without reasons is left out.

    >>> account([Reason(Why.FELL_SHORT)])
    (('On your side', ('You could not give what was needed here.',)),)
    """
    given = tuple(reasons)
    grouped = [(side, tuple(_said(one) for one in given if side_of(one) is side)) for side in Side]
    return tuple((SIDE_NAMES[side], said) for side, said in grouped if said)


def _said(reason: Reason) -> str:
    own = " ".join(reason.words.split())
    if reason.why is Why.OTHER and own:
        return own
    said = ONE_SIDED.get(side_of(reason), {}).get(reason.why) or WHY_WORDS[reason.why]
    return f"{said} {own}".strip()


def duties(who: Who, safe: Safe) -> tuple[Duty, ...]:
    """What is to be done, in order, given who ends and whether contact is safe.

    *Not sure* is treated as not safe, without an incident record. Where it is not safe and the client ended
    it or vanished, no bridge is asked for.

    >>> [duty.value for duty in duties(Who.VANISHED, Safe.YES)][:2]
    ['risk_check', 'outreach']
    """
    if safe is Safe.YES:
        return (*_WHEN_SAFE[who], *_LAST)
    left_out = set()
    if safe is Safe.NOT_SURE:
        left_out.add(Duty.INCIDENT)
    if who in {Who.CLIENT, Who.VANISHED}:
        left_out.add(Duty.BRIDGE_IF_SAFE)
    return (*(duty for duty in _WHEN_NOT_SAFE if duty not in left_out), *_LAST)


def to_do(who: Who, safe: Safe, done: Iterable[Done]) -> tuple[Duty, ...]:
    """The duties not yet seen to. What was done under an earlier answer stays done.

    >>> len(to_do(Who.CLIENT, Safe.YES, [Done(Duty.LETTER)]))
    8
    """
    seen_to = {_same(one.duty) for one in done}
    return tuple(duty for duty in duties(who, safe) if _same(duty) not in seen_to)


# A duty and its careful form are one duty, so a changed answer does not ask for it twice. Consulting is not
# among them: where it has become unsafe, asking again before any contact is the point.
_SAME = {
    Duty.REFERRALS_IF_SAFE: Duty.REFERRALS,
    Duty.BRIDGE_IF_SAFE: Duty.BRIDGE,
    Duty.LETTER_CHECKED: Duty.LETTER,
}


def _same(duty: Duty) -> Duty:
    return _SAME.get(duty, duty)


def summary(left: Sequence[Duty]) -> str:
    """How much is left, in a sentence."""
    return SAY.to_do.format(count=len(left)) if left else SAY.done


def local_words(rule: LocalRule | None) -> str:
    """What is known about the local rules: only whom the therapist asked, and when."""
    if rule is None:
        return SAY.local_not_asked
    return SAY.local_asked.format(place=rule.place, whom=rule.asked, day=in_words(rule.on))


def review_day(ended: date) -> date:
    """Thirty days after the ending.

    >>> review_day(date(2026, 1, 31)).isoformat()
    '2026-03-02'
    """
    return ended + REVIEW_AFTER


def review_words(ended: date, today: date, reviewed: bool = False) -> str:
    """When to look back, in a sentence; empty once that was done."""
    if reviewed:
        return ""
    day = review_day(ended)
    return SAY.review_now if today >= day else SAY.review_on.format(day=in_words(day))
