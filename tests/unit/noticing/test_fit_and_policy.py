"""Fitting constants to a clinic, and the budget of alerts in words."""

from __future__ import annotations

import numpy as np
import pytest

from goldseam.errors import BadInput
from goldseam.noticing.constants import family
from goldseam.noticing.fit import fit
from goldseam.noticing.model import ALERT, filter_batch
from goldseam.noticing.policy import Budget, chance_it_is_real, in_words


def clinic(centre: float, between: float, within: float, n: int = 120) -> np.ndarray:
    rng = np.random.default_rng(4)
    level = rng.normal(centre, between, (n, 1))
    return np.clip(np.rint(level + rng.normal(0, within, (n, 10))), 0, 40)


def test_fitting_moves_constants_towards_the_clinic() -> None:
    start = family(0, 40)
    found = fit(clinic(24, 3, 1.2), 0, 40, 1, start)
    assert abs(found.centre - 0.6) < 0.05
    assert found.within < 0.6 * start.within
    assert found.between < start.between


def test_fitting_leaves_the_rates_alone() -> None:
    start = family(0, 40)
    found = fit(clinic(30, 4, 2), 0, 40, 1, start)
    assert (found.rupture, found.mend, found.v_share) == (start.rupture, start.mend, start.v_share)


def test_fitted_constants_make_the_scores_likelier() -> None:
    scores = clinic(24, 3, 1.2)
    start = family(0, 40)
    found = fit(scores, 0, 40, 1, start)
    before, after = (filter_batch(scores, 0, 40, 1, k).log_chance.sum() for k in (start, found))
    assert after > before + 50


def test_a_tighter_budget_asks_for_more_and_is_oftener_right() -> None:
    loose, usual, tight = Budget.ONE_IN_TEN, Budget.ONE_IN_TWENTY, Budget.ONE_IN_FORTY
    assert loose.value.at < usual.value.at == ALERT < tight.value.at
    assert chance_it_is_real(loose, 0.04) < chance_it_is_real(usual, 0.04) < chance_it_is_real(tight, 0.04)


def test_where_ruptures_are_rare_an_alert_means_less() -> None:
    assert chance_it_is_real(Budget.ONE_IN_TWENTY, 0.01) < 0.5 < chance_it_is_real(Budget.ONE_IN_TWENTY, 0.1)


def test_the_chance_is_base_rate_arithmetic() -> None:
    limit = Budget.ONE_IN_TWENTY.value
    expected = limit.caught * 0.05 / (limit.caught * 0.05 + limit.false_rate * 0.95)
    assert chance_it_is_real(Budget.ONE_IN_TWENTY, 0.05) == pytest.approx(expected)


def test_the_budget_is_said_in_words() -> None:
    words = in_words(Budget.ONE_IN_TWENTY, 0.04)
    assert "at most about one false alert in 20 quiet sessions" in words
    assert "in 10 alerts" in words


def test_a_share_beyond_one_is_refused() -> None:
    with pytest.raises(BadInput, match="as a part of 1"):
        chance_it_is_real(Budget.ONE_IN_TWENTY, 9)
