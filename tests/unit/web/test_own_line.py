"""From a moment of a transcript to a line to practise with: without names, confirmed, and nothing else comes along."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cast import held, sam
from goldseam.acts import consent, own_lines, people, practice, transcripts, vault
from goldseam.acts.consent import By, Given, How
from goldseam.acts.vault import Kind
from goldseam.errors import BadInput, Refused
from goldseam.growth.kinds import MarkerKind
from goldseam.store.models import TranscriptRow
from goldseam.terms.talk import Speaker, Turn

TALK = b"""T: How was the week, Tom?
C: Fine. You never listen to me, Xiomara in Leeds said so too.
T: Tell me.
C: I don't want to.
"""


def text_of(reply: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def a_talk(*, may_share: bool) -> TranscriptRow:
    session = held(people.alliance_of(sam("Heron")), 3)
    now = timezone.now()
    given = Given(By.CLIENT, How.SIGNED, timezone.localdate(), may_share=may_share)
    consent.record(session, given, now)
    row = transcripts.add(session, TALK, "talk.txt", now)
    return transcripts.confirm(row, {"T": Speaker.THERAPIST, "C": Speaker.CLIENT}, now)


@pytest.fixture
def talk(browser_of_noor: Client) -> TranscriptRow:
    return a_talk(may_share=True)


def test_a_clients_turn_becomes_a_line_without_names_and_its_kind_is_proposed(talk: TranscriptRow) -> None:
    found = own_lines.from_talk(talk.pk, 2, timezone.now())
    assert "You never listen to me" in found.line
    assert not re.search("Xiomara|Leeds", found.line)
    assert found.kind is MarkerKind.THERAPIST


def test_ones_own_turn_is_no_line(talk: TranscriptRow) -> None:
    for turn in (1, 99):
        with pytest.raises(BadInput, match="not your client's"):
            own_lines.from_talk(talk.pk, turn, timezone.now())


@pytest.mark.usefixtures("browser_of_noor")
def test_a_consent_that_does_not_speak_of_copies_keeps_the_line_where_it_is() -> None:
    with pytest.raises(Refused, match="as you remember it"):
        own_lines.from_talk(a_talk(may_share=False).pk, 2, timezone.now())


def test_the_way_from_the_moment_to_the_reply(browser_of_noor: Client, talk: TranscriptRow) -> None:
    moment = next(one for one in transcripts.held(talk) if one.moment.turns == (2,))
    page = browser_of_noor.get(f"/talk/{talk.pk}/", {"moment": moment.id}).content.decode()
    link = f"/growth/own/?talk={talk.pk}&amp;turn=2"
    assert link in page
    own = browser_of_noor.get(link.replace("&amp;", "&"))
    assert "Only this line comes along." in text_of(own)
    line = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", own.content.decode(), re.S)
    assert line is not None
    asked = {"line": line[1], "kind": MarkerKind.THERAPIST.value, "difficulty": "2", "go": "keep"}
    assert "not confirmed yet" in text_of(browser_of_noor.post("/growth/own/", asked))
    assert vault.pages(Kind.EXERCISE) == []
    reply = browser_of_noor.post("/growth/own/", {**asked, "confirmed": "yes"}, follow=True)
    assert "You never listen to me" in text_of(reply)
    [made] = practice.own_exercises()
    assert str(talk.pk) not in vault.body_of(vault.pages(Kind.EXERCISE)[0]).values()
    assert "Xiomara" not in made.line


@pytest.mark.parametrize("query", ["?talk=nothing&turn=2", "?talk=&turn=2", "?turn=x"])
def test_an_address_that_leads_nowhere_gives_the_empty_form(browser_of_noor: Client, query: str) -> None:
    assert "A line that stayed with you." in text_of(browser_of_noor.get(f"/growth/own/{query}"))


def test_masking_twice_changes_nothing(talk: TranscriptRow) -> None:
    once = own_lines.from_talk(talk.pk, 2, timezone.now()).line
    assert own_lines.masked(once) == once


def test_a_long_turn_gives_the_sentence_of_the_moment_and_some_after() -> None:
    turn = Turn(1, "C", "First. " + "Long before it. " * 30 + "You never listen. Ever. " + "After. " * 100)
    line = own_lines._short(turn, turn.text.index("You never"))
    assert line.startswith("You never listen. Ever. After.")
    assert len(line) <= own_lines.LONGEST
