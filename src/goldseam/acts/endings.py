"""When it cannot be mended: why, what was tried, what is left to do, the letter, the end, a look back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from goldseam.acts import contacts, episodes, people, writings
from goldseam.acts.writings import Kind
from goldseam.errors import NotFound, Refused
from goldseam.safety import ending as room
from goldseam.safety import letter as letters
from goldseam.safety import outreach as reaching
from goldseam.safety.ending import EITHER, Done, Duty, LocalRule, Reason, Safe, Side, Who, Why
from goldseam.safety.referral import Referral, Room, referral
from goldseam.store.models import AllianceRow, WritingRow
from goldseam.terms.people import Ending
from goldseam.terms.rupture import Judge, Outcome

# Which reasons can be tapped on which side. Fear, shame and mistrust may lie on either, or between.
REASONS: dict[Side, tuple[Why, ...]] = {
    Side.CLIENT: (Why.NOT_READY, *EITHER),
    Side.THERAPIST: (Why.FELL_SHORT, Why.OUTSIDE_SKILL, *EITHER),
    Side.BETWEEN: (Why.NOT_HELPING, Why.LIMIT_CROSSED, Why.NOT_SAFE, *EITHER),
    Side.OUTSIDE: (Why.LIFE,),
}
LETTER_TEXTS = (
    "name", "therapist", "reason", "hurt", "own_part", "what_we_did", "next_step", "bridge", "records",
)  # fmt: skip
LETTER_DAYS = ("start", "end", "door_until", "written")


@dataclass(frozen=True)
class DutyLine:
    """One duty in words, and the day it was seen to."""

    duty: Duty
    words: str
    done_on: date | None


def of(alliance: AllianceRow) -> WritingRow | None:
    """The ending that was begun with this client, if any."""
    rows = writings.of(alliance, Kind.ENDING)
    return rows[0] if rows else None


def begin(alliance: AllianceRow, now: datetime) -> WritingRow:
    """The ending in hand, else a new one. To begin is not to end: nothing is noted as ended yet."""
    return of(alliance) or writings.begin(Kind.ENDING, now, alliance=alliance)


def ending(key: object) -> WritingRow:
    """One ending. Errors: NotFound."""
    return writings.writing(str(key), Kind.ENDING)


def alliance_of(row: WritingRow) -> AllianceRow:
    """Whose ending it is. Errors: NotFound."""
    if row.alliance is None:
        raise NotFound("This ending belongs to no client of this book.")
    return row.alliance


def reasons(row: WritingRow) -> tuple[Reason, ...]:
    """The reasons with the side they lie on; words of one's own stand as a reason of their own."""
    body = writings.body_of(row)
    found = [Reason(Why(why), side) for side in Side for why in body.get(f"why_{side.value}", ())]
    own = str(body.get("why_words", "")).strip()
    return (*found, Reason(Why.OTHER, Side.BETWEEN, own)) if own else tuple(found)


