"""Every page of the demo book in a real browser: no fault for assistive technology, no error in the console,
the same without JavaScript."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from evening import Running

pytestmark = pytest.mark.browser
VIEWS = (("phone", 390, 844, "dark"), ("desktop", 1280, 900, "light"))
OPEN_ALL = "document.querySelectorAll('main details').forEach(one => { one.open = true })"
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
    faults = []
    for address in addresses(page, running.origin):
        for name, width, height, scheme in VIEWS:
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(address)
            page.evaluate(OPEN_ALL)
            for fault in Axe().run(page).response["violations"]:
                where = [node["target"] for node in fault["nodes"]][:2]
                faults.append(f"{address} {name}: {fault['id']} {where}")
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if wide > 0:
                faults.append(f"{address} {name} is {wide} px too wide")
    assert faults == []
    assert errors == []


def test_every_page_says_the_same_without_javascript(browser: Browser, running: Running) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(running.address)
    invented(page)
    for address in addresses(page, running.origin):
        page.goto(address)
        assert page.locator("h1").count() == 1, address
    page.goto(running.origin + "/clients/add/")
    page.get_by_label("Code name or initials").fill("Plain")
    page.get_by_role("button", name="Add").click()
    assert page.get_by_text("Plain").first.is_visible()
    context.close()
