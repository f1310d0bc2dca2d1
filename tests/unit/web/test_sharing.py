"""Sharing pages: every word seen before it leaves, the warning, the log, what revoking can and cannot do."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cast import NOW, sam
from goldseam.acts import own_lines, reflections, senders, sharing, vault
from goldseam.acts.vault import Kind
from goldseam.growth.kinds import MarkerKind
from goldseam.store.sharing_keys import new_pair

WORDS = "Heron went quiet in Leeds. I went cold."


def text_of(reply: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


@pytest.fixture
def there(browser_of_noor: Client) -> str:
    """The address of a copy that is looked at."""
    sam("Heron")
    row = reflections.begin("free", NOW)
    vault.keep(row, NOW, answers=[{"prompt": "free", "words": WORDS, "at": None}])
    return str(browser_of_noor.post("/share/begin/", {"thing": f"entry:{row.pk}"})["Location"])


def made(browser: Client, there: str, **terms: str) -> str:
    """The address of what was shared."""
    asked = {"to": "Dana", "region": "uk", "way": "pdf", "days": "14", **terms, "go": "make", "sure": "yes"}
    return str(browser.post(f"{there}terms/", asked)["Location"])


def test_the_copy_is_looked_at_with_names_out_and_what_may_stay(browser_of_noor: Client, there: str) -> None:
    sheet = browser_of_noor.get(there).content.decode().split('class="sheet"')[1].split("<form")[0]
    assert "[NAME 1] went quiet in [PLACE 1]." in sheet
    assert "Heron" not in sheet
    browser_of_noor.post(there, {"keep": ["place:leeds"], "move_dates": "on", "go": "look"})
    assert "in Leeds" in text_of(browser_of_noor.get(there))


def test_everything_and_the_warning_stand_there_before_the_yes(browser_of_noor: Client, there: str) -> None:
    asked = {"to": "Dana", "region": "uk", "way": "pdf"}
    said = text_of(browser_of_noor.post(f"{there}terms/", asked))
    assert "This leaves your book, and nothing else" in said
    assert "To: Dana" in said
    assert "[NAME 1] went quiet" in said
    assert "A client can ask for personal data you hold about them" in said
    assert "This is no legal advice." in said
    assert sharing.log() == []


def test_nothing_leaves_without_the_tick(browser_of_noor: Client, there: str) -> None:
    asked = {"to": "Dana", "region": "uk", "way": "pdf", "go": "make"}
    assert "Read it once more" in text_of(browser_of_noor.post(f"{there}terms/", asked))
    assert sharing.log() == []


def test_a_pdf_comes_and_bears_no_name(browser_of_noor: Client, there: str) -> None:
    done = made(browser_of_noor, there)
    reply = browser_of_noor.get(done.replace("done", "file"))
    assert reply.content.startswith(b"%PDF")
    assert b"Heron" not in reply.content
    assert "What you shared" in text_of(browser_of_noor.get("/share/"))


def test_a_sealed_file_needs_a_key_that_is_one(browser_of_noor: Client, there: str) -> None:
    asked = {"to": "Dana", "region": "uk", "way": "sealed", "public": "age1nothing"}
    assert "This is not a public key." in text_of(browser_of_noor.post(f"{there}terms/", asked))
    done = made(browser_of_noor, there, way="sealed", public=new_pair().public)
    reply = browser_of_noor.get(done.replace("done", "file"))
    assert reply.content.startswith(b"age-encryption.org/v1")


def test_what_revoking_can_and_cannot_do_stands_beside_it(browser_of_noor: Client, there: str) -> None:
    done = made(browser_of_noor, there, way="sealed", public=new_pair().public)
    said = text_of(browser_of_noor.get(done))
    assert "A goldseam that opens it lets go of the copy." in said
    assert "What was read, copied or printed stays." in said
    after = text_of(browser_of_noor.post(done.replace("done", "revoke"), follow=True))
    assert "You revoked it." in after
    assert browser_of_noor.get(done.replace("done", "file")).status_code == 403
    assert browser_of_noor.get(done.replace("done", "note")).content.startswith(b"age-encryption.org/v1")


def test_a_file_that_was_sent_is_opened_read_and_answered(browser_of_noor: Client, there: str) -> None:
    done = made(browser_of_noor, there, way="sealed", public=senders.own_keys(NOW).public)
    sent = SimpleUploadedFile("copy.age", browser_of_noor.get(done.replace("done", "file")).content)
    got = browser_of_noor.post("/share/open/", {"file": sent}, follow=True)
    assert "A copy for you" in text_of(got)
    assert "[NAME 1] went quiet" in text_of(got)
    address = got.redirect_chain[-1][0]
    back = SimpleUploadedFile("c.age", browser_of_noor.post(address, {"text": "Stay with the cold."}).content)
    browser_of_noor.post(done.replace("done", "attach"), {"file": back})
    assert "Stay with the cold." in text_of(browser_of_noor.get(done))


def test_comments_as_plain_text_attach_too(browser_of_noor: Client, there: str) -> None:
    done = made(browser_of_noor, there)
    plain = SimpleUploadedFile("c.txt", b"I felt the cold as well.")
    browser_of_noor.post(done.replace("done", "attach"), {"file": plain})
    assert "I felt the cold as well." in text_of(browser_of_noor.get(done))


def test_a_file_for_another_key_is_answered_with_a_sentence(browser_of_noor: Client, there: str) -> None:
    done = made(browser_of_noor, there, way="sealed", public=new_pair().public)
    sent = SimpleUploadedFile("copy.age", browser_of_noor.get(done.replace("done", "file")).content)
    assert "sealed for another key" in text_of(browser_of_noor.post("/share/open/", {"file": sent}))


def test_the_sheet_is_kept_as_it_grows_and_printed_with_fifteen_minutes(browser_of_noor: Client) -> None:
    sheet = browser_of_noor.post("/share/sheet/")["Location"]
    browser_of_noor.post(sheet, {"moment": "She went quiet."}, headers={"X-Goldseam": "autosave"})
    there = browser_of_noor.post(sheet, {"moment": "She went quiet.", "want": "Only listen"})["Location"]
    assert "She went quiet." in text_of(browser_of_noor.get(there))
    done = made(browser_of_noor, there)
    assert browser_of_noor.get(done.replace("done", "file")).content.startswith(b"%PDF")


def test_an_empty_sheet_says_that_one_line_is_enough(browser_of_noor: Client) -> None:
    sheet = browser_of_noor.post("/share/sheet/")["Location"]
    assert "One line about one moment is enough." in text_of(browser_of_noor.post(sheet, {}))


def test_the_quarter_hour_turns_by_itself_and_can_be_held(browser_of_noor: Client) -> None:
    first = browser_of_noor.get("/share/quarter-hour/1/")
    assert first["Refresh"] == "60; url=/share/quarter-hour/2/"
    assert "Refresh" not in browser_of_noor.get("/share/quarter-hour/1/?stay")
    waits = [
        int(browser_of_noor.get(f"/share/quarter-hour/{n}/")["Refresh"].split(";")[0]) for n in range(1, 7)
    ]
    assert sum(waits) == 15 * 60
    assert "The time is up." in text_of(browser_of_noor.get("/share/quarter-hour/7/"))


def test_a_share_that_is_left_leaves_nothing(browser_of_noor: Client, there: str) -> None:
    browser_of_noor.post(f"{there}drop/")
    assert vault.pages(Kind.SHARE) == []


@pytest.mark.parametrize(
    "address", ["/share/", "/share/open/", "/share/sheet/", "/share/quarter-hour/", "/share/quarter-hour/3/"]
)
def test_each_page_has_one_heading_and_a_minute_for_oneself(browser_of_noor: Client, address: str) -> None:
    body = browser_of_noor.get(address).content.decode()
    assert body.count("<h1") == 1
    assert "I want to stop here" in body
    assert "/break/" in body


def test_six_words_stand_where_each_of_the_two_looks(browser_of_noor: Client, there: str) -> None:
    own = senders.own_words(NOW)
    assert own in text_of(browser_of_noor.get("/share/open/"))
    theirs = new_pair().public
    asked = {"to": "Dana", "region": "uk", "way": "sealed", "public": theirs}
    assert senders.words_of(theirs) in text_of(browser_of_noor.post(f"{there}terms/", asked))
    assert own in text_of(browser_of_noor.get(made(browser_of_noor, there, way="sealed", public=theirs)))


def test_a_key_is_met_compared_and_noted(browser_of_noor: Client, there: str) -> None:
    done = made(browser_of_noor, there, way="sealed", public=senders.own_keys(NOW).public)
    sent = SimpleUploadedFile("copy.age", browser_of_noor.get(done.replace("done", "file")).content)
    got = browser_of_noor.post("/share/open/", {"file": sent}, follow=True)
    assert f"Sealed with the key {senders.own_words(NOW)}" in text_of(got)
    assert "Anyone can make a key." in text_of(got)
    address = got.redirect_chain[-1][0]
    assert "Say whose words these are" in text_of(browser_of_noor.post(address, {"compared": " "}))
    after = text_of(browser_of_noor.post(address, {"compared": "Dana"}, follow=True))
    assert "and noted: Dana." in after
    assert "Anyone can make a key." not in after


def test_what_came_back_says_what_it_shows_of_its_writer(browser_of_noor: Client, there: str) -> None:
    done = made(browser_of_noor, there, way="sealed", public=senders.own_keys(NOW).public)
    plain = SimpleUploadedFile("c.txt", b"From a mail.")
    said = text_of(browser_of_noor.post(done.replace("done", "attach"), {"file": plain}, follow=True))
    assert "Nothing in it shows who wrote it." in said
    sent = SimpleUploadedFile("copy.age", browser_of_noor.get(done.replace("done", "file")).content)
    address = browser_of_noor.post("/share/open/", {"file": sent})["Location"]
    back = SimpleUploadedFile("c.age", browser_of_noor.post(address, {"text": "From goldseam."}).content)
    said = text_of(browser_of_noor.post(done.replace("done", "attach"), {"file": back}, follow=True))
    assert "Sealed with the key you sealed the copy for." in said


def test_a_stretch_shows_its_time_as_a_line_and_one_that_stays_shows_none(browser_of_noor: Client) -> None:
    assert b'dur="180s"' in browser_of_noor.get("/share/quarter-hour/2/").content
    assert b"<animate" not in browser_of_noor.get("/share/quarter-hour/2/?stay").content


def test_days_are_said_in_words(browser_of_noor: Client, there: str) -> None:
    done = made(browser_of_noor, there, way="sealed", public=new_pair().public)
    said = text_of(browser_of_noor.get(done)) + text_of(browser_of_noor.get("/share/"))
    assert not re.search(r"\b20\d\d-\d\d-\d\d\b", said)


def test_a_letter_and_a_line_of_ones_own_can_be_chosen_as_well(browser_of_noor: Client) -> None:
    own_lines.add("You forgot me again.", MarkerKind.THERAPIST, 2, True, NOW)
    vault.begin(Kind.LETTER, NOW, {"text": "Dear colleague, it was a long evening."})
    page = browser_of_noor.get("/share/").content.decode()
    for words, left in (("You forgot me again.", "exercise:own-1"), ("Dear colleague", "letter:")):
        assert words in page
        assert f'value="{left}' in page
    looked = browser_of_noor.post("/share/begin/", {"thing": "exercise:own-1"}, follow=True)
    assert "You forgot me again." in text_of(looked)
