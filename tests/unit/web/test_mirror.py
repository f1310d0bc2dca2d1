"""The mirror: saved as it grows, echoes say why, patterns beat chance, nothing reaches the record."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client

from cast import NOW, held, sam
from goldseam.acts import episodes, exporting, patterns, people, reflections, vault
from goldseam.acts.vault import Kind
from goldseam.mirror.echoes import SAY
from goldseam.mirror.invented import PLANTED, keys, shuffled_copy, six_months
from goldseam.store.models import Change, FormRow, VaultRow
from goldseam.terms.therapist import Reflection

WORDS = "I explained the worksheet while she looked at the floor."
SAVING = {"X-Goldseam": "autosave"}


def text_of(reply: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


@pytest.fixture
def there(browser_of_noor: Client) -> str:
    """The address of a fresh page to write on."""
    return str(browser_of_noor.post("/mirror/begin/", {"template": "two-minutes"})["Location"])


def keep_entries(entries: tuple[Reflection, ...]) -> None:
    """Entries in the vault as their writer left them."""
    for one in entries:
        assert one.at is not None
        row = reflections.begin("free", datetime.combine(one.on, time(12), NOW.tzinfo))
        answers = [{"prompt": "free", "words": one.text, "at": None}] if one.text else []
        vault.keep(
            row,
            NOW,
            on=one.on.isoformat(),
            at=f"{one.at:%H:%M}",
            alias=one.alias,
            tags=list(one.tags),
            answers=answers,
        )


def test_two_minutes_are_three_boxes_and_done(browser_of_noor: Client, there: str) -> None:
    assert browser_of_noor.get(there).content.count(b"<textarea") == 3
    reply = browser_of_noor.post(there, {"answer-what": WORDS, "go": "on"}, follow=True)
    assert WORDS in text_of(reply)
    assert "You can stop here. What you wrote is kept, and only you can read it." in text_of(reply)


def test_every_change_is_kept_and_nothing_else_comes_back(browser_of_noor: Client, there: str) -> None:
    reply = browser_of_noor.post(there, {"answer-what": WORDS}, headers=SAVING)
    assert (reply.status_code, reply.content) == (204, b"")
    assert WORDS in browser_of_noor.get(there).content.decode()
    assert WORDS.split()[1] in text_of(browser_of_noor.get("/mirror/"))


def test_the_words_lie_sealed_and_a_correction_keeps_what_was_before(
    browser_of_noor: Client, there: str
) -> None:
    browser_of_noor.post(there, {"answer-what": WORDS, "go": "on"})
    browser_of_noor.post(there, {"answer-what": "Something else.", "go": "on"})
    assert b"worksheet" not in bytes(VaultRow.objects.values_list("body", flat=True).get())
    corrected = Change.objects.filter(kind="corrected").last()
    assert set(corrected.before["body"]) == {"sealed"}
    browser_of_noor.post(f"/changes/{corrected.pk}/undo/")
    assert "worksheet" in text_of(browser_of_noor.get("/mirror/"))


def test_no_word_of_the_mirror_is_in_an_export_of_the_record(browser_of_noor: Client, there: str) -> None:
    browser_of_noor.post(there, {"answer-what": "marzipan trombone", "go": "on"})
    assert b"marzipan" in reflections.own_copy(NOW)
    packed = zipfile.ZipFile(io.BytesIO(exporting.export(NOW, with_notes=True)))
    assert all(b"marzipan" not in packed.read(name) for name in packed.namelist())


def test_an_entry_points_to_an_episode_and_copies_nothing(browser_of_noor: Client) -> None:
    client = sam("Heron")
    alliance = people.alliance_of(client)
    view = episodes.notice(alliance, held(alliance, 3), "therapist", "The client went away.", NOW)
    there = browser_of_noor.post("/mirror/begin/", {"template": "free", "episode": str(view.row.pk)})[
        "Location"
    ]
    browser_of_noor.post(there, {"answer-free": "It hurt.", "alias": client.alias, "go": "on"})
    [one] = reflections.entries()
    kept = str(vault.body_of(one.row))
    assert client.alias in kept
    assert "Heron" not in kept
    assert "went away" not in kept
    assert f"/episodes/{view.row.pk}/" in browser_of_noor.get(f"/mirror/{one.row.pk}/").content.decode()


def test_the_vault_is_tied_to_no_other_table() -> None:
    assert not [one for one in VaultRow._meta.get_fields() if one.is_relation]


def test_it_says_what_ties_two_entries(browser_of_noor: Client, there: str) -> None:
    old = reflections.begin("free", NOW - timedelta(days=40))
    vault.keep(old, NOW, answers=[{"prompt": "free", "words": WORDS, "at": None}])
    other = reflections.begin("free", NOW - timedelta(days=30))
    vault.keep(other, NOW, answers=[{"prompt": "free", "words": "New chairs came. Green.", "at": None}])
    again = "Again I explained a worksheet to someone who looked at the floor."
    reply = browser_of_noor.post(there, {"answer-what": again, "go": "echoes"}, follow=True)
    said = text_of(reply)
    assert SAY.title in said
    assert "Both " in said
    assert "looked at the floor" in said
    assert "New chairs" not in said


def test_nothing_close_enough_is_said_so(browser_of_noor: Client, there: str) -> None:
    old = reflections.begin("free", NOW - timedelta(days=40))
    vault.keep(old, NOW, answers=[{"prompt": "free", "words": "New chairs came. Green.", "at": None}])
    reply = browser_of_noor.post(there, {"answer-what": WORDS, "go": "on"}, follow=True)
    assert "Nothing earlier is close enough." in text_of(reply)


def test_too_few_entries_are_too_few_to_say(browser_of_noor: Client) -> None:
    assert "Too few to say. From 20 entries on" in text_of(browser_of_noor.get("/mirror/patterns/"))


def test_two_planted_patterns_are_found_over_six_months_and_said_with_their_chance(
    browser_of_noor: Client,
) -> None:
    keep_entries(six_months(2))
    found = {one.pattern.key for one in patterns.look().shown}
    assert found == keys(PLANTED)
    said = text_of(browser_of_noor.get("/mirror/patterns/"))
    assert "When a client goes quiet, you often explain" in said
    assert "shuffled copies" in said
    assert "It does not say why." in said


def test_in_a_shuffled_copy_nothing_stands_out(browser_of_noor: Client) -> None:
    keep_entries(shuffled_copy(six_months(2), 5))
    assert "Nothing stands out from chance." in text_of(browser_of_noor.get("/mirror/patterns/"))


def test_a_pattern_can_be_named_merged_set_aside_and_all_of_it_taken_back(browser_of_noor: Client) -> None:
    keep_entries(six_months(2))
    one, two = sorted(keys(PLANTED))
    shape = "/mirror/patterns/shape/"
    browser_of_noor.post(shape, {"go": "name", "key": two, "name": "The eager teacher"})
    assert "The eager teacher" in text_of(browser_of_noor.get("/mirror/patterns/"))
    browser_of_noor.post(shape, {"go": "merge", "keys": [one, two], "name": "Before and after"})
    assert "You put these together:" in text_of(browser_of_noor.get("/mirror/patterns/"))
    browser_of_noor.post(shape, {"go": "back"})
    browser_of_noor.post(shape, {"go": "aside", "key": two})
    assert "The eager teacher" not in text_of(browser_of_noor.get("/mirror/patterns/"))
    browser_of_noor.post(shape, {"go": "back"})
    assert "The eager teacher" in text_of(browser_of_noor.get("/mirror/patterns/"))


def test_a_name_without_words_is_answered_with_a_sentence(browser_of_noor: Client) -> None:
    keep_entries(six_months(2))
    reply = browser_of_noor.post(
        "/mirror/patterns/shape/", {"go": "name", "key": sorted(keys(PLANTED))[0], "name": " "}
    )
    assert "The name is empty." in text_of(reply)


def test_an_alias_is_shown_as_the_code_and_kept_as_the_alias(browser_of_noor: Client) -> None:
    client = sam("Heron")
    for week in range(24):
        row = reflections.begin("free", NOW - timedelta(days=7 * week), reflections.about_client(client))
        tags = ["feeling:ashamed"] if week % 2 else ["feeling:sad"]
        vault.keep(row, NOW, tags=tags, alias=client.alias if week % 2 else "")
    said = text_of(browser_of_noor.get("/mirror/patterns/"))
    assert "With Heron" in said
    assert client.alias not in said


def test_the_mirror_check_goes_to_the_vault_and_not_to_the_record(
    browser_of_noor: Client, there: str
) -> None:
    browser_of_noor.post(there, {"answer-what": WORDS, "go": "on"})
    key = there.split("/")[2]
    browser_of_noor.post(f"/mirror/{key}/check/", {"older": "8", "fair": "3"})
    assert FormRow.rows.count() == 0
    [(_, answers)] = reflections.mirror_checks()
    assert answers == {"older": 8, "fair": 3}
    assert vault.body_of(reflections.entry(key).row)["mirror_check"]
    assert "Earlier answers" in text_of(browser_of_noor.get("/mirror/check/"))


def test_what_ifs_are_set_down_and_only_shown_when_asked_for(browser_of_noor: Client) -> None:
    browser_of_noor.post("/mirror/what-ifs/", {"text": "What if I had rung her?"})
    [(row, _)] = reflections.what_ifs()
    reply = browser_of_noor.post(f"/mirror/what-ifs/{row.pk}/", follow=True)
    assert "It is set down." in text_of(reply)
    assert "rung her" not in text_of(browser_of_noor.get("/mirror/what-ifs/"))
    assert "rung her" in text_of(browser_of_noor.get("/mirror/what-ifs/?away"))
    browser_of_noor.post(f"/mirror/what-ifs/{row.pk}/", {"go": "up"})
    assert "rung her" in text_of(browser_of_noor.get("/mirror/what-ifs/"))


def test_a_letter_is_read_back_as_if_to_oneself(browser_of_noor: Client) -> None:
    there = browser_of_noor.post("/mirror/letter/", {"go": "begin"})["Location"]
    browser_of_noor.post(there, {"text": "You stayed."}, headers=SAVING)
    said = text_of(browser_of_noor.post(there, {"text": "You stayed with it."}, follow=True))
    assert "Dear colleague, You stayed with it." in said.replace("  ", " ")
    assert "This time, it is to you." in said


def test_moments_of_a_recording_carry_their_time(browser_of_noor: Client) -> None:
    there = browser_of_noor.post("/mirror/begin/", {"template": "recall"})["Location"]
    moment = browser_of_noor.post(there, {"go": "moment"})["Location"]
    reply = browser_of_noor.post(
        moment, {"time": "12:34", "answer-felt": "My jaw.", "go": "done"}, follow=True
    )
    assert "12:34" in text_of(reply)
    assert reflections.entries()[0].reflection.text == "[12:34] My jaw."
    wrong = browser_of_noor.post(moment, {"time": "soon", "answer-felt": "My jaw."})
    assert "This is no time." in text_of(wrong)


def test_threats_stop_the_questions(browser_of_noor: Client, there: str) -> None:
    reply = browser_of_noor.post(
        there, {"answer-what": "He threatened me and blocked the door.", "go": "on"}, follow=True
    )
    assert "You come first" in text_of(reply)
    assert "A question, if you like" not in text_of(browser_of_noor.get(there))


def test_doubt_is_never_shown_without_kindness(browser_of_noor: Client, there: str) -> None:
    reply = browser_of_noor.post(there, {"answer-what": WORDS, "doubt": "9", "kindness": "2"}, follow=True)
    assert "Much doubt, little kindness tonight." in text_of(reply)
    reply = browser_of_noor.post(there, {"answer-what": WORDS, "doubt": "9"}, follow=True)
    assert "doubt" not in text_of(reply)


def test_a_year_ago_is_shown_only_on_its_own_page(browser_of_noor: Client) -> None:
    today = datetime.now(tz=NOW.tzinfo)
    row = reflections.begin("free", today.replace(year=today.year - 1))
    vault.keep(row, NOW, answers=[{"prompt": "free", "words": "It rained.", "at": None}])
    assert "A year ago you wrote" not in text_of(browser_of_noor.get("/mirror/"))
    said = text_of(browser_of_noor.get("/mirror/a-year-ago/"))
    assert "A year ago you wrote" in said
    assert "It rained." in said


def test_a_removed_page_is_gone_and_comes_back_by_undo(browser_of_noor: Client, there: str) -> None:
    browser_of_noor.post(there, {"answer-what": WORDS, "go": "on"})
    key = there.split("/")[2]
    browser_of_noor.post(f"/mirror/{key}/remove/")
    assert browser_of_noor.get(f"/mirror/{key}/").status_code == 404
    browser_of_noor.post(f"/changes/{Change.objects.last().pk}/undo/")
    assert WORDS in text_of(browser_of_noor.get(f"/mirror/{key}/"))


def test_a_page_removed_for_good_has_no_undo_and_says_what_still_holds_it(
    browser_of_noor: Client, there: str
) -> None:
    browser_of_noor.post(there, {"answer-what": WORDS, "go": "on"})
    key = there.split("/")[2]
    page = text_of(browser_of_noor.get(f"/mirror/{key}/"))
    assert "Backups made before still hold it. So does a copy you shared." in page
    said = text_of(browser_of_noor.post(f"/mirror/{key}/remove/", {"go": "for_good"}, follow=True))
    assert "It is gone for good." in said
    assert VaultRow.rows.count() == 0
    changes = text_of(browser_of_noor.get("/changes/"))
    assert "removed for good" in changes
    assert "Undo" not in changes


def test_what_was_removed_can_be_let_go_of_before_its_thirty_days(
    browser_of_noor: Client, there: str
) -> None:
    browser_of_noor.post(there, {"answer-what": WORDS, "go": "on"})
    browser_of_noor.post(f"/mirror/{there.split('/')[2]}/remove/")
    assert "One removed page can still be put back" in text_of(browser_of_noor.get("/mirror/"))
    browser_of_noor.post("/mirror/empty/")
    assert VaultRow.rows.count() == 0
    assert "can still be put back" not in text_of(browser_of_noor.get("/mirror/"))


@pytest.mark.parametrize(
    "address",
    ["/mirror/", "/mirror/patterns/", "/mirror/check/", "/mirror/letter/", "/mirror/what-ifs/", "/mirror/walk/", "/mirror/a-year-ago/"],
)  # fmt: skip
def test_each_page_has_one_heading_and_a_minute_for_oneself(browser_of_noor: Client, address: str) -> None:
    body = browser_of_noor.get(address).content.decode()
    assert body.count("<h1") == 1
    assert "/break/" in body
    assert not vault.pages(Kind.LETTER)
