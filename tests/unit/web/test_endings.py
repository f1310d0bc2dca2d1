"""The pages of an ending: why without blame, a list, a letter, one contact, the end, a goodbye, a look back."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document

from cast import NOW, held, sam
from goldseam.acts import endings, episodes, people, settings, writings
from goldseam.safety.ending import Duty
from goldseam.store.models import ClientRow, WritingRow

LETTER = {
    "letter_name": "Sam", "letter_therapist": "Noor", "letter_end": "2026-11-30",
    "letter_hurt": "You felt left alone with it", "letter_own_part": "I moved on too fast",
    "letter_records": "write to me before the year ends",
}  # fmt: skip


def text_of(reply: object) -> str:
    plain = re.sub(r"<[^>]+>", " ", reply.content.decode())  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", plain).replace("&#x27;", "'")


@pytest.fixture
def person(browser_of_noor: Client) -> ClientRow:
    return sam()


@pytest.fixture
def row(person: ClientRow) -> WritingRow:
    return endings.begin(people.alliance_of(person), NOW)


def answered(row: WritingRow, who: str, safe: str) -> None:
    writings.keep(row, NOW, who=who, safe=safe)


def test_three_pages_of_questions_lead_to_the_list(browser_of_noor: Client, person: ClientRow) -> None:
    there = browser_of_noor.post(f"/clients/{person.pk}/ending/")["Location"]
    pages = []
    for given in (
        {"why_client": ["not_ready"]},
        {"tried": ["raised_it"]},
        {"who": "therapist", "safe": "yes"},
    ):
        pages.append(there.rstrip("/").rsplit("/", 1)[1])
        there = browser_of_noor.post(there, {**given, "go": "on"})["Location"]
    said = text_of(browser_of_noor.get(there))
    assert pages == ["why", "tried", "who"]
    assert "Your client was not ready for this work" in said
    assert "You brought it up." in said
    assert "Give notice, and say the last day." in said


def test_it_can_be_left_at_each_page_and_taken_up_again(browser_of_noor: Client, person: ClientRow) -> None:
    there = browser_of_noor.post(f"/clients/{person.pk}/ending/")["Location"]
    assert browser_of_noor.post(there, {"why_words": "Still unclear.", "go": "stop"})["Location"] == "/"
    again = browser_of_noor.post(f"/clients/{person.pk}/ending/")["Location"]
    assert again == there
    assert "Still unclear." in text_of(browser_of_noor.get(there))


def test_the_list_changes_with_safety_and_a_tick_is_kept(browser_of_noor: Client, row: WritingRow) -> None:
    answered(row, "therapist", "no")
    there = f"/endings/{row.pk}/"
    said = text_of(browser_of_noor.get(there))
    assert "See to safety first." in said
    assert "Talk about the ending in a session" not in said
    autosave = {"X-Goldseam": "autosave"}
    assert browser_of_noor.post(there, {"done": ["safety_first"]}, headers=autosave).status_code == 204
    assert [one.duty for one in endings.done(endings.ending(row.pk))] == [Duty.SAFETY_FIRST]


def test_the_local_rule_is_asked_and_never_told(browser_of_noor: Client, row: WritingRow) -> None:
    answered(row, "client", "yes")
    there = f"/endings/{row.pk}/"
    assert "The program does not know your local rules." in text_of(browser_of_noor.get(there))
    browser_of_noor.post(
        there + "rule/", {"place": "Utrecht", "asked": "the board", "asked_on": "2026-11-20"}
    )
    assert "For Utrecht, you asked the board on 20 November 2026." in text_of(browser_of_noor.get(there))


def test_the_letter_reads_as_written_and_names_the_crisis_contacts(
    browser_of_noor: Client, row: WritingRow
) -> None:
    settings.change(crisis_contacts=("Night line: 0800 000",))
    answered(row, "therapist", "yes")
    said = text_of(browser_of_noor.post(f"/endings/{row.pk}/letter/", LETTER, follow=True))
    for sentence in (
        "Dear Sam,", "our work together ends on 30 November 2026", "You felt left alone with it.",
        "I moved on too fast. I am sorry for that.", "Night line: 0800 000",
        "If you would like your record, write to me before the year ends.",
    ):  # fmt: skip
        assert sentence in said


@pytest.mark.parametrize(("safe", "asked"), [("yes", True), ("not_sure", False), ("no", False)])
def test_a_last_session_is_asked_about_only_where_contact_is_safe(
    browser_of_noor: Client, row: WritingRow, safe: str, asked: bool
) -> None:
    answered(row, "therapist", safe)
    page = text_of(browser_of_noor.get(f"/endings/{row.pk}/letter/"))
    assert ("A last session can be asked for until" in page) is asked


def test_a_but_in_the_letter_is_pointed_at(browser_of_noor: Client, row: WritingRow) -> None:
    answered(row, "therapist", "not_sure")
    wrong = {**LETTER, "letter_own_part": "I was late, but you were too"}
    said = text_of(browser_of_noor.post(f"/endings/{row.pk}/letter/", wrong, follow=True))
    assert "takes back what comes before it" in said
    assert "Let someone you trust read it before it goes." in said


def test_the_letter_leaves_as_docx_and_pdf_and_names_neither_program_nor_author(
    browser_of_noor: Client, row: WritingRow
) -> None:
    answered(row, "therapist", "yes")
    browser_of_noor.post(f"/endings/{row.pk}/letter/", LETTER)
    docx = browser_of_noor.get(f"/endings/{row.pk}/letter/docx/")
    assert next(one.text for one in Document(io.BytesIO(docx.content)).paragraphs) == "Dear Sam,"
    with zipfile.ZipFile(io.BytesIO(docx.content)) as packed:
        inside = b"".join(packed.read(name) for name in packed.namelist()).lower()
    assert b"goldseam" not in inside and b"python-docx" not in inside
    pdf = browser_of_noor.get(f"/endings/{row.pk}/letter/print/")
    assert pdf.content.startswith(b"%PDF") and b"goldseam" not in pdf.content.lower()
    assert "letter" in docx["Content-Disposition"] and "Sam" not in docx["Content-Disposition"]


def test_the_letter_leaves_as_odt_with_the_same_words(browser_of_noor: Client, row: WritingRow) -> None:
    answered(row, "therapist", "yes")
    browser_of_noor.post(f"/endings/{row.pk}/letter/", {**LETTER, "letter_written": "2026-11-09"})
    reply = browser_of_noor.get(f"/endings/{row.pk}/letter/odt/")
    with zipfile.ZipFile(io.BytesIO(reply.content)) as packed:
        content = packed.read("content.xml").decode()
    said = re.findall(r"<text:p[^>]*>([^<]*)<", content)
    assert said[:2] == ["9 November 2026", "Dear Sam,"] and said[-1] == "Noor"
    assert reply["Content-Disposition"] == 'attachment; filename="letter.odt"'


def test_the_day_of_writing_is_today_until_it_is_changed_or_cleared(
    browser_of_noor: Client, row: WritingRow
) -> None:
    answered(row, "therapist", "yes")
    there = f"/endings/{row.pk}/letter/"
    assert day_shown(browser_of_noor, there) == str(timezone.localdate())
    browser_of_noor.post(there, {**LETTER, "letter_written": ""})
    assert day_shown(browser_of_noor, there) == ""


def day_shown(browser: Client, there: str) -> str:
    [field] = re.findall(r'<input[^>]*name="letter_written"[^>]*>', browser.get(there).content.decode())
    found = re.search(r'value="([^"]*)"', field)
    return found[1] if found else ""


def test_places_are_named_one_at_a_time(browser_of_noor: Client, row: WritingRow) -> None:
    there = f"/endings/{row.pk}/places/"
    for name in ("Dr Vale", "The clinic"):
        browser_of_noor.post(there, {"name": name, "reach": "01 234", "what": "", "room": "has_room"})
    assert "2 places named." in text_of(browser_of_noor.get(there))
    browser_of_noor.post(there, {"drop": "1"})
    assert [one.name for one in endings.referrals(endings.ending(row.pk))] == ["The clinic"]


def test_after_one_contact_no_second_message_is_offered(browser_of_noor: Client, row: WritingRow) -> None:
    answered(row, "vanished", "yes")
    held(endings.alliance_of(row), 3)
    there = f"/endings/{row.pk}/outreach/"
    first = text_of(browser_of_noor.get(there))
    assert "I will not write again unless you do." in first
    assert "We have not met since" in first
    for _ in range(2):
        browser_of_noor.post(there + "note/", {"what": "wrote", "posted": "once"})
    after = text_of(browser_of_noor.get(there))
    assert "You wrote once" in after and "You can leave it here." in after
    assert "I wrote, today" not in after and "I will not write again" not in after
    assert browser_of_noor.post(there + "note/", {"what": "wrote"}).status_code == 403


def test_an_end_is_noted_only_when_the_therapist_says_so(
    browser_of_noor: Client, row: WritingRow, person: ClientRow
) -> None:
    alliance = people.alliance_of(person)
    view = episodes.confirm(episodes.notice(alliance, held(alliance, 2), "therapist", "", NOW).row, NOW)
    end = {"ending": "without_repair", "ended_on": "2026-11-22", "without_repair": [str(view.row.pk)]}
    reply = browser_of_noor.post(f"/endings/{row.pk}/close/", end)
    assert reply["Location"] == f"/clients/{person.pk}/goodbye/"
    assert episodes.view(view.row).status.value == "ended_without_repair"
    assert "Ended without repair" in text_of(browser_of_noor.get("/caseload/"))


def test_a_what_if_set_down_stands_on_no_page(browser_of_noor: Client, person: ClientRow) -> None:
    there = f"/clients/{person.pk}/goodbye/what-ifs/"
    browser_of_noor.post(there, {"what_if": "What if I had called on Monday"})
    page = browser_of_noor.get(there).content.decode()
    [down] = re.findall(r'action="(/goodbyes/[^"]+/set-down/)"', page)
    after = text_of(browser_of_noor.post(down, follow=True))
    assert "Every what-if is set down." in after
    for address in (there, f"/clients/{person.pk}/goodbye/", f"/clients/{person.pk}/", "/", "/changes/"):
        assert "called on Monday" not in browser_of_noor.get(address).content.decode()


def test_the_goodbye_asks_within_a_part_until_it_is_left(browser_of_noor: Client, person: ClientRow) -> None:
    there = browser_of_noor.post(f"/clients/{person.pk}/goodbye/begin/", {"part": "keep"})["Location"]
    asked = re.search(r'name="asked" value="([^"]+)"', browser_of_noor.get(there).content.decode())
    assert asked is not None and asked.group(1) == "keep-1"
    browser_of_noor.post(there, {"asked": "keep-1", "answer": "Her courage.", "go": "stop"})
    assert "Her courage." in text_of(browser_of_noor.get(f"/clients/{person.pk}/goodbye/"))
    next_one = browser_of_noor.get(there).content.decode()
    assert 'value="keep-2"' in next_one


def test_the_whole_goodbye_can_be_put_away(browser_of_noor: Client, person: ClientRow) -> None:
    there = browser_of_noor.post(f"/clients/{person.pk}/goodbye/begin/", {"part": "meaning"})["Location"]
    browser_of_noor.post(there, {"asked": "meaning-1", "answer": "A great deal.", "go": "stop"})
    page = browser_of_noor.get(f"/clients/{person.pk}/goodbye/").content.decode()
    [away] = re.findall(r'action="(/goodbyes/[^"]+/set-down/)"', page)
    assert "A great deal." not in text_of(browser_of_noor.post(away, follow=True))


def test_the_door_says_when_it_is_time_to_look_back(browser_of_noor: Client, row: WritingRow) -> None:
    assert "time to look back" not in text_of(browser_of_noor.get("/"))
    writings.keep(row, NOW, ended_on=str(NOW.date() - timedelta(days=31)))
    assert "time to look back" in text_of(browser_of_noor.get("/"))
    browser_of_noor.post(f"/endings/{row.pk}/review/", {"review_1": "Nothing."})
    assert "time to look back" not in text_of(browser_of_noor.get("/"))


@pytest.mark.parametrize(
    "path", ["", "rule/", "places/", "letter/", "outreach/", "close/", "review/", "step/why/"]
)
def test_each_page_stands_also_before_anything_was_answered(
    browser_of_noor: Client, row: WritingRow, path: str
) -> None:
    reply = browser_of_noor.get(f"/endings/{row.pk}/{path}")
    assert reply.status_code == 200