def account(row: WritingRow) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Why, in sentences, side by side."""
    return room.account(reasons(row))


def who_of(row: WritingRow) -> Who | None:
    """Who ends it, once said."""
    said = writings.body_of(row).get("who")
    return Who(said) if said else None


def safe_of(row: WritingRow) -> Safe | None:
    """Whether contact is safe, once said."""
    said = writings.body_of(row).get("safe")
    return Safe(said) if said else None


def done(row: WritingRow) -> tuple[Done, ...]:
    """What was seen to, with its day."""
    ticked = writings.body_of(row).get("done", {})
    return tuple(Done(Duty(duty), date.fromisoformat(on)) for duty, on in ticked.items())


def duty_lines(row: WritingRow) -> list[DutyLine]:
    """The list as it stands; empty until who ends and whether it is safe are said."""
    who, safe = who_of(row), safe_of(row)
    if who is None or safe is None:
        return []
    left = set(room.to_do(who, safe, done(row)))
    days = {one.duty: one.on for one in done(row)}
    latest = max((on for on in days.values() if on), default=None)
    return [
        DutyLine(duty, room.DUTY_WORDS[duty], None if duty in left else days.get(duty, latest))
        for duty in room.duties(who, safe)
    ]


def left(row: WritingRow) -> str:
    """How much is still to do, in a sentence."""
    who, safe = who_of(row), safe_of(row)
    return room.summary(room.to_do(who, safe, done(row))) if who and safe else ""


def tick(row: WritingRow, ticked: Collection[str], now: datetime) -> WritingRow:
    """Keep which duties of the list are done; one already ticked keeps its day."""
    before = writings.body_of(row).get("done", {})
    shown = {line.duty.value for line in duty_lines(row)}
    elsewhere = {duty: on for duty, on in before.items() if duty not in shown}
    fresh = {duty: before.get(duty, str(now.date())) for duty in ticked if duty in shown}
    return writings.keep(row, now, done={**elsewhere, **fresh})


def rule(row: WritingRow) -> LocalRule | None:
    """What the therapist found out about their place; None until they name whom they asked."""
    body = writings.body_of(row)
    if not body.get("place") or not body.get("asked"):
        return None
    on = date.fromisoformat(body["asked_on"]) if body.get("asked_on") else row.changed_at.date()
    return LocalRule(body["place"], body["asked"], on, body.get("answer", ""))


def referrals(row: WritingRow) -> tuple[Referral, ...]:
    """The places named so far."""
    return tuple(
        Referral(one["name"], one["reach"], one.get("what", ""), Room(one["room"]))
        for one in writings.body_of(row).get("referrals", ())
    )


def add_referral(row: WritingRow, one: Referral, now: datetime) -> WritingRow:
    """Name a place."""
    return _keep_referrals(row, [*referrals(row), one], now)


def drop_referral(row: WritingRow, number: int, now: datetime) -> WritingRow:
    """Take a place off the list; `number` counts from 1."""
    return _keep_referrals(row, [one for at, one in enumerate(referrals(row), 1) if at != number], now)


def _keep_referrals(row: WritingRow, places: Iterable[Referral], now: datetime) -> WritingRow:
    kept = [
        {"name": one.name, "reach": one.reach, "what": one.what, "room": one.room.value}
        for one in (referral(each.name, each.reach, each.what, each.room) for each in places)
    ]
    return writings.keep(row, now, referrals=kept)


def letter_fields(row: WritingRow) -> letters.Fields:
    """The letter as far as it is written, with the places and the crisis contacts that are set."""
    body = writings.body_of(row)
    given: dict[str, Any] = {name: str(body.get(f"letter_{name}", "")) for name in LETTER_TEXTS}
    for name in LETTER_DAYS:
        on = body.get(f"letter_{name}")
        given[name] = date.fromisoformat(on) if on else None
    return letters.Fields(
        **given,
        who=who_of(row) or Who.THERAPIST,
        safe=safe_of(row) or Safe.NOT_SURE,
        referrals=referrals(row),
        crisis=contacts.for_clients(),
    )


def outreach(row: WritingRow) -> reaching.Outreach:
    """The contacts made after a client stopped coming."""
    body = writings.body_of(row)
    answered = body.get("answered_on")
    return reaching.Outreach(
        tuple(date.fromisoformat(on) for on in body.get("sent", ())),
        date.fromisoformat(answered) if answered else None,
        safe_of(row) is Safe.YES,
    )


def wrote(row: WritingRow, on: date, now: datetime) -> WritingRow:
    """Count the one warm contact. Errors: Refused where one was made, or where it is not safe."""
    so_far = outreach(row)
    if not reaching.may_write(so_far):
        raise Refused(reaching.said(so_far))
    ticked = {**writings.body_of(row).get("done", {}), Duty.OUTREACH.value: str(on)}
    return writings.keep(row, now, sent=[str(on)], done=ticked)


def they_answered(row: WritingRow, on: date, now: datetime) -> WritingRow:
    """Note that they answered."""
    return writings.keep(row, now, answered_on=str(on))


@transaction.atomic
def close(
    row: WritingRow, how: Ending, on: date, without_repair: Collection[str], now: datetime
) -> AllianceRow:
    """The work has ended: noted on the alliance, and on the episodes the therapist names."""
    alliance = alliance_of(row)
    people.end_alliance(alliance, how, on, now)
    for view in episodes.episodes_of(alliance):
        if view.is_open and str(view.row.pk) in without_repair:
            episodes.judge(view.row, Judge.THERAPIST, Outcome.ENDED_WITHOUT_REPAIR, now)
    writings.keep(row, now, ended_on=str(on))
    return alliance


def ended_on(row: WritingRow) -> date | None:
    """The day it ended, once said."""
    said = writings.body_of(row).get("ended_on")
    return date.fromisoformat(said) if said else None


def review_words(row: WritingRow, today: date) -> str:
    """When to look back, in a sentence; empty where that is done, or nothing has ended."""
    ended = ended_on(row)
    if ended is None:
        return ""
    return room.review_words(ended, today, bool(writings.body_of(row).get("reviewed_on")))


def reviewed(row: WritingRow, answers: Mapping[str, str], now: datetime) -> WritingRow:
    """The look back was taken; the list is done with."""
    ticked = {**writings.body_of(row).get("done", {}), Duty.REVIEW.value: str(now.date())}
    writings.keep(row, now, **answers, done=ticked, reviewed_on=str(now.date()))
    return writings.finish(row, now)


def due(today: date) -> list[WritingRow]:
    """Endings to look back on: thirty days have gone by."""
    rows = WritingRow.objects.filter(
        kind=Kind.ENDING.value, finished_at=None, put_away=False, alliance__client__removed_at=None
    )
    found = []
    for row in rows.select_related("alliance__client").order_by("changed_at"):
        ended = ended_on(row)
        if ended is not None and today >= room.review_day(ended):
            found.append(row)
    return found
