"""A threat; then the facts, someone asked, an ending without repair, a letter, a goodbye."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from playwright.sync_api import Browser, expect

from contract.canaries import scan
from evening import Running
from hard_evening import WINDOWS, Walk, window

pytestmark = pytest.mark.browser
MARKED = "tangerine barometer"


@pytest.mark.parametrize("kind", WINDOWS)
def test_a_hostile_ending_without_repair(browser: Browser, running: Running, kind: str) -> None:
    with window(browser, running, kind) as page:
        walk = Walk(page, f"hostile-{kind}")
        walk.follow("Settings")
        walk.fill("If you do not feel safe: numbers to call", "Police: 000")
        walk.fill("If you do not feel safe: people to tell", "Ada next door: 555 12")
        walk.fill("Crisis contacts", "Night line: 0800 000 000")
        walk.press("Save")
        walk.follow("Door")
        client = walk.add_client("Shrike")
        walk.add_session(client, 7)
        walk.fill("In your own words", "He found every hour a trick.")
        walk.press("Open an episode")

        walk.note(client, [], f"He threatened me and blocked the door. {MARKED}")
        walk.sees("You come first", "threatened")
        walk.follow("I don't feel safe", "unsafe")
        main = page.locator("main")
        expect(main.locator("form, button, input")).to_have_count(0)
        assert "?" not in main.inner_text()
        walk.sees("Police", "Ada next door")
        walk.follow("Later: the facts, for the record", "incidents")
        walk.press("Begin a record", "incident-empty")
        walk.day("Day", date(2026, 3, 2))
        walk.tap("Threat", "Words")
        walk.fill("What happened", 'He was aggressive on purpose. He said: "You will be sorry."')
        walk.unfold("More, where you know it")
        walk.pick("About", "Shrike")
        walk.press("Read it over", "incident")
        walk.sees("is a judgement, not a fact")
        walk.fill("What happened", 'He stood in the doorway. He said: "You will be sorry."')
        walk.press("Done", "incident-read")
        walk.sees("2 March 2026", "You will be sorry.")
        expect(page.get_by_text(MARKED)).to_have_count(0)
        assert walk.download("Print or save as PDF").startswith(b"%PDF")

        walk.open(client, "client")
        walk.sees("What happened, as facts")
        walk.unfold("Limits, facts, endings")
        walk.press("It cannot be mended", "why")
        walk.tap("it was not safe", "fear", "I fell short")
        walk.press("Go on", "tried")
        walk.tap("You brought it up.", "You asked someone.")
        walk.press("Go on", "who")
        walk.tap("You end it", "Not safe")
        walk.press("Go on", "list")
        walk.sees(
            "See to safety first.",
            "Let someone read it before it goes.",
            "The program does not know your local rules.",
        )
        expect(page.get_by_text("Talk about the ending in a session")).to_have_count(0)
        walk.tap(
            "See to safety first. Nothing else on this list is urgent.",
            "Write the incident record, facts only.",
        )
        walk.press("Keep", "list-ticked")
        expect(page.locator("input[value=incident]")).to_be_checked()

        walk.see_to("Name places to go")
        for name in ("Dr Vale", "The clinic on the hill"):
            walk.fill("Who, or what place", name)
            walk.fill("Number or address", "01 234 567")
            walk.press("Name it")
        walk.shot("places")
        walk.sees("2 places named.")
        walk.follow("Back to the list")
        walk.see_to("Write the ending letter")
        walk.fill("Their name", "Shrike")
        walk.day("The last day", date(2026, 3, 9))
        walk.fill("What hurt them", "You felt judged here")
        walk.fill("Your own part", "I was late to say how I work, but you pressed me")
        walk.fill("Your name", "Noor")
        walk.press("How it reads", "letter-hints")
        walk.sees("takes back what comes before it")
        walk.fill("Your own part", "I was late to say how I work")
        walk.press("How it reads", "letter")
        walk.sees(
            "Dear Shrike,", "I was late to say how I work. I am sorry for that.", "Night line: 0800 000 000"
        )
        walk.sees("I am not able to meet or to answer messages after that day.")
        written = Document(io.BytesIO(walk.download("Save as DOCX")))
        assert written.paragraphs[1].text == "Dear Shrike,"
        assert walk.download("Save as ODT").startswith(b"PK")
        assert walk.download("Save as PDF").startswith(b"%PDF")

        walk.back()
        walk.follow("It has ended", "close")
        walk.tap("Ended for safety", "The episode since session 1")
        walk.press("Note it", "goodbye")
        walk.sees("For you alone.")
        walk.press("What it meant", "goodbye-question")
        walk.fill("What comes", "He was the first who told me no.")
        walk.press("I want to stop here")
        walk.sees("He was the first who told me no.")
        walk.press("The what-ifs")
        walk.fill("A what-if", "What if I had stopped in the spring")
        walk.press("Put it into words", "what-ifs")
        walk.hand.press(page.get_by_role("button", name="Set it down"))
        walk.shot("set-down")
        walk.sees("Every what-if is set down.")
        expect(page.get_by_text("stopped in the spring")).to_have_count(0)

        walk.open(client, "client-after")
        expect(page.get_by_text("stopped in the spring")).to_have_count(0)
        walk.unfold("Earlier episodes")
        walk.sees("Ended without repair")
        walk.follow("Caseload")
        walk.sees("Ended for safety")
        assert scan([running.home], [MARKED]) == []
