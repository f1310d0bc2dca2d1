"""The mirror on a phone and by keyboard alone; and no marked word on the disk, also after a kill."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from contract.canaries import scan
from evening import Running, start_own_book
from every_view import faults, without_a_heading
from mirror_keys import tab_to

pytestmark = pytest.mark.browser
MARKED = (
    "marmalade lighthouse",
    "velvet turnstile",
    "copper meadowlark",
    "pewter umbrella",
    "saffron gantry",
)
PHONE = {"width": 390, "height": 844}


def worker_of(running: Running) -> int:
    """The process that holds the keys."""
    found = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children").read_text().split()
    return int(found[0])


def write(page: Page, origin: str, words: str) -> None:
    """A reflection in two minutes."""
    page.goto(f"{origin}/mirror/")
    page.get_by_role("button", name="Two minutes").click()
    page.get_by_label("What happened, in one plain line?").fill(words)


def say_everything(page: Page, origin: str) -> None:
    """A marked word in a reflection that is only saved by itself, a what-if, a letter, a sheet, supervision."""
    page.goto(f"{origin}/mirror/what-ifs/")
    page.get_by_label("What if").fill(MARKED[1])
    page.get_by_role("button", name="Put it into words").click()
    page.goto(f"{origin}/mirror/letter/")
    page.get_by_role("button", name="Begin a letter").click()
    page.get_by_label("Your letter").fill(MARKED[2])
    page.get_by_role("button", name="Read it").click()
    page.goto(f"{origin}/share/sheet/")
    page.get_by_role("button", name="Begin a sheet").click()
    page.get_by_label("One moment").fill(MARKED[3])
    page.get_by_role("button", name="Look at the copy").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("To whom").fill("Dana")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Make the copy").click()
    expect(page.get_by_text("The copy is made.")).to_be_visible()
    supervision(page, origin)
    write(page, origin, MARKED[0])
    expect(page.locator(".saved")).to_contain_text("Saved")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to find the worker")
def test_no_marked_word_is_on_the_disk_while_it_runs_nor_after_a_kill(page: Page, running: Running) -> None:
    start_own_book(page)
    say_everything(page, running.origin)
    assert scan([running.home], MARKED) == []
    before = worker_of(running)
    os.kill(before, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and worker_of(running) == before:
        time.sleep(0.2)
    assert scan([running.home], MARKED) == []
    page.goto(running.origin)
    page.locator("input[type=password]").fill("four quiet grey herons")
    page.get_by_role("button", name="Open").click()
    page.goto(f"{running.origin}/mirror/")
    expect(page.get_by_text(MARKED[0])).to_be_visible()


def test_a_reflection_on_a_phone_is_written_by_touch_and_stays_in_its_width(
    page: Page, running: Running
) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    start_own_book(page)
    page.get_by_role("link", name="Mirror").click()
    write(page, running.origin, "She went quiet after I explained.")
    page.get_by_text("Tap what fits").click()
    page.locator(".chips").get_by_text("a client goes quiet").click()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("You can stop here.")).to_be_visible()
    for path in (
        "/mirror/",
        "/mirror/patterns/",
        "/growth/",
        "/share/",
        "/share/open/",
        "/share/quarter-hour/",
    ):
        page.goto(running.origin + path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def test_with_the_keyboard_alone_one_writes_practises_and_stops(page: Page, running: Running) -> None:
    start_own_book(page)
    page.goto(f"{running.origin}/mirror/")
    tab_to(page, "Two minutes")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What happened, in one plain line?")).to_be_visible()
    tab_to(page, "What happened, in one plain line?")
    page.keyboard.type("She went quiet.")
    tab_to(page, "Done")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You can stop here.")).to_be_visible()
    page.goto(f"{running.origin}/growth/")
    tab_to(page, "The next one")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What do you say?")).to_be_visible()
    tab_to(page, "What do you say?")
    page.keyboard.type("I mixed up the names. What was that like?")
    tab_to(page, "Look at it")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your own view first")).to_be_visible()
    tab_to(page, "Side by side")
    page.keyboard.press("Enter")
    expect(page.get_by_text("the rules:").first).to_be_visible()
    tab_to(page, "I want to stop here")


def test_with_the_keyboard_alone_one_notes_a_supervision_and_finds_a_way_back(
    page: Page, running: Running
) -> None:
    start_own_book(page)
    page.goto(f"{running.origin}/mirror/supervision/")
    tab_to(page, "With whom")
    page.keyboard.type("Dana")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Supervision with Dana")).to_be_visible()
    tab_to(page, "I said yes and meant no")
    page.keyboard.press("Space")
    tab_to(page, "Keep it")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You kept something back.")).to_be_visible()
    tab_to(page, "What went unsaid")
    page.keyboard.type("That I did not agree.")
    tab_to(page, "Keep it")
    page.keyboard.press("Enter")
    expect(page.get_by_text("That I did not agree.")).to_be_visible()
    tab_to(page, "We came back to it, and it is mended")
    page.keyboard.press("Enter")
    expect(page.get_by_text("it is mended, you said")).to_be_visible()


def test_a_page_removed_for_good_by_keyboard_is_nowhere_any_more(page: Page, running: Running) -> None:
    start_own_book(page)
    write(page, running.origin, MARKED[0])
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("You can stop here.")).to_be_visible()
    here = page.url
    tab_to(page, "Remove this page")
    page.keyboard.press("Enter")
    tab_to(page, "Remove it for good, now")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is gone for good.")).to_be_visible()
    expect(page.get_by_text(MARKED[0])).to_have_count(0)
    reply = page.goto(here)
    assert reply is not None
    assert reply.status == 404
    page.goto(f"{running.origin}/changes/")
    expect(page.get_by_text("removed for good").first).to_be_visible()
    assert scan([running.home], MARKED) == []


def supervision(page: Page, origin: str) -> list[str]:
    """Pages about supervision, with a strain in it."""
    page.goto(f"{origin}/mirror/supervision/")
    found = [page.url]
    page.get_by_label("With whom").fill("Dana")
    page.get_by_role("button", name="Begin a page").click()
    found.append(page.url)
    page.locator(".chips").get_by_text("I said yes and meant no").click()
    page.get_by_label("A few words").fill(MARKED[4])
    page.get_by_role("button", name="Keep it").click()
    return [*found, page.url]


def addresses(page: Page, origin: str) -> list[str]:
    """Every page of mirror, practice and sharing, each with something in it."""
    fixed = (
        "/mirror/", "/mirror/patterns/", "/mirror/check/", "/mirror/letter/", "/mirror/what-ifs/", "/mirror/walk/",
        "/mirror/over-months/", "/mirror/over-months/the-work/", "/mirror/a-year-ago/", "/break/", "/break/?line=2&stay",
        "/growth/", "/growth/own/", "/growth/now/", "/share/", "/share/open/", "/share/sheet/",
        "/share/quarter-hour/", "/share/quarter-hour/2/?stay",
    )  # fmt: skip
    write(page, origin, "She went quiet in Leeds.")
    found = [page.url]
    page.get_by_role("button", name="Done").click()
    found.append(page.url)
    page.get_by_role("button", name="Share this one page").click()
    found += [page.url, page.url + "terms/"]
    found += supervision(page, origin)
    page.goto(f"{origin}/growth/")
    page.get_by_role("button", name="The next one").click()
    found.append(page.url)
    page.get_by_label("What do you say?").fill("To be fair, I was only trying to help. What now?")
    page.get_by_role("button", name="Look at it").click()
    found.append(page.url)
    page.get_by_role("button", name="Side by side").click()
    found.append(page.url)
    return [*(origin + path for path in fixed), *found]


def test_no_page_of_the_mirror_has_a_fault_that_axe_can_see(page: Page, running: Running) -> None:
    start_own_book(page)
    assert faults(page, addresses(page, running.origin)) == []


def test_it_all_works_without_javascript(browser: Browser, running: Running) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(running.address)
    start_own_book(page)
    assert without_a_heading(page, addresses(page, running.origin)) == []
    context.close()
