"""The ending letter, composed from fields as paragraphs; others turn it into DOCX, ODT or PDF.

It acknowledges the hurt, owns a part without conditions, blames no one, and says where to go. Where it is not
safe it opens no door, offers no meeting, and keeps to what is needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from goldseam.safety.contacts import CrisisContact
from goldseam.safety.days import in_words
from goldseam.safety.ending import Safe, Who
from goldseam.safety.facts_only import Instead, not_facts
from goldseam.safety.referral import Referral, enough, usable
from goldseam.safety.wording import each, words


class Part(Enum):
    """What a letter needs."""

    NAME = "name"
    THERAPIST = "therapist"
    END = "end"
    HURT = "hurt"
    OWN_PART = "own_part"
    REFERRALS = "referrals"
    CRISIS = "crisis"
    RECORDS = "records"


@dataclass(frozen=True)
class Fields:
    """What the therapist gives, in their own words; empty parts are left out of the letter.

    `reason`, `hurt` and `own_part` are whole sentences: the reason in neutral words, the hurt as the client
    might say it, one specific thing of one's own. `what_we_did` goes on from "I value", `next_step` from "My
    suggestion for what comes next is", `bridge` from "Until then", `records` from "If you would like your
    record". `door_until`: the last day to ask for a goodbye session. `written`: the day the letter bears.
    """

    name: str = ""
    therapist: str = ""
    start: date | None = None
    end: date | None = None
    who: Who = Who.THERAPIST
    safe: Safe = Safe.YES
    reason: str = ""
    hurt: str = ""
    own_part: str = ""
    what_we_did: str = ""
    next_step: str = ""
    door_until: date | None = None
    referrals: tuple[Referral, ...] = ()
    bridge: str = ""
    crisis: tuple[CrisisContact, ...] = ()
    records: str = ""
    written: date | None = None


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `items` is a list under it."""

    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class LetterWords:
    """What a letter says itself. In `sentences/letter.toml`."""

    greeting: str
    ends_therapist: str
    ends_client: str
    ends_both: str
    ends_vanished: str
    began: str
    hurt: str
    hurt_general: str
    own_part: str
    reason: str
    thanks: str
    no_door: str
    open_door: str
    next_step: str
    referrals: str
    referral: str
    referral_for: str
    bridge: str
    crisis: str
    records: str
    wish: str
    signature: str
    check_blame: str
    check_but: str
    check_if: str
    check_forgive: str
    check_diagnosis: str
    missing: str
    read_first: str
    not_advice: str


SAY = words("letter", LetterWords)
PART_NAMES = each("letter", "part", Part)
_ENDS = {
    Who.THERAPIST: SAY.ends_therapist,
    Who.CLIENT: SAY.ends_client,
    Who.BOTH: SAY.ends_both,
    Who.VANISHED: SAY.ends_vanished,
}


def letter(fields: Fields) -> tuple[Paragraph, ...]:
    """The letter as paragraphs, from its day to the signature. Empty parts are left out.

    Where no hurt is given, it is acknowledged in general words.

    >>> [one.text for one in letter(Fields("Sam", "Noor", end=date(2026, 3, 2)))][:2]
    ['Dear Sam,', 'I write to tell you that our work together ends on 2 March 2026.']
    """
    found = (
        Paragraph(in_words(fields.written) if fields.written else ""),
        Paragraph(SAY.greeting.format(name=_line(fields.name))),
        Paragraph(_when(fields)),
        Paragraph(_acknowledged(fields)),
        Paragraph(_said(SAY.reason, reason=_line(fields.reason))),
        Paragraph(_said(SAY.thanks, what_we_did=_line(fields.what_we_did))),
        Paragraph(_door(fields)),
        Paragraph(_said(SAY.next_step, next_step=_line(fields.next_step))),
        _listed(SAY.referrals, tuple(_place(one) for one in usable(fields.referrals))),
        Paragraph(_said(SAY.bridge, bridge=_line(fields.bridge))),
        _listed(SAY.crisis, tuple(one.line for one in fields.crisis)),
        Paragraph(_said(SAY.records, records=_line(fields.records))),
        Paragraph(SAY.wish),
        Paragraph(_said(SAY.signature, therapist=_line(fields.therapist))),
    )
    return tuple(one for one in found if one.text)


