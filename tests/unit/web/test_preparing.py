"""Before the next session: questions in the order of a repair, words kept, a brief, and how it went."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from cast import HARD, NOW, held, quiet_course, sam
from goldseam.acts import check_ins, episodes, people, preparing
from goldseam.repair.guide import question

DRAFT = "When I moved on to the homework, I think you were left alone with it. That was my doing. How was it for you?"


def text_of(reply: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))  # type: ignore[attr-defined]


@pytest.fixture
def view(browser_of_noor: Client) -> episodes.View:
    alliance = people.alliance_of(sam())
    quiet_course(alliance, 8)
    check_ins.record(held(alliance, 9), "session-check-in", HARD, NOW, way="handed", words="I felt hurried.")
    return episodes.episodes_of(alliance)[0]


def test_the_guide_asks_one_question_of_each_phase_in_order_then_leads_to_the_draft(
    browser_of_noor: Client, view: episodes.View
) -> None:
    phases = []
    for _ in range(10):
        reply = browser_of_noor.get(f"/episodes/{view.row.pk}/guide/")
        if reply.status_code == 302:
            break
        asked = re.search(r'name="asked" value="([^"]+)"', reply.content.decode())
        assert asked is not None
        phases.append(question(asked.group(1)).phase.value)
        browser_of_noor.post(
            f"/episodes/{view.row.pk}/guide/", {"asked": asked.group(1), "answer": "Hurried."}
        )
    assert phases == [1, 2, 3, 4]
    assert reply["Location"].endswith("/draft/")


def test_an_answer_passed_over_leaves_nothing_behind(browser_of_noor: Client, view: episodes.View) -> None:
    one = preparing.next_to_ask(view)
    assert one is not None
    browser_of_noor.post(f"/episodes/{view.row.pk}/guide/", {"asked": one.id, "answer": ""})
    row = preparing.preparation(view, NOW)
    assert preparing.answered(row) == []
    assert preparing.next_to_ask(view) != one


def test_the_draft_is_read_and_kept_for_the_brief(browser_of_noor: Client, view: episodes.View) -> None:
    there = f"/episodes/{view.row.pk}/draft/"
    said = text_of(browser_of_noor.post(there, {"draft": DRAFT, "do": "read"}))
    assert "As it reads" in said
    assert "not a validated scale" in said
    browser_of_noor.post(
        there, {"draft": DRAFT, "stance": "Slowly.", "not_to_do": "No reasons.", "do": "keep"}
    )
    brief = text_of(browser_of_noor.get(f"/clients/{view.row.alliance.client_id}/brief/"))
    assert "Slowly." in brief
    assert "No reasons." in brief
    assert "I felt hurried." in brief
    assert "When I moved on to the homework" in brief


def test_how_it_went_becomes_the_attempt_once(browser_of_noor: Client, view: episodes.View) -> None:
    there = f"/clients/{view.row.alliance.client_id}/brief/"
    form = {
        "went": "came_back",
        "strategies": ["acknowledge_contribution"],
        "line": "We stayed with it.",
        "posted": "w",
    }
    for _ in range(2):
        browser_of_noor.post(there, form)
    after = episodes.view(view.row)
    assert after.status.value == "attempted"
    assert [row.words for row in after.rows if row.kind == "attempted"] == ["We stayed with it."]


def test_not_today_changes_nothing(browser_of_noor: Client, view: episodes.View) -> None:
    browser_of_noor.post(
        f"/clients/{view.row.alliance.client_id}/brief/", {"went": "not_today", "posted": "n"}
    )
    assert episodes.view(view.row).status.value == "noticed"


def test_the_reminder_names_no_one(browser_of_noor: Client, view: episodes.View) -> None:
    there = f"/clients/{view.row.alliance.client_id}/brief/reminder/"
    reply = browser_of_noor.post(there, {"day": "2026-11-29", "hour": "08:45"})
    assert b"SUMMARY:A minute to prepare" in reply.content
    assert b"Sam" not in reply.content
    assert browser_of_noor.post(there, {"day": "soon"}).status_code == 400


def test_the_brief_prints(browser_of_noor: Client, view: episodes.View) -> None:
    reply = browser_of_noor.get(f"/clients/{view.row.alliance.client_id}/brief/print/")
    assert reply.content.startswith(b"%PDF")
