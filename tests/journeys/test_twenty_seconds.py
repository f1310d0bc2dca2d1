"""The 20-second note, by keyboard alone and by one thumb: every key and tap is counted.

docs/explanation/hard-evening.md states these counts; the test holds it to them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from evening import Running
from hard_evening import window

pytestmark = pytest.mark.browser
PAGE = Path(__file__).resolve().parents[2] / "docs/explanation/hard-evening.md"
SAVED = "Saved on this computer only. You can stop now."


def stated(what: str) -> int:
    """The count that the documentation states."""
    found = re.search(rf"^\| {re.escape(what)} \| (\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None, f"{PAGE.name} states no count for: {what}"
    return int(found.group(1))


class Keys:
    """A keyboard that counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def on_to(self, label: str) -> None:
        """Tab until the thing with this name has the focus."""
        for _ in range(40):
            focused = "document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText"
            if str(self.page.evaluate(focused) or "").strip() == label:
                return
            self.press("Tab")
        raise AssertionError(f"{label} is not reached with the Tab key")


def done(page: Page) -> None:
    page.get_by_role("heading", name=SAVED).wait_for()


def test_keyboard_only(browser: Browser, running: Running) -> None:
    with window(browser, running, "desk") as page:
        keys = Keys(page)
        keys.press("n")
        page.get_by_role("heading", name="What happened").wait_for()
        keys.on_to("went quiet")
        keys.press("Space")
        assert page.get_by_label("went quiet").is_checked()
        keys.press("Enter")
        done(page)
        assert keys.pressed == stated("Keyboard: one chip")


def test_keyboard_only_with_a_word(browser: Browser, running: Running) -> None:
    with window(browser, running, "desk") as page:
        keys = Keys(page)
        keys.press("n")
        page.get_by_role("heading", name="What happened").wait_for()
        keys.on_to("went quiet")
        keys.press("Space")
        keys.on_to("Or a few words")
        page.keyboard.type("Looked away")
        keys.on_to("Done")
        keys.press("Enter")
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
