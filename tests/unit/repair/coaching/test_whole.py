"""What no phrase shows: a "but" that takes back, sorry said too often, length, and whom a sentence is about."""

from __future__ import annotations

import pytest

from goldseam.repair.coach import coach
from goldseam.repair.coaching.rules import find
from goldseam.repair.coaching.scopes import covered
from goldseam.repair.coaching.tokens import read
from goldseam.repair.coaching.whole import MOST_WORDS, look, words_in


def marked(text: str, kind: str) -> list[str]:
    return [text[span.start : span.end] for span in coach(text).spans if span.kind.value == kind]


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("I'm sorry I was late, but the road was closed.", True),
        ("I interrupted you. However, we had little time.", True),
        ("The road was closed, but I got there.", False),  # nothing was given before the turn
        ("I interrupted you, but I want to hear the rest.", False),  # something is given after it
        ("I had nothing but silence for you.", False),
        ("You told me the film was long but good.", False),
    ],
)
def test_a_turn_counts_where_it_takes_back_what_was_given(text: str, turns: bool) -> None:
    draft = read(text)
    inside = covered(draft)
    names = [one.group.name for one in look(draft, inside, find(draft, inside))]
    assert ("contrast" in names) is turns


def test_the_third_sorry_is_one_too_many() -> None:
    assert marked("Sorry for the wait. Sorry for the noise.", "over_apology") == []
    assert marked("Sorry for the wait. Sorry for the noise. Sorry for the cold.", "over_apology") == ["Sorry"]


def test_sorry_to_hear_does_not_count() -> None:
    text = "Sorry to hear about the move. Sorry for the wait. Sorry for the noise."
    assert marked(text, "over_apology") == []


@pytest.mark.parametrize(("extra", "long"), [(0, False), (1, True)])
def test_a_draft_is_long_from_the_first_word_past_the_limit(extra: int, long: bool) -> None:
    text = " ".join(["word"] * (MOST_WORDS + extra))
    assert bool(marked(text, "too_long")) is long


def test_marks_alone_are_no_words() -> None:
    assert words_in("well - it's 3 o'clock ...") == 4


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Grief comes in stages.", "lecture"),
        ("You lead with anger.", "interpretation"),
        ("I am not saying that you lead with anger.", ""),
        ("Next Tuesday I am away.", ""),
    ],
)
def test_a_plain_statement_is_read_by_whom_it_is_about(text: str, kind: str) -> None:
    read = {span.kind.value for span in coach(text).spans}
    assert (kind in read) if kind else not read & {"lecture", "interpretation", "justification"}
