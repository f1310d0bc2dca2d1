"""Where it is not safe the curious questions rest; they come back on the therapist's word, or after advice."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cast import NOW, held, sam
from goldseam.acts import consultations, endings, episodes, hard, people, preparing, safety_gate, writings
from goldseam.safety.consult import consulted

THREAT = "He threatened me and blocked the door."


def text_of(reply: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))  # type: ignore[attr-defined]


@pytest.fixture
def view(browser_of_noor: Client) -> episodes.View:
    alliance = people.alliance_of(sam())
    return episodes.confirm(episodes.notice(alliance, held(alliance, 3), "therapist", "", NOW).row, NOW)


def note(view: episodes.View, text: str, at: object = None, linked: bool = True) -> None:
    row = hard.begin(hard.Length.NOTE, NOW, view.row.alliance.client)
    hard.keep(row, at or NOW, {"what": text})  # type: ignore[arg-type]
    if linked:
        writings.belongs_to(row, episode=view.row)


def test_a_quiet_note_asks_nothing_to_rest(view: episodes.View) -> None:
    note(view, "She went quiet after I interrupted her.")
    assert safety_gate.gate(view).go_on


def test_a_later_note_counts_though_it_belongs_to_no_episode_and_one_of_long_ago_does_not(
    view: episodes.View,
) -> None:
    note(view, THREAT, NOW - timedelta(days=30), linked=False)
    assert safety_gate.gate(view).go_on
    note(view, THREAT, NOW + timedelta(days=30), linked=False)
    assert not safety_gate.gate(view).go_on


def test_a_threat_stops_the_guide_and_says_why(browser_of_noor: Client, view: episodes.View) -> None:
    note(view, THREAT)
    said = text_of(browser_of_noor.get(f"/episodes/{view.row.pk}/guide/"))
    assert "Safety comes first" in said
    assert "What comes" not in said
    assert "Safety comes first" in text_of(browser_of_noor.get(f"/episodes/{view.row.pk}/draft/"))


def test_the_therapists_word_brings_them_back_until_a_newer_note(
    browser_of_noor: Client, view: episodes.View
) -> None:
    note(view, THREAT)
    reply = browser_of_noor.post(f"/episodes/{view.row.pk}/looked/", follow=True)
    assert "Next question" in text_of(reply)
    note(view, THREAT, timezone.now() + timedelta(minutes=5))
    assert not safety_gate.gate(view).go_on


def test_an_ending_that_is_not_safe_rests_them_too(view: episodes.View) -> None:
    row = endings.begin(view.row.alliance, NOW)
    writings.keep(row, NOW, who="therapist", safe="no")
    assert "not safe" in safety_gate.gate(view).because


def test_a_breach_of_ones_own_rests_until_someone_was_asked(
    browser_of_noor: Client, view: episodes.View
) -> None:
    writings.keep(preparing.preparation(view, NOW), NOW, draft="I am sorry that I kissed you.")
    browser_of_noor.post(f"/episodes/{view.row.pk}/looked/")
    assert "Take it to consultation first" in safety_gate.gate(view).because
    assert not safety_gate.can_look(view)
    consultations.note(
        consulted(timezone.localdate(), "Dana", "Stop, and report it."), NOW, view.row.alliance
    )
    assert safety_gate.gate(view).go_on
