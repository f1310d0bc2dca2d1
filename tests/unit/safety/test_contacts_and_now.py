"""Contacts are the therapist's own; the page for *not safe* holds three acts and nothing else."""

from __future__ import annotations

import pytest

from goldseam.errors import BadInput
from goldseam.safety.contacts import ContactKind, contact, of_kind, read_lines
from goldseam.safety.gate import Concerns, before_repair
from goldseam.safety.now import Act, now_acts
from tone import complaints

LINE = contact("Night line", "0800 000 000", hours="day and night")
ADA = contact("Ada", "+44 20 0000 0000", ContactKind.PERSON)
POLICE = contact("Police", "999", ContactKind.EMERGENCY)


@pytest.mark.parametrize(
    ("reach", "dial"),
    [
        ("0800 000 000", "0800000000"),
        ("+44 (0)20-0000", "+440200000"),
        ("9", "9"),
        ("text HELP to 12345", ""),
        ("help.example.org", ""),
        ("ada@example.org", ""),
    ],
)
def test_a_number_can_be_dialled_and_a_sentence_cannot(reach: str, dial: str) -> None:
    assert contact("A", reach).dial == dial


@pytest.mark.parametrize(
    ("name", "reach", "says"),
    [
        ("", "123", "has no name"),
        ("  ", "123", "has no name"),
        ("Night line", " ", "Night line has no number"),
        ("Night line", "call us", "no number and no address"),
        ("Night line", "1" * 200, "Up to 120"),
    ],
)
def test_a_contact_that_cannot_help_is_refused_with_what_to_do(name: str, reach: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        contact(name, reach)


def test_lines_are_read_and_empty_ones_left_out() -> None:
    found = read_lines("Night line: 0800 000\n\n  Web: https://help.example.org\n")
    assert [(one.name, one.reach) for one in found] == [
        ("Night line", "0800 000"),
        ("Web", "https://help.example.org"),
    ]


def test_a_line_without_a_colon_is_named_by_its_number() -> None:
    with pytest.raises(BadInput, match='Line 2, "Night line 0800"'):
        read_lines("A: 1\nNight line 0800")


def test_a_contact_is_one_line_on_a_clients_page() -> None:
    assert LINE.line == "Night line: 0800 000 000 (day and night)"
    assert contact("A\nB", "1\n2").line == "A B: 1 2"


def test_contacts_are_told_apart_by_kind() -> None:
    assert of_kind([LINE, ADA, POLICE], ContactKind.PERSON, ContactKind.EMERGENCY) == (ADA, POLICE)


def test_the_acts_come_in_order_with_ones_own_numbers() -> None:
    leave, call, tell = now_acts([LINE, ADA, POLICE])
    assert [one.act for one in (leave, call, tell)] == [Act.LEAVE, Act.CALL, Act.TELL]
    assert (leave.contacts, call.contacts, tell.contacts) == ((), (POLICE,), (ADA,))
    assert call.none_set == tell.none_set == ""


def test_without_contacts_no_number_is_made_up() -> None:
    acts = now_acts([])
    assert [one.contacts for one in acts] == [(), (), ()]
    assert "Use the emergency number of the place you are in." in acts[1].none_set


def test_a_clients_crisis_line_is_not_the_therapists_emergency_number() -> None:
    assert now_acts([LINE])[1].contacts == ()


def test_the_page_is_read_in_ten_seconds() -> None:
    text = " ".join(f"{one.name}. {one.hint}" for one in now_acts([POLICE, ADA]))
    assert len(text.split()) <= 33  # 200 words a minute
    assert complaints(text) == []


@pytest.mark.parametrize(
    ("concerns", "because"),
    [
        (
            Concerns(not_safe=True, hostile=True, risk_open=True, own_breach=True),
            "You noted that you are not safe",
        ),
        (Concerns(hostile=True, risk_open=True), "An answer on a form"),
        (Concerns(hostile=True, own_breach=True), "a limit you crossed"),
        (Concerns(hostile=True), "hostile words"),
    ],
)
def test_the_gravest_concern_stops_the_prompts_and_is_the_one_said(concerns: Concerns, because: str) -> None:
    gate = before_repair(concerns)
    assert not gate.go_on
    assert because in gate.because


def test_without_concern_the_prompts_go_on() -> None:
    assert before_repair(Concerns()).go_on
