"""How a turn opens, what is said around it, and the units it is weighed in."""

from __future__ import annotations

import numpy as np
import pytest

from goldseam.noticing.change_talk import CHANGE_TALK
from goldseam.noticing.features import RULES, numbers, opening, see, without_rates
from goldseam.noticing.layers import hear, standard
from goldseam.noticing.marks import find
from goldseam.noticing.surroundings import around, faded
from goldseam.noticing.words import pieces

WIDE = len(RULES) + 2


def rows(*values: float) -> np.ndarray:
    """Turns whose every number is the value given."""
    return np.repeat(np.array(values)[:, None], WIDE, axis=1)


def test_near_is_the_same_speaker_close_by_with_the_turn_itself() -> None:
    near = around(rows(1.0, 7.0, 3.0), [True, False, False], [True, False, True])[:, :WIDE]
    fade = np.exp(-2.0)
    assert near[0] == pytest.approx((1.0 + fade * 3.0) / (1.0 + fade))
    assert near[1] == pytest.approx(7.0)


def test_far_is_each_speaker_without_the_turn_itself() -> None:
    out = around(rows(1.0, 7.0, 3.0), [True, False, False], [True, False, True])[:, WIDE:]
    same, other = out[:, :2], out[:, 2:]
    assert same[0] == pytest.approx(3.0)
    assert other[0] == pytest.approx(7.0)
    assert np.isnan(same[1]).all()
    assert other[1] == pytest.approx(2.0)


def test_one_turn_alone_has_no_talk_around_it() -> None:
    assert np.isnan(around(rows(1.0), [True], [True])[:, WIDE:]).all()


def test_nothing_crosses_from_one_conversation_to_the_next() -> None:
    first = np.array([True, False, True, False])
    total, weight = faded(rows(1.0, 2.0, 50.0, 60.0), first, np.ones(4), 8.0)
    assert total[0, 0] / weight[0] == pytest.approx(2.0)
    assert total[3, 0] / weight[3] == pytest.approx(50.0)


def test_what_is_unknown_stands_in_the_middle_and_nothing_beyond_four() -> None:
    out = standard(np.array([[np.nan, 100.0, 3.0]]), np.array([5.0, 0.0, 1.0]), np.array([1.0, 1.0, 2.0]))
    assert out.tolist() == [[0.0, 4.0, 1.0]]


@pytest.mark.parametrize(
    ("text", "start"),
    [("I see. But no.", "I see."), ("Why? Tell me.", "Why?"), ("no end", "no end"), ("", "")],
)
def test_the_opening_is_the_first_sentence(text: str, start: str) -> None:
    assert opening(text) == start


def test_rates_fall_as_the_same_words_stand_among_more() -> None:
    short, long = see("I hate it."), see("I hate it. " + "The garden was green and the sky was blue. " * 5)
    made = numbers([short, long], np.zeros((2, 0)))
    at = int(np.argmax(made[0, -len(RULES) :]))
    assert made[0, -len(RULES) + at] > made[1, -len(RULES) + at] > 0
    assert without_rates(made).shape[1] == made.shape[1] - len(RULES)


def test_pieces_hear_a_word_misspelt_as_a_neighbour_of_itself() -> None:
    right, wrong, other = (set(pieces([word])) for word in ("ridiculous", "rediculous", "garden"))
    assert len(right & wrong) > 5
    assert not right & other


def test_talk_for_staying_put_around_a_turn_raises_what_is_heard_in_it() -> None:
    def heard(before: str) -> float:
        talk = ["What do you like about it?", before, "Mm-hmm.", "Yeah, you know."]
        return float(hear(talk, [True, False, False, False], [False, True, False, True]).head("sustain")[3])

    assert heard("I like smoking, I don't want to quit.") > heard("I want to quit, I will stop on Monday.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I want to stop for my kids.", "wishes a change"),
        ("I'll throw them out tonight.", "commits"),
        ("I've cut down already.", "took steps"),
        ("On a scale of one to ten?", "asks for a number"),
        ("Mm-hmm.", "only listens"),
        ("What do you like about smoking?", "asks the good of it"),
    ],
)
def test_families_of_change_talk_are_found_and_never_shown(text: str, name: str) -> None:
    found = {f.kind.name: f for f in find(CHANGE_TALK, text)}
    assert found[name].weight == 0.0
    assert found[name].kind.says == ""
