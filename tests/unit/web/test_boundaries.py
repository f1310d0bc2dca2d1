"""A boundary: four parts, one sentence, in force from when it was said; shown before the session."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from cast import NOW, sam
from goldseam.acts import boundaries, people
from goldseam.store.models import ClientRow

WHOLE = {
    "behaviour": "you shout at me", "limit": "I end the session for that day",
    "next_step": "We speak by phone before we meet again", "door": "open",
}  # fmt: skip
SAID = (
    "When you shout at me, I end the session for that day. We speak by phone before we meet again. "
    "The door stays open."
)

SHORT = "When you shout at me, I end the session for that day."


def text_of(reply: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))  # type: ignore[attr-defined]


@pytest.fixture
def person(browser_of_noor: Client) -> ClientRow:
    return sam()


@pytest.fixture
def there(browser_of_noor: Client, person: ClientRow) -> str:
    return str(browser_of_noor.post(f"/clients/{person.pk}/boundary/")["Location"])


def test_the_parts_make_a_sentence_to_say(browser_of_noor: Client, there: str) -> None:
    said = text_of(browser_of_noor.post(there, WHOLE, follow=True))
    assert SAID in said
    assert "Say it once, calmly" in said


def test_what_is_missing_is_named_and_no_sentence_is_made_up(browser_of_noor: Client, there: str) -> None:
    said = text_of(browser_of_noor.post(there, {"behaviour": "you shout at me"}, follow=True))
    assert "Still to say: What you do then; What happens next; Whether the door stays open." in said
    assert "When you shout" not in said


def test_a_limit_on_the_other_and_a_word_about_the_person_are_hinted_at(
    browser_of_noor: Client, there: str
) -> None:
    wrong = {**WHOLE, "behaviour": "you get manipulative", "limit": "you leave"}
    said = text_of(browser_of_noor.post(there, wrong, follow=True))
    assert "is about the person" in said
    assert "A limit says what you do" in said


def test_it_is_in_force_from_when_it_was_said_until_it_is_lifted(
    browser_of_noor: Client, there: str, person: ClientRow
) -> None:
    browser_of_noor.post(there, WHOLE)
    alliance = people.alliance_of(person)
    for step, status in (("said", "in_force"), ("crossed", "in_force"), ("lifted", "lifted")):
        browser_of_noor.post(there + "step/", {"step": step, "on": "2026-11-20", "words": ""})
        [view] = boundaries.of(alliance)
        assert view.status.value == status
    assert [fact.step.value for fact in view.facts] == ["said", "crossed", "lifted"]


def test_the_brief_carries_the_one_in_force_and_never_a_lifted_one(
    browser_of_noor: Client, there: str, person: ClientRow
) -> None:
    browser_of_noor.post(there, WHOLE)
    brief = f"/clients/{person.pk}/brief/"
    assert SHORT in text_of(browser_of_noor.get(brief))
    browser_of_noor.post(there + "step/", {"step": "said", "on": "2026-11-20"})
    assert SHORT in text_of(browser_of_noor.get(brief))
    browser_of_noor.post(there + "step/", {"step": "lifted", "on": "2026-11-21"})
    assert "When you shout" not in text_of(browser_of_noor.get(brief))


def test_a_draft_is_taken_up_again_and_one_that_was_said_is_left_alone(
    browser_of_noor: Client, there: str, person: ClientRow
) -> None:
    alliance = people.alliance_of(person)
    browser_of_noor.post(there, WHOLE)
    assert str(boundaries.begin(alliance, NOW).pk) in there
    browser_of_noor.post(there + "step/", {"step": "said", "on": "2026-11-20"})
    assert str(boundaries.begin(alliance, NOW).pk) not in there


def test_a_step_posted_twice_is_one_step(browser_of_noor: Client, there: str, person: ClientRow) -> None:
    browser_of_noor.post(there, WHOLE)
    for _ in range(2):
        browser_of_noor.post(there + "step/", {"step": "said", "on": "2026-11-20", "posted": "once"})
    [view] = boundaries.of(people.alliance_of(person))
    assert len(view.facts) == 1
