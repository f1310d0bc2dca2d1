"""The ending letter is composed, never invented; the goodbye may be left at any point."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from goldseam.safety.contacts import contact
from goldseam.safety.ending import Safe, Who
from goldseam.safety.goodbye import Part as GoodbyePart
from goldseam.safety.goodbye import WhatIf, next_question, questions, set_down, still_carried
from goldseam.safety.letter import Fields, Part, hints, letter, missing
from goldseam.safety.referral import Room, referral
from tone import complaints

DAY = date(2026, 3, 2)
VALE = referral("Dr Vale", "01 234", "grief")
HARBOUR = referral("Harbour clinic", "harbour.example")
WHOLE = Fields(
    name="Sam",
    therapist="Noor",
    start=date(2025, 4, 7),
    end=DAY,
    reason="We have not found a way back to working together",
    hurt="I went on with the plan while you were in pain",
    own_part="I did not stop and listen that day",
    what_we_did="the months of learning to sleep again",
    next_step="someone who works with grief",
    door_until=date(2026, 2, 20),
    referrals=(VALE, HARBOUR),
    bridge="my colleague Dana answers on weekdays",
    crisis=(contact("Night line", "0800 000"),),
    records="write to me at the practice",
    written=date(2026, 2, 9),
)
EVERY = list(product(Who, Safe))


def text(fields: Fields) -> str:
    return "\n".join("\n".join((one.text, *one.items)) for one in letter(fields))


def test_a_whole_letter_reads_in_order() -> None:
    said = text(WHOLE)
    places = [
        "9 February 2026", "Dear Sam,", "ends on 2 March 2026. It began on 7 April 2025.", "while you were in pain. I know that this was",
        "I did not stop and listen that day. I am sorry for that.", "We have not found a way back", "I value the months",
        "One last session", "someone who works with grief", "Dr Vale, 01 234 (grief)", "Harbour clinic, harbour.example",
        "Until then, my colleague Dana", "Night line: 0800 000", "your record, write to me", "I wish you well.", "Noor",
    ]  # fmt: skip
    assert [said.index(place) for place in places] == sorted(said.index(place) for place in places)


def test_a_whole_letter_lacks_nothing_and_raises_no_hint() -> None:
    assert missing(WHOLE) == ()
    assert hints(WHOLE) == ()


@pytest.mark.parametrize(("who", "safe"), EVERY)
def test_every_letter_acknowledges_the_hurt_and_keeps_the_tone(who: Who, safe: Safe) -> None:
    fields = replace(WHOLE, who=who, safe=safe)
    assert "painful for you" in text(fields)
    assert [complaints(one.text) for one in letter(fields) if complaints(one.text)] == []


@pytest.mark.parametrize(
    ("who", "opening"),
    [
        (Who.THERAPIST, "I write to tell you"),
        (Who.CLIENT, "You have decided"),
        (Who.BOTH, "We have agreed"),
        (Who.VANISHED, "We have not met for some time"),
    ],
)
def test_the_letter_says_who_ends_it(who: Who, opening: str) -> None:
    assert letter(replace(WHOLE, who=who))[2].text.startswith(opening)


def test_the_letter_bears_the_day_it_was_written_or_none() -> None:
    assert letter(WHOLE)[0].text == "9 February 2026"
    assert letter(replace(WHOLE, written=None))[0].text == "Dear Sam,"


def test_where_it_is_not_safe_the_letter_opens_no_door() -> None:
    said = text(replace(WHOLE, safe=Safe.NO))
    assert "last session" not in said
    assert "not able to meet" in said
    assert "last session" not in text(replace(WHOLE, safe=Safe.NOT_SURE))


def test_where_it_is_not_safe_someone_reads_it_first() -> None:
    for safe in (Safe.NO, Safe.NOT_SURE):
        assert hints(replace(WHOLE, safe=safe)) == ("Let someone you trust read it before it goes.",)


def test_nothing_is_made_up_for_an_empty_field() -> None:
    bare = letter(Fields("Sam", "Noor"))
    assert [one.text for one in bare] == [
        "Dear Sam,",
        "I know that the way things went between us was painful for you.",
        "I wish you well.",
        "Noor",
    ]


def test_without_contacts_no_crisis_line_is_assumed() -> None:
    assert "help here" not in text(replace(WHOLE, crisis=()))
    assert missing(replace(WHOLE, crisis=())) == (Part.CRISIS,)


def test_one_place_is_not_a_choice_and_a_full_one_is_not_named() -> None:
    full = replace(HARBOUR, room=Room.NO_ROOM)
    assert missing(replace(WHOLE, referrals=(VALE, full))) == (Part.REFERRALS,)
    assert "Harbour" not in text(replace(WHOLE, referrals=(VALE, full)))


@pytest.mark.parametrize(
    ("part", "words", "says"),
    [
        ("own_part", "I was late, but it was hard", '"but" takes back'),
        ("own_part", "I am sorry if I hurt you", '"if I" makes the apology depend'),
        ("own_part", "I hope you can forgive me", '"forgive" asks them'),
        ("own_part", "It went wrong because of you", '"because of you" may read as blame'),
        ("hurt", "You felt that I was cold", '"You felt that" makes'),
        ("reason", "You were manipulative", '"manipulative" may read as blame'),
        ("next_step", "a clinic for borderline clients", '"borderline" is a diagnosis'),
    ],
)
def test_words_that_blame_or_take_back_are_pointed_out(part: str, words: str, says: str) -> None:
    assert any(one.startswith(says) for one in hints(replace(WHOLE, **{part: words})))  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["I was butting in", "I did not see how tired you were", "A gift from you"])
def test_ordinary_words_are_left_alone(words: str) -> None:
    assert hints(replace(WHOLE, own_part=words)) == ()


def test_line_breaks_and_full_stops_that_were_typed_do_not_show() -> None:
    said = text(replace(WHOLE, own_part="I did not\n stop.  "))
    assert "I did not stop. I am sorry for that." in said


def test_braces_in_ones_own_words_stay_as_they_are() -> None:
    assert "I said {name} and {0}." in text(replace(WHOLE, own_part="I said {name} and {0}"))


# Goodbye


def test_the_goodbye_goes_from_meaning_to_keeping_to_the_what_ifs_and_ends() -> None:
    asked: list[str] = []
    while (one := next_question(asked)) is not None:
        asked.append(one.id)
    assert asked == ["meaning-1", "keep-1", "what_ifs-1"]


def test_one_may_stay_with_a_part_until_it_is_empty() -> None:
    asked: list[str] = []
    while (one := next_question(asked, GoodbyePart.KEEP)) is not None:
        asked.append(one.id)
    assert asked == ["keep-1", "keep-2", "keep-3", "keep-4"]


def test_every_question_has_its_own_id() -> None:
    assert len({one.id for one in questions()}) == len(questions()) == 12


def test_a_what_if_that_was_set_down_is_not_shown_again() -> None:
    carried, set_aside = WhatIf("If I had called"), WhatIf("If I had waited")
    left = still_carried([carried, set_down(set_aside, DAY)])
    assert left == (carried,)


def test_setting_down_twice_keeps_the_first_day() -> None:
    once = set_down(WhatIf("If"), DAY)
    assert set_down(once, date(2027, 1, 1)).set_down_on == DAY
