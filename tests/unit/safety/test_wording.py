"""Every sentence of the room `safety` keeps the tone, and every file is in the list."""

from __future__ import annotations

from enum import Enum
from importlib.resources import files
from pathlib import Path

import pytest

from goldseam.safety.wording import NAMES, all_sentences, each, words
from tone import complaints


@pytest.mark.parametrize(("place", "text"), list(all_sentences()), ids=lambda value: str(value)[:60])
def test_a_sentence_keeps_the_tone(place: str, text: str) -> None:
    assert complaints(text) == [], place


def test_no_text_file_of_the_room_escapes_the_review() -> None:
    room = Path(str(files("goldseam.safety")))
    assert {path.stem for path in room.rglob("*.toml")} == set(NAMES)


class OnlyHalf(Enum):
    LEAVE = "leave"


def test_a_closed_set_without_a_sentence_for_each_member_is_refused() -> None:
    with pytest.raises(KeyError, match="OnlyHalf"):
        each("now", "act", OnlyHalf)


def test_a_sentence_nobody_says_is_refused() -> None:
    with pytest.raises(KeyError, match="nobody says"):
        words("gate", _Nothing)


class _Nothing:
    __dataclass_fields__: dict[str, object] = {}


WORDS_OF_JUDGEMENT = (
    "risk level",
    "high risk",
    "low risk",
    "risk score",
    "predict",
    "likelihood",
    "dangerous",
)


@pytest.mark.parametrize("word", WORDS_OF_JUDGEMENT)
def test_the_room_says_nothing_that_rates_or_predicts(word: str) -> None:
    said = [text for _, text in all_sentences() if word in text.lower()]
    assert said in ([], ["This is an answer on a form. It is not a rating of risk, and no prediction."])


@pytest.mark.parametrize("word", ["by law", "legally", "liable", "you are required", "hipaa", "apa ", "gdpr"])
def test_the_room_states_no_law(word: str) -> None:
    assert [text for _, text in all_sentences() if word in text.lower()] == []


def test_no_number_of_a_crisis_line_is_built_in() -> None:
    assert [text for _, text in all_sentences() if any(letter.isdigit() for letter in text)] == []
