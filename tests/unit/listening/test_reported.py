"""What others said to the client is not said to the therapist; what may be meant for the therapist stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldseam.noticing.bare import mend
from goldseam.noticing.marks import Side
from goldseam.noticing.moments import find_moments
from goldseam.noticing.talk_scores import score_turns
from goldseam.terms.talk import Speaker, Transcript, Turn

OTHERS = (
    "He said you never listen to me, and slammed the door.",
    "My mum always goes you never do anything right.",
    "She was like, you're so cold, and I just left.",
    "Well he yelled, \u201cyou don't care about us\u201d and drove off.",
    "my ex told me youre useless and i believed him",
    "Sarah said you always make people feel small.",
    "We had a fight and I told him, you don't care about me, you never did.",
    "I yelled at my sister: you never listen, and she left.",
)
MEANT_FOR_YOU = (
    "You never listen to me.",
    "You said you never listen to gossip, and you don't listen to me either.",
    "My wife says you're useless and I'm wasting my money here.",
    "My husband said you don't help me and I should stop coming here.",
    "The receptionist said you never answer letters.",
    "I said you never listen.",
)


def _confronts(text: str) -> float:
    turn = Turn(1, "C", text, speaker=Speaker.CLIENT)
    return float(score_turns([turn]).column("confrontation")[0])


@pytest.mark.parametrize("text", OTHERS)
def test_words_of_others_are_no_complaint_to_you(text: str) -> None:
    assert mend(text).text != text
    assert _confronts(text) < 0.2


@pytest.mark.parametrize("text", MEANT_FOR_YOU)
def test_words_that_may_be_meant_for_you_stay(text: str) -> None:
    assert mend(text).text == text


def test_what_comes_after_is_quoted_as_it_was_said() -> None:
    text = "He said you never listen, and you know what, you never listen to me either."
    found = find_moments(Transcript((Turn(1, "C", text, speaker=Speaker.CLIENT),)))
    assert [span.words for one in found for span in one.spans if one.side is Side.CONFRONTATION]
    assert all(text[span.start : span.end] == span.words for one in found for span in one.spans)


@pytest.mark.parametrize(
    "text", ["That sounds really hard.", "That must have been scary.", "You sound disappointed."]
)
def test_a_short_turn_that_names_a_feeling_is_care(text: str) -> None:
    turn = Turn(1, "T", text, speaker=Speaker.THERAPIST)
    assert float(score_turns([turn]).column("empathy")[0]) > 0.5


@given(st.text(alphabet=st.sampled_from("He said, you're \u201cnever your. And but\u2019"), max_size=120))
def test_any_text_is_read(text: str) -> None:
    mended = mend(text)
    assert all(start <= end for start, end, *_ in mended.changes)
