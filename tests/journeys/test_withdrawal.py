"""A client goes quiet; over three sessions it is named, partly mended, and mended."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from evening import Running
from hard_evening import WINDOWS, Walk, labelled, window

pytestmark = pytest.mark.browser
DRAFT = (
    "Last week I moved on to the homework while you were still with your father. "
    "I think that left you alone with it. That was my doing. How was it for you?"
)


def answer_one_of_each(walk: Walk, page: Page) -> int:
    """Answer the first question and pass the others over, until the draft; how many there were."""
    asked = 0
    while page.get_by_label(labelled("What comes")).count():
        if asked == 0:
            walk.shot("question")
            walk.fill("What comes", "Hurried, and then far away.")
        asked += 1
        walk.press("Next question")
    return asked


@pytest.mark.parametrize("kind", WINDOWS)
def test_a_withdrawal_mended_over_three_sessions(browser: Browser, running: Running, kind: str) -> None:
    with window(browser, running, kind) as page:
        walk = Walk(page, f"withdrawal-{kind}")
        walk.shot("door")
        client = walk.add_client("Heron")
        walk.shot("client")

        walk.add_session(client, 14)
        walk.note(client, ["went quiet"], "She said it is fine, and looked at the floor.")
        walk.press("Keep an episode open", "episode")
        walk.sees("Why this is here", "Still open")
        walk.follow("One question at a time")
        assert answer_one_of_each(walk, page) >= 4
        walk.fill("What you want to say", DRAFT)
        walk.press("Read it with me", "draft")
        walk.sees("As it reads")
        walk.fill("How you want to be there", "Slowly, and curious.")
        walk.fill("One thing not to do", "No reasons.")
        walk.press("Keep it for the session", "brief")
        walk.sees("Slowly, and curious.", "No reasons.", "Last week I moved on")

        walk.add_session(client, 7)
        walk.open(client)
        walk.follow("Before the session")
        walk.tap("Not today")
        walk.press("Keep")
        walk.follow("Session 1")
        walk.tap("Own your part", inside=walk.unfold("You came back to it"))
        walk.press("Note it")
        walk.unfold("Say how you see it")
        walk.tap("Partly mended")
        walk.press("Save", "partly")
        walk.sees("Partly mended")

        walk.open(client)
        walk.follow("Before the session", "brief-again")
        walk.tap("We came back to it")
        walk.fill("One line", "She said she had felt hurried. We stayed with it.")
        walk.press("Keep", "came-back")
        walk.unfold("Say how you see it")
        walk.tap("Mended")
        walk.press("Save", "mended")
        expect(page.locator(".state").first).to_have_text("Mended")
        walk.sees("She said she had felt hurried. We stayed with it.")
        walk.open(client)
        expect(page.get_by_text("Open between you")).to_have_count(0)
