"""Invented courses are what they say: bounded, in steps, with known ruptures, the same for a seed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from goldseam.simulate.courses import Courses, Fate
from goldseam.simulate.foreign import item_answers, regimes
from goldseam.simulate.same_form import Truth, same_form, wobbling

Maker = Callable[[int, np.random.Generator], Courses]
MAKERS: tuple[Maker, ...] = (same_form, wobbling, item_answers, regimes)
EACH = pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)


def some(make: Maker, n: int = 400) -> Courses:
    return make(n, np.random.default_rng(11))


@EACH
def test_scores_lie_on_the_scale_in_its_steps(make: Maker) -> None:
    c = some(make)
    given = c.scores[c.judged]
    steps = (given - c.low) / c.step
    assert given.min() >= c.low
    assert given.max() <= c.high
    assert np.allclose(steps, np.rint(steps))


@EACH
def test_a_seed_gives_the_same_courses(make: Maker) -> None:
    one, other = some(make, 30), some(make, 30)
    assert np.array_equal(one.scores, other.scores, equal_nan=True)
    assert np.array_equal(one.rupture, other.rupture)


@EACH
def test_every_rupture_has_a_beginning_and_a_fate(make: Maker) -> None:
    c = some(make)
    first = c.rupture & ~np.pad(c.rupture, ((0, 0), (1, 0)))[:, :-1]
    assert (c.onset | ~first).all()
    assert (c.onset == (c.fate != Fate.NONE)).all()
    assert not (c.onset & ~c.rupture).any()


@EACH
def test_there_is_no_score_where_no_session_was_held(make: Maker) -> None:
    c = some(make)
    assert not (c.judged & ~c.held).any()
    assert 0.03 < 1 - c.judged.sum() / c.held.sum() < 0.4


@EACH
def test_ceiling_and_base_rate_are_those_of_real_forms(make: Maker) -> None:
    c = some(make, 1500)
    assert 0 < (c.scores[c.judged] == c.high).mean() < 0.36
    assert 0.08 < c.rupture[c.judged].mean() < 0.20


@EACH
def test_scores_are_lower_in_a_rupture(make: Maker) -> None:
    c = some(make, 1500)
    own = np.nanmean(c.scores, axis=1, keepdims=True)
    away = c.scores - own
    assert np.nanmean(away[c.rupture]) < np.nanmean(away[~c.rupture & c.held]) - 0.02 * (c.high - c.low)


def test_without_a_hazard_nothing_happens() -> None:
    c = same_form(200, np.random.default_rng(1), Truth(rupture=0.0))
    assert not c.rupture.any()


def test_forms_go_missing_more_often_in_a_rupture_where_that_is_informative() -> None:
    c = some(item_answers, 3000)
    gone = c.held & ~c.judged
    assert gone[c.rupture].mean() > gone[c.held & ~c.rupture].mean() + 0.03


def test_cutting_short_keeps_the_beginning() -> None:
    c = some(wobbling, 20)
    assert np.array_equal(c.first(5).scores, c.scores[:, :5], equal_nan=True)
    assert c.first(5).held.shape == (20, 5)
