"""Answers about oneself are said beside one's own, never a norm; supervision is read, asked about, and left."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from goldseam.errors import BadInput
from goldseam.mirror import measures, supervising
from goldseam.mirror.measures import chance, compared
from goldseam.mirror.supervising import SAY, Since, is_strained, next_question, say
from goldseam.terms.rupture import Reading, Standing

READING = Reading(5, 20.0, 0.72, 28.0, 36.0, Standing.STRAINED, True, "Lower than usual.")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([3.0, 3.1, 2.9], "too few times to say"),
        ([3.0, 3.1, 2.9, 3.05], "within what you have answered before"),
        ([3.0, 3.1, 2.9, 3.1], "within what you have answered before"),
        ([3.0, 3.1, 2.9, 3.2], "more than any time before"),
        ([3.0, 3.1, 2.9, 2.8], "less than any time before"),
        ([3.0, 3.0, 3.0, 3.0], "the same each time"),
    ],
)
def test_the_latest_answer_is_beside_all_earlier_ones(values: list[float], words: str) -> None:
    assert words in compared("scs-sf:kindness", values)


def test_no_figure_and_no_word_of_good_or_bad_stands_in_what_is_said() -> None:
    for values in ([3.0, 3.1, 2.9, 3.2], [3.0, 3.1, 2.9, 2.8], [3.0] * 4, [3.0, 4.0, 2.0, 3.0]):
        said = compared("proqol-5:burnout", values)
        assert not any(letter.isdigit() for letter in said)
        assert not {"good", "bad", "better", "worse", "high", "low"} & set(said.lower().split())


def test_chance_does_what_the_sentence_says() -> None:
    rng = np.random.default_rng(7)
    drawn = rng.random((20_000, 5))
    at_an_end = (drawn[:, -1] == drawn.max(axis=1)) | (drawn[:, -1] == drawn.min(axis=1))
    assert chance(5) == "Chance alone makes the latest the highest or lowest 2 times in 5."
    assert abs(at_an_end.mean() - 2 / 5) < 0.02
    assert chance(3) == ""


def test_a_score_without_a_name_is_refused_with_the_names() -> None:
    with pytest.raises(BadInput, match="proqol-5:satisfaction"):
        measures.named("phq-9:total")


@pytest.mark.parametrize(
    ("reading", "strain", "taps", "strained"),
    [
        (READING, None, (), True),
        (replace(READING, status=Standing.STEADY), None, (), False),
        (None, 3, (), True),
        (None, 2, (), False),
        (None, None, ("judged",), True),
    ],
)
def test_a_strain_shows_by_ratings_by_the_question_or_by_a_tap(
    reading: Reading | None, strain: float | None, taps: tuple[str, ...], strained: bool
) -> None:
    assert is_strained(reading, strain, taps) is strained


def test_what_is_said_names_how_sure_and_never_surer_than_nine_in_ten() -> None:
    assert "7 in 10" in say(READING, None, ())[0]
    assert "9 in 10" in say(replace(READING, p_rupture=0.999), None, ())[0]
    assert say(replace(READING, informative=False), None, ()) == (SAY.early,)
    assert say(None, 8, ["agreed"]) == (SAY.strain_told, SAY.kept_back)


def test_every_question_comes_once_and_then_none() -> None:
    asked: list[str] = []
    while (one := next_question(asked)) is not None:
        asked.append(one.id)
    assert len(set(asked)) == len(asked) == len(supervising.questions())


def test_each_word_about_what_became_of_it_has_its_sentence() -> None:
    assert set(supervising.SINCE) == set(Since)
    assert len(set(supervising.SINCE.values())) == len(Since)


def test_leaving_is_as_good_an_end_as_mending() -> None:
    assert "right" in SAY.left
    assert "peer" in SAY.elsewhere
