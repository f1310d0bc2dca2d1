"""A Zoom file on a session page: consent, who is who, six moments with reasons, one disagreed with, the end."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from contract.canaries import scan
from evening import Running, start_own_book
from every_view import faults
from fake_model import Fake, fake_model

pytestmark = pytest.mark.browser
MARKED = "marmalade lighthouse"
NOTED = "Sam was angry with me. I interrupted him."
WORDS = (
    ("Dana Reyes", "Last week you left a little early. I have been wondering how that session sat with you."),
    ("Sam K", "It was fine. I don't really want to go into it."),
    ("Dana Reyes", "Okay. I also noticed I kept pushing the homework, and I may have missed something."),
    ("Sam K", f"You did. You talked about the worksheet when I had just told you about the {MARKED}."),
    ("Dana Reyes", "You're right. I moved on when you needed me to stay with you. I'm sorry I did that."),
    ("Sam K", "I thought about not coming back, to be honest."),
    ("Dana Reyes", "Thank you for telling me. What was that like for you?"),
    ("Sam K", "My sister says I expect too much. We drove to the coast on Sunday and I thought it over."),
    ("Dana Reyes", "What did you find, when you thought it over?"),
    ("Sam K", "That you never listen when it gets hard. You just go to the next thing."),
)


def zoom_file(folder: Path) -> Path:
    """Forty turns over ten minutes, as Zoom writes them; one silence of twelve seconds."""
    lines, at = ["WEBVTT", ""], 2.0
    for n in range(40):
        name, words = (
            WORDS[n % len(WORDS)]
            if n < 10
            else (WORDS[n % 2][0], f"And then we spoke of week {n}, and of the garden.")
        )
        end = at + len(words) / 12
        lines += [str(n + 1), f"{_time(at)} --> {_time(end)}", f"{name}: {words}", ""]
        at = end + (12.0 if n == 7 else 1.0)
    path = folder / "GMT2026_Recording.vtt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _time(seconds: float) -> str:
    return f"00:{int(seconds) // 60:02}:{seconds % 60:06.3f}"


def to_a_session(page: Page) -> None:
    """From a new book to a client's first session."""
    page.get_by_role("link", name="Caseload").click()
    page.get_by_role("link", name="Add a client").first.click()
    page.get_by_label("Code name or initials").fill("Sam")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="Add a session").click()
    page.get_by_role("button", name="Save").click()


def a_note(page: Page, session: str) -> None:
    """The therapist's own note about this session, as after a hard hour."""
    page.goto(session.split("/sessions/")[0] + "/")
    page.get_by_role("button", name="Just note it").click()
    page.get_by_label("With whom").select_option(label="Sam")
    page.get_by_label(re.compile("^Or a few words")).fill(NOTED)
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Keep an episode open").click()
    page.goto(session)


def to_what_was_said(page: Page, file: Path) -> None:
    """Consent, file, who is who."""
    page.get_by_role("link", name="Add a transcript").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("First, the consent")
    page.get_by_label("My client", exact=True).check()
    page.get_by_label("In writing, signed").check()
    page.get_by_label("It allows a de-identified copy").check()
    page.get_by_role("button", name="Note the consent").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("Please check that Dana Reyes is the therapist.")).to_be_visible()
    page.get_by_role("button", name="That is right").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What was said")


def test_a_zoom_file_six_moments_one_disagreement_and_the_end_of_it(
    page: Page, running: Running, tmp_path: Path
) -> None:
    start_own_book(page)
    to_a_session(page)
    session = page.url
    a_note(page, session)
    to_what_was_said(page, zoom_file(tmp_path))
    listed = page.locator("ol.time").first.locator("li")
    expect(listed).to_have_count(6)
    assert all(len(one.split()) > 6 for one in listed.locator("p:first-of-type").all_inner_texts())
    expect(listed.get_by_text("Turn 6: thinks of not coming back")).to_be_visible()
    beside = page.locator(".three").first
    expect(beside.get_by_text(NOTED)).to_be_visible()
    expect(page.get_by_text("They agree: something was strained here.")).to_be_visible()

    page.keyboard.press("j")
    expect(page.get_by_role("region", name="This moment")).to_be_visible()
    first = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    page.keyboard.press("k")
    page.wait_for_url(first)
    page.get_by_label("What it was, in your words").fill("She was tired, she said so later.")
    page.get_by_role("button", name="It was something else").click()
    expect(page.get_by_text("You say: it was something else.").first).to_be_visible()
    expect(page.get_by_text("She was tired, she said so later.").first).to_be_visible()
    assert scan([running.home], [MARKED]) == []

    page.get_by_role("link", name="Delete it now").click()
    page.get_by_role("button", name="Delete it").click()
    page.wait_for_url(session)
    expect(page.get_by_role("link", name="What was said")).to_have_count(0)
    page.get_by_role("button", name="Lock").click()
    expect(page.get_by_role("heading", name="Your book is locked")).to_be_visible()
    assert scan([running.home], [MARKED]) == []


