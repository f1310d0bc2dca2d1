"""The 20-second note, by keyboard alone and by one thumb: every key and tap is counted.

docs/explanation/hard-evening.md states these counts; the test holds it to them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from evening import Running
from hands import Keyboard
from hard_evening import labelled, window

pytestmark = pytest.mark.browser
PAGE = Path(__file__).resolve().parents[2] / "docs/explanation/hard-evening.md"
SAVED = "Saved on this computer only. You can stop now."


def stated(what: str) -> int:
    """The count that the documentation states."""
    found = re.search(rf"^\| {re.escape(what)} \| (\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None, f"{PAGE.name} states no count for: {what}"
    return int(found.group(1))


def done(page: Page) -> None:
    page.get_by_role("heading", name=SAVED).wait_for()


def test_keyboard_only(browser: Browser, running: Running) -> None:
    with window(browser, running, "desk") as page:
        keys = Keyboard(page)
        keys.key("n")
        page.get_by_role("heading", name="What happened").wait_for()
        keys.reach(page.get_by_label("went quiet"))
        keys.key("Space")
        expect(page.get_by_label("went quiet")).to_be_checked()
        keys.key("Enter")
        done(page)
        assert keys.pressed == stated("Keyboard: one chip")


def test_keyboard_only_with_a_word(browser: Browser, running: Running) -> None:
    with window(browser, running, "desk") as page:
        keys = Keyboard(page)
        keys.key("n")
        page.get_by_role("heading", name="What happened").wait_for()
        keys.reach(page.get_by_label("went quiet"))
        keys.key("Space")
        keys.reach(page.get_by_label(labelled("Or a few words")))
        page.keyboard.type("Looked away")
        keys.reach(page.get_by_role("button", name="Done"))
        keys.key("Enter")
        done(page)
        assert keys.pressed == stated("Keyboard: one chip and words, without the letters")


def test_thumb_only(browser: Browser, running: Running) -> None:
    with window(browser, running, "phone") as page:
        taps = [
            page.get_by_role("button", name="Just note it"),
            page.locator("label", has_text="went quiet"),
            page.get_by_role("button", name="Done"),
        ]
        for target in taps:
            target.wait_for()
            box = target.bounding_box()
            assert box is not None and min(box["width"], box["height"]) >= 44
            target.tap()
        done(page)
        assert len(taps) == stated("Thumb: one chip")


def test_the_thumb_reaches_every_step_without_scrolling(browser: Browser, running: Running) -> None:
    with window(browser, running, "phone") as page:
        page.get_by_role("button", name="Just note it").tap()
        for target in (page.locator("label", has_text="went quiet"), page.get_by_role("button", name="Done")):
            target.wait_for()
            box = target.bounding_box()
            assert box is not None and box["y"] >= 0 and box["y"] + box["height"] <= 844


def test_words_left_in_the_middle_are_there_when_one_comes_back(browser: Browser, running: Running) -> None:
    with window(browser, running, "phone") as page:
        page.get_by_role("button", name="Think it through").tap()
        page.get_by_label(labelled("Or a few words")).press_sequentially("She looked at the flo")
        page.goto(running.origin + "/")  # at once, in the middle of a word
        page.get_by_role("link", name="Take up the note you left").click()
        expect(page.get_by_label(labelled("Or a few words"))).to_have_value("She looked at the flo")
        page.get_by_role("button", name="Go on").tap()
        page.locator("label", has_text="ashamed").tap()
        page.get_by_text("Saved on this computer").wait_for()
        page.goto(running.origin + "/")
        page.get_by_role("link", name="Take up the note you left").click()
        page.get_by_role("button", name="Go on").tap()
        expect(page.get_by_label("ashamed")).to_be_checked()
