"""Ending without repair: reasons on either side, duties that fit, no law stated, one contact, a look back."""

from __future__ import annotations

import re
from datetime import date
from itertools import product

import pytest

from goldseam.errors import BadInput
from goldseam.safety.ending import (
    DUTY_WORDS,
    EITHER,
    Done,
    Duty,
    LocalRule,
    Reason,
    Safe,
    Side,
    Who,
    Why,
    account,
    duties,
    local_words,
    review_day,
    review_words,
    side_of,
    summary,
    to_do,
)
from goldseam.safety.outreach import Outreach, OutreachStatus, may_write, message, said, status
from goldseam.safety.referral import Room, enough, referral, usable
from goldseam.safety.referral import said as places_said
from tone import complaints

EVERY = list(product(Who, Safe))
UNSAFE = [(who, safe) for who, safe in EVERY if safe is not Safe.YES]
DAY = date(2026, 3, 2)


# Why


def test_reasons_are_told_by_side_in_a_fixed_order() -> None:
    told = account([Reason(Why.FELL_SHORT), Reason(Why.SHAME), Reason(Why.NOT_READY)])
    assert [side for side, _ in told] == ["On the client's side", "On your side", "Between you"]


def test_fear_and_shame_may_lie_on_either_side() -> None:
    for side in Side:
        assert side_of(Reason(Why.FEAR, side)) is side
    assert side_of(Reason(Why.FEAR)) is Side.BETWEEN


@pytest.mark.parametrize("why", EITHER)
def test_what_lies_on_one_side_is_said_of_that_side_only(why: Why) -> None:
    [(_, [client])] = account([Reason(why, Side.CLIENT)])
    [(_, [own])] = account([Reason(why, Side.THERAPIST)])
    [(_, [between])] = account([Reason(why, Side.BETWEEN)])
    assert "client" in client and "two of you" not in client
    assert re.search(r"\byou\b|\byour own\b", own, re.IGNORECASE) and "client" not in own
    assert "client" not in between
    assert len({client, own, between}) == 3
    assert complaints(client) == complaints(own) == []


def test_ones_own_words_stand_with_the_reason_or_in_place_of_something_else() -> None:
    assert account([Reason(Why.LIFE, words="She moved.")])[0][1][0].endswith("illness, time. She moved.")
    assert account([Reason(Why.OTHER, words="The room was sold.")]) == (
        ("Between you", ("The room was sold.",)),
    )


@pytest.mark.parametrize("why", Why)
def test_no_reason_blames_anyone(why: Why) -> None:
    [(_, [text])] = account([Reason(why)])
    assert complaints(text) == []


# Duties


@pytest.mark.parametrize(("who", "safe"), EVERY)
def test_every_ending_consults_checks_risk_asks_the_local_rule_and_is_looked_back_at(
    who: Who, safe: Safe
) -> None:
    found = set(duties(who, safe))
    assert {Duty.RISK_CHECK, Duty.LOCAL_RULE, Duty.RECORDS, Duty.AFTERCARE, Duty.REVIEW} <= found
    assert found & {Duty.CONSULT, Duty.CONSULT_BEFORE_CONTACT}
    assert found & {Duty.LETTER, Duty.LETTER_CHECKED}
    assert found & {Duty.REFERRALS, Duty.REFERRALS_IF_SAFE}


@pytest.mark.parametrize(("who", "safe"), EVERY)
def test_no_duty_stands_twice_and_the_look_back_is_last(who: Who, safe: Safe) -> None:
    found = duties(who, safe)
    assert len(found) == len(set(found))
    assert found[-1] is Duty.REVIEW


@pytest.mark.parametrize(("who", "safe"), UNSAFE)
def test_where_it_is_not_safe_safety_comes_first_and_nobody_meets_or_writes_unchecked(
    who: Who, safe: Safe
) -> None:
    found = duties(who, safe)
    assert found[:2] == (Duty.SAFETY_FIRST, Duty.CONSULT_BEFORE_CONTACT)
    unchecked = {Duty.TALK, Duty.OFFER_LAST_SESSION, Duty.OUTREACH, Duty.NOTICE, Duty.LETTER, Duty.REFERRALS}
    assert not set(found) & unchecked


def test_an_incident_record_belongs_to_what_was_not_safe() -> None:
    assert Duty.INCIDENT in duties(Who.THERAPIST, Safe.NO)
    assert Duty.INCIDENT not in duties(Who.THERAPIST, Safe.NOT_SURE)
    assert Duty.INCIDENT not in duties(Who.THERAPIST, Safe.YES)


def test_notice_and_bridge_belong_to_the_one_who_ends() -> None:
    assert {Duty.NOTICE, Duty.BRIDGE} <= set(duties(Who.THERAPIST, Safe.YES))
    assert not {Duty.NOTICE, Duty.BRIDGE} & set(duties(Who.CLIENT, Safe.YES))
    assert Duty.BRIDGE_IF_SAFE in duties(Who.THERAPIST, Safe.NO)
    assert Duty.BRIDGE_IF_SAFE not in duties(Who.VANISHED, Safe.NO)


