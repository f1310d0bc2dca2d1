"""Two people, two goldseams: a copy goes over, its key is compared by telephone, comments come back and attach."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from contract.canaries import scan
from evening import Running, start_own_book, started

pytestmark = pytest.mark.browser
MARKED = ("looked at the clock", "stay with the clock", "xiomara")
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def danas(tmp_path: Path) -> Iterator[Running]:
    """A second goldseam: Dana's."""
    with started(tmp_path / "danas") as made:
        yield made


@contextmanager
def at(browser: Browser, running: Running) -> Iterator[Page]:
    """A phone of one's own, with an own book open."""
    context = browser.new_context(viewport=PHONE, accept_downloads=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(running.address)
    start_own_book(page)
    yield page
    context.close()


def amiss(page: Page) -> list[str]:
    """What axe sees on the page as it stands, and whether it is too wide for a phone."""
    seen = [one["id"] for one in Axe().run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*seen, f"{wide} px too wide"] if wide > 0 else seen


def upload(page: Page, address: str, file: Path, button: str) -> None:
    page.goto(address)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name=button).click()


def shared(page: Page, origin: str, key: str, words: str, into: Path) -> str:
    """Noor's sheet as a sealed file, saved; the words of the key stand before the yes. Returns what is said."""
    page.goto(f"{origin}/share/sheet/")
    page.get_by_role("button", name="Begin a sheet").click()
    page.get_by_label("One moment").fill("Xiomara in Leeds looked at the clock, and I talked on.")
    page.get_by_role("button", name="Look at the copy").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("To whom").fill("Dana")
    page.get_by_text("A sealed file that one person can open.").click()
    page.get_by_label("Their public key, for a sealed file").fill(key)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text(f"Their key in six words: {words}")).to_be_visible()
    assert amiss(page) == []
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Make the copy").click()
    with page.expect_download() as got:
        page.get_by_role("link", name="The sealed file").click()
    got.value.save_as(into)
    return page.locator("main").inner_text()


def test_a_copy_goes_over_and_comments_come_back(
    browser: Browser, running: Running, danas: Running, tmp_path: Path
) -> None:
    copy, back = tmp_path / "copy.age", tmp_path / "comments.age"
    with at(browser, danas) as dana, at(browser, running) as noor:
        dana.goto(f"{danas.origin}/share/open/")
        words = dana.locator("main").inner_text().split("Your key in six words:")[1].split("\n")[0].strip()
        handed_out = shared(noor, running.origin, dana.locator("main code").inner_text(), words, copy)
        assert b"Xiomara" not in copy.read_bytes()
        upload(dana, f"{danas.origin}/share/open/", copy, "Open it")
        expect(dana.get_by_role("heading", name="A copy for you")).to_be_visible()
        said = dana.locator("main").inner_text()
        assert "[NAME 1] in [PLACE 1] looked at the clock" in said
        assert "Anyone can make a key." in said
        noors_words = handed_out.split("Your key in six words:")[1].split("\n")[0].strip()
        assert noors_words in said
        assert amiss(dana) == []
        dana.get_by_label("I compared the words.").fill("Noor")
        dana.get_by_role("button", name="Note it").click()
        expect(dana.get_by_text("and noted: Noor.")).to_be_visible()
        dana.get_by_label("Your comments").fill("I would stay with the clock.")
        with dana.expect_download() as got:
            dana.get_by_role("button", name="Make the file").click()
        got.value.save_as(back)
        upload(noor, f"{running.origin}/share/open/", back, "Open it")
        expect(noor.get_by_text("I would stay with the clock.")).to_be_visible()
        expect(noor.get_by_text("Sealed with the key you sealed the copy for.")).to_be_visible()
        upload(noor, f"{running.origin}/share/open/", copy, "Open it")
        expect(noor.get_by_text("sealed for another key")).to_be_visible()
        assert scan([running.home, danas.home], MARKED) == []
        revoke_and_let_go(noor, dana, danas.origin, tmp_path / "revoked.age", copy)
        assert scan([running.home, danas.home], MARKED) == []


def revoke_and_let_go(noor: Page, dana: Page, danas: str, note: Path, copy: Path) -> None:
    """Revoking does nothing at Dana's until her goldseam opens the note; then the copy is gone for good."""
    origin = noor.url.split("/share/")[0]
    noor.goto(f"{origin}/share/")
    noor.get_by_role("link", name="One moment, for supervision").click()
    noor.locator("summary", has_text="Revoke it").click()
    noor.get_by_role("button", name="Revoke it").click()
    with noor.expect_download() as got:
        noor.get_by_role("link", name="The note that revokes").click()
    got.value.save_as(note)
    dana.goto(f"{danas}/share/")
    expect(dana.get_by_role("link", name="One moment, for supervision")).to_be_visible()
    upload(dana, f"{danas}/share/open/", note, "Open it")
    expect(dana.get_by_text("The sender revoked a copy.")).to_be_visible()
    upload(dana, f"{danas}/share/open/", copy, "Open it")
    expect(dana.get_by_text("The sender has revoked this copy.")).to_be_visible()
