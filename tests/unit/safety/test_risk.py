"""A risk review keeps steps and dates, closes only by the therapist's word, and rates nobody."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from itertools import permutations

import pytest

from goldseam.safety.risk import (
    TO_NOTE,
    ReviewStatus,
    RiskFact,
    RiskReview,
    Step,
    gaps,
    hint,
    is_due,
    is_open,
    label,
    not_noted,
    review_day,
    status,
    steps_of,
)

ASKED, CLOSED = RiskFact(Step.ASKED, 1), RiskFact(Step.CLOSED, 2)
AGAIN = RiskFact(Step.REVIEW, 3, review_on=date(2026, 3, 9))


@pytest.mark.parametrize(
    ("steps", "open_"),
    [
        ([], True),
        (list(TO_NOTE), True),
        ([Step.CLOSED], False),
        ([Step.CLOSED, Step.TOLD], False),
        ([Step.CLOSED, Step.REOPENED], True),
        ([Step.REOPENED, Step.CLOSED], False),
        ([Step.CLOSED, Step.REOPENED, Step.ASKED, Step.CLOSED], False),
    ],
)
def test_only_the_therapists_own_word_closes_a_review(steps: list[Step], open_: bool) -> None:
    assert is_open(steps) is open_


def test_an_undone_closing_leaves_it_open() -> None:
    assert status([ASKED, RiskFact(Step.CLOSED, 2, undone=True)]) is ReviewStatus.OPEN


def test_the_counter_orders_the_steps_not_the_list() -> None:
    later = RiskFact(Step.REOPENED, 3)
    for order in permutations([ASKED, CLOSED, later]):
        assert status(order) is ReviewStatus.OPEN
        assert steps_of(order) == (Step.ASKED, Step.CLOSED, Step.REOPENED)


def test_what_is_not_noted_is_said_in_its_usual_order() -> None:
    assert not_noted([Step.PLAN, Step.ASKED]) == (Step.SAID, Step.PROCEDURE, Step.TOLD, Step.REVIEW)
    assert gaps([Step.ASKED]).startswith("Not noted yet: What your client said; What your local procedure")


def test_a_whole_review_says_so() -> None:
    assert gaps(TO_NOTE) == "Every step is noted."


def test_the_day_to_look_again_is_the_latest_one_set() -> None:
    sooner = RiskFact(Step.REVIEW, 4, review_on=date(2026, 3, 5))
    assert review_day([AGAIN]) == date(2026, 3, 9)
    assert review_day([sooner, AGAIN]) == date(2026, 3, 5)
    assert review_day([ASKED]) is None


def test_a_review_is_due_on_its_day_while_it_is_open() -> None:
    assert not is_due([ASKED, AGAIN], date(2026, 3, 8))
    assert is_due([ASKED, AGAIN], date(2026, 3, 9))
    assert not is_due([ASKED, AGAIN, RiskFact(Step.CLOSED, 4)], date(2026, 3, 10))
    assert not is_due([ASKED], date(2026, 3, 10))


@pytest.mark.parametrize("step", Step)
def test_every_step_has_a_name_and_a_line_of_help(step: Step) -> None:
    assert label(step)
    assert hint(step).endswith(".")


def test_a_review_holds_no_number_but_the_counter() -> None:
    held = {field.name for kind in (RiskFact, RiskReview) for field in fields(kind)}
    assert held == {"step", "order", "words", "on", "review_on", "undone", "reasons", "facts"}