def test_only_a_client_who_vanished_is_written_to_once() -> None:
    assert [who for who, safe in EVERY if Duty.OUTREACH in duties(who, safe)] == [Who.VANISHED]


@pytest.mark.parametrize("duty", Duty)
def test_a_duty_is_said_in_its_own_words(duty: Duty) -> None:
    assert DUTY_WORDS[duty].endswith(".")
    assert any(duty in duties(who, safe) for who, safe in EVERY), "a duty nobody is asked for"


def test_what_is_done_is_not_asked_for_again_even_when_the_answer_changes() -> None:
    done = [Done(Duty.LETTER), Done(Duty.REFERRALS_IF_SAFE)]
    assert Duty.LETTER_CHECKED not in to_do(Who.CLIENT, Safe.NO, done)
    assert Duty.REFERRALS not in to_do(Who.CLIENT, Safe.YES, done)


def test_where_it_became_unsafe_one_asks_again_before_any_contact() -> None:
    assert Duty.CONSULT_BEFORE_CONTACT in to_do(Who.CLIENT, Safe.NO, [Done(Duty.CONSULT)])


def test_what_is_left_is_said() -> None:
    every = [Done(duty) for duty in duties(Who.BOTH, Safe.YES)]
    assert summary(to_do(Who.BOTH, Safe.YES, every)) == "Everything on this list is done."
    assert summary(to_do(Who.BOTH, Safe.YES, every[:-2])) == "Still to do: 2. One at a time is enough."


def test_the_rule_of_a_place_is_asked_and_never_asserted() -> None:
    assert local_words(None) == "You have not noted yet what the rules of your place say."
    rule = LocalRule("Bern", "the association", DAY, "Two weeks' notice.")
    assert local_words(rule) == "For Bern, you asked the association on 2 March 2026."


# Thirty days


@pytest.mark.parametrize(
    ("ended", "day"),
    [(date(2026, 1, 31), date(2026, 3, 2)), (date(2024, 1, 31), date(2024, 3, 1)), (DAY, date(2026, 4, 1))],
)
def test_the_look_back_is_thirty_days_later(ended: date, day: date) -> None:
    assert review_day(ended) == day


def test_the_look_back_comes_due_on_its_day_and_goes_once_done() -> None:
    assert review_words(DAY, date(2026, 3, 31)) == "Look at it again on 1 April 2026."
    assert review_words(DAY, date(2026, 4, 1)).startswith("Thirty days have gone by.")
    assert review_words(DAY, date(2026, 5, 1), reviewed=True) == ""


# A client who vanished


@pytest.mark.parametrize(
    ("outreach", "now", "first"),
    [
        (Outreach(), OutreachStatus.NOT_YET, "No contact yet."),
        (Outreach((DAY,)), OutreachStatus.WAITING, "You wrote once, on 2 March 2026."),
        (Outreach((DAY, DAY)), OutreachStatus.STOPPED, "You wrote 2 times."),
        (Outreach((DAY,), answered=DAY), OutreachStatus.ANSWERED, "They answered on 2 March 2026."),
        (Outreach(safe=False), OutreachStatus.NOT_SAFE, "You noted that it is not safe."),
        (Outreach((DAY,), DAY, safe=False), OutreachStatus.NOT_SAFE, "You noted that it is not safe."),
    ],
)
def test_the_program_keeps_count(outreach: Outreach, now: OutreachStatus, first: str) -> None:
    assert status(outreach) is now
    assert said(outreach).startswith(first)
    assert may_write(outreach) is (now is OutreachStatus.NOT_YET)


def test_the_one_message_asks_once_offers_once_and_leaves_them_free() -> None:
    lines = message("Sam", "Noor", DAY)
    assert lines[0] == "Dear Sam,"
    assert lines[-1] == "Noor"
    assert "You do not have to answer. I will not write again unless you do." in lines
    assert "2 March 2026" in lines[1]
    assert [complaints(line) for line in lines if complaints(line)] == []


def test_without_a_last_day_the_message_leaves_it_out() -> None:
    assert len(message("Sam", "Noor", None)) == len(message("Sam", "Noor", DAY)) - 1


# Referrals


def test_two_places_make_a_choice_and_one_without_room_does_not_count() -> None:
    vale, clinic = referral("Dr Vale", "01 234"), referral("Harbour", "harbour.example", room=Room.NO_ROOM)
    assert not enough([vale, clinic])
    assert usable([vale, clinic]) == (vale,)
    assert places_said([vale, clinic]) == "One place named. A second one gives a choice."
    assert enough([vale, referral("Harbour", "harbour.example", room=Room.WAITING_LIST)])


@pytest.mark.parametrize(
    ("name", "reach", "says"), [("", "1", "has no name"), ("Dr Vale", "", "Dr Vale has no way")]
)
def test_a_place_that_cannot_be_reached_is_refused(name: str, reach: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        referral(name, reach)
