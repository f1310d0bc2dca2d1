"""Looking back over a whole course: when it began, whether it came back."""

from __future__ import annotations

import pytest

from goldseam.noticing import look_back, notice
from goldseam.terms.scores import Trajectory


def course(*scores: float | None) -> Trajectory:
    return Trajectory(tuple(range(1, len(scores) + 1)), scores, 0, 40)


def test_a_drop_that_comes_back_is_told_with_both_ends() -> None:
    (one,) = look_back(course(36, 37, 36, 37, 36, 37, 25, 26, 36, 37, 37)).passages
    assert (one.began, one.back) == (7, 9)
    assert one.p_repaired > 0.8
    assert one.because.startswith("Ratings fell at session 7 and came back by 9: ")


def test_a_drop_that_stays_is_lasting() -> None:
    (one,) = look_back(course(36, 37, 36, 37, 25, 26, 25, 26, 25)).passages
    assert (one.began, one.back) == (5, None)
    assert one.p_lasting > 0.7


def test_half_of_the_way_back_is_partly_mended_or_lasting_never_surely_repaired() -> None:
    (one,) = look_back(course(38, 38, 38, 38, 38, 38, 22, 22, 22, 31, 31, 30)).passages[:1]
    assert one.p_partly > 0.1
    assert one.p_repaired < 0.9


def test_the_three_fates_add_up_to_one() -> None:
    for one in look_back(course(36, 37, 36, 37, 25, 26, 36, 36, 24, 25)).passages:
        assert one.p_repaired + one.p_partly + one.p_lasting == pytest.approx(1)


def test_a_quiet_course_has_no_passage() -> None:
    assert look_back(course(36, 37, 36, 35, 36, 37, 36)).passages == ()


def test_looking_back_is_surer_than_looking_at_the_time() -> None:
    scores = course(36, 37, 36, 37, 30, 29, 30, 29, 30)
    assert look_back(scores).p[4] > notice(scores)[4].p_rupture


def test_at_the_last_session_both_say_about_the_same() -> None:
    scores = course(36, 37, 36, 37, 30, 29)
    assert look_back(scores).p[-1] == pytest.approx(notice(scores)[-1].p_rupture, abs=0.08)


def test_the_same_course_is_told_the_same_way_twice() -> None:
    scores = course(36, 37, None, 37, 25, 26, 36)
    assert look_back(scores) == look_back(scores)


def test_no_sessions_give_nothing() -> None:
    assert look_back(Trajectory((), (), 0, 40)).passages == ()
