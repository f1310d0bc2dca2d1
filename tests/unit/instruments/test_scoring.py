"""Scores worked out by hand: sums, means, counts, turned items, blanks, rounding, bands."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from goldseam.errors import BadInput
from goldseam.instruments.files import get
from goldseam.instruments.questionnaire import Questionnaire
from goldseam.instruments.reading import read_instrument
from goldseam.instruments.scoring import UNVERIFIED, fill_in, rounded_half_up, score
from goldseam.terms.scores import Better, Response, Score

Small = Callable[..., str]


@pytest.fixture
def form(small: Small) -> Callable[[str], Questionnaire]:
    """The small form with its one score written anew; the example no longer matters."""
    shipped = 'method = "sum", items = ["a", "b", "c"], range = [0, 9]'
    return lambda rule: read_instrument(small((shipped, rule)), "small.toml")


def total(questionnaire: Questionnaire, **answers: int) -> Score:
    return score(questionnaire, fill_in(questionnaire, answers))[0]


SUM = 'method = "sum", items = ["a", "b", "c"], range = [0, 9]'
MEAN = 'method = "mean", items = ["a", "b", "c"], range = [0, 3]'
COUNT = 'method = "count_true", items = ["a", "b", "c"], range = [0, 3]'
ONE_BLANK = ", missing = {max = 1, impute = 'person_mean'}"
ROUNDED = ", missing = {max = 1, impute = 'person_mean', round = 'half_up'}"


def test_a_sum_adds_and_a_score_knows_its_range(form: Callable[[str], Questionnaire]) -> None:
    assert total(form(SUM), a=1, b=2, c=3) == Score("small", "total", 6.0, 0.0, 9.0, Better.HIGHER)


@pytest.mark.parametrize(
    ("rule", "answers", "value"),
    [
        (MEAN, {"a": 1, "b": 2, "c": 2}, 5 / 3),
        (COUNT, {"a": 0, "b": 2, "c": 3}, 2),
        (SUM + ', reverse = ["b"]', {"a": 1, "b": 0, "c": 1}, 5),  # 1 + (0 + 3 - 0) + 1
        (MEAN + ', reverse = ["a", "b", "c"]', {"a": 3, "b": 3, "c": 3}, 0),
        (SUM + ONE_BLANK, {"a": 1, "b": 2}, 4.5),  # 3 + the mean 1.5
        (SUM + ROUNDED, {"a": 1, "b": 2}, 5),  # 4.5 rounds up
        (SUM + ROUNDED, {"a": 0, "b": 0}, 0),
        (SUM + ONE_BLANK + ', reverse = ["b"]', {"a": 1, "b": 3}, 1.5),  # 1 + 0, and the mean .5
        (MEAN + ONE_BLANK, {"a": 1, "c": 2}, 1.5),
        (COUNT + ", missing = {max = 2}", {"b": 1}, 1),
    ],
)
def test_scores_worked_out_by_hand(
    form: Callable[[str], Questionnaire], rule: str, answers: dict[str, int], value: float
) -> None:
    assert total(form(rule), **answers).value == pytest.approx(value)


def test_a_whole_form_is_never_rounded(form: Callable[[str], Questionnaire]) -> None:
    rule = MEAN + ", missing = {max = 1, impute = 'person_mean', round = 'half_up'}"
    assert total(form(rule), a=1, b=2, c=2).value == pytest.approx(5 / 3)


def test_too_many_blanks_give_no_value_and_a_reason(form: Callable[[str], Questionnaire]) -> None:
    one = total(form(SUM + ONE_BLANK), a=3)
    assert (one.value, one.band) == (None, "")
    assert one.because == "2 of 3 items are blank; this score needs at most 1 blank."
    assert total(form(SUM), a=3, b=3).because == "1 of 3 items are blank; this score needs every item."


def test_a_band_holds_up_to_and_without_its_edge(form: Callable[[str], Questionnaire]) -> None:
    bands = ", bands = [{lt = 4, label = 'low'}, {lt = 5, label = 'mid'}, {lt = 10, label = 'high'}]"
    questionnaire = form(SUM + ONE_BLANK + bands + ", bands_source = 'us'")
    assert total(questionnaire, a=1, b=1, c=1).band == "low"
    assert total(questionnaire, a=2, b=1, c=1).band == "mid"
    assert total(questionnaire, a=1, b=2).band == "mid"  # 4.5
    assert total(questionnaire, a=3, b=3, c=3).band == "high"


def test_a_key_that_is_not_checked_says_so_with_its_score() -> None:
    sai = get("sai")
    one = score(sai, fill_in(sai, dict.fromkeys(sai.order(), 3)))[0]
    assert (one.value, one.because) == (18.0, UNVERIFIED)


def test_an_answer_outside_the_choices_names_item_and_choices() -> None:
    with pytest.raises(
        BadInput, match=r"Questionnaire-9, item q3: the answer 7 is not .* Allowed: 0, 1, 2, 3"
    ):
        fill_in(get("phq-9"), {"q3": 7})


@pytest.mark.parametrize("value", [True, 1.0, "1", -1])
def test_an_answer_that_only_looks_like_one_is_refused(value: object) -> None:
    phq9 = get("phq-9")
    with pytest.raises(BadInput, match="item q1"):
        score(phq9, Response(phq9.id, phq9.version, (("q1", value),)))  # type: ignore[arg-type]


def test_an_unknown_item_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadInput, match=r"has no item 'q99'. Its items: q1, q2"):
        fill_in(get("gad-7"), {"q99": 1})


def test_an_item_answered_twice_is_refused() -> None:
    gad7 = get("gad-7")
    with pytest.raises(BadInput, match="answered twice"):
        score(gad7, Response(gad7.id, gad7.version, (("q1", 1), ("q1", 2))))


@pytest.mark.parametrize(("instrument", "version"), [("phq-9", "2006.en.1"), ("gad-7", "2006.de.1")])
def test_a_sheet_of_another_form_or_version_is_refused(instrument: str, version: str) -> None:
    with pytest.raises(BadInput, match=r"the form is gad-7 version 2006\.en\.1"):
        score(get("gad-7"), Response(instrument, version, ()))


def test_filling_in_leaves_out_blanks_and_keeps_the_order_of_the_form() -> None:
    filled = fill_in(get("gad-7"), {"q3": 1, "q1": 0, "q2": None})
    assert filled.answers == (("q1", 0), ("q3", 1))


def test_halves_round_upwards_exactly() -> None:
    assert [rounded_half_up(Fraction(n, 2)) for n in (1, 3, 4, 5)] == [1, 2, 2, 3]
    assert rounded_half_up(Fraction(12857142857142857, 1000000000000000)) == 13
