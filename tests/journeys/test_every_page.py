"""Every page of the demo book in a real browser: no fault for assistive technology, no error in the console,
the same without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from evening import Running
from every_view import faults, without_a_heading

pytestmark = pytest.mark.browser
FIXED = (
    "/", "/caseload/", "/clients/add/", "/imports/", "/changes/", "/questionnaires/", "/questionnaires/phq-9/",
    "/questionnaires/wai-sr/", "/settings/", "/keeping/", "/help/", "/break/", "/unsafe/",
)  # fmt: skip


def invented(page: Page) -> None:
    """Open the book of invented people."""
    page.get_by_text("Look around with invented people").click()
    page.get_by_role("heading", name="Hard one?").wait_for()


def addresses(page: Page, origin: str) -> list[str]:
    """The fixed pages, and one of each kind that belongs to a client."""
    page.goto(origin + "/caseload/")
    page.get_by_role("link", name="Heron").click()
    client = page.url
    page.get_by_text("Earlier episodes").click()
    episode = page.locator("a[href*='/episodes/']").first.get_attribute("href")
    session = page.locator("a[href*='/sessions/']:not([href*='add'])").first.get_attribute("href")
    own = [client, client + "change/", client + "remove/", client + "sessions/add/"]
    of_session = [f"{origin}{session}{rest}" for rest in ("", "correct/", "forms/session-check-in/type/")]
    return [*(origin + path for path in FIXED), *own, f"{origin}{episode}", *of_session]


@pytest.fixture
def errors(page: Page) -> list[str]:
    """What the console complained about; none is allowed."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def test_no_page_has_a_fault_that_axe_can_see(page: Page, running: Running, errors: list[str]) -> None:
    invented(page)
    assert faults(page, addresses(page, running.origin)) == []
    assert errors == []


def test_every_page_says_the_same_without_javascript(browser: Browser, running: Running) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(running.address)
    invented(page)
    assert without_a_heading(page, addresses(page, running.origin)) == []
    page.goto(running.origin + "/clients/add/")
    page.get_by_label("Code name or initials").fill("Plain")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("Plain").first).to_be_visible()
    context.close()
