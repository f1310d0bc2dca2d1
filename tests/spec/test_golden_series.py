"""The golden series: what each rule marks, checked by hand, and when the filter speaks."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from goldseam.noticing import notice
from goldseam.noticing.formulas import Reference
from goldseam.noticing.published import rule
from goldseam.terms.scores import Trajectory

SERIES = tomllib.loads((Path(__file__).parent / "golden_series.toml").read_text(encoding="utf-8"))["series"]
NAMED = pytest.mark.parametrize("one", SERIES, ids=lambda one: one["name"][0])


@NAMED
def test_mean_and_sd_are_those_of_the_table(one: dict[str, Any]) -> None:
    scores = np.array(one["scores"])
    assert scores.mean() == pytest.approx(one["mean"], abs=0.006)
    assert scores.std(ddof=1) == pytest.approx(one["sd"], abs=0.001)


@NAMED
def test_each_rule_marks_the_sessions_of_the_table(one: dict[str, Any]) -> None:
    spread = one["rci"] / (1.96 * 2**0.5 * 0.15**0.5)
    reference = replace(Reference.declared(one["low"], one["high"]), spread=spread)
    for name, sessions in one["marks"].items():
        fires = rule(name).fires(one["scores"], reference)
        assert [i + 1 for i, fired in enumerate(fires) if fired] == sessions, name


@NAMED
def test_the_filter_alerts_at_the_session_of_the_table(one: dict[str, Any]) -> None:
    count = len(one["scores"])
    trajectory = Trajectory(
        tuple(range(1, count + 1)), tuple(one["scores"]), one["low"], one["high"], one["step"]
    )
    alerts = [reading.session for reading in notice(trajectory) if reading.alert]
    assert alerts == ([one["alert"]] if one["alert"] else [])


def test_the_limits_of_the_table_are_those_of_the_rules() -> None:
    a, c = np.array(SERIES[0]["scores"]), np.array(SERIES[2]["scores"])
    assert a.mean() - 2 * a.std(ddof=1) == pytest.approx(3.162, abs=0.001)
    assert a.mean() - 2.66 * np.abs(np.diff(a)).mean() == pytest.approx(2.975, abs=0.001)
    first, third = np.quantile(c, [0.25, 0.75])
    assert first - 1.5 * (third - first) == pytest.approx(34.40, abs=0.01)
