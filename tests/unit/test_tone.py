"""The tone checker finds what it is there to find."""

from __future__ import annotations

import pytest

from tone import complaints, count_words, sentences


@pytest.mark.parametrize(
    "text",
    [
        "You should rest.",
        "The repair failed.",
        "It was a FAILURE.",
        "Well done, you.",
        "Stop now!",
        "This is your fault.",
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen.",
        "Keep your streak.",
    ],
)
def test_a_sentence_that_breaks_the_tone_is_named(text: str) -> None:
    assert complaints(text)


@pytest.mark.parametrize("text", ["Still open.", "You can stop now. Saved on this computer only.", ""])
def test_a_plain_sentence_passes(text: str) -> None:
    assert complaints(text) == []


def test_fifteen_words_pass_and_sixteen_do_not() -> None:
    assert complaints(" ".join(["word"] * 15)) == []
    assert complaints(" ".join(["word"] * 16)) == ["16 words: " + " ".join(["word"] * 16)]


def test_sentences_end_at_marks_at_quotes_and_at_line_ends() -> None:
    assert sentences('She said "no." Then\nshe left?') == ['She said "no.', "Then", "she left?"]


def test_a_name_in_braces_is_one_word_and_a_dash_is_none() -> None:
    assert count_words("You said {a long name} - here") == 4
