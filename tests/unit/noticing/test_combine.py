"""Witnesses together: odds add up, each can be left out, each says its part."""

from __future__ import annotations

import math

import pytest

from goldseam.errors import BadInput
from goldseam.noticing import combine as c
from goldseam.noticing import notice
from goldseam.terms.rupture import Signal, Standing
from goldseam.terms.scores import Trajectory


def course(*scores: float | None, low: float = 0, high: float = 40) -> Trajectory:
    return Trajectory(tuple(range(1, len(scores) + 1)), scores, low, high)


def test_one_witness_of_weight_one_gives_its_own_chance_back() -> None:
    told = c.combine(3, [c.Testimony.of_chance("ratings", 0.7, "x")])
    assert told.p_rupture == pytest.approx(0.7)


def test_odds_multiply_by_weighted_testimony() -> None:
    told = c.combine(3, [c.Testimony("ratings", 1.0, "a"), c.Testimony("strain", 2.0, "b")], base=0.5)
    assert math.log(told.p_rupture / (1 - told.p_rupture)) == pytest.approx(1.0 + 0.9 * 2.0)
    assert [signal.weight for signal in told.signals] == pytest.approx([1.0, 1.8])


def test_leaving_a_witness_out_is_as_if_it_had_not_spoken() -> None:
    ratings, note = c.Testimony("ratings", 1.0, "a"), c.Testimony("note", 2.0, "b")
    assert c.combine(3, [ratings, note], without=["note"]) == c.combine(3, [ratings])


def test_no_witness_decides_alone() -> None:
    told = c.combine(3, [c.Testimony("strain", 50.0, "a")])
    assert told.signals[0].weight == pytest.approx(0.9 * 4)


def test_nobody_heard_is_too_early_to_say() -> None:
    told = c.combine(3, [])
    assert told.status is Standing.TOO_EARLY
    assert not told.informative
    assert "too early to say" in told.because


def test_a_stranger_among_witnesses_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match="'oracle' has no weight"):
        c.combine(3, [c.Testimony("oracle", 1.0, "a")])


def test_a_base_rate_outside_its_range_is_refused() -> None:
    with pytest.raises(BadInput, match="between 0 and 1"):
        c.combine(3, [], base=1.0)


def test_ratings_that_cannot_tell_move_nothing() -> None:
    assert c.from_ratings(notice(course(40, 40, 40, 40))[-1]).nats == 0


def test_a_missing_form_moves_nothing() -> None:
    assert c.from_ratings(notice(course(36, 36, 20, None))[-1]).nats == 0


def test_an_item_that_falls_under_a_total_at_the_ceiling_is_heard() -> None:
    found = c.from_items(
        [("Goal", course(10, 10, 9, 10, 4, high=10)), ("Bond", course(10, 10, 10, 9, 10, high=10))]
    )
    assert found is not None
    assert found.because.startswith("Goal: Lower than")
    assert found.nats > 1


def test_items_that_do_not_fall_say_nothing() -> None:
    assert c.from_items([("Goal", course(9, 9, 10, 9, 10, high=10))]) is None


def test_a_widening_gap_to_the_therapist_speaks_for_a_rupture() -> None:
    client, therapist = course(34, 35, 34, 35, 34, 24), course(33, 33, 34, 33, 33, 33)
    found = c.from_gap(client, therapist)
    assert found is not None
    assert found.nats > 0
    assert "wider gap than is usual" in found.because


def test_a_gap_needs_both_ratings() -> None:
    assert c.from_gap(course(34, 35), course(33, None)) is None


def test_missing_twice_says_more_than_once_and_never_much() -> None:
    once, twice, often = (c.from_attendance(n) for n in (1, 2, 9))
    assert once is not None
    assert twice is not None
    assert often is not None
    assert once.nats < twice.nats == often.nats == 0.8


def test_a_missed_session_with_word_says_nothing() -> None:
    assert c.from_attendance(1, told_before=True) is None


def test_marked_strain_outside_the_item_is_refused() -> None:
    with pytest.raises(BadInput, match="lies outside 0 to 10"):
        c.from_strain(11, 0, 10)


def test_more_strain_says_more() -> None:
    said = [c.from_strain(v, 0, 10).nats for v in (0, 2, 6, 10)]
    assert said == sorted(said)
    assert said[0] < 0


def test_contributions_are_told_in_words() -> None:
    assert "against a rupture (odds times 0.4)" in c.in_words(Signal("note", "Calm.", -1.0))
    assert c.in_words(Signal("note", "Calm.", 0.05)).startswith("note says little either way")


def test_further_witnesses_keep_the_clients_own_score_and_alert() -> None:
    reading = notice(course(36, 37, 36, 37, 24))[-1]
    together = c.at(reading, [c.from_strain(8, 0, 10)])
    assert (together.score, together.alert, together.usual_low) == (24, reading.alert, reading.usual_low)
    assert together.p_rupture > reading.p_rupture
    assert c.at(reading, []) is reading
