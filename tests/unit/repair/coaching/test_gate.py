"""What stops the coaching, by ground; and what sounds like it and does not."""

from __future__ import annotations

import pytest

from goldseam.repair.coach import coach
from goldseam.repair.coaching.gate import stop, stops
from goldseam.repair.coaching.scopes import covered
from goldseam.repair.coaching.tokens import read


def ground(text: str) -> str:
    draft = read(text)
    found = stop(draft, covered(draft))
    return found.name if found else ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("You said you would kill me.", "threat"),
        ('You texted me "I will find you".', "threat"),
        ("I drove past your house again on Sunday.", "stalking"),
        ("When I kissed you in the corridor, I went too far.", "sexual"),
        ("I borrowed the two thousand from you and did not pay it back.", "integrity"),
        ("I told your sister what you said in here.", "integrity"),
    ],
)
def test_a_breach_or_a_threat_stops_the_coaching(text: str, name: str) -> None:
    assert ground(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "You told me how your father hit you, and I looked at my notes.",
        "When you asked for a hug, I said no, and I said it coldly.",
        "The fee went up and I told you by email. That was curt of me.",
        "In your dream I kissed you, and I laughed when you told it.",
        "You told me he said he would kill you, and I changed the subject.",
        "I never touched you.",
    ],
)
def test_what_only_sounds_like_it_does_not(text: str) -> None:
    assert ground(text) == ""


def test_each_reason_is_plain_and_leads_to_someone_to_talk_with() -> None:
    for one in stops():
        assert "talk with" in one.reason.lower()
        assert all(len(sentence.split()) <= 15 for sentence in one.reason.split(". "))


def test_a_stopped_draft_shows_the_reason_and_marks_nothing() -> None:
    read = coach("I drove past your house again on Sunday. You took it the wrong way.")
    assert read.gate
    assert read.spans == ()
