"""The filter and its readings: first sessions, ceilings, gaps, bands, bad input."""

from __future__ import annotations

import numpy as np
import pytest

from goldseam.errors import BadInput
from goldseam.noticing import filter_batch, notice
from goldseam.noticing.constants import Constants, default_step, family
from goldseam.noticing.grid import STATES, Scale, grid, moves, phi
from goldseam.terms.rupture import Standing
from goldseam.terms.scores import Trajectory


def read(*scores: float | None, low: float = 0, high: float = 40, step: float = 1):  # type: ignore[no-untyped-def]
    return notice(Trajectory(tuple(range(1, len(scores) + 1)), scores, low, high, step))


def test_the_first_session_is_too_early_whatever_the_score() -> None:
    for score in (0, 20, 40):
        (reading,) = read(score)
        assert reading.status is Standing.TOO_EARLY
        assert not reading.alert
        assert reading.usual_low is None
        assert "first score" in reading.because


def test_a_clear_drop_is_an_alert_and_says_why() -> None:
    last = read(35, 36, 35, 37, 36, 24)[-1]
    assert last.alert
    assert last.status is Standing.STRAINED
    assert last.because.startswith("Lower than 99 of 100 expected sessions: worth asking, ")


def test_one_rupture_is_one_alert() -> None:
    readings = read(35, 36, 35, 37, 36, 24, 25, 24, 26, 25)
    assert [r.session for r in readings if r.alert] == [6]
    assert all(r.status is Standing.STRAINED for r in readings[5:8])


def test_a_return_is_mending_and_a_new_rupture_a_new_alert() -> None:
    readings = read(35, 36, 35, 37, 36, 24, 36, 36, 37, 35, 36, 24)
    assert readings[6].status is Standing.MENDING
    assert readings[6].because.startswith("36 is back within the usual")
    assert readings[9].status is Standing.STEADY
    assert [r.session for r in readings if r.alert] == [6, 12]


def test_coming_half_of_the_way_back_is_mending_too() -> None:
    readings = read(37, 38, 37, 38, 37, 38, 22, 22, 31)
    assert readings[7].status is Standing.STRAINED
    assert readings[8].status is Standing.MENDING


def test_a_client_always_at_the_ceiling_cannot_be_told() -> None:
    last = read(40, 40, 40, 40, None, 40)[-1]
    assert last.status is Standing.TOO_EARLY
    assert not last.informative
    assert last.because.startswith("These ratings cannot tell us")


def test_a_client_always_at_the_floor_cannot_be_told() -> None:
    last = read(1, 1, 1, low=1, high=5, step=1 / 12)[-1]
    assert last.status is Standing.TOO_EARLY
    assert not last.informative


def test_a_fall_from_the_ceiling_is_told() -> None:
    readings = read(40, 40, 40, 40, 40, 27)
    assert readings[-1].alert
    assert readings[-1].informative


def test_the_last_step_before_the_ceiling_is_no_rupture() -> None:
    assert max(r.p_rupture for r in read(40, 40, 40, 39, 40, 39, 40)) < 0.2


def test_a_missing_form_keeps_the_standing_before_it() -> None:
    readings = read(35, 36, 35, 37, 24, None, 36)
    assert readings[5].status is Standing.STRAINED
    assert not readings[5].alert
    assert readings[5].p_rupture < readings[4].p_rupture


def test_time_passes_over_sessions_that_have_no_row() -> None:
    near = notice(Trajectory((1, 2, 3, 4, 5, 6), (36, 36, 37, 36, 26, 26), 0, 40))[-1]
    far = notice(Trajectory((1, 2, 3, 4, 5, 11), (36, 36, 37, 36, 26, 26), 0, 40))[-1]
    assert near.p_rupture != far.p_rupture


def test_no_sessions_give_no_readings() -> None:
    assert notice(Trajectory((), (), 0, 40)) == ()


