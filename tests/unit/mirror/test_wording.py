"""Every sentence of the room `mirror` keeps the tone, and every file is in the list."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from goldseam.mirror.wording import NAMES, all_sentences, words
from tone import complaints

SAID = list(all_sentences())


@pytest.mark.parametrize(("place", "text"), SAID, ids=lambda value: str(value)[:60])
def test_a_sentence_keeps_the_tone(place: str, text: str) -> None:
    assert place.endswith("source") or complaints(text) == [], place


def test_no_text_file_of_the_room_escapes_the_review() -> None:
    room = Path(str(files("goldseam.mirror")))
    assert {path.stem for path in room.rglob("*.toml")} == set(NAMES)


def test_every_prompt_and_question_is_among_the_sentences_under_review() -> None:
    said = {text for _, text in SAID}
    assert {
        "What does it touch in you?",
        "What can stay unfinished tonight?",
        "Breathe out slowly, three times.",
    } <= said


def test_a_sentence_nobody_says_is_refused() -> None:
    with pytest.raises(KeyError, match="nobody says"):
        words("year", _Nothing)


class _Nothing:
    __dataclass_fields__: dict[str, object] = {}


# A mirror that rates, diagnoses or praises is not a mirror.
NOT_HERE = (
    "score",
    "improve",
    "progress",
    "level",
    "disorder",
    "perfectionis",
    "narciss",
    "burnout",
    "too much",
    "normal",
)


@pytest.mark.parametrize("word", NOT_HERE)
def test_the_mirror_never_rates_diagnoses_or_compares(word: str) -> None:
    found = [text for _, text in SAID if re.search(rf"\b{word}", text, re.IGNORECASE)]
    allowed = {  # naming what one does or lives through, not rating it
        "taking too much on you", "When you take too much on you", "you often take too much on you", "too much work",
        "forms and ratings",
    }  # fmt: skip
    assert set(found) <= allowed
