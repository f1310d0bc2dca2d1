"""Before the next session: questions in the order of a repair, words kept, a brief, and how it went."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from cast import HARD, NOW, held, quiet_course, sam
from goldseam.acts import check_ins, episodes, people, preparing, safety_gate, taps, writings
from goldseam.repair.guide import Lean, question
from goldseam.repair.plan import Phase

WATCHED = (
    "I drove along your street on Sunday night and the light was on in your kitchen. I parked further down."
)
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


def test_a_doubted_draft_says_so_and_is_read_on_the_therapists_word(
    browser_of_noor: Client, view: episodes.View
) -> None:
    there = f"/episodes/{view.row.pk}/draft/"
    said = text_of(browser_of_noor.post(there, {"draft": WATCHED, "do": "read"}))
    assert "Maybe not for a statement" in said
    assert "It was something else. Read it with me" in said
    assert "As it reads" not in said
    assert "As it reads" in text_of(browser_of_noor.post(there, {"draft": WATCHED, "do": "anyway"}))


def test_a_draft_a_phrase_stops_offers_no_way_on(browser_of_noor: Client, view: episodes.View) -> None:
    there = f"/episodes/{view.row.pk}/draft/"
    said = text_of(browser_of_noor.post(there, {"draft": "You said you would kill me.", "do": "anyway"}))
    assert "This one is not for a statement" in said
    assert "It was something else" not in said


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


def test_a_question_out_of_order_is_asked_and_says_why_it_could_wait(
    browser_of_noor: Client, view: episodes.View
) -> None:
    there = f"/episodes/{view.row.pk}/guide/"
    in_order = text_of(browser_of_noor.get(there))
    early = text_of(browser_of_noor.get(there + "?at=3"))
    assert "Show first that you see why it hurt." in early
    assert "Show first that you see why it hurt." not in in_order
    explore = browser_of_noor.get(there + "?at=5").content.decode()
    asked = re.search(r'name="asked" value="([^"]+)"', explore)
    assert asked is not None and question(asked[1]).phase.value == 5
    assert 'class="message"' in explore


def test_an_order_that_does_not_exist_asks_the_usual_question(
    browser_of_noor: Client, view: episodes.View
) -> None:
    there = f"/episodes/{view.row.pk}/guide/"
    usual = re.findall(r"<h1>(.*?)</h1>", browser_of_noor.get(there).content.decode())
    assert re.findall(r"<h1>(.*?)</h1>", browser_of_noor.get(there + "?at=nine").content.decode()) == usual


def test_a_plan_out_of_order_is_kept_and_says_why_it_could_wait(
    browser_of_noor: Client, view: episodes.View
) -> None:
    there = f"/episodes/{view.row.pk}/"
    browser_of_noor.post(there + "plan/", {"strategies": ["link_to_other_relationships"], "posted": "p"})
    assert "Leave patterns for another day." in text_of(browser_of_noor.get(there))
    in_order = ["validate_defensive_posture", "acknowledge_contribution"]
    browser_of_noor.post(there + "plan/", {"strategies": in_order, "posted": "q"})
    assert "About your plan" not in text_of(browser_of_noor.get(there))


def test_after_hostile_words_the_page_before_the_session_asks_nothing(
    browser_of_noor: Client, view: episodes.View
) -> None:
    alliance = view.row.alliance
    there = f"/clients/{alliance.client_id}/brief/"
    writings.begin(writings.Kind.HARD, NOW, alliance=alliance, body={"what": "She called me useless."})
    said = text_of(browser_of_noor.get(there))
    assert (
        "A note of yours has hostile words in it." in said
        and "Talk with someone before this session." in said
    )
    assert "Curious first." not in said
    safety_gate.look(view, NOW + timedelta(minutes=1))
    assert "Curious first." in text_of(browser_of_noor.get(there))


def test_the_episode_leads_to_the_mirror(browser_of_noor: Client, view: episodes.View) -> None:
    page = browser_of_noor.get(f"/episodes/{view.row.pk}/").content.decode()
    assert "Go on in the mirror" in page
    reply = browser_of_noor.post("/mirror/begin/", {"episode": str(view.row.pk)})
    assert reply["Location"].startswith("/mirror/")


@pytest.mark.parametrize(
    ("tapped", "lean", "avoid"),
    [
        (["default:over_own"], Lean.OVER_OWN, "Do not say sorry twice."),
        (["default:explain"], Lean.DEFLECT, "Do not explain first."),
        (["default:over_own", "default:explain"], Lean.ANY, "Do not explain first."),
        (["default:withdraw"], Lean.ANY, "Do not explain first."),
    ],
)
def test_what_was_tapped_about_oneself_picks_the_question_and_the_thing_not_to_do(
    browser_of_noor: Client, view: episodes.View, tapped: list[str], lean: Lean, avoid: str
) -> None:
    note = writings.begin(
        writings.Kind.HARD,
        NOW,
        alliance=view.row.alliance,
        episode=view.row,
        body={"what": "She went quiet."},
    )
    taps.keep(note, {"default": tapped}, NOW)
    assert preparing.lean_of(view) is lean
    assert avoid in text_of(browser_of_noor.get(f"/clients/{view.row.alliance.client_id}/brief/"))
    own = preparing.next_to_ask(view, Phase.OWN)
    assert own is not None and own.lean is lean
