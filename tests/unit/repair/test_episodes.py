"""Joining and opening, told as small stories."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goldseam.repair.episodes import is_open, joins, onset, open_or_join, said_outcome, status
from goldseam.terms.rupture import Episode, EpisodeStatus, Fact, FactKind, Judge, Outcome

SEEN = Fact(FactKind.NOTICED, 1, session=7, because="lower than usual")
TRIED = Fact(FactKind.ATTEMPTED, 2, session=8)
MENDED = Fact(FactKind.JUDGED, 3, session=10, judge=Judge.THERAPIST, outcome=Outcome.MENDED)
OTHER = Fact(FactKind.NOT_A_RUPTURE, 2)
AGAIN = Fact(FactKind.NOTICED, 1, session=8, because="your client said so")


def test_a_rupture_noticed_twice_in_a_row_is_one_episode() -> None:
    first = open_or_join([], "a", SEEN, "one")
    second = open_or_join([first], "a", AGAIN, "two")
    assert second.id == "one"
    assert [fact.order for fact in second.facts] == [1, 2]


def test_a_sign_while_the_episode_is_open_joins_it_however_much_later() -> None:
    assert joins([SEEN, TRIED], 31)


def test_a_mended_episode_and_a_new_drop_later_are_two() -> None:
    mended = Episode("one", "a", (SEEN, TRIED, MENDED))
    assert open_or_join([mended], "a", replace(AGAIN, session=12), "two").id == "two"


def test_a_sign_at_the_session_that_was_called_mended_is_not_swallowed() -> None:
    assert not joins([SEEN, TRIED, MENDED], 10)


def test_a_late_import_inside_a_mended_stretch_joins_without_reopening() -> None:
    found = open_or_join([Episode("one", "a", (SEEN, TRIED, MENDED))], "a", AGAIN, "two")
    assert found.id == "one"
    assert status(found.facts) is EpisodeStatus.MENDED


@pytest.mark.parametrize(("session", "joined"), [(3, False), (5, False), (6, True), (7, True), (None, True)])
def test_an_open_episode_reaches_back_one_session(session: int | None, joined: bool) -> None:
    assert joins([SEEN], session) is joined


def test_what_was_set_aside_lets_another_voice_be_heard() -> None:
    assert not joins([SEEN, OTHER], 7)
    assert not joins([SEEN, replace(TRIED, session=9), replace(OTHER, order=3)], 8)


def test_an_episode_without_a_session_is_joined_while_it_is_open() -> None:
    unplaced = replace(SEEN, session=None)
    assert joins([unplaced], 4)
    assert not joins([unplaced, MENDED], 4)


def test_the_latest_open_episode_is_the_one_that_is_joined() -> None:
    early = Episode("early", "a", (replace(SEEN, session=2),))
    late = Episode("late", "a", (SEEN,))
    assert open_or_join([late, early], "a", AGAIN, "new").id == "late"
    assert open_or_join([early, late], "a", AGAIN, "new").id == "late"


def test_another_alliance_is_never_joined() -> None:
    assert open_or_join([Episode("one", "b", (SEEN,))], "a", AGAIN, "two").id == "two"


def test_a_sign_that_was_undone_may_be_noted_again() -> None:
    undone = Episode("one", "a", (SEEN, replace(AGAIN, order=2, undone=True)))
    assert len(open_or_join([undone], "a", AGAIN, "two").facts) == 3


def test_an_episode_whose_only_fact_was_undone_has_no_onset() -> None:
    assert onset([replace(SEEN, undone=True)]) is None


def test_the_onset_is_the_first_session_of_any_witness() -> None:
    assert onset([replace(AGAIN, order=1), replace(SEEN, order=2)]) == 7


def test_set_down_keeps_the_outcome_that_was_said() -> None:
    partly = replace(MENDED, outcome=Outcome.PARTLY_MENDED)
    facts = [SEEN, partly, Fact(FactKind.CLOSED, 4)]
    assert status(facts) is EpisodeStatus.SET_DOWN
    assert said_outcome(facts) is Outcome.PARTLY_MENDED


def test_an_unsigned_judgement_changes_nothing() -> None:
    assert status([SEEN, replace(MENDED, judge=None)]) is EpisodeStatus.NOTICED
    assert status([SEEN, replace(MENDED, outcome=None)]) is EpisodeStatus.NOTICED


def test_only_four_statuses_are_settled() -> None:
    assert {one.value for one in EpisodeStatus if not is_open(one)} == {
        "mended", "ended_without_repair", "set_aside", "set_down",
    }  # fmt: skip
