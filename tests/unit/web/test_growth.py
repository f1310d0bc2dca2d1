"""Practice pages: a line, a reply kept as it grows, one's own view before the rules', and nothing that nags."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from goldseam.acts import practice, vault
from goldseam.acts.vault import Kind
from goldseam.growth.kinds import MarkerKind

REPLY = "To be fair, you never said so. What did I miss?"
SAVING = {"X-Goldseam": "autosave"}


def text_of(reply: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


@pytest.fixture
def there(browser_of_noor: Client) -> str:
    """The address of a fresh reply."""
    kind = MarkerKind.THERAPIST.value
    return str(browser_of_noor.post("/growth/begin/", {"kind": kind})["Location"])


def test_a_reply_is_kept_as_it_grows(browser_of_noor: Client, there: str) -> None:
    assert browser_of_noor.post(there, {"text": REPLY}, headers=SAVING).status_code == 204
    assert REPLY in browser_of_noor.get(there).content.decode()


def test_an_empty_reply_goes_no_further(browser_of_noor: Client, there: str) -> None:
    assert "The reply is empty." in text_of(browser_of_noor.post(there, {"text": " "}))


def test_ones_own_view_comes_before_the_rules_and_both_are_shown(browser_of_noor: Client, there: str) -> None:
    rate = browser_of_noor.post(there, {"text": REPLY})["Location"]
    first = text_of(browser_of_noor.get(rate))
    assert "Your own view first" in first
    assert "the rules:" not in first
    said = text_of(browser_of_noor.post(rate, {"undefended": "there", "went": "it_came"}, follow=True))
    assert "the rules: not there · you: there" in said
    assert "You see this otherwise. Both views stay." in said
    assert "To be fair" in said


def test_nothing_has_to_be_rated(browser_of_noor: Client, there: str) -> None:
    rate = browser_of_noor.post(there, {"text": REPLY})["Location"]
    assert "Side by side" in text_of(browser_of_noor.post(rate, {}, follow=True))
    assert practice.skills() == []


def test_once_more_comes_with_a_change(browser_of_noor: Client, there: str) -> None:
    key = there.split("/")[2]
    browser_of_noor.post(there, {"text": REPLY})
    again = browser_of_noor.post("/growth/begin/", {"again": key}, follow=True)
    assert "Say it in half the words." in text_of(again)


def test_the_quiet_line_is_only_there_when_asked_for_and_makes_no_sound(
    browser_of_noor: Client, there: str
) -> None:
    assert b"<animate" not in browser_of_noor.get(there).content
    page = browser_of_noor.get(there + "?aloud").content
    assert b'dur="90s"' in page
    assert b"<audio" not in page


def test_nothing_nags_and_nothing_is_counted(browser_of_noor: Client) -> None:
    said = text_of(browser_of_noor.get("/growth/"))
    assert "Nothing is waiting." in said
    assert not re.search(r"\b(streak|days in a row|overdue|due|\d+ (exercises|replies))\b", said)
    assert "practise" not in text_of(browser_of_noor.get("/")).lower()


def test_a_threat_stops_the_feedback(browser_of_noor: Client, there: str) -> None:
    rate = browser_of_noor.post(there, {"text": "If you say that again I will hurt you."})["Location"]
    said = text_of(browser_of_noor.post(rate, {}, follow=True))
    assert "Talk with a supervisor or colleague first." in said
    assert "the rules:" not in said


def test_a_line_of_ones_own_loses_its_names_before_it_is_kept(browser_of_noor: Client) -> None:
    asked = {
        "line": "Tom from Leeds said: you forgot me.",
        "kind": MarkerKind.THERAPIST.value,
        "difficulty": "2",
    }
    said = text_of(browser_of_noor.post("/growth/own/", {**asked, "go": "look"}))
    assert "[PLACE 1]" in said
    assert vault.pages(Kind.EXERCISE) == []
    refused = text_of(browser_of_noor.post("/growth/own/", {**asked, "go": "keep"}))
    assert "not confirmed yet" in refused
    browser_of_noor.post("/growth/own/", {**asked, "go": "keep", "confirmed": "yes"})
    [one] = practice.own_exercises()
    assert "Leeds" not in one.line


def test_what_i_can_do_now_is_too_early_to_say_at_first(browser_of_noor: Client) -> None:
    said = text_of(browser_of_noor.get("/growth/now/"))
    assert "Too early to say." in said
    assert "It says nothing about your clients." in said


def test_a_reply_can_be_removed(browser_of_noor: Client, there: str) -> None:
    browser_of_noor.post(there, {"text": REPLY})
    browser_of_noor.post(f"{there}remove/")
    assert browser_of_noor.get(there).status_code == 404


@pytest.mark.parametrize("address", ["/growth/", "/growth/own/", "/growth/now/"])
def test_each_page_has_one_heading_and_a_minute_for_oneself(browser_of_noor: Client, address: str) -> None:
    body = browser_of_noor.get(address).content.decode()
    assert body.count("<h1") == 1
    assert "I want to stop here" in body
    assert "/break/" in body


def test_one_thing_to_try_comes_first_with_its_why(browser_of_noor: Client, there: str) -> None:
    rate = browser_of_noor.post(there, {"text": "To be fair, I was tired that day."})["Location"]
    said = text_of(browser_of_noor.post(rate, {}, follow=True))
    assert "One thing to try: Stays without defence. Reasons can come later." in said


def test_another_language_gets_no_marks_of_the_coach(browser_of_noor: Client, there: str) -> None:
    words = "Me disculpo sinceramente por haber dicho eso, no fue mi intención."
    rate = browser_of_noor.post(there, {"text": words})["Location"]
    said = text_of(browser_of_noor.post(rate, {"owns": "there"}, follow=True))
    assert "The rules read English." in said
    assert "you: there" in said
    assert "May land otherwise" not in said


def test_after_ask_nothing_this_time_no_question_is_missing(browser_of_noor: Client, there: str) -> None:
    key = there
    for _ in range(3):
        browser_of_noor.post(key, {"text": "You're right, I was late."})
        key = browser_of_noor.post("/growth/begin/", {"again": key.split("/")[2]})["Location"]
    assert "Ask nothing this time." in text_of(browser_of_noor.get(key))
    rate = browser_of_noor.post(key, {"text": "You're right, I was late."})["Location"]
    assert "No question, as you set out to do." in text_of(browser_of_noor.post(rate, {}, follow=True))


def test_once_more_shows_what_was_said_before(browser_of_noor: Client, there: str) -> None:
    browser_of_noor.post(there, {"text": "My first words were these."})
    again = browser_of_noor.post("/growth/begin/", {"again": there.split("/")[2]})["Location"]
    rate = browser_of_noor.post(again, {"text": "You're right, I was late."})["Location"]
    said = text_of(browser_of_noor.post(rate, {}, follow=True))
    assert "What you said before My first words were these." in said


def test_a_feeling_said_back_is_marked_nowhere_on_the_page(browser_of_noor: Client) -> None:
    kind = MarkerKind.SELF.value
    there = browser_of_noor.post("/growth/begin/", {"kind": kind})["Location"]
    rate = browser_of_noor.post(there, {"text": "You feel like a burden here, too. I am glad you say it."})[
        "Location"
    ]
    said = text_of(browser_of_noor.post(rate, {}, follow=True))
    assert "You tell your client what they do or are." not in said
    assert "Leaves interpretation out the rules: there" in said
