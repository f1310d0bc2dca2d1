"""The consultation log: who, when, what was advised, what was done with it."""

from __future__ import annotations

import re

from django.test import Client

from cast import sam
from goldseam.acts import consultations, people

ASKED = {
    "who": "Dana",
    "on": "2026-11-20",
    "advice": "Meet with the door open.",
    "taken": "not_yet",
    "because": "",
}


def text_of(reply: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))  # type: ignore[attr-defined]


def test_an_empty_log_says_so_without_reproach(browser_of_noor: Client) -> None:
    assert "No one asked yet. Two heads see more than one" in text_of(browser_of_noor.get("/consultations/"))


def test_an_entry_stands_with_its_client_and_with_no_other(browser_of_noor: Client) -> None:
    one, other = sam(), sam("Lee")
    browser_of_noor.post(f"/clients/{one.pk}/consultations/", ASKED)
    assert "You asked Dana on 20 November 2026." in text_of(
        browser_of_noor.get(f"/clients/{one.pk}/consultations/")
    )
    assert "Dana" not in text_of(browser_of_noor.get(f"/clients/{other.pk}/consultations/"))
    assert consultations.log(None) == []


def test_deciding_otherwise_is_a_decision_with_room_for_a_reason(browser_of_noor: Client) -> None:
    alliance = people.alliance_of(sam())
    log = f"/clients/{alliance.client_id}/consultations/"
    browser_of_noor.post(log, ASKED)
    [(row, _)] = consultations.log(alliance)
    browser_of_noor.post(f"/consultations/{row.pk}/", {**ASKED, "taken": "not_taken"})
    said = text_of(browser_of_noor.get(log))
    assert "You decided otherwise" in said
    assert "A line on why helps you later." in said


def test_an_entry_without_a_name_is_asked_for_and_nothing_is_kept(browser_of_noor: Client) -> None:
    reply = browser_of_noor.post("/consultations/", {**ASKED, "who": ""})
    assert "This is still empty" in text_of(reply)
    assert consultations.log(None) == []


def test_an_entry_posted_twice_stands_once(browser_of_noor: Client) -> None:
    for _ in range(2):
        browser_of_noor.post("/consultations/", {**ASKED, "posted": "once"})
    assert len(consultations.log(None)) == 1
