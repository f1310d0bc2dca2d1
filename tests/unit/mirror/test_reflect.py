"""Templates in three lengths and free writing; one question at a time; nothing copied, nothing scored."""

from __future__ import annotations

from datetime import date, time

import pytest

from goldseam.errors import BadInput
from goldseam.mirror.features import features_of
from goldseam.mirror.reflect import (
    Answer,
    Theme,
    all_questions,
    as_text,
    names_in,
    next_question,
    reflection,
    template,
    templates,
    write,
)


def test_there_are_three_lengths_and_free_writing_each_with_its_source() -> None:
    assert [one.minutes for one in templates()] == [2, 15, 20, 0]
    assert all(one.source for one in templates())
    assert [len(one.prompts) for one in templates()] == [3, 5, 6, 1]


def test_only_recall_belongs_to_moments_of_a_recording() -> None:
    assert [one.id for one in templates() if one.at_moments] == ["recall"]


def test_an_unknown_template_is_named_with_those_there_are() -> None:
    with pytest.raises(BadInput, match="two-minutes, recall, supervision, free"):
        template("kolb")


def test_blank_answers_are_left_out_and_order_is_that_of_the_prompts() -> None:
    made = write(
        "two-minutes", [Answer("now-what", "Ask her."), Answer("what", " Quiet. "), Answer("so-what", "\n")]
    )
    assert as_text(made) == "Quiet.\n\nAsk her."


def test_nothing_at_all_is_a_reflection_too() -> None:
    assert as_text(write("free", [])) == ""


def test_moments_are_sorted_by_time_and_shown_as_a_clock() -> None:
    made = write(
        "recall",
        [Answer("felt", "Heat.", 3725.4), Answer("thought", "Stop.", 61), Answer("felt", "Cold.", 61)],
    )
    assert as_text(made) == "[1:01] Cold.\n\n[1:01] Stop.\n\n[1:02:05] Heat."


@pytest.mark.parametrize(
    ("form", "answer", "says"),
    [
        ("two-minutes", Answer("felt", "x"), "Allowed: what, so-what, now-what"),
        ("supervision", Answer("action", "x", 12.0), "no moments"),
        ("recall", Answer("felt", "x", -1.0), "from 0 on"),
        ("recall", Answer("felt", "x", float("nan")), "from 0 on"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(form: str, answer: Answer, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        write(form, [answer])


def test_links_are_ids_and_none_of_the_linked_words_reach_the_text() -> None:
    made = write("free", [Answer("free", "Mine.")], episode="e-7", mirror_check="c-1", transcript="t-3")
    assert (made.episode, made.mirror_check, made.transcript) == ("e-7", "c-1", "t-3")
    assert as_text(made) == "Mine."


def test_the_prompts_themselves_are_never_read_as_the_therapists_words() -> None:
    made = reflection(
        "1", date(2026, 3, 2), write("supervision", [Answer("action", "Ask.")]), "M.", at=time(20)
    )
    assert made.text == "Ask."
    assert {str(one) for one in features_of(made)} == {"who:M.", "day:monday", "hour:evening"}


def test_an_evening_asks_one_question_of_each_theme_in_order_then_none() -> None:
    asked: list[str] = []
    while (one := next_question(asked)) is not None:
        asked.append(one.id)
    themes = [next(q.theme for q in all_questions() if q.id == id) for id in asked]
    assert themes == list(Theme)


def test_the_next_evening_asks_what_was_not_seen_before() -> None:
    seen = [next_question().id]  # type: ignore[union-attr]
    assert next_question(seen=seen).id == "unbearable-2"  # type: ignore[union-attr]


def test_when_all_was_seen_it_starts_over_rather_than_stopping() -> None:
    assert next_question(seen=[one.id for one in all_questions()]).id == "unbearable-1"  # type: ignore[union-attr]


def test_every_question_asks_one_thing_and_none_begins_with_why() -> None:
    assert len({one.text for one in all_questions()}) == len(all_questions()) == 20
    assert [
        one.id for one in all_questions() if not one.text.rstrip().endswith("?") and one.id != "before-4"
    ] == []
    assert [one.id for one in all_questions() if one.text.lower().startswith("why")] == []


def test_a_name_in_the_text_gets_one_gentle_line_each() -> None:
    assert len(names_in("Sam and SAM and Samuel.", ["Sam", "Sam", ""])) == 1
    assert names_in("Samuel spoke.", ["Sam"]) == ()
    assert names_in("A (x+y) talk", ["x+y"]) == ("You wrote x+y. An alias keeps this page about you.",)
