"""Any score can run as a trajectory: ends, step, good end, and turning round."""

from __future__ import annotations

import pytest

from goldseam.errors import NotFound
from goldseam.instruments.files import get
from goldseam.instruments.trajectory import trajectory_scale, turn_round, upward
from goldseam.terms.scores import Better, Score, Trajectory


@pytest.mark.parametrize(
    ("form", "score", "scale"),
    [
        ("session-check-in", "connection", (0, 50, 1, Better.HIGHER)),
        ("session-check-in", "strain", (0, 10, 1, Better.LOWER)),
        ("k10", "total", (10, 50, 1, Better.LOWER)),
        ("arm-5", "mean", (1, 7, 0.2, Better.HIGHER)),
        ("sparq-risq", "rift", (0, 4, 1, Better.LOWER)),
        ("wai-sr", "bond", (4, 20, 1, Better.HIGHER)),
    ],
)
def test_the_scale_of_a_score(form: str, score: str, scale: tuple[float, float, float, Better]) -> None:
    assert trajectory_scale(get(form), score) == scale


def test_an_unknown_score_is_refused() -> None:
    with pytest.raises(NotFound, match="Its scores: none"):
        trajectory_scale(get("mirror-check"), "total")


def test_turning_round_swaps_the_ends_and_undoes_itself() -> None:
    assert [turn_round(value, 10, 50) for value in (10, 30, 50)] == [50, 30, 10]
    assert turn_round(turn_round(17.5, 10, 50), 10, 50) == 17.5


def test_upward_turns_only_what_is_better_low() -> None:
    assert upward(Score("x", "y", 12.0, 0, 27, Better.LOWER)) == 15
    assert upward(Score("x", "y", 12.0, 0, 27, Better.HIGHER)) == 12
    assert upward(Score("x", "y", None, 0, 27, Better.LOWER)) is None


def test_a_falling_phq9_becomes_a_rising_trajectory() -> None:
    low, high, step, _ = trajectory_scale(get("phq-9"), "total")
    scores = tuple(turn_round(value, low, high) for value in (18.0, None, 9.0))
    assert Trajectory((1, 2, 3), scores, low, high, step).scores == (9.0, None, 18.0)
