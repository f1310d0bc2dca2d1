"""The hard-session note: three taps, kept at every change, an episode only on the therapist's word."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from cast import NOW, held, sam
from goldseam.acts import episodes, hard, people, writings
from goldseam.store.models import WritingRow

WORDS = "She went quiet after I interrupted her."


def text_of(reply: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))  # type: ignore[attr-defined]


@pytest.fixture
def there(browser_of_noor: Client) -> str:
    """The address of a fresh 20-second note."""
    return str(browser_of_noor.post("/hard/", {"length": "note"})["Location"])


def test_two_taps_and_done_is_a_whole_note(browser_of_noor: Client, there: str) -> None:
    reply = browser_of_noor.post(there, {"chips": ["quiet"], "go": "on"}, follow=True)
    assert "Saved on this computer only. You can stop now." in text_of(reply)
    [row] = WritingRow.objects.all()
    assert row.finished_at is not None
    assert writings.body_of(row)["chips"] == ["quiet"]


def test_each_change_is_kept_before_anything_is_sent(browser_of_noor: Client, there: str) -> None:
    reply = browser_of_noor.post(there, {"what": WORDS}, headers={"X-Goldseam": "autosave"})
    assert reply.status_code == 204
    assert WORDS in browser_of_noor.get(there).content.decode()
    assert "Take up the note you left" in text_of(browser_of_noor.get("/"))


def test_the_words_lie_sealed(browser_of_noor: Client, there: str) -> None:
    browser_of_noor.post(there, {"what": WORDS})
    assert b"interrupted" not in bytes(WritingRow.objects.values_list("body", flat=True).get())


def test_the_long_note_has_five_steps_and_can_be_left_at_each(browser_of_noor: Client) -> None:
    there = browser_of_noor.post("/hard/", {"length": "think"})["Location"]
    seen = []
    for _ in range(5):
        seen.append(there.rstrip("/").rsplit("/", 1)[1])
        page = browser_of_noor.get(there)
        assert "A minute for yourself" in text_of(page)
        there = browser_of_noor.post(there, {"go": "on"})["Location"]
    assert seen == ["what", "arrive", "curious", "part", "where"]
    assert there.endswith("/close/")


def test_a_note_opens_an_episode_only_when_the_therapist_says_so(browser_of_noor: Client, there: str) -> None:
    client = sam()
    session = held(people.alliance_of(client), 3)
    reply = browser_of_noor.post(there, {"what": WORDS, "client": str(client.pk), "go": "on"}, follow=True)
    assert episodes.open_episodes() == []
    assert "interrupted" in text_of(reply)
    close = browser_of_noor.post(there, {"what": WORDS, "go": "on"})["Location"]
    browser_of_noor.post(close.replace("close", "episode"), {"session": str(session.pk)})
    [view] = episodes.open_episodes()
    assert view.status.value == "open"
    assert view.onset == session


def test_threats_stop_the_questions(browser_of_noor: Client) -> None:
    there = browser_of_noor.post("/hard/", {"length": "think"})["Location"]
    browser_of_noor.post(there, {"what": "He threatened me and blocked the door.", "go": "on"})
    said = text_of(browser_of_noor.get(there.replace("what", "curious")))
    assert "You come first" in said
    assert "threatened" in said


def test_the_unsafe_page_shows_whom_to_call_and_asks_nothing(browser_of_noor: Client) -> None:
    from goldseam.acts import settings

    settings.change(safety_people=("Lee next door 555",))
    page = browser_of_noor.get("/unsafe/").content.decode()
    main = page[page.index("<main") : page.index("</main")]
    assert "Lee next door 555" in " ".join(text_of_main(main).split())
    assert "<form" not in main
    assert "?" not in text_of_main(main)


def text_of_main(main: str) -> str:
    return re.sub(r"<[^>]+>", " ", main)


def test_the_question_is_curious_and_changes_from_note_to_note(browser_of_noor: Client) -> None:
    evenings = (NOW + timedelta(days=day) for day in range(3))
    asked = {hard.question_for(hard.begin(hard.Length.THINK, evening)) for evening in evenings}
    assert all(question.endswith("?") for question in asked)
    assert len(asked) > 1


def closed(browser: Client, about: str = "", **fields: object) -> str:
    """A finished 3-minute note, and the address of its last page."""
    there = browser.post("/hard/", {"length": "think", "client": about})["Location"]
    browser.post(there, {**fields, "go": "on"})
    return str(there.replace("/what/", "/close/"))


def test_what_the_note_suggests_says_how_sure_and_can_be_called_something_else(
    browser_of_noor: Client,
) -> None:
    close = closed(browser_of_noor, str(sam().pk), what=WORDS)
    said = text_of(browser_of_noor.get(close))
    assert re.search("How sure, from this note alone: (very )?likely .", said)
    reply = browser_of_noor.post(close.replace("close", "not"), follow=True)
    assert reply.redirect_chain[-1][0] == close
    assert "interrupted" not in text_of(reply) and "Keep an episode open" not in text_of(reply)
    assert episodes.open_episodes() == []


def test_a_note_to_plan_from_leads_to_the_questions(browser_of_noor: Client) -> None:
    close = closed(browser_of_noor, str(sam().pk), what=WORDS)
    browser_of_noor.post(close.replace("close", "where"), {"where": "plan", "go": "on"})
    reply = browser_of_noor.post(close.replace("close", "episode"), {"session": ""})
    assert reply["Location"].endswith("/guide/")


def test_a_note_for_supervision_leads_to_the_one_page(browser_of_noor: Client) -> None:
    close = closed(browser_of_noor, what=WORDS)
    assert "/share/sheet/" not in browser_of_noor.get(close).content.decode()
    browser_of_noor.post(close.replace("close", "where"), {"where": "supervision", "go": "on"})
    assert "/share/sheet/" in browser_of_noor.get(close).content.decode()


def test_a_note_about_no_one_can_still_be_said_to_be_about_someone(browser_of_noor: Client) -> None:
    sam()
    assert "Say with whom" in text_of(browser_of_noor.get(closed(browser_of_noor, what=WORDS)))
