"""The passphrase is gone: twelve printed words open the book, and a new passphrase holds from then on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from evening import Running, start_own_book, twice

pytestmark = pytest.mark.browser
NEW = "three loud copper kettles"


def kit_words(said: str) -> str:
    return " ".join(said.split())


def test_the_recovery_kit_opens_the_book_and_sets_a_new_passphrase(page: Page, running: Running) -> None:
    words = kit_words(start_own_book(page))
    page.get_by_role("button", name="Lock").click()
    page.get_by_role("link", name="Use my recovery kit").click()
    page.locator("[name=words]").fill(words)
    twice(page, NEW)
    page.locator("main button").first.click()
    expect(page.get_by_role("heading", name="Hard one?")).to_be_visible()

    page.get_by_role("button", name="Lock").click()
    page.locator("input[type=password]").fill("four quiet grey herons")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_text("does not open the book")).to_be_visible()
    page.wait_for_timeout(2_500)
    page.locator("input[type=password]").fill(NEW)
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", name="Hard one?")).to_be_visible()


def test_a_misspelt_word_of_the_kit_is_named(page: Page, running: Running) -> None:
    words = kit_words(start_own_book(page)).split()
    page.get_by_role("button", name="Lock").click()
    page.get_by_role("link", name="Use my recovery kit").click()
    page.locator("[name=words]").fill(" ".join(["herron", *words[1:]]))
    twice(page, NEW)
    page.locator("main button").first.click()
    expect(page.get_by_text("herron").first).to_be_visible()
