"""The incident record: facts only, kept at every change, apart from every note; whom to call comes first."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from cast import NOW, sam
from goldseam.acts import contacts, exporting, hard, incidents, people, settings, writings
from goldseam.safety.contacts import ContactKind
from goldseam.store.models import WritingRow

SHOUTED = "He stood in the doorway and shouted."
WHOLE = {"day": "2026-11-20", "kinds": ["verbal", "threat"], "what_happened": SHOUTED}


def text_of(reply: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))  # type: ignore[attr-defined]


def main_of(reply: object) -> str:
    page = reply.content.decode()  # type: ignore[attr-defined]
    return page[page.index("<main") : page.index("</main")]


@pytest.fixture
def there(browser_of_noor: Client) -> str:
    return str(browser_of_noor.post("/incidents/begin/")["Location"])


@pytest.mark.parametrize(
    ("line", "name", "dial"),
    [
        ("Police: 110", "Police", "110"),
        ("Ada next door 555 12", "Ada next door", "55512"),
        ("112", "", "112"),
        ("Ada, two doors down", "Ada, two doors down", ""),
        ("House doctor: +44 20 7946 0000", "House doctor", "+442079460000"),
    ],
)
def test_a_line_to_call_is_read_as_it_was_typed(line: str, name: str, dial: str) -> None:
    [one] = contacts.read([line], ContactKind.PERSON)
    assert (one.name, one.dial) == (name, dial)


def test_not_safe_shows_three_acts_then_nothing_else(browser_of_noor: Client) -> None:
    settings.change(emergency_numbers=("Police: 110",), safety_people=("Ada: 555",))
    main = main_of(browser_of_noor.get("/unsafe/"))
    assert [re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<h2>.*?</h2>", main)] == [
        "Leave",
        "Call",
        "Tell someone",
    ]
    assert 'href="tel:110"' in main
    assert main.index("Police") < main.index("Tell someone") < main.index("Ada")
    for nothing in ("<form", "<button", "<input", "?"):
        assert nothing not in main


def test_no_number_is_ever_assumed(browser_of_noor: Client) -> None:
    main = main_of(browser_of_noor.get("/unsafe/"))
    assert "tel:" not in main
    assert not re.search(r"\d{2,}", re.sub(r"<[^>]+>", "", main))


def test_every_change_is_kept_and_an_unreadable_day_is_not_said_to_be(
    browser_of_noor: Client, there: str
) -> None:
    autosave = {"X-Goldseam": "autosave"}
    assert browser_of_noor.post(there, {"what_happened": SHOUTED}, headers=autosave).status_code == 204
    assert SHOUTED in browser_of_noor.get(there).content.decode()
    assert browser_of_noor.post(there, {"day": "yesterday"}, headers=autosave).status_code == 422


def test_three_things_make_a_whole_record(browser_of_noor: Client, there: str) -> None:
    said = text_of(browser_of_noor.post(there, {**WHOLE, "go": "done"}, follow=True))
    assert "20 November 2026" in said
    assert "Words; Threat" in said
    assert "Still empty" not in said


def test_a_judging_word_is_marked_and_kept(browser_of_noor: Client, there: str) -> None:
    words = 'She was manipulative. She said: "You are crazy."'
    said = text_of(browser_of_noor.post(there, {**WHOLE, "what_happened": words, "go": "look"}, follow=True))
    assert "manipulative" in writings.body_of(WritingRow.objects.get())["what_happened"]
    assert "is a judgement, not a fact" in said
    assert said.count("is a judgement") == 1


def test_the_pdf_is_one_record(browser_of_noor: Client, there: str) -> None:
    browser_of_noor.post(there, {**WHOLE, "go": "done"})
    reply = browser_of_noor.get(there + "print/")
    assert reply["Content-Type"] == "application/pdf"
    assert reply.content.startswith(b"%PDF")


def test_a_record_is_about_a_client_only_where_that_is_said(browser_of_noor: Client, there: str) -> None:
    person = sam()
    browser_of_noor.post(there, WHOLE)
    assert incidents.about(people.alliance_of(person)) == []
    browser_of_noor.post(there, {**WHOLE, "client": str(person.pk)})
    assert len(incidents.about(people.alliance_of(person))) == 1
    assert "What happened, as facts" in text_of(browser_of_noor.get(f"/clients/{person.pk}/"))


def test_a_record_and_a_note_never_mix(browser_of_noor: Client, there: str) -> None:
    person = sam()
    note = hard.begin(hard.Length.NOTE, NOW, person)
    hard.keep(note, NOW, {"what": "I was so afraid."})
    browser_of_noor.post(there, {**WHOLE, "client": str(person.pk), "go": "done"})
    assert "afraid" not in text_of(browser_of_noor.get(there + "read/"))
    assert browser_of_noor.get(f"/incidents/{note.pk}/").status_code == 404
    assert SHOUTED.encode() not in exporting.export(datetime.now(UTC), with_notes=True)


def test_a_removed_record_is_gone_and_can_come_back(browser_of_noor: Client, there: str) -> None:
    browser_of_noor.post(there, {**WHOLE, "go": "done"})
    changes = text_of(browser_of_noor.post(there + "remove/", follow=True))
    assert "Writing, removed" in changes
    assert incidents.all_records() == []
    assert browser_of_noor.get(there).status_code == 404


def test_records_of_a_removed_client_are_out_of_sight_and_those_about_no_one_stay(
    browser_of_noor: Client,
) -> None:
    person = sam()
    for client in (person, None):
        incidents.keep(incidents.begin(NOW, client), NOW, {"what_happened": SHOUTED})
    people.remove_client(person, NOW)
    assert [row.alliance for row in incidents.all_records()] == [None]


def test_a_change_after_done_keeps_what_stood_before(browser_of_noor: Client, there: str) -> None:
    browser_of_noor.post(there, {**WHOLE, "go": "done"})
    browser_of_noor.post(there, {**WHOLE, "place": "the hall", "go": "done"})
    said = text_of(browser_of_noor.get("/changes/"))
    assert "Writing, corrected" in said
    assert "the hall" not in said


def test_the_card_for_a_hard_evening_prints_and_help_leads_to_it(browser_of_noor: Client) -> None:
    assert 'href="/card/"' in browser_of_noor.get("/help/").content.decode()
    assert browser_of_noor.get("/card/").content.startswith(b"%PDF")


def test_the_door_asks_for_numbers_and_people_until_some_are_set(browser_of_noor: Client) -> None:
    sam()
    assert "On a quiet day" in text_of(browser_of_noor.get("/"))
    settings.change(safety_people=("Ada next door: 555",))
    assert "On a quiet day" not in text_of(browser_of_noor.get("/"))
