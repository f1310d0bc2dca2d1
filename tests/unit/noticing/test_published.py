"""Published rules: what each needs, marks and refuses; hand-made numbers."""

from __future__ import annotations

import numpy as np
import pytest

from goldseam.errors import BadInput
from goldseam.noticing import formulas
from goldseam.noticing.formulas import Reference
from goldseam.noticing.published import NOT_SHIPPED, RULES, Provenance, View, rule

REF = Reference(low=0, high=40, within=2, change=3, spread=4, reliability=0.85)


def marks(name: str, *scores: float | None) -> list[int]:
    return [i + 1 for i, fired in enumerate(rule(name).fires(scores, REF)) if fired]


def test_every_rule_says_where_it_comes_from() -> None:
    for one in RULES:
        assert one.formula
        assert any(year in one.source for year in ("19", "20", "PCOMS"))
        assert one.least >= 1
    assert len({one.name for one in RULES}) == len(RULES)


def test_reconstructed_rules_are_named_as_such() -> None:
    verified = {one.name for one in RULES if one.provenance is Provenance.VERIFIED}
    assert verified == {"babl_2024", "tukey", "reliable_change", "sudden_loss", "srs_below_36"}


def test_what_is_not_shipped_says_why() -> None:
    assert dict(NOT_SHIPPED)["Larsson 2018"].endswith("no cut-off")


def test_reliable_change_is_196_root_two_standard_errors() -> None:
    assert REF.reliable_change == pytest.approx(1.96 * 2**0.5 * 4 * 0.15**0.5)
    assert REF.reliable_change == pytest.approx(4.294, abs=0.001)


def test_two_sd_of_change_counts_from_the_last_scored_session() -> None:
    assert marks("stiles_2004", 36, 30, None, 24) == [2, 4]
    assert marks("stiles_2004", 36, 30.1) == []


def test_strauss_needs_a_client_who_varies_more_than_the_sample() -> None:
    assert marks("strauss_2006", 36, 36, 36, 36, 36, 33.9) == []
    assert marks("strauss_2006", 36, 30, 36) == [2]


def test_stevens_asks_for_a_sixth_of_the_range() -> None:
    assert marks("stevens_2007", 36, 29.3) == [2]
    assert marks("stevens_2007", 36, 29.4) == []


def test_gumz_takes_the_stricter_of_own_and_sample() -> None:
    # Own differences -10, 10, -4: SD 10.3, stricter than the sample's 3.
    assert marks("gumz_2012_1sd", 36, 26, 36, 32) == []
    assert marks("gumz_2012_1sd", 36, 36, 36, 36, 36, 36, 32.9) == [7]


def test_the_partition_marks_the_lower_segment_only() -> None:
    assert marks("eubanks_carter_2012_partition", 36, 37, 36, 37, 30, 29, 30, 29) == [5, 6, 7, 8]
    assert marks("eubanks_carter_2012_partition", 30, 29, 30, 29, 36, 37, 36, 37) == []


@pytest.mark.parametrize(("n", "largest"), [(3, 1.15), (5, 1.79), (6, 2.04), (11, 3.02)])
def test_no_score_lies_further_from_its_own_mean_than_arithmetic_allows(n: int, largest: float) -> None:
    course = [40.0] * (n - 1) + [0.0]
    assert rule("babl_2024").extent(np.array(course), REF).max() == pytest.approx(largest, abs=0.006)


def test_two_sd_below_the_own_mean_cannot_fire_in_five_sessions() -> None:
    assert marks("babl_2024", 40, 40, 40, 40, 0) == []
    assert marks("babl_2024", 40, 40, 40, 40, 40, 0) == [6]


def test_tukey_says_nothing_before_seven_scores() -> None:
    assert marks("tukey", 36, 36, 37, 36, 37, 0) == []
    assert marks("tukey", 36, 36, 37, 36, 37, 36, 0) == [7]


def test_the_rule_of_36_is_a_level_and_the_other_adds_a_fall() -> None:
    assert marks("srs_below_36", 36, 35.9, 40) == [2]
    assert marks("srs_below_36_or_fell", 40, 39, 38.5) == [2]


def test_sudden_losses_are_those_suddengains_finds() -> None:
    # suddengains, tests/testthat/test-identify_sl.R (MIT): a rise of 7 on a form where less is better.
    reference = Reference(0, 63, 6, 6, 7 / (1.96 * 2**0.5 * 0.15**0.5))
    rows = [
        [10, 11, 12, 30, 28, 33],
        [10, 11, 12, 10, 28, 33],
        [10, 11, 30, 30, 28, 33],
        [35, 37, 34, 23, 24, 21],
    ]
    found = [rule("sudden_loss").fires([63 - x for x in row], reference)[2:5] for row in rows]
    assert found == [(False, True, False), (False, False, True), (True, False, False), (False, False, False)]


def test_the_individuals_chart_has_the_limits_of_the_standard() -> None:
    # NIST e-Handbook 6.3.2.2: sigma is the mean moving range over 1.128.
    x = np.array([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
    assert formulas.moving_range(x) == pytest.approx(1.8778, abs=1e-4)
    assert x.mean() - 3 * formulas.moving_range(x) / 1.128 == pytest.approx(45.82, abs=0.01)


def test_a_prospective_rule_uses_one_score_at_a_time() -> None:
    for one in RULES:
        if one.view is View.PROSPECTIVE:
            assert one.least <= 2


def test_an_unknown_rule_names_those_there_are() -> None:
    with pytest.raises(BadInput, match="Choose one of: stiles_2004, strauss_2006"):
        rule("nobody_1999")
