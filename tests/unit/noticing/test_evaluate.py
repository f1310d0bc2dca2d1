"""Figures of merit, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from goldseam.noticing import evaluate as e

YES, NO = True, False


def test_ties_count_half() -> None:
    assert e.auroc(np.array([1.0, 1.0, 2.0]), np.array([NO, YES, YES])) == 0.75


def test_without_both_kinds_there_is_no_ranking() -> None:
    assert np.isnan(e.auroc(np.array([1.0, 2.0]), np.array([YES, YES])))


def test_a_limit_lets_at_most_its_rate_of_quiet_sessions_through() -> None:
    sign, quiet = np.arange(100.0), np.ones(100, dtype=bool)
    assert (sign > e.limit_for(sign, quiet, 0.05)).sum() <= 5


def test_a_rupture_is_caught_while_it_lasts_and_within_four_sessions() -> None:
    rupture = np.array([[NO, YES, YES, NO, YES, NO]])
    onset = np.array([[NO, YES, NO, NO, YES, NO]])
    alarms = np.array([[YES, NO, YES, NO, NO, YES]])
    assert e.caught_by(alarms, rupture, onset) == (0.5, 1.0)


def test_a_run_of_alarms_is_one_event_even_across_a_missing_form() -> None:
    alarms = np.array([[YES, NO, YES, NO, YES]])
    judged = np.array([[YES, NO, YES, YES, YES]])
    assert e.alarm_events(alarms, judged).tolist() == [[YES, NO, NO, NO, YES]]


def test_calibration_error_is_zero_where_chances_come_true() -> None:
    p = np.repeat([0.1, 0.5], 100)
    truth = np.concatenate([np.arange(100) < 10, np.arange(100) < 50])
    assert e.calibration_error(p, truth, bins=2) == pytest.approx(0)
    assert e.calibration_error(p + 0.2, truth, bins=2) == pytest.approx(0.2)


def test_brier_is_the_mean_square() -> None:
    assert e.brier(np.array([0.0, 0.5]), np.array([NO, YES])) == pytest.approx(0.125)


def test_a_sign_that_knows_all_has_the_best_figures() -> None:
    rng = np.random.default_rng(1)
    rupture = rng.random((50, 10)) < 0.1
    q = e.quality(rupture.astype(float), np.ones_like(rupture), rupture, rupture, probability=True)
    assert (q.auroc, q.brier, q.calibration) == (1.0, 0.0, pytest.approx(0, abs=1e-9))
