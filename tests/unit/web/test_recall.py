"""From a moment of a transcript to one's own page: the time and the turn go along, no word that was said."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cast import held, sam
from goldseam.acts import consent, people, reflections, transcripts, vault
from goldseam.acts.consent import By, Given, How
from goldseam.acts.reflections import At
from goldseam.acts.vault import Kind
from goldseam.errors import BadInput
from goldseam.store.models import TranscriptRow

ZOOM = Path(__file__).resolve().parents[2] / "samples" / "transcripts" / "zoom.vtt"


def text_of(reply: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


@pytest.fixture
def walk(browser_of_noor: Client) -> TranscriptRow:
    """A confirmed transcript with times."""
    session = held(people.alliance_of(sam("Heron")), 3)
    now = timezone.now()
    consent.record(session, Given(By.CLIENT, How.SIGNED, timezone.localdate()), now)
    row = transcripts.add(session, ZOOM.read_bytes(), "zoom.vtt", now)
    return transcripts.confirm(row, dict(transcripts.guess(row).roles), now)


def begun(client: Client, row: TranscriptRow, turn: str = "3") -> str:
    reply = client.post("/mirror/begin/", {"transcript": str(row.pk), "turn": turn})
    return str(reply["Location"])


def test_a_chosen_moment_of_a_transcript_leads_to_ones_own_page(
    browser_of_noor: Client, walk: TranscriptRow
) -> None:
    first = transcripts.held(walk)[0]
    page = browser_of_noor.get(f"/talk/{walk.pk}/", {"moment": first.id}).content.decode()
    assert f'name="turn" value="{first.moment.turns[0]}"' in page


def test_the_turn_and_its_time_are_chosen_already(browser_of_noor: Client, walk: TranscriptRow) -> None:
    page = browser_of_noor.get(begun(browser_of_noor, walk)).content.decode()
    turn = transcripts.transcript_of(walk).turns[2]
    assert re.search(r'value="3"[^>]*checked', page)
    assert f"{int(turn.start or 0) // 60}:{int(turn.start or 0) % 60:02d}, turn 3" in page


def test_what_is_kept_is_the_turn_the_time_and_ones_own_words_only(
    browser_of_noor: Client, walk: TranscriptRow
) -> None:
    there = begun(browser_of_noor, walk)
    browser_of_noor.post(there, {"stop": "3", "answer-felt": "My jaw.", "go": "done"})
    [row] = vault.pages(Kind.REFLECTION)
    turn = transcripts.transcript_of(walk).turns[2]
    assert vault.body_of(row)["answers"] == [
        {"prompt": "felt", "words": "My jaw.", "at": turn.start, "turn": 3}
    ]
    kept = json.dumps(vault.body_of(row))
    assert all(one.text not in kept for one in transcripts.transcript_of(walk).turns)
    assert "#3] My jaw." in reflections.entries()[0].reflection.text


def test_from_ones_own_page_the_turn_is_one_tap_away_while_the_transcript_is_there(
    browser_of_noor: Client, walk: TranscriptRow
) -> None:
    there = begun(browser_of_noor, walk)
    read = browser_of_noor.post(there, {"stop": "3", "answer-felt": "My jaw."}, follow=True)
    link = re.search(rf'href="(/talk/{walk.pk}/[^"]*#(\w[\w-]*3))"', read.content.decode())
    assert link
    assert f'id="{link.group(2)}"' in browser_of_noor.get(link.group(1).split("#")[0]).content.decode()
    transcripts.delete(walk, timezone.now())
    [row] = vault.pages(Kind.REFLECTION)
    page = browser_of_noor.get(f"/mirror/{row.pk}/")
    assert "turn 3" in text_of(page)
    assert "/talk/" not in page.content.decode()


def test_a_second_moment_the_same_day_goes_on_the_same_page_in_order(
    browser_of_noor: Client, walk: TranscriptRow
) -> None:
    for turn in ("4", "2"):
        there = begun(browser_of_noor, walk, turn)
        browser_of_noor.post(there, {"stop": turn, "answer-felt": f"Words {turn}.", "go": "more"})
    [row] = vault.pages(Kind.REFLECTION)
    assert [one.turn for one in reflections.entry(row.pk).written.answers] == [2, 4]


def test_a_page_saved_again_keeps_its_moments(browser_of_noor: Client, walk: TranscriptRow) -> None:
    there = begun(browser_of_noor, walk)
    browser_of_noor.post(there, {"stop": "3", "answer-felt": "My jaw."})
    [row] = vault.pages(Kind.REFLECTION)
    browser_of_noor.post(f"/mirror/{row.pk}/write/", {"answer-thought": "And later."})
    assert [one.turn for one in reflections.entry(row.pk).written.answers] == [None, 3]


@pytest.mark.parametrize("turn", ["0", "999", "x", "-1", "1" * 30])
def test_a_turn_that_is_not_there_is_no_choice_and_no_crash(
    browser_of_noor: Client, walk: TranscriptRow, turn: str
) -> None:
    page = browser_of_noor.get(begun(browser_of_noor, walk, turn))
    assert page.status_code == 200
    assert "checked" not in page.content.decode()


def test_turns_are_counted_from_one(browser_of_noor: Client, walk: TranscriptRow) -> None:
    row = reflections.begin_at_moment(walk, timezone.now())
    with pytest.raises(BadInput, match="counted from 1"):
        reflections.add_moment(row, At(None, 0), {"felt": "My jaw."}, timezone.now())
    reflections.add_moment(row, At(None, 2), {"felt": "My jaw."}, timezone.now())
    assert reflections.entry(row.pk).reflection.text == "[#2] My jaw."
