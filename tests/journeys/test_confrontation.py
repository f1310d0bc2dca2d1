"""A client is angry, and then shouts: the questions rest, a boundary is said and kept, it is partly mended."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from evening import Running
from hard_evening import WINDOWS, Walk, days_before, labelled, window

pytestmark = pytest.mark.browser
SHORT = "When you shout at me, I end the session for that day."


@pytest.mark.parametrize("kind", WINDOWS)
def test_a_confrontation_that_needs_a_boundary(browser: Browser, running: Running, kind: str) -> None:
    with window(browser, running, kind) as page:
        walk = Walk(page, f"confrontation-{kind}")
        client = walk.add_client("Kestrel")
        walk.add_session(client, 14)
        walk.note(client, ["angry with me"], "She said I never listen. I had moved her hour.")
        walk.press("Keep an episode open")
        walk.follow("One question at a time", "question")
        walk.sees("Next question")

        walk.add_session(client, 7)
        walk.note(client, ["angry with me"], "She shouted at me and called me useless.")
        walk.sees("shouted", "The questions rest for now. You come first.")
        expect(page.get_by_role("button", name="Keep an episode open")).to_have_count(0)
        walk.open(client)
        walk.follow("Session 1")
        walk.follow("One question at a time", "resting")
        walk.sees("The questions rest")
        expect(page.get_by_label(labelled("What comes"))).to_have_count(0)

        walk.follow("Whom you ask", "consultations")
        walk.sees("No one asked yet.")
        walk.fill("Whom you asked", "Dana")
        walk.fill("What they advised", "Say one limit, once, at the start.")
        walk.tap("You took the advice")
        walk.press("Put it in the log", "asked")
        walk.sees("You asked Dana")

        walk.back()
        walk.press("Plan a boundary", "boundary-empty")
        walk.fill("What they do", "you shout at me")
        walk.press("How it reads", "boundary-part")
        walk.sees("Still to say: What you do then")
        walk.fill("What you do then", "I end the session for that day")
        walk.fill("What happens next", "We speak by phone before we meet again")
        walk.tap("Open")
        walk.press("How it reads", "boundary")
        walk.sees("Say it once, calmly", "The door stays open.")
        walk.tap("You said it to your client")
        walk.day("On", days_before(1))
        walk.press("Note it", "boundary-said")
        walk.sees("In force")

        walk.open(client, "client")
        walk.sees(SHORT)
        walk.follow("Before the session", "brief")
        walk.sees(SHORT, "Talk with someone before this session.")
        expect(page.get_by_text("What did I get wrong?")).to_have_count(0)

        walk.back()
        walk.follow("Session 1")
        walk.follow("One question at a time")
        walk.press("I have looked at safety. Ask me again.")
        walk.sees("Next question")
        walk.open(client)
        walk.follow("Before the session")
        walk.sees("What did I get wrong?")
        walk.tap("We came back to it")
        walk.fill("One line", "She was quieter. The hour stays moved.")
        walk.press("Keep")
        walk.unfold("Say how you see it")
        walk.tap("Partly mended")
        walk.press("Save", "partly")
        walk.sees("Partly mended", "She was quieter. The hour stays moved.")
