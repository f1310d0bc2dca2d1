"""Witnesses side by side: each with its words, none averaged away, each removable."""

from __future__ import annotations

import pytest

from cast import GOOD, HARD, NOW, held, quiet_course, sam
from goldseam.acts import check_ins, hard, people, sessions, witnesses, writings
from goldseam.store.models import AllianceRow, SessionRow
from goldseam.terms.people import Attendance

pytestmark = pytest.mark.usefixtures("open_book")


@pytest.fixture
def alliance(open_book: object) -> AllianceRow:
    found = people.alliance_of(sam())
    quiet_course(found, 7)
    return found


def names(session: SessionRow) -> set[str]:
    return {one.witness for one in witnesses.side_by_side(session).witnesses}


def test_a_hard_check_in_brings_ratings_strain_and_item(alliance: AllianceRow) -> None:
    session = held(alliance, 8)
    check_ins.record(session, "session-check-in", HARD, NOW, way="handed")
    assert names(session) == {"ratings", "strain", "item"}


def test_leaving_a_witness_out_lowers_what_it_had_raised(alliance: AllianceRow) -> None:
    session = held(alliance, 8)
    check_ins.record(
        session, "session-check-in", {**GOOD, "strain": 6, "talked": 0, "now": -1}, NOW, way="handed"
    )
    both = witnesses.side_by_side(session).together
    less = witnesses.side_by_side(session, without=["strain"]).together
    assert both is not None
    assert less is not None
    assert both.p_rupture > less.p_rupture


def test_the_note_and_missed_sessions_are_heard(alliance: AllianceRow) -> None:
    missed, session = held(alliance, 8), held(alliance, 9)
    sessions.correct(missed, NOW, held_on=missed.held_on, attendance=Attendance.MISSED)
    note = hard.begin(hard.Length.NOTE, NOW)
    hard.keep(note, NOW, {"what": "She went quiet after I interrupted her."})
    writings.belongs_to(note, alliance=alliance, session=session)
    check_ins.record(session, "session-check-in", GOOD, NOW, way="handed")
    assert {"note", "attendance"} <= names(session)


def test_the_therapists_mirror_is_a_witness_of_its_own(alliance: AllianceRow) -> None:
    mirror = dict.fromkeys(("understood", "honest", "direction", "approach", "worth"), 8)
    for number in range(1, 8):
        check_ins.record(held(alliance, number), "session-check-in-mirror", mirror, NOW, way="typed")
    session = held(alliance, 8)
    check_ins.record(session, "session-check-in", HARD, NOW, way="handed")
    check_ins.record(session, "session-check-in-mirror", mirror, NOW, way="typed")
    found = {one.witness: one.because for one in witnesses.side_by_side(session).witnesses}
    assert "lower than the therapist" in found["therapist"]


def test_one_witness_alone_is_not_called_together(alliance: AllianceRow) -> None:
    assert witnesses.side_by_side(held(alliance, 8)).together is None