def test_the_band_holds_about_nine_in_ten_quiet_sessions() -> None:
    rng = np.random.default_rng(2)
    scores = np.clip(np.rint(rng.normal(34, 2.5, (400, 14))), 0, 40)
    r = filter_batch(scores, 0, 40)
    inside = (scores[:, 6:] >= r.low[:, 6:]) & (scores[:, 6:] <= r.high[:, 6:])
    assert 0.85 < inside.mean() < 0.98


def test_quiet_alliances_have_at_most_one_alert_in_twenty_sessions() -> None:
    rng = np.random.default_rng(3)
    scores = np.clip(np.rint(rng.normal(36, 4, (400, 1)) + rng.normal(0, 2.2, (400, 15))), 0, 40)
    assert filter_batch(scores, 0, 40).alert.mean() < 0.05


def test_own_spread_is_learnt() -> None:
    calm, wild = [36, 36, 36, 37, 36, 36, 36, 36, 30], [36, 28, 40, 30, 39, 29, 38, 31, 30]
    r = filter_batch([calm, wild], 0, 40)
    assert r.p[0, -1] > 2 * r.p[1, -1]


@pytest.mark.parametrize(
    ("scores", "low", "high", "words"),
    [
        ([[41.0]], 0, 40, "lies outside 0 to 40"),
        ([1.0, 2.0], 0, 40, "Give \\(alliances, sessions\\)"),
        ([[1.0]], 5, 1, "Give the lowest score first"),
    ],
)
def test_what_cannot_be_read_says_why(scores: list[object], low: float, high: float, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        filter_batch(scores, low, high)


def test_no_alliances_give_empty_arrays() -> None:
    assert filter_batch(np.empty((0, 5)), 0, 40).p.shape == (0, 5)


def test_constants_that_cannot_be_are_refused() -> None:
    with pytest.raises(BadInput, match="between 0 and 1"):
        Constants(rupture=1.5)


def test_codes_are_intervals_with_open_ends_and_a_place_for_missing() -> None:
    scale = Scale.of(0, 40, 1)
    assert scale.code(np.array([0.0, 36.4, 40.0, np.nan])).tolist() == [0, 36, 40, 41]


def test_very_fine_scales_are_read_in_96_intervals() -> None:
    assert Scale.of(0, 100, 0.01).codes == 97
    assert Scale.of(1, 5, 1 / 12).codes == 49


def test_each_table_of_chances_adds_up_to_one() -> None:
    g = grid(Scale.of(0, 40, 1), family(0, 40))
    codes = g.scale.codes
    quiet = g.ahead_quiet[:, :codes].sum(axis=1)
    steady = g.ahead_steady.reshape(len(g.start), 2, -1)[:, 0].sum(axis=1)
    assert np.allclose(quiet, 1, atol=1e-4)
    assert np.allclose(steady + g.ahead_lasting.sum(axis=1), 1, atol=1e-4)


def test_between_sessions_no_chance_is_lost() -> None:
    table = moves(family(0, 40))
    assert np.allclose(table[STATES], 1)


def test_the_walk_moves_a_level_by_its_own_size() -> None:
    constants = family(0, 40)
    g = grid(Scale.of(0, 40, 1), constants)
    middle = len(g.levels) // 2
    row = g.walk[len(g.levels) + middle][len(g.levels) : 2 * len(g.levels)].astype(float)
    assert row @ g.levels == pytest.approx(g.levels[middle], abs=0.002)
    size = (row @ (g.levels - g.levels[middle]) ** 2) ** 0.5
    assert size == pytest.approx(constants.walk * g.spreads[1], rel=0.25)


def test_phi_is_the_normal_distribution() -> None:
    assert phi(np.array([-1.6449, 0.0, 2.3263])) == pytest.approx([0.05, 0.5, 0.99], abs=1e-4)


def test_steps_are_assumed_by_range() -> None:
    assert (default_step(0, 40), default_step(1, 5)) == (1.0, pytest.approx(1 / 12))
