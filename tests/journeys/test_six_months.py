"""Six months of an invented therapist: both planted patterns found by touch and by keyboard, none in a shuffled copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import mirror_book
from evening import PASSPHRASE, Running
from every_view import faults
from mirror_keys import tab_to

pytestmark = pytest.mark.browser
BOTH = ("When a client goes quiet, you often explain", "After talking with someone, it often feels lighter")


@pytest.fixture
def planted(tmp_path: Path) -> None:
    """The book with two planted ties."""
    mirror_book.make(tmp_path / "home")


@pytest.fixture
def dealt_anew(tmp_path: Path) -> None:
    """The same entries with every tie gone."""
    mirror_book.make(tmp_path / "home", shuffled=True)


def open_book(page: Page) -> None:
    page.locator("input[type=password]").fill(PASSPHRASE)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Hard one?").wait_for()


def test_by_touch_on_a_phone_both_patterns_are_there_with_their_entries_one_tap_away(
    planted: None, page: Page, running: Running
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_book(page)
    page.get_by_role("link", name="Mirror").click()
    page.get_by_role("link", name="What hard hours have in common").click()
    for name in BOTH:
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.locator(".card h2")).to_have_count(2)
    card = page.locator(".card").first
    expect(card).to_contain_text("entries, from")
    expect(card).to_contain_text("shuffled copies")
    card.get_by_text("The entries").click()
    card.locator("ul a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2026")
    assert faults(page, [f"{running.origin}/mirror/patterns/"]) == []


def test_with_the_keyboard_alone_a_pattern_is_read_named_and_set_aside(
    planted: None, page: Page, running: Running
) -> None:
    open_book(page)
    page.goto(f"{running.origin}/mirror/")
    tab_to(page, "What hard hours have in common", most=140)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=BOTH[0])).to_be_visible()
    tab_to(page, "The entries")
    page.keyboard.press("Enter")
    expect(page.locator(".card ul").first).to_be_visible()
    tab_to(page, "Name it, or set it aside", most=140)
    page.keyboard.press("Enter")
    tab_to(page, "Your own words for it")
    page.keyboard.type("The eager teacher")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The eager teacher")).to_be_visible()
    tab_to(page, "Name it, or set it aside", most=140)
    page.keyboard.press("Enter")
    tab_to(page, "It says nothing to me")
    page.keyboard.press("Enter")
    expect(page.locator(".card h2")).to_have_count(1)


def test_in_a_shuffled_copy_of_the_same_months_nothing_is_called_a_pattern(
    dealt_anew: None, page: Page, running: Running
) -> None:
    open_book(page)
    page.goto(f"{running.origin}/mirror/patterns/")
    expect(page.get_by_text("Nothing stands out from chance.")).to_be_visible()
    expect(page.locator(".card h2")).to_have_count(0)
