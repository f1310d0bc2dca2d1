"""Talk without its marks: what is put back, what is left alone, and that places stay true."""

from __future__ import annotations

import re

import pytest

from goldseam.noticing.bare import asks, mend
from goldseam.noticing.confrontation import KINDS
from goldseam.noticing.marks import Found
from goldseam.noticing.talk_scores import score_turns
from goldseam.noticing.turns import question
from goldseam.terms.talk import Speaker, Turn

T, C = Speaker.THERAPIST, Speaker.CLIENT


@pytest.mark.parametrize(
    ("given", "mended"),
    [
        ("i dont know", "i don't know"),
        ("Im tired and youre not", "i'm tired and you're not"),
        ("it cant be thats why i wont", "it can't be that's why i won't"),
        ("thats important to me", "that's important to me"),
        ("so um how was that for you", "so um how was that for you?"),
        ("ok. did you tell her", "ok. did you tell her?"),
        ("u didnae listen", "you didn't listen"),
        ("idk tbh", "i don't know to be honest"),
    ],
)
def test_what_speech_recognition_and_chat_leave_out_is_put_back(given: str, mended: str) -> None:
    assert mend(given).text == mended


@pytest.mark.parametrize(
    "text",
    [
        "",
        "How was it?",
        "I don't know.",
        "i know how that is",
        "its shell was ill",
        "What a day!",
        "right",
        "u",
        "ye.",
    ],
)
def test_text_with_its_marks_and_plain_statements_stay_as_they_are(text: str) -> None:
    assert mend(text).text == text
    assert mend(text).changes == ()


def test_places_lead_back_to_the_words_that_were_given() -> None:
    given = "idk im sure u dont listen. didnt ye say youre here for me"
    mended = mend(given)
    for words, was in (
        ("sure you don't listen", "sure u dont listen"),
        ("didn't you say", "didnt ye say"),
        ("for me?", "for me"),
        ("know", "idk"),
        ("listen", "listen"),
    ):
        start = mended.text.index(words)
        back = mended.back(Found(KINDS[0], start, start + len(words), 0.5))
        assert given[back.start : back.end] == was


@pytest.mark.parametrize(
    "text", ["what was that like for you", "did you sleep", "and how are things at home"]
)
def test_an_open_ear_is_heard_without_its_question_mark(text: str) -> None:
    assert asks(text)
    said = float(score_turns([Turn(1, "T", text, speaker=T)]).column("curiosity")[0])
    marked = float(score_turns([Turn(1, "T", text + "?", speaker=T)]).column("curiosity")[0])
    assert said == pytest.approx(marked)
    assert question(Turn(1, "T", text, speaker=T)) == question(Turn(1, "T", text + "?", speaker=T)) != ""


@pytest.mark.parametrize(
    "text", ["that is normal at your age", "you told me what you did", "i see where it went"]
)
def test_a_statement_is_no_question(text: str) -> None:
    assert not asks(text)


def test_a_complaint_without_apostrophes_is_heard_and_quoted_as_it_was_written() -> None:
    text = "well im telling you that you dont listen to me at all"
    scores = score_turns([Turn(1, "C", text, speaker=C)])
    found = next(f for f in scores.heard.seen[0].found if f.kind.name == "complains about you")
    assert re.fullmatch("you dont listen", text[found.start : found.end])
    with_marks = score_turns([Turn(1, "C", text.replace("im", "i'm").replace("dont", "don't"), speaker=C)])
    assert scores.column("confrontation")[0] == pytest.approx(with_marks.column("confrontation")[0])


def test_a_short_answer_to_a_question_without_its_mark_counts_as_one() -> None:
    def answered(asked: str) -> float:
        talk = [Turn(1, "T", asked, speaker=T), Turn(2, "C", "fine i guess", speaker=C)]
        return float(score_turns(talk).column("withdrawal")[1])

    assert answered("how was the week with your mother") == pytest.approx(
        answered("how was the week with your mother?")
    )
    assert answered("how was the week with your mother") > answered("last week was the week with your mother")
