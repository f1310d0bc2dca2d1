"""Several windows of one browser: what one locks or hands over, no other goes on showing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from evening import Running, start_own_book

pytestmark = pytest.mark.browser


@pytest.fixture
def two(page: Page, context: BrowserContext) -> tuple[Page, Page]:
    """Two windows of the book of invented people: a client's page, and the caseload."""
    page.click("text=Look around with invented people")
    page.get_by_role("heading", name="Hard one?").wait_for()
    page.goto(_base(page) + "/caseload/")
    clients = page.locator('main a[href^="/clients/"]')
    hrefs = [
        href
        for href in clients.evaluate_all("all => all.map(a => a.pathname)")
        if re.search(r"[0-9a-f-]{36}/$", href)
    ]
    other = context.new_page()
    other.goto(_base(page) + "/caseload/")
    page.goto(_base(page) + hrefs[0])
    return page, other


def _base(page: Page) -> str:
    return re.match(r"http://localhost:\d+", page.url).group(0)  # type: ignore[union-attr]


def hand_over(page: Page) -> None:
    """Hand the device over from the newest session."""
    hrefs = page.locator("a").evaluate_all("all => all.map(a => a.pathname)")
    page.goto(_base(page) + next(one for one in hrefs if re.fullmatch(r"/sessions/[0-9a-f-]{36}/", one)))
    page.locator('form[action*="hand-over"] button').first.click()
    expect(page.locator("body.client-page")).to_be_visible()


def test_words_written_in_one_window_are_not_put_under_older_ones_of_another(
    page: Page, context: BrowserContext
) -> None:
    start_own_book(page)
    page.goto(_base(page) + "/mirror/")
    page.get_by_role("button", name="Two minutes").click()
    words = "What happened, in one plain line?"
    expect(page.get_by_label(words)).to_be_visible()
    other = context.new_page()
    other.goto(page.url)
    other.get_by_label(words).fill("Written in the second window.")
    expect(other.get_by_text(re.compile("Saved on this computer, "))).to_be_visible()
    expect(page.get_by_label(words)).to_have_value("Written in the second window.")
    page.get_by_label(words).press("End")
    page.get_by_label(words).press_sequentially(" And in the first.")
    both = "Written in the second window. And in the first."
    expect(other.get_by_label(words)).to_have_value(both)


def test_locking_one_window_empties_the_other_and_the_way_back(two: tuple[Page, Page]) -> None:
    page, other = two
    page.click("nav button:has-text('Lock')")
    expect(other.get_by_text("Start my own book")).to_be_visible()
    for window in (page, page):
        window.go_back()
        expect(window.get_by_text("Start my own book")).to_be_visible()


def test_esc_esc_in_one_window_blanks_the_other(two: tuple[Page, Page]) -> None:
    page, other = two
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(other.locator("html.blank, body.bare")).to_be_visible()
    expect(other.get_by_text("Start my own book")).to_be_visible()


def test_while_a_client_has_the_device_no_window_and_no_way_back_shows_the_book(
    two: tuple[Page, Page],
) -> None:
    page, other = two
    was = page.url
    hand_over(page)
    expect(other.locator("body.client-page")).to_be_visible()
    assert other.url == _base(page) + "/"
    for window in (page, page, page):
        window.go_back()
        expect(window.locator("body.client-page")).to_be_visible()
    for url in (was, _base(page) + "/caseload/", _base(page) + "/settings/"):
        page.goto(url)
        assert page.url == _base(page) + "/"


def test_a_window_left_alone_does_not_lock_while_someone_works_in_another(two: tuple[Page, Page]) -> None:
    page, other = two
    other.clock.install()
    other.goto(_base(page) + "/caseload/")
    other.clock.fast_forward("09:50")
    page.mouse.click(5, 5)  # someone is here, in this window
    page.wait_for_timeout(5_500)  # each window tells the others every five seconds
    other.clock.fast_forward("00:20")
    expect(other.get_by_role("heading", name="Caseload")).to_be_visible()
    page.goto(_base(page) + "/caseload/")
    expect(page.get_by_role("heading", name="Caseload")).to_be_visible()


def test_another_profile_of_this_browser_sees_nothing_of_the_open_book(
    two: tuple[Page, Page], running: Running
) -> None:
    page, _ = two
    stranger = page.context.browser.new_context()  # type: ignore[union-attr]
    seen = stranger.new_page()
    for path in ("/", "/caseload/", running.address.partition("localhost")[2].partition("/")[2]):
        seen.goto(_base(page) + "/" + path.lstrip("/"))
        assert "Caseload" not in seen.inner_text("body")
        assert re.search("does not know goldseam yet|has been used", seen.inner_text("body"))
    stranger.close()
