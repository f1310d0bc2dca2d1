"""Sentences behind readings: short, plain, and never surer than they may be."""

from __future__ import annotations

import math

import pytest

from goldseam.noticing.standing import Kind
from goldseam.noticing.wording import because, how_sure, number


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.name)
@pytest.mark.parametrize("higher", [True, False])
def test_every_sentence_is_one_of_at_most_fifteen_words(kind: Kind, higher: bool) -> None:
    words = because(kind, 31.25, 33.5, 39.0, 6, 98, higher)
    assert len(words.replace(":", "").split()) <= 15
    assert words.endswith(".")
    assert words.count(". ") == 0
    assert not {"should", "failed", "!"} & set(words.lower().split())


def test_where_lower_is_better_a_worse_score_is_higher() -> None:
    assert because(Kind.NEW, 9, 1, 4, 6, 98, False).startswith("Higher than 98 of 100")


def test_no_chance_is_told_as_certain() -> None:
    assert [how_sure(t) for t in (0, 1, 9, 10)] == ["under 1 in 10", "1 in 10", "9 in 10", "9 in 10"]


def test_numbers_are_written_as_people_write_them() -> None:
    assert [number(x) for x in (36.0, 3.25, 3.0833, math.nan)] == ["36", "3.25", "3.08", ""]
