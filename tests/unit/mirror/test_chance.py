"""The chance of a pair, against counting every shuffle by hand; and over all pairs, against worked numbers."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldseam.mirror.chance import _shuffled, _tails, judge_pairs, step_down, stretches


def counted(one: list[bool], two: list[bool], where: list[int]) -> float:
    """The share of all shuffles of `two` within stretches that give at least as much together."""
    seen = sum(a and b for a, b in zip(one, two, strict=True))
    allowed = [
        order
        for order in permutations(range(len(two)))
        if all(where[i] == where[j] for i, j in enumerate(order))
    ]
    as_much = [sum(one[i] and two[j] for i, j in enumerate(order)) >= seen for order in allowed]
    return sum(as_much) / len(as_much)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=4, max_size=6), st.booleans())
def test_the_exact_chance_is_what_counting_every_shuffle_gives(
    rows: list[tuple[bool, bool]], split: bool
) -> None:
    held = np.array(rows, dtype=np.bool_)
    where = np.array([int(split and i >= 3) for i in range(len(rows))], dtype=np.int64)
    tails, _ = _tails(held, where, np.array([0]), np.array([1]))
    together = int((held[:, 0] & held[:, 1]).sum())
    by_hand = counted([r[0] for r in rows], [r[1] for r in rows], where.tolist())
    assert tails[0, together] == pytest.approx(by_hand)


def test_two_of_four_both_the_same_two_is_one_chance_in_six() -> None:
    held = np.array([[1, 1], [1, 1], [0, 0], [0, 0]], dtype=np.bool_)
    tails, means = _tails(held, np.zeros(4, dtype=np.int64), np.array([0]), np.array([1]))
    assert tails[0, 2] == pytest.approx(1 / 6)
    assert means[0] == pytest.approx(1.0)


def test_within_two_stretches_the_same_pair_is_certain() -> None:
    # Both stand in the first half only, so keeping the halves apart leaves chance nothing to do.
    held = np.array([[1, 1], [1, 1], [0, 0], [0, 0]], dtype=np.bool_)
    tails, _ = _tails(held, np.array([0, 0, 1, 1]), np.array([0]), np.array([1]))
    assert tails[0, 2] == pytest.approx(1.0)


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (39, 1), (40, 2), (72, 3)])
def test_a_stretch_of_time_has_at_least_twenty_entries(count: int, expected: int) -> None:
    where = stretches(count)
    assert len(where) == count
    assert len(set(where.tolist())) == expected
    assert where.tolist() == sorted(where.tolist())


def test_step_down_by_hand() -> None:
    # Copy bests over (a, b, c): .03, .2, .5, .01 -> two of four at or under .03: (1 + 2) / 5.
    # Then over (b, c): .2, .2, .6, .3 -> two at or under .2: (1 + 2) / 5. Then c: one at or under .4 -> 2/5, kept at 3/5.
    found = np.array([0.03, 0.2, 0.4])
    copies = np.array([[0.03, 0.2, 0.9], [0.9, 0.2, 0.3], [0.5, 0.6, 0.7], [0.01, 0.3, 0.8]])
    assert step_down(found, copies).tolist() == pytest.approx([0.6, 0.6, 0.6])


def test_a_pair_that_beats_every_copy_has_one_in_copies_plus_one() -> None:
    assert step_down(np.array([1e-9]), np.full((99, 1), 0.5)).tolist() == pytest.approx([0.01])


def test_the_chance_over_all_pairs_is_never_below_the_chance_of_the_pair_alone_by_more_than_its_noise() -> (
    None
):
    rng = np.random.default_rng(3)
    held = rng.random((60, 8)) < 0.3
    judged = judge_pairs(held, np.repeat([0, 1], 4), [(a, b) for a in range(4) for b in range(4, 8)], 499, 1)
    assert (judged.anywhere >= judged.alone - 0.02).all()


def test_shuffled_copies_keep_every_count_in_every_stretch_and_what_a_topic_holds_together() -> None:
    rng = np.random.default_rng(5)
    held = rng.random((50, 3)) < 0.4
    where = stretches(50)
    within = np.array([0]), np.array([1])
    copies = _shuffled(held, np.array([0, 0, 1]), where, *within, 20, rng)
    assert set(copies.ravel().tolist()) == {int((held[:, 0] & held[:, 1]).sum())}


def test_the_same_seed_gives_the_same_answer_and_another_seed_nearly_the_same() -> None:
    held = np.random.default_rng(8).random((60, 6)) < 0.3
    topics, pairs = np.array([0, 0, 0, 1, 1, 1]), [(a, b) for a in range(3) for b in range(3, 6)]
    one, two, other = (judge_pairs(held, topics, pairs, 499, seed).anywhere for seed in (1, 1, 2))
    assert one.tolist() == two.tolist()
    assert np.abs(one - other).max() < 0.1
