"""One page for someone else: the sheet, the fifteen minutes, and exactly what leaves."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from goldseam.errors import BadInput
from goldseam.growth.consult import PEER_MINUTES, SAY, now_at, parts, peer_plan, sheet
from goldseam.growth.sharing import SAY as SHARE
from goldseam.growth.sharing import Leaving, Region, preview, warnings
from tone import complaints

TODAY = date(2026, 3, 2)
ONE = [Leaving("One moment", "She went quiet.\n  I explained. ")]


def test_the_sheet_shows_only_what_was_written_in_its_own_order() -> None:
    made = sheet(rehearsal="My first sentence", moment=" She went quiet. ", purpose="To see my part")
    assert [(one.id, one.words) for one in parts(made)] == [
        ("purpose", "To see my part"),
        ("moment", "She went quiet."),
        ("rehearsal", "My first sentence"),
    ]


@pytest.mark.parametrize("words", ["", "   ", "\n\t"])
def test_an_empty_sheet_is_refused_and_one_line_is_enough(words: str) -> None:
    with pytest.raises(BadInput, match="One line about one moment"):
        sheet(moment=words)
    assert len(parts(sheet(want="Only listen"))) == 1


def test_the_fifteen_minutes_are_fifteen_without_a_gap() -> None:
    plan = peer_plan()
    assert sum(one.seconds for one in plan) == PEER_MINUTES * 60
    assert all(b.start == a.start + a.seconds for a, b in pairwise(plan))


def test_rehearsing_comes_before_the_end_and_no_advice_before_listening() -> None:
    order = [one.id for one in peer_plan()]
    assert order.index("tell") < order.index("clarify") < order.index("reflect") < order.index("rehearse")
    assert "No advice yet." in peer_plan()[2].text


@pytest.mark.parametrize(("seconds", "id"), [(0, "arrive"), (59.9, "arrive"), (60, "tell"), (899.9, "keep")])
def test_the_timer_knows_whose_turn_it_is(seconds: float, id: str) -> None:
    stretch = now_at(seconds)
    assert stretch is not None
    assert stretch.id == id


def test_after_fifteen_minutes_the_time_is_up_and_before_the_start_is_refused() -> None:
    assert now_at(900) is None
    assert SAY.over
    with pytest.raises(BadInput, match="before the start"):
        now_at(-1)


def test_the_preview_shows_what_leaves_letter_by_letter() -> None:
    assert preview(ONE, "Dana", Region.UK, TODAY).leaves == tuple(ONE)


def test_blank_pieces_do_not_leave_and_nothing_at_all_is_refused() -> None:
    two = [*ONE, Leaving("What I tried", "  ")]
    assert preview(two, "Dana", Region.UK, TODAY).leaves == tuple(ONE)
    with pytest.raises(BadInput, match="Choose one thing"):
        preview(two[1:], "Dana", Region.UK, TODAY)


def test_somebody_has_to_be_named() -> None:
    with pytest.raises(BadInput, match="who gets this"):
        preview(ONE, " ", Region.UK, TODAY)


def test_a_last_day_that_has_passed_is_refused_and_today_is_allowed() -> None:
    with pytest.raises(BadInput, match="2026-03-02 or later"):
        preview(ONE, "Dana", Region.UK, TODAY, until=date(2026, 3, 1))
    assert preview(ONE, "Dana", Region.UK, TODAY, until=TODAY).until == TODAY


def test_with_a_last_day_it_says_what_revoking_cannot_do_and_without_one_it_does_not_speak_of_it() -> None:
    with_day = preview(ONE, "Dana", Region.UK, TODAY, until=TODAY).notes
    without = preview(ONE, "Dana", Region.UK, TODAY).notes
    assert {SHARE.expiry_limit, SHARE.revoke} <= set(with_day)
    assert not {SHARE.expiry_limit, SHARE.revoke} & set(without)


def test_what_was_taken_out_is_said_and_so_is_that_nothing_was() -> None:
    assert preview(ONE, "Dana", Region.UK, TODAY, masked=["2 names", "1 place"]).notes[0] == (
        "Taken out or changed: 2 names, 1 place."
    )
    assert preview(ONE, "Dana", Region.UK, TODAY).notes[0] == SHARE.masked_none


def test_that_text_without_names_can_still_point_to_a_person_is_always_said() -> None:
    assert SHARE.never_sure in preview(ONE, "Dana", Region.US, TODAY, masked=["2 names"]).notes


@pytest.mark.parametrize("region", Region)
def test_every_region_has_its_own_lines_and_ends_with_no_legal_advice(region: Region) -> None:
    lines = warnings(region)
    assert lines[-2:] == (SHARE.private_is_not, SHARE.not_advice)
    assert len(lines) >= 4
    assert [text for text in lines if complaints(text)] == []


def test_no_region_claims_to_be_compliant_or_safe() -> None:
    said = " ".join(text for region in Region for text in warnings(region)).lower()
    assert not any(word in said for word in ("compliant", "guarantee", "fully", "legal to", "you may share"))


def test_what_stays_is_named_beside_what_leaves() -> None:
    assert preview(ONE, "Dana", Region.EU, TODAY, stays=["12 other entries"]).stays == (
        "Stays here: 12 other entries.",
    )
