"""Three judges apart: what each says, when each says nothing, and what is said where they differ."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from goldseam.errors import BadInput
from goldseam.repair.outcome import (
    Silence,
    View,
    client_view,
    difference,
    ratings_view,
    therapist_view,
    three_views,
)
from goldseam.terms.rupture import Fact, FactKind, Judge, Outcome, Reading, Standing

NOTICED = Fact(FactKind.NOTICED, 1, session=5)
TRIED = Fact(FactKind.ATTEMPTED, 2, session=6)


def said(outcome: Outcome, order: int = 3, judge: Judge = Judge.THERAPIST) -> Fact:
    return Fact(FactKind.JUDGED, order, session=8, judge=judge, outcome=outcome)


def check(came_back: int, my_side: int, owned: int, next_time: int) -> dict[str, int]:
    return {"came_back": came_back, "my_side": my_side, "owned": owned, "next_time": next_time}


def readings(scores: Sequence[float | None], low: float | None = 34, first: int = 1) -> list[Reading]:
    """Readings with a usual band from `low` to 39; a rating below the band is strained."""
    return [
        Reading(
            session,
            score,
            0.5,
            low,
            None if low is None else 39.0,
            Standing.STRAINED if low is not None and score is not None and score < low else Standing.STEADY,
            False,
            "",
        )
        for session, score in enumerate(scores, start=first)
    ]


# The therapist


def test_the_therapist_who_said_nothing_is_not_put_words_into_the_mouth() -> None:
    view = therapist_view([NOTICED, TRIED])
    assert (view.outcome, view.silence) == (None, Silence.NOT_SAID)


def test_the_latest_word_of_the_therapist_counts() -> None:
    view = therapist_view([said(Outcome.MENDED, 3), said(Outcome.PARTLY_MENDED, 4)])
    assert view.outcome is Outcome.PARTLY_MENDED
    assert view.because == "You said so at session 8."


def test_an_undone_word_of_the_therapist_does_not_count() -> None:
    undone = Fact(FactKind.JUDGED, 4, judge=Judge.THERAPIST, outcome=Outcome.MENDED, undone=True)
    assert therapist_view([said(Outcome.STILL_OPEN), undone]).outcome is Outcome.STILL_OPEN


def test_opening_again_means_still_open() -> None:
    view = therapist_view([said(Outcome.MENDED), Fact(FactKind.REOPENED, 4)])
    assert (view.outcome, view.because) == (Outcome.STILL_OPEN, "You opened it again.")


def test_something_else_is_said_so_until_it_is_taken_back() -> None:
    aside = [NOTICED, Fact(FactKind.NOT_A_RUPTURE, 2)]
    assert "something else" in therapist_view(aside).because
    assert therapist_view([*aside, Fact(FactKind.CONFIRMED, 3)]).because == "You have not said yet."


# The client


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        (check(7, 7, 7, 7), Outcome.MENDED),
        (check(10, 9, 8, 7), Outcome.MENDED),
        (check(10, 10, 10, 6), Outcome.PARTLY_MENDED),
        (check(10, 10, 10, 0), Outcome.PARTLY_MENDED),
        (check(5, 5, 5, 5), Outcome.PARTLY_MENDED),
        (check(3, 9, 9, 4), Outcome.PARTLY_MENDED),
        (check(3, 3, 10, 10), Outcome.STILL_OPEN),
        (check(0, 0, 0, 0), Outcome.STILL_OPEN),
    ],
)
def test_the_repair_check_reads_by_its_stated_rule(answers: dict[str, int], outcome: Outcome) -> None:
    assert client_view([NOTICED, TRIED], answers).outcome is outcome


def test_a_lower_answer_never_reads_better() -> None:
    order = [Outcome.STILL_OPEN, Outcome.PARTLY_MENDED, Outcome.MENDED]
    for high in range(1, 11):
        for other in range(11):
            better = client_view([], check(high, other, other, 5)).outcome
            worse = client_view([], check(high - 1, other, other, 5)).outcome
            assert better is not None
            assert worse is not None
            assert order.index(worse) <= order.index(better)


def test_the_low_answers_are_named() -> None:
    view = client_view([], check(2, 9, 1, 9))
    assert view.because == "Low answers: coming back to what happened; your owning your part."


def test_three_answers_are_enough_and_two_are_not() -> None:
    assert client_view([], {"came_back": 8, "my_side": 8, "owned": 8}).outcome is Outcome.MENDED
    two = client_view([], {"came_back": 8, "my_side": 8})
    assert (two.outcome, two.silence) == (None, Silence.CANNOT_TELL)


def test_without_an_attempt_it_is_too_early_to_ask_and_after_one_it_was_not_asked() -> None:
    assert client_view([NOTICED], None).silence is Silence.TOO_EARLY
    assert client_view([NOTICED, TRIED], None).silence is Silence.NOT_ASKED


def test_the_clients_own_answers_stand_before_what_the_therapist_noted() -> None:
    noted = said(Outcome.MENDED, judge=Judge.CLIENT)
    assert client_view([noted], None).because == "You noted this as your client's word."
    assert client_view([noted], check(1, 1, 1, 1)).outcome is Outcome.STILL_OPEN


def test_an_answer_outside_its_range_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match="owned"):
        client_view([], check(5, 5, 11, 5))


def test_answers_to_other_questions_are_not_read() -> None:
    assert client_view([NOTICED], {"strain": 9}).silence is Silence.CANNOT_TELL


# The ratings: usual band 34 to 39, the fall at session 5


@pytest.mark.parametrize(
    ("scores", "outcome"),
    [
        ([36, 37, 36, 36, 24, 35, 36], Outcome.MENDED),
        ([36, 37, 36, 36, 24, 28, 34, 34], Outcome.MENDED),
        ([36, 37, 36, 36, 24, 35, 33], Outcome.PARTLY_MENDED),
        ([36, 37, 36, 36, 24, 29, 29], Outcome.PARTLY_MENDED),  # half of 24 to 34
        ([36, 37, 36, 36, 24, 28, 29], Outcome.STILL_OPEN),
        ([36, 37, 36, 36, 24, 36, 36, 25, 24], Outcome.STILL_OPEN),  # back, then gone again
        ([36, 37, 36, 36, 24, 22, 20], Outcome.STILL_OPEN),
    ],
)
def test_the_ratings_read_by_their_stated_rule(scores: list[float], outcome: Outcome) -> None:
    assert ratings_view(readings(scores), 5).outcome is outcome


@pytest.mark.parametrize(
    ("scores", "silence"),
    [
        ([], Silence.NOT_ASKED),
        ([None, None], Silence.NOT_ASKED),
        ([36, 37, 36, 36, 24], Silence.TOO_EARLY),
        ([36, 37, 36, 36, 24, 36], Silence.TOO_EARLY),
        ([36, 37, 36, 36, 24, None, None, 36], Silence.TOO_EARLY),
        ([36, 37, 36, 36, 36, 36, 37], Silence.CANNOT_TELL),
    ],
)
def test_the_ratings_say_which_kind_of_nothing_it_is(scores: list[float | None], silence: Silence) -> None:
    view = ratings_view(readings(scores), 5)
    assert (view.outcome, view.silence) == (None, silence)
    assert view.because


def test_a_missed_form_is_neither_a_return_nor_a_fall() -> None:
    with_gap = ratings_view(readings([36, 37, 36, 36, 24, None, 35, None, 36]), 5)
    assert with_gap.outcome is Outcome.MENDED


def test_without_a_usual_band_it_is_too_early() -> None:
    assert ratings_view(readings([36, 20, 36, 36], low=None), 2).silence is Silence.TOO_EARLY


def test_a_fall_that_the_therapist_noticed_late_is_read_from_where_it_began() -> None:
    view = ratings_view(readings([36, 37, 36, 24, 33, 35, 36]), 5)
    assert view.outcome is Outcome.MENDED


def test_a_band_that_sinks_with_the_fall_does_not_make_it_look_mended() -> None:
    sinking = readings([36, 37, 36, 36], low=34) + readings([24, 24, 24], low=20, first=6)
    fall = readings([24], low=34, first=5)
    view = ratings_view([*sinking[:4], *fall, *sinking[4:]], 5)
    assert view.outcome is Outcome.STILL_OPEN


def test_a_witness_that_cannot_tell_is_believed() -> None:
    last = Reading(
        7, 40, 0.1, 34, 40, Standing.STEADY, False, "Every rating is the highest.", informative=False
    )
    view = ratings_view([*readings([36, 37, 36, 36, 24, 40]), last], 5)
    assert view.silence is Silence.CANNOT_TELL
    assert "Every rating is the highest." in view.because


def test_the_ratings_never_say_that_the_work_ended() -> None:
    for scores in ([36, 36, 24, 10, 1], [36, 36, 24, 36, 36], [36, 36, 24, 30, 31]):
        assert ratings_view(readings(scores), 3).outcome is not Outcome.ENDED_WITHOUT_REPAIR


# Side by side


def test_three_views_stand_side_by_side_and_their_difference_is_said() -> None:
    views = three_views(
        [NOTICED, TRIED, said(Outcome.MENDED)],
        check(2, 2, 8, 8),
        readings([36, 37, 36, 36, 24, 29, 29]),
        5,
    )
    assert [view.judge for view in views.rows] == [Judge.THERAPIST, Judge.CLIENT, Judge.RATINGS]
    assert views.differ.startswith("The views differ. You say mended. Your client says still open.")
    assert "The ratings say partly mended." in views.differ


def test_agreement_and_a_single_voice_make_no_sentence() -> None:
    mended = View(Judge.THERAPIST, Outcome.MENDED, "")
    assert difference(mended, View(Judge.CLIENT, Outcome.MENDED, "")) == ""
    assert difference(mended, View(Judge.CLIENT, None, "", Silence.NOT_ASKED)) == ""
    assert difference() == ""
