"""The tiny language of show_if and when: what it says, what it refuses, and that nothing else happens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldseam.errors import BadInstrument
from goldseam.instruments.conditions import (
    Compare,
    Condition,
    Every,
    IsMissing,
    Not,
    Some,
    holds,
    names_in,
    parse,
)

ORDER = ("q1", "q2", "q3", "q4")


def says(text: str, **answers: float | None) -> bool:
    return holds(parse(text, ORDER), answers)


@pytest.mark.parametrize(
    ("op", "below", "same", "above"),
    [
        ("<", True, False, False),
        ("<=", True, True, False),
        ("==", False, True, False),
        ("!=", True, False, True),
        (">=", False, True, True),
        (">", False, False, True),
    ],
)
def test_each_comparison_means_what_it_says(op: str, below: bool, same: bool, above: bool) -> None:
    assert [says(f"q1 {op} 2", q1=value) for value in (1, 2, 3)] == [below, same, above]


@pytest.mark.parametrize("op", ["<", "<=", "==", "!=", ">=", ">"])
def test_a_blank_makes_every_comparison_false(op: str) -> None:
    assert not says(f"q1 {op} 0")
    assert not says(f"any(q1..q4) {op} 0")


def test_numbers_may_be_negative_and_scores_may_be_fractions() -> None:
    assert says("q1 >= -2", q1=-2)
    assert says("q1 > 4", q1=4.5)
    assert not says("q1 >= 5", q1=4.5)


def test_and_binds_before_or() -> None:
    assert says("q1 == 1 or q2 == 1 and q3 == 1", q1=1)
    assert not says("(q1 == 1 or q2 == 1) and q3 == 1", q1=1)


def test_not_turns_what_follows_it() -> None:
    assert says("not q1 > 0 and q2 > 0", q1=0, q2=1)
    assert not says("not (q1 > 0 or q2 > 0)", q1=0, q2=1)
    assert says("not not q1 > 0", q1=1)


def test_missing_and_not_missing() -> None:
    assert says("q1 is missing")
    assert says("q1 is not missing", q1=0)
    assert not says("q1 is missing", q1=0)


def test_a_stretch_runs_through_the_items_in_their_order() -> None:
    assert parse("any(q2..q4) > 0", ORDER) == Compare(("q2", "q3", "q4"), ">", 0)
    assert parse("any(q1, q3..q4) > 0", ORDER) == Compare(("q1", "q3", "q4"), ">", 0)
    assert not says("any(q2..q4) > 0", q1=3)


def test_the_names_of_a_condition_are_found() -> None:
    found = names_in(parse("any(q1..q2) > 0 and (q4 is missing or not z == 1)", ORDER))
    assert found == {"q1", "q2", "q4", "z"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "found the end. Expected the id"),
        ("q1", "Expected one of < <="),
        ("q1 >= ", "Expected a whole number"),
        ("q1 >= 2.5", 'cannot read from ".5"'),
        ("q1 = 2", 'cannot read from "= 2"'),
        ("q1 >= q2", "Expected a whole number"),
        ("q1 is blank", "Expected 'missing'"),
        ("q1 >= 2 q2 >= 2", "Expected 'and', 'or' or the end"),
        ("(q1 >= 2", "Expected ')'"),
        ("any(q4..q1) > 0", "'q4' comes after 'q1'"),
        ("any(q1..q9) > 0", "'q9' is not an item here"),
        ("any() > 0", "Expected the id"),
        ("any > 0", "Expected '('"),
        ("and", "Expected the id"),
        ("__import__('os').system('true')", "cannot read from"),
        ("q1 >= 2; import os", "cannot read from"),
        ("q1 ≥ 2", "cannot read from"),
        ("q1 >= ²", "cannot read from"),
        ("q1 >= ٣", "cannot read from"),
        ("Q1 >= 1", "cannot read from"),
        ("q1 >= 1 or " * 50 + "q1 >= 1", "Allowed: up to 400"),
        ("(" * 30 + "q1 > 0" + ")" * 30, "20 levels"),
        ("not " * 60 + "q1 > 0", "20 levels"),
    ],
)
def test_anything_else_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(BadInstrument) as refused:
        parse(text, ORDER)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "answers", "now", "then"),
    [
        ("q1 is missing", {}, False, True),
        ("q1 is not missing", {}, False, False),
        ("q1 is not missing", {"q1": 0}, True, True),
        ("not q1 >= 2", {}, False, True),
        ("any(q1..q2) >= 1", {"q2": 1}, True, True),
        ("q1 >= 1 or q2 is missing", {"q1": 1}, True, True),
        ("q1 >= 1 and q2 is missing", {"q1": 1}, False, True),
        ("not (q1 >= 1 and q2 >= 1)", {"q1": 0}, True, True),
    ],
)
def test_while_answers_may_still_come_only_what_is_sure_holds(
    text: str, answers: dict[str, float | None], now: bool, then: bool
) -> None:
    condition = parse(text, ORDER)
    assert holds(condition, answers, finished=False) is now
    assert holds(condition, answers) is then


PIECES = st.sampled_from(
    ["q1", "q4", "any", "(", ")", "..", ",", "and", "or", "not", "is", "missing", "<", ">=", "==", "0", "-3", " ",
     "__class__", "eval", "lambda", "[", "'", "\\", "\n", "\x00", "9" * 50]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(
        st.text(max_size=500), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES).map("".join)
    )
)
def test_any_text_is_a_condition_or_is_refused_and_nothing_else(text: str) -> None:
    try:
        condition = parse(text, ORDER)
    except BadInstrument:
        return
    assert holds(condition, {}) in (True, False)


def conditions() -> st.SearchStrategy[Condition]:
    name = st.sampled_from(ORDER)
    op = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
    names = st.lists(name, min_size=1, max_size=3).map(tuple)
    leaf = st.one_of(st.builds(Compare, names, op, st.integers(-9, 9)), st.builds(IsMissing, name))
    return st.recursive(leaf, joined, max_leaves=6)


def joined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, inner), st.builds(Every, parts), st.builds(Some, parts))


def written(condition: Condition) -> str:
    match condition:
        case Compare():
            return f"any({', '.join(condition.names)}) {condition.op} {condition.number}"
        case IsMissing():
            return f"{condition.name} is missing"
        case Not():
            return f"not ({written(condition.inside)})"
        case Every():
            return " and ".join(f"({written(part)})" for part in condition.parts)
        case Some():
            return " or ".join(f"({written(part)})" for part in condition.parts)


@settings(max_examples=150, deadline=None)
@given(conditions())
def test_what_is_written_down_is_read_back_the_same(condition: Condition) -> None:
    text = written(condition)
    if len(text) <= 400:
        assert parse(text, ORDER) == condition


@settings(max_examples=200, deadline=None)
@given(conditions(), st.dictionaries(st.sampled_from(ORDER), st.integers(-9, 9)), st.data())
def test_what_is_sure_early_is_still_true_at_the_end(
    condition: Condition, early: dict[str, int], data: st.DataObject
) -> None:
    more = data.draw(st.dictionaries(st.sampled_from(ORDER), st.integers(-9, 9)))
    if holds(condition, dict(early), finished=False):
        assert holds(condition, {**more, **early})
