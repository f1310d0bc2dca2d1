"""Doubt and kindness together; a minute that is a minute; a year ago only on that day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from goldseam.errors import BadInput
from goldseam.mirror import compassion, doubt, year
from goldseam.mirror.doubt import DoubtAndKindness, asked_together, over_time, say
from goldseam.terms.therapist import Reflection

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(("one", "two"), [(5, None), (None, 5)])
def test_one_without_the_other_is_not_kept(one: int | None, two: int | None) -> None:
    with pytest.raises(BadInput, match="belong together"):
        asked_together(DAY, one, two)


def test_neither_is_an_answer_too() -> None:
    assert asked_together(DAY, None, None) is None


@pytest.mark.parametrize("value", [-1, 11])
def test_an_answer_off_the_scale_is_named(value: int) -> None:
    with pytest.raises(BadInput, match="0 to 10"):
        asked_together(DAY, 5, value)


def test_the_four_corners_have_four_sentences_and_none_is_the_good_one() -> None:
    said = [say(DoubtAndKindness(DAY, d, k)) for d in (0, 10) for k in (0, 10)]
    assert len(set(said)) == 4
    assert not any(word in " ".join(said).lower() for word in ("good", "well", "better", "worse", "confiden"))


@pytest.mark.parametrize(
    ("doubts", "kind", "sentence"), [(5, 5, "both_high"), (4, 4, "both_low"), (5, 4, "doubt_only")]
)
def test_five_is_the_cut_and_it_only_chooses_a_sentence(doubts: int, kind: int, sentence: str) -> None:
    assert say(DoubtAndKindness(DAY, doubts, kind)) == getattr(doubt.SAY, sentence)


def test_over_time_shows_both_in_every_row_in_order_and_has_no_total() -> None:
    rows = [DoubtAndKindness(DAY + timedelta(days=n), n, 10 - n) for n in (3, 1, 2)]
    assert [one.doubt for one in over_time(rows)] == [1, 2, 3]
    assert set(DoubtAndKindness.__dataclass_fields__) == {"on", "doubt", "kindness"}


def test_the_break_is_at_most_a_minute_with_no_gap_between_its_steps() -> None:
    steps = compassion.steps()
    assert sum(one.seconds for one in steps) <= compassion.MOST_SECONDS
    assert all(b.start == a.start + a.seconds for a, b in pairwise(steps))
    assert steps[0].start == 0


def test_the_break_can_be_left_and_kind_words_may_be_too_much() -> None:
    assert compassion.SAY.skip
    assert "Rest is enough." in compassion.SAY.leave


def test_a_letter_holds_the_therapists_words_and_no_others() -> None:
    assert compassion.letter("  You stayed.\n") == "Dear colleague,\n\nYou stayed."


@pytest.mark.parametrize(
    ("days", "shown"), [(0, True), (3, True), (-3, True), (4, False), (-4, False), (365, False)]
)
def test_a_year_ago_is_this_day_give_or_take_three(days: int, shown: bool) -> None:
    entry = Reflection("1", date(2025, 3, 2) + timedelta(days=days), "x")
    assert (year.a_year_ago([entry], DAY) == (entry,)) is shown


def test_a_leap_day_looks_back_to_the_twenty_eighth() -> None:
    entry = Reflection("1", date(2027, 2, 28), "x")
    assert year.a_year_ago([entry], date(2028, 2, 29)) == (entry,)
