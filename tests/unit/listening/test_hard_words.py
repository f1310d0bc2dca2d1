"""Hard words about oneself or others are no moment between us; a quiet threat is one; owning is not defending."""

from __future__ import annotations

import pytest

from goldseam.noticing.marks import Side
from goldseam.noticing.moments import find_moments
from goldseam.noticing.talk_scores import score_turns
from goldseam.terms.talk import Speaker, Transcript, Turn


def _score(text: str, column: str, speaker: Speaker = Speaker.CLIENT) -> float:
    return float(score_turns([Turn(1, "x", text, speaker=speaker)]).column(column)[0])


def _hostile(text: str) -> list[str]:
    talk = Transcript((Turn(1, "C", text, speaker=Speaker.CLIENT),))
    return [one.kind for one in find_moments(talk) if one.side is Side.HOSTILITY]


@pytest.mark.parametrize(
    "text",
    [
        "I feel so stupid and fat and ugly.",
        "I'm such an idiot, I forgot his birthday.",
        "The boys at school call me a freak.",
        "When he starts, I just shut up and count the tiles.",
        "I told her to get lost and then I cried.",
        "My ex is a liar and a coward.",
        "I hate him for what he did.",
        "I wake up at four every night.",
        "I could kill him, honestly, he left the door open again.",
    ],
)
def test_hard_words_that_are_not_for_you_make_no_moment(text: str) -> None:
    assert _hostile(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "If you write that in my file I will find out where you live.",
        "I know which bus your son takes.",
        "I've got a knife in my bag, just so you know.",
        "You'll be sorry if you write that.",
    ],
)
def test_a_quiet_threat_is_heard(text: str) -> None:
    assert "threat" in _hostile(text)
    assert _score(text, "hostility") > 0.5


def test_a_threat_to_somebody_else_is_named_as_that() -> None:
    assert "threat to others" in _hostile("I swear I'll kill her tonight.")


@pytest.mark.parametrize(
    "text", ["Shut up.", "You need to shut up.", "I want you to shut up.", "You're a liar.", "Idiot."]
)
def test_hard_words_for_you_are_heard(text: str) -> None:
    assert _hostile(text)


@pytest.mark.parametrize(
    "text",
    ["I'm sorry I was late.", "I spoke too soon. That hurt you.", "You're right, I did look at the clock."],
)
def test_owning_is_not_defending(text: str) -> None:
    assert _score(text, "defensive", Speaker.THERAPIST) < 0.5


@pytest.mark.parametrize(
    "text", ["I was only trying to help.", "I never said that.", "Well, you did come late yourself."]
)
def test_defending_is_heard(text: str) -> None:
    assert _score(text, "defensive", Speaker.THERAPIST) > 0.5
