"""Laws every detector over scores obeys: the filter, and each prospective published rule."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldseam.corpus import Asked, notice_csv
from goldseam.noticing import filter_batch, notice
from goldseam.noticing.formulas import Reference
from goldseam.noticing.published import RULES, Rule, View
from goldseam.terms.scores import Trajectory

POINTS = st.integers(0, 40).map(float)
COURSE = st.lists(st.one_of(st.none(), POINTS), min_size=1, max_size=14)
FEW = settings(max_examples=40, deadline=None)
PROSPECTIVE = [rule for rule in RULES if rule.view is View.PROSPECTIVE]
REFERENCE = Reference.declared(0, 40)


def course(scores: list[float | None], step: float = 1) -> Trajectory:
    return Trajectory(tuple(range(1, len(scores) + 1)), tuple(scores), 0, 40, step)


@FEW
@given(COURSE, st.integers(1, 14))
def test_a_reading_never_looks_ahead_to_the_last_bit(scores: list[float | None], count: int) -> None:
    whole = course(scores)
    assert notice(whole.until(count)) == notice(whole)[:count]


@pytest.mark.parametrize("rule", PROSPECTIVE, ids=lambda rule: rule.name)
@FEW
@given(scores=COURSE, count=st.integers(1, 14))
def test_a_prospective_rule_never_looks_ahead(rule: Rule, scores: list[float | None], count: int) -> None:
    assert rule.fires(scores[:count], REFERENCE) == rule.fires(scores, REFERENCE)[:count]


@FEW
@given(st.lists(POINTS, min_size=1, max_size=10), POINTS, POINTS)
def test_a_deeper_drop_never_weakens_a_reading(past: list[float], one: float, other: float) -> None:
    deeper, lesser = (notice(course([*past, x]))[-1] for x in (min(one, other), max(one, other)))
    assert deeper.p_rupture >= lesser.p_rupture
    assert deeper.alert >= lesser.alert


@pytest.mark.parametrize("score", range(41))
def test_a_constant_is_never_an_alert_nor_strained(score: int) -> None:
    read = filter_batch([[float(score)] * 25], 0, 40)
    assert not read.alert.any()
    assert read.p.max() < 0.42


@pytest.mark.parametrize("rule", [r for r in RULES if not r.name.startswith("srs")], ids=lambda r: r.name)
def test_a_rule_that_compares_is_silent_on_a_constant(rule: Rule) -> None:
    assert not any(rule.fires([30.0] * 12, REFERENCE))


@FEW
@given(COURSE, st.integers(0, 13))
def test_a_missing_form_is_not_a_drop(scores: list[float | None], place: int) -> None:
    with_gap = [*scores[:place], None, *scores[place:]]
    readings = notice(course(with_gap))
    here = min(place, len(scores))
    assert not readings[here].alert
    before = readings[here - 1].p_rupture if here else 1.0
    assert readings[here].p_rupture <= before
    assert "no score" in readings[here].because


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_rule_marks_a_missing_form(rule: Rule) -> None:
    scores = [36, None, 37, 36, None, 20, 36, None, 37, 36.0]
    fires = rule.fires(scores, REFERENCE)
    assert not any(fired for fired, score in zip(fires, scores, strict=True) if score is None)


@FEW
@given(
    COURSE, st.sampled_from([(0.0, 10.0, 0.25), (1.0, 5.0, 0.1), (-20.0, 20.0, 1.0), (100.0, 500.0, 10.0)])
)
def test_a_shifted_and_stretched_scale_gives_the_same_reading(
    scores: list[float | None], scale: tuple[float, float, float]
) -> None:
    low, high, step = scale
    values = np.array([[np.nan if x is None else x for x in scores]])
    constants = replace(filter_constants(), centre=0.8)
    here = filter_batch(values, 0, 40, 1, constants)
    there = filter_batch(low + values / 40 * (high - low), low, high, step, constants)
    assert np.array_equal(here.p, there.p)
    assert np.array_equal(here.alert, there.alert)
    assert np.allclose(low + here.low / 40 * (high - low), there.low, equal_nan=True)


def filter_constants():  # type: ignore[no-untyped-def]
    from goldseam.noticing.constants import GENERAL

    return GENERAL


@pytest.mark.parametrize(("low", "high", "step"), [(0, 40, 1), (1, 5, 1 / 12), (0, 10, 0.1)])
def test_an_alliance_reads_the_same_in_any_company_to_the_last_bit(
    low: float, high: float, step: float
) -> None:
    rng = np.random.default_rng(1)
    shares = np.clip(rng.normal(0.85, 0.1, (150, 12)), 0, 1)
    scores = low + np.rint(shares * (high - low) / step) * step
    scores[rng.random(scores.shape) < 0.15] = np.nan
    together, order = filter_batch(scores, low, high, step), rng.permutation(150)
    assert np.array_equal(filter_batch(scores[order], low, high, step).p, together.p[order])
    for count in (1, 17, 40):
        assert np.array_equal(filter_batch(scores[:count], low, high, step).p, together.p[:count])


def table(seed: int, clients: int = 12) -> list[str]:
    rng = np.random.default_rng(seed)
    rows = [(f"C{i}", t) for i in range(clients) for t in range(1, 9)]
    return [f"{client},{t},{int(rng.integers(20, 41)) if rng.random() > 0.1 else ''}\n" for client, t in rows]


def read(rows: list[str], block: int) -> list[str]:
    out = io.StringIO()
    notice_csv(io.StringIO("client,session,score\n" + "".join(rows)), out, Asked(0, 40, block_rows=block))
    return out.getvalue().splitlines()[1:]


@pytest.mark.parametrize("block", [1, 7, 50, 1000])
def test_how_a_stream_is_cut_changes_nothing(block: int) -> None:
    rows = table(3)
    assert read(rows, block) == read(rows, 60_000)


@pytest.mark.parametrize("block", [5, 13, 1000])
def test_rows_scattered_by_session_give_the_readings_of_rows_together(block: int) -> None:
    rows = table(4)
    scattered = sorted(rows, key=lambda row: (int(row.split(",")[1]), row))
    assert sorted(read(scattered, block)) == sorted(read(rows, 1000))


def test_the_order_of_clients_changes_no_reading() -> None:
    rows = table(5)
    turned = [row for i in range(11, -1, -1) for row in rows[8 * i : 8 * i + 8]]
    assert sorted(read(turned, 1000)) == sorted(read(rows, 1000))
