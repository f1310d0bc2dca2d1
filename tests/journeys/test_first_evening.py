"""The first evening: an own book, past scores, a noticed rupture, a check-in handed over, a repair."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from contract.canaries import scan
from evening import PASSPHRASE, Running, start_own_book

pytestmark = pytest.mark.browser
SCORES = Path(__file__).resolve().parents[2] / "examples" / "scores.csv"
MARKED = "marmalade lighthouse"


def bring_scores(page: Page) -> None:
    page.get_by_role("link", name="Bring past scores").first.click()
    page.locator("input[type=file]").set_input_files(SCORES)
    page.get_by_role("button", name="Look at it").click()
    page.get_by_label("Its name").fill("Weekly form")
    page.get_by_label("Lowest possible score").fill("0")
    page.get_by_label("Highest possible score").fill("40")
    page.get_by_role("button", name="Look", exact=True).click()
    expect(page.get_by_text("rows can go in")).to_be_visible()
    page.get_by_role("button", name="Let these in").click()
    expect(page.get_by_role("heading", name="They are in")).to_be_visible()


def answer_the_check_in(page: Page) -> None:
    page.get_by_role("link", name="One at a time").click()
    for value in ("9", "9", "8", "9", "9", "0"):
        page.locator(f"input[type=radio][value='{value}']").check()
        page.get_by_role("button", name="Go on").click()
    page.locator("input[type=radio][value='1']").check()
    page.get_by_role("button", name="Go on").click()
    page.locator("textarea").fill(MARKED)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Give it to my therapist").click()


def test_one_client_one_rupture_one_repair(page: Page, running: Running) -> None:
    start_own_book(page)
    bring_scores(page)
    page.get_by_role("link", name="To the caseload").click()
    page.get_by_role("link", name="A.R.").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ratings fell at session 7")

    page.get_by_text("Session 7", exact=True).first.click()
    expect(page.get_by_role("heading", name="Why this is here")).to_be_visible()
    page.get_by_label("In your own words").first.fill(MARKED)
    page.get_by_role("button", name="Something happened").click()
    expect(page.get_by_text("Still open").first).to_be_visible()

    page.get_by_text("You came back to it").click()
    page.get_by_label("Own your part").last.check()
    page.get_by_role("button", name="Note it").click()
    page.get_by_text("Say how you see it").click()
    page.get_by_label("Mended", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".state").first).to_have_text("Mended")

    page.get_by_role("link", name="Back").first.click()
    page.get_by_role("link", name="Add a session").click()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Hand over").first.click()
    answer_the_check_in(page)
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()

    page.goto(running.origin + "/caseload/")
    expect(page.get_by_text("A.R.")).to_have_count(0)
    page.goto(running.origin + "/back/")
    page.get_by_label("Your passphrase or PIN").fill("wrong wrong")
    page.get_by_role("button", name="Back to goldseam").click()
    expect(page.get_by_text("tries are left").first).to_be_visible()
    page.wait_for_timeout(1_500)
    page.get_by_label("Your passphrase or PIN").fill(PASSPHRASE)
    page.get_by_role("button", name="Back to goldseam").click()
    expect(page.get_by_text(MARKED)).to_be_visible()

    page.get_by_role("button", name="Lock").click()
    expect(page.get_by_role("heading", name="Your book is locked")).to_be_visible()
    assert scan([running.home], [MARKED]) == []
