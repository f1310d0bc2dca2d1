"""Timing, shares and style, by hand on tiny talks."""

from __future__ import annotations

import pytest

from goldseam.noticing.turns import (
    continuity,
    flanked,
    gaps,
    is_minimal,
    is_reflection,
    latencies,
    median_words,
    minimal_runs,
    overlaps,
    pauses,
    question,
    shares,
    style_matching,
    word_count,
)
from goldseam.terms.talk import Speaker, Turn

T, C = Speaker.THERAPIST, Speaker.CLIENT


def turn(number: int, who: Speaker, text: str, start: float | None = None, end: float | None = None) -> Turn:
    return Turn(number, who.value, text, start, end, who)


TALK = (
    turn(1, T, "How was the week with your sister?", 0.0, 4.0),
    turn(2, C, "My sister called twice.", 6.0, 8.0),
    turn(3, T, "And then?", 8.5, 9.0),
    turn(4, T, "What happened then?", 15.0, 16.0),
    turn(5, C, "Nothing.", 15.5, 17.0),
)


def test_shares_count_words_and_seconds() -> None:
    got = shares(TALK)
    assert got.client_words == pytest.approx(5 / (5 + 12))
    assert got.client_time == pytest.approx(3.5 / (3.5 + 5.5))


def test_shares_of_nobody_are_unknown_and_not_zero() -> None:
    assert shares(()).client_words is None
    assert shares([turn(1, T, "Hm.")]).client_time is None


def test_gaps_are_none_without_times_and_negative_in_overlap() -> None:
    assert gaps(TALK) == [None, 2.0, 0.5, 6.0, -0.5]
    assert gaps([turn(1, T, "a"), turn(2, C, "b")]) == [None, None]


def test_a_silence_between_two_turns_of_the_therapist_is_flanked() -> None:
    assert [(p.after_turn, p.before_turn, p.seconds) for p in flanked(TALK)] == [(3, 4, 6.0)]
    assert [p.before_turn for p in pauses(TALK, at_least=2.0)] == [2, 4]


def test_a_silence_after_the_client_is_not_flanked() -> None:
    talk = [turn(1, C, "Yes.", 0, 1), turn(2, T, "So?", 9, 10)]
    assert flanked(talk) == []
    assert len(pauses(talk)) == 1


def test_latency_is_the_wait_before_an_answer_and_never_negative() -> None:
    assert latencies(TALK, C) == [2.0, 0.0]
    assert latencies(TALK, T) == [0.5]


def test_an_overlap_names_the_turn_that_began_too_soon() -> None:
    assert overlaps(TALK) == [(5, 0.5)]


@pytest.mark.parametrize("text", ["Mm.", "Yeah, I guess.", "I don't know.", "Fine", "OK, sure."])
def test_a_word_that_only_keeps_the_talk_going_is_minimal(text: str) -> None:
    assert is_minimal(turn(1, C, text))


@pytest.mark.parametrize("text", ["My dog died.", "Really?", "No, he hit me.", "Yes yes yes yes yes yes"])
def test_short_is_not_minimal_where_it_says_something_or_asks(text: str) -> None:
    assert not is_minimal(turn(1, C, text))


def test_runs_of_minimal_replies_need_three_and_end_at_a_fuller_turn() -> None:
    said = ["Yeah.", "Mm.", "I guess.", "He left me on Sunday.", "Ok.", "Ok."]
    talk = [turn(n, C, text) for n, text in enumerate(said, start=1)]
    assert minimal_runs(talk) == [(1, 2, 3)]


def test_questions_are_open_closed_or_none() -> None:
    assert [
        question(turn(1, T, text))
        for text in ("How was that?", "Did it hurt?", "Tell me more about it.", "I see.")
    ] == [
        "open",
        "closed",
        "open",
        "",
    ]


def test_a_reflection_says_back_and_does_not_ask() -> None:
    assert is_reflection(turn(1, T, "It sounds like that was heavy."))
    assert not is_reflection(turn(1, T, "It sounds like that was heavy?"))


def test_continuity_is_the_share_of_words_taken_up() -> None:
    assert continuity(TALK[0], TALK[1]) == pytest.approx(1 / 3)
    assert continuity(TALK[0], turn(9, C, "Yes.")) is None


def test_style_matching_is_one_for_the_same_style_and_lower_for_another() -> None:
    same = "i think that it is in the house and not so much of a thing for me " * 6
    other = (
        "dogs run green fields quickly jump high fences near rivers daily hunting small animals everywhere "
        * 6
    )
    alike = style_matching([turn(1, C, same), turn(2, T, same)])
    apart = style_matching([turn(1, C, same), turn(2, T, other)])
    assert alike == pytest.approx(1.0)
    assert apart is not None
    assert apart < 0.3


def test_style_matching_of_little_talk_is_unknown() -> None:
    assert style_matching(TALK) is None


def test_medians_and_counts() -> None:
    assert median_words(TALK, C) == 2.5
    assert word_count(turn(1, C, "I don't... know!")) == 3
