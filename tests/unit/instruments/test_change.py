"""Reliable change, held against figures from the literature and against arithmetic by hand."""

from __future__ import annotations

import pytest

from goldseam.errors import BadInput, NotFound
from goldseam.instruments.change import (
    NOTHING_PUBLISHED,
    Direction,
    reliable_change,
    smallest_reliable,
    standard_error,
    threshold,
)
from goldseam.instruments.files import get
from goldseam.instruments.questionnaire import Method, PublishedChange, Reliability, ScoreRule
from goldseam.terms.scores import Better


def rule(reliability: Reliability | None = None, change: PublishedChange | None = None) -> ScoreRule:
    return ScoreRule("total", Method.SUM, ("a",), 0, 40, Better.LOWER, reliability=reliability, change=change)


def test_the_error_of_measurement_by_hand() -> None:
    assert standard_error(10, 0.75) == 5.0  # 10 * sqrt(.25)
    assert standard_error(10, 1) == 0.0


def test_the_smallest_reliable_change_by_hand() -> None:
    assert smallest_reliable(10, 0.5, z=2) == pytest.approx(20)  # 2 * sqrt(2) * 10 * sqrt(.5)


def test_the_phq9_figures_of_the_literature_come_out() -> None:
    bar = threshold(get("phq-9").rule("total"))
    assert (round(bar.sem or 0, 1), round(bar.computed or 0, 1)) == (1.8, 5.1)
    assert bar.points == 6  # the published one goes first
    assert "6 points: NHS Talking Therapies manual." in bar.because
    assert "SD 5.5 and alpha 0.89" in bar.because


def test_the_core10_threshold_of_six_is_its_own_formula_at_90_percent() -> None:
    core10 = get("core-10").rule("total")
    assert threshold(core10, z=1.645).computed == pytest.approx(5.66, abs=0.005)
    assert "90% confidence" in threshold(core10).because


def test_a_computed_threshold_names_what_it_was_made_of() -> None:
    bar = threshold(rule(Reliability("Doe 1999", retest=0.75, sd=10)))
    assert bar.points == pytest.approx(1.96 * 2**0.5 * 5)
    assert bar.because == (
        "Computed: 13.9 points at z = 1.96, from SD 10 and retest 0.75 (SEM 5.00). Source: Doe 1999."
    )


@pytest.mark.parametrize("known", [None, Reliability("x", alpha=0.9), Reliability("x", sd=5.0)])
def test_without_figures_nothing_is_invented(known: Reliability | None) -> None:
    bar = threshold(rule(known))
    assert (bar.points, bar.sem, bar.computed, bar.because) == (None, None, None, NOTHING_PUBLISHED)


def test_alpha_goes_before_omega_before_retest() -> None:
    assert Reliability("x", omega=0.8, retest=0.7).coefficient() == ("omega", 0.8)
    assert Reliability("x", alpha=0.9, omega=0.8).coefficient() == ("alpha", 0.9)


@pytest.mark.parametrize(
    ("first", "last", "direction"),
    [
        (18, 12, Direction.BETTER),
        (18, 13, Direction.WITHIN_ERROR),
        (4, 10, Direction.WORSE),
        (4, 9, Direction.WITHIN_ERROR),
        (7, 7, Direction.WITHIN_ERROR),
    ],
)
def test_a_lower_phq9_is_better_from_six_points_on(first: float, last: float, direction: Direction) -> None:
    change = reliable_change(get("phq-9"), "total", first, last)
    assert (change.direction, change.difference) == (direction, last - first)


def test_a_change_without_a_threshold_says_that_it_cannot_say() -> None:
    change = reliable_change(get("wai-sr"), "total", 20, 60)
    assert change.direction is Direction.CANNOT_SAY
    assert change.because.endswith(NOTHING_PUBLISHED)


def test_a_value_outside_the_range_and_an_unknown_score_are_refused() -> None:
    with pytest.raises(BadInput, match="28 lies outside 0 to 27"):
        reliable_change(get("phq-9"), "total", 28, 3)
    with pytest.raises(NotFound, match="Its scores: total"):
        reliable_change(get("phq-9"), "sum", 1, 2)


@pytest.mark.parametrize(
    ("sd", "reliability"), [(0, 0.9), (-1, 0.9), (5, 1.1), (5, -0.1), (float("nan"), 0.9)]
)
def test_impossible_figures_are_refused(sd: float, reliability: float) -> None:
    with pytest.raises(BadInput, match="cannot be"):
        standard_error(sd, reliability)
