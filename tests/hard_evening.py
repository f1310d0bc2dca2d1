"""What a therapist does in a hard week, in a real browser: the same steps for every journey."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from evening import Running, start_own_book
from hands import Finger, Keyboard, arrived_well

# Each journey is made three times: by thumb in a phone's window at night; with the keyboard alone in a window as
# narrow, by day, as one that is zoomed far in; with a mouse in a wide window without JavaScript.
WINDOWS = ("phone", "keys", "plain")
SHOTS = os.environ.get("GOLDSEAM_SHOTS", "")


@contextmanager
def window(browser: Browser, running: Running, kind: str) -> Iterator[Page]:
    """A window at an own, open, empty book. Errors in the console fail the journey."""
    size = {"width": 1280, "height": 900} if kind in {"plain", "desk"} else {"width": 390, "height": 844}
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        java_script_enabled=kind != "plain",
        has_touch=kind == "phone",
        color_scheme="dark" if kind == "phone" else "light",
        accept_downloads=True,
        reduced_motion="reduce",  # axe is not to meet a color on its way
    )
    context.set_default_timeout(40_000)  # a machine that is shared may be slow to make a book
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(running.address)
    start_own_book(page)
    yield page
    assert wrong == []
    context.close()


class Walk:
    """A walk through the pages; each step can be photographed (GOLDSEAM_SHOTS names a folder)."""

    def __init__(self, page: Page, name: str) -> None:
        self.page, self.name, self.count = page, name, 0
        self.hand = Keyboard(page) if name.endswith("keys") else Finger(page)

    def shot(self, what: str) -> None:
        """See that the page fits the window and, in dark and in light, that axe finds no fault; photograph it."""
        self.count += 1
        self.page.wait_for_load_state()
        assert arrived_well(self.page), f"{what}: the focus is lost outside the page's own part"
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        if self.page.evaluate(wide) > 0:
            raise AssertionError(f"{what} is too wide")
        if not self.name.endswith("plain"):
            found = [
                (one["id"], one["nodes"][0]["target"]) for one in Axe().run(self.page).response["violations"]
            ]
            assert found == [], f"{what}: {found}"
        if SHOTS:
            path = Path(SHOTS) / f"{self.name}-{self.count:02}-{what}.png"
            self.page.screenshot(path=str(path), full_page=True)

    def press(self, name: str, what: str = "") -> None:
        """Press a button by its whole name; photograph what comes."""
        self.hand.press(self.page.get_by_role("button", name=name, exact=True).first)
        if what:
            self.shot(what)

    def follow(self, name: str, what: str = "") -> None:
        """Follow a link by its whole name; photograph what comes."""
        self.hand.press(self.page.get_by_role("link", name=name, exact=True).first)
        if what:
            self.shot(what)

    def back(self) -> None:
        """Follow the link back at the top of the page."""
        self.hand.press(self.page.locator("a.back"))

    def open(self, client: str, what: str = "") -> None:
        """Go to a client's page by way of the caseload."""
        self.follow("Caseload")
        self.page.wait_for_url("**/caseload/")
        self.follow(client, what)

    def see_to(self, duty: str, what: str = "") -> None:
        """From the list of an ending to where this is done."""
        self.hand.press(self.page.locator("a", has_text=f"Do it here: {duty}").first)
        if what:
            self.shot(what)

    def sees(self, *texts: str) -> None:
        """Each of these stands on the page."""
        for text in texts:
            expect(self.page.get_by_text(text).first).to_be_visible()

    def fill(self, label: str, text: str) -> None:
        """Write into the field with this label."""
        self.hand.write(self.page.get_by_label(labelled(label)).first, text)

    def day(self, label: str, on: date) -> None:
        """Give the day in the field with this label."""
        self.hand.day(self.page.get_by_label(labelled(label)).first, on)

    def pick(self, label: str, option: str) -> None:
        """Choose from the list with this label."""
        self.hand.pick(self.page.get_by_label(labelled(label)).first, option)

    def tap(self, *labels: str, inside: Locator | None = None) -> None:
        """Tap chips, or tick choices; `inside` a part of the page where the same words stand twice."""
        for label in labels:
            self.hand.tick((inside or self.page).get_by_label(label, exact=True).first)

    def unfold(self, name: str) -> Locator:
        """Open a part of the page that is folded."""
        found = self.page.locator("details", has=self.page.locator("summary", has_text=name)).first
        if found.get_attribute("open") is None:
            self.hand.press(found.locator("summary").first)
        return found

    def add_client(self, code: str) -> str:
        """A client, by a code; returns it, to open the client's page again."""
        self.follow("Add a client")
        self.fill("Code name or initials", code)
        self.press("Add")
        return code

    def add_session(self, client: str, days_ago: int) -> None:
        """A session so many days ago, with nothing filled in about it."""
        self.open(client)
        self.follow("Add a session")
        self.day("Day", days_before(days_ago))
        self.press("Save")

    def note(self, client: str, chips: list[str], text: str) -> None:
        """A 20-second note from the client's page, up to the page that says one may stop."""
        self.open(client)
        self.press("New note")
        self.sees("Tap what fits")
        self.tap(*chips)
        if text:
            self.fill("Or a few words", text)
        self.press("Done", "saved")
        self.sees("Saved on this computer only. You can stop now.")

    def download(self, name: str) -> bytes:
        """What a link gives: fetched as the page itself would fetch it."""
        address = self.page.get_by_role("link", name=name, exact=True).first.get_attribute("href")
        assert address is not None
        origin = "/".join(self.page.url.split("/")[:3])
        reply = self.page.request.get(origin + address, headers={"Sec-Fetch-Site": "same-origin"})
        assert reply.ok, f"{name}: {reply.status}"
        return reply.body()


def labelled(label: str) -> re.Pattern[str]:
    """The whole label, with or without the word *optional* after it."""
    return re.compile(rf"^\s*{re.escape(label)}\s*(optional)?\s*$")


def days_before(days: int) -> date:
    """The day so many days ago."""
    return datetime.now(UTC).date() - timedelta(days=days)