def _line(text: str) -> str:
    return " ".join(text.split()).rstrip(".;, ")


def _said(sentence: str, **parts: str) -> str:
    """The sentence, or nothing where its part is empty."""
    return sentence.format(**parts) if all(parts.values()) else ""


def _when(fields: Fields) -> str:
    if fields.end is None:
        return ""
    ends = _ENDS[fields.who].format(day=in_words(fields.end))
    return f"{ends} {SAY.began.format(day=in_words(fields.start))}" if fields.start else ends


def _acknowledged(fields: Fields) -> str:
    hurt = _said(SAY.hurt, hurt=_line(fields.hurt)) or SAY.hurt_general
    return f"{hurt} {_said(SAY.own_part, own_part=_line(fields.own_part))}".strip()


def _door(fields: Fields) -> str:
    if fields.safe is Safe.NO:
        return SAY.no_door if fields.end else ""
    if fields.safe is Safe.NOT_SURE or fields.door_until is None:
        return ""
    return SAY.open_door.format(day=in_words(fields.door_until))


def _place(one: Referral) -> str:
    form = SAY.referral_for if one.what else SAY.referral
    return form.format(name=one.name, reach=one.reach, what=one.what)


def _listed(text: str, items: tuple[str, ...]) -> Paragraph:
    return Paragraph(text if items else "", items)


def missing(fields: Fields) -> tuple[Part, ...]:
    """The parts a careful letter has and this one lacks. It can be written all the same.

    >>> [part.value for part in missing(Fields("Sam", "Noor", end=date(2026, 3, 2)))]
    ['hurt', 'own_part', 'referrals', 'crisis', 'records']
    """
    return tuple(part for part in Part if not _has(fields, part))


def _has(fields: Fields, part: Part) -> bool:
    return enough(fields.referrals) if part is Part.REFERRALS else bool(getattr(fields, part.value))


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


# The coach has finer rules for what is said aloud. A letter is read alone, so these few are looked for here.
_CHECKS = (
    (_whole(r"but|however|although"), SAY.check_but),
    (_whole(r"if (?:I|you|this|that|it)|you (?:felt|feel) that"), SAY.check_if),
    (_whole(r"forgive(?:ness)?|please understand|I hope you understand"), SAY.check_forgive),
    (
        _whole(r"your fault|because of you|you (?:made|forced|refused|left me no)|you were (?:too|not)"),
        SAY.check_blame,
    ),
)


def hints(fields: Fields) -> tuple[str, ...]:
    """What to look at again before sending: taking back, conditions, blame, diagnosis, missing parts.

    Rules one can read, not a judgement of the letter. Words in quotation marks are left alone by the list of
    judging words only.

    >>> hints(Fields(own_part="I was late, but you were too"))[0]
    '"but" takes back what comes before it. Try a full stop there.'
    """
    found = []
    for text in (fields.own_part, fields.hurt):
        found += [said.format(word=match.group(0)) for rule, said in _CHECKS for match in rule.finditer(text)]
    for text in (fields.reason, fields.hurt, fields.own_part, fields.next_step, fields.what_we_did):
        found += [_judging(flag.instead).format(word=flag.word) for flag in not_facts(text)]
    lacking = missing(fields)
    if lacking:
        found.append(SAY.missing.format(parts="; ".join(PART_NAMES[part] for part in lacking)))
    return (*found, SAY.read_first) if fields.safe is not Safe.YES else tuple(found)


def _judging(instead: Instead) -> str:
    return SAY.check_diagnosis if instead is Instead.DIAGNOSIS else SAY.check_blame
