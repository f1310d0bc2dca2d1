"""Forward and backward: what a whole course says of each session."""

from __future__ import annotations

import numpy as np
import pytest

from goldseam.noticing import filter_batch, look_back
from goldseam.noticing.evaluate import auroc
from goldseam.noticing.smoothing import smooth_batch
from goldseam.simulate.same_form import same_form
from goldseam.terms.scores import Trajectory

COURSE = [36.0, 37, 36, np.nan, 36, 37, 25, 26, 36, 37, 37]


def test_at_the_last_session_it_says_what_the_filter_says() -> None:
    for count in (2, 5, 8, 11):
        both = smooth_batch([COURSE[:count]], 0, 40)[0, -1], filter_batch([COURSE[:count]], 0, 40).p[0, -1]
        assert both[0] == pytest.approx(both[1], abs=1e-3)


def test_drawn_courses_and_exact_chances_agree() -> None:
    scores = tuple(None if x != x else x for x in COURSE)
    drawn = look_back(Trajectory(tuple(range(11)), scores, 0, 40)).p
    assert drawn == pytest.approx(smooth_batch([COURSE], 0, 40)[0], abs=0.08)


def test_knowing_what_came_after_ranks_sessions_better() -> None:
    c = same_form(500, np.random.default_rng(5))
    then = filter_batch(c.scores, c.low, c.high, c.step).p[c.judged]
    after = smooth_batch(c.scores, c.low, c.high, c.step)[c.judged]
    assert auroc(after, c.rupture[c.judged]) > auroc(then, c.rupture[c.judged]) + 0.005


def test_no_alliances_give_an_empty_table() -> None:
    assert smooth_batch(np.empty((0, 4)), 0, 40).shape == (0, 4)