def test_arrows_walk_through_the_moments_and_focus_comes_to_the_one_chosen(
    page: Page, running: Running, tmp_path: Path
) -> None:
    start_own_book(page)
    to_a_session(page)
    to_what_was_said(page, zoom_file(tmp_path))
    links = page.locator("[data-rove] > li > a")
    assert [link.get_attribute("tabindex") for link in links.all()] == ["0", *["-1"] * 5]
    links.first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "End", "ArrowDown", "Home", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    expect(links.nth(1)).to_be_focused()
    assert links.nth(1).get_attribute("tabindex") == "0"
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="This moment")).to_be_focused()
    turn = page.url.split("#")[1]
    assert turn.startswith("turn-")
    expect(page.locator(f"#{turn}")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.get_by_label("What it was, in your words")).to_be_focused()
    page.keyboard.press("j")  # a letter in a field is a letter
    expect(page.get_by_label("What it was, in your words")).to_have_value("j")


def test_a_local_model_is_set_asked_and_its_place_taken_away(
    page: Page, running: Running, tmp_path: Path
) -> None:
    place = {"turn": 8, "kind": "speaks in general", "quote": "I expect too much"}
    with fake_model(Fake(says=lambda _asked: json.dumps({"moments": [place]}))) as fake:
        start_own_book(page)
        to_a_session(page)
        session = page.url
        page.goto(running.origin + "/settings/model/")
        page.get_by_label("A model may add suggestions when I ask it").check()
        page.get_by_label("Its address").fill("192.168.0.7:11434")
        page.get_by_label("The model's name").fill("small")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("192.168.0.7 is not an address on this computer.").first).to_be_visible()
        page.get_by_label("Its address").fill(fake.address)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Settings")
        page.goto(session)
        to_what_was_said(page, zoom_file(tmp_path))
        page.get_by_role("button", name="Ask your local model").click()
        suggested = page.locator("#suggested")
        expect(suggested.get_by_text("Turn 8: speaks in general")).to_be_visible()
        assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []
        suggested.get_by_role("link", name="Turn 8").click()
        expect(page.locator("#turn-8")).to_be_in_viewport()
        suggested.get_by_role("button", name="Take it away").click()
        expect(suggested.get_by_text("suggests nothing.")).to_be_visible()
    assert fake.turns[1]["text"] == WORDS[1][1]


def test_each_page_has_no_fault_that_axe_can_see_and_fits_a_phone(
    page: Page, running: Running, tmp_path: Path
) -> None:
    start_own_book(page)
    to_a_session(page)
    session = page.url
    page.goto(session + "talk/consent/")
    addresses = [page.url]
    page.goto(session)
    to_what_was_said(page, zoom_file(tmp_path))
    talk = page.url
    moment = page.locator("ol.time").first.locator("a").first.get_attribute("href")
    addresses += [running.origin + "/settings/model/", running.origin + "/settings/speech/"]
    addresses += [session + "talk/", talk, running.origin + str(moment)]
    addresses += [talk + path for path in ("speakers/", "copy/", "delete/")]
    assert faults(page, addresses) == []


def test_without_javascript_it_is_all_there(browser: Browser, running: Running, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(running.address)
    start_own_book(page)
    to_a_session(page)
    to_what_was_said(page, zoom_file(tmp_path))
    page.get_by_role("link", name="Go to the first moment").click()
    page.get_by_role("button", name="Something was there").click()
    expect(page.get_by_text("You say: something was there.").first).to_be_visible()
    page.get_by_role("link", name="Next moment").click()
    page.get_by_role("link", name="A copy without names").click()
    expect(page.get_by_role("heading", name="Taken out")).to_be_visible()
    context.close()
