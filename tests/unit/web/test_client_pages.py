"""A client with the device: one form, kept at each step, left at any point, help shown at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from cast import held, sam
from goldseam.acts import check_ins, people, risk, settings
from goldseam.store.models import FormRow, SessionRow
from goldseam.web.guard import seat_cookie
from goldseam.web.place import PLACE


def text_of(reply: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))  # type: ignore[attr-defined]


@pytest.fixture
def session(browser_of_noor: Client) -> SessionRow:
    return held(people.alliance_of(sam()), 1)


@pytest.fixture
def device(browser_of_noor: Client, session: SessionRow, open_book: Path) -> Client:
    """The same browser, handed over with the check-in."""
    return hand(browser_of_noor, session, "session-check-in")


def hand(browser: Client, session: SessionRow, instrument: str) -> Client:
    browser.post(f"/sessions/{session.pk}/forms/{instrument}/hand-over/")
    browser.cookies[seat_cookie(8765)] = PLACE.here.seat
    return browser


def answer(device: Client, number: int, value: str) -> object:
    return device.post(f"/q/{number}/", {"answer": value})


def test_nothing_of_the_book_is_there(device: Client, session: SessionRow) -> None:
    for address in ("/caseload/", f"/sessions/{session.pk}/", "/settings/", "/keeping/export/"):
        reply = device.get(address)
        assert reply.status_code == 303
        assert reply["Location"] == "/"
    said = text_of(device.get("/"))
    assert "Sam" not in said
    assert "Your therapist will see your answers" in said


def test_a_strain_of_three_brings_its_two_questions(device: Client) -> None:
    for number in range(1, 6):
        answer(device, number, "8")
    assert "of 7" in text_of(device.get("/q/6/"))
    answer(device, 6, "3")
    assert "of 9" in text_of(device.get("/q/7/")) or "of 10" in text_of(device.get("/q/7/"))


def test_going_back_keeps_what_was_answered(device: Client) -> None:
    answer(device, 1, "8")
    assert re.search(r'value="8"[^>]*checked', device.get("/q/1/").content.decode())


def test_sent_once_however_often_the_button_is_pressed(device: Client, session: SessionRow) -> None:
    for number in range(1, 7):
        answer(device, number, "8" if number < 6 else "0")
    for _ in range(2):
        device.post("/send/")
    [form] = check_ins.forms_of(session)
    assert form.way == "handed"
    assert "Please hand the device back" in text_of(device.get("/thanks/"))


def test_leaving_keeps_what_was_answered_only_if_the_client_says_so(
    device: Client, session: SessionRow
) -> None:
    answer(device, 1, "8")
    device.post("/stop/", {"do": "keep"})
    [form] = check_ins.forms_of(session)
    assert form.left_early
    assert form.answers == {"understood": 8}


def test_leaving_with_nothing_leaves_nothing(device: Client) -> None:
    answer(device, 1, "8")
    device.post("/stop/", {"do": "drop"})
    assert not FormRow.rows.exists()


def test_item_nine_shows_help_at_once_and_opens_the_review(
    browser_of_noor: Client, session: SessionRow
) -> None:
    settings.change(crisis_contacts=("Crisis line 000",))
    device = hand(browser_of_noor, session, "phq-9")
    for number in range(1, 9):
        answer(device, number, "0")
    said = text_of(answer(device, 9, "1"))
    assert "Crisis line 000" in said
    assert "You do not have to be alone with this" in said
    device.post("/send/")
    assert "Crisis line 000" in text_of(device.get("/thanks/"))
    assert len(risk.open_reviews()) == 1


def test_the_asq_shows_no_help_before_anything_was_answered(
    browser_of_noor: Client, session: SessionRow
) -> None:
    device = hand(browser_of_noor, session, "asq")
    assert "alone with this" not in text_of(answer(device, 1, "0"))


def test_the_pin_brings_the_therapist_back_to_the_session(
    browser_of_noor: Client, session: SessionRow
) -> None:
    settings.set_pin("4711")
    device = hand(browser_of_noor, session, "session-check-in")
    reply = device.post("/back/", {"typed": "4711"})
    assert reply["Location"] == f"/sessions/{session.pk}/"
    device.cookies[seat_cookie(8765)] = PLACE.here.seat
    assert "Sam" in text_of(device.get(f"/sessions/{session.pk}/"))


@pytest.mark.parametrize("number", [0, 99])
def test_a_question_that_is_not_there_leads_to_the_end(device: Client, number: int) -> None:
    assert device.get(f"/q/{number}/").status_code == 302


def test_a_value_that_is_not_allowed_is_not_kept(device: Client) -> None:
    reply = answer(device, 1, "77")
    assert reply.status_code == 200  # type: ignore[attr-defined]
    assert device.get("/q/1/").content.decode().count("checked") == 0
